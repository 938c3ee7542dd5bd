"""Day 10: how the boosted model, its stop, its curves and its SHAP values are proved."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from sklearn.datasets import make_friedman1
from sklearn.tree import DecisionTreeRegressor

from sprint.checks.api import (
    Failed,
    Figure,
    KnownMistake,
    LearnerError,
    NotAttempted,
    Remote,
    Work,
    analysis_check,
    check,
    count_shared_rows,
    figure_check,
    predict,
)

PARTS = ("train", "valid", "test")
NAMES = tuple(f"{letter}_{part}" for letter in "Xy" for part in PARTS)
NOISE = 2
"""The spread of the noise in the lesson's data."""
COLUMNS = 10
LEAST_TOGETHER = 0.5
"""How well `y` has to follow the formula: with this noise it does so with 0.92, in another order with 0."""


def _part(work: Work, part: str) -> tuple[Any, Any]:
    """Return features (n, 10) and targets (n,) of one part as the learner has them."""
    X, y = work.get(f"X_{part}"), work.array(f"y_{part}", (None,))
    if not hasattr(X, "shape") or len(X) != len(y):
        raise Failed(
            f"X_{part} has {len(X)} rows, y_{part} has {len(y)}",
            "the same number",
            next="look at the order of the four names train_test_split gives back",
        )
    return X, y


def _fresh(work: Work, rows: int = 2000) -> tuple[Any, Any]:
    """Return new rows of the same formula, in the kind of table the learner uses."""
    X, y = make_friedman1(n_samples=rows, noise=NOISE)
    known = work.get("X_train")
    return (pd.DataFrame(X, columns=known.columns) if hasattr(known, "columns") else X), y


def _error(y: Any, answers: Any) -> float:
    """Return the root of the mean squared error."""
    return float(np.sqrt(np.mean((np.ravel(answers) - y) ** 2)))


def _rounds(model: Remote) -> int:
    """Return how many rounds a boosted model has kept."""
    for path, call in (
        (("booster_", "num_trees"), True),
        (("num_trees",), True),
        (("n_iter_",), False),
        (("n_estimators_",), False),
    ):
        try:
            return int(model.attribute(*path)() if call else model.attribute(*path).get())
        except (LearnerError, TypeError):
            continue
    try:
        return int(model.attribute("get_booster").keep().attribute("num_boosted_rounds")())
    except LearnerError as error:
        raise Failed(
            f"model is {model.look()['text']}, which has no rounds",
            "a fitted boosting model",
            next="LGBMRegressor is the one the text suggests",
        ) from error


def _staged(model: Remote, X: Remote, rounds: Iterable[int]) -> dict[int, Any]:
    """Return the model's answers after some numbers of rounds."""
    kinds = " ".join(model.look()["bases"])
    predict = model.attribute("predict")
    if "lightgbm" in kinds:
        return {count: predict(X, num_iteration=count) for count in rounds}
    if "xgboost" in kinds:
        return {count: predict(X, iteration_range=(0, count)) for count in rounds}
    answers = model.attribute("staged_predict")(X)
    return {count: answers[count - 1] for count in rounds}


def _errors(work: Work, part: str, rounds: Iterable[int]) -> dict[int, float]:
    """Return the error on one part after some numbers of rounds, recomputed from the model."""
    _, y = _part(work, part)
    staged = _staged(work.remote("model"), work.remote(f"X_{part}"), rounds)
    return {count: _error(y, answers) for count, answers in staged.items()}


def _some_rounds(kept: int, *near: int) -> list[int]:
    """Return a few rounds over the whole length, and all those near some of them."""
    grid = {1, 2, *np.linspace(3, max(3, kept), 10, dtype=int).tolist()}
    around = {place + step for place in near for step in range(-5, 6)}
    return sorted(count for count in grid | around if 1 <= count <= kept)


@check("d10.c1", "three parts that share no row, and a baseline of depth 3", names=(*NAMES, "baseline"))
def parts_are_apart(work: Work) -> str:
    """Every row stands in one of the three parts only, its own `y` beside it: rows to learn from, to watch, for the end.

    If the watched rows were test rows as well, the test score would have helped to choose when to stop. The baseline is
    asked about new rows of the same formula and has to answer like a tree of depth 3 grown here on your training rows.
    """
    parts = {part: _part(work, part) for part in PARTS}
    rows = sum(len(y) for _, y in parts.values())
    nothing = np.empty((0, np.shape(parts["train"][0])[1]))
    for one, other in (("valid", "test"), ("test", "train"), ("valid", "train")):
        both = count_shared_rows(parts[one][0], parts[other][0], nothing)
        work.require(
            both == 0,
            f"{both} of the {len(parts[one][1])} rows of X_{one} are also in X_{other}",
            f"no row in X_{one} and X_{other}",
            because="rows that decide when to stop are no longer unseen" if other == "test" else "",
            next="cut twice: first the test rows off, then the rest in two",
        )
    for part, least in (("train", 0.4), ("valid", 0.05), ("test", 0.05)):
        share = len(parts[part][1]) / rows
        work.require(
            share >= least,
            f"X_{part} has {share:.0%} of the rows",
            f"at least {least:.0%}",
            next="about 60, 20 and 20 % serve well",
        )
    for part, (rows_of_part, y) in parts.items():
        _follows_the_formula(work, part, rows_of_part, y)
    X, _ = _fresh(work)
    answers = predict(work.remote("baseline"), X)
    values = len(np.unique(answers))
    work.require(
        values <= 8,
        f"baseline gives {values} different answers",
        "at most 8, as a tree of depth 3 has",
        next="look at max_depth of the baseline",
    )
    ours = DecisionTreeRegressor(max_depth=3).fit(np.asarray(parts["train"][0]), parts["train"][1])
    apart = np.abs(answers - ours.predict(np.asarray(X))).mean()
    work.require(
        apart < 0.05 * np.std(answers) + 1e-9,
        f"baseline answers otherwise than a tree of depth 3 grown on X_train, by {apart:.2g} on average",
        "a tree of depth 3, fitted on the training rows",
        next="what goes into the fit of the baseline?",
    )
    return " + ".join(str(len(parts[part][1])) for part in PARTS) + " rows"


def _follows_the_formula(work: Work, part: str, X: Any, y: Any) -> None:
    """Fail if the targets of a part have nothing to do with its rows, where these are as the lesson made them."""
    values = np.asarray(X, dtype=float)
    if values.shape[1] != COLUMNS or values.min() < 0 or values.max() > 1:
        return
    formula = 10 * np.sin(np.pi * values[:, 0] * values[:, 1]) + 20 * (values[:, 2] - 0.5) ** 2
    formula += 10 * values[:, 3] + 5 * values[:, 4]
    together = abs(float(np.corrcoef(formula, np.ravel(y).astype(float))[0, 1]))
    work.require(
        together >= LEAST_TOGETHER,
        f"y_{part} does not belong to X_{part}: it follows the formula of its rows with a correlation of {together:.2f}",
        "each row with its own y",
        because="rows and targets were shuffled or cut apart, each for itself",
        next="split both in one call, or with the same row numbers",
    )


@check("d10.c2", "the boosted model beats the baseline on new rows", names=("model",), needs=("d10.c1",))
def beats_baseline(work: Work) -> str:
    """Model and baseline are asked about 2,000 new rows that the same formula gives, made for this check.

    The model's error has to be a fifth smaller than the baseline's. No model can come below the noise, which is 2.
    """
    X, y = _fresh(work)
    model, baseline = (_error(y, predict(work.remote(name), X)) for name in ("model", "baseline"))
    work.require(
        model <= 0.8 * baseline,
        f"on new rows: model {model:.2f}, baseline {baseline:.2f}",
        "an error at least a fifth below the baseline's",
        next="how many rounds did it take, and is y_train in the order of X_train?",
    )
    return f"RMSE {model:.2f} against {baseline:.2f}"


@check("d10.c3", "training stopped early, by the watched rows", names=("best_iteration",), needs=("d10.c2",))
def stopped_early(work: Work) -> str:
    """Fewer rounds were kept than allowed, and `best_iteration` is where the error on `X_valid` is lowest.

    Your model is asked for its answers after many different numbers of rounds, and the error on `X_valid` is computed
    from them (one round more or less is fine). If the lowest point is that of `X_test`, the test rows were watched. And
    a model that has learned from the rows it is judged by gives itself away: it knows their noise.
    """
    model = work.remote("model")
    kept, most = _rounds(model), _allowed(model)
    work.require(
        most is None or kept < most,
        f"all {kept} rounds were used",
        f"fewer rounds than the {most} allowed",
        because="the fit of `model` itself was not stopped by anything",
        next="that fit needs rows to watch and a number of rounds to wait",
    )
    _knows_no_noise(work)
    best = _whole(work, "best_iteration")
    own = _own_best(model)
    rounds = _some_rounds(kept, best, own or best)
    valid, test = _errors(work, "valid", rounds), _errors(work, "test", rounds)
    lowest, lowest_test = min(valid, key=valid.__getitem__), min(test, key=test.__getitem__)
    if own is not None and abs(own - lowest_test) <= 1 < abs(own - lowest):
        raise Failed(
            f"the model stopped at round {own}, where the error on X_test is lowest; on X_valid that is round {lowest}",
            "a stop decided by X_valid",
            because="the test rows were watched, so the test score has been tuned on",
            next="which pair is in the eval_set?",
        )
    close = min(valid.get(best + step, np.inf) for step in (-1, 0, 1)) <= valid[lowest] * (1 + 1e-9)
    slips = [
        KnownMistake(lowest_test, "where the error on X_test is lowest", "which rows were watched?"),
        KnownMistake(kept, "the number of all rounds, with those it waited at the end", "look for the lowest point"),
        KnownMistake(most or -1, "the most rounds allowed", "look for the lowest point of the watched curve"),
        KnownMistake(_length(work), "the length of eval_curve, with the rounds it waited", "look for the lowest point"),
    ]
    if not close:
        step = kept // 8 + 2  # the grid is coarse: look at every round near its lowest point
        around = range(max(1, lowest - step), min(kept, lowest + step) + 1)
        nearer = _errors(work, "valid", around)
        lowest = min(nearer, key=nearer.__getitem__)
        work.equal("best_iteration", best, lowest, slips=slips, next="compute the error on X_valid after each round")
    work.proved(f"best round {lowest} of {kept} kept")
    work.metric("best_iteration", best)
    return f"{best} rounds of {most or 'any number'}"


def _whole(work: Work, name: str) -> int:
    value = work.number(name)
    if value != int(value) or value < 0:
        raise Failed(f"{name} is {value:g}", "a number of rounds", next=f"print({name})")
    return int(value)


def _length(work: Work) -> int:
    """Return the number of rows of eval_curve, if it is there."""
    try:
        return int(work.remote("eval_curve").look()["length"] or -1)
    except Exception:  # noqa: BLE001  it only names a slip; the curve has a check of its own
        return -1


def _allowed(model: Remote) -> int | None:
    """Return the most rounds the model was allowed, where it says so."""
    try:
        settings = model.attribute("get_params")()
    except LearnerError:
        return None
    found = (settings.get(name) for name in ("max_iter", "n_estimators", "num_boost_round", "iterations"))
    return next((int(most) for most in found if isinstance(most, int)), None)


def _own_best(model: Remote) -> int | None:
    """Return the round at which the model itself says it was best."""
    for name, more in (("best_iteration_", 0), ("best_iteration", 1 if "xgboost" in model.look()["type"] else 0)):
        try:
            found = model.attribute(name).get()
        except LearnerError:
            continue
        if isinstance(found, int) and found > 0:
            return found + more
    return None


def _knows_no_noise(work: Work, name: str = "model") -> None:
    """Fail if a model is about as good on watched or test rows as on those it learned from."""
    model = work.remote(name)
    X, y = _fresh(work)
    new = _error(y, predict(model, X))
    known = _error(_part(work, "train")[1], predict(model, work.get("X_train")))
    for part in ("valid", "test"):
        X, y = _part(work, part)
        error = _error(y, predict(model, X))
        unlikely = new * (1 - 4 / np.sqrt(2 * len(y)))
        if error < min((new + known) / 2, unlikely):
            raise Failed(
                f"the error on X_{part} is {error:.2f}, on new rows of the same formula {new:.2f}",
                "about the same on rows nobody learned from",
                because=f"{name} has learned from rows of X_{part}",
                next=f"which rows go into the fit of `{name}`?",
            )
    work.proved(f"{name} learned from neither watched nor test rows")


@check(
    "d10.c4",
    "eval_curve holds the error after each round, learned and watched",
    names=("eval_curve",),
    needs=("d10.c2",),
)
def curve_is_recomputed(work: Work) -> str:
    """At many rounds, the error on `X_train` and on `X_valid` is computed once more from your model.

    Row i of `eval_curve` belongs to round i + 1. The rounds that the model tried and threw away after the best one are
    in your curve and no longer in the model, so they are not compared.
    """
    curve = work.get("eval_curve")
    if not isinstance(curve, pd.DataFrame) or not {"train", "valid"} <= set(curve):
        columns = list(curve.columns) if isinstance(curve, pd.DataFrame) else f"a {type(curve).__name__}"
        raise Failed(
            f"eval_curve: {columns}",
            "a data frame with the columns train and valid",
            next="print(eval_curve.head())",
        )
    kept = _rounds(work.remote("model"))
    least = min(kept, _own_best(work.remote("model")) or _kept_as_best(work) or kept)
    work.require(
        len(curve) >= least,
        f"eval_curve has {len(curve)} rows, the model {least} rounds up to its best one",
        "one row for each round",
        next="print(len(eval_curve))",
    )
    rounds = _some_rounds(min(kept, len(curve)))
    errors = {part: _errors(work, part, rounds) for part in PARTS}
    for part in ("valid", "train"):
        got = curve[part].to_numpy(dtype=float)
        wanted = errors[part]
        count = next((count for count in rounds if abs(got[count - 1] - wanted[count]) > 1e-3 * wanted[count]), None)
        if count is None:
            work.proved(f"{part} after {len(rounds)} different numbers of rounds")
            continue
        raise _curve_failed(part, count, got, errors, rounds)
    end = min(kept, len(curve)) - 1
    return f"{len(curve)} rounds, at the last kept one {curve['valid'].iloc[end]:.2f} watched, {curve['train'].iloc[end]:.2f} learned"


def _kept_as_best(work: Work) -> int | None:
    """Return the learner's best_iteration, if there is one; it has a check of its own."""
    try:
        return _whole(work, "best_iteration")
    except (Failed, NotAttempted):
        return None


def _curve_failed(part: str, count: int, got: Any, errors: dict[str, dict[int, float]], rounds: list[int]) -> Failed:
    wanted = errors[part][count]
    because, move = "", "compare with the error after that many rounds, computed by hand"
    for other in PARTS:
        if other != part and all(abs(got[place - 1] - errors[other][place]) < 1e-3 * wanted for place in rounds):
            because, move = f"that is the curve of X_{other}", "which rows belong to which name?"
    if part == "valid" and because.endswith("X_test"):
        because = "that is the curve of X_test: the test rows were watched, so the test score has been tuned on"
        move = "which pair is in the eval_set?"
    if all(abs(got[place - 1] - errors[part][place] ** 2) < 1e-3 * wanted**2 for place in rounds):
        because, move = "that is the mean squared error, without the root", "the metric called rmse has it"
    if all(abs(got[place - 1] - errors[part].get(place - 1, np.nan)) < 1e-3 * wanted for place in rounds[1:3]):
        because, move = "the curve is one round late", "does it start before the first tree?"
    return Failed(
        f"eval_curve: {part} after round {count} is {got[count - 1]:.4g}", f"{wanted:.4g}", because=because, next=move
    )


@check("d10.c5", "rmse is the error on the test rows", names=("rmse",), needs=("d10.c2",))
def error_is_recomputed(work: Work) -> str:
    """Both errors are computed once more from your `baseline`, your `model` and the rows of `X_test`."""
    parts = {part: _part(work, part) for part in PARTS}
    for key in ("baseline", "model"):
        remote = work.remote(key)
        errors = {part: _error(y, predict(remote, X)) for part, (X, y) in parts.items()}
        error = errors["test"]
        slips = [
            KnownMistake(error**2, "the mean squared error, without the root", "the unit of y has to come out"),
            KnownMistake(errors["train"], "the error on the training rows", "which rows were predicted?"),
            KnownMistake(errors["valid"], "the error on the watched rows", "which rows were predicted?"),
        ]
        got = work.number("rmse", key)
        work.equal(f'rmse["{key}"]', got, error, slips=slips, next="compare y_test with the answers", rel=1e-4)
        work.metric("rmse" if key == "model" else "rmse_baseline", error)
    return f"{error:.2f}"


@check(
    "d10.c6",
    "base value and SHAP values add up to the model's answers",
    names=("shap_values", "base_value"),
    needs=("d10.c2",),
)
def pushes_add_up(work: Work) -> str:
    """For each row of `X_test`: the base value plus all pushes of the row is what your model answers.

    Adding up alone could be arranged, so the formula is asked, too: `y` rises with `x3`, so the pushes of `x3` have to
    rise with it, and the columns that are not in the formula push little.
    """
    shares, base = _pushes(work)
    X, _ = _part(work, "test")
    answers = np.ravel(predict(work.remote("model"), X))
    totals = base + shares.sum(axis=1)
    row = int(np.argmax(np.abs(totals - answers)))
    slips = [
        KnownMistake(
            base + shares[:, row % shares.shape[1]].sum(), "a sum over a column", "the pushes of one row add up"
        ),
        KnownMistake(answers[row] + base, "the answer and one base value too much", "what is base_value?"),
    ]
    for part in ("train", "valid"):
        others = np.ravel(predict(work.remote("model"), _part(work, part)[0]))[: len(answers)]
        if others.shape == totals.shape and np.allclose(totals, others, atol=1e-3):
            slips.append(KnownMistake(totals[row], f"the answer for a row of X_{part}", "explain the rows of X_test"))
    if np.allclose(shares.sum(axis=1), answers, atol=1e-2) and abs(base) > 1e-6:
        slips.append(KnownMistake(totals[row], "the base value counted twice", "is it in shap_values already?"))
    if np.allclose(totals - answers, (totals - answers)[0], atol=1e-6 + 1e-4 * np.std(answers)):
        slips.append(
            KnownMistake(totals[row], "off by the same amount in every row", "take the explainer's expected_value")
        )
    work.equal(
        f"base_value and the pushes of row {row}, added,",
        float(totals[row]),
        float(answers[row]),
        slips=slips,
        next="which model and which rows went into the explainer?",
        rel=1e-4,
        abs=1e-3,
    )
    values = np.asarray(X, dtype=float)
    rises = np.corrcoef(shares[:, 3], values[:, 3])[0, 1] if np.ptp(shares[:, 3]) else 0.0
    strength = np.abs(shares).mean(axis=0)
    work.require(
        rises > 0.8 and strength[5:].max() < 0.5 * strength[3],
        f"the pushes of x3 follow x3 with a correlation of {rises:.2f}; x5 to x9 push up to {strength[5:].max():.2f}",
        "pushes of x3 that rise with x3, and little from columns that are not in the formula",
        next="column j of shap_values belongs to column j of X_test",
    )
    return f"base {base:.2f}, strongest {'x' + str(int(strength.argmax()))}"


def _pushes(work: Work) -> tuple[Any, float]:
    """Return the learner's SHAP values (n, p) and base value, also out of a shap Explanation."""
    remote = work.remote("shap_values")
    if "Explanation" in remote.look()["type"]:
        remote = remote.attribute("values")
    shares = remote.get()
    shares = np.asarray([] if isinstance(shares, Remote) else shares, dtype=float)
    wanted = np.shape(work.get("X_test"))
    if shares.shape != wanted:
        raise Failed(
            f"shap_values has shape {shares.shape}",
            f"{wanted}: a row for each row of X_test, a column for each feature",
            because="it is turned round" if shares.shape == wanted[::-1] else "",
            next="print(shap_values.shape, X_test.shape)",
        )
    base = np.ravel(np.asarray(work.get("base_value"), dtype=float))
    if base.size != 1:
        raise Failed(f"base_value holds {base.size} numbers", "a single number", next="they are all the same: take one")
    return shares, float(base[0])


def _shows_pushes(work: Work, figure: Figure) -> bool:
    shares, _ = _pushes(work)
    columns = [np.sort(column) for column in shares.T]
    clouds = [np.sort(cloud[:, 0]) for cloud in figure.arrays("points")]
    dots = any(
        len(cloud) == len(column) and np.allclose(cloud, column, atol=1e-4) for cloud in clouds for column in columns
    )
    return dots or bool(figure.has_bars(np.abs(shares).mean(axis=0)))


def _shows_curves(work: Work, figure: Figure) -> bool:
    curve = work.get("eval_curve")["valid"].to_numpy(dtype=float)
    return any(len(line) == len(curve) and np.allclose(line[:, 1], curve, rtol=1e-3) for line in figure.arrays("lines"))


view = figure_check(
    "d10.c7",
    "View: the SHAP summary and the two curves",
    "A figure of this run with something inside its axes. We look for dots that hold your `shap_values` and for a line "
    "that is the watched curve; when the drawn data cannot be matched, you get a note and the check still passes.",
    {"the SHAP summary": _shows_pushes, "the loss curves": _shows_curves},
)

analysis = analysis_check(
    "d10.c8",
    "When did early stopping stop, and what does the training loss do after that? Which setting would you turn against "
    "overfitting?",
    numbers=("best_iteration", "eval_curve", "rmse"),
    words=("best_iteration", "n_estimators", "learning_rate", "x3"),
)


@check(
    "d10.s1",
    "Stretch: a model that never falls with x3 and x4",
    names=("monotone", "rmse_monotone"),
    needs=("d10.c2",),
    stretch=True,
)
def rises_only(work: Work) -> str:
    """For 40 new rows, `x3` goes from 0 to 1 in small steps and all else stays the same; then `x4` does.

    The answers of `monotone` may not fall at any step, and have to rise on the whole. `x2` has to stay free: the formula
    falls with it at first and rises later. Then the error on the test rows is computed once more.
    """
    monotone = work.remote("monotone")
    for column, least in ((3, 4), (4, 2)):
        _never_falls(_swept(work, column), column, least)
    work.proved("the answers never fall with x3 or x4")
    _learns_like_model(work)
    parts = {part: _error(_part(work, part)[1], predict(monotone, _part(work, part)[0])) for part in PARTS}
    before = _error(_part(work, "test")[1], predict(work.remote("model"), _part(work, "test")[0]))
    slips = [
        KnownMistake(parts["test"] ** 2, "the mean squared error, without the root", "the unit of y has to come out"),
        KnownMistake(parts["train"], "the error on the training rows", "which rows were predicted?"),
        KnownMistake(parts["valid"], "the error on the watched rows", "which rows were predicted?"),
        KnownMistake(before, "the error of model", "which of the two models was asked?"),
    ]
    work.equal(
        "rmse_monotone",
        work.number("rmse_monotone"),
        parts["test"],
        slips=slips,
        next="compare y_test with the answers",
        rel=1e-4,
    )
    return f"RMSE {parts['test']:.2f}, model {before:.2f}"


def _learns_like_model(work: Work) -> None:
    """Fail unless monotone leaves x2 free, knows no row it is judged by, and is about as good as model on new rows."""
    free = _swept(work, 2).mean(axis=0)
    middle = len(free) // 2
    work.require(
        min(free[0], free[-1]) - free[middle] > 1,
        f"with x2 at 0, 0.5 and 1, the answers are {free[0]:.1f}, {free[middle]:.1f} and {free[-1]:.1f} on average",
        "lowest in the middle, as in the formula",
        because="x2 is bound as well, or monotone has learned little",
        next="a 0 leaves a column free",
    )
    _knows_no_noise(work, "monotone")
    X, y = _fresh(work)
    bound, plain = (_error(y, predict(work.remote(name), X)) for name in ("monotone", "model"))
    work.require(
        bound <= 1.15 * plain,
        f"on new rows: monotone {bound:.2f}, model {plain:.2f}",
        "an error about as low as that of model",
        next="how many rounds did it take, and which columns are bound?",
    )


def _swept(work: Work, column: int) -> Any:
    """Return the answers (40, 61) of monotone for new rows while one column goes from 0 to 1 and all else stays."""
    rows, _ = _fresh(work, 40)
    steps = np.linspace(0, 1, 61)
    values = np.repeat(np.asarray(rows), len(steps), axis=0)
    values[:, column] = np.tile(steps, len(rows))
    X = pd.DataFrame(values, columns=rows.columns) if hasattr(rows, "columns") else values
    return np.ravel(predict(work.remote("monotone"), X)).reshape(len(rows), len(steps))


def _never_falls(answers: Any, column: int, least: float) -> None:
    """Fail if the answers fall at some step along a column, or rise less than this on the whole."""
    change = np.diff(answers, axis=1)
    row, step = np.unravel_index(np.argmin(change), change.shape)
    rise = float((answers[:, -1] - answers[:, 0]).mean())
    if change.min() < -1e-6:
        raise Failed(
            f"from x{column} = {step / 60:.2f} to {(step + 1) / 60:.2f}, all else the same, "
            f"an answer of monotone falls by {-change[row, step]:.2g}",
            "no fall at any step",
            because=f"the answers only fall with x{column}: the sign is the other one" if change.max() < 1e-6 else "",
            next=f"which number of monotone_constraints belongs to x{column}?",
        )
    if rise < least:
        raise Failed(
            f"from x{column} = 0 to 1, the answers of monotone rise by {rise:.2g} on average",
            f"at least {least}, where the formula has {10 if column == 3 else 5}",
            next="how many rounds did it take, and what went into fit?",
        )
