"""What the two pages of day 21 share: their texts, and the learner's own words in them."""

from collections.abc import Sequence
from pathlib import Path

from sprint.checks.api import Section, Work, count_words

LEAST_WORDS, MOST_WORDS, LEAST_PART = 250, 600, 40


def own_words(work: Work, text: str) -> tuple[int, int]:
    """Return the learner's own words in a text, counted strictly and generously."""
    return count_words(text, [*work.templates.values(), *work.starter])


def texts_named(folders: Sequence[Path], name: str) -> list[str]:
    """Return the texts of the files of a name in some folders, however it is spelled in capitals."""
    paths = [path for folder in folders if folder.is_dir() for path in sorted(folder.iterdir())]
    return [path.read_text("utf-8-sig", "replace") for path in paths if path.name.lower() == name and path.is_file()]


def prose_of(parts: Sequence[Section]) -> str:
    """Return all that stands below the headings, each line once."""
    return "\n\n".join(part.text for part in parts if not any(part.within(other) for other in parts))
