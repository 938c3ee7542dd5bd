"""Day 12: how clusters and components are proved against the table they were found in."""

import itertools
from typing import Any

import numpy as np
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris
from sklearn.decomposition import TruncatedSVD
from sklearn.metrics import adjusted_rand_score
from sklearn.preprocessing import StandardScaler

from sprint.checks.api import (
    Failed,
    KnownMistake,
    Work,
    analysis_check,
    check,
    column_correlation,
    figure_check,
    format_value,
    principal_axes,
    require_fitted_attribute,
    require_numbers,
    require_projection,
)

FLOWERS, COLUMNS, SPECIES = 150, 4, 3
MOST_CLUSTERS = 20
"""Up to this k an inertia is computed again; beyond it has to fall."""


def _iris(work: Work) -> tuple[Any, Any]:
    """Return the measurements and the species, in the learner's order where `X` still holds the measurements."""
    X, y = load_iris(return_X_y=True)
    if "X" not in work.run.names:
        return X, y
    try:
        own = work.array("X", (FLOWERS, COLUMNS)).astype(float)
    except (Failed, TypeError, ValueError):
        return X, y
    order, own_order = np.lexsort(X.T), np.lexsort(own.T)
    if not np.array_equal(X[order], own[own_order]):
        return X, y
    species = np.empty_like(y)
    species[own_order] = y[order]
    return own, species


def _used(work: Work) -> Any:
    return require_numbers(work, "X_used", (FLOWERS, COLUMNS))


def _tables(work: Work) -> dict[str, Any]:
    """Return the two tables a learner may have decided on, by how we call them."""
    X, _ = _iris(work)
    return {"X as it was measured": X, "the scaled columns": StandardScaler().fit_transform(X)}


def _inertia(X: Any, centres: Any) -> float:
    return float(((X[:, None] - centres[None]) ** 2).sum(axis=2).min(axis=1).sum())


def _best(X: Any, k: int) -> float:
    """Return the inertia that k-means reaches on a table from its best of ten starts."""
    return float(KMeans(k, n_init=10, random_state=0).fit(X).inertia_)


@check("d12.c1", "X_used is the iris table, every column treated alike", names=("X_used",))
def table_is_iris(work: Work) -> str:
    """`X_used` holds the four measurements as they are, or each column shifted and scaled.

    Each of its columns has to rise and fall exactly with the same column of iris. That holds for every scaler that
    works on columns, and fails when flowers (rows) were scaled instead.
    """
    used = _used(work)
    X, _ = _iris(work)
    alike = column_correlation(used, X)
    rows = np.allclose(used.mean(axis=1), 0, atol=1e-6) or np.allclose(np.linalg.norm(used, axis=1), 1, atol=1e-6)
    if alike < 1 - 1e-6 and rows:
        raise Failed(
            "each row of X_used has one mean or one length, its columns do not follow iris",
            "the four columns as they are, or each column scaled",
            because="the scaling went along the rows: each flower by itself",
            next="print X_used.mean(axis=0) and X_used.mean(axis=1): which one should be 0?",
        )
    work.require(
        alike >= 1 - 1e-6,
        f"a column of X_used follows its column of iris only to {alike:.2f}",
        "each column of X_used rising and falling with the same column of X",
        next="start again from X, and scale its columns or leave them",
    )
    spread = used.std(axis=0)
    return "columns scaled" if spread.max() < 1.5 * spread.min() else "columns as measured"


@check("d12.c2", "kmeans has found the best three centres in X_used", names=("kmeans",), needs=("d12.c1",))
def centres_are_best(work: Work) -> str:
    """The inertia of `X_used` around your `kmeans.cluster_centers_` is computed here, and so is the best one.

    The two may differ by 2 %. K-means depends on where it starts: from a bad start it rests in a place that can be 40 %
    worse, and no warning appears.
    """
    used = _used(work)
    centres = require_fitted_attribute(work, "kmeans", "cluster_centers_", "KMeans")
    if centres.shape != (SPECIES, COLUMNS):
        raise Failed(
            f"kmeans.cluster_centers_ has shape {centres.shape}",
            f"{SPECIES} centres with {COLUMNS} coordinates each",
            next="how many clusters were asked for, and what went into fit?",
        )
    rows = len(require_fitted_attribute(work, "kmeans", "labels_", "KMeans"))
    work.require(
        rows == FLOWERS,
        f"kmeans was fitted on {rows} flowers",
        f"all {FLOWERS} rows of X_used",
        next="nobody judges tonight, so no row is kept back: what went into fit?",
    )
    got, best = _inertia(used, centres), _best(used, SPECIES)
    elsewhere = [
        name for name, table in _tables(work).items() if _inertia(table, centres) < 1.02 * _best(table, SPECIES)
    ]
    because = "from a bad start k-means comes to rest in a worse place"
    move = "how many starts does it try? n_init is the word"
    if elsewhere:
        because, move = f"these are the centres of {elsewhere[0]}", "fit kmeans on X_used"
    work.require(
        got <= 1.02 * best,
        f"inertia {format_value(got)} around the centres of kmeans",
        f"about {format_value(best)}, the best of ten starts on X_used",
        because=because,
        next=move,
    )
    return f"inertia {got:.1f}"


@check("d12.c3", "labels gives every flower to its nearest centre", names=("labels",), needs=("d12.c2",))
def labels_agree(work: Work) -> str:
    """Flowers that share a label must be the ones that share a nearest centre of `kmeans`, whatever the numbers are.

    Two groupings are compared with the adjusted Rand index, which looks at pairs of flowers and never at the numbers:
    calling the clusters 0, 1, 2 or 2, 0, 1 or a, b, c changes nothing.
    """
    used = _used(work)
    labels = work.array("labels", (FLOWERS,))
    centres = require_fitted_attribute(work, "kmeans", "cluster_centers_", "KMeans")
    nearest = ((used[:, None] - centres[None]) ** 2).sum(axis=2)
    expected, groups = nearest.argmin(axis=1), len(np.unique(labels))
    work.require(
        groups == SPECIES, f"labels has {groups} different values", f"{SPECIES}", next="print(np.unique(labels))"
    )
    _, species = _iris(work)
    _species_belong(work, species)
    agreement = adjusted_rand_score(expected, labels)
    slips = (
        (species, "the species themselves are in labels", "k-means never sees y: ask kmeans for its labels"),
        (np.sort(expected), "the labels are sorted and belong to no flower any more", "keep the order of the rows"),
        (nearest.argmax(axis=1), "each flower went to its farthest centre", "which of the distances is wanted?"),
    )
    fits = [slip for slip in slips if adjusted_rand_score(slip[0], labels) > 0.999]
    because, move = fits[0][1:] if agreement < 0.95 and fits else ("", "compare labels with kmeans.predict(X_used)")
    work.require(
        agreement >= 0.95,
        f"labels and the nearest centres agree to {agreement:.2f} (adjusted Rand index)",
        "the same grouping, 1.00",
        because=because,
        next=move,
    )
    score = adjusted_rand_score(species, labels)
    work.metric("adjusted_rand", score)
    return f"agreement with the species {score:.2f}"


def _species_belong(work: Work, species: Any) -> None:
    """Fail if the learner's `y` still holds three groups of 50, and they are those of other rows of `X`."""
    if "y" not in work.run.names or np.shape(y := work.get("y")) != (FLOWERS,):
        return
    sizes = np.unique(np.asarray(y), return_counts=True)[1]
    if sizes.tolist() == [FLOWERS // SPECIES] * SPECIES and adjusted_rand_score(species, np.asarray(y)) < 0.95:
        raise Failed(
            "y does not belong to X: many flowers stand beside another flower's species",
            "each row of X with its own species",
            because="one of the two was shuffled or sorted, the other was not",
            next="shuffle both with the same row numbers, or neither",
        )


@check("d12.c4", "inertias falls with the number of clusters", names=("inertias",), needs=("d12.c1",))
def inertias_are_recomputed(work: Work) -> str:
    """For five values of k or more, 3 among them, `inertias[k]` is the inertia of k clusters on `X_used`.

    Each is computed once more. Up to k = 3 the best place is clear and yours may be 2 % above it; beyond that, many
    places are nearly as good and it may be a third above. With each further cluster the value has to fall.
    """
    inertias = _as_inertias(work)
    used = _used(work)
    for k, got in inertias.items():
        if k > MOST_CLUSTERS:
            break
        best = _best(used, k)
        room = 1.02 if k <= SPECIES else 1.35
        if not 0.9 * best <= got <= room * best:
            raise Failed(
                f"inertias[{k}] = {format_value(got)}",
                f"about {format_value(best)}",
                because=_inertia_slip(work, got, k, best, used),
                next=f"print KMeans(n_clusters={k}, n_init=10).fit(X_used).inertia_",
            )
    values = list(inertias.values())
    rising = [k for k, before, now in zip(list(inertias)[1:], values, values[1:], strict=False) if now >= before]
    work.require(
        not rising,
        f"inertias rises at k={rising[0] if rising else ''}",
        "a lower inertia with each further cluster",
        because="one start came to rest in a poor place",
        next="try more starts for each k: n_init",
    )
    return f"k from {min(inertias)} to {max(inertias)}"


def _as_inertias(work: Work) -> dict[int, float]:
    """Return the learner's inertias by k, smallest k first."""
    held = work.get("inertias")
    if hasattr(held, "to_dict"):
        held = held.to_dict()
    if not isinstance(held, dict):
        raise Failed(f"inertias is {format_value(held)}", "a dictionary {k: inertia}", next="print(type(inertias))")
    try:
        found = {int(k): float(value) for k, value in held.items() if float(k) == int(k) > 0}
    except (TypeError, ValueError):
        found = {}
    if len(found) < len(held) or len(held) < 5 or SPECIES not in found:
        raise Failed(
            f"inertias has {len(held)} entries, for {format_value(list(held))}",
            "five whole numbers k or more, 3 among them, each with a number",
            next="print(inertias)",
        )
    return dict(sorted(found.items()))


def _inertia_slip(work: Work, got: float, k: int, best: float, used: Any) -> str:
    """Return the usual slip that gives this value, if one does."""
    for name, table in _tables(work).items():
        if abs(got / _best(table, k) - 1) < 0.02:
            return f"{format_value(got)} is the inertia of {name}, not of X_used"
    near = {
        best / FLOWERS: "the mean over the flowers; inertia is the sum",
        -best: "the inertia with a minus, as score() gives it",
        best**0.5: "the square root of the inertia",
        _best(used, k + 1): f"the inertia of {k + 1} clusters",
    }
    found = [text for value, text in near.items() if abs(got / value - 1) < 0.02]
    if found:
        return f"{format_value(got)} is {found[0]}"
    return "one start came to rest in a poor place" if best < got < 2 * best else ""


@check("d12.c5", "pca explains the variance of X_used", names=("pca",), needs=("d12.c1",))
def ratios_are_eigenvalues(work: Work) -> str:
    """The shares `pca.explained_variance_ratio_` are held against the covariance matrix of `X_used`.

    Its eigenvalues, largest first and divided by their sum, are the shares of variance along the principal axes. No
    library value is compared, so it makes no difference which solver you took.
    """
    used = _used(work)
    ratios = require_fitted_attribute(work, "pca", "explained_variance_ratio_", "PCA")
    if ratios.ndim != 1 or not 2 <= len(ratios) <= COLUMNS:
        raise Failed(
            f"pca has {ratios.size} explained variance ratios",
            f"two to {COLUMNS}, one for each component",
            next="look at n_components, and at what went into fit",
        )
    values, kept = principal_axes(used)[0], len(ratios)
    spectra = {
        f"the shares of {name}, not of X_used": principal_axes(table)[0] for name, table in _tables(work).items()
    }
    slips = [KnownMistake((found / found.sum())[:kept], text, "fit pca on X_used") for text, found in spectra.items()]
    if kept < COLUMNS:
        raw = TruncatedSVD(kept, algorithm="arpack", random_state=0).fit(used).explained_variance_ratio_
        slips.append(
            KnownMistake(raw, "what comes out when the columns keep their means", "PCA subtracts the mean itself")
        )
    expected = (values / values.sum())[:kept]
    work.equal(
        "pca.explained_variance_ratio_",
        ratios,
        expected,
        slips=slips,
        next="compare with the eigenvalues of np.cov(X_used.T), divided by their sum",
        abs=2e-3,
    )
    work.metric("explained_by_two", float(expected[:2].sum()))
    return f"two components tell {expected[:2].sum():.1%}"


@check("d12.c6", "X_pca is X_used seen along these axes", names=("X_pca",), needs=("d12.c5",))
def projection_is_recomputed(work: Work) -> str:
    """`X_pca` holds each flower's place along the principal axes of `X_used`, in the order of the rows.

    Its columns have mean 0, do not go together, and each has the variance of its axis. Which way an axis points is
    arbitrary, so a column with all signs turned is as right.
    """
    axes = require_projection(work, "X_pca", _used(work))
    return f"{axes} components, up to their signs"


def _shows_flowers(work: Work, figure: Any) -> bool:
    places = work.array("X_pca", (FLOWERS, None))
    return places.shape[1] > 1 and bool(figure.has_points(places[:, 0], places[:, 1]))


view = figure_check(
    "d12.c7",
    "View: the flowers are drawn along the first two components",
    "A figure of this run with something inside its axes. We look for a scatter of the first two columns of `X_pca`; when "
    "the drawn data cannot be matched, you get a note and the check still passes.",
    {"the flowers in X_pca": _shows_flowers},
)

analysis = analysis_check(
    "d12.c8",
    "How many components explain 95 % of the variance, and does scaling change it?",
    numbers=("inertias", "X_pca"),
    words=("setosa", "versicolor", "virginica"),
)


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
        work.equal(f"the centres of {call}", centres, path[-1], slips=slips, next=step)
        _follows_rounds(work, call, history, A, path)
    function.leaves_alone(clouds[0][0], clouds[0][1][0])
    return f"the same centres on {len(clouds)} clouds, {len(clouds[-1][1]) - 1} rounds on the largest"


def _cloud(rng: Any, rows: int, columns: int, k: int) -> tuple[Any, list[Any]]:
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


def _nearest(A: Any, centres: Any) -> Any:
    return ((A[:, None] - centres[None]) ** 2).sum(axis=2).argmin(axis=1)


def _centres_and_history(call: str, got: Any) -> tuple[Any, Any]:
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


def _follows_rounds(work: Work, call: str, history: Any, A: Any, path: list[Any]) -> None:
    """Fail unless the inertias fall to the last one; each may be taken before or after the points choose again."""
    rest = [_inertia(A, centres) for centres in path]
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
    work.equal(f"the last inertia of {call}", float(history[-1]), rest[-1], slips=slips, next=step)
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
