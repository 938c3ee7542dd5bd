"""`sprint config`."""

from typing import Annotated

import typer

from sprint.cli.completion import settings
from sprint.cli.options import Json, here, print_json, screen
from sprint.errors import UsageError


def config(
    key: Annotated[
        str | None,
        typer.Argument(metavar="KEY", autocompletion=settings, show_default=False, help="What to set or show."),
    ] = None,
    value: Annotated[str | None, typer.Argument(metavar="VALUE", show_default=False, help="Its new value.")] = None,
    unset: Annotated[
        str | None,
        typer.Option(metavar="KEY", autocompletion=settings, help="Let what is usual hold again.", show_default=False),
    ] = None,
    json: Json = False,
) -> None:
    """List what can be set for this sprint, or set it.

    Examples:
        sprint config
        sprint config focus.minutes 25
        sprint config --unset focus.minutes
    """
    from sprint.terminal.settings import draw_settings
    from sprint.usecases.config import change, find_setting, held_settings

    if unset is not None and key is not None:
        raise UsageError("--unset goes by itself.", f"sprint config --unset {unset}")
    sprint = here()
    if key is not None:
        find_setting(key)
    if unset is not None or (key is not None and value is not None):
        change(sprint, unset or key or "", value)
        sprint, key = here(), unset or key
    rows = [row for row in held_settings(sprint) if key in {None, row.setting.key}]
    if json:
        print_json({"schema": 1, "settings": {row.setting.key: row.value for row in rows}})
    else:
        draw_settings(screen(), rows)
