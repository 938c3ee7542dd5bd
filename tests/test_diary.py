"""The diary: hand edits stay, new text lands where it was meant to, and nothing else moves."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from learner import git_as_somebody

from sprint.diary.entry import Image, Metric, metrics_table, own_words, read_entry
from sprint.diary.headings import Structure, structure
from sprint.diary.headings import _as_markdown as as_markdown
from sprint.diary.parser import EMPTY, SECTIONS, parse, split_lines
from sprint.diary.writer import Mode, skeleton, write_sections
from sprint.errors import NeedsPersonError

FENCE_EXAMPLE = "Text.\n\n```python\n## Day 8   <- inside a fence\nx = 1\n```"


def diary(newline: str = "\n") -> bytes:
    days = skeleton("21-Day ML Sprint", [(6, "Calculus"), (7, "First mini-project"), (8, "Classification")])
    return days.replace(b"\n", newline.encode())


def entry_of(content: bytes, day: int) -> dict[str, str]:
    found = parse(content)
    entry = read_entry(found, day)
    assert entry is not None
    return {name: getattr(entry, name.lower()) for name in SECTIONS if getattr(entry, name.lower())}


def is_subsequence(few: Iterator[bytes], many: Iterator[bytes]) -> bool:
    return all(any(line == other for other in many) for line in few)


def test_a_new_diary_has_an_empty_place_for_each_day() -> None:
    """A skeleton lists the days in order, and not one of them counts as written."""
    found = parse(diary())
    assert [(day.number, day.title) for day in found.days] == [
        (6, "Calculus"),
        (7, "First mini-project"),
        (8, "Classification"),
    ]
    entries = [read_entry(found, day.number) for day in found.days]
    assert all(entry is not None and entry.is_empty for entry in entries)


def test_an_entry_comes_back_as_it_was_written() -> None:
    """Sections, facts, metrics as strings, and pictures read back exactly, in the order of the grammar."""
    metrics = [Metric("accuracy", "0.970", "test", "majority | 0.632"), Metric("roc_auc", "0.994", "test")]
    view = f"![ROC curve](figures/day-07/roc.png)\n\n{metrics_table(metrics)}"
    texts = {"Analysis": "Scaling helped.", "View": view, "Model": FENCE_EXAMPLE, "Goals": "- [ ] a\n- [x] b"}
    after = write_sections(diary(), 7, "", texts, known_facts={"date": "2026-11-21", "focus": "3/3 blocks"})
    entry = read_entry(parse(after), 7)
    assert entry is not None
    assert entry_of(after, 7) == texts
    assert [section.name for section in parse(after).days[1].sections] == ["Goals", "Model", "View", "Analysis"]
    assert entry.facts == (("date", "2026-11-21"), ("focus", "3/3 blocks"))
    assert entry.metrics == tuple(metrics)
    assert [str(metric.number) for metric in entry.metrics] == ["0.970", "0.994"]
    assert entry.images == (Image("ROC curve", "figures/day-07/roc.png"),)
    assert not entry.is_empty
    assert EMPTY.encode() not in b"".join(parse(after).lines[parse(after).days[1].start : parse(after).days[1].end])


@pytest.mark.parametrize("value", ["", "n/a", "NaN", "1e", "inf"])
def test_a_metric_that_is_no_number_stays_text(value: str) -> None:
    """A figure that cannot be read is kept as it is and is no number."""
    assert Metric("auc", value).number is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("<!-- what surprised you? -->", 0),
        ("<!-- never closed", 0),
        ("It's two.", 2),
        ("```\na b c\n```", 0),
        ("| metric | value |\n| --- | --- |\n| auc | 0.9 |", 0),
        ("![the curve](figures/roc.png)", 0),
        ("See [the guide](https://example.org/a/b).", 3),
        ("https://example.org", 0),
        ("学んだこと", 5),
        ("Größe naïve", 2),
    ],
)
def test_only_prose_counts_as_own_words(text: str, words: int) -> None:
    """Prompts, code, tables, pictures and addresses are not the learner's words; prose in any script is."""
    assert own_words(text) == words


def test_a_template_with_its_prompts_is_no_entry() -> None:
    """Prompts are comments, and an entry that holds only comments is empty."""
    content = diary().replace(EMPTY.encode(), b"### Analysis\n\n<!-- What surprised you? -->\n", 2)
    entry = read_entry(parse(content), 7)
    assert entry is not None
    assert entry.is_empty
    assert entry.own_words("Analysis") == 0


@pytest.mark.parametrize(
    "line",
    [
        "    ## Day 9",
        "> ## Day 9",
        "- ## Day 9",
        "Day 9\n---",
        "```\n## Day 9\n```",
        "<!--\n## Day 9\n-->",
        "## Day nine",
        "# Day 9",
        "### Day 9",
        "## Day 9 was hard",
        "\\## Day 9",
    ],
)
def test_only_a_top_level_heading_is_a_day(line: str) -> None:
    """Headings in quotes, lists, fences and comments, underlined ones, and other levels are text."""
    assert [day.number for day in parse(diary() + b"\n" + line.encode() + b"\n").days] == [6, 7, 8]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("## Day 9", ""),
        ("## day 09 - a b", "a b"),
        ("##\tDay 9: x", "x"),
        ("   ## Day 9 – x ##", "x"),
        ("## Day 9—x", "x"),
    ],
)
def test_a_heading_may_be_written_in_several_ways(line: str, title: str) -> None:
    """Case, leading zeros, the sign before the title and closing number signs are the person's choice."""
    day = parse(diary() + b"\n" + line.encode() + b"\n").days[-1]
    assert (day.number, day.title) == (9, title)


def test_unknown_sections_and_facts_are_kept() -> None:
    """A heading and a fact of the learner's own stay where they are when something beside them is written."""
    mine = "## Day 7\n\n- mood: fine\n\nA thought.\n\n### Model\n\nm\n\n### Questions\n\nwhy?\n\n### Links\n\n- l\n"
    after = write_sections(mine.encode(), 7, "", {"Analysis": "a"}, known_facts={"date": "d"}).decode()
    assert after == mine.replace("fine\n", "fine\n- date: d\n").replace("m\n\n### Q", "m\n\n### Analysis\n\na\n\n### Q")


def test_a_fact_is_refreshed_in_its_place() -> None:
    """A known key gets the new value; the keys around it stay."""
    before = b"## Day 7\n- a: 1\n- focus: 1/3\n- b: 2\n"
    after = write_sections(before, 7, "", {}, known_facts={"focus": "3/3\nblocks"})
    assert after == b"## Day 7\n- a: 1\n- focus: 3/3 blocks\n- b: 2\n"


def test_appending_keeps_what_was_said_and_replacing_does_not() -> None:
    """Append puts a paragraph behind the old text; replace puts the new text instead of it."""
    once = write_sections(diary(), 7, "", {"Model": "First."})
    assert entry_of(write_sections(once, 7, "", {"Model": "Second."}), 7) == {"Model": "First.\n\nSecond."}
    assert entry_of(write_sections(once, 7, "", {"Model": "Second."}, mode="replace"), 7) == {"Model": "Second."}


def test_an_empty_text_leaves_a_section_alone() -> None:
    """Nothing to say changes no byte, in either mode."""
    once = write_sections(diary(), 7, "", {"Model": "First."})
    modes: tuple[Mode, ...] = ("append", "replace")
    for mode in modes:
        assert write_sections(once, 7, "", {"Model": " \n\n", "View": ""}, mode=mode) == once


@pytest.mark.parametrize(
    ("days", "new", "order"),
    [([6, 8], 7, [6, 7, 8]), ([7, 8], 6, [6, 7, 8]), ([6, 7], 900, [6, 7, 900]), ([], 3, [3]), ([8, 6], 7, [8, 6, 7])],
)
def test_a_missing_day_is_made_in_its_place(days: list[int], new: int, order: list[int]) -> None:
    """The heading of a missing day goes behind the days before it; the order a person chose stays."""
    before = skeleton("s", [(day, "t") for day in days])
    after = write_sections(before, new, "New", {"Model": "m"})
    assert [day.number for day in parse(after).days] == order
    assert entry_of(after, new) == {"Model": "m"}


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ending", [True, False])
@pytest.mark.parametrize("day", [5, 6, 7, 8, 9])
def test_the_file_keeps_its_style(newline: str, mark: bytes, day: int, *, ending: bool) -> None:
    """Line ends, a byte order mark and a missing last line end stay as the editor made them."""
    before = mark + diary(newline)
    if not ending:
        before = before.removesuffix(newline.encode())
    after = write_sections(before, day, "T", {"Model": "a\nb\r\nc", "Links": "- l"})
    assert after.startswith(mark)
    assert after.count(b"\xef\xbb\xbf") == len(mark) // 3
    assert set(re.findall(rb"\r\n|\r|\n", after)) == {newline.encode()}
    assert after.endswith(newline.encode()) is ending
    assert entry_of(after, day) == {"Model": "a\nb\nc", "Links": "- l"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"## Day 7\n\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n", ["3", "7", "markers"]),
        (b"## Day 7\n\na\n\n## Day 8\n\n## Day 07\n", ["day 7", "1, 7", "twice"]),
        (b"## Day 7\n\n### Model\n\na\n\n### model\n\nb\n", ["Model", "3, 7", "twice"]),
        (b"## Day 6\n\n```\n\n## Day 7\n\nmine\n", ["Day 7", "line 5", "line 3", "code fence"]),
        (b"## Day 6\n\n<!-- oh\n\n## Day 7\n\nmine\n", ["Day 7", "line 5", "line 3", "comment"]),
        (b"## Day 7\n\n### Model\n\n```\n\n## Day 8\n\n```python\n```\n", ["Day 8", "line 7", "line 5"]),
        (b"## Day 7\n\n```\n### Model\n```\n\nx\n", ["Model", "line 4", "line 3"]),
        (b"## Day 7\n\n### Model\n\n~~~\nx\n", ["line 5", "code fence"]),
        ("## Day 7\n".encode("utf-16"), ["UTF-16"]),
    ],
)
def test_a_diary_only_a_person_can_mend_is_refused_by_line(content: bytes, said: list[str]) -> None:
    """Conflict markers, doubles and swallowed headings are refused, and the message names the lines."""
    with pytest.raises(NeedsPersonError) as caught:
        write_sections(content, 7, "", {"Model": "x"}, mode="replace")
    assert all(word in caught.value.sentence for word in said), caught.value.sentence
    assert caught.value.exit_code == 4


@pytest.mark.parametrize(
    "text", ["## Day 8", "a\n\n### Analysis\n", "# x", "```\nx", "<!-- x", "<pre>\nx", "a\n\n~~~~\n~~~", "<<<<<<< HEAD"]
)
def test_a_text_that_would_leave_its_section_is_refused(text: str) -> None:
    """A text with a heading of our levels or an unclosed block cannot swallow or end what comes behind it."""
    with pytest.raises(NeedsPersonError, match="Model"):
        write_sections(diary(), 7, "", {"Model": text})


def test_a_swallowed_day_elsewhere_is_no_obstacle() -> None:
    """Only what is in the way of the asked day matters; a fenced example of a heading is text."""
    before = write_sections(diary(), 7, "", {"Model": FENCE_EXAMPLE})
    assert entry_of(write_sections(before, 7, "", {"Model": "More."}), 7)["Model"] == f"{FENCE_EXAMPLE}\n\nMore."


def test_an_unknown_section_is_a_mistake_of_ours() -> None:
    """Writing to a section the grammar does not have is no learner's fault."""
    with pytest.raises(ValueError, match="Thoughts"):
        write_sections(diary(), 7, "", {"Thoughts": "x"})


@given(st.binary(max_size=300))
def test_lines_put_together_are_the_same_bytes(content: bytes) -> None:
    """Cutting into lines loses nothing, and cuts only where Markdown does."""
    assert b"".join(split_lines(content)) == content
    assert len(split_lines(b"a\x0cb\xe2\x80\xa8c\x85d\x0be\r\nf\rg\n")) == 3


HEADINGS = ("## Day 7", "## Day 8 · B", "## Day 6", "### Model", "### View", "### Analysis", "### Mine", "# Top")
MARKS = (
    *("```", "```python", "~~~", "<!-- x -->", "<!--", "-->", "<div>", "<pre>", "Setext", "===", "---", "- list"),
    *("  - deeper", "> quote", "    code", "\tcode", "", " ", "| a | b |", "|---|---|", EMPTY, "- key: value"),
    *("<<<<<<< x", "=======", "\x00", "a\x0cb", "a\u2028b", "trailing  ", "\\", "[a]: /b", "&#35;&#35; Day 7"),
)
PIECES = st.sampled_from([*HEADINGS, *MARKS])
BLOCKS = [
    *(
        "",
        "text",
        "## Day 8 · x",
        " ## b",
        "    # d",
        "# a #",
        "#",
        "## ##",
        "> ## q",
        "- ## h",
        "===",
        "   text",
        "\ttab",
    ),
    *("```", "```py", "``` a`b", "~~~", "  ```", "````", "- ```", "- item", "  - sub", "| a | b |", "|---|---|"),
    *("<div>", "</div>", " <b>", "<!-- x", "-->", "<!-- one -->", "  <!-- two --> tail", "<!-->"),
    *("<script>", "</script>", "<?php", "?>", "<![CDATA[", "]]>"),
]
LINES = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=30)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


@settings(max_examples=400, deadline=None)
@given(LINES, ENDS, st.booleans(), LINES, st.sampled_from(SECTIONS), st.booleans())
def test_appending_loses_no_line_and_writes_into_no_other_day(
    lines: list[str], newline: str, mark: bool, text: list[str], section: str, ends: bool
) -> None:
    """Whatever a diary looks like: it is refused, or every line survives in order and only day 7 changed."""
    before = (newline.join(lines) + (newline if ends else "")).encode(errors="replace")
    append((b"\xef\xbb\xbf" if mark else b"") + before, section, "\n".join(text))


@settings(max_examples=600, deadline=None)
@given(st.lists(st.one_of(PIECES, st.sampled_from(BLOCKS)), max_size=20), st.booleans())
def test_a_diary_read_quickly_has_the_structure_that_markdown_gives_it(lines: list[str], ends: bool) -> None:
    """The rules that spare us Markdown's own reader find what it finds: headings, what hides one, what stays open."""
    text = ("\n".join(lines) + ("\n" if ends else "")).replace("\r", "\n")
    seen, known = structure(text), as_markdown(text)
    assert seen.headings == known.headings
    unclosed = [found.unclosed and (found.unclosed.start, found.unclosed.kind) for found in (seen, known)]
    assert unclosed[0] == unclosed[1]
    signs = {number for number, line in enumerate(text.split("\n")) if re.match(" {0,3}##", line)}
    hidden = [
        {(line, block.start, block.kind) for block in found.blocks for line in signs if block.start <= line < block.end}
        for found in (seen, known)
    ]
    assert hidden[0] == hidden[1]


def test_a_large_diary_is_read_with_few_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    """However much prose, code and tables it holds, Markdown's own reader gets what is unclear and nothing else."""
    read: list[int] = []

    def reading(text: str) -> Structure:
        read.append(len(text))
        return as_markdown(text)

    monkeypatch.setattr("sprint.diary.headings._as_markdown", reading)
    parts = ("Words, and more words.\n\n", "```python\n# no heading\n```\n\n", "| a | b |\n|---|---|\n| 1 | 2 |\n\n")
    long = "".join(part * 2000 for part in parts)
    content = diary() + f"\n## Day 9 · Large\n\n### Analysis\n\n{long}<b>x</b>\n\n{long}".encode()
    after = write_sections(content, 7, "", {"Analysis": "Words of mine."})
    assert len(after) > 250_000
    assert sum(read) < 2_000


@pytest.mark.heavy
def test_twenty_thousand_edits_change_no_byte_outside_their_section() -> None:
    """Twenty thousand diaries of random pieces, each written into once: refused, or only day 7's section changed."""
    chance, written = random.Random(20_000), 0
    pieces = [*HEADINGS, *MARKS]
    for _ in range(20_000):
        newline = chance.choice(["\n", "\r\n", "\r"])
        lines = [chance.choice(pieces if chance.random() < 0.5 else ["Words."]) for _ in range(chance.randrange(20))]
        before = newline.join(["## Day 7", *lines, "", "## Day 8 · B", "### Model", "kept", ""]).encode()
        written += append(before, chance.choice(SECTIONS), " ".join(chance.choices(["Words", "and", "more"], k=3)))
    assert written > 5_000


def append(before: bytes, section: str, text: str) -> bool:
    """Append to a section of day 7 and hold what came of it against what was meant; return whether it was written."""
    try:
        after = write_sections(before, 7, "T", {section: text})
    except NeedsPersonError:
        return False
    bare = [content.removeprefix(b"\xef\xbb\xbf") for content in (before, after)]
    old, new = ([line.rstrip(b"\r\n") for line in split_lines(content)] for content in bare)
    assert is_subsequence((line for line in old if line.strip() not in {b"", EMPTY.encode()}), iter(new))
    was, now = (parse(content) for content in bare)
    for number in {day.number for day in was.days} - {7}:
        spans = [[found.text(day.start, day.end) for day in found.named(number)] for found in (was, now)]
        assert spans[0] == spans[1]
    if said := re.sub(r"\s+", " ", text.encode(errors="replace").decode()).strip():
        assert len(now.named(7)) == 1
        assert re.sub(r"\s+", " ", entry_of(after, 7)[section]).strip().endswith(said)
    return True


def test_two_clones_that_wrote_different_days_merge_without_a_conflict(tmp_path: Path) -> None:
    """Each machine writes the entry of another day into the diary both began with; git merges them by itself."""
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    git_as_somebody(one, "init")
    (one / "learning-diary.md").write_bytes(skeleton("Sprint", [(day, f"Day {day}") for day in range(22)]))
    git_as_somebody(one, "add", ".")
    git_as_somebody(one, "commit", "-m", "begin")
    git_as_somebody(tmp_path, "clone", "one", "two")
    for folder, day in ((one, 7), (two, 8)):
        path = folder / "learning-diary.md"
        path.write_bytes(write_sections(path.read_bytes(), day, "", {"Analysis": f"Words of day {day}."}))
        git_as_somebody(folder, "commit", "-am", "an entry")
    git_as_somebody(two, "pull", "--no-rebase", "--no-edit")
    merged = (two / "learning-diary.md").read_bytes()
    assert parse(merged).conflicts() == ()
    assert [entry_of(merged, day)["Analysis"] for day in (7, 8)] == ["Words of day 7.", "Words of day 8."]


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(SECTIONS), st.text(max_size=40)), st.integers(0, 1000), ENDS, st.booleans())
def test_writing_to_a_sound_diary_says_exactly_that(
    texts: dict[str, str], day: int, newline: str, replace: bool
) -> None:
    """In a diary without damage, each text is refused for what it is or reads back to the letter."""
    before = diary(newline)
    try:
        after = write_sections(before, day, "T", texts, mode="replace" if replace else "append")
    except NeedsPersonError as error:
        assert "text for" in error.sentence  # noqa: PT017  which of the texts is refused does not matter here
        return
    plain = {name: re.sub(r"\r\n?", "\n", text.encode(errors="replace").decode()) for name, text in texts.items()}
    said = {name: re.sub(r"\A([ \t]*\n)+", "", text).rstrip(" \t\n") for name, text in plain.items()}
    assert entry_of(after, day) == {name: text for name, text in said.items() if text}


def test_a_hundred_evenings_of_writing_stay_readable() -> None:
    """Writing the same day again and again piles up paragraphs, not blank lines or headings."""
    content = diary()
    for turn in range(100):
        content = write_sections(content, 7, "", {"Analysis": f"Turn {turn}."}, known_facts={"focus": f"{turn}"})
    assert entry_of(content, 7)["Analysis"].split("\n\n") == [f"Turn {turn}." for turn in range(100)]
    assert b"\n\n\n" not in content
