"""What a check found green is what is committed: files that only its run made come into the day's folder, announced."""

import json
import os
import re
from pathlib import Path

import pytest
from learner import WORDS, Learner, lesson

from sprint import files
from sprint.checks.outcomes import MadeFile, Outcome, Report, Result
from sprint.folders import copy_tree
from sprint.usecases.run_files import MOST_BYTES, MOST_TOGETHER, files_made
from sprint.usecases.sprint import Sprint

PICTURE = b"a picture"


def solved_day_3(place: Path) -> tuple[Learner, Path]:
    """Return a learner who has written day 3's solution, gallery included, and has run nothing."""
    learner = Learner.new(place)
    learner.begin(day=3)
    folder, material = learner.folder / "workspace" / "day-03", lesson(3)
    (notebook,) = folder.glob("*.ipynb")
    document, solution = json.loads(notebook.read_bytes()), {cell.id: cell.solution for cell in material.cells}
    for cell in document["cells"]:
        cell["source"] = solution[cell["id"]]
    notebook.write_text(json.dumps(document, indent=1))
    for name, _, text in material.templates():
        (folder / name).write_bytes(text)
    return learner, folder


def test_after_the_diary_every_link_of_day_3_s_gallery_leads_somewhere_in_the_commit(tmp_path: Path) -> None:
    """The check is green and says what its run made; the diary announces it, and the commit holds it."""
    learner, folder = solved_day_3(tmp_path)
    (notebook,) = folder.glob("*.ipynb")
    for stretch in ("# not begun", "# not begun", "1 / 0"):  # the second one answers from the verdict
        document = json.loads(notebook.read_bytes())
        next(cell for cell in document["cells"] if cell["id"] == "stretch")["source"] = stretch
        notebook.write_text(json.dumps(document))
        said = " ".join(learner.must("check", "3").split())
        assert "the run made images/matplotlib.png, images/plotly.html, images/seaborn.png in its copy" in said
        assert not (folder / "images").exists()
    said = " ".join(learner.must("diary", "3", "--analysis", WORDS).split())
    assert "images/seaborn.png: made by the check's run, in workspace/day-03 now" in said
    links = re.findall(r"\]\(([^)]+)\)", learner.git("show", "HEAD:workspace/day-03/gallery.md"))
    assert len(set(links)) == 3
    for link in links:
        assert int(learner.git("cat-file", "-s", f"HEAD:workspace/day-03/{link}")) > 1000
    assert learner.git("status", "--porcelain") == ""


def verdict(learner: Learner, made: dict[str, bytes], *, large: tuple[str, ...] = ()) -> Path:
    """Give a learner a verdict on day 8 whose run made some files; return the day's folder."""
    folder = Sprint.at(learner.folder).folder
    listed = [MadeFile(name, files.digest(content), new=True) for name, content in made.items()]
    listed += [MadeFile(name, "", new=True) for name in large]
    report = Report(8, (Result("d08.c1", "it holds", Outcome.PASS),), made=tuple(listed))
    files.write(folder.verdict(8), json.dumps(report.as_json()).encode())
    for content in made.values():
        files.write(folder.run_files(8) / files.digest(content), content)
    return folder.day(8)


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    """Somebody who has begun day 8."""
    learner = Learner.new(tmp_path)
    learner.begin()
    return learner


def test_nothing_of_the_learner_s_is_replaced(learner: Learner) -> None:
    """Another file, a link to one and a folder that is a link stay to the byte, are said, and nothing lands behind."""
    folder = verdict(
        learner, dict.fromkeys(("own.png", "linked.png", "elsewhere/a.png", "same.png", "new/b.png"), PICTURE)
    )
    outside = learner.home / "outside"
    outside.mkdir()
    (outside / "secret").write_bytes(b"mine")
    (folder / "own.png").write_bytes(b"older, my own")
    (folder / "same.png").write_bytes(PICTURE)
    (folder / "linked.png").symlink_to(outside / "secret")
    (folder / "elsewhere").symlink_to(outside)
    said = " ".join(learner.must("diary", "--analysis", WORDS).split())
    assert "new/b.png: made by the check's run, in workspace/day-08 now" in said
    assert "own.png, linked.png, elsewhere/a.png: yours stay, the check's run made another" in said
    assert (folder / "own.png").read_bytes() == b"older, my own"
    assert (outside / "secret").read_bytes() == b"mine"
    assert [path.name for path in outside.iterdir()] == ["secret"]
    assert learner.git("show", "HEAD:workspace/day-08/new/b.png") == PICTURE.decode()


def test_what_is_too_large_is_named_and_left_out(learner: Learner) -> None:
    """No file beyond git's warning comes in unasked; the command that makes it in the folder is said."""
    folder = verdict(learner, {}, large=("model.pt",))
    said = " ".join(learner.must("diary", "--analysis", WORDS).split())
    assert "model.pt is too large to be added; in your folder it is made by: sprint run 8" in said
    assert not (folder / "model.pt").exists()


@pytest.mark.parametrize("name", ["../outside.png", "/outside.png", "a/../../outside.png"])
def test_no_name_leads_out_of_the_day_s_folder(learner: Learner, name: str, tmp_path: Path) -> None:
    """A verdict that was tampered with brings nothing anywhere else."""
    name = str(tmp_path / "outside.png") if name.startswith("/") else name
    verdict(learner, {name: PICTURE})
    before = set(learner.folder.rglob("outside.png"))
    learner.must("diary", "--analysis", WORDS)
    assert set(tmp_path.rglob("outside.png")) == before == set()


def test_the_files_of_a_day_can_be_committed_behind_its_entry(learner: Learner) -> None:
    """An entry written by hand brings what the run made as well, and a named day what has changed in it since."""
    folder = verdict(learner, {"charts/a.png": PICTURE})
    text = learner.diary.read_text()
    place = text.index("## Day 9")
    learner.diary.write_text(f"{text[:place]}### Analysis\n\n{WORDS}\n\n{text[place:]}")
    assert "charts/a.png" in learner.must("diary", "--commit")
    assert learner.git("show", "HEAD:workspace/day-08/charts/a.png") == PICTURE.decode()
    (folder / "charts" / "a.png").write_bytes(b"drawn again")
    learner.must("diary", "--commit", code=1)
    learner.must("diary", "8", "--commit")
    assert learner.git("show", "HEAD:workspace/day-08/charts/a.png") == "drawn again"


def folders(place: Path) -> tuple[Path, Path]:
    """Return a learner's folder with two files, and a copy of it as a check makes one."""
    folder, copy = place / "day", place / "copy"
    folder.mkdir()
    (folder / "given.csv").write_bytes(b"given")
    (folder / "old.png").write_bytes(b"old")
    copy_tree(folder, copy)
    return folder, copy


def test_only_plain_files_that_the_run_made_count(tmp_path: Path) -> None:
    """New and changed ones do; links, pipes, caches, hidden files, and what was written again unchanged do not."""
    folder, copy = folders(tmp_path)
    for name in ("images/a.png", "__pycache__/a.pyc", ".cache/a", ".hidden", "old.png"):
        (copy / name).parent.mkdir(exist_ok=True)
        (copy / name).write_bytes(PICTURE)
    os.utime(copy / "given.csv")
    (copy / "link.png").symlink_to(copy / "old.png")
    os.mkfifo(copy / "pipe")
    made = files_made(copy, folder)
    assert {(file.name, file.new) for file in made} == {("images/a.png", True), ("old.png", False)}
    assert set(made.values()) == {PICTURE}


def test_large_files_are_named_without_their_content(tmp_path: Path) -> None:
    """Beyond the limit of one file, and of all together, only the name is kept."""
    folder, copy = folders(tmp_path)
    with (copy / "large.pt").open("wb") as stream:
        stream.truncate(MOST_BYTES + 1)
    for number in range(MOST_TOGETHER // MOST_BYTES + 1):
        with (copy / f"part-{number}.npy").open("wb") as stream:
            stream.truncate(MOST_BYTES)
    left_out = [file.name for file in files_made(copy, folder) if not file.digest]
    assert left_out == ["large.pt", f"part-{MOST_TOGETHER // MOST_BYTES}.npy"]
