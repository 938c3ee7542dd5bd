"""Day 13, stretch: what the perplexity changes."""

import itertools
from typing import Any

import numpy as np
from scipy.special import rel_entr
from scipy.stats import entropy
from sklearn.manifold import trustworthiness
from sklearn.metrics import pairwise_distances

from sprint.checks.api import Failed, Floats, KnownMistake, Rows, Work, check, format_value, require_numbers

from .common import NEIGHBOURS

PERPLEXITIES = (3, 30, 200)


@check(
    "d13.s1",
    "Stretch: three maps with their perplexity, and how far each can be trusted",
    names=("maps_by_perplexity", "trust_by_perplexity"),
    needs=("d13.c1",),
    stretch=True,
)
def perplexity_shows(work: Work) -> str:
    """Each trust is computed once more. Whether a map belongs to its perplexity shows in which neighbours it keeps.

    From your `X_sample` we compute the neighbours that t-SNE looks at for perplexity 3 and for 200, and how badly each map
    keeps them (the divergence that t-SNE makes small). The few nearest are kept best by the map for 3 and worst by the
    one for 200, the many by the map for 200 best.
    """
    X = require_numbers(work, "X_sample", (None, None))
    maps, trusts = (
        {p: _at(work, name, p) for p in PERPLEXITIES} for name in ("maps_by_perplexity", "trust_by_perplexity")
    )
    places = {p: _places(held, p, len(X)) for p, held in maps.items()}
    own = {p: float(trustworthiness(X, found, n_neighbors=NEIGHBOURS)) for p, found in places.items()}
    _trusts_are_recomputed(work, X, places, own, trusts)
    for p, best_first in ((PERPLEXITIES[0], PERPLEXITIES), (PERPLEXITIES[-1], PERPLEXITIES[::-1])):
        near = _neighbours(X, p)
        lost = {q: _divergence(near, found) for q, found in places.items()}
        for better, worse in itertools.pairwise(best_first):
            work.require(
                lost[better] < lost[worse],
                f"the neighbours for perplexity {p} are kept better by the map under {worse} than by that under {better}",
                f"kept better by the map under {better}",
                because="a map is not the one t-SNE draws with that perplexity",
                next="fit_transform(X_sample) of a new TSNE for each: is the perplexity in each call the key it is kept under?",
            )
    return ", ".join(f"{p}: {trust:.3f}" for p, trust in own.items())


def _trusts_are_recomputed(work: Work, X: Rows, places: dict[int, Rows], own: dict[int, float], trusts: Any) -> None:
    """Fail unless the learner's trusts are those of their maps, (n, 2), by perplexity."""
    for p in PERPLEXITIES:
        others = [
            KnownMistake(own[q], f"the trust of the map for {q}", "which map goes into which call?")
            for q in own
            if q != p
        ]
        slips = [
            KnownMistake(float(trustworthiness(X, places[p])), "the value with five neighbours", "say n_neighbors=10"),
            KnownMistake(
                float(trustworthiness(places[p], X, n_neighbors=NEIGHBOURS)),
                "the value with the two turned round",
                "the images come first",
            ),
        ]
        move = f"compute it for maps_by_perplexity[{p}] once more"
        work.require_equal(
            f"trust_by_perplexity[{p}]", trusts[p], own[p], slips=[*slips, *others], next=move, rel=0, abs=5e-4
        )


def _at(work: Work, name: str, perplexity: int) -> Any:
    """Return what a dictionary of the learner's holds for a perplexity."""
    held = work.get(name)
    held = held.to_dict() if hasattr(held, "to_dict") else held
    if not isinstance(held, dict):
        raise Failed(f"{name} is {format_value(held)}", "a dictionary", next=f"print(type({name}))")
    if perplexity not in held:
        keys = ", ".join(map(repr, held)) or "none"
        wanted = f"the keys {', '.join(map(str, PERPLEXITIES))}, as numbers"
        raise Failed(f"{name} has the keys {keys}", wanted, next=f"print({name}.keys())")
    return held[perplexity]


def _places(held: Any, perplexity: int, rows: int) -> Rows:
    """Return a map as floats, (rows, 2)."""
    held = held.to_numpy() if hasattr(held, "to_numpy") else held
    shape = np.shape(held) if isinstance(held, np.ndarray | list) else None
    if shape != (rows, 2) or np.asarray(held).dtype.kind not in "iuf" or not np.isfinite(held).all():
        seen = f"has shape {shape}" if shape else f"is {format_value(held)}"
        wanted = f"numbers of shape ({rows}, 2), one place for each row of X_sample"
        raise Failed(f"maps_by_perplexity[{perplexity}] {seen}", wanted, next="what does fit_transform give back?")
    return np.asarray(held, dtype=float)


def _neighbours(X: Rows, perplexity: int) -> Rows:
    """Return how much t-SNE makes each pair of rows neighbours, (rows, rows), 1 in all.

    Each row spreads its weight over the others by distance, in a bell as wide as its entropy is that of `perplexity` rows.
    """
    squares = pairwise_distances(X, squared=True)
    np.fill_diagonal(squares, np.inf)
    squares -= squares.min(axis=1, keepdims=True)
    low, high = np.full((2, len(X), 1), [[[-30.0]], [[10.0]]])
    for _ in range(30):
        middle = (low + high) / 2
        weights = np.exp(-squares * np.exp(middle))
        weights /= weights.sum(axis=1, keepdims=True)
        wide = entropy(weights, axis=1)[:, None] > np.log(perplexity)
        low, high = np.where(wide, middle, low), np.where(wide, high, middle)
    near: Rows = (weights + weights.T) / (2 * len(X))
    return near


def _divergence(near: Floats, places: Floats) -> float:
    """Return the Kullback-Leibler divergence of the neighbours on a map from those among the rows."""
    closeness = 1 / (1 + pairwise_distances(places, squared=True))
    np.fill_diagonal(closeness, 0)
    return float(rel_entr(near, np.maximum(closeness / closeness.sum(), 1e-12)).sum())
