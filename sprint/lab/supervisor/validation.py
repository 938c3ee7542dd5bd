"""Reads what the learner's process tells of a run and takes nothing for granted: a cell could write it as well.

Whatever has another form than our own side gives it is refused with a `ValueError`, a `TypeError` or a `KeyError`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sprint.lab.protocol.limits import without_middle
from sprint.lab.protocol.models import CellRun, Stop

_LONGEST, _MOST_VALUES, _MOST_NAMES = 200, 5, 500
_AXES = {
    "title": str, "xlabel": str, "ylabel": str, "has_data": bool, "ink": float, "lines": list, "verticals": list,
    "points": list, "bars": list, "images": list, "levels": list, "texts": list,
}  # fmt: skip


def stop_of(report: Mapping[str, Any]) -> Stop:
    """Return what stopped a piece of the learner's code from an error's report."""
    where = report.get("where")
    cell, line = (_kind(int, number) for number in where) if where else (None, None)
    module = report.get("module")
    return Stop(
        type=str(report.get("type", report.get("kind", "")))[:200],
        message=without_middle(str(report.get("message", ""))),
        lines=tuple(_kind(str, line) for line in report.get("lines") or ()),
        cell=cell,
        line=line,
        module=_kind(str, module) if module else None,
        values=tuple(_kind(str, words)[:_LONGEST] for words in report.get("values") or ())[:_MOST_VALUES],
        meant_kind=_kind(str, report.get("meant_kind") or "")[:_LONGEST],
        meant=tuple(_kind(str, name)[:_LONGEST] for name in report.get("meant") or ())[:_MOST_NAMES],
    )


def cell_run_of(event: Mapping[str, Any]) -> CellRun:
    """Return how a cell ran from the event that ends it; its outputs are JSON, since frames are."""
    return CellRun(
        place=_kind(int, event["place"]),
        seconds=float(event["seconds"]),
        count=_kind(int, event["count"]),
        outputs=_outputs_of(event["outputs"]),
        stop=stop_of(event["error"]) if event["error"] else None,
    )


def revised(cells: Sequence[CellRun], event: Mapping[str, Any]) -> list[CellRun]:
    """Return earlier cells with the outputs that a later cell gave them, as `display(…, display_id=…)` can."""
    changed = {_kind(int, place): _outputs_of(outputs) for place, outputs in _kind(list, event["revised"])}
    return [replace(cell, outputs=changed.get(cell.place, cell.outputs)) for cell in cells]


def _outputs_of(outputs: Any) -> tuple[dict[str, Any], ...]:
    for output in _kind(list, outputs):
        if output["output_type"] == "stream":
            _kind(str, output["text"])
        if "data" in output:
            _kind(dict, output["data"])
    return tuple(outputs)


def figures_of(records: Any) -> tuple[dict[str, Any], ...]:
    """Return the figures of a run, as `sprint.lab.worker.figure_capture` describes them."""
    for record in _kind(list, records):
        _kind(str, record["maker"])
        _kind(bytes, record["png"])
        for axes in _kind(list, record["axes"]):
            for key, kind in _AXES.items():
                _kind(kind, axes[key])
    return tuple(records)


def _kind(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(f"a {type(value).__name__} where a {kind.__name__} belongs")
    return value
