"""The house stays readable: a file of the package fits 300 lines, a function a screen of 40, lessons included."""

import ast
from pathlib import Path

import pytest

import sprint

LINES, SCREEN = 300, 40
PACKAGE = Path(sprint.__file__).parent


def sources(folder: Path) -> list[Path]:
    """Return the package's programs; what a lesson lays out for the learner is the learner's."""
    return sorted(path for path in folder.rglob("*.py") if "files" not in path.relative_to(folder).parts)


def long_files(folder: Path) -> dict[str, int]:
    lengths = {path: len(path.read_text().splitlines()) for path in sources(folder)}
    return {str(path.relative_to(folder)): lines for path, lines in lengths.items() if lines > LINES}


def long_functions(folder: Path) -> dict[str, int]:
    found = {}
    for path in sources(folder):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1  # from `def` on: decorators are declarations
                if lines > SCREEN:
                    found[f"{path.relative_to(folder)}:{node.name}"] = lines
    return found


def test_no_file_is_longer_than_300_lines() -> None:
    """Neither of the engine nor of a lesson; there are no exceptions."""
    assert long_files(PACKAGE) == {}


def test_no_function_is_longer_than_a_screen() -> None:
    """From its `def` on, docstring included; there are no exceptions."""
    assert long_functions(PACKAGE) == {}


@pytest.mark.parametrize(("lines", "found"), [(SCREEN, []), (SCREEN + 1, ["room/a.py:long"])])
def test_a_long_function_is_found_wherever_it_stands(lines: int, found: list[str], tmp_path: Path) -> None:
    """A method of a class inside a room is measured like any other; what lies in `files/` is not."""
    body = "class A:\n    async def long(self):\n" + "        x = 1\n" * (lines - 1)
    for place in ("room", "room/files"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "a.py").write_text(body)
    assert list(long_functions(tmp_path)) == found


def test_a_long_file_is_found_wherever_it_stands(tmp_path: Path) -> None:
    """300 lines are fine, 301 are not."""
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "a.py").write_text("x = 1\n" * LINES)
    (tmp_path / "room" / "b.py").write_text("x = 1\n" * (LINES + 1))
    assert long_files(tmp_path) == {"room/b.py": LINES + 1}
