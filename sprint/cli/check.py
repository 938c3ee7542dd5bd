"""`sprint check`."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from sprint.cli.options import Ascii, DayOrCheck, Json, Target, here, print_json, screen
from sprint.cli.pending_commits import finish_entries
from sprint.cli.progress import run_progress
from sprint.errors import FINE, NOT_YET, CannotCheckError, SprintError, UsageError

if TYPE_CHECKING:
    from sprint.checks.outcomes import Report


def check(
    what: DayOrCheck = None,
    failed: Annotated[bool, typer.Option("--failed", help="Only what did not pass at the last check.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Every day that is laid out.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Run it although nothing changed.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Every check in full.")] = False,
    offline_variant: Annotated[
        bool, typer.Option("--offline-variant", help="Use stand-in data, also where the real is here; it is said.")
    ] = False,
    workers: Annotated[int | None, typer.Option(help="With --all: how many days run at a time.", min=1)] = None,
    json: Json = False,
    ascii: Ascii = False,  # noqa: ARG001  its callback does it
) -> int:
    """Prove a day's work.

    It runs from a clean start and is asked questions; nothing of yours is changed.

    Examples:
        sprint check
        sprint check d08.c3       one check, with what it waits for
        sprint check --failed     what did not pass the last time
    """
    from sprint.terminal.report import draw_report
    from sprint.usecases.check import CheckOptions, check_all, check_day

    _refuse_contradictions(what, every=every, failed=failed, workers=workers)
    if offline_variant:
        os.environ["SPRINT_OFFLINE_VARIANT"] = "1"
    day, only = (what.day, what.check) if what else (None, None)
    sprint = here()
    finish_entries(sprint)
    told = run_progress("check", _again(what, failed, every), quiet=(workers or 1) > 1)
    with _told_in_json(wanted=json), told as on_cell:
        asked = CheckOptions(only, failed, fresh, on_cell, on_cell.begin)
        found = list(check_all(sprint, asked, workers or 1)) if every else [check_day(sprint, day, asked)]
    if json:
        print_json({"schema": 1, "days": [report.as_json() for report in found]})
    for report in () if json else found:
        draw_report(screen(), report, sprint.curriculum.day(report.day), verbose=verbose)
    return _exit_code(found)


def _refuse_contradictions(what: DayOrCheck, *, every: bool, failed: bool, workers: int | None) -> None:
    if every and what is not None:
        raise UsageError("A day and --all do not go together.", "sprint check 8, or sprint check --all")
    if failed and what is not None and what.check is not None:
        raise UsageError("One check and --failed do not go together.", "sprint check d08.c3, or sprint check --failed")
    if workers is not None and not every:
        raise UsageError(
            "--workers says how many days run at a time, and there is one.", "sprint check --all --workers 2"
        )


def _exit_code(reports: "list[Report]") -> int:
    from sprint.checks.outcomes import Outcome

    outcomes = {report.outcome for report in reports}
    if Outcome.ERROR in outcomes:
        return CannotCheckError.exit_code
    kept = not any(report.unkept for report in reports)
    return FINE if kept and outcomes == {Outcome.PASS} else NOT_YET


def _again(what: Target | None, failed: bool, every: bool) -> str:
    named = [] if what is None else [what.check or str(what.day)]
    return " ".join(["sprint check", *named, *(["--failed"] if failed else []), *(["--all"] if every else [])])


@contextmanager
def _told_in_json(*, wanted: bool) -> Iterator[None]:
    """Print what keeps a check from running as a document too, before it is said on standard error."""
    try:
        yield
    except SprintError as error:
        if wanted:
            told = {"outcome": "error", "message": error.sentence, "next": error.next_step}
            print_json({"schema": 1, "days": [], "error": told})
        raise
