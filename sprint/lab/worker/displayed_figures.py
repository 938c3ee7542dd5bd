"""Figures that a cell shows and Matplotlib did not draw, read from what is displayed: Plotly, Altair, pictures.

Each becomes a record like those of `sprint.lab.worker.figure_capture`. A figure that is drawn by the browser has no
pixels here, so what counts as ink is whether there is anything to draw: a trace with values, a row of data.
"""

import base64
import contextlib
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from sprint.lab.worker.plotted_arrays import as_array

PLOTLY = "application/vnd.plotly.v1+json"
_VEGA = re.compile(r"application/vnd\.vega(lite)?\.v\d+\+json")
_BOKEH = "application/vnd.bokehjs_exec.v0+json"
_PIXELS = ("image/png", "image/jpeg", "image/gif", "image/webp")
_SHAPES = re.compile(r"<(path|rect|circle|ellipse|line|polyline|polygon|text|image|use)\b")
_HOLDERS = ("values", "r", "theta", "lat", "lon", "a", "b", "c", "dimensions", "cells", "source", "open",
            "labels", "locations", "value", "link", "ids")  # fmt: skip
"""Where a trace of Plotly that has no x, y or z can keep what it draws."""
_DEFAULT_MARKERS = 20
"""Plotly puts markers on a line with fewer points than this."""


def record_of(data: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the record of what a MIME bundle shows, or None where it is no figure."""
    html = str(data.get("text/html", ""))
    if PLOTLY in data:
        return _record("Plotly", plotly_axes(data[PLOTLY]))
    if spec := next((value for kind, value in data.items() if _VEGA.fullmatch(kind)), None):
        return _record("Altair", [_vega_axes(spec)])
    if kind := next((kind for kind in _PIXELS if kind in data), None):
        content = base64.b64decode(data[kind])
        return _record("a picture", [_pixels(content)], content if kind == "image/png" else b"")
    if "image/svg+xml" in data:
        return _record("a picture", [_axes(has_data=len(_SHAPES.findall(str(data["image/svg+xml"]))) > 1)])
    if _BOKEH in data:
        script = html + str(data.get("application/javascript", ""))
        return _record("Bokeh", [_axes(has_data="ColumnDataSource" in script)])
    if "Plotly.newPlot(" in html:
        traces, layout = _arguments(html, "Plotly.newPlot(")[1:3]
        return _record("Plotly", plotly_axes({"data": traces, "layout": layout}))
    if "vegaEmbed(" in html and "})({" in html:
        return _record("Altair", [_vega_axes(_arguments(html, "})(")[0])])
    return None


def plotly_axes(figure: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what a Plotly figure draws in each of its axes, as Matplotlib's are described."""
    layout, groups = figure.get("layout") or {}, dict[tuple[str, str], list[Any]]()
    for trace in figure.get("data") or ():
        if trace.get("visible", True) is True:
            groups.setdefault((trace.get("xaxis", "x"), trace.get("yaxis", "y")), []).append(trace)
    return [_plotly_group(traces, layout, *place) for place, traces in groups.items()]


def _plotly_group(traces: list[Any], layout: Mapping[str, Any], x: str, y: str) -> dict[str, Any]:
    found = _axes(
        title=_text(layout), xlabel=_text(layout.get(f"xaxis{x[1:]}")), ylabel=_text(layout.get(f"yaxis{y[1:]}"))
    )
    for trace in traces:
        with contextlib.suppress(Exception):  # a form that we do not know is drawn all the same
            _add_trace(found, trace)
    edges = [(shape.get("x0"), shape.get("x1")) for shape in layout.get("shapes") or () if shape.get("type") == "line"]
    found["verticals"] = [float(left) for left, right in edges if isinstance(left, int | float) and left == right]
    found["texts"] = [str(note.get("text"))[:80] for note in layout.get("annotations") or ()][:400]
    found["has_data"] = any(_holds(trace) for trace in traces)
    flat = [image is not None and image.size > 0 and image.min() == image.max() for image in found["images"]]
    found["ink"] = float(found["has_data"] and not (len(flat) == len(traces) and all(flat)))
    return found


def _add_trace(found: dict[str, Any], trace: Mapping[str, Any]) -> None:
    """Add what a trace draws to the lines, points, bars or images."""
    import numpy as np

    kind = trace.get("type", "scatter")
    x, y = (_numbers(trace.get(name)) for name in "xy")
    if kind.startswith("scatter") and (x is not None or y is not None):
        x, y = (np.arange(len(other)) if one is None else one for one, other in ((x, y), (y, x)))
        size = min(len(x), len(y))
        points = as_array(np.column_stack([x[:size], y[:size]]))
        mode = trace.get("mode") or ("lines+markers" if size < _DEFAULT_MARKERS else "lines")
        found["lines"] += [points] if "lines" in mode else []
        found["points"] += [points] if "markers" in mode else []
    elif kind == "bar" and (x is not None or y is not None):
        place, length = (y, x) if trace.get("orientation") == "h" else (x, y)
        length = place if length is None else length
        place = np.arange(len(length)) if place is None else place[: len(length)]
        found["bars"].append(as_array([(at - 0.4, 0, 0.8, high) for at, high in zip(place, length, strict=False)]))
    elif kind == "histogram" and (values := y if x is None else x) is not None:
        counts, edges = np.histogram(values[np.isfinite(values)], "auto")
        bars = zip(edges[:-1], counts, np.diff(edges), strict=True)
        found["bars"].append(as_array([(left, 0, width, count) for left, count, width in bars]))
    elif (z := _numbers(trace.get("z"), flat=False)) is not None:
        found["images"].append(as_array(z))


def _holds(trace: Mapping[str, Any]) -> bool:
    """Tell whether a trace has a value to draw that is not missing, one along each of its directions."""
    along = [_has_value(trace[name]) for name in "xyz" if name in trace]
    return all(along) if along else any(_has_value(trace[name]) for name in _HOLDERS if name in trace)


def _has_value(value: Any) -> bool:
    if isinstance(value, Mapping):
        return _has_value(_unpacked(value)) if "bdata" in value else any(map(_has_value, value.values()))
    if isinstance(value, list | tuple) or getattr(value, "ndim", False):
        return any(map(_has_value, value))
    return value is not None and value == value and value != ""  # noqa: PLR0124  NaN is what differs from itself


def _numbers(value: Any, *, flat: bool = True) -> Any:
    """Return values as floats, categories as their places; None for what is no list of values."""
    import numpy as np

    if isinstance(value, Mapping) and "bdata" in value:
        value = _unpacked(value)
    if not isinstance(value, list | tuple | np.ndarray):
        return None
    array = as_array(value)
    if array is None:
        places = {name: place for place, name in enumerate(dict.fromkeys(map(str, value)))}
        array = np.array([places[str(name)] for name in value], dtype=float)
    return np.ravel(array) if flat else array


def _unpacked(value: Mapping[str, Any]) -> Any:
    """Return an array that Plotly has packed as base64."""
    import numpy as np

    content = base64.b64decode(value["bdata"])
    array = np.frombuffer(content, dtype=value["dtype"]) if content else np.empty(0)
    shape = [int(size) for size in re.findall(r"\d+", str(value.get("shape", "")))]
    return array.reshape(shape) if shape else array


def _vega_axes(spec: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a Vega-Lite chart draws; layers and charts beside each other count as one."""
    rows = [row for values in _rows(spec) for row in values]
    found = _axes(title=_text(spec), has_data=bool(rows))
    for view in _views(spec):
        mark, encoding = view.get("mark"), view.get("encoding") or {}
        fields = [(encoding.get(name) or {}).get("field") for name in "xy"]
        for key, name, field in zip(("xlabel", "ylabel"), "xy", fields, strict=True):
            found[key] = found[key] or str((encoding.get(name) or {}).get("title") or field or "")
        points = as_array([[row.get(field) for field in fields] for row in rows]) if all(fields) and rows else None
        if points is not None:
            kind = mark.get("type") if isinstance(mark, Mapping) else mark
            found["lines" if kind == "line" else "points"].append(points)
    return found


def _views(spec: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield spec
    for key in ("layer", "hconcat", "vconcat", "concat"):
        for part in spec.get(key) or ():
            yield from _views(part)


def _rows(spec: Mapping[str, Any]) -> Iterator[list[Any]]:
    """Yield the tables of a chart; a place from which the browser loads one counts as a row."""
    yield from (spec.get("datasets") or {}).values()
    for view in _views(spec):
        data = view.get("data") or {}
        yield data.get("values") or ([{}] if "url" in data else [])


def _pixels(content: bytes) -> dict[str, Any]:
    """Return what a picture shows: nothing where all of it has one colour."""
    import numpy as np
    from PIL import Image

    with Image.open(io.BytesIO(content)) as image:
        pixels = np.asarray(image.convert("RGB"), dtype=np.uint32).reshape(-1, 3)
    colours = pixels[:, 0] << 16 | pixels[:, 1] << 8 | pixels[:, 2]
    _, counts = np.unique(colours, return_counts=True)
    found = _axes(has_data=True)
    found["ink"] = float(1 - counts.max() / colours.size)
    found["images"] = [as_array([[0.0]])] if len(counts) == 1 else []
    return found


def _arguments(html: str, call: str) -> list[Any]:
    """Return the JSON arguments of a call in a page, up to the first that is none."""
    text, found = html[html.rindex(call) + len(call) :].lstrip(), list[Any]()
    while True:
        try:
            value, end = json.JSONDecoder().raw_decode(text)
        except ValueError:
            return found
        found.append(value)
        text = text[end:].lstrip().removeprefix(",").lstrip()


def _text(holder: Any) -> str:
    """Return the title of a layout, an axis or a chart."""
    title = (holder or {}).get("title")
    return str((title.get("text") if isinstance(title, Mapping) else title) or "")


def _axes(*, has_data: bool = False, **names: str) -> dict[str, Any]:
    lists: dict[str, Any] = {key: [] for key in ("lines", "verticals", "points", "bars", "images", "levels", "texts")}
    return {"title": "", "xlabel": "", "ylabel": "", "has_data": has_data, "ink": float(has_data), **lists, **names}


def _record(maker: str, axes: list[dict[str, Any]], png: bytes = b"") -> dict[str, Any]:
    return {"maker": maker, "png": png, "axes": axes}
