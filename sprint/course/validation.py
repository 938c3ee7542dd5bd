"""From nodes to the model: what a curriculum has to hold, key by key and across its days."""

import re
from pathlib import Path

from sprint.course.errors import Faults, shown
from sprint.course.mapping_reader import Table, deliverable_fault, package_fault
from sprint.course.model import Curriculum, Day, Limits, Resource, Rhythm, Week
from sprint.course.yaml_nodes import Listing, Node

FORMAT = 1
"""The format of the file that this sprint reads."""
LARGEST_DAY = 9999
"""No curriculum is longer; a number beyond is a slip."""
NO_NUMBER = -1
"""Stands for a day's number that could not be read."""
DAY_REQUIRED = ("day", "title", "lesson", "model", "view", "analysis", "deliverables")
DAY_OPTIONAL = ("data", "needs", "limits", "resources")
MOST_SECONDS = 7200
"""Two hours: nobody waits longer for one run."""
LEAST_GIGABYTES = 0.25
MOST_GIGABYTES = 256.0
"""GiB of memory a day may ask for."""
MOST_MINUTES = 240
"""Minutes of one part of an evening."""
MOST_BLOCKS = 12
"""Focus blocks a day."""

_SPAN = re.compile(r"(0|[1-9][0-9]{0,3})(?:-(0|[1-9][0-9]{0,3}))?")


def build(root: Node, path: Path, digest: str, faults: Faults) -> Curriculum:
    """Return the curriculum a document holds.

    Args:
        root: the document's root node.
        path: the file it came from.
        digest: SHA-256 of the file, hexadecimal.
        faults: where faults are noted, those found before included.

    Raises:
        CurriculumError: there is any fault.
    """
    table = Table(root, "the curriculum", faults, required=("format", "title", "days"), optional=("rhythm", "weeks"))
    _check_format(table, faults)
    title = table.line_text("title")
    rhythm = _rhythm(table, faults)
    days = _days(table, faults)
    all_numbered = len(days) == len(table.items("days"))
    weeks = _weeks(table, {day.number for day in days} if all_numbered else None, faults)
    faults.raise_any()
    return Curriculum(title, rhythm, weeks, days, path, digest)


def _check_format(table: Table, faults: Faults) -> None:
    number = table.whole("format", 1, LARGEST_DAY, FORMAT)
    if number != FORMAT:
        faults.add(table.line_of("format"), f"format {number} is newer than this sprint, which reads format {FORMAT}")


def _rhythm(table: Table, faults: Faults) -> Rhythm:
    usual = Rhythm()
    node = table.node("rhythm")
    if node is None:
        return usual
    rhythm = Table(node, "the rhythm", faults, optional=("kickoff", "focus", "ritual"))
    kickoff = rhythm.whole("kickoff", 1, MOST_MINUTES, usual.kickoff)
    ritual = rhythm.whole("ritual", 1, MOST_MINUTES, usual.ritual)
    blocks, minutes = usual.blocks, usual.minutes
    inner = rhythm.node("focus")
    if inner is not None:
        focus = Table(inner, "focus", faults, optional=("blocks", "minutes"))
        blocks = focus.whole("blocks", 1, MOST_BLOCKS, usual.blocks)
        minutes = focus.whole("minutes", 1, MOST_MINUTES, usual.minutes)
    return Rhythm(kickoff, blocks, minutes, ritual)


def _days(table: Table, faults: Faults) -> tuple[Day, ...]:
    """Return the days that have a number, sorted by it."""
    days: dict[int, Day] = {}
    claims: dict[str, int] = {}
    items = table.items("days")
    if isinstance(table.node("days"), Listing) and not items:
        faults.add(table.line_of("days"), "'days' has to hold at least one day")
    for item in items:
        fields = Table(item, "this day", faults, required=DAY_REQUIRED, optional=DAY_OPTIONAL)
        day = _day(fields, faults)
        if day.lesson:
            _claim(f"lesson {day.lesson}", fields.line_of("lesson"), claims, faults)
        if day.number != NO_NUMBER:
            _claim(f"day {day.number}", fields.line_of("day"), claims, faults)
            days[day.number] = day
    return tuple(days[number] for number in sorted(days))


def _claim(identity: str, line: int, claims: dict[str, int], faults: Faults) -> None:
    """Note a fault when a day's number or lesson is another day's already."""
    first = claims.setdefault(identity.casefold(), line)
    if first != line:
        faults.add(line, f"{identity} is here twice, first in line {first}")


def _day(fields: Table, faults: Faults) -> Day:
    return Day(
        number=fields.whole("day", 0, LARGEST_DAY, NO_NUMBER),
        title=fields.line_text("title"),
        lesson=fields.name("lesson"),
        model=fields.long_text("model"),
        view=fields.long_text("view"),
        analysis=fields.long_text("analysis"),
        deliverables=fields.names("deliverables", deliverable_fault),
        data=fields.names("data"),
        needs=fields.names("needs", package_fault),
        limits=_limits(fields, faults),
        resources=tuple(_resource(item, faults) for item in fields.items("resources")),
    )


def _limits(fields: Table, faults: Faults) -> Limits:
    usual = Limits()
    node = fields.node("limits")
    if node is None:
        return usual
    limits = Table(node, "the limits", faults, optional=("seconds", "memory_gb"))
    return Limits(
        limits.whole("seconds", 1, MOST_SECONDS, usual.seconds),
        limits.amount("memory_gb", LEAST_GIGABYTES, MOST_GIGABYTES, usual.memory_gb),
    )


def _resource(item: Node, faults: Faults) -> Resource:
    fields = Table(item, "this resource", faults, required=("title", "url"))
    return Resource(fields.line_text("title"), fields.url("url"))


def _weeks(table: Table, numbers: set[int] | None, faults: Faults) -> tuple[Week, ...]:
    """Return the weeks in the order of their days; `numbers` are those of the days, None while some have none."""
    weeks: list[Week] = []
    for item in table.items("weeks"):
        fields = Table(item, "this week", faults, required=("name", "days", "goal"))
        name, span, goal = fields.line_text("name"), fields.line_text("days"), fields.long_text("goal")
        match = _SPAN.fullmatch(span)
        if not match:
            if span:
                faults.add(fields.line_of("days"), f"'days' has to be a span, written like 1-7; it is {shown(span)}")
            continue
        week = Week(name, int(match[1]), int(match[2] or match[1]), goal)
        _check_span(week, weeks, numbers, fields.line_of("days"), faults)
        weeks.append(week)
    return tuple(sorted(weeks, key=lambda week: week.first))


def _check_span(week: Week, before: list[Week], numbers: set[int] | None, line: int, faults: Faults) -> None:
    if week.first > week.last:
        faults.add(line, f"this week ends on day {week.last}, before it starts on day {week.first}")
    for number in sorted({week.first, week.last} - numbers) if numbers is not None else ():
        faults.add(line, f"this week names day {number}, which is not among the days")
    shared = [other for other in before if week.first <= other.last and other.first <= week.last]
    if shared:
        faults.add(line, f"this week shares days with {shown(shared[0].name)}")
