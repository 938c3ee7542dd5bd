"""A lesson's hints and review cards, written in Markdown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

RUNGS = 3
"""Each check has three hints: where to look, the idea, the shape of the code."""

_CARD = re.compile(
    r"<!-- card: (?P<id>[a-z0-9-]+) -->\s*\nQ: (?P<question>.+?)\nA: (?P<answer>.+?)(?=\n\s*<!-- card:|\Z)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Card:
    """A question that comes back on later days."""

    id: str
    """Stable: correcting a typo keeps what is known about it."""
    question: str
    """What is asked."""
    answer: str
    """What is answered."""


def read_hints(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """Return the rungs of each check of a lesson, by the check's id; empty where the lesson has no hints."""
    path = folder / "hints.md"
    text = path.read_text("utf-8") if path.is_file() else ""
    parts = re.split(r"^## (\S+)\s*$", text, flags=re.MULTILINE)
    return {name: _rungs(body) for name, body in zip(parts[1::2], parts[2::2], strict=True)}


def _rungs(body: str) -> tuple[str, ...]:
    parts = re.split(r"^\d\. ", body, flags=re.MULTILINE)[1:]
    return tuple(" ".join(part.split()) if "```" not in part else part.strip() for part in parts)


def read_cards(path: Path) -> tuple[Card, ...]:
    """Return the review cards of a file, in their order; none where there is no file."""
    text = path.read_text("utf-8") if path.is_file() else ""
    found = _CARD.finditer(text)
    return tuple(Card(card["id"], card["question"].strip(), " ".join(card["answer"].split())) for card in found)
