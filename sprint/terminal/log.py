"""What happened, a line a thing, under the date on which it did."""

from collections.abc import Sequence

from rich.text import Text

from sprint import clock
from sprint.terminal.calendar import weekday
from sprint.terminal.screen import Screen, clean, command
from sprint.usecases.log import Happening


def draw_log(screen: Screen, told: Sequence[Happening], *, total: int, day: int | None) -> None:
    """Draw what happened.

    Args:
        screen: where to draw.
        told: what to draw, the latest last.
        total: how much there is.
        day: the day that was asked for, if one was.
    """
    about = f" --day {day}" if day is not None else ""
    if not told:
        following = f"sprint start {day}" if day is not None else "sprint start"
        what = f"Nothing has happened on day {day} yet." if day is not None else "Nothing has happened yet."
        screen.print(Text(f"{what} Begin with ").append_text(command(following)))
    elif more := total - len(told):
        screen.print(
            Text(f"{more} before these: ", style="quiet").append_text(command(f"sprint log{about} -n {total}"))
        )
    before = None
    for happening in told:
        on, today = happening.date, clock.today()
        if on != before:
            year = f" {on.year}" if on.year != today.year else ""
            screen.print(Text(f"{weekday(on)}{year}{' · today' if on == today else ''}", style="title"))
            before = on
        number = f"day {happening.day}" if happening.day is not None else ""
        front = Text(f"   {happening.at:%H:%M}  ", style="quiet").append(f"{number:<8}", style="none")
        words = Text(clean(happening.words), style="quiet" if happening.taken_back else "")
        screen.row(front, words.append(", taken back later" if happening.taken_back else ""))
