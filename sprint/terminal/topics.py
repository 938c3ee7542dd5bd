"""The pages of `sprint help`."""

import re
from collections.abc import Iterable

from rich.text import Text

from sprint.terminal.screen import Screen
from sprint.usecases.topics import Topic

_CODE = re.compile(r"`([^`]+)`")


def draw_topics(screen: Screen, topics: Iterable[Topic]) -> None:
    """Draw what there is to read."""
    screen.print(Text("Topics", style="title"))
    for topic in topics:
        screen.pair(topic.name, topic.title, width=14, indent=3)
    screen.blank()
    screen.print(
        inline("A topic: `sprint help evening`. A command: `sprint help check`. All commands: `sprint --help`.")
    )


def draw_topic(screen: Screen, topic: Topic) -> None:
    """Draw a page in the width of the screen; code keeps its lines."""
    screen.print(Text(topic.title, style="title"))
    before = ""
    for part in topic.parts:
        if (before, part.kind) != ("item", "item"):
            screen.blank()
        if part.kind == "heading":
            screen.print(Text(part.text, style="title"))
        elif part.kind == "code":
            for line in part.text.splitlines():
                screen.print(Text(line, style="command"), indent=5)
        else:
            screen.row(Text(" - " if part.kind == "item" else " "), inline(part.text))
        before = part.kind


def inline(text: str) -> Text:
    """Return a text of a page, with commands in their style."""
    drawn = Text()
    for place, piece in enumerate(_CODE.split(text)):
        drawn.append(piece, style="command" if place % 2 else "")
    return drawn
