"""`sprint status`: where the learner stands, and the next command."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sprint import clock
from sprint.course.model import Rhythm, Week
from sprint.record.focus import Block, filled, merged_seconds
from sprint.record.guesses import Guess, guesses, guesses_json
from sprint.record.pace import Pace
from sprint.record.progress import DayProgress
from sprint.record.timer import DETACHED, PAUSED, RUNNING, Timer
from sprint.text import plural
from sprint.usecases import focus
from sprint.usecases.copies import gone
from sprint.usecases.focus import abandoned, clock_words
from sprint.usecases.pending_commits import waiting_days
from sprint.usecases.plan import Planned, plan
from sprint.usecases.sprint import Sprint

DONE, STARTED, OPEN = "done", "started", "open"


@dataclass(frozen=True, slots=True)
class DayStanding:
    """Where one day stands."""

    number: int
    """The day."""
    title: str
    """Its title."""
    state: str
    """`done`, `started` or `open`."""
    progress: DayProgress
    """What the record says."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the day in hand."""

    name: str
    """`kick-off`, `focus 1`, `check`, `diary`."""
    state: str
    """`done`, `started` or `open`."""
    text: str
    """Where it stands, in a few words."""
    command: str
    """The command that moves it on; empty where it is done or nothing needs to be."""


@dataclass(frozen=True, slots=True)
class StatusView:
    """Where the sprint stands."""

    title: str
    """The curriculum's title."""
    now: datetime
    """When this was asked."""
    started: date | None
    """The first day's date."""
    weeks: tuple[Week, ...]
    """The weeks."""
    rhythm: Rhythm
    """How an evening is cut."""
    days: tuple[DayStanding, ...]
    """All days in order."""
    in_hand: DayStanding | None
    """The day to go on with; None when all are done."""
    steps: tuple[Step, ...]
    """Its steps."""
    plan: Planned
    """The dates, the pace and the streak."""
    blocks: tuple[Block, ...]
    """The focus blocks that ended."""
    timer: Timer | None
    """The focus block that has not ended, brought up to now."""
    abandoned: bool
    """Whether that block runs in no process any more, or is past its end."""
    review_due: int | None
    """Cards due for review; None where nothing is known of any."""
    next: str
    """The literal next command."""
    damage: tuple[str, ...]
    """Lines of the record that could not be read."""
    waiting: tuple[int, ...]
    """Days whose entries wait for a commit."""
    guesses: Mapping[tuple[int, str], Guess]
    """What was guessed before a run and what it came to, by the day and the prediction."""
    gone: tuple[int, ...]
    """Days whose texts were given and are not in the diary any more; copies are kept."""

    @property
    def done(self) -> int:
        """How many days are done."""
        return sum(day.state == DONE for day in self.days)

    @property
    def pace(self) -> Pace:
        """Where the learner stands against the plan."""
        return self.plan.pace

    @property
    def metrics(self) -> tuple[tuple[int, dict[str, float]], ...]:
        """The proved figures of each day that has any, the latest day first."""
        return tuple(
            (day.number, dict(day.progress.check.metrics))
            for day in reversed(self.days)
            if day.progress.check and day.progress.check.metrics
        )

    @property
    def seconds(self) -> float:
        """Focus seconds of the whole sprint, each once."""
        return merged_seconds(self.blocks)

    def boxes(self, number: int | None = None) -> int:
        """Return how many boxes are full, of a day or of the whole sprint."""
        if number is None:
            return sum(self.boxes(day) for day in {block.day for block in self.blocks})
        return self._filled(block for block in self.blocks if block.day == number)

    def boxes_on(self, on: date) -> int:
        """Return how many boxes were filled on a date."""
        return self._filled(block for block in self.blocks if block.date == on)

    def _filled(self, some: Iterable[Block]) -> int:
        return len(filled(some, self.rhythm.minutes, self.rhythm.least))

    def as_json(self) -> dict[str, Any]:
        """Return the standing as one JSON document."""
        return {
            "schema": 1,
            "title": self.title,
            "started": _iso(self.started),
            "done": self.done,
            "total": len(self.days),
            "in_hand": self.in_hand.number if self.in_hand else None,
            "next": self.next,
            "pace": _pace_json(self.plan),
            "focus": {"minutes": self.seconds / 60, "boxes": self.boxes(), "running": _timer_json(self)},
            "guesses": guesses_json(self.guesses),
            "review_due": self.review_due,
            "waiting": list(self.waiting),
            "gone": list(self.gone),
            "damage": list(self.damage),
            "days": [_day_json(day, self) for day in self.days],
        }


def status(sprint: Sprint) -> StatusView:
    """Return where the sprint stands; reads the outline of the curriculum and the record, nothing else."""
    outline, progress = sprint.outline, sprint.progress
    days = tuple(_standing(day.number, day.title, progress.day(day.number)) for day in outline.days)
    number = progress.in_hand([day.number for day in days])
    in_hand = next((day for day in days if day.number == number), None)
    timer, now = focus.load(sprint.folder), focus.now()
    left_alone = timer is not None and abandoned(timer, now)
    timer = timer.advance(now) if timer is not None and not left_alone else timer
    mine = [block for block in progress.blocks if block.day == number]
    steps = tuple(_steps(in_hand, mine, sprint.rhythm, timer)) if in_hand else ()
    return StatusView(
        title=outline.title,
        now=clock.now(),
        started=progress.started,
        weeks=outline.weeks,
        rhythm=sprint.rhythm,
        days=days,
        in_hand=in_hand,
        steps=steps,
        plan=plan(sprint),
        blocks=progress.blocks,
        timer=timer,
        abandoned=left_alone,
        review_due=_review_due(sprint),
        next=_next(steps, timer, abandoned=left_alone),
        damage=tuple(f"{damage.file.name}:{damage.line}: {damage.why}" for damage in sprint.damage),
        waiting=waiting_days(sprint),
        guesses=guesses(sprint.events),
        gone=gone(sprint),
    )


def _review_due(sprint: Sprint) -> int | None:
    """Return how many cards are due, once a day was begun."""
    if not sprint.progress.recently_started:
        return None
    from sprint.usecases.review import due_count

    return due_count(sprint)


def _standing(number: int, title: str, progress: DayProgress) -> DayStanding:
    touched = progress.started or progress.check or progress.entry
    state = DONE if progress.done else STARTED if touched else OPEN
    return DayStanding(number, title, state, progress)


def _steps(day: DayStanding, mine: list[Block], rhythm: Rhythm, timer: Timer | None) -> list[Step]:
    known = day.progress
    goals = len(known.goals.splitlines()) if known.goals else 0
    begun = Step("kick-off", DONE, plural(goals, "goal") if goals else "", "")
    if not known.started:
        begun = Step("kick-off", OPEN, "", f"sprint start {day.number}")
    if known.check is None:
        check = Step("check", OPEN, "not checked yet", "sprint check")
    else:
        state = DONE if known.check.outcome == "pass" else STARTED
        variant = "" if known.check.data == "real" else " · offline variant"
        text = f"{known.check.passed} of {known.check.total} proved{variant}"
        check = Step("check", state, text, "" if state == DONE else "sprint check")
    written = known.entry is not None and known.entry.own
    diary = Step("diary", DONE, "written", "") if written else Step("diary", OPEN, "not written yet", "sprint diary")
    running = timer if timer is not None and timer.day == day.number else None
    return [begun, *_focus_steps(mine, rhythm, running, fresh=known.check is None), check, diary]


def _focus_steps(mine: list[Block], rhythm: Rhythm, timer: Timer | None, *, fresh: bool) -> list[Step]:
    """Return a step for each box; the first open one shows what runs, or what its minutes are so far."""
    boxes = filled(mine, rhythm.minutes, rhythm.least)
    full, over = len(boxes), merged_seconds(mine) - sum(boxes)
    steps = [
        Step(f"focus {place}", DONE, clock_words(seconds), "")
        for place, seconds in enumerate(boxes[: rhythm.blocks], 1)
    ]
    if timer is not None:
        left = clock_words(timer.plan - int(timer.credited))
        words = f"{clock_words(timer.credited)} of {clock_words(timer.plan)}, {left} left"
        pauses = f" +{int(timer.paused // 60)} p" if timer.paused >= 60 else ""
        state = {RUNNING: "", PAUSED: ", pauses", DETACHED: ", without a process"}[timer.state]
        command = "sprint focus --resume" if timer.state == PAUSED else ""
        steps.append(Step(f"focus {timer.block}", STARTED, f"{words}{pauses}{state}", command))
    for place in range(len(steps) + 1, rhythm.blocks + 1):
        first = fresh and place == 1
        begun = over >= 60 and place == full + 1 and timer is None
        text = f"{clock_words(over)} of {clock_words(rhythm.minutes * 60)} so far" if begun else ""
        steps.append(Step(f"focus {place}", STARTED if text else OPEN, text, "sprint focus" if first else ""))
    return steps


def _next(steps: tuple[Step, ...], timer: Timer | None, *, abandoned: bool) -> str:
    if timer is not None and (abandoned or timer.state == PAUSED):
        return "sprint focus --stop" if abandoned else "sprint focus --resume"
    return next((step.command for step in steps if step.command), "sprint review")  # it goes on when all days are done


def _pace_json(planned: Planned) -> dict[str, Any]:
    found = planned.pace
    return {
        "behind": found.behind,
        "ahead": found.ahead,
        "finish": _iso(found.finish),
        "streak": found.streak,
        "best": found.best,
        "kept": found.kept,
        "evenings": found.evenings,
        "rests": [rest.isoformat() for rest in sorted(planned.plan.rests)],
        "rests_left": found.rests_left,
    }


def _timer_json(standing: StatusView) -> dict[str, Any] | None:
    timer = standing.timer
    if timer is None:
        return None
    return {
        "day": timer.day,
        "block": timer.block,
        "state": "abandoned" if standing.abandoned else timer.state,
        "seconds": round(timer.credited),
        "left": round(timer.left),
    }


def _day_json(day: DayStanding, standing: StatusView) -> dict[str, Any]:
    known, check = day.progress, day.progress.check
    return {
        "day": day.number,
        "title": day.title,
        "state": day.state,
        "planned": _iso(standing.pace.planned.get(day.number)),
        "expected": _iso(standing.pace.expected.get(day.number)),
        "minutes": known.minutes,
        "boxes": standing.boxes(day.number),
        "done": _iso(known.done),
        "checks": {"passed": check.passed, "total": check.total, "outcome": check.outcome} if check else None,
        "data": check.data if check else None,
        "metrics": dict(check.metrics) if check else {},
        "entry": bool(known.entry and known.entry.own),
        "revealed": known.revealed,
    }


def _iso(on: date | None) -> str | None:
    return on.isoformat() if on else None
