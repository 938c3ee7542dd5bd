"""Day 13, t-SNE: a map that keeps neighbours together, and its trustworthiness."""

from sklearn.decomposition import PCA
from sklearn.manifold import trustworthiness

from sprint.checks.api import Failed, Floats, KnownMistake, Rows, Work, check, require_numbers

from .common import NEIGHBOURS, stranger_share


def _pca_trust(X: Rows, neighbours: int = NEIGHBOURS) -> float:
    places = PCA(2, svd_solver="full").fit_transform(X)
    return float(trustworthiness(X, places, n_neighbors=neighbours))


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


def _drawn_from_images(work: Work, X: Rows, places: Floats) -> None:
    """Fail if the map parts the digits far better than the images do.

    t-SNE parts them somewhat better: its neighbours are another digit 0.6 to 1.3 times as often, 0.5 times with features
    made for digits, and at most 0.4 times with `y_sample` among the columns.
    """
    y = work.array("y_sample")
    seen, there = ([stranger_share(rows, y, count) for count in (1, NEIGHBOURS)] for rows in (places, X))
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
        expected = float(trustworthiness(X, own, n_neighbors=NEIGHBOURS))
        rounded = got[key] == round(got[key], 2)
        work.require_equal(
            f'trust["{key}"]',
            got[key],
            expected,
            slips=_trust_slips(X, own, other, with_five),
            next=f"compute it for {key} once more",
            rel=0,
            abs=max(room, 0.0051) if rounded else room,
        )
    work.metric("trust_pca", got["pca"])
    return f"t-SNE {got['tsne']:.3f}, PCA {got['pca']:.3f}"


def _trust_slips(X: Rows, own: Rows, other: Rows, with_five: float) -> list[KnownMistake]:
    """Return the usual slips in the trust of a map `own`, (n, 2), beside the `other` map of the same rows X, (n, p)."""
    return [
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
