"""Day 3, stretch: the same points in three libraries."""

import numpy as np

from sprint.checks.api import Array, Failed, Floats, Rows, Work, check

from .common import DIFFERENT_VALUES
from .drawing import drawing_of, numbers_in

SAME = ("same_mpl", "same_sns", "same_plotly")


def _clouds(work: Work, name: str) -> list[tuple[int, Rows]]:
    """Return the points of each axes of a chart, sorted, with what tells the axes apart; see `_drawing` for the errors."""
    drawing = drawing_of(work, name)
    if name.endswith("plotly"):
        pairs = [(numbers_in(trace.get("x")), numbers_in(trace.get("y"))) for trace in drawing.get("data", [])]
        groups = [np.column_stack((x, y)) for x, y in pairs if x is not None and y is not None]
        return [(0, _sorted(name, groups))]
    every = [
        (one["id"], [cloud for cloud in one["points"] if np.any(cloud)] or one["lines"]) for one in drawing["axes"]
    ]
    return [(id, _sorted(name, groups)) for id, groups in every if groups]


def _sorted(name: str, groups: list[Array]) -> Rows:
    """Return points as an array (n, 2) in rising order, without gaps."""
    try:
        points = np.concatenate([np.empty((0, 2)), *groups]).astype(float)
    except (TypeError, ValueError):
        raise Failed(f"{name} shows texts or dates", "two columns of numbers", next="print(df.dtypes)") from None
    points = points[np.isfinite(points).all(axis=1)]
    in_order: Rows = points[np.lexsort(np.round(points, 9).T)]
    return in_order


def _alike(points: Floats, others: Floats) -> bool:
    return points.shape == others.shape and np.allclose(points, others, rtol=1e-6)


@check("d03.s1", "Stretch: one scatter plot, drawn by three libraries", names=SAME, stretch=True)
def same_points(work: Work) -> str:
    """Each of the three charts is asked for the points in it, and all three have to show the same ones.

    The order of the points does not matter, nor does colouring or splitting them by a group. Two axes that are one and
    the same count as a single chart.
    """
    matplotlib, seaborn, plotly = (_clouds(work, name) for name in SAME)
    ((_, wanted),) = plotly
    seen, few = (
        f"same_plotly shows {len(wanted)} points",
        f"more than {DIFFERENT_VALUES}, one for each row of the table",
    )
    work.require(len(wanted) > DIFFERENT_VALUES, seen, few, next="px.scatter draws points")
    for name, clouds in zip(SAME, (matplotlib, seaborn), strict=False):
        if not any(_alike(points, wanted) for _, points in clouds):
            raise _other_points(name, [points for _, points in clouds], wanted)
    places = {(one, other) for one, a in matplotlib for other, b in seaborn if _alike(a, wanted) and _alike(b, wanted)}
    work.require(
        any(one != other for one, other in places),
        "same_mpl and same_sns are the same axes",
        "two charts, each in axes of its own",
        next="plt.subplots(1, 2) gives two axes side by side",
    )
    return f"{len(wanted)} points, three times"


def _other_points(name: str, clouds: list[Rows], wanted: Rows) -> Failed:
    """Return the failure for a chart that does not show the points of the Plotly one."""
    if not clouds:
        return Failed(f"{name} has no points in it", f"the {len(wanted)} of same_plotly", next="scatter draws points")
    points = max(clouds, key=len)
    turned = points[:, ::-1]
    if _alike(turned[np.lexsort(np.round(turned, 9).T)], wanted):
        return Failed(
            f"{name} and same_plotly have x and y in each other's place", "the same column along x in all three",
            next="compare the names on the axes",
        )  # fmt: skip
    if len(points) != len(wanted):
        seen = f"{name} shows {len(points)} points, same_plotly {len(wanted)}"
        because = "they are drawn more than once" if len(points) % len(wanted) == 0 else ""
        return Failed(seen, "the same rows in all three", because=because, next="which rows go into each call?")
    place = int(np.flatnonzero(~np.isclose(points, wanted).all(axis=1))[0])
    (x, y), (px, py) = points[place], wanted[place]
    seen = f"from low to high, point {place} of {name} is ({x:.4g}, {y:.4g}), of same_plotly ({px:.4g}, {py:.4g})"
    return Failed(seen, "the same columns in all three", next="which two columns go into each call?")
