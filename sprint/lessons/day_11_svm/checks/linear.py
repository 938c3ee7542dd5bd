"""Day 11, the street: a straight boundary between two blobs, and how wide the margin is."""

import numpy as np
from sklearn.datasets import make_blobs
from sklearn.svm import SVC

from sprint.checks.api import Failed, Floats, Labels, MistakeTable, Rows, Work, check, known_mistakes, refit_copy

from .common import accuracy_of, nonlinearity

HARD = 1e6
"""A C that lets no point stand on the street."""

FALLS = "it falls when the street widens"
TABLE = "look at the table at the top"

WIDTH_MISTAKES: MistakeTable = (
    (lambda w, _: 1 / _norm(w), "the way from the boundary to one kerb: half the street", "count both sides"),
    (lambda w, _: 2 / _norm(w) ** 2, "2 divided by the squared length of w", "the length has a root"),
    (
        lambda w, _: 1 / _norm(w) ** 2,
        "1 divided by the squared length of w",
        "the length has a root, and count both sides",
    ),
    (lambda w, _: _norm(w), f"the length of w: {FALLS}", TABLE),
    (lambda w, _: 2 * _norm(w), f"twice the length of w: {FALLS}", TABLE),
    (
        lambda w, _: 2 / float(np.abs(w).sum()),
        "what the sum of w's sizes gives in place of its length",
        "squares, sum, root",
    ),
    (
        lambda w, _: 2 / _norm(w[:2]),
        "what the first two numbers of w give",
        "w has as many as there are coordinates",
    ),
    (
        lambda w, b: 2 / float(np.hypot(_norm(w), b)),
        "what comes out with b counted as a part of w",
        "b moves the street, it does not widen it",
    ),
)
"""What usual mistakes give as the width of the street of `w · x + b`, w of shape (p,); what it is, where to look."""


def _norm(w: Floats) -> float:
    return float(np.linalg.norm(w))


def _two_groups(rng: np.random.Generator, rows: int, columns: int = 2) -> tuple[Rows, Labels]:
    """Return points (rows, columns) of two groups well apart, somewhere in their space, and their groups."""
    step = rng.normal(size=columns)
    step *= rng.uniform(3, 6) / np.linalg.norm(step)
    middle = rng.uniform(-4, 4, size=columns)
    X, y = make_blobs(rows, centers=[middle, middle + step], cluster_std=0.5, random_state=int(rng.integers(2**31)))
    return X, y


@check("d11.c1", "svm_linear parts two blobs by a straight line", names=("svm_linear",))
def parts_the_blobs(work: Work) -> str:
    """A straight boundary means: halfway between two points, `f` is halfway between its two values. That is asked.

    Then `svm_linear` has to be right about the blobs, and a copy of it is fitted on two new groups elsewhere in the
    plane and asked about points it has not seen.
    """
    model = work.remote("svm_linear")
    bend = nonlinearity(model)
    work.require(
        bend < 1e-6,
        "halfway between two points, decision_function is not halfway between its values",
        "a flat function, w · x + b",
        because="the kernel of svm_linear bends the boundary",
        next="print(svm_linear) and look at its kernel",
    )
    X, y = work.array("X_blobs", (None, 2)), work.array("y_blobs", (None,))
    share = accuracy_of(model, X, y)
    work.require(
        share >= 0.9,
        f"svm_linear is right about {share:.0%} of the blobs",
        "nearly all of them",
        next="was it fitted on X_blobs and y_blobs, in this order?",
    )
    X, y = _two_groups(np.random.default_rng(), 300)
    new = accuracy_of(refit_copy(work, "svm_linear", X[:100], y[:100]), X[100:], y[100:])
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
        work.require_equal(
            f"margin_width of a machine between {between}",
            got,
            2 / length,
            slips=known_mistakes(WIDTH_MISTAKES, ours.coef_[0], float(ours.intercept_[0])),
            next="how far apart are f = -1 and f = +1?",
            rel=1e-4,
        )
    return f"{len(pairs)} machines"
