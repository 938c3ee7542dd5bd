"""Behind a full block: a break, another block, the next command, in a real terminal whose clock is set forward."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from learner import Learner
from terminal import at_terminal

from sprint.usecases.sprint import Sprint

FAST = """import time

real, place = time.clock_gettime, {place!r}


def ahead(which):
    with open(place) as stream:
        return real(which) + float(stream.read() or 0)


time.clock_gettime = ahead
"""


@dataclass
class Clock:
    """The clock that nobody sets, set."""

    place: Path
    """Where the seconds that it is ahead are written."""

    def forward(self, seconds: float) -> None:
        """Let some seconds pass at once."""
        later = float(self.place.read_text()) + seconds
        new = self.place.with_suffix(".new")
        new.write_text(str(later))
        new.replace(self.place)


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    (tmp_path / "ahead").write_text("0")
    return Clock(tmp_path / "ahead")


@pytest.fixture
def learner(tmp_path: Path, clock: Clock) -> Learner:
    learner = Learner.new(tmp_path, identity=False)
    learner.must("init", "--no-git")
    learner.must("config", "focus.least", "1")  # so that a block of a minute ticks a box
    (tmp_path / "fast").mkdir()
    (tmp_path / "fast" / "sitecustomize.py").write_text(FAST.format(place=str(clock.place)))
    learner.settings["PYTHONPATH"] = f"{tmp_path / 'fast'}:{learner.environment()['PYTHONPATH']}"
    return learner


def planned(learner: Learner) -> list[tuple[int, float]]:
    """Return block and minutes of everything that was begun."""
    events = Sprint.at(learner.folder).events
    return [(event.data["block"], event.data["plan_s"] / 60) for event in events if event.type == "focus.start"]


def test_a_break_and_the_next_block_as_long_as_the_one_before(learner: Learner, clock: Clock) -> None:
    """The end of a block offers a break with its length; it counts down, rings, and n begins a block like the last."""
    with at_terminal(learner, "focus", "1", "--minutes", "1") as terminal:
        place = terminal.until(r"of 1:00")
        clock.forward(61)
        place = terminal.until(r"block 1: 1:00, done", after=place)
        place = terminal.until(r"b break of 5 min, n next block, q quit", after=place)
        terminal.type("b")
        place = terminal.until(r"5 min, until \d\d:\d\d", after=place)
        place = terminal.until(r"break  [45]:\d\d left", after=place)
        clock.forward(290)
        place = terminal.until(r"break  0:\d\d left", after=place)
        clock.forward(11)
        place = terminal.until(r"\x07.*over", after=place)
        place = terminal.until(r"n next block, q quit", after=place)
        assert "break of" not in terminal.shown[place - 60 :]
        terminal.type("n")
        terminal.until(r"d1 focus 2 .*of 1:00", after=place)
    assert planned(learner) == [(1, 1), (2, 1)]


def test_the_last_block_of_an_evening_earns_the_long_break(learner: Learner, clock: Clock) -> None:
    """Lengths go by the settings; n ends a break before its time."""
    learner.must("config", "focus.blocks", "2")
    learner.must("config", "break.short", "3")
    learner.must("config", "break.long", "20")
    with at_terminal(learner, "focus", "1", "--minutes", "1") as terminal:
        place = terminal.until(r"of 1:00")
        clock.forward(61)
        place = terminal.until(r"break of 3 min", after=place)
        terminal.type("b")
        place = terminal.until(r"break  [23]:\d\d left", after=place)
        terminal.type("n")
        place = terminal.until(r"d1 focus 2", after=place)
        clock.forward(61)
        terminal.until(r"break of 20 min", after=place)
    assert planned(learner) == [(1, 1), (2, 1)]


@pytest.mark.parametrize(("key", "code"), [("q", 0), ("\x03", 130)])
@pytest.mark.parametrize("in_break", [False, True])
def test_leaving_loses_nothing(learner: Learner, clock: Clock, key: str, code: int, in_break: bool) -> None:
    """Q and Ctrl-C leave from the offer and from the break, with the exit code that says how; the block counts."""
    with at_terminal(learner, "focus", "1", "--minutes", "1") as terminal:
        place = terminal.until(r"of 1:00")
        clock.forward(61)
        place = terminal.until(r"b break of", after=place)
        if in_break:
            terminal.type("b")
            terminal.until(r"break  [45]:\d\d left", after=place)
        if key == "\x03":
            terminal.process.send_signal(2)
        else:
            terminal.type(key)
        assert terminal.ended() == code
    [block] = Sprint.at(learner.folder).progress.blocks
    assert (block.how, block.seconds) == ("full", 60)


def test_a_break_by_itself_is_followed_by_a_block_of_the_usual_length(learner: Learner) -> None:
    """`focus --break` takes one at once; n begins a block as long as always."""
    with at_terminal(learner, "focus", "--break") as terminal:
        terminal.until(r"break  [45]:\d\d left")
        place = terminal.type("n")
        terminal.until(r"of 45:00", after=place)
    assert planned(learner) == [(1, 45)]
