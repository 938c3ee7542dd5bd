"""The git hook says a word when the diary is empty, blocks nothing, and leaves hooks of the learner's own alone."""

import os
import subprocess
from pathlib import Path

import pytest
from learner import Learner

WORD = "sprint: day 8: the diary is empty; ten minutes fill it: sprint diary"


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    """Somebody who has begun day 8 in a repository."""
    learner = Learner.new(tmp_path)
    learner.begin()
    return learner


def commit(learner: Learner, *, path: str | None = None) -> str:
    """Commit something and return what was said on standard error."""
    where = {"PATH": path} if path else {}
    words = ["git", "commit", "-q", "--allow-empty", "-m", "work"]
    done = subprocess.run(
        words, cwd=learner.folder, env=learner.environment(where), check=True, capture_output=True, text=True
    )
    return done.stderr.strip()


def test_a_commit_is_told_of_an_empty_diary_and_goes_through(learner: Learner, tmp_path: Path) -> None:
    """The word is said until the entry is written, with no Python on the PATH; a push is told too, and arrives."""
    assert "blocks nothing" in learner.must("hook", "git")
    assert "blocks nothing" in learner.must("hook", "git")
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("git", "sh", "sed"):
        place = next(Path(folder) / name for folder in os.get_exec_path() if (Path(folder) / name).exists())
        (tools / name).symlink_to(place)
    assert commit(learner, path=str(tools)) == WORD
    learner.git("init", "-q", "--bare", str(tmp_path / "there.git"))
    learner.git("remote", "add", "there", str(tmp_path / "there.git"))
    learner.git("push", "-q", "there", "main")
    assert learner.git("ls-remote", "there", "main")
    learner.must("diary", "--analysis", "This is what I saw in it tonight.")
    assert commit(learner) == ""
    (learner.folder / ".sprint" / "local" / "nudge").unlink()
    assert commit(learner) == ""


def test_hooks_of_the_learners_own_stay(learner: Learner) -> None:
    """One that is there is never written over nor removed, and the line for it is shown; ours goes again."""
    own = learner.folder / ".git" / "hooks" / "post-commit"
    own.parent.mkdir(exist_ok=True)
    own.write_text("#!/bin/sh\necho mine\n")
    assert "sed -n" in learner.must("hook", "git")
    ours = own.with_name("pre-push")
    assert ours.exists()
    learner.must("hook", "git", "--remove")
    assert own.read_text() == "#!/bin/sh\necho mine\n"
    assert not ours.exists()


def test_a_folder_of_hooks_for_all_repositories_is_left_alone(learner: Learner, tmp_path: Path) -> None:
    """Where git takes its hooks from outside the repository, nothing is written there: code 4 and the line to add."""
    (tmp_path / "hooks").mkdir()
    learner.git("config", "core.hooksPath", str(tmp_path / "hooks"))
    ended = learner.sprint("hook", "git")
    assert ended.code == 4
    assert "sed -n" in ended.said
    assert list((tmp_path / "hooks").iterdir()) == []
