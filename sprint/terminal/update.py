"""An update of a day: what both sides changed, and what became of it."""

import difflib
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.text import Text

from sprint.terminal.pages import draw_replaced
from sprint.terminal.screen import Screen, clean, command
from sprint.usecases.update import News, Updated
from sprint.workspace.merging import Question

_LABEL = 12
_LONGEST = 30
"""Lines of a difference that are shown."""


def draw_question(screen: Screen, question: Question) -> None:
    """Show what the learner has, and what the lesson changed."""
    screen.blank()
    screen.print(Text(clean(question.name), style="title"), Text("  changed by you and by the lesson", style="quiet"))
    if question.mine is None:
        screen.pair("Yours", "you removed it", width=_LABEL)
    if question.lesson is None:
        screen.pair("Lesson", "does without it by now", width=_LABEL)
        return
    lines = list(_difference(question))
    for line in lines[:_LONGEST]:
        style = {"+": "pass", "-": "fail"}.get(line[0], "quiet")
        screen.row(Text(f"   {line[0]} ", style=style), Text(clean(line[1:])))
    if len(lines) > _LONGEST:
        screen.print(Text(f"and {len(lines) - _LONGEST} more lines", style="quiet"), indent=5)


def draw_updated(screen: Screen, done: Updated, shown: Callable[[Path], str]) -> None:
    """Draw what was taken from the lesson, what was kept, and the way back."""
    title = f"Day {done.day.number} {screen.sign('dot')} {clean(done.day.title)}"
    screen.sides(Text(title, style="title"), Text(news_words(done.taken) or "nothing newer to take", style="quiet"))
    for question in done.open:
        screen.pair("Yours", f"{question.name}: changed by you and by the lesson", width=_LABEL)
    if done.replaced.written:
        draw_replaced(screen, done.replaced, shown)
        screen.pair("Note", "an editor that has it open shows the old text until you load it again", width=_LABEL)
    screen.pair("Next", command(f"sprint check {done.day.number}"), width=_LABEL)


def news_words(news: News) -> str:
    """Return in words how a newer version differs: `2 cells new, 1 changed`; nothing where it does not."""
    counts = ((news.new, "new"), (news.changed, "changed"), (news.left_out, "left out"))
    parts = [f"{count} {word}" for count, word in counts if count]
    if parts:
        first, _, rest = parts[0].partition(" ")
        parts[0] = f"{first} {'cell' if first == '1' else 'cells'} {rest}"
    return ", ".join(parts)


def _difference(question: Question) -> Iterator[str]:
    """Yield the lines of what the lesson changed, each behind a sign; where its old text is unknown, against ours."""
    before = question.original if question.original is not None else question.mine or ""
    for line in difflib.ndiff(before.splitlines(), (question.lesson or "").splitlines()):
        if line[0] != "?":
            yield line[0] + line[2:]
