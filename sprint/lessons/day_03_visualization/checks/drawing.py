"""Reads a chart of Matplotlib, seaborn or Plotly as data, whichever the learner drew it with."""

import base64
import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from sprint.checks.api import Array, Work

KINDS = {
    "fig_mpl": ("a Matplotlib figure", "plt.subplots() gives two things: the figure and its axes"),
    "ax_sns": ("the axes of a seaborn chart", "what does the seaborn call return?"),
    "fig_plotly": ("a Plotly figure", "px.scatter(…) and its kin return one"),
    "same_mpl": ("the axes of a Matplotlib chart", "plt.subplots() gives two things: the figure and its axes"),
    "same_sns": ("the axes of a seaborn chart", "what does the seaborn call return?"),
    "same_plotly": ("a Plotly figure", "px.scatter(…) and its kin return one"),
}
WITHOUT_AXES = {
    "pie",
    "sunburst",
    "treemap",
    "icicle",
    "funnelarea",
    "sankey",
    "table",
    "heatmap",
    "image",
    "indicator",
}
"""Plotly's kinds of trace that name what they show in the drawing itself."""


@dataclass(frozen=True, slots=True)
class Chart:
    """One of the learner's charts as data."""

    name: str
    """The learner's name for it."""
    axes: frozenset[int]
    """Stand for the axes it is drawn into."""
    values: int | None
    """How many different numbers are drawn; None where they cannot be counted, as in a smoothed density."""
    title: str
    """What its titles say."""
    labels: tuple[str, str] | None
    """The names on its axes; None where it needs none, as a pie chart."""


def drawing_of(work: Work, name: str) -> dict[str, Any]:
    """Return what one of the charts holds, as its library tells it.

    Raises:
        Failed: the name holds no chart of its library.
    """
    remote = work.remote(name)
    bases = remote.look()["bases"]
    wanted, move = KINDS[name]
    seen = f"{name} is of the kind {bases[0].removeprefix('builtins.')}"
    if name.endswith("plotly"):
        work.require(any(base.startswith("plotly.") for base in bases), seen, wanted, next=move)
        return dict(remote.attribute("to_plotly_json")())
    drawing = work.session.imported("sprint.lab.worker.figure_capture:describe")(remote.get())
    work.require(drawing, seen, wanted, next=move)
    return dict(drawing)


def chart_of(work: Work, name: str) -> Chart:
    """Return one of the three charts; see `_drawing` for the errors."""
    drawing = drawing_of(work, name)
    return _plotly_chart(drawing) if name.endswith("plotly") else _matplotlib_chart(name, drawing)


def _matplotlib_chart(name: str, drawing: dict[str, Any]) -> Chart:
    axes = [one for one in drawing["axes"] if one["has_data"]]
    arrays = [array for one in axes for kind in ("lines", "points", "bars", "images") for array in one[kind]]
    counted = [array for array in arrays if array is not None and len(array) != 1]
    plain = any(one["lines"] or one["points"] or one["bars"] for one in axes)
    labels = tuple(next(filter(None, (one[key] for one in axes)), "") for key in ("xlabel", "ylabel"))
    return Chart(
        name,
        frozenset(one["id"] for one in axes),
        0 if not axes else _different(counted) if counted else None,
        " ".join(filter(None, [drawing["title"], *(one["title"] for one in axes)])),
        (labels[0], labels[1]) if plain else None,
    )


def _plotly_chart(figure: dict[str, Any]) -> Chart:
    layout, traces = figure.get("layout", {}), figure.get("data", [])
    arrays = [numbers_in(value) for trace in traces for value in trace.values()]
    spaces = [layout, *(value for key, value in layout.items() if re.match(r"scene|polar|ternary", key))]
    found = [[_text(axis.get("title")) for space in spaces for key, axis in space.items() if re.match(kind, key)]
             for kind in ("xaxis|radialaxis|aaxis", "yaxis|angularaxis|baxis")]  # fmt: skip
    labels = tuple(next(filter(None, texts), "") for texts in found)
    plain = any(trace.get("type", "scatter") not in WITHOUT_AXES for trace in traces)
    values = _different([array for array in arrays if array is not None])
    return Chart(
        "fig_plotly", frozenset(), values, _text(layout.get("title")), (labels[0], labels[1]) if plain else None
    )


def _text(title: Any) -> str:
    return str((title.get("text") if isinstance(title, dict) else title) or "")


def numbers_in(value: Any) -> Array | None:
    """Return a trace's values as an array, packed or not; None for anything that is no list of values."""
    if isinstance(value, dict) and {"dtype", "bdata"} <= value.keys():
        return np.frombuffer(base64.b64decode(value["bdata"]), dtype=value["dtype"])
    return np.asarray(value, dtype=object) if isinstance(value, list | tuple | np.ndarray) else None


def _different(arrays: list[Array]) -> int:
    return len({str(value) for array in arrays for value in np.ravel(array)[:5000].tolist()} - {"nan", "None"})
