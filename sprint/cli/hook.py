"""`sprint hook`."""

import sys
from typing import Annotated

import typer

from sprint.cli.completion import shells
from sprint.cli.options import here, screen
from sprint.errors import UsageError


def hook(
    shell: Annotated[str, typer.Argument(help="bash, zsh or fish; or git.", autocompletion=shells)],
    remove: Annotated[bool, typer.Option("--remove", help="With git: take the hooks out again.")] = False,
) -> None:
    """Show where you stand in your shell's prompt, or warn from git.

    At a terminal it prints the line for your shell's settings; that line reads a function from here. The git hooks
    say, after a commit and before a push, when the day's diary is empty, and block nothing; hooks of your own stay.
    Neither starts Python at a prompt or a commit.

    Examples:
        sprint hook git
        sprint hook fish
    """
    from sprint.usecases.prompt import SETTINGS, prompt_function, settings_line

    if shell == "git":
        _git_hook(remove=remove)
        return
    if shell not in SETTINGS:
        raise UsageError(f"There is no hook for {shell}.", "For bash, zsh or fish: sprint hook bash")
    if remove:
        raise UsageError("Only the git hooks are put in by sprint.", f"Take the line out of your {shell} settings.")
    if sys.stdout.isatty():
        typer.echo(f"Put this line at the end of {SETTINGS[shell]}:\n\n{settings_line(shell)}\n")
    else:
        typer.echo(prompt_function(shell), nl=False)


def _git_hook(*, remove: bool) -> None:
    from sprint.terminal.plan import draw_git_hooks
    from sprint.usecases.git_hook import install
    from sprint.usecases.git_hook import remove as take_out

    sprint = here()
    draw_git_hooks(screen(), take_out(sprint) if remove else install(sprint))
