"""Pages of a learner's own are read by what they hold: parts, own words, numbers, files; scores by their JSON."""

from pathlib import Path

import pytest

from sprint.checks.deliverables.markdown_docs import (
    count_words,
    has_file_reference,
    has_number,
    is_english,
    markdown_sections,
    missing_files,
)
from sprint.checks.deliverables.scores import diagnose_claim, is_close, metric_sign, printed_number, printed_score
from sprint.checks.verdicts import Failed

PAGE = """before

# One #

under one
<!-- # no heading
hidden -->
```
# no heading either
```

Two
---
under two

**3. Three:**

under **three**, not all bold

<h2>Four</h2>

under four
"""


def test_a_page_has_parts_however_its_headings_are_written() -> None:
    """Hashes, underlines, bold lines and HTML make headings; comments and code make none and count nowhere."""
    parts = markdown_sections(PAGE)
    assert [(part.title, part.level) for part in parts] == [
        ("", 0),
        ("One", 1),
        ("Two", 2),
        ("3. Three:", 7),
        ("Four", 2),
    ]
    assert [part.text.split() for part in parts] == [
        ["before"],
        ["under", "one"],
        ["under", "two"],
        ["under", "**three**,", "not", "all", "bold"],
        ["under", "four"],
    ]


def test_a_part_holds_what_is_below_it_unless_that_is_about_something_else() -> None:
    """Smaller headings belong to the bigger one; with kinds, a smaller one of another kind ends it."""
    page = "# Gaps\na\n## Week 1\nb\n## Plans\nc\n# End\nd\n"
    whole, week = markdown_sections(page, lambda _: set())[1:3]
    assert whole.text.split() == ["a", "b", "c"]
    assert week.within(whole)
    assert week.overlaps(whole)
    kinds = {"Gaps": {"gaps"}, "Plans": {"plans"}}
    assert markdown_sections(page, lambda title: kinds.get(title, set()))[1].text.split() == ["a", "b"]


def test_words_are_counted_twice_and_repeated_sentences_once() -> None:
    """Template, comments and repetition do not count; numbers count for a word processor only."""
    template = ["The template's line."]
    assert count_words("The template's line.\n<!-- four words in here -->\n", template) == (0, 0)
    assert count_words("I saw 45 rows. I saw\n45 rows. And then?", template) == (5, 6)
    assert count_words("学んだことは多い。", ())[1] >= 4


def test_english_is_told_by_its_small_words() -> None:
    """Enough for choosing whether headings can be read; any other language is not English."""
    assert is_english("I learned that the score of a model is not the point.")
    assert not is_english("Ich habe gelernt, dass es auf die Zahl nicht ankommt.")


@pytest.mark.parametrize(
    ("text", "number", "says"),
    [
        ("0.956", 0.9556, True),
        ("95.6 %", 0.9556, True),
        ("96 %", 0.9556, True),
        ("0,96", 0.9556, True),
        ("1", 0.9556, False),
        ("0.9", 0.9556, False),
        ("0.9", 0.9, True),
        ("0.95", 0.9556, False),
        ("RMSE 54,321 euros", 54321.4, True),
        ("day 21", 0.9556, False),
    ],
)
def test_a_number_is_found_as_people_write_it(text: str, number: float, says: bool) -> None:
    """Rounded and in percent, and not so coarse that anything fits."""
    assert has_number(text, number) is says


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("made in `train.py` and `capstone/train.py`, see [it](./train.py)", None),
        ("train.py and `python -m train`", None),
        ("made in old.py", "old.py"),
        ("```sh\npython sub/old.py --x\n```", "sub/old.py"),
        ("![a](images/plot.png)", "images/plot.png"),
        ("`rows.csv`", "rows.csv"),
        ("once it was called rows.csv", None),
        ("https://example.org/a/b.py, `~/notes.md`, `*.py`, `../x.py`, `/tmp/x.py`, `path/to/x.py`, `<your>.py`", None),
        ("docs.python.org/3/library/x.html and `scikit-learn.org/stable/x.html`", None),
        ("<!-- old.py -->", None),
        ("`requirements.txt`", None),
        ("`train.py.gz` and `rows.csv.gz`", None),
        ("`json.load(x)`, `model.joblib`", None),
    ],
)
def test_a_file_that_is_not_there_is_named(tmp_path: Path, text: str, gone: str | None) -> None:
    """Only what is meant for this folder counts, wherever it is named."""
    (tmp_path / "train.py").touch()
    assert next(missing_files(text, [tmp_path], frozenset({"requirements.txt"})), None) == gone


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("```sh\npython old.py --x\n```", "old.py", True),
        ("`bash ./run.sh`", "run.sh", True),
        ("The model is made in `old.py`.", "old.py", True),
        ("Put a model of your own in `old.py`.", "old.py", False),
        ("`python train.py` writes `results.json`", "results.json", False),
        ("as in sklearn/datasets/_base.py", "sklearn/datasets/_base.py", False),
    ],
)
def test_a_name_is_a_promise_where_it_is_run_or_something_stands_in_it(text: str, name: str, told: bool) -> None:
    """A file that is written, made by the reader or of elsewhere need not be there."""
    assert has_file_reference(text, name) is told


@pytest.mark.parametrize(
    ("printed", "score"),
    [
        ('{"score": 0.9, "baseline": 0.5}', 0.9),
        ('loading\n{"rows": 45, "Accuracy": 0.9}\n', 0.9),
        ('{\n  "metrics": {\n    "test_accuracy": 0.9,\n    "rows": 5\n  }\n}', 0.9),
        ('{"value": 0.9}', 0.9),
        ('{"score": 0.1}\n{"score": 0.9}', 0.9),
        ("epoch 3\n0.9", 0.9),
        ('{"score": "0.9"}', 0.9),
        ('{"score": NaN}', None),
        ('{"baseline": {"accuracy": 0.4}, "model": {"accuracy": 0.9}}', 0.9),
        ('{"score": 0.9}\n{"baseline": 0.4}', 0.9),
        ('{"model": "DummyClassifier", "accuracy": 0.4}\n{"model": "Ridge", "accuracy": 0.9}', 0.9),
        ('{"model": "Ridge", "accuracy": 0.9}\n{"model": "DummyClassifier", "accuracy": 0.4}', 0.9),
        ('{"baseline": 0.4, "rows": 45}', None),
        ("{'score': 0.9}", None),
        ('{"a": 1, "b": 2}', None),
        ("", None),
        ("{" * 5000, None),
    ],
)
def test_a_score_is_found_in_what_was_printed(printed: str, score: float | None) -> None:
    """By its name, the metric's name, or as the only number; anything else is no score."""
    assert printed_score(printed, "accuracy") == score


def test_a_score_may_differ_by_chance_and_rounding() -> None:
    """By 0.02 up to 1, by 2 % of it beyond; a usual slip is named."""
    assert is_close(0.95, 0.97)
    assert not is_close(0.94, 0.97)
    assert is_close(51_000, 50_500)
    assert not is_close(52_000, 50_500)
    assert "percent" in diagnose_claim(95.6, 0.956)
    assert "sign" in diagnose_claim(-54.0, 54.0)
    assert "1 minus" in diagnose_claim(0.044, 0.956)
    assert diagnose_claim(0.9, 0.7) == ""
    assert printed_number('{"score": 1, "baseline": 0.5}', "baseline") == 0.5
    assert printed_number('{"score": 1}', "baseline") is None


@pytest.mark.parametrize(
    ("metric", "direction", "sign"),
    [
        ("accuracy", "higher", 1),
        ("accuracy", None, 1),
        ("RMSE (days)", None, -1),
        ("R²", "maximise", 1),
        ("rmse", "lower is better", -1),
        ("euros lost", "down", -1),
        ("pinball loss", None, -1),
        ("neg_mean_absolute_error", None, 1),
    ],
)
def test_a_direction_is_read_or_known(metric: str, direction: str | None, sign: int) -> None:
    """What is written counts, in many words; where nothing is, the metric's name says it."""
    assert metric_sign(metric, direction) == sign


@pytest.mark.parametrize(("metric", "direction"), [("RMSE", "higher"), ("accuracy", "lower"), ("points", "sideways")])
def test_a_direction_that_cannot_be_is_told(metric: str, direction: str) -> None:
    """An error that is called better when it is higher would make any model good."""
    with pytest.raises(Failed, match="direction is"):
        metric_sign(metric, direction)
