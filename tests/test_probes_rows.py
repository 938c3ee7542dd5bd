"""The probes of rows: what stands on both sides, and what a model has learned from."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
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
