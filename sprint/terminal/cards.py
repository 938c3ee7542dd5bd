"""The review: a question, its answer, and how long a rating sends it away."""

from collections.abc import Mapping

from rich.text import Text

from sprint.record.review import RATINGS
from sprint.terminal.screen import Screen, clean
from sprint.usecases.review import DueCard


def draw_question(screen: Screen, card: DueCard, place: int, total: int) -> None:
    """Draw a question."""
    screen.rule()
    screen.sides(Text(f"day {card.day}", style="quiet"), Text(f"{place} of {total}", style="quiet"))
    screen.print(Text(clean(card.card.question), style="title"))
    screen.print(Text("any key shows the answer   u takes the last one back   q ends", style="quiet"))


def draw_answer(screen: Screen, card: DueCard, intervals: Mapping[int, int]) -> None:
    """Draw the answer, and when the card would come back for each rating."""
    screen.print(clean(card.card.answer))
    words = (
        f"{rating} {word} ({days} d)" for (rating, word), days in zip(RATINGS.items(), intervals.values(), strict=True)
    )
    screen.print(Text("   ".join(words), style="command"))


def draw_sum(screen: Screen, answered: int, left: int) -> None:
    """Say how it went."""
    screen.rule()
    screen.print(f"{answered} answered" + (f", {left} wait for another time" if left else ", nothing left for today"))
