"""The manual page, `man sprint`: every command as its help page has it, and the topics."""

from collections.abc import Iterator
from typing import Any

from sprint import __version__
from sprint.usecases.topics import Part, Topic, topics


def manual(root: Any) -> str:
    """Return the manual page in the language of man.

    Args:
        root: the context of `sprint` itself.
    """
    lines = [
        f'.TH SPRINT 1 "" "sprint {__version__}" "User Commands"',
        ".SH NAME",
        "sprint \\- learn machine learning in 21 days",
        ".SH SYNOPSIS",
        ".B sprint",
        "[OPTIONS] COMMAND [ARGS]...",
        ".SH DESCRIPTION",
        _plain(root.command.help),
        *_options(root),
        ".SH COMMANDS",
    ]
    for context in _commands(root):
        lines += _command(context)
    for topic in topics():
        lines += _page(topic)
    kept = [line for before, line in zip(("", *lines), lines, strict=False) if not (line == ".PP" and _begins(before))]
    return "\n".join(kept) + "\n"


def _begins(line: str) -> bool:
    return line.startswith((".SH", ".SS"))


def _commands(context: Any) -> Iterator[Any]:
    """Yield the context of each command, those of groups behind their group."""
    for name, command in context.command.commands.items():
        inner = command.make_context(name, [], parent=context, resilient_parsing=True)
        yield inner
        if hasattr(command, "commands"):
            yield from _commands(inner)


def _command(context: Any) -> list[str]:
    usage = " ".join(context.command.collect_usage_pieces(context))
    lines = [f".SS {context.command_path}", f".B {context.command_path}", _plain(usage), ".PP"]
    lines += [_plain(context.command.help or ""), *_options(context)]
    if context.command.examples:
        lines += [".PP", "Examples:", *_code("\n".join(context.command.examples))]
    return lines


def _options(context: Any) -> list[str]:
    rows = [param.get_help_record(context) for param in context.command.get_params(context)]
    return [line for row in rows if row for line in (".TP", f"\\fB{_plain(row[0])}\\fR", _plain(row[1]))]


def _page(topic: Topic) -> list[str]:
    return [f".SH {_plain(topic.title).upper()}", *(line for part in topic.parts for line in _part(part))]


def _part(part: Part) -> list[str]:
    text = _plain(part.text.replace("`", ""))
    if part.kind == "heading":
        return [f".SS {text}"]
    if part.kind == "code":
        return _code(part.text)
    return [".PP" if part.kind == "paragraph" else '.IP "\\(bu" 2', text]


def _code(text: str) -> list[str]:
    return [".PP", ".nf", ".RS 4", *(_plain(line) for line in text.splitlines()), ".RE", ".fi"]


def _plain(text: str) -> str:
    """Return a text of which man takes nothing for a command of its own."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    text = "".join(sign if sign.isascii() else f"\\[u{ord(sign):04X}]" for sign in text)
    text = "\n".join(line.strip() for line in text.splitlines() if line.strip())
    return "\n".join(f"\\&{line}" if line.startswith((".", "'")) else line for line in text.splitlines())
