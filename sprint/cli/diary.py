"""`sprint diary`: in an editor, by questions, or by flags."""

import os
import shlex
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sprint.cli.options import Day, here, screen
from sprint.errors import FINE, NOT_YET, NotYetError, UsageError

if TYPE_CHECKING:
    from sprint.usecases.diary import Draft
    from sprint.usecases.sprint import Sprint

Text = Annotated[str | None, typer.Option(help="The text, or - to read it from standard input.", show_default=False)]


def diary(
    day: Day = None,
    model: Text = None,
    view: Text = None,
    analysis: Text = None,
    goals: Text = None,
    figures: Annotated[
        str | None, typer.Option(help="Which of the figures go in: 1,3; 0 is none.", show_default=False)
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Stand instead of what the entry says, not behind it.")
    ] = False,
    no_commit: Annotated[bool, typer.Option("--no-commit", help="Write, and leave the commit to you.")] = False,
    commit: Annotated[
        bool, typer.Option("--commit", help="Only commit the entries that wait, or that you wrote by hand.")
    ] = False,
    push: Annotated[bool, typer.Option("--push", help="Push after the commit.")] = False,
    let_go: Annotated[
        bool, typer.Option("--let-go", help="Ask no more about a text that is gone from the diary; a copy stays.")
    ] = False,
    done: Annotated[
        str | None, typer.Option(help="Tick goals by their numbers: 1,3.", metavar="NUMBERS", show_default=False)
    ] = None,
    show: Annotated[bool, typer.Option("--show", help="Show the entry; nothing is changed.")] = False,
    search: Annotated[
        str | None, typer.Option(help="Show the lines that hold a word, with day and line.", metavar="WORD")
    ] = None,
    export: Annotated[
        Path | None, typer.Option(help="Write all entries into a new Markdown file.", metavar="FILE")
    ] = None,
) -> int:
    """Write the day's entry, and commit it.

    Model and View are filled in from what was proved; the meaning is yours. An Analysis that was checked in the
    notebook is offered.

    Examples:
        sprint diary
        sprint diary 8 --analysis "What I saw, and what it means."
    """
    from sprint import clock
    from sprint.terminal.pages import draw_commit, draw_day_of_entry, draw_ritual, draw_written
    from sprint.usecases import diary as entries
    from sprint.usecases.commits import push as send
    from sprint.usecases.editing import forget_draft

    sprint, page = here(), screen()
    if show or search is not None or export is not None:
        return _read(sprint, day, search, export)
    if let_go:
        return _let_go(sprint, day)
    if commit:
        committed = entries.finish(sprint, asked=True)
        draw_commit(page, committed)
        return FINE if committed.hash else NOT_YET
    plan = entries.draft(sprint, day)
    if done is not None:
        plan = _with_ticks(sprint, plan, done)
    draw_day_of_entry(page, plan)
    if figures is not None:
        plan = _with_figures(plan, figures)
    texts = _by_flags({"Model": model, "View": view, "Analysis": analysis, "Goals": goals})
    edited = None if texts else _editor()
    if not texts:
        plan = plan.with_commits(sprint)
        draw_ritual(page, minutes := sprint.outline.rhythm.ritual, clock.now() + timedelta(minutes=minutes))
    if edited is not None:
        texts, replace = _edited(sprint, plan, edited), True
    elif not texts:
        texts = _prompted(plan)
    written = entries.write(sprint, plan, texts, mode="replace" if replace else "append", commit=not no_commit)
    if edited is not None:
        forget_draft(sprint, plan)
    draw_written(page, written, sprint.folder.shown(written.path))
    if push:
        send(sprint)
    return FINE


def _read(sprint: "Sprint", day: int | None, word: str | None, export: Path | None) -> int:
    """Show an entry, the lines with a word, or write all entries into a file that is not there yet."""
    from sprint import files
    from sprint.terminal.screen import clean
    from sprint.usecases import diary_pages
    from sprint.usecases.diary import draft

    if export is not None:
        if not files.create(export, diary_pages.all_entries(sprint).encode()):
            raise UsageError(f"{export} is there already, and stays as it is.", "Name a file that is not there yet.")
        screen().pair("Export", f"all entries are in {export}")
    elif word is not None:
        found = diary_pages.search(sprint, word)
        for line in found:
            screen().pair(f"day {line.day}", f"line {line.line}: {clean(line.text)}")
        return FINE if found else NOT_YET
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


def _editor() -> str | None:
    """Return the learner's editor, or None where questions have to do; never without a terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "Nobody can be asked without a terminal.",
            'Give the text: sprint diary --analysis "What I saw, and what it means."',
        )
    return os.environ.get("VISUAL") or os.environ.get("EDITOR")


def _edited(sprint: "Sprint", plan: "Draft", editor: str) -> dict[str, str]:
    """Let the learner write in the editor; the text stays beside the diary until it is in it, whatever happens."""
    from sprint.usecases.editing import open_draft, read_draft

    path = open_draft(sprint, plan)
    try:
        code = subprocess.run([*shlex.split(editor), str(path)], check=False).returncode
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UsageError(
            f"The editor {editor!r} cannot be started: {why}.", "Set EDITOR, or use --analysis."
        ) from error
    if code != 0:
        raise NotYetError(f"The editor ended with code {code}, so nothing was changed.", "Run sprint diary again.")
    return read_draft(sprint, plan)


def _prompted(plan: "Draft") -> dict[str, str]:
    """Show what is known, let the learner choose among several figures, and ask the day's question."""
    from sprint.terminal.pages import draw_asked, draw_draft

    page = screen()
    draw_draft(page, plan)
    if len(plan.figures) > 1:
        asked = f"Which figures go in? Enter: all {len(plan.figures)}; else numbers such as 1 3, or 0 for none"
        if words := typer.prompt(asked, default="", show_default=False).strip():
            plan = _with_figures(plan, words)
    draw_asked(page, plan)
    asked = "Analysis (Enter: the text of your notebook)" if plan.analysis else "Analysis"
    answer = typer.prompt(asked, default="", show_default=False)
    return {"View": plan.view, "Analysis": answer.strip() or plan.analysis}


def _with_ticks(sprint: "Sprint", plan: "Draft", words: str) -> "Draft":
    """Tick the goals that were named, and return the draft as it is then."""
    from sprint.usecases.diary import draft
    from sprint.usecases.goals import tick_goals

    parts = words.replace(",", " ").split()
    if not all(part.isdecimal() for part in parts):
        raise UsageError(f"“{words}” names no goals.", "Give their numbers, such as: --done 1,3")
    tick_goals(sprint, plan.day.number, {int(part) for part in parts})
    return draft(sprint, plan.day.number)


def _with_figures(plan: "Draft", words: str) -> "Draft":
    """Return the draft with the figures that were asked for: `1 3`, `1,3`, or 0 for none."""
    parts = words.replace(",", " ").split()
    if not all(part.isdecimal() and int(part) <= len(plan.figures) for part in parts):
        raise UsageError(
            f"“{words}” names no figures of the last check, which drew {len(plan.figures)}.",
            "Give their numbers, such as 1 3, or 0 for none.",
        )
    return plan.showing({int(part) for part in parts})
