"""One mapping of the file: its keys checked, its values taken by the type that is expected of them."""

import re
from collections.abc import Callable

from sprint.course.errors import Faults, nearest, shown
from sprint.course.yaml_nodes import Listing, Mapping, Node, Scalar, is_visible, unseen_sentence

LONGEST_NAME = 100
"""Characters of a file, folder or package name."""
LONGEST_LINE = 100
"""Characters of a title."""
LONGEST_TEXT = 4000
"""Characters of a task's text."""

_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
_AMOUNT = re.compile(r"(0|[1-9][0-9]{0,5})(\.[0-9]{1,6})?")
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
_PACKAGE = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")
_URL = re.compile(r"https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?([/?#][!#-&(-;=?-Z_a-z~\[\]]*)?")
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def name_fault(name: str) -> str | None:
    """Return why a name is no safe part of a relative path on every system, or None when it is one."""
    if len(name) > LONGEST_NAME:
        return f"is longer than {LONGEST_NAME} characters"
    if not _NAME.fullmatch(name):
        return "is no plain name: letters, digits, '.', '_' and '-', with a letter, digit or '_' in front"
    if name.endswith("."):
        return "ends in a dot"
    if _DEVICE.fullmatch(name):
        return "is the name of a device on some systems"
    return None


def deliverable_fault(name: str) -> str | None:
    """Return why a name is neither a file nor, with a slash at its end, a folder; or None."""
    return name_fault(name.removesuffix("/"))


def package_fault(name: str) -> str | None:
    """Return why a name cannot be that of a distribution, or None."""
    return None if len(name) <= LONGEST_NAME and _PACKAGE.fullmatch(name) else "is no name of a package"


class Table:
    """A mapping node with known keys. Every fault is noted; a value that does not fit comes back as a stand-in."""

    def __init__(
        self,
        node: Node,
        name: str,
        faults: Faults,
        *,
        required: tuple[str, ...] = (),
        optional: tuple[str, ...] = (),
    ) -> None:
        self.line = node.line
        """Where it starts, counted from 1."""
        self._faults = faults
        self._values: dict[str, Node] = {}
        if not isinstance(node, Mapping):
            faults.add(self.line, f"{name} has to be keys with values, written like 'key: value'")
            return
        known = required + optional
        unknown = [key for key, _ in node.pairs if key.text not in known]
        self._values = {key.text: value for key, value in node.pairs if key.text in known}
        missing = [key for key in required if key not in self._values]
        for key in unknown:
            meant = nearest(key.text, [word for word in known if word not in self._values])
            faults.add(key.line, f"unknown key {shown(key.text)} in {name}", nearest=meant)
            if meant in missing:
                missing.remove(meant)  # one slip is one fault
        for word in missing:
            faults.add(self.line, f"{word!r} is missing in {name}")

    def node(self, key: str) -> Node | None:
        """Return the value as it stands, None when it is missing."""
        return self._values.get(key)

    def line_of(self, key: str) -> int:
        """Return the line of a value, or of the mapping when the value is missing."""
        return self._values[key].line if key in self._values else self.line

    def line_text(self, key: str) -> str:
        """Return a text of one line."""
        text = self._text(key, LONGEST_LINE)
        if "\n" in text:
            self._faults.add(self.line_of(key), f"{key!r} has to be a single line")
        return text

    def long_text(self, key: str) -> str:
        """Return a text that may have several lines."""
        return self._text(key, LONGEST_TEXT)

    def whole(self, key: str, low: int, high: int, default: int) -> int:
        """Return a whole number within bounds; the default when the key is missing or does not fit."""
        written = self._plain(key)
        if written is None:
            return default
        if _WHOLE.fullmatch(written) and low <= int(written) <= high:
            return int(written)
        self._faults.add(
            self.line_of(key), f"{key!r} has to be a whole number from {low} to {high}; it is {shown(written)}"
        )
        return default

    def amount(self, key: str, low: float, high: float, default: float) -> float:
        """Return a decimal number within bounds; the default when the key is missing or does not fit."""
        written = self._plain(key)
        if written is None:
            return default
        if _AMOUNT.fullmatch(written) and low <= float(written) <= high:
            return float(written)
        self._faults.add(
            self.line_of(key), f"{key!r} has to be a number from {low:g} to {high:g}; it is {shown(written)}"
        )
        return default

    def items(self, key: str) -> list[Node]:
        """Return the nodes of a list; empty when the key is missing."""
        node = self._values.get(key)
        if node is None:
            return []
        if isinstance(node, Listing):
            return list(node.items)
        self._faults.add(node.line, f"{key!r} has to be a list, written like [one, two]")
        return []

    def name(self, key: str) -> str:
        """Return one safe name."""
        node = self._values.get(key)
        return "" if node is None else self._named(node, key, name_fault)

    def names(self, key: str, fault_of: Callable[[str], str | None] = name_fault) -> tuple[str, ...]:
        """Return a list of names, no two alike on a disk that does not tell capitals apart.

        Args:
            key: where the list is.
            fault_of: says why a name does not fit, or None.
        """
        found: dict[str, str] = {}
        for item in self.items(key):
            name = self._named(item, key, fault_of)
            folded = name.casefold().removesuffix("/")
            if name and folded in found:
                self._faults.add(item.line, f"{shown(name)} and {shown(found[folded])} in {key!r} are one name")
            found[folded] = name
        return tuple(found.values())

    def url(self, key: str) -> str:
        """Return a web address."""
        written = self._text(key, LONGEST_TEXT)
        if written and not _URL.fullmatch(written):
            self._faults.add(
                self.line_of(key), f"{key!r} has to start with https:// or http:// and a host; it is {shown(written)}"
            )
        return written

    def _named(self, node: Node, key: str, fault_of: Callable[[str], str | None]) -> str:
        name = self._scalar(node, key)
        fault = fault_of(name) if name else None
        if fault:
            self._faults.add(node.line, f"{shown(name)} in {key!r} {fault}")
        return name

    def _text(self, key: str, longest: int) -> str:
        node = self._values.get(key)
        text = "" if node is None else self._scalar(node, key).strip()
        if len(text) > longest:
            self._faults.add(self.line_of(key), f"{key!r} is longer than {longest} characters")
        return text

    def _plain(self, key: str) -> str | None:
        """Return what is written for a number; quotes stay part of it, because quotes make it a text."""
        node = self._values.get(key)
        if node is None:
            return None
        written = self._scalar(node, key)
        quote = node.style if isinstance(node, Scalar) and node.style in {"'", '"'} else ""
        return f"{quote}{written}{quote}" if written else None

    def _scalar(self, node: Node, key: str) -> str:
        """Return the words of a value; "" with a fault when there are none."""
        if not isinstance(node, Scalar):
            self._faults.add(node.line, f"{key!r} has to be a single value, no list and no keys")
            return ""
        text = node.text
        if not text.strip() or (text in {"~", "null"} and not node.style):
            self._faults.add(node.line, f"{key!r} is empty")
            return ""
        if node.style == '"':  # the only style that can spell a character with an escape
            hidden = next((character for character in text if character != "\n" and not is_visible(character)), None)
            if hidden:
                self._faults.add(node.line, unseen_sentence(hidden))
        return text
