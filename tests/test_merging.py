"""Three versions of a notebook become one, and nothing that a learner wrote is lost on the way."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprint import files, folders
from sprint.course.lesson import notebook_bytes
from sprint.lab.protocol.notebook import read_notebook
from sprint.workspace.cells import cut
from sprint.workspace.merging import Choice, Merged, Question, merge

NAME = "a.ipynb"
Cell = tuple[str, str, str]
TEXTS = st.sampled_from(
    ["", "x = 1", "x = ...  # your code here", "print('ä “…” \\n \\ud800')", "## Model\n\nWords.\n"]
)
CELLS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from(["code", "markdown"]), TEXTS), unique_by=lambda cell: cell[0]
)


def nobody(question: Question) -> Choice | None:
    """Leave every question open."""
    assert question.mine != question.lesson
    return None


@st.composite
def a_learners(draw: st.DrawFn, given: list[Cell]) -> bytes:
    """Return what a learner and some editor made of a notebook, to the byte."""
    cells: list[dict[str, Any]] = json.loads(notebook_bytes(given))["cells"]
    kept = [cell for cell in cells if draw(st.integers(0, 5))]
    for cell in kept:
        if draw(st.booleans()):
            cell["source"] = draw(TEXTS)  # a text and a list of lines are both notebooks
        if cell["cell_type"] == "code" and draw(st.booleans()):
            cell["outputs"], cell["execution_count"] = [{"output_type": "stream", "name": "stdout", "text": "1.0"}], 3
        if draw(st.booleans()):
            cell["metadata"] = {"tags": ["mine"], "far": 1.50}
    for number in range(draw(st.integers(0, 3))):
        id = draw(st.sampled_from(["a", "b", f"own-{number}"]))  # a copied cell keeps its id in some editors
        own = {"cell_type": "markdown", "id": id, "metadata": {}, "source": [f"own words {number}"]}
        kept.insert(draw(st.integers(0, len(kept))), own)
    if draw(st.integers(0, 3)) == 0:
        draw(st.randoms(use_true_random=False)).shuffle(kept)
    minor = draw(st.sampled_from([5, 5, 4]))
    if minor == 4:
        for cell in kept:
            del cell["id"]
    document = {"metadata": {"kernelspec": {"language": "python"}}, "nbformat": 4, "nbformat_minor": minor}
    document = {"cells": kept, **document} if draw(st.booleans()) else {**document, "cells": kept}
    text = json.dumps(document, indent=draw(st.sampled_from([1, 2, "\t", None])), ensure_ascii=draw(st.booleans()))
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return text.replace(" 1.5", " 1.50").encode()


@st.composite
def three(draw: st.DrawFn) -> tuple[bytes | None, bytes, bytes]:
    """Return an original, what the learner made of it, and what the lesson made of it."""
    original = draw(CELLS)
    changes = {
        cell[0]: draw(st.sampled_from([cell, cell, (cell[0], "code", "y"), (cell[0], "markdown", "y"), None]))
        for cell in original
    }
    lesson = [cell for cell in changes.values() if cell is not None]
    lesson += [cell for cell in draw(CELLS) if cell[0] not in changes]
    known = None if draw(st.integers(0, 4)) == 0 else notebook_bytes(original)
    return known, draw(a_learners(original)), notebook_bytes(lesson)


def sources(content: bytes) -> list[tuple[str, str]]:
    """Return kind and text of each cell."""
    return [cell.says for cell in cut(content).cells]


def merged(original: bytes | None, mine: bytes, lesson: bytes, choice: Choice | None = None) -> Merged:
    """Merge, with one answer to every question."""
    return merge(NAME, original, mine, lesson, lambda _: choice)


@settings(max_examples=60)
@given(three())
def test_no_text_of_the_learners_is_ever_lost(sides: tuple[bytes | None, bytes, bytes]) -> None:
    """Each cell that is not as it was given is in the result, character for character, in the learner's order."""
    original, mine, lesson = sides
    given_texts = [cell.says for cell in cut(original).cells] if original else []
    own = [cell.text for cell in cut(mine).cells if cell.says not in given_texts]
    for choice in (None, "mine"):
        content = merged(original, mine, lesson, choice).content
        assert content is not None
        there = iter([cell.text for cell in cut(content).cells])
        assert all(text in there for text in own)


@settings(max_examples=60)
@given(three())
def test_what_changed_in_the_lesson_arrives_or_is_asked_about(sides: tuple[bytes | None, bytes, bytes]) -> None:
    """Each changed or new cell of the lesson is in the result or in a question; answered "lesson", all of them are."""
    original, mine, lesson = sides
    before = {cell.id: cell.says for cell in cut(original).cells} if original else {}
    done, taken = merged(original, mine, lesson), merged(original, mine, lesson, "lesson")
    assert done.content is not None
    assert taken.content is not None
    asked = {question.name for question in done.open}
    for cell in cut(lesson).cells:
        if before.get(cell.id) != cell.says:
            assert f"{NAME} {cell.id}" in asked or cell.says in sources(done.content)
            assert cell.says in sources(taken.content)
    assert taken.open == ()


@settings(max_examples=60)
@given(three())
def test_merging_again_changes_nothing_and_asks_the_same(sides: tuple[bytes | None, bytes, bytes]) -> None:
    """A second update finds what the first one left: the same open questions, and not one other byte to change."""
    original, mine, lesson = sides
    first = merged(original, mine, lesson)
    assert first.content is not None
    second = merged(first.original, first.content, lesson)
    assert second.content == first.content
    if original is not None and cut(mine).has_ids:
        assert {question.name for question in second.open} == {question.name for question in first.open}
    settled = merged(original, mine, lesson, "mine")
    assert settled.content is not None
    assert merged(settled.original, settled.content, lesson).open == ()


@settings(max_examples=60)
@given(three())
def test_a_lesson_that_did_not_change_changes_nothing(sides: tuple[bytes | None, bytes, bytes]) -> None:
    """Whatever a learner did to a notebook, merging what it was made from leaves each byte and asks nothing."""
    original, mine, _ = sides
    if original is not None:
        assert merge(NAME, original, mine, original, nobody) == Merged(mine, original)


@settings(max_examples=60)
@given(three())
def test_the_result_is_a_notebook(sides: tuple[bytes | None, bytes, bytes]) -> None:
    """The result can be read, keeps the learner's metadata, has unique ids where the learner's had, else none."""
    original, mine, lesson = sides
    content = merged(original, mine, lesson).content
    assert content is not None
    with folders.temporary_folder() as folder:
        files.write(folder / NAME, content)
        cells = read_notebook(folder / NAME).cells
    before = [cell.id for cell in cut(mine).cells]
    ids = [cell.id for cell in cells]
    doubled = {id for id in before if before.count(id) > 1}
    assert all(ids.count(id) == 1 or id in doubled for id in ids if id)
    assert all(bool(id) == cut(mine).has_ids for id in ids)
    old, new = json.loads(mine), json.loads(content)
    assert {**old, "cells": None} == {**new, "cells": None}
    assert all(("outputs" in cell) == (cell["cell_type"] == "code") for cell in new["cells"])


def document(*cells: Cell) -> bytes:
    """Return a notebook of cells."""
    return notebook_bytes(cells)


GIVEN = document(("setup", "code", "import a"), ("task", "code", "x = ..."), ("why", "markdown", "Why?"))


@pytest.mark.parametrize(
    ("mine", "lesson", "says", "asked"),
    [
        (["import a", "x = 1", "Why?"], ["import b", "x = ...", "Why?"], ["import b", "x = 1", "Why?"], []),
        (["import a", "x = 1", "Why?"], ["import a", "y = ...", "Why?"], ["import a", "x = 1", "Why?"], ["task"]),
        (["import a", "x = 1", None], ["import a", "x = ...", "Why?"], ["import a", "x = 1"], []),
        (["import a", "x = 1", None], ["import a", "x = ...", "Why not?"], ["import a", "x = 1"], ["why"]),
        (["import a", "x = 1", "Why?"], ["import a", "x = ...", None], ["import a", "x = 1"], []),
        (["import a", "x = 1", "Why?"], ["import a", None, "Why?"], ["import a", "x = 1", "Why?"], ["task"]),
        (["import b", "x = 1", "Why?"], ["import b", "x = ...", "Why?"], ["import b", "x = 1", "Why?"], []),
    ],
)
def test_each_case_of_the_rule(
    mine: list[str | None], lesson: list[str | None], says: list[str], asked: list[str]
) -> None:
    """Untouched: replaced. Edited: kept. Both changed: kept and asked. Deleted stays deleted, left out goes."""
    names = (("setup", "code"), ("task", "code"), ("why", "markdown"))
    ours, theirs = (
        document(*((id, kind, text) for (id, kind), text in zip(names, texts, strict=True) if text is not None))
        for texts in (mine, lesson)
    )
    done = merged(GIVEN, ours, theirs)
    assert done.content is not None
    assert [text for _, text in sources(done.content)] == says
    assert [question.name for question in done.open] == [f"{NAME} {id}" for id in asked]


def test_new_cells_go_behind_the_cell_they_follow_and_what_was_added_there() -> None:
    """A new cell of the lesson stands behind its predecessor and the learner's own cells below that one."""
    mine = document(
        ("setup", "code", "import a"),
        ("task", "code", "x = 1"),
        ("own", "code", "print(x)"),
        ("why", "markdown", "Why?"),
    )
    lesson = document(
        ("title", "markdown", "# Day"),
        ("setup", "code", "import a"),
        ("task", "code", "x = ..."),
        ("more", "code", "y = ..."),
        ("why", "markdown", "Why?"),
        ("last", "markdown", "Read on."),
    )
    done = merged(GIVEN, mine, lesson)
    assert done.content is not None
    assert [cell.id for cell in cut(done.content).cells] == ["title", "setup", "task", "own", "more", "why", "last"]
    assert done.open == ()


def test_a_notebook_without_ids_goes_by_its_words() -> None:
    """Some editors drop the ids: what still says what was given is that cell, what was edited is the learner's own."""
    mine = json.loads(GIVEN)
    mine["nbformat_minor"], mine["cells"][1]["source"] = 4, "x = 1"
    for cell in mine["cells"]:
        del cell["id"]
    lesson = document(("setup", "code", "import b"), ("task", "code", "x = ..."), ("why", "markdown", "Why?"))
    done = merged(GIVEN, json.dumps(mine).encode(), lesson)
    assert done.content is not None
    assert [text for _, text in sources(done.content)] == ["import b", "x = 1", "Why?"]
    assert done.open == ()


def test_a_file_of_any_shape_keeps_the_characters_around_its_cells() -> None:
    """Blanks, commas and numbers that no editor would write like this stay where a cell is not replaced."""
    mine = GIVEN.replace(b'"import a"\n   ]\n  },\n', b'"import a"\n   ]  , "x": 1.50e0 }   ,').replace(
        b"x = ...", b"x = 1"
    )
    lesson = document(("setup", "code", "import a"), ("task", "code", "x = ..."), ("why", "markdown", "Why not?"))
    content = merged(GIVEN, mine, lesson).content
    assert content == mine.replace(b"Why?", b"Why not?")


def test_a_replaced_cell_loses_its_outputs_and_keeps_its_marks() -> None:
    """Outputs of a text that is gone would mislead; tags and the like are the learner's and stay."""
    mine = json.loads(GIVEN)
    mine["cells"][0] |= {"outputs": [{"output_type": "error"}], "execution_count": 9, "metadata": {"tags": ["t"]}}
    mine["cells"][1] |= {"outputs": [{"output_type": "stream", "name": "stdout", "text": "1"}], "execution_count": 8}
    lesson = document(("setup", "code", "import b"), ("task", "code", "x = ..."), ("why", "markdown", "Why?"))
    content = merged(GIVEN, json.dumps(mine).encode(), lesson).content
    assert content is not None
    setup, task, _ = json.loads(content)["cells"]
    assert (setup["outputs"], setup["execution_count"], setup["metadata"]) == ([], None, {"tags": ["t"]})
    assert task == mine["cells"][1]


@pytest.mark.parametrize(
    ("original", "mine", "lesson", "content", "asked"),
    [
        (b"a", b"a", b"b", b"b", False),
        (b"a", b"c", b"a", b"c", False),
        (b"a", b"c", b"b", b"c", True),
        (b"a", b"b", b"b", b"b", False),
        (b"a", None, b"a", None, False),
        (None, None, b"b", b"b", False),
        (None, b"c", b"b", b"c", True),
        (b"a", b"a", None, None, False),
        (b"a", b"c", None, b"c", True),
    ],
)
def test_other_files_follow_the_same_rule_as_a_whole(
    original: bytes | None, mine: bytes | None, lesson: bytes | None, content: bytes | None, *, asked: bool
) -> None:
    """A script or a guide is replaced, kept or asked about as one; what is open keeps its old original."""
    done = merge("train.py", original, mine, lesson, lambda _: None)
    assert (done.content, bool(done.open)) == (content, asked)
    assert done.original == (original if asked else lesson)
    assert merge("train.py", original, mine, lesson, lambda _: "lesson").content == (lesson if asked else content)
