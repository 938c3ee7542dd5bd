"""Help that helps: examples that parse, words a person knows for values, topics, and the manual page made of them."""

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from learner import Learner
from typer.main import get_command

from sprint.cli.app import app
from sprint.cli.manual import manual
from sprint.usecases.topics import topics

ROOT = get_command(app).make_context("sprint", [], resilient_parsing=True)
MANUAL = Path(__file__).parents[1] / "docs" / "sprint.1"


def pages(context: Any = ROOT) -> Iterator[Any]:
    """Yield the context of every help page: `sprint`, each command, each command of a group."""
    yield context
    for name, command in getattr(context.command, "commands", {}).items():
        yield from pages(command.make_context(name, [], parent=context, resilient_parsing=True))


PAGES = list(pages())
EXAMPLES = [line for page in PAGES for line in page.command.examples]
TOPICS = topics()
COMMANDS_IN_TOPICS = [
    found
    for topic in TOPICS
    for part in topic.parts
    for found in (re.findall(r"`(sprint[^`]*)`", part.text) if part.kind != "code" else part.text.splitlines())
]


def parse(line: str) -> None:
    """Read a command as it would be typed, to its last word; nothing is run.

    Raises:
        Exception: the words do not fit.
    """
    words = shlex.split(re.split(r" {2,}", line.strip())[0])
    assert words[0] == "sprint"
    context, words = ROOT, words[1:]
    while words and (found := getattr(context.command, "commands", {}).get(words[0])):
        inner = [] if hasattr(found, "commands") else words[1:]
        context, words = found.make_context(words[0], inner, parent=context), words[1:]
    if context is ROOT or hasattr(context.command, "commands"):
        assert all(word.startswith("--") for word in words), line


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.command_path)
def test_every_page_has_examples_and_names_values_for_people(page: Any) -> None:
    """One to four lines of examples that fit a narrow screen, and no type of a programming language anywhere."""
    assert 1 <= len(page.command.examples) <= 4
    assert all(len(line) <= 60 for line in page.command.examples)
    shown = page.command.get_help(page)
    assert "Examples:" in shown
    assert not re.search(r"<[a-z%][^>]*>|\\b(str|int|bool|Target)\\b|%[YmdHM]", shown), shown


@pytest.mark.parametrize("line", [*EXAMPLES, *COMMANDS_IN_TOPICS])
def test_every_command_that_help_shows_can_be_typed(line: str) -> None:
    """Examples, and the commands in the topics, are read without complaint."""
    parse(line)


@pytest.mark.parametrize(
    "line", ["sprint check --failled", "sprint nonsense", "sprint data fetch --x", "sprint show d08.c1"]
)
def test_a_command_that_cannot_be_typed_would_be_seen(line: str) -> None:
    """The reading above refuses what Typer refuses."""
    with pytest.raises(Exception, match=r"."):
        parse(line)


@pytest.mark.parametrize("width", [60, 80, 100])
def test_topics_fit_the_screen(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    """Each topic, and the list of them, fits 60, 80 and 100 columns; no line of code is broken."""
    from sprint.terminal.screen import Screen
    from sprint.terminal.topics import draw_topic, draw_topics

    monkeypatch.setenv("COLUMNS", str(width))
    draw_topics(Screen(), TOPICS)
    for topic in TOPICS:
        draw_topic(Screen(), topic)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= width
    for topic in TOPICS:
        for part in topic.parts:
            if part.kind == "code":
                assert all(f"     {line}" in lines for line in part.text.splitlines())


def test_help_finds_topics_and_commands(tmp_path: Path) -> None:
    """A topic by name or title, a command's page as its --help has it, and a suggestion for what is neither."""
    learner = Learner.new(tmp_path)
    assert "exit-codes" in learner.must("help")
    by_name = learner.must("help", "environment")
    assert by_name == learner.must("help", "Environment", "variables")
    assert "SPRINT_DATA" in by_name
    assert learner.must("help", "data", "fetch") == learner.must("data", "fetch", "--help")
    assert learner.must("help", "check") == learner.must("check", "--help")
    lost = learner.sprint("help", "exit", "code")
    assert lost.code == 2
    assert "Did you mean sprint help exit-codes?" in lost.said


def test_no_topic_hides_behind_a_command() -> None:
    """A word that is both would show the command only."""
    assert not {topic.name for topic in TOPICS} & set(ROOT.command.commands)  # type: ignore[attr-defined]


def test_the_manual_page_that_ships_is_the_one_that_is_made() -> None:
    """docs/sprint.1 says what the help pages say: sprint help --man > docs/sprint.1 brings it up to date."""
    assert MANUAL.read_text("utf-8") == manual(ROOT)


def test_man_takes_the_manual_page_without_a_warning() -> None:
    """groff, where it is there, warns of nothing, and every command and topic is in what it sets."""
    text = manual(ROOT)
    assert text.isascii()
    for page in PAGES[1:]:
        assert f".SS {page.command_path}\n" in text
    groff = shutil.which("groff")
    if groff is not None:
        done = subprocess.run([groff, "-man", "-ww", "-Tascii"], input=text, capture_output=True, text=True, check=True)
        assert done.stderr == ""
        assert "learn machine learning in 21 days" in done.stdout
