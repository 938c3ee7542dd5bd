"""`sprint review`: a few cards of the days behind, about three minutes, never a gate."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sprint import clock, files
from sprint.course.guidance import Card, read_cards
from sprint.course.material import lesson_folder
from sprint.errors import UsageError
from sprint.record.review import RATINGS, Answer, answers, first_due, intervals, replay
from sprint.usecases.sprint import Sprint

MOST = 12
"""Cards in one sitting."""


@dataclass(frozen=True, slots=True)
class DueCard:
    """A card whose time has come."""

    card: Card
    """The card."""
    day: int
    """The day it belongs to."""
    since: date
    """The date from which it is due."""
    recall: float
    """The probability that it is still known, from 0 to 1; 0 for a new card."""


def due(sprint: Sprint, *, most: int = MOST, ahead: bool = False) -> tuple[DueCard, ...]:
    """Return the cards to look at now.

    Cards of days whose check failed come first, then those least likely to be known; what is beyond `most` waits.

    Args:
        sprint: the sprint.
        most: how many at the most.
        ahead: take cards that are not due yet, if none is.
    """
    now = clock.now()
    known = replay(answers(sprint.reading.events), now)
    cards = []
    for card, day, begun in _cards(sprint):
        state = known.get(card.id)
        since = state.due if state else first_due(begun)
        cards.append(DueCard(card, day, since, state.recall if state else 0.0))
    found = [card for card in cards if card.since <= now.date()]
    if not found and ahead:
        found = cards
    failed = _failed(sprint)
    return tuple(sorted(found, key=lambda item: (item.day not in failed, item.recall, item.since, item.card.id))[:most])


def due_count(sprint: Sprint) -> int:
    """Return how many cards are due, from the dates the last review left behind; loads nothing heavy."""
    dates, today = _dates(sprint), clock.today()
    return sum(dates.get(card.id, first_due(begun)) <= today for card, _, begun in _cards(sprint))


def rate(sprint: Sprint, name: str, rating: int) -> Answer:
    """Write an answer down at once.

    Raises:
        UsageError: there is no such card, or no such rating.
    """
    day = next((day for card, day, _ in _cards(sprint) if card.id == name), None)
    if day is None:
        raise UsageError(
            f"There is no card {name} among the days you have started.", "sprint review --json lists them."
        )
    if rating not in RATINGS:
        words = ", ".join(f"{number} {word}" for number, word in RATINGS.items())
        raise UsageError(f"{rating} is no rating.", f"The ratings are {words}.")
    with files.locked(sprint.folder.lock):
        event = sprint.log.append("review", day, card=name, rating=rating)
    _leave_dates(sprint)
    return Answer(name, rating, event.at, event.id)


def take_back(sprint: Sprint, answer: Answer) -> None:
    """Take an answer back: the record keeps it, and says that it does not count."""
    with files.locked(sprint.folder.lock):
        sprint.log.append("void", None, ref=answer.event, why="answered by mistake")
    _leave_dates(sprint)


def next_intervals(sprint: Sprint, name: str) -> Mapping[int, int]:
    """Return for each rating in how many days a card would come back."""
    return intervals(answers(sprint.log.read().events), name, clock.now())


def _cards(sprint: Sprint) -> Iterator[tuple[Card, int, date]]:
    """Yield the cards of the days that were begun, with day and date, then the learner's own."""
    begun = {number: known.started for number, known in sprint.progress.days.items() if known.started}
    for day in sprint.outline.days:
        if started := begun.get(day.number):
            for card in read_cards(lesson_folder(day, sprint.folder.lessons) / "cards.md"):
                yield card, day.number, started
    if begun:
        for card in read_cards(sprint.folder.root / "cards" / "mine.md"):
            yield card, max(begun), min(begun.values())


def _failed(sprint: Sprint) -> frozenset[int]:
    """Return the days on which a check failed at some time: their cards are worth the first look."""
    return frozenset(
        event.day
        for event in sprint.reading.events
        if event.type == "check" and event.data.get("outcome") == "fail" and event.day is not None
    )


def _leave_dates(sprint: Sprint) -> None:
    """Leave the dates on which cards are due where the board can read them without the scheduler."""
    known = replay(answers(sprint.log.read().events), clock.now())
    files.write(sprint.folder.due, json.dumps({name: state.due.isoformat() for name, state in known.items()}).encode())


def _dates(sprint: Sprint) -> Mapping[str, date]:
    try:
        stored = json.loads(sprint.folder.due.read_bytes())
        return {str(name): date.fromisoformat(text) for name, text in stored.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
