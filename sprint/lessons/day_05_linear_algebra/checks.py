"""Day 5: how the products, the movements and the benchmark are proved."""

import math
import secrets
from collections.abc import Iterator
from typing import Any

import numpy as np

from sprint.checks.api import (
    Failed,
    Figure,
    Function,
    KnownMistake,
    Work,
    analysis_check,
    check,
    figure_check,
    format_value,
)

WITHIN = 30
"""A timing may be this many times longer or shorter than ours: machines are noisy, units differ by a thousand."""
LEAST_SECONDS = 5e-8
"""No call of NumPy is shorter."""


def _fresh() -> np.random.Generator:
    return np.random.default_rng(secrets.randbits(64))


def _pairs(rng: np.random.Generator) -> list[tuple[Any, Any]]:
    """Return matrices that can be multiplied, smallest first, hardly any of them square."""
    shapes = [(1, 1, 1), (1, 2, 1), (2, 1, 2), (1, 3, 2), (2, 2, 2), (2, 3, 2), (3, 2, 4), (3, 4, 2), (4, 5, 3)]
    digits = [-4, -3, -2, -1, 2, 3, 4, 5]
    whole = [(rng.choice(digits, (n, m)), rng.choice(digits, (m, p))) for n, m, p in shapes]
    decimal = [(rng.normal(size=(n, m)).round(1), rng.normal(size=(m, p)).round(1)) for n, m, p in shapes[2:]]
    mixed = [(whole[5][0], decimal[3][1]), (decimal[3][0], whole[5][1])]
    return [*whole, *decimal, *mixed, (rng.normal(size=(6, 7)), rng.normal(size=(7, 5)))]


def _product_slips(A: Any, B: Any) -> Iterator[KnownMistake]:
    right = A @ B
    if right.dtype.kind == "f":
        cut = np.zeros(right.shape, dtype=int)
        for k in range(A.shape[1]):
            cut = (cut + np.outer(A[:, k], B[k])).astype(int)
        yield KnownMistake(
            cut,
            "that is the product with its decimals cut off",
            "which kind of numbers can the array for the result hold?",
        )
    yield KnownMistake(
        right.T,
        "that is the result with rows and columns in each other's place",
        "which index of the result comes from A?",
    )
    yield KnownMistake(
        A[:, -1:] * B[-1:],
        "that is only the last term of each sum",
        "each place adds up several products: does it keep the ones before?",
    )
    yield KnownMistake(A[:, :-1] @ B[:-1], "that is the sum without its last term", "where does the inner loop end?")
    yield KnownMistake(A[:, 1:] @ B[1:], "that is the sum without its first term", "where does the inner loop start?")
    if A.shape == B.shape:
        yield KnownMistake(A * B, "that is each place of A times the same place of B", "a row of A meets a column of B")
    if A.shape[1] == B.shape[1]:
        yield KnownMistake(
            A @ B.T,
            "that takes rows of A with rows of B",
            "a row of A meets a column of B: which index runs along a column?",
        )
    if A.shape[0] == B.shape[0]:
        yield KnownMistake(A.T @ B, "that takes columns of A with columns of B", "a row of A meets a column of B")
    yield KnownMistake(
        np.zeros(right.shape),
        "that is an array to which nothing was added",
        "print the indices inside the innermost loop",
    )


@check("d05.c1", "matmul_loops multiplies by hand, in any shape", names=("matmul_loops",))
def by_hand(work: Work) -> str:
    """`matmul_loops` gets pairs of random matrices, the smallest first, most of them not square, and its results are compared.

    Then it is called once more while we watch what is executed. If one of NumPy's products (`@`, `np.dot`, `A.dot`,
    `np.einsum` …) does the work, under whatever name and in whatever helper, the check fails: today the loops are yours.
    """
    function, rng = work.function("matmul_loops"), _fresh()
    pairs = _pairs(rng)
    function.agrees(
        pairs, np.matmul, slips=_product_slips, next="work out one place of the result by hand: one row, one column"
    )
    A, B = rng.integers(1, 9, (3, 4)), rng.integers(1, 9, (4, 2)).astype(float)
    used, _ = work.session.imported("sprint.lab.worker.matmul_tracing:products_used")(work.get("matmul_loops"), A, B)
    work.require(
        not used,
        f"matmul_loops uses NumPy's own product ({', '.join(map(str, used))})",
        "the product from loops, * and + alone",
        next="matmul_numpy is the place for it; here each sum is yours",
    )
    function.leaves_alone(A, B)
    return f"{len(pairs)} pairs of matrices"


def _refuses(work: Work, function: Function, left: tuple[int, int], right: tuple[int, int]) -> None:
    raised = function.raises(np.ones(left), np.ones(right))
    seen = f"{function.name} on shapes {left} and {right} " + (f"raises {raised}" if raised else "gives a result")
    work.require(
        raised in {"ValueError", "LinAlgError"},
        seen,
        "a ValueError",
        because="" if raised else f"{left[1]} and {right[0]} do not meet, so any result is silently wrong",
        next="compare the two inner sizes before the loops, and raise ValueError(…) where they differ",
    )


@check(
    "d05.c2",
    "both products agree, and refuse shapes that do not meet",
    names=("matmul_loops", "matmul_numpy"),
    needs=("d05.c1",),
)
def both_products(work: Work) -> str:
    """`matmul_numpy` gets the same kind of matrices. Then both are given pairs whose inner sizes differ.

    No product exists for those. A function that returns something all the same hides the mistake until much later; an
    error that names the two shapes shows it at once.
    """
    loops, numpy = work.function("matmul_loops"), work.function("matmul_numpy")
    numpy.agrees(_pairs(_fresh()), np.matmul, slips=_product_slips, next="np.dot(A, B) takes the left matrix first")
    for function in (loops, numpy):
        for left, right in (((2, 3), (4, 2)), ((3, 4), (3, 2)), ((2, 3), (2, 3))):
            _refuses(work, function, left, right)
    return "ValueError where the inner sizes differ"


def _rotation(theta: float) -> Any:
    return np.array([[math.cos(theta), 0.0 - math.sin(theta)], [math.sin(theta), math.cos(theta)]])


def _rotation_slips(theta: float) -> list[KnownMistake]:
    c, s = math.cos(theta), math.sin(theta)
    return [
        KnownMistake(
            _rotation(-theta), "that is a turn clockwise", "where should (1, 0) land? That is the first column"
        ),
        KnownMistake(
            _rotation(math.radians(theta)), "that is a turn by so many degrees", "theta is in radians already"
        ),
        KnownMistake(
            _rotation(math.degrees(theta)), "that is a turn by 180/π times as much", "theta is in radians already"
        ),
        KnownMistake(
            np.array([[s, c], [-c, s]]),
            "that has sine and cosine in each other's place",
            "which of the two is 1 for theta = 0?",
        ),
        KnownMistake(
            np.array([[c, s], [s, c]]),
            "that is no turn: both sines have one sign",
            "where should (0, 1) land? That is the second column",
        ),
        KnownMistake(
            np.array([[c, s], [s, -c]]),
            "that is a mirror, not a turn",
            "where should (0, 1) land? That is the second column",
        ),
    ]


@check("d05.c3", "rotation_matrix turns the plane counterclockwise", names=("rotation_matrix",))
def rotation(work: Work) -> str:
    """`rotation_matrix` is called with no turn, a quarter turn, and random angles of both signs, several turns long.

    The first column is where (1, 0) lands, the second where (0, 1) lands; both stay on the circle and at a right angle.
    """
    function, rng = work.function("rotation_matrix"), _fresh()
    angles = [0.0, math.pi / 2, *(float(theta) for theta in rng.uniform(-9, 9, size=20))]
    function.agrees(
        [(theta,) for theta in angles],
        _rotation,
        slips=_rotation_slips,
        next="draw where (1, 0) and (0, 1) land for a quarter turn: these are the two columns",
    )
    return f"{len(angles)} angles"


def _transform_slips(points: Any, M: Any) -> list[KnownMistake]:
    moved = points @ M.T
    slips = [
        KnownMistake(
            points @ M,
            "that is the points times M, not M times the points",
            "points are rows, M expects columns: what has to be turned round?",
        ),
        KnownMistake(moved.T, "those are the moved points as columns", "one point in each row, as they came"),
    ]
    if len(points) == 2:
        slips.append(
            KnownMistake(
                M @ points, "that is M times the table, which takes its columns for points", "try it with three points"
            )
        )
    return slips


@check("d05.c4", "transform moves each row by M", names=("transform",))
def transforms(work: Work) -> str:
    """`transform` gets one point, two points, then more, with matrices that are not symmetric, and whole and decimal numbers.

    For a symmetric matrix, M and its transpose are the same and the usual mix-up stays unseen; so ours are not.
    """
    function, rng = work.function("transform"), _fresh()
    shear = np.array([[1.0, 2.0], [0.0, 1.0]])
    cases = [(np.array([[0.0, 1.0]]), shear), (np.array([[1, 0], [2, 1]]), shear)]
    for count in (3, 2, 1, 5, 8):
        M = rng.integers(-4, 5, (2, 2)).astype(float)
        M[0, 1] = M[1, 0] + rng.integers(1, 4)
        cases.append((rng.integers(-5, 6, (count, 2)).astype(float), M))
    cases.append((rng.normal(size=(40, 2)), rng.normal(size=(2, 2))))
    function.agrees(
        cases,
        lambda points, M: points @ M.T,
        slips=_transform_slips,
        next="follow one point by hand: M times the point as a column",
    )
    function.leaves_alone(*cases[2])
    return f"{len(cases)} drawings"


def _benchmarks(work: Work) -> dict[int, tuple[float, float]]:
    """Return the learner's benchmarks, checked for their form."""
    found = work.get("benchmarks")
    if not isinstance(found, dict):
        raise Failed(
            f"benchmarks is {format_value(found)}",
            "a dictionary {n: (loops, NumPy)}",
            next="start from benchmarks = {}",
        )
    result = {}
    for n, pair in found.items():
        if isinstance(n, bool) or not isinstance(n, int | np.integer):
            raise Failed(
                f"benchmarks has the key {format_value(n)}",
                "the size n as a whole number",
                next="print(benchmarks.keys())",
            )
        try:
            seconds = np.asarray(pair, dtype=float)
        except (TypeError, ValueError):
            seconds = np.empty(0)
        if seconds.shape != (2,) or not np.all(seconds > 0):
            raise Failed(
                f"benchmarks[{n}] is {format_value(pair)}",
                "a pair of seconds, both larger than 0: loops, then NumPy",
                next="what does the stopwatch show before, and what after?",
            )
        result[int(n)] = (float(seconds[0]), float(seconds[1]))
    work.require(
        len(result) >= 3,
        f"benchmarks holds {len(result)} size{'s' if len(result) != 1 else ''}",
        "three sizes or more",
        next="does each round of the loop add an entry of its own?",
    )
    return dict(sorted(result.items()))


def _seconds(work: Work, name: str, n: int) -> float:
    """Return the shortest of a few calls for two n × n matrices, measured now in the learner's process."""
    rng = _fresh()
    A, B = rng.normal(size=(2, n, n))
    bound = work.session.imported("functools:partial").keep(work.get(name), A, B)
    timer = work.session.imported("timeit:Timer").keep(bound)
    first = float(timer.attribute("timeit")(1))
    repeats = max(1, min(1000, int(0.02 / max(first, 1e-7))))
    return float(min(timer.attribute("repeat")(3, repeats))) / repeats


@check("d05.c5", "benchmarks holds the seconds of one product", names=("benchmarks", "matmul_loops", "matmul_numpy"))
def benchmark(work: Work) -> str:
    """`benchmarks` needs three sizes or more, and at the largest the loops take longer than NumPy.

    Then the loops are timed again in your process at one of your sizes. A factor of thirty is allowed, since no two runs on a
    busy computer agree. What it does notice: milliseconds in place of seconds, the total of many calls, or one number for all
    sizes.
    """
    found = _benchmarks(work)
    largest = max(found)
    loops, numpy = found[largest]
    work.require(
        loops > numpy,
        f"at n = {largest} the loops take {format_value(loops)} s and NumPy {format_value(numpy)} s",
        "loops that take longer, at the largest n at least",
        because="the two may have changed places" if numpy > 3 * loops else "",
        next="each pair is (loops, NumPy); does matmul_numpy use NumPy, and is the largest n at least 30?",
    )
    work.require(
        min(seconds for _, seconds in found.values()) > LEAST_SECONDS,
        f"the shortest time for NumPy is {format_value(min(seconds for _, seconds in found.values()))} s",
        "the time of a product",
        because="that is the price of a call that does nothing",
        next="is matmul_numpy called, with its two matrices in parentheses, in the timed part?",
    )
    n = max((size for size in found if size <= 64), default=min(found))
    claimed, ours = found[n][0], _seconds(work, "matmul_loops", n)
    because = f"that is about {claimed / ours:,.0f} times as long: a total of many calls, or another unit"
    work.require(
        ours / WITHIN <= claimed <= ours * WITHIN,
        f"benchmarks[{n}] says {format_value(claimed)} s for matmul_loops",
        f"one call takes about {format_value(ours)} s here",
        because=because if claimed > ours else "",
        next="divide by the number of calls, and keep seconds; is the function called in the timed part?",
    )
    if claimed > 5 * ours:
        work.note(
            f"benchmarks[{n}] says {format_value(claimed)} s, one call takes about {format_value(ours)} s: divided by the calls?"
        )
    work.require(
        len({seconds for seconds, _ in found.values()}) > 1,
        f"matmul_loops takes {format_value(loops)} s at each of the {len(found)} sizes",
        "a time for each size, as measured",
        next="does the timed call use matrices of this round's n?",
    )
    work.metric("speedup", loops / numpy)
    return f"NumPy is {loops / numpy:,.0f} times as fast at n = {largest}"


def _shows_house(work: Work, figure: Figure) -> bool:
    house = work.array("HOUSE", (None, 2))
    return figure.has_line(*house.T) or figure.has_points(*house.T)


def _shows_moved(work: Work, figure: Figure) -> bool:
    """Tell whether another line goes through the house moved by some matrix, perhaps shifted."""
    house = work.array("HOUSE", (None, 2))
    known = np.column_stack([house, np.ones(len(house))])
    for drawn in [*figure.arrays("lines"), *figure.arrays("points")]:
        if drawn.shape == house.shape and not np.allclose(drawn, house) and np.all(np.isfinite(drawn)):
            moved = known @ np.linalg.lstsq(known, drawn, rcond=None)[0]
            if np.allclose(moved, drawn, atol=1e-6) and np.ptp(drawn) > 0:
                return True
    return False


def _turned_in_place(work: Work, figure: Figure) -> bool:
    """Tell whether the house is drawn turned about a point inside it."""
    house = work.array("HOUSE", (None, 2))
    known = np.column_stack([house, np.ones(len(house))])
    for drawn in [*figure.arrays("lines"), *figure.arrays("points")]:
        if drawn.shape == house.shape and np.all(np.isfinite(drawn)) and not np.allclose(drawn, house):
            fit = np.linalg.lstsq(known, drawn, rcond=None)[0]
            turn, shift = fit[:2].T, fit[2]
            rigid = np.allclose(turn @ turn.T, np.eye(2), atol=1e-6) and np.linalg.det(turn) > 0
            if rigid and not np.allclose(turn, np.eye(2)):
                still = np.linalg.solve(np.eye(2) - turn, shift)
                margin = 0.2 * np.ptp(house, axis=0)
                if np.all((house.min(axis=0) + margin < still) & (still < house.max(axis=0) - margin)):
                    return True
    return False


view = figure_check(
    "d05.c6",
    "View: a drawing before and after a transformation",
    "A figure of this run with something inside its axes. We look for a line or points through `HOUSE`, for the same drawing "
    "moved by a matrix, and for one turned about a point inside it; when they cannot be matched, you get a note and the check "
    "still passes. Whether the arrows are there, you see yourself.",
    {
        "the house before": _shows_house,
        "the house after": _shows_moved,
        "the house turned about its own middle": _turned_in_place,
    },
)

analysis = analysis_check(
    "d05.c7",
    "From which n does NumPy win, and why does its lead grow with n? Where did broadcasting help?",
    numbers=("benchmarks",),
    words=("loop", "n =", "n="),
)


# The stretch


def _symmetric(rng: np.random.Generator, n: int, sign: int) -> Any:
    """Return a symmetric matrix (n, n) whose eigenvalue largest in size has this sign, well ahead of the others."""
    sizes = rng.uniform(4, 6) * np.array([1.0, *rng.uniform(0.3, 0.75, n - 1)])
    values = sizes * np.array([sign, -sign, *rng.choice([-1, 1], n)])[:n]
    axes = np.linalg.qr(rng.normal(size=(n, n)))[0]
    whole = (axes * values) @ axes.T
    return (whole + whole.T) / 2


def _settled(A: Any, start: Any, steps: int) -> tuple[float, Any]:
    arrow = start / np.linalg.norm(start)
    for _ in range(steps):
        arrow = A @ arrow
        arrow = arrow / np.linalg.norm(arrow)
    return float(arrow @ A @ arrow), arrow


def _value_and_arrow(function: Function, A: Any, start: Any, steps: int) -> tuple[Any, Any, str]:
    """Return what the learner's function gives, an eigenvalue and an arrow (n,), and the call."""
    got, call = function(A, start, steps), function.call_text((A, start, steps))
    if not isinstance(got, list | tuple) or len(got) != 2:
        move = "does the function end with `return`?" if got is None else "return value, arrow"
        raise Failed(f"{call} gives {format_value(got)}", "a pair (value, arrow)", next=move)
    try:
        value, arrow = np.asarray(got[0], dtype=float), np.asarray(got[1], dtype=float)
    except (TypeError, ValueError):
        value = arrow = np.empty(0)
    if value.shape != () or arrow.shape != start.shape:
        raise Failed(
            f"{call} gives {format_value(got)}",
            f"a number and an array of shape {start.shape}",
            next="arrow @ A @ arrow is a number as long as arrow has one axis",
        )
    return value, arrow, call


def _along(arrow: Any, other: Any) -> bool:
    """Tell whether an arrow is another one, or its opposite."""
    return any(np.allclose(arrow, sign * other, atol=1e-6) for sign in (1, -1))


def _arrow_slip(A: Any, start: Any, steps: int, arrow: Any) -> tuple[str, str]:
    """Return the usual slip that gives this arrow, and where to look."""
    length = float(np.linalg.norm(arrow))
    known = (
        (not math.isfinite(length), "the numbers have run out of a float's range", "scale the arrow in every round"),
        (
            abs(length - 1) > 1e-6,
            f"its length is {format_value(length)}",
            "divide by np.linalg.norm(arrow), in every round",
        ),
        (_along(arrow, _settled(A, start, steps - 1)[1]), "that is one round too few", "where does the loop end?"),
        (_along(arrow, _settled(A, start, steps + 1)[1]), "that is one round too many", "where does the loop end?"),
        (
            _along(arrow, _settled(A, np.ones(len(start)), steps)[1]),
            "that starts from an arrow of ones",
            "start from the arrow that is handed in",
        ),
        (
            _along(arrow, np.linalg.eigh(A)[1][:, np.argmax(np.abs(np.linalg.eigvalsh(A)))]),
            "that is where it settles in the end",
            "stop after the number of rounds that is asked for",
        ),
    )
    return next(((because, move) for holds, because, move in known if holds), ("", "do one round by hand"))


def _value_slips(A: Any, arrow: Any) -> list[KnownMistake]:
    return [
        KnownMistake(
            float(np.linalg.norm(A @ arrow)),
            "the length of A @ arrow, which has no sign",
            "the value is arrow @ A @ arrow",
        ),
        KnownMistake(
            float((A @ arrow) @ (A @ arrow)), "the squared length of A @ arrow", "the value is arrow @ A @ arrow"
        ),
        KnownMistake(1.0, "the length of the arrow", "how much does A lengthen the arrow? arrow @ A @ arrow"),
    ]


@check("d05.s1", "Stretch: settle finds the direction that A only lengthens", names=("settle",), stretch=True)
def power_iteration(work: Work) -> str:
    """`settle` gets symmetric matrices made up on the spot, of 2 to 6 rows, with one, two and three rounds, then with 600.

    After few rounds the arrow has to be where it is by then; it or its opposite. After 600 it has to be the eigenvector of
    the eigenvalue largest in size, which may be below zero. Without scaling, 600 rounds run out of a float's range.
    """
    function, rng = work.function("settle"), _fresh()
    cases = [(np.array([[3.0, 1.0], [1.0, -1.0]]), np.array([2.0, 0.0]), 1)]
    for n, sign, steps in (
        (2, 1, 1),
        (2, -1, 2),
        (3, 1, 2),
        (3, -1, 3),
        (4, -1, 1),
        (2, 1, 600),
        (4, -1, 600),
        (6, 1, 600),
    ):
        cases.append((_symmetric(rng, n, sign), rng.normal(size=n) + 0.1, steps))
    for A, start, steps in cases:
        value, arrow, call = _value_and_arrow(function, A, start, steps)
        expected, settled = _settled(A, start, steps)
        if not _along(arrow, settled):
            because, move = _arrow_slip(A, start, steps, arrow)
            raise Failed(
                f"{call} gives the arrow {format_value(arrow)}", format_value(settled), because=because, next=move
            )
        slips = _value_slips(A, settled)
        work.equal(
            f"the value of {call}",
            float(value),
            expected,
            slips=slips,
            next="arrow @ A @ arrow, after the last round",
            rel=1e-5,
        )
    values = np.linalg.eigvalsh(A)
    work.equal("the last value", float(value), float(values[np.argmax(np.abs(values))]), rel=1e-5)
    function.leaves_alone(*cases[3])
    return f"{len(cases)} symmetric matrices"
