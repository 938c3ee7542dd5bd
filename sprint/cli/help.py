"""`sprint help`."""

from typing import Annotated, Any

import typer

from sprint.cli.completion import topics as offered_topics
from sprint.cli.options import screen


def help(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            help="A command or a topic; without one, what there is.",
            metavar="TOPIC|COMMAND",
            autocompletion=offered_topics,
            show_default=False,
        ),
    ] = None,
    man: Annotated[bool, typer.Option("--man", help="Print the manual page, for man.")] = False,
) -> None:
    """Read on a topic, or the help page of a command.

    Examples:
        sprint help
        sprint help exit codes
        sprint help data fetch
    """
    from sprint.usecases.topics import topic, topics

    if man:
        from sprint.cli.manual import manual

        typer.echo(manual(context.find_root()), nl=False)
        return
    page = _page_of_command(context.find_root(), words or [])
    if page is not None:
        typer.echo(page)
        return
    from sprint.terminal.topics import draw_topic, draw_topics

    if not words:
        draw_topics(screen(), topics())
        return
    verbs = tuple(getattr(context.find_root().command, "commands", {}))
    draw_topic(screen(), topic(" ".join(words), verbs))


def _page_of_command(context: Any, words: list[str]) -> str | None:
    """Return the help page of the command that some words name, or None."""
    for word in words:
        found = getattr(context.command, "commands", {}).get(word)
        if found is None:
            return None
        context = found.make_context(word, [], parent=context, resilient_parsing=True)
    return str(context.get_help()) if words else None
