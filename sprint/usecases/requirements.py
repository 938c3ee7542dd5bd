"""The learner's `requirements.txt`: written once, read by the check of day 0."""

import re
from collections.abc import Iterable

from sprint.course.model import Curriculum
from sprint.course.packages import EXTRA_OF_PACKAGE

BOUNDS = {"torch": ">=2.6,<2.14", "torchvision": ">=0.21,<0.29"}


def requirements_text(curriculum: Curriculum) -> str:
    """Return a requirements file: what every day needs, and what later days add, one comment line away."""
    first_day: dict[str, int] = {}
    for day in curriculum.days:
        for name in day.needs:
            first_day.setdefault(name, day.number)
    now = [name for name in first_day if name not in EXTRA_OF_PACKAGE]
    later = [name for name in first_day if name in EXTRA_OF_PACKAGE]
    lines = ["# What the first days need. `sprint init --env` installs it into .venv, and sprint beside it.", *now]
    if later:
        lines += [
            "",
            "# Needed later. When the day comes, take the # away, then: python -m pip install -r requirements.txt",
        ]
        lines += [f"# {name}{BOUNDS.get(name, '')}  # from day {first_day[name]} on" for name in later]
    return "\n".join(lines) + "\n"


def requirement_names(text: str) -> tuple[str, ...]:
    """Return the distribution names of a requirements file, without versions, comments and options."""
    return tuple(_names(text.splitlines()))


def _names(lines: Iterable[str]) -> Iterable[str]:
    for line in lines:
        found = re.match(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)", line.partition("#")[0])
        if found:
            yield found[1]
