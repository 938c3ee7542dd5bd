"""Checks of words and pictures: an Analysis in any language, a View known by the data behind it."""
# ruff: noqa: RUF001  texts in other scripts have letters that look like Latin ones

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from check_works import one, work_on

from sprint.checks import Outcome, Work, analysis_check
from sprint.checks.figures import Figure, figure_check
from sprint.checks.outcomes import Result
from sprint.lab.notebook import NotebookCell

# Analysis

FILLER = (
    "This model is better than guessing because it separates both groups and the errors it makes are rather few, yet "
    "each of them counts "
)
QUESTION = "Which error is worse, and how often does your model make it?"
ANALYSIS = analysis_check("d99.c9", QUESTION, numbers=("auc", "counts"), words=("malignant",))
WORDS_OF_TODAY = [
    "with 0.98", "with 0.9765", "with 98 %", "with 97.7%", "with 0,98", "with 97,65 Prozent", "with 2 %", "with ~0.977",
    "with 20,640 rows", "with 20.640 rows", "with 20 640 rows", "with 20640", "with 1e-3", "with −3.5", "with -3,5",
    "with Malignant", "and `0.98`", "with 57", "at 63%",
]  # fmt: skip


def test_the_analysis_passes_with_a_number_or_name_of_today(tmp_path: Path) -> None:
    """Numbers count as rounded, as percentages, with a decimal comma or thousands; a name counts in any case."""
    source = "auc = 0.97654\ncounts = {'a': [57, 3], 'b': [1, 82]}\nprint(20640, 0.001, -3.5)\n0.6274"
    with work_on(tmp_path, source) as work:
        for words in WORDS_OF_TODAY:
            assert _analysis(work, FILLER + "in sum " + words).outcome is Outcome.PASS, words
        for words in ("with 0.99", "with 0.9", "with 1234", "benign", "", "with 12.5 %"):
            result = _analysis(work, FILLER + "in sum and so on " + words)
            assert (result.outcome, "no number" in result.seen) == (Outcome.FAIL, True), words


GERMAN = (
    "Das Modell irrt sich selten, doch jeder übersehene Tumor ist ein Mensch, der ohne Behandlung nach Hause geht; "
    "deshalb würde ich die Schwelle senken und mehr Fehlalarme hinnehmen, auch wenn die Fläche schon 0,98 ist."
)
RUSSIAN = (
    "Модель ошибается редко, но каждая пропущенная опухоль означает человека без лечения, поэтому я снизил бы порог "
    "и согласился на большее число ложных тревог, хотя площадь под кривой уже равна 0,98 и почти идеальна сейчас."
)
CHINESE = (
    "这个模型的错误很少，但是每一个漏掉的肿瘤都是一个没有得到治疗的病人，"
    "所以我会降低阈值，接受更多的误报，即使曲线下面积已经是 0.98 这么高。"
)
GREEK = (
    "Ο ταξινομητής κάνει λίγα λάθη αλλά κάθε χαμένος όγκος είναι ένας άνθρωπος χωρίς θεραπεία και θα χαμήλωνα το "
    "κατώφλι και θα δεχόμουν περισσότερους ψευδείς συναγερμούς ακόμη και αν η επιφάνεια είναι ήδη 0,98 εδώ."
)
HEADINGS = f"### What I saw\n\n{FILLER} and the area is 0.98\n\n> a quote\n\nand that is all there is to say of it"


@pytest.mark.parametrize("text", [GERMAN, RUSSIAN, CHINESE, GREEK, HEADINGS], ids=["de", "ru", "zh", "el", "headings"])
def test_the_analysis_takes_any_language(tmp_path: Path, text: str) -> None:
    """Own words count in every script, and a heading or a quote hides nothing that stands after it."""
    with work_on(tmp_path, "auc = 0.98") as work:
        result = _analysis(work, text)
    assert result.outcome is Outcome.PASS, result.message


@pytest.mark.parametrize(
    ("text", "outcome", "said"),
    [
        ("", Outcome.NOT_ATTEMPTED, "template"),
        ("*Write your words here.*", Outcome.NOT_ATTEMPTED, "template"),
        (
            "<!-- a comment -->\n```python\nmany words of code do not count as prose at all\n```",
            Outcome.NOT_ATTEMPTED,
            "",
        ),
        ("0.98 is good.", Outcome.FAIL, "words of your own"),
        (f"{QUESTION} {QUESTION} {QUESTION} 0.98", Outcome.FAIL, "words of the question"),
        (FILLER + "and 10e99 and 1e-99 and " + "9" * 500 + " in the end", Outcome.FAIL, "no number"),
    ],
)
def test_the_analysis_is_own_words(tmp_path: Path, text: str, outcome: Outcome, said: str) -> None:
    """The template, code, a few words or the question itself are no Analysis, whatever numbers stand there."""
    with work_on(tmp_path, "auc = 0.98\nhuge = 10 ** 400") as work:
        work.starter = ["*Write your words here.*"]
        result = _analysis(work, text)
    assert (result.outcome, said in result.seen) == (outcome, True), result.message


def _analysis(work: Work, text: str) -> Result:
    work.cells = [NotebookCell(0, "markdown", f"## Analysis\n\n{text}", "")]
    return one(work, ANALYSIS)


# View

DRAWN = """
import matplotlib.pyplot as plt, numpy as np, seaborn as sns
x, y = np.arange(5.0), np.array([3.0, 1, 4, 1, 5])
cm = np.array([[50, 3], [2, 88]])
"""


WANTED: list[tuple[str, Callable[[Figure], bool]]] = [
    ("plt.plot(x, y)", lambda figure: figure.has_line(range(5), [3, 1, 4, 1, 5])),
    ("plt.scatter(x[::-1], 10 * y[::-1])", lambda figure: figure.has_points(range(5), [30, 10, 40, 10, 50])),
    ("plt.plot(7 * y, x, 'o')", lambda figure: figure.has_points(range(5), [21, 7, 28, 7, 35])),
    ("sns.heatmap(cm, annot=True)", lambda figure: figure.has_image([[50, 3], [2, 88]])),
    ("plt.imshow(2 * cm.T)", lambda figure: figure.has_image([[100, 6], [4, 176]])),
    ("plt.barh(['a', 'b', 'c'], [3, 1, 2])", lambda figure: figure.has_bars([1, 2, 3])),
    (
        "plt.plot(x, -y); plt.savefig('a.png'); plt.close()",
        lambda figure: figure.has_line(range(5), [-3, -1, -4, -1, -5]),
    ),
]


def _view(work: Work, *places: int, wanted: Callable[[Work, Figure], bool]) -> Result:
    """Check the View of a run that drew some of the figures only."""
    only = replace(work.run, figures=tuple(work.run.figures[place] for place in places))
    some = Work(work.session, only, work.cells, work.starter, work.folder)
    return one(some, figure_check("d99.c7", "View", "why", {"the thing": wanted}))


def test_a_drawing_is_matched_by_its_data(tmp_path: Path) -> None:
    """Lines, points in any order, heatmaps, bars lying or upright are known by the arrays behind them alone."""
    with work_on(tmp_path, DRAWN, *(f"{drawing}\nplt.show()" for drawing, _ in WANTED)) as work:
        assert work.run.complete, work.run.stop
        assert len(work.figures) == len(WANTED)
        for place, (drawing, shows) in enumerate(WANTED):
            assert [place] == [n for n, figure in enumerate(work.figures) if shows(figure)], drawing
            result = _view(work, place, wanted=lambda _, figure, shows=shows: shows(figure))  # type: ignore[misc]
            assert result.outcome is Outcome.PASS
            assert not any("could be matched" in note for note in result.notes)


def test_a_view_fails_only_where_nothing_is_drawn(tmp_path: Path) -> None:
    """Empty axes and data out of sight fail, one thin line passes, and what cannot be matched or read is a note."""
    drawings = (
        "plt.figure(); plt.axes()", "plt.plot(x, y); plt.close(); plt.figure(); plt.axes(); plt.title('t')",
        "plt.plot(x, y); plt.xlim(100, 101); plt.ylim(100, 101)", "plt.plot([0, 1], [2, 2])",
    )  # fmt: skip

    def raises(work: Work, _: Figure) -> bool:
        first, *_rest = work.get("x")[0]
        return bool(first)

    with work_on(tmp_path, DRAWN, *(f"{drawing}\nplt.show()" for drawing in drawings)) as work:
        assert work.run.complete, work.run.stop
        assert _view(work, wanted=raises).outcome is Outcome.NOT_ATTEMPTED
        for place in range(3):
            assert _view(work, place, wanted=raises).outcome is Outcome.FAIL, drawings[place]
        drawn = _view(work, 0, 3, wanted=raises)
    assert drawn.outcome is Outcome.PASS
    assert any("could be matched" in note for note in drawn.notes)
