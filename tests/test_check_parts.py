"""One check alone, and the checks that did not pass: quick answers that are no verdict on the day."""

import json
from pathlib import Path

import pytest
from learner import Learner, by_id

from sprint.checks.outcomes import Outcome, Report, Result
from sprint.cli.options import Target, day_number, day_or_check
from sprint.errors import UsageError


@pytest.fixture(scope="module")
def learner(tmp_path_factory: pytest.TempPathFactory) -> Learner:
    """Somebody whose day 8 is solved but for its auc, and was checked once."""
    learner = Learner.new(tmp_path_factory.mktemp("parts"))
    learner.begin()
    learner.solve()
    spoil_auc(learner)
    learner.must("check", code=1)
    return learner


def spoil_auc(learner: Learner) -> None:
    """Let day 8's auc come from hard predictions."""
    right, wrong = "roc_auc_score(y_test == positive_label, y_prob)", "roc_auc_score(y_test, model.predict(X_test))"
    learner.change(lambda _, text: text.replace(right, wrong))


def record(learner: Learner) -> list[str]:
    """Return the lines of the record, and the kept verdict."""
    logs = sorted((learner.folder / ".sprint" / "log").glob("*.jsonl"))
    kept = sorted((learner.folder / ".sprint" / "local" / "verdicts").glob("*.json"))
    assert kept
    return [path.read_text() for path in (*logs, *kept)]


@pytest.mark.parametrize(
    ("word", "code", "wanted"),
    [
        ("d08.c0", 0, {"d08.c0": "pass"}),
        ("d08.c1", 0, {"d08.c0": "pass", "d08.c1": "pass"}),
        ("D8.C02", 0, {"d08.c0": "pass", "d08.c1": "pass", "d08.c2": "pass"}),
        ("d08.c3", 1, {"d08.c0": "pass", "d08.c1": "pass", "d08.c2": "pass", "d08.c3": "fail"}),
        (
            "day-08.c4",
            1,
            {"d08.c0": "pass", "d08.c1": "pass", "d08.c2": "pass", "d08.c3": "fail", "d08.c4": "blocked"},
        ),
    ],
)
def test_one_check_runs_with_what_it_waits_for(learner: Learner, word: str, code: int, wanted: dict[str, str]) -> None:
    """The check, how the notebook runs, and what it waits for are there and nothing else; the record stays."""
    before = record(learner)
    known = learner.report(word, code=code)
    assert (by_id(known), known["cached"]) == (wanted, True)
    if word in {"d08.c1", "d08.c3"}:
        anew = learner.report(word, "--fresh", code=code)
        assert (by_id(anew), anew["cached"]) == (wanted, False)
    assert record(learner) == before


def test_a_part_says_that_it_is_no_verdict_on_the_day(learner: Learner) -> None:
    """A check that passes alone ends with 0, counts only what was asked for, and names what proves the day."""
    said = " ".join(learner.must("check", "d08.c2").split())
    assert said.endswith("1 of 1 proved · the whole day: sprint check 8")
    assert ("d08.c1" in said, "sprint diary" in said) == (False, False)
    said = " ".join(learner.must("check", "d08.c3", code=1).split())
    assert "sprint hint d08.c3 · sprint explain d08.c3 · the whole day: sprint check 8" in said


def test_failed_runs_what_did_not_pass_and_records_nothing(learner: Learner) -> None:
    """What failed or waited at the last verdict is asked for with what it needs; a stretch not begun is not."""
    before = record(learner)
    day = learner.report("--failed", "--fresh", code=1)
    assert day["asked"] == ["d08.c3", "d08.c4"]
    assert set(by_id(day)) == {"d08.c0", "d08.c1", "d08.c2", "d08.c3", "d08.c4"}
    assert record(learner) == before


def test_a_part_shows_what_was_asked_for_and_what_is_in_its_way() -> None:
    """What passes besides is neither shown nor counted; what blocks is shown, so that the reason stands there."""
    results = (
        Result("d08.c0", "runs", Outcome.PASS),
        Result("d08.c1", "first", Outcome.FAIL),
        Result("d08.c2", "second", Outcome.BLOCKED),
    )
    part = Report(8, results, asked=("d08.c2",))
    assert [result.id for result in part.told] == ["d08.c1", "d08.c2"]
    assert ([result.id for result in part.counted], part.outcome, part.proved) == (["d08.c2"], Outcome.BLOCKED, 0)
    assert [result.id for result in Report(8, results).told] == ["d08.c0", "d08.c1", "d08.c2"]


def test_a_day_is_not_proved_by_its_parts(tmp_path: Path) -> None:
    """All that failed passes now, and still only the whole day's check makes the day proved; then nothing is left."""
    learner = Learner.new(tmp_path)
    learner.begin()
    assert learner.report("8", "--failed", code=1)["asked"] == []  # no verdict yet: the whole day
    learner.solve()
    part = learner.report("--failed", code=0)
    assert part["outcome"] == "pass"
    known = json.loads(learner.must("status", "--json"))["days"][8]
    assert (known["checks"]["outcome"], known["checks"]["passed"]) == ("not_attempted", 0)
    learner.must("check")
    assert json.loads(learner.must("status", "--json"))["days"][8]["checks"]["outcome"] == "pass"
    whole = learner.report("--failed", code=0)
    assert (whole["asked"], whole["cached"]) == ([], True)


def test_a_stretch_that_is_asked_for_counts() -> None:
    """A stretch that fails does not fail the day; asked for alone, it does not pass."""
    results = (
        Result("d08.c0", "runs", Outcome.PASS),
        Result("d08.s1", "a stretch", Outcome.FAIL, stretch=True),
    )
    assert Report(8, results).outcome is Outcome.PASS
    assert Report(8, results, asked=("d08.s1",)).outcome is Outcome.FAIL
    assert Report(8, results).part(("d08.s1",), {"d08.s1"}).outcome is Outcome.FAIL


def test_the_set_up_has_parts_too(learner: Learner) -> None:
    """One check of day 0 is asked for alone."""
    assert by_id(learner.report("d00.c3", code=0)) == {"d00.c3": "pass"}


@pytest.mark.parametrize(
    ("words", "sentence", "move"),
    [
        (("check", "d08.c77"), "There is no check d08.c77.", "Day 8 has d08.c0, d08.c1"),
        (("check", "d00.c9"), "There is no check d00.c9.", "Day 0 has d00.c1"),
        (("check", "d99.c1"), "There is no day 99.", "nearest is day 21"),
        (("check", "d08.c2", "--all"), "A day and --all do not go together.", "sprint check --all"),
        (("check", "d08.c2", "--failed"), "One check and --failed do not go together.", "sprint check --failed"),
        (("start", "d08.c2"), "d08.c2 is a check, not a day.", "Give the day's number: 8"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, tuple) else None,
)
def test_what_names_no_check_is_told(learner: Learner, words: tuple[str, ...], sentence: str, move: str) -> None:
    """One sentence on what is so and one next step, with exit code 2; nothing is recorded."""
    before = record(learner)
    done = learner.sprint(*words)
    assert done.code == 2
    assert sentence in done.said
    assert move in done.said
    assert record(learner) == before


def test_every_command_takes_the_spellings(learner: Learner) -> None:
    """A day as its folder is called, and a check in capitals, are understood by the commands."""
    assert json.loads(learner.must("show", "day-08", "--json"))["day"] == 8
    assert learner.report("d08", code=1)["day"] == 8
    assert "d08.c3" in learner.must("explain", "D8.C3")


@pytest.mark.parametrize("word", ["8", "08", "d08", "d8", "day-08", "day08", "day_8", "Day-8", "D08"])
def test_a_day_has_several_spellings(word: str) -> None:
    """Each way in which folders and ids write a day names the same day."""
    assert day_number(word) == 8
    assert day_or_check(word) == Target(8)


@pytest.mark.parametrize("word", ["d08.c3", "D8.C3", "day-08.c03", "d8.c3"])
def test_a_check_has_several_spellings(word: str) -> None:
    """Each names the check by the id that reports show."""
    assert day_or_check(word) == Target(8, "d08.c3")


@pytest.mark.parametrize(
    "word",
    ["-8", "+8", "8.0", "d", "day", "day-", "8 ", "12345", "eight", "", "d08.c", "d08.x1", "d08.c3.c4", "--8", "8.c3"],
)
def test_what_is_neither_day_nor_check_is_told(word: str) -> None:
    """Neither a number of another kind nor half a name is taken for one."""
    with pytest.raises(UsageError, match="is no day"):
        day_number(word)
    with pytest.raises(UsageError, match="is no check and no day"):
        day_or_check(word)
