"""The check for the Analysis of a day: own words, about the day's question, with a number or a name of today's run.

No grammar, no spelling, no keywords, any language: the gates ask only that somebody thought about this run.
"""

import contextlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sprint.checks.declare import Check, Mutant
from sprint.checks.verdicts import Failed, NotAttempted
from sprint.checks.work import Work
from sprint.course.lesson import LessonCell
from sprint.lab.supervisor.session import LearnerError

LEAST_WORDS = 25
OWN_SHARE = 0.4
"""The share of the words that must not stand in the question."""

COPIED_WORDS = 5
"""How many words in a row that stand so in the notebook are no longer the learner's own."""
FEW_LABELS = 20
"""Up to how many different values are labels, whose shares count as numbers of the run."""

PERCENT = "%\u066a\uff05"
"""The signs for a hundredth: Latin, Arabic and full width."""

_NUMBER = re.compile(
    r"(?<![A-Za-z0-9_.])[-+−]?\d+(?:[ \u00a0\u202f_'’]\d{3}(?!\d))*(?:[.,\u066b]\d+)*(?:e[-+]?\d{1,2})?"
    r"(?:\s?[%\u066a\uff05])?",
    re.IGNORECASE,
)
"""A number, with its percent sign; it may follow a letter of a script without spaces."""
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{1,2}|[^\W\d_]+(?:['’-][^\W\d_]+)*")
"""A word; in scripts without spaces, two characters."""
_NOT_PROSE = re.compile(
    r"```.*?(?:```|\Z)|`[^`\n]*`|<!--.*?-->|!?\[[^\]]*\]\([^)]*\)|^[ \t]*[>#][^\n]*$", re.DOTALL | re.MULTILINE
)


def analysis_check(
    id: str, question: str, *, numbers: Sequence[str] = (), words: Sequence[str] = (), least: int = LEAST_WORDS
) -> Check:
    """Declare the check for a day's Analysis.

    Args:
        id: the check's id.
        question: the day's question, as the notebook prints it.
        numbers: learner's names whose numbers count as today's, besides what the run printed and what was proved; of
            labels the shares and counts do.
        words: names of columns, classes or models that show what the text is about, in any language; one that stands
            in the question says nothing about the run and is left out.
        least: how many own words there must be.
    """

    def prove(work: Work) -> str:
        written = work.words_under("Analysis")
        found = _WORD.findall(own_text(written, work.starter))
        _require_own_words(found, question, work.starter, least)
        said = own_lines(written, work.starter).replace("`", "")
        names = [name for name in words if not (_WORD.search(name) and _stands_in(name, question))]
        today = next(_named_today(work, said, numbers, names), None)
        if today is None:
            raise Failed(
                "no number and no name of today's run in the text",
                "one of them, as your notebook shows it",
                next="write the figure you are talking about into the sentence",
            )
        work.proved(f"{len(found)} own words with {today}")
        return f"{len(found)} words, with {today}"

    prove.__doc__ = (
        f"{question}\n\nWritten in your own words, in any language, at least {least} of them, with a number or a name "
        "that comes from today's run and does not stand in the question. Style, length and spelling are yours."
    )
    return Check(id, f"Analysis: {question}", prove, mutants=(A_FEW_WORDS, NOTHING_OF_TODAY))


def _require_own_words(found: Sequence[str], question: str, template: Sequence[str], least: int) -> None:
    """Fail unless there are enough words, and enough of them stand neither in the question nor in the notebook.

    Args:
        found: the words of the text.
        question: the day's question.
        template: the texts of the lesson's starter cells.
        least: how many there must be.
    """
    if not found:
        raise NotAttempted("the Analysis cell still holds the template")
    if len(found) < least:
        raise Failed(
            f"{len(found)} words of your own", f"at least {least}", next="a sentence on what you saw, one on why"
        )
    asked = {word.lower() for word in _WORD.findall(question)}
    own = [word for word in found if word.lower() not in asked]
    move = "start with the number you saw today"
    if len(own) < OWN_SHARE * len(found):
        raise Failed("mostly the words of the question", "an answer in your own", next=move)
    if _not_copied(found, [question, *template]) < min(least, OWN_SHARE * len(found)):
        raise Failed("mostly sentences of the notebook", "an answer in your own", next=move)


def _written(text: str) -> Callable[[LessonCell], str]:
    """Return a change that puts a text where the solution has words of its own."""

    def change(cell: LessonCell) -> str:
        return text if cell.kind == "markdown" and cell.solution != cell.starter else cell.solution

    return change


A_FEW_WORDS = Mutant("a few words", "words of your own", _written("It went well."))
"""An Analysis that is hardly begun."""
NOTHING_OF_TODAY = Mutant(
    "nothing of today",
    "no number and no name",
    _written(
        "This evening took longer than usual, yet everything ended up well because somebody gave helpful advice, "
        "although afterwards my friends wanted to hear about something else entirely, so we talked about music."
    ),
)
"""An Analysis that could have been written on any day."""


def words_of_text(text: str) -> list[str]:
    """Return the words of a text; in scripts without spaces, two characters are one."""
    return _WORD.findall(text)


def own_text(text: str, template: Sequence[str]) -> str:
    """Return what is left of a text without the template's lines, code, quotes, links and headings."""
    return _NOT_PROSE.sub(" ", own_lines(text, template))


def own_lines(text: str, template: Sequence[str]) -> str:
    """Return a text without the template's lines."""
    known = {line.strip() for cell in template for line in cell.splitlines()}
    return "\n".join(line for line in text.splitlines() if line.strip() not in known)


def _not_copied(words: Sequence[str], sources: Sequence[str]) -> int:
    """Count the words that are in no run of words that stands in a source, whatever its line breaks and marks."""
    runs: set[tuple[str, ...]] = set()
    for source in sources:
        for reading in (source.replace("`", ""), _NOT_PROSE.sub(" ", source)):
            runs.update(_runs([word.lower() for word in _WORD.findall(reading)]))
    copied: set[int] = set()
    for start, run in enumerate(_runs([word.lower() for word in words])):
        if run in runs:
            copied.update(range(start, start + COPIED_WORDS))
    return len(words) - len(copied)


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield each run of `COPIED_WORDS` words, one for each place it can start at."""
    return (tuple(words[start : start + COPIED_WORDS]) for start in range(len(words) - COPIED_WORDS + 1))


def _stands_in(name: str, text: str) -> bool:
    """Tell whether a name begins a word of a text, in any case."""
    return re.search(rf"(?<!\w){re.escape(name.lower())}", text.lower()) is not None


def _named_today(work: Work, text: str, numbers: Sequence[str], words: Sequence[str]) -> Iterator[str]:
    """Yield what the text names of today's run."""
    seen = [*work.metrics.values(), *_numbers_of(work, numbers), *_printed_numbers(work)]
    for found in _NUMBER.finditer(text):
        for value, decimals in _readings(found.group()):
            if any(_rounds_to(number, value, decimals) for number in seen):
                yield found.group().strip()
    yield from (word for word in words if _stands_in(word, text))


def _readings(wording: str) -> Iterator[tuple[float, int]]:
    """Yield what a number can mean, with its decimals: `1,234` is a little over one, or over a thousand."""
    cleaned = re.sub(r"[\s_'’%\u066a\uff05]", "", wording).replace("−", "-").replace("\u066b", ".").lower()
    if re.fullmatch(r"[-+]?[1-9]\d{0,2}([.,]\d{3})+(?:[.,]\d+)?", cleaned):
        whole = re.sub(r"[.,](?=\d{3}(?:[.,]|$))", "", cleaned).replace(",", ".")
        yield float(whole), len(whole.partition(".")[2])
    if len(re.findall("[.,]", cleaned)) < 2:
        number, _, exponent = cleaned.replace(",", ".").partition("e")
        yield float(f"{number}e{exponent or 0}"), len(number.partition(".")[2]) - int(exponent or 0)


def numbers_in_text(text: str) -> Iterator[tuple[float, int]]:
    """Yield what the numbers of a text can mean, each with its decimals."""
    for found in _NUMBER.finditer(text):
        yield from _readings(found.group())


def _rounds_to(number: float, value: float, decimals: int) -> bool:
    """Tell whether a number, or the same as a percentage, rounds to what was written."""
    half = 0.5001 * 10.0**-decimals
    return any(abs(scaled - value) <= half for scaled in (number, 100 * number, 1 - number, 100 * (1 - number)))


def _numbers_of(work: Work, names: Sequence[str]) -> Iterator[float]:
    for name in names:
        try:
            value = work.get(name)
            yield from _flat(value)
            yield from _shares(value)
        except (Failed, NotAttempted, LearnerError, LookupError):
            continue


def _shares(value: Any) -> Iterator[float]:
    """Yield how many entries some labels have, and how often each of them is there, as counts and as shares."""
    import numpy as np

    try:
        labels = np.asarray(value, dtype=object)
        if labels.ndim == 2 and labels.shape[1] == 1:
            labels = labels[:, 0]
        if labels.ndim != 1 or len(labels) <= FEW_LABELS:
            return
        counts = Counter(labels.tolist())
    except (TypeError, ValueError):  # a list of arrays, say, which are no labels
        return
    if len(counts) <= FEW_LABELS:
        yield from (float(len(labels)), *map(float, counts.values()))
        yield from (count / len(labels) for count in counts.values())


def _flat(value: Any, room: int = 2000) -> Iterator[float]:
    """Yield the numbers inside a value, up to a bounded count."""
    import numpy as np

    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    if hasattr(value, "to_numpy"):
        value = value.to_numpy(dtype=object).ravel().tolist()
    if isinstance(value, np.ndarray):
        value = value.ravel()[:room].tolist()
    if isinstance(value, list | tuple | set):
        for item in list(value)[:room]:
            yield from _flat(item, room)
    elif isinstance(value, int | float | np.number) and not isinstance(value, complex):
        with contextlib.suppress(OverflowError):
            yield float(value)


def _printed_numbers(work: Work) -> Iterator[float]:
    """Yield the numbers that the run printed or showed as results."""
    for cell in work.run.cells:
        for output in cell.outputs:
            text = output.get("text") or output.get("data", {}).get("text/plain") or ""
            for found in _NUMBER.finditer(str(text)[:20_000]):
                part = 0.01 if found.group()[-1] in PERCENT else 1.0
                yield from (part * value for value, _ in _readings(found.group()))
