"""What several tasks of day 21 share: the capstone folder, its manifest, and fresh copies to run commands in."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sprint.checks.api import (
    Failed,
    Request,
    Work,
    command_folder,
    folder_with,
    parse_number,
    parse_request,
    require_file,
)


def capstone_folder(work: Work) -> Path:
    """Return the folder `capstone/` of the day."""
    folder = require_file(work, "capstone")
    if not folder.is_dir():
        raise Failed("capstone is a file", "a folder of that name", next="make a folder and move the file into it")
    return folder


def manifest_of(work: Work) -> dict[str, Any]:
    """Return what capstone.toml says, its tables laid flat: `[commands] evaluate` is `evaluate`."""
    path = capstone_folder(work) / "capstone.toml"
    if not path.is_file():
        raise Failed(
            "there is no capstone/capstone.toml", "the file that names data, score and commands", next="sprint start 21"
        )
    try:
        return flat_manifest(tomllib.loads(path.read_text("utf-8-sig")))
    except ValueError as error:
        move = "text stands in quotation marks, a table in curly brackets in one line"
        raise Failed(f"capstone.toml cannot be read: {error}", "a file in TOML", next=move) from error


def flat_manifest(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keys of a manifest in one spelling, its tables laid flat: `[commands] evaluate` is `evaluate`."""
    flat: dict[str, Any] = {}
    for key, value in document.items():
        name = _key(key)
        flat[name] = value
        if isinstance(value, dict) and name not in {"good", "other", "bad"}:
            inner = {_key(part): entry for part, entry in value.items()}
            flat[name] = next((inner[word] for word in ("command", "name") if word in inner), value)
            flat = inner | flat
    return flat


def _key(key: str) -> str:
    """Return a key in one spelling: `evaluate` for `Evaluate-Cmd`."""
    name = re.sub(r"[\s-]+", "_", key.strip().lower())
    return "command" if name in {"cmd", "command"} else re.sub(r"_(cmd|command|request)$", "", name)


def number_in(manifest: Mapping[str, Any], name: str) -> float:
    """Return a number of capstone.toml; fail if it is missing or none."""
    if (value := manifest.get(name)) is None:
        move = f"what does evaluate say of the {name}?"
        raise Failed(f"capstone.toml has no {name}", f"{name} = a number", next=move)
    if (found := parse_number(value)) is None:
        raise Failed(f"{name} is {value!r} in capstone.toml", "a number", next=f"write {name} = and the number alone")
    return found


def request_in(manifest: Mapping[str, Any], name: str) -> Request | None:
    """Return a request of capstone.toml, if it is there."""
    return parse_request(manifest.get(name), name)


@contextmanager
def fresh_copy(work: Work, names: Sequence[str] | None = None) -> Iterator[Path]:
    """Yield a new copy of the day's folder, or of some files in it."""
    everything = [path.name for path in work.folder.iterdir() if path.exists()]
    with folder_with(work, *(everything if names is None else names)) as day:
        yield day


def home_of(day: Path, words: Sequence[str]) -> Path:
    """Return the folder in which a command of capstone.toml is started."""
    return command_folder(words, [day / "capstone", day])
