"""Full disks, links, broken repositories, odd folders: said in a sentence, and nothing lost or left behind."""

import contextlib
import errno
import os
import shutil
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from faults import Property, counted, live_as, log_file, run
from learner import WORDS, Learner, by_id

from sprint import files, folders
from sprint.errors import NeedsPersonError
from sprint.git import GitError, Repository
from sprint.lab.protocol.process_tree import scrubbed_environment

pytestmark = [pytest.mark.faults, pytest.mark.usefixtures("some_data")]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("begun")
    Learner.new(place).begin()
    return place


@pytest.fixture
def learner(begun: Path, tmp_path: Path) -> Learner:
    for name in ("home", "my-sprint"):
        shutil.copytree(begun / name, tmp_path / name, symlinks=True)
    return Learner(tmp_path / "home", tmp_path / "my-sprint")


def full(*_: Any, **__: Any) -> Any:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


# Full disk


@pytest.mark.parametrize("call", ["os.ftruncate", "os.pwrite"])
def test_a_lock_holds_where_nobody_can_write_who_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """The name of the holder is a help; on a full disk the lock is held without it."""
    monkeypatch.setattr(call, full)
    second = files.locked(tmp_path / "lock", patience_seconds=0)
    with files.locked(tmp_path / "lock"), pytest.raises(NeedsPersonError, match="Another sprint command"), second:
        pytest.fail("two hold it")


@pytest.mark.parametrize("make", [lambda: folders.lasting_folder("x-"), folders.growing_file])
@pytest.mark.parametrize("call", ["tempfile.mkdtemp", "tempfile.TemporaryFile"])
def test_a_full_place_for_temporary_files_is_said(
    monkeypatch: pytest.MonkeyPatch, call: str, make: Callable[[], object]
) -> None:
    """No temporary folder or file can be made: a sentence, and no bug of ours."""
    monkeypatch.setattr("tempfile.mkdtemp", full)
    monkeypatch.setattr(call, full)
    if call == "tempfile.mkdtemp" and make is folders.growing_file:
        monkeypatch.setattr("os.dup", full)
    with pytest.raises(files.WriteError, match="No space left"):
        make()


def test_a_line_that_is_refused_leaves_no_empty_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty file of the record would be told as damage for ever; a file with lines in it stays."""
    path, old = tmp_path / "new.jsonl", tmp_path / "old.jsonl"
    old.write_bytes(b"{}\n")
    monkeypatch.setattr("os.write", full)
    for place in (path, old):
        with pytest.raises(files.WriteError):
            files.append_line(place, b"{}")
    assert (path.exists(), old.read_bytes()) == (False, b"{}\n")


@pytest.mark.parametrize("call", ["sprint.files.write", "sprint.files.append_line"])
def test_a_proof_is_shown_though_its_verdict_cannot_be_written(
    learner: Learner, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """What took a minute to prove is said, with why it was not kept; the day is not done yet."""
    learner.solve()
    live_as(learner, monkeypatch)

    def refuse(path: Path, *_: object, **__: object) -> None:
        if ".sprint" in path.parts and learner.folder in path.parents:
            raise files.WriteError(f"{path.name} could not be written: No space left on device.", "Free it.")

    monkeypatch.setattr(call, refuse)
    ended = run("check", "8")
    assert "could not be written: No space left on device." in ended.said
    assert "d08.c1" in ended.out
    assert ended.code == 1, ended


# Links

LINKED = ("workspace", "workspace/day-08", ".sprint", ".sprint/local", ".sprint/log", "figures")
VERBS = (
    ("start", "8"),
    ("start", "9"),
    ("reset", "8", "--yes"),
    ("diary", "8", "--analysis", WORDS),
    ("diary", "--commit", "8"),
    ("solution", "8", "--apply", "--reveal", "--yes"),
    ("update", "--yes"),
    ("note", "hello"),
)


def test_nothing_is_written_through_a_linked_folder(
    learner: Learner, monkeypatch: pytest.MonkeyPatch, record_property: Property
) -> None:
    """Whichever folder of the sprint is a link: not a byte changes behind it, which is said."""
    live_as(learner, monkeypatch)
    count = 0
    for name in LINKED:
        place, outside = learner.folder / name, learner.home.parent / "outside"
        place.mkdir(exist_ok=True)
        place.rename(outside)
        place.symlink_to(outside)
        before = contents(outside)
        for words in VERBS:
            ended = run(*words)
            assert contents(outside) == before, (name, words)
            assert ended.code in {0, 1, 2, 4}, (name, words, ended)
            if words[0] == "diary" and ended.code == 0 and name.startswith("workspace"):
                assert "is a link to another place" in ended.said
            count += 1
        place.unlink()
        outside.rename(place)
    counted(record_property, "commands on linked folders", count, 48)


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder; the lock may be taken."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def test_the_way_to_the_sprint_may_be_a_link(learner: Learner) -> None:
    """Where the folder lies is the learner's affair: through a linked parent, or as a link itself, all works."""
    link = learner.home / "linked"
    link.symlink_to(learner.folder)
    assert learner.sprint("diary", "8", "--analysis", WORDS, where=link).code == 0
    assert WORDS in learner.git("show", "HEAD:learning-diary.md")
    assert files.linked_folder(link / "workspace" / "day-08" / "x") is None


# Git that cannot be opened


def break_git(folder: Path, how: str) -> str:
    """Break a repository; return a word that git says of it."""
    git = folder / ".git"
    if how == "empty HEAD":
        (git / "HEAD").write_bytes(b"")
        return "not a git repository"
    if how == "bad config":
        with (git / "config").open("a") as stream:
            stream.write("[core\n")
        return "bad config line"
    if how == "bare":
        with (git / "config").open("a") as stream:
            stream.write("[core]\n\tbare = true\n")
        return "work tree"
    if how == "no refs":
        shutil.rmtree(git / "refs")
        return "not a git repository"
    git.rename(folder / "elsewhere")
    git.write_text("gitdir: nowhere\n")
    return "nowhere"


HOWS = ("empty HEAD", "bad config", "bare", "no refs", "a file that leads nowhere")


@pytest.mark.parametrize("how", HOWS)
def test_a_repository_that_git_cannot_open_is_not_called_none(learner: Learner, how: str) -> None:
    """In git's own words, with one next step; the entry is written, waits, and no second repository is made."""
    word = break_git(learner.folder, how)
    with pytest.raises(GitError, match=word):
        Repository.find(learner.folder)
    ended = learner.sprint("diary", "8", "--analysis", WORDS)
    assert word in ended.said
    assert "no git repository" not in ended.said
    assert WORDS in learner.diary.read_text()
    for words in (["doctor"], ["init"], ["status"], ["undo"], ["start", "8"]):
        assert learner.sprint(*words).code in {0, 1, 4, 5}, words
    assert "waiting" in learner.sprint("status").said or "waits" in learner.sprint("status").said


def test_a_folder_without_a_repository_is_called_that(tmp_path: Path) -> None:
    """Neither none nor an empty `.git` is a broken one."""
    assert Repository.find(tmp_path) is None
    (tmp_path / ".git").mkdir()
    assert Repository.find(tmp_path) is None


# Odd folders


def test_a_very_deep_folder_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Deeper than Python calls itself, longer than a path may be, with folders that nobody may open."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with folders.temporary_folder() as folder:
        here = os.open(folder, os.O_RDONLY)
        for depth in range(3000):
            os.mkdir("folder", dir_fd=here)
            below = os.open("folder", os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = below
            if depth % 500 == 0:
                os.fchmod(here, 0o500)
        os.close(here)
        (folder / "link").symlink_to(tmp_path)
        (folder / "closed").mkdir(mode=0o000)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", [".", ".."])
def test_a_notebook_that_makes_very_deep_folders_has_its_verdict(learner: Learner, place: str) -> None:
    """Deeper than Python calls itself, in the day's folder or beside it: proved, and nothing is left behind."""
    learner.solve()
    deep = f"import os\nabove = os.getcwd()\nos.chdir({place!r})\n"
    deep += "for _ in range(1200):\n    os.mkdir('d')\n    os.chdir('d')\nos.chdir(above)\n"
    learner.change(lambda _, text: deep + text if text.startswith(("import", "from")) else text)
    temporary = learner.home / "tmp"
    temporary.mkdir()
    report = learner.report("8", code=0, env={"TMPDIR": str(temporary)})
    assert by_id(report)["d08.c1"] == "pass"
    assert list(temporary.iterdir()) == []
    assert learner.sprint("diary", "8", "--analysis", WORDS).code == 0


def test_a_very_deep_folder_of_the_learners_is_said(learner: Learner) -> None:
    """What cannot be copied is named with one next step, and is no bug of ours; an entry is written all the same."""
    with folders.temporary_folder() as place:
        learner = Learner(learner.home, Path(shutil.move(learner.folder, place)))
        here = os.open(learner.notebook.parent, os.O_RDONLY)
        for _ in range(1200):
            os.mkdir("d", dir_fd=here)
            below = os.open("d", os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = below
        os.close(here)
        ended = learner.sprint("check", "8")
        assert (ended.code, "too deep" in ended.said) == (4, True), ended
        assert learner.sprint("diary", "8", "--analysis", WORDS).code == 0


def test_pipes_and_sockets_in_the_days_folder_are_left_out(learner: Learner) -> None:
    """A check and an entry go on as if they were not there; nothing waits for somebody to write into a pipe."""
    learner.solve()
    os.mkfifo(learner.notebook.parent / "pipe")
    with contextlib.chdir(learner.notebook.parent), socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        report = learner.report("8", code=0)
    assert set(by_id(report).values()) <= {"pass", "not_attempted"}  # the stretch goal is left
    assert learner.sprint("diary", "8", "--analysis", WORDS).code == 0


def test_a_folder_that_cannot_be_copied_is_named_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence with the file, and no list of Python's."""
    (tmp_path / "from").mkdir()
    (tmp_path / "from" / "data.csv").write_text("x")
    monkeypatch.setattr("shutil.copyfile", full)
    with pytest.raises(files.WriteError, match=r"data.csv could not be copied: No space left on device\.") as caught:
        folders.copy_tree(tmp_path / "from", tmp_path / "to")
    assert "[(" not in str(caught.value)


# Signals


@pytest.mark.skipif(sys.platform != "linux", reason="the watchdog sees a stopped process on Linux")
@pytest.mark.parametrize("name", ["SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU"])
def test_a_cell_that_stops_our_process_does_not_hang_the_check(learner: Learner, name: str) -> None:
    """The watchdog wakes it, and the verdict is what it would have been."""
    learner.solve()
    stop = f"import os, signal\nos.kill(os.getppid(), signal.{name})\n"
    learner.change(lambda _, text: stop + text if text.startswith(("import", "from")) else text)
    assert learner.notebook.read_text().count(f"signal.{name}") == 1
    began = time.monotonic()
    with learner.running("check", "8", "--json") as process:
        out, _ = process.communicate(timeout=100)
    assert b'"d08.c1"' in out
    assert process.returncode == 0
    assert time.monotonic() - began < 100


# Secrets

SECRETS = (
    *("OPENAI_KEY", "GH_PAT", "JWT", "MY_JWT", "BASIC_AUTH", "SENTRY_DSN", "DATABASE_URL", "REDIS_URL", "MONGO_URI"),
    *(
        "KAGGLE_KEY",
        "KAGGLE_USERNAME",
        "WANDB_API_KEY",
        "HF_TOKEN",
        "AWS_SESSION_TOKEN",
        "NPM_CONFIG__AUTH",
        "PGPASSFILE",
    ),
    *("CONDA_TOKEN", "PIP_PASSWORD", "TORCH_AUTH", "SPRINT_SECRET", "AZURE_STORAGE_CONNECTION_STRING", "STRIPE_SK"),
    *("COMPANY_INTERNAL", "CI_JOB_JWT_V2", "DOCKER_AUTH_CONFIG", "SLACK_WEBHOOK", "GOOGLE_APPLICATION_CREDENTIALS"),
)
NEEDED = (
    *("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "VIRTUAL_ENV", "CONDA_PREFIX", "LD_LIBRARY_PATH", "DISPLAY"),
    *("CUDA_VISIBLE_DEVICES", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "SPRINT_DATA", "https_proxy", "HTTP_PROXY"),
    *("TORCH_HOME", "HF_HOME", "HF_HUB_OFFLINE", "SSL_CERT_FILE", "XDG_CACHE_HOME", "XAUTHORITY", "KERAS_BACKEND"),
)


def test_no_secret_reaches_the_learners_code(monkeypatch: pytest.MonkeyPatch, record_property: Property) -> None:
    """Names that nobody could have guessed stay out as well, and addresses with a password."""
    for name in (*SECRETS, *NEEDED):
        monkeypatch.setenv(name, f"value of {name}")
    found = scrubbed_environment({})
    assert [name for name in SECRETS if name in found] == []
    assert [name for name in NEEDED if name not in found] == []
    for name in ("HTTP_PROXY", "https_proxy", "PIP_INDEX_URL"):
        monkeypatch.setenv(name, "http://ada:secret@proxy.example.org:3128")
        assert name not in scrubbed_environment({})
    counted(record_property, "secrets and addresses with passwords", len(SECRETS) + 3, 29)


def test_a_refused_command_leaves_no_mark_in_the_record(learner: Learner) -> None:
    """The record holds what it held before a refused command in a linked folder."""
    before = log_file(learner).read_bytes()
    learner.solve()
    (learner.folder / "workspace").rename(learner.folder / "ws")
    (learner.folder / "workspace").symlink_to(learner.folder / "ws")
    assert learner.sprint("reset", "8", "--yes").code == 4
    assert log_file(learner).read_bytes() == before
