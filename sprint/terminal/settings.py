"""The settings: what holds, whether it was set, and what it means."""

from collections.abc import Sequence

from rich.text import Text

from sprint.terminal.screen import Screen
from sprint.usecases.config import Held

_KEY, _VALUE = 15, 6


def draw_settings(screen: Screen, rows: Sequence[Held]) -> None:
    """Draw a setting a line; what the learner set stands out."""
    for row in rows:
        shown = {True: "on", False: "off"}.get(row.value, row.value) if isinstance(row.value, bool) else row.value
        front = Text(f" {row.setting.key.ljust(_KEY)}").append(
            f"{shown or '-'} ".ljust(_VALUE), "title" if row.given else ""
        )
        words = f"{row.setting.meaning} ({row.setting.takes})"
        screen.row(front, Text(words, style="quiet"), Text("yours" if row.given else "usual", style="quiet"))
