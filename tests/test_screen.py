"""The screen: colours that can be read on black and on white, and the width of the terminal behind a pipe."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from learner import Learner
from rich.style import Style

from sprint.terminal.screen import COLOURS, ON_WHITE, PLAIN

BLACK, WHITE = (0, 0, 0), (255, 255, 255)


def luminance(rgb: tuple[int, int, int]) -> float:
    """The relative luminance of WCAG 2."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (value / 255 for value in rgb)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """The contrast of two colours by WCAG 2, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", sorted(COLOURS))
def test_every_colour_can_be_read_on_black_and_on_white(name: str) -> None:
    """Each colour is one of the fixed 240, has a contrast of 4.5 to 1 on both, and nothing is dimmed."""
    style = Style.parse(COLOURS[name])
    assert not style.dim
    assert style.bgcolor is None
    if style.color is not None:
        assert style.color.number is not None
        assert style.color.number >= 16
        rgb = style.color.get_truecolor()
        assert contrast(rgb, BLACK) >= 4.5
        assert contrast(rgb, WHITE) >= 4.5


def test_the_measure_knows_what_cannot_be_read() -> None:
    """ANSI cyan and green of xterm on white have a contrast of about 2 to 1, black on white has 21."""
    assert contrast((0, 205, 205), WHITE) < 3
    assert contrast((0, 205, 0), WHITE) < 3
    assert contrast(BLACK, WHITE) == pytest.approx(21)


def test_sixteen_colours_are_left_alone() -> None:
    """Where everybody sets the colours otherwise, only weight is used."""
    assert all(Style.parse(words).color is None and not Style.parse(words).dim for words in PLAIN.values())


def test_the_picture_can_be_read(tmp_path: Path) -> None:
    """Every colour of the SVG's text has a contrast of 4.5 to 1 on its ground."""
    learner = Learner.new(tmp_path, identity=False)
    learner.must("init", "--no-git")
    learner.must("status", "--svg", "board.svg")
    picture = (learner.folder / "board.svg").read_text(encoding="utf-8")
    styles = re.findall(r"\.sprint-r\d+ \{ fill: (#[0-9a-f]{6})", picture)
    assert len(set(styles)) > 2
    ground = tuple(ON_WHITE.background_color)
    for colour in styles:
        rgb = (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))
        assert contrast(rgb, (ground[0], ground[1], ground[2])) >= 4.5, colour


@pytest.mark.parametrize("columns", [60, 70, 90, 140])
def test_a_pipe_is_as_wide_as_the_terminal_behind_it(tmp_path: Path, columns: int) -> None:
    """With `| less` the board takes the terminal's width, 100 at the most; without any terminal it takes 100."""
    learner = Learner.new(tmp_path, identity=False)
    learner.must("init", "--no-git")
    environment = {name: value for name, value in learner.environment().items() if name != "COLUMNS"}
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    command = [sys.executable, "-m", "sprint", "status"]
    for error, width in ((theirs, min(columns, 100)), (subprocess.DEVNULL, 100)):
        done = subprocess.run(
            command, cwd=learner.folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=error, start_new_session=True, check=True,
        )  # fmt: skip
        assert max(map(len, done.stdout.decode().splitlines())) == width
    os.close(ours)
    os.close(theirs)


def test_the_terminal_of_the_process_counts_where_every_stream_is_a_pipe(tmp_path: Path) -> None:
    """With input, output and errors in pipes, the width is that of the terminal that the process belongs to."""
    script = "from sprint.terminal.screen import Screen; print(Screen().width)"
    command = [sys.executable, "-c", script]
    pid, ours = pty.fork()
    if pid == 0:  # the child leads a session whose terminal this is
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 67, 0, 0))
        environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
        done = subprocess.run(command, env=environment, input=b"", capture_output=True, check=False)
        (tmp_path / "said").write_bytes(done.stdout + done.stderr)
        os._exit(done.returncode)
    assert os.waitpid(pid, 0)[1] == 0
    os.close(ours)
    assert (tmp_path / "said").read_text() == "67\n"
    alone = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    done = subprocess.run(command, env=alone, input=b"", capture_output=True, check=True, start_new_session=True)
    assert done.stdout == b"100\n"
