"""Writes `docs/vocabulary.md` from the docstrings of `sprint.checks.api`: `python tests/vocabulary_page.py`."""

import ast
import importlib
import inspect
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

from sprint.checks import api

PAGE = Path(__file__).parent.parent / "docs" / "vocabulary.md"
SUBJECTS = {
    "The check": ("declare", "predictions", "verdicts", "outcomes"),
    "The work": ("work", "notebook.functions", "notebook.figures"),
    "Values": ("compare",),
    "The notebook": ("notebook",),
    "Models": ("models",),
    "Deliverables beside the notebook": ("deliverables",),
    "The learner's processes": ("sprint.lab",),
}
"""Each subject with the modules its words come from; a word is under the first that fits."""


def page() -> str:
    """Return the page."""
    left = dict(_words())
    made = "*Made from the docstrings by `python tests/vocabulary_page.py`.*"
    parts = ["# The vocabulary of checks", inspect.getdoc(api) or "", made]
    for subject, modules in SUBJECTS.items():
        names = [name for name, module in left.items() if module.removeprefix("sprint.checks.").startswith(modules)]
        parts += [f"## {subject}", *(_entry(name, left.pop(name)) for name in sorted(names, key=str.lower))]
    if left:
        raise ValueError(f"no subject has {', '.join(left)}")
    return "\n\n".join(part for part in parts if part) + "\n"


def _words() -> Iterator[tuple[str, str]]:
    """Yield each exported name and the module that `api` takes it from."""
    for node in ast.parse(inspect.getsource(api)).body:
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((alias.name, node.module) for alias in node.names)


def _entry(name: str, module: str) -> str:
    word = getattr(api, name)
    if inspect.isclass(word):
        methods = [f"- `.{key}{_signature(value)}`: {_summary(value)}" for key, value in _public(word)]
        return "\n".join([f"### `{name}`", "", _text(inspect.getdoc(word) or ""), *([""] if methods else []), *methods])
    if inspect.isfunction(word):
        return f"### `{name}{_signature(word)}`\n\n{_text(inspect.getdoc(word) or '')}"
    return f"### `{name}`\n\n{_constant(name, module)}"


def _public(word: type) -> Iterator[tuple[str, object]]:
    for key, value in vars(word).items():
        plain = value.__func__ if isinstance(value, classmethod | staticmethod) else value
        if not key.startswith("_") and (inspect.isfunction(plain) or isinstance(plain, property)):
            yield key, plain


def _signature(value: object) -> str:
    if not inspect.isfunction(value):
        return ""
    parameters = [each for each in inspect.signature(value).parameters.values() if each.name not in {"self", "cls"}]
    kinds = [each.replace(annotation=inspect.Parameter.empty) for each in parameters]
    return re.sub(r"<function .*? at 0x\w+>", "…", str(inspect.Signature(kinds)))


def _summary(value: object) -> str:
    return (inspect.getdoc(value) or "").partition("\n")[0]


def _text(doc: str) -> str:
    """Return a docstring as Markdown: what stands under `Args:` and its kin becomes a list."""
    joined = re.sub(r"\n {8,}", " ", doc)
    listed = re.sub(r"^ {4}(\*{0,2}\w[\w, ]*): ", r"- `\1`: ", joined, flags=re.MULTILINE)
    listed = re.sub(r"^ {4}(?=\S)", "", listed, flags=re.MULTILINE)
    return re.sub(r"^(Args|Raises|Returns|Yields):\n", r"*\1*\n\n", listed, flags=re.MULTILINE).strip()


def _constant(name: str, module: str) -> str:
    body = ast.parse(inspect.getsource(importlib.import_module(module))).body
    for node, after in itertools.pairwise(body):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name and isinstance(after, ast.Expr):
            return str(ast.literal_eval(after.value))
    return ""


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
