"""A notebook's bytes, exactly as Jupyter saves them, without importing nbformat.

What `nbformat.read` and `nbformat.write` of version 4 do to a document, in their order: texts that are stored as lists
of lines are joined, what only lives in an open notebook is dropped, texts are split again, keys are sorted.
"""

import json
from typing import Any

_TEXT_TYPES = ("application/javascript", "image/svg+xml")
"""Media types that are split into lines, besides `text/…`."""
_TRANSIENT = ("orig_nbformat", "orig_nbformat_minor", "signature")
"""Metadata of a notebook that is never stored."""


def saved(document: dict[str, Any]) -> bytes:
    """Return the bytes of a notebook document of format 4; the document is changed to what they say."""
    metadata = document.get("metadata")
    if isinstance(metadata, dict):
        for name in _TRANSIENT:
            metadata.pop(name, None)
    for cell in document["cells"]:
        _store_cell(cell)
    options: dict[str, Any] = {"indent": 1, "sort_keys": True, "separators": (",", ": ")}
    try:
        return (json.dumps(document, ensure_ascii=False, **options) + "\n").encode()
    except UnicodeEncodeError:  # half a surrogate pair has a place in JSON only as an escape
        return (json.dumps(document, **options) + "\n").encode()


def _store_cell(cell: dict[str, Any]) -> None:
    if isinstance(cell.get("metadata"), dict):
        cell["metadata"].pop("trusted", None)
    if "source" in cell:
        cell["source"] = _lines(_text(cell["source"]))
    for attachment in (cell.get("attachments") or {}).values():
        _store_bundle(attachment)
    for output in cell.get("outputs") or () if cell.get("cell_type") == "code" else ():
        if output.get("output_type") in ("execute_result", "display_data"):
            _store_bundle(output.get("data", {}))
        elif "text" in output:
            text = _text(output["text"])
            output["text"] = _lines(text) if output.get("output_type") == "stream" else text


def _store_bundle(data: dict[str, Any]) -> None:
    for kind, value in data.items():
        if not (kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))):
            text = _text(value)
            data[kind] = _lines(text) if kind.startswith("text/") or kind in _TEXT_TYPES else text


def _text(value: Any) -> Any:
    """Return a list of lines as one text, anything else as it is."""
    return "".join(value) if isinstance(value, list) and all(isinstance(line, str) for line in value) else value


def _lines(value: Any) -> Any:
    return value.splitlines(keepends=True) if isinstance(value, str) else value
