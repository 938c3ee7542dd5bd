"""Day 1: the table of timings and the analysis."""

from sprint.checks.api import Failed, NotAttempted, Work, analysis_check, check

from .common import FUNCTIONS


@check("d01.c6", "View: something is printed under the heading")
def view(work: Work) -> str:
    """The cells under the heading View print something, in this run.

    What and how is up to you. If the doctests are not among it, or no result of a function can be found, you get a
    note, and the check still passes. That results and timings are easy to read, you judge yourself.
    """
    own = work.own_cells("View")
    if not own:
        raise NotAttempted("nothing is printed yet")
    lines = [line for line in work.text_of(own).splitlines() if line.strip() and line.strip() != "Ellipsis"]
    if not lines:
        move = "print(…) shows a value from anywhere in a cell"
        raise Failed("the cells under View print nothing", "a few results", next=move)
    work.proved(f"{len(lines)} lines printed")
    text = "\n".join(lines)
    results = ", results among them" if any(word in text for word in ("FizzBuzz", "True", "False", "[")) else ""
    if not results:
        work.note("no result of the five functions was found in what is printed")
    if not any(word in text.lower() for word in ("failed", "pass", "test", "ok")):
        work.note("print(doctest.testmod()) shows that the examples hold")
    return f"{len(lines)} line{'s' if len(lines) != 1 else ''}{results}"


analysis = analysis_check(
    "d01.c7",
    "Which function grows fastest with n, and how do you know?",
    numbers=("timings",),
    words=(*FUNCTIONS, "prime", "palindrome"),
)
