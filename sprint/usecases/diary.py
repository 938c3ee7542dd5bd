"""`sprint diary`: the entry of a day, pre-filled from what was proved, and its commit."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sprint import clock, files
from sprint.checks.outcomes import RUNS_TITLE, Outcome, Report
from sprint.course.model import Day
from sprint.diary.entry import Entry, Metric, metrics_table, own_words, read_entry, without_comments
from sprint.diary.generated import TIME, with_images, with_list, with_table, without_lines
from sprint.diary.grammar import parse
from sprint.diary.splice import Mode, write_sections
from sprint.errors import NeedsPersonError, NotYetError, SprintError
from sprint.record.guesses import Guess
from sprint.usecases.analysis import notebook_analysis
from sprint.usecases.check import last_report
from sprint.usecases.commits import Committed, commit_waiting, commits_of, keep_waiting, waiting_days
from sprint.usecases.copies import gone, keep_copy, put_back
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
    table: str
    """The metrics, as Markdown."""
    question: str
    """What the Analysis is asked to answer."""
    figures: Mapping[Path, Path]
    """Figures of the last check and where the entry shows them from."""
    before: Entry | None
    """What the diary says of the day already."""
    titles: tuple[str, ...] = ()
    """What the day's checks are called, proved or not."""
    analysis: str = ""
    """What the notebook says as its Analysis, where a check found that good and the diary has none yet."""
    commits: tuple[str, ...] = ()
    """The commits since the day was begun, the latest first: hash and subject."""

    @property
    def images(self) -> tuple[str, ...]:
        """The figures, as Markdown."""
        return tuple(
            f"![Day {self.day.number}, figure {place}](figures/{target.parent.name}/{target.name})"
            for place, target in enumerate(self.figures.values(), 1)
        )

    @property
    def view(self) -> str:
        """The figures and the metrics, as Markdown."""
        return "\n\n".join(filter(None, ["\n".join(self.images), self.table]))

    def brought_up_to_date(self, name: str, says: str) -> str:
        """Return what Model or View is to say: what is ours replaced, what is the learner's as it is."""
        if name == "Model":
            says = without_lines(says, RUNS_TITLE)
            return with_list(says, self.model.splitlines(), self.titles)
        says = with_images(says, self.images)
        return with_table(says, self.table) if self.table else says

    def with_commits(self, sprint: Sprint) -> "Draft":
        """Return the draft with the commits of its day, for a learner who is there to see them."""
        return replace(self, commits=commits_of(sprint, self.day))

    def showing(self, chosen: Collection[int]) -> "Draft":
        """Return the draft with some of its figures, by their places from 1."""
        kept = {png: target for place, (png, target) in enumerate(self.figures.items(), 1) if place in chosen}
        return replace(self, figures=kept)


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

    Without a number it is about the day started last, done or not: a second thought must not land in the next day.

    Raises:
        NeedsPersonError: the diary cannot be read as one.
    """
    if number is None:
        known = {day.number for day in sprint.curriculum.days}
        number = next((day for day in sprint.progress.recently_started if day in known), None)
    day = sprint.day(number)
    report = last_report(sprint, day)
    drawn = sorted(sprint.folder.drawn(day.number).glob("*.png")) if report else []
    figures = {png: sprint.folder.figures(day.number) / png.name for png in drawn}
    before = read_entry(parse(_content(sprint)), day.number)
    results, guesses = (report.results, report.predictions) if report else ((), ())
    titles = tuple([result.title for result in results] + [_asked(guess) for guess in guesses])
    analysis = "" if _is_own(before) else notebook_analysis(sprint, day, report)
    model = "\n".join((*_proved(report), *_guessed(report)))
    return Draft(day, model, _metrics(report), day.analysis, figures, before, titles, analysis)


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
    texts = {"Model": plan.model, "View": plan.view, "Analysis": plan.analysis} | dict(sections)
    if own_words(texts.get("Analysis", "")) < LEAST_WORDS and not _is_own(plan.before):
        raise NotYetError(
            "The Analysis is still empty, so there is no entry yet.",
            f"Answer in a sentence or two: {plan.question}",
        )
    with files.locked(sprint.folder.lock):
        sprint.complete()
        before = sprint.folder.diary.read_bytes()
        if mode == "replace" and plan.before is not None and read_entry(parse(before), day.number) != plan.before:
            raise NeedsPersonError(
                f"Day {day.number} of the diary was changed while you were writing, so nothing was written.",
                "Look at both, then run the command again: it takes the place of what the diary says by then.",
            )
        whole, new = _new(texts, plan, mode)
        after = write_sections(before, day.number, day.title, whole, mode="replace")
        after = write_sections(after, day.number, day.title, new, known_facts=_facts(sprint, day), mode=mode)
        keep_copy(sprint, day.number, before, after)
        if commit:  # written down first, so that a command cut off from here on is finished by the next one
            keep_waiting(sprint, {day.number, *waiting_days(sprint)})
        for source, target in plan.figures.items():
            if sprint.folder.shown(target) in texts["View"]:  # a line that was taken out leaves its figure out
                files.write(target, source.read_bytes())
        files.write(sprint.folder.diary, after, expected=before)
        sprint.log.append("diary", day.number, own=True)
        committed = commit_waiting(sprint) if commit else Committed(why="not asked for")
    heading = parse(after).find(day.number)
    return Written(day, sprint.folder.diary, heading.start + 1 if heading else 1, committed)


def finish(sprint: Sprint, *, asked: bool = False) -> Committed:
    """Finish what a command that was cut off, or a commit that was refused, left to do.

    An entry that waits and is in the diary counts from now on and is committed; one that never got there is let go.
    Where the learner asked for it, so is what was written into the diary by hand for a day that was begun.
    """
    with files.locked(sprint.folder.lock):
        back = _put_back(sprint) if asked else ()
        diary, lost = parse(_content(sprint)), gone(sprint)
        waiting = waiting_days(sprint)
        days = sorted({*waiting, *back, *_unknown(sprint)}) if asked else waiting
        written = tuple(number for number in days if number in lost or _is_own(read_entry(diary, number)))
        for number in written:
            known = sprint.progress.day(number).entry
            if number not in lost and (known is None or not known.own):
                sprint.log.append("diary", number, own=True)
        if written != waiting:
            keep_waiting(sprint, written)
        if asked:
            for number in set(written) - set(lost):  # what was written by hand is kept as well, should git refuse
                keep_copy(sprint, number, b"", diary.content)
        return replace(commit_waiting(sprint), back=back)


def _put_back(sprint: Sprint) -> tuple[int, ...]:
    """Put back what was given for the diary and is gone from it; not while an operation of git's may bring it back."""
    from sprint.git import Repository

    lost = gone(sprint)
    if not lost:
        return ()
    try:
        repository = Repository.find(sprint.folder.root)
    except SprintError:
        repository = None
    if repository is not None and repository.operation():
        return ()
    for number in lost:
        put_back(sprint, number)
    return lost


def _unknown(sprint: Sprint) -> Iterator[int]:
    """Yield the days that were begun and whose entry the record knows nothing of."""
    for number, known in sprint.progress.days.items():
        if known.started and not (known.entry and known.entry.own):
            yield number


def disagreements(sprint: Sprint) -> tuple[list[int], list[int]]:
    """Return the days that only the diary has an entry for, and those that only the record has one for.

    Raises:
        NeedsPersonError: the diary cannot be read as one.
    """
    diary = parse(_content(sprint))
    by_hand = [number for number in _unknown(sprint) if _is_own(read_entry(diary, number))]
    counted = (number for number, known in sprint.progress.days.items() if known.entry and known.entry.own)
    return by_hand, [number for number in counted if not _is_own(read_entry(diary, number))]


def _is_own(entry: Entry | None) -> bool:
    return entry is not None and own_words(entry.analysis) >= LEAST_WORDS


def _content(sprint: Sprint) -> bytes:
    return sprint.folder.diary.read_bytes() if sprint.folder.diary.is_file() else b""


def _new(texts: Mapping[str, str], plan: Draft, mode: Mode) -> tuple[dict[str, str], dict[str, str]]:
    """Return the sections that are to say something else as a whole, and the texts that go behind what is there.

    What the diary says already is left out, so that writing twice adds nothing twice; what we filled in ourselves
    takes the place of what we filled in before.
    """
    if plan.before is None or mode == "replace":
        return {}, {name: text for name, text in texts.items() if text.strip()}
    whole: dict[str, str] = {}
    new: dict[str, str] = {}
    for name, text in texts.items():
        says = getattr(plan.before, name.lower(), "")
        filled_in = text == {"Model": plan.model, "View": plan.view}.get(name)
        meant = plan.brought_up_to_date(name, without_comments(says) and says) if filled_in else ""
        if filled_in and meant.startswith(says):
            new[name] = meant.removeprefix(says)
        elif filled_in and "\ufffd" not in says:  # bytes that are no text stay as they are
            whole[name] = meant
        elif text.strip() and text.strip() not in says:
            new[name] = text
    return whole, {name: text for name, text in new.items() if text.strip()}


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
        if result.outcome is Outcome.PASS and not result.title.startswith(("View", "Analysis", RUNS_TITLE)):
            timeless = result.evidence and not TIME.search(result.evidence)
            yield f"- {result.title}" + (f": {result.evidence}" if timeless else "")


def _guessed(report: Report | None) -> Iterator[str]:
    for guess in report.predictions if report else ():
        if guess.is_known:
            yield f"- {_asked(guess)}: {guess.words}"


def _asked(guess: Guess) -> str:
    return guess.question.rstrip("?")


def _metrics(report: Report | None) -> str:
    if report is None or not report.metrics:
        return ""
    note = "" if report.data == "real" else report.data
    return metrics_table([Metric(name, f"{value:.4g}", "", note) for name, value in report.metrics.items()])
