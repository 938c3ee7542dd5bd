"""What a help page shows: values in words a person knows, and examples, which stand last in a command's docstring."""

from typing import Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from sprint.errors import Interrupted

VALUES = {"path": "PATH", "file": "FILE", "dir": "FOLDER", "int": "N", "int range": "N", "datetime": "DATE"}
"""Typer's word for a type to what stands for a value of it; any other value is a TEXT."""
BY_NAME = {"minutes": "MINUTES"}
"""An option's name to what stands for its value, where the type says too little."""
HEADING = "\nExamples:\n"


class Command(TyperCommand):
    """A command with examples."""

    def __init__(self, name: str | None, **settings: Any) -> None:
        """Take what Typer found out about a function, its docstring as `help`."""
        text, _, examples = (settings.pop("help", None) or "").partition(HEADING)
        super().__init__(name, help=text.strip(), **settings)
        self.examples = _lines(examples)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what was typed; what does not fit is said to be of this command, whose help page is named."""
        try:
            return super().parse_args(ctx, args)
        except Exception as error:
            if getattr(error, "ctx", ctx) is None:  # an option without its value, or a flag with one
                error.ctx = ctx  # type: ignore[attr-defined]
            raise

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the arguments and options, each with a word for its value."""
        return [_named(param, ctx) for param in super().get_params(ctx)]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write arguments and options; an argument's name says what it is, so that no type stands behind it."""
        rows = [(param, param.get_help_record(ctx)) for param in self.get_params(ctx)]
        for heading, kind in (("Arguments", TyperArgument), ("Options", TyperOption)):
            found = [(param, record) for param, record in rows if isinstance(param, kind) and record]
            if found:
                with formatter.section(heading):
                    formatter.write_dl(
                        [(param.metavar if kind is TyperArgument else name, text) for param, (name, text) in found]
                    )

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  the shape is Typer's
        """Write the examples."""
        _write_examples(formatter, self.examples)


class Group(TyperGroup):
    """A group of commands with examples."""

    examples: tuple[str, ...] = ()

    def __init__(self, **settings: Any) -> None:
        """Take what Typer found out about a group, its examples behind its `help`."""
        text, _, examples = (settings.pop("help", None) or "").partition(HEADING)
        super().__init__(help=text.strip(), **settings)
        self.examples = _lines(examples)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; Ctrl-C gets past Typer, which would end without a word."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stopped:
            raise Interrupted from stopped

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the options, each with a word for its value."""
        return [_named(param, ctx) for param in super().get_params(ctx)]

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  the shape is Typer's
        """Write the examples."""
        _write_examples(formatter, self.examples)


def group(about: str, *examples: str) -> typer.Typer:
    """Return an empty group of commands."""
    return typer.Typer(help=HEADING.join([about, "\n".join(examples)]), cls=Group, rich_markup_mode=None)


def _named(param: Any, ctx: Any) -> Any:
    if param.metavar is None and not getattr(param, "is_flag", False):
        kind = param.display_type(ctx).strip("<>")
        otherwise = param.name.upper() if isinstance(param, TyperArgument) else "TEXT"
        param.metavar = BY_NAME.get(param.name) or VALUES.get(kind, otherwise)
    return param


def _lines(examples: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in examples.splitlines() if line.strip())


def _write_examples(formatter: Any, examples: tuple[str, ...]) -> None:
    if examples:
        with formatter.section("Examples"):
            for line in examples:
                formatter.write(f"{'':>{formatter.current_indent}}{line}\n")
