"""One day's entry as a value: what was planned, built, seen and understood."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from sprint import markdown
from sprint.diary.parser import Day, Diary

_FACT = re.compile(r"[-*+] ([^\s:][^:]{0,39}): *(.*)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_NOT_PROSE = re.compile(
    r"^ {0,3}(```+|~~~+).*?(?:^ {0,3}\1|\Z)"  # code
    r"|^ {0,3}\|[^\n]*"  # a row of a table
    r"|!\[[^\]]*\]\([^)]*\)|(?<=\])\([^)]*\)|https?://\S+",  # pictures, and where links lead
    re.DOTALL | re.MULTILINE,
)
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_](?:[^\W_\u3040-\u30ff\u3400-\u9fff]|['\u2019])*")
"""A word; in scripts that put no spaces between words, each character counts as one."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One row of the table in View whose first two columns are `metric` and `value`."""

    name: str
    """What was measured."""
    value: str
    """The figure as it was written: 0.970 stays 0.970."""
    split: str = ""
    """The rows it was measured on, such as `test`."""
    note: str = ""
    """Anything to know about it."""

    @property
    def number(self) -> Decimal | None:
        """The figure as a number, or None if it is none."""
        try:
            number = Decimal(self.value.strip())
        except InvalidOperation:
            return None
        return number if number.is_finite() else None


@dataclass(frozen=True, slots=True)
class Image:
    """One picture of an entry."""

    alt: str
    """What it shows, for those who cannot see it; may be empty."""
    path: str
    """Where it is, relative to the diary."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the diary says about one day; texts are Markdown without blank lines around them."""

    day: int
    """The day's number."""
    title: str
    """The day's title, as in its heading."""
    facts: tuple[tuple[str, str], ...]
    """Key and value of the `- key: value` lines under the heading, unknown ones too."""
    goals: str
    """What the learner set out to do."""
    model: str
    """What was built."""
    view: str
    """What was shown, with the table of metrics and the pictures."""
    analysis: str
    """What was understood."""
    links: str
    """Where to read on."""
    metrics: tuple[Metric, ...]
    """The rows of the table of metrics."""
    images: tuple[Image, ...]
    """The pictures in View."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written: a template with its prompts, which are comments, is no entry."""
        return not any(
            without_comments(getattr(self, name)) for name in ("goals", "model", "view", "analysis", "links")
        )

    def own_words(self, section: str) -> int:
        """Return how many words of prose a section holds; comments, code, tables and pictures do not count.

        Args:
            section: the section's name, such as `Analysis`.
        """
        return own_words(getattr(self, section.lower()))


def read_entry(diary: Diary, number: int) -> Entry | None:
    """Return the entry of a day, or None if the diary has no such day; of two, the first."""
    day = diary.find(number)
    if day is None:
        return None
    texts = {section.name: diary.body(section) for section in reversed(day.sections)}
    view = texts.get("View", "")
    return Entry(
        day.number,
        day.title,
        tuple((key, value) for _, key, value in facts(diary, day)),
        texts.get("Goals", ""),
        texts.get("Model", ""),
        view,
        texts.get("Analysis", ""),
        texts.get("Links", ""),
        tuple(_metrics(view)),
        tuple(_images(view)),
    )


def facts(diary: Diary, day: Day) -> Iterator[tuple[int, str, str]]:
    """Yield (line, key, value) of the facts directly under a day's heading; lines are counted from 0."""
    for line in range(day.start + 1, day.head_end):
        text = diary.text(line, line + 1)
        match = _FACT.fullmatch(text)
        if match:
            yield line, match[1].strip(), match[2].strip()
        elif text:
            return


@lru_cache(maxsize=8)
def own_words(text: str) -> int:
    """Return how many words of prose a Markdown text holds; comments, code, tables and pictures do not count."""
    return len(WORD.findall(_NOT_PROSE.sub(" ", without_comments(text))))


def without_comments(text: str) -> str:
    """Return a text without its HTML comments."""
    return _COMMENT.sub("", text).strip()


def metrics_table(metrics: Sequence[Metric]) -> str:
    """Return metrics as the Markdown table that an entry's View holds."""
    rows = [("metric", "value", "split", "note"), ("---", "--:", "---", "---")]
    rows += [(metric.name, metric.value, metric.split, metric.note) for metric in metrics]
    return "\n".join("| " + " | ".join(map(_cell, row)) + " |" for row in rows)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("\\|", "|").replace("|", "\\|")


def _metrics(view: str) -> Iterator[Metric]:
    for rows in _tables(view):
        if [cell.lower() for cell in rows[0][:2]] == ["metric", "value"]:
            yield from (Metric(*(row + [""] * 4)[:4]) for row in rows[1:])


def _tables(text: str) -> Iterator[list[list[str]]]:
    rows: list[list[str]] = []
    if "|" not in text:
        return
    for token in markdown.blocks(text):
        if token.type == "table_open":
            rows = []
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows:
            rows[-1].append(token.content.replace("\\|", "|"))
        elif token.type == "table_close":
            yield rows
            rows = []


def _images(view: str) -> Iterable[Image]:
    if "![" not in view:
        return
    for token in markdown.reader(inline=True).parse(view):
        for child in token.children or ():
            if child.type == "image":
                yield Image(child.content, str(child.attrs.get("src", "")))
