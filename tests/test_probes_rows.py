"""The probes of rows: what stands on both sides, and what a model has learned from."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprint.checks.api import (
    Failed,
    Work,
    count_shared_rows,
    refit_copy,
    require_learned_only_from,
    require_row_independence,
    take_rows,
)
from sprint.lab.protocol.limits import Budget
from sprint.lab.protocol.models import Cell
from sprint.lab.supervisor.session import open_session

CELL = """
import numpy as np
import pandas as pd
from sklearn.tree import DecisionTreeClassifier
rng = np.random.default_rng(0)
X = pd.DataFrame({"a": rng.normal(size=200), "text": rng.choice(["u", "v"], size=200)})
X_encoded = X.assign(text=X["text"] == "u")
y = pd.Series(rng.integers(0, 2, size=200))
X_train, X_test, y_train, y_test = X_encoded[:150], X_encoded[150:], y[:150], y[150:]
model = DecisionTreeClassifier().fit(X_train, y_train)
leaky = DecisionTreeClassifier().fit(X_encoded, y)

class Centred(DecisionTreeClassifier):
    def predict_proba(self, X):
        return super().predict_proba(X - X.astype(float).mean())

centred = Centred().fit(X_train, y_train)
"""


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Work]:
    """A learner's process with a table, a split and two trees, one of which knows the test rows."""
    with open_session(tmp_path, Budget(seconds=60)) as session:
        run = session.run([Cell(1, CELL)])
        assert run.complete, run.stop
        yield Work(session, run, (), (), tmp_path)


@given(st.lists(st.integers(0, 5), min_size=2, max_size=30), st.data())
def test_a_real_split_shares_nothing(values: list[int], data: st.DataObject) -> None:
    """However many rows are alike, two parts of one table share none beyond it, in any order."""
    table = np.array(data.draw(st.permutations(values)), dtype=float)[:, None]
    cut = data.draw(st.integers(0, len(values)))
    assert count_shared_rows(table[:cut], table[cut:], np.array(values, dtype=float)[:, None]) == 0


def test_rows_that_were_copied_over_are_counted() -> None:
    """A row that stands on both sides and once in the whole counts once, missing values and minus zero included."""
    whole = np.array([[1.0, np.nan], [0.0, 2.0], [3.0, 4.0], [3.0, 4.0]])
    test = np.array([[1.0, np.nan], [-0.0, 2.0], [3.0, 4.0]])
    assert count_shared_rows(whole, test, whole) == 3
    assert count_shared_rows(whole[:3], whole[3:], whole) == 0


def test_a_row_that_is_doubled_on_one_side_is_on_one_side() -> None:
    """A row twice in one part is no leak, and beside one copy in the other part it counts once."""
    assert count_shared_rows([[1.0], [1.0]], [[2.0]], [[1.0], [2.0]]) == 0
    assert count_shared_rows([[1.0], [1.0]], [[1.0]], [[1.0]]) == 1


PEOPLE = pd.DataFrame(
    {
        "age": [22.0, np.nan, 22, 35] * 30,
        "fare": np.repeat(np.round(np.random.default_rng(3).exponential(30, 60), 2), 2),
        "kin": [0.0, 1] * 60,
    }
)
"""Passengers of whom many are alike, and of whom many ages are missing."""
CHANGES: dict[str, Callable[[pd.DataFrame], object]] = {
    "filled": lambda part: part.fillna(22),
    "filled, index anew": lambda part: part.fillna(22).reset_index(drop=True),
    "rounded and cut off": lambda part: part.round(-1).clip(upper=40),
    "a column more": lambda part: part.assign(unknown=part["age"].isna()),
    "a column less, in another order": lambda part: part[["kin", "fare"]],
    "scaled": lambda part: part.fillna(0) / 7 - 1,
    "scaled, index anew": lambda part: (part.fillna(0) / 7 - 1).reset_index(drop=True),
    "one column scaled, index anew": lambda part: part.assign(age=part["age"].fillna(0) / 7).reset_index(drop=True),
    "an array": lambda part: part.to_numpy(),
    "a filled array": lambda part: part.fillna(22).to_numpy(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_rows_are_known_by_where_they_come_from(change: Callable[[pd.DataFrame], object]) -> None:
    """What was filled, rounded, scaled, added or moved after an honest split shares nothing; a part kept twice does."""
    order = np.random.default_rng(5).permutation(len(PEOPLE))
    train, test = PEOPLE.iloc[order[:80]], PEOPLE.iloc[order[80:]]
    assert count_shared_rows(change(train), change(test), PEOPLE) == 0
    if change not in (CHANGES["scaled"], CHANGES["scaled, index anew"]):
        assert count_shared_rows(change(PEOPLE), change(test), PEOPLE) >= 20


def test_a_column_of_gaps_only_hides_no_row() -> None:
    """A column that lost all its values tells nothing; the rows are counted by the others."""
    whole = PEOPLE.to_numpy()
    train, test = whole[:80].copy(), whole[60:].copy()
    assert count_shared_rows(train, test, whole) >= 10
    train[:, 0] = test[:, 0] = np.nan
    assert count_shared_rows(train, test, whole) >= 10


def test_a_model_that_knows_the_test_rows_is_found(work: Work) -> None:
    """The tree fitted on the training rows passes, the one fitted on all of them fails and is named."""
    train = work.remote("X_train"), work.remote("y_train")
    whole = work.remote("X_encoded"), work.remote("y")
    require_learned_only_from(work, "model", train, whole, work.remote("X_test"))
    assert work.found.verified == ["model learned from the training rows only"]
    with pytest.raises(Failed) as verdict:
        require_learned_only_from(work, "leaky", train, whole, work.remote("X_test"))
    assert verdict.value.seen.startswith("leaky answers for X_test like one that was fitted on the test rows")


def test_a_model_that_learns_from_the_rows_it_is_asked_about_is_found(work: Work) -> None:
    """The tree answers for a row alone as for all; the one that centres what comes does not, and is named."""
    X_test = work.get("X_test")
    require_row_independence(work, "model", X_test, "predict_proba")
    assert work.found.verified == ["model answers row by row as it does for all"]
    with pytest.raises(Failed, match=r"centred says .* of X_test alone, and .* among the others"):
        require_row_independence(work, "centred", X_test, "predict_proba")


def test_rows_are_taken_over_there_with_their_types(work: Work) -> None:
    """Rows keep the order that was asked for and the column types they have in the learner's process."""
    some = take_rows(work.remote("X"), [3, 0])
    assert list(some.get().index) == [3, 0]
    dtypes = [table.attribute("text", "dtype").look()["text"] for table in (some, work.remote("X"))]
    assert dtypes[0] == dtypes[1]
    assert list(take_rows(work.remote("y"), np.array([5])).get().index) == [5]


def test_a_refitted_copy_leaves_the_model_alone(work: Work) -> None:
    """A copy fitted on turned answers gives the opposite, and the learner's model still gives its own."""
    X, y = work.remote("X_train"), work.array("y_train")
    before = work.remote("model").attribute("predict")(X)
    turned = refit_copy(work, "model", X, 1 - y).attribute("predict")(X)
    assert np.array_equal(turned, 1 - y)
    assert np.array_equal(work.remote("model").attribute("predict")(X), before)
    assert np.array_equal(before, y)
