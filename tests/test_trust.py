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


def test_a_folder_of_a_lesson_that_is_a_link_is_not_vouched_for(tmp_path: Path) -> None:
    """Code behind a link could change unseen: neither the lesson, its checks nor a folder in them may be one."""
    learner = with_own_lessons(tmp_path)
    lesson = learner.folder / "lessons" / "day_08_classification"
    for folder in (lesson / "checks" / "more", lesson / "checks", lesson):
        learner.must("trust")
        elsewhere = tmp_path / "elsewhere"
        shutil.copytree(folder, elsewhere) if folder.exists() else elsewhere.mkdir()
        shutil.rmtree(folder, ignore_errors=True)
        folder.symlink_to(elsewhere)
        for words in (("trust",), ("check", "8", "--fresh")):
            refused = learner.sprint(*words)
            assert refused.code == 4
            assert f"{folder.relative_to(learner.folder)} is a link" in refused.said
        folder.unlink()
        elsewhere.rename(folder)


def test_a_file_in_a_folder_of_bytecode_counts(tmp_path: Path) -> None:
    """Source takes the trust away wherever it lies; bytecode, which is never run, does not."""
    learner = with_own_lessons(tmp_path)
    learner.must("trust")
    cache = learner.folder / "lessons" / "day_08_classification" / "checks" / "__pycache__"
    cache.mkdir(exist_ok=True)
    (cache / "tables.cpython-311.pyc").write_bytes(b"other")
    learner.must("check", "8", code=1)
    (cache / "tables.py").write_text("")
    assert learner.sprint("check", "8", "--fresh").code == 4


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
