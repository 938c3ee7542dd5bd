"""Words that depend on a number, and texts that have to fit a length."""

import re


def plural(count: int, noun: str) -> str:
    """Return a count with its noun: `1 day`, `2 days`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def duration(seconds: float) -> str:
    """Return a length of time in whole seconds: `12 s`, `1 min 30 s`, `10 min`, `1 h 5 min`."""
    whole = int(seconds)
    units = [(whole // 3600, "h"), (whole // 60 % 60, "min"), (whole % 60, "s")]
    return " ".join(f"{count} {unit}" for count, unit in units if count) or "0 s"


def kept_ends(message: str, longest: int = 200) -> str:
    """Return a message in one line; of a long one the beginning and the end, where libraries put the cause."""
    words = re.sub(r"\s*-{4,}\s*", " ", " ".join(message.split()))
    if len(words) <= longest:
        return words
    half = longest // 2
    return f"{words[:half].rpartition(' ')[0] or words[:half]} … {words[-half:].partition(' ')[2] or words[-half:]}"
