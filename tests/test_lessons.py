"""Every lesson that ships: one source, and an untouched starter and a solution that are what they say."""

from pathlib import Path

import jupytext
import nbformat
import pytest

from sprint import files
from sprint.checks.outcomes import Outcome, Report
from sprint.course.guidance import RUNGS, read_cards, read_hints
from sprint.course.lesson import LessonError, read_lesson, solution_text, starter_text
from sprint.course.lesson_code import lesson_module
from sprint.course.material import SETUP_LESSON, SHIPPED_LESSONS, find_lesson, main_file, starter_files
from sprint.course.model import Day
from sprint.course.reading import read_curriculum, shipped_curriculum
from sprint.datasets import status
from sprint.usecases.grading import GradeOptions, grade_day, lesson_checks

COURSE = read_curriculum(shipped_curriculum())
TAUGHT = [day for day in COURSE.days if (SHIPPED_LESSONS / day.lesson / "lesson.py").is_file()]
PROVED = [day for day in TAUGHT if day.lesson != SETUP_LESSON]


def proved(day: Day, folder: Path, *, solved: bool) -> Report:
    lesson = read_lesson(SHIPPED_LESSONS / day.lesson)
    files.write(folder / main_file(day, lesson), lesson.solution() if solved else lesson.starter())
    for name, starter, solution in lesson.templates():
        files.write(folder / name, solution if solved else starter)
    environment = getattr(lesson_module(lesson, "examples"), "ENVIRONMENT", {})
    return grade_day(day, lesson, folder, GradeOptions(environment=environment)).report


def at_hand(day: Day) -> str:
    return "real" if all(status(name).complete for name in day.data) else "offline variant"


@pytest.mark.usefixtures("some_data")
@pytest.mark.parametrize("day", PROVED, ids=lambda day: day.lesson)
def test_an_untouched_starter_is_not_attempted_and_nothing_else(day: Day, tmp_path: Path) -> None:
    """A learner who has written nothing yet sees no red."""
    report = proved(day, tmp_path / "day", solved=False)
    assert report.data == at_hand(day)
    assert {result.outcome for result in report.results} == {Outcome.NOT_ATTEMPTED}


@pytest.mark.usefixtures("some_data")
@pytest.mark.parametrize("day", PROVED, ids=lambda day: day.lesson)
def test_the_solution_passes_every_check(day: Day, tmp_path: Path) -> None:
    """What the lesson itself shows as the solution is proved, and each check says what it looked at."""
    report = proved(day, tmp_path / "day", solved=True)
    assert report.data == at_hand(day)
    open_in_brief_runs = getattr(lesson_module(read_lesson(SHIPPED_LESSONS / day.lesson), "examples"), "LEFT_OPEN", ())
    results = [result for result in report.counted if result.id not in open_in_brief_runs]
    assert {result.id: result.message for result in results if result.outcome is not Outcome.PASS} == {}
    assert all(result.verified for result in results)


@pytest.mark.parametrize("day", TAUGHT, ids=lambda day: day.lesson)
def test_a_lesson_reads_as_jupytext_reads_it(day: Day) -> None:
    """Our reading of the percent format gives the same cells as the format's own library."""
    lesson = read_lesson(SHIPPED_LESSONS / day.lesson)
    text = (lesson.folder / "lesson.py").read_text("utf-8")
    theirs = jupytext.reads(text, fmt={"extension": ".py", "format_name": "percent", "comment_magics": False})
    assert [(cell.cell_type, cell.source.strip()) for cell in theirs.cells] == [
        (cell.kind, cell.text.strip()) for cell in lesson.cells
    ]


@pytest.mark.parametrize("day", COURSE.days, ids=lambda day: day.lesson)
def test_what_a_day_lays_out_is_a_valid_notebook(day: Day) -> None:
    """Every day, with a lesson or without, lays out a notebook that Jupyter's own library accepts."""
    for name, content in starter_files(day, find_lesson(day, Path("nowhere"))):
        if name.endswith(".ipynb"):
            document = nbformat.reads(content.decode(), as_version=nbformat.NO_CONVERT)  # type: ignore[no-untyped-call]  # nbformat has no types
            nbformat.validate(document)


@pytest.mark.parametrize("day", TAUGHT, ids=lambda day: day.lesson)
def test_guidance_is_whole(day: Day) -> None:
    """Each check that has hints has three rungs, and a day has at least three cards with an id of that day."""
    folder = SHIPPED_LESSONS / day.lesson
    assert {len(rungs) for rungs in read_hints(folder).values()} == {RUNGS}
    cards = read_cards(folder / "cards.md")
    assert len(cards) >= 3
    assert all(card.id.startswith(f"d{day.number:02d}-") and card.question and card.answer for card in cards)


@pytest.mark.parametrize("day", TAUGHT, ids=lambda day: day.lesson)
def test_a_lesson_has_all_its_parts(day: Day) -> None:
    """Each says what a good result looks like, names a pitfall and where to read on, and checks its stretch goal."""
    lesson = read_lesson(SHIPPED_LESSONS / day.lesson)
    prose = " ".join(" ".join(cell.text for cell in lesson.cells if cell.kind == "markdown").split())
    wanted = ["*What good looks like:*", "*A pitfall:*", "Read on: "]
    if day in PROVED:
        wanted.append("*Stretch, for the fast:*")
        assert any(check.stretch for check in lesson_checks(lesson))
    assert [part for part in wanted if part not in prose] == []


def test_card_ids_are_unique_over_all_days() -> None:
    """Two days never share a card, so what is known about one is never taken for the other."""
    ids = [card.id for day in TAUGHT for card in read_cards(SHIPPED_LESSONS / day.lesson / "cards.md")]
    assert len(ids) == len(set(ids))


def test_a_region_of_statements_leaves_its_names_behind() -> None:
    """A starter binds the names of a solution region to the neutral marker, in their order, each once."""
    text = "# BEGIN SOLUTION\na, b = 1, 2\nc: int = 3\nd = e = a\nx.y = 1\na += 1\n# END SOLUTION\n"
    assert starter_text(text, "code") == "a = b = c = d = e = ...  # your code here\n"


def test_a_region_inside_a_function_leaves_one_marker_at_its_depth() -> None:
    """A function's body becomes the marker, indented as the region was."""
    text = "def f():\n    # BEGIN SOLUTION\n    return 1\n    # END SOLUTION\n"
    assert starter_text(text, "code") == "def f():\n    ...  # your code here\n"
    assert solution_text(text, "code") == "def f():\n    return 1\n"


def test_a_region_can_say_what_the_starter_holds_instead() -> None:
    """What stands below `# STARTER` is the starter's, what stands above it the solution's, in any depth."""
    text = "def f():\n    # BEGIN SOLUTION\n    return 1\n    # STARTER\n    return 0\n    # END SOLUTION\n"
    assert starter_text(text, "code") == "def f():\n    return 0\n"
    assert solution_text(text, "code") == "def f():\n    return 1\n"


def test_two_cells_of_one_name_are_refused(tmp_path: Path) -> None:
    """Cell ids are unique, or the author is told which is not."""
    files.write(tmp_path / "lesson.py", b"# %% one\n1\n# %% one\n2\n")
    with pytest.raises(LessonError, match="one"):
        read_lesson(tmp_path)
