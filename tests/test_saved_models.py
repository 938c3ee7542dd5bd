"""Saved models are opened in the learner's process only: a check of days 19 and 20 unpickles nothing over here."""

import pickle
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sprint.checks.api import Outcome
from sprint.course.examples import Right, changed_notebook, changed_templates
from sprint.course.lesson_code import lesson_module
from sprint.course.material import find_lesson, main_file
from sprint.course.reading import read_curriculum
from sprint.usecases.grading import grade_day

CURRICULUM = Path(__file__).resolve().parents[1] / "curriculum.yaml"
SEEN: list[str] = []
"""What was looked up by an unpickler in this process while a test listens."""
LISTENING = [False]


def _hear(event: str, details: tuple[object, ...]) -> None:
    if LISTENING[0] and event == "pickle.find_class":
        SEEN.append(".".join(map(str, details)))


sys.addaudithook(_hear)


@pytest.fixture
def unpickled() -> Iterator[list[str]]:
    """The names that unpickling looked up in this process during the test."""
    SEEN.clear()
    LISTENING[0] = True
    yield SEEN
    LISTENING[0] = False


def test_the_listener_hears_an_unpickler(unpickled: list[str]) -> None:
    """Unpickling over here would be heard: the next test is not deaf."""
    pickle.loads(pickle.dumps(Path))  # noqa: S301  that is the point
    assert unpickled == ["pathlib.Path"]


@pytest.mark.heavy
@pytest.mark.parametrize("number", [19, 20])
def test_a_check_unpickles_nothing_over_here(tmp_path: Path, unpickled: list[str], number: int) -> None:
    """A day whose model is a pickle is proved, and this process has looked up no name for an unpickler."""
    day = read_curriculum(CURRICULUM).day(number)
    lesson = find_lesson(day, tmp_path / "no lessons of one's own")
    assert lesson is not None
    examples = lesson_module(lesson, "examples").RIGHT
    example: Right = examples[0]
    folder = tmp_path / "day"
    folder.mkdir()
    for name, content in {
        main_file(day, lesson): changed_notebook(lesson, example),
        **changed_templates(lesson, example),
    }.items():
        (folder / name).write_bytes(content)
    report = grade_day(day, lesson, folder).report
    assert report.outcome is Outcome.PASS, [result.message for result in report.results]
    assert unpickled == []
