"""What proves a lesson is a file or a package: found, imported as it stands now, trusted and hashed as a whole."""

import py_compile
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.util import cache_from_source
from pathlib import Path

import pytest
from learner import Learner

from sprint.checks.runner import checks_of
from sprint.course.lesson import Lesson, LessonError, read_lesson
from sprint.course.lesson_code import lesson_module
from sprint.course.material import SHIPPED_LESSONS
from sprint.course.reading import read_curriculum, shipped_curriculum
from sprint.course.trust import trust
from sprint.usecases.course_check import course_check
from sprint.usecases.fingerprint import fingerprint

NAME = "day_08_classification"
DECLARED = '''"""Task {n}."""

from sprint.checks.api import Work, check

from .common import WORD


@check("d08.c{n}", "task {n}")
def task_{n}(work: Work) -> str:
    """Looks."""
    return WORD
'''
FIRST = {
    "checks/__init__.py": '"""The tasks."""\n\nfrom . import second, first\n',
    "checks/common.py": '"""Shared."""\n\nWORD = "fine"\n',
    "checks/first.py": DECLARED.format(n=1),
    "checks/second.py": DECLARED.format(n=2),
}


def write(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lesson:
    """Day 8 as an author's own lesson, with its checks as a package."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "course" / "lessons" / NAME
    shutil.copytree(SHIPPED_LESSONS / NAME, folder, ignore=shutil.ignore_patterns("checks*", "__pycache__"))
    write(folder, FIRST)
    shutil.copy(shipped_curriculum(), tmp_path / "course" / "curriculum.yaml")
    trust(tmp_path / "course")
    return read_lesson(folder)


def ids_and_words(lesson: Lesson) -> list[tuple[str, str | None]]:
    return [(check.id, check.prove(None)) for check in checks_of(lesson_module(lesson, "checks"))]  # type: ignore[arg-type]


def test_checks_can_be_a_package_of_modules_that_import_each_other(own: Lesson) -> None:
    """Whatever order they are imported in, the checks come in the order of their ids."""
    assert ids_and_words(own) == [("d08.c1", "fine"), ("d08.c2", "fine")]


def test_examples_can_be_a_package(own: Lesson) -> None:
    """`RIGHT` and `WRONG` are put together from its modules."""
    (own.folder / "examples.py").unlink(missing_ok=True)
    shutil.rmtree(own.folder / "examples", ignore_errors=True)
    part = '"""Part."""\n\nfrom sprint.course.examples import Right\n\nRIGHT = (Right("{0}"),)\nWRONG = ()\n'
    whole = "from . import a, b\n\nRIGHT = (*a.RIGHT, *b.RIGHT)\nWRONG = (*a.WRONG, *b.WRONG)\n"
    write(own.folder, {f"examples/{name}.py": part.format(name) for name in "ab"} | {"examples/__init__.py": whole})
    trust(own.folder.parent.parent)
    assert [example.title for example in lesson_module(own, "examples").RIGHT] == ["a", "b"]


def test_an_edited_module_is_read_again_at_once(own: Lesson) -> None:
    """Of the same size, within the same second: what counts is what stands there now. So does a new module."""
    for word in ("fine", "good", "done"):
        write(own.folder, {"checks/common.py": f'"""Shared."""\n\nWORD = "{word}"\n'})
        trust(own.folder.parent.parent)
        assert ids_and_words(own) == [("d08.c1", word), ("d08.c2", word)]
    write(own.folder, {"checks/third.py": DECLARED.format(n=3), "checks/__init__.py": "from . import first, third\n"})
    trust(own.folder.parent.parent)
    assert ids_and_words(own) == [("d08.c1", "done"), ("d08.c3", "done")]
    assert f"sprint_lesson_{NAME}_checks.second" not in sys.modules


def test_bytecode_beside_a_lesson_of_ones_own_is_not_run(own: Lesson, tmp_path: Path) -> None:
    """Trust is in the source that a person looked at: bytecode that claims to be of it runs no program."""
    other = tmp_path / "other.py"
    other.write_text('WORD = "forged"\n')
    cached = cache_from_source(str(own.folder / "checks" / "common.py"))
    py_compile.compile(str(other), cached, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
    assert ids_and_words(own) == [("d08.c1", "fine"), ("d08.c2", "fine")]


def test_a_lesson_is_imported_by_many_at_a_time(own: Lesson) -> None:
    """The gate proves notebooks beside each other: each gets whole modules."""
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: ids_and_words(own), range(60)))
    assert found == [[("d08.c1", "fine"), ("d08.c2", "fine")]] * 60


def test_a_change_in_a_module_is_a_new_fingerprint(own: Lesson, tmp_path: Path) -> None:
    """So is a module that moves: a verdict of before is no verdict of now."""
    day = read_curriculum(shipped_curriculum()).day(8)
    work = tmp_path / "work"
    write(work, {name: own.starter().decode() for name in day.deliverables})
    seen = {fingerprint(day, own, work)}
    (own.folder / "checks" / "common.py").write_text('WORD = "new"\n')
    seen.add(fingerprint(day, own, work))
    (own.folder / "checks" / "sub").mkdir()
    (own.folder / "checks" / "second.py").rename(own.folder / "checks" / "sub" / "second.py")
    seen.add(fingerprint(day, own, work))
    assert len(seen) == 3


def test_what_lies_behind_a_linked_folder_counts(own: Lesson, tmp_path: Path) -> None:
    """A change behind a link in the learner's folder, or another target, is a new fingerprint; a circle ends."""
    day = read_curriculum(shipped_curriculum()).day(8)
    work, one, two = (tmp_path / name for name in ("work", "one", "two"))
    write(work, {name: own.starter().decode() for name in day.deliverables})
    write(one, {"rows.csv": "1"})
    write(two, {"rows.csv": "1"})
    seen = {fingerprint(day, own, work)}
    (work / "data").symlink_to(one)
    (work / "circle").symlink_to(work)
    seen.add(fingerprint(day, own, work))
    assert fingerprint(day, own, work) in seen
    write(one, {"rows.csv": "23"})
    seen.add(fingerprint(day, own, work))
    (work / "data").unlink()
    (work / "data").symlink_to(two)
    seen.add(fingerprint(day, own, work))
    assert len(seen) == 4


def test_the_gate_names_a_file_that_a_package_hides(own: Lesson) -> None:
    """`checks.py` beside `checks/` is never read, and that is said; the package itself is part of a lesson."""
    (own.folder / "checks.py").write_text('"""Old."""\n')
    (own.folder / "stray").mkdir()
    trust(own.folder.parent.parent)
    course = read_curriculum(own.folder.parent.parent / "curriculum.yaml")
    write(own.folder, {"examples.py": "RIGHT = ()\nWRONG = ()\n"})
    trust(own.folder.parent.parent)
    [day] = course_check(course, [8], workers=1)
    strange = [fault for fault in day.faults if "part of a lesson" in fault or "never read" in fault]
    assert strange == ["stray is no part of a lesson", "checks.py is never read beside checks/__init__.py"]


def test_a_lesson_without_checks_says_so(own: Lesson) -> None:
    """One sentence for its author, no traceback; a folder without `__init__.py` is no package."""
    (own.folder / "checks" / "__init__.py").unlink()
    trust(own.folder.parent.parent)
    with pytest.raises(LessonError, match=r"neither checks\.py nor checks/__init__\.py"):
        lesson_module(own, "checks")


def test_trust_goes_with_a_change_in_a_module(tmp_path: Path) -> None:
    """By the command line: a trusted package proves a day; one changed word in one module, and nothing of it runs."""
    learner = Learner.new(tmp_path, identity=False)
    learner.settings["XDG_CONFIG_HOME"] = str(tmp_path / "home" / "config")
    learner.must("init", "--no-git")
    folder, ran = learner.folder / "lessons" / NAME, tmp_path / "ran"
    shutil.copytree(SHIPPED_LESSONS / NAME, folder, ignore=shutil.ignore_patterns("checks*", "__pycache__"))
    write(folder, FIRST | {"checks/common.py": f'"""Shared."""\n\nopen({str(ran)!r}, "w")\nWORD = "fine"\n'})
    learner.must("start", "8")
    assert learner.sprint("check", "8").code == 4
    assert not ran.exists()
    learner.must("trust")
    learner.must("check", "8", code=5)
    assert ran.exists()
    ran.unlink()
    (folder / "checks" / "common.py").write_text((folder / "checks" / "common.py").read_text().replace("fine", "good"))
    assert learner.sprint("check", "8", "--fresh").code == 4
    assert not ran.exists()
