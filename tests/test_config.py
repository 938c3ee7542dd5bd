"""What a learner sets for a sprint, what is undone, and what is asked about before."""

import json
import os
from pathlib import Path

import pytest
from learner import Learner

from sprint.workspace.settings import SETTINGS


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    learner = Learner.new(tmp_path)
    learner.begin()
    return learner


def test_what_is_set_holds(learner: Learner) -> None:
    """A setting is listed, changes what the timer and the screen do, and goes back with --unset."""
    listed = learner.must("config")
    assert all(key in listed for key in SETTINGS)
    learner.must("config", "focus.minutes", "25")
    learner.must("config", "focus.blocks", "2")
    learner.must("config", "ascii", "on")
    assert json.loads(learner.must("config", "--json"))["settings"]["focus.minutes"] == 25
    board = learner.must("status")
    assert board.isascii()
    assert "focus 3" not in board
    assert "25:00 left" in learner.must("focus", "--detach")
    assert "stopped and kept" in learner.must("stop")
    assert learner.must("stop") == "Nothing runs.\n"
    for key in ("focus.minutes", "focus.blocks", "ascii"):
        learner.must("config", "--unset", key)
    assert "focus 3" in learner.must("status")
    assert json.loads((learner.folder / ".sprint" / "config.json").read_text()) == {}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("focus.minute", "25"), "Did you mean focus.minutes?"),
        (("focus.minutes", "0"), "1 to 240"),
        (("focus.minutes", "long"), "1 to 240"),
        (("bell", "loud"), "on or off"),
        (("--unset", "nothing"), "sprint config"),
        (("bell", "--unset", "ascii"), "by itself"),
    ],
    ids=str,
)
def test_what_fits_no_setting_is_refused(learner: Learner, words: tuple[str, ...], says: str) -> None:
    """A key that is none, or a value that is none, is refused with 2, and nothing is written."""
    done = learner.sprint("config", *words)
    assert done.code == 2
    assert says in done.said
    assert not (learner.folder / ".sprint" / "config.json").exists()


@pytest.mark.parametrize("content", ["", "[]", "{", '{"bell": 3}', '{"focus.minutes": true}'])
def test_damaged_settings_are_said(learner: Learner, content: str) -> None:
    """A file that cannot be read, or holds what no setting takes, needs a person, and stays as it is."""
    path = learner.folder / ".sprint" / "config.json"
    path.write_text(content)
    done = learner.sprint("status")
    assert done.code == 4
    assert "config.json" in done.said
    assert path.read_text() == content


def test_a_setting_of_a_later_sprint_is_kept(learner: Learner) -> None:
    """A key that is not known here stays in the file when another one is set."""
    path = learner.folder / ".sprint" / "config.json"
    path.write_text('{"to.come": [1]}')
    learner.must("config", "bell", "off")
    assert json.loads(path.read_text()) == {"to.come": [1], "bell": False}


def test_undo_asks_and_reaches_over_no_day_alone(learner: Learner) -> None:
    """On a terminal undo says what it takes back and asks; in a pipe it refuses to reach over another day."""
    learner.notebook.write_text("mine")
    learner.must("reset", "8", "--yes")
    starter = learner.notebook.read_bytes()
    asked = learner.at_terminal("undo", types="n\n", until="Do it?")
    assert "reset of day 8" in asked.out
    assert learner.notebook.read_bytes() == starter
    learner.must("start", "9")
    refused = learner.sprint("undo")
    assert refused.code == 2
    assert "not of the day in hand" in refused.said
    assert "sprint undo --yes" in refused.said
    assert learner.notebook.read_bytes() == starter
    learner.must("undo", "--yes")
    assert learner.notebook.read_text() == "mine"


def test_undo_in_a_pipe_stays_before_a_commit(learner: Learner) -> None:
    """What a commit took in since is not taken back unasked; what none did is."""
    learner.notebook.write_text("mine")
    learner.must("reset", "8", "--yes")
    learner.must("undo")
    assert learner.notebook.read_text() == "mine"
    os.utime(learner.folder / ".sprint" / "local" / "undo.json", (1_700_000_000, 1_700_000_000))
    learner.git("add", "-A")
    learner.git("commit", "-qm", "mine")
    refused = learner.sprint("undo")
    assert refused.code == 2
    assert "A commit was made since" in refused.said
    assert learner.notebook.read_text() == "mine"


def test_the_plan_can_be_undone_step_by_step(learner: Learner) -> None:
    """`plan --undo` takes back the last rest day, evening or move, then the one before, and then says so."""
    before = learner.must("plan")
    learner.must("plan", "--rest", "tomorrow")
    rested = learner.must("plan")
    learner.must("plan", "--work", "tomorrow")
    learner.must("plan", "9", "--move", "2099-01-01")
    assert "the move of day 9" in learner.must("plan", "--undo")
    assert "is no rest day" in learner.must("plan", "--undo")
    assert learner.must("plan") == rested
    assert "the rest day on" in learner.must("plan", "--undo")
    assert learner.must("plan") == before
    assert learner.sprint("plan", "--undo").code == 1


def test_a_notebook_that_was_renamed_or_damaged_is_told_in_json_too(learner: Learner) -> None:
    """`check --json` prints one document for what keeps it from running; the file beside, or `reset`, is named."""
    learner.notebook.write_text("{")
    done = learner.sprint("check", "8", "--json")
    assert done.code == 4
    assert "sprint reset" in json.loads(done.out)["error"]["next"]
    learner.notebook.rename(learner.notebook.with_name("classification_basics(1).ipynb"))
    done = learner.sprint("check", "8", "--json")
    assert done.code == 1
    assert "classification_basics(1).ipynb" in json.loads(done.out)["error"]["message"]


def test_what_is_said_of_an_evening_goes_by_the_settings(learner: Learner, tmp_path: Path) -> None:
    """The kick-off, `show` and the calendar file count the blocks and minutes that are set, not the curriculum's."""
    learner.must("config", "focus.blocks", "2")
    learner.must("config", "focus.minutes", "25")
    kickoff = " ".join(learner.must("start", "1").split())
    assert "2 x 25 min focus" in kickoff
    assert "Focus 2 x 25 min" in " ".join(learner.must("show", "1").split())
    learner.must("remind", "--ics", str(tmp_path / "sprint.ics"))
    assert "DURATION:PT75M\r\n" in (tmp_path / "sprint.ics").read_bytes().decode()  # 15 + 2 x 25 + 10


def test_the_editor_that_is_set_goes_before_the_environments(learner: Learner) -> None:
    """The diary opens the editor of the settings, and $EDITOR where none is set."""
    for name in ("set", "usual"):
        (learner.home / name).write_text(f"#!/bin/sh\ntouch {learner.home}/{name}.ran\nexit 3\n")
        (learner.home / name).chmod(0o755)
    usual = {"VISUAL": str(learner.home / "usual")}
    learner.must("config", "editor", str(learner.home / "set"))
    assert learner.at_terminal("diary", "8", env=usual).code == 1
    assert (learner.home / "set.ran").exists()
    assert not (learner.home / "usual.ran").exists()
    learner.must("config", "--unset", "editor")
    assert learner.at_terminal("diary", "8", env=usual).code == 1
    assert (learner.home / "usual.ran").exists()


def test_what_opens_a_day_can_be_set(learner: Learner) -> None:
    """`code` and `lab` take that program alone, `print` starts nothing; another word is refused."""
    for name in ("code", "jupyter-lab"):
        program = learner.home / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!/bin/sh\necho {name} > {learner.home}/ran\n")
        program.chmod(0o755)
    path = {"PATH": f"{learner.home / 'bin'}:{os.environ['PATH']}"}
    ran = learner.home / "ran"
    learner.must("config", "open", "code")
    assert "VS Code" in learner.must("open", "8", env=path)
    assert ran.read_text() == "code\n"
    ran.unlink()
    for name in ("print", "lab"):
        learner.must("config", "open", name)
        assert "Open with" in learner.must("open", "8", env=path | {"DISPLAY": ":0"})
        assert not ran.exists()
    assert "jupyter-lab" in learner.must("open", "8", env=path | {"DISPLAY": ":0"})
    refused = learner.sprint("config", "open", "emacs")
    assert refused.code == 2
    assert "auto, code, lab or print" in refused.said
