"""The focus timer: an event and a deadline that outlive Ctrl-C, signals, kill -9, sleep, clocks and other terminals."""

import io
import itertools
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from learner import Learner
from terminal import at_terminal

from sprint.errors import NotYetError, UsageError
from sprint.record.events import Event, new_id
from sprint.record.focus import blocks, filled, merged_seconds
from sprint.record.progress import fold
from sprint.record.timer import DETACHED, PAUSED, RUNNING, Moment, Timer
from sprint.terminal.focus import FocusPage
from sprint.terminal.screen import Screen
from sprint.usecases import focus
from sprint.usecases.focus_process import FocusSession, SessionEnd, keep_session
from sprint.usecases.init import init
from sprint.usecases.sprint import Sprint
from sprint.usecases.status import status
from sprint.usecases.stop import stop

NOON = datetime(2026, 11, 21, 18, 0, tzinfo=timezone(timedelta(hours=1)))
NOBODY = 2**22 + 1
"""A process id beyond the largest one."""


class Bench:
    """A sprint folder, and clocks that go only when told to."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.moment = Moment(NOON, 1000.0, "first")
        self.shown: list[tuple[float, str]] = []
        self._patch = monkeypatch
        self.go(0)
        init(folder, begin=NOON.date(), git=False)

    @property
    def sprint(self) -> Sprint:
        """The sprint, read anew."""
        return Sprint.at(self.folder)

    @property
    def timer(self) -> Timer | None:
        """What runs, as it is on disk."""
        return focus.load(self.sprint.folder)

    def now(self) -> Moment:
        """This moment."""
        return self.moment

    def go(self, seconds: float, *, wall: float | None = None) -> None:
        """Let time pass; `wall` is what the clock on the wall makes of it."""
        at = self.moment.at + timedelta(seconds=seconds if wall is None else wall)
        self.moment = replace(self.moment, at=at, steady=self.moment.steady + seconds)
        self._patch.setenv("SPRINT_NOW", at.isoformat())

    def restart(self, *, wall: float) -> None:
        """Start the machine anew."""
        self.go(0, wall=wall)
        self.moment = replace(self.moment, steady=5.0, boot=f"{self.moment.boot}+")

    def begin(self, **how: object) -> Timer:
        """Start a block of day 1."""
        return focus.begin(self.sprint, 1, focus.BlockOptions(**how), now=self.now)  # type: ignore[arg-type]  # flags

    def sit(self, timer: Timer, script: Sequence[tuple[float, str]], *, asks: bool = True) -> SessionEnd:
        """Sit with a block while seconds pass and words come in; at the end of the script the seconds go on."""
        steps = iter([*script, *itertools.repeat((1.0, ""), 20_000)])

        def wait(seconds: float) -> str:
            assert seconds == 1.0
            passed, word = next(steps)
            self.go(passed)
            return word

        def show(session: FocusSession, last: str) -> None:
            self.shown.append((session.timer.credited, last))

        return keep_session(FocusSession(self.sprint, timer, self.now), wait, show, asks=asks)

    def ends(self) -> list[dict[str, object]]:
        """The data of every end in the record."""
        return [dict(event.data) for event in self.sprint.reading.events if event.type == "focus.end"]


class Page:
    """A live page on a terminal that is a file."""

    def __init__(self) -> None:
        self._stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", write_through=True)
        self._page = FocusPage(Screen(stream=self._stream), live=True)
        self._read = 0

    def show(self, session: FocusSession, last: str = "") -> None:
        """Draw the bar."""
        self._page.show(session, last)

    def taken(self) -> str:
        """What was written since this was last asked."""
        written = self._stream.buffer.getvalue().decode()
        new, self._read = written[self._read :], len(written)
        return str(new)


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    return Bench(tmp_path / "s", monkeypatch)


def minutes(count: float, word: str = "") -> list[tuple[float, str]]:
    """So many minutes, second by second, and then a word."""
    return [*itertools.repeat((1.0, ""), int(count * 60) - 1), (1.0, word)]


def test_a_full_block(bench: Bench) -> None:
    """After 45 minutes a block ends by itself, full, and fills its box."""
    sat = bench.sit(bench.begin(), [])
    assert sat.ended is not None
    assert (sat.exit_code, sat.ended.how, sat.ended.seconds) == (0, "full", 2700)
    assert bench.timer is None
    assert status(bench.sprint).boxes(1) == 1
    assert bench.begin().block == 2


def test_start_while_one_runs(bench: Bench) -> None:
    """A second start is refused with the running block and how to end it; `switch` ends it first."""
    bench.begin()
    bench.go(60)
    with pytest.raises(NotYetError, match=r"block 1 of day 1 is running, 1:00 of 45:00") as refused:
        bench.begin()
    assert "--stop" in refused.value.next_step
    assert "--drop" in refused.value.next_step
    bench.begin(switch=True)
    assert [(end["how"], end["secs"]) for end in bench.ends()] == [("early", 60)]


def test_a_pause_counts_apart(bench: Bench) -> None:
    """Ten minutes, six of pause, and the rest: 45 minutes count, six are told as pauses, wherever they lie."""
    sat = bench.sit(bench.begin(), [*minutes(10, "p"), *minutes(6, "p")])
    assert sat.ended is not None
    assert (sat.ended.seconds, sat.ended.how) == (2700, "full")
    (end,) = bench.ends()
    assert abs(int(str(end["pause_s"])) - 360) <= 1
    assert end["pauses"] == [[600, end["pause_s"]]]
    kinds = [event.type for event in bench.sprint.reading.events]
    assert kinds == ["sprint.start", "focus.start", "focus.pause", "focus.resume", "focus.end"]


def test_pause_leave_and_resume(bench: Bench) -> None:
    """A block that pauses without a process waits, however long, and goes on where it was."""
    sat = bench.sit(bench.begin(), [*minutes(10, "q")])
    assert sat == SessionEnd(None, 0)
    bench.restart(wall=3 * 86_400)
    assert bench.timer is not None
    assert not focus.abandoned(bench.timer, bench.moment)
    assert status(bench.sprint).next == "sprint focus --resume"
    sat = bench.sit(focus.resume(bench.sprint, now=bench.now), [*minutes(2, "s")])
    assert sat.ended is not None
    assert (sat.ended.how, sat.ended.seconds) == ("early", 720)


def test_ctrl_c_asks_and_twice_stops(bench: Bench) -> None:
    """The first Ctrl-C shows a menu while the block goes on; a second within two seconds stops, keeps, and is 130."""
    sat = bench.sit(bench.begin(), [*minutes(5, "interrupt"), *minutes(1, "interrupt"), (1.0, "interrupt")])
    assert sat.ended is not None
    assert (sat.exit_code, sat.ended.how, sat.ended.seconds) == (130, "early", 361)
    assert bench.shown[300][1] == "interrupt", "the menu was not shown"


@pytest.mark.parametrize(("key", "how", "seconds"), [("s", "early", 301), ("d", "dropped", 0)])
def test_the_menu_of_ctrl_c(bench: Bench, key: str, how: str, seconds: int) -> None:
    """Behind Ctrl-C, s stops and keeps, d drops; both end with 0."""
    sat = bench.sit(bench.begin(), [*minutes(5, "interrupt"), (1.0, key)])
    assert sat.ended is not None
    assert (sat.exit_code, sat.ended.how, sat.ended.seconds) == (0, how, seconds)


def test_ctrl_c_without_anybody_to_ask(bench: Bench) -> None:
    """In a pipe the first Ctrl-C stops and keeps."""
    sat = bench.sit(bench.begin(), [*minutes(5, "interrupt")], asks=False)
    assert sat.ended is not None
    assert (sat.exit_code, sat.ended.how, sat.ended.seconds) == (130, "early", 300)


@pytest.mark.parametrize(("word", "code"), [("terminate", 143), ("hangup", 129)])
def test_signals_keep_the_time_until_now(bench: Bench, word: str, code: int) -> None:
    """SIGTERM and a closed window end the block early, with every second until then."""
    sat = bench.sit(bench.begin(), [*minutes(7, word)])
    assert sat.ended is not None
    assert (sat.exit_code, sat.ended.how, sat.ended.seconds) == (code, "early", 420)


@pytest.mark.parametrize(
    ("choice", "how", "secs"), [("keep", "crash", 600), ("plan", "crash", 2700), ("drop", "dropped", 0)]
)
def test_a_crash_costs_a_heartbeat_at_most(bench: Bench, choice: str, how: str, secs: int) -> None:
    """After kill -9 the time until the last heartbeat is certain; the plan, or nothing, is the learner's word."""
    timer = bench.begin()
    session = FocusSession(bench.sprint, timer, bench.now)
    for _ in range(10 * 60 + 17):
        bench.go(1)
        assert session.tick() is None
    dead = bench.timer
    assert dead is not None
    assert dead.credited == pytest.approx(600, abs=1)
    focus.save(bench.sprint.folder, replace(dead, pid=NOBODY))
    bench.go(9 * 3600)
    standing = status(bench.sprint)
    assert standing.abandoned
    assert standing.next == "sprint focus --stop"
    ended = focus.settle(bench.sprint, choice, now=bench.now)
    assert ended is not None
    assert (ended.how, ended.seconds) == (how, secs)
    assert focus.settle(bench.sprint, choice, now=bench.now) is None
    assert len(bench.ends()) == 1


def test_a_crash_between_the_event_and_the_file_counts_once(bench: Bench) -> None:
    """Where the end was written and the file stayed, the second end of the same block counts nothing."""
    timer = replace(bench.begin(), credited=900.0, pid=NOBODY)
    with focus.locked(bench.sprint.folder):
        focus.close(bench.sprint, timer, "early")
        focus.save(bench.sprint.folder, timer)
    assert focus.settle(bench.sprint, now=bench.now) is not None
    assert len(bench.ends()) == 2
    assert len(bench.sprint.progress.blocks) == 1
    assert bench.sprint.progress.day(1).minutes == 15


def test_power_loss_is_a_crash(bench: Bench) -> None:
    """After a restart of the machine no process of before lives, whoever has its number now."""
    timer = replace(bench.begin(), credited=600.0, pid=os.getpid())
    focus.save(bench.sprint.folder, timer)
    bench.restart(wall=30)
    ended = focus.settle(bench.sprint, now=bench.now)
    assert ended is not None
    assert (ended.how, ended.seconds) == ("crash", 600)


def test_another_process_with_the_number_is_not_ours(bench: Bench) -> None:
    """A heartbeat that is old means that the process is gone, although something has its number."""
    focus.save(bench.sprint.folder, replace(bench.begin(), pid=os.getppid()))
    bench.go(80)
    assert focus.settle(bench.sprint, now=bench.now) is None
    bench.go(20)
    assert focus.settle(bench.sprint, now=bench.now) is not None


def test_a_short_sleep_is_a_pause(bench: Bench) -> None:
    """A gap of twelve minutes between ticks is a pause from the last tick on, and the block goes on."""
    sat = bench.sit(bench.begin(), [*minutes(10), (720.0, ""), *minutes(5, "s")])
    assert sat.ended is not None
    assert (sat.ended.seconds, sat.ended.timer.paused) == (900, 720)


def test_a_long_sleep_ends_the_block(bench: Bench) -> None:
    """A gap of more than an hour ends the block with what was credited before it."""
    sat = bench.sit(bench.begin(), [*minutes(10), (3700.0, "")])
    assert sat.ended is not None
    assert (sat.exit_code, sat.ended.how, sat.ended.seconds) == (0, "sleep", 600)


@pytest.mark.parametrize("step", [3600, -3600, -86_400, -315_360_000, 86_400])
def test_a_clock_that_is_set_changes_nothing(bench: Bench, step: float) -> None:
    """A step of the wall clock adds and takes no second while the process lives, nor while a block is detached."""
    timer = bench.begin()
    session = FocusSession(bench.sprint, timer, bench.now)
    for _ in range(300):
        bench.go(1)
        session.tick()
    bench.go(1, wall=step)
    assert session.tick() is None
    assert session.timer.credited == pytest.approx(301)
    session.end("early")
    bench.begin(detach=True)
    bench.go(60, wall=-step)
    assert focus.finish(bench.sprint, now=bench.now).seconds == 60
    assert bench.sprint.progress.day(1).minutes >= 0


def test_a_clock_set_back_across_a_restart_is_said(bench: Bench) -> None:
    """Where only the wall can tell and it went back, nothing is counted and a note says why."""
    bench.begin(detach=True)
    bench.restart(wall=-7200)
    ended = focus.finish(bench.sprint, now=bench.now)
    assert ended.seconds == 0
    assert "set back" in ended.note


def test_detached_is_an_event_and_a_deadline(bench: Bench) -> None:
    """Without a process the block ends at its deadline, unverified, whoever looks first and however late."""
    timer = bench.begin(detach=True)
    assert (timer.state, timer.pid) == (DETACHED, 0)
    bench.go(600)
    assert focus.settle(bench.sprint, now=bench.now) is None
    with pytest.raises(NotYetError):
        bench.begin()
    bench.restart(wall=86_400)
    ended = focus.settle(bench.sprint, now=bench.now)
    assert ended is not None
    assert (ended.how, ended.seconds) == ("unverified", 2700)


def test_a_detached_block_that_is_stopped_is_not_done(bench: Bench) -> None:
    """Stopped before its deadline a block without a process is `early`; behind it, nobody watched."""
    bench.begin(detach=True)
    bench.go(7)
    ended = focus.finish(bench.sprint, now=bench.now)
    assert (ended.how, ended.seconds) == ("early", 7)
    bench.begin(detach=True)
    bench.go(9999)
    assert focus.finish(bench.sprint, now=bench.now).how == "unverified"


def test_stop_ends_what_runs(bench: Bench) -> None:
    """`stop` keeps the time of a block that runs, pauses or whose process is gone, and says nothing of nothing."""
    assert stop(bench.sprint, now=bench.now) is None
    bench.begin()
    bench.go(60)
    ended = stop(bench.sprint, now=bench.now)
    assert ended is not None
    assert (ended.how, ended.seconds) == ("early", 60)
    focus.save(bench.sprint.folder, replace(bench.begin(), credited=600.0, pid=NOBODY))
    ended = stop(bench.sprint, now=bench.now)
    assert ended is not None
    assert (ended.how, ended.seconds) == ("crash", 600)
    assert stop(bench.sprint, now=bench.now) is None


def test_overtime_goes_on(bench: Bench) -> None:
    """With overtime the block counts past its plan until it is stopped."""
    sat = bench.sit(bench.begin(overtime=True, minutes=10), [*minutes(13, "s")])
    assert sat.ended is not None
    assert (sat.ended.seconds, sat.ended.how) == (780, "full")
    bench.begin(overtime=True, minutes=10)
    bench.go(80)
    assert focus.finish(bench.sprint, now=bench.now).how == "early"


def test_overtime_counts_only_while_somebody_sits_with_it(bench: Bench) -> None:
    """Left to run without a process, a block ends at its plan however late one looks; what was sat through stays."""
    with pytest.raises(UsageError, match="no overtime"):
        bench.begin(overtime=True, detach=True)
    assert bench.timer is None
    bench.sit(bench.begin(overtime=True, minutes=10), [*minutes(sat := 7, "q")])
    focus.resume(bench.sprint, detach=True, now=bench.now)
    bench.go(14 * 3600)
    ended = focus.settle(bench.sprint, now=bench.now)
    assert ended is not None
    assert ended.seconds == 600 > sat * 60
    bench.sit(bench.begin(overtime=True, minutes=10), [*minutes(13, "q")])
    focus.resume(bench.sprint, detach=True, now=bench.now)
    bench.go(14 * 3600)
    later = focus.settle(bench.sprint, now=bench.now)
    assert later is not None
    assert later.seconds == 780


def test_the_bell_rings_once_at_the_planned_end(bench: Bench) -> None:
    """With overtime the bell tells of the planned end as well, at that moment and never again."""
    page = Page()
    session = FocusSession(bench.sprint, bench.begin(overtime=True, minutes=10), bench.now)
    rung = []
    for second in range(900):
        assert session.tick() is None
        page.show(session)
        rung += [second] * page.taken().count("\a")
        bench.go(1)
    assert rung == [600]


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("credited", [3.0, 2695.0])
@pytest.mark.parametrize(("paused", "menu"), [(0.0, True), (360.0, True), (0.0, False), (360.0, False), (900.0, False)])
def test_every_key_is_seen_at_every_width(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, width: int, credited: float, paused: float, menu: bool
) -> None:
    """The bar takes one line at 60, 80 and 100 columns, and names each key that does something."""
    monkeypatch.setenv("COLUMNS", str(width))
    page = Page()
    state = PAUSED if paused else RUNNING
    timer = replace(bench.begin(), day=21, block=3, credited=credited, state=state, pauses=((credited, paused),))
    page.show(FocusSession(bench.sprint, timer, bench.now), "interrupt" if menu else "")
    line = page.taken().removeprefix("\r\x1b[K")
    assert len(line) < width, line
    keys = ("p pause", "s stop", "d drop", "leave") if menu else ("p goes on", "s stop") if paused else ("p pause",)
    assert all(key in line for key in keys), line
    assert (f"of {focus.clock_words(timer.plan)}" in line) or width < 100


def test_that_words_are_no_commands_is_said_once(bench: Bench) -> None:
    """The first words typed into a block get a line above the bar, the next ones nothing; a question is in the bar."""
    page = Page()
    session = FocusSession(bench.sprint, bench.begin(), bench.now)
    page.show(session, "typed")
    assert "in another window\n" in page.taken()
    page.show(session, "typed")
    assert "another window" not in page.taken()
    page.show(session, "s?")
    assert "s again or Enter" in page.taken()


def test_another_terminal_pauses_resumes_and_stops(bench: Bench) -> None:
    """What a second terminal says, the first one follows at its next tick, and the block ends once."""
    session = FocusSession(bench.sprint, bench.begin(), bench.now)
    bench.go(20)
    assert session.tick() is None
    focus.pause(bench.sprint, now=bench.now)
    bench.go(40)
    assert session.tick() is None
    assert session.timer.state == PAUSED
    resumed = focus.resume(bench.sprint, now=bench.now)
    assert (resumed.state, resumed.pid) == (RUNNING, os.getpid())
    bench.go(10)
    assert session.tick() is None
    assert session.timer.credited == pytest.approx(30)
    focus.finish(bench.sprint, now=bench.now)
    bench.go(1)
    ended = session.tick()
    assert ended is not None
    assert ended.how == "elsewhere"
    assert session.end("early").how == "elsewhere"
    assert [end["secs"] for end in bench.ends()] == [30]


def test_nothing_to_pause_resume_or_stop(bench: Bench) -> None:
    """Without a block, pausing and the like end with 1 and the command that starts one; lengths have bounds."""
    for word in (focus.pause, focus.resume, focus.finish):
        with pytest.raises(NotYetError, match="No focus block") as refused:
            word(bench.sprint, now=bench.now)
        assert "sprint focus" in refused.value.next_step
    for wrong in ({"minutes": 0}, {"minutes": 999}, {"block": 0}, {"block": 100}):
        with pytest.raises(UsageError):
            bench.begin(**wrong)


def test_short_blocks_count_minutes_and_fill_no_box(bench: Bench) -> None:
    """Blocks under ten minutes keep their minutes; one of 25 that reached its end fills a box of its own."""
    bench.sprint.log.append("day.start", 1)
    for length in (9, 9, 9, 9, 9):
        bench.sit(bench.begin(minutes=length), [])
    assert bench.sprint.progress.day(1).minutes == 45
    assert status(bench.sprint).boxes(1) == 0
    for count in (1, 2):
        bench.sit(bench.begin(minutes=25), [])
        assert status(bench.sprint).boxes(1) == count
    assert [step.text for step in status(bench.sprint).steps[1:3]] == ["25:00", "25:00"]


def test_what_was_cut_short_adds_up(bench: Bench) -> None:
    """Two blocks stopped behind 25 minutes fill one box of 45, and the board says what the first one lacked."""
    bench.sprint.log.append("day.start", 1)
    bench.sit(bench.begin(), minutes(25, "s"))
    assert status(bench.sprint).steps[1].text == "25:00 of 45:00 so far"
    bench.sit(bench.begin(), minutes(25, "s"))
    assert status(bench.sprint).boxes(1) == 1


def test_a_block_belongs_to_the_evening_it_began(bench: Bench) -> None:
    """Started at 23:40, a block counts for that date although it ends after midnight."""
    bench.go(5 * 3600 + 40 * 60)
    bench.sit(bench.begin(), [])
    (block,) = bench.sprint.progress.blocks
    assert block.date == NOON.date()
    assert bench.moment.at.date() > block.date


@given(st.binary(max_size=60) | st.text(max_size=40).map(str.encode))
def test_a_damaged_timer_file_is_none(content: bytes) -> None:
    """Whatever stands in the file, it is a timer of ours or none, never a crash."""
    assert Timer.from_bytes(content) is None


@given(st.data())
def test_a_timer_survives_its_file(data: st.DataObject) -> None:
    """What is kept on disk comes back as it was."""
    seconds = st.floats(0, 10**6)
    timer = Timer(
        "01M7", data.draw(st.integers(0, 99)), 1, 2700.0, data.draw(st.booleans()),
        data.draw(st.sampled_from([RUNNING, PAUSED, DETACHED])), data.draw(seconds),
        tuple(data.draw(st.lists(st.tuples(seconds, seconds), max_size=3))), Moment(NOON, 3.5, "b"), 7,
    )  # fmt: skip
    assert Timer.from_bytes(timer.to_bytes()) == timer


MACHINES = st.lists(
    st.tuples(st.integers(0, 500), st.integers(0, 90), st.integers(0, 20), st.integers(1, 3)), max_size=6
)


def told(machine: str, some: Sequence[tuple[int, int, int, int]]) -> list[Event]:
    """Events of one machine: blocks as (start, minutes, pause, day), the pause after ten minutes."""
    made: list[Event] = []
    for start, length, pause, day in some:
        at = NOON + timedelta(minutes=start)
        begun = Event(f"{new_id(at)}{machine}", at, at.date(), day, "focus.start", {"block": 1, "plan_s": 2700})
        end = at + timedelta(minutes=length + pause)
        data = {"start": begun.id, "secs": length * 60, "pause_s": pause * 60, "pauses": [[600, pause * 60]]}
        made += [begun, Event(f"{new_id(end)}{machine}", end, end.date(), day, "focus.end", data)]
    return made


@given(MACHINES, MACHINES, st.randoms(use_true_random=False))
def test_two_machines_in_any_order_are_the_same_progress(
    here: Sequence[tuple[int, int, int, int]], there: Sequence[tuple[int, int, int, int]], chance: object
) -> None:
    """However the events of two machines arrive, the progress is the same, and no minute counts twice."""
    first, second = told("A", here), told("B", there)
    mixed = [*first, *second, *first[:3]]
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # a random.Random
    union = {event.id: event for event in mixed}  # as the log reads several files
    progress = fold([union[identifier] for identifier in sorted(union)])
    again = fold(sorted({event.id: event for event in [*second, *first]}.values(), key=lambda event: event.id))
    assert progress == again
    on = {
        second for block in progress.blocks for begin, end in block.spans for second in range(int(begin), int(end), 60)
    }
    assert merged_seconds(progress.blocks) == len(on) * 60
    assert sum(block.seconds for block in progress.blocks) >= merged_seconds(progress.blocks)


def test_an_overlap_counts_once_and_boxes_with_it() -> None:
    """The same 45 minutes on two machines fill one box, not two."""
    both = blocks([*told("A", [(0, 45, 0, 1)]), *told("B", [(0, 45, 0, 1)])])
    assert merged_seconds(both) == 2700
    assert len(filled(both, 45)) == 1
    assert len(filled(blocks([*told("A", [(0, 45, 0, 1)]), *told("B", [(45, 45, 0, 1)])]), 45)) == 2


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    learner = Learner.new(tmp_path, identity=False)
    learner.must("init", "--no-git")
    return learner


def kept_by(learner: Learner) -> Timer | None:
    return focus.load(Sprint.at(learner.folder).folder)


def record(learner: Learner) -> list[Event]:
    return list(Sprint.at(learner.folder).reading.events)


def until_running(learner: Learner) -> None:
    """Wait until a block runs in a process."""
    deadline = time.monotonic() + 60
    while (timer := kept_by(learner)) is None or timer.pid == 0:
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=str
)
def test_real_signals_end_a_real_block(learner: Learner, number: signal.Signals, code: int) -> None:
    """A process that is asked to end writes the end first, says how long it was, and exits with the signal's code."""
    with learner.running("focus", "1") as process:
        until_running(learner)
        time.sleep(0.5)
        process.send_signal(number)
        assert process.wait(30) == code
    assert kept_by(learner) is None
    assert [event.data["how"] for event in record(learner) if event.type == "focus.end"] == ["early"]


def test_kill_nine_and_the_next_command(learner: Learner) -> None:
    """After kill -9 the board says so, and the next command keeps what is certain and says it on standard error."""
    with learner.running("focus", "1") as process:
        until_running(learner)
        process.kill()
        process.wait(30)
    assert "was cut short" in learner.must("status")
    done = learner.sprint("start", "1")
    assert done.code == 0
    assert "kept up to where the process went" in done.err
    assert [event.data["how"] for event in record(learner) if event.type == "focus.end"] == ["crash"]
    assert "cut short" not in learner.must("status")


def test_kill_nine_and_somebody_to_ask(learner: Learner) -> None:
    """On a terminal the next command asks; `drop` keeps nothing."""
    with learner.running("focus", "1") as process:
        until_running(learner)
        process.kill()
        process.wait(30)
    with at_terminal(learner, "plan") as terminal:
        terminal.until(r"keep/plan/drop")
        terminal.type("drop\n")
        assert terminal.ended() == 0
    assert [event.data["how"] for event in record(learner) if event.type == "focus.end"] == ["dropped"]


def test_two_real_terminals(learner: Learner) -> None:
    """A second `focus` is refused with 1; `--pause` and `--stop` from there reach the first one."""
    with learner.running("focus", "1", "--json") as process:
        until_running(learner)
        assert learner.sprint("focus", "1").code == 1
        assert "pauses at" in learner.must("focus", "--pause")
        learner.must("focus", "--stop")
        out, _ = process.communicate(timeout=30)
        assert process.returncode == 0
    objects = [json.loads(line) for line in out.splitlines()]
    assert [told["event"] for told in objects] == ["start", "end"]
    assert objects[-1]["how"] == "elsewhere"
    assert len([event for event in record(learner) if event.type == "focus.end"]) == 1


def test_two_starts_at_the_same_moment(learner: Learner) -> None:
    """Of several starts at once exactly one wins."""
    learner.must("focus", "1", "--detach")
    learner.must("focus", "--drop")
    command = [sys.executable, "-m", "sprint", "focus", "1", "--detach"]
    environment = learner.environment()
    started = [subprocess.Popen(command, cwd=learner.folder, env=environment, stdout=-3, stderr=-3) for _ in range(4)]
    assert sorted(process.wait(60) for process in started) == [0, 1, 1, 1]
    assert len([event for event in record(learner) if event.type == "focus.start"]) == 2


def test_a_pipe_gets_plain_lines_and_quiet_nothing(learner: Learner) -> None:
    """Without a terminal there is no cursor control, nothing is read, and --quiet prints nothing."""
    for flags, lines in (((), 1), (("--quiet",), 0)):
        with learner.running("focus", "1", *flags) as process:
            until_running(learner)
            assert process.stdout is not None
            begun = process.stdout.readline() if lines else b""
            process.send_signal(signal.SIGTERM)
            ended, _ = process.communicate(timeout=30)
        for out in (begun, ended):
            assert b"\x1b" not in out
            assert b"\r" not in out
            assert len(out.splitlines()) == lines


def test_the_bar_on_a_terminal(learner: Learner) -> None:
    """On a terminal a bar moves, p pauses and goes on, s behind Ctrl-C's menu stops; the terminal is put back."""
    import termios

    with at_terminal(learner, "focus", "1") as terminal:
        place = terminal.until(r"0:0\d of 45:00")
        place = terminal.until(r"d1 pause 1", after=max(place, terminal.type("p")))
        place = terminal.until(r"d1 focus 1", after=max(place, terminal.type("p")))
        terminal.process.send_signal(signal.SIGINT)
        place = terminal.until(r"s stop and keep, d drop", after=place)
        terminal.type("s")
        assert terminal.ended() == 0
        assert termios.tcgetattr(terminal.theirs) == terminal.before
    assert [event.data["how"] for event in record(learner) if event.type == "focus.end"] == ["early"]


def test_a_closed_window_keeps_the_block(learner: Learner) -> None:
    """When the window goes, the block ends early with what it had, and no log of a bug is written."""
    with at_terminal(learner, "focus", "1") as terminal:
        terminal.until(r"of 45:00")
        terminal.process.send_signal(signal.SIGHUP)
        assert terminal.ended() == 129
    assert [event.data["how"] for event in record(learner) if event.type == "focus.end"] == ["early"]
    assert not list(learner.home.rglob("bug-*.txt"))


@pytest.fixture
def lines(bench: Bench) -> Iterator[list[str]]:
    """The lines a pipe gets while a full block is sat through."""
    path = bench.folder / "out.txt"
    with path.open("w+", encoding="utf-8") as stream:
        page = FocusPage(Screen(stream=stream), live=False)
        session = FocusSession(bench.sprint, bench.begin(), bench.now)
        while (ended := session.tick()) is None:
            page.show(session, "")
            bench.go(1)
        page.ended(ended)
        stream.seek(0)
        yield stream.read().splitlines()


def test_a_pipe_gets_a_line_every_five_minutes(lines: list[str]) -> None:
    """Eight lines in between, and one at the end."""
    assert [line.split()[1] for line in lines[:8]] == [f"{five}:00" for five in range(5, 45, 5)]
    assert lines[8:] == [" Focus     day 1, block 1: 45:00, done"]
