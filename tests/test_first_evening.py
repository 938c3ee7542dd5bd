"""The first evening, to the letter: the commands of README and of day 0's guide, in an environment that they make."""

import json
import os
import re
import subprocess
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest
from learner import WORDS, Learner, lesson

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.heavy

RUN_IN_KERNEL = """
import sys, nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], 4)
notebook.cells.append(nbformat.v4.new_code_cell("import sys; print(sys.executable)"))
NotebookClient(notebook, kernel_name=notebook.metadata.kernelspec.name, timeout=300).execute()
print(notebook.cells[-1].outputs[0].text)
"""


class Evening:
    """Somebody at a shell, who types what is written."""

    def __init__(self, place: Path) -> None:
        self.learner = Learner.new(place, identity=False)
        self.checkout = place / "checkout"
        copytree(ROOT, self.checkout, ignore=ignore_patterns(".venv", ".git", "__pycache__", ".*_cache"))
        self.sprint = self.learner.home / "my-sprint"

    def types(self, *lines: str, where: Path | None = None) -> str:
        """Type lines into one shell; each has to end well. Return what was said."""
        env = self.learner.environment({"SPRINT_OFFLINE_VARIANT": "1", "PATH": os.environ["PATH"]})
        for name in ("PYTHONPATH", "VIRTUAL_ENV", "JUPYTER_PATH"):
            env.pop(name, None)
        script = "\n".join(["set -e", *lines])
        done = subprocess.run(
            ["bash", "-c", script], cwd=where or self.sprint, env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (lines, done.stdout[-3000:], done.stderr[-3000:])
        return done.stdout

    def evening(self, *lines: str) -> str:
        """Type lines in a new terminal, as README says: first the environment is switched on."""
        return self.types("source .venv/bin/activate", *lines)


def readme_commands() -> tuple[str, list[str]]:
    """Return README's first line, and the block of its first evening."""
    text = (ROOT / "README.md").read_text("utf-8")
    first = re.search(r"^    (python3 .*sprint demo)$", text, re.MULTILINE)
    section = text.partition("## Your first evening")[2].partition("\n## ")[0]
    assert first
    return first[1], re.findall(r"^    (\S.*)$", section, re.MULTILINE)


def guide_commands(guide: str) -> list[str]:
    """Return the commands in the guide's list of boxes, in order; questions to git's server are left to the learner."""
    boxes = re.findall(r"^- \[ \] (.*?)(?=^- \[|^$)", guide, re.MULTILINE | re.DOTALL)
    words = [" ".join(code.split()) for box in boxes for code in re.findall(r"`([^`]+)`", box)]
    return [code for code in words if code.split()[0] in {"python3", "python", "source", "git", "sprint"}]


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Evening:
    """An evening after README's commands and the guide's; the environments are the ones that they made."""
    evening = Evening(tmp_path_factory.mktemp("evening"))
    first, block = readme_commands()
    assert "proved" in evening.types(first, where=evening.checkout)
    ours = [line for line in block if line != "sprint check 0"]  # which is not fine before the guide is followed
    evening.types(*ours, where=evening.checkout)
    commands = guide_commands((evening.sprint / "workspace" / "day-00" / "guide.md").read_text("utf-8"))
    assert {"sprint init --env", "sprint open", "git add -A"} <= set(commands)
    evening.evening(*commands)
    assert "3 of 3 proved" in evening.evening("sprint check 0")
    return evening


@pytest.mark.parametrize("day", [1, 2])
def test_a_day_is_fine_in_jupyter_and_in_a_check(evening: Evening, day: int) -> None:
    """The solved notebook runs in the kernel it names and is proved, both by the sprint folder's own Python."""
    evening.evening(f"sprint start {day}", f"sprint open {day}")
    [notebook] = (evening.sprint / "workspace" / f"day-0{day}").glob("*.ipynb")
    notebook.write_bytes(lesson(day).solution())
    program = evening.learner.home / "run.py"
    program.write_text(RUN_IN_KERNEL)
    in_kernel = evening.evening(f"cd {notebook.parent}", f"python {program} {notebook.name}").strip()
    [report] = json.loads(evening.evening(f"sprint check {day} --json"))["days"]
    assert report["outcome"] == "pass"
    own = (evening.sprint / ".venv" / "bin").resolve()
    assert {Path(python).parent.resolve() for python in (in_kernel, report["python"], report["kernel"])} == {own}


def test_the_evenings_are_pushed_and_go_on_in_a_clone(evening: Evening) -> None:
    """The entries of both days are committed and pushed, and the clone knows them."""
    place = evening.learner.folder
    evening.types(
        f"git init -q --bare --initial-branch=main {place}/remote.git", f"git remote add origin {place}/remote.git"
    )
    evening.evening(
        "git push -q -u origin HEAD", *(f'sprint diary {day} --analysis "{WORDS}" --push' for day in (1, 2))
    )
    evening.types(f"git clone -q {place}/remote.git {place}/clone")
    board = json.loads(evening.evening(f"sprint -C {place}/clone status --json"))
    assert {day["day"]: day["state"] for day in board["days"] if day["day"] in {1, 2}} == {1: "done", 2: "done"}
