"""Day 6, stretch: the way back through a recipe, by hand."""

from dataclasses import dataclass

import numpy as np

from sprint.checks.api import Failed, LearnerError, Remote, Work, check, format_value, is_equal, new_rng

from .common import ABS, REL


@dataclass(frozen=True, slots=True)
class _Recipe:
    """A calculation: knobs, and steps that add or multiply two earlier numbers."""

    knobs: tuple[float, ...]
    """The numbers it starts from; they are called a, b, c …"""
    steps: tuple[tuple[str, int, int], ...]
    """`+` or `*`, and the places of the two: knobs come first, then the results of the steps before."""

    def __str__(self) -> str:
        """Return it as a learner would write it, a name for each step."""
        names = [*"abcd"[: len(self.knobs)], *"uvwxyz"]
        values = [f"{name} = {format_value(value)}" for name, value in zip(names, self.knobs, strict=False)]
        steps = zip(names[len(self.knobs) :], self.steps, strict=False)
        lines = [f"{name} = {names[i]} {sign} {names[j]}" for name, (sign, i, j) in steps]
        return ", ".join([*values, *lines, f"{names[len(self.knobs) + len(lines) - 1]}.backward()"])

    def values(self) -> list[float]:
        """Return all its numbers, the result last."""
        found = list(self.knobs)
        for sign, i, j in self.steps:
            found.append(found[i] + found[j] if sign == "+" else found[i] * found[j])
        return found

    def slopes(self, slip: str = "") -> list[float]:
        """Return the slope of the result for each of its numbers, or what a usual slip gives for it."""
        values, knobs = self.values(), len(self.knobs)
        found = [0.0] * (len(values) - 1) + [1.0]
        too_early = slip in {"one by one", "both at once"}

        def hand_on(place: int) -> None:
            if place < knobs:
                return
            sign, i, j = self.steps[place - knobs]
            factors = (1.0, 1.0) if sign == "+" else (values[j], values[i])
            if slip == "own" and sign == "*":
                factors = factors[::-1]
            for parent, factor in zip((i, j), factors, strict=True):
                found[parent] = (0.0 if slip == "replaced" else found[parent]) + found[place] * factor
                if slip == "one by one":
                    hand_on(parent)
            if slip == "both at once":
                hand_on(i)
                hand_on(j)

        for place in [len(values) - 1] if too_early else reversed(range(knobs, len(values))):
            hand_on(place)
        return found


_TOO_EARLY = (
    "a number handed its slope on before all shares were in, and then once more",
    "walk back in an order in which everything made of a number comes before it",
)
_SLOPE_SLIPS = {
    "replaced": ("only one of the uses counts", "a number that is used twice gets a share from each: add them up"),
    "own": ("in a product each slope is the other factor", "u * v climbs by v for each 1 that u goes"),
    "one by one": _TOO_EARLY,
    "both at once": _TOO_EARLY,
}


def _recipes(rng: np.random.Generator) -> list[_Recipe]:
    """Return calculations that use every number they make, smallest first."""
    shapes: list[tuple[int, tuple[tuple[str, int, int], ...]]] = [
        (2, (("+", 0, 1),)),
        (2, (("*", 0, 1),)),
        (1, (("+", 0, 0),)),
        (1, (("*", 0, 0),)),
        (2, (("*", 0, 1), ("+", 2, 0))),
        (2, (("+", 0, 1), ("*", 2, 2))),
        (2, (("*", 0, 1), ("+", 2, 0), ("*", 3, 2))),
        (2, (("*", 0, 1), ("*", 2, 0), ("+", 2, 3))),
    ]
    for knobs, steps in ((2, 4), (3, 5), (3, 6), (4, 6)):
        made: list[tuple[str, int, int]] = []
        unused = list(range(knobs))
        for place in range(knobs, knobs + steps):
            left = steps - len(made)
            i = unused.pop(0)
            j = unused.pop(0) if len(unused) >= left else int(rng.integers(0, place))
            unused = [other for other in unused if other != j] + [place]
            made.append((str(rng.choice(["+", "*"])), i, j))
        shapes.append((knobs, tuple(made)))
    digits = [-3.0, -2.0, 2.5, 3.5, 4.0, 5.0, -1.5, 0.5]  # no two add up to 0, where slips would look alike
    return [_Recipe(tuple(map(float, rng.choice(digits, knobs, replace=False))), steps) for knobs, steps in shapes]


def _cooked(work: Work, recipe: _Recipe) -> list[Remote]:
    """Follow a recipe with the learner's numbers, call backward on the result, and return all numbers, over there.

    Raises:
        Failed: one of the steps raised.
    """
    signs = {"+": work.session.imported("operator:add"), "*": work.session.imported("operator:mul")}
    doing = "Value(…)"
    try:
        made = [work.remote("Value").keep(knob) for knob in recipe.knobs]
        for sign, i, j in recipe.steps:
            doing = f"{sign} between two values"
            made.append(signs[sign].keep(made[i], made[j]))
        doing = "backward()"
        made[-1].attribute("backward").keep()
    except LearnerError as error:
        said = " ".join(error.stop.message.split())[:120]
        raise Failed(
            f"for {recipe}: {doing} raises {error.stop.type}: {said}",
            "a result",
            next="try this calculation in a cell and read the last line",
        ) from error
    return made


def _kept(recipe: _Recipe, made: Remote, name: str, attribute: str) -> float:
    """Return a number that one of the learner's values keeps."""
    try:
        got = made.attribute(attribute).get()
    except LearnerError as error:
        move = f"keep it as self.{attribute}; do + and * return a new Value?"
        raise Failed(f"for {recipe}: {name} has no {attribute}", "a number", next=move) from error
    value = np.empty(0) if got is None or isinstance(got, Remote) else np.asarray(got)
    if value.shape != () or value.dtype.kind not in "iuf":
        raise Failed(
            f"for {recipe}: {name}.{attribute} is {format_value(got)}", "a number", next="print it after backward()"
        )
    return float(value)


def _require_slopes(recipe: _Recipe, found: list[float], slopes: list[float]) -> None:
    """Fail where the slopes of the knobs differ, with the slip that gives them."""
    if is_equal(found, slopes, rel=REL, abs=ABS):
        return
    slips = (
        said
        for slip, said in _SLOPE_SLIPS.items()
        if is_equal(found, recipe.slopes(slip)[: len(found)], rel=REL, abs=ABS)
    )
    because, move = next(slips, ("", "follow the slope back by hand, from the result, which starts with 1"))
    if not any(found):
        because, move = "nothing was handed back", "which slope does the result itself start with?"
    names = ", ".join(f"{name}.grad" for name in "abcd"[: len(found)])
    raise Failed(
        f"for {recipe}: {names} = {', '.join(map(format_value, found))}",
        ", ".join(map(format_value, slopes)),
        because=because,
        next=move,
    )


@check("d06.s1", "Stretch: backward gives the slope for every knob at once", names=("Value",), stretch=True)
def walks_back(work: Work) -> str:
    """Your `Value` calculates a dozen recipes of `+` and `*`, the last ones made up on the spot; then `backward()` is called.

    The result's `data` and the `grad` of each knob are compared with ours. In most recipes a number is used more than once: its
    slope is the sum over all uses, and it has to be complete before it is handed on.
    """
    recipes = _recipes(new_rng())
    for recipe in recipes:
        made, values, slopes = _cooked(work, recipe), recipe.values(), recipe.slopes()
        result = _kept(recipe, made[-1], "the result", "data")
        work.require_equal(
            f"for {recipe}: data of the result", result, values[-1], next="what do + and * do to data?", rel=REL
        )
        found = [_kept(recipe, made[place], "abcd"[place], "grad") for place in range(len(recipe.knobs))]
        _require_slopes(recipe, found, slopes[: len(found)])
    work.proved(f"grad of every knob in {len(recipes)} calculations")
    return f"{len(recipes)} calculations"
