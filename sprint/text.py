"""Words that depend on a number."""


def plural(count: int, noun: str) -> str:
    """Return a count with its noun: `1 day`, `2 days`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def duration(seconds: float) -> str:
    """Return a length of time in whole seconds: `12 s`, `1 min 30 s`, `10 min`, `1 h 5 min`."""
    whole = int(seconds)
    units = [(whole // 3600, "h"), (whole // 60 % 60, "min"), (whole % 60, "s")]
    return " ".join(f"{count} {unit}" for count, unit in units if count) or "0 s"
