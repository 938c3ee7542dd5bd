"""Day 0: the set-up, proved by what is there. `sprint check 0` and `sprint doctor` both show it."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sprint.checks.outcomes import Outcome, Report, Result
from sprint.checks.verdicts import Failed, Uncheckable
from sprint.course.packages import module_of
from sprint.git import GitError, GitMissingError, Repository
from sprint.usecases.environment import MAKE_ENVIRONMENT
from sprint.usecases.requirements import requirement_names
from sprint.usecases.sprint import Sprint
from sprint.workspace.kernel import kernel_python

OLDEST = (3, 11)
IMPORT_SECONDS = 120
"""How long the requirements may take to import, all together."""
OURS = ("sprint", "ipykernel")
"""What the days and the notebooks need besides the requirements."""
FIRST_COMMIT = 'git add -A && git commit -m "Day 0: ready to start"'

_ABOUT = """
import os, sys
print(".".join(map(str, sys.version_info[:3])))
print("own" if sys.prefix != sys.base_prefix or os.path.isdir(os.path.join(sys.prefix, "conda-meta")) else "system")
"""
_IMPORT_EACH = """
import importlib, sys
for name in sys.argv[1:]:
    print(name, flush=True)
    importlib.import_module(name)
"""


@dataclass(frozen=True, slots=True)
class SetupCheck:
    """One check of the set-up."""

    id: str
    """Stable: `d00.c2`."""
    title: str
    """What holds when it passes."""
    prove: Callable[[Sprint], str]
    """Looks at what is there; returns a word of evidence, or raises `Failed` or `Uncheckable`."""

    @property
    def explanation(self) -> str:
        """What is proved, how and why."""
        return self.prove.__doc__ or ""


def setup_report(sprint: Sprint, asked: tuple[str, ...] = ()) -> Report:
    """Return what holds of the set-up; `asked` are the ids of the checks that are asked for, if not all are."""
    chosen = [check for check in SETUP_CHECKS if check.id in asked or not asked]
    return Report(0, tuple(_result(sprint, check) for check in chosen), asked=asked)


def _result(sprint: Sprint, check: SetupCheck) -> Result:
    try:
        evidence = check.prove(sprint)
    except Failed as verdict:
        seen, expected, because, move = verdict.seen, verdict.expected, verdict.because, verdict.next
        return Result(check.id, check.title, Outcome.FAIL, seen=seen, expected=expected, because=because, next=move)
    except Uncheckable as reason:
        return Result(check.id, check.title, Outcome.ERROR, seen=reason.reason, next=reason.next)
    return Result(check.id, check.title, Outcome.PASS, evidence=evidence, verified=(evidence,))


def _python(sprint: Sprint) -> str:
    """The Python that your notebooks run in is asked for its version and its place.

    That is the one in this folder's `.venv`; without a `.venv`, the one that `sprint open` registered as the kernel. It
    has to be 3.11 or newer, and to live in an environment of its own (venv, conda and uv all count), so that what you
    install for this sprint cannot disturb anything else on the machine.
    """
    python = _kernel(sprint)
    version, place = _asked(python, _ABOUT).stdout.split()
    if tuple(map(int, version.split(".")[:2])) < OLDEST:
        raise Failed(
            f"Python {version} in {python}",
            "3.11 or newer",
            next="remove .venv, then, with a newer Python: sprint init --env",
        )
    if place == "system":
        raise Failed(f"Python {version} of the whole system", "a virtual environment", next=MAKE_ENVIRONMENT)
    return f"Python {version} in {sprint.folder.shown(python.parent.parent)}"


def _kernel(sprint: Sprint) -> Path:
    """Return the Python that the learner's notebooks run in."""
    python = kernel_python(sprint.folder)
    if python is None:
        broken = sprint.folder.environment.exists()
        seen = "the .venv of this folder has no Python that starts" if broken else "no kernel for this sprint yet"
        other = "remove it, then: " if broken else ""
        raise Failed(seen, "an environment for the notebooks", next=f"{other}{MAKE_ENVIRONMENT}")
    return python


def _asked(python: Path, program: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a short program in the kernel's environment, out of reach of what lies in the learner's folders."""
    command = [str(python), "-I", "-c", program, *words]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=IMPORT_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        reason = f"the kernel's Python gave no answer within {IMPORT_SECONDS} seconds"
        raise Uncheckable(reason, next="run sprint check 0 again when the machine is less busy") from error
    except OSError as error:
        raise Failed(
            f"{python} does not start: {error.strerror}", "a Python that does", next=MAKE_ENVIRONMENT
        ) from error
    return done


def _requirements(sprint: Sprint) -> str:
    """Every package named in `requirements.txt`, and `sprint` itself, is imported by the Python of your notebooks.

    Lines that begin with # are for later days and do not count yet. The first package that does not import is named,
    with the last line of its error.
    """
    path = sprint.folder.root / "requirements.txt"
    if not path.is_file():
        raise Failed("no requirements.txt here", "the list of packages", next="sprint doctor --fix adds it")
    names = requirement_names(path.read_text("utf-8", "replace"))
    done = _asked(_kernel(sprint), _IMPORT_EACH, *map(module_of, names), *OURS)
    if done.returncode != 0:
        name = (done.stdout.split() or ["?"])[-1]
        why = (done.stderr.strip().splitlines() or ["it ended without a word"])[-1]
        move = MAKE_ENVIRONMENT if name in OURS else "python -m pip install -r requirements.txt"
        raise Failed(f"{name} does not import: {why}", "an import without an error", next=move)
    return f"{len(names)} packages and sprint"


def _repository(sprint: Sprint) -> str:
    """This folder is a git repository of its own, with at least one commit, and the diary is in it.

    From then on nothing you write down is lost: each entry becomes a commit. A remote such as GitHub is a good idea and
    no condition; add it when a network is there.
    """
    try:
        repository = Repository.find(sprint.folder.root)
    except GitMissingError as error:
        raise Uncheckable(error.sentence, next=error.next_step) from error
    except GitError as error:
        raise Failed("a repository that git cannot open", because=error.sentence, next=error.next_step) from error
    if repository is None or repository.nested:
        where = "no repository here" if repository is None else f"only the repository of {repository.top}"
        raise Failed(where, "a repository of this folder's own", next="git init")
    if repository.head() is None:
        obstacle = repository.obstacle()  # such as a git that does not know the learner's name yet
        next = obstacle.next_step if obstacle else FIRST_COMMIT
        raise Failed("no commit yet", "a first commit", because=obstacle.sentence if obstacle else "", next=next)
    if not repository.tracked(sprint.folder.diary):
        raise Failed("learning-diary.md is in no commit", "the diary, committed", next=FIRST_COMMIT)
    return f"at {repository.head()}"


SETUP_CHECKS = (
    SetupCheck("d00.c1", "Python 3.11 or newer, in an environment of its own", _python),
    SetupCheck("d00.c2", "every package in requirements.txt, and sprint, can be imported", _requirements),
    SetupCheck("d00.c3", "a git repository with a first commit that holds the diary", _repository),
)
"""The checks of day 0, in their order."""
