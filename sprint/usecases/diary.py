"""`sprint diary`: the entry of a day, pre-filled from what was proved, and its commit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sprint import clock, files
from sprint.checks.outcomes import Outcome, Report
from sprint.course.model import Day
from sprint.diary.entry import Entry, Metric, metrics_table, own_words, read_entry
from sprint.diary.grammar import parse
from sprint.diary.splice import Mode, write_sections
from sprint.errors import NotYetError
from sprint.usecases.check import last_report
from sprint.usecases.commits import Committed, commit_waiting
from sprint.usecases.sprint import Sprint

LEAST_WORDS = 5
"""Words of the learner's own that make an Analysis an entry."""
SECTIONS = ("Model", "View", "Analysis")


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a day before the learner writes."""

    day: Day
    """The day."""
    model: str
    """What was proved, as Markdown."""
    view: str
    """The figures and the metrics, as Markdown."""
    question: str
    """What the Analysis is asked to answer."""
    figures: Mapping[Path, Path]
    """Figures of the last check and where the entry shows them from."""
    before: Entry | None
    """What the diary says of the day already."""


@dataclass(frozen=True, slots=True)
class Written:
    """An entry that is in the diary."""

    day: Day
    """The day."""
    path: Path
    """The diary."""
    line: int
    """The line of the day's heading."""
    commit: Committed
    """What became of the commit."""


def draft(sprint: Sprint, number: int | None = None) -> Draft:
    """Return what can be filled in before the learner writes.

    Raises:
        NeedsPersonError: the diary cannot be read as one.
    """
    day = sprint.day(number)
    report = last_report(sprint, day)
    drawn = sorted(sprint.folder.drawn(day.number).glob("*.png")) if report else []
    figures = {png: sprint.folder.figures(day.number) / png.name for png in drawn}
    view = "\n\n".join(filter(None, [_images(sprint, day, figures), _metrics(report)]))
    content = sprint.folder.diary.read_bytes() if sprint.folder.diary.is_file() else b""
    return Draft(day, "\n".join(_proved(report)), view, day.analysis, figures, read_entry(parse(content), day.number))


def write(
    sprint: Sprint, plan: Draft, sections: Mapping[str, str], *, mode: Mode = "append", commit: bool = True
) -> Written:
    """Put an entry into the diary and commit it with the day's files.

    Args:
        sprint: the sprint.
        plan: the draft it was written from.
        sections: Model, View and Analysis (and Goals) to Markdown; one that is missing takes the draft's text.
        mode: whether the texts go behind what is there or stand instead of it.
        commit: whether to commit.

    Raises:
        NotYetError: there is no Analysis of the learner's own; nothing is written.
        NeedsPersonError: the diary has a conflict, or changed meanwhile; nothing is written.
    """
    day = plan.day
    texts = {"Model": plan.model, "View": plan.view} | dict(sections)
    if own_words(texts.get("Analysis", "")) < LEAST_WORDS and not (plan.before and own_words(plan.before.analysis)):
        raise NotYetError(
            "The Analysis is still empty, so there is no entry yet.",
            f"Answer in a sentence or two: {plan.question}",
        )
    with files.locked(sprint.folder.lock):
        sprint.complete()
        before = sprint.folder.diary.read_bytes()
        after = write_sections(
            before, day.number, day.title, _new(texts, plan, mode), known_facts=_facts(sprint, day), mode=mode
        )
        for source, target in plan.figures.items():
            files.write(target, source.read_bytes())
        files.write(sprint.folder.diary, after, expected=before)
        sprint.log.append("diary", day.number, own=True)
        files.write(sprint.folder.waiting, b"".join({_line(day.number), *_lines(sprint.folder.waiting)}))
        committed = commit_waiting(sprint) if commit else Committed(why="not asked for")
    heading = parse(after).find(day.number)
    return Written(day, sprint.folder.diary, heading.start + 1 if heading else 1, committed)


def _new(texts: Mapping[str, str], plan: Draft, mode: Mode) -> dict[str, str]:
    """Leave out what the diary says already, so that writing twice adds nothing twice."""
    if plan.before is None or mode == "replace":
        return {name: text for name, text in texts.items() if text.strip()}
    known = {
        "Model": plan.before.model,
        "View": plan.before.view,
        "Analysis": plan.before.analysis,
        "Goals": plan.before.goals,
    }
    return {name: text for name, text in texts.items() if text.strip() and text.strip() not in known.get(name, "")}


def _facts(sprint: Sprint, day: Day) -> dict[str, str]:
    """Return the facts that stand under the day's heading."""
    known = sprint.progress.day(day.number)
    facts = {"date": clock.today().isoformat()}
    if known.check is not None:
        facts["checks"] = f"{known.check.passed} of {known.check.total} proved"
        if known.check.data != "real":
            facts["data"] = "offline variant"
    if known.minutes:
        facts["focus"] = f"{known.minutes:.0f} min"
    return facts


def _proved(report: Report | None) -> Iterator[str]:
    for result in report.results if report else ():
        if result.outcome is Outcome.PASS and not result.title.startswith(("View", "Analysis")):
            yield f"- {result.title}" + (f": {result.evidence}" if result.evidence else "")


def _images(sprint: Sprint, day: Day, figures: Mapping[Path, Path]) -> str:
    return "\n".join(
        f"![Day {day.number}, figure {place}]({sprint.folder.shown(target)})"
        for place, target in enumerate(figures.values(), 1)
    )


def _metrics(report: Report | None) -> str:
    if report is None or not report.metrics:
        return ""
    note = "" if report.data == "real" else report.data
    return metrics_table([Metric(name, f"{value:.4g}", "", note) for name, value in report.metrics.items()])


def _line(number: int) -> bytes:
    return f"{number}\n".encode()


def _lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True) if path.is_file() else []


PROMPT = "<!-- {} -->"


def editable(plan: Draft) -> str:
    """Return the text that opens in the learner's editor."""
    head = PROMPT.format(
        f"Day {plan.day.number} · {plan.day.title}. Lines like this one are left out. Write, save and close; "
        "an empty Analysis keeps everything as it was."
    )
    asked = {"Model": "What did you build? Correct and add.", "View": "What is to be seen?", "Analysis": plan.question}
    filled = {"Model": plan.model, "View": plan.view, "Analysis": ""}
    parts = [f"### {name}\n\n{PROMPT.format(asked[name])}\n\n{filled[name]}\n" for name in SECTIONS]
    return f"{head}\n\n" + "\n".join(parts)


def sections_of(text: str, plan: Draft) -> dict[str, str]:
    """Return the sections of an edited text, without its prompts.

    Raises:
        NeedsPersonError: the text breaks the diary's structure.
    """
    from sprint.diary.entry import without_comments

    entry = read_entry(parse(f"## Day {plan.day.number}\n\n{text}".encode()), plan.day.number)
    if entry is None:
        raise NotYetError("The edited text has no entry in it.", "Keep the lines ### Model, ### View and ### Analysis.")
    texts = {"Model": entry.model, "View": entry.view, "Analysis": entry.analysis}
    return {name: without_comments(body).strip() for name, body in texts.items()}
