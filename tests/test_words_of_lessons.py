"""The words that several lessons' checks are written in, put to real runs of real cells."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from sprint.checks.api import Failed, Work, run_doctests, seconds_per_call
from sprint.checks.compare.values import first_difference
from sprint.lab.protocol.limits import Budget
from sprint.lab.protocol.models import Cell
from sprint.lab.protocol.notebook import NotebookCell
from sprint.lab.supervisor.session import open_session

HALVES = '''
import functools, time

def halve(n):
    """Halve a number.

    >>> halve(4)
    2.0
    >>> halve("x")
    Traceback (most recent call last):
    TypeError: a text
    >>> n = halve(2)
    """
    if isinstance(n, str):
        raise TypeError("a text")
    return n / 2

def row(n):
    return list(range(n)) if n < 20 else list(range(n - 1)) + [-1]

def endless():
    while True:
        pass

@functools.cache
def slow_once(n):
    time.sleep(0.05)
    return n
'''
CELLS = (
    NotebookCell(0, "code", HALVES, "made"),
    NotebookCell(1, "markdown", "## View\n\nPrint.", "view-text"),
    NotebookCell(2, "code", "print('given')", "given"),
    NotebookCell(3, "code", "print('seen')\nhalve(6)", "own"),
    NotebookCell(4, "markdown", "## Analysis", "analysis-text"),
    NotebookCell(5, "code", "print('later')", "later"),
)


@contextmanager
def worked(folder: Path) -> Iterator[Work]:
    """Run the cells above and open the work for questions."""
    with open_session(folder, Budget(seconds=30)) as session:
        run = session.run([Cell(cell.place, cell.source) for cell in CELLS if cell.kind == "code"])
        assert run.complete, run.stop
        yield Work(session, run, CELLS, ["print('given')\n"], folder)


def test_examples_are_run_as_they_are_and_with_the_function_emptied(tmp_path: Path) -> None:
    """Promises are compared with what comes, exceptions too; an example without an expected line is no promise."""
    with worked(tmp_path) as work:
        actual, emptied = run_doctests(work, "halve")
        assert [(example.source, example.holds) for example in actual] == [("halve(4)", True), ('halve("x")', True)]
        assert [example.holds for example in emptied] == [False, False]
        assert run_doctests(work, "row") == ([], [])


def test_only_the_learners_own_cells_of_a_section_count(tmp_path: Path) -> None:
    """Cells of the starter and cells under other headings are not what the learner showed there."""
    with worked(tmp_path) as work:
        own = work.own_cells("View")
        assert [cell.id for cell in own] == ["own"]
        assert work.text_of(own).split() == ["seen", "3.0"]
        assert work.own_cells("Diary") == ()


def test_a_long_result_is_shown_where_it_first_differs(tmp_path: Path) -> None:
    """Nobody reads twenty numbers to find the wrong one; of another length, the lengths are told."""
    with worked(tmp_path) as work:
        with pytest.raises(Failed) as caught:
            work.function("row").require_agreement([(3,), (30,)], lambda n: list(range(n)))
        assert (caught.value.seen, caught.value.expected) == ("row(30)[29] is -1", "29")
        with pytest.raises(Failed) as caught:
            work.function("row").require_agreement([(3,)], lambda n: list(range(n + 1)))
        assert caught.value.because == "that is 3 items, not 4"


def test_first_differences_are_found_in_arrays_of_one_shape_only() -> None:
    """The place is given as it is indexed; arrays of two shapes, equal and short ones have none."""
    right = np.arange(20.0).reshape(4, 5)
    wrong = right.copy()
    wrong[2, 3] = -1
    assert first_difference(wrong, right) == ("[2, 3]", -1.0, 13.0)
    assert first_difference(right, right) is None
    assert first_difference(right.T, right) is None
    assert first_difference([1, 2], [1, 3]) is None


def test_a_call_that_takes_too_long_ends_with_the_move_that_helps(tmp_path: Path) -> None:
    """The check says what to think about, and the conversation goes on afterwards."""
    with worked(tmp_path) as work:
        with pytest.raises(Failed) as caught:
            work.function("endless").require_agreement([()], lambda: None, seconds=0.3, slow="think of the square root")
        assert caught.value.next == "think of the square root"
        assert work.function("halve")(3) == 1.5


def test_a_result_of_another_kind_fails_with_both_kinds_named(tmp_path: Path) -> None:
    """The right kind comes back as it is."""
    with worked(tmp_path) as work:
        assert work.function("halve").require_type(float, 3) == 1.5
        with pytest.raises(Failed) as caught:
            work.function("halve").require_type(int, 3, next="use //")
        assert (caught.value.seen, caught.value.expected) == ("halve(3) gives a float", "an int")


def test_a_function_that_remembers_has_a_long_first_call(tmp_path: Path) -> None:
    """Both durations are measured, so that neither way of timing it is called wrong."""
    with worked(tmp_path) as work:
        shortest, longest = seconds_per_call(work, "slow_once", 4)
        assert shortest < 0.01
        assert longest > 0.04
        plain, same = seconds_per_call(work, "halve", 4)
        assert 0 < plain == same < 0.01
