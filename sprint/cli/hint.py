"""`sprint hint`."""

from sprint.cli.options import DayOrCheck, here, screen


def hint(what: DayOrCheck = None) -> None:
    """Take one hint: where to look, the idea, the shape of the code.

    For a day, it is about the first check that does not pass.

    Examples:
        sprint hint
        sprint hint d08.c3
    """
    from sprint.terminal.report import draw_hint
    from sprint.usecases.help import hint as take

    draw_hint(screen(), take(here(), what.day if what else None, what.check if what else None))
