"""The ritual at a terminal: goals, then the entry in an editor or by questions."""

import os
import shlex
import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import typer

from sprint.cli.options import screen
from sprint.errors import NotYetError, UsageError

if TYPE_CHECKING:
    from sprint.usecases.draft import Draft
    from sprint.usecases.sprint import Sprint

SUCH_AS = "Enter: none; else numbers such as 1 3"


def hold_ritual(sprint: "Sprint", plan: "Draft", editor: str | None) -> tuple["Draft", dict[str, str]]:
    """Go through the ritual with a learner; return the draft with what was chosen, and the texts."""
    from sprint import clock
    from sprint.terminal.ritual import draw_ritual

    minutes = sprint.outline.rhythm.ritual
    draw_ritual(screen(), minutes, clock.now() + timedelta(minutes=minutes))
    plan = _with_goals_settled(sprint, plan.with_commits(sprint))
    return _edited(sprint, plan, editor) if editor is not None else _prompted(plan)


def editor_of_learner(sprint: "Sprint", number: int) -> str | None:
    """Return the learner's editor, or None where questions have to do; never without a terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "Nobody can be asked without a terminal.",
            f'Give the text: sprint diary {number} --analysis "What I saw, and what it means."',
        )
    return str(sprint.settings["editor"]) or os.environ.get("VISUAL") or os.environ.get("EDITOR")


def numbers(words: str, most: int, what: str, example: str) -> set[int]:
    """Return the numbers in `1 3` or `1,3`.

    Raises:
        UsageError: something else is given, or a number beyond `most`.
    """
    parts = words.replace(",", " ").split()
    if not all(part.isdecimal() and int(part) <= most for part in parts):
        raise UsageError(f"“{words}” names no {what}.", f"Give their numbers, such as {example}")
    return {int(part) for part in parts}


def with_figures(plan: "Draft", words: str) -> "Draft":
    """Return the draft with the figures that were asked for: `1 3`, `1,3`, or 0 for none."""
    most = len(plan.figures)
    what = f"figures of the last check, which drew {most}"
    return plan.showing(numbers(words, most, what, "1 3, or 0 for none."))


def _with_goals_settled(sprint: "Sprint", plan: "Draft") -> "Draft":
    """Let the learner tick goals, and say what becomes of the open ones; what stays open is asked about once."""
    from sprint.terminal.ritual import draw_goals_of_draft
    from sprint.usecases.goals import carry_goals, day_after, drop_goals, goals_in_diary, open_places, tick_goals

    number = plan.day.number
    if not open_places(sprint, number):
        return plan
    draw_goals_of_draft(screen(), goals_in_diary(sprint, number))
    if words := _answer(f"Which goals are done? {SUCH_AS}"):
        tick_goals(sprint, number, numbers(words, len(goals_in_diary(sprint, number)), "goals", "1 3"))
    left, after = open_places(sprint, number), day_after(sprint, number)
    if left:
        carry = f"c: to day {after.number}; " if after else ""
        answer = _answer(f"And the others? Enter: stay open; {carry}d: drop").lower()
        if answer == "c" and after:
            carry_goals(sprint, number, left, after)
        elif answer == "d":
            drop_goals(sprint, number, left)
    return plan.read_again(sprint)


def _edited(sprint: "Sprint", plan: "Draft", editor: str) -> tuple["Draft", dict[str, str]]:
    """Let the learner write in the editor; the text stays beside the diary until it is in it, whatever happens."""
    from sprint.usecases.editor import open_draft, read_draft

    path = open_draft(sprint, plan)
    try:
        code = subprocess.run([*shlex.split(editor), str(path)], check=False).returncode
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UsageError(
            f"The editor {editor!r} cannot be started: {why}.",
            "Set another: sprint config editor nano, or use --analysis.",
        ) from error
    if code != 0:
        raise NotYetError(f"The editor ended with code {code}, so nothing was changed.", "Run sprint diary again.")
    return plan, read_draft(sprint, plan)


def _prompted(plan: "Draft") -> tuple["Draft", dict[str, str]]:
    """Show what is known, let the learner choose among figures and notes, and ask the day's question."""
    from sprint.terminal.ritual import draw_asked, draw_draft, draw_notes

    page = screen()
    draw_draft(page, plan)
    if len(plan.figures) > 1:
        asked = f"Which figures go in? Enter: all {len(plan.figures)}; else numbers such as 1 3, or 0 for none"
        if words := _answer(asked):
            plan = with_figures(plan, words)
    chosen: set[int] = set()
    if plan.notes:
        draw_notes(page, plan)
        chosen = numbers(_answer(f"Which notes go in? {SUCH_AS}"), len(plan.notes), "notes", "1 3")
    draw_asked(page, plan)
    answer = _answer("Analysis (Enter: the text of your notebook)" if plan.analysis else "Analysis")
    return plan, {"View": plan.view, "Analysis": plan.with_notes(answer or plan.analysis, chosen)}


def _answer(question: str) -> str:
    return str(typer.prompt(question, default="", show_default=False)).strip()
