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
        "uvicorn": "serve",
        "httpx": "serve",
        "skops": "serve",
    }
)
"""The extra that brings a distribution; what is not here comes with the core or is the author's own."""


def install_line(packages: Iterable[str]) -> str:
    """Return the one shell command that installs missing packages, e.g. `pip install 'sprint-ml[deep]'`.

    Args:
        packages: distribution names as a curriculum's `needs` holds them, at least one.
    """
    wanted = list(packages)
    extras = sorted({EXTRA_OF_PACKAGE[name] for name in wanted if name in EXTRA_OF_PACKAGE})
    ours = [f"'{DISTRIBUTION}[{','.join(extras)}]'"] if extras else []
    others = sorted({name for name in wanted if name not in EXTRA_OF_PACKAGE})
    return " ".join(["pip install", *ours, *others])


_MODULE_OF_PACKAGE = MappingProxyType({"scikit-learn": "sklearn", "pillow": "PIL", "pyyaml": "yaml"})


def module_of(package: str) -> str:
    """Return the name a distribution is imported by: `sklearn` for `scikit-learn`."""
    return _MODULE_OF_PACKAGE.get(package.lower(), package.replace("-", "_"))
