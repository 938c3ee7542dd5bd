"""Where this `sprint` was installed from (PEP 610), and the words that call it from a terminal."""

import json
import shlex
import shutil
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from sprint import __version__
from sprint.course.packages import DISTRIBUTION
from sprint.errors import CannotCheckError


@dataclass(frozen=True, slots=True)
class Origin:
    """The place a package was installed from."""

    arguments: tuple[str, ...]
    """What `pip install` takes to install it from there again."""
    words: str
    """The place, for a person."""
    path: Path | None = None
    """The folder or file, where it is on this machine."""
    public: bool = False
    """Whether another machine can install from there."""


def origin() -> Origin:
    """Return where this `sprint` was installed from.

    Raises:
        CannotCheckError: it is no installed package, or the place is gone.
    """
    try:
        noted = distribution(DISTRIBUTION).read_text("direct_url.json")
    except PackageNotFoundError:
        raise CannotCheckError(
            "This sprint runs without being installed, so it cannot be installed elsewhere.",
            "Install it first, in its folder: python -m pip install -e .",
        ) from None
    found = from_direct_url(json.loads(noted)) if noted else _from_index()
    if found.path is not None and not found.path.exists():
        raise CannotCheckError(
            f"Sprint was installed from {found.path}, and that is gone.",
            "Install sprint again from where it is now, then repeat the command.",
        )
    return found


def from_direct_url(noted: Mapping[str, Any]) -> Origin:
    """Return the place that a `direct_url.json` names: a folder, a file, an archive on the web, a repository."""
    url = str(noted["url"])
    parts = urlsplit(url)
    public = parts.scheme in {"http", "https"}
    if vcs := noted.get("vcs_info"):
        place = f"{vcs['vcs']}+{url}@{vcs['commit_id']}"
        subfolder = f"#subdirectory={noted['subdirectory']}" if noted.get("subdirectory") else ""
        return Origin((f"{DISTRIBUTION} @ {place}{subfolder}",), url, public=public)
    if public:
        return Origin((f"{DISTRIBUTION} @ {url}",), url, public=True)
    path = Path(unquote(parts.path))
    editable = ("-e",) if noted.get("dir_info", {}).get("editable") else ()
    return Origin((*editable, str(path)), str(path), path)


def _from_index() -> Origin:
    return Origin((f"{DISTRIBUTION}=={__version__}",), f"the package index ({DISTRIBUTION} {__version__})", public=True)


def program() -> tuple[str, ...]:
    """Return the words that call this `sprint` from anywhere: its full path."""
    script = Path(sysconfig.get_path("scripts")) / "sprint"
    return (str(script),) if script.is_file() else (sys.executable, "-m", "sprint")


def called(python: Path | None = None) -> str:
    """Return what to type for `sprint` in this terminal: the bare word where it leads here, else the full path.

    Args:
        python: the Python whose `sprint` is meant; None is the one that runs now.
    """
    here = (str(python.with_name("sprint")),) if python is not None else program()
    found = shutil.which("sprint")
    if found is not None and len(here) == 1 and Path(found).resolve() == Path(here[0]).resolve():
        return "sprint"
    return shlex.join(here)
