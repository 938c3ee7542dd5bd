"""The application: every verb by name, and what `sprint` alone does."""

from pathlib import Path
from typing import Annotated, Any

import typer

from sprint import __version__
from sprint.cli import (
    check,
    config,
    course,
    data,
    demo,
    diary,
    doctor,
    explain,
    focus,
    help,
    hint,
    hook,
    init,
    log,
    middleware,
    next,
    note,
    plan,
    remind,
    reset,
    review,
    run,
    show,
    solution,
    start,
    status,
    stop,
    trust,
    undo,
    update,
    watch,
)
from sprint.cli import open as open_verb
from sprint.cli.commands import Command, Group
from sprint.cli.options import OPTIONS

ABOUT = """Learn machine learning in 21 days: start a day, prove your work, keep your diary.

Examples:
    sprint              where you stand, and the next command
    sprint start 1      begin a day
    sprint check        prove it
    sprint help         what there is to read
"""

app = typer.Typer(
    name="sprint",
    cls=Group,
    help=ABOUT,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for verb in (
    init.init,
    next.next,
    show.show,
    start.start,
    open_verb.open,
    run.run,
    check.check,
    watch.watch,
    hint.hint,
    explain.explain,
    solution.solution,
    reset.reset,
    undo.undo,
    update.update,
    focus.focus,
    stop.stop,
    note.note,
    diary.diary,
    status.status,
    log.log,
    plan.plan,
    config.config,
    remind.remind,
    hook.hook,
    review.review,
    doctor.doctor,
    trust.trust,
    demo.demo,
    help.help,
):
    app.command(cls=Command)(verb)
app.add_typer(data.app, name="data")
app.add_typer(course.app, name="course")


def _version(value: bool) -> None:
    if value:
        typer.echo(f"sprint {__version__}")
        raise typer.Exit


def _after(code: Any, **_said: Any) -> Any:
    middleware.after()
    return code


@app.callback(invoke_without_command=True, result_callback=_after)
def main(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Option("-C", metavar="FOLDER", help="Look for the sprint in this folder.", show_default=False)
    ] = Path(),
    ascii: Annotated[bool, typer.Option("--ascii", help="Draw with ASCII signs only.")] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="Leave out colours, as NO_COLOR does.")] = False,
    version: Annotated[  # noqa: ARG001  its callback does it
        bool, typer.Option("--version", help="Say the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Take what is said before the command; without one, show the board."""
    OPTIONS.folder, OPTIONS.ascii, OPTIONS.no_color = folder, ascii, no_color
    if context.invoked_subcommand is None:
        status.status()
    elif context.invoked_subcommand not in middleware.LEAVE_FOCUS:
        middleware.before()
