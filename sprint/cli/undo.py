"""`sprint undo`."""

from sprint.cli.options import here, screen


def undo() -> None:
    """Take back the last reset, update or applied solution."""
    from sprint.terminal.pages import draw_replaced
    from sprint.usecases.reset import undo as take_back

    sprint = here()
    draw_replaced(screen(), take_back(sprint), sprint.folder.shown)
