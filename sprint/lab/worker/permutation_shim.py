"""Permutes the columns of a data set while a program of the learner's loads it.

A score that is computed from data falls when the values of each column are shuffled among the rows; a number that is
typed in, or read from a file of results, stays what it is. Rows that are loaded twice are shuffled alike, so a model
that is tested on the rows of its training still knows them by heart, and that shows, too.

This file is put before a program as its `sitecustomize`, so it needs nothing but Python: libraries are patched once the
program has imported them. Scikit-learn's data sets, tables that pandas, NumPy, csv or json read, and what joblib or
pickle bring back are shuffled, and so is what goes into scikit-learn's splits; models are left alone. Seeds are moved.
"""

import builtins
import contextlib
import copy
import dataclasses
import functools
import os
import random
import re
import sys
import zlib
from collections.abc import Callable, Iterator
from typing import Any

SEED = "SPRINT_RESHUFFLE"
"""The environment variable with the seed; without it nothing happens."""
NOTES = "SPRINT_RESHUFFLE_NOTES"
"""The environment variable with the number of an open pipe, which gets one byte when a table was shuffled."""
LEAST_ROWS = 10
"""What is shorter is no data: names of classes, a list of settings."""
LEAST_TABLE_ROWS = 20
"""A table that has so many rows, and two columns, is noted."""
_MANY = 20_000_000
"""Items of an array from which on whole rows are shuffled."""

LOADERS = {
    "sklearn.datasets": r"(load|fetch|make)_\w+",
    "sprint.datasets": r"load_\w+",
    "seaborn": "load_dataset",
    "pandas": r"read_\w+",
    "numpy": "load|loadtxt|genfromtxt|fromfile",
    "joblib": "load",
    "pickle": "load",
    "json": "loads?",
    "csv": "reader",
}
"""What brings data in: the functions of each module by a pattern."""
SPLITTERS = {"sklearn.model_selection": r"train_test_split|cross_val\w+"}
"""What takes data that may be typed into the program itself: their arguments are shuffled."""
SEEDERS = {"random": "seed", "numpy.random": "seed|default_rng", "torch": "manual_seed"}
"""What takes the seed of a generator."""


class ColumnPermuter:
    """Shuffles values, and notes the tables among them."""

    def __init__(self, seed: int, notes: int) -> None:
        self._seed = seed
        self._notes = notes
        self._noted = False

    def permute(self, value: Any) -> Any:
        """Return a value with each of its columns shuffled; what is no data comes back as it is."""
        kind = type(value).__module__.partition(".")[0]
        if kind == "numpy" and hasattr(value, "dtype") and value.ndim:
            return self._array(value)
        if kind == "pandas" and hasattr(value, "iloc"):
            return self._frame(value)
        if kind == "scipy" and hasattr(value, "tocsr"):
            self._note(value.shape[0], value.shape[1])
            rows = list(range(value.shape[0]))
            return value.tocsr()[self._permutation(rows, value.shape[1])]
        if isinstance(value, dict):
            return self._items(value)
        if isinstance(value, list):
            return self.rows(value)
        if isinstance(value, tuple):
            parts = [self.permute(part) for part in value]
            return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            fields = {field.name: self.permute(getattr(value, field.name)) for field in dataclasses.fields(value)}
            return dataclasses.replace(value, **fields)
        return value

    def rows(self, rows: list[Any]) -> list[Any]:
        """Return a list shuffled: column by column where its items are rows of one width."""
        if len(rows) < LEAST_ROWS:
            return [self.permute(row) for row in rows]
        first = rows[0]
        if isinstance(first, dict) and all(isinstance(row, dict) and row.keys() == first.keys() for row in rows):
            columns = self._columns([[row[key] for row in rows] for key in first])
            return [dict(zip(first, row, strict=True)) for row in zip(*columns, strict=True)] if columns else rows
        if isinstance(first, list | tuple) and all(
            isinstance(row, list | tuple) and len(row) == len(first) for row in rows
        ):
            columns = self._columns([[row[place] for row in rows] for place in range(len(first))])
            return [list(row) for row in zip(*columns, strict=True)] if columns else rows
        return self._columns([rows])[0]

    def seed(self, value: Any) -> Any:
        """Return another seed for a whole number; anything else as it is."""
        return (value + 1 + self._seed) % 2**32 if type(value) is int else value

    def _array(self, array: Any) -> Any:
        if len(array) < LEAST_ROWS:
            return array
        if array.ndim == 1 or array.size > _MANY:
            permuted = array[self._permutation(array, 0)]
        else:
            permuted = array.copy()
            flat = permuted.reshape(len(array), -1)  # a view: the copy lies in one piece
            for place in range(flat.shape[1]):
                flat[:, place] = flat[self._permutation(flat[:, place], place + 1), place]
        self._note(len(array), array.size // len(array))
        return permuted

    def _frame(self, frame: Any) -> Any:
        if len(frame) < LEAST_ROWS:
            return frame
        if frame.ndim == 1:
            return frame.take(self._permutation(frame.to_numpy(), 0)).set_axis(frame.index)
        permuted = frame.copy()
        for place in range(frame.shape[1]):
            column = frame.iloc[:, place]
            permuted.isetitem(place, column.take(self._permutation(column.to_numpy(), place + 1)).set_axis(frame.index))
        self._note(*frame.shape)
        return permuted

    def _items(self, items: dict[Any, Any]) -> dict[Any, Any]:
        permuted = copy.copy(items)
        for key, value in items.items():
            permuted[key] = self.permute(value)
        return permuted

    def _columns(self, columns: list[list[Any]]) -> list[list[Any]]:
        if columns:
            self._note(len(columns[0]), len(columns))
        return [[column[row] for row in self._permutation(column, place)] for place, column in enumerate(columns, 1)]

    def _permutation(self, column: Any, place: int) -> list[int]:
        """Return an order for a column: the same one each time the same values come in the same place."""
        plain = getattr(getattr(column, "dtype", None), "kind", "O") in "biufc"
        content = column.tobytes() if plain else repr(list(column)).encode(errors="replace")
        order = random.Random(f"{self._seed} {place} {zlib.crc32(content)}")  # noqa: S311  chance here orders rows
        return order.sample(range(len(column)), len(column))

    def _note(self, rows: int, columns: int) -> None:
        if rows >= LEAST_TABLE_ROWS and columns >= 2 and not self._noted:
            self._noted = True
            with contextlib.suppress(OSError):  # a program started by the program does not have the pipe
                os.write(self._notes, b"x")


class _Reader:
    """Stands for a `csv.reader` whose rows were permuted, below the first, which may name the columns."""

    def __init__(self, reader: Any, permuter: ColumnPermuter) -> None:
        self._reader = reader
        self.dialect = reader.dialect
        self.line_num = 0
        self._rows = self._permuted(permuter)

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        self.line_num += 1
        return next(self._rows)

    def _permuted(self, permuter: ColumnPermuter) -> Iterator[list[str]]:
        first = next(self._reader, None)
        if first is not None:
            yield first
            yield from permuter.rows(list(self._reader))


def install(seed: int, notes: int) -> None:
    """Patch each library of the lists above when the program has imported it."""
    permuter = ColumnPermuter(seed, notes)
    waiting = {*LOADERS, *SPLITTERS, *SEEDERS}
    real_import = builtins.__import__

    def imported(*args: Any, **kwargs: Any) -> Any:
        module = real_import(*args, **kwargs)
        for name in [name for name in waiting if _is_ready(name)]:
            waiting.discard(name)
            _patch(sys.modules[name], name, permuter)
        return module

    builtins.__import__ = imported


def _is_ready(name: str) -> bool:
    """Tell whether a module is imported to its end."""
    spec: Any = getattr(sys.modules.get(name), "__spec__", None)
    return spec is not None and not getattr(spec, "_initializing", False)


def _patch(module: Any, name: str, permuter: ColumnPermuter) -> None:
    for patterns, wrap in ((LOADERS, _wrap_loader), (SPLITTERS, _wrap_splitter), (SEEDERS, _wrap_seeder)):
        if name not in patterns:
            continue
        for attribute in [key for key in vars(module) if re.fullmatch(patterns[name], key)]:
            function = getattr(module, attribute)
            if callable(function) and not isinstance(function, type):
                setattr(module, attribute, wrap(function, permuter))


def _wrap_loader(function: Callable[..., Any], permuter: ColumnPermuter) -> Callable[..., Any]:
    @functools.wraps(function)
    def loaded(*args: Any, **kwargs: Any) -> Any:
        value = function(*args, **kwargs)
        if type(value).__name__ == "NpzFile":
            return {key: permuter.permute(value[key]) for key in value.files}
        return _Reader(value, permuter) if hasattr(value, "line_num") else permuter.permute(value)

    return loaded


def _wrap_splitter(function: Callable[..., Any], permuter: ColumnPermuter) -> Callable[..., Any]:
    return _with_arguments(function, permuter.permute)


def _wrap_seeder(function: Callable[..., Any], permuter: ColumnPermuter) -> Callable[..., Any]:
    return _with_arguments(function, permuter.seed)


def _with_arguments(function: Callable[..., Any], change: Callable[[Any], Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def changed(*args: Any, **kwargs: Any) -> Any:
        return function(*map(change, args), **{key: change(value) for key, value in kwargs.items()})

    return changed


if SEED in os.environ:
    install(int(os.environ[SEED]), int(os.environ[NOTES]))
