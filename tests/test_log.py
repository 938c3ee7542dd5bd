"""The log says what happened and when, from the record and from git, and changes nothing."""

import json
from pathlib import Path

import pytest
from learner import WORDS, Learner

from sprint.record.log import Log

EVENING = "2026-11-21T18:{minute}:00+01:00"


def at(minute: int) -> dict[str, str]:
    """Return the environment in which it is some minutes past six."""
    return {"SPRINT_NOW": EVENING.format(minute=f"{minute:02d}")}


def lines(text: str) -> list[str]:
    """Return what is told, without the dates above and the times in front."""
    return [line[18:] for line in text.splitlines() if line.startswith("   ")]


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    learner = Learner.new(tmp_path)
    learner.must("init", "--no-git", env=at(0))
    return learner


def test_an_evening_is_told_in_its_order(learner: Learner) -> None:
    """What happened stands under its date with time and day, the latest last; pauses are told by the block's end."""
    learner.must("start", "8", "--goal", "a good curve", env=at(1))
    learner.must("focus", "--detach", env=at(2))
    learner.must("focus", "--pause", env=at(3))
    learner.must("focus", "--drop", env=at(4))
    learner.must("focus", "2", "--detach", "--block", "2", env=at(5))
    learner.must("check", "8", code=1, env=at(6))
    learner.must("hint", "8", env=at(7))
    shown = learner.must("log", env=at(8))
    assert shown.splitlines()[0].strip() == "Sat 21 Nov · today"
    assert "   18:01  day 8   started" in shown.splitlines()
    assert lines(shown) == [
        "the sprint is set up, first evening on 2026-11-21",
        "started",
        "goals: a good curve",
        "focus 1: dropped, nothing is counted",
        "focus 2 began",
        "check: 0 of 9 proved",
        "hint 1 for d08.c1",
    ]
    later = learner.must("log", env={"SPRINT_NOW": "2027-01-02T18:00:00+01:00"})
    assert later.splitlines()[0].strip() == "Sat 21 Nov 2026"


def test_what_was_taken_back_stays_and_is_said_to_be(learner: Learner) -> None:
    """A correction is a line of its own, and the line that it corrects says that it counts no more."""
    learner.must("plan", "--rest", "tomorrow", env=at(1))
    learner.must("plan", "--undo", env=at(2))
    assert lines(learner.must("log"))[1:] == [
        "rest day on 2026-11-22, taken back later",
        "taken back: rest day on 2026-11-22",
    ]
    learner.must("plan", "--rest", "tomorrow", env=at(3))
    learner.must("plan", "--work", "tomorrow", env=at(4))
    learner.must("plan", "--undo", env=at(5))
    assert lines(learner.must("log"))[3:] == [
        "rest day on 2026-11-22",
        "taken back: rest day on 2026-11-22",
        "it holds again: rest day on 2026-11-22",
    ]


def test_commits_and_cards_are_told(tmp_path: Path) -> None:
    """A commit stands with the day of its entry, one that somebody made by hand without; cards are counted."""
    learner = Learner.new(tmp_path)
    learner.begin()
    learner.solve()
    learner.must("check")
    learner.must("diary", "--analysis", WORDS)
    (learner.folder / "own.txt").write_text("mine")
    learner.git("add", "own.txt")
    learner.git("commit", "-m", "A note of mine")
    told = json.loads(learner.must("log", "--json"))["log"]
    commits = [(row["day"], row["words"].partition(": ")[2]) for row in told if row["type"] == "commit"]
    assert (8, "Day 8: Classification basics") in commits
    assert (None, "A note of mine") in commits
    assert [row["type"] for row in told if row["day"] == 8] == ["day.start", "check", "diary", "commit"]
    cards = [card["id"] for card in json.loads(learner.must("review", "--ahead", "--json"))["due"]][:2]
    for card in cards:
        learner.must("review", "--rate", f"{card}=3")
    assert lines(learner.must("log"))[-1] == "2 cards reviewed"


def test_an_entry_stands_before_its_commit_in_the_same_second(learner: Learner) -> None:
    """Git knows seconds, and events of one second have ids a millisecond apart: the commit still comes after."""
    learner.git("init", "-q")
    moment = {"SPRINT_NOW": "2026-11-21T20:00:00+01:00", "GIT_COMMITTER_DATE": "2026-11-21T20:00:00+01:00"}
    for words in (("note", "one"), ("note", "two"), ("diary", "8", "--analysis", WORDS)):
        learner.must(*words, env=moment)
    told = [row["type"] for row in json.loads(learner.must("log", "--json"))["log"]]
    assert told[told.index("diary") :].count("commit") == 1


def test_the_latest_are_shown_and_how_to_see_more(learner: Learner) -> None:
    """-n takes the latest; what is left out is counted, with the command that shows it; --day takes a day's own."""
    for day in (1, 2):
        learner.must("start", str(day), env=at(day))
    assert lines(learner.must("log", "-n", "1")) == ["started"]
    assert "2 before these: sprint log -n 3" in learner.must("log", "-n", "1")
    assert lines(learner.must("log", "--day", "d02")) == ["started"]
    document = json.loads(learner.must("log", "--day", "2", "--json"))
    assert document == {
        "schema": 1,
        "total": 1,
        "log": [
            {
                "at": "2026-11-21T18:02:00+01:00",
                "date": "2026-11-21",
                "day": 2,
                "type": "day.start",
                "words": "started",
                "taken_back": False,
            }
        ],
    }
    assert "Begin with sprint start 9" in learner.must("log", "--day", "9")


@pytest.mark.parametrize(("words", "code"), [(("--day", "99"), 2), (("--day", "x"), 2), (("-n", "0"), 2), (("8",), 2)])
def test_what_does_not_fit_is_refused(learner: Learner, words: tuple[str, ...], code: int) -> None:
    """A day that is none, a count below one, and words that are no option end with 2, without a traceback."""
    done = learner.sprint("log", *words)
    assert (done.code, done.out) == (code, "")
    assert "Traceback" not in done.err


def test_a_record_of_another_version_or_by_hand_is_told_all_the_same(learner: Learner) -> None:
    """A type that nobody knows is told by its name, and values that are odd or not there break nothing."""
    record = Log(learner.folder / ".sprint")
    record.append("moon", 3)
    record.append("check", 3)
    record.append("goals", 3, text=["a"])
    record.append("focus.end", 3, start=7, secs="x", how=["full"])
    record.append("hint", 3, check="\x1b[31mred")
    record.append("void", 3, ref="nothing")
    shown = lines(learner.must("log"))[1:]
    assert shown[0] == "moon"
    assert shown[1] == "check: ? of ? proved"
    assert shown[3] == "focus: ended"
    assert "\x1b" not in shown[4]
    assert shown[5] == "taken back: something that this record does not hold"


def test_looking_changes_nothing(learner: Learner) -> None:
    """Not a byte of the sprint folder but the line for the prompt; outside of one it is said that there is none."""
    learner.must("log")
    before = {path: path.read_bytes() for path in learner.folder.rglob("*") if path.is_file()}
    learner.must("log")
    assert {path: path.read_bytes() for path in learner.folder.rglob("*") if path.is_file()} == before
    assert learner.sprint("log", where=learner.home).code == 3


@pytest.mark.parametrize("columns", [60, 80, 100])
def test_it_fits_the_screen(learner: Learner, columns: int) -> None:
    """Long goals are wrapped beside the day, at every width, also in ASCII."""
    learner.must("start", "1", "--goal", "understand " * 14)
    shown = learner.must("--ascii", "log", env={"COLUMNS": str(columns)})
    assert shown.isascii()
    assert max(map(len, shown.splitlines())) <= columns
