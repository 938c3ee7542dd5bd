"""What a learner is told of data: what is missing, in full, and which data a report comes from."""

from pathlib import Path

import pytest
from learner import Learner

from sprint.checks.notebook.runs import Ran, runs_result
from sprint.checks.outcomes import Outcome, Report, Result
from sprint.course.reading import read_curriculum, shipped_curriculum
from sprint.datasets import DataMissingError, catalog, status
from sprint.datasets.store import missing_error
from sprint.lab.protocol.limits import Budget
from sprint.lab.protocol.models import CellRun, Run, Stop
from sprint.terminal.report import draw_report
from sprint.terminal.screen import Screen


def stopped(kind: str, message: str) -> Result:
    """Return what a check says of a notebook that stops with an error."""
    run = Run((CellRun(0, 0.1, 1, (), Stop(kind, message, ())),), frozenset(), (), 0.1)
    return runs_result("d17.c0", Ran(run, Budget(1, 1)))


@pytest.mark.usefixtures("empty_cache")
@pytest.mark.parametrize("row", catalog(), ids=lambda row: row.name)
def test_the_way_to_missing_data_is_said_to_its_end(row: object) -> None:
    """The sentence of every data set is whole: no command in it is cut."""
    error = missing_error(status(row.name))  # type: ignore[attr-defined]
    result = stopped(DataMissingError.__name__, str(error))
    assert result.outcome is Outcome.ERROR
    assert result.seen == str(error)
    assert result.seen.count("`") % 2 == 0


def test_of_a_long_message_both_ends_are_kept_and_the_gap_is_marked() -> None:
    """What somebody's own code raises may be endless, and libraries put the cause last."""
    seen = stopped("ValueError", "All the fits failed. " + "a reason " * 100 + "ValueError: bad penalty").seen
    assert "All the fits failed." in seen
    assert "a … a reason" in seen
    assert seen.endswith("ValueError: bad penalty")
    assert len(seen) < 260


@pytest.mark.parametrize(
    ("number", "data", "said"),
    [(17, "real", "real data"), (17, "offline variant", "offline variant"), (8, "real", ""), (1, "real", "")],
)
def test_a_report_names_data_only_where_the_day_loads_some(
    capsys: pytest.CaptureFixture[str], number: int, data: str, said: str
) -> None:
    """A day that asks for no data set has none at its head; the others say which it was."""
    day = read_curriculum(shipped_curriculum()).day(number)
    report = Report(number, (Result(f"d{number:02d}.c0", "runs", Outcome.PASS),), data, cells=3, seconds=1.0)
    draw_report(Screen(), report, day)
    head = capsys.readouterr().out.splitlines()[0]
    assert head.rstrip().endswith(f"from a clean start · {said}" if said else "from a clean start")


@pytest.mark.real_data
@pytest.mark.usefixtures("real_data")
def test_the_learners_offline_variant_is_the_stand_in_with_real_data_at_hand(tmp_path: Path, real_data: Path) -> None:
    """`check --offline-variant` uses the stand-in, as its help says, and reports and records it."""
    learner = Learner.new(tmp_path)
    learner.begin(day=2)
    with_data = {"SPRINT_DATA": str(real_data)}
    assert learner.report("2", code=1, env=with_data)["data"] == "real"
    assert learner.report("2", "--offline-variant", code=1, env=with_data)["data"] == "offline variant"
