"""What we wrote into an entry ourselves, found again and brought up to date; whatever else stands there stays.

A line is ours only where that is certain: the title of a check with the same words around its numbers, a row of our
table with a number and nothing of the learner's in it. A line that somebody went on writing is theirs, and is not
written a second time.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence

_NUMBER = re.compile(r"[-+−]?\d[\d.,]*(?:e[-+]?\d+)?%?")
TIME = re.compile(r"\b\d[\d.,]*\s?(?:s|ms|min|seconds?|minutes?)\b")
"""A length of time: it depends on the machine, and has no place in a diary."""
_IMAGE = re.compile(r"!\[Day \d+, figure \d+\]\((figures/day-\d+/[^)]+)\)")
HEADER = ("| metric | value | split | note |", "| --- | --: | --- | --- |")
_NOTES = frozenset({"", "offline variant"})


def with_list(says: str, lines: Sequence[str], titles: Collection[str]) -> str:
    """Return what Model is to say: each line in the place of its older self, or behind what is there.

    Args:
        says: what it says now.
        lines: `- title: figure` of what was proved.
        titles: the titles of all checks, proved or not.
    """
    fresh = {title: line for line in lines if (title := _title(line, titles)) is not None}

    def ours(line: str, title: str) -> bool:
        rest = line.removeprefix(f"- {title}")
        new = fresh.get(title, "").removeprefix(f"- {title}")
        return _shape(rest) in {"", _shape(new)} or bool(TIME.search(rest) and not new)

    return _with_lines(says, fresh, lambda line: _title(line, titles), ours)


def without_lines(says: str, title: str) -> str:
    """Return a text without our lines on a check that has no place in a diary."""
    ours = re.compile(rf"- {re.escape(title)}(?:: \d+ cells? in [\d.]+ s)?")
    return "\n".join(line for line in says.split("\n") if not ours.fullmatch(line.rstrip()))


def with_images(says: str, images: Sequence[str]) -> str:
    """Return what View is to say with some pictures: those that are there already stay where they are."""
    new = [image for image in images if image[image.rindex("(") :] not in says]
    lines = says.split("\n")
    last = max((place for place, line in enumerate(lines) if _IMAGE.fullmatch(line.rstrip())), default=None)
    if not new or last is None:
        return "\n\n".join(filter(None, ["\n".join(new), says])) if new else says
    return "\n".join([*lines[: last + 1], *new, *lines[last + 1 :]])


def with_table(says: str, table: str) -> str:
    """Return what View is to say with a table of metrics: one table of ours, with the latest figures."""
    rows = {_cells(line)[0]: line for line in table.split("\n")[2:]}
    if not any(_row_name(line.rstrip()) in rows for line in says.split("\n")):
        return "\n\n".join(filter(None, [says, table]))
    merged = _with_lines(says, rows, _row_name, lambda line, _: _is_ours(line))
    return _without_empty_tables(merged)


def _with_lines(
    says: str, fresh: Mapping[str, str], name_of: Callable[[str], str | None], ours: Callable[[str, str], bool]
) -> str:
    """Put each fresh line where an older one of ours stands, drop doubles of ours, and append what is not there."""
    result: list[str] = []
    there: set[str] = set()
    for line in says.split("\n") if says else ():
        name = name_of(line.rstrip())
        if name is None or name not in fresh:
            result.append(line)
        elif not ours(line.rstrip(), name):
            there.add(name)
            result.append(line)
        elif name not in there:
            there.add(name)
            result.append(fresh[name])
    new = [line for name, line in fresh.items() if name not in there]
    last = max((place for place, line in enumerate(result) if name_of(line.rstrip()) in there), default=None)
    if new and last is not None:
        result[last + 1 : last + 1] = new
    elif new:
        result += [*([""] if result else []), *new]
    return "\n".join(result)


def _title(line: str, titles: Collection[str]) -> str | None:
    found = [title for title in titles if line == f"- {title}" or line.startswith(f"- {title}: ")]
    return max(found, key=len, default=None)


def _shape(text: str) -> str:
    return _NUMBER.sub("#", text)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]]


def _row_name(line: str) -> str | None:
    cells = _cells(line)
    return cells[0] if len(cells) == 4 and line not in HEADER and _NUMBER.fullmatch(cells[1]) else None


def _is_ours(line: str) -> bool:
    _, _, split, note = _cells(line)
    return not split and note in _NOTES


def _without_empty_tables(says: str) -> str:
    lines = says.split("\n")
    for place in range(len(lines) - 2, -1, -1):
        headed = tuple(line.rstrip() for line in lines[place : place + 2]) == HEADER
        if headed and not (lines[place + 2 : place + 3] and lines[place + 2].lstrip().startswith("|")):
            blank = place > 0 and not lines[place - 1].strip()
            del lines[place - blank : place + 2]
    return "\n".join(lines)
