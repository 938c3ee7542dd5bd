"""Watch: driven in a real terminal through saves, a syntax error, an endless loop, a deleted file, and its keys."""

import json
import termios
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from learner import WORDS, Learner
from terminal import at_terminal

from sprint.cli.watch import CLEAR
from sprint.usecases.watch import tells_nothing


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    learner = Learner.new(tmp_path, identity=False)
    learner.begin(git=False)
    return learner


def with_line(learner: Learner, line: str) -> None:
    """Save the notebook with a line in its last code cell."""
    learner.change(lambda name, text: f"{line}\n" if name == "stretch" else text)


def test_saves_of_every_kind_are_answered_and_the_terminal_comes_back(learner: Learner) -> None:
    """A solved save, a syntax error, an endless loop cut short by a save, a deleted file: each shows its board."""
    with at_terminal(learner, "watch", "8") as terminal:
        place = terminal.until(r"0 of 9 proved")
        learner.solve()
        place = terminal.until(r"9 of 9 proved", after=place)
        with_line(learner, "1 +")
        place = terminal.until(r"SyntaxError", after=place)
        with_line(learner, "while True: pass")
        place = terminal.until(r"running", after=place)
        with_line(learner, "ready = True")
        place = terminal.until(r"9 of 9 proved", after=place)
        saved = learner.notebook.read_bytes()
        learner.notebook.unlink()
        place = terminal.until(r"cannot be read", after=place)
        learner.notebook.write_bytes(saved)
        place = terminal.until(r"9 of 9 proved", after=place)
        terminal.until(r"q again or Enter", after=terminal.type("q"))
        terminal.type("q")
        assert terminal.ended() == 0
        assert termios.tcgetattr(terminal.theirs) == terminal.before
    assert not (learner.folder / ".sprint" / "local" / "warm").exists()


def test_keys_help_without_leaving(learner: Learner) -> None:
    """H shows a hint, s the board, c checks again, and an unknown key nothing; the terminal is put back on SIGTERM."""
    with at_terminal(learner, "watch", "8") as terminal:
        place = terminal.until(r"0 of 9 proved")
        terminal.until(r"hint 1 of 3", after=terminal.type("h"))
        terminal.until(r"Progress", after=terminal.type("s"))
        place = terminal.until(r"type commands in another window", after=terminal.type("ls\n"))
        terminal.until(r"q again or Enter", after=terminal.type("q"))
        terminal.until(r"h hint", after=terminal.type("x"))
        terminal.until(r"0 of 9 proved", after=max(place, terminal.type("c")))
        assert terminal.shown.count("in another window") == 1
        terminal.process.terminate()
        assert terminal.ended() == 143
        assert termios.tcgetattr(terminal.theirs) == terminal.before


def test_n_goes_on_with_the_next_day(learner: Learner) -> None:
    """While the day is in hand n says so; once it is done, n begins the next day and watches it."""
    with at_terminal(learner, "watch", "8") as terminal:
        terminal.until(r"0 of 9 proved")
        terminal.until(r"Day 8 is the one in hand", after=terminal.type("n"))
        learner.solve()
        terminal.until(r"9 of 9 proved")
        learner.must("diary", "8", "--analysis", WORDS)
        terminal.until(r"n again or Enter", after=terminal.type("n"))
        place = terminal.until(r"What is your goal today", after=terminal.type("\n"))
        terminal.until(r"running", after=max(place, terminal.type("\n")))
        assert (learner.folder / ".sprint" / "local" / "warm").read_text().startswith("9\n")
        terminal.until(r"q again or Enter", after=terminal.type("q"))
        terminal.type("q")
        assert terminal.ended() == 0
        assert termios.tcgetattr(terminal.theirs) == terminal.before


def test_leaving_the_diarys_question_leads_back_to_the_watch(learner: Learner) -> None:
    """Ctrl-D at the question of d writes nothing, and the next key is answered as before."""
    learner.solve()
    with at_terminal(learner, "watch", "8") as terminal:
        terminal.until(r"9 of 9 proved")
        before = learner.diary.read_bytes()
        terminal.until(r"Analysis \(Enter: the text of your notebook\): ", after=terminal.type("d"))
        place = terminal.until(r"the watch goes on", after=terminal.type("\x04"))
        terminal.until(r"Progress", after=max(place, terminal.type("s")))
        assert learner.diary.read_bytes() == before


def test_a_key_pressed_while_another_is_answered_is_answered_too(learner: Learner) -> None:
    """The second key comes while the first one is answered, when the terminal is as it was: nothing of it is lost."""
    with at_terminal(learner, "watch", "8") as terminal:
        place = terminal.until(r"0 of 9 proved")
        terminal.type("h")
        while not termios.tcgetattr(terminal.theirs)[3] & termios.ICANON:
            assert terminal.process.poll() is None
        terminal.type("s")
        place = terminal.until(r"hint 1 of 3", after=place)
        place = terminal.until(r"Progress", after=place)
        terminal.until(r"hint 2 of 3", after=terminal.type("h"))


def test_a_save_that_changes_outputs_only_runs_nothing(learner: Learner) -> None:
    """Jupyter's own saves of outputs do not start a check; the next change of a cell does."""
    with at_terminal(learner, "watch", "8") as terminal:
        place = terminal.until(r"0 of 9 proved")
        document = json.loads(learner.notebook.read_bytes())
        for cell in document["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"], cell["execution_count"] = [], 7
        learner.notebook.write_text(json.dumps(document))
        time.sleep(1.5)
        with_line(learner, "changed = 1")
        terminal.until(r"1 of 9 proved", after=place)
        assert terminal.shown[place:].count("running") == 1


def test_check_beside_a_watch_uses_its_warm_process(learner: Learner) -> None:
    """While a watch runs, `sprint check` forks from its process and gives the same verdict."""
    learner.solve()
    with at_terminal(learner, "watch", "8") as terminal:
        terminal.until(r"9 of 9 proved")
        assert (learner.folder / ".sprint" / "local" / "warm").read_text().startswith("8\n")
        report = learner.report("8", "--fresh", code=0)
        assert report["outcome"] == "pass"


def test_a_folder_that_tells_of_no_changes_is_looked_at(learner: Learner) -> None:
    """With `--poll`, or watchfiles' own variable, a save is seen where the system tells of none."""
    deaf = learner.folder.parent / "deaf" / "sitecustomize.py"
    deaf.parent.mkdir()
    deaf.write_text(
        "import watchfiles.main as main\n"
        "real = main.RustNotify\n"
        "class Deaf:\n"
        "    def __new__(cls, paths, debug, polling, *rest):\n"
        "        return real(paths if polling else ['/proc/self/fd'], debug, polling, *rest)\n"
        "main.RustNotify = Deaf\n"
    )
    path = learner.environment()["PYTHONPATH"]
    for words, said in ((("--poll",), ""), ((), "true")):
        learner.settings.update({"PYTHONPATH": f"{deaf.parent}:{path}", "WATCHFILES_FORCE_POLLING": said})
        with at_terminal(learner, "watch", "8", *words) as terminal:
            place = terminal.until(r"\d of 9 proved")
            with_line(learner, f"seen = {len(words)}")
            terminal.until(r"running", after=place)


@pytest.mark.parametrize(
    ("kind", "silent"),
    [
        *((kind, True) for kind in ("nfs4", "9p", "drvfs", "fuse.sshfs", "CIFS", "smb3", "virtiofs")),
        *((kind, False) for kind in ("ext4", "btrfs", "apfs", "overlay", "tmpfs", "fuseblk", "xfs")),
    ],
)
def test_a_share_is_known_by_its_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, silent: bool) -> None:
    """The file system that a folder lies on counts, the innermost one; somebody's own word goes before it."""
    other = "ext4" if silent else "nfs"
    table = [("/", other), (str(tmp_path), kind), (str(tmp_path / "elsewhere"), other), (f"{tmp_path}-2", other)]
    disks = [SimpleNamespace(mountpoint=place, fstype=name) for place, name in table]
    monkeypatch.setattr("psutil.disk_partitions", lambda **_asked: disks)
    monkeypatch.delenv("WATCHFILES_FORCE_POLLING", raising=False)
    folder = tmp_path / "my-sprint"
    folder.mkdir()
    assert tells_nothing(folder) is silent
    (tmp_path / "link").symlink_to(folder)
    assert tells_nothing(tmp_path / "link") is silent
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "false")
    assert tells_nothing(folder) is False


@pytest.mark.heavy
def test_thirty_saves_end_with_the_last_one(learner: Learner) -> None:
    """Through thirty quick saves the board never shows another verdict last than that of the last save."""
    learner.solve()
    with at_terminal(learner, "watch", "8") as terminal:
        place = terminal.until(r"9 of 9 proved")
        for number in range(30):
            with_line(learner, f"saved = {number}" if number < 29 else "raise ValueError('the last save')")
            time.sleep(0.15)
        place = terminal.until(r"the last save", after=place)
        assert CLEAR not in terminal.later(3, after=place)
