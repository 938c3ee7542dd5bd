"""What the suites of faults share: commands run in this process, and counts that are said and may not drop."""

import contextlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from learner import Ended, Learner

from sprint.cli import error_handler

FORESEEN = frozenset({0, 1, 2, 3, 4, 5})
"""The exit codes of commands that ended as somebody meant them to."""
Property = Callable[[str, object], None]


def live_as(learner: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process be the learner's: the home, the settings, the folder."""
    for name, value in learner.environment().items():
        monkeypatch.setenv(name, value)
    for name in ("SPRINT_DATA", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(learner.folder)


def run(*words: str) -> Ended:
    """Run a command in this process to its end."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = error_handler.run(words)
    said = []
    for stream in (out, err):
        stream.flush()
        said.append(stream.buffer.getvalue().decode())
    return Ended(code, *said)


def counted(record_property: Property, suite: str, count: int, least: int) -> None:
    """Say how many cases a suite tried; fewer than there were is a hole in it."""
    record_property(f"faults: {suite}", count)
    assert count >= least, f"{suite}: {count} cases, and there were {least}"


def log_file(learner: Learner) -> Path:
    """Return the learner's one file of the record."""
    [path] = (learner.folder / ".sprint" / "log").glob("*.jsonl")
    return path
