"""The diary, in each of its ways: flags, standard input, an editor, a question; and the commit behind it."""

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest
from learner import IDENTITY, WORDS, Ended, Learner

MORE = "The worse error is the malignant tumour that the model calls benign."


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    """Somebody who has begun day 8 in a repository with one commit."""
    learner = Learner.new(tmp_path)
    learner.begin()
    learner.git("add", "-A")
    learner.git("commit", "-qm", "begin")
    return learner


def program(place: Path, script: str) -> str:
    """Write a shell script and return its path."""
    place.write_text(f"#!/bin/sh\n{script}\n")
    place.chmod(0o755)
    return str(place)


def entry(learner: Learner, day: int = 8) -> str:
    """Return what the diary says of a day."""
    behind = learner.diary.read_text().partition(f"## Day {day} ")[2]
    return behind.partition("\n## Day ")[0]


def edited(learner: Learner, script: str) -> Ended:
    """Write the entry with an editor that is a script; it gets the file's path."""
    return learner.at_terminal("diary", env={"EDITOR": program(learner.home / "editor", script)})


def test_an_entry_by_flags(learner: Learner) -> None:
    """The words go into their sections, and one commit holds the diary, the day's files and the record."""
    said = learner.must("diary", "--analysis", WORDS, "--goals", "Understand the curve.")
    assert WORDS in entry(learner).partition("### Analysis")[2]
    assert "Understand the curve." in entry(learner).partition("### Goals")[2].partition("###")[0]
    assert learner.git("rev-parse", "--short", "HEAD") in said
    assert learner.git("log", "-1", "--format=%an: %s") == "Ada: Day 8: Classification basics"
    assert learner.git("status", "--porcelain") == ""


def test_an_entry_from_standard_input(learner: Learner) -> None:
    """- takes the text from a pipe, to the letter; a second - has nothing left to take."""
    text = f"{WORDS}\n\n- a point with ümläuts\n"
    assert learner.sprint("diary", "--analysis", "-", text=text).code == 0
    assert text.strip() in entry(learner)
    assert learner.sprint("diary", "--analysis", "-", "--model", "-", text=text).code == 2
    assert learner.sprint("diary", "--analysis", "-", text=b"\xff\xfe broken").code == 2


def test_an_entry_in_the_editor(learner: Learner) -> None:
    """The editor opens with a section for each question; what is written there is the entry, without the prompts."""
    ended = edited(learner, f'grep -q "^### Analysis" "$1" && echo "{WORDS}" >> "$1"')
    assert ended.code == 0, ended
    assert WORDS in entry(learner).partition("### Analysis")[2]
    assert "<!--" not in entry(learner)
    assert not list(learner.folder.glob(".sprint/local/drafts/*"))


def test_the_editor_opens_with_what_the_entry_says(learner: Learner) -> None:
    """Writing more loses nothing: the entry of before is there to go on with, hand-made changes too."""
    learner.must("diary", "--model", "A pipeline, by hand.", "--analysis", WORDS)
    ended = edited(learner, f'echo "{MORE}" >> "$1"')
    assert ended.code == 0, ended
    assert entry(learner).count(WORDS) == entry(learner).count(MORE) == 1
    assert "A pipeline, by hand." in entry(learner)


@pytest.mark.parametrize("script", ["true", "exit 3", 'rm "$1"'], ids=["unchanged", "the editor failed", "gone"])
def test_an_editor_that_brings_nothing_changes_nothing(learner: Learner, script: str) -> None:
    """An untouched template, a failing editor and a removed text leave the diary and the repository as they were."""
    before, head = learner.bytes(), learner.git("rev-parse", "HEAD")
    ended = edited(learner, script)
    assert ended.code in {1, 4}
    assert "Traceback" not in ended.out
    assert (learner.bytes(), learner.git("rev-parse", "HEAD")) == (before, head)


def test_a_diary_that_changed_under_the_editor_is_left_alone(learner: Learner) -> None:
    """Somebody else wrote the same entry meanwhile: theirs stays, ours is kept aside and opens again."""
    learner.must("diary", "--analysis", WORDS)
    theirs = learner.diary.read_text().replace(WORDS, "Written on another machine, in quite other words.")
    (learner.home / "theirs.md").write_text(theirs)
    script = f'echo "{MORE}" >> "$1"; cp "{learner.home}/theirs.md" "{learner.diary}"'
    ended = edited(learner, script)
    assert ended.code == 4
    assert "was changed while you were writing" in " ".join(ended.out.split())
    assert learner.diary.read_text() == theirs
    [kept] = learner.folder.glob(".sprint/local/drafts/*")
    assert MORE in kept.read_text()
    again = edited(learner, "true")
    assert again.code == 0, again
    assert MORE in entry(learner)
    assert not kept.exists()


def test_an_entry_by_a_question(learner: Learner) -> None:
    """Without an editor the day's question is asked at the terminal, and one line answers it."""
    ended = learner.at_terminal("diary", types=f"{WORDS}\n", until="Analysis: ")
    assert ended.code == 0, ended
    assert "always benign" in ended.out
    assert WORDS in entry(learner)


def test_ctrl_d_at_the_question_writes_nothing(learner: Learner) -> None:
    """Leaving the question is an interruption, code 130, and the diary is as it was."""
    before = learner.bytes()
    ended = learner.at_terminal("diary", types="\x04", until="Analysis: ")
    assert (ended.code, learner.bytes()) == (130, before), ended


def test_the_learner_s_own_changes_stay_as_they_are(learner: Learner) -> None:
    """What was staged stays staged, what was changed stays changed, what was new stays new: none is in our commit."""
    (learner.folder / "staged.py").write_text("one = 1\n")
    learner.git("add", "staged.py")
    (learner.folder / "requirements.txt").write_text("changed\n")
    (learner.folder / "new.txt").write_text("new\n")
    before = learner.git("status", "--porcelain")
    learner.must("diary", "--analysis", WORDS)
    assert learner.git("status", "--porcelain") == before == "M requirements.txt\nA  staged.py\n?? new.txt"
    held = learner.git("show", "--format=", "--name-only", "HEAD").split()
    assert [name for name in held if name != "learning-diary.md" and not name.startswith(".sprint/log/")] == []


def test_writing_again_goes_to_the_same_day(learner: Learner) -> None:
    """A second thought on a day that is done lands behind the first, not in the next day; no words are doubled."""
    learner.solve()
    learner.must("check")
    for text in (WORDS, MORE, WORDS):
        learner.must("diary", "--analysis", text)
    assert (entry(learner).count(WORDS), entry(learner).count(MORE)) == (1, 1)
    assert [day for day in range(22) if day != 8 and "### Analysis" in entry(learner, day)] == []


def test_an_entry_that_could_not_be_committed_is_committed_by_the_next_command(learner: Learner) -> None:
    """Without an identity the entry is kept and waits, told on the board; once there is one, `start` commits it."""
    (learner.home / ".gitconfig").unlink()
    ended = learner.sprint("diary", "--analysis", WORDS)
    assert ended.code == 0
    assert "none: " in ended.out
    assert WORDS in entry(learner)
    assert "sprint diary --commit" in " ".join(learner.must("status").split())
    assert learner.sprint("diary", "--commit").code == 1
    (learner.home / ".gitconfig").write_text(IDENTITY)
    assert "which was waiting" in learner.sprint("start").said
    assert learner.git("log", "-1", "--format=%s") == "Day 8: Classification basics"
    assert learner.git("status", "--porcelain", "learning-diary.md") == ""
    assert "waiting" not in learner.sprint("start").said


def test_a_command_killed_before_its_commit_is_finished_by_the_next(learner: Learner, tmp_path: Path) -> None:
    """Killed between diary and commit: the entry is whole, counts, and one commit holds it afterwards."""
    folder = tmp_path / "deadly"
    folder.mkdir()
    program(folder / "git", "kill -9 $PPID")
    ended = learner.sprint("diary", "--analysis", WORDS, env={"PATH": f"{folder}:{os.environ['PATH']}"})
    assert ended.code == -signal.SIGKILL
    assert WORDS in entry(learner)
    head = learner.git("rev-parse", "HEAD")
    assert "which was waiting" in learner.sprint("start").said
    assert learner.git("rev-list", "--count", f"{head}..HEAD") == "1"
    assert WORDS in learner.git("show", "HEAD:learning-diary.md")
    assert '"entry": true' in learner.must("status", "--json")


def test_an_entry_written_by_hand_counts_and_is_committed_when_asked(learner: Learner) -> None:
    """Written into the file itself, an entry is left alone by other commands; --commit takes it as any other."""
    text = learner.diary.read_text()
    place = text.index("## Day 9")
    learner.diary.write_text(f"{text[:place]}### Analysis\n\n{WORDS}\n\n{text[place:]}")
    written = learner.diary.read_bytes()
    learner.must("check", code=1)
    assert WORDS not in learner.git("show", "HEAD:learning-diary.md")
    assert "an entry for day 8 that does not count yet" in " ".join(learner.sprint("doctor").said.split())
    learner.must("diary", "--commit")
    assert learner.diary.read_bytes() == written
    assert WORDS in learner.git("show", "HEAD:learning-diary.md")
    (day,) = (day for day in json.loads(learner.must("status", "--json"))["days"] if day["day"] == 8)
    assert day["entry"] is True
    learner.must("diary", "--commit", code=1)
    assert "does not count yet" not in learner.sprint("doctor").said
    learner.diary.write_text(text)
    assert "counts an entry for day 8, and the diary has none" in " ".join(learner.sprint("doctor").said.split())


def test_a_commit_that_was_not_asked_for_is_never_made(learner: Learner) -> None:
    """--no-commit leaves the commit to the learner, also when the next command runs."""
    head = learner.git("rev-parse", "HEAD")
    learner.must("diary", "--analysis", WORDS, "--no-commit")
    learner.must("start")
    learner.must("diary", "--analysis", MORE, "--no-commit")
    assert learner.git("rev-parse", "HEAD") == head
    assert "learning-diary.md" in learner.git("status", "--porcelain")


def test_two_entries_at_once_are_both_written_and_committed(learner: Learner) -> None:
    """Two terminals, two days, one moment: each entry is in the diary and in the history."""
    words = {8: WORDS, 9: MORE}
    with (
        learner.running("diary", "8", "--analysis", WORDS) as one,
        learner.running("diary", "9", "--analysis", MORE) as other,
    ):
        ended = [(*process.communicate(timeout=60), process.returncode) for process in (one, other)]
    assert [code for _, _, code in ended] == [0, 0], ended
    assert all(text in entry(learner, day) for day, text in words.items())
    committed = learner.git("show", "HEAD:learning-diary.md")
    assert all(text in committed for text in words.values())
    assert learner.git("status", "--porcelain", "learning-diary.md") == ""


def test_a_push_that_fails_is_told_and_loses_nothing(learner: Learner) -> None:
    """--push without a remote: the entry is committed, what to do is said, and nothing is promised; code 4."""
    ended = learner.sprint("diary", "--analysis", WORDS, "--push")
    assert (ended.code, "Traceback" in ended.err) == (4, False)
    assert "git remote add origin URL && git push -u origin HEAD" in " ".join(ended.err.split())
    assert "tries again" not in ended.err
    assert WORDS in learner.git("show", "HEAD:learning-diary.md")


def test_a_push_that_is_asked_for_arrives(learner: Learner, tmp_path: Path) -> None:
    """--push sends the commit to the learner's remote."""
    subprocess.run(["git", "init", "-q", "--bare", tmp_path / "remote"], check=True, env=learner.environment())
    learner.git("remote", "add", "origin", str(tmp_path / "remote"))
    learner.git("push", "-qu", "origin", "HEAD")
    learner.must("diary", "--analysis", WORDS, "--push")
    assert learner.git("rev-parse", "@{upstream}") == learner.git("rev-parse", "HEAD")
