"""Day 9: how the tree, the forest, the depth curve and the importances are proved."""

import contextlib
from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd
from sklearn.model_selection import StratifiedKFold, cross_validate, train_test_split
from sklearn.tree import DecisionTreeClassifier

from sprint.checks.api import (
    Failed,
    Figure,
    KnownMistake,
    LearnerError,
    Remote,
    Work,
    analysis_check,
    check,
    count_shared_rows,
    figure_check,
    refit_copy,
    require_aligned_labels,
    require_learned_only_from,
    stack_rows,
    take_rows,
)

SPLIT = ("X_train", "X_test", "y_train", "y_test")
CURVE = ("max_depth", "train_acc", "cv_acc")
MOST_DEPTH = 6
"""How deep a tree asked to be three questions deep may be: some limit the leaves instead."""


def _table(work: Work, name: str) -> Any:
    """Return a table of the learner's as a frame of numbers, texts as codes."""
    value = work.get(name)
    if not isinstance(value, pd.DataFrame):
        raise Failed(
            f"{name} is a {type(value).__name__}",
            "a data frame, whose columns have names",
            next=f"print(type({name})) after each step",
        )
    return _numbers(value)


def _numbers(frame: pd.DataFrame) -> pd.DataFrame:
    codes = {
        place: column.astype(float)
        if column.dtype.kind in "biuf"
        else column.map(lambda text: crc32(str(text).encode()))
        for place, (_, column) in enumerate(frame.items())
    }
    return pd.DataFrame(codes).set_axis(frame.columns, axis=1)


def _answers(model: Remote, X: Remote) -> Any:
    return np.asarray(model.attribute("predict")(X))


def _everybody(work: Work, X: pd.DataFrame) -> tuple[Any, Any]:
    """Return features and fates of all passengers as the ship's list has them, each once."""
    passengers = work.session.imported("sprint.datasets:load_titanic").keep()
    features = _numbers(work.function("make_features")(passengers))
    work.require(
        len(X) <= len(features),
        f"X has {len(X)} rows, there are {len(features)} passengers",
        "each passenger once",
        next="what happens to X between make_features and the split?",
    )
    return features, passengers.attribute("survived").get()


def _only_few_questions(work: Work) -> None:
    """Fail if the tree, or the last step of a pipeline, asks far more questions in a row than a picture can show."""
    tree = work.remote("tree")
    with contextlib.suppress(LearnerError):
        tree = tree.attribute("steps").get()[-1][1]
    try:
        depth = int(tree.attribute("get_depth")())
    except LearnerError:
        return
    work.require(
        depth <= MOST_DEPTH,
        f"tree asks up to {depth} questions in a row",
        "about three, so that it can be drawn",
        next="look at max_depth of the tree",
    )


def _accuracy(model: Remote, X: Remote, y: Any) -> float:
    return float((_answers(model, X) == y).mean())


@check("d09.c1", "make_features gives numbers and knows nothing of the answer", names=("make_features",))
def features_are_blind(work: Work) -> str:
    """`make_features` is called with some of the passengers, and again after their fates were changed at random.

    Your columns have to be the same both times: whatever changes with the fate was written down after the ship had
    sunk. The order of the passengers may change too; then the rows of your table change with them. The frame that goes
    in must stay as it was.
    """
    make = work.function("make_features")
    passengers = work.session.imported("sprint.datasets:load_titanic").keep()  # as fresh as the notebook got it
    rng = np.random.default_rng()
    rows = rng.permutation(passengers.look()["length"])[:300]
    some = take_rows(passengers, rows)
    before = some.get()
    features = _made(make(some), len(rows))
    work.require(
        before.equals(some.get()),
        "make_features changed the frame it was given",
        "the frame as it was",
        next="work on a copy: .copy() at the start",
    )
    fates = rng.permutation(before["survived"].to_numpy())
    words = np.where(fates == 1, "yes", "no").astype(object)
    other = _made(make(some.attribute("assign").keep(survived=fates, alive=words)), len(rows))
    changed = [name for name in features if name not in other or not _same(features[name], other[name])]
    work.require(
        not changed and list(features) == list(other),
        f"when the fates of the passengers change, so does {', '.join(map(repr, changed)) or 'the list of columns'}",
        "columns that were known before the journey",
        because="the answer is among the columns a model may look at",
        next="for each column, ask when and by whom it was written down",
    )
    turned = _made(make(take_rows(some, range(len(rows))[::-1])), len(rows))
    work.require(
        all(_same(features[name][::-1], turned[name]) for name in features),
        "with the passengers in another order, the rows do not follow them",
        "row i of the features belongs to row i of df",
        next="is anything sorted or merged inside make_features?",
    )
    return f"{features.shape[1]} columns: {', '.join(map(str, features))}"


def _made(features: Any, rows: int) -> pd.DataFrame:
    """Return what make_features gave as numbers, if it is a table of the right length."""
    if not isinstance(features, pd.DataFrame):
        raise Failed(
            f"make_features gives {'None' if features is None else 'a ' + type(features).__name__}",
            "a data frame",
            next="does make_features end with `return`?" if features is None else "keep the names of the columns",
        )
    if len(features) != rows:
        raise Failed(
            f"{len(features)} rows for {rows} passengers",
            "one row for each passenger",
            next="does make_features use df, and does it drop rows with something missing?",
        )
    return _numbers(features)


def _same(first: Any, second: Any) -> bool:
    return bool(np.allclose(np.asarray(first), np.asarray(second), equal_nan=True))


@check(
    "d09.c2",
    "the test rows stayed unseen, and no column gives the answer away",
    names=("X", "y", *SPLIT, "tree", "forest"),
    needs=("d09.c1",),
)
def test_rows_are_unseen(work: Work) -> str:
    """No passenger may be on both sides of the split, and `tree` and `forest` learned from the training rows only.

    Passengers who are alike in all columns are no fault: only rows that stand there more often than in `X` count. Each
    row has its own fate beside it, in 0 and 1 or in words, and the tree is small enough to draw, as asked. Then a copy of each model is fitted on `X_train`, another on all of `X`, and yours has to answer like the first. Last, a
    single column of `X` that tells the fates by itself is no feature but the answer.
    """
    X, X_train, X_test = (_table(work, name) for name in ("X", "X_train", "X_test"))
    y, y_train, y_test = (work.array(name, (None,)) for name in ("y", "y_train", "y_test"))
    for name, table, truth in (("X", X, y), ("X_train", X_train, y_train), ("X_test", X_test, y_test)):
        if len(table) != len(truth):
            raise Failed(
                f"{name} has {len(table)} rows, its y has {len(truth)}",
                "the same number",
                next="look at the order of the four names train_test_split gives back",
            )
    for name in X:
        alone = DecisionTreeClassifier(max_leaf_nodes=8).fit(X[[name]], y).score(X[[name]], y)
        work.require(
            alone < 0.95,
            f"the column {name!r} alone is right about {alone:.0%} of the passengers",
            "columns that were known before the journey",
            because="a column that tells nearly everything is the answer under another name",
            next="print that column beside y",
        )
    share = len(y_test) / (len(y_test) + len(y_train))
    work.require(
        0.1 <= share <= 0.5,
        f"{share:.0%} of the rows are test rows",
        "about a quarter for the test, between 10 % and 50 %",
        next="look at test_size",
    )
    everybody, fates = _everybody(work, X)
    require_aligned_labels(work, {"train": (X_train, y_train), "test": (X_test, y_test)}, (everybody, fates))
    whole = everybody if list(everybody) == list(X) else X
    both = min(len(y_test), count_shared_rows(X_train, X_test, whole))
    work.require(
        both <= 0.02 * len(y_test),
        f"about {both} of the {len(y_test)} test rows are also in X_train",
        "each passenger on one side only",
        next="print the shapes of X, X_train and X_test right after the split",
    )
    train, known = (work.remote("X_train"), work.remote("y_train")), (work.remote("X"), work.remote("y"))
    for name in ("tree", "forest"):
        require_learned_only_from(work, name, train, known, work.remote("X_test"))
    _only_few_questions(work)
    return f"{len(y_test)} of {len(y)} passengers kept back"


@check("d09.c3", "the forest guesses at least as well as one deep tree", names=("tree", "forest"), needs=("d09.c2",))
def forest_beats_deep_tree(work: Work) -> str:
    """Copies of your `tree` and `forest` are fitted on three splits of the passengers that we draw anew.

    On rows not seen, both have to beat the guess that nobody survived, and the forest may not be worse than a single
    tree of full depth by more than 0.02. Then they get the same passengers with another question, made up on the spot,
    so that knowing the fates by heart is of no use.
    """
    X, y = work.remote("X"), work.remote("y")
    numbers, truth = _table(work, "X"), work.array("y")
    scores = [_split_scores(work, X, y, numbers, truth) for _ in range(3)]
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
        score = _accuracy(
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


def _split_scores(work: Work, X: Remote, y: Remote, numbers: Any, truth: Any) -> tuple[float, float, float]:
    """Return the accuracy of tree, forest and a full-depth tree of ours on one new split."""
    inside, outside = train_test_split(np.arange(len(truth)), test_size=0.3, stratify=truth)
    X_new, rows = take_rows(X, outside), (take_rows(X, inside), take_rows(y, inside))
    tree, forest = (_accuracy(refit_copy(work, name, *rows), X_new, truth[outside]) for name in ("tree", "forest"))
    deep = DecisionTreeClassifier().fit(numbers.iloc[inside], truth[inside])
    return tree, forest, float(deep.score(numbers.iloc[outside], truth[outside]))


def _made_up_fates(numbers: pd.DataFrame) -> Any:
    """Return new answers (n,) of 0 and 1 that two columns decide, in a direction drawn anew."""
    rng = np.random.default_rng()
    richest = numbers.nunique().sort_values().index[-2:]
    ranks = numbers[richest].rank(pct=True).fillna(0.5).to_numpy()
    score = (ranks - 0.5) @ (rng.choice([-1, 1], size=ranks.shape[1]) * rng.uniform(0.6, 1, size=ranks.shape[1]))
    return (score > np.median(score)).astype(int)


@check(
    "d09.c4", "depth_curve is the accuracy at each depth, seen and unseen", names=("depth_curve",), needs=("d09.c2",)
)
def curve_is_recomputed(work: Work) -> str:
    """Trees of the same depths are grown here on your rows, and both columns have to come out the same.

    How you cross-validate is yours: another shuffle moves a score by about 0.02, and that is allowed. `train_acc` and
    `cv_acc` are close at depth 1 and far apart at depth 12, so it shows on which rows a number was counted.
    """
    curve = _curve(work)
    y_test = work.array("y_test")
    parts = [(_table(work, name), work.array(truth)) for name, truth in (("X_train", "y_train"), ("X", "y"))]
    cv_acc = curve["cv_acc"].to_numpy(dtype=float)
    work.require(
        not _counted_on(cv_acc, len(y_test)) or _counted_on(cv_acc, len(parts[0][1])),
        f"each cv_acc is a whole number of the {len(y_test)} test rows",
        "the mean of a cross-validation on the training rows",
        because="the test rows were used to choose the depth, so they are no longer unseen",
        next="cross_val_score with X_train and y_train",
    )
    seen, unseen = zip(*(_recomputed(*part, curve["max_depth"]) for part in parts), strict=True)
    for name, wanted, other, spread in (("train_acc", seen, unseen, 0.04), ("cv_acc", unseen, seen, 0.05)):
        got = curve[name].to_numpy(dtype=float)
        if any(np.abs(got - want).max() <= spread and np.abs(got - want).mean() <= spread / 2 for want in wanted):
            work.proved(f"{name} at {len(got)} depths")
            continue
        raise _curve_failed(name, curve, wanted[0], other)
    best = int(np.argmax(cv_acc))
    depth = curve["max_depth"].iloc[best]
    work.metric("best_depth", depth)
    work.metric("cv_accuracy", cv_acc[best])
    return f"{len(curve)} depths, best {depth:.0f} with {cv_acc[best]:.3f}"


def _curve(work: Work) -> pd.DataFrame:
    """Return the learner's curve, sorted by depth."""
    curve = work.get("depth_curve")
    if not isinstance(curve, pd.DataFrame):
        raise Failed(f"depth_curve is a {type(curve).__name__}", "a data frame", next="pd.DataFrame(a list of rows)")
    if "max_depth" not in curve:
        curve = curve.assign(max_depth=curve.index)
    missing = [name for name in CURVE if name not in curve]
    if missing:
        raise Failed(
            f"depth_curve has the columns {list(curve.columns)}", f"also {missing}", next="print(depth_curve.head())"
        )
    try:
        curve = curve[list(CURVE)].astype(float)
    except (TypeError, ValueError) as error:
        raise Failed(
            f"depth_curve holds something that is no number: {error}", "numbers", next="print(depth_curve.dtypes)"
        ) from error
    depths = curve["max_depth"].dropna()
    work.require(
        len(depths) >= 6 and depths.min() <= 2 and depths.max() >= 12,
        f"depth_curve has {len(depths)} depths, from {depths.min():.0f} to {depths.max():.0f}",
        "at least six depths, from 1 or 2 up to 12 or more",
        next="look at the range of the loop",
    )
    scores = curve[["train_acc", "cv_acc"]].to_numpy()
    if not np.all((scores >= 0) & (scores <= 1)):
        raise Failed(
            f"an accuracy of {scores.flat[int(np.argmax(~((scores >= 0) & (scores <= 1))))]:.4g}",
            "shares between 0 and 1",
            next="print(depth_curve) and look at the units",
        )
    return curve.dropna(subset=["max_depth"]).sort_values("max_depth", ignore_index=True)


def _recomputed(X: pd.DataFrame, y: Any, depths: Any) -> tuple[Any, Any]:
    """Return the accuracies on seen and on unseen rows at each depth."""
    folds = StratifiedKFold(5, shuffle=True)
    seen, unseen = [], []
    for depth in depths:
        tree = DecisionTreeClassifier(max_depth=int(depth))
        unseen.append(cross_validate(tree, X, y, cv=folds)["test_score"].mean())
        seen.append(tree.fit(X, y).score(X, y))
    return np.array(seen), np.array(unseen)


def _curve_failed(name: str, curve: pd.DataFrame, wanted: Any, other: Any) -> Failed:
    got = curve[name].to_numpy(dtype=float)
    place = int(np.argmax(np.abs(got - wanted)))
    because = ""
    if any(np.abs(got - want).max() <= 0.06 for want in other):
        rows = "the rows the tree was grown on" if name == "cv_acc" else "rows the tree had not seen"
        because = f"that is the score on {rows}"
    return Failed(
        f"at depth {curve['max_depth'][place]:.0f}, {name} is {got[place]:.3f}",
        f"about {wanted[place]:.3f}",
        because=because,
        next="which rows does fit see, which rows are scored, and does only max_depth change?",
    )


def _counted_on(scores: Any, rows: int) -> bool:
    """Tell whether all of at least four different scores are whole numbers of this many rows."""
    return len(np.unique(scores)) > 3 and bool(np.allclose(scores * rows, np.round(scores * rows), atol=1e-6))


@check(
    "d09.c5", "importances holds the forest's numbers under the right names", names=("importances",), needs=("d09.c2",)
)
def importances_are_named(work: Work) -> str:
    """Every column of the matrix the forest was fitted on has one importance, and together they are 1.

    Each number is compared with what your `forest` says of that column, so the order of the Series is up to you and a
    number under another column's name is found.
    """
    names, weights = _forest_importances(work, "forest", "X_train")
    value = work.get("importances")
    if isinstance(value, pd.Series):
        value = value.to_dict()
    if not isinstance(value, dict):
        raise Failed(
            f"importances is a {type(value).__name__}: numbers without names",
            "a pandas Series with the column names as index",
            next="pd.Series takes the values and an index",
        )
    got = {str(name): float(weight) for name, weight in value.items()}
    if got.keys() != set(names):
        strange = min(set(names) ^ got.keys())
        raise Failed(
            f"the index of importances is {list(got)[:8]}",
            f"the columns of X: {names[:8]}",
            next=f"look at {strange!r}: it is in one of the two only",
        )
    expected = dict(zip(names, map(float, weights), strict=True))
    slips = _importance_slips(work, got, expected)
    first = max(names, key=lambda name: abs(got[name] - expected[name]))
    work.equal(
        f"importances[{first!r}]",
        got[first],
        expected[first],
        slips=slips,
        next="compare with forest.feature_importances_, which follows the columns of X_train",
        abs=1e-6,
    )
    order = sorted(names, key=lambda name: -expected[name])
    return f"{order[0]} {expected[order[0]]:.2f}, {order[1]} {expected[order[1]]:.2f}"


def _forest_importances(work: Work, name: str, table: str) -> tuple[list[str], Any]:
    """Return the names of the columns a forest was fitted on and their importances, through a pipeline too."""
    forest, names = work.remote(name), list(map(str, work.get(table).columns))
    try:
        steps = forest.attribute("steps").get()
    except LearnerError:
        steps = [("forest", forest)]
    for _, step in steps[:-1]:
        try:
            names = list(map(str, step.attribute("get_feature_names_out")(names)))
        except LearnerError:
            continue
    try:
        weights = np.asarray(steps[-1][1].attribute("feature_importances_").get())
    except LearnerError as error:
        raise Failed(
            f"{name} is {forest.look()['text']}, which keeps no feature_importances_",
            "a fitted random forest",
            next="RandomForestClassifier has them after fit",
        ) from error
    return names, weights


def _importance_slips(work: Work, got: dict[str, float], expected: dict[str, float]) -> list[KnownMistake]:
    """Return the usual slips, each with the very number that was found."""
    first = max(expected, key=lambda name: abs(got[name] - expected[name]))
    tree = work.remote("tree").attribute("feature_importances_")
    try:
        of_tree = np.sort(tree.get())
    except LearnerError:
        of_tree = np.zeros(0)
    values = np.sort(list(got.values()))
    if np.allclose(values, np.sort(list(expected.values())), atol=1e-6):
        owner = min(expected, key=lambda name: abs(expected[name] - got[first]))
        return [
            KnownMistake(got[first], f"the importance of {owner!r}: names and numbers are in different orders",
                 "build the Series first, then sort it")
        ]  # fmt: skip
    if len(of_tree) == len(values) and np.allclose(values, of_tree, atol=1e-6):
        return [KnownMistake(got[first], "what the single tree says", "the forest has importances of its own")]
    if values.sum() > 1.5:
        return [KnownMistake(got[first], "not a share: all importances together are 1", "leave out the scaling")]
    return []


def _shows_tree(work: Work, figure: Figure) -> bool:
    """Tell whether a tree's questions are written in a figure, or shown as a Graphviz picture."""
    names = list(map(str, work.get("X_train").columns))
    asked = [text for axes in figure.axes for text in axes["texts"] if any(f"{name} <=" in text for name in names)]
    return bool(asked) or any(
        "image/svg+xml" in output.get("data", {}) for cell in work.run.cells for output in cell.outputs
    )


def _shows_importances(work: Work, figure: Figure) -> bool:
    return bool(figure.has_bars(work.get("importances").to_numpy()))


view = figure_check(
    "d09.c6",
    "View: a small tree and the importances",
    "A figure of this run with something inside its axes. We look for a tree whose questions name your columns and for "
    "bars as long as your `importances`; when the drawn data cannot be matched, you get a note and the check still "
    "passes.",
    {"the tree": _shows_tree, "the importances": _shows_importances},
)

analysis = analysis_check(
    "d09.c7",
    "At which depth does the cross-validated score stop improving? What does the training score do there?",
    numbers=("depth_curve", "importances", "y"),
    words=("sex", "female", "fare", "pclass"),
)


@check(
    "d09.s1",
    "Stretch: two answers to how important noise is",
    names=("X_train_noise", "X_test_noise", "forest_noise", "noise_impurity", "noise_permutation"),
    needs=("d09.c2",),
    stretch=True,
)
def noise_is_weighed(work: Work) -> str:
    """Both numbers are found once more from your `forest_noise` and your two tables.

    `noise_impurity` has to be what the forest keeps for the column `noise`. For `noise_permutation`, that column of
    `X_test_noise` is shuffled here thirty times and the accuracy lost is averaged; another shuffle gives a slightly
    different number, and that is allowed.
    """
    for name, part in (("X_train_noise", "X_train"), ("X_test_noise", "X_test")):
        _has_noise(work, name, part)
    X_train, y_train, X_test = (work.remote(name) for name in ("X_train_noise", "y_train", "X_test_noise"))
    fates = np.concatenate([work.array("y_train"), work.array("y_test")])
    everybody: tuple[Any, Any] = (stack_rows(X_train.get(), X_test.get()), fates)
    impurity = _noise_by_impurity(work)
    require_learned_only_from(work, "forest_noise", (X_train, y_train), everybody, X_test)
    got, (lost, spread) = work.number("noise_permutation"), _accuracy_lost(work, "test", 30)
    known, _ = _accuracy_lost(work, "train", 3)
    because = ""
    if abs(got - impurity) < 1e-6:
        because = "that is the importance by impurity once more"
    elif abs(got - known) < 0.3 * abs(known - lost):
        because = f"shuffled among the training rows it is {known:.3f}: the forest has learned their noise by heart"
    work.require(
        abs(got - lost) <= max(0.012, 2.5 * spread),
        f"noise_permutation is {got:.3f}",
        f"about {lost:.3f}",
        because=because,
        next="shuffle the column noise of X_test_noise, score with y_test, and average the loss over many shuffles",
    )
    return f"impurity says {impurity:.3f}, shuffling {lost:.3f}"


def _noise_by_impurity(work: Work) -> float:
    """Return what forest_noise keeps for the column noise, if noise_impurity is that."""
    names, weights = _forest_importances(work, "forest_noise", "X_train_noise")
    short = [name.rpartition("__")[2] for name in names]  # a pipeline's columns are called remainder__noise and so on
    work.require(
        "noise" in short and len(weights) == len(names),
        f"forest_noise keeps {len(weights)} importances, X_train_noise has {len(names)} columns",
        "a forest fitted on X_train_noise",
        next="what goes into the fit of forest_noise?",
    )
    impurity = float(weights[short.index("noise")])
    others = [
        KnownMistake(float(weight), f"the importance of {name!r}", "which place has the column noise?")
        for name, weight in zip(short, weights, strict=True)
    ]
    work.equal(
        "noise_impurity",
        work.number("noise_impurity"),
        impurity,
        slips=[KnownMistake(100 * impurity, "a percentage", "a share lies between 0 and 1"), *others],
        next="look up the place of the column noise in forest_noise.feature_importances_",
    )
    return impurity


def _has_noise(work: Work, name: str, part: str) -> None:
    """Fail unless a table is another one with a column of noise beside the columns it had."""
    table, known = _table(work, name), _table(work, part)
    work.require(
        set(map(str, table)) == {*map(str, known), "noise"} and len(table) == len(known),
        f"{name} has {len(table)} rows and the columns {list(table)}",
        f"the {len(known)} rows and the columns of {part}, and a column noise",
        next=f"{part}.assign(noise=...) gives a copy with one more column",
    )
    moved = next((column for column in known if not _same(table[column], known[column])), None)
    work.require(
        moved is None,
        f"in {name} the column {moved!r} is not the one of {part}",
        f"the rows of {part} in their order, with one more column",
        next="only the column noise is new",
    )
    noise = table["noise"].to_numpy()
    work.require(
        len(np.unique(noise)) > 0.5 * len(noise),
        f"the column noise of {name} has {len(np.unique(noise))} different values in {len(noise)} rows",
        "a random number for each row",
        next="a generator's random(<rows>) gives one for each row",
    )
    truth = np.unique(work.array(part.replace("X", "y")), return_inverse=True)[1]
    follows = abs(float(np.corrcoef(noise, truth)[0, 1]))
    work.require(
        follows < 5 / np.sqrt(len(noise)),
        f"the column noise of {name} follows the fates, with a correlation of {follows:.2f}",
        "numbers that know nothing of the passengers",
        next="draw them from a generator",
    )


def _accuracy_lost(work: Work, part: str, times: int) -> tuple[float, float]:
    """Return how much accuracy a shuffled column noise costs in one part: the mean and the spread over some shuffles."""
    forest, X, y = work.remote("forest_noise"), work.remote(f"X_{part}_noise"), work.array(f"y_{part}")
    rng, noise = np.random.default_rng(), np.asarray(X.attribute("noise").get(), dtype=float)
    shuffled = (X.attribute("assign").keep(noise=rng.permutation(noise)) for _ in range(times))
    right = [_accuracy(forest, table, y) for table in shuffled]
    return _accuracy(forest, X, y) - float(np.mean(right)), float(np.std(right))
