"""Figures as checks see them: what they show, with the arrays behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from sprint.checks.compare.values import is_array_equal

INK = 0.002
"""The share of an axes' pixels that must differ from its ground: a single line has 0.008, empty axes 0."""
BOXES = 3
"""How many texts make a drawing where Matplotlib knows of no data: a tree is nothing but boxes of text."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the run."""

    png: bytes
    """The picture; empty where the browser draws it."""
    axes: tuple[Mapping[str, Any], ...]
    """What each axes holds, as `sprint.lab.worker.figure_capture` describes it."""
    maker: str = "Matplotlib"
    """What drew it: `Matplotlib`, `Plotly`, `Altair`, `Bokeh`, or `a picture`."""

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Self:
        """Return the figure of a run's record."""
        return cls(record["png"], tuple(record["axes"]), record["maker"])

    @property
    def drawn(self) -> bool:
        """Whether any of its axes has data behind it and ink inside it."""
        return any((axes["has_data"] or len(axes["texts"]) >= BOXES) and axes["ink"] >= INK for axes in self.axes)

    @property
    def flat(self) -> bool:
        """Whether all it shows is a picture with one value in every field."""
        import numpy as np

        shown = [image for image in self.arrays("images") if image.size]
        return bool(shown) and all(np.nanmin(image) == np.nanmax(image) for image in shown if np.isfinite(image).any())

    @property
    def verticals(self) -> list[float]:
        """The places along x of its vertical lines."""
        return [place for axes in self.axes for place in axes["verticals"]]

    def arrays(self, kind: str) -> list[Any]:
        """Return the plotted arrays of one kind: `lines`, `points`, `bars`, `images` or `levels`."""
        return [array for axes in self.axes for array in axes[kind] if array is not None]

    def has_line(self, x: Any, y: Any) -> bool:
        """Tell whether a line through these points is drawn."""
        return any(_same_points(line, x, y) for line in self.arrays("lines"))

    def has_points(self, x: Any, y: Any) -> bool:
        """Tell whether these points are scattered, in any order, either way round.

        They may be markers of a line, or several groups in one axes, one scatter each.
        """
        import numpy as np

        groups = [[cloud for cloud in axes["points"] if cloud is not None] for axes in self.axes]
        together = [np.concatenate(clouds) for clouds in groups if len(clouds) > 1]
        clouds = [*self.arrays("points"), *self.arrays("lines"), *together]
        if any(self._covers(axes, x, y) or self._covers(axes, y, x) for axes in self.axes):
            return True
        return any(_same_cloud(cloud, x, y) or _same_cloud(cloud, y, x) for cloud in clouds)

    @staticmethod
    def _covers(axes: Mapping[str, Any], x: Any, y: Any) -> bool:
        """Tell whether scatters and lines of one axes that hold nothing but these points hold all of them together."""
        import numpy as np

        wanted = _places(np.column_stack([np.ravel(x), np.ravel(y)]))
        drawn = [_places(cloud) for kind in ("points", "lines") for cloud in axes[kind] if cloud is not None]
        return bool(wanted) and wanted == set().union(*(cloud for cloud in drawn if cloud <= wanted))

    def has_image(self, values: Any) -> bool:
        """Tell whether this matrix is shown, as an image or a heatmap, also transposed or turned over."""
        import numpy as np

        wanted = np.asarray(values, dtype=float)
        shapes = [wanted, wanted.T, wanted[::-1]]
        images = [np.squeeze(image) for image in self.arrays("images")]
        return any(image.size == wanted.size and is_array_equal(image.reshape(want.shape), want, 1e-3, 1e-6)
                   for image in images for want in shapes)  # fmt: skip

    def has_bars(self, values: Any) -> bool:
        """Tell whether bars of these lengths are drawn, in any order, upright or lying."""
        import numpy as np

        wanted = np.sort(np.asarray(values, dtype=float))
        for bars in self.arrays("bars"):
            for lengths in (bars[:, 2], bars[:, 3]):
                if len(lengths) == len(wanted) and np.allclose(np.sort(lengths), wanted, rtol=1e-3, atol=1e-9):
                    return True
        return False

    def has_histogram(self, values: Any) -> bool:
        """Tell whether bars count these values over their own edges, as counts, shares or a density."""
        import numpy as np

        values = np.ravel(np.asarray(values, dtype=float))
        for bars in self.arrays("bars"):
            left, width, height = bars[:, 0], bars[:, 2], bars[:, 3]
            if len(bars) < 2 or not np.allclose(left[1:], (left + width)[:-1]):
                continue
            counts = np.histogram(values, [*left, left[-1] + width[-1]])[0]
            scales = (1.0, 1 / len(values), 100 / len(values), 1 / (len(values) * width.mean()))
            if any(np.allclose(height, counts * scale, atol=2 * scale) for scale in scales):
                return True
        return False

    @property
    def unlabelled(self) -> bool:
        """Whether an axes with lines or points says neither in labels nor a title what it shows.

        A summary of shap's is named by the columns along its side.
        """
        return any(
            (axes["lines"] or axes["points"])
            and not (axes["xlabel"] and axes["ylabel"])
            and not axes["title"]
            and not axes["xlabel"].startswith("SHAP value")
            for axes in self.axes
        )


def _places(points: Any) -> set[tuple[float, ...]]:
    """Return points (n, 2) as a set, to the precision of float32."""
    import numpy as np

    return set(map(tuple, np.asarray(points, dtype=np.float32).tolist()))


def _same_points(line: Any, x: Any, y: Any) -> bool:
    import numpy as np

    wanted = np.column_stack([np.ravel(x), np.ravel(y)]).astype(float)
    return is_array_equal(line, wanted, 1e-3, 1e-6)


def _same_cloud(points: Any, x: Any, y: Any) -> bool:
    import numpy as np

    wanted = np.column_stack([np.ravel(x), np.ravel(y)]).astype(float)
    if points.shape != wanted.shape:
        return False
    order, wanted_order = np.lexsort(points.T), np.lexsort(wanted.T)
    return bool(np.allclose(points[order], wanted[wanted_order], rtol=1e-3, atol=1e-6))
