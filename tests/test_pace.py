"""Pace: each day has the right date, being behind is counted once, and no clock makes a streak negative."""

import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprint.cli.error_handler import run
from sprint.errors import NotYetError, UsageError
from sprint.record.events import Event, new_id
from sprint.record.pace import Plan, pace, plan_of
from sprint.record.progress import fold, in_force
from sprint.usecases.init import init
from sprint.usecases.plan import plan, postpone, rest, work
from sprint.usecases.remind import remind
from sprint.usecases.sprint import Sprint

START = date(2026, 11, 13)
DAYS = range(22)
ZONES = (
    "Pacific/Kiritimati",
    "Pacific/Chatham",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Asia/Tehran",
    "Europe/Berlin",
    "Europe/London",
    "America/St_Johns",
    "America/New_York",
    "Pacific/Marquesas",
    "Pacific/Niue",
)
STEPS = (timedelta(hours=1), -timedelta(hours=1), -timedelta(days=1), -timedelta(days=3650))
DATES = st.dates(date(2016, 1, 1), date(2036, 1, 1))


def on(day: int) -> date:
    """A date of November 2026."""
    return date(2026, 11, day)


def example() -> tuple[Plan, dict[int, date]]:
    """The sprint of the design's board: one evening missed, one rest day, seven days done."""
    done = {1: on(13), 2: on(14), 3: on(15), 4: on(17), 5: on(19), 6: on(20), 7: on(21)}
    return Plan(START, {on(18): "r"}, {}), done


def test_the_designs_board() -> None:
    """The worked example comes out: due on the 21st, one day behind, streak 4, 7 of 8 kept, finish on 5 December."""
    said, done = example()
    found = pace(said, range(1, 22), done, on(22), rests_allowed=2)
    assert found.planned[8] == on(21)
    assert (found.behind, found.ahead) == (1, 0)
    assert found.finish == date(2026, 12, 5)
    assert (found.streak, found.best) == (4, 4)
    assert (found.kept, found.evenings) == (7, 8)
    assert (found.rests_used, found.rests_left) == (1, 1)
    assert found.expected[9] == on(23)


def test_behind_is_counted_once() -> None:
    """One missed evening leaves one day behind on every later day that goes as planned, never one for each."""
    done: dict[int, date] = {}
    for offset in range(1, 15):
        done[offset] = START + timedelta(days=offset)  # everything one evening late
        found = pace(Plan(START, {}, {}), range(1, 22), done, START + timedelta(days=offset + 1), rests_allowed=3)
        assert found.behind == 1


def test_setting_up_takes_no_evening_of_its_own() -> None:
    """Day 0 and day 1 share the first date, now and as expected."""
    found = pace(Plan(START, {}, {}), DAYS, {}, START, rests_allowed=3)
    assert found.planned[0] == found.planned[1] == found.expected[0] == found.expected[1] == START
    assert found.planned[2] == START + timedelta(days=1)
    assert found.behind == 0


def test_a_finished_evening_leaves_the_next_day_for_tomorrow() -> None:
    """What is done today counts as on pace, and the next day falls on tomorrow."""
    found = pace(Plan(START, {}, {}), DAYS, {0: START, 1: START}, START, rests_allowed=3)
    assert found.expected[2] == START + timedelta(days=1)
    assert (found.behind, found.ahead) == (0, 0)


def test_ahead_is_said_too() -> None:
    """Two days done on the first evening are one ahead."""
    found = pace(Plan(START, {}, {}), range(1, 22), {1: START, 2: START}, START, rests_allowed=3)
    assert (found.behind, found.ahead) == (0, 1)


def test_two_days_on_one_evening_count_both() -> None:
    """Two days done late on one date take two off what is due."""
    late = START + timedelta(days=2)
    found = pace(Plan(START, {}, {}), range(1, 22), {1: late, 2: late}, START + timedelta(days=3), rests_allowed=3)
    assert (found.behind, found.streak) == (1, 1)


def test_rest_days_shift_what_is_behind_them_and_break_nothing() -> None:
    """A rest day moves the later dates by one, and a streak runs across it without counting it."""
    rested = Plan(START, {on(15): "r", on(16): "s"}, {})
    found = pace(rested, range(1, 22), {1: on(13), 2: on(14), 3: on(17)}, on(17), rests_allowed=3)
    assert found.planned[3] == on(17)
    assert (found.streak, found.behind) == (3, 0)


def test_a_move_takes_the_later_days_along() -> None:
    """Day 5 moved to the 25th is planned there, and day 6 a day later; earlier days stay."""
    found = pace(Plan(START, {}, {5: on(25)}), range(1, 22), {}, START, rests_allowed=3)
    assert (found.planned[4], found.planned[5], found.planned[6]) == (on(16), on(25), on(26))
    assert found.finish == on(25) + timedelta(days=16)


def test_a_finished_sprint_is_neither_late_nor_grows() -> None:
    """After the last day, the finish is its date, and years later nothing is behind and no evening was missed since."""
    done = {day: START + timedelta(days=day - 1) for day in range(1, 22)}
    found = pace(Plan(START, {}, {}), range(1, 22), done, date(2031, 1, 1), rests_allowed=3)
    assert found.finish == START + timedelta(days=20)
    assert (found.behind, found.kept, found.evenings, found.streak, found.best) == (0, 21, 21, 0, 21)


@given(
    start=DATES,
    today=DATES | st.sampled_from([date.min, date.max]),
    rests=st.sets(DATES, max_size=5),
    moves=st.dictionaries(st.integers(0, 21), DATES, max_size=3),
    done=st.dictionaries(st.integers(0, 25), DATES, max_size=22),
)
def test_any_dates_give_a_plan(
    start: date, today: date, rests: set[date], moves: dict[int, date], done: dict[int, date]
) -> None:
    """Whatever the dates are, counts are not negative, plans do not run backwards, and no plan falls on a rest day."""
    found = pace(Plan(start, dict.fromkeys(rests, "r"), moves), DAYS, done, today, rests_allowed=3)
    assert min(found.behind, found.ahead, found.streak, found.kept, found.rests_used, found.rests_left) >= 0
    assert found.streak <= found.best <= len(DAYS)
    assert found.kept <= found.evenings
    assert not (found.behind and found.ahead)
    for dates in (found.planned, found.expected):
        order = [dates[day] for day in DAYS if day in dates]
        assert order == sorted(order)
        assert not set(order) & rests
    assert set(found.expected) == set(DAYS) - done.keys()


@pytest.fixture
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A time zone that this process lives in for one test."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def changes(name: str) -> list[datetime]:
    """The two clock changes of 2026 in a zone; where there are none, two days that could have been."""
    zone = ZoneInfo(name)
    days = [datetime(2026, 1, 2, 12, tzinfo=zone) + timedelta(days=offset) for offset in range(360)]
    found = [day for day in days if day.utcoffset() != (day - timedelta(days=1)).utcoffset()]
    return (found or [datetime(2026, 3, 29, 12, tzinfo=zone), datetime(2026, 10, 25, 12, tzinfo=zone)])[:2]


@pytest.mark.parametrize("zone", ZONES, indirect=True)
@pytest.mark.parametrize("step", [timedelta(0), *STEPS])
def test_twelve_zones_both_changes_of_the_clock_and_every_step(
    zone: str, step: timedelta, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each event is on the learner's date at its time, late at night and across a clock change, set back or not."""
    for change in changes(zone):
        folder = tmp_path / f"{change:%m%d}"
        init(folder, begin=(change - timedelta(days=2)).date(), git=False)
        sprint = Sprint.at(folder)
        expected: dict[int, date] = {}
        for day, (offset, hour, minute) in enumerate([(-2, 23, 59), (-1, 0, 1), (0, 4, 1), (1, 2, 30)]):
            wall = (change + timedelta(days=offset)).replace(hour=hour, minute=minute)
            moment = wall + step if day == 2 else wall  # the clock is wrong for one evening
            monkeypatch.setenv("SPRINT_NOW", moment.isoformat())
            expected[day] = moment.date()
            sprint.log.append("check", day, outcome="pass", passed=1, total=1)
            sprint.log.append("diary", day, own=True)
        planned = plan(Sprint.at(folder))
        assert {day: planned.done[day] for day in expected} == expected
        assert planned.pace.streak >= 0
        assert planned.pace.behind >= 0
        assert planned.pace.kept <= planned.pace.evenings
        if not step:
            assert planned.pace.best == 4


def test_travelling_keeps_the_dates_that_were() -> None:
    """An evening in Auckland stays on its date when the learner reads it in Honolulu."""
    at = datetime(2026, 11, 22, 0, 30, tzinfo=timezone(timedelta(hours=13)))
    first = Event(new_id(at), at, at.date(), 1, "check", {"outcome": "pass", "passed": 1, "total": 1})
    second = Event(new_id(at, first.id), at, at.date(), 1, "diary", {"own": True})
    assert fold([first, second]).day(1).done == date(2026, 11, 22)


def test_rest_days_and_moves_are_events_and_can_be_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`rest` twice writes once, `work` voids it, `move` moves the day in hand; dates before the start are refused."""
    monkeypatch.setenv("SPRINT_NOW", "2026-11-13T18:00:00+01:00")
    init(tmp_path, begin=START, git=False)
    assert rest(Sprint.at(tmp_path), on(15))
    assert not rest(Sprint.at(tmp_path), on(15))
    assert plan(Sprint.at(tmp_path)).pace.planned[3] == on(16)
    work(Sprint.at(tmp_path), on(15))
    assert plan(Sprint.at(tmp_path)).pace.planned[3] == on(15)
    with pytest.raises(NotYetError):
        work(Sprint.at(tmp_path), on(15))
    assert postpone(Sprint.at(tmp_path), 2, on(20)) == 2
    assert plan(Sprint.at(tmp_path)).pace.planned[2] == on(20)
    with pytest.raises(UsageError):
        rest(Sprint.at(tmp_path), on(1))
    with pytest.raises(UsageError):
        postpone(Sprint.at(tmp_path), 2, on(1))
    kinds = [event.type for event in Sprint.at(tmp_path).reading.events]
    assert kinds == ["sprint.start", "plan.rest", "void", "plan.move"]


def test_damaged_plans_are_left_aside() -> None:
    """A rest without a date and a move to nowhere change nothing."""
    at = datetime(2026, 11, 13, 18, tzinfo=timezone(timedelta(hours=1)))
    events = [
        Event(new_id(at), at, at.date(), None, "plan.rest", {"rest": "soon"}),
        Event(new_id(at), at, at.date(), None, "plan.rest", {}),
        Event(new_id(at), at, at.date(), 3, "plan.move", {"to": 7}),
        Event(new_id(at), at, at.date(), None, "plan.move", {"to": "2026-11-20"}),
    ]
    assert plan_of(in_force(events), START) == Plan(START, {}, {})


def test_three_ways_to_be_on_pace_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind, the plan offers three ways; taking the first, or resting what was missed, ends being behind."""
    monkeypatch.setenv("SPRINT_NOW", "2026-11-15T18:00:00+01:00")
    init(tmp_path, begin=on(14), git=False)
    planned = plan(Sprint.at(tmp_path))
    assert planned.pace.behind == 2  # setting up and day 1
    assert len(planned.ways) == 3
    for way in planned.ways[:2]:
        assert run(["-C", str(tmp_path), *way.command.split()[1:]]) == 0
    assert plan(Sprint.at(tmp_path)).ways == ()


def test_words_that_are_no_date(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A word that is no date is a usage error with the next step, exit code 2, and nothing is written."""
    init(tmp_path, begin=START, git=False)
    assert run(["-C", str(tmp_path), "plan", "--rest", "someday"]) == 2
    assert run(["-C", str(tmp_path), "plan", "--rest", "today", "--move", "today"]) == 2
    for word in ("noon", "19:30+02:00"):
        assert run(["-C", str(tmp_path), "remind", "--ics", str(tmp_path / "x.ics"), "--at", word]) == 2
    assert "tomorrow" in capsys.readouterr().err
    assert len(Sprint.at(tmp_path).reading.events) == 1


def test_the_calendar_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There are 21 kick-offs with an alarm each, none for what is done; a later file names the same ones the same."""
    monkeypatch.setenv("SPRINT_NOW", "2026-11-13T18:00:00+01:00")
    init(tmp_path, begin=START, git=False)
    path = tmp_path / "sprint.ics"
    evening = datetime(2026, 1, 1, 19, 30).time()  # noqa: DTZ001  a time of day, wherever the learner is
    assert remind(Sprint.at(tmp_path), path, evening) == 21
    first = path.read_bytes()
    assert first.count(b"BEGIN:VALARM") == first.count(b"BEGIN:VEVENT") == 21
    assert b"DTSTART:20261113T193000\r\n" in first
    assert all(len(line) <= 75 for line in first.split(b"\r\n"))
    assert first.replace(b"\r\n", b"").count(b"\n") == 0
    sprint = Sprint.at(tmp_path)
    sprint.log.append("check", 1, outcome="pass", passed=1, total=1)
    sprint.log.append("diary", 1, own=True)
    monkeypatch.setenv("SPRINT_NOW", "2026-11-15T18:00:00+01:00")
    assert remind(Sprint.at(tmp_path), path, evening) == 20
    names = [{line for line in text.split(b"\r\n") if line.startswith(b"UID:")} for text in (first, path.read_bytes())]
    assert len(names[0]) == 21
    assert names[1] < names[0]
    assert not any(b"day-01-" in name for name in names[1])
    for day in range(22):
        sprint.log.append("check", day, outcome="pass", passed=1, total=1)
        sprint.log.append("diary", day, own=True)
    with pytest.raises(NotYetError):
        remind(Sprint.at(tmp_path), path, evening)
