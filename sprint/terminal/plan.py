"""The plan: each day's date, what was said about rest, and the ways to be on pace again."""

from collections.abc import Sequence

from rich.text import Text

from sprint.terminal.calendar import weekday
from sprint.terminal.screen import Screen, clean, command
from sprint.text import plural
from sprint.usecases.git_hook import GitHook
from sprint.usecases.plan import Planned

_LABEL = 12


def draw_plan(screen: Screen, planned: Planned) -> None:
    """Draw the plan, a line a day."""
    pace = planned.pace
    screen.print(Text(f"Started {weekday(planned.plan.start)}", style="title"))
    for day in planned.titles:
        done, expected = planned.done.get(day.number), pace.expected.get(day.number)
        name = "done" if done else "open"
        head = Text(f" {screen.sign(name)} day {day.number:2d}  ", style="pass" if done else "")
        when = f"done {weekday(done)}" if done else f"{weekday(expected)}" if expected else ""
        screen.row(head, Text(clean(day.title)), Text(when, style="quiet"))
    screen.blank()
    if planned.plan.rests:
        screen.pair("Rest days", ", ".join(weekday(rest) for rest in sorted(planned.plan.rests)), width=_LABEL)
    left = (
        f"{pace.rests_left} left of one a week: "
        if pace.rests_left
        else "one a week is planned; more are yours to take: "
    )
    screen.pair("Rest", Text(left).append_text(command("sprint plan --rest tomorrow")), width=_LABEL)
    if pace.finish:
        screen.pair("Finish", f"{'~ ' if pace.expected else ''}{weekday(pace.finish)}", width=_LABEL)
    if planned.ways:
        screen.blank()
        screen.print(f"{plural(pace.behind, 'day')} behind the plan. Ways to be on pace again:")
        for place, way in enumerate(planned.ways, 1):
            screen.row(Text(f" {place}. "), Text(way.words), command(way.command))


def draw_git_hooks(screen: Screen, hooks: Sequence[GitHook]) -> None:
    """Say of each git hook whether it is in, and what a hook of the learner's own would need."""
    words = {
        "ours": "says when the day's diary is empty, and blocks nothing",
        "yours": "is your own and stays as it is",
        "removed": "is out again",
        "none": "was not there",
    }
    for hook in hooks:
        screen.pair(hook.name, words[hook.state], width=_LABEL)
    if any(hook.state == "ours" for hook in hooks):
        screen.pair("Back", command("sprint hook git --remove"), width=_LABEL)
    if any(hook.state == "yours" for hook in hooks):
        screen.pair("By hand", "to have yours say the same, put this line into it:", width=_LABEL)
        screen.console.print(Text(f"   {clean(hooks[0].line)}", style="command"), soft_wrap=True)
