"""Texts given for the diary, kept beside it: are they still in there, and how do they get back?

A text counts as there while at least half of what it added can be read in its section, three words at a time: mending a
sentence by hand is no loss, and a file that git took back is one.
"""

import re
from collections.abc import Mapping
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
        if self.after.get(name, "") in now:
            return False
        added = _pieces(self.after.get(name, "")) - _pieces(self.before.get(name, ""))
        return 2 * len(added & _pieces(now)) < len(added)

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
    words = [word.lower() for word in WORD.findall(text)]
    return {tuple(words[at : at + _AT_A_TIME]) for at in range(max(min(1, len(words)), len(words) - _AT_A_TIME + 1))}
