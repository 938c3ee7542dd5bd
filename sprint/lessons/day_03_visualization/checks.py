"""Day 3: how the three charts and the gallery are proved."""

import base64
import difflib
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import numpy as np
from markdown_it import MarkdownIt
from PIL import Image

from sprint.checks.api import Failed, NotAttempted, Work, analysis_check, check, figure_check

KINDS = {
    "fig_mpl": ("a Matplotlib figure", "plt.subplots() gives two things: the figure and its axes"),
    "ax_sns": ("the axes of a seaborn chart", "what does the seaborn call return?"),
    "fig_plotly": ("a Plotly figure", "px.scatter(…) and its kin return one"),
    "same_mpl": ("the axes of a Matplotlib chart", "plt.subplots() gives two things: the figure and its axes"),
    "same_sns": ("the axes of a seaborn chart", "what does the seaborn call return?"),
    "same_plotly": ("a Plotly figure", "px.scatter(…) and its kin return one"),
}
CHARTS = ("fig_mpl", "ax_sns", "fig_plotly")
SAME = ("same_mpl", "same_sns", "same_plotly")
DEFAULTS = {"x", "y", "index", "value", "variable", "none"}
"""What a library writes on an axis when nobody has named it; bare column numbers as well."""
LETTER = re.compile(r"[^\W\d_]")
"""A letter of any script: a title of points or numbers alone says nothing."""
UNIT = re.compile(r"[^\W\d_]|[%‰€$£¥°]")
"""What a name on an axis has at least."""
SHORT = 2
"""A picture that is said in fewer words than this needs a line beside it."""
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
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".html", ".htm")
DIFFERENT_VALUES = 3
"""A chart of a table has more different numbers than this."""
SIZE_LIMIT = 64 * 2**20


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


def _drawing(work: Work, name: str) -> dict[str, Any]:
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


def _chart(work: Work, name: str) -> Chart:
    """Return one of the three charts; see `_drawing` for the errors."""
    drawing = _drawing(work, name)
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
    arrays = [_numbers(value) for trace in traces for value in trace.values()]
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


def _numbers(value: Any) -> Any:
    """Return a trace's values as an array, packed or not; None for anything that is no list of values."""
    if isinstance(value, dict) and {"dtype", "bdata"} <= value.keys():
        return np.frombuffer(base64.b64decode(value["bdata"]), dtype=value["dtype"])
    return np.asarray(value, dtype=object) if isinstance(value, list | tuple | np.ndarray) else None


def _different(arrays: list[Any]) -> int:
    return len({str(value) for array in arrays for value in np.ravel(array)[:5000].tolist()} - {"nan", "None"})


@check("d03.c1", "there is a chart from each library, with data in it", names=CHARTS)
def charts(work: Work) -> str:
    """`fig_mpl` has to be a Matplotlib figure, `ax_sns` axes that seaborn returned, `fig_plotly` a Plotly figure.

    Each is asked what is drawn in it: more than three different values, so that it shows a table and not a single number.
    The first two must not lie on the same sheet, one across the other.
    """
    found = [_chart(work, name) for name in CHARTS]
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
        chart = _chart(work, name)
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


# The gallery


EXAMPLE = "what it shows, in words"
"""The description of the picture in the comment that the day lays out."""
INTRODUCTION = "Three charts of day 3."
"""How the only line begins that the day lays out."""
WEB = re.compile(r"https?:|data:")
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)


def _links(text: str) -> Iterator[tuple[str, str]]:
    """Yield target and description of each picture, and of each link to a file that shows one."""
    for block in MarkdownIt("commonmark").parse(text):
        opened = None
        for token in block.children or ():
            if token.type == "image":
                yield str(token.attrGet("src")), token.content
            elif token.type == "link_open":
                opened = str(token.attrGet("href"))
            elif token.type == "text" and opened and opened.lower().endswith(PICTURES):
                yield opened, token.content
                opened = None
        if block.type in {"html_block", "inline"}:
            for tag in re.findall(r"<img\b[^>]*>", _COMMENT.sub("", block.content)):
                source, words = (re.search(rf"{key}\s*=\s*[\"']([^\"']*)", tag) for key in ("src", "alt"))
                yield source[1] if source else "", words[1] if words else ""


def _in_comments(text: str) -> int:
    """Return how many pictures stand in comments, the example of the day left out."""
    links = {link for comment in _COMMENT.findall(text) for link in _links(comment)}
    return sum(words != EXAMPLE and not WEB.match(target) for target, words in links)


def _lines_of(text: str) -> int:
    """Return how many lines below the title say something in words beside the pictures."""
    said, around = 0, ""
    for block in MarkdownIt("commonmark").parse(_COMMENT.sub("", text)):
        around, inside = block.tag, around
        if block.type == "inline" and inside != "h1" and not block.content.startswith(INTRODUCTION):
            lines, opened = [""], False
            for token in block.children or ():
                opened = (opened or token.type == "link_open") and token.type != "link_close"
                if token.type in {"softbreak", "hardbreak"}:
                    lines.append("")
                elif token.type == "text" and not opened:
                    lines[-1] += token.content
            said += sum(bool(LETTER.search(part)) for line in lines for part in line.split("|"))
        elif block.type == "html_block":
            said += bool(LETTER.search(re.sub(r"<[^>]*>", "", block.content)))
    return said


def _found(folder: Path, target: str) -> Path:
    """Return the file a link points to, spelled exactly as it is on the disk.

    Raises:
        Failed: it lies outside the folder, or is not there.
    """
    place = folder
    parts = [part for part in unquote(urlsplit(target).path).split("/") if part not in ("", ".")]
    if ".." in parts or target.startswith("/") or re.match(r"[A-Za-z]:|file:", target):
        raise Failed(
            f"gallery.md points to {target}",
            "a path inside this folder, as images/…",
            next="paths of your computer end there",
        )
    for part in parts:
        names = [path.name for path in place.iterdir()] if place.is_dir() else []
        if part not in names:
            near = [name for name in names if name.lower() == part.lower()] or difflib.get_close_matches(part, names, 1)
            because = f"there is {near[0]}: capitals and endings count" if near else ""
            move = "does a cell save it, under this name?"
            raise Failed(
                f"gallery.md points to {target}, which is not there", "a file of this run", because=because, next=move
            )
        place /= part
    return place


def _seen(path: Path, target: str) -> bytes:
    """Return the bytes of a picture that shows something.

    Raises:
        Failed: it is none, or has a single colour.
    """
    content = path.read_bytes() if path.is_file() and path.stat().st_size <= SIZE_LIMIT else b""
    if path.suffix.lower() in (".svg", ".html", ".htm"):
        marks = (b"<svg",) if path.suffix.lower() == ".svg" else (b"plotly", b"<svg", b"<canvas", b"<img")
        if not any(mark in content for mark in marks):
            raise Failed(f"{target} shows no chart", "a page with a chart in it", next="open it in a browser")
        return content
    try:
        bands: Any = Image.open(io.BytesIO(content)).convert("RGB").getextrema()
    except (OSError, ValueError, Image.DecompressionBombError):
        move = "is it saved with savefig, and does its ending fit?"
        raise Failed(f"{target} is no picture ({len(content)} bytes)", "a picture that opens", next=move) from None
    if all(low == high for low, high in bands):
        because = "that is what plt.savefig leaves after the figure was shown and closed"
        move = "ask the figure itself to save"
        raise Failed(f"{target} has a single colour", "a picture of the chart", because=because, next=move)
    return content


@check("d03.c3", "gallery.md shows three pictures", names=CHARTS)
def gallery(work: Work) -> str:
    """`gallery.md` is read as Markdown, and its pictures are looked for in the folder after this run.

    Three of them have to be there, spelled with the same capitals, lie inside the folder, open as pictures (or as the
    page of an interactive chart), differ from each other, and have words that say what they show: a single word is enough
    only where the gallery has lines beside its pictures. Where those are fewer than the pictures, you get a note.
    """
    path = work.folder / "gallery.md"
    text = path.read_text("utf-8", errors="replace") if path.is_file() else ""
    links, hidden = dict(_links(text)), _in_comments(text)
    if not links and not hidden:
        raise NotAttempted("no picture hangs in gallery.md yet")
    local = {target: words for target, words in links.items() if not WEB.match(target)}
    seen = f"{len(local)} picture{'s' if len(local) != 1 else ''} of this folder in gallery.md"
    because, move = "pictures from the web do not count" if len(links) > len(local) else "", "one for each library"
    if hidden:
        because = f"{hidden} more stand inside a comment: nobody sees what is between <!-- and -->"
        move = "end the comment before the first picture"
    work.require(len(local) >= 3, seen, "three", because=because, next=move)
    known: dict[str, str] = {}
    said = _lines_of(text)
    for target, words in local.items():
        mark = hashlib.sha256(_seen(_found(work.folder, target), target)).hexdigest()
        if mark in known:
            raise Failed(
                f"{known[mark]} and {target} are the same picture",
                "three different ones",
                next="which chart was saved under which name?",
            )
        known[mark] = target
        _require_words(work, target, words, said)
    if said < len(local):
        work.note("a line beside each picture says what a reader should see")
    work.metric("gallery_pictures", len(local))
    return ", ".join(local)


def _require_words(work: Work, target: str, words: str, lines: int) -> None:
    """Fail where a picture is described by nothing, or by a single word and the gallery has no line either."""
    seen = f"{target} is described by {words.strip()!r}" if words.strip() else f"{target} has no words"
    enough = len(re.findall(r"[^\W_]+", words)) >= SHORT or re.search(r"[\u3040-\u30ff\u3400-\u9fff]{2}", words)
    told = LETTER.search(words) and (enough or lines > 0)
    wanted = "words in the square brackets that say what it shows"
    work.require(told, seen, wanted, next="what would you say on the phone?")


def _shows(name: str) -> Any:
    def shows(work: Work, figure: Any) -> bool:
        drawing = work.session.imported("sprint.lab.worker.figure_capture:describe")(work.get(name))
        wanted = [(axes["title"], axes["xlabel"], axes["ylabel"]) for axes in drawing.get("axes", ())]
        return any((axes["title"], axes["xlabel"], axes["ylabel"]) in wanted for axes in figure.axes)

    return shows


view = figure_check(
    "d03.c4",
    "View: the charts are drawn",
    "Figures of this run with something inside their axes. We look for the two that `fig_mpl` and `ax_sns` stand for; one "
    "that cannot be matched gives a note, and the check still passes.",
    {"the Matplotlib chart": _shows("fig_mpl"), "the seaborn chart": _shows("ax_sns")},
)

analysis = analysis_check(
    "d03.c5",
    "Which of the three libraries for a paper, which for a quick look, which for a web page?",
    words=("matplotlib", "seaborn", "plotly"),
)


def _clouds(work: Work, name: str) -> list[tuple[int, Any]]:
    """Return the points of each axes of a chart, sorted, with what tells the axes apart; see `_drawing` for the errors."""
    drawing = _drawing(work, name)
    if name.endswith("plotly"):
        pairs = [(_numbers(trace.get("x")), _numbers(trace.get("y"))) for trace in drawing.get("data", [])]
        groups = [np.column_stack(pair) for pair in pairs if all(part is not None for part in pair)]
        return [(0, _sorted(name, groups))]
    every = [
        (one["id"], [cloud for cloud in one["points"] if np.any(cloud)] or one["lines"]) for one in drawing["axes"]
    ]
    return [(id, _sorted(name, groups)) for id, groups in every if groups]


def _sorted(name: str, groups: list[Any]) -> Any:
    """Return points as an array (n, 2) in rising order, without gaps."""
    try:
        points = np.concatenate([np.empty((0, 2)), *groups]).astype(float)
    except (TypeError, ValueError):
        raise Failed(f"{name} shows texts or dates", "two columns of numbers", next="print(df.dtypes)") from None
    points = points[np.isfinite(points).all(axis=1)]
    return points[np.lexsort(np.round(points, 9).T)]


def _alike(points: Any, others: Any) -> bool:
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


def _other_points(name: str, clouds: list[Any], wanted: Any) -> Failed:
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
