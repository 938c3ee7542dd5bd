"""What start and check do first: finish the entries that an earlier command could not."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sprint.usecases.sprint import Sprint


def finish_entries(sprint: "Sprint") -> None:
    """Commit the entries that wait, and say so; while git refuses they go on waiting, which `sprint status` shows."""
    from sprint.usecases.commits import waiting_days

    days = waiting_days(sprint)
    if not days:
        return
    from sprint.terminal import Screen
    from sprint.usecases.diary import finish

    done = finish(sprint)
    if done.hash:
        numbers = ", ".join(map(str, days))
        Screen(stream=sys.stderr).pair("Commit", f"{done.hash}, the entry of day {numbers}, which was waiting")
