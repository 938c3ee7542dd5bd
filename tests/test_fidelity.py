"""What a notebook puts out here is what nbclient and a real kernel put out, cell by cell."""

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from fidelity import KNOWN, PAST_PYTHON, differences, document, ours, theirs
from fidelity_notebooks import NOTEBOOKS
from hypothesis import given, settings
from hypothesis import strategies as st
from lab_runs import run, texts

from sprint.lab.protocol.limits import Budget
from sprint.lab.protocol.models import CellRun
from sprint.lab.protocol.notebook import read_notebook
from sprint.lab.protocol.notebook_format import saved

KERNELS = 4
"""Kernels that may be asked where a notebook writes past Python: what a kernel's thread reads after a cell is lost."""
QUICK = ("underscore", "display_error", "updates", "clear", "raises_tag")


def compare(name: str, folder: Path) -> None:
    content = document(NOTEBOOKS[name])
    past_python = name in PAST_PYTHON
    (folder / "here").mkdir()
    mine = ours(content, folder / "here")
    for attempt in range(KERNELS if past_python else 1):
        kernel = folder / f"kernel-{attempt}"
        kernel.mkdir()
        found = differences(mine, theirs(content, kernel), past_python=past_python)
        found = [difference for difference in found if (name, difference[0]) not in KNOWN]
        if not found:
            break
    assert found == []


@pytest.mark.parametrize("name", QUICK)
def test_a_few_notebooks_put_out_what_a_kernel_does(name: str, tmp_path: Path) -> None:
    """History, errors in displays, updates, clearing and tags are as in a kernel."""
    compare(name, tmp_path)


@pytest.mark.heavy
@pytest.mark.parametrize("name", [name for name in NOTEBOOKS if name not in QUICK])
def test_every_notebook_puts_out_what_a_kernel_does(name: str, tmp_path: Path) -> None:
    """Outputs, errors, their order and the counts are the same but for what cannot be, which is listed."""
    compare(name, tmp_path)


def test_what_passes_python_by_stands_in_its_order(tmp_path: Path) -> None:
    """Shell commands, C code and forks write where they stand between prints and results, in every run."""
    found = run(
        tmp_path,
        "import os\nprint('a')\nos.system('echo b; echo e >&2')\nprint('c')\n"
        "display(1)\nos.write(1, b'd\\n')\nif os.fork() == 0:\n    print('f')\n    os._exit(0)\n"
        "os.wait()\nprint('g')\n5",
    )
    assert found.complete, found.stop
    assert texts(found) == ["a\nb\n", "e\n", "c\n", "1", "d\nf\ng\n", "5"]


def test_what_fills_a_pipe_is_whole_and_in_its_order(tmp_path: Path) -> None:
    """A command that prints more than a pipe holds, beside prints and files opened anew, loses and mixes nothing."""
    found = run(
        tmp_path,
        "import os\nprint('begin')\nos.system('seq 1 60000')\nprint('between')",
        "open('/dev/stdout', 'w').write('anew\\n');",
        "for n in range(40):\n    print(n)\n    os.write(1, b'x' * 4000 + b'\\n')\nprint('end')",
    )
    assert found.complete, found.stop
    lines = ["begin", *map(str, range(1, 60001)), "between", "anew"]
    lines += [line for n in range(40) for line in (str(n), "x" * 4000)]
    assert "".join(text for place in range(3) for text in texts(found, place)).split() == [*lines, "end"]


# What a verdict makes of it


@pytest.mark.parametrize("name", ["display_error", "display_call_error", "capture_error", "run_bad", "inner_cell"])
def test_an_error_that_a_notebook_shows_is_one(name: str, tmp_path: Path) -> None:
    """An error in a display, in a captured cell, in a script or in a cell's cell is no run without errors."""
    found = run(tmp_path, *[cell for cell in NOTEBOOKS[name] if isinstance(cell, str)])
    assert not found.complete
    assert found.stop is not None
    assert found.stop.type in ("AttributeError", "ZeroDivisionError")


def test_a_cell_tagged_to_raise_is_no_stop(tmp_path: Path) -> None:
    """The author said so: the error stands in the outputs, the cells after it run, nothing is wrong."""
    path = tmp_path / "notebook.ipynb"
    path.write_text(json.dumps(document([("1 / 0", ["raises-exception"]), "2"])))
    assert [cell.may_fail for cell in read_notebook(path).code] == [True, False]
    cells = ours(document([("1 / 0", ["raises-exception"]), "2"]), tmp_path)
    assert [output["output_type"] for cell in cells for output in cell["outputs"]] == ["error", "execute_result"]


def test_the_cells_after_a_stop_keep_what_they_have(tmp_path: Path) -> None:
    """A run that stops takes nothing from the cells that it did not come to."""
    content = document(["1 / 0", "2"])
    old = [{"output_type": "stream", "name": "stdout", "text": ["old\n"]}]
    content["cells"][1] |= {"outputs": old, "execution_count": 7}
    assert ours(content, tmp_path)[1]["outputs"] == old


@pytest.mark.parametrize("language", ["Python", "PYTHON", None, "", 3])
def test_the_language_of_the_kernel_may_be_spelled_anyhow(language: object, tmp_path: Path) -> None:
    """Jupyter ignores the field; only another language is a reason not to run it."""
    path = tmp_path / "notebook.ipynb"
    path.write_text(json.dumps({**document(["1"]), "metadata": {"kernelspec": {"language": language}}}))
    assert len(read_notebook(path).code) == 1


@pytest.mark.parametrize("kind", ["svg", "pdf", "jpeg", "retina", "png"])
def test_a_figure_counts_in_every_format(kind: str, tmp_path: Path) -> None:
    """What is drawn is seen with its data, shown inline or saved, whatever the format; it is seen once."""
    plot = "import matplotlib.pyplot as plt\nplt.plot([1, 2, 4])"
    shown = f"%config InlineBackend.figure_format = {kind!r}"
    save = "png" if kind == "retina" else kind
    found = run(tmp_path, shown, f"{plot};", f"{plot}\nplt.savefig('x.{save}')\nplt.close()", budget=Budget(seconds=60))
    assert found.complete, found.stop
    assert [figure["cell"] for figure in found.figures] == [1, 2]
    for figure in found.figures:
        assert figure["png"].startswith(b"\x89PNG")
        assert figure["axes"][0]["lines"][0].tolist() == [[0, 1], [1, 2], [2, 4]]
        assert figure["axes"][0]["ink"] > 0


# What is saved

written = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\n\r\x0b\x0c\x1c\u2028\x85"), max_size=12)
split = written | st.lists(written, max_size=4)
values = st.recursive(st.none() | st.booleans() | st.integers() | written, lambda inner: st.lists(inner, max_size=3))
kinds = st.sampled_from(
    ["text/plain", "text/html", "image/png", "image/svg+xml", "application/javascript", "application/pdf"]
)
bundles = st.dictionaries(kinds, split, max_size=3)
json_bundles = st.dictionaries(st.sampled_from(["application/json", "application/vnd.x+json"]), values, max_size=2)
outputs = st.one_of(
    st.fixed_dictionaries({"output_type": st.just("stream"), "name": st.just("stdout"), "text": split}),
    st.builds(
        lambda data, more: {"output_type": "display_data", "data": data | more, "metadata": {}}, bundles, json_bundles
    ),
    st.fixed_dictionaries(
        {
            "output_type": st.just("error"),
            "ename": written,
            "evalue": written,
            "traceback": st.lists(written, max_size=3),
        }
    ),
)
metadata = st.dictionaries(st.sampled_from(["trusted", "b", "a", "collapsed"]), st.booleans(), max_size=3)
code_cells = st.fixed_dictionaries(
    {"cell_type": st.just("code"), "source": split, "outputs": st.lists(outputs, max_size=3), "metadata": metadata,
     "execution_count": st.none() | st.integers(0, 9)}
)  # fmt: skip
prose_cells = st.fixed_dictionaries(
    {"cell_type": st.sampled_from(["markdown", "raw"]), "source": split, "metadata": metadata},
    optional={"attachments": st.dictionaries(written, bundles, max_size=2)},
)
notebooks = st.fixed_dictionaries(
    {"cells": st.lists(code_cells | prose_cells, max_size=4), "nbformat": st.just(4), "nbformat_minor": st.just(4),
     "metadata": st.dictionaries(st.sampled_from(["signature", "orig_nbformat", "z", "a"]), written, max_size=3)}
)  # fmt: skip


@given(notebooks)
@settings(max_examples=200)
def test_jupyters_next_save_changes_nothing(content: dict[str, Any]) -> None:
    """Whatever a notebook holds, its bytes are those that nbformat writes after reading it."""
    mine = saved(json.loads(json.dumps(content)))
    node: Any = nbformat.v4.reads(json.dumps(content))  # type: ignore[no-untyped-call]  # untyped library
    assert mine.decode() == nbformat.v4.writes(node) + "\n"  # type: ignore[no-untyped-call]  # the same


def test_a_run_is_saved_as_jupyter_saves_it(tmp_path: Path) -> None:
    """What a run puts in is split and sorted as the rest: a second save by nbformat gives the same bytes."""
    path = tmp_path / "notebook.ipynb"
    path.write_text(json.dumps(document(["x"])))
    shown = {"output_type": "display_data", "metadata": {}, "data": {"text/plain": "a\nb", "application/json": "l\nm"}}
    path.write_bytes(read_notebook(path).with_outputs((CellRun(0, 0.0, 3, (shown,), None),)))
    node: Any = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]  # untyped library
    assert nbformat.writes(node) + "\n" == path.read_text()  # type: ignore[no-untyped-call]  # the same
    assert json.loads(path.read_text())["cells"][0]["outputs"][0]["data"]["application/json"] == "l\nm"
