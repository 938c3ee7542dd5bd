"""Day 13: how a map of digits and the dense groups on it are proved against the learner's own sample."""

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.special import rel_entr
from scipy.stats import entropy
from sklearn.cluster import DBSCAN
from sklearn.decomposition import PCA
from sklearn.manifold import trustworthiness
from sklearn.metrics import adjusted_rand_score, pairwise_distances
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import MinMaxScaler, RobustScaler, StandardScaler

from sprint.checks.api import (
    Failed,
    KnownMistake,
    LearnerError,
    Work,
    analysis_check,
    check,
    figure_check,
    format_value,
    require_numbers,
)

DIGITS = 10
NEIGHBOURS = 10
"""How many neighbours the trust is about, as the notebook says."""
PERPLEXITIES = (3, 30, 200)
LEAST_CLUSTERS, MOST_CLUSTERS, MOST_NOISE = 5, 30, 0.3


def _same_length(work: Work, name: str, length: int) -> Any:
    array = work.array(name)
    if array.shape != (length,):
        raise Failed(
            f"{name} has shape {array.shape}",
            f"shape {(length,)}, one entry a row of X_sample",
            next=f"print({name}.shape, X_sample.shape)",
        )
    return array


def _strangers(X: Any, y: Any, neighbours: int) -> float:
    """Return what share of the rows' nearest neighbours has another label than the row."""
    nearest = NearestNeighbors(n_neighbors=neighbours).fit(X).kneighbors(return_distance=False)
    return float(np.mean(y[nearest] != y[:, None]))


def _pca_trust(X: Any, neighbours: int = NEIGHBOURS) -> float:
    places = PCA(2, svd_solver="full").fit_transform(X)
    return float(trustworthiness(X, places, n_neighbors=neighbours))


@check("d13.c1", "the sample is about a thousand digits with their labels", names=("X_sample", "y_sample"))
def sample_is_random(work: Work) -> str:
    """About 1,000 images, one a row, none of them twice, all ten digits among them, and the labels that belong to them.

    Whether labels and rows belong together shows in the neighbours: the image that looks most like a digit is nearly
    always the same digit (around 88 % on MNIST, 10 % when the labels are mixed up).
    """
    held = work.array("X_sample")
    if held.ndim != 2:
        raise Failed(
            f"X_sample has shape {held.shape}",
            "one row of 784 numbers for each image",
            next="reshape lays the pixels of an image out in a row",
        )
    X = require_numbers(work, "X_sample", (None, None))
    y = _same_length(work, "y_sample", len(X))
    work.require(
        900 <= len(X) <= 1100, f"{len(X)} rows in X_sample", "about 1000", next="how many row numbers were drawn?"
    )
    twice = len(X) - len(np.unique(X, axis=0))
    work.require(
        twice == 0,
        f"{twice} rows of X_sample are there more than once",
        "a thousand different images",
        because="a draw puts each row back unless it is told not to",
        next="look at replace in the help of rng.choice",
    )
    found, digits, counts = np.unique(y, return_inverse=True, return_counts=True)
    work.require(
        len(found) == DIGITS and counts.max() <= len(X) / 4,
        f"the sample has {len(found)} different digits, {counts.max() / len(X):.0%} of it {found[counts.argmax()]}",
        "all ten, about a tenth each",
        because="the first rows of something that is sorted are not a random sample",
        next="draw the row numbers at random",
    )
    work.require(
        not _begin_the_data(work, digits),
        f"y_sample holds the first {len(y)} labels of the training images, in their order",
        "images from anywhere in the data",
        because="whether the first ones are like the others depends on how the data were collected",
        next="draw the row numbers at random",
    )
    alike = 1 - _strangers(X, y, 1)
    work.require(
        alike >= 0.7,
        f"the most similar other image has the same digit in {alike:.0%} of the cases",
        "in about nine of ten",
        because="the rows of X_sample and y_sample do not belong together",
        next="draw the row numbers once and use them for both",
    )
    if X.shape[1] != 28 * 28:
        work.note(f"the rows have {X.shape[1]} numbers; an image of MNIST has 784 pixels")
    return f"{len(X)} images, {alike:.0%} beside one of their kind"


def _begin_the_data(work: Work, digits: Any) -> bool:
    """Tell whether these are the digits that the training images begin with; of images from elsewhere we cannot say."""
    try:
        labels = work.session.imported("sprint.datasets:load_mnist").keep().attribute("y_train").get()
    except LearnerError:
        return False
    return bool(np.array_equal(labels[: len(digits)], digits))


@check("d13.c2", "the map keeps neighbours together", names=("embedding",), needs=("d13.c1",))
def map_keeps_neighbours(work: Work) -> str:
    """The trustworthiness of `embedding` is computed against your `X_sample`, with ten neighbours.

    The bar comes from your own sample: what the map loses must be at most half of what the first two principal
    components lose. t-SNE loses less than a quarter for any usual perplexity, on standardised pixels up to 0.4; rows in
    another order lose about twice as much as PCA, or more. The digits must have no part in it: they leave hardly a
    neighbour on the map that is another digit, although among the images many are.
    """
    X = require_numbers(work, "X_sample", (None, None))
    places = require_numbers(work, "embedding", (None, 2))
    if len(places) != len(X):
        raise Failed(
            f"embedding has {len(places)} rows, X_sample {len(X)}",
            "the same number",
            next="what went into fit_transform?",
        )
    got, straight = float(trustworthiness(X, places, n_neighbors=NEIGHBOURS)), _pca_trust(X)
    because = ""
    if abs(got - straight) < 0.02:
        because = "that is what the first two principal components give"
    elif got < 0.6:
        because = "the places and the images are in different orders"
    work.require(
        1 - got <= (1 - straight) / 2,
        f"trustworthiness {got:.3f}",
        f"at least {1 - (1 - straight) / 2:.3f} on this sample",
        because=because,
        next="is every row of embedding the place of the same row of X_sample, and did t-SNE run to its end?",
    )
    _drawn_from_images(work, X, places)
    work.metric("trust_tsne", got)
    return f"trustworthiness {got:.3f}, PCA {straight:.3f}"


def _drawn_from_images(work: Work, X: Any, places: Any) -> None:
    """Fail if the map parts the digits far better than the images do.

    t-SNE parts them somewhat better: its neighbours are another digit 0.6 to 1.3 times as often, 0.5 times with features
    made for digits, and at most 0.4 times with `y_sample` among the columns.
    """
    y = work.array("y_sample")
    seen, there = ([_strangers(rows, y, count) for count in (1, NEIGHBOURS)] for rows in (places, X))
    work.require(
        any(on_map >= 0.45 * among for on_map, among in zip(seen, there, strict=True)),
        f"{seen[1]:.0%} of the neighbours on the map are another digit, but {there[1]:.0%} of those among the images",
        "about as many on the map",
        because="a map drawn from the images alone does not part the digits so well",
        next="did y_sample get into what t-SNE was given?",
    )


@check("d13.c3", "trust compares the map with PCA", names=("trust",), needs=("d13.c2",))
def trust_is_recomputed(work: Work) -> str:
    """`trust["tsne"]` and `trust["pca"]` are computed once more from `X_sample` and `embedding`, with ten neighbours.

    Two decimals are enough. PCA may differ in the second, since its fast solver starts from a random guess. The images
    come first and the places second: the other way round asks whether neighbours were lost, not whether false ones were
    added.
    """
    X, places = require_numbers(work, "X_sample", (None, None)), require_numbers(work, "embedding", (None, 2))
    straight = PCA(2, svd_solver="full").fit_transform(X)
    five = trustworthiness(X, places), trustworthiness(X, straight)
    wanted = {"tsne": (places, straight, 1e-3, five[0]), "pca": (straight, places, 0.015, five[1])}
    got = {key: work.number("trust", key) for key in wanted}
    if all(abs(got[key] - row[3]) <= row[2] for key, row in wanted.items()):
        work.proved("trust with five neighbours")
        work.note("trust is computed with five neighbours, the default; the notebook speaks of ten")
        return f"t-SNE {got['tsne']:.3f}, PCA {got['pca']:.3f}"
    for key, (own, other, room, with_five) in wanted.items():
        slips = [
            KnownMistake(
                trustworthiness(X, other, n_neighbors=NEIGHBOURS),
                "the value of the other picture",
                "look at the two keys",
            ),
            KnownMistake(
                trustworthiness(own, X, n_neighbors=NEIGHBOURS),
                "the value with the two turned round",
                "the images come first",
            ),
            KnownMistake(with_five, "the value with five neighbours", "say n_neighbors=10"),
        ]
        expected = float(trustworthiness(X, own, n_neighbors=NEIGHBOURS))
        rounded = got[key] == round(got[key], 2)
        work.equal(
            f'trust["{key}"]',
            got[key],
            expected,
            slips=slips,
            next=f"compute it for {key} once more",
            rel=0,
            abs=max(room, 0.0051) if rounded else room,
        )
    work.metric("trust_pca", got["pca"])
    return f"t-SNE {got['tsne']:.3f}, PCA {got['pca']:.3f}"


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


def _labels(work: Work, rows: int) -> Any:
    labels = _same_length(work, "db_labels", rows)
    if labels.dtype.kind not in "iuf":
        raise Failed(f"db_labels holds {labels.dtype}", "whole numbers, −1 for noise", next="print(db_labels[:10])")
    return labels


def _closest(places: Any, labels: Any) -> float:
    """Return the best agreement of DBSCAN on these places with some labels, over all settings that come into question."""
    best = 0.0
    for distances in _distances(places):
        for least, low, high in _settings(distances, labels == -1):
            best = max(best, _between(distances, labels, least, low, high))
            if best > 0.99:
                return best
    return best


def _distances(places: Any) -> Iterator[Any]:
    """Yield the distances that the learner may mean: on the map as it is, on a scaled one, along streets, the longer way."""
    yield pairwise_distances(places)
    for scaler in (StandardScaler(), MinMaxScaler(), RobustScaler()):
        yield pairwise_distances(scaler.fit_transform(places))
    for metric in ("manhattan", "chebyshev"):
        yield pairwise_distances(places, metric=metric)


def _settings(distances: Any, noise: Any) -> Iterator[tuple[int, float, float]]:
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


def _between(distances: Any, labels: Any, least: int, low: float, high: float) -> float:
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


def _best_agreement(places: Any, y: Any) -> float:
    """Return the best agreement with the digits over a range of `eps` around the distance to the fifth point."""
    usual = np.quantile(np.sort(pairwise_distances(places), axis=1)[:, 4], 0.9)
    tries = (DBSCAN(eps=factor * usual, min_samples=5).fit_predict(places) for factor in np.linspace(0.6, 1.8, 13))
    return max(float(adjusted_rand_score(y, groups)) for groups in tries)


def _shows_map(work: Work, figure: Any) -> bool:
    places = work.array("embedding", (None, 2))
    return bool(figure.has_points(places[:, 0], places[:, 1]))


view = figure_check(
    "d13.c6",
    "View: the map is drawn",
    "A figure of this run with something inside its axes. We look for a scatter of `embedding`, in one piece or a group at "
    "a time; when the drawn data cannot be matched, you get a note and the check still passes.",
    {"the map": _shows_map},
)

analysis = analysis_check(
    "d13.c7",
    "What can be read from distances in a t-SNE map, and what not?",
    numbers=("trust",),
    words=("pca",),
)


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
        work.equal(f"trust_by_perplexity[{p}]", trusts[p], own[p], slips=[*slips, *others], next=move, rel=0, abs=5e-4)
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


def _places(held: Any, perplexity: int, rows: int) -> Any:
    """Return a map as floats, (rows, 2)."""
    held = held.to_numpy() if hasattr(held, "to_numpy") else held
    shape = np.shape(held) if isinstance(held, np.ndarray | list) else None
    if shape != (rows, 2) or np.asarray(held).dtype.kind not in "iuf" or not np.isfinite(held).all():
        seen = f"has shape {shape}" if shape else f"is {format_value(held)}"
        wanted = f"numbers of shape ({rows}, 2), one place for each row of X_sample"
        raise Failed(f"maps_by_perplexity[{perplexity}] {seen}", wanted, next="what does fit_transform give back?")
    return np.asarray(held, dtype=float)


def _neighbours(X: Any, perplexity: int) -> Any:
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
    return (weights + weights.T) / (2 * len(X))


def _divergence(near: Any, places: Any) -> float:
    """Return the Kullback-Leibler divergence of the neighbours on a map from those among the rows."""
    closeness = 1 / (1 + pairwise_distances(places, squared=True))
    np.fill_diagonal(closeness, 0)
    return float(rel_entr(near, np.maximum(closeness / closeness.sum(), 1e-12)).sum())
