"""The words that lessons write their checks in follow one grammar, and the page about them is theirs."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from vocabulary_page import PAGE, page

from sprint.checks import api

FUNCTIONS = {name: word for name in api.__all__ if inspect.isfunction(word := getattr(api, name))} | {
    f"{kind.__name__}.{name}": method
    for kind in (api.Work, api.Function, api.Figure)
    for name, method in vars(kind).items()
    if inspect.isfunction(method) and not name.startswith("_")
}


def test_the_page_is_made_from_the_docstrings() -> None:
    """`docs/vocabulary.md` says what the code says; `python tests/vocabulary_page.py` writes it anew."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_word_is_explained() -> None:
    """Each name that a lesson can take has a docstring, and stands on the page."""
    assert len(api.__all__) > 80
    text = page()
    for name in api.__all__:
        assert f"### `{name}" in text
        word = getattr(api, name)
        if callable(word) and (inspect.isfunction(word) or inspect.isclass(word)):
            assert word.__doc__, name


@pytest.mark.parametrize(("name", "word"), FUNCTIONS.items(), ids=FUNCTIONS)
def test_a_name_says_what_a_word_does(name: str, word: Callable[..., Any]) -> None:
    """What answers yes or no is called `is_…` or `has_…`, what fails where something does not hold is `require_…`."""
    name = name.rpartition(".")[2]
    sentence = (word.__doc__ or "").partition(".")[0]
    answers = inspect.signature(word).return_annotation is bool
    assert name.startswith(("is_", "has_")) == answers
    assert sentence.startswith("Tell whether ") == answers
    if sentence.startswith(("Fail ", "Require ")):
        assert f"{name}_".startswith("require_")
    if name.startswith("require_"):
        assert "fail" in (word.__doc__ or "").lower()
