"""Reading a learner's source for two things only: what is still the starter's, and what defines without computing."""

import ast
from collections.abc import Iterable

from sprint.lab.runs import Cell


def empty_definitions(sources: Iterable[str]) -> frozenset[str]:
    """Return the functions and classes whose last definition has no body yet but the starter's marker."""
    found: dict[str, bool] = {}
    for source in sources:
        for node in ast.walk(_parsed(source)):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                found[node.name] = all(map(_is_filler, node.body))
    return frozenset(name for name, empty in found.items() if empty)


def definitions(sources: Iterable[str]) -> list[Cell]:
    """Return, cell by cell, the lines that define and compute nothing: imports, functions, classes, plain constants."""
    cells = []
    for place, source in enumerate(sources):
        tree = _parsed(source)
        kept = [node for node in ast.iter_child_nodes(tree) if isinstance(node, ast.stmt) and _defines(node)]
        if kept:
            cells.append(Cell(place, "\n".join(map(ast.unparse, kept))))
    return cells


def _defines(statement: ast.stmt) -> bool:
    match statement:
        case ast.Import() | ast.ImportFrom() | ast.FunctionDef() | ast.ClassDef():
            return True
        case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value):
            try:
                ast.literal_eval(value)
            except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
                return False
            return True
    return False


def _parsed(source: str) -> ast.AST:
    """Return a cell's syntax tree; magics and shell commands are left out, what cannot be read is empty."""
    plain = "\n".join("" if line.lstrip()[:1] in {"%", "!", "?"} else line for line in source.splitlines())
    for text in (source, plain):
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
    return ast.Module([], [])


def _is_filler(statement: ast.stmt) -> bool:
    match statement:
        case ast.Pass() | ast.Expr(value=ast.Constant()):
            return True
        case ast.Raise(exc=ast.Name(id="NotImplementedError") | ast.Call(func=ast.Name(id="NotImplementedError"))):
            return True
    return False
