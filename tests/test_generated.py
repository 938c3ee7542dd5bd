"""What we filled in is replaced and never doubled, and the learner's words in between stay to the letter."""

import json
from pathlib import Path

import pytest
from learner import WORDS, Learner

from sprint import files
from sprint.checks.outcomes import RUNS_TITLE, Outcome, Report, Result
from sprint.diary.generated import TIME, with_images, with_list, with_table, without_lines
from sprint.usecases.sprint import Sprint

AUC, SCALE = "the model separates the classes", "scaling belongs to the model"
HEAD = "| metric | value | split | note |\n| --- | --: | --- | --- |"
MORE = "The worse error is the malignant tumour that the model calls benign."


def checked(learner: Learner, auc: float, *, extra: str = "") -> None:
    """Leave the verdict of a check on day 8."""
    results = [Result("d08.c0", RUNS_TITLE, Outcome.PASS, evidence=f"7 cells in {auc} s")]
    results.append(Result("d08.c1", AUC, Outcome.PASS, evidence=f"AUC {auc}"))
    results += [Result("d08.c6", SCALE, Outcome.PASS, evidence="answered in 0.31 s")] if extra else []
    report = Report(8, tuple(results), cells=7, seconds=2.8, metrics={"auc": auc, **({extra: 1.0} if extra else {})})
    folder = Sprint.at(learner.folder).folder
    files.write(folder.verdict(8), json.dumps(report.as_json()).encode())
    files.write(folder.drawn(8) / "figure-1.png", str(auc).encode())


def test_a_second_text_after_another_check_doubles_nothing(tmp_path: Path) -> None:
    """Two texts, two checks: one list, one table, the latest figures, no length of time, and both texts."""
    learner = Learner.new(tmp_path)
    learner.begin(git=False)
    checked(learner, 0.91)
    learner.must("diary", "--analysis", WORDS)
    by_hand = f"I tried C=10 first.\n\n{HEAD}\n| mine | 3 | test | by hand |"
    text = learner.diary.read_text()
    learner.diary.write_text(text.replace("### View\n", f"{by_hand}\n\n### View\n"))
    checked(learner, 0.998, extra="f1")
    learner.must("diary", "--analysis", MORE)
    said = learner.diary.read_text()
    assert (said.count(AUC), said.count("| auc |"), said.count("| f1 |"), said.count("![Day 8")) == (1, 1, 1, 1)
    assert "AUC 0.998" in said
    assert "0.91" not in said
    assert RUNS_TITLE not in said
    assert " s\n" not in said
    assert by_hand in said
    assert (said.count(WORDS), said.count(MORE)) == (1, 1)
    again = learner.diary.read_bytes()
    learner.must("diary", "--analysis", MORE)
    assert learner.diary.read_bytes() == again


def test_an_old_block_is_found_where_it_is_certain() -> None:
    """Doubled lines of before become one; the run's time goes; a line that somebody went on writing stays alone."""
    one, two = (f"- {RUNS_TITLE}: 7 cells in {seconds} s\n- {AUC}: AUC 0.{seconds}" for seconds in (2, 3))
    old = f"{one}\n\nMine.\n\n{two}"
    assert with_list(without_lines(old, RUNS_TITLE), [f"- {AUC}: AUC 0.998"], [AUC]) == f"- {AUC}: AUC 0.998\n\nMine.\n"
    mine = f"- {AUC}: AUC 0.9, which surprised me"
    assert with_list(mine, [f"- {AUC}: AUC 0.998"], [AUC]) == mine
    assert with_list("Mine.", [f"- {AUC}: AUC 1"], [AUC]) == f"Mine.\n\n- {AUC}: AUC 1"
    assert with_list("", [f"- {AUC}"], [AUC]) == f"- {AUC}"


@pytest.mark.parametrize(
    ("says", "becomes"),
    [
        ("", f"{HEAD}\n| auc | 0.9 |  |  |"),
        ("Mine.", f"Mine.\n\n{HEAD}\n| auc | 0.9 |  |  |"),
        (f"{HEAD}\n| auc | 0.1 |  |  |\n\nMine.", f"{HEAD}\n| auc | 0.9 |  |  |\n\nMine."),
        (f"{HEAD}\n| auc | 0.1 |  |  |\n\n{HEAD}\n| auc | 0.2 |  |  |", f"{HEAD}\n| auc | 0.9 |  |  |"),
        (f"{HEAD}\n| auc | 0.1 | test | mine |", f"{HEAD}\n| auc | 0.1 | test | mine |"),
        (f"{HEAD}\n| other | 1 |  |  |\n| auc | 0.1 |  |  |", f"{HEAD}\n| other | 1 |  |  |\n| auc | 0.9 |  |  |"),
    ],
)
def test_the_table_is_brought_up_to_date(says: str, becomes: str) -> None:
    """Rows of ours get the latest figure, a second table of ours goes, a row with words of the learner's stays."""
    assert with_table(says, f"{HEAD}\n| auc | 0.9 |  |  |") == becomes


def test_pictures_that_are_there_stay_where_they_are() -> None:
    """A new picture goes behind the last of ours, whatever the learner wrote around them."""
    one, two = (f"![Day 8, figure {place}](figures/day-08/figure-{place}.png)" for place in (1, 2))
    assert with_images(f"Before.\n\n{one}\n\nBehind.", [one, two]) == f"Before.\n\n{one}\n{two}\n\nBehind."
    assert with_images("![my words](figures/day-08/figure-1.png)", [one]) == "![my words](figures/day-08/figure-1.png)"
    assert with_images("", [one]) == one


def test_what_is_a_length_of_time() -> None:
    """Seconds are, and a score, a count or a word that begins with s is not."""
    assert all(map(TIME.search, ("7 cells in 2.8 s", "0.31 s", "12 ms", "about 3 minutes")))
    assert not any(map(TIME.search, ("AUC 0.998", "138 of 143 right", "3 samples", "1 figure, data matched")))
