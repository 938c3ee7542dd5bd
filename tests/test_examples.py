"""An author's examples: changes of the solution, made at once, and the wrong solutions that checks bring along."""

import pytest

from sprint.checks.api import analysis_check, figure_check
from sprint.course.examples import Right, changed_notebook, replaced
from sprint.course.lesson import Lesson, LessonCell, LessonError, read_lesson
from sprint.course.material import SHIPPED_LESSONS
from sprint.usecases.course_check import mutated

CHANGES = [
    ("a = 1; b = 2", {"1": "2", "2": "3"}, "a = 2; b = 3"),
    ("x + y", {"x": "y", "y": "x"}, "y + x"),
    ("plt.show()", {"plt": "p", "plt.show()": "done"}, "done"),
    ("plt.show()", {"plt.show()": "done", "plt": "p"}, "done"),
    ("a.b", {".": "-"}, "a-b"),
    ("aaa", {"a": ""}, ""),
    ("as it was", {}, "as it was"),
]


@pytest.mark.parametrize(("text", "changes", "wanted"), CHANGES)
def test_changes_are_made_at_once(text: str, changes: dict[str, str], wanted: str) -> None:
    """No change touches what another one has put there, in whatever order they are written down."""
    assert replaced(text, changes)[0] == wanted
    assert replaced(text, dict(reversed(changes.items())))[0] == wanted


def test_a_change_that_another_one_hides_is_told() -> None:
    """A text that is only there as a part of a longer change is not changed, and its author learns of it."""
    lesson = read_lesson(SHIPPED_LESSONS / "day_08_classification")
    with pytest.raises(LessonError, match="changes 'show\\(', which is not there"):
        changed_notebook(lesson, Right("hidden", {"plt.show()": "plt.close()", "show(": "draw("}))


@pytest.fixture
def lesson() -> Lesson:
    """Day 8, whose solution draws in one cell and has an Analysis."""
    return read_lesson(SHIPPED_LESSONS / "day_08_classification")


def test_the_checks_of_view_and_analysis_bring_wrong_solutions_along(lesson: Lesson) -> None:
    """Each changes the cells that its check looks at, says what has to be said, and leaves the rest as it was."""
    checks = [analysis_check("d08.c8", "Why?"), figure_check("d08.c7", "View", "why", {})]
    wrong = list(mutated(lesson, checks))
    assert [(example.check, example.says) for example in wrong] == [
        ("d08.c8", "words of your own"),
        ("d08.c8", "no number and no name"),
        ("d08.c7", "nothing inside the axes"),
    ]
    kinds = {cell.id: cell.kind for cell in lesson.cells}
    assert [{kinds[id] for id in example.cells} for example in wrong] == [{"markdown"}, {"markdown"}, {"code"}]
    for example in wrong:
        assert changed_notebook(lesson, example) != lesson.solution()


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("plt.plot(x)\nplt.show()", 'plt.plot(x)\nplt.close("all"); plt.figure(); plt.axes()'),
        ("x = 1", "x = 1"),
    ],
)
def test_a_figure_is_thrown_away_where_it_is_drawn(source: str, wanted: str) -> None:
    """What is shown is an empty figure; a cell that draws nothing stays as it is."""
    (mutant,) = figure_check("d99.c1", "View", "why", {}).mutants
    assert mutant.change(LessonCell("view", "code", source)) == wanted
    drawn = mutant.change(LessonCell("view", "code", 'ax = sns.heatmap(table)\nax.figure.savefig("a.png")'))
    assert drawn.startswith("ax = sns.heatmap(table)\n")
    assert "savefig" not in drawn
    assert 'plt.close("all")' in drawn
