"""Day 3, tasks 1 and 2: one chart of each library, with labels."""

import re

from sprint.checks.api import Failed, Work, check

from .common import CHARTS, DIFFERENT_VALUES, LETTER
from .drawing import chart_of

DEFAULTS = {"x", "y", "index", "value", "variable", "none"}
"""What a library writes on an axis when nobody has named it; bare column numbers as well."""
UNIT = re.compile(r"[^\W\d_]|[%‰€$£¥°]")
"""What a name on an axis has at least."""


@check("d03.c1", "there is a chart from each library, with data in it", names=CHARTS)
def charts(work: Work) -> str:
    """`fig_mpl` has to be a Matplotlib figure, `ax_sns` axes that seaborn returned, `fig_plotly` a Plotly figure.

    Each is asked what is drawn in it: more than three different values, so that it shows a table and not a single number.
    The first two must not lie on the same sheet, one across the other.
    """
    found = [chart_of(work, name) for name in CHARTS]
    for chart in found:
        none, few = f"{chart.name} has nothing drawn in it", f"{chart.name} shows {chart.values} different values"
        move = (
            "was a new figure opened after the plotting?" if not chart.values else "give it whole columns of the table"
        )
        enough = chart.values is None or chart.values > DIFFERENT_VALUES
        work.require(enough, few if chart.values else none, "a chart of the table's rows", next=move)
    if found[0].axes == found[1].axes:
        raise Failed(
            "fig_mpl and ax_sns are drawn into the same axes", "two charts, each on a sheet of its own",
            next="open a new figure with plt.subplots() before the seaborn call",
        )  # fmt: skip
    return "Matplotlib, seaborn, Plotly"


@check("d03.c2", "each chart has a title and a name on both axes", names=CHARTS, needs=("d03.c1",))
def labels(work: Work) -> str:
    """Each of the three needs a title, and words on its axes that say what is measured.

    Names that a library puts there by itself, such as `x`, `value` or the number of a column, do not count; the name of a
    column does, and so does a name for the whole sheet (`supxlabel`). Pictures, heatmaps and pie charts need the title only.
    Where a figure has several axes, one title and one name for each direction are enough.
    """
    for name in CHARTS:
        chart = chart_of(work, name)
        seen = f"the title of {name} is {chart.title!r}" if chart.title else f"{name} has no title"
        notice = "what should a reader notice?"
        work.require(LETTER.search(chart.title), seen, "a title that says what to see", next=notice)
        for axis, label in zip("xy", chart.labels or (), strict=False):
            seen = (
                f"the {axis} axis of {name} is called {label!r}" if label else f"the {axis} axis of {name} has no name"
            )
            named = UNIT.search(label) and label.lower() not in DEFAULTS
            work.require(
                named, seen, "words for what is measured, with its unit", next=f"what do the numbers along {axis} mean?"
            )
    return "three titles, all axes named"
