"""`sprint config`: what is set, what could be, and what it means."""

import difflib
import json
from dataclasses import dataclass

from sprint import files
from sprint.errors import UsageError
from sprint.usecases.sprint import Sprint
from sprint.workspace.settings import SETTINGS, Setting, Value, read_settings


@dataclass(frozen=True, slots=True)
class Held:
    """One setting, as it holds now."""

    setting: Setting
    """The setting."""
    value: Value | None
    """What holds."""
    given: bool
    """Whether the learner set it."""


def held_settings(sprint: Sprint) -> tuple[Held, ...]:
    """Return each setting with what holds now, the curriculum's word included."""
    settings, rhythm = sprint.settings, sprint.rhythm
    return tuple(
        Held(setting, getattr(rhythm, setting.rhythm) if setting.rhythm else settings[key], key in settings.given)
        for key, setting in SETTINGS.items()
    )


def find_setting(key: str) -> Setting:
    """Return a setting by its name.

    Raises:
        UsageError: there is none.
    """
    if key in SETTINGS:
        return SETTINGS[key]
    close = difflib.get_close_matches(key, SETTINGS, 1, 0.5)
    raise UsageError(f"There is no setting {key}.", f"Did you mean {close[0]}?" if close else "See: sprint config")


def change(sprint: Sprint, key: str, word: str | None) -> None:
    """Set something, or with None let what is usual hold again.

    Raises:
        UsageError: there is no such setting, or the word is no value of it.
    """
    setting = find_setting(key)
    value = setting.parsed(word) if word is not None else None
    if word is not None and value is None:
        raise UsageError(f"{key} takes {setting.takes}, and “{word}” is not that.", f"See: sprint config {key}")
    with files.locked(sprint.folder.lock):
        sprint.complete()
        given = dict(read_settings(sprint.folder.settings).given)
        given.pop(key, None)
        if value is not None:
            given[key] = value
        files.write(sprint.folder.settings, (json.dumps(given, indent=1, ensure_ascii=False) + "\n").encode())
