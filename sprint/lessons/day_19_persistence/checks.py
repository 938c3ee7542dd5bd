"""Day 19: what is proved, in processes of their own, on rows nobody has seen. Nothing is unpickled over here."""

import csv
import hashlib
import io
import json
import pickle
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
    Session,
    Stop,
    Work,
    analysis_check,
    check,
    figure_check,
    folder_copy,
    folder_with,
    format_seconds,
    format_value,
    new_process,
    predict,
    require_batch_timings,
    require_file,
    require_raw_rows,
    require_written,
    run_script,
    write_file,
)

SCRIPT, META, MODEL = "model_persistence.py", "model_meta.json", "model.skops"
WITHIN = 10
"""How far the seconds in timings.csv may be from the ones measured here."""
LARGEST = 20_000
"""Rows of the largest batch that is measured once more."""


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
def _moved(work: Work) -> Iterator[Saved]:
    """Yield what was saved, copied to a new folder, and the modules to another one; the notebook stays behind."""
    saved = _saved(work)
    left = "*.ipynb", "*.csv"
    with folder_copy(work, *left, "*.py") as folder, folder_copy(work, *left, saved.path.name, META) as modules:
        yield Saved(folder, modules, saved.file, saved.meta)


@contextmanager
def _loaded(work: Work) -> Iterator[tuple[Saved, Remote]]:
    """Yield what was saved and the model that `load_model` gives for it, in a new process and another folder."""
    with _moved(work) as saved, new_process(work, saved.modules, OURS) as session:
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
            because=_known_reason(str(error)),
            next="start a fresh Python in another folder and call load_model there",
        ) from error
    looked = model.look()
    if looked["type"] == "builtins.NoneType":
        raise Failed("load_model gives None", "the model", next="does load_model end with `return`?")
    if not model.attribute("predict").look()["callable"]:
        raise Failed(f"load_model gives {looked['text']}", "a model with a predict method", next="what does it return?")
    return model


def _known_reason(said: str) -> str:
    """Return what an error of a new process usually comes from, or nothing."""
    if "__main__" in said:
        return "a class or function lives in the notebook, where no other process finds it; it belongs into a module"
    if META in said or "No such file" in said:
        return "a file is looked for in the folder of the process or of the module, not in the one where the model lies"
    if "Untrusted" in said:
        return "skops does not know a class in the file; look at its name, and allow it with trusted=[…]"
    return ""


def _shared(work: Work) -> tuple[Saved, Remote]:
    saved, model = work.shared("the loaded model", lambda: _loaded(work))
    return saved, model


def _new_rows(work: Work, count: int = 60) -> Any:
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


def _same(got: Any, wanted: Any) -> bool:
    """Tell whether two answers are the same, a number also as its text."""
    if isinstance(wanted, bool | np.bool_ | str) or wanted is None:
        return str(got).strip() == str(wanted)
    try:
        return bool(np.isclose(float(got), float(wanted), rtol=1e-6, atol=1e-9))
    except (TypeError, ValueError):
        return False


def _differs(got: Sequence[Any], wanted: Sequence[Any]) -> int | None:
    """Return the first place where two rows of answers differ, or None."""
    return next((place for place, pair in enumerate(zip(got, wanted, strict=True)) if not _same(*pair)), None)


@check(
    "d19.c1",
    "a new process in another folder gives the same answers for new rows",
    names=("model", "X_test"),
)
def same_elsewhere(work: Work) -> str:
    """Your program is copied to one folder, your model to another, and from a third folder the program is run.

    `python …/model_persistence.py predict --model …/model.skops --input …/measured.csv --output …/answers.csv`

    Both tables lie in a fourth folder. The rows are made up now. The column `prediction` has to hold, row by row, what `model` of the notebook says about the
    same rows.
    """
    require_written(work, SCRIPT, "save_model", "load_model", "main")
    rows = _new_rows(work)
    wanted = predict(work.remote("model"), rows).tolist()
    with _moved(work) as saved, folder_with(work) as folder, folder_with(work) as tables:
        got = _predicted(work, saved, rows, folder, tables)
    if len(got) != len(wanted):
        raise Failed(f"{len(got)} predictions for {len(wanted)} rows", "one for each row", next="is a header counted?")
    place = _differs(got, wanted)
    if place is not None:
        raise Failed(
            f"row {place}: the program says {got[place]}, the notebook's model {wanted[place]}",
            "the same answers",
            because=_other_answers(work, rows, got, wanted),
            next="which file does the program load, and what does it do with the rows before predict?",
        )
    work.proved(f"{len(wanted)} new rows, the same answers in another process")
    return f"{len(wanted)} new rows"


def _predicted(work: Work, saved: Saved, rows: Any, folder: Path, tables: Path) -> list[str]:
    """Run the learner's program in a folder, on a table in another one; return its column `prediction`."""
    names = saved.meta.get("feature_names")
    if isinstance(rows, np.ndarray):
        rows = pd.DataFrame(rows, columns=names if isinstance(names, list) and len(names) == rows.shape[1] else None)
    table, output = write_file(tables / "measured.csv", rows.to_csv(index=False).encode()), tables / "answers.csv"
    places = {"--model": saved.path, "--input": table, "--output": output}
    words = [word for name, path in places.items() for word in (name, str(path))]
    try:
        finished = run_script(work, ["python", str(saved.modules / SCRIPT), "predict", *words], folder=folder)
    except Failed as refused:
        because = "the table is the one given as --input" if "rows.csv" in refused.seen else _known_reason(refused.seen)
        raise Failed(refused.seen, refused.expected, because=because, next=refused.next) from refused
    if not output.is_file():
        said = f", and prints {format_value(finished.out[:80])}" if finished.out.strip() else ""
        raise Failed(f"the program ends without {output.name}{said}", "the file given as --output", next="to_csv(…)")
    return _column(output)


def _column(path: Path) -> list[str]:
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


def _other_answers(work: Work, rows: Any, got: Sequence[str], wanted: Sequence[Any]) -> str:
    """Return the slip that gives these answers, or nothing."""
    if all(map(_same, sorted(got), sorted(map(str, wanted)))):
        return "these are the same answers in another order"
    model = work.remote("model")
    if model.attribute("predict_proba").look()["callable"] if _has(model, "predict_proba") else False:
        shares = np.asarray(model.attribute("predict_proba")(rows))
        if any(_differs(got, column.tolist()) is None for column in shares.T):
            return "these are probabilities; prediction is the answer itself"
    return _prepared(work, rows, wanted)


def _has(model: Remote, name: str) -> bool:
    return name in model.session.imported("builtins:dir")(model)


def _prepared(work: Work, rows: Any, wanted: Sequence[Any]) -> str:
    """Say so if the saved model gives the right answers once the notebook has prepared the rows for it."""
    try:
        but_the_last = work.session.imported("builtins:slice").keep(None, -1)
        ahead = work.remote("model").attribute("__getitem__").keep(but_the_last)
        prepared = np.asarray(ahead.attribute("transform")(rows))
        _, loaded = _shared(work)
        if _differs(predict(loaded, prepared).tolist(), wanted) is None:
            return "the saved model expects prepared rows: the steps before the last one were not saved with it"
    except (LearnerError, Failed, ValueError, TypeError):
        pass
    return ""


@check("d19.c2", "raw rows go in: the whole pipeline is in the file", names=("model", "X_test", "y_test"))
def whole_pipeline(work: Work) -> str:
    """`load_model` is called in a new process, and the model it gives answers for `X_test`, raw rows as in the table.

    It has to say what the notebook's `model` says, probabilities included, and has to be better than a constant answer: a
    model whose scaler stayed behind is not.
    """
    rows = work.get("X_test")
    _raw(work, rows)
    saved, loaded = _shared(work)
    wanted = predict(work.remote("model"), rows).tolist()
    got = predict(loaded, rows).tolist()
    place = _differs(got, wanted)
    if place is not None:
        raise Failed(
            f"row {place} of X_test: the loaded model says {format_value(got[place])}, the notebook's {format_value(wanted[place])}",
            "the same answers",
            because=_prepared(work, rows, wanted),
            next="what exactly is given to save_model?",
        )
    if _has(work.remote("model"), "predict_proba") and _has(loaded, "predict_proba"):
        ours, theirs = (predict(one, rows, "predict_proba") for one in (work.remote("model"), loaded))
        work.require(
            ours.shape == theirs.shape and np.allclose(ours, theirs, rtol=0, atol=1e-6),
            f"the probabilities of {saved.file} differ from the notebook's",
            "the same probabilities",
            next="is the file older than the last training? Run all cells in order",
        )
    _better_than_constant(work, got)
    work.proved(f"{len(got)} raw rows, answered as in the notebook")
    return f"{len(got)} raw rows"


def _raw(work: Work, rows: Any) -> None:
    """Fail if X_test was prepared by hand before it was split off or given to the model."""
    try:
        numbers = np.asarray(rows, dtype=float)
    except (TypeError, ValueError):
        return
    if numbers.ndim != 2 or len(numbers) < 10:
        return
    train, table = _numbers(work, "X_train", numbers), _numbers(work, "X", numbers)
    there = [table is None or _has_row(table, row) for row in numbers]
    if np.mean(there) < 0.5:
        raise Failed(
            f"row {there.index(False)} of X_test is no row of the table X",
            "raw rows, as they stand in the table",
            because="they were prepared before they went in, and whoever loads the file does not know how",
            next="make the preparation a step of the pipeline, and give it the raw rows",
        )
    require_raw_rows(work, numbers if train is None else train, numbers)


def _has_row(table: Any, row: Any) -> bool:
    return bool(np.isclose(table, row, rtol=1e-5, atol=1e-9, equal_nan=True).all(axis=1).any())


def _numbers(work: Work, name: str, like: Any) -> Any:
    """Return a table of the notebook's as numbers with as many columns as another one, or None."""
    try:
        found = np.asarray(work.get(name), dtype=float) if name in work.run.names else None
    except (TypeError, ValueError, LearnerError):
        return None
    return found if found is not None and found.ndim == 2 and found.shape[1] == like.shape[1] else None


def _are_amounts(truths: Any, got: Any) -> bool:
    """Tell whether answers are amounts, also whole ones, and no classes: many of them, or guessed in between."""
    if truths.dtype.kind not in "fiu" or got.dtype.kind not in "fiu":
        return False
    return len(np.unique(truths)) > 20 or not np.isin(got, truths).all()


def _better_than_constant(work: Work, got: Sequence[Any]) -> None:
    truths = np.ravel(work.array("y_test"))
    if len(truths) != len(got):
        raise Failed(f"y_test has {len(truths)} answers for {len(got)} rows", "one for each", next="split both at once")
    ours = float(np.mean([_same(one, truth) for one, truth in zip(got, truths.tolist(), strict=True)]))
    constant, kind = float(np.unique(truths, return_counts=True)[1].max() / len(truths)), "a share of right answers"
    worse = ours <= constant
    if worse and _are_amounts(truths, np.asarray(got)):
        ours = float(np.mean((truths - np.asarray(got, dtype=float)) ** 2))
        constant, kind = float(np.var(truths)), "a mean squared error"
        worse = ours >= constant
    if worse:
        raise Failed(
            f"for the raw rows of X_test the loaded model reaches {kind} of {ours:.3g}",
            f"better than a constant answer, {constant:.3g}",
            because="it may have been trained on prepared rows, with the preparation outside the pipeline",
            next="fit a pipeline of the scaler and the model on the raw rows, and save the pipeline",
        )


@check("d19.c5", "model_meta.json says what the file is", needs=("d19.c2",))
def described(work: Work) -> str:
    """`sha256` is compared with the file, `feature_names` with the columns of `X_test`, and the two versions with this Python.

    Whoever gets the file can tell from these whether it is whole, what to hand in, and what to install.
    """
    saved, loaded = _shared(work)
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


MARK = "trap"
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


@check("d19.c3", "a file that was swapped is refused, and runs nothing", needs=("d19.c2",))
def refuses(work: Work) -> str:
    """In a folder made for it, the model's file is replaced while your `model_meta.json` stays, in three ways.

    By what your own `save_model` makes of a model that carries a trap, by a plain pickle with the same trap, and by your
    file with one byte changed. The trap writes a file when it is unpickled. It must not be there after `load_model`.
    """
    saved, loaded = _shared(work)
    content = saved.path.read_bytes()
    load = loaded.session.imported(f"{SCRIPT[:-3]}:load_model")
    with folder_with(work) as scratch:
        try:
            for name, forged in _forged(loaded.session, saved, scratch):
                _swapped(work, load, saved, name, forged, scratch)
        finally:
            write_file(saved.path, content)
    work.proved("a swapped file ran nothing")
    return "a trap in the file did not go off"


def _swapped(work: Work, load: Remote, saved: Saved, name: str, forged: bytes, scratch: Path) -> None:
    """Put something else in the place of the model's file; fail if the trap in it goes off."""
    write_file(saved.path, forged)
    try:
        load.keep(str(saved.path))
    except LearnerError:
        refused = True
    else:
        refused = False
    if (scratch / MARK).exists():
        raise Failed(
            f"{saved.file} was replaced by {name}, and load_model ran the command in it",
            "a refusal before the file is opened",
            because="a pickle runs code when it is loaded",
            next="compare the sha256 first and open the file afterwards, or use skops or a state_dict",
        )
    if not refused:
        work.note(f"{saved.file} was replaced by {name}, and load_model took it: a fingerprint would have told")


def _forged(session: Session, saved: Saved, scratch: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what takes the place of the model's file: its name for the learner, and its bytes."""
    content, other, mark = saved.path.read_bytes(), scratch / saved.file, scratch / MARK
    load, save = (session.imported(f"{SCRIPT[:-3]}:{name}") for name in ("load_model", "save_model"))
    write_file(other, b"")
    try:
        session.name("trapped")(load, save, str(saved.path), str(other), str(mark))
    except LearnerError:  # a format that takes no trap in
        pass
    else:
        yield "another model", other.read_bytes()
    yield "a pickle", pickle.dumps(_Trap(str(mark))).ljust(len(content), b"\0")
    half = len(content) // 2
    yield "itself with one byte changed", content[:half] + bytes([content[half] ^ 1]) + content[half + 1 :]


class _Trap:
    """What a trap looks like when it is packed; it is unpacked in the learner's process only."""

    def __init__(self, place: str) -> None:
        self.place = place

    def __reduce__(self) -> tuple[Any, ...]:
        return open, (self.place, "w")


@check("d19.c4", "timings.csv holds seconds per call for four batch sizes or more", needs=("d19.c2",))
def timed(work: Work) -> str:
    """The times are measured once more here, with the loaded model: yours may be ten times more or less.

    The time per row has to fall: a call has a price of its own, and a large batch shares it among its rows.
    """
    sizes, seconds = _timings(work)
    per_row = seconds / sizes
    work.require(
        per_row[-1] < per_row[0],
        f"a row takes {format_seconds(per_row[-1])} at {sizes[-1]:g} rows and {format_seconds(per_row[0])} at {sizes[0]:g}",
        "less time per row in a larger batch",
        next="time one call of predict with all rows of the batch",
    )
    ours = _measured(work, [int(size) for size in sizes if size <= LARGEST])
    found = {size: float(seconds[sizes == size][0]) for size in ours}
    off, because = _far_off(work, found, ours)
    if off:
        raise Failed(
            f"{found[off[0]]:.3g} seconds for {off[0]} rows",
            f"about {ours[off[0]][0]:.3g}, as measured here",
            because=because,
            next="perf_counter right before and right after one call of predict",
        )
    work.proved(f"{len(sizes)} batch sizes, as measured here")
    work.metric("seconds_one_row", float(seconds[0]))
    work.metric("rows_per_second", float(sizes[-1] / seconds[-1]))
    return f"{sizes[-1] / seconds[-1]:,.0f} rows a second in batches of {sizes[-1]:g}"


def _timings(work: Work) -> tuple[Any, ...]:
    """Return the batch sizes, rising, and the seconds of timings.csv."""
    return require_batch_timings(work, "timings.csv", "seconds", next="perf_counter(), later minus earlier")


def _measured(work: Work, sizes: Sequence[int]) -> dict[int, tuple[float, float]]:
    """Return, for some of the sizes, the seconds of a call: the shortest of several, and the first one."""
    _, loaded = _shared(work)
    rows = work.get("X_test")
    wanted = sorted({*sizes[:3], *sizes[-1:]})
    if not wanted:
        raise Failed(
            "every batch in timings.csv is huge", f"sizes of up to {LARGEST} rows, too", next="begin with 1 row"
        )
    found = {}
    for size in wanted:
        places = np.arange(size) % len(rows)
        batch = rows.iloc[places] if isinstance(rows, pd.DataFrame) else np.asarray(rows)[places]
        call = loaded.session.imported("functools:partial").keep(loaded.attribute("predict"), batch)
        timer = loaded.session.imported("timeit:Timer").keep(call)
        first = float(timer.attribute("timeit")(1))
        found[size] = (min(first, *map(float, timer.attribute("repeat")(4, 1))), first)
    return found


def _loading(work: Work) -> float:
    """Return the seconds that load_model takes."""
    saved, loaded = _shared(work)
    load = loaded.session.imported(f"{SCRIPT[:-3]}:load_model")
    call = loaded.session.imported("functools:partial").keep(load, str(saved.path))
    return float(min(loaded.session.imported("timeit:Timer").keep(call).attribute("repeat")(3, 1)))


def _far_off(work: Work, found: dict[int, float], ours: dict[int, tuple[float, float]]) -> tuple[list[int], str]:
    """Return the sizes whose seconds are far from what is measured here, if it is more than one in two, and why."""

    def near(seconds: float, size: int) -> bool:
        low, high = ours[size]
        return low / WITHIN <= seconds <= WITHIN * high

    off = [size for size, seconds in found.items() if not near(seconds, size)]
    if 2 * len(off) >= len(ours) and all(near(seconds * size, size) for size, seconds in found.items()):
        return off, "that would fit seconds per row; a call has many"
    for words, factor in {"milliseconds": 1e3, "microseconds": 1e6, "minutes": 1 / 60}.items():
        if off and all(near(seconds / factor, size) for size, seconds in found.items()):
            return off, f"that would fit {words}"
    loading = _loading(work)
    slow = [
        size
        for size, (_, high) in ours.items()
        if loading > 4 * high and loading / 2 < found[size] < 3 * (loading + high)
    ]
    if len(slow) >= 2 and min(ours) in slow:
        return slow, f"loading the file takes {format_seconds(loading)}: is it inside the timed part?"
    return (off, "") if 2 * len(off) > len(ours) else ([], "")


def _shows_timings(work: Work, figure: Any) -> bool:
    sizes, seconds = _timings(work)
    return any(
        figure.has_line(sizes, values * scale) or figure.has_points(sizes, values * scale)
        for values in (seconds, seconds / sizes)
        for scale in (1, 1e3, 1e6)
    )


view = figure_check(
    "d19.c6",
    "View: seconds against the batch size",
    "A figure of this run with something inside its axes. We look for the numbers of timings.csv, in seconds or milliseconds, "
    "per call or per row; when the drawn data cannot be matched, you get a note and the check passes.",
    {"timings.csv": _shows_timings},
)

analysis = analysis_check(
    "d19.c7",
    "Which format did you choose? Who may load your file, and what could go wrong when they do?",
    numbers=("timings",),
    words=("skops", "joblib", "pickle", "onnx", "safetensors", "torch", "state_dict", "state dict", "npz", "json"),
)


@check(
    "d19.s1",
    "the predict command orders the columns, and names one that is missing",
    stretch=True,
    needs=("d19.c1",),
)
def orders_columns(work: Work) -> str:
    """The program gets a table whose columns are turned round and which has one too many, then one that lacks a column.

    The first has to give the answers of the notebook's model, the second an exit code that is not 0 and a last line with the
    missing column's name.
    """
    rows = _new_rows(work, 20)
    if not isinstance(rows, pd.DataFrame):
        raise NotAttempted("for tables with named columns")
    wanted = predict(work.remote("model"), rows).tolist()
    other = rows[rows.columns[::-1]].assign(remark="from a colleague")
    missing = str(rows.columns[1])
    with folder_with(work) as folder:
        try:
            got = _in_process(work, other, folder)
        except LearnerError as refused:
            raise NotAttempted("for the fast, if you like") from refused
        if len(got) != len(wanted) or _differs(got, wanted) is not None:
            raise Failed(
                "a table with its columns in another order gives other answers",
                "the same answers",
                next="rows[feature_names] has the columns in order",
            )
        try:
            _in_process(work, rows.drop(columns=missing), folder)
        except LearnerError as refused:
            said = str(refused)
        else:
            said = "an end without an error"
    work.require(
        missing in said,
        f"without the column {missing!r}: {said[:200]}",
        f"an error that names {missing!r}",
        next="set(feature_names) - set(rows.columns)",
    )
    return "another order is no matter, a missing column is named"


def _in_process(work: Work, rows: Any, folder: Path) -> list[str]:
    """Run the program in the process that has loaded the model already; return the column `prediction`.

    Raises:
        LearnerError: it ends with an error.
    """
    saved, loaded = _shared(work)
    table, output = write_file(folder / "rows.csv", rows.to_csv(index=False).encode()), folder / "predictions.csv"
    words = ["predict", "--model", str(saved.path), "--input", str(table), "--output", str(output)]
    code = loaded.session.name("program")(str(saved.modules / SCRIPT), *words)
    if code != 0:
        raise LearnerError("raised", Stop("SystemExit", str(code), ()))
    return _column(output)
