# %% title [markdown]
# # Day 4 · Probability & stats primer
#
# ## Goal
#
# Tonight you let the computer flip coins and measure people who do not exist. Because you choose the truth yourself, you
# can see how far a sample lands from it, and how often.
#
# By the end you can put an honest "give or take" behind a mean, and you know what a p-value answers and what it does not.

# %% why [markdown]
# **Why it matters.** A shop changes the colour of a button: 52 of 1,000 visitors bought before, 61 of 1,000 buy now. A
# model scores 0.91 and last week's scored 0.90. Is that progress, or would tomorrow's numbers turn it round? Every number
# that comes from a *sample* would have been a little different with another sample. Statistics measures that "a little".
#
# **A small example.** You weigh three bags of flour: 998, 1003 and 1005 grams.
#
# | step | result |
# |---|---|
# | the mean | 1002 |
# | how far each bag is from it | −4, 1, 3 |
# | their squares | 16, 1, 9, together 26 |
# | the **variance**: divided by n − 1 = 2 | 13 |
# | the **standard deviation**: the root of that | 3.6 g |
# | how much the *mean* wobbles: 3.6 / √3 | 2.1 g |
#
# Why n − 1? The distances were measured from the mean of these very bags, which lies as close to them as a single number can.
# The true mean is a little further off, so the squares come out too small. Dividing by n − 1 makes up for it on average.
#
# The last two lines are the ones people mix up. A single bag is typically 3.6 g away from the mean; the mean of three
# bags is typically 2.1 g away from the truth. Weigh more bags and the first number stays, while the second shrinks with √n.

# %% setup-text [markdown]
# ## Setup
#
# Nothing is downloaded: today's data is made by chance. All chance comes from a **generator**, an object that you make once
# and hand to everything that needs it. The seed fixes what it will give, so the same notebook gives the same numbers.

# %% setup
import matplotlib.pyplot as plt
import numpy as np
from scipy import stats

rng = np.random.default_rng(4)
print("three numbers between 0 and 1:", rng.random(3).round(2))
print("three rolls of a die:         ", rng.integers(1, 7, size=3))
print("three heights in cm:          ", rng.normal(170, 8, size=3).round(1))

# %% coins-text [markdown]
# ## Model
#
# ### 1 · Flip coins
#
# **Write** `simulate_coin_flips(n, p, rng)`: it returns an array of `n` flips, 1 for heads and 0 for tails, where each flip is
# heads with probability `p`, whatever the others were. All its chance comes from `rng`; where `rng` is `None`, it makes a
# generator of its own.
#
# `simulate_coin_flips(8, 0.25, np.random.default_rng(0))` could give `[0 0 1 1 0 0 0 0]`. Another way of drawing gives
# another row from the same seed, and both are right.
#
# *What good looks like:* the mean of 10,000 flips is within 0.02 of `p`. *A pitfall:* a generator made inside the function
# with a fixed seed gives the same "chance" at each call.


# %% coins
def simulate_coin_flips(n, p=0.5, rng=None):
    """Return n flips, 1 with probability p and 0 otherwise, as an array of shape (n,)."""
    # BEGIN SOLUTION
    if rng is None:
        rng = np.random.default_rng()
    return (rng.random(n) < p).astype(int)
    # END SOLUTION


# %% stats-text [markdown]
# ### 2 · Sum up a sample
#
# **Write** `sample_stats(x)`: for an array of numbers it returns a dictionary with the keys `"mean"`, `"var"` and `"std"`, the
# variance and standard deviation of a *sample* as in the example above. For the three bags it gives
# `{"mean": 1002.0, "var": 13.0, "std": 3.605…}`.
#
# *A pitfall:* `np.var` divides by n unless you tell it otherwise; look for `ddof` in its help.


# %% stats
def sample_stats(x):
    """Return the mean, the variance and the standard deviation of a sample."""
    # BEGIN SOLUTION
    return {"mean": np.mean(x), "var": np.var(x, ddof=1), "std": np.std(x, ddof=1)}
    # END SOLUTION


# %% interval-text [markdown]
# ### 3 · Give or take
#
# A mean alone hides how sure it is. A **confidence interval** is a recipe: mean ± factor · s / √n, where s is the standard
# deviation of the sample. The factor decides how often the recipe is right. Follow it for a thousand samples at 95 %, and
# about 950 of the intervals have the true mean inside. The rest is missed, half of it on each side.
#
# The factor comes from the *t distribution* with n − 1 degrees of freedom (`stats.t` and its method `ppf`). For 40 values:
#
# | confidence | 80 % | 95 % | 99 % |
# |---|---|---|---|
# | factor | 1.30 | 2.02 | 2.71 |
#
# **Write** `confidence_interval(x, confidence)`: it returns the pair `(lo, hi)` for the mean. For the three bags at 95 % it
# gives about `(993.0, 1011.0)`: three bags say very little.
#
# *What good looks like:* more confidence gives a wider interval, four times as many values one half as wide.


# %% interval
def confidence_interval(x, confidence=0.95):
    """Return (lo, hi), an interval that holds the true mean in this share of all samples."""
    # BEGIN SOLUTION
    n = len(x)
    factor = stats.t.ppf((1 + confidence) / 2, df=n - 1)
    margin = factor * np.std(x, ddof=1) / np.sqrt(n)
    return np.mean(x) - margin, np.mean(x) + margin
    # END SOLUTION


# %% pvalue-text [markdown]
# ### 4 · Could that be chance?
#
# Two groups: 12, 15, 11 minutes with the old form, 14, 16, 18 with the new one. The means are 3.3 minutes apart. Suppose the
# form made *no difference*. Then the labels "old" and "new" mean nothing, and each of the 20 ways to deal the six
# numbers into three and three was equally likely. In 4 of the 20 the means are at least 3.3 apart, in one direction or the
# other. So chance alone does that in 20 % of the cases: the **p-value** is 0.2.
#
# **Write** `p_value(a, b, rng)`: for two arrays, of any two sizes, it returns the two-sided p-value for the difference of their
# means, a number between 0 and 1. With larger groups nobody can list all the deals. Either draw a thousand or two of them by
# chance (put all numbers into one array, shuffle, cut), or use a t-test, which computes it. Both are right, and for
# groups of 20 or more they agree closely.
#
# *What good looks like:* two groups from the same source give p-values all over the range from 0 to 1, below 0.05 in 5 % of
# the cases. *A pitfall:* "two-sided" means that a difference in either direction counts, so look at its size, not its sign.


# %% pvalue
def p_value(a, b, rng=None):
    """Return how often chance alone sets the means at least this far apart, in either direction."""
    # BEGIN SOLUTION
    if rng is None:
        rng = np.random.default_rng()
    everyone = np.concatenate([a, b])
    observed = abs(np.mean(a) - np.mean(b))
    as_far = 0
    for _ in range(2000):
        dealt = rng.permutation(everyone)
        as_far += abs(dealt[: len(a)].mean() - dealt[len(a) :].mean()) >= observed - 1e-12
    return as_far / 2000
    # END SOLUTION


# %% means-text [markdown]
# ### 5 · A thousand samples
#
# In a country of our own making, the heights of people follow a normal distribution. Nobody there knows the two numbers
# below; you do.
#
# **Make** `sample_means`: the means of 1,000 samples or more, each of `SAMPLE_SIZE` people drawn by `rng.normal`. While you are at
# it, compute the 95 % interval of each sample and keep in `missed` the **share** of intervals that do not hold `TRUE_MEAN`.

# %% country
TRUE_MEAN = 170.0
TRUE_STD = 8.0
SAMPLE_SIZE = 40

# %% means
# BEGIN SOLUTION sample_means, missed
samples = rng.normal(TRUE_MEAN, TRUE_STD, size=(1000, SAMPLE_SIZE))
sample_means = samples.mean(axis=1)
intervals = [confidence_interval(sample) for sample in samples]
missed = np.mean([not lo <= TRUE_MEAN <= hi for lo, hi in intervals])
print(f"{missed:.1%} of the intervals missed the true mean")
# END SOLUTION

# %% view-text [markdown]
# ## View
#
# Draw two histograms side by side: some thousand single heights (draws from the normal distribution), and your
# `sample_means`. Give both the same range along x (`sharex=True`). Mark one 95 % interval and the true mean with vertical
# lines (`ax.axvline`), and give each axis a name.
#
# Before you look: which of the two is wider, and by what factor?

# %% view
# BEGIN SOLUTION fig
heights = rng.normal(TRUE_MEAN, TRUE_STD, size=5000)
fig, (left, right) = plt.subplots(1, 2, figsize=(10, 4), sharex=True)
left.hist(heights, bins=40)
left.set(xlabel="height in cm", ylabel="people", title="Single people")
right.hist(sample_means, bins=25)
right.set(xlabel="mean height in cm", ylabel="samples", title=f"Means of {SAMPLE_SIZE} people")
right.axvline(TRUE_MEAN, color="black")
for edge in intervals[0]:
    right.axvline(edge, color="tab:orange", linestyle="--")
plt.show()
# END SOLUTION

# %% analysis-text [markdown]
# ## Analysis
#
# A company measures two versions of a page with a million visitors each and finds p = 0.0003, for a difference of a tenth of
# a second. Compare that with your evening:
#
# What share of your intervals missed the true mean? When would a small p-value not matter to you?

# %% analysis [markdown]
# <!-- BEGIN SOLUTION -->
# Of my thousand intervals a share of 0.049 missed, close to the promised 5 %. They were not badly made: about one in twenty
# will always be wrong, and from a single sample I cannot tell whether mine is that one. A small p-value only says that
# chance alone would rarely do this. With a million visitors even a useless tenth of a second gets there, so I would ask how
# large the difference is, with its interval, before I care. I would also doubt it when somebody tried twenty things and
# shows me the best one.
# <!-- END SOLUTION -->

# %% check-text [markdown]
# ## Check yourself
#
# In a terminal: `sprint check`. It runs this notebook from the top in a clean process. Stuck? `sprint hint`.
#
# *Stretch, for the fast:* there is no neat formula for the interval of a **median**. Draw from your sample with replacement, as
# many values as it has, take the median, and repeat this a thousand times: the middle 95 % of those medians is a *bootstrap*
# interval. **Write** `median_interval(x, confidence=0.95, rng=None)`, which returns it as the pair `(lo, hi)`; chance comes from
# `rng` as with the coins. For the waiting times 2, 3, 3, 4, 5, 8 and 30 minutes it gives about `(3, 8)`. Then count over many
# samples of 41 values how often yours holds the true median, as `sprint check` will.

# %% stretch
# Your stretch goes here, if you like.

# %% diary-text [markdown]
# ## Diary
#
# Then `sprint diary`: what you built, what you saw, what it means. Read on: [NumPy's
# generators](https://numpy.org/doc/stable/reference/random/generator.html), [statistics in
# SciPy](https://docs.scipy.org/doc/scipy/tutorial/stats.html).
