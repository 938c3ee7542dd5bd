"""One reader of Markdown's structure: what is a heading for the diary is one for the checks, and code is never one."""

from pathlib import Path

import pytest
from check_works import work_on
from hypothesis import given
from hypothesis import strategies as st

from sprint import markdown
from sprint.checks.api import markdown_sections
from sprint.diary.parser import parse

PAGE = """before
# One
a
```python
# a comment of the code
## Two
```
~~~~
```
## Three
~~~~
## Four ##
b

Five
----
> ## quoted

<!--
## hidden
-->
    ## indented code
####### seven signs
#no space
### Six
c"""


def test_headings_are_those_that_a_page_shows() -> None:
    """Signs in code, quotes, comments and without a space are text; an underlined heading is one."""
    found = list(markdown.headings(markdown.blocks(PAGE)))
    assert [(head.title, head.level, head.underlined) for head in found] == [
        ("One", 1, False),
        ("Four", 2, False),
        ("Five", 2, True),
        ("Six", 3, False),
    ]
    nested = markdown.headings(markdown.blocks(PAGE), nested=True)
    assert "quoted" in [head.title for head in nested]


def test_the_diary_and_the_checks_read_the_same_headings() -> None:
    """The diary's headings are the reader's but for underlined ones, and so are those of a page of the learner's."""
    own = [head.title for head in markdown.headings(markdown.blocks(PAGE)) if not head.underlined]
    assert [title for _, _, title in parse(PAGE.encode()).headings] == own
    assert [part.title for part in markdown_sections(PAGE) if part.title != "quoted"] == [
        "",
        "One",
        "Four",
        "Five",
        "Six",
    ]


LINES = ["# a", "## b", "### c", "text", "", "```", "~~~", "> # q", "a\r", "\x0c", "\u2028", "- x"]


@given(st.lists(st.sampled_from(LINES)))
def test_parts_lose_no_line(lines: list[str]) -> None:
    """Titles and texts together are the page, whatever stands in it."""
    text = "\n".join(lines)
    parts = list(markdown.parts(text))
    heads = [head for head in markdown.headings(markdown.blocks(text)) if head.level <= 2]
    taken = sum(len(markdown.split_lines(body)) for _, body in parts if body)
    left = len(markdown.split_lines(text)) - sum(head.below - head.start for head in heads)
    assert [title for title, _ in parts] == ["", *(head.title for head in heads)]
    assert left - len(parts) <= taken <= left
    assert len(markdown.replace_fences(text, markdown.blocks(text))) == len(markdown.split_lines(text))


@pytest.mark.parametrize("fence", ["```", "~~~~", "```python"])
def test_a_comment_in_code_ends_no_section_of_a_notebook(tmp_path: Path, fence: str) -> None:
    """`# …` in a block of code under Analysis is no heading: the words behind it are still the Analysis."""
    close = fence.removesuffix("python")
    with work_on(tmp_path, "x = 1", words=f"first\n{fence}\n# a comment\n{close}\nsecond") as work:
        assert work.words_under("Analysis").splitlines() == ["first", fence, "# a comment", close, "second"]
        assert work.words_under("a comment") == ""
