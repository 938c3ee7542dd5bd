"""Day 0: the set-up, proved by what is there. `sprint check 0` and `sprint doctor` both show it."""

import os
import subprocess
import sys
from pathlib import Path

from sprint.checks.outcomes import Outcome, Report, Result
from sprint.course.packages import module_of
from sprint.git import GitMissingError, Repository
from sprint.usecases.requirements import requirement_names
from sprint.usecases.sprint import Sprint

SETUP_LESSON = "day_00_setup"
"""The lesson whose proof is the set-up itself, not a notebook."""
OLDEST = (3, 11)
IMPORT_SECONDS = 120
"""How long the requirements may take to import, all together."""

_IMPORT_EACH = """
import importlib, sys
for name in sys.argv[1:]:
    print(name, flush=True)
    importlib.import_module(name)
"""


def setup_report(sprint: Sprint) -> Report:
    """Return what holds of the set-up: Python and its environment, the requirements, the repository with the diary."""
    results = (_python(), _requirements(sprint.folder.root / "requirements.txt"), _repository(sprint))
    return Report(0, results)


def _python() -> Result:
    title = "Python 3.11 or newer, in an environment of its own"
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST:
        return _fail("d00.c1", title, f"Python {version}", "3.11 or newer", "python3.11 -m venv .venv")
    if sys.prefix == sys.base_prefix and not os.environ.get("CONDA_PREFIX"):
        move = "python3 -m venv .venv, then install and run sprint from it: .venv/bin/sprint"
        return _fail("d00.c1", title, f"Python {version} of the whole system", "a virtual environment", move)
    return _pass("d00.c1", title, f"Python {version} in {Path(sys.prefix).name}")


def _requirements(path: Path) -> Result:
    title = "every package in requirements.txt can be imported"
    if not path.is_file():
        return _fail("d00.c2", title, "no requirements.txt here", "the list of packages", "sprint init adds it")
    names = requirement_names(path.read_text("utf-8"))
    command = [sys.executable, "-I", "-c", _IMPORT_EACH, *map(module_of, names)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=IMPORT_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return _fail(
            "d00.c2", title, f"not imported after {IMPORT_SECONDS} seconds", "an answer", "run sprint check 0 again"
        )
    if done.returncode != 0:
        name = (done.stdout.split() or ["?"])[-1]
        why = (done.stderr.strip().splitlines() or ["it ended without a word"])[-1]
        move = f"{sys.executable} -m pip install -r requirements.txt"
        return _fail("d00.c2", title, f"{name} does not import: {why}", "an import without an error", move)
    return _pass("d00.c2", title, f"{len(names)} packages")


def _repository(sprint: Sprint) -> Result:
    title = "a git repository with a first commit that holds the diary"
    try:
        repository = Repository.find(sprint.folder.root)
    except GitMissingError as error:
        return Result("d00.c3", title, Outcome.ERROR, seen=error.sentence, next=error.next_step)
    if repository is None or repository.nested:
        where = "no repository here" if repository is None else f"the repository of {repository.top}"
        return _fail("d00.c3", title, where, "a repository of this folder's own", "sprint init makes it")
    first = 'git add -A && git commit -m "Day 0: ready to start"'
    if repository.head() is None:
        return _fail("d00.c3", title, "no commit yet", "a first commit", first)
    if not repository.tracked(sprint.folder.diary):
        return _fail("d00.c3", title, "learning-diary.md is not in the repository", "the diary, committed", first)
    return _pass("d00.c3", title, f"at {repository.head()}")


def _pass(id: str, title: str, evidence: str) -> Result:
    return Result(id, title, Outcome.PASS, evidence=evidence, verified=(evidence,))


def _fail(id: str, title: str, seen: str, expected: str, move: str) -> Result:
    return Result(id, title, Outcome.FAIL, seen=seen, expected=expected, next=move)
