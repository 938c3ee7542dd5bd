"""Texts given for the diary, kept beside it: are they still in there, and how do they get back?

A text counts as there while at least half of what it added can be read in its section, three words at a time: mending a
sentence by hand is no loss, and a file that git took back is one.
"""

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from sprint.diary.entry import WORD, Entry
from sprint.diary.parser import trimmed

TEXTS = ("Goals", "Model", "View", "Analysis")
"""The sections we write into."""
_AT_A_TIME = 3


def texts_of(entry: Entry | None) -> dict[str, str]:
    """Return what an entry says in each section we write into; nothing where there is no entry."""
    return {name: getattr(entry, name.lower()) if entry else "" for name in TEXTS}


@dataclass(frozen=True, slots=True)
class Copy:
    """What one writing made of a day."""

    before: Mapping[str, str]
    """Section to text, ahead of it."""
    after: Mapping[str, str]
    """Section to text, behind it."""

    def missing(self, now: Mapping[str, str]) -> tuple[str, ...]:
        """Return the sections in which most of what was added cannot be read any more."""
        return tuple(name for name in TEXTS if self._is_missing(name, now.get(name, "")))

    def _is_missing(self, name: str, now: str) -> bool:
        before, after = self.before.get(name, ""), self.after.get(name, "")
        if after in now:
            return False
        new = _pieces(_differing(before, after))
        added = new - _found(new, before)
        return 2 * len(_found(added, now)) < len(added)

    def back_in(self, now: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
        """Return what brings the missing texts back: sections to replace, and texts to put behind what is there.

        A section that says what it said before the writing gets what it said after it; from any other, nothing is
        taken away, and the paragraphs it lacks go behind it.
        """
        replaced: dict[str, str] = {}
        appended: dict[str, str] = {}
        for name in self.missing(now):
            says, meant = now.get(name, ""), self.after[name]
            if says == self.before.get(name, ""):
                replaced[name] = meant
            else:
                paragraphs = re.split(r"\n[ \t]*\n", meant)
                appended[name] = "\n\n".join(part for part in paragraphs if trimmed(part) not in says)
        return replaced, appended

    def as_json(self) -> dict[str, object]:
        """Return the copy as a JSON object."""
        return {"before": dict(self.before), "after": dict(self.after)}

    @classmethod
    def from_json(cls, stored: Mapping[str, object]) -> Self:
        """Return the copy that `as_json` gave.

        Raises:
            ValueError: it is none.
        """
        before, after = stored.get("before"), stored.get("after")
        if not isinstance(before, dict) or not isinstance(after, dict):
            raise ValueError("no copy of an entry")  # noqa: TRY004  one kind of error says that a file is damaged
        return cls(_texts(before), _texts(after))


def _texts(stored: Mapping[object, object]) -> dict[str, str]:
    return {name: str(stored.get(name, "")) for name in TEXTS}


def _pieces(text: str) -> set[tuple[str, ...]]:
    return set(_in_turn(text))


def _found(wanted: set[tuple[str, ...]], text: str) -> set[tuple[str, ...]]:
    """Return which pieces stand in a text; one that is long is gone through only for what could be in it."""
    folded = text.lower()
    likely = {piece for piece in wanted if all(word in folded for word in piece)}
    return likely.intersection(_in_turn(text)) if likely else set()


def _in_turn(text: str) -> Iterator[tuple[str, ...]]:
    """Yield each word of a text with those that follow it, and one piece where there are fewer words."""
    words = (match[0].lower() for match in WORD.finditer(text))
    piece = tuple(itertools.islice(words, _AT_A_TIME))
    if piece:
        yield piece
    for word in words:
        piece = (*piece[1:], word)
        yield piece


def _differing(before: str, after: str) -> str:
    """Return what a text says without the lines at its beginning and end that it said before, but for the nearest."""
    old, new = before.split("\n"), after.split("\n")
    ahead = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    most = min(len(old), len(new)) - ahead
    pairs = zip(reversed(old), reversed(new), strict=False)
    behind = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], itertools.islice(pairs, most)))
    return "\n".join(new[_back(new, ahead) : len(new) - _back(new[::-1], behind)])


def _back(lines: list[str], count: int) -> int:
    """Return how many of some lines come ahead of the last words among the first `count` of them."""
    words = 0
    while count and words < _AT_A_TIME:
        count -= 1
        words += len(WORD.findall(lines[count]))
    return count
