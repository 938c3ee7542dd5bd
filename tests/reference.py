"""Writes `docs/commands.md` from the commands' own help: `python tests/reference.py`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

PATH = Path(__file__).resolve().parents[1] / "docs" / "commands.md"
HEAD = """# Commands

This page is written from the commands' own help; `sprint COMMAND --help` says the same. DAY is optional everywhere:
without it, the day in hand.
"""
FOOT = """## Exit codes

0 fine · 1 not yet · 2 the words of the command do not fit · 3 no sprint here · 4 needs a person (a conflict, damage) ·
5 cannot be checked here (a package, data or git is missing) · 70 a bug of ours, with a log to paste · 130, 143
interrupted.
"""


def commands() -> Iterator[tuple[str, Any]]:
    """Yield the words and the command of every verb, in the order of the application."""
    from typer.main import get_command

    from sprint.cli.app import app

    top: Any = get_command(app)
    yield "sprint", top
    for name, command in top.commands.items():
        yield f"sprint {name}", command
        for below, inner in getattr(command, "commands", {}).items():
            yield f"sprint {name} {below}", inner


def flags(parameter: Any) -> str:
    """Return a parameter as it is typed."""
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or parameter.name.upper())
    words = [*parameter.opts, *parameter.secondary_opts]
    takes = "" if parameter.is_flag else f" {parameter.metavar or parameter.name.upper()}"
    return f"{', '.join(words)}{takes}"


def reference() -> str:
    """Return the page."""
    parts = [HEAD]
    for words, command in commands():
        parts.append(f"## `{words}`\n\n{_text(command.help or '')}\n")
        rows = [
            f"| `{flags(parameter)}` | {' '.join((parameter.help or '').split()).replace('|', '/')} |"
            for parameter in command.params
            if getattr(parameter, "help", None) and not parameter.hidden
        ]
        parts += ["\n".join(["| | |", "|---|---|", *rows]) + "\n"] if rows else []
    return "\n".join([*parts, FOOT])


def _text(text: str) -> str:
    lines = [line.strip() for line in text.replace("\b", "").strip().splitlines()]
    return "\n".join(lines)


if __name__ == "__main__":
    PATH.write_text(reference(), "utf-8")
