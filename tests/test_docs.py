"""What the pages say is so: the commands' page is their own help, and what is linked is there."""

import re
from pathlib import Path

import pytest
from reference import PATH, commands, flags, reference

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
FIRST_LINES = (
    "    python3 -m venv .venv && .venv/bin/pip install -q -e . && .venv/bin/sprint demo\n"
    "    python3 -m venv .venv && .venv/bin/pip install -q -e '.[all,test]' && .venv/bin/pytest\n"
)


def test_the_page_of_commands_is_what_the_commands_say() -> None:
    """`docs/commands.md` is up to date; `python tests/reference.py` writes it anew."""
    assert PATH.read_text("utf-8") == reference(), "run: python tests/reference.py"


def test_every_command_and_option_is_on_the_page() -> None:
    """Each verb has a section, and each of its options stands in it."""
    sections = dict(
        re.findall(r"^## `(sprint[^`]*)`\n(.*?)(?=^## |\Z)", PATH.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    )
    for words, command in commands():
        assert words in sections
        for parameter in command.params:
            if getattr(parameter, "help", None) and not parameter.hidden:
                assert f"`{flags(parameter)}`" in sections[words]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_links_to_is_there(page: Path) -> None:
    """Each link to a file of ours leads to one."""
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).is_file()] == []


def test_the_readme_is_short_and_begins_with_its_two_commands() -> None:
    """It has fewer than 900 words, and the two lines that install and test are as they were."""
    text = (ROOT / "README.md").read_text("utf-8")
    assert len(text.split()) < 900
    assert FIRST_LINES in text


def test_the_floor_table_shows_each_room_and_no_other() -> None:
    """A folder or file of the package that holds engine code stands in `docs/how-it-is-built.md`, and is there."""
    rows = re.findall(r"^\| \d \| (.*?) \|", (ROOT / "docs" / "how-it-is-built.md").read_text("utf-8"), re.MULTILINE)
    shown = [room for row in rows for room in re.findall(r"`([^`]+)`", row)]
    package = ROOT / "sprint"
    folders = {path.parent for path in package.rglob("*.py") if path.parent != package and path.name != "__init__.py"}
    engine = {str(folder.relative_to(package)) for folder in folders if package / "lessons" not in folder.parents}
    files = {path.name for path in package.glob("*.py") if path.name != "__init__.py"}
    assert sorted(shown) == sorted({"lessons/", *(f"{name}/" for name in engine), *files})
