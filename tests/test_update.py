"""A newer lesson or curriculum reaches a learner: what was left alone is replaced, what was edited is kept or asked."""

import json
from pathlib import Path

import pytest
from learner import Learner, lesson

from sprint import files, folders
from sprint.course.reading import shipped_curriculum
from sprint.errors import NotYetError
from sprint.lab.protocol.notebook import NotebookError
from sprint.usecases.init import init
from sprint.usecases.reset import undo
from sprint.usecases.sprint import Sprint
from sprint.usecases.start import start
from sprint.usecases.update import News, questions, update
from sprint.workspace.merging import Choice

TASK, OPEN = "model", "classification_basics.ipynb model"


def with_a_lesson(folder: Path) -> Path:
    """Give a sprint folder a copy of day 8's lesson that can grow newer; return its source."""
    folders.copy_tree(lesson(8).folder, folder / "lessons" / lesson(8).name)
    return folder / "lessons" / lesson(8).name / "lesson.py"


def grow_newer(source: Path) -> None:
    """Change the lesson: a new cell, another task, another heading."""
    text = source.read_text()
    text = text.replace("# %% model\n", "# %% a-word [markdown]\n# A word more.\n# %% model\n# newer\n")
    source.write_text(text.replace("# %% setup\n", "# %% setup\n# newer\n"))


@pytest.fixture
def sprint(tmp_path: Path) -> Sprint:
    """A sprint with day 8 begun, its task cell edited, and a newer lesson of it at hand."""
    init(tmp_path, git=False)
    source = with_a_lesson(tmp_path)
    start(Sprint.at(tmp_path), 8)
    edit(tmp_path, TASK, "model = my_own()")
    grow_newer(source)
    return Sprint.at(tmp_path)


def notebook(root: Path) -> Path:
    """Return where day 8's notebook lies."""
    return root / "workspace" / "day-08" / "classification_basics.ipynb"


def edit(root: Path, id: str, text: str) -> None:
    """Write into a cell, as an editor would."""
    document = json.loads(notebook(root).read_bytes())
    for cell in document["cells"]:
        if cell["id"] == id:
            cell["source"] = text
    notebook(root).write_text(json.dumps(document, indent=1))


def texts(root: Path) -> dict[str, str]:
    """Return the text of each cell by its id."""
    return {cell["id"]: "".join(cell["source"]) for cell in json.loads(notebook(root).read_bytes())["cells"]}


def test_a_kick_off_says_that_the_lesson_is_newer(sprint: Sprint) -> None:
    """The counts are those of the lesson's cells; after an update that settled everything there is nothing to say."""
    assert start(sprint, 8).news == News(new=1, changed=2)
    update(sprint, 8, lambda _: "mine")
    assert not start(Sprint(sprint.folder), 8).news


@pytest.mark.parametrize(
    ("choice", "task", "open"),
    [
        (None, "model = my_own()", [OPEN]),
        ("mine", "model = my_own()", []),
        ("lesson", "# newer\ndef make_model():", []),
    ],
)
def test_an_update_takes_what_was_left_alone_and_asks_for_the_rest(
    sprint: Sprint, choice: Choice | None, task: str, open: list[str]
) -> None:
    """The untouched cell and the new one come, the edited one follows the answer; one undo brings every byte back."""
    root = sprint.folder.root
    before = {path: path.read_bytes() for path in (notebook(root), *sprint.folder.original(8).iterdir())}
    assert [question.name for question in questions(sprint, 8)] == [OPEN]
    done = update(sprint, 8, lambda _: choice)
    assert [question.name for question in done.open] == open
    assert texts(root)["setup"].startswith("# newer\n")
    assert texts(root)["a-word"] == "A word more."
    assert texts(root)[TASK].startswith(task)
    assert [question.name for question in questions(sprint, 8)] == open
    undo(sprint)
    assert {path: path.read_bytes() for path in before} == before


def test_without_a_known_original_nothing_of_the_learners_changes(sprint: Sprint) -> None:
    """A day begun before originals were kept: the kick-off claims nothing, an update adds and asks."""
    files.remove(next(sprint.folder.original(8).iterdir()))
    before = texts(sprint.folder.root)
    assert not start(sprint, 8).news
    done = update(sprint, 8, lambda _: None)
    assert [question.name.split()[-1] for question in done.open] == ["setup", TASK]
    assert texts(sprint.folder.root) == {**before, "a-word": "A word more."}


def test_a_reset_begins_from_the_lesson_of_today(sprint: Sprint) -> None:
    """After a reset there is nothing newer; after its undo there is again, by the original of then."""
    from sprint.usecases.reset import reset

    reset(sprint, 8)
    assert not start(sprint, 8).news
    undo(sprint)
    assert start(sprint, 8).news == News(new=1, changed=2)


def test_an_edited_curriculum_is_kept_and_asked_about(tmp_path: Path) -> None:
    """Untouched it is replaced and the day is the new one's; edited it stays; an author's own is never touched."""
    init(tmp_path, git=False)
    sprint = Sprint.at(tmp_path)
    start(sprint, 8)
    today, old = shipped_curriculum().read_bytes(), shipped_curriculum().read_bytes() + b"# older\n"
    for path in (sprint.folder.curriculum, sprint.folder.original_curriculum):
        path.write_bytes(old)
    assert start(Sprint.at(tmp_path), 8).newer_curriculum
    update(Sprint.at(tmp_path), 8, lambda _: None)
    assert sprint.folder.curriculum.read_bytes() == today
    own = old.replace(b"minutes: 45", b"minutes: 25")
    sprint.folder.curriculum.write_bytes(own)
    sprint.folder.original_curriculum.write_bytes(old)
    done = update(Sprint.at(tmp_path), 8, lambda _: None)
    assert [question.name for question in done.open] == ["curriculum.yaml"]
    assert sprint.folder.curriculum.read_bytes() == own
    files.remove(sprint.folder.original_curriculum)
    assert not start(Sprint.at(tmp_path), 8).newer_curriculum
    assert not update(Sprint.at(tmp_path), 8, lambda _: "lesson").replaced.written
    assert sprint.folder.curriculum.read_bytes() == own


def test_files_beside_the_notebook_come_and_go_by_the_same_rule(sprint: Sprint) -> None:
    """A script the lesson adds is laid out, one it leaves out goes if untouched; the learner's own file stays."""
    extra = sprint.folder.lessons / lesson(8).name / "files"
    files.write(extra / "new.py", b"new\n")
    update(sprint, 8, lambda _: "mine")
    there = sprint.folder.day(8)
    files.write(there / "own.py", b"own\n")
    assert (there / "new.py").read_bytes() == b"new\n"
    files.remove(extra / "new.py")
    assert update(sprint, 8, lambda _: None).taken == News(left_out=1)
    assert sorted(path.name for path in there.iterdir()) == ["classification_basics.ipynb", "own.py"]


def test_what_cannot_be_updated_is_left_as_it_is(sprint: Sprint) -> None:
    """A day that is not laid out, and a notebook that is none, are a sentence, and nothing is written."""
    with pytest.raises(NotYetError):
        update(sprint, 9, lambda _: "lesson")
    notebook(sprint.folder.root).write_bytes(b'{"cells": [')
    with pytest.raises(NotebookError):
        update(sprint, 8, lambda _: "lesson")
    assert notebook(sprint.folder.root).read_bytes() == b'{"cells": ['
    assert not sprint.folder.undo.exists()


def test_the_command_asks_at_a_terminal_and_never_in_a_pipe(tmp_path: Path) -> None:
    """In a pipe: yours kept, code 4, the words that decide it. At a terminal: the difference, and an answer."""
    learner = Learner.new(tmp_path)
    learner.must("init")
    source = with_a_lesson(learner.folder)
    learner.must("start", "8")
    edit(learner.folder, TASK, "model = my_own()")
    grow_newer(source)
    assert "1 cell new, 2 changed" in " ".join(learner.must("start", "8").split())
    ended = learner.sprint("update", "8")
    assert ended.code == 4
    assert "sprint undo" in ended.out
    assert "--mine" in ended.err
    assert texts(learner.folder)[TASK] == "model = my_own()"
    shown = learner.at_terminal("update", types="what?\nlesson\n", until="keep yours")
    assert shown.code == 0, shown
    assert "# newer" in shown.out
    assert texts(learner.folder)[TASK].startswith("# newer")
    assert learner.sprint("update", "--mine", "--lesson").code == 2
    learner.must("diary", "--analysis", "This is what I saw in it tonight.")
    assert ".sprint/originals/day-08/classification_basics.ipynb" in learner.git("ls-files")
