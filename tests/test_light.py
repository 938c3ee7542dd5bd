"""Light commands stay light: what they answer needs no library that costs a learner half a second."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from learner import Learner

HEAVY = {
    "numpy",
    "pandas",
    "sklearn",
    "matplotlib",
    "IPython",
    "nbformat",
    "git",
    "jupytext",
    "torch",
    "fsrs",
    "markdown_it",
}
DRIVER = """
import sys
{first}
from sprint.cli.error_handler import run
code = run(sys.argv[1:])
sys.stderr.write("\\n" + " ".join({{name.partition(".")[0] for name in sys.modules}}))
sys.exit(code)
"""


@pytest.fixture(scope="module")
def learner(tmp_path_factory: pytest.TempPathFactory) -> Learner:
    """Somebody with day 8 begun and checked once."""
    learner = Learner.new(tmp_path_factory.mktemp("light"))
    learner.begin()
    learner.must("check", code=1)
    return learner


def loaded(learner: Learner, *words: str, first: str = "", path: str = "") -> tuple[str, set[str]]:
    """Return what a command printed, and the heavy libraries that it loaded."""
    environment = learner.environment()
    environment["PYTHONPATH"] = f"{path}:{environment['PYTHONPATH']}"
    command = [sys.executable, "-c", DRIVER.format(first=first), *words]
    done = subprocess.run(command, cwd=learner.folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done
    return done.stdout, HEAVY & set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("status",), "Day 8"),
        (("status", "--json"), '"in_hand": 8'),
        (("log",), "check: "),
        (("--help",), "Usage: sprint"),
        (("hint",), "d08.c1"),
        (("check",), "unchanged since the last check"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_light_command_loads_no_heavy_library(learner: Learner, words: tuple[str, ...], says: str) -> None:
    """The board, the help, a hint and an unchanged check answer without a notebook, data or git library."""
    printed, heavy = loaded(learner, *words)
    assert says in printed
    assert heavy == set()


@pytest.mark.parametrize("name", sorted(HEAVY))
def test_the_test_above_sees_a_library_that_is_loaded(learner: Learner, tmp_path: Path, name: str) -> None:
    """Each heavy library would be noticed, so that the silence above means something."""
    (tmp_path / f"{name}.py").write_text("")
    assert loaded(learner, "status", first=f"import {name}", path=str(tmp_path))[1] == {name}


def test_a_cold_check_is_what_loads_them(learner: Learner) -> None:
    """A check that has to run the notebook is the one that pays."""
    printed, heavy = loaded(learner, "check", "--fresh", "--json")
    assert json.loads(printed)["days"][0]["cached"] is False
    assert "numpy" in heavy
