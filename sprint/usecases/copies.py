"""A text of the learner's lies in two places: in the diary, and in a copy of ours that git cannot reach.

The copy stays when a commit holds the text: that commit can be dropped too.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from sprint import files
from sprint.errors import NeedsPersonError, SprintError
from sprint.usecases.sprint import Sprint

if TYPE_CHECKING:  # the board asks on each start, mostly where nothing is to be read
    from collections.abc import Iterable, Sequence

    from sprint.diary.kept import Copy


def keep_copy(sprint: Sprint, number: int, before: bytes, after: bytes) -> None:
    """Keep what a day will say in the diary, ahead of the writing; the caller holds the sprint's lock.

    What an earlier writing brought, and this one takes out again, the learner has replaced: its copy goes.
    """
    from sprint.diary.kept import Copy

    lost, new = _lost(sprint, number, before), Copy(_says(before, number), _says(after, number))
    kept = [copy for copy in _copies(sprint, number) if copy in lost or not copy.missing(new.after)]
    _store(sprint, number, [*kept, new] if new.missing({}) else kept)
    _look(sprint, after)


def gone(sprint: Sprint) -> tuple[int, ...]:
    """Return the days whose texts were given and are neither in the diary nor in the history any more."""
    numbers = _numbers(sprint)
    content = _content(sprint) if numbers else b""
    if not numbers or _seen(sprint) == files.digest(content):
        return ()
    try:
        return tuple(number for number in numbers if _lost(sprint, number, content))
    except NeedsPersonError:  # who writes into the diary is told what is the matter with it
        return ()


def look_for_gone(sprint: Sprint) -> tuple[int, ...]:
    """Return what `gone` does, and remember a diary in which everything is; the caller holds the sprint's lock."""
    found = gone(sprint)
    if _numbers(sprint) and not found:
        _look(sprint, _content(sprint))
    return found


def put_back(sprint: Sprint, number: int) -> None:
    """Write the texts of a day that are gone into the diary again; the caller holds the sprint's lock.

    Raises:
        NeedsPersonError: the diary cannot be written into; nothing is.
    """
    from sprint.diary.writer import write_sections

    sprint.complete()
    title, before = sprint.curriculum.day(number).title, _content(sprint)
    content = before
    for copy in _lost(sprint, number, content):
        replaced, appended = copy.back_in(_says(content, number))
        content = write_sections(content, number, title, replaced, mode="replace")
        content = write_sections(content, number, title, appended)
    files.write(sprint.folder.diary, content, expected=before)


def let_go(sprint: Sprint, number: int) -> Path | None:
    """Ask no more about the texts of a day that are gone; return where they lie from now on, or None if none is."""
    from sprint.diary.kept import TEXTS

    with files.locked(sprint.folder.lock):
        lost = _lost(sprint, number, _content(sprint))
        if not lost:
            return None
        texts = (f"### {name}\n\n{copy.after[name]}" for copy in lost for name in TEXTS if copy.after[name])
        place = sprint.folder.let_go(number)
        earlier = [place.read_text("utf-8")] if place.is_file() else []
        files.write(place, "\n\n".join([*earlier, *texts, ""]).encode())
        _store(sprint, number, [copy for copy in _copies(sprint, number) if copy not in lost])
    return place


def _lost(sprint: Sprint, number: int, content: bytes) -> "list[Copy]":
    """Return the copies of a day whose texts are gone; what the history holds was taken out by the learner."""
    copies = _copies(sprint, number)
    says = _says(content, number) if copies else {}
    missing = [copy for copy in copies if copy.missing(says)]
    if not missing:
        return []
    from sprint.diary.kept import TEXTS

    written = dict.fromkeys(TEXTS, _history(sprint.folder.root, sprint.folder.diary))
    return [copy for copy in missing if copy.missing(written)]


def _history(root: Path, diary: Path) -> str:
    """Return every line that a commit of the branch brought into the diary; nothing where git cannot say."""
    from sprint.git import Repository  # only a text that cannot be found is worth a look into the history

    try:
        repository = Repository.find(root)
        return repository.lines_added(diary) if repository else ""
    except SprintError:
        return ""


def _says(content: bytes, number: int) -> dict[str, str]:
    from sprint.diary.entry import read_entry
    from sprint.diary.kept import texts_of
    from sprint.diary.parser import parse

    return texts_of(read_entry(parse(content), number))


def _content(sprint: Sprint) -> bytes:
    return sprint.folder.diary.read_bytes() if sprint.folder.diary.is_file() else b""


def _numbers(sprint: Sprint) -> list[int]:
    found = (path.stem.removeprefix("day-") for path in sprint.folder.copies.glob("day-*.json"))
    return sorted(int(number) for number in found if number.isdecimal())


def _copies(sprint: Sprint, number: int) -> "Sequence[Copy]":
    from sprint.diary.kept import Copy

    try:
        return [Copy.from_json(stored) for stored in json.loads(sprint.folder.copy(number).read_bytes())]
    except (OSError, ValueError, TypeError, AttributeError):
        return []


def _store(sprint: Sprint, number: int, copies: "Iterable[Copy]") -> None:
    stored = [copy.as_json() for copy in copies]
    if stored:
        files.write(sprint.folder.copy(number), json.dumps(stored, ensure_ascii=False, indent=1).encode())
    else:
        files.remove(sprint.folder.copy(number))


def _seen(sprint: Sprint) -> str:
    try:
        return sprint.folder.copies_seen.read_text("ascii", "replace").strip()
    except OSError:
        return ""


def _look(sprint: Sprint, content: bytes) -> None:
    """Remember a diary in which everything is, so that the board need not read it; any other was before that."""
    if any(_lost(sprint, number, content) for number in _numbers(sprint)):
        files.remove(sprint.folder.copies_seen)
    else:
        files.write(sprint.folder.copies_seen, f"{files.digest(content)}\n".encode())
