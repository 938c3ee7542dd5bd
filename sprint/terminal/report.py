"""The report of a check, and a hint, an explanation, a solution."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.text import Text

from sprint.checks.outcomes import Outcome, Report, Result
from sprint.course.model import Day
from sprint.errors import SprintError
from sprint.terminal.screen import Screen, clean, command, listed
from sprint.usecases.kernels import elsewhere

if TYPE_CHECKING:
    from sprint.usecases.help import Explanation, Hint
    from sprint.usecases.run import Executed
    from sprint.usecases.solution import Solution

_NAMES = {Outcome.NOT_ATTEMPTED: "not attempted", Outcome.BLOCKED: "waits", Outcome.ERROR: "cannot be checked here"}
_INDENT = 11


def draw_report(screen: Screen, report: Report, day: Day, *, verbose: bool = False) -> None:
    """Draw a report: one line a check, the first failing one in full, and the next move."""
    dot = screen.sign("dot")
    ran = f"{report.cells} cells in {report.seconds:.1f} s, from a clean start"
    known = "unchanged since the last check" if report.cached else ran
    data = f" {dot} {'real data' if report.data == 'real' else report.data}" if day.data else ""
    screen.sides(
        Text(f"Day {report.day} {dot} {clean(day.title)}", style="title"),
        Text(f"{known}{data}" if report.cells else "", style="quiet"),
    )
    if words := elsewhere(report.python, report.kernel):
        screen.pair("note", Text(clean(words), style="quiet"), indent=1, width=_INDENT - 1)
    if report.unkept:
        screen.pair("note", f"this verdict is not kept: {clean(report.unkept)}", indent=1, width=_INDENT - 1)
    told = False
    for result in report.told:
        bad = result.outcome in (Outcome.FAIL, Outcome.ERROR)
        _line(screen, result)
        if bad and (verbose or not told):
            _in_full(screen, result)
            told = True
        elif verbose:
            for text in result.verified:
                screen.print(Text(clean(text), style="quiet"), indent=_INDENT)
    for guess in report.predictions:
        if guess.words and (guess.guess is not None or guess.now is not None or guess.note):
            front = Text(f"   {guess.id}  ", style="quiet")
            screen.row(front, Text(clean(guess.question), style="quiet"), Text(clean(guess.words)))
    for note in report.notes:
        screen.pair("note", Text(clean(note), style="quiet"), indent=1, width=_INDENT - 1)
    _notes(screen, report.results)
    _files_made(screen, report)
    _foot(screen, report)


def _line(screen: Screen, result: Result) -> None:
    sign = Text(f" {screen.sign(result.outcome.value)}", style=result.outcome.value)
    word = result.evidence if result.outcome is Outcome.PASS else _word(result)
    screen.row(sign + Text(f" {result.id}  "), Text(clean(result.title)), Text(clean(word), style="quiet"))


def _word(result: Result) -> str:
    if result.outcome is Outcome.BLOCKED:
        return result.seen
    if result.outcome is Outcome.NOT_ATTEMPTED and result.seen:
        return result.seen
    return _NAMES.get(result.outcome, "")


def _in_full(screen: Screen, result: Result) -> None:
    for label in ("seen", "expected", "values", "because", "next"):
        found = getattr(result, label)
        text = found if isinstance(found, str) else f" {screen.sign('dot')} ".join(found)
        if text:
            screen.pair(
                label,
                Text(clean(text), style="command" if label == "next" and text.startswith("pip ") else ""),
                indent=_INDENT,
            )


def _notes(screen: Screen, results: Iterable[Result]) -> None:
    for result in results:
        for note in result.notes:
            screen.pair("note", Text(f"{result.id}: {clean(note)}", style="quiet"), indent=1, width=_INDENT - 1)


def _files_made(screen: Screen, report: Report) -> None:
    """Say which files of proved work are not in the learner's folder yet, since the run made them in a copy of it."""
    if report.outcome is not Outcome.PASS or report.asked:
        return
    kept = [file.name for file in report.made if file.new and file.digest]
    large = [file.name for file in report.made if file.new and not file.digest]
    if kept:
        it = "it" if len(kept) == 1 else "them"
        words = f"the run made {listed(kept)} in its copy; sprint diary puts {it} into your folder"
        screen.pair("note", Text(words, style="quiet"), indent=1, width=_INDENT - 1)
    if large:
        words = (
            f"{listed(large)}: too large to be kept from the run; in your folder it is made by sprint run {report.day}"
        )
        screen.pair("note", Text(words, style="quiet"), indent=1, width=_INDENT - 1)


def _foot(screen: Screen, report: Report) -> None:
    """Say how much is proved and what to do next; where something is missing here, the check itself has said it."""
    if report.asked:
        _foot_of_a_part(screen, report)
        return
    words = Text(f"{report.proved} of {len(report.counted)} proved", style="title")
    failing = next((result.id for result in report.counted if result.outcome is Outcome.FAIL), None)
    moves = ["sprint diary"] if report.outcome is Outcome.PASS else ["sprint hint"]
    moves += [f"sprint explain {failing}"] if failing else []
    for move in moves if report.outcome is not Outcome.ERROR else ():
        words.append(f" {screen.sign('dot')} ").append_text(command(move))
    screen.print(words)


def _foot_of_a_part(screen: Screen, report: Report) -> None:
    """Say that this was not the day, and what proves it."""
    words = Text(f"{report.proved} of {len(report.counted)} proved", style="title")
    left = next((result.id for result in report.told if result.outcome is Outcome.FAIL), None)
    for move in (f"sprint hint {left}", f"sprint explain {left}") if left else ():
        words.append(f" {screen.sign('dot')} ").append_text(command(move))
    words.append(f" {screen.sign('dot')} the whole day: ").append_text(command(f"sprint check {report.day}"))
    screen.print(words)


def draw_hint(screen: Screen, hint: "Hint") -> None:
    """Draw one rung of a ladder."""
    screen.sides(
        Text(f"{hint.check}  {clean(hint.title)}".rstrip(), style="title"),
        Text(f"hint {hint.rung} of {hint.rungs}", style="quiet"),
    )
    screen.print(hint.text)
    if hint.rung < hint.rungs:
        screen.print(Text("one more: ", style="quiet"), command(f"sprint hint {hint.check}"))
    else:
        screen.print(Text("the last one; what it proves: ", style="quiet"), command(f"sprint explain {hint.check}"))


def draw_explanation(screen: Screen, explanation: "Explanation") -> None:
    """Draw what a check is about and what it last came to."""
    screen.print(Text(f"{explanation.check}  {clean(explanation.title)}", style="title"))
    screen.blank()
    for paragraph in explanation.text.split("\n\n"):
        screen.print(" ".join(paragraph.split()))
        screen.blank()
    result = explanation.result
    if explanation.guess is not None:
        screen.print(clean(explanation.guess or "No guess was seen yet."))
        return
    if result is None:
        screen.print(Text("Not checked yet: ", style="quiet"), command("sprint check"))
        return
    _line(screen, result)
    _in_full(screen, result)
    for text in result.verified:
        screen.pair("verified", Text(clean(text), style="quiet"), indent=_INDENT)
    if result.outcome is not Outcome.PASS:
        screen.print(Text("a hint: ", style="quiet"), command(f"sprint hint {explanation.check}"))


def draw_solution(screen: Screen, solution: "Solution") -> None:
    """Draw the lesson's solution beside the learner's text."""
    from rich.syntax import Syntax  # only a solution is coloured as code

    screen.print(
        Text(
            f"Day {solution.day.number} {screen.sign('dot')} {solution.day.title}: the lesson's solution", style="title"
        )
    )
    for piece in solution.pieces:
        screen.blank()
        screen.print(Text(piece.name, style="title"))
        for label, text in (("yours", piece.own), ("the lesson's", piece.solution)):
            if text.strip() and (label != "yours" or text.strip() != piece.solution.strip()):
                screen.print(Text(label, style="quiet"))
                lexer = "python" if piece.kind == "code" else "markdown"
                screen.console.print(
                    Syntax(clean(text), lexer, theme="ansi_dark", background_color="default", word_wrap=True)
                )


def draw_executed(screen: Screen, executed: "Executed", path: str) -> None:
    """Say how a notebook ran and where its outputs are."""
    _line(screen, executed.result)
    if executed.result.outcome is not Outcome.PASS:
        _in_full(screen, executed.result)
        for line in executed.run.stop.lines if executed.run.stop else ():
            screen.print(Text(clean(line), style="quiet"), indent=_INDENT)
    if executed.elsewhere:
        screen.pair("note", clean(executed.elsewhere))
    screen.pair("saved", f"the outputs are in {path}")
    screen.pair("next", command(f"sprint check {executed.day}"))


def draw_trouble(screen: Screen, trouble: SprintError) -> None:
    """Say what is in the way of a check, and what mends it."""
    screen.print(Text(f"{screen.sign('error')} ", style="error"), clean(trouble.sentence))
    screen.print(clean(trouble.next_step), indent=3)
