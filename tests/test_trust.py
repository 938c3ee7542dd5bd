"""Lessons that did not come with the package run after somebody vouched for them, as they are and where they are."""

import shutil
from pathlib import Path

from learner import Learner

from sprint.course.material import SHIPPED_LESSONS


def with_own_lessons(place: Path) -> Learner:
    learner = Learner.new(place, identity=False)
    learner.settings["XDG_CONFIG_HOME"] = str(place / "home" / "config")
    learner.must("init", "--no-git")
    shutil.copytree(SHIPPED_LESSONS / "day_08_classification", learner.folder / "lessons" / "day_08_classification")
    learner.must("start", "8")
    return learner


def test_lessons_of_ones_own_wait_for_trust_and_lose_it_with_any_change(tmp_path: Path) -> None:
    """Untrusted code is not run (exit 4, one sentence, one next step); after trust it is, after an edit it is not."""
    learner = with_own_lessons(tmp_path)
    checks = learner.folder / "lessons" / "day_08_classification" / "checks" / "__init__.py"
    ran = tmp_path / "ran"
    checks.write_text(f"open({str(ran)!r}, 'w')\n" + checks.read_text())
    refused = learner.sprint("check", "8")
    assert refused.code == 4
    assert "sprint trust" in refused.err
    assert not ran.exists()
    learner.must("trust")
    learner.must("check", "8", code=1)
    assert ran.exists()
    ran.unlink()
    checks.write_text(checks.read_text() + "\n")
    assert learner.sprint("check", "8", "--fresh").code == 4
    assert not ran.exists()


def test_trust_stays_with_the_place(tmp_path: Path) -> None:
    """A copy of a trusted folder is not trusted."""
    learner = with_own_lessons(tmp_path)
    learner.must("trust")
    shutil.copytree(learner.folder, tmp_path / "elsewhere")
    assert learner.sprint("check", "8", where=tmp_path / "elsewhere").code == 4


def test_there_is_nothing_to_trust_without_lessons_of_ones_own(tmp_path: Path) -> None:
    """The shipped lessons need no word: exit 2 says so."""
    learner = Learner.new(tmp_path, identity=False)
    learner.must("init", "--no-git")
    assert learner.sprint("trust").code == 2
