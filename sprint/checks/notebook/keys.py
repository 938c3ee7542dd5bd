"""A column, a key or a row label that is not there: what is there that is near, and what else it may be."""

import difflib
import re
from collections.abc import Iterable, Sequence

from sprint.checks.notebook.causes.row import Cause
from sprint.lab.protocol.models import Cell, Stop

_SOME = 6
_NEAR = 0.7


def near_names(name: str, names: Iterable[str], cutoff: float = _NEAR) -> list[str]:
    """Return up to two names that are nearly this one: the same in another case or with other spaces, else alike."""
    others = [other for other in names if other != name]
    same = [other for other in others if other.strip().lower() == name.strip().lower()]
    return same[:2] or difflib.get_close_matches(name, list(dict.fromkeys(others)), 2, cutoff)


def missing_key(stop: Stop, cells: Sequence[Cell]) -> Cause:
    """Return the cause of a KeyError, from the columns or keys of what stands in its line."""
    kind, message = stop.meant_kind or "column or key", stop.message
    if any("environ[" in line for line in stop.lines):
        because = f"{message} is not among the environment variables: a check passes on those that libraries need"
        return Cause(because, "write the value into the notebook", 'os.environ.get("NAME", "a value that works")')
    if re.fullmatch(r"-?\d+", message) and kind in {"column", "label"}:
        because = f"{message} is looked up as a label, and there is none: rows that were filtered or split keep theirs"
        return Cause(
            because, f"pick by place: .iloc[{message}]", f"y.iloc[{message}], or y.reset_index(drop=True) before"
        )
    keys = [
        key for key in re.findall(r"""['"]([^'"\[\]]+)['"]""", message) if key not in stop.meant or len(stop.meant) == 0
    ]
    key = keys[0] if keys else message.strip("'\"")
    if key in stop.meant and kind == "column":
        return Cause(
            f"{key!r} is a column, and a row is looked up here",
            "name the column behind the rows",
            f'df["{key}"], or df.loc[:, "{key}"]',
        )
    because = f"there is no {kind} {key!r}" if key else f"there is no such {kind}"
    if near := near_names(key, stop.meant):
        named = " and ".join(near)
        return Cause(f"{because}; near: {named}", f"write {near[0]!r} in this line")
    words = {text for cell in cells for text in re.findall(r"""["']([^"'\n]{1,60})["']""", cell.source)} - {key}
    if not stop.meant and (elsewhere := near_names(key, words, 0.75)):
        because += f"; elsewhere in the notebook stands {elsewhere[0]!r}"
    elif stop.meant:
        there = ", ".join(stop.meant[:_SOME]) + (" and more" if len(stop.meant) > _SOME else "")
        because += f"; there is {there}"
    return Cause(because, "print(list(df.columns)), or the keys, right before this line", 'df["the name as printed"]')
