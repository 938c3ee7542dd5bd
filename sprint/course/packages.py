"""Which extra of our distribution brings a package, and the line that installs it."""

from collections.abc import Iterable
from types import MappingProxyType

DISTRIBUTION = "sprint-ml"
"""Our own name on the package index."""

EXTRA_OF_PACKAGE = MappingProxyType(
    {
        "torch": "deep",
        "torchvision": "deep",
        "lightgbm": "boosting",
        "shap": "boosting",
        "fastapi": "serve",
        "pydantic": "serve",
        "uvicorn": "serve",
        "httpx": "serve",
        "skops": "serve",
    }
)
"""The extra that brings a distribution; what is not here comes with the core or is the author's own."""


def install_line(packages: Iterable[str]) -> str:
    """Return the one shell command that installs missing packages, e.g. `pip install torch`.

    The packages are named themselves, not an extra of ours: that works wherever sprint was installed from.

    Args:
        packages: distribution names as a curriculum's `needs` holds them, at least one.
    """
    return " ".join(["pip install", *sorted(set(packages))])


_MODULE_OF_PACKAGE = MappingProxyType(
    {
        "scikit-learn": "sklearn",
        "scikit-image": "skimage",
        "imbalanced-learn": "imblearn",
        "opencv-python": "cv2",
        "umap-learn": "umap",
        "beautifulsoup4": "bs4",
        "pillow": "PIL",
        "pyyaml": "yaml",
    }
)
OTHERS = (
    *("altair", "bokeh", "catboost", "dtreeviz", "graphviz", "hdbscan", "jax", "keras", "numba", "openpyxl", "optuna"),
    *("polars", "pyarrow", "requests", "statsmodels", "sympy", "tensorflow", "tqdm", "transformers", "xgboost"),
)
"""Well-known packages that no day asks for and a learner may reach for, besides those under another name."""


def module_of(package: str) -> str:
    """Return the name a distribution is imported by: `sklearn` for `scikit-learn`."""
    return _MODULE_OF_PACKAGE.get(package.lower(), package.replace("-", "_"))


def install_line_for_module(module: str) -> str:
    """Return the command that installs a module a notebook asked for; empty where we do not know who brings it.

    A name that is only misspelt must not be recommended for installation.
    """
    known = {module_of(package): package for package in (*EXTRA_OF_PACKAGE, *_MODULE_OF_PACKAGE, *OTHERS)}
    return install_line([known[module]]) if module in known else ""
