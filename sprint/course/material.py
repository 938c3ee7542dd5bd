"""Which lesson belongs to a day, and what it lays out; a day without a lesson still gets a usable notebook."""

from collections.abc import Iterator
from pathlib import Path

from sprint.course.lesson import WORDS_PLACEHOLDER, Lesson, notebook_bytes, read_lesson
from sprint.course.model import Day
from sprint.course.outline import Heading

SHIPPED_LESSONS = Path(__file__).parent.parent / "lessons"
"""The lessons that come with the package."""
SETUP_LESSON = "day_00_setup"
"""The lesson whose proof is the set-up itself, not a notebook."""


def find_lesson(day: Day, own: Path) -> Lesson | None:
    """Return a day's lesson: the author's own if there is a folder of them, else the shipped one, else None.

    Args:
        day: the day.
        own: the `lessons` folder beside the curriculum.

    Raises:
        LessonError: the lesson's source cannot be read.
    """
    folder = lesson_folder(day, own)
    return read_lesson(folder) if (folder / "lesson.py").is_file() else None


def lesson_folder(day: Day | Heading, own: Path) -> Path:
    """Return where a day's lesson lies, or would: among the author's own if there are any, else the shipped ones."""
    return (own if own.is_dir() else SHIPPED_LESSONS) / day.lesson


def main_file(day: Day, lesson: Lesson | None) -> str:
    """Return the name of the file a learner opens: the notebook, or a guide where the deliverable is none."""
    notebook = next((name for name in day.deliverables if name.endswith(".ipynb")), None)
    if notebook is not None:
        return notebook
    prose = lesson is not None and all(cell.kind == "markdown" for cell in lesson.cells)
    return "guide.md" if prose else "guide.ipynb"


def starter_files(day: Day, lesson: Lesson | None) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of what a day starts with, the file to open first."""
    name = main_file(day, lesson)
    if lesson is None:
        yield name, notebook_bytes(_plain_cells(day))
        return
    if name.endswith(".md"):
        yield name, "\n".join(cell.starter for cell in lesson.cells).encode()
    else:
        yield name, lesson.starter()
    for path, starter, _ in lesson.templates():
        yield path, starter


def _plain_cells(day: Day) -> Iterator[tuple[str, str, str]]:
    """Yield the cells of a day that has no lesson yet, from the tasks of the curriculum."""
    reading = "\n".join(f"- [{resource.title}]({resource.url})" for resource in day.resources)
    yield (
        "title",
        "markdown",
        f"# Day {day.number} · {day.title}\n\n## Goal\n\nWrite here what you want to be able to do tonight.\n",
    )
    yield "setup-text", "markdown", "## Setup\n"
    yield "setup", "code", "import matplotlib.pyplot as plt\nimport numpy as np\n"
    yield "model-text", "markdown", f"## Model\n\n{day.model}\n"
    yield "model", "code", "# Your code here.\n"
    yield "view-text", "markdown", f"## View\n\n{day.view}\n"
    yield "view", "code", "# Your figure here.\n"
    yield "analysis-text", "markdown", f"## Analysis\n\n{day.analysis}\n"
    yield "analysis", "markdown", f"{WORDS_PLACEHOLDER}\n"
    yield "diary-text", "markdown", f"## Diary\n\nIn a terminal: `sprint diary`.\n\nRead on:\n\n{reading}\n"
