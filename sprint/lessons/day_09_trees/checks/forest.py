"""Day 9, task 3: the forest against one deep tree."""

import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeClassifier

from sprint.checks.api import Labels, Remote, Work, check, refit_copy, take_rows

from .common import accuracy_of, all_rows, as_numbers


@check("d09.c3", "the forest guesses at least as well as one deep tree", names=("tree", "forest"), needs=("d09.c2",))
def forest_beats_deep_tree(work: Work) -> str:
    """Copies of your `tree` and `forest` are fitted on three splits of the passengers that we draw anew.

    On rows not seen, both have to beat the guess that nobody survived, and the forest may not be worse than a single
    tree of full depth by more than 0.02. Then they get the same passengers with another question, made up on the spot,
    so that knowing the fates by heart is of no use.
    """
    X, truth = all_rows(work)
    numbers = as_numbers(X.get())
    scores = [_split_scores(work, X, numbers, truth) for _ in range(3)]
    tree, forest, deep = np.mean(scores, axis=0)
    most = max(np.mean(truth == value) for value in np.unique(truth))
    for name, score in (("tree", tree), ("forest", forest)):
        work.require(
            score >= most + 0.03,
            f"{name}: {score:.3f} on unseen rows, always guessing the same fate {most:.3f}",
            "clearly better than the same guess for everybody",
            next=f"print {name} and the columns of X: may it ask about sex, class and age?",
        )
    work.require(
        forest >= deep - 0.02,
        f"on unseen rows the forest has {forest:.3f}, one tree of full depth {deep:.3f}",
        "a forest that is not worse than one of its trees",
        next="how many trees are in the forest, and how deep may they be?",
    )
    made = _made_up_fates(numbers)
    inside, outside = train_test_split(np.arange(len(made)), test_size=0.3)
    for name, least in (("tree", 0.6), ("forest", 0.7)):
        score = accuracy_of(
            refit_copy(work, name, take_rows(X, inside), made[inside]), take_rows(X, outside), made[outside]
        )
        work.require(
            score >= least,
            f"{name}: {score:.3f} on a made-up question about the same passengers, guessing 0.5",
            "a model that learns from the rows it is given",
            next=f"{name} has to learn everything in fit",
        )
    work.metric("tree_accuracy", tree)
    work.metric("forest_accuracy", forest)
    return f"on unseen rows: forest {forest:.3f}, tree {tree:.3f}, full depth {deep:.3f}"


def _split_scores(work: Work, X: Remote, numbers: pd.DataFrame, truth: Labels) -> tuple[float, float, float]:
    """Return the accuracy of tree, forest and a full-depth tree of ours on one new split."""
    inside, outside = train_test_split(np.arange(len(truth)), test_size=0.3, stratify=truth)
    X_new, rows = take_rows(X, outside), (take_rows(X, inside), truth[inside])
    tree, forest = (accuracy_of(refit_copy(work, name, *rows), X_new, truth[outside]) for name in ("tree", "forest"))
    deep = DecisionTreeClassifier().fit(numbers.iloc[inside], truth[inside])
    return tree, forest, float(deep.score(numbers.iloc[outside], truth[outside]))


def _made_up_fates(numbers: pd.DataFrame) -> Labels:
    """Return new answers (n,) of 0 and 1 that two columns decide, in a direction drawn anew."""
    rng = np.random.default_rng()
    richest = numbers.nunique().sort_values().index[-2:]
    ranks = numbers[richest].rank(pct=True).fillna(0.5).to_numpy()
    score = (ranks - 0.5) @ (rng.choice([-1, 1], size=ranks.shape[1]) * rng.uniform(0.6, 1, size=ranks.shape[1]))
    return (score > np.median(score)).astype(int)
