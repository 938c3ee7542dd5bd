"""Scores that a program prints: found in its JSON, held against a claim, and shown to come from the data."""

import json
import math
import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from sprint.checks.verdicts import Failed

TOLERANCE = 0.02
"""How far a claimed score may be from the measured one: as it is up to 1, and as a share of the score beyond."""
_HIGHER = """accuracy balancedaccuracy f1 f1score f1macro f1micro f1weighted rocauc auc aucroc r2 r2score precision
    recall averageprecision explainedvariance silhouette silhouettescore mcc kappa"""
_LOWER = """mae mse rmse rmsle mape medae meanabsoluteerror meansquarederror rootmeansquarederror medianabsoluteerror
    logloss crossentropy brier brierscore brierloss errorrate error loss perplexity daviesbouldin hammingloss"""
USUAL_SIGN = MappingProxyType(dict.fromkeys(_HIGHER.split(), 1) | dict.fromkeys(_LOWER.split(), -1))
"""1 for metrics of which more is better, -1 for errors."""


def parse_number(value: object) -> float | None:
    """Return a finite number, also one written as text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def bare_name(name: object) -> str:
    """Return a metric's name in small letters without signs: `rocauc` for `ROC AUC (test)`."""
    return re.sub(r"[\W_]+", "", re.sub(r"\(.*?\)", "", str(name)).lower().replace("²", "2"))


def metric_sign(metric: str, direction: object) -> int:
    """Return 1 where a higher score is better, -1 where a lower one is.

    Args:
        metric: the metric's name.
        direction: what the learner says; None to go by the name.

    Raises:
        Failed: the direction is no direction, or not that of this metric.
    """
    usual = USUAL_SIGN.get(bare_name(metric), 0)
    if direction is None:
        lowered = metric.lower()
        return usual or (-1 if re.search("error|loss|deviation", lowered) and "neg" not in lowered else 1)
    said = str(direction).lower()
    low, high = (re.search(words, said) for words in ("low|min|down|less|small", "high|max|up|great|large|more"))
    if bool(low) == bool(high):
        raise Failed(
            f"direction is {direction!r}", '"higher" or "lower"',
            next="is a good model's number the larger or the smaller one?",
        )  # fmt: skip
    sign = -1 if low else 1
    if usual == -sign:
        raise Failed(
            f"direction is {direction!r} for {metric}", f"{'higher' if usual > 0 else 'lower'}, as {metric} is read",
            next="which number does a perfect model get?",
        )  # fmt: skip
    return sign


def printed_score(text: str, metric: str) -> float | None:
    """Return the score that a program printed as JSON, None where there is none.

    It is the number called `score` or as the metric is, or the only one there; never one of the baseline.
    """
    name = bare_name(metric)
    keys = ("score", name, f"test{name}", "testscore", f"{name}score", f"{name}test")
    readings = [list(_numbers(document)) for document in reversed(_documents(text))]
    own = [
        [(key, number) for key, number, base in found if not base or (key == name and _is_base(key))]
        for found in readings
    ]
    if (named := _named(own, keys)) is not None:
        return named
    for everything, numbers in zip(readings, own, strict=True):
        if len(numbers) == 1 and (len(everything) == 1 or name in numbers[0][0]):
            return numbers[0][1]
    return None


def printed_number(text: str, key: str) -> float | None:
    """Return the number that a program printed as JSON under a key, None where there is none."""
    readings = [list(_numbers(document)) for document in reversed(_documents(text))]
    return _named([[(name, number) for name, number, _ in found] for found in readings], (key,))


def _named(readings: list[list[tuple[str, float]]], keys: tuple[str, ...]) -> float | None:
    """Return the number with the first of some keys in the first document that has one of them."""
    for numbers in readings:
        for key in keys:
            if (value := next((number for found, number in numbers if found == key), None)) is not None:
                return value
    return None


def _documents(text: str) -> list[Any]:
    """Return the JSON objects in a text, in their order; a last line that is a number counts as a score."""
    found, place, decoder = [], 0, json.JSONDecoder()
    while (place := text.find("{", place)) >= 0:
        try:
            document, place = decoder.raw_decode(text, place)
            found.append(document)
        except (ValueError, RecursionError):
            place += 1
    lines = text.strip().splitlines()
    number = parse_number(lines[-1]) if lines and not found else None
    return found if number is None else [{"score": number}]


def _numbers(document: Any, *, base: bool = False) -> Iterator[tuple[str, float, bool]]:
    """Yield the numbers of a JSON document with their keys, and whether they are of the baseline; the top's first."""
    deeper = []
    base = base or (isinstance(document, dict) and any(_is_base(document.get(key)) for key in ("model", "name")))
    for key, value in document.items() if isinstance(document, dict) else (("", item) for item in document):
        if isinstance(value, dict | list):
            deeper.append((value, base or _is_base(key)))
        elif (number := parse_number(value)) is not None:
            yield bare_name(key), number, base or _is_base(key)
    for value, inner in deeper:
        yield from _numbers(value, base=inner)


def _is_base(name: object) -> bool:
    """Tell whether a name is one of the model without an idea."""
    return isinstance(name, str) and bool(re.search("baseline|dummy", bare_name(name)))


def is_close(claimed: float, measured: float) -> bool:
    """Tell whether a claim is as near to what was measured as chance and rounding may bring it."""
    return abs(claimed - measured) <= TOLERANCE * max(1.0, abs(measured)) + 1e-9


def diagnose_claim(claimed: float, measured: float) -> str:
    """Say which usual slip leads from one number to the other; empty where none does."""
    slips = {
        "one of the two is in percent": (100 * measured, measured / 100),
        "one of the two is the share of errors, 1 minus the other": (1 - measured,),
        "one of the two has the sign turned round, as scikit-learn's neg_… scores": (-measured,),
        "one of the two is the square of the other": (measured**2, math.sqrt(abs(measured))),
    }
    for because, values in slips.items():
        if any(abs(claimed - value) <= 0.005 * abs(value) for value in values):
            return because
    return ""
