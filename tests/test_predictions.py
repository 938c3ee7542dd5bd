"""A guess before the run stands beside what the run came to: it judges nothing, and no first guess can be mended."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from check_works import FIRST, work_on
from learner import WORDS, Learner, lesson

from sprint.checks.api import Choice, Number, Outcome, Prediction, Work
from sprint.checks.outcomes import Report
from sprint.checks.predictions import guesses_of
from sprint.course.lesson import Lesson
from sprint.course.reading import read_curriculum, shipped_curriculum
from sprint.record.events import Event, new_id
from sprint.record.guesses import Calibration, Guess, calibration, guesses
from sprint.usecases.course_check import _fault as fault_of
from sprint.usecases.course_check import prediction_faults
from sprint.usecases.grading import lesson_predictions
from sprint.usecases.sprint import Sprint

START = datetime.fromisoformat("2026-11-13T18:00:00+01:00")
DAY_8 = read_curriculum(shipped_curriculum()).day(8)


def checked(*told: tuple[int, dict[str, Any]], kind: str = "check") -> list[Event]:
    """Return an event for each (day, guess), half an hour apart."""
    made: list[Event] = []
    for place, (day, stored) in enumerate(told):
        at = START + timedelta(minutes=30 * place)
        made.append(Event(new_id(at, made[-1].id if made else None), at, at.date(), day, kind, {"guesses": [stored]}))
    return made


def told(guess: float | str | None, outcome: float | str | None, id: str = "d08.p1") -> dict[str, Any]:
    return {"id": id, "guess": guess, "outcome": outcome, "close": 0.03, "unit": ""}


# The fold


@pytest.mark.parametrize(
    ("happened", "guess", "outcome"),
    [
        ([told(0.9, None), told(0.9, 0.996)], 0.9, 0.996),
        ([told(0.9, 0.996), told(0.996, 0.996)], 0.9, 0.996),
        ([told(0.9, None), told(0.99, 0.996)], 0.9, 0.996),
        ([told(None, 0.996), told(0.996, 0.996)], None, 0.996),
        ([told(None, None), told(0.9, 0.996)], 0.9, 0.996),
        ([told(0.9, 0.96), told(0.9, 0.996), told(0.9, None)], 0.9, 0.996),
        ([told("deck", "age"), told("age", "age")], "deck", "age"),
    ],
)
def test_the_first_guess_counts_and_only_ahead_of_its_outcome(
    happened: list[dict[str, Any]], guess: object, outcome: object
) -> None:
    """An edited guess changes nothing, one behind the outcome is none, the latest outcome stands; a day counts once."""
    found = guesses(checked(*((8, each) for each in happened)))
    assert list(found) == [(8, "d08.p1")]
    assert (found[8, "d08.p1"].guess, found[8, "d08.p1"].outcome) == (guess, outcome)


def test_odd_data_in_the_record_is_left_aside() -> None:
    """What is no guess, no number or no check costs nothing but itself."""
    odd: list[Any] = [None, 3, "x", {}, {"id": 4}, {"id": "d08.p2", "guess": True, "outcome": [1], "close": "wide"}]
    events = checked((8, told(0.9, 0.996)), *((8, each) for each in odd))
    events += [
        replace(events[0], data={"guesses": 5}),
        replace(events[0], day=None),
        *checked((9, told(1, 1)), kind="x"),
    ]
    found = guesses(events)
    assert found.keys() == {(8, "d08.p1"), (8, "d08.p2")}
    assert (found[8, "d08.p2"].guess, found[8, "d08.p2"].outcome, found[8, "d08.p2"].close) == (None, None, None)


def test_calibration_is_a_count_and_a_side() -> None:
    """Close is what the question calls close, a choice is close where it came true; what is open does not count."""
    some = [
        Guess("a", 0.97, 1.0, close=0.03),
        Guess("b", 5, 2, close=2),
        Guess("c", 1, 4, close=2),
        Guess("d", "deck", "deck"),
        Guess("e", "deck", "age"),
        Guess("f", 5, None, close=2),
        Guess("g", None, 5, close=2),
    ]
    assert calibration(some) == Calibration(known=5, close=2, high=1, low=1)


# A run


def outcome_of(work: Work) -> float:
    """What came."""
    return work.number("came")


ASKED = Prediction("d99.p1", "How many?", "prediction_many", Number(2, "rows"), "made", ("d99.c0",), outcome_of)
CHOSEN = Prediction(
    "d99.p2", "Which?", "prediction_which", Choice(("too high", "too low")), "made", (), lambda _: "too low"
)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("prediction_many = 4", "you guessed 4 rows, it came to 7 rows"),
        ("import numpy; prediction_many = numpy.float32(4.5)", "you guessed 4.5 rows, it came to 7 rows"),
        ("prediction_many = ...", ""),
        ("pass", ""),
        ("prediction_many = 'many'", "prediction_many is 'many'; a guess is a number, without quotes"),
        ("prediction_many = [4]", "prediction_many is [4]; a guess is a number"),
        ("prediction_many = True", "prediction_many is True; a guess is a number"),
        ("prediction_many = float('nan')", "prediction_many is nan; a guess is a number"),
        ("prediction_many = None", "prediction_many is None; a guess is a number"),
        ("prediction_many = lambda: 4", "a guess is a number"),
    ],
)
def test_a_guess_is_read_or_one_sentence_says_why_not(tmp_path: Path, line: str, words: str) -> None:
    """A number stands beside its outcome; anything else is a sentence, and the starter's dots are nothing at all."""
    with work_on(tmp_path, line, "came = 7") as work:
        [found] = guesses_of(work, [ASKED], [FIRST])
    assert found.words.endswith(words)
    assert bool(found.words) == bool(words)
    assert (found.outcome, found.trouble) == (7, "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("'too high'", 'you guessed "too high", the answer was "too low"'),
        ("' Too  LOW '", 'you guessed "too low", the answer was "too low"'),
        ("'high'", 'prediction_which is \'high\'; a guess is "too high" or "too low"'),
        ("1", 'prediction_which is 1; a guess is "too high" or "too low"'),
    ],
)
def test_a_choice_is_one_of_its_answers(tmp_path: Path, text: str, words: str) -> None:
    """Case and blanks do not matter; another answer is told the answers there are."""
    with work_on(tmp_path, f"prediction_which = {text}") as work:
        [found] = guesses_of(work, [CHOSEN], [FIRST])
    assert found.words == words


def test_an_outcome_waits_for_its_checks(tmp_path: Path) -> None:
    """What is not proved is no outcome; what cannot be asked, or is of another kind, spoils no guess and no report."""
    broken = replace(ASKED, outcome=lambda _: 1 / 0)
    other = replace(ASKED, outcome=lambda _: "seven")
    with work_on(tmp_path, "prediction_many = 4") as work:
        failed = replace(FIRST, outcome=Outcome.FAIL)
        [open] = guesses_of(work, [ASKED], [failed])
        rest = list(guesses_of(work, [ASKED, broken, other], [FIRST]))
    assert (open.guess, open.outcome, open.trouble) == (4, None, "waits for d99.c0")
    assert [(found.guess, found.outcome) for found in rest] == [(4, None)] * 3
    assert ["came" in rest[0].trouble, "ZeroDivisionError" in rest[1].trouble, "not a number" in rest[2].trouble] == [
        True
    ] * 3
    assert open.words == "you guessed 4 rows, the outcome is still open"


# An evening


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    """Somebody who has begun day 8."""
    learner = Learner.new(tmp_path)
    learner.begin()
    return learner


def guess(learner: Learner, **lines: str) -> None:
    """Write guesses into day 8's notebook, by the last word of their name."""
    cells = {f"predict-{name}": f"prediction_{name} = {value}" for name, value in lines.items()}
    learner.change(cells.get)


def test_an_evening_with_two_guesses(learner: Learner) -> None:
    """Seen before the outcome they count, are kept by a cached verdict, change no verdict, and cannot be mended."""
    guess(learner, auc="0.9", missed="20")
    before = learner.report(code=1)
    assert {check["outcome"] for check in before["checks"]} == {"pass", "not_attempted"}
    assert [(each["guess"], each["outcome"]) for each in before["predictions"]] == [(0.9, None), (20, None)]
    assert "you guessed 0.9, the outcome is still open" in learner.must("check", code=1)
    learner.solve()
    guess(learner, auc="0.9", missed="2")
    shown = " ".join(learner.must("check").split())
    assert "you guessed 0.9, it came to 0.9958" in shown
    assert "you guessed 20 first, it came to" in shown
    first, cached = learner.report("--fresh", code=0), learner.report(code=0)
    assert cached["cached"]
    assert cached["predictions"] == first["predictions"]
    assert " ".join(learner.must("explain", "d08.p1").split()).endswith("you guessed 0.9, it came to 0.9958")
    standing = json.loads(learner.must("status", "--json"))["guesses"]
    assert (standing["known"], standing["close"], standing["high"], standing["low"]) == (2, 0, 1, 1)
    assert [each["guess"] for each in standing["each"]] == [0.9, 20]
    learner.must("diary", "--analysis", WORDS)
    assert "- What AUC will the model reach on the test rows: you guessed 0.9, it came to 0.9958" in (
        learner.diary.read_text()
    )
    learner.must("diary", "--analysis", f"And {WORDS}")
    assert learner.diary.read_text().count("you guessed 0.9,") == 1


def test_no_guess_is_no_fault_and_a_late_one_is_none(learner: Learner) -> None:
    """A solved day without guesses says nothing of them; one written once the outcome is known does not count."""
    learner.solve()
    shown = learner.must("check")
    assert "guess" not in shown
    assert ".p1" not in shown
    guess(learner, auc="0.996", missed="'a few'")
    late = learner.must("check")
    assert "9 of 9 proved" in late
    words = " ".join(late.split())
    assert "which was known before 0.996 was written; it counts as no guess" in words
    assert "prediction_missed is 'a few'; a guess is a number" in words
    assert json.loads(learner.must("status", "--json"))["guesses"]["known"] == 0


def test_a_part_of_a_day_has_no_guesses(learner: Learner) -> None:
    """A part proves no day and is not recorded, so it shows no outcome either; a prediction is no check."""
    guess(learner, auc="0.9")
    learner.solve("split", "model", "prob")
    assert learner.report("d08.c3", code=0)["predictions"] == []
    assert guesses(Sprint.at(learner.folder).events) == {}
    assert learner.sprint("check", "d08.p1").code == 2
    assert "No guess was seen yet." in learner.must("explain", "d08.p1")


def test_the_board_speaks_of_guesses_once_there_are_a_few(learner: Learner) -> None:
    """Two say nothing; of three it counts the close ones and says to which side the others were off."""
    log = Sprint.at(learner.folder).log
    log.append("check", 8, outcome="fail", guesses=[told(0.99, 1.0), told(0.5, 1.0, "d08.p2")])
    assert "Guesses" not in learner.must("status")
    log.append("check", 7, outcome="fail", guesses=[told(3, 1.0, "d07.p1")])
    for width in ("60", "80", "100"):
        shown = learner.must("status", env={"COLUMNS": width})
        assert "Guesses    1 of 3 came close · 1 too high, 1 too low" in shown


# The author's gate


def changed(of: Lesson, cell: str, text: str) -> Lesson:
    return replace(of, cells=tuple(replace(each, text=text) if each.id == cell else each for each in of.cells))


SOURCE = lesson(8)
AUC = lesson_predictions(SOURCE)[0]
IDS = ("d08.c3",)
ASKS = "# Before you run this: what AUC?\nprediction_auc = ...\n"


@pytest.mark.parametrize(
    ("asked", "source", "says"),
    [
        (AUC, SOURCE, ""),
        (AUC, changed(SOURCE, "predict-auc", ASKS), ""),
        (AUC, changed(SOURCE, "predict-auc", "# What?\nprediction_auc = ...\n"), "does not begin with"),
        (AUC, changed(SOURCE, "predict-auc", ASKS.replace("...", "0.9")), "does not leave prediction_auc = ..."),
        (AUC, changed(SOURCE, "predict-auc", "1\n"), "stands in 0 code cells"),
        (AUC, changed(SOURCE, "prob", "auc = prediction_auc\n"), "stands in 2 code cells"),
        (replace(AUC, answered_in="split"), SOURCE, "does not come after predict-auc"),
        (replace(AUC, answered_in="nowhere"), SOURCE, "does not come after predict-auc"),
        (
            replace(AUC, name="guess"),
            changed(SOURCE, "predict-auc", ASKS.replace("prediction_auc", "guess")),
            "has to begin",
        ),
        (replace(AUC, id="d07.p1"), SOURCE, "has to be d08.p1"),
        (replace(AUC, id="d08.c11"), SOURCE, "has to be d08.p1"),
        (replace(AUC, needs=("d08.c99",)), SOURCE, "d08.c99, which is no check"),
        (replace(AUC, kind=Choice(("high", "low"))), SOURCE, "does not name high"),
    ],
)
def test_the_gate_holds_a_question_to_its_cell(asked: Prediction, source: Lesson, says: str) -> None:
    """The cell asks in words, leaves the dots, and stands before the cell that answers; what does not is named."""
    faults = list(prediction_faults(asked, DAY_8, source, IDS))
    assert any(says in fault for fault in faults) if says else faults == []


def test_the_gate_wants_an_outcome_of_the_solution() -> None:
    """A solution that passes and gives no outcome of the kind that was declared is a fault of the lesson."""
    from sprint.course.examples import Right

    whole = Report(8, (FIRST,), predictions=(Guess("d08.p1", outcome=0.9),))
    bad = replace(whole, predictions=(Guess("d08.p1", trouble="the outcome 'x' is not a number"),))
    assert fault_of(Right("the solution"), whole, frozenset()) == ""
    assert "d08.p1 has no outcome: the outcome 'x'" in fault_of(Right("the solution"), bad, frozenset())
