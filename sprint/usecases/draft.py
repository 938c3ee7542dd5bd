"""What is known of a day before its entry is written: proved lines, metrics, figures, commits, what the run made."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sprint.checks.outcomes import RUNS_TITLE, Outcome, Report
from sprint.course.model import Day
from sprint.diary.entry import Entry, Metric, metrics_table, own_words, read_entry
from sprint.diary.generated import TIME, with_images, with_list, with_table, without_lines
from sprint.diary.parser import parse
from sprint.record.guesses import Guess
from sprint.usecases.analysis import notebook_analysis
from sprint.usecases.check import last_report
from sprint.usecases.notes import Note, notes_of
from sprint.usecases.pending_commits import commits_of
from sprint.usecases.run_files import Brought, bring
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
    made: Brought = field(default_factory=Brought)
    """What is to become of the files that the last check's run made."""
    notes: tuple[Note, ...] = ()
    """The learner's notes of the day that the entry does not have yet."""

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

    def read_again(self, sprint: Sprint) -> "Draft":
        """Return the draft with what the diary says of the day by now."""
        return replace(self, before=read_entry(parse(diary_content(sprint)), self.day.number))

    @property
    def notes_in_words(self) -> tuple[str, ...]:
        """The notes with their times."""
        return tuple(f"{note.at.strftime('%H:%M')} {note.text}" for note in self.notes)

    def with_notes(self, analysis: str, chosen: Collection[int]) -> str:
        """Return an Analysis with some of the notes behind it, by their places from 1."""
        notes = [f"- {note.text}" for place, note in enumerate(self.notes, 1) if place in chosen]
        return "\n\n".join(filter(None, [analysis, "\n".join(notes)]))

    def showing(self, chosen: Collection[int]) -> "Draft":
        """Return the draft with some of its figures, by their places from 1."""
        kept = {png: target for place, (png, target) in enumerate(self.figures.items(), 1) if place in chosen}
        return replace(self, figures=kept)


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
    before = read_entry(parse(diary_content(sprint)), day.number)
    results, guesses = (report.results, report.predictions) if report else ((), ())
    titles = tuple([result.title for result in results] + [_asked(guess) for guess in guesses])
    analysis = "" if is_own(before) else notebook_analysis(sprint, day, report)
    model = "\n".join((*_proved(report), *_guessed(report)))
    made = bring(sprint, day.number, report, dry=True)
    notes = tuple(note for note in notes_of(sprint, day.number) if before is None or note.text not in before.analysis)
    return Draft(day, model, _metrics(report), day.analysis, figures, before, titles, analysis, (), made, notes)


def is_own(entry: Entry | None) -> bool:
    """Tell whether an entry holds the learner's own words."""
    return entry is not None and own_words(entry.analysis) >= LEAST_WORDS


def diary_content(sprint: Sprint) -> bytes:
    """Return the diary's bytes; none where there is no diary yet."""
    return sprint.folder.diary.read_bytes() if sprint.folder.diary.is_file() else b""


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
