"""`sprint diary`: the entry of a day goes into the diary and is committed; what was cut off is finished."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sprint import clock, files
from sprint.course.model import Day
from sprint.diary.entry import own_words, read_entry, without_comments
from sprint.diary.parser import parse
from sprint.diary.writer import Mode, write_sections
from sprint.errors import NeedsPersonError, NotYetError, SprintError
from sprint.usecases.check import last_report
from sprint.usecases.copies import gone, keep_copy, put_back
from sprint.usecases.draft import LEAST_WORDS, Draft, diary_content, is_own
from sprint.usecases.pending_commits import Committed, commit_waiting, keep_waiting, waiting_days
from sprint.usecases.run_files import bring
from sprint.usecases.sprint import Sprint


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
    if own_words(texts.get("Analysis", "")) < LEAST_WORDS and not is_own(plan.before):
        raise NotYetError(
            "The Analysis is still empty, so there is no entry yet.",
            f"Answer in a sentence or two: {plan.question}",
        )
    with files.locked(sprint.folder.lock):
        sprint.complete()
        before = sprint.folder.diary.read_bytes()
        after = _with_entry(sprint, plan, before, texts, mode)
        keep_copy(sprint, day.number, before, after)
        if commit:  # written down first, so that a command cut off from here on is finished by the next one
            keep_waiting(sprint, {day.number, *waiting_days(sprint)})
        brought = bring(sprint, day.number, last_report(sprint, day))
        for source, target in plan.figures.items():
            if sprint.folder.shown(target) in texts["View"]:  # a line that was taken out leaves its figure out
                files.write(target, source.read_bytes())
        files.write(sprint.folder.diary, after, expected=before)
        sprint.log.append("diary", day.number, own=True)
        committed = commit_waiting(sprint) if commit else Committed(why="not asked for")
    heading = parse(after).find(day.number)
    line = heading.start + 1 if heading else 1
    return Written(day, sprint.folder.diary, line, replace(committed, brought=(brought,)))


def _with_entry(sprint: Sprint, plan: Draft, before: bytes, texts: Mapping[str, str], mode: Mode) -> bytes:
    """Return the diary with the entry in it.

    Raises:
        NeedsPersonError: it has a conflict, or what is to be replaced changed meanwhile.
    """
    day = plan.day
    if mode == "replace" and plan.before is not None and read_entry(parse(before), day.number) != plan.before:
        raise NeedsPersonError(
            f"Day {day.number} of the diary was changed while you were writing, so nothing was written.",
            "Look at both, then run the command again: it takes the place of what the diary says by then.",
        )
    whole, new = _new(texts, plan, mode)
    after = write_sections(before, day.number, day.title, whole, mode="replace")
    return write_sections(after, day.number, day.title, new, known_facts=_facts(sprint, day), mode=mode)


def finish(sprint: Sprint, *, asked: bool = False, number: int | None = None) -> Committed:
    """Finish what a command that was cut off, or a commit that was refused, left to do.

    An entry that waits and is in the diary counts from now on and is committed; one that never got there is let go.
    Where the learner asked for it, so is what was written into the diary by hand for a day that was begun, and what has
    changed since in the files of a day that was named.
    """
    with files.locked(sprint.folder.lock):
        back = _put_back(sprint) if asked else ()
        lost, waiting = gone(sprint), waiting_days(sprint)
        named = () if number is None else (sprint.day(number).number,)
        days = sorted({*waiting, *back, *named, *_unknown(sprint)}) if asked else waiting
        written = _in_diary(sprint, days, lost)
        for day in written:
            known = sprint.progress.day(day).entry
            if day not in lost and (known is None or not known.own):
                sprint.log.append("diary", day, own=True)
        if written != waiting:
            keep_waiting(sprint, written)
        if asked:
            for day in set(written) - set(lost):  # what was written by hand is kept as well, should git refuse
                keep_copy(sprint, day, b"", diary_content(sprint))
        ready = [day for day in written if day not in lost] if asked else []
        brought = tuple(bring(sprint, day, last_report(sprint, sprint.day(day))) for day in ready)
        return replace(commit_waiting(sprint), back=back, brought=brought)


def _in_diary(sprint: Sprint, days: Sequence[int], lost: Sequence[int]) -> tuple[int, ...]:
    """Return those of some days that have an entry of the learner's, or had one that is gone."""
    if not days:  # most commands: reading Markdown takes a third of an unchanged check
        return ()
    diary = parse(diary_content(sprint))
    return tuple(day for day in days if day in lost or is_own(read_entry(diary, day)))


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
    diary = parse(diary_content(sprint))
    by_hand = [number for number in _unknown(sprint) if is_own(read_entry(diary, number))]
    counted = (number for number, known in sprint.progress.days.items() if known.entry and known.entry.own)
    return by_hand, [number for number in counted if not is_own(read_entry(diary, number))]


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
