"""`sprint update`."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sprint.cli.options import Day, here, screen
from sprint.cli.terminal_input import on_terminal
from sprint.errors import NeedsPersonError, UsageError

if TYPE_CHECKING:
    from sprint.workspace.merging import Choice, Question


def update(
    day: Day = None,
    mine: Annotated[bool, typer.Option("--mine", help="Where both changed: keep yours, and do not ask again.")] = False,
    lesson: Annotated[bool, typer.Option("--lesson", help="Where both changed: take the lesson's.")] = False,
) -> None:
    """Take over what is newer in a day's lesson.

    What you left alone is replaced, what you edited stays; where both changed, you are asked. Undo takes it back.

    Examples:
        sprint update 8
        sprint update 8 --mine
    """
    from sprint.terminal.update import draw_question, draw_updated
    from sprint.usecases.update import questions
    from sprint.usecases.update import update as bring

    if mine and lesson:
        raise UsageError("--mine and --lesson cannot both hold.", "Say one of them, or none to be asked.")
    sprint, page = here(), screen()
    number = sprint.day(day).number
    answers: dict[Question, Choice | None] = {}
    for question in questions(sprint, number):
        if mine or lesson:
            answers[question] = "mine" if mine else "lesson"
        elif on_terminal():
            draw_question(page, question)
            answers[question] = _answer()
    done = bring(sprint, number, answers.get)
    draw_updated(page, done, sprint.folder.shown)
    if done.open:
        sys.stdout.flush()
        raise _undecided(number, len(done.open))


def _undecided(number: int, count: int) -> NeedsPersonError:
    parts = "One part was" if count == 1 else f"{count} parts were"
    return NeedsPersonError(
        f"{parts} changed by you and by the lesson; your version is kept.",
        f"At a terminal you are asked: sprint update {number}. For all at once: add --mine, or --lesson.",
    )


def _answer() -> "Choice | None":
    words: dict[str, Choice | None] = {"mine": "mine", "lesson": "lesson", "later": None}
    asked = f"  keep yours, take the lesson's, or decide later? [{'/'.join(words)}]"
    while (answer := typer.prompt(asked, default="mine", show_default=False).strip().lower()) not in words:
        pass
    return words[answer]
