"""Day 12, k-means: centres, labels, and inertias over k."""

import numpy as np
from sklearn.metrics import adjusted_rand_score

from sprint.checks.api import Failed, Labels, Rows, Work, check, format_value, require_fitted_attribute

from .common import COLUMNS, FLOWERS, SPECIES, best_inertia, inertia_around, iris_of, known_tables, used_table

MOST_CLUSTERS = 20
"""Up to this k an inertia is computed again; beyond it has to fall."""


@check("d12.c2", "kmeans has found the best three centres in X_used", names=("kmeans",), needs=("d12.c1",))
def centres_are_best(work: Work) -> str:
    """The inertia of `X_used` around your `kmeans.cluster_centers_` is computed here, and so is the best one.

    The two may differ by 2 %. K-means depends on where it starts: from a bad start it rests in a place that can be 40 %
    worse, and no warning appears.
    """
    used = used_table(work)
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
    got, best = inertia_around(used, centres), best_inertia(used, SPECIES)
    elsewhere = [
        name
        for name, table in known_tables(work).items()
        if inertia_around(table, centres) < 1.02 * best_inertia(table, SPECIES)
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
    used = used_table(work)
    labels = work.array("labels", (FLOWERS,))
    centres = require_fitted_attribute(work, "kmeans", "cluster_centers_", "KMeans")
    nearest = ((used[:, None] - centres[None]) ** 2).sum(axis=2)
    expected, groups = nearest.argmin(axis=1), len(np.unique(labels))
    work.require(
        groups == SPECIES, f"labels has {groups} different values", f"{SPECIES}", next="print(np.unique(labels))"
    )
    _, species = iris_of(work)
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


def _species_belong(work: Work, species: Labels) -> None:
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
    used = used_table(work)
    for k, got in inertias.items():
        if k > MOST_CLUSTERS:
            break
        best = best_inertia(used, k)
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


def _inertia_slip(work: Work, got: float, k: int, best: float, used: Rows) -> str:
    """Return the usual slip that gives this value, if one does."""
    for name, table in known_tables(work).items():
        if abs(got / best_inertia(table, k) - 1) < 0.02:
            return f"{format_value(got)} is the inertia of {name}, not of X_used"
    near = {
        best / FLOWERS: "the mean over the flowers; inertia is the sum",
        -best: "the inertia with a minus, as score() gives it",
        best**0.5: "the square root of the inertia",
        best_inertia(used, k + 1): f"the inertia of {k + 1} clusters",
    }
    found = [text for value, text in near.items() if abs(got / value - 1) < 0.02]
    if found:
        return f"{format_value(got)} is {found[0]}"
    return "one start came to rest in a poor place" if best < got < 2 * best else ""
