"""`sprint show` and `sprint next`: a day is looked at without beginning it, and the board's next command is done."""

import io
import json
from pathlib import Path

import pytest
from learner import Learner

from sprint.terminal.screen import Screen
from sprint.terminal.show import draw_day
from sprint.usecases.init import init
from sprint.usecases.show import show
from sprint.usecases.sprint import Sprint

EVENING = {"SPRINT_NOW": "2026-11-21T19:00:00+01:00"}


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    """Somebody with a sprint in which nothing was begun."""
    learner = Learner.new(tmp_path)
    learner.begin(day=None)
    return learner


def everything(learner: Learner) -> dict[str, bytes]:
    """Return every file but what is local to the machine: the learner's own, the record, the repository."""
    return {
        str(path): path.read_bytes()
        for path in learner.folder.rglob("*")
        if path.is_file() and "local" not in path.relative_to(learner.folder).parts
    }


def test_showing_a_day_changes_nothing(learner: Learner) -> None:
    """Whatever day is shown, begun or not: no file is made or changed, and the day in hand stays the same."""
    learner.must("start", "1")
    before = everything(learner)
    for words in ((), ("0",), ("day-17",), ("21", "--json")):
        learner.must("show", *words)
        assert everything(learner) == before
    assert json.loads(learner.must("show", "--json"))["day"] == 1


def test_a_day_can_be_read_before_it_is_begun(learner: Learner) -> None:
    """Tasks, deliverable, data, needs, reading and the command that begins it are there, and no file yet."""
    said = " ".join(learner.must("show", "17").split())
    for words in ("Day 17", "build_cnn", "misclassified", "cnn_fashion_mnist.ipynb", "fashion-mnist is not here yet"):
        assert words in said
    assert "sprint data fetch fashion-mnist" in said
    assert "not laid out yet" in said
    assert "not checked yet" in said
    assert "https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html" in said
    assert said.endswith("Next sprint start 17")


def test_a_day_is_shown_with_what_became_of_it(learner: Learner) -> None:
    """Goals with their ticks, the last verdict with what failed, the files, and the entry, in words and as JSON."""
    learner.must("start", "8", "--goal", "Read a ROC curve", "--goal", "Finish early", env=EVENING)
    learner.solve()
    right, wrong = "roc_auc_score(y_test == positive_label, y_prob)", "roc_auc_score(y_test, model.predict(X_test))"
    learner.change(lambda _, text: text.replace(right, wrong))
    learner.must("check", code=1, env=EVENING)
    learner.diary.write_text(learner.diary.read_text().replace("- [ ] Finish early", "- [x] Finish early"))
    said = " ".join(learner.must("show", "8", env=EVENING).split())
    assert "[ ] Read a ROC curve [x] Finish early" in said
    day = json.loads(learner.must("show", "8", "--json", env=EVENING))
    assert day["schema"] == 1
    assert day["goals"] == [
        {"text": "Read a ROC curve", "ticked": False},
        {"text": "Finish early", "ticked": True},
    ]
    assert day["laid_out"] is True
    assert [Path(file["path"]).exists() for file in day["files"]] == [True]
    assert day["check"]["outcome"] == "fail"
    assert f"{day['check']['passed']} of 9 proved on Sat 21 Nov; failed: d08.c3" in said
    assert "d08.c3" in day["open_checks"]
    assert (day["entry"], day["next"]) == ("not written", "sprint check 8")
    learner.must("diary", "--analysis", "Scaling inside the model keeps the test rows unseen.", env=EVENING)
    day = json.loads(learner.must("show", "8", "--json", env=EVENING))
    assert day["entry"] == "written"


def test_a_file_that_is_gone_is_named(learner: Learner) -> None:
    """A day of several files, one of them deleted, says which and what makes it again."""
    learner.must("start", "21")
    files = json.loads(learner.must("show", "21", "--json"))["files"]
    assert all(file["there"] for file in files)
    gone = Path(files[-1]["path"])
    gone.unlink()
    said = " ".join(learner.must("show", "21").split())
    assert f"not there: {files[-1]['path'].split('day-21/')[1]}; sprint start 21 makes them" in said


@pytest.mark.parametrize("width", [60, 80, 100])
def test_a_shown_day_fits_its_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    """Nothing is wider than the screen but an address, which stays whole so that it can be clicked."""
    monkeypatch.setenv("COLUMNS", str(width))
    init(tmp_path, git=False)
    sprint = Sprint.at(tmp_path)
    for day in sprint.curriculum.days:
        bytes = io.BytesIO()
        stream = io.TextIOWrapper(bytes, encoding="utf-8", write_through=True)
        draw_day(Screen(stream=stream, ascii=True), show(sprint, day.number), f"workspace/day-{day.number:02d}/file")
        shown = bytes.getvalue().decode()
        for line in shown.splitlines():
            assert len(line) <= width or line.strip().startswith("https://"), line


def test_next_prints_the_command_where_nobody_is_there(learner: Learner) -> None:
    """Without a terminal nothing is run: what comes out is the command, as the board has it."""
    board = json.loads(learner.must("status", "--json"))["next"]
    assert learner.must("next") == f"{board}\n" == "sprint start 0\n"
    assert json.loads(learner.must("status", "--json"))["next"] == board


def test_one_enter_runs_what_comes_next(learner: Learner) -> None:
    """At a terminal the command is shown, Enter runs it, and n leaves everything as it is."""
    left = learner.at_terminal("next", types="n\n", until="Run it?")
    assert left.code == 0
    assert not (learner.folder / "workspace" / "day-00").exists()
    done = learner.at_terminal("next", types="\n\n", until="Run it?")
    assert "sprint start 0" in done.out
    assert (learner.folder / "workspace" / "day-00").is_dir()


def test_next_with_yes_asks_nobody_and_ends_as_the_command_does(learner: Learner) -> None:
    """--yes runs the command without a terminal, in the folder of -C, and its exit code is the command's."""
    learner.must("next", "--yes")
    assert (learner.folder / "workspace" / "day-00").is_dir()
    learner.must("start", "8")
    learner.must("check", code=1)
    done = learner.sprint("-C", str(learner.folder), "--ascii", "next", "--yes", where=learner.home)
    assert done.code == 1
    assert "0 of 9 proved" in done.out
    assert done.out.isascii()
