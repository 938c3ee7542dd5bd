"""The data sets: what the catalogue holds, what a loader gives, what counts as being at hand."""

import gzip
import io
import re
import tarfile
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_data import CONTENT, put_in_cache, row

from sprint import datasets
from sprint.datasets import loading
from sprint.datasets.store import cache_folder
from sprint.errors import CannotCheckError, UsageError


def test_every_row_of_the_catalogue_is_complete() -> None:
    """Each file has a full checksum and an address, each data set a licence, a source and an offline variant."""
    for data in datasets.catalog():
        assert data.licence
        assert data.source
        assert data.offline
        for file in (*data.files, *(file.instead for file in data.files if file.instead)):
            assert re.fullmatch(r"[0-9a-f]{64}", file.sha256)
            assert file.urls
            assert not Path(file.name).is_absolute()


def test_an_unknown_name_is_a_usage_error_that_lists_the_names() -> None:
    """A data set nobody knows is answered with those there are."""
    with pytest.raises(UsageError) as caught:
        datasets.status("titanik")
    assert "titanic, california" in caught.value.next_step


def test_sizes_read_like_a_person_writes_them() -> None:
    """Bytes come as kB below a megabyte and as MB above, and a download's time follows from the line's speed."""
    assert [datasets.in_words(size) for size in (12, 57_018, 46_830_571)] == ["1 kB", "57 kB", "46.8 MB"]
    assert row().seconds_at(1) == pytest.approx(len(CONTENT) * 8 / 1e6)


@pytest.mark.real_data
@pytest.mark.parametrize("name", ["titanic", "california", "mnist", "fashion-mnist", "custom-images"])
def test_the_real_files_are_those_of_the_catalogue(real_data: Path, name: str) -> None:
    """The published files in SPRINT_DATA have the names, sizes and checksums of the catalogue."""
    state = datasets.verify(name)
    assert state.complete
    assert state.to_fetch == 0
    assert all(path.is_relative_to(real_data) for path in state.paths)
    assert datasets.variant_in_use(name) == "real"


@pytest.mark.real_data
def test_titanic_is_what_seaborn_loads(real_data: Path) -> None:
    """Columns, types and values are those of `seaborn.load_dataset`."""
    import seaborn as sns

    frame = datasets.load_titanic()
    pd.testing.assert_frame_equal(frame, sns.load_dataset("titanic", data_home=str(real_data / "titanic")))
    assert frame.attrs["variant"] == "real"


@pytest.mark.real_data
def test_california_is_what_scikit_learn_fetches(real_data: Path) -> None:
    """Columns, types and every float are those of `fetch_california_housing`."""
    from sklearn.datasets import fetch_california_housing

    theirs = fetch_california_housing(
        data_home=str(real_data / "california"), download_if_missing=False, as_frame=True
    ).frame
    ours = datasets.load_california()
    pd.testing.assert_frame_equal(ours, theirs, check_exact=True)
    assert ours.attrs == {"variant": "real", "target": "MedHouseVal"}


@pytest.mark.real_data
def test_california_reads_the_archive_as_well(real_data: Path) -> None:
    """The table inside an archive built like scikit-learn's is found, byte for byte."""
    text = (real_data / "california" / "cal_housing.data").read_bytes()
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        member = tarfile.TarInfo("CaliforniaHousing/cal_housing.data")
        member.size = len(text)
        archive.addfile(member, io.BytesIO(text))
    assert loading._housing_text(buffer.getvalue()) == text  # noqa: SLF001  a reader of one format, tried by itself


@pytest.mark.real_data
@pytest.mark.usefixtures("real_data")
@pytest.mark.parametrize(
    ("load", "mean", "spread", "first_labels"),
    [
        (datasets.load_mnist, 0.1307, 0.3081, [5, 0, 4, 1, 9]),
        (datasets.load_fashion_mnist, 0.2860, 0.3530, [9, 0, 0, 3, 0]),
    ],
)
def test_image_sets_have_their_known_statistics(load: Any, mean: float, spread: float, first_labels: list[int]) -> None:
    """Shapes, types, balance, first labels and the well-known mean and spread of the training pixels."""
    images = load()
    assert images.X_train.shape == (60_000, 28, 28)
    assert images.X_test.shape == (10_000, 28, 28)
    assert (images.X_train.dtype, images.y_train.dtype, images.y_test.dtype) == (np.uint8, np.int64, np.int64)
    assert images.y_train[:5].tolist() == first_labels
    assert len(images.class_names) == 10
    assert (images.X_train / 255).mean() == pytest.approx(mean, abs=5e-5)
    assert (images.X_train / 255).std() == pytest.approx(spread, abs=5e-5)
    assert images.variant == "real"
    images.X_train[0] = 0  # a learner may write into it


@pytest.mark.real_data
@pytest.mark.usefixtures("real_data")
def test_custom_images_are_twenty_photographs_in_two_classes() -> None:
    """The folder of photographs gives ten of each class, without the one to try."""
    labels = [label for _, label in datasets.image_folder("custom-images")]
    assert labels == ["Hemlock"] * 10 + ["Japanese_Cherry"] * 10


@given(st.lists(st.integers(1, 5), min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_any_idx_file_is_read_back(shape: list[int], random: Any) -> None:
    """An array of bytes written in the IDX form and gzipped comes back with its shape and values."""
    array = np.array([random.randrange(256) for _ in range(int(np.prod(shape)))], dtype=np.uint8).reshape(shape)
    header = bytes([0, 0, 8, len(shape)]) + b"".join(length.to_bytes(4, "big") for length in shape)
    np.testing.assert_array_equal(loading._idx(gzip.compress(header + array.tobytes())), array)  # noqa: SLF001  a reader of one format, tried by itself


@pytest.mark.usefixtures("empty_cache")
@pytest.mark.parametrize(
    "load",
    [
        datasets.load_titanic,
        datasets.load_california,
        datasets.load_mnist,
        datasets.load_fashion_mnist,
        datasets.resnet18_weights,
        lambda: datasets.image_folder("custom-images"),
    ],
)
def test_missing_data_names_the_command_and_the_choice(load: Any) -> None:
    """Without files and without a choice a loader says how to get the data and what stands in; exit code 5."""
    with pytest.raises(datasets.DataMissingError) as caught:
        load()
    assert isinstance(caught.value, CannotCheckError)
    assert caught.value.exit_code == 5
    assert "`sprint data fetch " in str(caught.value)
    assert "`sprint check --offline-variant`" in str(caught.value)


@pytest.mark.usefixtures("empty_cache")
def test_sprint_data_comes_before_the_cache_and_may_be_relative(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file in SPRINT_DATA wins over the cache's, and its path does not depend on a later change of folder."""
    data = row()
    put_in_cache(data, "table.bin", CONTENT)
    assert datasets.status(data).paths == (cache_folder(data) / "table.bin",)
    (tmp_path / "mine" / "small").mkdir(parents=True)
    (tmp_path / "mine" / "small" / "table.bin").write_bytes(CONTENT)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SPRINT_DATA", "mine")
    assert datasets.verify(data).paths == (tmp_path / "mine" / "small" / "table.bin",)


@pytest.mark.usefixtures("empty_cache")
def test_sprint_data_that_is_no_folder_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistyped SPRINT_DATA is named instead of being passed over."""
    monkeypatch.setenv("SPRINT_DATA", str(tmp_path / "nowhere"))
    with pytest.raises(UsageError, match="nowhere"):
        datasets.status("titanic")


@pytest.mark.usefixtures("empty_cache")
def test_one_changed_byte_is_damage() -> None:
    """A file of the right length with one other byte is refused by verify, with the command that mends it."""
    data = row()
    put_in_cache(data, "table.bin", b"\x01" + CONTENT[1:])
    with pytest.raises(datasets.DataDamagedError) as caught:
        datasets.verify(data)
    assert caught.value.exit_code == 5
    assert "sprint data fetch small" in caught.value.next_step


@pytest.mark.usefixtures("empty_cache")
def test_a_file_of_another_length_counts_as_missing_and_is_named() -> None:
    """A half-copied file is not taken for the data set, and the sentence says which file it is."""
    data = row()
    path = put_in_cache(data, "table.bin", CONTENT[:1000])
    state = datasets.status(data)
    assert not state.complete
    assert state.odd == (path,)
    with pytest.raises(datasets.DataMissingError, match=re.escape(str(path))):
        datasets.verify(data)


@pytest.mark.usefixtures("empty_cache")
def test_the_offline_variant_is_only_given_when_it_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing chosen: missing; chosen: the stand-in, real data at hand or not; `missing`: only where it is not."""
    data = row()
    for off in ("", "0"):
        monkeypatch.setenv("SPRINT_OFFLINE_VARIANT", off)
        with pytest.raises(datasets.DataMissingError):
            datasets.variant_in_use(data)
    for wish, with_real_data in {"1": "offline", "missing": "real"}.items():
        monkeypatch.setenv("SPRINT_OFFLINE_VARIANT", wish)
        path = put_in_cache(data, "table.bin", CONTENT)
        assert datasets.variant_in_use(data) == with_real_data
        path.unlink()
        assert datasets.variant_in_use(data) == "offline"
    put_in_cache(data, "table.bin", CONTENT)
    for off in ("", "0"):
        monkeypatch.setenv("SPRINT_OFFLINE_VARIANT", off)
        assert datasets.variant_in_use(data) == "real"
