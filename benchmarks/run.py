"""Speed, as ratios within one run: `python benchmarks/run.py` prints the table of design bars and what was measured.

Each figure is the median of several whole processes, run in turn with what they are compared to, so that a machine that
slows down slows both. A peer that is not installed is left out, with a word.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

RUNS = 7
HELLO = "import typer\napp = typer.Typer()\n@app.command()\ndef main() -> None:\n    typer.echo('hello')\napp()\n"
SPRINT = [sys.executable, "-m", "sprint"]
OTTER_TEST = """
case = {"code": ">>> bool(auc > 0.9)\\nTrue", "hidden": False, "locked": False}
suite = {"cases": [case], "scored": True, "setup": "", "teardown": "", "type": "doctest"}
test = {"name": "auc", "points": 1, "suites": [suite]}
"""
PEERS = {
    "nbgrader validate": (2, "nbgrader", ["nbgrader", "validate", "{notebook}"]),
    "pytest --nbmake": (2, "nbmake", ["pytest", "-q", "-p", "no:xdist", "--nbmake", "{notebook}"]),
    "papermill": (2, "papermill", ["papermill", "--no-progress-bar", "{notebook}", "{folder}/out.ipynb"]),
    "nbconvert --execute": (
        2, "nbconvert", ["nbconvert", "--to", "notebook", "--execute", "--stdout", "{notebook}"],
    ),
    "otter check": (4, "otter", ["otter.cli", "check", "{notebook}", "-t", "{folder}/otter"]),
}  # fmt: skip
"""By name: how many times faster a check has to be, the module it lives in, and how it runs the same notebook."""


def seconds(command: Sequence[str], folder: Path) -> float:
    """Return the wall-clock seconds of one whole process."""
    begun = time.perf_counter()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begun


def ratio(command: Sequence[str], against: Sequence[str], folder: Path, runs: int = RUNS) -> tuple[float, float, float]:
    """Return the median seconds of both commands, run in turn after one warm-up, and the median ratio of the pairs."""
    seconds(command, folder), seconds(against, folder)
    pairs = [(seconds(command, folder), seconds(against, folder)) for _ in range(runs)]
    first, second = zip(*pairs, strict=True)
    return statistics.median(first), statistics.median(second), statistics.median(a / b for a, b in pairs)


def row(what: str, bar: str, measured: tuple[float, float, float]) -> None:
    """Print one line of the table."""
    mine, theirs, times = measured
    print(f"{what:48} {bar:>10} {times:8.2f} x   {1000 * mine:7.0f} ms against {1000 * theirs:.0f} ms")


def solved_day(folder: Path) -> Path:
    """Make a sprint folder with day 8 solved in it, and return the notebook."""
    for arguments in (
        ["init", "--no-git"],
        ["start", "8"],
        ["solution", "8", "--reveal", "--apply", "--quiet"],
        ["check"],
    ):
        subprocess.run([*SPRINT, *arguments], cwd=folder, stdout=subprocess.DEVNULL, check=False)
    return folder / "workspace" / "day-08" / "classification_basics.ipynb"


def script_of(notebook: Path, folder: Path) -> Path:
    """Write the notebook's cells as a plain script that draws into files, as a notebook draws into itself."""
    cells = [cell for cell in json.loads(notebook.read_bytes())["cells"] if cell["cell_type"] == "code"]
    text = "\n".join("".join(cell["source"]) for cell in cells).replace("plt.show()", "plt.savefig('figure.png')")
    path = folder / "plain.py"
    path.write_text("import matplotlib\nmatplotlib.use('Agg')\n" + text)
    return path


def main() -> None:
    """Measure and print."""
    os.environ.pop("SPRINT_NOW", None)
    folder = Path(tempfile.mkdtemp(prefix="sprint-benchmark-"))
    hello = folder / "hello.py"
    hello.write_text(HELLO)
    notebook = solved_day(folder)
    script = script_of(notebook, folder)
    plain, typer_hello = [sys.executable, str(script)], [sys.executable, str(hello)]
    print(f"{'what':48} {'bar':>10} {'measured':>10}")
    row("sprint status / hello-world Typer", "<= 1.25", ratio([*SPRINT, "status"], typer_hello, folder))
    row(
        "sprint --help / hello-world Typer --help",
        "<= 1.25",
        ratio([*SPRINT, "--help"], [*typer_hello, "--help"], folder),
    )
    row("check, unchanged / sprint status", "<= 1.5", ratio([*SPRINT, "check", "8"], [*SPRINT, "status"], folder))
    row("check, cold / the cells as a script", "1.15 + own", ratio([*SPRINT, "check", "8", "--fresh"], plain, folder))
    row("run / the cells as a script", "<= 1.15", ratio([*SPRINT, "run", "8"], plain, folder))
    against_peers(notebook, folder)
    shutil.rmtree(folder)


def against_peers(notebook: Path, folder: Path) -> None:
    """Measure what others take to run the same notebook, where they are installed."""
    tests = folder / "otter"
    tests.mkdir()
    (tests / "auc.py").write_text(OTTER_TEST)
    for name, (bar, module, arguments) in PEERS.items():
        if not _installed(module):
            print(f"{name}: not installed, left out")
            continue
        words = [word.format(notebook=notebook, folder=folder) for word in arguments]
        mine = [*SPRINT, "check", "8", "--fresh"]
        row(f"{name} / check, cold", f">= {bar}", ratio([sys.executable, "-m", *words], mine, folder, 3))


def _installed(module: str) -> bool:
    found: Callable[..., subprocess.CompletedProcess[bytes]] = subprocess.run
    return found([sys.executable, "-c", f"import {module}"], stderr=subprocess.DEVNULL, check=False).returncode == 0


if __name__ == "__main__":
    main()
