"""The ways in which a check ends early: each is a verdict about the work, or why there is none."""


class Verdict(Exception):  # noqa: N818  it is an outcome, not an error
    """What a check raises when it does not pass."""


class Failed(Verdict):
    """The work does not do what the check asks.

    Args:
        seen: what was seen, without blame.
        expected: what was expected.
        because: the known mistake that gives exactly this, if one does.
        next: one move that helps to find it, without the solution.
    """

    def __init__(self, seen: str, expected: str = "", *, because: str = "", next: str = "") -> None:
        super().__init__(seen)
        self.seen, self.expected, self.because, self.next = seen, expected, because, next


class NotAttempted(Verdict):
    """The learner has not started on what the check is about."""


class Uncheckable(Verdict):
    """The machine or we cannot check this here; never the learner's fault.

    Args:
        reason: what is missing.
        next: the command that mends it.
    """

    def __init__(self, reason: str, next: str) -> None:
        super().__init__(reason)
        self.reason, self.next = reason, next


class WaitsFor(Verdict):
    """The check needs something that the run did not reach."""
