"""What a shell offers for a value: days, checks, data sets, shells and dates, each with its title. Nothing is run."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sprint.errors import SprintError

if TYPE_CHECKING:
    from sprint.usecases.sprint import Sprint

Offers = Iterator[tuple[str, str]]
"""Values, each with its title."""
_ID = re.compile(r"[\"'](d\d{2,4}\.[cs]\d{1,3})[\"'](?:,\s*[\"']((?:[^\"'\\\n]|(?<=\w)')*)[\"'])?")
_DAY_OF_CHECK = re.compile(r"d0*(\d{1,4})\.?", re.IGNORECASE)
DATES = 7
"""Days from today on that are offered."""


def _offering(offers: Callable[[typer.Context, str], Offers]) -> Callable[[typer.Context, str], list[tuple[str, str]]]:
    """Return what Typer asks: only what begins as the word does, and nothing where something is in the way."""

    def complete(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        try:
            return [(value, title) for value, title in offers(context, incomplete) if value.startswith(incomplete)]
        except (SprintError, OSError):
            return []

    return complete


def _sprint(context: typer.Context) -> "Sprint":
    from sprint.usecases.sprint import Sprint

    return Sprint.at(Path(context.find_root().params.get("folder") or "."))


def _days(context: typer.Context, incomplete: str) -> Offers:  # noqa: ARG001  one shape for all
    yield from ((str(day.number), day.title) for day in _sprint(context).outline.days)


def _checks(context: typer.Context, incomplete: str) -> Offers:
    """Yield the checks of the day that the word begins with, or of the day in hand."""
    sprint = _sprint(context)
    headings = {day.number: day for day in sprint.outline.days}
    found = _DAY_OF_CHECK.match(incomplete)
    number = int(found[1]) if found else sprint.progress.in_hand(list(headings))
    if number is None or number not in headings:
        return
    from sprint.course.material import lesson_folder

    folder = lesson_folder(headings[number], sprint.folder.lessons)
    sources = sorted(path for path in (folder / "checks.py", *folder.glob("checks/*.py")) if path.is_file())
    titles: dict[str, str] = {}
    for source in sources:
        for id, title in _ID.findall(source.read_text("utf-8")):
            titles[id] = titles.get(id) or title
    yield from sorted(titles.items(), key=lambda row: (row[0][:5], len(row[0]), row[0]))  # d08.c9 before d08.c10


def _days_and_checks(context: typer.Context, incomplete: str) -> Offers:
    yield from _days(context, incomplete)
    yield from _checks(context, incomplete)


def _datasets(context: typer.Context, incomplete: str) -> Offers:  # noqa: ARG001  one shape for all
    from sprint.datasets import catalog

    yield from ((row.name, row.about) for row in catalog())


def _shells(context: typer.Context, incomplete: str) -> Offers:  # noqa: ARG001  one shape for all
    yield from {name: f"a function for the prompt of {name}" for name in ("bash", "zsh", "fish")}.items()
    yield "git", "a word after a commit whose diary is empty"


def _dates(context: typer.Context, incomplete: str) -> Offers:  # noqa: ARG001  one shape for all
    from sprint import clock

    today = clock.today()
    yield "today", today.strftime("%A")
    yield "tomorrow", (today + timedelta(days=1)).strftime("%A")
    for ahead in range(DATES):
        on = today + timedelta(days=ahead)
        yield on.isoformat(), on.strftime("%A")


def _topics(context: typer.Context, incomplete: str) -> Offers:  # noqa: ARG001  one shape for all
    from sprint.usecases.topics import topics

    yield from ((topic.name, topic.title) for topic in topics())


def _settings(context: typer.Context, incomplete: str) -> Offers:  # noqa: ARG001  one shape for all
    from sprint.workspace.settings import SETTINGS

    yield from ((key, setting.takes) for key, setting in SETTINGS.items())


days = _offering(_days)
checks = _offering(_checks)
days_and_checks = _offering(_days_and_checks)
datasets = _offering(_datasets)
shells = _offering(_shells)
dates = _offering(_dates)
topics = _offering(_topics)
settings = _offering(_settings)
