"""What several tasks of day 19 share: what was saved, the model loaded in a new process, new rows and their answers."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sprint.checks.api import (
    Failed,
    LearnerError,
    NotAttempted,
    Remote,
    Table,
    Work,
    folder_copy,
    format_value,
    new_process,
    predict,
    require_file,
    require_written,
)

SCRIPT, META, MODEL = "model_persistence.py", "model_meta.json", "model.skops"


@dataclass(frozen=True)
class Saved:
    """What the learner saved."""

    folder: Path
    """The folder the model lies in, with its model_meta.json."""
    modules: Path
    """The folder that model_persistence.py lies in."""
    file: str
    """The model's file in it."""
    meta: dict[str, Any]
    """What model_meta.json says."""

    @property
    def path(self) -> Path:
        """The model's file."""
        return self.folder / self.file


def _saved(work: Work) -> Saved:
    """Return what the notebook saved; not attempted while the functions are not written or nothing is saved."""
    require_written(work, SCRIPT, "save_model", "load_model")
    try:
        meta = json.loads(require_file(work, META).read_bytes())
    except ValueError as error:
        raise Failed(f"{META} is no JSON: {error}", "a JSON object", next="write it with json.dumps") from error
    if not isinstance(meta, dict):
        raise Failed(
            f"{META} holds {format_value(meta)}", "a JSON object, {…}", next="write a dictionary with json.dumps"
        )
    named = meta.get("file")
    file = named if isinstance(named, str) and (work.folder / named).is_file() else Path(str(named or MODEL)).name
    if not (work.folder / file).is_file():
        others = [path.name for path in work.folder.iterdir() if path.stem == "model"]
        raise Failed(
            f"there is no {file}" + (f", but there is {others[0]}" if others else ""),
            f'the model in {MODEL}, or in the file that {META} names under "file"',
            next="which name do save_model and the notebook use?",
        )
    return Saved(work.folder, work.folder, file, meta)


@contextmanager
def moved_copy(work: Work) -> Iterator[Saved]:
    """Yield what was saved, copied to a new folder, and the modules to another one; the notebook stays behind."""
    saved = _saved(work)
    left = "*.ipynb", "*.csv"
    with folder_copy(work, *left, "*.py") as folder, folder_copy(work, *left, saved.path.name, META) as modules:
        yield Saved(folder, modules, saved.file, saved.meta)


@contextmanager
def _loaded(work: Work) -> Iterator[tuple[Saved, Remote]]:
    """Yield what was saved and the model that `load_model` gives for it, in a new process and another folder."""
    with moved_copy(work) as saved, new_process(work, saved.modules, OURS) as session:
        yield saved, _load(session.imported(f"{SCRIPT[:-3]}:load_model"), saved.path)


def _load(load: Remote, path: Path) -> Remote:
    try:
        model = load.keep(str(path))
    except LearnerError as error:
        if error.stop.type == "NotImplementedError":
            raise NotAttempted("`load_model` is not written yet") from error
        raise Failed(
            f"load_model in a new process raises {error}",
            "the model",
            because=known_reason(str(error)),
            next="start a fresh Python in another folder and call load_model there",
        ) from error
    looked = model.look()
    if looked["type"] == "builtins.NoneType":
        raise Failed("load_model gives None", "the model", next="does load_model end with `return`?")
    if not model.attribute("predict").look()["callable"]:
        raise Failed(f"load_model gives {looked['text']}", "a model with a predict method", next="what does it return?")
    return model


def known_reason(said: str) -> str:
    """Return what an error of a new process usually comes from, or nothing."""
    if "__main__" in said:
        return "a class or function lives in the notebook, where no other process finds it; it belongs into a module"
    if META in said or "No such file" in said:
        return "a file is looked for in the folder of the process or of the module, not in the one where the model lies"
    if "Untrusted" in said:
        return "skops does not know a class in the file; look at its name, and allow it with trusted=[…]"
    return ""


def loaded_model(work: Work) -> tuple[Saved, Remote]:
    """Return what was saved and the model that `load_model` gives for it; loaded once for all checks."""
    saved, model = work.shared("the loaded model", lambda: _loaded(work))
    return saved, model


def new_rows(work: Work, count: int = 60) -> Table:
    """Return rows that are in no table: each between two rows of X_test, of the same kind of table."""
    rows = work.get("X_test")
    table = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(np.asarray(rows))
    if table.empty:
        raise Failed("X_test has no rows", "raw rows the model has not seen", next="print(X_test.shape)")
    rng = np.random.default_rng()
    first, second = (table.iloc[rng.integers(len(table), size=count)].reset_index(drop=True) for _ in range(2))
    share, new = rng.uniform(0.2, 0.8, size=count), first.copy()
    for name in table.columns:
        if pd.api.types.is_float_dtype(table[name]):
            new[name] = share * first[name] + (1 - share) * second[name]
    return new if isinstance(rows, pd.DataFrame) else new.to_numpy()


def same_answer(got: Any, wanted: Any) -> bool:
    """Tell whether two answers are the same, a number also as its text."""
    if isinstance(wanted, bool | np.bool_ | str) or wanted is None:
        return str(got).strip() == str(wanted)
    try:
        return bool(np.isclose(float(got), float(wanted), rtol=1e-6, atol=1e-9))
    except (TypeError, ValueError):
        return False


def first_difference(got: Sequence[Any], wanted: Sequence[Any]) -> int | None:
    """Return the first place where two rows of answers differ, or None."""
    return next((place for place, pair in enumerate(zip(got, wanted, strict=True)) if not same_answer(*pair)), None)


def prediction_column(path: Path) -> list[str]:
    """Return the column `prediction` of a CSV file, as texts."""
    text = path.read_text("utf-8-sig", "replace")
    lines = [line for line in csv.reader(io.StringIO(text)) if line]
    header = [name.strip().lower() for name in lines[0]] if lines else []
    if "prediction" not in header:
        raise Failed(
            f"the first line of {path.name} is {format_value(','.join(header))}",
            "a column called prediction",
            next="open the file in an editor and look at its first line",
        )
    place = header.index("prediction")
    return [line[place] if place < len(line) else "" for line in lines[1:]]


def has_method(model: Remote, name: str) -> bool:
    """Tell whether a model of the learner's has a method."""
    return name in model.session.imported("builtins:dir")(model)


def why_prepared(work: Work, rows: Table, wanted: Sequence[Any]) -> str:
    """Say so if the saved model gives the right answers once the notebook has prepared the rows for it."""
    try:
        but_the_last = work.session.imported("builtins:slice").keep(None, -1)
        ahead = work.remote("model").attribute("__getitem__").keep(but_the_last)
        prepared = np.asarray(ahead.attribute("transform")(rows))
        _, loaded = loaded_model(work)
        if first_difference(predict(loaded, prepared).tolist(), wanted) is None:
            return "the saved model expects prepared rows: the steps before the last one were not saved with it"
    except (LearnerError, Failed, ValueError, TypeError):
        pass
    return ""


OURS = """
import pickle, runpy, sys


class Trap:
    # Calls open(place, "w") when it is unpickled: a file is there afterwards, and no harm is done.

    def __init__(self, place):
        self.place = place

    def __reduce__(self):
        return open, (self.place, "w")


def trapped(load, save, path, target, place):
    model = load(path)
    model.trap_ = Trap(place)
    save(model, target)


def program(path, *words):
    sys.argv[:] = [path, *words]
    try:
        runpy.run_path(path, run_name="__main__")
    except SystemExit as left:
        return left.code or 0
    return 0
"""
"""Runs in the learner's process, never here."""
