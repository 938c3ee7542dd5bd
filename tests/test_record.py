"""The record: nothing is lost, nothing counts twice, and damage is told, never a silent reset."""

import dataclasses
import json
import random
import shutil
import string
import subprocess
import sys
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from learner import git_as_somebody

from sprint.errors import NeedsPersonError
from sprint.record.events import Event, milliseconds_of, new_id
from sprint.record.log import Log
from sprint.record.progress import Progress, fold

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=timezone(timedelta(hours=1)))
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
MOMENTS = st.builds(
    lambda seconds, minutes: datetime.fromtimestamp(seconds, timezone(timedelta(minutes=minutes))),
    st.integers(0, 2**37),
    st.integers(-12 * 60, 14 * 60),
)
KEYS = st.text(string.ascii_lowercase, min_size=3, max_size=8).filter(lambda key: key not in {"day", "date", "type"})


def events(*happened: tuple[Any, ...]) -> list[Event]:
    """Turn (type, day, data) into events half an hour apart."""
    made: list[Event] = []
    for index, (kind, day, *data) in enumerate(happened):
        at = NOON + timedelta(minutes=30 * index)
        identifier = new_id(at, made[-1].id if made else None)
        made.append(Event(identifier, at, at.date(), day, kind, data[0] if data else {}))
    return made


def log_with(folder: Path, made: Iterable[Event], machine: str = "a-0001") -> Log:
    (folder / "log").mkdir(parents=True, exist_ok=True)
    (folder / "log" / f"{machine}.jsonl").write_bytes(b"".join(event.to_line() + b"\n" for event in made))
    return Log(folder)


PASS = {"outcome": "pass", "passed": 5, "total": 5}
FAIL = {"outcome": "fail", "passed": 4, "total": 5}
OWN = {"own": True, "commit": "abc1234"}
WEEK = events(
    ("sprint.start", None, {"start": "2026-11-20"}),
    ("day.start", 0),
    ("check", 0, PASS),
    ("diary", 0, OWN),
    ("day.start", 7),
    ("goals", 7, {"text": "a baseline"}),
    ("hint", 7, {"check": "d07.c2", "rung": 2}),
    ("hint", 7, {"check": "d07.c2", "rung": 1}),
    ("check", 7, FAIL | {"data": "offline", "metrics": {"r2": 0.57}, "fingerprint": "f00"}),
    ("focus.end", 7, {"secs": 1500, "pause_s": 0}),
)


@given(KEYS, JSON, st.none() | st.integers(0, 999), MOMENTS)
def test_an_event_comes_back_from_its_line(key: str, value: Any, day: int | None, at: datetime) -> None:
    """Any plain JSON value survives the way to a line and back, and the line has no line end inside."""
    event = Event(new_id(at), at, at.date(), day, "note", {key: value})
    line = event.to_line()
    assert b"\n" not in line
    assert Event.from_line(line) == event


def test_a_name_that_is_no_unicode_survives_too() -> None:
    """A file name with bytes that are no text can be written down and read back."""
    event = dataclasses.replace(WEEK[0], data={"file": "caf\udce9.png"})
    assert Event.from_line(event.to_line()) == event


@pytest.mark.parametrize("data", [{"id": "x"}, {"v": 2}, {"x": float("nan")}, {"x": float("inf")}])
def test_data_that_would_spoil_a_line_is_not_written(tmp_path: Path, data: dict[str, Any]) -> None:
    """A reserved key or a number that JSON lacks is refused before a byte is written."""
    with pytest.raises(ValueError, match=r"."):
        Log(tmp_path / ".sprint").append("note", 1, **data)
    assert not (tmp_path / ".sprint").exists()


@given(st.lists(MOMENTS, min_size=2, max_size=20))
def test_ids_keep_the_order_of_writing(moments: list[datetime]) -> None:
    """However the clock jumps, each id sorts behind the one before and is unique."""
    ids: list[str] = []
    for moment in moments:
        ids.append(new_id(moment, ids[-1] if ids else None))
    assert ids == sorted(set(ids))
    assert all(milliseconds_of(identifier) is not None for identifier in ids)


def test_the_record_keeps_the_order_when_the_clock_goes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that is set back by ten years does not let an old verdict win over a new one."""
    log = Log(tmp_path / ".sprint")
    monkeypatch.setenv("SPRINT_NOW", "2036-01-01T10:00:00+01:00")
    log.append("check", 1, **FAIL)
    monkeypatch.setenv("SPRINT_NOW", "2026-01-01T10:00:00+01:00")
    log.append("check", 1, **PASS)
    log.append("check", 2, **PASS)
    log.append("check", 2, **FAIL)
    progress = fold(log.read().events)
    assert [check.outcome for day in (1, 2) if (check := progress.day(day).check)] == ["pass", "fail"]


def test_what_is_appended_is_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each event is on disk at once, with the learner's local date, in one file of this machine."""
    monkeypatch.setenv("SPRINT_NOW", "2026-11-21T23:59:30+14:00")
    log = Log(tmp_path / ".sprint")
    made = (log.append("sprint.start"), log.append("day.start", 0), log.append("goals", 0, text="lesen"))
    assert log.read().events == made
    assert {event.date for event in made} == {date(2026, 11, 21)}
    (file,) = (tmp_path / ".sprint" / "log").iterdir()
    assert file.read_bytes().count(b"\n") == 3
    assert (tmp_path / ".sprint" / "local" / ".gitignore").read_text() == "*\n"


def test_an_empty_folder_is_an_empty_record(tmp_path: Path) -> None:
    """Where nothing was ever written there is nothing to miss, and reading makes nothing."""
    assert Log(tmp_path / ".sprint").read().events == ()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("loss", ["file removed", "file emptied", "folder removed"])
def test_a_lost_record_is_told_and_never_begun_anew(tmp_path: Path, loss: str) -> None:
    """When file and copy of this machine's record are gone, reading and writing refuse and say how to bring it back."""
    log = Log(tmp_path / ".sprint")
    log.append("sprint.start")
    (file,) = (log.folder / "log").iterdir()
    (log.folder / "local" / "log" / file.name).unlink()
    if loss == "file emptied":
        file.write_bytes(b"")
    elif loss == "file removed":
        file.rename(tmp_path / "elsewhere")
        log_with(log.folder, WEEK, "other-0002")
    else:
        shutil.rmtree(log.folder / "log")
    for use in (log.read, lambda: log.append("day.start", 1)):
        with pytest.raises(NeedsPersonError) as caught:
            use()
        assert file.name in caught.value.sentence
        assert "git restore" in caught.value.next_step


def test_a_record_whose_copy_is_there_is_not_lost(tmp_path: Path) -> None:
    """What git took out of the folder is read from the copy, out of its reach, and put back into the file."""
    log = Log(tmp_path / ".sprint")
    log.append("sprint.start")
    (file,) = (log.folder / "log").iterdir()
    before = file.read_bytes()
    file.unlink()
    assert [event.type for event in log.read().events] == ["sprint.start"]
    log.heal()
    assert file.read_bytes() == before


def test_a_record_that_is_gone_from_a_clone_is_told(tmp_path: Path) -> None:
    """A `.sprint` folder that holds other things of a sprint but no record is not an empty sprint."""
    (tmp_path / ".sprint" / "originals").mkdir(parents=True)
    with pytest.raises(NeedsPersonError, match="missing"):
        Log(tmp_path / ".sprint").read()


def test_a_copied_folder_gets_a_file_of_its_own(tmp_path: Path) -> None:
    """A copy on the same machine writes beside the old file, so that the two can be merged."""
    log = Log(tmp_path / "one" / ".sprint")
    first = log.append("day.start", 1)
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    copy = Log(tmp_path / "two" / ".sprint")
    second = copy.append("day.start", 2)
    third = copy.append("day.start", 3)
    assert len(list((copy.folder / "log").iterdir())) == 2
    assert copy.read().events == (first, second, third)


def test_two_machines_merge_through_git(tmp_path: Path) -> None:
    """Two clones that both went on merge without a conflict, and every event counts once."""
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    git_as_somebody(one, "init")
    made = [Log(one / ".sprint").append("sprint.start")]
    git_as_somebody(one, "add", ".")
    git_as_somebody(one, "commit", "-m", "begin")
    git_as_somebody(tmp_path, "clone", "one", "two")
    made += [Log(one / ".sprint").append("day.start", 1), Log(two / ".sprint").append("day.start", 2)]
    for folder in (one, two):
        git_as_somebody(folder, "add", ".")
        git_as_somebody(folder, "commit", "-m", "more")
    git_as_somebody(two, "pull", "--no-rebase", "--no-edit")
    reading = Log(two / ".sprint").read()
    assert list(reading.events) == sorted(made, key=lambda event: event.id)
    assert reading.damage == ()


def test_the_union_counts_each_event_once_in_any_order(tmp_path: Path) -> None:
    """Files that overlap, in any order of lines, give the same events and the same progress."""
    chance = random.Random(7)
    for turn in range(20):
        folder = tmp_path / str(turn)
        for machine in ("a", "b", "c"):
            log = log_with(folder, chance.sample(WEEK, len(WEEK) - 3 * (machine != "a")), machine)
        reading = log.read()
        assert reading.events == tuple(WEEK)
        assert fold(reading.events) == fold(WEEK)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'{"v":1,"id":"x"', "no complete JSON"),
        (b"[1]", "no JSON object"),
        (b"\x00\x00\x00", "no complete JSON"),
        (b"\xff\xfe", "UTF-8"),
        (b"<<<<<<< HEAD", "no complete JSON"),
        (WEEK[1].to_line() + WEEK[2].to_line(), "no complete JSON"),
        (WEEK[1].to_line().replace(b'"v":1', b'"v":2'), "version"),
        (WEEK[1].to_line().replace(b'"day":0', b'"day":-1'), "day"),
        (WEEK[1].to_line().replace(b'"day":0', b'"day":true'), "day"),
        (WEEK[1].to_line().replace(b'"day":0', b'"day":0,"x":NaN'), "no number"),
        (WEEK[1].to_line().replace(b'"day":0', b'"day":0,"x":1e400'), "no number"),
        (WEEK[1].to_line().replace(b'"day":0', b'"day":0,"day":1'), "twice"),
        (WEEK[1].to_line().replace(b'"day":0', b'"day":0,"x":' + b"[" * 100_000 + b"]" * 100_000), "deep"),
        (WEEK[1].to_line().replace(b'"day":0', b'"day":0,"x":' + b"9" * 5000), "."),
        (WEEK[1].to_line().replace(b"+01:00", b""), "offset"),
        (WEEK[1].to_line().replace(b"2026-11", b"2026-13"), "time"),
        (WEEK[1].to_line().replace(b'"type":"day.start"', b'"type":7'), "type"),
        (WEEK[1].to_line().replace(b'"id"', b'"ID"'), "id"),
    ],
)
def test_a_damaged_line_is_told_and_its_neighbours_survive(tmp_path: Path, line: bytes, why: str) -> None:
    """A line that cannot be read is named with file, line and reason; it stays on disk and hides no other."""
    folder = tmp_path / ".sprint"
    log = log_with(folder, [WEEK[0]])
    file = folder / "log" / "a-0001.jsonl"
    content = file.read_bytes() + line + b"\n\n" + WEEK[3].to_line() + b"\r\n"
    file.write_bytes(b"\xef\xbb\xbf" + content)
    reading = log.read()
    assert reading.events == (WEEK[0], WEEK[3])
    assert [(damage.file, damage.line) for damage in reading.damage] == [(file, 2)]
    assert why in reading.damage[0].why
    assert file.read_bytes() == b"\xef\xbb\xbf" + content


def test_a_record_cut_at_any_byte_keeps_every_whole_line(tmp_path: Path) -> None:
    """Cut at each byte: the whole lines are read, at most one is told as damaged, and nothing is raised."""
    whole = b"".join(event.to_line() + b"\n" for event in WEEK)
    log = log_with(tmp_path, WEEK)
    file = tmp_path / "log" / "a-0001.jsonl"
    cuts = 0
    for length in range(1, len(whole)):
        file.write_bytes(whole[:length])
        reading = log.read()
        complete = whole[: length + 1].count(b"\n")
        assert reading.events == tuple(WEEK[:complete])
        torn = length > 0 and whole[length - 1 : length] != b"\n" and whole[length : length + 1] != b"\n"
        assert len(reading.damage) == torn
        cuts += 1
    assert cuts > 1000


def test_the_next_append_heals_a_torn_line(tmp_path: Path) -> None:
    """After a crash in the middle of a line the next event stands on a line of its own."""
    log = Log(tmp_path / ".sprint")
    first = log.append("day.start", 1)
    (file,) = (log.folder / "log").iterdir()
    file.write_bytes(file.read_bytes() + WEEK[1].to_line()[:40])
    second = log.append("day.start", 2)
    reading = log.read()
    assert reading.events == (first, second)
    assert [damage.line for damage in reading.damage] == [2]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), min_size=1, max_size=6))
def test_flipped_bytes_never_stop_the_reader(flips: list[tuple[int, int]]) -> None:
    """Whatever a line turns into, it is an event or a reason, and the fold takes what is left."""
    content = bytearray(b"".join(event.to_line() + b"\n" for event in WEEK))
    for place, value in flips:
        content[place % len(content)] = value
    read = []
    for line in bytes(content).split(b"\n"):
        try:
            read.append(Event.from_line(line))
        except ValueError as error:
            assert str(error)  # noqa: PT017  a reason is all that is asked of a damaged line
    assert isinstance(fold(read), Progress)


def test_progress_follows_from_the_events() -> None:
    """Starts, goals, verdicts, entries, hints and minutes are where they belong."""
    progress = fold(WEEK)
    assert progress.started == date(2026, 11, 20)
    zero, seven = progress.day(0), progress.day(7)
    assert zero.done == date(2026, 11, 21)
    assert zero.entry is not None
    assert (zero.entry.own, zero.entry.commit, zero.entry.waiting) == (True, "abc1234", False)
    assert (seven.started, seven.goals, dict(seven.hints), seven.minutes) == (
        date(2026, 11, 21),
        "a baseline",
        {"d07.c2": 2},
        25.0,
    )
    assert seven.check is not None
    assert (seven.check.outcome, seven.check.passed, seven.check.total) == ("fail", 4, 5)
    assert (seven.check.data, seven.check.metrics, seven.check.fingerprint) == ("offline", {"r2": 0.57}, "f00")
    assert not seven.ever_passed
    assert progress.day(99).started is None


@pytest.mark.parametrize(
    ("happened", "done"),
    [
        ([("check", PASS)], False),
        ([("diary", OWN)], False),
        ([("check", PASS), ("diary", {"own": False})], False),
        ([("check", FAIL), ("diary", OWN)], False),
        ([("day.done", {})], False),
        ([("check", PASS), ("check", FAIL), ("diary", OWN)], False),
        ([("check", PASS), ("check", {"outcome": "error"}), ("diary", OWN)], True),
        ([("diary", OWN), ("check", PASS)], True),
        ([("check", PASS), ("diary", OWN), ("check", FAIL)], True),
        ([("check", PASS), ("diary", OWN | {"commit": None, "waiting": True})], True),
    ],
)
def test_a_day_is_done_when_it_passes_and_the_entry_is_own(
    happened: list[tuple[str, dict[str, Any]]], *, done: bool
) -> None:
    """Done is derived from a pass and an own entry at the same time; a flag alone, or one of the two, is not enough."""
    progress = fold(events(*((kind, 3, data) for kind, data in happened)))
    assert (progress.day(3).done is not None) is done


def test_a_verdict_of_ours_leaves_the_learners_verdict() -> None:
    """An error of the machine does not take back what was proved."""
    check = fold(events(("check", 1, PASS), ("check", 1, {"outcome": "error", "total": 5}))).day(1).check
    assert check is not None
    assert check.outcome == "pass"


def test_an_entry_waits_until_it_is_committed() -> None:
    """An entry that could not be committed waits, and a later commit ends the waiting."""
    made = events(("diary", 1, {"own": True, "waiting": True}), ("diary", 1, OWN))
    waiting, committed = fold(made[:1]).day(1).entry, fold(made).day(1).entry
    assert waiting is not None
    assert committed is not None
    assert (waiting.waiting, committed.waiting) == (True, False)


@pytest.mark.parametrize(("happened", "revealed"), [(["solution", "check"], True), (["check", "solution"], False)])
def test_a_solution_counts_as_revealed_before_the_pass_only(happened: list[str], *, revealed: bool) -> None:
    """Looking at the solution after a pass is reading; before it, it is recorded as revealed."""
    assert fold(events(*((kind, 1, PASS) for kind in happened))).day(1).revealed is revealed


def test_a_void_takes_back_and_can_be_taken_back() -> None:
    """A void event undoes the one it names, and a void of the void brings it back."""
    made = events(("check", 1, PASS), ("diary", 1, OWN))
    undo = dataclasses.replace(events(("void", None, {"ref": made[0].id}))[0], id=new_id(NOON, made[-1].id))
    redo = dataclasses.replace(undo, id=new_id(NOON, undo.id), data={"ref": undo.id})
    assert fold(made).day(1).done is not None
    assert fold([*made, undo]).day(1).done is None
    assert fold([*made, undo, redo]).day(1).done is not None


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["check", "diary", "hint", "goals", "focus.end", "void", "new.kind", "sprint.start"]),
            st.none() | st.integers(0, 3),
            st.dictionaries(
                st.sampled_from(
                    ["outcome", "passed", "own", "ref", "check", "rung", "secs", "pause_s", "text", "start", "metrics"]
                ),
                JSON,
                max_size=4,
            ),
        ),
        max_size=12,
    )
)
def test_the_fold_takes_any_data(happened: list[tuple[str, int | None, dict[str, Any]]]) -> None:
    """Unknown kinds and data of the wrong type never stop the fold, and nothing is done by accident."""
    progress = fold(events(*happened))
    assert all(day.done is None for day in progress.days.values())
    assert all(day.minutes >= 0 for day in progress.days.values())


@pytest.mark.parametrize(
    ("blocks", "minutes"),
    [
        ([(0, 45, 45)], 45),
        ([(0, 45, 45), (0, 45, 45)], 45),
        ([(0, 45, 45), (30, 75, 45)], 75),
        ([(0, 45, 45), (30, 75, 45), (90, 100, 10)], 85),
        ([(0, 45, 45), (45, 90, 45)], 90),
        ([(0, 60, 45)], 45),
        ([(0, 60, 45), (10, 20, 10)], 55),
        ([], 0),
    ],
)
def test_a_minute_on_two_machines_counts_once(blocks: list[tuple[int, int, int]], minutes: int) -> None:
    """Overlapping focus blocks never add up to more time than passed; pauses are not credited."""
    made = [
        Event(
            new_id(NOON),
            NOON + timedelta(minutes=end),
            NOON.date(),
            1,
            "focus.end",
            {"secs": 60 * credit, "pause_s": 60 * pause, "pauses": [[600, 60 * pause]]},
        )
        for start, end, credit in blocks
        for pause in [end - start - credit]
    ]
    assert fold(made).day(1).minutes == minutes


@pytest.mark.parametrize(
    ("happened", "in_hand"),
    [
        ([], 0),
        ([("day.start", 7), ("day.start", 3)], 3),
        ([("day.start", 3), ("day.start", 7), ("day.start", 3)], 3),
        ([("day.start", 7), ("check", 7, PASS), ("diary", 7, OWN)], 0),
        ([("day.start", 0), ("day.start", 3), ("check", 3, PASS), ("diary", 3, OWN)], 7),
        ([("day.start", 99)], 0),
        ([(kind, day, data) for day in (0, 3, 7) for kind, data in (("check", PASS), ("diary", OWN))], None),
    ],
)
def test_the_day_in_hand(happened: list[tuple[Any, ...]], in_hand: int | None) -> None:
    """It is the day started last, or when that is done the next one that is not, else the first left, else none."""
    assert fold(events(*happened)).in_hand([0, 3, 7]) == in_hand


def test_a_long_record_is_read_in_linear_time(tmp_path: Path) -> None:
    """Four times the events over 1,000 days take about four times the work, counted in calls, not seconds."""
    calls = []
    for count in (500, 2000):
        folder = tmp_path / str(count)
        kinds = ("day.start", "check", "hint", "focus.end", "diary")
        log = log_with(folder, events(*((kinds[i % 5], i * 1000 // count, PASS | OWN) for i in range(count))))
        counted = 0

        def count_calls(*_: object) -> None:
            nonlocal counted
            counted += 1

        sys.setprofile(count_calls)
        try:
            fold(log.read().events)
        finally:
            sys.setprofile(None)
        calls.append(counted)
    assert calls[1] < 4.6 * calls[0]


def test_reading_is_light() -> None:
    """Reading the record and folding it loads no library that `status` does not need anyway."""
    code = "import sys, sprint.record.log, sprint.record.progress; print(*sys.modules)"
    loaded = set(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    )
    heavy = {"git", "markdown_it", "rich", "numpy", "yaml", "subprocess", "tempfile", "shutil", "hashlib", "asyncio"}
    assert loaded & heavy == set()


def test_a_line_is_readable_for_a_person() -> None:
    """The record is plain JSON that other tools can read, with text as it was typed."""
    line = events(("goals", 7, {"text": "Übung 日本"}))[0].to_line().decode()
    assert "Übung 日本" in line
    assert list(json.loads(line)) == ["v", "id", "at", "date", "day", "type", "text"]
