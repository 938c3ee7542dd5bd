"""From YAML text to nodes with line numbers, without YAML's traps.

Works on the parser's events, so that nothing is expanded, constructed or guessed: `no`, `08`, `1:30:00` and `.nan`
stay the words they are written as. Anchors, aliases, tags, merge keys and duplicate keys are faults.
"""

from collections.abc import Iterator
from typing import NamedTuple

import yaml

from sprint.course.errors import Faults, shown

DEEPEST = 8
"""Levels of lists and mappings; ours has five. The parser's own time grows with the square of the depth."""
ALSO_PRINTABLE = "\u00a0\u202f"
"""Spaces that typography needs and `str.isprintable` refuses."""
UNSEEN = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
"""Characters that draw nothing, yet count as letters, marks or symbols."""


class Scalar(NamedTuple):
    """A single value, as the word or words it was written as."""

    line: int
    """Where it starts, counted from 1."""
    text: str
    """Its words; quotes, folding and escapes are undone, nothing else."""
    style: str
    """"" for a plain one, else the mark it was written with: ' or " or | or >; * stands for a refused alias."""


class Listing(NamedTuple):
    """A list."""

    line: int
    """Where it starts, counted from 1."""
    items: "tuple[Node, ...]"
    """Its items, in order."""


class Mapping(NamedTuple):
    """Keys with values."""

    line: int
    """Where it starts, counted from 1."""
    pairs: "tuple[tuple[Scalar, Node], ...]"
    """Its keys, no two alike, and their values, in order."""


Node = Scalar | Listing | Mapping


def is_visible(character: str) -> bool:
    """Return whether a reader can see a character: no control, direction, zero-width or unassigned one."""
    return (character.isprintable() or character in ALSO_PRINTABLE) and character not in UNSEEN


def compose(text: str, faults: Faults) -> Node:
    """Return the root node of the one document in a text; what YAML allows and we do not is noted as a fault.

    Raises:
        CurriculumError: the text is no YAML, is empty, or is nested too deeply.
    """
    visible = _visible_lines(text, faults)
    try:
        return _Composer(yaml.parse(visible, Loader=yaml.CSafeLoader), faults).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        hint = "; a text with ': ' inside needs quotes" if "mapping values" in (error.problem or "") else ""
        faults.stop(mark.line + 1 if mark else 1, f"this is not YAML: {error.problem or error.context}{hint}")
    except yaml.YAMLError as error:
        faults.stop(1, f"this is not YAML: {shown(str(error))}")


def _visible_lines(text: str, faults: Faults) -> str:
    """Note each line with an unseen character, and return the text with blanks in their place."""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        content = line.removesuffix("\r")
        if content.isascii() and content.isprintable():
            continue
        odd = [character for character in content if not is_visible(character)]
        if odd:
            faults.add(index + 1, unseen_sentence(odd[0]))
            lines[index] = "".join(character if is_visible(character) else " " for character in content)
    return "\n".join(lines)


def unseen_sentence(character: str) -> str:
    """Return the sentence about a character that nobody can see."""
    if character == "\t":
        return "a tab is in this line; spaces are meant"
    return f"an invisible or control character is in this text: U+{ord(character):04X}"


class _Composer:
    """Builds nodes from events, as PyYAML's own composer does, with aliases refused instead of followed."""

    def __init__(self, events: Iterator[yaml.Event], faults: Faults) -> None:
        self._events = events
        self._faults = faults

    def document(self) -> Node:
        next(self._events)  # the stream starts
        if isinstance(next(self._events), yaml.StreamEndEvent):
            self._faults.stop(1, "the file is empty")
        root = self._node(next(self._events), depth=1)
        next(self._events)  # the document ends
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            self._faults.stop(_line(after), "a second document starts here; one file holds one curriculum")
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        line = _line(event)
        if isinstance(event, yaml.AliasEvent):
            alias = f"*{event.anchor}"
            self._faults.add(line, f"the alias {shown(alias)} is not read here; write the value out")
            return Scalar(line, alias, "*")
        self._refuse_extras(event, line)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(line, event.value, event.style or "")
        if depth > DEEPEST:
            self._faults.stop(line, "lists and mappings are nested too deeply")
        if isinstance(event, yaml.SequenceStartEvent):
            return Listing(line, self._items(depth))
        return Mapping(line, self._pairs(depth))

    def _refuse_extras(self, event: yaml.Event, line: int) -> None:
        for kind, mark in (("anchor", "&"), ("tag", "")):
            written = getattr(event, kind)
            if written is not None:
                self._faults.add(line, f"the {kind} {shown(mark + written)} is not read here; leave it out")

    def _items(self, depth: int) -> tuple[Node, ...]:
        items = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return tuple(items)

    def _pairs(self, depth: int) -> tuple[tuple[Scalar, Node], ...]:
        pairs: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                self._faults.add(key.line, "a key has to be a word")
            elif key.text == "<<":
                self._faults.add(key.line, "the merge key '<<' is not read here; write the values out")
            elif key.text in pairs:
                first = pairs[key.text][0].line
                self._faults.add(key.line, f"the key {shown(key.text)} is here twice, first in line {first}")
            else:
                pairs[key.text] = key, value
        return tuple(pairs.values())


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
