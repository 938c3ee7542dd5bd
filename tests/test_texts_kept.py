"""A text given for the diary outlives whatever git does to the files: it is there, or it is missed and comes back."""

import shutil
import subprocess
from pathlib import Path

import pytest
from learner import WORDS, Learner

from sprint import files
from sprint.diary.kept import Copy, texts_of
from sprint.usecases.copies import gone
from sprint.usecases.diary import finish, write
from sprint.usecases.draft import draft
from sprint.usecases.goals import add_goals
from sprint.usecases.sprint import Sprint
from sprint.usecases.status import status

pytestmark = pytest.mark.faults

MORE = "The worse error is the malignant tumour that the model calls benign."
GOAL = "Understand the curve"
CLASH = "notes.txt"

WAYS = {
    "rebase": ("abort", "skip", "quit", "continue"),
    "merge": ("abort", "quit", "continue"),
    "cherry-pick": ("abort", "skip", "quit", "continue"),
    "revert": ("abort", "skip", "quit", "continue"),
    "am": ("abort", "skip", "quit", "continue"),
    "bisect": ("reset",),
}
FORCE = ("checkout -- .", "stash", "reset --hard", "checkout HEAD~1 -- learning-diary.md", "clean -qfd")
"""What takes changes back with or without an operation."""
CASES = [(operation, way) for operation, ways in WAYS.items() for way in (*ways, *FORCE)]
CASES += [("none", way) for way in (*FORCE, "reset --hard HEAD~1", "switch -qC main HEAD~1 --force")]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home and a sprint on day 8 with everything committed, and a branch that clashes with it elsewhere."""
    place = tmp_path_factory.mktemp("begun")
    learner = Learner.new(place)
    learner.begin()
    learner.git("add", "-A")
    learner.git("commit", "-qm", "begin")
    notes = learner.folder / CLASH
    for text in ("one\n", "two\n"):
        notes.write_text(text)
        learner.git("add", "-A")
        learner.git("commit", "-qm", text)
    learner.git("switch", "-qc", "other", "HEAD~1")
    notes.write_text("other\n")
    learner.git("commit", "-qam", "other")
    learner.git("switch", "-q", "main")
    return place


@pytest.fixture
def learner(begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Learner:
    """Return that learner, in a copy of the folder, whose home is this process's too."""
    for name in ("home", "my-sprint"):
        shutil.copytree(begun / name, tmp_path / name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    return Learner(tmp_path / "home", tmp_path / "my-sprint")


def git(learner: Learner, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run git, which may refuse."""
    env = learner.environment({"GIT_EDITOR": "true"})
    return subprocess.run(["git", *words], cwd=learner.folder, env=env, capture_output=True, check=False)


def give(learner: Learner, text: str, *, commit: bool = True) -> None:
    """Give a goal and a text for day 8, as `start` and `diary` do."""
    sprint = Sprint.at(learner.folder)
    add_goals(sprint, sprint.day(8), [GOAL])
    sprint = Sprint.at(learner.folder)
    write(sprint, draft(sprint, 8), {"Analysis": text}, commit=commit)


def stop_in(learner: Learner, operation: str) -> None:
    """Begin an operation that does not come to its end."""
    patch = learner.home / "other.patch"
    patch.write_bytes(git(learner, "format-patch", "-1", "--stdout", "other").stdout)
    begins: dict[str, list[list[str]]] = {
        "rebase": [["rebase", "--autostash", "other"]],
        "merge": [["merge", "other"]],
        "cherry-pick": [["cherry-pick", "other"]],
        "revert": [["revert", "--no-edit", "main~1"]],
        "am": [["am", str(patch)]],
        "bisect": [["bisect", "start", "HEAD", "HEAD~2"]],
        "none": [],
    }
    for words in begins[operation]:
        git(learner, *words)


def leave(learner: Learner, operation: str, way: str) -> None:
    """Leave an operation in some way; behind a command that takes changes back by force it is aborted."""
    if way == "continue":
        (learner.folder / CLASH).write_text("both\n")
        git(learner, "add", "-A")
    if way in WAYS.get(operation, ()):
        git(learner, operation, way if operation == "bisect" else f"--{way}")
        return
    git(learner, *way.split())
    if operation != "none":
        git(learner, operation, "reset" if operation == "bisect" else "--abort")


def held(learner: Learner) -> tuple[str, str]:
    """Return what the diary says, on disk and in the latest commit."""
    return learner.diary.read_text(), git(learner, "show", "HEAD:learning-diary.md").stdout.decode()


def logs(learner: Learner) -> list[Path]:
    """Return the files of the record."""
    return list((learner.folder / ".sprint" / "log").glob("*.jsonl"))


@pytest.mark.parametrize(("operation", "way"), CASES)
@pytest.mark.parametrize(
    "moment", ["during", *(pytest.param(f"{how} before", marks=pytest.mark.heavy) for how in ("committed", "written"))]
)
def test_no_way_out_of_an_operation_loses_a_text(learner: Learner, operation: str, way: str, moment: str) -> None:
    """Whatever git takes back: the text is in the diary or a commit, or it is missed and `--commit` puts it back."""
    if moment != "during":
        give(learner, WORDS, commit=moment == "committed before")
    stop_in(learner, operation)
    if moment == "during":
        give(learner, WORDS)
    leave(learner, operation, way)
    there = "".join(held(learner))
    assert all(text in there for text in (WORDS, GOAL)) or status(Sprint.at(learner.folder)).gone == (8,)
    if git(learner, "ls-files", "--unmerged").stdout:  # it was quit, with the conflict left open
        git(learner, "add", CLASH)
    finish(Sprint.at(learner.folder), asked=True)
    on_disk, in_head = held(learner)
    said = on_disk if moment == "written before" else in_head  # what was not to be committed need not be
    assert (said.count(WORDS), said.count(GOAL)) == (1, 1)
    standing = status(Sprint.at(learner.folder))
    assert (standing.gone, standing.waiting) == ((), ())
    [day] = [day for day in standing.days if day.number == 8]
    assert day.progress.entry is not None
    assert day.progress.goals == GOAL


def test_a_text_that_an_aborted_rebase_took_is_said_and_offered_again(learner: Learner) -> None:
    """The commands themselves: the way back is not advised, the loss is said on the board and by doctor, and mended."""
    stop_in(learner, "rebase")
    said = learner.sprint("diary", "8", "--analysis", WORDS).said
    assert "rebase --continue" in said
    assert "--abort" not in said
    learner.git("rebase", "--abort")
    assert WORDS not in learner.diary.read_text()
    for words in (["status"], ["doctor"], ["start"]):
        assert "sprint diary --commit" in learner.sprint(*words).said
        assert "day 8 is no longer in" in learner.sprint(*words).said
    assert WORDS not in learner.diary.read_text()
    ended = learner.sprint("diary", "--commit")
    assert ended.code == 0, ended
    assert "day 8 was gone from the diary; it is back" in ended.said
    assert WORDS in learner.git("show", "HEAD:learning-diary.md")
    assert "no longer" not in learner.sprint("status").said


def test_a_second_text_that_is_lost_is_missed_beside_the_first(learner: Learner) -> None:
    """Only what was added counts: the first text being there hides no loss of the second, and nothing is doubled."""
    give(learner, WORDS)
    stop_in(learner, "rebase")
    sprint = Sprint.at(learner.folder)
    write(sprint, draft(sprint, 8), {"Analysis": MORE})
    learner.git("rebase", "--abort")
    assert (WORDS in learner.diary.read_text(), MORE in learner.diary.read_text()) == (True, False)
    assert gone(Sprint.at(learner.folder)) == (8,)
    assert learner.sprint("diary", "--commit").code == 0
    on_disk, in_head = held(learner)
    assert (on_disk.count(WORDS), on_disk.count(MORE)) == (1, 1)
    assert on_disk == in_head


def test_a_text_that_was_lost_survives_another_one(learner: Learner) -> None:
    """Writing again after the loss, before it was seen, puts both texts into the diary in the end."""
    give(learner, WORDS, commit=False)
    learner.git("checkout", "--", ".")
    sprint = Sprint.at(learner.folder)
    write(sprint, draft(sprint, 8), {"Analysis": MORE})
    assert gone(Sprint.at(learner.folder)) == (8,)
    finish(Sprint.at(learner.folder), asked=True)
    _, in_head = held(learner)
    assert (in_head.count(WORDS), in_head.count(MORE), in_head.count(GOAL)) == (1, 1, 1)


@pytest.mark.parametrize("how", ["a typo", "a sentence more", "all of it, committed", "all of it, after a rebase"])
def test_what_the_learner_changes_by_hand_is_no_loss(learner: Learner, how: str) -> None:
    """An entry is the learner's to rewrite; what the history holds was taken out by a person."""
    give(learner, WORDS, commit="committed" in how or "rebase" in how)
    if "rebase" in how:
        learner.git("rebase", "-qf", "--root")
    text = learner.diary.read_text()
    new = {"a typo": WORDS.replace("benign", "harmless"), "a sentence more": f"{WORDS} {MORE}"}.get(how, MORE)
    learner.diary.write_text(text.replace(WORDS, new))
    assert gone(Sprint.at(learner.folder)) == ()
    learner.git("commit", "-qam", "by hand")
    assert gone(Sprint.at(learner.folder)) == ()
    assert "no longer" not in learner.sprint("start").said


def test_a_text_that_is_not_wanted_any_more_is_let_go(learner: Learner) -> None:
    """`--let-go` ends the asking for good and names the file that still holds the text."""
    give(learner, WORDS, commit=False)
    learner.git("checkout", "--", ".")
    said = learner.must("diary", "--let-go")
    [place] = learner.folder.glob(".sprint/local/entries/let-go-*.md")
    assert place.name in said
    assert WORDS in place.read_text()
    assert gone(Sprint.at(learner.folder)) == ()
    assert learner.sprint("diary", "--commit").code == 1
    assert WORDS not in learner.diary.read_text()
    assert learner.sprint("diary", "--let-go").code == 1


def test_an_entry_by_hand_that_git_did_not_take_is_kept_too(learner: Learner) -> None:
    """Written into the file during a rebase, offered with --commit, refused, aborted: it comes back all the same."""
    stop_in(learner, "rebase")
    text = learner.diary.read_text()
    place = text.index("## Day 9")
    learner.diary.write_text(f"{text[:place]}### Analysis\n\n{WORDS}\n\n{text[place:]}")
    assert learner.sprint("diary", "--commit").code == 1
    learner.git("rebase", "--abort")
    assert learner.sprint("diary", "--commit").code == 0
    assert WORDS in held(learner)[1]


def test_a_copy_that_cannot_be_read_stops_nothing(learner: Learner) -> None:
    """A damaged copy is none: the board, the diary and the next entry go on."""
    folder = Sprint.at(learner.folder).folder
    for content in (b"", b"{", b"[]", b"[3]", b'[{"before": 1}]', b"\xff"):
        files.write(folder.copy(8), content)
        assert learner.sprint("status").code == 0
    assert learner.sprint("diary", "8", "--analysis", WORDS).code == 0


def test_the_record_is_whole_after_git_took_back_its_file(learner: Learner) -> None:
    """Events that `reset --hard` took out of the file count on, and are in it again with the next commit."""
    before = Sprint.at(learner.folder).events
    sprint = Sprint.at(learner.folder)
    sprint.log.append("focus.end", 8, secs=2700)
    learner.git("reset", "-q", "--hard")
    learner.git("clean", "-qfd")
    assert all(b"focus.end" not in path.read_bytes() for path in logs(learner))
    kinds = [event.type for event in Sprint.at(learner.folder).events]
    assert kinds == [*(event.type for event in before), "focus.end"]
    give(learner, WORDS)
    names = [str(path.relative_to(learner.folder)) for path in logs(learner)]
    assert "focus.end" in "".join(learner.git("show", f"HEAD:{name}") for name in names)


def test_texts_come_back_as_they_were() -> None:
    """Where nothing else was written meanwhile the section is as it was; elsewhere nothing is taken away."""
    copy = Copy(texts_of(None) | {"Analysis": "One."}, texts_of(None) | {"Analysis": f"One.\n\n{WORDS}\n\n- a\n- b"})
    assert copy.back_in({"Analysis": "One."}) == ({"Analysis": f"One.\n\n{WORDS}\n\n- a\n- b"}, {})
    assert copy.back_in({"Analysis": "Other."}) == ({}, {"Analysis": f"One.\n\n{WORDS}\n\n- a\n- b"})
    assert copy.back_in({"Analysis": "One. Two."}) == ({}, {"Analysis": f"{WORDS}\n\n- a\n- b"})
    assert copy.missing({"Analysis": copy.after["Analysis"] + "\n\nmore"}) == ()
