"""Checks: what counts as the same, the five outcomes, the words about figures and Analysis."""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import grimp
import numpy as np
import pytest
from check_works import FIRST, looks, made, one, work_on
from hypothesis import given, settings
from hypothesis import strategies as st
from lab_runs import SMALL

from sprint.checks.api import (
    Check,
    Failed,
    KnownMistake,
    MistakeTable,
    NotAttempted,
    Outcome,
    Uncheckable,
    Work,
    is_equal,
    known_mistakes,
)
from sprint.checks.compare.values import find_mistake
from sprint.checks.notebook.runs import Ran, runs_result
from sprint.checks.outcomes import Report, Result
from sprint.checks.runner import checks_of, leading_to, prove
from sprint.lab.protocol.models import Cell, CellRun, Run, Stop


def test_nothing_in_checks_imports_in_a_circle() -> None:
    """Each file can be read after those it imports; an import for types alone counts."""
    graph = grimp.build_graph("sprint", cache_dir=None)
    room = {name for name in graph.modules if name.startswith("sprint.checks")}
    assert len(room) > 20
    TopologicalSorter({name: graph.find_modules_directly_imported_by(name) & room for name in room}).prepare()


# The same

ALIKE = [
    (1, 1), (np.int64(3), 3), (np.float64(2), 2.0), (np.float32(0.5), 0.5), (np.array(0.5), 0.5), (1.0000000001, 1.0),
    (math.nan, math.nan), (math.inf, math.inf), (np.bool_(True), True), ("a", "a"), (np.str_("a"), "a"), (None, None),
    ([1, 2.0], [1, 2.0]), ((1, "a"), (1, "a")), ({"a": [1.0]}, {"a": [1.0]}),
    (np.array([1, 2]), np.array([1.0, 2.0])), ([[1, 2]], np.array([[1, 2]])),
    (np.array([math.nan]), np.array([math.nan])), (np.array(["a"]), np.array(["a"])),
]  # fmt: skip
DIFFERENT = [
    (True, 1), (1, True), (1.0, 1), (2, 3), (math.nan, 1.0), (10**400, 1.0), (1.001, 1.0), ("1", 1), (None, "a"),
    ("a", None), ([1, 2], (1, 2)), ((1, 2), [1, 2]), ([1], [1, 2]), ({"a": 1}, {"b": 1}), ({}, {"a": 1}), (1.0, "a"),
    (np.array([1, 2]), [1, 2]), (np.array([1]), np.array([[1]])), ([[1], [1, 2]], np.ones((2, 2))), (1 + 0j, 1.0),
    (np.array(["1"]), np.array([1])), (None, np.array([1])), (-(10**400), math.inf), (np.array([1, 2]), 1.0),
]  # fmt: skip


@pytest.mark.parametrize(("got", "expected"), ALIKE)
def test_values_that_are_the_same(got: Any, expected: Any) -> None:
    """Kinds of NumPy and of Python agree, numbers within a tolerance, nan with nan."""
    assert is_equal(got, expected)


@pytest.mark.parametrize(("got", "expected"), DIFFERENT)
def test_values_that_are_not_the_same(got: Any, expected: Any) -> None:
    """Another kind, length, shape or value is different, and comparing never raises."""
    assert not is_equal(got, expected)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.lists(inner, max_size=3).map(tuple)
    | st.dictionaries(st.text(max_size=2), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@given(VALUES, VALUES)
@settings(deadline=None)
def test_anything_can_be_compared(one: Any, other: Any) -> None:
    """A value is the same as itself; two values of different kinds never are, and nothing raises."""
    assert is_equal(one, one)
    if is_equal(one, other):
        assert isinstance(one, type(other)) or {type(one), type(other)} <= {int, float}


def test_the_slip_that_fits_is_named() -> None:
    """Of the usual slips, the first one whose value was seen is found, and none where nothing fits."""
    slips = [
        KnownMistake(0.5, "half of it"),
        KnownMistake(np.array([1, 2]), "the other column"),
        KnownMistake([1], "a list"),
    ]
    for seen, because in ((0.5, "half of it"), (np.array([1, 2]), "the other column"), ([1], "a list")):
        found = find_mistake(seen, slips)
        assert found is not None
        assert found.because == because
    assert find_mistake(0.75, slips) is None
    assert find_mistake(math.nan, slips) is None


def test_a_table_of_mistakes_gives_what_each_of_them_comes_to() -> None:
    """In the order of the table, with its words; a mistake that cannot be told on a case is left out of it."""
    table: MistakeTable = (
        (lambda a, b: a - b, "the difference", "which sign?"),
        (lambda a, b: a * b if a != b else None, "the product", ""),
    )
    difference = KnownMistake(-1, "the difference", "which sign?")
    assert known_mistakes(table, 2, 3) == [difference, KnownMistake(6, "the product")]
    assert known_mistakes(table, 3, 3) == [KnownMistake(0, "the difference", "which sign?")]


# Five outcomes


def fails(_: Work) -> str:
    raise Failed("this", "that", because="a slip", next="look again")


def untouched(_: Work) -> str:
    raise NotAttempted("nothing yet")


def impossible(_: Work) -> str:
    raise Uncheckable("no data", "sprint data fetch")


def mistaken(_: Work) -> str:
    return str(1 / 0)


def empty(_: Work) -> str:
    return "looked at nothing"


SOURCE = (
    "good = 1\nhole = ...\ndef odd():\n    raise ValueError('no')\ndef later():\n    raise NotImplementedError\n"
    "def todo():\n    pass"
)
"""Names that are good, empty, and functions that raise, wait or do nothing."""


def later(work: Work) -> str:
    return str(work.session.name("later")())


OUTCOMES: list[tuple[str, Check, Outcome]] = [
    ("a check that looked", made(looks), Outcome.PASS),
    ("one that was not begun", made(untouched), Outcome.NOT_ATTEMPTED),
    ("one that has no data", made(impossible), Outcome.ERROR),
    ("a mistake of ours", made(mistaken), Outcome.ERROR),
    ("one that looked at nothing", made(empty), Outcome.ERROR),
    ("a name that holds the marker", made(looks, names=("hole",)), Outcome.NOT_ATTEMPTED),
    ("a function without a body", made(looks, names=("todo",)), Outcome.NOT_ATTEMPTED),
    ("a function that is still to come", made(later), Outcome.NOT_ATTEMPTED),
    ("a name that is not there", made(looks, names=("god",)), Outcome.FAIL),
]


@pytest.fixture(scope="module")
def named_work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Work]:
    """A run of SOURCE, open for checks."""
    with work_on(tmp_path_factory.mktemp("run"), SOURCE) as work:
        yield work


@pytest.mark.parametrize(("check", "outcome"), [row[1:] for row in OUTCOMES], ids=[row[0] for row in OUTCOMES])
def test_a_check_comes_to_one_outcome(named_work: Work, check: Check, outcome: Outcome) -> None:
    """Pass, fail, not attempted or error, each through the runner; a check that looked at nothing never passes."""
    assert one(named_work, check).outcome is outcome


def test_checks_are_judged_each_by_itself(named_work: Work) -> None:
    """What one check came to changes nothing for another that does not need it."""
    assert one(named_work, made(untouched), made(looks, "d99.c2")).outcome is Outcome.PASS
    assert one(named_work, made(looks), made(untouched, "d99.c2")).outcome is Outcome.NOT_ATTEMPTED


def test_a_report_lists_what_was_verified(named_work: Work) -> None:
    """A check that passes says what it looked at."""
    assert one(named_work, made(looks)).verified == ("something",)


def test_a_failure_keeps_its_words(named_work: Work) -> None:
    """What was seen and the usual slip reach the result as they were said."""
    failed = one(named_work, made(fails))
    assert (failed.outcome, failed.seen, failed.because) == (Outcome.FAIL, "this", "a slip")


def test_a_mistake_of_ours_is_never_the_learners(named_work: Work) -> None:
    """It is said whose it is."""
    assert "not at fault" in one(named_work, made(mistaken)).seen


def test_a_name_one_letter_off_is_pointed_out(named_work: Work) -> None:
    """The name that is nearly the one asked for is said."""
    assert "`good`" in one(named_work, made(looks, names=("god",))).seen


def test_an_error_in_the_learners_function_is_said_with_its_place(named_work: Work) -> None:
    """The check fails with the kind of the error, the cell and the line."""
    raised = one(named_work, made(lambda work: work.session.name("odd")()))
    assert (raised.outcome, "ValueError in cell [1], line 4: no" in raised.seen) == (Outcome.FAIL, True)


@pytest.mark.parametrize(
    ("needed", "outcome"),
    [
        (looks, Outcome.PASS), (fails, Outcome.BLOCKED), (mistaken, Outcome.BLOCKED), (empty, Outcome.BLOCKED),
        (impossible, Outcome.BLOCKED), (untouched, Outcome.NOT_ATTEMPTED),
    ],
)  # fmt: skip
def test_a_check_waits_for_what_it_needs(tmp_path: Path, needed: Callable[[Work], str], outcome: Outcome) -> None:
    """What depends on something unproved is blocked, on something not attempted not attempted, and never passes."""
    with work_on(tmp_path, "x = 1") as work:
        assert one(work, made(needed), made(looks, "d99.c2", needs=("d99.c1",))).outcome is outcome


def test_checks_after_the_end_of_the_process_are_blocked(tmp_path: Path) -> None:
    """A check that ends the learner's process fails, and the ones behind it wait for the run."""
    with work_on(tmp_path, "import os\ndef leave():\n    os._exit(0)") as work:
        checks = (made(lambda work: work.session.name("leave")()), made(looks, "d99.c2"))
        _, left, behind = prove(work, checks, FIRST)
    assert (left.outcome, "exit code 0" in left.seen) == (Outcome.FAIL, True)
    assert behind.outcome is Outcome.BLOCKED


def test_a_run_that_stopped_lets_the_checks_before_it_through(tmp_path: Path) -> None:
    """What was made before the cell that failed is checked; what comes after it is blocked, not failed."""
    with work_on(tmp_path, "before = 1", "1 / 0", "after = 1") as work:
        first = runs_result("d99.c0", Ran(work.run, SMALL))
        checks = (made(looks, names=("before",)), made(looks, "d99.c2", names=("after",)))
        assert [result.outcome for result in prove(work, checks, first)] == [
            Outcome.FAIL,
            Outcome.PASS,
            Outcome.BLOCKED,
        ]


def test_a_stretch_that_stops_leaves_the_day_as_it_is(tmp_path: Path) -> None:
    """The run counts up to the stretch, which is told in a remark; what stops before it stops the day as ever."""
    with work_on(tmp_path, "main = 1", "more = 2", "1 / 0") as work:
        named = [*work.cells[:2], replace(work.cells[2], id="stretch")]
        below = [replace(work.cells[1], kind="markdown", source="# %%\n\n## Check yourself\n"), work.cells[2]]
        first, run = runs_result("d99.c0", Ran(work.run, SMALL)), work.run
        for cells, outcome in (
            (named, Outcome.PASS),
            ([work.cells[0], *below], Outcome.PASS),
            (work.cells, Outcome.FAIL),
        ):
            work.cells, work.run = cells, run
            found, *_ = prove(work, [made(looks, names=("more",))], first)
            assert (found.outcome, work.run.complete) == (outcome, outcome is Outcome.PASS)
            assert "ZeroDivisionError" in (found.notes or [found.seen])[0]


def test_an_untouched_starter_is_never_red(tmp_path: Path) -> None:
    """Where nothing is attempted, how the notebook ran is not attempted either."""
    with work_on(tmp_path, "x = ...") as work:
        work.starter = ["x = ...\n"]
        checks = (made(looks, names=("x",)), made(untouched, "d99.c2"))
        assert {result.outcome for result in prove(work, checks, FIRST)} == {Outcome.NOT_ATTEMPTED}


def test_a_first_cell_of_ones_own_counts_as_run(tmp_path: Path) -> None:
    """As soon as one code cell is the learner's, the run is theirs, though no check is attempted as a whole."""
    with work_on(tmp_path, "x = ...", "def first():\n    return 1", "\n") as work:
        work.starter = ["x = ...", "def first():\n    ...  # your code here"]
        assert [result.outcome for result in prove(work, [made(untouched)], FIRST)] == [
            Outcome.PASS,
            Outcome.NOT_ATTEMPTED,
        ]


def test_one_check_is_asked_for_with_what_it_waits_for() -> None:
    """Nothing that it needs is left out, through others either, and nothing else is run."""
    needs = {"d99.c1": (), "d99.c2": ("d99.c0",), "d99.c3": ("d99.c1",), "d99.c4": ("d99.c3",)}
    checks = [made(untouched, name, needs=needed) for name, needed in needs.items()]
    assert [check.id for check in leading_to(["d99.c4"], checks)] == ["d99.c1", "d99.c3", "d99.c4"]
    assert [check.id for check in leading_to(["d99.c2"], checks)] == ["d99.c2"]


def test_what_holds_several_times_is_noted_once(tmp_path: Path) -> None:
    """Evidence names each thing that was looked at once, however often it was asked."""
    with work_on(tmp_path, "x = 1") as work:
        for text in ("a", "b", "a"):
            work.require(1, "not so", text)
        assert work.found.verified == ["a", "b"]


def test_the_outcome_of_a_day_is_its_worst() -> None:
    """Error before fail before blocked before not attempted before pass, and no check at all is an error."""
    order = [Outcome.ERROR, Outcome.FAIL, Outcome.BLOCKED, Outcome.NOT_ATTEMPTED, Outcome.PASS]
    for place, outcome in enumerate(order):
        results = tuple(Result(f"d01.c{n}", "", kind) for n, kind in enumerate(reversed(order[place:])))
        assert Report(1, results).outcome is outcome
        assert Report.from_json(Report(1, results).as_json()).results == results
    assert Report(1, ()).outcome is Outcome.ERROR


ELLIPSIS = "unsupported operand type(s) for +: 'ellipsis' and 'int'"


def stopped(type: str, message: str = "", module: str | None = None, line: int = 1) -> Run:
    cell = CellRun(0, 0.1, 1, (), Stop(type, message, (), 1, line, module))
    return Run((cell,), frozenset(), (), 0.1)


@pytest.mark.parametrize(
    ("run", "source", "outcome", "said"),
    [
        (Run((), frozenset(), (), 0), "", Outcome.PASS, "0 cells"),
        (stopped("NameError", "name 'x' is not defined"), "x", Outcome.FAIL, "no cell makes `x`"),
        (stopped("EOFError", "input('a') waits"), "", Outcome.FAIL, "in the code"),
        (stopped("NotImplementedError"), "raise NotImplementedError", Outcome.FAIL, "NotImplementedError"),
        (stopped("TypeError", ELLIPSIS, line=2), "x = 1\nx + 1", Outcome.FAIL, "ellipsis"),
        (stopped("TypeError", ELLIPSIS, line=2), "x = ...\nx + 1", Outcome.NOT_ATTEMPTED, "`...`"),
        (stopped("ModuleNotFoundError", "No module named 'torch'", "torch"), "", Outcome.ERROR, "pip install torch"),
        (
            stopped("ModuleNotFoundError", "No module named 'xgboost'", "xgboost"),
            "",
            Outcome.FAIL,
            "the package xgboost is not installed here; next: pip install xgboost",
        ),
        (stopped("ModuleNotFoundError", "No module named 'cv2'", "cv2"), "", Outcome.FAIL, "pip install opencv-python"),
        (stopped("ModuleNotFoundError", "No module named 'nunpy'", "nunpy"), "", Outcome.FAIL, "write numpy here"),
        (stopped("ImportError", "cannot import name 'nm' from 'torch'", "torch"), "", Outcome.FAIL, "cannot import"),
        (stopped("ModuleNotFoundError", "No module named 'torch.nm'", "torch.nm"), "", Outcome.FAIL, "torch.nm"),
        (
            stopped("ModuleNotFoundError", "No module named 'torch.nn'; 'torch' is not a package", "torch.nn"),
            "",
            Outcome.FAIL,
            "torch.py beside the notebook",
        ),
        (stopped("DataMissingError", "titanic is not here"), "", Outcome.ERROR, "sprint data"),
        (Run((), frozenset(), (), 0, True), "", Outcome.FAIL, "10 seconds"),
        (Run((), frozenset(), (), 0, False, "was ended by the system (SIGKILL)"), "", Outcome.FAIL, "SIGKILL"),
    ],
)
def test_how_the_notebook_ran_is_told_by_its_cause(run: Run, source: str, outcome: Outcome, said: str) -> None:
    """A missing package or data set is an error, the starter's marker not attempted, all else a fail with a move."""
    result = runs_result("d99.c0", Ran(run, SMALL, [Cell(0, source)], {"torch": "pip install torch"}))
    assert result.outcome is outcome
    assert said in result.message


def test_a_cell_that_measures_is_told_from_one_that_hangs() -> None:
    """Where the time ends in a cell with %timeit the move names the shorter measurement, elsewhere the loop."""
    late = Run((CellRun(3, 10.0, 1, (), None),), frozenset(), (), 10.0, timed_out=True)
    for source, said in (("r = %timeit -o f()", "-r 3"), ("while True: pass", "never ends")):
        cells = [Cell(1, "%timeit f()"), Cell(3, source)]
        assert said in runs_result("d99.c0", Ran(late, SMALL, cells)).next


def test_checks_come_in_the_order_of_their_ids() -> None:
    """Tasks by their number, then the stretch; those of a package are what its own modules declare, each once."""
    import types

    module, part = types.ModuleType("lesson"), types.ModuleType("lesson.part")
    tenth, first = made(looks, "d99.c10"), made(looks, "d99.c1")
    part.__dict__.update(first=first, stretch=made(looks, "d99.s1"), again=tenth)
    module.__dict__.update(tenth=tenth, helper=looks, part=part, second=made(looks, "d99.c2"), types=types)
    assert [check.id for check in checks_of(module)] == ["d99.c1", "d99.c2", "d99.c10", "d99.s1"]


def test_a_check_comes_after_those_it_waits_for() -> None:
    """Whatever their ids, and a circle of them is no endless loop."""
    import types

    module = types.ModuleType("lesson")
    module.__dict__.update(
        a=made(looks, "d99.c1", needs=("d99.c3",)), b=made(looks, "d99.c2"), c=made(looks, "d99.c3", needs=("d99.c2",))
    )
    assert [check.id for check in checks_of(module)] == ["d99.c2", "d99.c3", "d99.c1"]
    module.__dict__.update(b=made(looks, "d99.c2", needs=("d99.c1",)))
    assert len(checks_of(module)) == 3
