"""Day 1, task 4: the examples in the docstrings hold."""

import ast
import builtins

from sprint.checks.api import DoctestExample, Failed, NotAttempted, Work, check, run_doctests

from .common import FUNCTIONS


@check("d01.c4", "every function carries examples that would notice if it broke", names=FUNCTIONS)
def examples_hold(work: Work) -> str:
    """Each docstring needs at least two different examples with an expected line, and all of them have to hold.

    Then each function is replaced by one that returns None, and its examples run again. At least one of them must
    fail now: examples that pass either way do not test anything.
    """
    found = {name: run_doctests(work, name) for name in FUNCTIONS}
    if not any(actual for actual, _ in found.values()):
        raise NotAttempted("there are no examples in the docstrings yet")
    for name, (actual, _) in found.items():
        different = len(actual) - _repeated(name, actual)
        again = f", and repeats {'it' if different == 1 else 'them'}" if different < len(actual) else ""
        seen = f"the docstring of {name} has {_count(different)} with an expected line{again}"
        move = "a line that starts with >>> and, below it, what Python shows for it"
        work.require(different >= 2, seen, f"at least two in {name}, as in the other four", next=move)
    for name, (actual, emptied) in found.items():
        move = "run the example in a cell: is the function wrong, or the expected line?"
        for broken in [example for example in actual if not example.holds]:
            seen = f"in {name}, the example {broken.source} shows {_shown(broken.came)}"
            alike = "both mean the same, but doctest compares the texts, letter by letter"
            because = alike if _mean_the_same(broken.came, broken.promised) else ""
            move = "copy the line as Python shows it" if because else move
            raise Failed(seen, f"{_shown(broken.promised)}, as the docstring says", because=because, next=move)
        seen, wanted = f"the examples of {name} still hold when {name} returns None", f"one of {name} that then fails"
        tested = not all(example.holds for example in emptied)
        work.require(tested, seen, wanted, next="show the result itself, or a value that depends on it")
    return f"{sum(len(actual) for actual, _ in found.values())} examples"


def _repeated(name: str, examples: list[DoctestExample]) -> int:
    """Return how many examples only say again what one before them says; one that uses a variable never does."""
    known, repeated = set(), 0
    for example in examples:
        words = {node.id for node in ast.walk(_parsed(example.source)) if isinstance(node, ast.Name)}
        if name in words and words <= {name, *FUNCTIONS, *dir(builtins)}:
            said = ast.dump(_parsed(example.source))
            repeated += said in known
            known.add(said)
    return repeated


def _parsed(source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError:  # an example may show one
        return ast.Module([], [])


def _count(number: int) -> str:
    return f"{number or 'no'} example{'s' if number != 1 else ''}"


def _mean_the_same(shown: str, other: str) -> bool:
    """Tell whether two texts are the same value, written in two ways."""
    try:
        return bool(ast.literal_eval(shown.strip()) == ast.literal_eval(other.strip()))
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return False


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 70 else text[:69] + "…"
