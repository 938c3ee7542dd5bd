"""The learner's evening, end to end: real processes, a real repository, real notebooks, a real terminal."""

import json
import re
import shutil
import sys
import time
from importlib.metadata import version
from pathlib import Path

import nbformat
import pytest
from learner import WORDS, Ended, Learner, by_id, lesson

from sprint import __version__
from sprint.course.reading import shipped_curriculum
from sprint.usecases.doctor import torchvision_trouble
from sprint.usecases.grading import lesson_checks

CHECKS = ["d08.c0", *(check.id for check in lesson_checks(lesson(8)))]
ALL_PROVED = re.compile(r"([1-9]\d*) of \1 proved")
VERBS = ["init", "start", "run", "check", "hint", "explain", "solution", "diary", "status", "doctor", "demo", "data"]


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    """Somebody with an empty folder."""
    return Learner.new(tmp_path)


def lines_too_long(ended: Ended, width: int) -> list[str]:
    return [line for line in (ended.out + ended.err).splitlines() if len(line) > width or line != line.rstrip()]


def everything(folder: Path) -> dict[Path, bytes]:
    """Return each file to the byte; only the lock may name another process."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "lock"}


def test_an_evening_from_the_first_command_to_the_entry(learner: Learner) -> None:
    """Begin, look, try, take hints, solve, compare, write: each step says what holds and what comes next."""
    assert "sprint start 0" in learner.must("init")
    assert "sprint start 0" in learner.must()
    assert "workspace/day-08/classification_basics.ipynb" in learner.must("start", "8")

    untouched = learner.report(code=1)
    assert untouched["outcome"] == "not_attempted"
    assert set(by_id(untouched)) == set(CHECKS)
    assert set(by_id(untouched).values()) == {"not_attempted"}
    assert "sprint hint" in learner.must("check", code=1)

    learner.solve("split", "model", "prob")
    half = by_id(learner.report(code=1))
    assert {half[name] for name in ("d08.c0", "d08.c1", "d08.c2", "d08.c3")} == {"pass"}
    assert {half[name] for name in ("d08.c4", "d08.c5", "d08.c7", "d08.c8")} == {"not_attempted"}

    assert [re.search(r"hint (\d) of 3", learner.must("hint", "d08.c4")) is not None for _ in range(2)] == [True, True]
    assert "d08.c4" in learner.must("explain", "d08.c4")
    refused = learner.sprint("solution")
    assert (refused.code, "--reveal" in refused.err, refused.out) == (1, True, "")

    learner.solve()
    proved = learner.must("check")
    assert ALL_PROVED.search(proved)
    assert "sprint diary" in proved
    assert "LogisticRegression" in learner.must("solution")
    assert "Commit" in learner.must("diary", "--analysis", WORDS)

    board = json.loads(learner.must("status", "--json"))
    day = board["days"][8]
    assert (board["done"], day["state"], day["checks"]["outcome"], day["revealed"]) == (1, "done", "pass", False)
    assert learner.git("log", "--format=%s").splitlines() == ["Day 8: Classification basics", "Begin 21-Day ML Sprint"]


def test_a_wrong_answer_is_shown_in_full_and_named(learner: Learner) -> None:
    """What fails says what was seen, what was expected, which slip gives exactly this, and the next move."""
    learner.begin()
    learner.solve()
    right, wrong = "roc_auc_score(y_test == positive_label, y_prob)", "roc_auc_score(y_test, model.predict(X_test))"
    learner.change(lambda _, text: text.replace(right, wrong))
    shown = learner.must("check", code=1)
    assert [word for word in ("seen", "expected", "because", "next") if f"           {word} " in shown] == [
        "seen",
        "expected",
        "because",
        "next",
    ]
    assert "hard 0/1" in shown
    assert "sprint explain d08.c3" in shown


def test_hints_come_rung_by_rung_and_are_written_down(learner: Learner) -> None:
    """Where to look, the idea, the shape of the code; the last one stays, and no rung is written down twice."""
    learner.begin()
    taken = [learner.must("hint") for _ in range(4)]
    assert [re.findall(r"hint (\d) of 3", text) for text in taken] == [["1"], ["2"], ["3"], ["3"]]
    assert taken[2] == taken[3] != taken[1] != taken[0]
    events = [
        json.loads(line) for path in learner.folder.glob(".sprint/log/*") for line in path.read_text().splitlines()
    ]
    assert [event["rung"] for event in events if event["type"] == "hint"] == [1, 2, 3]


def test_a_solution_that_is_applied_keeps_a_copy_of_the_work(learner: Learner) -> None:
    """--reveal is noted, --apply replaces the notebook and says where the learner's own is kept, to the byte."""
    learner.begin()
    learner.change(lambda _, text: text + "\n# mine")
    mine = learner.notebook.read_bytes()
    words = " ".join(learner.must("solution", "--reveal", "--apply", "--quiet").split())
    [copy] = (learner.folder / ".sprint" / "local" / "backups").rglob("*.ipynb")
    assert copy.read_bytes() == mine
    assert str(copy.relative_to(learner.folder)) in words
    assert learner.notebook.read_bytes() == lesson(8).solution()
    assert json.loads(learner.must("status", "--json"))["days"][8]["revealed"] is True
    assert "nothing" not in words
    learner.must("solution", "--reveal", "--apply", "--quiet")
    assert len(list((learner.folder / ".sprint" / "local" / "backups").rglob("*.ipynb"))) == 1


def test_a_verdict_is_kept_until_the_work_changes(learner: Learner) -> None:
    """Unchanged work is answered at once; outputs are not work, a cell is; --fresh runs it all the same."""
    learner.begin()
    first = learner.report(code=1)
    assert learner.report(code=1) == first | {"cached": True}
    before = learner.notebook.read_bytes()
    learner.must("run")
    assert learner.notebook.read_bytes() != before
    assert learner.report(code=1)["cached"] is True
    assert learner.report("--fresh", code=1)["cached"] is False
    learner.change(lambda name, text: text + "\n# a thought" if name == "model" else text)
    assert learner.report(code=1)["cached"] is False


def test_a_check_changes_no_byte_of_the_notebook(learner: Learner) -> None:
    """Proving is reading: every file of the learner's is the same afterwards."""
    learner.begin()
    learner.solve()
    before = learner.bytes()
    learner.must("check")
    assert learner.bytes() == before


@pytest.mark.parametrize("kernel", [False, True], ids=["in the lab", "in a Jupyter kernel"])
def test_run_saves_the_outputs_as_jupyter_would(learner: Learner, kernel: bool) -> None:
    """The notebook stays a valid one with the same cells, and now shows what the cells print and draw."""
    learner.begin()
    learner.solve()
    sources = [cell["source"] for cell in json.loads(learner.notebook.read_bytes())["cells"]]
    ended = learner.sprint("run", *(["--kernel"] if kernel else []))
    assert (ended.code, ended.err) == (0, ""), ended
    document = nbformat.reads(learner.notebook.read_text(), 4)  # type: ignore[no-untyped-call]  # untyped library
    nbformat.validate(document)
    assert [cell.source for cell in document.cells] == sources
    code = [cell for cell in document.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    kinds = {kind for cell in code for output in cell.outputs for kind in output.get("data", {})}
    assert "image/png" in kinds
    assert any("AUC" in output.get("text", "") for cell in code for output in cell.outputs)


@pytest.mark.parametrize("kernel", [False, True], ids=["in the lab", "in a Jupyter kernel"])
def test_a_cell_that_fails_ends_the_run_and_is_told(learner: Learner, kernel: bool) -> None:
    """Both ways of running stop at the cell, keep its outputs and its error, and end with code 1."""
    learner.begin()
    learner.change(lambda name, text: "print('so far')\n1 / 0" if name == "split" else text)
    ended = learner.sprint("run", *(["--kernel"] if kernel else []))
    assert ended.code == 1
    assert "ZeroDivisionError" in ended.out
    assert "Traceback" not in ended.err
    saved = json.loads(learner.notebook.read_bytes())["cells"]
    cell = next(cell for cell in saved if cell["id"] == "split")
    assert [output["output_type"] for output in cell["outputs"]] == ["stream", "error"]


def test_starting_twice_changes_no_byte(learner: Learner) -> None:
    """A day that is begun already stays as it is, in the workspace and in the record."""
    learner.begin()
    before = everything(learner.folder)
    assert "left as it is" in learner.must("start", "8")
    assert everything(learner.folder) == before


def test_starting_keeps_what_the_learner_wrote(learner: Learner) -> None:
    """Work in the day's folder, an own file beside it and an edited curriculum all stay, byte for byte."""
    learner.begin()
    learner.solve("split")
    (learner.notebook.parent / "own.py").write_text("x = 1\n")
    with (learner.folder / "curriculum.yaml").open("a") as curriculum:
        curriculum.write("# mine\n")
    before = learner.bytes()
    learner.must("start", "8")
    learner.must("init")
    assert learner.bytes() == before


def test_starting_in_a_fresh_clone_makes_what_is_missing(learner: Learner) -> None:
    """A folder with a curriculum and a workspace is enough: record, diary and the day's files appear."""
    shutil.copy(shipped_curriculum(), learner.folder / "curriculum.yaml")
    (learner.folder / "workspace").mkdir()
    words = learner.must("start", "8")
    assert learner.notebook.is_file()
    assert learner.diary.is_file()
    assert "learning-diary.md, which this folder lacked" in words
    assert json.loads(learner.must("status", "--json"))["in_hand"] == 8


def test_the_report_as_json_is_one_document_of_the_documented_shape(learner: Learner) -> None:
    """`check --json` is `{schema, days: [{day, outcome, data, checks: [{id, outcome, title, message}]}]}`."""
    learner.begin()
    ended = learner.sprint("check", "--json")
    document = json.loads(ended.out)
    assert ended.err == ""
    assert document["schema"] == 1
    [day] = document["days"]
    assert (day["day"], day["outcome"], day["data"]) == (8, "not_attempted", "real")
    assert [check["id"] for check in day["checks"]] == CHECKS
    for check in day["checks"]:
        assert {"id", "outcome", "title", "message"} <= check.keys()
        assert all(isinstance(check[key], str) and check[key] for key in ("id", "outcome", "title", "message"))
        assert check["outcome"] in {"pass", "fail", "not_attempted", "blocked", "error"}


def test_every_day_that_is_laid_out_is_checked_with_all(learner: Learner) -> None:
    """`check --all --json` holds each of them once, in order, however many run at a time."""
    learner.begin()
    for number in ("0", "12"):
        learner.must("start", number)
    for workers in ("1", "3"):
        days = json.loads(learner.must("check", "--all", "--fresh", "--json", "--workers", workers, code=1))["days"]
        assert [day["day"] for day in days] == [0, 8, 12]
        assert not any(day["cached"] for day in days)
    learner.notebook.write_text("{")
    for workers in ("1", "3"):
        ended = learner.sprint("check", "--all", "--workers", workers)
        assert ended.code == 4
        assert "classification_basics.ipynb" in ended.said


def test_the_board_as_json_lists_every_day(learner: Learner) -> None:
    """`status --json` is one document: state, minutes, metrics of each day, and the next command."""
    learner.begin()
    ended = learner.sprint("status", "--json")
    document = json.loads(ended.out)
    assert (document["schema"], document["total"], ended.err) == (1, 22, "")
    assert document["next"] in {"sprint focus", "sprint check"}
    assert [day["day"] for day in document["days"]] == list(range(22))
    assert all({"state", "minutes", "metrics", "title"} <= day.keys() for day in document["days"])
    assert document["days"][8]["state"] == "started"


def test_the_board_fits_one_line_for_a_prompt(learner: Learner) -> None:
    """`status --line` is one short line."""
    learner.begin()
    line = learner.must("status", "--line")
    assert line.count("\n") == 1
    assert line.startswith("d8")
    assert len(line) < 40


@pytest.mark.parametrize("width", [60, 80, 100])
def test_no_line_is_longer_than_the_terminal(learner: Learner, width: int) -> None:
    """At 60, 80 and 100 columns every screen fits, with no blanks at its line ends."""
    learner.begin()
    for words in (
        ("status",),
        ("check",),
        ("check", "--verbose"),
        ("check", "bogus"),
        ("start", "8"),
        ("hint",),
        ("explain",),
        ("data", "list"),
        ("diary", "--analysis", WORDS),
        ("diary", "--help"),
        ("--help",),
    ):
        ended = learner.sprint(*words, env={"COLUMNS": str(width)})
        assert lines_too_long(ended, width) == [], words


def test_ascii_means_ascii(learner: Learner) -> None:
    """--ascii, before the command or behind it, leaves no other sign on the board, the kick-off and the report."""
    learner.begin(git=False)
    drawn = [learner.must("status", "--ascii"), learner.must("--ascii", "start", "8")]
    drawn += [learner.must("check", "--ascii", code=1), learner.must("--ascii", "check", code=1)]
    assert [text for text in drawn if not text.isascii()] == []


def test_colours_are_for_terminals_that_want_them(learner: Learner) -> None:
    """At a terminal there are colours; NO_COLOR and --no-color take them away, and a pipe never has any."""
    learner.begin(day=None, git=False)
    terminal = {"TERM": "xterm-256color"}
    assert "\x1b[" in learner.at_terminal("status", env=terminal).out
    for ended in (
        learner.at_terminal("status", env=terminal | {"NO_COLOR": "1"}),
        learner.at_terminal("--no-color", "status", env=terminal),
    ):
        assert not re.search(r"\x1b\[[\d;]*3\d", ended.out), ended
    assert "\x1b" not in learner.must("status", env=terminal)


def test_a_terminal_that_knows_ascii_only_gets_ascii(learner: Learner) -> None:
    """Where the encoding has no such signs, others are drawn, and nothing breaks."""
    learner.begin(git=False)
    ended = learner.sprint("status", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert (ended.code, ended.out.isascii(), "[ ]" in ended.out) == (0, True, True)


def test_another_folder_can_be_named(learner: Learner, tmp_path: Path) -> None:
    """-C DIR is as good as going there, and a folder inside the sprint is in the sprint."""
    learner.begin(git=False)
    assert "Day 8" in learner.sprint("-C", str(learner.folder), "status", where=tmp_path).out
    assert "Day 8" in learner.sprint("status", where=learner.notebook.parent).out
    other = tmp_path / "new one"
    said = learner.sprint("init", str(other), "--no-git", where=tmp_path)
    assert (said.code, bool(re.search(r"cd 'new one' && \S*sprint start", said.out))) == (0, True)
    assert (other / "curriculum.yaml").is_file()


def test_the_version_is_told(learner: Learner) -> None:
    """`sprint --version` says which one this is."""
    assert learner.must("--version") == f"sprint {__version__}\n"


@pytest.mark.parametrize("verb", [*VERBS, "data fetch", "data verify", "course", "course check"])
def test_every_verb_explains_itself(learner: Learner, verb: str) -> None:
    """--help says what a verb does, in a folder that is no sprint too."""
    ended = learner.sprint(*verb.split(), "--help")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(f"Usage: sprint {verb}")


def test_the_help_names_every_verb_in_a_whole_sentence(learner: Learner) -> None:
    """No description of `sprint --help` is cut off at 80 columns."""
    listed = learner.must("--help").partition("Commands:")[2]
    assert [verb for verb in [*VERBS, "course"] if not re.search(rf"^  {verb} .*\S\.?$", listed, re.MULTILINE)] == []
    assert "..." not in listed


def test_the_demo_plays_a_whole_evening(learner: Learner, tmp_path: Path) -> None:
    """Without identity, network or a sprint folder, in under a minute: a proved day, an entry, a commit."""
    stranger = Learner.new(tmp_path / "elsewhere", identity=False)
    place = {"TMPDIR": str(tmp_path), "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
    started = time.monotonic()
    ended = stranger.sprint("demo", env=place)
    assert (ended.code, ended.err) == (0, ""), ended
    assert time.monotonic() - started < 60
    [folder] = tmp_path.glob("sprint-demo-*")
    assert ALL_PROVED.search(ended.out)
    assert "1 of 22 days" in ended.out
    assert str(folder) in "".join(ended.out.split()).replace("\n", "")
    assert (folder / ".git" / "HEAD").is_file()
    assert list(stranger.folder.iterdir()) == []
    assert learner.folder.is_dir()


@pytest.mark.parametrize("fits", [True, False])
def test_the_doctor_imports_torchvision(fits: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where torch and torchvision lie beside each other and do not fit, both versions are named, and the cure."""
    python = tmp_path / "python"
    python.write_text(
        f"#!/bin/sh\necho 'RuntimeError: operator torchvision::nms does not exist' >&2\nexit {0 if fits else 1}\n"
    )
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    trouble = torchvision_trouble()
    assert (trouble is None) == fits
    if trouble is not None:
        assert f"torchvision {version('torchvision')}, made for torch" in trouble.sentence
        assert f"beside torch {version('torch')}: RuntimeError: operator torchvision::nms" in trouble.sentence
        assert trouble.next_step == "pip install --force-reinstall torch torchvision"


def test_the_doctor_adds_what_is_missing_and_nothing_else(learner: Learner) -> None:
    """`doctor --fix` brings back the requirements and the ignore file; everything that is there stays."""
    learner.begin()
    (learner.folder / "requirements.txt").unlink()
    before = learner.bytes()
    shown = learner.must("doctor", "--fix", code=1)
    assert "added" in shown
    assert "sprint init --env" in " ".join(shown.split())
    after = learner.bytes()
    assert after.keys() - before.keys() == {"requirements.txt"}
    assert {name: after[name] for name in before} == before


def test_a_finished_day_hands_over_to_the_next(learner: Learner) -> None:
    """After day 8 is done, day 9 is in hand, not the first day that was left out."""
    learner.begin()
    learner.solve()
    learner.must("check")
    learner.must("diary", "--analysis", WORDS)
    board = json.loads(learner.must("status", "--json"))
    assert (board["in_hand"], board["next"]) == (9, "sprint start 9")
    assert "Day 9" in learner.must("start")
