"""What a learner can set for a sprint: one file, one table of what there is, each value checked when it is read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sprint.errors import NeedsPersonError

Value = bool | int | str


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set."""

    key: str
    """Its name, as it is typed."""
    usual: Value | None
    """What holds where nothing is set; None where the curriculum says."""
    meaning: str
    """What it does, in a few words."""
    least: int = 0
    """The smallest number it takes."""
    most: int = 0
    """The largest number it takes; 0 where it is no number."""
    rhythm: str = ""
    """The part of an evening's rhythm that it sets, if it is one."""
    words: tuple[str, ...] = ()
    """The words it takes, if it takes no others."""

    @property
    def takes(self) -> str:
        """What may be typed for it."""
        if self.most:
            return f"{self.least} to {self.most}"
        if self.words:
            return f"{', '.join(self.words[:-1])} or {self.words[-1]}"
        return "on or off" if isinstance(self.usual, bool) else "a command"

    def parsed(self, word: str) -> Value | None:
        """Return the value that a typed word stands for, or None where it fits nothing."""
        if self.most:
            return int(word) if word.isdecimal() and len(word) < 6 and self.fits(int(word)) else None
        if isinstance(self.usual, bool):
            return {"on": True, "off": False}.get(word.lower())
        return word.strip() if self.fits(word.strip()) else None

    def fits(self, value: object) -> bool:
        """Tell whether a value can be this setting's."""
        if self.most:
            return type(value) is int and self.least <= value <= self.most
        if self.words:
            return value in self.words
        return isinstance(value, type(self.usual)) and value != ""


SETTINGS = {
    setting.key: setting
    for setting in (
        Setting("focus.minutes", None, "minutes of a focus block", 1, 240, "minutes"),
        Setting("focus.blocks", None, "focus blocks of an evening", 1, 20, "blocks"),
        Setting("focus.least", 10, "the shortest block that ticks a box, in minutes", 1, 240, "least"),
        Setting("break.short", 5, "minutes of the break behind a block", 1, 120, "short_break"),
        Setting("break.long", 15, "minutes of the break behind an evening's last block", 1, 120, "long_break"),
        Setting("bell", True, "whether the end of a block or a break rings"),
        Setting("ascii", False, "whether to draw with ASCII signs only"),
        Setting("open", "auto", "what sprint open starts", words=("auto", "code", "lab", "print")),
        Setting("editor", "", "the diary's editor, ahead of $VISUAL and $EDITOR"),
    )
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set in a sprint."""

    given: Mapping[str, object]
    """Key to value as they stand in the file, those that no setting has included."""

    def __getitem__(self, key: str) -> Value | None:
        """Return what holds for a key; None where the curriculum says it."""
        value = self.given.get(key, SETTINGS[key].usual)
        return value if isinstance(value, bool | int | str) else None

    def rhythm(self) -> dict[str, int]:
        """Return what is set of an evening's rhythm, by the names of its parts."""
        found = {setting.rhythm: self[key] for key, setting in SETTINGS.items() if setting.rhythm}
        return {name: value for name, value in found.items() if isinstance(value, int)}


def read_settings(path: Path) -> Settings:
    """Return what a file of settings says; where there is none, nothing is set.

    Raises:
        NeedsPersonError: the file is damaged, or a value in it is none of its setting.
    """
    try:
        given = json.loads(path.read_bytes())
    except FileNotFoundError:
        return Settings({})
    except (OSError, ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        raise NeedsPersonError(
            f"The settings in {path} cannot be read.", "Mend the file, or remove it: what is usual holds again."
        )
    for key, value in given.items():
        if key in SETTINGS and not SETTINGS[key].fits(value):
            raise NeedsPersonError(
                f"{path} sets {key} to {json.dumps(value)}, and it takes {SETTINGS[key].takes}.",
                "Mend the file, or take the line out: what is usual holds again.",
            )
    return Settings(given)
