"""The one error boundary: what was foreseen, what was interrupted, and what is a bug of ours."""

import io
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import Any, NoReturn

from sprint.errors import BUG, FINE, INTERRUPTED, Interrupted, SprintError, UsageError

TERMINATED = 143


class _Terminated(BaseException):
    """Somebody asked the process to end."""


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code; nothing escapes."""
    for ending in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(ending) == signal.SIG_DFL:  # nohup stays nohup
            signal.signal(ending, _terminate)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot show a sign shows another
    try:
        return _run(arguments)
    except SprintError as error:
        return _foreseen(error)
    except Interrupted as stopped:
        return _interrupted(stopped)
    except KeyboardInterrupt:
        return _interrupted(Interrupted())
    except _Terminated:
        return TERMINATED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains of it at its exit
        return FINE
    except Exception as error:  # noqa: BLE001  whatever is left is a bug of ours, and the learner gets a log of it
        return _bug(error, arguments)


def _run(arguments: Sequence[str]) -> int:
    import typer

    from sprint.cli.fast_path import fast_call

    try:
        call = fast_call(arguments)
        code = call() if call is not None else _parsed(arguments)
        sys.stdout.flush()
    except typer.Exit as leaving:
        return int(leaving.exit_code)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        raise _misused(error) from error
    return code if isinstance(code, int) else FINE


def _parsed(arguments: Sequence[str]) -> Any:
    from sprint.cli.app import app

    return app(args=list(arguments), prog_name="sprint", standalone_mode=False)


def _misused(error: Any) -> UsageError:
    """Return Typer's own word on arguments that do not fit as one of ours."""
    place = getattr(getattr(error, "ctx", None), "command_path", "sprint")
    sentence = " ".join(error.format_message().split())
    return UsageError(sentence if sentence.endswith((".", "?")) else f"{sentence}.", f"See: {place} --help")


def _foreseen(error: SprintError) -> int:
    from sprint.terminal.screen import Screen, clean

    screen = Screen(stream=sys.stderr)
    screen.print(clean(error.sentence), indent=0)
    for fault in getattr(error, "faults", ()):
        screen.print(clean(str(fault)), indent=2)
    screen.print(clean(error.next_step), indent=2)
    return error.exit_code


def _interrupted(stopped: Interrupted) -> int:
    from sprint.terminal.screen import Screen

    screen = Screen(stream=sys.stderr)
    sys.stderr.write("\n")  # behind the ^C that the terminal shows
    screen.print(stopped.sentence, indent=0)
    if stopped.next_step:
        screen.print(stopped.next_step, indent=2)
    return INTERRUPTED


def _bug(error: Exception, arguments: Sequence[str]) -> int:
    """Keep a log that can be pasted into a report, and say where it is."""
    import platform
    import traceback

    from platformdirs import user_log_path

    from sprint import __version__, clock, files

    log = user_log_path("sprint-ml") / f"bug-{clock.now():%Y%m%d-%H%M%S}.txt"
    words = [f"sprint {__version__}, Python {platform.python_version()}, {platform.system()}"]
    words += [f"sprint {' '.join(arguments)}", "".join(traceback.format_exception(error))]
    sys.stderr.write(f"This is a bug of ours ({type(error).__name__}), not yours; your work is as it was.\n")
    try:
        files.write(log, "\n".join(words).encode())
        sys.stderr.write(f"  Please report it with the text of {log}\n")
    except SprintError:
        sys.stderr.write("\n".join(words))
    return BUG


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    raise _Terminated(number, frame)
