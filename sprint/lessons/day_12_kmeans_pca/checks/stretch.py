"""Day 12, stretch: k-means by hand, round by round."""

import itertools
from typing import Any

import numpy as np

from sprint.checks.api import Failed, Floats, KnownMistake, Labels, Rows, Work, check, format_value

from .common import inertia_around


@check("d12.s1", "Stretch: k-means by hand comes to rest where its rounds lead", names=("my_kmeans",), stretch=True)
def rounds_lead_there(work: Work) -> str:
    """`my_kmeans` is called on small and larger clouds of made-up points, from starting centres drawn for it.

    The rounds are gone through here as well. Your centres have to rest in the same places, your list has to end with the
    inertia there, never rise, and hold a value for each round that moved something. What it was given stays as it was.
    """
    function, rng = work.function("my_kmeans"), np.random.default_rng()
    clouds = [_cloud(rng, *size) for size in ((6, 1, 2), (10, 2, 3), (80, 3, 4), (300, 5, 6))]
    results = function.each([(A, path[0]) for A, path in clouds])
    for (A, path), got in zip(clouds, results, strict=True):
        call = function.call_text((A, path[0]))
        centres, history = _centres_and_history(call, got)
        first = path[1] if len(path) > 2 else np.nan * path[0]
        slips = [
            KnownMistake(path[0], "where it started", "do the new centres take the place of the old ones?"),
            KnownMistake(first, "the place after one round", "which line repeats the round, and when does it stop?"),
        ]
        step = "print the centres after each round, and compare the first new one with the mean of its points"
        work.require_equal(f"the centres of {call}", centres, path[-1], slips=slips, next=step)
        _follows_rounds(work, call, history, A, path)
    function.require_unchanged_arguments(clouds[0][0], clouds[0][1][0])
    return f"the same centres on {len(clouds)} clouds, {len(clouds[-1][1]) - 1} rounds on the largest"


def _cloud(rng: np.random.Generator, rows: int, columns: int, k: int) -> tuple[Rows, list[Rows]]:
    """Return points (rows, columns) and the centres round by round, the start first and the place of rest last."""
    while True:
        A = rng.normal(rng.uniform(-3, 3, columns), 4, (rows, columns))
        path = [A[rng.choice(rows, k, replace=False)]]
        while (np.bincount(nearest := _nearest(A, path[-1]), minlength=k) > 0).all():
            moved = np.array([A[nearest == group].mean(axis=0) for group in range(k)])
            if not np.allclose(moved, path[-1]):
                path.append(moved)
            elif len(path) > 2:
                return A, path
            else:
                break


def _nearest(A: Floats, centres: Floats) -> Labels:
    return np.asarray(((A[:, None] - centres[None]) ** 2).sum(axis=2).argmin(axis=1))


def _centres_and_history(call: str, got: Any) -> tuple[Rows, Floats]:
    """Return the two things `my_kmeans` gives, as arrays."""
    wanted = "two things: the centres, and a list of inertias"
    if not isinstance(got, tuple | list) or len(got) != 2:
        move = "does it end with `return`?" if got is None else "`return centres, history` gives back both"
        raise Failed(f"{call} gives {format_value(got)}", wanted, next=move)
    try:
        centres, history = np.asarray(got[0], dtype=float), np.asarray(got[1], dtype=float)
    except (TypeError, ValueError):
        raise Failed(
            f"{call} gives something that holds no numbers", wanted, next="print both before `return`"
        ) from None
    if history.ndim != 1 or not history.size:
        seen = f"the second thing {call} gives has shape {history.shape}"
        raise Failed(seen, "a list with one number for each round", next="which comes first, and what does append add?")
    return centres, history


def _follows_rounds(work: Work, call: str, history: Floats, A: Floats, path: list[Rows]) -> None:
    """Fail unless the inertias fall to the last one; each may be taken before or after the points choose again."""
    rest = [inertia_around(A, centres) for centres in path]
    kept = [((A - new[_nearest(A, old)]) ** 2).sum() for old, new in itertools.pairwise(path)]
    root = ((A[:, None] - path[-1][None]) ** 2).sum(axis=2).min(axis=1) ** 0.5
    slips = [
        KnownMistake(rest[-1] / len(A), "the mean over the points", "inertia is the sum"),
        KnownMistake(float(root.sum()), "the sum of the distances", "inertia adds up their squares"),
        KnownMistake(
            rest[-2], "the inertia one round earlier", "the last value belongs to the centres that are returned"
        ),
    ]
    step = "compute it from the centres you return, by hand"
    work.require_equal(f"the last inertia of {call}", float(history[-1]), rest[-1], slips=slips, next=step)
    rising = np.flatnonzero(np.diff(history) > 1e-6 * rest[0])
    if rising.size:
        place = int(rising[0])
        seen = f"in {call} the inertia rises from {format_value(history[place])} to {format_value(history[place + 1])}"
        raise Failed(seen, "never more than in the round before", next="were both computed with centres of one round?")
    strange = [value for value in history if not np.isclose(value, [*rest, *kept]).any()]
    move = "start with an empty list, and append one value in each round"
    seen = f"{call} lists {format_value(strange[0])}" if strange else f"the list of {call} has length {len(history)}"
    wanted = (
        f"one for each of {len(path) - 1} rounds: {', '.join(map(format_value, rest[1:6]))}{', …' if rest[6:] else ''}"
    )
    work.require(not strange and len(history) >= len(path) - 1, seen, wanted, next=move)
