"""`sprint diary`: in an editor, by questions, or by flags."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sprint.cli.options import Day, here, screen
from sprint.errors import FINE, NOT_YET, NotYetError, UsageError

if TYPE_CHECKING:
    from sprint.diary.writer import Mode
    from sprint.usecases.draft import Draft
    from sprint.usecases.sprint import Sprint

Text = Annotated[str | None, typer.Option(help="The text, or - to read it from standard input.", show_default=False)]
Figures = Annotated[
    str | None, typer.Option(help="Which of the figures go in: 1,3; 0 is none.", metavar="NUMBERS", show_default=False)
]
Replace = Annotated[bool, typer.Option("--replace", help="Stand instead of what the entry says, not behind it.")]
NoCommit = Annotated[bool, typer.Option("--no-commit", help="Write, and leave the commit to you.")]
Commit = Annotated[
    bool,
    typer.Option("--commit", help="Only commit entries that wait, those written by hand, and the files of a DAY."),
]
Push = Annotated[bool, typer.Option("--push", help="Push after the commit.")]
LetGo = Annotated[
    bool, typer.Option("--let-go", help="Ask no more about a text that is gone from the diary; a copy stays.")
]
Done = Annotated[
    str | None, typer.Option(help="Tick goals by their numbers: 1,3.", metavar="NUMBERS", show_default=False)
]
Drop = Annotated[
    str | None, typer.Option(help="Drop open goals by their numbers.", metavar="NUMBERS", show_default=False)
]
Show = Annotated[bool, typer.Option("--show", help="Show the entry and the notes; nothing is changed.")]
Search = Annotated[str | None, typer.Option(help="Show the lines that hold a word, with day and line.", metavar="WORD")]
Export = Annotated[Path | None, typer.Option(help="Write all entries into a new Markdown file.", metavar="FILE")]


def diary(
    day: Day = None,
    model: Text = None,
    view: Text = None,
    analysis: Text = None,
    goals: Text = None,
    figures: Figures = None,
    replace: Replace = False,
    no_commit: NoCommit = False,
    commit: Commit = False,
    push: Push = False,
    let_go: LetGo = False,
    done: Done = None,
    drop: Drop = None,
    show: Show = False,
    search: Search = None,
    export: Export = None,
) -> int:
    """Write the day's entry, and commit it.

    Model and View are filled in from what was proved; the meaning is yours. An Analysis that was checked in the
    notebook is offered, and so are your notes. Files that only the run made come into the day's folder.

    Examples:
        sprint diary
        sprint diary 8 --analysis "What I saw, and what it means."
        sprint diary --done 1,3
    """
    sprint = here()
    if show or search is not None or export is not None:
        return _read(sprint, day, search, export)
    if let_go:
        return _let_go(sprint, day)
    if commit:
        return _commit(sprint, day)
    texts = _by_flags({"Model": model, "View": view, "Analysis": analysis, "Goals": goals})
    plan = _plan(sprint, day, figures, done, drop)
    if not texts and (done or drop):
        return FINE
    return _write(sprint, plan, texts, replace=replace, commit=not no_commit, push=push)


def _write(sprint: "Sprint", plan: "Draft", texts: dict[str, str], *, replace: bool, commit: bool, push: bool) -> int:
    """Write the entry from texts that were given, or hold the ritual."""
    from sprint.cli.ritual import editor_of_learner, hold_ritual
    from sprint.terminal.ritual import draw_day_of_entry, draw_written
    from sprint.usecases.diary import write
    from sprint.usecases.editor import forget_draft
    from sprint.usecases.pending_commits import push as send

    editor, given = None if texts else editor_of_learner(sprint, plan.day.number), bool(texts)
    if not given:
        draw_day_of_entry(screen(), plan)
        plan, texts = hold_ritual(sprint, plan, editor)
    mode: Mode = "replace" if replace or editor is not None else "append"
    written = write(sprint, plan, texts, mode=mode, commit=commit)
    if editor is not None:
        forget_draft(sprint, plan)
    if given:
        draw_day_of_entry(screen(), plan)
    draw_written(screen(), written, sprint.folder.shown(written.path))
    if push:
        send(sprint)
    return FINE


def _plan(sprint: "Sprint", day: int | None, figures: str | None, done: str | None, drop: str | None) -> "Draft":
    """Return the draft of a day after its goals were ticked and dropped, and its figures chosen, by flags."""
    from sprint.cli.ritual import numbers, with_figures
    from sprint.terminal.ritual import draw_day_of_entry, draw_goals_of_draft
    from sprint.usecases.draft import draft
    from sprint.usecases.goals import drop_goals, goals_in_diary, tick_goals

    plan = draft(sprint, day)
    if figures is not None:
        plan = with_figures(plan, figures)
    number = plan.day.number
    for words, settle, flag in ((done, tick_goals, "--done"), (drop, drop_goals, "--drop")):
        if words is not None:
            most = len(goals_in_diary(sprint, number))
            settle(sprint, number, numbers(words, most, f"goals of day {number}, which has {most}", f"{flag} 1,3"))
    if done or drop:
        draw_day_of_entry(screen(), plan)
        draw_goals_of_draft(screen(), goals_in_diary(sprint, number))
    return plan.read_again(sprint)


def _commit(sprint: "Sprint", day: int | None) -> int:
    """Commit what waits, and the files of a day that was named."""
    from sprint.terminal.ritual import draw_commit
    from sprint.usecases.diary import finish

    committed = finish(sprint, asked=True, number=day)
    draw_commit(screen(), committed)
    return FINE if committed.hash else NOT_YET


def _read(sprint: "Sprint", day: int | None, word: str | None, export: Path | None) -> int:
    """Show an entry, the lines with a word, or write all entries into a file that is not there yet."""
    from sprint import files
    from sprint.terminal.screen import clean
    from sprint.usecases import diary_pages
    from sprint.usecases.draft import draft

    if export is not None:
        if not files.create(export, diary_pages.all_entries(sprint).encode()):
            raise UsageError(f"{export} is there already, and stays as it is.", "Name a file that is not there yet.")
        screen().pair("Export", f"all entries are in {export}")
    elif word is not None:
        found = diary_pages.search(sprint, word)
        for line in found:
            screen().pair(f"day {line.day}", f"line {line.line}: {clean(line.text)}")
        if not found:
            raise NotYetError(f"No entry holds “{word}”.", "sprint diary --show reads a day's entry.")
    else:
        typer.echo(clean(diary_pages.entry_text(sprint, draft(sprint, day).day.number)))
    return FINE


def _let_go(sprint: "Sprint", day: int | None) -> int:
    """Leave the texts that are gone where they are: of one day, or of all."""
    from sprint.usecases.copies import gone, let_go

    places = [place for number in ([day] if day is not None else gone(sprint)) if (place := let_go(sprint, number))]
    for place in places:
        screen().pair("Let go", f"the text stays in {sprint.folder.shown(place)}; nothing asks about it any more")
    if not places:
        raise NotYetError("No text of yours is gone from the diary.", "sprint status shows where you stand.")
    return FINE


def _by_flags(given: dict[str, str | None]) -> dict[str, str]:
    """Return the texts that were given, the one called - read from standard input."""
    texts = {name: text for name, text in given.items() if text is not None}
    piped = [name for name, text in texts.items() if text == "-"]
    if len(piped) > 1:
        raise UsageError("Only one text can come from standard input.", "Give the others as words.")
    return {name: _piped() if text == "-" else text for name, text in texts.items()}


def _piped() -> str:
    try:
        return sys.stdin.buffer.read().decode()
    except UnicodeDecodeError:
        raise UsageError("What came from standard input is not UTF-8 text.", "Save it with that encoding.") from None
