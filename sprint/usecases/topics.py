"""`sprint help TOPIC`: the pages that say how things hang together, and the parts a page has."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from sprint.errors import UsageError

FOLDER = Path(__file__).parent.parent / "topics"
"""Where the pages lie; their file names are their names."""
Kind = Literal["heading", "paragraph", "item", "code"]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page."""

    kind: Kind
    """What it is."""
    text: str
    """Its text on one line; code as it stands."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A page."""

    name: str
    """What `sprint help` calls it."""
    title: str
    """Its first line."""
    parts: tuple[Part, ...]
    """What follows."""


def topics() -> tuple[Topic, ...]:
    """Return all pages by name."""
    return tuple(_topic(path) for path in sorted(FOLDER.glob("*.md")))


def topic(words: str, verbs: tuple[str, ...] = ()) -> Topic:
    """Return the page that some words name, by its name or by its title.

    Args:
        words: such as `exit-codes` or `exit codes`.
        verbs: other words that could be meant, for the suggestion.

    Raises:
        UsageError: there is none.
    """
    wanted, known = _slug(words), topics()
    found = next((page for page in known if wanted in {page.name, _slug(page.title)}), None)
    if found is None:
        near = get_close_matches(wanted, [*(page.name for page in known), *verbs], n=1)
        move = f"Did you mean sprint help {near[0]}?" if near else "What there is: sprint help"
        raise UsageError(f"There is no command and no topic “{words}”.", move)
    return found


def parts_of(text: str) -> Iterator[Part]:
    """Yield the parts of a page: headings, paragraphs, items of lists, and indented code."""
    for block in text.strip("\n").split("\n\n"):
        lines = block.splitlines()
        if lines[0].startswith("## "):
            yield Part("heading", lines[0][3:])
            lines = lines[1:]
        if lines and all(line.startswith("    ") for line in lines):
            yield Part("code", "\n".join(line[4:] for line in lines))
        elif lines and lines[0].startswith("- "):
            yield from (Part("item", item) for item in _items(lines))
        elif lines:
            yield Part("paragraph", " ".join(lines))


def _items(lines: list[str]) -> list[str]:
    items: list[str] = []
    for line in lines:
        if line.startswith("- "):
            items.append(line[2:])
        else:
            items[-1] += f" {line.strip()}"
    return items


def _topic(path: Path) -> Topic:
    first, _, rest = path.read_text("utf-8").partition("\n")
    return Topic(path.stem, first.removeprefix("# "), tuple(parts_of(rest)))


def _slug(words: str) -> str:
    return "-".join(words.lower().replace("_", " ").replace("-", " ").replace(",", " ").split())
