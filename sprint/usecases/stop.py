"""`sprint stop`: ends what runs, and keeps what it came to."""

from sprint.usecases import focus
from sprint.usecases.focus import Ended, Now
from sprint.usecases.sprint import Sprint


def stop(sprint: Sprint, *, now: Now = focus.now) -> Ended | None:
    """End the focus block that runs or pauses, its time kept; return how it ended, or None where nothing runs."""
    settled = focus.settle(sprint, now=now)
    if settled is not None or focus.load(sprint.folder) is None:
        return settled
    return focus.finish(sprint, now=now)
