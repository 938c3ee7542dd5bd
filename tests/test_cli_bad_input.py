"""What goes wrong on an evening: one sentence, one next step, the documented exit code, nothing lost."""

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from learner import WORDS, Ended, Learner, by_id, with_little_disk, without_privileges

CURRICULUM = """format: 1
title: A sprint of one's own
rhythm: {kickoff: 15, focus: {blocks: 3, minutes: 45}, ritual: 10}
weeks:
  - {name: Only, days: 8-8, goal: one day}
days:
  - day: 8
    title: Classification basics
    lesson: LESSON
    model: Build it.
    view: Show it.
    analysis: What would accuracy be?
    deliverables: [classification_basics.ipynb]
    data: [DATA]
    needs: [NEEDS]
    limits: {seconds: 120, memory_gb: 4}
    resources: []
"""


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    """Somebody who has begun day 8, without a repository."""
    learner = Learner.new(tmp_path)
    learner.begin(git=False)
    return learner


@pytest.fixture
def committed(tmp_path: Path) -> Learner:
    """Somebody who has begun day 8 in a repository with one commit."""
    learner = Learner.new(tmp_path)
    learner.begin()
    learner.git("add", "-A")
    learner.git("commit", "-qm", "begin")
    return learner


def refused(ended: Ended, code: int, *, names: str, moves: str) -> None:
    """Hold a refusal against the house rule: the sentence, the next step below it, the code, nothing else."""
    assert ended.code == code, ended
    assert ended.out == ""
    assert "Traceback" not in ended.err
    sentence, *rest = ended.err.splitlines()
    assert sentence[0] != " "
    assert any(line.startswith("  ") for line in rest), ended.err
    words = " ".join(ended.err.split())
    assert names in words
    assert moves in words


def own_course(learner: Learner, *, lesson: str = "day_08_classification", data: str = "", needs: str = "") -> None:
    """Put a curriculum of one day into the folder."""
    text = CURRICULUM.replace("LESSON", lesson).replace("DATA", data).replace("NEEDS", needs)
    (learner.folder / "curriculum.yaml").write_text(text)


@pytest.mark.parametrize(
    ("words", "names", "moves"),
    [
        (("start", "eight"), "“eight” is no day", "sprint start 8"),
        (("check", "-1"), "-1", "sprint check --help"),
        (("check", "99"), "There is no day 99", "nearest is day 21"),
        (("hint", "d08.c77"), "no hints for d08.c77", "d08.c1"),
        (("hint", "nonsense"), "nonsense is no check", "d08.c2"),
        (("explain", "8"), "8 is a day", "sprint explain d08.c1"),
        (("explain", "d08.c77"), "no check d08.c77", "d08.c1"),
        (("check", "8", "--all"), "do not go together", "sprint check --all"),
        (("check", "8", "--workers", "3"), "how many days run at a time", "sprint check --all --workers"),
        (("chekc",), "No such command 'chekc'", "sprint --help"),
        (("check", "--nonsense"), "--nonsense", "sprint check --help"),
        (("data", "fetch", "nonsense"), "nonsense", "titanic"),
        (("course",), "Missing command", "sprint course --help"),
        (("plan", "--rest"), "--rest", "sprint plan --help"),
        (("plan", "--undo=3"), "--undo", "sprint plan --help"),
        (("data", "shapes", "x", "--seed"), "--seed", "sprint data shapes --help"),
        (("-C",), "-C", "sprint --help"),
        (("init", "--start", "soon"), "soon", "sprint init --help"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_words_that_do_not_fit(learner: Learner, words: tuple[str, ...], names: str, moves: str) -> None:
    """A word that means nothing here is quoted, and what would fit is named: code 2."""
    before = learner.bytes()
    refused(learner.sprint(*words), 2, names=names, moves=moves)
    assert learner.bytes() == before


@pytest.mark.parametrize("verb", ["status", "start", "check", "run", "hint", "diary", "doctor"])
def test_a_folder_that_is_no_sprint(learner: Learner, verb: str) -> None:
    """Outside of a sprint every verb says so and makes nothing: code 3."""
    refused(learner.sprint(verb, where=learner.home), 3, names="not in a sprint folder", moves="sprint init")
    assert list(learner.home.iterdir()) == [learner.home / ".gitconfig"]


def test_a_folder_that_is_gone(learner: Learner, tmp_path: Path) -> None:
    """The folder was removed under the terminal: told, code 3."""
    gone = tmp_path / "gone"
    gone.mkdir()
    refused(learner.sprint("status", where=gone, before=gone.rmdir), 3, names="is gone", moves="cd")


@pytest.mark.parametrize(
    ("damage", "names"),
    [
        (lambda content: content[: len(content) // 2], "classification_basics.ipynb"),
        (lambda _: b"# not JSON at all\n", "classification_basics.ipynb"),
        (lambda _: b"", "classification_basics.ipynb"),
        (lambda _: b'{"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": []}', "3"),
        (lambda content: b"\xff\xfe" + content, "classification_basics.ipynb"),
    ],
    ids=["cut off", "not JSON", "empty", "version 3", "not UTF-8"],
)
@pytest.mark.parametrize("verb", ["check", "run"])
def test_a_damaged_notebook(learner: Learner, damage: Callable[[bytes], bytes], names: str, verb: str) -> None:
    """A notebook that cannot be read is named and left as it is, to the byte: code 4."""
    learner.notebook.write_bytes(damage(learner.notebook.read_bytes()))
    before = learner.bytes()
    refused(learner.sprint(verb), 4, names=names, moves="")
    assert learner.bytes() == before


def test_a_curriculum_with_five_faults(learner: Learner) -> None:
    """All faults are shown at once, each with its file and line: code 4."""
    own_course(learner)
    path = learner.folder / "curriculum.yaml"
    faulty = path.read_text().replace("title: A", "titel: A").replace("days: 8-8", "days: 9-8")
    faulty = faulty.replace("day: 8\n", "day: eight\n").replace("seconds: 120", "seconds: -1")
    path.write_text(faulty.replace("needs: []", "needs: [], colour: red").replace("needs: [], ", "needs: []\n    "))
    before = learner.bytes()
    ended = learner.sprint("status")
    refused(ended, 4, names="faults", moves="Start with curriculum.yaml:2")
    lines = {line.split(":")[1] for line in ended.err.splitlines() if line.startswith("  curriculum.yaml:")}
    assert len(lines) >= 5, ended.err
    assert "did you mean 'title'" in " ".join(ended.err.split())
    assert learner.bytes() == before


def test_a_diary_with_conflict_markers(committed: Learner) -> None:
    """A merge left its marks in the entry: the lines are named, nothing is written, code 4."""
    text = committed.diary.read_text()
    heading = "## Day 8 · Classification basics\n"
    marks = f"{heading}\n<<<<<<< ours\nmine\n=======\ntheirs\n>>>>>>> theirs\n"
    committed.diary.write_text(text.replace(heading, marks))
    before = committed.bytes()
    refused(committed.sprint("diary", "--analysis", WORDS), 4, names="line", moves="")
    assert committed.bytes() == before


def test_without_a_git_program_everything_else_works(committed: Learner, tmp_path: Path) -> None:
    """No git on the PATH: the entry is written and says that it waits; the doctor says what to install."""
    alone = {"PATH": str(tmp_path / "empty")}
    ended = committed.sprint("diary", "--analysis", WORDS, env=alone)
    assert (ended.code, ended.err) == (0, "")
    assert "Git is not installed" in ended.said
    assert WORDS in committed.diary.read_text()
    assert "git-scm.com" in committed.sprint("doctor", env=alone).said
    for words in (("start", "9"), ("status",), ("init", "new")):
        assert committed.sprint(*words, env=alone).code == 0


def test_without_an_identity_the_entry_waits(committed: Learner) -> None:
    """Git does not know who commits: the entry is kept, nobody is invented, the command to mend it is shown."""
    (committed.home / ".gitconfig").unlink()
    head = committed.git("rev-parse", "HEAD")
    ended = committed.sprint("diary", "--analysis", WORDS)
    assert (ended.code, "git config" in ended.said) == (0, True), ended
    assert committed.git("rev-parse", "HEAD") == head
    assert WORDS in committed.diary.read_text()


def test_a_detached_head_is_warned_of(committed: Learner) -> None:
    """The commit is made where the learner stands, with a word on how to keep it."""
    committed.git("checkout", "-q", "--detach")
    ended = committed.sprint("diary", "--analysis", WORDS)
    assert (ended.code, "git switch -c" in ended.said) == (0, True), ended
    assert WORDS in committed.git("show", "HEAD:learning-diary.md")


def test_a_merge_in_progress_is_left_alone(committed: Learner) -> None:
    """In the middle of a merge the entry waits; the merge, its parents and its files stay as they are."""
    for name in ("theirs", "ours"):
        committed.git("checkout", "-q", "-b", name, "main")
        (committed.folder / "both.txt").write_text(f"{name}\n")
        committed.git("add", "both.txt")
        committed.git("commit", "-qm", name)
    merge = ["git", "merge", "theirs"]
    assert subprocess.run(merge, cwd=committed.folder, env=committed.environment(), check=False).returncode == 1
    before, head = committed.git("status", "--porcelain", "both.txt"), committed.git("rev-parse", "HEAD", "MERGE_HEAD")
    ended = committed.sprint("diary", "--analysis", WORDS)
    assert (ended.code, "merge" in ended.said) == (0, True), ended
    assert committed.git("status", "--porcelain", "both.txt") == before
    assert committed.git("rev-parse", "HEAD", "MERGE_HEAD") == head
    assert WORDS in committed.diary.read_text()


def test_a_folder_that_cannot_be_written(learner: Learner) -> None:
    """Without the permission to write, a writing command says where and why, code 4; the board is still shown."""
    for path in (learner.folder, *learner.folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        touch = [sys.executable, "-c", f"open({str(learner.folder / 'x')!r}, 'w')"]
        tried = subprocess.run(touch, preexec_fn=without_privileges, capture_output=True, check=False)
        assert b"PermissionError" in tried.stderr, "here the permissions would not hold, and the test says nothing"
        before = learner.bytes()
        for words in (("start", "9"), ("hint",), ("diary", "--analysis", WORDS), ("solution", "--reveal", "--apply")):
            ended = learner.sprint(*words, before=without_privileges)
            refused(ended, 4, names="Permission denied", moves="permissions")
        assert learner.sprint("status", before=without_privileges).code == 0
        assert learner.bytes() == before
    finally:
        for path in (learner.folder, *learner.folder.rglob("*")):
            path.chmod(0o755)


def test_no_question_without_a_terminal(learner: Learner) -> None:
    """In a pipe nobody is asked: the flag that does instead is named, code 2."""
    before = learner.bytes()
    refused(learner.sprint("diary"), 2, names="without a terminal", moves="sprint diary 8 --analysis")
    assert learner.bytes() == before


def test_an_editor_that_is_not_there(learner: Learner) -> None:
    """An EDITOR that cannot be started is named: code 2, and the diary is as it was."""
    before = learner.bytes()
    for editor in ("/no/such/editor", "'unbalanced"):
        ended = learner.at_terminal("diary", env={"EDITOR": editor})
        assert (ended.code, "cannot be started" in ended.said) == (2, True), ended
    assert learner.bytes() == before


def test_an_empty_analysis_is_no_entry(learner: Learner) -> None:
    """Nothing of the learner's own, or too little: the question is asked again, code 1."""
    before = learner.bytes()
    for text in ("", "   ", "ok", "<!-- a comment of many many many words -->"):
        refused(learner.sprint("diary", "--analysis", text), 1, names="no entry yet", moves="always benign")
    assert learner.bytes() == before


def test_a_missing_package_is_no_fault_of_the_learner_s(learner: Learner) -> None:
    """The notebook needs what is not installed: outcome error with the line that installs it, code 5, no verdict."""
    own_course(learner, needs="lightgbm")
    missing = "import importlib.abc, sys\nraise ModuleNotFoundError('No module named lightgbm', name='lightgbm')"
    learner.change(lambda name, text: missing if name == "split" else text)
    report = learner.report(code=5)
    assert report["outcome"] == "error"
    assert "pass" not in by_id(report).values()
    assert "install" in report["checks"][0]["message"]
    assert json.loads(learner.must("status", "--json"))["days"][0]["checks"] is None


def test_missing_data_is_no_fault_of_the_learner_s(learner: Learner) -> None:
    """The day's data is not at hand: outcome error with the command that fetches it, code 5, and no network call."""
    own_course(learner, data="titanic")
    learner.change(
        lambda name, text: "from sprint.datasets import load_titanic\nload_titanic()" if name == "split" else text
    )
    report = learner.report(code=5, env={"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"})
    assert report["outcome"] == "error"
    assert "pass" not in by_id(report).values()
    assert "sprint data fetch titanic" in report["checks"][0]["message"]


def test_a_day_without_a_lesson_is_never_a_pass(learner: Learner) -> None:
    """Nothing can prove it: outcome error, code 5, and the words say what to do instead."""
    own_course(learner, lesson="day_08_unwritten")
    learner.must("start", "8")
    report = learner.report(code=5)
    assert (report["outcome"], len(report["checks"])) == ("error", 1)
    shown = learner.sprint("check")
    assert (shown.code, "sprint diary" in shown.said) == (5, True)
    refused(learner.sprint("hint"), 1, names="no lesson", moves="notebook")
    refused(learner.sprint("solution", "--reveal"), 1, names="no lesson", moves="resources")


@pytest.mark.parametrize(
    "words", [("start", "9"), ("diary", "--analysis", WORDS), ("solution", "--reveal", "--apply")], ids=" ".join
)
def test_a_full_disk(learner: Learner, words: tuple[str, ...]) -> None:
    """When no file can grow, the sentence says which, code 4; every file is the old one, and no half one is left."""
    before = learner.bytes()
    ended = learner.sprint(*words, before=with_little_disk(500))
    refused(ended, 4, names="could not be written", moves="disk space")
    assert learner.bytes() == before
    assert learner.sprint(*words).code == 0


def test_another_command_that_holds_the_folder(learner: Learner) -> None:
    """A second writer waits ten seconds and then says who is writing: code 4."""
    before = learner.bytes()
    with (learner.folder / ".sprint" / "local" / "lock").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ended = learner.sprint("diary", "--analysis", WORDS)
    refused(ended, 4, names="Another sprint command", moves="run the command again")
    assert learner.bytes() == before


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 143)],
    ids=str,
)
def test_a_check_that_is_stopped(learner: Learner, tmp_path: Path, number: int, code: int) -> None:
    """Ctrl-C, a request to end, a closed terminal: the documented code, the learner's process gone, no byte changed."""
    mark = tmp_path / "pid"
    sleep = f"import os, time\nopen({str(mark)!r}, 'w').write(str(os.getpid()))\ntime.sleep(100)"
    learner.change(lambda name, text: sleep if name == "split" else text)
    before = learner.bytes()
    with learner.running("check") as process:
        while not (mark.exists() and mark.read_text()):
            time.sleep(0.05)
            assert process.poll() is None
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
    assert process.returncode == code, err
    assert (b"Traceback" in err, out) == (False, b"")
    assert (b"The check was stopped" in err) == (code == 130)
    assert not psutil.pid_exists(int(mark.read_text()))
    assert learner.bytes() == before


def test_a_reader_that_leaves_early(learner: Learner) -> None:
    """`sprint status | head -1` ends quietly with code 0."""
    shell = f'{{ "{sys.executable}" -m sprint status; echo $? >&2; }} | head -c 1'
    done = subprocess.run(
        ["/bin/sh", "-c", shell], cwd=learner.folder, env=learner.environment(), capture_output=True, check=False
    )
    assert done.stdout == b" "
    assert done.stderr == b"0\n"


def test_a_reader_that_is_gone_already(learner: Learner) -> None:
    """A closed pipe from the first word on is no reason for a complaint either."""
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "sprint", "status"]
    done = subprocess.run(
        command, cwd=learner.folder, env=learner.environment(), stdout=write, stderr=subprocess.PIPE, check=False
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_bug_of_ours_leaves_a_log_and_no_traceback(learner: Learner, tmp_path: Path) -> None:
    """What nobody foresaw is said to be ours, code 70, with a log to paste."""
    broken = tmp_path / "broken" / "sprint"
    shutil.copytree(
        Path(learner.environment()["PYTHONPATH"]) / "sprint", broken, ignore=shutil.ignore_patterns("__py*")
    )
    with (broken / "usecases" / "status.py").open("a") as code:
        code.write("\n\ndef status(sprint):\n    raise ZeroDivisionError('oops')\n")
    shipped = Path(learner.environment()["PYTHONPATH"]) / "curriculum.yaml"
    shutil.copy(shipped, broken / "curriculum.yaml")
    ended = learner.sprint("status", env={"PYTHONPATH": str(broken.parent)})
    assert (ended.code, ended.out) == (70, "")
    assert "bug of ours (ZeroDivisionError)" in ended.err
    assert "Traceback" not in ended.err
    [log] = learner.home.rglob("bug-*.txt")
    assert "ZeroDivisionError: oops" in log.read_text()
