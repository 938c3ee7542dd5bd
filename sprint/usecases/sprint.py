"""The sprint a command is about: its folder, its curriculum and its record, opened once."""

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sprint import clock, files
from sprint.course.model import Rhythm
from sprint.course.outline import Outline, read_outline
from sprint.errors import NotYetError
from sprint.record.events import Event
from sprint.record.log import Damage, Log, Reading
from sprint.record.progress import Progress, fold, in_force
from sprint.workspace import SprintFolder, find
from sprint.workspace.settings import Settings, read_settings

if TYPE_CHECKING:
    from sprint.course.lesson import Lesson
    from sprint.course.model import Curriculum, Day


@dataclass(frozen=True)
class Sprint:
    """One sprint folder with what is known about it; everything is read when it is first asked for."""

    folder: SprintFolder
    """Where things lie."""

    @classmethod
    def at(cls, start: Path) -> "Sprint":
        """Return the sprint that a folder is in.

        Raises:
            NoSprintError: there is none.
        """
        return cls(find(start))

    @cached_property
    def curriculum(self) -> "Curriculum":
        """The days."""
        from sprint.course.reading import read_curriculum  # the board, which needs the outline only, is spared it

        return read_curriculum(self.folder.curriculum)

    @cached_property
    def outline(self) -> Outline:
        """Titles and rhythm of the curriculum; quick to have."""
        return read_outline(self.folder.curriculum, self.folder.outline)

    @cached_property
    def settings(self) -> Settings:
        """What the learner set for this sprint."""
        return read_settings(self.folder.settings)

    @cached_property
    def rhythm(self) -> Rhythm:
        """How an evening is cut: what the learner set, else what the curriculum says."""
        return replace(self.outline.rhythm, **self.settings.rhythm())

    @cached_property
    def log(self) -> Log:
        """The record."""
        return Log(self.folder.record)

    @cached_property
    def reading(self) -> Reading:
        """What the record held when it was first asked for."""
        return self.log.read()

    @property
    def damage(self) -> tuple[Damage, ...]:
        """Lines of the record that could not be read."""
        return self.reading.damage

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """What the record held and was not taken back."""
        return tuple(in_force(self.reading.events))

    @cached_property
    def progress(self) -> Progress:
        """Where the sprint stands."""
        return fold(self.events)

    def day(self, number: int | None = None) -> "Day":
        """Return a day, or the day in hand.

        Raises:
            UsageError: there is no such day.
            NotYetError: no day was named and all are done.
        """
        if number is None:
            number = self.progress.in_hand([day.number for day in self.curriculum.days])
        if number is None:
            raise NotYetError("All days are done.", "Name the day you mean: sprint check 8")
        return self.curriculum.day(number)

    def lesson(self, day: "Day") -> "Lesson | None":
        """Return the day's lesson, or None if none is written yet."""
        from sprint.course.material import find_lesson

        return find_lesson(day, self.folder.lessons)

    def complete(self) -> tuple[str, ...]:
        """Make what a sprint folder needs and this one lacks; return what was made."""
        made = []
        if not self.reading.events:
            self.log.append("sprint.start", start=clock.today().isoformat())
            made.append(self.folder.shown(self.folder.record))
        if files.create(self.folder.diary, self.empty_diary()):
            made.append(self.folder.shown(self.folder.diary))
        self.keep_curriculum()
        return tuple(made)

    def keep_curriculum(self) -> bool:
        """Keep the curriculum as the original for later updates, where it is the shipped one to the byte.

        Returns:
            Whether it was made now.
        """
        from sprint.course.reading import shipped_curriculum

        content = self.folder.curriculum.read_bytes()
        shipped = content == shipped_curriculum().read_bytes()
        return shipped and files.create(self.folder.original_curriculum, content)

    def empty_diary(self) -> bytes:
        """Return a diary with an empty section for each day."""
        from sprint.diary.writer import skeleton

        return skeleton(self.curriculum.title, [(day.number, day.title) for day in self.curriculum.days])
