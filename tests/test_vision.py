"""The backbone of the day of transfer learning: the real loading code, the stand-in, torchvision beside any torch."""

import hashlib
import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from small_data import put_in_cache

from sprint import datasets
from sprint.datasets import small_backbone, vision
from sprint.datasets.catalog import _CATALOG
from sprint.datasets.resnet import torchvision_resnet


@pytest.fixture
def published(empty_cache: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Let the catalogue know a file with random weights of ResNet-18 as the published one; returns the weights."""
    assert not empty_cache.exists()
    weights: dict[str, Any] = torchvision_resnet().resnet18().state_dict()
    kept = io.BytesIO()
    torch.save(weights, kept)
    row = datasets.dataset("resnet18")
    file = replace(row.files[0], size=kept.tell(), sha256=hashlib.sha256(kept.getvalue()).hexdigest())
    monkeypatch.setitem(_CATALOG, "resnet18", replace(row, files=(file,)))
    put_in_cache(row, file.name, kept.getvalue())
    return weights


def test_the_real_weights_are_loaded_bit_for_bit(published: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    """With the published file at hand the backbone is ResNet-18 with those weights, in evaluation mode, unlabelled."""
    backbone = vision.load_backbone()
    state = backbone.net.state_dict()
    assert backbone.variant == "real"
    assert list(state) == list(published)
    assert all(torch.equal(state[name], published[name]) for name in published)
    assert not backbone.net.training
    assert capsys.readouterr().out == ""
    x = backbone.to_input(Image.new("RGB", (300, 260)))
    assert backbone.net(x[None]).shape == (1, 1000)


@pytest.mark.usefixtures("published")
def test_a_damaged_file_of_weights_is_refused() -> None:
    """One changed byte, and the weights are not loaded; the message says how to mend it."""
    row = datasets.dataset("resnet18")
    path = datasets.status(row).paths[0]
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(datasets.DataDamagedError, match="SHA-256"):
        vision.load_backbone()


@pytest.mark.usefixtures("empty_cache")
def test_without_weights_and_without_a_choice_nothing_stands_in() -> None:
    """The small backbone is only given when the offline variant was chosen."""
    with pytest.raises(datasets.DataMissingError, match="sprint data fetch resnet18"):
        vision.load_backbone()


@pytest.fixture
def quick(empty_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Choose the offline variant, with a training that is over at once."""
    assert not empty_cache.exists()
    monkeypatch.setenv("SPRINT_OFFLINE_VARIANT", "1")
    monkeypatch.setattr(small_backbone, "IMAGES", 16)
    monkeypatch.setattr(small_backbone, "EPOCHS", 1)


@pytest.mark.usefixtures("quick")
def test_the_small_backbone_is_trained_once_and_labelled(capsys: pytest.CaptureFixture[str]) -> None:
    """It is trained at first use, kept, the same the second time, laid out as ResNet-18 is, and says what it is."""
    torch.manual_seed(1)
    first, drawn = vision.load_backbone(), torch.rand(3)
    written = small_backbone.trained().stat().st_mtime_ns
    torch.manual_seed(1)
    second, drawn_later = vision.load_backbone(), torch.rand(3)
    assert small_backbone.trained().stat().st_mtime_ns == written
    one, other = first.net.state_dict(), second.net.state_dict()
    assert all(torch.equal(one[name], other[name]) for name in one)
    assert first.net is not second.net
    assert torch.equal(drawn, drawn_later), "training it takes nothing from the learner's seed"
    parts = [name for name, _ in first.net.named_children()]
    assert parts == ["conv1", "bn1", "relu", "maxpool", "layer1", "layer2", "layer3", "layer4", "avgpool", "fc"]
    assert first.variant == "offline variant"
    assert capsys.readouterr().out.count("offline variant") == 2


@pytest.mark.usefixtures("quick")
def test_the_backbone_has_weights_and_buffers_to_compare_with() -> None:
    """What a check compares with is what a new backbone holds, buffers of BatchNorm included."""
    weights, state = vision.backbone_weights(), vision.load_backbone().net.state_dict()
    assert list(weights) == list(state)
    assert any(name.endswith("running_var") for name in weights)
    assert all(torch.equal(weights[name], state[name]) for name in weights)


def test_every_kind_that_is_drawn_has_ink() -> None:
    """Each kind gives an image with more than the noise of its ground, and no two kinds share a name."""
    assert len(set(small_backbone.KINDS)) == len(small_backbone.KINDS) == 8
    for kind in small_backbone.KINDS:
        image = np.asarray(small_backbone.scene(np.random.default_rng(1), kind), dtype=float)
        assert image.shape == (small_backbone.SIDE, small_backbone.SIDE, 3)
        assert image.std(axis=(0, 1)).max() > 20, kind


def test_an_image_becomes_what_the_weights_were_trained_on() -> None:
    """Size, the order of the axes, the shift and the scale of each colour; grey and transparent images too."""
    x = vision.IMAGENET(Image.new("RGB", (500, 300), (255, 0, 51)))
    assert x.shape == (3, 224, 224)
    assert x.dtype == torch.float32
    wanted = [(1 - 0.485) / 0.229, (0 - 0.456) / 0.224, (0.2 - 0.406) / 0.225]
    assert x[:, 0, 0].tolist() == pytest.approx(wanted, abs=1e-5)
    for mode in ("L", "RGBA", "P", "CMYK"):
        assert vision.IMAGENET(Image.new(mode, (90, 120))).shape == (3, 224, 224)


TRIED = "try:\n    import torchvision\nexcept RuntimeError:\n    pass  # it does not fit the torch beside it\n"


@pytest.mark.parametrize("first", ["", TRIED], ids=["first", "after torchvision was tried"])
def test_torchvision_can_be_used_beside_its_resnet_in_any_order(first: str) -> None:
    """In a new process the models work whatever was imported before, and torchvision works from then on."""
    code = (
        f"{first}import torch\nfrom sprint.datasets.resnet import torchvision_resnet\n"
        "net = torchvision_resnet().resnet18()\n"
        "import torchvision\nfrom torchvision import models, transforms\n"
        "print(net(torch.zeros(1, 3, 64, 64)).shape[1], hasattr(torch.ops.torchvision, 'nms'))"
    )
    assert printed(code).split() == ["1000", "True"]


def test_importing_the_backbones_module_declares_nothing() -> None:
    """Only loading a backbone touches torchvision and torch's operators: an import has no such effect."""
    code = (
        "import sys, torch, sprint.datasets.vision, sprint.datasets.small_backbone\n"
        "print('torchvision' in sys.modules, hasattr(torch.ops.torchvision, 'nms'))"
    )
    assert printed(code).split() == ["False", "False"]


def printed(code: str) -> str:
    """Return what some code prints in a new process."""
    command = [sys.executable, "-W", "ignore", "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
