"""Checks of words and pictures: an Analysis in any language, a View known by the data behind it."""
# ruff: noqa: RUF001  texts in other scripts have letters that look like Latin ones

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from check_works import one, work_on
from lab_runs import SMALL

from sprint.checks.api import Check, Outcome, Work, analysis_check
from sprint.checks.notebook.figures import Figure
from sprint.checks.notebook.view import figure_check
from sprint.checks.outcomes import Result
from sprint.lab.protocol.notebook import NotebookCell

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


SHARES = {
    "de": "Wer jeden Tumor gutartig nennt, hat in rund 63 % der Fälle recht und findet doch keinen "
    "einzigen Krebs. Schlimmer ist der übersehene Tumor, denn dann wird niemand behandelt.",
    "fr": "Un modèle qui dit toujours oui aurait raison dans 0,63 des cas, et pourtant il ne trouverait "
    "aucun malade. Le plus grave est celui que l'on renvoie chez lui sans soins.",
    "es": "Un modelo que siempre dice que sí acierta en el 62,5 por ciento de los casos y no encuentra ni "
    "un solo enfermo. Lo peor es mandar a casa a quien necesita ayuda.",
    "it": "Chi dice sempre sì ha ragione 25 volte su 40 e non trova nessun malato. L'errore peggiore è "
    "mandare a casa senza cure chi ne ha bisogno, perché nessuno se ne accorge.",
    "tr": "Her zaman evet diyen bir model %63 doğru olur ama tek bir hastayı bile bulamaz. Daha kötü olan "
    "hata, hasta birini tedavi etmeden eve göndermektir, çünkü bunu sonra kimse fark etmez ve zaman "
    "geçer.",
    "pl": "Model, który zawsze mówi tak, ma rację w 62.5 procent przypadków, a nie znajduje ani jednego "
    "chorego. Gorszy jest błąd, po którym chory wraca do domu bez leczenia, bo nikt tego nie "
    "zauważy.",
    "uk": "Модель, яка завжди каже так, має рацію у 63 % випадків, але не знаходить жодного хворого. "
    "Гірша та помилка, після якої людина йде додому без лікування, бо цього ніхто не помітить.",
    "zh": "总是回答是的模型准确率约为63%，但是它一个病人也找不到。更严重的错误是让病人没有得到治疗就回家，"
    "因为没有人会发现。",
    "ja": "いつも同じ答えを出すモデルの正解率は約63％ですが、病人を一人も見つけられません。もっと悪い間違"
    "いは、病人を治療せずに家に帰すことです。",
    "ko": "항상 그렇다고 답하는 모델은 약 63% 맞지만 환자를 한 명도 찾지 못한다. 더 나쁜 실수는 아픈 "
    "사람을 치료 없이 집으로 보내는 것이다. 왜냐하면 그 뒤로는 아무도 그 사람을 다시 살펴보지 않고 "
    "시간이 그냥 지나가 버리기 때문이다.",
    "ar": "النموذج الذي يقول نعم دائما يصيب في ٦٣٪ من الحالات ولا يجد مريضا واحدا. والخطأ الأسوأ هو أن "
    "يعود المريض إلى بيته بلا علاج لأن أحدا لن ينتبه إليه بعد ذلك أبدا.",
    "hi": "हमेशा हाँ कहने वाला मॉडल 63 प्रतिशत सही होता है, पर एक भी रोगी नहीं खोजता। बुरी गलती वह है "
    "जिसमें रोगी बिना इलाज घर चला जाता है, क्योंकि फिर कोई उसे नहीं देखता।",
}  # fmt: skip


@pytest.mark.parametrize("text", SHARES.values(), ids=SHARES)
def test_shares_of_the_labels_are_numbers_of_the_run(tmp_path: Path, text: str) -> None:
    """How many labels are of one kind counts in any language, as a share or a count, though nothing is printed."""
    shares = analysis_check("d99.c9", QUESTION, numbers=("y",))
    with work_on(tmp_path, "y = ['yes'] * 25 + ['no'] * 15") as work:
        assert _analysis(work, text, shares).outcome is Outcome.PASS, text
        wrong = (
            text.replace("٦٣", "77").replace("0,63", "0,77").replace("63", "77").replace("62", "77").replace("25", "33")
        )
        assert "no number" in _analysis(work, wrong.replace("40", "50"), shares).seen


PROSE = """## Analysis

Imagine a model that calls **every** tumour benign. What accuracy would it have here, and what would that number hide?
Of the two kinds of error in your `confusion matrix`, which one is worse, and how often does your model make it?"""


@pytest.mark.parametrize("drop", ["", "**", "`"])
def test_sentences_of_the_notebook_are_not_the_learner_s(tmp_path: Path, drop: str) -> None:
    """The notebook's own prose stays its own in one line and without its marks, with a few words and a number added."""
    copied = (
        " ".join(PROSE.replace("## Analysis", "").replace(drop, "").split()) if drop else " ".join(PROSE.split()[2:])
    )
    with work_on(tmp_path, "auc = 0.98") as work:
        work.starter = [PROSE]
        for text in (f"{copied} 0.98", f"I say 0.98. {copied}", copied.replace(". ", ".\n\n") + " That is 0.98."):
            result = _analysis(work, text)
            assert (result.outcome, "of the notebook" in result.seen) == (Outcome.FAIL, True), result.message
        assert _analysis(work, copied + " " + FILLER + "and 0.98").outcome is Outcome.PASS
        answer = (
            "A model that calls every tumour benign is right for 0.98 of the people in this table, and it hides that "
        )
        assert _analysis(work, answer + "not one of the ill is found by it.").outcome is Outcome.PASS


def test_a_name_in_the_question_is_no_name_of_the_run(tmp_path: Path) -> None:
    """A name the question brings along says nothing about the run; one it does not name does."""
    named = analysis_check("d99.c9", "What does the RBF kernel add?", words=("rbf", "rbf_acc"))
    with work_on(tmp_path, "x = 1") as work:
        assert "no name of today" in _analysis(work, FILLER + "with RBF as it is", named).seen
        assert _analysis(work, FILLER + "with rbf_acc as it is", named).outcome is Outcome.PASS


def test_a_proved_figure_is_a_number_of_the_run(tmp_path: Path) -> None:
    """What another check has recomputed counts, though the notebook neither keeps nor prints it."""
    with work_on(tmp_path, "x = 1") as work:
        work.metric("accuracy", 0.9371)
        assert _analysis(work, FILLER + "with 94 % right").outcome is Outcome.PASS
        assert _analysis(work, FILLER + "with 91 % right").outcome is Outcome.FAIL


def _analysis(work: Work, text: str, check: Check = ANALYSIS) -> Result:
    work.cells = [NotebookCell(0, "markdown", f"## Analysis\n\n{text}", "")]
    return one(work, check)


# View

PATIENT = replace(SMALL, seconds=60, question_seconds=20)
"""The plotting libraries alone take most of the ten seconds on a busy machine."""
DRAWN = """
import matplotlib.pyplot as plt, numpy as np, seaborn as sns
x, y = np.arange(5.0), np.array([3.0, 1, 4, 1, 5])
cm = np.array([[50, 3], [2, 88]])
"""


WANTED: list[tuple[str, Callable[[Figure], bool]]] = [
    ("plt.plot(x, y)", lambda figure: figure.has_line(range(5), [3, 1, 4, 1, 5])),
    ("plt.scatter(x[::-1], 10 * y[::-1])", lambda figure: figure.has_points(range(5), [30, 10, 40, 10, 50])),
    (
        "plt.plot(x[:2], 9 * y[:2], 'ro')\nplt.plot(x[2:], 9 * y[2:], 'bs')\nplt.plot(x, x)\nplt.scatter(0, 27)",
        lambda figure: figure.has_points(range(5), [27, 9, 36, 9, 45]),
    ),
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
    with work_on(tmp_path, DRAWN, *(f"{drawing}\nplt.show()" for drawing, _ in WANTED), budget=PATIENT) as work:
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

    with work_on(tmp_path, DRAWN, *(f"{drawing}\nplt.show()" for drawing in drawings), budget=PATIENT) as work:
        assert work.run.complete, work.run.stop
        assert _view(work, wanted=raises).outcome is Outcome.NOT_ATTEMPTED
        for place in range(3):
            assert _view(work, place, wanted=raises).outcome is Outcome.FAIL, drawings[place]
        drawn = _view(work, 0, 3, wanted=raises)
    assert drawn.outcome is Outcome.PASS
    assert any("could be matched" in note for note in drawn.notes)


def test_a_view_sees_verticals_names_of_the_sheet_and_single_colours(tmp_path: Path) -> None:
    """Vertical lines of both kinds are found, labels of the whole sheet count, and a flat picture is told as one."""

    def heights(_work: Work, figure: Figure) -> bool:
        return sorted(figure.verticals) == [1, 3, 5]

    lines = "plt.plot(x, y); plt.vlines([5, 3], 0, 4); plt.axvline(1); plt.hlines(2, 0, 3); "
    names = ("plt.suptitle('t')", "plt.gcf().supxlabel('a'); plt.gcf().supylabel('b')", "plt.gcf().supxlabel('a')")
    drawings = (*(lines + name for name in names), "sns.heatmap(np.zeros((3, 2)))")
    with work_on(tmp_path, DRAWN, *(f"{drawing}\nplt.show()" for drawing in drawings), budget=PATIENT) as work:
        assert work.run.complete, work.run.stop
        results = [_view(work, place, wanted=heights) for place in range(4)]
    assert [len(result.notes) for result in results] == [0, 0, 1, 0]
    assert "same value" in results[3].because
