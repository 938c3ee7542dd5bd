"""The diary is read by the day, by a word, and as one page; reading changes nothing."""

from pathlib import Path

from learner import WORDS, Learner


def test_entries_are_shown_found_and_exported(tmp_path: Path) -> None:
    """What was written is shown, found by day and line, and in the exported page; a file that is there stays."""
    learner = Learner.new(tmp_path)
    learner.begin(git=False)
    assert learner.sprint("diary", "--show").code == 1
    assert learner.sprint("diary", "--export", "all.md").code == 1
    learner.must("diary", "--analysis", WORDS)
    before = learner.bytes()
    assert WORDS in learner.must("diary", "--show")
    line = learner.diary.read_text().split("\n").index(WORDS) + 1
    assert f"line {line}: A model that" in " ".join(learner.must("diary", "--search", "BENIGN").split())
    nothing = learner.sprint("diary", "--search", "zebra")
    assert (nothing.code, nothing.out) == (1, "")
    assert "No entry holds “zebra”." in nothing.err
    assert learner.bytes() == before
    learner.must("diary", "--export", "all.md")
    page = (learner.folder / "all.md").read_text()
    assert WORDS in page
    assert "## Day 9" not in page
    assert learner.sprint("diary", "--export", "all.md").code == 2
    assert (learner.folder / "all.md").read_text() == page


def test_goals_are_ticked_by_number(tmp_path: Path) -> None:
    """`--done` ticks in the diary what was named and nothing else; a number that is none changes nothing."""
    learner = Learner.new(tmp_path)
    learner.begin(day=None, git=False)
    learner.must("start", "8", "--goal", "one", "--goal", "two [ ]", "--goal", "three")
    before = learner.bytes()
    for words in ("4", "0", "first"):
        assert learner.sprint("diary", "--analysis", WORDS, "--done", words).code == 2
    assert learner.bytes() == before
    learner.must("diary", "--analysis", WORDS, "--done", "1,3")
    assert "- [x] one\n- [ ] two [ ]\n- [x] three\n" in learner.diary.read_text()
