"""Figures as they are made: the picture, the data behind it, and how much ink lies inside each axes.

A hook on Matplotlib's Agg canvas notes every PNG that is drawn, by the inline display as well as by `savefig`, before
anything is closed; a figure that is shown or saved in another format is drawn once more as a PNG for it. Pixels of a
whole picture say nothing (empty axes with labels have as much ink as a curve), so ink is counted inside the axes' box
only, and the plotted arrays are kept beside it. What others draw is read from what is displayed:
`sprint.lab.worker.displayed_figures`.
"""

import contextlib
import functools
import importlib.abc
import importlib.machinery
import importlib.util
import io
import sys
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any

from sprint.lab.worker.plotted_arrays import as_array

AGG = "matplotlib.backends.backend_agg"
PLOTLY_WIDGET = "plotly.basewidget"
FIGURE_LIMIT = 40
"""Figures kept for one run."""


class FigureBook:
    """The figures of one run, each once, as it was when last drawn."""

    def __init__(self) -> None:
        self.cell = 0
        self._drawn = self._told = 0
        self._kept: dict[int, tuple[Any, dict[str, Any]]] = {}

    def install(self) -> None:
        """Hook what draws as soon as it is imported; costs nothing where it never is."""
        for name, hook in ((AGG, self._hook), (PLOTLY_WIDGET, self._hook_widget)):
            if name in sys.modules:
                hook(sys.modules[name])
            else:
                sys.meta_path.insert(0, _AfterImport(name, hook))

    def records(self) -> list[dict[str, Any]]:
        """Return the figures in the order of their first drawing, empty ones included."""
        return [record for _, record in self._kept.values()]

    def shown(self, data: Mapping[str, Any]) -> None:
        """Note what a display shows, but for Matplotlib's pictures, which were noted as they were drawn."""
        own, self._told = self._drawn != self._told, self._drawn
        if (own and any(kind.startswith("image/") for kind in data)) or len(self._kept) >= FIGURE_LIMIT:
            return
        from sprint.lab.worker.displayed_figures import record_of  # needed where something is displayed

        with contextlib.suppress(Exception):  # a form that we do not know must not break the learner's display
            if record := record_of(data):
                self._kept[-len(self._kept) - 1] = (None, {"cell": self.cell, **record})

    def _hook_widget(self, module: ModuleType) -> None:
        """Note a Plotly widget, which puts only its own name into the notebook."""
        widget: Any = module.BaseFigureWidget
        original = widget._repr_mimebundle_

        @functools.wraps(original)
        def bundle(widget_self: Any, *args: Any, **kwargs: Any) -> Any:
            self.shown({"application/vnd.plotly.v1+json": widget_self.to_plotly_json()})
            return original(widget_self, *args, **kwargs)

        widget._repr_mimebundle_ = bundle

    def _hook(self, module: ModuleType) -> None:
        canvas: Any = module.FigureCanvasAgg
        original = canvas.print_png

        @functools.wraps(original)  # Matplotlib reads the signature to know which arguments fit
        def print_png(canvas_self: Any, filename_or_obj: Any, *args: Any, **kwargs: Any) -> Any:
            self._drawn += 1
            buffer = io.BytesIO()
            result = original(canvas_self, buffer, *args, **kwargs)
            with contextlib.suppress(Exception):  # an artist we do not know must not break the learner's drawing
                self._note(canvas_self, buffer.getvalue())
            if hasattr(filename_or_obj, "write"):
                filename_or_obj.write(buffer.getvalue())
            else:
                with open(filename_or_obj, "wb") as stream:  # noqa: PTH123  as Matplotlib takes it: any path-like
                    stream.write(buffer.getvalue())
            return result

        canvas.print_png = print_png
        self._hook_other_formats(module.FigureCanvasBase, canvas)

    def _hook_other_formats(self, base: Any, agg: Any) -> None:
        """Draw what is shown or saved as SVG, PDF, JPEG or the like as a PNG as well, for us."""
        original = base.print_figure

        @functools.wraps(original)
        def print_figure(canvas_self: Any, *args: Any, **kwargs: Any) -> Any:
            before = self._drawn
            result = original(canvas_self, *args, **kwargs)
            figure = canvas_self.figure
            if self._drawn == before:
                self._drawn += 1
                with contextlib.suppress(Exception):  # as above
                    agg(figure).print_figure(io.BytesIO(), format="png", dpi=figure.dpi)
                figure.set_canvas(canvas_self)
            return result

        base.print_figure = print_figure

    def _note(self, canvas: Any, png: bytes) -> None:
        figure = canvas.figure
        if id(figure) in self._kept or len(self._kept) < FIGURE_LIMIT:
            pixels = getattr(canvas, "renderer", None) and canvas.buffer_rgba()
            record = {
                "cell": self.cell,
                "maker": "Matplotlib",
                "png": png,
                "axes": [_axes(axes, pixels) for axes in figure.get_axes() if axes.get_label() != "<colorbar>"],
            }
            self._kept[id(figure)] = (figure, record)


class _AfterImport(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Calls a function with a module right after its first import."""

    def __init__(self, name: str, then: Callable[[ModuleType], None]) -> None:
        self._name = name
        self._then = then

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002  the import system's signature
        target: ModuleType | None = None,  # noqa: ARG002  the same
    ) -> importlib.machinery.ModuleSpec | None:
        """Find the module through the other finders and wrap its loader."""
        if fullname != self._name:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(fullname)
        if spec is None or spec.loader is None:
            return None
        loader, then = spec.loader, self._then
        execute = loader.exec_module

        def exec_module(module: ModuleType) -> None:
            execute(module)
            then(module)

        loader.exec_module = exec_module  # type: ignore[method-assign]  # this one loader object serves this one import
        return spec


def describe(drawing: Any) -> dict[str, Any]:
    """Return what a Matplotlib figure, one of its axes or a seaborn grid holds, whether it was shown or not.

    Keys: `title` (the figure's own) and `axes`, each as in a figure's record, without ink and with an `id`. Anything
    else than such a drawing is described by an empty dictionary.
    """
    figure: Any = drawing if hasattr(drawing, "get_axes") else getattr(drawing, "figure", None)
    if not hasattr(figure, "get_axes"):
        return {}
    every = [drawing] if hasattr(drawing, "get_xlabel") else figure.get_axes()
    found = [{"id": id(axes), **_axes(axes, None)} for axes in every if axes.get_label() != "<colorbar>"]
    return {"title": figure.get_suptitle(), "axes": found}


def _axes(axes: Any, pixels: Any) -> dict[str, Any]:
    """Return what is drawn in one axes as plain data; a name that its sheet has for all axes counts for each."""
    sheet = axes.get_figure()
    return {
        "title": " ".join(filter(None, (axes.get_title(place) for place in ("left", "center", "right"))))
        or sheet.get_suptitle(),
        "xlabel": axes.get_xlabel() or sheet.get_supxlabel(),
        "ylabel": axes.get_ylabel() or sheet.get_supylabel(),
        "has_data": bool(axes.has_data()),
        "ink": _ink(axes, pixels),
        "lines": [as_array(line.get_xydata()) for line in axes.get_lines() if line.get_visible()],
        "verticals": _verticals(axes),
        "points": [
            as_array(item.get_offsets()) for item in axes.collections if hasattr(item, "get_offsets") and _many(item)
        ],
        "bars": [_bars(container) for container in axes.containers if hasattr(container, "patches")],
        "images": [as_array(item.get_array()) for item in (*axes.images, *_meshes(axes))],
        "levels": [as_array(item.levels) for item in axes.collections if hasattr(item, "levels")],
        "texts": [text.get_text()[:80] for text in axes.texts][:400],
    }


def _verticals(axes: Any) -> list[float]:
    """Return where vertical lines stand along x, single ones (`axvline`) and collections of them (`vlines`)."""
    paths = [line.get_xydata() for line in axes.get_lines() if line.get_visible()]
    paths += [path for item in axes.collections if hasattr(item, "get_segments") for path in item.get_segments()]
    arrays = [array for array in map(as_array, paths[:400]) if array is not None and array.ndim == 2 and len(array) > 1]
    return [float(array[0, 0]) for array in arrays if (array[:, 0] == array[0, 0]).all()]


def _many(collection: Any) -> bool:
    """Tell a scatter from a mesh or a contour, which have one offset at most."""
    return not hasattr(collection, "levels") and len(collection.get_offsets()) > 0 and _mesh(collection) is None


def _mesh(collection: Any) -> Any:
    return collection if type(collection).__name__ in {"QuadMesh", "PolyQuadMesh"} else None


def _meshes(axes: Any) -> list[Any]:
    return [item for item in axes.collections if _mesh(item) is not None]


def _bars(container: Any) -> Any:
    """Return the bars as an array (n, 4) of x, y, width, height."""
    return as_array([(*patch.get_xy(), patch.get_width(), patch.get_height()) for patch in container.patches])


def _ink(axes: Any, pixels: Any) -> float:
    """Return the share of pixels inside the axes' box that differ from its most common colour; 0 where unknown."""
    import numpy as np

    if pixels is None:
        return 0.0
    image = np.asarray(pixels)[..., :3]
    box = axes.get_window_extent()
    height, width = image.shape[:2]
    margin = 3
    left, right = max(0, int(box.x0) + margin), min(width, int(box.x1) - margin)
    top, bottom = max(0, height - int(box.y1) + margin), min(height, height - int(box.y0) - margin)
    inside = image[top:bottom, left:right].reshape(-1, 3).astype(np.uint32)
    if inside.size == 0:
        return 0.0
    colours = inside[:, 0] << 16 | inside[:, 1] << 8 | inside[:, 2]
    _, counts = np.unique(colours, return_counts=True)
    return float(1 - counts.max() / colours.size)
