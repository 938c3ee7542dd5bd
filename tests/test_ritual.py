"""The ritual at the end of an evening: what was proved, figures to choose from, metrics, commits, then the question."""

import json
from pathlib import Path

import pytest
from learner import WORDS, Learner

from sprint import files
from sprint.checks.outcomes import Outcome, Report, Result
from sprint.usecases.draft import draft
from sprint.usecases.sprint import Sprint


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    """Somebody who has begun day 8, committed once, and whose last check proved one thing and drew three figures."""
    learner = Learner.new(tmp_path)
    learner.begin()
    learner.git("add", "-A")
    learner.git("commit", "-qm", "Try --> a first model")
    folder = Sprint.at(learner.folder).folder
    result = Result("d08.c1", "the model separates the classes", Outcome.PASS, evidence="AUC 0.998")
    report = Report(8, (result,), cells=7, seconds=2.8, metrics={"auc": 0.998})
    files.write(folder.verdict(8), json.dumps(report.as_json()).encode())
    for number in (1, 2, 3):
        files.write(folder.drawn(8) / f"figure-{number}.png", bytes([number]))
    return learner


def shown(learner: Learner) -> dict[str, bytes]:
    """Return the figures that the diary shows, by name."""
    return {path.name: path.read_bytes() for path in (learner.folder / "figures").rglob("*.png")}


def test_all_that_is_known_is_shown_before_the_question(learner: Learner) -> None:
    """At a terminal: the proved line, the metrics, the commit, then figures to choose from, and the question last."""
    ended = learner.at_terminal("diary", types=f"1 3\n{WORDS}\n", until="figures go in?")
    assert ended.code == 0, ended
    words = ["the model separates the classes: AUC 0.998", "| auc | 0.998", "Try --> a first model", "Which figures"]
    places = [ended.out.index(word) for word in [*words, "always benign"]]
    assert places == sorted(places)
    assert shown(learner) == {"figure-1.png": b"\1", "figure-3.png": b"\3"}
    text = learner.diary.read_text()
    assert "figure-3.png" in text
    assert "figure-2.png" not in text
    assert learner.git("status", "--porcelain") == ""


def test_the_ritual_says_until_when_it_goes(learner: Learner) -> None:
    """Ten minutes are named with their end, before the question as before the editor; words of a flag need none."""
    at = {"SPRINT_NOW": "2026-11-22T21:00:00+01:00"}
    asked = learner.at_terminal("diary", types=f"0\n{WORDS}\n", until="figures go in?", env=at)
    assert "10 minutes, until about 21:10" in asked.out
    edited = learner.at_terminal("diary", env=at | {"EDITOR": "true"})
    assert "10 minutes, until about 21:10" in edited.out
    assert "10 minutes" not in learner.must("diary", "--analysis", WORDS, env=at)


@pytest.mark.parametrize(("words", "names"), [("2", {"figure-2.png"}), ("0", set()), ("1,2,3", {1, 2, 3})])
def test_figures_can_be_chosen_by_a_flag(learner: Learner, words: str, names: set[object]) -> None:
    """`--figures` takes places, 0 is none; what is not chosen is neither shown nor copied."""
    learner.must("diary", "--analysis", WORDS, "--figures", words)
    assert shown(learner).keys() == {name if isinstance(name, str) else f"figure-{name}.png" for name in names}
    assert learner.diary.read_text().count("![Day 8") == len(names)


def test_a_figure_that_is_not_there_is_a_sentence(learner: Learner) -> None:
    """A place beyond the figures of the last check is refused with 2, and nothing is written."""
    before = learner.bytes()
    for words in ("4", "first", "-1"):
        assert learner.sprint("diary", "--analysis", WORDS, f"--figures={words}").code == 2
    assert learner.bytes() == before


def test_a_line_taken_out_in_the_editor_leaves_its_figure_out(learner: Learner) -> None:
    """The commits stand in a comment, whatever their subject; a deleted picture line brings no file into the folder."""
    editor = learner.home / "editor"
    editor.write_text(
        f"#!/bin/sh\ncp \"$1\" '{learner.home}/seen'\nsed -i '/figure-2/d' \"$1\"\necho '{WORDS}' >> \"$1\"\n"
    )
    editor.chmod(0o755)
    ended = learner.at_terminal("diary", env={"EDITOR": str(editor)})
    assert ended.code == 0, ended
    assert "Try - -> a first model" in (learner.home / "seen").read_text()
    assert shown(learner).keys() == {"figure-1.png", "figure-3.png"}
    assert "Commits of the day" not in learner.diary.read_text()
    assert "a first model" not in learner.diary.read_text()


def test_without_a_repository_there_are_no_commits_to_name(tmp_path: Path) -> None:
    """Where git has nothing to say the ritual goes on without it."""
    learner = Learner.new(tmp_path, identity=False)
    learner.begin(git=False)
    sprint = Sprint.at(learner.folder)
    assert draft(sprint, 8).with_commits(sprint).commits == ()
