"""Reading a learner's source for two things only: what is still the starter's, and what defines without computing."""

import ast
import builtins
import textwrap
from collections.abc import Iterable

from sprint.lab.protocol.models import Cell


def empty_definitions(sources: Iterable[str]) -> frozenset[str]:
    """Return the functions and classes whose last definition has no body yet but the starter's marker."""
    found: dict[str, bool] = {}
    for source in sources:
        for node in ast.walk(parsed(source)):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                found[node.name] = all(map(_is_filler, node.body))
    return frozenset(name for name, empty in found.items() if empty)


def open_names(source: str) -> frozenset[str]:
    """Return a module's names that still are the starter's: `name = ...`, or a function or class without a body."""
    found: dict[str, bool] = {}
    for node in ast.iter_child_nodes(parsed(source)):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                found[node.name] = all(map(_is_filler, node.body))
            case ast.Assign(targets=targets, value=value):
                found |= {name.id: _is_marker(value) for name in targets if isinstance(name, ast.Name)}
    return frozenset(name for name, still_open in found.items() if still_open)


def definitions(sources: Iterable[str]) -> list[Cell]:
    """Return, cell by cell, the lines that say what things are and compute nothing of the learner's own.

    Imports, functions, classes and plain constants; and names that are given to what imports alone lead to, such as
    `device = torch.device("cpu")` or a data set that is loaded. The latter are left out where they raise, since a line
    between them may be missing here.
    """
    cells, known = [], set(dir(builtins))
    for place, source in enumerate(sources):
        kept = []
        for node in ast.iter_child_nodes(parsed(source)):
            if isinstance(node, ast.stmt) and _defines(node):
                kept.append(ast.unparse(node))
                known |= _bound(node) if not isinstance(node, ast.FunctionDef | ast.ClassDef) else set()
            elif isinstance(node, ast.stmt) and _leads_on(node, known):
                kept.append(f"try:\n{textwrap.indent(ast.unparse(node), '    ')}\nexcept Exception:\n    pass")
                known |= _bound(node)
        if kept:
            cells.append(Cell(place, "\n".join(kept)))
    return cells


def _bound(node: ast.AST) -> set[str]:
    """Return the names that a statement gives to something."""
    found = {part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)}
    names = [alias for part in ast.walk(node) if isinstance(part, ast.Import | ast.ImportFrom) for alias in part.names]
    return found | {alias.asname or alias.name.partition(".")[0] for alias in names}


def _leads_on(statement: ast.stmt, known: set[str]) -> bool:
    """Tell whether a statement only gives names, also under an `if`, and uses nothing but names that are known."""
    parts = list(ast.walk(statement))
    gives = ast.Assign | ast.AnnAssign | ast.If | ast.Import | ast.ImportFrom | ast.Pass
    if isinstance(statement, ast.Pass) or not all(
        isinstance(part, gives) for part in parts if isinstance(part, ast.stmt)
    ):
        return False
    used = {part.id for part in parts if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load)}
    return used <= known | _bound(statement) | {part.arg for part in parts if isinstance(part, ast.arg)}


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


def parsed(source: str) -> ast.AST:
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


def _is_marker(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is Ellipsis


def defined_names(source: str) -> frozenset[str]:
    """Return the names that a cell makes at its top level: values, functions, classes, imports."""
    found: set[str] = set()
    for node in ast.iter_child_nodes(parsed(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.stmt):
            found |= _bound(node)
    return frozenset(found)
