"""`sprint trust`."""

import typer

from sprint.cli.options import here


def trust() -> None:
    """Vouch for the lessons beside your curriculum.

    Examples:
        sprint trust
    """
    from sprint.usecases.trust import trust as vouch

    typer.echo(f"The lessons here are trusted as they are now ({vouch(here())}); any change takes that back.")
