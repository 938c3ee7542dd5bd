"""What keeps us from writing into a diary, and the proof that a change did what was meant and nothing else."""

from collections.abc import Mapping

from sprint.diary.entry import facts
from sprint.diary.parser import EMPTY, Day, Diary, parse
from sprint.errors import NeedsPersonError


def refuse_text(name: str, text: str) -> None:
    """Refuse a text that would not stay inside its section.

    Raises:
        NeedsPersonError: it has a heading of a day or section, conflict markers, or a block that it does not close.
    """
    own = parse(text.encode())
    if conflicts := own.conflicts():
        raise NeedsPersonError(
            f"The text for {name} holds git's conflict markers, in {_lines(conflicts)}.",
            "Indent those lines by a space if you write about them; nothing was written.",
        )
    for line, level, heading in own.headings:
        if level <= 3:
            raise NeedsPersonError(
                f"Line {line + 1} of the text for {name} is a heading and would end the section: {heading}",
                f"Give it four number signs (#### {heading}), or write it as bold text.",
            )
    if own.open_since:
        line, kind = own.open_since
        raise NeedsPersonError(
            f"The text for {name} opens a {kind} in its line {line + 1} and does not close it.",
            "Close it, so that what comes behind it in the diary is not swallowed.",
        )


def refuse_diary(diary: Diary, number: int, names: Mapping[str, str]) -> None:
    """Refuse to write into a diary that only a person can put right.

    Args:
        diary: the diary as it is.
        number: the day to write into.
        names: the sections to write into, by name.

    Raises:
        NeedsPersonError: conflict markers, the day or a section twice, an unclosed block in the way.
    """
    if conflicts := diary.conflicts():
        raise NeedsPersonError(
            f"The diary holds two versions of something: conflict markers in {_lines(conflicts)}.",
            "Keep what you want of both, remove the lines with the markers, and run the command again.",
        )
    if len(days := diary.named(number)) > 1:
        raise NeedsPersonError(
            f"The diary has day {number} twice, in {_lines(tuple(day.start for day in days))}.",
            "Make one of them; nothing was written.",
        )
    for name in names if days else ():
        if len(sections := days[0].named(name)) > 1:
            raise NeedsPersonError(
                f"Day {number} has {name} twice, in {_lines(tuple(section.start for section in sections))}.",
                "Make one of them; nothing was written.",
            )
    _refuse_swallowed(diary, number, days[0] if days else None, names)


def _refuse_swallowed(diary: Diary, number: int, day: Day | None, names: Mapping[str, str]) -> None:
    """Refuse if what we would write to, or replace, is a heading that a block opened before it has swallowed."""
    sections = day.sections if day else ()
    seen = {f"Day {other.number}" for other in diary.days} | {section.name for section in sections}
    asked = [range(section.start, section.end) for section in sections if section.name in names]
    for hidden in diary.hidden:
        wanted = hidden.name == f"Day {number}" or (
            day is not None and hidden.name in names and day.start <= hidden.line < day.end
        )
        if hidden.name not in seen and (wanted or any(hidden.line in lines for lines in asked)):
            raise NeedsPersonError(
                f"The heading of {hidden.name} in line {hidden.line + 1} is inside a {hidden.kind} "
                f"opened in line {hidden.opened + 1}.",
                f"Close the {hidden.kind} above line {hidden.line + 1}; nothing was written.",
            )
    if diary.open_since:
        line, kind = diary.open_since
        if day is None or day.start <= line < day.end:
            raise NeedsPersonError(
                f"A {kind} opened in line {line + 1} of the diary is not closed.", "Close it; nothing was written."
            )


def holds(
    before: Diary,
    after: Diary,
    number: int,
    span: tuple[int, int],
    meant: Mapping[str, str],
    values: Mapping[str, str],
) -> bool:
    """Return whether a change did what was meant and nothing else.

    Args:
        before: the diary as it was.
        after: the diary as it would be.
        number: the day that was to be changed.
        span: the lines of the old diary that were allowed to change, first and behind the last, counted from 0.
        meant: section name to what it is to say now.
        values: key to value of the facts that were to be set.
    """
    day, old = after.find(number), before.find(number)
    if day is None:
        return False
    ahead, behind = b"".join(before.lines[: span[0]]), before.lines[span[1] :]
    rest = len(after.lines) - len(behind)
    said = [(name, after.body(section)) for name in meant for section in day.named(name)]
    known = {key: value for _, key, value in facts(after, day)}
    return (
        after.content.startswith(ahead)
        and after.lines[rest:] == behind
        and day.end == rest
        and _days(before, number) == _days(after, number)
        and (after.open_since is None or before.open_since is not None)
        and said == list(meant.items())
        and all(known.get(key) == value for key, value in values.items())
        and (old is None or _kept(before, old, meant, values) == _kept(after, day, meant, values))
    )


def _days(diary: Diary, number: int) -> list[tuple[int, str]]:
    return [(day.number, day.title) for day in diary.days if day.number != number]


def _kept(diary: Diary, day: Day, meant: Mapping[str, str], values: Mapping[str, str]) -> list[bytes]:
    """Return what nobody asked to change in a day: its heading, its other facts and prose, its other sections."""
    (_, head), *sections = diary.chunks(day)
    set_here = {line - day.start for line, key, _ in facts(diary, day) if key in values}
    lines = [line.rstrip(b"\r\n") for index, line in enumerate(head) if index not in set_here]
    prose = [line for line in lines if line.strip() not in {b"", EMPTY.encode()}]
    return prose + [b"".join(lines).rstrip(b"\r\n") for name, lines in sections if name not in meant]


def _lines(numbers: tuple[int, ...]) -> str:
    shown = ", ".join(str(number + 1) for number in numbers[:6])
    return f"line{'s' if len(numbers) > 1 else ''} {shown}" + (", …" if len(numbers) > 6 else "")
