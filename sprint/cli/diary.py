"""`sprint diary`: in an editor, by questions, or by flags."""

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sprint.cli.options import Day, here, screen
from sprint.errors import FINE, NOT_YET, NotYetError, UsageError

if TYPE_CHECKING:
    from sprint.usecases.diary import Draft

Text = Annotated[str | None, typer.Option(help="The text, or - to read it from standard input.", show_default=False)]


def diary(
    day: Day = None,
    model: Text = None,
    view: Text = None,
    analysis: Text = None,
    goals: Text = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Stand instead of what the entry says, not behind it.")
    ] = False,
    no_commit: Annotated[bool, typer.Option("--no-commit", help="Write, and leave the commit to you.")] = False,
    commit: Annotated[bool, typer.Option("--commit", help="Only commit the entries that wait for it.")] = False,
    push: Annotated[bool, typer.Option("--push", help="Push after the commit.")] = False,
) -> int:
    """Write the day's entry: Model and View are filled in from what was proved, the meaning is yours."""
    from sprint.terminal.pages import draw_commit, draw_written
    from sprint.usecases import diary as entries
    from sprint.usecases.commits import commit_now
    from sprint.usecases.commits import push as send

    sprint, page = here(), screen()
    if commit:
        done = commit_now(sprint)
        draw_commit(page, done)
        return FINE if done.hash else NOT_YET
    plan = entries.draft(sprint, day)
    texts = _by_flags({"Model": model, "View": view, "Analysis": analysis, "Goals": goals})
    if not texts:
        texts, replace = _asked(plan, replace=replace)
    written = entries.write(sprint, plan, texts, mode="replace" if replace else "append", commit=not no_commit)
    draw_written(page, written, sprint.folder.shown(written.path))
    if push:
        send(sprint)
    return FINE


def _by_flags(given: dict[str, str | None]) -> dict[str, str]:
    """Return the texts that were given, the one called - read from standard input."""
    texts = {name: text for name, text in given.items() if text is not None}
    piped = [name for name, text in texts.items() if text == "-"]
    if len(piped) > 1:
        raise UsageError("Only one text can come from standard input.", "Give the others as words.")
    return {name: sys.stdin.read() if text == "-" else text for name, text in texts.items()}


def _asked(plan: "Draft", *, replace: bool) -> tuple[dict[str, str], bool]:
    """Ask in the learner's editor, or line by line where there is none; never without a terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "Nobody can be asked without a terminal.",
            'Give the text: sprint diary --analysis "What I saw, and what it means."',
        )
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    return (_edited(plan, editor), True) if editor else (_prompted(plan), replace)


def _edited(plan: "Draft", editor: str) -> dict[str, str]:
    from sprint import files
    from sprint.usecases.diary import editable, sections_of

    with files.temporary_folder() as folder:
        path = folder / f"day-{plan.day.number:02d}.md"
        files.write(path, editable(plan).encode())
        try:
            code = subprocess.run([*shlex.split(editor), str(path)], check=False).returncode
        except OSError as error:
            raise UsageError(
                f"The editor {editor!r} cannot be started: {error.strerror}.", "Set EDITOR, or use --analysis."
            ) from error
        if code != 0:
            raise NotYetError(f"The editor ended with code {code}, so nothing was changed.", "Run sprint diary again.")
        return sections_of(_read(path), plan)


def _read(path: Path) -> str:
    return path.read_text("utf-8", "replace")


def _prompted(plan: "Draft") -> dict[str, str]:
    from sprint.terminal.pages import draw_draft

    draw_draft(screen(), plan)
    return {"Analysis": typer.prompt("Analysis", default="", show_default=False)}
