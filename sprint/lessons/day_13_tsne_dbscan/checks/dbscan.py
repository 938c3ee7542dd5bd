"""Day 13, DBSCAN: the dense groups of the map, and an eps that fits its scale."""

from collections.abc import Iterator

import numpy as np
from sklearn.cluster import DBSCAN
from sklearn.metrics import adjusted_rand_score, pairwise_distances
from sklearn.preprocessing import MinMaxScaler, RobustScaler, StandardScaler

from sprint.checks.api import Failed, Floats, Labels, Rows, Work, check, require_numbers

from .common import one_per_row

LEAST_CLUSTERS, MOST_CLUSTERS, MOST_NOISE = 5, 30, 0.3


@check("d13.c4", "db_labels are the dense groups of the map", names=("db_labels",), needs=("d13.c2",))
def groups_are_dense(work: Work) -> str:
    """Some `eps` and some `min_samples` have to exist with which DBSCAN gives your groups on `embedding`.

    You need not tell which: how many points you left as noise narrows the choice down, and the candidates are tried
    here. The numbers of the clusters do not matter, except that noise is −1.
    """
    places = require_numbers(work, "embedding", (None, 2))
    labels = _labels(work, len(places))
    y = work.array("y_sample")
    if adjusted_rand_score(y, labels) > 0.99:
        raise Failed(
            "db_labels says the same as y_sample",
            "what DBSCAN finds without being told the digits",
            because="these are the digits themselves",
            next="fit DBSCAN on embedding and take its labels",
        )
    agreement = _closest(places, labels)
    work.require(
        agreement >= 0.95,
        "DBSCAN does not give these groups on embedding, whatever eps and min_samples are",
        "groups that it gives with one eps and one min_samples",
        because="they come from other places or another algorithm, or their order is not that of the rows"
        if (labels == -1).any()
        else "no point is noise: were they made by another algorithm?",
        next="fit DBSCAN on embedding, and keep its labels as they come",
    )
    return f"{(labels == -1).mean():.0%} noise"


def _labels(work: Work, rows: int) -> Labels:
    labels = one_per_row(work, "db_labels", rows)
    if labels.dtype.kind not in "iuf":
        raise Failed(f"db_labels holds {labels.dtype}", "whole numbers, −1 for noise", next="print(db_labels[:10])")
    return labels


def _closest(places: Floats, labels: Labels) -> float:
    """Return the best agreement of DBSCAN on these places with some labels, over all settings that come into question."""
    best = 0.0
    for distances in _distances(places):
        for least, low, high in _settings(distances, labels == -1):
            best = max(best, _between(distances, labels, least, low, high))
            if best > 0.99:
                return best
    return best


def _distances(places: Floats) -> Iterator[Rows]:
    """Yield the distances that the learner may mean: on the map as it is, on a scaled one, along streets, the longer way."""
    yield pairwise_distances(places)
    for scaler in (StandardScaler(), MinMaxScaler(), RobustScaler()):
        yield pairwise_distances(scaler.fit_transform(places))
    for metric in ("manhattan", "chebyshev"):
        yield pairwise_distances(places, metric=metric)


def _settings(distances: Floats, noise: Labels) -> Iterator[tuple[int, float, float]]:
    """Yield each `min_samples` with which DBSCAN can leave these points as noise, and from where to where `eps` does it.

    A point is no longer noise once `eps` reaches the nearest point that is dense itself, so for each `min_samples` the
    number of noise points fixes `eps` up to a small interval.
    """
    sorted_distances, left = np.sort(distances, axis=1), int(noise.sum())
    for least in range(2, 51):
        reach = np.maximum(distances, sorted_distances[:, least - 1]).min(axis=1)
        steps = np.sort(reach)
        low = float(steps[-left - 1]) * (1 + 1e-9) if left < len(steps) else float(steps[0]) / 2
        high = float(steps[-left]) if left else float(distances.max())
        if np.mean((reach > low) != noise) <= 0.005:
            yield least, low, high


def _between(distances: Floats, labels: Labels, least: int, low: float, high: float) -> float:
    """Return the best agreement with some labels for an `eps` from `low` to `high`, where the noise stays the same.

    Clusters only grow together on the way, so narrowing the interval leads to as many of them as the labels have.
    """
    best, eps, wanted = 0.0, low, len(set(labels[labels != -1].tolist()))
    for _ in range(12):
        groups = DBSCAN(eps=eps, min_samples=least, metric="precomputed").fit_predict(distances)
        best, found = max(best, float(adjusted_rand_score(labels, groups))), int(groups.max()) + 1
        if found > wanted:
            low = eps
        elif found < wanted and eps > low:
            high = eps
        else:
            break
        eps = (low * high) ** 0.5
    return best


@check("d13.c5", "eps fits the scale of the map", names=("db_labels",), needs=("d13.c4",))
def eps_fits(work: Work) -> str:
    """5 to 30 clusters, less than 30 % noise, and groups that have something to do with the digits.

    How much, depends on the map, so the bar comes from yours: over many values of `eps` we look for the best agreement
    with the digits that DBSCAN reaches on your `embedding`, and half of that is enough.
    """
    places = require_numbers(work, "embedding", (None, 2))
    labels, y = _labels(work, len(places)), work.array("y_sample")
    clusters, noise = len(set(labels.tolist()) - {-1}), float(np.mean(labels == -1))
    seen = f"{clusters} cluster{'s' if clusters != 1 else ''}, {noise:.0%} noise"
    expected = f"{LEAST_CLUSTERS} to {MOST_CLUSTERS} clusters, less than {MOST_NOISE:.0%} noise"
    move = "draw the sorted distances to the fifth point and read eps off where the curve bends"
    if noise >= MOST_NOISE or clusters > MOST_CLUSTERS:
        raise Failed(seen, expected, because="eps is small against the distances on this map", next=move)
    agreement, best = float(adjusted_rand_score(y, labels)), _best_agreement(places, y)
    islands = "eps is large against the distances on this map: islands run together"
    if clusters < LEAST_CLUSTERS:
        raise Failed(seen, expected, because=islands, next=move)
    work.require(
        agreement >= best / 2,
        f"{seen}, agreement with the digits {agreement:.2f} (adjusted Rand index)",
        f"at least {best / 2:.2f}; other values of eps reach {best:.2f} on this map",
        because=islands,
        next=move,
    )
    work.metric("clusters", clusters)
    return f"{seen}, agreement with the digits {agreement:.2f}"


def _best_agreement(places: Floats, y: Labels) -> float:
    """Return the best agreement with the digits over a range of `eps` around the distance to the fifth point."""
    usual = np.quantile(np.sort(pairwise_distances(places), axis=1)[:, 4], 0.9)
    tries = (DBSCAN(eps=factor * usual, min_samples=5).fit_predict(places) for factor in np.linspace(0.6, 1.8, 13))
    return max(float(adjusted_rand_score(y, groups)) for groups in tries)
