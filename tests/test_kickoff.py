"""The kick-off: what was left open, and what the day needs of this machine."""

import io
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from learner import Learner
from test_board import same_as

from sprint import files
from sprint.checks.outcomes import Outcome, Report, Result
from sprint.terminal import Screen
from sprint.terminal.kickoff import draw_kickoff
from sprint.usecases.init import init
from sprint.usecases.sprint import Sprint
from sprint.usecases.start import start
from sprint.usecases.update import News


def test_goals_left_open_are_read_back_and_can_be_carried_over(tmp_path: Path) -> None:
    """What has no tick in the diary of the day before is shown; a pipe is not asked, at a terminal y takes it over."""
    learner = Learner.new(tmp_path, identity=False)
    learner.begin(day=None, git=False)
    learner.must("start", "8", "--goal", "Plot the curve", "--goal", "Name the error")
    ticked = learner.diary.read_bytes().replace(b"- [ ] Plot the curve", b"- [x] Plot the curve")
    learner.diary.write_bytes(ticked)
    shown = learner.must("start", "9")
    assert "Name the error (a goal of day 8)" in shown
    assert "Plot the curve" not in shown
    ended = learner.at_terminal("start", "9", types="y\n", until="Carry over")
    assert ended.code == 0, ended
    assert Sprint.at(learner.folder).progress.day(9).goals == "Name the error"
    assert learner.diary.read_bytes().count(b"- [ ] Name the error") == 1
    assert b"- ~~Name the error~~ (day 9)\n" in learner.diary.read_bytes()
    assert "Left open" not in learner.must("start", "9")


def test_a_kick_off_says_what_the_day_needs_of_this_machine(
    tmp_path: Path, empty_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Missing data by size, the disk if it is too full for it, a run's length if one was measured here, else none."""
    init(tmp_path / "it", git=False)
    sprint = Sprint.at(tmp_path / "it")
    usage = type(shutil.disk_usage(tmp_path))
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage(2, 1, 1_000_000))
    lacking = start(sprint, 17)
    assert (lacking.free_bytes, lacking.last_seconds) == (1_000_000, None)
    assert not empty_cache.joinpath("cache").exists()
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage(2, 1, 10**12))
    run = Report(17, (Result("d17.c0", "it runs", Outcome.PASS),), cells=9, seconds=83.2)
    files.write(sprint.folder.verdict(17), json.dumps(run.as_json()).encode())
    again = start(sprint, 17)
    assert (again.free_bytes, again.last_seconds) == (None, 83.2)
    stream = io.StringIO()
    for kickoff in (lacking, again):
        draw_kickoff(Screen(stream=stream), kickoff, "the file", ())
    shown = " ".join(stream.getvalue().split())
    assert "only 1.0 MB free on this disk" in shown
    assert shown.count("a run took") == 1
    assert "a run took 83 s here" in shown


def test_a_kick_off_offers_the_cards_that_are_due(tmp_path: Path) -> None:
    """The cards of a day are offered when a later evening begins, and a kick-off with none due says nothing of them."""
    learner = Learner.new(tmp_path, identity=False)
    learner.begin(day=None, git=False)
    first = learner.must("start", "8", env={"SPRINT_NOW": "2026-11-21T19:00:00+01:00"})
    assert "sprint review" not in first
    next_evening = learner.must("start", "9", env={"SPRINT_NOW": "2026-11-22T19:00:00+01:00"})
    assert "Review 3 cards due, about 2 min sprint review" in " ".join(next_evening.split())


@pytest.mark.parametrize("ascii", [False, True], ids=["unicode", "ascii"])
@pytest.mark.parametrize("width", [60, 80, 100])
def test_the_kick_off_looks_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int, ascii: bool) -> None:
    """At each width, with ASCII signs or not, the kick-off of a day with everything to say is the golden file."""
    monkeypatch.setenv("SPRINT_NOW", "2026-11-22T14:20:00+01:00")
    monkeypatch.setenv("COLUMNS", str(width))
    init(tmp_path, git=False)
    begun = start(Sprint.at(tmp_path), 8)
    kickoff = replace(
        begun,
        news=News(new=1, changed=2),
        left_open=("day 7: 3 of 5 proved, diary not written",),
        open_goals=(7, ("Calibrate the probabilities",)),
        review_due=6,
        last_seconds=2.8,
        memory_bytes=16 * 2**30,
    )
    bytes = io.BytesIO()
    stream = io.TextIOWrapper(bytes, encoding="utf-8", write_through=True)
    draw_kickoff(Screen(stream=stream, ascii=ascii), kickoff, "workspace/day-08/classification_basics.ipynb", ())
    shown = bytes.getvalue().decode()
    assert max(map(len, shown.splitlines())) <= width
    assert shown.isascii() == ascii
    same_as(f"kickoff-{width}{'-ascii' * ascii}.txt", shown)


def test_more_than_three_goals_are_counted_as_they_are(tmp_path: Path) -> None:
    """What came, and what was there, is said as it is; nothing is written."""
    learner = Learner.new(tmp_path)
    learner.must("init", "--no-git")
    four = [word for goal in "abcd" for word in ("--goal", goal)]
    refused = learner.sprint("start", "1", *four)
    assert refused.code == 2
    assert "A day has up to 3 goals; 4 came." in refused.said
    learner.must("start", "1", "--goal", "a", "--goal", "b")
    refused = learner.sprint("start", "1", *four)
    assert "it has 2, and 2 more came" in refused.said
    assert Sprint.at(learner.folder).progress.day(1).goals == "a\nb"
