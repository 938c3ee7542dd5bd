"""`sprint show`."""

from sprint.cli.options import Ascii, Day, Json, here, print_json, screen


def show(
    day: Day = None,
    json: Json = False,
    ascii: Ascii = False,  # noqa: ARG001  its callback does it
) -> None:
    """Show a day: its tasks, what it needs, where you stand with it. Nothing is begun or changed.

    Examples:
        sprint show
        sprint show 17
        sprint show 8 --json
    """
    from sprint.usecases.show import show as look

    sprint = here()
    view = look(sprint, day)
    if json:
        print_json(view.as_json())
        return
    from sprint.terminal.show import draw_day

    draw_day(screen(), view, sprint.folder.shown(view.open))
