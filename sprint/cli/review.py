"""`sprint review`."""

from typing import TYPE_CHECKING, Annotated

import typer

from sprint.cli.options import Json, here, print_json, screen
from sprint.cli.terminal_input import TerminalInput, on_terminal
from sprint.errors import UsageError

if TYPE_CHECKING:
    from sprint.record.review import Answer
    from sprint.usecases.review import DueCard
    from sprint.usecases.sprint import Sprint


def review(
    most: Annotated[int, typer.Option("--max", help="How many cards at the most.", min=1)] = 12,
    ahead: Annotated[bool, typer.Option("--ahead", help="Take cards that are not due yet, if none is.")] = False,
    rate: Annotated[
        str | None, typer.Option(help="Answer a card without being asked: d08-slug=3.", show_default=False)
    ] = None,
    json: Json = False,
) -> None:
    """Three minutes of recall on the days behind; it gates nothing.

    Examples:
        sprint review
        sprint review --ahead --max 5
    """
    from sprint.usecases.review import due
    from sprint.usecases.review import rate as write_down

    sprint = here()
    if rate is not None:
        name, _, rating = rate.partition("=")
        if not rating.isdigit():
            raise UsageError(
                f"{rate!r} is no answer.", "Write it as d08-always-benign=3 (1 again, 2 hard, 3 good, 4 easy)."
            )
        write_down(sprint, name, int(rating))
        typer.echo(f"{name} is written down.")
        return
    cards = due(sprint, most=most, ahead=ahead)
    if json:
        print_json({"schema": 1, "due": [_as_json(card) for card in cards]})
    elif not cards:
        typer.echo(" Nothing is due. sprint review --ahead asks all the same.")
    elif not on_terminal():
        for card in cards:
            typer.echo(f"{card.card.id}  {' '.join(card.card.question.split())}")
    else:
        _ask(sprint, cards)


def _as_json(card: "DueCard") -> dict[str, object]:
    return {"id": card.card.id, "day": card.day, "question": card.card.question, "since": card.since.isoformat()}


def _ask(sprint: "Sprint", cards: "tuple[DueCard, ...]") -> None:
    """Ask the cards one by one: a key shows the answer, 1 to 4 rate it, u takes the last one back, q ends."""
    from sprint.terminal.cards import draw_answer, draw_question, draw_sum
    from sprint.usecases.review import next_intervals, rate, take_back

    page, given, place = screen(), list["Answer"](), 0
    with TerminalInput(keys=True, settle=0) as terminal:
        while place < len(cards):
            card = cards[place]
            draw_question(page, card, place + 1, len(cards))
            key = _key(terminal)
            if key == "u" and given:
                take_back(sprint, given.pop())
                place -= 1
                continue
            if key != "q":
                draw_answer(page, card, next_intervals(sprint, card.card.id))
                while (key := _key(terminal)) not in {"1", "2", "3", "4", "q"}:
                    pass
            if key == "q":
                break
            given.append(rate(sprint, card.card.id, int(key)))
            place += 1
    draw_sum(page, len(given), len(cards) - len(given))


def _key(terminal: TerminalInput) -> str:
    while not (key := terminal.wait(60)):
        pass
    return key
