"""The floor plan as imports show it: no circles, a lab in three rooms, and contracts that see what breaks them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import grimp

ROOT = Path(__file__).parent.parent
LINT = Path(sys.executable).parent / "lint-imports"


def test_no_module_imports_itself_through_others() -> None:
    """Nowhere in the package do modules import each other in a circle, inside functions neither; types aside."""
    graph = grimp.build_graph("sprint", cache_dir=None, exclude_type_checking_imports=True)
    circles = []
    for module in sorted(graph.modules):
        for imported in sorted(graph.find_modules_directly_imported_by(module)):
            back = graph.find_shortest_chain(imported, module)
            if back is not None:
                circles.append(" -> ".join((module, *back)))
    assert circles == []


def test_the_worker_reaches_the_protocol_and_the_errors_only() -> None:
    """Whatever the worker imports, and what that imports, lies in the worker, the protocol, or is the errors."""
    graph = grimp.build_graph("sprint", cache_dir=None)
    reached = graph.find_upstream_modules("sprint.lab.worker", as_package=True)
    assert "sprint.lab.protocol.framing" in reached
    assert {name for name in reached if not name.startswith("sprint.lab.protocol")} <= {"sprint.errors"}


PLANTS = {
    "lab/worker/handler.py": "sprint.lab.supervisor.session",
    "lab/supervisor/session.py": "sprint.lab.worker.handler",
    "lab/protocol/models.py": "sprint.lab.supervisor.session",
    "lab/protocol/limits.py": "sprint.files",
    "lab/worker/doctests.py": "sprint.checks.outcomes",
    "usecases/status.py": "sprint.lab.worker.handler",
    "files.py": "sprint.usecases.status",
}
"""Imports that break a contract, each in the file it is planted in."""


def test_the_contracts_see_the_imports_that_break_them(tmp_path: Path) -> None:
    """In a copy all contracts hold; with forbidden imports planted each is broken, and each import is named."""
    for file in (ROOT / "sprint").rglob("*.py"):
        target = tmp_path / file.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, target)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    assert " 0 broken" in linted(tmp_path, 0)
    for place, imported in PLANTS.items():
        with (tmp_path / "sprint" / place).open("a") as stream:
            stream.write(f"\nimport {imported}\n")
    said = linted(tmp_path, 1)
    assert " 0 kept" in said
    for place, imported in PLANTS.items():
        importer = f"sprint/{place}".removesuffix(".py").replace("/", ".")
        assert f"{importer} -> {imported} " in said, said


def linted(folder: Path, code: int) -> str:
    """Return what lint-imports says of a copy, on one line, when it ended with that exit code."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"}
    command = [str(LINT), "--no-cache"]
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == code, ran.stdout + ran.stderr
    return " ".join(ran.stdout.split())
