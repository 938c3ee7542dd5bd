"""Spaced recall: what is known of each card is a replay of the answers in the record, nothing else is kept.

The schedule is FSRS (Free Spaced Repetition Scheduler) without its minute-long learning steps, since a card is seen
once a day at most, and without chance, so that every machine that replays the same answers gets the same dates.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from sprint.record.events import Event
from sprint.record.pace import shifted
from sprint.record.progress import in_force

if TYPE_CHECKING:
    import fsrs

RATINGS = {1: "again", 2: "hard", 3: "good", 4: "easy"}
LONGEST_DAYS = 60
"""The longest interval between two looks at a card."""
_YEARS = range(1900, 9000)
"""Where a schedule has room on both sides; a clock that says something else was wrong."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a card."""

    card: str
    """The card's id."""
    rating: int
    """1 again, 2 hard, 3 good, 4 easy."""
    at: datetime
    """When it was given."""
    event: str
    """The id of its event, by which it can be taken back."""


@dataclass(frozen=True, slots=True)
class CardState:
    """What is known of a card that was answered at least once."""

    due: date
    """The local date from which it is due again."""
    recall: float
    """The probability that it would be recalled now, from 0 to 1."""


def answers(events: Iterable[Event]) -> tuple[Answer, ...]:
    """Return the answers that were not taken back, in the order of the record."""
    found = []
    for event in in_force(events):
        card, rating = event.data.get("card"), event.data.get("rating")
        if event.type != "review" or event.at.year not in _YEARS:
            continue
        if isinstance(card, str) and type(rating) is int and rating in RATINGS:
            found.append(Answer(card, rating, event.at, event.id))
    return tuple(found)


def replay(given: Iterable[Answer], now: datetime) -> Mapping[str, CardState]:
    """Return the state of every card that was answered.

    Args:
        given: the answers, in the order of the record; one that claims to be earlier than the one before it counts as
            given at the same moment, so that a clock set back cannot tear the schedule.
        now: the moment the recall is asked for.
    """
    import fsrs  # some 70 ms that only a review pays

    scheduler = _scheduler()
    cards: dict[str, fsrs.Card] = {}
    for answer in given:
        card = cards.get(answer.card) or fsrs.Card(card_id=len(cards), due=answer.at.astimezone(UTC))
        at = max(answer.at.astimezone(UTC), card.last_review or answer.at.astimezone(UTC))
        cards[answer.card], _ = scheduler.review_card(card, fsrs.Rating(answer.rating), at)
    return {name: _state(scheduler, card, now) for name, card in cards.items()}


def intervals(given: Iterable[Answer], card: str, now: datetime) -> Mapping[int, int]:
    """Return for each rating in how many days a card would come back, if it were answered like that now."""
    past = [answer for answer in given if answer.card == card]
    found = {}
    for rating in RATINGS:
        state = replay([*past, Answer(card, rating, now, "")], now)[card]
        found[rating] = max(1, (state.due - now.date()).days)
    return found


def _state(scheduler: "fsrs.Scheduler", card: "fsrs.Card", now: datetime) -> CardState:
    due = card.due.astimezone(now.tzinfo).date()
    moment = max(now.astimezone(UTC), card.last_review or now.astimezone(UTC))
    return CardState(due, float(scheduler.get_card_retrievability(card, moment)))


def _scheduler() -> "fsrs.Scheduler":
    import fsrs

    return fsrs.Scheduler(
        learning_steps=(),
        relearning_steps=(),
        enable_fuzzing=False,
        maximum_interval=LONGEST_DAYS,
        desired_retention=0.9,
    )


def first_due(started: date) -> date:
    """Return when a card is due that was never answered: the day after its day began."""
    return shifted(started, 1)
