"""Day 19: model_meta.json says what the file is."""

import hashlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from sprint.checks.api import Remote, Work, check, format_value

from .common import META, loaded_model


@check("d19.c5", "model_meta.json says what the file is", needs=("d19.c2",))
def described(work: Work) -> str:
    """`sha256` is compared with the file, `feature_names` with the columns of `X_test`, and the two versions with this Python.

    Whoever gets the file can tell from these whether it is whole, what to hand in, and what to install.
    """
    saved, loaded = loaded_model(work)
    digest, wanted = saved.meta.get("sha256"), hashlib.sha256(saved.path.read_bytes()).hexdigest()
    work.require(
        isinstance(digest, str) and digest.lower() == wanted,
        f'"sha256" is {format_value(digest)}' if digest else f'{META} has no "sha256"',
        f"{wanted[:12]}…, the fingerprint of {saved.file}",
        next="take the fingerprint after the file is written",
    )
    rows, names = work.get("X_test"), saved.meta.get("feature_names")
    width = np.shape(rows)[1]
    columns = list(map(str, rows.columns)) if isinstance(rows, pd.DataFrame) else None
    fits = isinstance(names, list) and (names == columns if columns else len(names) == width)
    work.require(
        fits,
        f'"feature_names" is {format_value(names)}' if names else f'{META} has no "feature_names"',
        f"the names of the {width} columns, in their order",
        next="list(X_train.columns), or list(model.feature_names_in_)",
    )
    texts = set(_texts(saved.meta))
    for package, versions in _versions(loaded).items():
        work.require(
            texts & set(versions),
            f"{META} does not say which {package} the model was made with",
            f'{versions[0]} under "versions"',
            next="platform.python_version() and sklearn.__version__ say it",
        )
    return f"{width} feature names, two versions, the fingerprint"


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts in a JSON value, each also without what follows its first blank."""
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
    elif isinstance(value, str):
        for word in value.replace("==", " ").split():
            yield word.removeprefix("v")


def _versions(loaded: Remote) -> dict[str, list[str]]:
    """Return the version of Python and of the model's library, each in the ways it may be written."""
    python = loaded.session.imported("platform:python_version")()
    library = loaded.look()["type"].partition(".")[0]
    package = {"sklearn": "scikit-learn"}.get(library, library)
    found = {"Python": [python, python.rpartition(".")[0]]}
    if library in {"sklearn", "torch", "lightgbm", "xgboost"}:
        version = str(loaded.session.imported(f"{library}:__version__").get())
        found[package] = [version, version.partition("+")[0]]
    return found
