"""Day 11: how the street, the lift, the kernel and the two machines are proved."""

from typing import Any

import numpy as np
from sklearn.datasets import make_blobs, make_circles
from sklearn.svm import SVC

from sprint.checks.api import (
    Failed,
    Figure,
    KnownMistake,
    Remote,
    Work,
    analysis_check,
    check,
    count_shared_rows,
    figure_check,
    predict,
    refit_copy,
    require_aligned_labels,
    require_learned_only_from,
)

HARD = 1e6
"""A C that lets no point stand on the street."""


def _two_groups(rng: Any, rows: int, columns: int = 2) -> tuple[Any, Any]:
    """Return points (rows, columns) of two groups well apart, somewhere in their space, and their groups."""
    step = rng.normal(size=columns)
    step *= rng.uniform(3, 6) / np.linalg.norm(step)
    middle = rng.uniform(-4, 4, size=columns)
    X, y = make_blobs(rows, centers=[middle, middle + step], cluster_std=0.5, random_state=int(rng.integers(2**31)))
    return X, y


def _share(model: Remote, X: Any, y: Any) -> float:
    return float((predict(model, X) == y).mean())


def _bend(model: Remote) -> float:
    """Return how far a machine's function is from a flat one: 0 for w · x + b."""
    rng = np.random.default_rng()
    first, second = rng.uniform(-5, 5, size=(2, 60, 2))
    f = [np.ravel(predict(model, points, "decision_function")) for points in (first, second, (first + second) / 2)]
    return float(np.abs(f[0] + f[1] - 2 * f[2]).max() / (np.ptp(f[0]) + 1e-12))


@check("d11.c1", "svm_linear parts two blobs by a straight line", names=("svm_linear",))
def parts_the_blobs(work: Work) -> str:
    """A straight boundary means: halfway between two points, `f` is halfway between its two values. That is asked.

    Then `svm_linear` has to be right about the blobs, and a copy of it is fitted on two new groups elsewhere in the
    plane and asked about points it has not seen.
    """
    model = work.remote("svm_linear")
    bend = _bend(model)
    work.require(
        bend < 1e-6,
        "halfway between two points, decision_function is not halfway between its values",
        "a flat function, w · x + b",
        because="the kernel of svm_linear bends the boundary",
        next="print(svm_linear) and look at its kernel",
    )
    X, y = work.array("X_blobs", (None, 2)), work.array("y_blobs", (None,))
    share = _share(model, X, y)
    work.require(
        share >= 0.9,
        f"svm_linear is right about {share:.0%} of the blobs",
        "nearly all of them",
        next="was it fitted on X_blobs and y_blobs, in this order?",
    )
    X, y = _two_groups(np.random.default_rng(), 300)
    new = _share(refit_copy(work, "svm_linear", X[:100], y[:100]), X[100:], y[100:])
    work.require(
        new >= 0.95,
        f"fitted on two new groups, it is right about {new:.0%} of their other points",
        "nearly all of them",
        next="svm_linear has to learn everything in fit",
    )
    return f"{share:.0%} of the blobs right"


@check("d11.c2", "margin_width is the width of the street", names=("margin_width",))
def width_is_right(work: Work) -> str:
    """`margin_width` is called with linear machines fitted for this check.

    The first stands between two points, so the street is as wide as they are apart. The others stand between groups
    somewhere in the plane or in a space of three and five coordinates; the widths are computed from machines of our own,
    fitted on the same points.
    """
    width = work.function("margin_width")
    rng = np.random.default_rng()
    pairs = [(np.array([[0.0, 0.0], [3.0, 4.0]]), np.array([0, 1]), "the points (0, 0) and (3, 4)")]
    pairs += [
        (*_two_groups(rng, rows, columns), f"two groups of {rows // 2} points with {columns} coordinates")
        for rows, columns in ((6, 2), (20, 2), (40, 3), (40, 5))
    ]
    for X, y, between in pairs:
        machine = work.session.imported("sklearn.svm:SVC").keep(kernel="linear", C=HARD)
        machine.attribute("fit").keep(X, y)
        ours = SVC(kernel="linear", C=HARD).fit(X, y)
        length = float(np.linalg.norm(ours.coef_))
        got = width(machine)
        if isinstance(got, np.ndarray) and got.size == 1:
            got = got.item()
        if got is None:
            raise Failed("margin_width gives None", "a number", next="does margin_width end with `return`?")
        first_two = float(np.linalg.norm(ours.coef_[0, :2]))
        both = float(np.hypot(length, ours.intercept_[0]))
        slips = [
            KnownMistake(1 / length, "the way from the boundary to one kerb: half the street", "count both sides"),
            KnownMistake(2 / length**2, "2 divided by the squared length of w", "the length has a root"),
            KnownMistake(
                1 / length**2, "1 divided by the squared length of w", "the length has a root, and count both sides"
            ),
            KnownMistake(length, "the length of w: it falls when the street widens", "look at the table at the top"),
            KnownMistake(
                2 * length, "twice the length of w: it falls when the street widens", "look at the table at the top"
            ),
            KnownMistake(
                2 / float(np.abs(ours.coef_).sum()),
                "what the sum of w's sizes gives in place of its length",
                "squares, sum, root",
            ),
            KnownMistake(
                2 / first_two, "what the first two numbers of w give", "w has as many as there are coordinates"
            ),
            KnownMistake(
                2 / both, "what comes out with b counted as a part of w", "b moves the street, it does not widen it"
            ),
        ]
        work.equal(
            f"margin_width of a machine between {between}",
            got,
            2 / length,
            slips=slips,
            next="how far apart are f = -1 and f = +1?",
            rel=1e-4,
        )
    return f"{len(pairs)} machines"


@check("d11.c3", "lift adds the sum of the squares", names=("lift",))
def lift_is_right(work: Work) -> str:
    """`lift` is called with a few points, then with many, and its result is compared with one computed here.

    In the lifted space a flat cut parts any two rings around the origin; in the plane none does.
    """
    rng = np.random.default_rng()
    lift = work.function("lift")

    def slips(X: Any) -> list[KnownMistake]:
        third = {
            "the distance itself, without the square": np.sqrt((X**2).sum(axis=1)),
            "the product of the coordinates": X.prod(axis=1),
            "the square of the sum": X.sum(axis=1) ** 2,
            "the sum without squares": X.sum(axis=1),
        }
        found = [
            KnownMistake(np.column_stack([X, column]), f"the third column is {what}") for what, column in third.items()
        ]
        return [*found, KnownMistake(np.column_stack([X, X**2]), "both squares are there, not added up")]

    lift.agrees(
        [(np.array([[2.0, 3.0]]),), *((rng.normal(size=(rows, 2)) * 3,) for rows in (2, 5, 40))],
        lambda X: np.column_stack([X, X[:, 0] ** 2 + X[:, 1] ** 2]),
        slips=slips,
        next="two columns as they are, and a third one",
    )
    lift.leaves_alone(rng.normal(size=(4, 2)))
    return "on 1 to 40 points"


@check("d11.c4", "rbf_kernel gives the likeness of each pair of points", names=("rbf_kernel",))
def kernel_is_right(work: Work) -> str:
    """`rbf_kernel` is called with two points, then with more of them, also in three dimensions and with other gammas.

    The number of points on both sides differs, so a matrix that is turned round shows.
    """
    rng = np.random.default_rng()

    def reference(A: Any, B: Any, gamma: float, power: int = 2, sign: int = -1, factor: float = 1) -> Any:
        distance = np.sqrt(((A[:, None] - B[None]) ** 2).sum(axis=2))
        return np.exp(sign * gamma * factor * distance**power)

    def slips(A: Any, B: Any, gamma: float) -> list[KnownMistake]:
        return [
            KnownMistake(reference(A, B, gamma, power=1), "that takes the distance instead of its square"),
            KnownMistake(reference(A, B, gamma, sign=1), "that is without the minus: far points would be alike"),
            KnownMistake(reference(A, B, gamma, factor=0.5), "that takes half of gamma"),
            KnownMistake(
                reference(A, B, 1.0), "that takes a gamma of 1, whatever gamma is", "where does gamma come in?"
            ),
            KnownMistake(reference(A, B, 1 / gamma), "that divides by gamma", "a larger gamma fades faster"),
            KnownMistake(reference(A, B, gamma).T, "that is the matrix turned round", "rows belong to A, columns to B"),
            KnownMistake(A @ B.T, "that is the plain product of the points", "the distance comes first"),
        ]

    sizes = ((1, 1, 2), (1, 3, 2), (3, 2, 2), (4, 6, 2), (5, 3, 3))
    cases = [(np.array([[1.0, 2.0]]), np.array([[2.0, 4.0]]), 0.3)]
    cases += [(rng.normal(size=(m, p)), rng.normal(size=(n, p)), float(rng.uniform(0.2, 0.8))) for m, n, p in sizes]
    kernel = work.function("rbf_kernel")
    kernel.agrees(cases, reference, slips=slips, next="squared distance of each pair, times -gamma, then exp")
    kernel.leaves_alone(*cases[-1])
    return f"{len(cases)} pairs of groups"


@check(
    "d11.c5",
    "on circles the RBF machine sees what a line cannot",
    names=("linear_on_circles", "svm_rbf"),
    needs=("d11.c1",),
)
def kernel_helps(work: Work) -> str:
    """Both machines are asked about 500 new points on the same two circles, made for this check.

    The RBF machine has to be at least 0.2 better than the linear one and right about nine in ten, and far away from all
    points its function has one value, as the likeness has faded there. Both have to have learned from the training
    circles only: one that was fitted on the test circles as well would answer differently.
    """
    line, rbf = work.remote("linear_on_circles"), work.remote("svm_rbf")
    work.require(
        _bend(line) < 1e-6,
        "halfway between two points, the function of linear_on_circles is not halfway between its values",
        "a linear machine",
        next="print(linear_on_circles) and look at its kernel",
    )
    X, y = make_circles(n_samples=500, factor=0.4, noise=0.1)
    straight, bent = _share(line, X, y), _share(rbf, X, y)
    known = _share(rbf, work.array("X_train"), work.array("y_train"))
    because = ""
    if bent < 0.9 and known > 0.95:
        because = f"it knows {known:.0%} of the training points and little in between: each is an island of its own"
    elif bent < 0.9:
        because = "it does not even know the training points"
    work.require(
        bent >= 0.9 and bent - straight >= 0.2,
        f"on new points of the circles: RBF {bent:.2f}, linear {straight:.2f}",
        "RBF at least 0.9, and 0.2 above the linear machine",
        because=because,
        next="print(svm_rbf): how fast does the likeness fade with its gamma?",
    )
    _fades(work, rbf)
    _learned_from_the_training_circles(work)
    return f"new points: RBF {bent:.2f}, linear {straight:.2f}"


def _fades(work: Work, rbf: Remote) -> None:
    """Fail unless a machine's function is the same in all directions far away, as a likeness that fades makes it."""
    angles = np.linspace(0, 2 * np.pi, 9)[:-1]
    far = np.ravel(predict(rbf, 1e4 * np.column_stack([np.cos(angles), np.sin(angles)]), "decision_function"))
    work.require(
        np.ptp(far) <= 1e-6 * (1 + np.abs(far).max()),
        f"far away from all points the function of svm_rbf goes from {far.min():.3g} to {far.max():.3g}",
        "one value: the likeness of the RBF kernel has faded there",
        because="another kernel bends the boundary, too",
        next="print(svm_rbf) and look at its kernel",
    )


def _learned_from_the_training_circles(work: Work) -> None:
    """Fail unless training and test circles are apart, with their groups, and both machines know the first only."""
    table = {name: work.array(name) for name in ("X_train", "y_train", "X_test", "y_test", "X_circles", "y_circles")}
    both = count_shared_rows(table["X_train"], table["X_test"], table["X_circles"])
    work.require(
        both == 0,
        f"{both} of the {len(table['X_test'])} rows of X_test are also in X_train",
        "test circles that are no training circles",
        next="the split of the setup cell has them apart: are the names given anew further down?",
    )
    parts = {part: (table[f"X_{part}"], table[f"y_{part}"]) for part in ("train", "test")}
    require_aligned_labels(work, parts, (table["X_circles"], table["y_circles"]))
    line, blobs = (
        np.ravel(predict(work.remote(name), table["X_test"], "decision_function"))
        for name in ("linear_on_circles", "svm_linear")
    )
    work.require(
        not np.allclose(line, blobs, rtol=1e-6, atol=1e-9),
        "linear_on_circles answers exactly as svm_linear",
        "a machine of its own, fitted on the training circles",
        because="svm_linear has learned from the blobs",
        next="which rows has linear_on_circles seen?",
    )
    train, whole = ((work.remote(f"X_{part}"), work.remote(f"y_{part}")) for part in ("train", "circles"))
    for name, closer in (("svm_rbf", 0.3), ("linear_on_circles", 0.01)):
        require_learned_only_from(work, name, train, whole, work.remote("X_test"), "decision_function", closer)


@check("d11.c6", "both accuracies are those of the test circles", names=("linear_acc", "rbf_acc"), needs=("d11.c5",))
def accuracies_are_recomputed(work: Work) -> str:
    """Both are counted once more: the share of `X_test` that your two machines get right."""
    X, y = work.array("X_test", (None, 2)), work.array("y_test", (None,))
    X_train, y_train = work.array("X_train"), work.array("y_train")
    machines = {"linear_acc": "linear_on_circles", "rbf_acc": "svm_rbf"}
    shares = {name: _share(work.remote(machine), X, y) for name, machine in machines.items()}
    for name, machine in machines.items():
        other = next(value for key, value in shares.items() if key != name)
        share = shares[name]
        slips = [
            KnownMistake(
                _share(work.remote(machine), X_train, y_train), "the share of the training circles", "which rows?"
            ),
            KnownMistake(other, "the accuracy of the other machine", f"{name} belongs to {machine}"),
            KnownMistake(1 - share, "the share that is wrong", "count the right ones"),
            KnownMistake(100 * share, "a percentage", "a share lies between 0 and 1"),
            KnownMistake(share * len(y), "a count", "divide by the number of rows"),
            KnownMistake(
                _share(work.remote("svm_linear"), X, y), "what the machine of the blobs gets here", "which machine?"
            ),
        ]
        work.equal(name, work.number(name), share, slips=slips, next=f"compare {machine}.predict(X_test) with y_test")
        work.metric(name, share)
    return f"linear {shares['linear_acc']:.2f}, RBF {shares['rbf_acc']:.2f}"


def _shows_boundary(_work: Work, figure: Figure) -> bool:
    """Tell whether a figure has a line or a change of colour where the function is 0."""
    levels = any(np.any(np.abs(levels) < 1e-9) for levels in figure.arrays("levels"))
    images = (np.ravel(image) for image in figure.arrays("images"))
    return levels or any(image.size > 400 and np.ptp(image) > 0 for image in images)


def _shows_points(work: Work, figure: Figure) -> bool:
    X = work.array("X_blobs")
    clouds = [cloud for cloud in figure.arrays("points") if len(cloud) == len(X)]
    return bool(figure.has_points(*X.T)) or any(np.allclose(np.sort(cloud[:, 0]), np.sort(X[:, 0])) for cloud in clouds)


view = figure_check(
    "d11.c7",
    "View: the points and the decision boundary",
    "A figure of this run with something inside its axes. We look for the points of the blobs and for a contour at 0 or "
    "regions in two colours; when the drawn data cannot be matched, you get a note and the check still passes.",
    {"the points of the blobs": _shows_points, "a decision boundary": _shows_boundary},
)

analysis = analysis_check(
    "d11.c8",
    "Why can no line separate the circles, and what does the RBF kernel add? Use the two accuracies.",
    numbers=("linear_acc", "rbf_acc"),
    words=("linear_acc", "rbf_acc", "rbf"),
)


@check("d11.s1", "Stretch: six coordinates whose product is the kernel", names=("lift_poly",), stretch=True)
def lift_is_the_kernels(work: Work) -> str:
    """`lift_poly` is called with two groups of points, one after the other, and the products are multiplied out here.

    They have to be what the kernel `(a · b + 1)²` gives for each pair, first for two points, then for larger groups.
    The order and the signs of your columns do not matter.
    """
    rng = np.random.default_rng()
    cases = [(np.array([[2.0, 3.0]]), np.array([[1.0, -2.0]]))]
    cases += [(rng.normal(size=(m, 2)), rng.normal(size=(n, 2))) for m, n in ((1, 1), (2, 3), (5, 4), (30, 20))]
    for A, B in cases:
        between = f"{A[0].round(2).tolist()} and {B[0].round(2).tolist()}"
        work.equal(
            f"lift_poly(A) @ lift_poly(B).T between {between if len(A) == 1 else f'{len(A)} and {len(B)} points'}",
            _lifted(work, A) @ _lifted(work, B).T,
            (A @ B.T + 1) ** 2,
            slips=_poly_slips(A, B),
            next="multiply (a0·b0 + a1·b1 + 1)² out: which six terms are there, and how often is each?",
        )
    work.function("lift_poly").leaves_alone(rng.normal(size=(4, 2)))
    return f"{sum(len(A) * len(B) for A, B in cases)} pairs of points"


def _lifted(work: Work, X: Any) -> Any:
    """Return lift_poly(X) as an array of numbers (n, 6)."""
    lifted = np.asarray(work.function("lift_poly").returns(np.ndarray, X, next="np.column_stack makes one of columns"))
    twice = "two of its columns may be the same: join them into one" if lifted.shape == (len(X), 7) else ""
    work.require(
        lifted.shape == (len(X), 6),
        f"lift_poly gives shape {lifted.shape} for points of shape {X.shape}",
        f"({len(X)}, 6): a row for each point, six columns",
        because=twice,
        next="print(lift_poly(X_blobs).shape)",
    )
    work.require(
        lifted.dtype.kind in "iuf", f"lift_poly gives an array of {lifted.dtype}", "numbers", next="print(lift_poly(X))"
    )
    return lifted


def _poly_slips(A: Any, B: Any) -> list[KnownMistake]:
    """Return what the usual wrong lifts give as products."""

    def products(mixed: float, single: float, constant: float = 1.0) -> Any:
        first, second = (
            np.column_stack([X**2, mixed * X.prod(axis=1), single * X, np.full(len(X), constant)]) for X in (A, B)
        )
        return first @ second.T

    root = np.sqrt(2)
    return [
        KnownMistake(
            products(1, 1), "what comes out when each term counts once", "which terms of the square come twice?"
        ),
        KnownMistake(
            products(2, 2), "what comes out with 2 as a factor of a column", "both points bring the factor along"
        ),
        KnownMistake(
            products(root, 1), "what comes out when a0 and a1 count once", "which terms of the square come twice?"
        ),
        KnownMistake(
            products(1, root), "what comes out when a0·a1 counts once", "which terms of the square come twice?"
        ),
        KnownMistake(
            products(root, root, 0), "one too small: the 1 of the square is missing", "one column is the same for all"
        ),
        KnownMistake(
            products(root, root, root), "one too large: the 1 of the square counts twice", "1 times 1 comes once"
        ),
    ]
