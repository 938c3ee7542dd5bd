"""The board: the same picture at every width, in ASCII, as JSON, as a line, as an SVG; and light enough for a prompt.

The golden files in `tests/data/golden` are written anew with
`SPRINT_GOLDEN=1 pytest tests/test_board.py tests/test_kickoff.py`.
"""

import json
import os
import re
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from learner import Learner

from sprint.course.outline import Outline, read_outline
from sprint.course.reading import read_curriculum, shipped_curriculum
from sprint.record.events import Event, new_id
from sprint.usecases.init import init
from sprint.usecases.sprint import Sprint
from sprint.usecases.status import status

GOLDEN = Path(__file__).parent / "data" / "golden"
NOW = "2026-11-22T14:20:00+01:00"
START = date(2026, 11, 13)
DONE = {1: 13, 2: 14, 3: 15, 4: 17, 5: 19, 6: 20, 7: 21}
METRICS = {5: {"val_loss": 0.31}, 6: {"rmse": 0.71, "r2": 0.58}, 7: {"accuracy": 0.974, "roc_auc": 0.994}}


def tell(made: list[Event], at: datetime, kind: str, day: int | None, **data: object) -> Event:
    """Add an event to a record."""
    event = Event(new_id(at, made[-1].id if made else None), at, at.date(), day, kind, data)
    made.append(event)
    return event


def focused(made: list[Event], at: datetime, day: int, seconds: int = 2700) -> None:
    """Add a block of a day."""
    start = tell(made, at, "focus.start", day, block=1, plan_s=2700)
    tell(made, at + timedelta(seconds=seconds), "focus.end", day, start=start.id, secs=seconds, pause_s=0, how="full")


def example(folder: Path) -> None:
    """Write the record of the design's board: seven days done, one missed, one rest day, the eighth begun."""
    evening = datetime.fromisoformat("2026-11-13T18:00:00+01:00")
    made: list[Event] = []
    tell(made, evening, "sprint.start", None, start=START.isoformat())
    tell(made, evening, "plan.rest", None, rest="2026-11-18")
    for day, on in DONE.items():
        at = evening + timedelta(days=on - 13)
        tell(made, at, "day.start", day)
        for block in range(3):
            focused(made, at + timedelta(hours=block), day)
        at += timedelta(hours=4)
        tell(made, at, "check", day, outcome="pass", passed=5, total=5, metrics=METRICS.get(day, {}))
        tell(made, at, "diary", day, own=True, commit="abc1234")
    today = datetime.fromisoformat(NOW) - timedelta(hours=2)
    tell(made, today, "day.start", 8)
    tell(made, today, "goals", 8, text="Train a baseline\nPlot ROC and PR curves\nSay which error is worse")
    focused(made, today, 8)
    tell(made, today + timedelta(hours=1), "check", 8, outcome="fail", passed=2, total=5)
    path = folder / ".sprint" / "log" / "a-0001.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(event.to_line() + b"\n" for event in made))
    (folder / "lessons").mkdir()  # lessons of their own, so that the cards of ours do not count
    cards = "".join(f"<!-- card: mine-{place} -->\nQ: What?\nA: That.\n\n" for place in range(6))
    (folder / "cards").mkdir()
    (folder / "cards" / "mine.md").write_text(cards)


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    """Somebody who stands where the design's board stands."""
    learner = Learner.new(tmp_path, identity=False)
    example(learner.folder)
    init(learner.folder, git=False)
    learner.settings["SPRINT_NOW"] = NOW
    return learner


def same_as(name: str, shown: str) -> None:
    """Hold what is shown against its golden file, or write that file anew where it is asked for."""
    path = GOLDEN / name
    if os.environ.get("SPRINT_GOLDEN"):
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8"), f"unlike {name}; see the first lines of this file"


@pytest.mark.parametrize("flags", [(), ("--ascii",)], ids=["unicode", "ascii"])
@pytest.mark.parametrize("width", [60, 80, 100])
def test_the_board(learner: Learner, width: int, flags: tuple[str, ...]) -> None:
    """The board fits its width, says the same at each, and draws with ASCII only when asked to."""
    shown = learner.must("status", *flags, env={"COLUMNS": str(width)})
    assert max(map(len, shown.splitlines())) <= width
    assert shown.isascii() == bool(flags)
    assert all(line == line.rstrip() for line in shown.splitlines())
    assert shown.count("behind") == 1
    same_as(f"board-{width}{'-ascii' if flags else ''}.txt", shown)


def test_a_narrow_board_has_no_calendar(learner: Learner) -> None:
    """At 40 columns nothing overflows, and there is a line an item."""
    shown = learner.must("status", env={"COLUMNS": "40"})
    assert max(map(len, shown.splitlines())) <= 40
    assert "Mon  Tue" not in shown


def test_a_fresh_board(tmp_path: Path) -> None:
    """Before the first evening nothing is behind, nothing is missed, and the next command begins."""
    learner = Learner.new(tmp_path, identity=False)
    learner.settings["SPRINT_NOW"] = NOW
    learner.must("init", "--no-git", "--start", "2026-11-22")
    same_as("board-fresh-80.txt", learner.must("status"))


def test_a_long_absence_takes_one_line(tmp_path: Path) -> None:
    """A year away is one quiet line, not a wall of marks, and the board stays short."""
    learner = Learner.new(tmp_path, identity=False)
    example(learner.folder)
    init(learner.folder, git=False)
    learner.settings["SPRINT_NOW"] = "2027-12-01T18:00:00+01:00"
    shown = learner.must("status")
    assert "weeks without a finished day" in shown
    assert len(shown.splitlines()) < 30


def test_a_finished_sprint(tmp_path: Path) -> None:
    """When all days are done the board says so, with the date, and names the one command that goes on: the review."""
    folder = tmp_path / "s"
    init(folder, begin=START, git=False)
    sprint = Sprint.at(folder)
    for day in range(22):
        sprint.log.append("check", day, outcome="pass", passed=1, total=1)
        sprint.log.append("diary", day, own=True)
    standing = status(Sprint.at(folder))
    assert standing.in_hand is None
    assert standing.pace.behind == 0
    assert standing.next == "sprint review"
    shown = subprocess.run([sys.executable, "-m", "sprint"], cwd=folder, capture_output=True, text=True, check=True)
    assert "22 of 22 days" in shown.stdout
    assert "finished" in shown.stdout


def test_json_is_one_document(learner: Learner) -> None:
    """`--json` is one document and nothing else: every day, the pace, the focus minutes, the next command."""
    found = json.loads(learner.must("status", "--json"))
    assert found["schema"] == 1
    assert (found["done"], found["total"], found["in_hand"], found["next"]) == (7, 22, 8, "sprint check")
    assert found["pace"]["behind"] == 2  # day 0 was left out
    assert found["pace"]["rests"] == ["2026-11-18"]
    assert found["focus"] == {"minutes": 22 * 45, "boxes": 22, "running": None}
    assert [day["day"] for day in found["days"]] == list(range(22))
    assert found["days"][8]["boxes"] == 1
    assert found["days"][7]["metrics"] == {"accuracy": 0.974, "roc_auc": 0.994}


def test_the_line_for_a_prompt(learner: Learner) -> None:
    """`--line` says the day, its boxes and the pace; with a block that runs, when it ends."""
    line = learner.must("status", "--line").strip()
    assert line == "d8 1/3 · 2 behind · 6 cards"
    learner.must("focus", "--detach")
    assert "focus until 15:05" in learner.must("status", "--line")


def test_the_picture_asks_nobody(learner: Learner) -> None:
    """The SVG holds the board and names no address that a viewer would load."""
    path = learner.folder / "board.svg"
    learner.must("status", "--svg", str(path))
    picture = path.read_text(encoding="utf-8")
    assert "Progress" in picture
    said = re.sub(r"<!--.*?-->", "", picture, flags=re.DOTALL)
    assert set(re.findall(r"\w+://[^\"'\s)]+", said)) == {"http://www.w3.org/2000/svg"}


def test_no_colour_without_a_terminal_or_where_it_is_not_wanted(learner: Learner) -> None:
    """A pipe gets no control sequences; forced colour gives some, NO_COLOR takes the colours out again."""
    assert "\x1b" not in learner.must("status")
    coloured = {"FORCE_COLOR": "1", "TERM": "xterm-256color"}
    assert "\x1b[38;5;29m" in learner.must("status", env=coloured)
    assert "38;5" not in learner.must("status", env=coloured | {"NO_COLOR": "1"})
    few = learner.must("status", env=coloured | {"TERM": "linux", "COLORTERM": ""})
    assert set(re.findall(r"\x1b\[([\d;]+)m", few)) == {"0", "1"}


def test_both_days_of_the_first_evening_are_in_the_calendar(tmp_path: Path) -> None:
    """The first date shows the setup and day 1, a legend says what + is, and a start to come is told as one."""
    learner = Learner.new(tmp_path, identity=False)
    learner.settings["SPRINT_NOW"] = NOW
    learner.must("init", "--no-git", "--start", "2026-11-22")
    shown = learner.must("status")
    assert ">0+1" in shown
    assert "+ one more day on this date" in shown
    later = Learner.new(tmp_path / "later", identity=False)
    later.settings["SPRINT_NOW"] = NOW
    later.must("init", "--no-git", "--start", "2027-01-05")
    assert "starts 5 Jan" in later.must("status")
    assert "due Tue 5 Jan" in later.must("status")


def test_a_picture_makes_no_folder(learner: Learner) -> None:
    """A picture for a folder that is not there is refused with the command that makes it."""
    done = learner.sprint("status", "--svg", "some/where/board.svg")
    assert done.code == 2
    assert "mkdir -p some/where" in done.err
    assert not (learner.folder / "some").exists()


def test_the_board_loads_nothing_heavy(learner: Learner) -> None:
    """Neither YAML (the second time), nor git, notebooks, data, FSRS or Typer's parsing is loaded for the board."""
    learner.must("status")
    code = "import sys; from sprint.cli.error_handler import run; run([]); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=learner.folder, env=learner.environment(), capture_output=True, check=True
    )
    loaded = set(done.stderr.decode().split())
    assert "rich.console" in loaded
    heavy = {"yaml", "git", "numpy", "pandas", "sklearn", "IPython", "fsrs", "psutil", "platformdirs"}
    assert not heavy & {name.partition(".")[0] for name in loaded}
    assert not {f"rich.{name}" for name in ("table", "panel", "markdown", "progress", "traceback", "syntax")} & loaded
    assert "sprint.cli.app" not in loaded


def test_the_short_way_says_what_the_long_way_says(learner: Learner) -> None:
    """Typed plainly or parsed by Typer, a command draws and ends the same; a wrong word is still refused."""
    assert learner.must() == learner.must("status") == learner.must("-C", ".", "status")
    learner.must("start", "8")
    assert learner.must("start", "8") == learner.must("-C", ".", "start", "8")
    assert learner.sprint("status", "8").code == 2
    assert learner.sprint("check", "eight").code == 2
    assert learner.sprint("start", "99").code == 2


def test_the_outline_follows_the_curriculum(tmp_path: Path) -> None:
    """What is kept is what the curriculum says, is made anew after an edit, and damage to it is no matter."""
    path, kept = tmp_path / "curriculum.yaml", tmp_path / "outline.json"
    path.write_bytes(shipped_curriculum().read_bytes())
    full = Outline.of(read_curriculum(path))
    assert read_outline(path, kept) == full
    assert read_outline(path, kept) == full
    path.write_bytes(path.read_bytes().replace(b"title: Setup", b"title: Bench"))
    assert read_outline(path, kept).days[0].title == "Bench"
    good = kept.read_bytes()
    for damage in (b"", b"[]", b"{", good[:200], good.replace(b"day_00_setup", b"../../etc"), b"\xff" * 40):
        kept.write_bytes(damage)
        assert read_outline(path, kept).days[0].lesson == "day_00_setup"


def test_the_prompt_reads_one_line(learner: Learner) -> None:
    """The hook for bash shows the line once a day in a folder, another when its date is old, never an escape."""
    learner.must("status")
    hook = learner.must("hook", "bash")
    nudge = learner.folder / ".sprint" / "local" / "nudge"
    lines = nudge.read_text(encoding="utf-8").splitlines()
    assert lines[::2] == ["2026-11-22", "new day · day 8 waits: sprint check"]
    assert lines[1].endswith(" · sprint check")

    def prompt(first: str) -> list[str]:
        nudge.write_text("\n".join([first, *lines[1:2], "new day\x1b]0;x\x07"]) + "\n", encoding="utf-8")
        script = f"{hook}\n__sprint_nudge; __sprint_nudge; cd workspace; __sprint_nudge; cd /; __sprint_nudge"
        done = subprocess.run(
            ["bash", "-c", script], cwd=learner.folder, capture_output=True, check=True,
            env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]},
        )  # fmt: skip
        return done.stdout.decode().splitlines()

    today = subprocess.run(["date", "+%F"], capture_output=True, text=True, check=True).stdout.strip()
    assert prompt(today) == lines[1:2]
    assert prompt("2020-01-01") == ["new day]0;x"]


def test_every_command_leaves_the_line(learner: Learner) -> None:
    """What was written down is in the line at once, and a command that changed nothing writes nothing."""
    learner.must("status")
    nudge = learner.folder / ".sprint" / "local" / "nudge"
    learner.must("plan", "--move", "today")
    assert " 1 behind " in nudge.read_text(encoding="utf-8")
    before = nudge.stat().st_mtime_ns
    learner.must("plan")
    assert nudge.stat().st_mtime_ns == before


def test_hooks_for_other_shells(learner: Learner) -> None:
    """There is a hook for zsh and fish; another word is refused with 2."""
    for shell in ("zsh", "fish"):
        assert "__sprint_nudge" in learner.must("hook", shell)
    assert learner.sprint("hook", "tcsh").code == 2


def test_goals_go_into_the_diary_and_the_record(learner: Learner) -> None:
    """Up to three goals become ticks in the day's Goals, once each; a fourth is refused; a pipe is not asked."""
    assert "goal today" not in learner.must("start", "9")
    learner.must("start", "9", "--goal", "Plot the tree", "--goal", "Say why it overfits")
    learner.must("start", "9", "--goal", "Plot the tree")
    text = learner.diary.read_text(encoding="utf-8")
    assert text.count("- [ ] Plot the tree") == 1
    assert "- [ ] Say why it overfits" in text
    assert learner.sprint("start", "9", "--goal", "a", "--goal", "b").code == 2
    assert Sprint.at(learner.folder).progress.day(9).goals == "Plot the tree\nSay why it overfits"
    assert "2 goals" in learner.must("status")


def test_a_kick_off_asks_and_says_what_was_left(learner: Learner) -> None:
    """On a terminal the kick-off asks for goals, one at a time; it names what is needed and which days are open."""
    from terminal import at_terminal

    with at_terminal(learner, "start", "9") as terminal:
        place = terminal.until(r"day 8: 2 of 5 proved, diary not written")
        place = terminal.until(r"Up to three", after=place)
        terminal.type("Plot the tree\n")
        terminal.until(r"2:", after=place)
        terminal.type("\n")
        assert terminal.ended() == 0
    assert re.search(r"a run\s+ends within", terminal.shown)
    assert "kick-off until about 14:35" in terminal.shown
    assert "- [ ] Plot the tree" in learner.diary.read_text(encoding="utf-8")
