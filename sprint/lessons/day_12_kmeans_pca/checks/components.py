"""Day 12, PCA: the shares of variance, and the flowers along the principal axes."""

from sklearn.decomposition import TruncatedSVD

from sprint.checks.api import (
    Failed,
    KnownMistake,
    Work,
    check,
    principal_axes,
    require_fitted_attribute,
    require_projection,
)

from .common import COLUMNS, known_tables, used_table


@check("d12.c5", "pca explains the variance of X_used", names=("pca",), needs=("d12.c1",))
def ratios_are_eigenvalues(work: Work) -> str:
    """The shares `pca.explained_variance_ratio_` are held against the covariance matrix of `X_used`.

    Its eigenvalues, largest first and divided by their sum, are the shares of variance along the principal axes. No
    library value is compared, so it makes no difference which solver you took.
    """
    used = used_table(work)
    ratios = require_fitted_attribute(work, "pca", "explained_variance_ratio_", "PCA")
    if ratios.ndim != 1 or not 2 <= len(ratios) <= COLUMNS:
        raise Failed(
            f"pca has {ratios.size} explained variance ratios",
            f"two to {COLUMNS}, one for each component",
            next="look at n_components, and at what went into fit",
        )
    values, kept = principal_axes(used)[0], len(ratios)
    spectra = {
        f"the shares of {name}, not of X_used": principal_axes(table)[0] for name, table in known_tables(work).items()
    }
    slips = [KnownMistake((found / found.sum())[:kept], text, "fit pca on X_used") for text, found in spectra.items()]
    if kept < COLUMNS:
        raw = TruncatedSVD(kept, algorithm="arpack", random_state=0).fit(used).explained_variance_ratio_
        slips.append(
            KnownMistake(raw, "what comes out when the columns keep their means", "PCA subtracts the mean itself")
        )
    expected = (values / values.sum())[:kept]
    work.require_equal(
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
    axes = require_projection(work, "X_pca", used_table(work))
    return f"{axes} components, up to their signs"
