"""Day 17, task 5: the misclassified places and the confused pairs."""

from collections import Counter
from typing import Any

import numpy as np

from sprint.checks.api import Array, Failed, Labels, Work, check, format_value

from .common import fashion_images
from .saved import saved_answers


@check(
    "d17.c6",
    "misclassified holds the places of the wrong answers",
    names=("misclassified",),
    needs=("d17.c3",),
)
def places_are_wrong(work: Work) -> str:
    """Every number in `misclassified` is a place in `X_test` where the network in the file is wrong, and 95 % of those are there."""
    places, truth = work.array("misclassified"), fashion_images().y_test
    if places.dtype == bool:
        raise Failed(f"misclassified holds {len(places)} times True or False", "the places", next="np.flatnonzero")
    places, wrong = places.ravel(), np.flatnonzero(saved_answers(work).answers != truth)
    if not len(places) and not len(wrong):
        work.proved("no answer is wrong")
        return "no answer is wrong"
    work.require(
        len(places) > 0,
        "misclassified is empty",
        f"the {len(wrong)} places in X_test where the network in the file is wrong",
        next="compare the answers with y_test, and keep the places where they differ",
    )
    work.require(
        places.dtype.kind in "iu" and places.min() >= 0 and places.max() < len(truth),
        f"misclassified holds {format_value(places[:5])} …, {places.dtype}",
        f"whole numbers from 0 to {len(truth) - 1}",
        next="the places in X_test",
    )
    _none_is_right(work, places, wrong)
    work.require(
        np.isin(wrong, places).mean() >= 0.95 and len(np.unique(places)) == len(places),
        f"{np.isin(wrong, places).sum()} of the {len(wrong)} wrong answers are in misclassified, {len(places)} places in all",
        "all of them, each once",
        next="look at how the places are collected",
    )
    return f"{len(places)} wrong answers"


def _none_is_right(work: Work, places: Array, wrong: Labels) -> None:
    """Fail if more than one in a hundred of the learner's places are none where the network is wrong."""
    right = places[~np.isin(places, wrong)]
    if len(right) > max(2, 0.01 * len(places)):
        share = len(right) / len(places)
        because = ""
        if share == 1.0:
            because = "these are the right answers"
        elif share > 0.6 * saved_answers(work).accuracy:
            because = "as many as in places picked by chance: are they places of a shuffled copy?"
        raise Failed(
            f"place {right[0]} is classified correctly, and so are {len(right) - 1} more of {len(places)}",
            "only wrong ones",
            because=because,
            next="compare the answers for X_test with y_test, both in their own order",
        )


def _label(name: Any) -> int | None:
    """Return the label of a class given by name or number."""
    names = [known.lower() for known in fashion_images().class_names]
    if isinstance(name, str) and name.lower() in names:
        return names.index(name.lower())
    return int(name) if isinstance(name, int | np.integer) and 0 <= int(name) < 10 else None


def _entries(work: Work) -> list[tuple[int, int, int]]:
    """Return `confused_pairs` as (truth, answer, count), by label."""
    held = work.get("confused_pairs")
    rows = [(*key, count) for key, count in held.items()] if isinstance(held, dict) else held
    if not isinstance(rows, list | tuple | np.ndarray):
        raise Failed(f"confused_pairs holds {format_value(held)}", "a list of (truth, answer, count)", next="print it")
    found = []
    for row in rows:
        flat = [*row[0], *row[1:]] if isinstance(row, list | tuple) and isinstance(row[0], list | tuple) else list(row)
        truth, answer = (_label(name) for name in flat[:2]) if len(flat) == 3 else (None, None)
        if truth is None or answer is None or not isinstance(flat[2], int | np.integer):
            raise Failed(
                f"confused_pairs holds {format_value(row)}",
                f"(truth, answer, count), as ({fashion_images().class_names[8]!r}, {fashion_images().class_names[5]!r}, 3)",
                next="two names of classes and how often it happens",
            )
        found.append((truth, answer, int(flat[2])))
    return found


@check(
    "d17.c7",
    "confused_pairs counts the most frequent mistakes",
    names=("confused_pairs",),
    needs=("d17.c3",),
)
def pairs_are_counted(work: Work) -> str:
    """The mistakes of the network in the file are counted here: how often class A is taken for class B.

    Each of your counts has to be that number, the most frequent pair comes first, and at least three pairs are there.
    """
    found = _entries(work)
    truth, answers = fashion_images().y_test, saved_answers(work).answers
    counts = Counter((int(a), int(b)) for a, b in zip(truth, answers, strict=True) if a != b)
    names = fashion_images().class_names
    work.require(
        len(found) >= min(3, len(counts)),
        f"confused_pairs has {len(found)} entr{'y' if len(found) == 1 else 'ies'}",
        "at least three, the most frequent mistakes",
        next="count the pairs of (truth, answer) at the misclassified places",
    )
    if not counts:
        return "no answer is wrong"
    if (
        all(_near(count, counts[a, b] + counts[b, a]) for a, b, count in found)
        and found[0][2] > 1.2 * counts.most_common(1)[0][1]
    ):
        work.note("both directions are counted together")
        counts = Counter({(a, b): counts[a, b] + counts[b, a] for a, b in counts})
    _are_counted(work, found, counts)
    top, most = found[0], counts.most_common(1)[0]
    work.require(
        _near(top[2], most[1]),
        f"confused_pairs begins with {names[top[0]]} called {names[top[1]]}, {top[2]} times",
        f"the most frequent first, {names[most[0][0]]} called {names[most[0][1]]} ({most[1]})",
        next="sort by the count, largest first",
    )
    return f"{names[top[0]]} called {names[top[1]]}, {top[2]} times"


def _are_counted(work: Work, found: list[tuple[int, int, int]], counts: Counter[tuple[int, int]]) -> None:
    """Fail unless each pair (truth, answer) is counted as often as it happens."""
    names = fashion_images().class_names
    for a, b, count in found:
        because, move = "", "count the pairs of (truth, answer) at the misclassified places"
        if a == b:
            because = "truth and answer are the same: that is no mistake"
        elif _near(count, counts[b, a]):
            because, move = "that is how often it happens the other way round", "the truth comes first"
        work.require(
            a != b and _near(count, counts[a, b]),
            f"confused_pairs says {names[a]} is called {names[b]} {count} times",
            f"{counts[a, b]} times",
            because=because,
            next=move,
        )


def _near(count: int, other: int) -> bool:
    """Tell whether two counts are the same but for images at the border between two classes."""
    return abs(count - other) <= max(1, 0.03 * other)
