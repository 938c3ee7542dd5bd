"""The offline variants of the data sets: their figures, their form, their labels, and that they stay offline."""

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sprint import datasets
from sprint.datasets import offline
from sprint.errors import UsageError


def test_the_historic_table_has_its_figures() -> None:
    """2,201 people, 1,490 lost and 711 rescued, with the known rates by sex and class."""
    frame = offline.titanic()
    assert (frame.survived == 0).sum() == 1490
    assert (frame.survived == 1).sum() == 711
    assert frame.groupby("sex").survived.mean().round(3).to_dict() == {"female": 0.732, "male": 0.212}
    by_class = frame.groupby("class", observed=True).survived.mean().round(3).to_dict()
    assert by_class == {"First": 0.625, "Second": 0.414, "Third": 0.252, "Crew": 0.240}
    assert (frame.who == "child").sum() == 109


def test_the_historic_table_has_the_columns_and_types_of_seaborns() -> None:
    """A notebook written for the real frame runs on the offline one: names, order and types agree."""
    text = "survived,pclass,sex,age,sibsp,parch,fare,embarked,class,who,adult_male,deck,embark_town,alive,alone\n"
    real = pd.read_csv(io.StringIO(text + "0,3,male,22.0,1,0,7.25,S,Third,man,True,,Southampton,no,False\n"))
    frame = offline.titanic()
    assert list(frame.columns) == list(real.columns)
    categories = {"class", "deck"}
    assert all(frame[name].dtype == real[name].dtype for name in set(real.columns) - categories)
    assert list(frame["deck"].cat.categories) == list("ABCDEFG")
    assert list(frame["class"].cat.categories) == ["First", "Second", "Third", "Crew"]
    assert (frame.alone == ((frame.sibsp + frame.parch) == 0)).all()
    assert (frame.adult_male == (frame.who == "man")).all()
    assert ((frame.age < 16) == (frame.who == "child"))[frame.age.notna()].all()


def test_the_historic_table_has_gaps_to_think_about() -> None:
    """Ages, decks and ports are missing in part, ages in every group of sex and class only in part."""
    frame = offline.titanic()
    assert set(frame.columns[frame.isna().any()]) == {"age", "deck", "embarked", "embark_town"}
    assert 0.1 < frame.age.isna().mean() < 0.3
    assert (frame.groupby(["sex", "pclass"]).age.count() > 0).all()


def test_simulated_columns_tell_nothing_about_survival() -> None:
    """Within one class, sex and age group, the rescued and the lost have about the same simulated age and fare."""
    men = offline.titanic().query("pclass == 3 and who == 'man'")
    for column in ("age", "fare"):
        means = men.groupby("survived")[column].mean()
        standard_error = men[column].std() * (1 / men.survived.sum() + 1 / (men.survived == 0).sum()) ** 0.5
        assert abs(means[1] - means[0]) < 3 * standard_error


def test_deeper_trees_overfit_the_historic_table() -> None:
    """Day 9's lesson shows on it: a shallow tree does best on unseen rows, a deep one best on its own."""
    from sklearn.model_selection import cross_val_score
    from sklearn.tree import DecisionTreeClassifier

    frame = offline.titanic()
    X = pd.get_dummies(frame[["pclass", "sex", "age", "fare", "sibsp", "parch"]]).fillna(-1)
    scores = {}
    for depth in (3, 20):
        tree = DecisionTreeClassifier(max_depth=depth, random_state=0)
        unseen = cross_val_score(tree, X, frame.survived, cv=5).mean()
        scores[depth] = (tree.fit(X, frame.survived).score(X, frame.survived), unseen)
    assert scores[20][0] > scores[3][0] + 0.05
    assert scores[20][1] < scores[3][1] - 0.02


@pytest.mark.usefixtures("empty_cache")
@pytest.mark.parametrize("load", [datasets.load_mnist, datasets.load_fashion_mnist])
def test_digits_stand_in_for_the_images(
    load: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The enlarged digits have MNIST's form, all classes in both parts, full contrast, and say what they are."""
    monkeypatch.setenv("SPRINT_OFFLINE_VARIANT", "1")
    images = load()
    assert images.X_train.shape == (1437, 28, 28)
    assert images.X_test.shape == (360, 28, 28)
    assert (images.X_train.dtype, images.y_train.dtype) == (np.uint8, np.int64)
    assert {34, 35, 36, 37} >= set(np.bincount(images.y_test, minlength=10))
    assert images.X_train.max() == 255
    assert images.class_names == tuple("0123456789")
    assert images.variant == "offline variant"
    assert "offline variant" in capsys.readouterr().out


@pytest.mark.usefixtures("empty_cache")
def test_offline_frames_are_labelled_where_they_show(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Frame and printed line say `offline variant`, the made-up columns and the target have their names."""
    monkeypatch.setenv("SPRINT_OFFLINE_VARIANT", "1")
    titanic, california = datasets.load_titanic(), datasets.load_california()
    assert titanic.attrs["variant"] == california.attrs["variant"] == "offline variant"
    assert set(titanic.attrs["simulated"]) < set(titanic.columns)
    assert california.attrs["target"] == california.columns[-1] == "target"
    assert california.shape == (442, 11)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == ["titanic", "california"]
    assert all("offline variant" in line for line in lines)


def test_offline_variants_are_the_same_every_time() -> None:
    """Two calls give equal data, whatever was drawn in between."""
    first, images = offline.titanic(), offline.digits()
    np.random.default_rng().random(5)
    pd.testing.assert_frame_equal(first, offline.titanic())
    for one, other in zip(images, offline.digits(), strict=True):
        np.testing.assert_array_equal(one, other)


QUIET = """
import sys
def refuse(event, args):
    if event.startswith("socket."):
        raise SystemExit(f"the network was touched: {event} {args}")
import os
from sprint import datasets
import numpy, pandas, sklearn.datasets, sklearn.model_selection, PIL.Image
sys.addaudithook(refuse)
loaders = [datasets.load_titanic, datasets.load_california, datasets.load_mnist, datasets.load_fashion_mnist,
           lambda: datasets.image_folder("custom-images")]
for chosen in ("0", "1"):
    os.environ["SPRINT_OFFLINE_VARIANT"] = chosen
    for load in loaders:
        try:
            load()
        except datasets.DataMissingError:
            assert chosen == "0"
        else:
            assert chosen == "1"
for data in datasets.catalog():
    datasets.status(data)
print("quiet")
"""


@pytest.mark.usefixtures("empty_cache")
def test_loading_never_touches_the_network() -> None:
    """A process that ends at the first use of a socket loads everything offline and asks after every data set."""
    run = subprocess.run([sys.executable, "-c", QUIET], capture_output=True, text=True, check=False)
    assert run.stdout.splitlines()[-1:] == ["quiet"], run.stderr


def test_asking_after_data_loads_no_heavy_library(empty_cache: Path) -> None:
    """`sprint data list` and `sprint status` stay light: no NumPy, pandas or HTTP client is imported."""
    code = (
        "import sys, sprint.datasets as d; [d.status(row) for row in d.catalog()]; "
        "print({'numpy', 'pandas', 'sklearn', 'requests', 'http.client'} & set(sys.modules))"
    )
    environment = {**os.environ, "HOME": str(empty_cache)}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert run.stdout.strip() == "set()"


def test_drawn_shapes_lie_inside_their_boxes(tmp_path: Path) -> None:
    """Each image has its bright shape inside its box and none outside; the classes are even; a seed fixes all."""
    from PIL import Image

    boxes = datasets.draw_shapes(tmp_path / "one", n=8, seed=3)
    assert datasets.draw_shapes(tmp_path / "two", n=8, seed=3) == boxes
    assert [label for _, label in datasets.image_folder(tmp_path / "one")] == ["circle"] * 4 + ["square"] * 4
    for name, (left, top, right, bottom) in boxes.items():
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
        with Image.open(tmp_path / "one" / name) as image:
            bright = np.asarray(image).min(axis=2) >= 100
        rows, columns = np.nonzero(bright)
        assert (columns.min(), rows.min(), columns.max(), rows.max()) == (left, top, right, bottom)


@pytest.mark.usefixtures("empty_cache")
def test_chosen_offline_the_custom_images_are_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The drawn set stands in for the photographs: twenty, two classes, the same files the second time."""
    monkeypatch.setenv("SPRINT_OFFLINE_VARIANT", "1")
    pairs = datasets.image_folder("custom-images")
    assert len(pairs) == 20
    written = pairs[0][0].stat().st_mtime_ns
    assert datasets.image_folder("custom-images") == pairs
    assert pairs[0][0].stat().st_mtime_ns == written


def test_a_folder_without_classes_says_how_it_should_look(tmp_path: Path) -> None:
    """Images lying loose, or none, are answered with the layout that is expected."""
    (tmp_path / "photo.jpg").write_bytes(b"")
    with pytest.raises(UsageError, match="No images") as caught:
        datasets.image_folder(tmp_path)
    assert "one subfolder a class" in caught.value.next_step
