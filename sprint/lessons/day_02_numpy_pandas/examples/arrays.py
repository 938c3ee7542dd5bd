"""Day 2: examples for checks/arrays.py."""

from sprint.course.examples import Wrong

WRONG = (
    Wrong(
        "d02.c1",
        "rows in place of columns",
        {
            "    spread = A.std(axis=0)\n    return (A - A.mean(axis=0)) / np.where(spread == 0, 1, spread)": "    return ((A.T - A.mean(axis=1)) / (A.std(axis=1) + 1e-300)).T"
        },
        "rows were standardized",
    ),
    Wrong(
        "d02.c1",
        "a constant column becomes nan",
        {"np.where(spread == 0, 1, spread)": "spread"},
        "what should 0 / 0 be",
    ),
    Wrong(
        "d02.c1",
        "one mean for all",
        {"A.std(axis=0)": "A.std()", "A.mean(axis=0)": "A.mean()"},
        "one mean and one spread",
    ),
    Wrong("d02.c1", "n - 1", {"A.std(axis=0)": "A.std(axis=0, ddof=1)"}, "n - 1"),
    Wrong("d02.c1", "the variance", {"spread = A.std(axis=0)": "spread = A.var(axis=0)"}, "divided by the variance"),
    Wrong(
        "d02.c1",
        "the input is changed",
        {
            "    spread = A.std(axis=0)\n    return (A - A.mean(axis=0)) / np.where(spread == 0, 1, spread)": "    spread = A.std(axis=0)\n    if A.dtype == float:\n        A -= A.mean(axis=0)\n    else:\n        A = A - A.mean(axis=0)\n    return A / np.where(spread == 0, 1, spread)"
        },
        "changed the ndarray",
    ),
    Wrong(
        "d02.c1",
        "whole numbers are written into",
        {
            "    spread = A.std(axis=0)\n    return (A - A.mean(axis=0)) / np.where(spread == 0, 1, spread)": "    A -= A.mean(axis=0)\n    A /= np.where(A.std(axis=0) == 0, 1, A.std(axis=0))\n    return A"
        },
        "changed the ndarray",
    ),
    Wrong("d02.c2", "windows hang over the ends", {'mode="valid"': 'mode="same"'}, "hang over the ends"),
    Wrong("d02.c2", "sums", {"np.ones(k) / k": "np.ones(k)"}, "those are sums"),
    Wrong(
        "d02.c2",
        "nan at the start",
        {'np.convolve(x, np.ones(k) / k, mode="valid")': "pd.Series(x).rolling(k).mean().to_numpy()"},
        "not full are nan",
    ),
    Wrong(
        "d02.c2",
        "the last window is lost",
        {'np.convolve(x, np.ones(k) / k, mode="valid")': "np.array([np.mean(x[i:i + k]) for i in range(len(x) - k)])"},
        "last window is missing",
    ),
    Wrong(
        "d02.c2",
        "running sums without a 0 before them",
        {'np.convolve(x, np.ones(k) / k, mode="valid")': "(np.cumsum(x)[k:] - np.cumsum(x)[:-k]) / k"},
        "first window is missing",
    ),
    Wrong(
        "d02.c3",
        "all distances in one list",
        {"np.sqrt((difference**2).sum(axis=2))": "np.sqrt((difference**2).sum(axis=2)).ravel()"},
        "stand in one row",
    ),
    Wrong(
        "d02.c3",
        "no root",
        {"np.sqrt((difference**2).sum(axis=2))": "(difference**2).sum(axis=2)"},
        "squares of distances",
    ),
    Wrong(
        "d02.c3",
        "the wrong axis",
        {"difference = A[:, None, :] - B[None, :, :]": "difference = B[:, None, :] - A[None, :, :]"},
        "in each other's place",
    ),
    Wrong(
        "d02.c3",
        "no new axes",
        {"A[:, None, :] - B[None, :, :]": "A - B", ".sum(axis=2)": ".sum(axis=1)"},
        "pairwise_distances(",
    ),
    Wrong(
        "d02.c3",
        "not squared",
        {"np.sqrt((difference**2).sum(axis=2))": "np.abs(difference).sum(axis=2)"},
        "without squaring",
    ),
)
