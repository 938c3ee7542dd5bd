"""Reset and undo: nothing of the learner's is lost, and back is exactly back."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from learner import Learner

from sprint import files, folders
from sprint.errors import NotYetError
from sprint.workspace import SprintFolder, replace_files, take_back


def test_reset_puts_the_starter_back_and_undo_brings_the_work_back(tmp_path: Path) -> None:
    """After reset the notebook is the starter's, after undo it is the learner's, to the byte; and once more round."""
    learner = Learner.new(tmp_path, identity=False)
    learner.begin(git=False)
    starter = learner.notebook.read_bytes()
    learner.solve("model")
    own = learner.notebook.read_bytes()
    learner.must("reset", "8", "--yes")
    assert learner.notebook.read_bytes() == starter != own
    learner.must("undo")
    assert learner.notebook.read_bytes() == own
    learner.must("undo")
    assert learner.notebook.read_bytes() == starter


def test_undo_takes_an_applied_solution_back(tmp_path: Path) -> None:
    """A solution that was put into the workspace leaves it again."""
    learner = Learner.new(tmp_path, identity=False)
    learner.begin(git=False)
    before = learner.bytes()
    learner.must("solution", "8", "--reveal", "--apply", "--quiet")
    assert learner.bytes() != before
    learner.must("undo")
    assert learner.bytes() == before


def test_without_a_terminal_reset_asks_for_a_word(tmp_path: Path) -> None:
    """Nobody can be asked in a pipe: exit 2, and every file as it was."""
    learner = Learner.new(tmp_path, identity=False)
    learner.begin(git=False)
    learner.solve()
    before = learner.bytes()
    ended = learner.sprint("reset", "8")
    assert ended.code == 2
    assert "--yes" in ended.err
    assert learner.bytes() == before


def test_with_nothing_to_take_back_undo_says_so(tmp_path: Path) -> None:
    """Undo on a fresh sprint is a sentence and exit 1."""
    learner = Learner.new(tmp_path, identity=False)
    learner.begin(day=None, git=False)
    ended = learner.sprint("undo")
    assert ended.code == 1
    assert len(ended.err.strip().splitlines()) == 2


CONTENT = st.none() | st.binary(max_size=20)


@given(st.dictionaries(st.sampled_from(["a", "b/c", "d"]), st.tuples(CONTENT, CONTENT), min_size=1))
def test_taking_back_restores_every_file_or_its_absence(changes: dict[str, tuple[bytes | None, bytes | None]]) -> None:
    """Whatever was there, replaced by whatever, is there again; a second undo is the replacement again."""
    with folders.temporary_folder() as root:
        sprint = SprintFolder(root)
        for name, (old, _) in changes.items():
            if old is not None:
                files.write(root / name, old)
        replace_files(sprint, "a test", {root / name: new for name, (_, new) in changes.items()})
        for place in (0, 1):
            if any(old != new for old, new in changes.values()):
                take_back(sprint)
            for name, both in changes.items():
                path = root / name
                assert (path.read_bytes() if path.exists() else None) == both[place]


def test_a_copy_that_is_gone_is_said_and_changes_nothing(tmp_path: Path) -> None:
    """If somebody removed the copies, undo refuses before it touches a file."""
    sprint = SprintFolder(tmp_path)
    files.write(tmp_path / "a", b"old")
    replaced = replace_files(sprint, "a test", {tmp_path / "a": b"new"})
    files.remove(replaced.copies[0])
    with pytest.raises(NotYetError):
        take_back(sprint)
    assert (tmp_path / "a").read_bytes() == b"new"
