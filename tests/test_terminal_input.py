"""What comes from the terminal: words are no commands, endings are asked about, and Ctrl-Z leaves nothing raw."""

import os
import pty
import re
import select
import shlex
import signal
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from learner import Learner
from terminal import at_terminal

from sprint.usecases import focus
from sprint.usecases.sprint import Sprint

PATIENCE = 30.0


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    learner = Learner.new(tmp_path, identity=False)
    learner.must("init", "--no-git")
    return learner


def runs(learner: Learner) -> bool:
    """Tell whether a block is there."""
    return focus.load(Sprint.at(learner.folder).folder) is not None


class Shell:
    """A shell in a terminal of its own, which it controls, with job control."""

    def __init__(self, learner: Learner) -> None:
        self.pid, self.ours = pty.fork()
        if self.pid == 0:
            os.chdir(learner.folder)
            os.execvpe(  # noqa: S606  the shell is what this is about
                "bash", ["bash", "--norc", "--noprofile", "--noediting", "-i"], learner.environment({"PS1": "$$ "})
            )
        self.shown = ""

    def type(self, text: str) -> int:
        """Type something; return the place up to which everything was shown before."""
        place = len(self.shown)
        os.write(self.ours, text.encode())
        return place

    def until(self, words: str, *, after: int = 0) -> int:
        """Wait until something is shown behind a place; return the place behind it."""
        deadline = time.monotonic() + PATIENCE
        while not (found := re.search(words, self.shown[after:])):
            assert time.monotonic() < deadline, f"{words!r} was not shown: {self.shown[after:]!r}"
            if select.select([self.ours], [], [], 0.2)[0]:
                self.shown += os.read(self.ours, 65536).decode(errors="replace")
        return after + found.end()

    @property
    def raw(self) -> bool:
        """Whether keys come one by one, or unechoed."""
        return (
            not termios.tcgetattr(self.ours)[3] & termios.ICANON or not termios.tcgetattr(self.ours)[3] & termios.ECHO
        )


@contextmanager
def shell(learner: Learner) -> Iterator[Shell]:
    """A shell that is ended at the end with what it started."""
    running = Shell(learner)
    try:
        yield running
    finally:
        os.kill(running.pid, signal.SIGHUP)
        os.kill(running.pid, signal.SIGKILL)
        os.waitpid(running.pid, 0)
        os.close(running.ours)


@pytest.mark.parametrize("typed", ["sprint check\n", "s\n", "sudo", "drop", "qs", "python -m sprint diary\n", "ls"])
def test_words_typed_into_a_focus_block_do_nothing(learner: Learner, typed: str) -> None:
    """Words for a shell neither stop nor pause a block; where they belong is said."""
    with at_terminal(learner, "focus", "1") as terminal:
        terminal.until(r"\d+:\d\d of 45:00")
        terminal.until(r"type commands in another window", after=terminal.type(typed))
        terminal.until(r"pause 1", after=terminal.type("p"))
        timer = focus.load(Sprint.at(learner.folder).folder)
        assert timer is not None
        assert len(timer.pauses) <= 1


@pytest.mark.parametrize(("key", "answer", "says"), [("s", "s", "stopped and kept"), ("s", "\n", "stopped and kept"),
                                                     ("d", "d", "dropped"), ("q", "q", "pauses at")])  # fmt: skip
def test_a_key_that_ends_is_asked_about(learner: Learner, key: str, answer: str, says: str) -> None:
    """S, d and q ask first; the same key or Enter confirms, and anything else goes on."""
    with at_terminal(learner, "focus", "1") as terminal:
        terminal.until(r"\d+:\d\d of 45:00")
        terminal.until(r"again or Enter", after=terminal.type(key))
        place = terminal.until(r"p pause", after=terminal.type("x"))
        assert runs(learner)
        terminal.until(r"again or Enter", after=max(place, terminal.type(key)))
        place = terminal.type(answer)
        assert terminal.ended() == 0
        assert says in terminal.shown[place:]
        assert termios.tcgetattr(terminal.theirs) == terminal.before


def test_a_key_that_is_held_down_asks_and_ends_nothing(learner: Learner) -> None:
    """The same key many times in a row is one key."""
    with at_terminal(learner, "focus", "1") as terminal:
        terminal.until(r"\d+:\d\d of 45:00")
        terminal.until(r"again or Enter", after=terminal.type("s" * 40))
        assert runs(learner)


def test_arrows_and_letters_of_other_alphabets_are_nothing(learner: Learner) -> None:
    """A key that sends several signs is one key, and none of ours."""
    with at_terminal(learner, "focus", "1") as terminal:
        terminal.until(r"\d+:\d\d of 45:00")
        for key in ("\x1b[A", "\x1bOP", "ß", "д"):
            terminal.until(r"again or Enter", after=terminal.type("s"))
            terminal.until(r"p pause", after=terminal.type(key))
        terminal.until(r"pause 1", after=terminal.type("P"))
        assert "another window" not in terminal.shown


@pytest.mark.parametrize("stop", ["\x1a", "SIGSTOP"])
def test_behind_fg_the_keys_work_again(learner: Learner, stop: str) -> None:
    """Ctrl-Z gives the terminal back as it was; behind fg a key needs no Enter, and at the end nothing is raw."""
    with shell(learner) as bash:
        command = f"exec 2>&1; {shlex.quote(sys.executable)} -m sprint focus 1\n"
        place = bash.until(r"\d+:\d\d of 45:00", after=bash.type(command))
        assert bash.raw
        for _ in range(2):
            if stop == "\x1a":
                place = bash.until(r"Stopped", after=bash.type(stop))
                assert not bash.raw
            else:
                timer = focus.load(Sprint.at(learner.folder).folder)
                assert timer is not None
                os.kill(timer.pid, signal.SIGSTOP)
                place = bash.until(r"Stopped", after=place)
            bash.type("stty sane\n")
            place = bash.until(r"d1 focus 1", after=bash.type("fg\n"))
            place = bash.until(r"d1 pause 1", after=max(place, bash.type("p")))
            place = bash.until(r"d1 focus 1", after=max(place, bash.type("p")))
        bash.until(r"again or Enter", after=bash.type("s"))
        place = bash.until(r"stopped and kept", after=bash.type("s"))
        bash.until(r"hello", after=bash.type("echo hel''lo\n"))
        assert not bash.raw


def test_in_the_background_a_block_neither_reads_nor_changes_the_terminal(learner: Learner) -> None:
    """Behind bg the block goes on without the terminal, and ends by `sprint stop`, which says so."""
    with shell(learner) as bash:
        run = f"{shlex.quote(sys.executable)} -m sprint"
        bash.until(r"\d+:\d\d of 45:00", after=bash.type(f"{run} focus 1\n"))
        bash.until(r"Stopped", after=bash.type("\x1a"))
        bash.type("bg\n")
        assert not bash.raw
        bash.until(r"stopped and kept", after=bash.type(f"{run} stop\n"))
        bash.until(r"Done", after=bash.type("wait; echo\n"))
        assert not bash.raw
