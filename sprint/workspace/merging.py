"""Three versions of a file become one: untouched is replaced, edited is kept, what both sides changed is asked about.

The original is what the learner was given, the learner's is what stands in the workspace, the lesson's is what would be
given today. A notebook is merged cell by cell. Without an original, what differs counts as changed on both sides.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from sprint.workspace.cells import RawCell, RawNotebook, cut

Choice = Literal["mine", "lesson"]


@dataclass(frozen=True, slots=True)
class Question:
    """Something that the learner and the lesson both changed; None stands for a side on which it is not there."""

    name: str
    """The file's path in the day's folder, and behind a space the cell's id."""
    original: str | None
    """What both began with."""
    mine: str | None
    """The learner's text."""
    lesson: str | None
    """The lesson's text."""


Ask = Callable[[Question], Choice | None]
"""Answers a question; None leaves it open, and the learner's text where it is."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of a file."""

    content: bytes | None
    """What is to stand in the workspace; None for no file."""
    original: bytes | None
    """The original of the next merge: the lesson's, but for what is still open."""
    open: tuple[Question, ...] = ()
    """What nobody answered; the learner's text was kept."""


def merge(name: str, original: bytes | None, mine: bytes | None, lesson: bytes | None, ask: Ask) -> Merged:
    """Merge three versions of a file; None is a version without it.

    Args:
        name: the file's path in the day's folder.
        original: what the learner was given; None also where that is not known.
        mine: what is in the workspace; a notebook has to be one that can be read.
        lesson: what the lesson would give today.
        ask: what to take where both changed.
    """
    if name.endswith(".ipynb") and mine is not None and lesson is not None:
        return _merge_notebook(name, original, mine, lesson, ask)
    taken = _decide(original, mine, lesson)
    if taken is not None:
        return Merged(mine if taken == "mine" else lesson, lesson)
    question = Question(name, _text(original), _text(mine), _text(lesson))
    answer = ask(question)
    if answer is None:
        return Merged(mine, original, (question,))
    return Merged(mine if answer == "mine" else lesson, lesson)


def _decide(original: object, mine: object, lesson: object) -> Choice | None:
    """Return whose version holds, or None where both changed it."""
    if lesson in (mine, original):
        return "mine"
    return "lesson" if mine == original else None


def _merge_notebook(name: str, original: bytes | None, mine: bytes, lesson: bytes, ask: Ask) -> Merged:
    ours, theirs = cut(mine), cut(lesson)
    before = {cell.id: cell for cell in cut(original).cells} if original is not None else {}
    now = {cell.id: cell for cell in theirs.cells}
    found = dict(zip(_names(ours.cells, before, now), ours.cells, strict=True))
    takes: set[str] = set()
    waiting: dict[str, Question] = {}
    for id in dict.fromkeys([*now, *before]):
        sides = (before.get(id), found.get(id), now.get(id))
        choice = _decide(*(cell and cell.says for cell in sides))
        if choice is None:
            question = Question(f"{name} {id}", *map(_source, sides))
            choice = ask(question)
            if choice is None:
                waiting[id] = question
        if choice == "lesson":
            takes.add(id)
    cells = [
        (id, _rewritten(ours, cell, now[id]) if id in takes else cell)
        for id, cell in found.items()
        if id not in takes or id in now
    ]
    for id, cell in now.items():
        if id in takes and id not in found:
            cells.insert(_place(id, list(now), [other for other, _ in cells]), (id, _added(ours, cell)))
    content = ours.with_cells([cell for _, cell in cells])
    return Merged(content, _next_original(theirs, before, waiting.keys()), tuple(waiting.values()))


def _names(cells: Iterable[RawCell], before: Mapping[str, RawCell], now: Mapping[str, RawCell]) -> list[str]:
    """Return for each of the learner's cells the id it has in the lesson, or a name of its own that no lesson has.

    A cell goes by its id, the first of two that share one; some editors drop the ids, and then a cell that still says
    what the lesson's says is that cell.
    """
    cells = list(cells)
    free = dict.fromkeys([*now, *before])
    names: list[str] = [f" {place}" for place in range(len(cells))]
    for place, cell in enumerate(cells):
        if cell.id in free:
            names[place] = cell.id
            del free[cell.id]
    for side in (now, before):
        for place, cell in enumerate(cells):
            if names[place].startswith(" "):
                same = (id for id in free if id in side and side[id].says == cell.says)
                names[place] = next(same, names[place])
                free.pop(names[place], None)
    return names


def _place(id: str, order: list[str], there: list[str]) -> int:
    """Return where a new cell goes: behind the lesson's cell before it and what the learner added below that one."""
    ahead = [name for name in order[: order.index(id)] if name in there]
    behind = [name for name in order[order.index(id) :] if name in there]
    if not ahead:
        return there.index(behind[0]) if behind else len(there)
    place = there.index(ahead[-1]) + 1
    while place < len(there) and there[place].startswith(" "):
        place += 1
    return place


def _rewritten(notebook: RawNotebook, mine: RawCell, lesson: RawCell) -> RawCell:
    """Return a cell with the lesson's text, without the outputs of the old one; what else the cell holds stays."""
    given, document = json.loads(lesson.text), json.loads(mine.text)
    for key in ("outputs", "execution_count"):
        document.pop(key, None)
    document |= {key: value for key, value in given.items() if key not in {"id", "metadata"}}
    return replace(mine, text=notebook.written(document), kind=lesson.kind, source=lesson.source)


def _added(notebook: RawNotebook, lesson: RawCell) -> RawCell:
    document = json.loads(lesson.text)
    if not notebook.has_ids:
        document.pop("id", None)
    return replace(lesson, text=notebook.written(document), lead="")


def _next_original(lesson: RawNotebook, before: Mapping[str, RawCell], waiting: Collection[str]) -> bytes:
    """Return the lesson's notebook, in which each cell that is still asked about is as it was before."""
    cells = [before.get(cell.id) if cell.id in waiting else cell for cell in lesson.cells]
    known = {cell.id for cell in lesson.cells}
    left_out = [cell for id, cell in before.items() if id in waiting and id not in known]
    return lesson.with_cells([*filter(None, cells), *left_out])


def _source(cell: RawCell | None) -> str | None:
    return None if cell is None else cell.source


def _text(content: bytes | None) -> str | None:
    return None if content is None else content.decode(errors="replace")
