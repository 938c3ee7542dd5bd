"""Notes during work are offered in the evening; goals are ticked, dropped or carried, and then nothing asks again."""

import json
from pathlib import Path

import pytest
from learner import WORDS, Learner
from terminal import at_terminal

from sprint import files
from sprint.checks.outcomes import Outcome, Report, Result
from sprint.course.reading import read_curriculum, shipped_curriculum
from sprint.terminal.report import draw_report
from sprint.terminal.screen import Screen
from sprint.usecases.draft import draft
from sprint.usecases.goals import goals_in_diary, goals_of
from sprint.usecases.sprint import Sprint

GOALS = ("start", "8", "--goal", "read a ROC curve", "--goal", "plot two curves", "--goal", "sleep early")
AT = {"SPRINT_NOW": "2026-11-22T21:14:00+01:00"}


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    """Somebody with a sprint of no begun day."""
    learner = Learner.new(tmp_path)
    learner.begin(day=None)
    return learner


def goals(learner: Learner, day: int = 8) -> tuple[tuple[str, bool], ...]:
    """Return what the diary says of a day's goals."""
    return goals_in_diary(Sprint.at(learner.folder), day)


def recorded(learner: Learner, day: int = 8) -> tuple[str, ...]:
    """Return the goals of a day in the record."""
    return goals_of(Sprint.at(learner.folder).progress.day(day))


def test_a_note_is_kept_and_offered(learner: Learner) -> None:
    """With its time in `diary --show` and at the prompt; what is chosen stands in the Analysis, and that is all."""
    learner.must("start", "8")
    assert "for day 8: ROC hides the few" in learner.must("note", "ROC", "hides  the\nfew", env=AT)
    learner.must("note", "threshold 0.3 finds more", env=AT)
    learner.must("note", "threshold 0.3 finds more", env=AT)
    before = learner.bytes()
    shown = learner.must("diary", "--show")
    assert "- 21:14 ROC hides the few\n- 21:14 threshold 0.3 finds more\n" in shown
    assert learner.bytes() == before
    with at_terminal(learner, "diary") as terminal:
        terminal.until("2. 21:14 threshold 0.3 finds more")
        terminal.until("Which notes go in")
        terminal.type("2\n")
        terminal.until("Analysis")
        terminal.type(f"{WORDS}\n")
        assert terminal.ended() == 0, terminal.shown
    text = learner.diary.read_text()
    assert f"{WORDS}\n\n- threshold 0.3 finds more\n" in text
    assert "ROC hides" not in text
    sprint = Sprint.at(learner.folder)
    assert [note.text for note in draft(sprint, 8).notes] == ["ROC hides the few"]
    assert learner.git("status", "--porcelain") == ""


def test_notes_stand_in_the_editor_as_a_comment(learner: Learner) -> None:
    """The editor shows them beside the question, whatever signs they hold; none gets into the diary by itself."""
    learner.must("start", "8")
    learner.must("note", "a --> b", env=AT)
    editor = learner.home / "editor"
    editor.write_text(f"#!/bin/sh\ncp \"$1\" '{learner.home}/seen'\necho '{WORDS}' >> \"$1\"\n")
    editor.chmod(0o755)
    assert learner.at_terminal("diary", env={"EDITOR": str(editor)}).code == 0
    assert "Your notes: 21:14 a - -> b -->" in (learner.home / "seen").read_text()
    assert "21:14" not in learner.diary.read_text()


def test_an_empty_note_is_a_sentence(learner: Learner) -> None:
    """Nothing to keep: code 2, and the record is as it was."""
    for words in (("note",), ("note", " ")):
        assert learner.sprint(*words).code == 2
    assert all(event.type != "note" for event in Sprint.at(learner.folder).events)


def test_goals_are_settled_in_the_ritual(learner: Learner) -> None:
    """Ticked by number, the others carried: the diary says so, the next day has them, and `start` asks no more."""
    learner.must(*GOALS)
    with at_terminal(learner, "diary") as terminal:
        terminal.until("Which goals are done")
        place = terminal.type("1 3\n")
        terminal.until("c: to day 9", after=place)
        terminal.type("c\n")
        terminal.until("Analysis")
        terminal.type(f"{WORDS}\n")
        assert terminal.ended() == 0, terminal.shown
    assert goals(learner) == (("read a ROC curve", True), ("sleep early", True))
    assert "- ~~plot two curves~~ (day 9)\n" in learner.diary.read_text()
    assert goals(learner, 9) == (("plot two curves", False),)
    assert recorded(learner, 9) == ("plot two curves",)
    assert "Left open" not in learner.must("start", "9")
    assert learner.must("status", code=0)


def test_enter_leaves_goals_as_they_are(learner: Learner) -> None:
    """Nothing is ticked, dropped or asked twice; a later ritual offers the same."""
    learner.must(*GOALS)
    before = goals(learner)
    with at_terminal(learner, "diary") as terminal:
        terminal.until("Which goals are done")
        place = terminal.type("\n")
        terminal.until("And the others", after=place)
        terminal.type("\n")
        terminal.until("Analysis")
        terminal.type(f"{WORDS}\n")
        assert terminal.ended() == 0, terminal.shown
    assert goals(learner) == before


def test_open_goals_are_dropped_by_flag(learner: Learner) -> None:
    """--drop strikes out and --done ticks, without an entry and without a terminal; then nothing is left open."""
    learner.must(*GOALS)
    assert "[x] 1. read a ROC curve" in learner.must("diary", "--done", "1", "--drop", "2,3")
    assert goals(learner) == (("read a ROC curve", True),)
    assert recorded(learner) == ("read a ROC curve",)
    assert "Left open" not in learner.must("start", "9")
    before = learner.bytes()
    for number in ("1", "2"):  # it is ticked; there is none
        assert learner.sprint("diary", "8", "--drop", number).code == 2
    assert learner.bytes() == before


def test_after_all_goals_were_dropped_there_is_room_for_others(learner: Learner) -> None:
    """The record forgets what was dropped, the last one too."""
    learner.must(*GOALS)
    learner.must("diary", "--drop", "1,2,3")
    assert recorded(learner) == ()
    learner.must("start", "8", "--goal", "another")
    assert goals(learner) == (("another", False),)


def test_figures_are_files_that_one_can_open_before_choosing(learner: Learner) -> None:
    """Beside its number each figure has its path, and the file is there, before the question is asked."""
    learner.must("start", "8")
    folder = Sprint.at(learner.folder).folder
    report = Report(8, (Result("d08.c1", "it holds", Outcome.PASS),))
    files.write(folder.verdict(8), json.dumps(report.as_json()).encode())
    for number in (1, 2):
        files.write(folder.drawn(8) / f"figure-{number}.png", bytes([number]))
    ended = learner.at_terminal("diary", types=f"2\n{WORDS}\n", until="figures go in?")
    assert ended.code == 0, ended
    shown = "".join(ended.out[: ended.out.index("Which figures")].split())
    for number in (1, 2):
        path = folder.drawn(8) / f"figure-{number}.png"
        assert path.is_file()
        assert f"{number}.{path.relative_to(learner.folder)}" in shown


def test_a_commit_of_another_day_is_not_named(learner: Learner) -> None:
    """Only commits that touch the day's own files are its commits, in the order of git."""
    learner.must("start", "8")
    learner.must("start", "9")
    for day, words in ((8, "first look at day eight"), (9, "trees of day nine")):
        (learner.folder / "workspace" / f"day-{day:02d}" / "extra.py").write_text("x = 1\n")
        learner.git("add", f"workspace/day-{day:02d}")
        learner.git("commit", "-qm", words)
    ended = learner.at_terminal("diary", "8", types=f"{WORDS}\n", until="Analysis")
    assert ended.code == 0, ended
    assert "first look at day eight" in ended.out
    assert "trees of day nine" not in ended.out


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize(
    ("reason", "shown"),
    [
        ("gcd is not written yet", "gcd is not written yet"),
        ("x" * 44, "x" * 44),
        ("x" * 45, "x" * 45),
        ("", "not attempted"),
    ],
)
def test_what_is_missing_stands_on_the_line(
    reason: str, shown: str, width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A check that is not attempted names what is missing, on a line of its own where that is longer; all fits."""
    monkeypatch.setenv("COLUMNS", str(width))
    day = read_curriculum(shipped_curriculum()).day(1)
    title = "gcd returns the greatest common divisor of two whole numbers"
    report = Report(1, (Result("d01.c2", title, Outcome.NOT_ATTEMPTED, seen=reason),))
    draw_report(Screen(), report, day)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= width
    assert shown in " ".join(" ".join(lines).split())
