"""The clone story, with real git: two machines, one sprint, nothing lost and nothing twice."""

import json
from pathlib import Path

import pytest
from learner import WORDS, Learner

from sprint.course.reading import shipped_curriculum
from sprint.record.log import Log

MADE = {
    ".gitattributes",
    ".gitignore",
    "curriculum.yaml",
    "learning-diary.md",
    "requirements.txt",
    "workspace/.gitkeep",
}


def committed(learner: Learner) -> set[str]:
    """Return the files of the latest commit, but for the record's."""
    names = learner.git("ls-tree", "-r", "--name-only", "HEAD").splitlines()
    return {name for name in names if not name.startswith(".sprint/")}


def cloned(remote: Path, place: Path) -> Learner:
    """Return somebody at another machine, with another home, who cloned the sprint."""
    there = Learner.new(place)
    there.git("clone", "-q", str(remote), ".")
    return there


def test_init_commits_what_it_made_and_nothing_else(tmp_path: Path) -> None:
    """The first commit holds our own files; what was there before, staged or not, is the learner's to commit."""
    learner = Learner.new(tmp_path)
    learner.git("init", "-q")
    (learner.folder / "requirements.txt").write_text("mine\n")
    (learner.folder / "staged.py").write_text("one = 1\n")
    learner.git("add", "staged.py")
    learner.must("init")
    assert committed(learner) == MADE - {"requirements.txt"}
    assert learner.git("status", "--porcelain").splitlines() == ["A  staged.py", "?? requirements.txt"]
    head = learner.git("rev-parse", "HEAD")
    learner.must("init")
    assert learner.git("rev-parse", "HEAD") == head


def test_what_could_not_be_committed_at_first_follows(tmp_path: Path) -> None:
    """Where git did not know who commits, `init` says so, and a later command makes the commit."""
    learner = Learner.new(tmp_path, identity=False)
    assert "who you are" in " ".join(learner.must("init").split())
    learner.git("config", "user.name", "Ada")
    learner.git("config", "user.email", "ada@example.org")
    learner.must("start", "1")
    assert committed(learner) == MADE
    assert learner.git("log", "--format=%s") == "Begin 21-Day ML Sprint"


def test_a_clone_goes_on_where_the_first_machine_stopped(tmp_path: Path) -> None:
    """Days, diary and record go through a bare remote to a second machine and back; nothing is lost or doubled."""
    first = Learner.new(tmp_path / "first")
    first.begin()
    first.solve()
    first.must("check", "8")
    first.must("diary", "8", "--analysis", WORDS)
    first.git("init", "-q", "--bare", str(tmp_path / "remote.git"))
    first.git("remote", "add", "origin", str(tmp_path / "remote.git"))
    first.git("push", "-q", "-u", "origin", "HEAD")
    second = cloned(tmp_path / "remote.git", tmp_path / "second")
    before = second.bytes()
    assert "already; nothing was changed" in " ".join(second.must("init").split())
    assert second.bytes() == before
    state = json.loads(second.must("status", "--json"))
    assert [day["state"] for day in state["days"] if day["day"] == 8] == ["done"]
    second.must("check", "8")
    second.must("start", "9")
    second.must("diary", "9", "--analysis", f"{WORDS} This I wrote at the second machine.", "--push")
    first.must("start", "10")
    first.must("diary", "10", "--analysis", f"{WORDS} This I wrote at the first machine.")
    first.git("pull", "-q", "--rebase")
    first.git("push", "-q")
    second.git("pull", "-q")
    diary = first.diary.read_text()
    assert diary == second.diary.read_text()
    assert [diary.count(words) for words in ("at the second machine", "at the first machine", "## Day 9 ")] == [1, 1, 1]
    events = [event.id for event in Log(first.folder / ".sprint").read().events]
    assert len(events) == len(set(events))
    assert len(list((first.folder / ".sprint" / "log").glob("*.jsonl"))) == 2
    known = [
        [(day["day"], day["state"]) for day in json.loads(at.must("status", "--json"))["days"]]
        for at in (first, second)
    ]
    assert known[0] == known[1]


@pytest.mark.parametrize("own", [True, False], ids=["a course of one's own", "the standard course"])
def test_init_in_a_clone_without_its_curriculum(tmp_path: Path, *, own: bool) -> None:
    """A diary of another course keeps the standard curriculum out, with 4; its own takes it back."""
    learner = Learner.new(tmp_path)
    text = shipped_curriculum().read_text()
    (tmp_path / "mine.yaml").write_text(text.replace("title: Setup", "title: My own beginning") if own else text)
    learner.must("init", "--curriculum", str(tmp_path / "mine.yaml"))
    (learner.folder / "curriculum.yaml").unlink()
    ended = learner.sprint("init")
    assert ended.code == (4 if own else 0), ended
    assert (learner.folder / "curriculum.yaml").exists() != own
    assert ("--curriculum FILE" in ended.said) == own
