"""A figure counts whoever drew it: what Plotly, Altair, Bokeh and pictures show is seen with its data, or as empty."""

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from check_works import one, work_on
from lab_runs import run

from sprint.checks.api import Outcome, figure_check
from sprint.checks.notebook.figures import Figure
from sprint.checks.outcomes import Result
from sprint.lab.protocol.limits import Budget
from sprint.lab.worker.figure_capture import FigureBook

MINUTE = Budget(seconds=60)
X, Y = [1.0, 2.0, 3.0, 4.0], [2.0, 4.0, 6.0, 9.0]
GO = f"import plotly.graph_objects as go, plotly.express as px, numpy as np\nx, y = np.array({X}), np.array({Y})\n"
TITLES = "fig.update_layout(title='Growth', xaxis_title='days', yaxis_title='cm')\n"
VIEW = figure_check("d99.c1", "View: it is drawn", "", {"the line": lambda _work, figure: figure.has_line(X, Y)})
EMPTY = "1 figure, nothing inside the axes"


def figures(folder: Path, *sources: str) -> list[Figure]:
    """Return the figures that some cells show."""
    found = run(folder, *sources, budget=MINUTE)
    assert found.complete, found.stop
    return [Figure.of(record) for record in found.figures]


def verdict(folder: Path, *sources: str) -> Result:
    """Return what the check of a View comes to."""
    with work_on(folder, *sources, budget=MINUTE) as work:
        return one(work, VIEW)


@pytest.mark.parametrize(
    "show",
    [
        "fig.show()",
        "fig",
        "display(fig)",
        "handle = display('', display_id=True); handle.update(fig)",
        "import plotly.io as pio; pio.show(fig)",
        "import plotly.io as pio; pio.renderers.default = 'notebook'; fig.show()",
        "fig.show(renderer='colab')",
        "display(fig.to_dict() and {'application/vnd.plotly.v1+json': fig.to_plotly_json()}, raw=True)",
    ],
)
def test_a_plotly_figure_that_is_shown_is_proved_with_its_data(tmp_path: Path, show: str) -> None:
    """However it is shown, a line through the wanted points is matched, with its titles."""
    source = f"{GO}fig = go.Figure(go.Scatter(x=x, y=y))\n{TITLES}{show}"
    result = verdict(tmp_path, source)
    assert (result.outcome, result.evidence) == (Outcome.PASS, "1 figure, data matched"), result
    [figure] = figures(tmp_path, source)
    assert [figure.axes[0][key] for key in ("title", "xlabel", "ylabel")] == ["Growth", "days", "cm"]
    assert not figure.unlabelled


def points(figure: Figure) -> bool:
    return figure.has_points(X, Y)


@pytest.mark.parametrize(
    ("source", "shows"),
    [
        ("px.scatter(x=x, y=y)", points),
        ("px.scatter(x=x, y=y, color=['a', 'b', 'a', 'b'])", points),
        ("px.line(x=x, y=y)", lambda figure: figure.has_line(X, Y)),
        ("px.bar(x=['a', 'b', 'c', 'd'], y=y)", lambda figure: figure.has_bars(Y)),
        ("px.bar(y=['a', 'b', 'c', 'd'], x=y, orientation='h')", lambda figure: figure.has_bars(Y)),
        ("px.histogram(x=np.arange(40) ** 0.5)", lambda figure: figure.has_histogram([n**0.5 for n in range(40)])),
        ("px.imshow(np.outer(x, y))", lambda figure: figure.has_image([[a * b for b in Y] for a in X])),
        ("go.Figure(go.Contour(z=np.outer(x, y)))", lambda figure: figure.has_image([[a * b for b in Y] for a in X])),
        ("px.line(x=x, y=y).add_vline(x=2.5)", lambda figure: figure.verticals == [2.5]),
        ("px.line(x=[f'2024-01-0{n}' for n in (1, 2, 3)], y=[1, 2, 4])", lambda figure: figure.drawn),
        *((f"px.{kind}", lambda figure: figure.drawn) for kind in (
            "box(y=y)", "violin(y=y)", "pie(values=y)", "scatter_3d(x=x, y=y, z=y)", "line_polar(r=y, theta=x)",
            "parallel_coordinates(dict(a=x, b=y))", "imshow(np.zeros((4, 4, 3), dtype='uint8'))",
            "treemap(names=['a'], parents=[''])",
        )),
    ],
)  # fmt: skip
def test_each_kind_of_plotly_s_is_read_as_matplotlib_s(tmp_path: Path, source: str, shows: Any) -> None:
    """Points, lines, bars, counts and matrices are those that were given, packed or not; the rest counts as drawn."""
    [figure] = figures(tmp_path, f"{GO}{source}")
    assert figure.drawn
    assert shows(figure), figure.axes


@pytest.mark.parametrize(
    "source",
    [
        "go.Figure().show()",
        "px.scatter({'a': [], 'b': []}, x='a', y='b').show()",
        "go.Figure(go.Scatter(x=[1, 2], y=[np.nan, None])).update_layout(title='t', xaxis_title='x').show()",
        "go.Figure(go.Scatter(x=x, y=y, visible=False)).show()",
        "go.Figure(go.Scatter(x=x, y=y, visible='legendonly')).show()",
        "go.Figure(go.Bar(y=[])).show(renderer='notebook')",
        "go.Figure(layout=dict(annotations=[dict(text='data')])).show()",
    ],
)
def test_an_empty_plotly_figure_stays_refused(tmp_path: Path, source: str) -> None:
    """Titles, an invisible trace and missing values are no drawing, and the reason speaks of Plotly."""
    result = verdict(tmp_path, GO + source)
    assert (result.outcome, result.seen) == (Outcome.FAIL, EMPTY), result
    assert result.because == "Plotly was given no values to draw"


def test_a_plotly_figure_that_is_not_shown_is_none(tmp_path: Path) -> None:
    """One that is only made, or written to a file, is nothing that the notebook shows."""
    result = verdict(
        tmp_path, f"{GO}fig = go.Figure(go.Scatter(x=x, y=y)); fig.write_html('a.html', include_plotlyjs=False);"
    )
    assert (result.outcome, result.seen) == (Outcome.NOT_ATTEMPTED, "nothing is drawn yet")


def bundle(kind: str, content: object) -> str:
    """Return a cell that displays something of a MIME type."""
    return f"import json\ndisplay(json.loads({json.dumps({kind: content})!r}), raw=True)"


ROWS = [{"a": x, "b": y} for x, y in zip(X, Y, strict=True)]
CHART = {"mark": {"type": "line"}, "title": "Growth", "datasets": {"d": ROWS}, "data": {"name": "d"},
         "encoding": {"x": {"field": "a"}, "y": {"field": "b", "title": "cm"}}}  # fmt: skip
PAGE = "<script>(function(spec, o){{vegaEmbed(x, spec, o);}})({}, {{}});</script>"
SAVED = "from PIL import Image; Image.linear_gradient('L').save('a.jpg')"
DISC = '<svg><rect width="9" height="9"/><circle r="3"/></svg>'


@pytest.mark.parametrize(
    ("source", "drawn", "matched"),
    [
        (bundle("application/vnd.vegalite.v5+json", CHART), True, True),
        (bundle("text/html", PAGE.format(json.dumps(CHART))), True, True),
        (bundle("application/vnd.vegalite.v5+json", {**CHART, "datasets": {"d": []}}), False, False),
        (bundle("application/vnd.bokehjs_exec.v0+json", ""), False, False),
        (bundle("image/svg+xml", DISC), True, False),
        (bundle("image/svg+xml", "<svg><rect width='9' height='9'/></svg>"), False, False),
        ("from PIL import Image; Image.linear_gradient('L')", True, False),
        (f"{SAVED}; display(Image.open('a.jpg'))", True, False),
        (f"{SAVED}; from IPython.display import Image; Image('a.jpg')", True, False),
        ("from PIL import Image; Image.new('RGB', (40, 40), 'white')", False, False),
    ],
)  # fmt: skip
def test_other_charts_and_pictures_count_where_they_show_something(
    tmp_path: Path, source: str, *, drawn: bool, matched: bool
) -> None:
    """Judged by its MIME type a picture is drawn, unless it has one colour; what an Altair chart shows is read."""
    [figure] = figures(tmp_path, source)
    assert (figure.drawn, figure.has_line(X, Y)) == (drawn, matched)
    result = verdict(tmp_path, source)
    assert result.outcome is (Outcome.PASS if drawn else Outcome.FAIL), result


def test_a_picture_of_one_colour_is_called_that(tmp_path: Path) -> None:
    """The reason names what is wrong with it."""
    assert (
        verdict(tmp_path, "from PIL import Image; Image.new('RGB', (40, 40), 'white')").seen
        == "a picture of a single colour"
    )


@pytest.mark.parametrize("source", ["'words'", "import pandas as pd; pd.DataFrame({'a': [1]})", "print('plotted')"])
def test_texts_and_tables_are_no_figures(tmp_path: Path, source: str) -> None:
    """What is no drawing is still nothing drawn."""
    assert verdict(tmp_path, source).seen == "nothing is drawn yet"


def test_a_picture_of_matplotlib_s_is_seen_once(tmp_path: Path) -> None:
    """Its PNG in the notebook is no second figure, shown by `plt.show()`, as a result, or after it was saved."""
    plot = f"import matplotlib.pyplot as plt\nfig, ax = plt.subplots(); ax.plot({X}, {Y})\n"
    shown = [f"{plot}plt.show()", f"{plot}plt.close(); fig", f"{plot}fig.savefig('a.png'); display(fig); plt.close()"]
    assert [figure.maker for figure in figures(tmp_path, *shown)] == ["Matplotlib"] * 3
    [image] = figures(tmp_path, "import matplotlib.pyplot as plt\nplt.matshow([[1, 2], [3, 4]]); plt.show()")
    assert image.has_image([[1, 2], [3, 4]])


def test_a_plotly_widget_counts() -> None:
    """A widget puts only its own name into the notebook; what it draws is noted when that is asked for."""

    class Widget:
        def _repr_mimebundle_(self, **_more: object) -> dict[str, object]:
            return {"application/vnd.jupyter.widget-view+json": {"model_id": "m"}}

        def to_plotly_json(self) -> dict[str, object]:
            return {"data": [{"type": "scatter", "x": np.array(X), "y": np.array(Y)}], "layout": {}}

    module = ModuleType("plotly.basewidget")
    module.BaseFigureWidget = Widget  # type: ignore[attr-defined]  # a module of the test's own
    book = FigureBook()
    book._hook_widget(module)  # noqa: SLF001  what an import of Plotly's widgets calls
    assert Widget()._repr_mimebundle_() == {"application/vnd.jupyter.widget-view+json": {"model_id": "m"}}
    [figure] = map(Figure.of, book.records())
    assert figure.drawn
    assert figure.has_line(X, Y)
