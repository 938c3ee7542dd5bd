"""Whole commands, each killed or refused at each call that changes something: nothing of the learner's is lost.

What is asked of every try: a foreseen end, each of the learner's files as before or as after a clean run, every line of
the record kept, and the same command again brings it to where a clean run ends.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from faults import Property, counted
from learner import Learner
from write_journal import MODELS, cuts

from sprint.diary.parser import parse
from sprint.errors import SprintError
from sprint.usecases.sprint import Sprint

pytestmark = pytest.mark.faults

DRIVER = Path(__file__).with_name("fault_driver.py")
FAULTS = ("kill", "ENOSPC", "EIO", "EMFILE", "short")
FORESEEN = {0, 1, 2, 4, 5, -9}
OLD = "The old words of day 1 stay, whatever happens."
NEW = "The new words of the evening."
EVENING = {"SPRINT_NOW": "2026-11-21T20:00:00+01:00"}


@dataclass(frozen=True)
class Case:
    """A command, and what went before it."""

    words: Sequence[str]
    """The command."""
    before: Sequence[Sequence[str]] = ()
    """The commands before it, in a sprint with an entry for day 1."""
    text: str = ""
    """Its standard input."""
    settles: bool = True
    """Whether running it twice ends where running it once does."""


SOLVED = ["solution", "1", "--reveal", "--apply"]
CASES = {
    "init": Case(["init", "second"]),
    "shapes": Case(["data", "shapes", "pictures", "--n", "12"], settles=False),
    "start": Case(["start", "2"]),
    "start with a goal": Case(["start", "2", "--goal", "Read on"], settles=False),
    "note": Case(["note", "a thought"], settles=False),
    "diary": Case(["diary", "1", "--analysis", NEW]),
    "diary of a new day": Case(["diary", "2", "--model", NEW, "--view", NEW, "--analysis", "-"], [["start", "2"]], NEW),
    "diary replaced": Case(["diary", "1", "--replace", "--analysis", NEW]),
    "diary not committed": Case(["diary", "1", "--analysis", NEW, "--no-commit"]),
    "diary committed later": Case(["diary", "1", "--commit"], [["diary", "1", "--analysis", NEW, "--no-commit"]]),
    "diary exported": Case(["diary", "--export", "all.md"], settles=False),
    "reset": Case(["reset", "1", "--yes"], [SOLVED], settles=False),
    "undo": Case(["undo", "--yes"], [SOLVED, ["reset", "1", "--yes"]], settles=False),
    "solution": Case(SOLVED, settles=False),
    "update": Case(["update", "1"]),
    "config": Case(["config", "focus.minutes", "30"]),
    "rest": Case(["plan", "--rest", "2026-11-24"]),
    "move": Case(["plan", "3", "--move", "2026-12-01"]),
    "calendar": Case(["remind", "--ics", "evenings.ics"]),
    "hook": Case(["hook", "git"]),
    "card": Case(["review", "--rate", "d01-square-root=3"], settles=False),
    "board": Case(["status", "--svg", "board.svg"]),
    "goal done": Case(["diary", "1", "--done", "1"], [["start", "1", "--goal", "Read on"]], settles=False),
}


def tries(
    place: Path, case: Case, faults: Sequence[str], stride: int = 1, first: int = 1, clean: str = "none"
) -> Iterator[dict[str, Any]]:
    """Yield the clean run of a case, then each try with a fault."""
    base = place / "base"
    learner = Learner.new(base)
    learner.settings.update(EVENING)
    learner.begin(day=1)
    learner.must("diary", "1", "--analysis", OLD)
    for words in case.before:
        learner.must(*words)
    spec = {
        "base": str(base), "work": str(place / "work"), "words": list(case.words), "text": case.text,
        "clean": clean, "faults": list(faults), "stride": stride, "first": first, "environment": learner.environment(),
        "modules": ["sprint.cli.app", f"sprint.cli.{case.words[0]}", "sprint.usecases.diary", "sprint.git"],
    }  # fmt: skip
    (place / "spec.json").write_text(json.dumps(spec))
    command = [sys.executable, str(DRIVER), str(place / "spec.json")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as driver:
        assert driver.stdout is not None
        for line in driver.stdout:
            yield json.loads(line)
    assert driver.returncode == 0


def contents(folder: Path) -> dict[str, bytes]:
    """Return the learner's files below a folder; those of a sprint inside it too, and none of its record."""
    found = Learner(folder.parent, folder).bytes()
    return {name: content for name, content in found.items() if not {".git", ".sprint"} & set(Path(name).parts)}


def record(folder: Path) -> list[bytes]:
    """Return the lines of the record."""
    logs = sorted((folder / ".sprint" / "log").glob("*.jsonl"))
    return [line for log in logs for line in log.read_bytes().splitlines()]


def hold(case: Case, base: Path, clean: dict[str, Any], tried: dict[str, Any]) -> None:
    """Hold one try against what was before and what a clean run makes."""
    first, last = Path(tried["place"]) / "at-first", Path(tried["place"]) / "my-sprint"
    what = f"{tried['fault']} at {tried['point']}: {tried['said']}\nagain: {tried['said_again']}"
    assert tried["code"] in FORESEEN, what
    assert tried["again"] in FORESEEN - {-9}, what
    assert not {"Traceback", "bug of ours", "escaped:"} & set(tried["said"].split(" ")), what
    assert "Traceback" not in tried["said"] + tried["said_again"], what
    assert "bug of ours" not in tried["said"] + tried["said_again"], what
    before, after = contents(base / "my-sprint"), contents(Path(clean["place"]) / "at-first")
    for name, content in contents(first).items():
        litter = tried["fault"] == "kill" and name.endswith(".tmp")
        assert litter or content in (before.get(name), after.get(name)), f"{name}, {what}"
    assert set(before) & set(after) <= set(contents(first)), what
    assert set(record(base / "my-sprint")) <= set(record(first)), what
    if case.settles:
        ended = {name: content for name, content in contents(last).items() if not name.endswith(".tmp")}
        assert ended == after, what
    assert (last / "learning-diary.md").read_text().count(NEW) <= after["learning-diary.md"].decode().count(NEW), what


def replay(name: str, place: Path, stride: int) -> int:
    """Cut the power after each part of a command's journal; return how many disks were looked at."""
    (clean,) = tries(place, CASES[name], (), clean="record")
    assert clean["code"] == 0, clean
    base, after = place / "base" / "my-sprint", contents(Path(clean["place"]) / "at-first")
    inside = {str(path.relative_to(base)): path.read_bytes() for path in base.rglob("*") if path.is_file()}
    before = {name: content for name, content in inside.items() if not name.startswith(".git/")}
    journal = json.loads((Path(clean["place"]) / "journal.json").read_text())
    looked = 0
    for number, (done, model, disk) in enumerate(cuts(before, journal)):
        if number % stride == 0:
            hold_cut(disk, before, after, place / "cut" / f"{MODELS.index(model)}-{done}", f"{model}, after {done}")
            looked += 1
    return looked


def hold_cut(
    disk: Mapping[str, bytes], before: Mapping[str, bytes], after: Mapping[str, bytes], place: Path, what: str
) -> None:
    """Hold a disk against what was before and what comes after, and read it as the next command would."""
    for name, content in disk.items():
        own = ".sprint/" not in name and not name.endswith(".tmp")
        assert not own or content in (before.get(name), after.get(name)), f"{name}: {what}"
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)
    kept = {name for name in before if not name.startswith(".sprint/")} & set(after)
    assert kept <= set(disk), what
    lines = [line for name, content in before.items() if "log/" in name for line in content.splitlines()]
    assert set(lines) <= set(record(place)), what
    try:
        sprint = Sprint.at(place)
        assert sprint.progress.day(1).entry is not None, what
        assert OLD in (place / "learning-diary.md").read_text() or NEW in (place / "learning-diary.md").read_text(), (
            what
        )
        assert parse((place / "learning-diary.md").read_bytes()).find(1), what
    except SprintError as error:
        raise AssertionError(f"{error.sentence} ({what})") from error


@pytest.mark.heavy
@pytest.mark.parametrize("name", [name for name in CASES if name != "hook"])  # which writes into git's folder alone
def test_a_power_cut_anywhere_loses_nothing(name: str, tmp_path: Path, record_property: Property) -> None:
    """After each part of what a command asks of the disk, under each model of what a disk may forget."""
    counted(record_property, "power cuts", replay(name, tmp_path, 1), 15)


@pytest.mark.parametrize("name", ["diary", "reset"])
def test_a_power_cut_here_or_there_loses_nothing(name: str, tmp_path: Path, record_property: Property) -> None:
    """The same after every seventh part."""
    counted(record_property, "power cuts, the quick part", replay(name, tmp_path, 7), 5)


@pytest.mark.heavy
@pytest.mark.parametrize("name", CASES)
def test_a_command_that_fails_anywhere_loses_nothing(name: str, tmp_path: Path, record_property: Property) -> None:
    """Killed, out of space, broken, out of descriptors or cut short, at every seventh call that changes something."""
    clean, *tried = tries(tmp_path, CASES[name], FAULTS, 7)
    assert clean["code"] == 0, clean
    for one in tried:
        hold(CASES[name], tmp_path / "base", clean, one)
    counted(record_property, "write faults", len(tried), 4)


@pytest.mark.parametrize("name", ["diary", "reset", "start", "solution"])
def test_a_command_that_fails_here_or_there_loses_nothing(name: str, tmp_path: Path, record_property: Property) -> None:
    """The same at every ninth call."""
    clean, *tried = tries(tmp_path, CASES[name], ("kill", "ENOSPC"), 9, 4)
    assert clean["code"] == 0, clean
    for one in tried:
        hold(CASES[name], tmp_path / "base", clean, one)
    counted(record_property, "write faults, the quick part", len(tried), 4)


def test_a_loss_would_be_seen(tmp_path: Path) -> None:
    """A diary that lost its words, or a line of the record, is no state that passes."""
    clean, *_ = tries(tmp_path, CASES["diary"], (), 1)
    diary = Path(clean["place"]) / "at-first" / "learning-diary.md"
    hold(CASES["diary"], tmp_path / "base", clean, clean)
    broken = {**clean, "place": str(tmp_path / "broken")}
    (tmp_path / "broken").mkdir()
    for name in ("at-first", "my-sprint"):
        (Path(clean["place"]) / name).rename(tmp_path / "broken" / name)
    moved = tmp_path / "broken" / "at-first" / "learning-diary.md"
    whole = moved.read_bytes()
    diary.parent.mkdir()
    for file in contents(moved.parent):
        (diary.parent / file).parent.mkdir(parents=True, exist_ok=True)
        (diary.parent / file).write_bytes((moved.parent / file).read_bytes())
    moved.write_bytes(whole.replace(OLD.encode(), b""))
    with pytest.raises(AssertionError, match=r"learning-diary\.md"):
        hold(CASES["diary"], tmp_path / "base", clean, broken)
