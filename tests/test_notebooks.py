"""Reading notebooks: whatever lies there is read, or refused with one sentence, a next step and exit code 4."""

import json
import os
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprint.course.lesson import read_lesson
from sprint.course.material import SHIPPED_LESSONS
from sprint.errors import NeedsPersonError
from sprint.lab.protocol.models import CellRun
from sprint.lab.protocol.notebook import SIZE_LIMIT, NotebookError, read_notebook

SHIPPED = read_lesson(SHIPPED_LESSONS / "day_08_classification").solution()


def document(*sources: Any, **changes: Any) -> dict[str, Any]:
    cells = [
        {
            "cell_type": "code",
            "id": str(place),
            "metadata": {},
            "outputs": [],
            "execution_count": None,
            "source": source,
        }
        for place, source in enumerate(sources)
    ]
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells, **changes}


def refused(path: Path) -> NotebookError:
    with pytest.raises(NotebookError) as caught:
        read_notebook(path)
    assert isinstance(caught.value, NeedsPersonError)
    assert caught.value.exit_code == 4
    assert path.name in caught.value.sentence
    assert caught.value.next_step.endswith((".", "?", ": sprint reset"))
    return caught.value


@given(st.integers(0, len(SHIPPED) - 2))
@settings(max_examples=200, deadline=None)
def test_a_notebook_cut_off_anywhere_is_damaged(tmp_path_factory: pytest.TempPathFactory, size: int) -> None:
    """Half a file is never taken for a notebook, wherever it ends, inside a letter too."""
    path = tmp_path_factory.mktemp("cut") / "cut.ipynb"
    path.write_bytes(SHIPPED[:size])
    assert "is damaged" in refused(path).sentence


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "damaged"),
        (b"not JSON", "line 1"),
        (b"\xff\xfe\x00", "damaged"),
        (b"[" * 100_000, "damaged"),
        (b"[]", "no list of cells"),
        (b'{"cells": {}, "nbformat": 4}', "no list of cells"),
        (b'{"worksheets": [], "nbformat": 3}', "format 3"),
        (json.dumps(document(nbformat=3)).encode(), "format 3"),
        (json.dumps(document(nbformat=99)).encode(), "format 99"),
        (json.dumps(document(nbformat="4")).encode(), "format '4'"),
        (json.dumps(document(metadata={"kernelspec": {"language": "julia"}})).encode(), "for julia"),
        (json.dumps(document(3)).encode(), "cell 1 has no source"),
        (json.dumps(document("x", ["a", 1])).encode(), "cell 2 has no source"),
        (json.dumps(document(None)).encode(), "cell 1 has no source"),
        (json.dumps({**document(), "cells": [1]}).encode(), "cell 1 has no source"),
        (b"<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n", "line 1"),
    ],
)
def test_what_is_no_notebook_is_refused_with_its_reason(tmp_path: Path, content: bytes, said: str) -> None:
    """Other formats, other languages, other JSON and no JSON are told apart, each with a way on."""
    path = tmp_path / "odd.ipynb"
    path.write_bytes(content)
    assert said in refused(path).sentence


def test_a_notebook_that_is_not_there_or_too_large_is_refused(tmp_path: Path) -> None:
    """A missing file, a folder and a file beyond the limit are refused before anything is read."""
    assert "cannot be read" in refused(tmp_path / "none.ipynb").sentence
    (tmp_path / "folder.ipynb").mkdir()
    assert "cannot be read" in refused(tmp_path / "folder.ipynb").sentence
    huge = tmp_path / "huge.ipynb"
    huge.touch()
    os.truncate(huge, SIZE_LIMIT + 1)
    assert "larger than" in refused(huge).sentence


def test_sources_are_read_in_either_form(tmp_path: Path) -> None:
    """A source as one text and as a list of lines is the same; empty cells and other kinds are not run."""
    path = tmp_path / "both.ipynb"
    content = document("a = 1\nb = 2", ["a = 1\n", "b = 2"], "  \n")
    content["cells"] += [{"cell_type": "markdown", "source": "# Title"}, {"cell_type": "raw", "source": "x"}]
    content["cells"] += [{"source": "x"}]
    path.write_text(json.dumps(content))
    notebook = read_notebook(path)
    assert [(cell.place, cell.source) for cell in notebook.code] == [(0, "a = 1\nb = 2"), (1, "a = 1\nb = 2")]
    assert [cell.kind for cell in notebook.cells] == ["code", "code", "code", "markdown", "raw", ""]


def test_outputs_change_neither_the_sources_nor_what_they_stand_for(tmp_path: Path) -> None:
    """What a verdict depends on is the same after outputs are put in, and everything else in the file stays."""
    path = tmp_path / "out.ipynb"
    content = document("print('ä')", "1 / 0", metadata={"mine": {"kept": [1, 2]}})
    content["cells"][0]["metadata"] = {"tags": ["x"]}
    path.write_text(json.dumps(content))
    before = read_notebook(path)
    outputs: tuple[dict[str, Any], ...] = (
        {"output_type": "stream", "name": "stdout", "text": "ä\n"},
        {"output_type": "display_data", "data": {"image/png": "eA==", "text/plain": "a\nb"}, "metadata": {}},
    )
    path.write_bytes(before.with_outputs((CellRun(0, 0.1, 1, outputs, None),)))
    after = read_notebook(path)
    assert after.sources == before.sources
    saved = json.loads(after.content)
    assert saved["metadata"] == content["metadata"]
    assert saved["cells"][0]["metadata"] == {"tags": ["x"]}
    assert saved["cells"][0]["outputs"][1]["data"] == {"image/png": "eA==", "text/plain": ["a\n", "b"]}
    assert [cell["execution_count"] for cell in saved["cells"]] == [1, None]
    nbformat.validate(nbformat.from_dict(saved))  # type: ignore[no-untyped-call]  # untyped library


def test_half_a_surrogate_pair_can_be_saved(tmp_path: Path) -> None:
    """A letter that UTF-8 does not have, in a source or an output, is kept as JSON's escape."""
    path = tmp_path / "odd.ipynb"
    path.write_text(json.dumps(document("x = '\ud800'")))
    notebook = read_notebook(path)
    outputs: tuple[dict[str, Any], ...] = ({"output_type": "stream", "name": "stdout", "text": "\udfff\n"},)
    path.write_bytes(notebook.with_outputs((CellRun(0, 0.1, 1, outputs, None),)))
    assert read_notebook(path).sources == notebook.sources
    assert "\\udfff" in path.read_text("ascii")
