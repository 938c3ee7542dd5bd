"""The wheel is whole: what a learner installs carries every lesson and plays the demo far from the checkout."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest
from learner import Learner

ROOT = Path(__file__).resolve().parents[1]
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__")
pytestmark = pytest.mark.heavy


def built(place: Path) -> Path:
    """Build the wheel from a copy of the sources, and return it."""
    source, out = place / "source", place / "dist"
    shutil.copytree(ROOT, source, ignore=LEFT_OUT)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    [wheel] = out.glob("*.whl")
    return wheel


def test_the_wheel_holds_the_curriculum_and_every_lesson(tmp_path: Path) -> None:
    """Every file of the package and of the lessons is in it to the byte, with the curriculum, and nothing besides."""
    wheel = built(tmp_path)
    package = tmp_path / "source" / "sprint"
    meant = {f"sprint/{path.relative_to(package)}": path for path in package.rglob("*") if path.is_file()}
    meant["sprint/curriculum.yaml"] = tmp_path / "source" / "curriculum.yaml"
    project = tomllib.loads((tmp_path / "source" / "pyproject.toml").read_text())
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    data = f"{'-'.join(wheel.name.split('-')[:2])}.data/data"
    meant |= {f"{data}/{place}": tmp_path / "source" / source for source, place in shared.items()}
    assert any(name.startswith("sprint/lessons/day_08") and name.endswith("hints.md") for name in meant)
    assert "sprint/py.typed" in meant
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
        assert held == set(meant)
        assert [name for name, path in meant.items() if archive.read(name) != path.read_bytes()] == []


def test_an_installed_sprint_plays_the_demo(tmp_path: Path) -> None:
    """In a new environment, outside the checkout, `sprint demo` runs to its end from the wheel alone."""
    wheel, place = built(tmp_path), tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", place], check=True, capture_output=True)
    install = [str(place / "bin" / "python"), "-m", "pip", "install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    [ours] = place.glob("lib/python*/site-packages")
    (ours / "borrowed.pth").write_text(
        sysconfig.get_path("purelib")
    )  # what the wheel depends on, but not this checkout
    shutil.rmtree(tmp_path / "source")
    learner = Learner.new(tmp_path / "learner")
    environment = learner.environment({"TMPDIR": str(tmp_path), "PATH": f"{place}/bin:{os.environ['PATH']}"})
    del environment["PYTHONPATH"]

    def run(*words: str) -> str:
        done = subprocess.run(words, cwd=learner.folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done
        return done.stdout

    assert run("python", "-c", "import sprint; print(sprint.__file__)").startswith(str(place))
    assert re.search(r"([1-9]\d*) of \1 proved", run("sprint", "demo"))
