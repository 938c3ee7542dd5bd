"""Words that depend on a number."""


def plural(count: int, noun: str) -> str:
    """Return a count with its noun: `1 day`, `2 days`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
