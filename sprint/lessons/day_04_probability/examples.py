"""Day 4, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason."""

from sprint.course.examples import Right, Wrong

_LOOP = """    everyone = np.concatenate([a, b])
    observed = abs(np.mean(a) - np.mean(b))
    as_far = 0
    for _ in range(2000):
        dealt = rng.permutation(everyone)
        as_far += abs(dealt[: len(a)].mean() - dealt[len(a) :].mean()) >= observed - 1e-12
    return as_far / 2000"""
_DRAW = "return (rng.random(n) < p).astype(int)"
_FACTOR = "stats.t.ppf((1 + confidence) / 2, df=n - 1)"
_ENDS = "return np.mean(x) - margin, np.mean(x) + margin"

STRETCH = """
def median_interval(x, confidence=0.95, rng=None):
    if rng is None:
        rng = np.random.default_rng()
    draws = rng.choice(x, size=(1000, len(x)))
    tail = (1 - confidence) / 2
    return tuple(np.quantile(np.median(draws, axis=1), [tail, 1 - tail]))
"""

RIGHT = [
    Right(
        "one-liners of the libraries",
        {
            _DRAW: "return rng.binomial(1, p, size=n)",
            'return {"mean": np.mean(x), "var": np.var(x, ddof=1), "std": np.std(x, ddof=1)}': (
                "import statistics\n    x = [float(value) for value in x]\n"
                "    return dict(mean=statistics.mean(x), std=statistics.stdev(x), var=statistics.variance(x), n=len(x))"
            ),
            _ENDS: "return stats.t.interval(confidence, n - 1, loc=np.mean(x), scale=stats.sem(x))",
            _LOOP: "    return stats.ttest_ind(a, b).pvalue",
        },
    ),
    Right(
        "by hand, in loops and lists, another seed",
        {
            _DRAW: "return np.array([1 if rng.random() < p else 0 for _ in range(n)])",
            'return {"mean": np.mean(x), "var": np.var(x, ddof=1), "std": np.std(x, ddof=1)}': (
                "m = sum(x) / len(x)\n    v = sum((value - m) ** 2 for value in x) / (len(x) - 1)\n"
                "    return {'mean': m, 'var': v, 'std': v ** 0.5}"
            ),
            _FACTOR: "__import__('statistics').NormalDist().inv_cdf((1 + confidence) / 2)",
            _ENDS: "return [x.mean() - margin, x.mean() + margin]",
            "default_rng(4)": "default_rng(2024)",
            "samples.mean(axis=1)": "[sample.mean() for sample in samples]",
        },
    ),
    Right(
        "bootstrap interval, vectorised shuffling, means one by one",
        {
            _ENDS: (
                "draws = np.random.default_rng().choice(np.asarray(x), size=(1000, n)).mean(axis=1)\n"
                "    return tuple(np.quantile(draws, [(1 - confidence) / 2, (1 + confidence) / 2]))"
            ),
            _LOOP: (
                "    both = np.concatenate([a, b])\n    d = np.abs(np.mean(a) - np.mean(b))\n"
                "    deals = rng.permuted(np.tile(both, (1000, 1)), axis=1)\n"
                "    ds = np.abs(deals[:, :len(a)].mean(axis=1) - deals[:, len(a):].mean(axis=1))\n"
                "    return (1 + np.sum(ds >= d)) / 1001"
            ),
            "samples.mean(axis=1)": "np.array([rng.normal(TRUE_MEAN, TRUE_STD, SAMPLE_SIZE).mean() for _ in range(3000)])",
            "right.hist(sample_means, bins=25)": "right.hist(sample_means, bins=30, density=True)",
        },
    ),
    Right(
        "True and False for heads and tails, heads drawn from the other end",
        {_DRAW: "return rng.random(n) > 1 - p", "intervals[0]:": "intervals[7]:"},
    ),
    Right(
        "the library's own permutation test",
        {
            _LOOP: (
                "    return stats.permutation_test((a, b), lambda u, v, axis: np.mean(u, axis=axis) - np.mean(v, axis=axis), "
                "n_resamples=999, vectorized=True).pvalue"
            ),
        },
    ),
    Right(
        "Welch's test, lines of the other kind, intervals not kept",
        {
            _LOOP: "    return float(stats.ttest_ind(a, b, equal_var=False)[1])",
            _ENDS: "r = stats.ttest_1samp(x, 0).confidence_interval(confidence)\n    return r.low, r.high",
            'for edge in intervals[0]:\n    right.axvline(edge, color="tab:orange", linestyle="--")': (
                "right.vlines(confidence_interval(samples[3]), 0, 100)"
            ),
            'print(f"{missed:.1%}': 'del intervals\nmissed = round(missed, 2)\nprint(f"{missed:.1%}',
        },
    ),
    Right("the stretch", cells={"stretch": STRETCH}, proves="d04.s1"),
]

WRONG = [
    Wrong("d04.c1", "the coin turned round", {_DRAW: "return (rng.random(n) > p).astype(int)"}, "turned round"),
    Wrong(
        "d04.c1",
        "p is ignored unless it is 0 or 1",
        {_DRAW: "return rng.integers(0, 2, n) if 0 < p < 1 else np.full(n, int(p))"},
        "fair coin",
    ),
    Wrong(
        "d04.c1",
        "its own generator with a fixed seed",
        {_DRAW: "rng = np.random.default_rng(0)\n    return (rng.random(n) < p).astype(int)"},
        "made anew inside",
    ),
    Wrong(
        "d04.c1",
        "chance from the global state",
        {_DRAW: "return (np.random.rand(n) < p).astype(int)"},
        "does not come from the rng",
    ),
    Wrong(
        "d04.c1",
        "without rng a fixed seed",
        {
            "rng = np.random.default_rng()\n    return (rng.random(n)": "rng = np.random.default_rng(0)\n    return (rng.random(n)"
        },
        "has a fixed seed",
    ),
    Wrong(
        "d04.c1",
        "the number of heads is fixed",
        {_DRAW: "return rng.permutation((np.arange(n) < round(n * p)).astype(int))"},
        "fixed before",
    ),
    Wrong("d04.c1", "heads come first", {_DRAW: "return np.sort(rng.random(n) < p).astype(int)"}, "go together"),
    Wrong("d04.c1", "the draws themselves", {_DRAW: "return rng.random(n)"}, "zeros and ones only"),
    Wrong("d04.c1", "a single number", {_DRAW: "return rng.binomial(n, p)"}, "shape (1,)"),
    Wrong("d04.c2", "variance divided by n", {"np.var(x, ddof=1)": "np.var(x)"}, "dividing by n gives"),
    Wrong("d04.c2", "only std divided by n", {'"std": np.std(x, ddof=1)': '"std": np.std(x)'}, "dividing by n gives"),
    Wrong(
        "d04.c2",
        "a tuple",
        {'return {"mean"': 'return tuple({"mean"', "np.std(x, ddof=1)}": "np.std(x, ddof=1)}.values())"},
        "a dictionary",
    ),
    Wrong(
        "d04.c2",
        "the input gets sorted",
        {'return {"mean"': 'x.sort()\n    return {"mean"'},
        "changed the ndarray it was given",
    ),
    Wrong("d04.c3", "confidence is ignored", {_FACTOR: "1.96"}, "does not reach the factor"),
    Wrong(
        "d04.c3", "the whole rest at one end", {_FACTOR: "stats.t.ppf(confidence, df=n - 1)"}, "takes the whole rest"
    ),
    Wrong("d04.c3", "the spread of the values", {" / np.sqrt(n)": ""}, "spread of the values"),
    Wrong(
        "d04.c3",
        "percentiles of the data",
        {_ENDS: "return np.quantile(x, [(1 - confidence) / 2, (1 + confidence) / 2])"},
        "spread of the values",
    ),
    Wrong("d04.c3", "divided by n", {"/ np.sqrt(n)": "/ n"}, "s was divided by n"),
    Wrong(
        "d04.c3",
        "ends the wrong way round",
        {_ENDS: "return np.mean(x) + margin, np.mean(x) - margin"},
        "the lower end first",
    ),
    Wrong("d04.c3", "the number of values is fixed", {"    n = len(x)\n": "    n = 40\n"}, "as wide as that of 40"),
    Wrong("d04.c3", "around zero", {_ENDS: "return -margin, margin"}, "hold the true mean"),
    Wrong(
        "d04.c4", "one side", {"as_far += abs(": "as_far += (", "observed = abs(": "observed = ("}, "only one direction"
    ),
    Wrong("d04.c4", "a test of ranks", {_LOOP: "    return stats.mannwhitneyu(a, b).pvalue"}, "a test of ranks"),
    Wrong(
        "d04.c4",
        "pairs of as many as there are",
        {_LOOP: "    m = min(len(a), len(b))\n    return stats.ttest_rel(a[:m], b[:m]).pvalue"},
        "a test of pairs",
    ),
    Wrong("d04.c4", "pairs", {_LOOP: "    return stats.ttest_rel(a, b).pvalue"}, "nobody has a partner"),
    Wrong("d04.c4", "half", {"return as_far / 2000": "return as_far / 4000"}, "half of it"),
    Wrong("d04.c4", "the others", {">= observed - 1e-12": "< observed"}, "1 minus"),
    Wrong("d04.c4", "a count", {"return as_far / 2000": "return as_far"}, "not their share"),
    Wrong(
        "d04.c4",
        "statistic and p-value",
        {_LOOP: "    return tuple(stats.ttest_ind(a, b))"},
        "statistic and its p-value",
    ),
    Wrong(
        "d04.c4",
        "spread of single values",
        {
            _LOOP: "    z = abs(np.mean(a) - np.mean(b)) / np.hypot(np.std(a), np.std(b))\n    return 2 * stats.norm.sf(z)"
        },
        "spreads of single values",
    ),
    Wrong(
        "d04.c4",
        "shuffles the caller's array",
        {
            "        dealt = rng.permutation(everyone)": "        rng.shuffle(a)\n        dealt = rng.permutation(everyone)"
        },
        "changed the ndarray",
    ),
    Wrong("d04.c5", "along the wrong axis", {"samples.mean(axis=1)": "samples.mean(axis=0)"}, "each place in a sample"),
    Wrong("d04.c5", "single people", {"samples.mean(axis=1)": "samples[:, 0]"}, "single people"),
    Wrong("d04.c5", "a percentage", {"missed = np.mean(": "missed = 100 * np.mean("}, "a percentage"),
    Wrong("d04.c5", "the share that hit", {"[not lo <=": "[lo <="}, "share that hit"),
    Wrong(
        "d04.s1",
        "the interval of the mean",
        {},
        "mean of the sample",
        cells={"stretch": STRETCH.replace("np.median", "np.mean")},
    ),
    Wrong(
        "d04.s1",
        "drawn without replacement",
        {},
        "all the medians are alike",
        cells={
            "stretch": STRETCH.replace(
                "rng.choice(x, size=(1000, len(x)))", "rng.permuted(np.tile(x, (1000, 1)), axis=1)"
            )
        },
    ),
    Wrong(
        "d04.s1",
        "41 values in each draw",
        {},
        "the width for 41 values",
        cells={"stretch": STRETCH.replace("(1000, len(x))", "(1000, 41)")},
    ),
    Wrong(
        "d04.s1",
        "confidence is ignored",
        {},
        "does not reach the quantiles",
        cells={"stretch": STRETCH.replace("(1 - confidence) / 2", "0.025")},
    ),
]
