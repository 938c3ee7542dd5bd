"""What start and check do first: finish the entries that an earlier command could not."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sprint.usecases.sprint import Sprint


def finish_entries(sprint: "Sprint") -> None:
    """Commit the entries that wait, and say so; while git refuses they go on waiting, which `sprint status` shows."""
    from sprint.usecases.copies import gone
    from sprint.usecases.pending_commits import waiting_days, waiting_files

    days, lost = waiting_days(sprint), gone(sprint)
    if not days and not lost and not (sprint.folder.in_git and waiting_files(sprint)):
        return
    from sprint.files import WriteError
    from sprint.terminal import Screen
    from sprint.terminal.status import gone_words
    from sprint.usecases.diary import finish

    screen = Screen(stream=sys.stderr)
    try:
        done = finish(sprint)
    except WriteError:  # a full disk keeps nobody from proving the work; the entries go on waiting
        return
    if done.hash:
        numbers = ", ".join(str(number) for number in days if number not in lost)
        what = f"the entry of day {numbers}" if numbers else "what sprint init made"
        screen.pair("Commit", f"{done.hash}, {what}, which was waiting")
    for words in gone_words(lost):
        screen.pair("Diary", words)
