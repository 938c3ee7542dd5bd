"""What is committed, and what is not, is what git itself would say; where work is left out, that is said."""

import json
from pathlib import Path

import pytest
from learner import WORDS, Learner

from sprint import files
from sprint.checks.outcomes import Outcome, Report, Result
from sprint.usecases.sprint import Sprint

MORE = "The worse error is the malignant tumour that the model calls benign."


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    """Somebody who has begun day 8 in a repository with one commit."""
    learner = Learner.new(tmp_path)
    learner.begin()
    learner.git("add", "-A")
    learner.git("commit", "-qm", "begin")
    return learner


def test_an_identity_in_the_environment_is_the_person_s(learner: Learner) -> None:
    """Git takes a name from its variables, and so do we; one that leads to another repository is left out."""
    (learner.home / ".gitconfig").unlink()
    who = {f"GIT_{role}_{what}": f"Eve{what}" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    astray = {"GIT_DIR": str(learner.home / "no.git"), "GIT_INDEX_FILE": str(learner.home / "index")}
    said = learner.must("diary", "--analysis", WORDS, env=who | astray)
    assert "none:" not in said
    assert learner.git("log", "-1", "--format=%an <%ce>") == "EveNAME <EveEMAIL>"


def test_the_way_to_the_host_is_the_person_s(learner: Learner) -> None:
    """A push goes through the command for ssh that the environment names."""
    ssh = learner.home / "ssh"
    ssh.write_text(f"#!/bin/sh\ntouch '{learner.home}/called'\nexit 1\n")
    ssh.chmod(0o755)
    learner.git("remote", "add", "origin", "ssh://host.invalid/x.git")
    learner.git("config", "push.default", "current")
    assert learner.sprint("diary", "--analysis", WORDS, "--push", env={"GIT_SSH_COMMAND": str(ssh)}).code == 4
    assert (learner.home / "called").exists()


def test_a_filter_that_was_set_up_later_makes_no_difference(learner: Learner) -> None:
    """With a clean filter over files that are committed as they were, nothing waits, and a new entry goes through."""
    learner.must("diary", "--analysis", WORDS)
    (learner.folder / ".git" / "info").mkdir(exist_ok=True)
    (learner.folder / ".git" / "info" / "attributes").write_text("*.ipynb filter=strip\n*.md filter=strip\n")
    learner.git("config", "filter.strip.clean", "sed s/the/THE/g")
    learner.must("diary", "--analysis", MORE)
    assert json.loads(learner.must("status", "--json"))["waiting"] == []
    head = learner.git("rev-parse", "HEAD")
    learner.sprint("diary", "--commit")
    assert learner.git("rev-parse", "HEAD") == head


def test_work_that_an_ignore_rule_keeps_out_is_named(learner: Learner) -> None:
    """A global rule for notebooks: the commit is made, and the notebook that is not in it is said, with the way in."""
    learner.must("start", "9")
    (learner.home / ".ignore").write_text("*.ipynb\n")
    learner.git("config", "core.excludesFile", str(learner.home / ".ignore"))
    said = " ".join(learner.must("diary", "9", "--analysis", WORDS).split())
    assert "kept out by an ignore rule" in said
    assert "git add -f 'workspace/day-09/" in said


def test_a_repository_inside_a_day_is_named(learner: Learner) -> None:
    """`git init` in a day's folder hides it from the sprint's own repository: that is said."""
    learner.must("start", "9")
    learner.git("init", "-q", "workspace/day-09")
    said = " ".join(learner.must("diary", "9", "--analysis", WORDS).split())
    assert "workspace/day-09/ is a git repository of its own" in said


def test_a_hook_that_edits_the_diary_leaves_nothing_staged(learner: Learner) -> None:
    """What a hook tidied and added again is committed, and nothing older lies in the index behind it."""
    hook = learner.folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho tidied >> learning-diary.md\ngit add learning-diary.md\n")
    hook.chmod(0o755)
    learner.must("diary", "--analysis", WORDS)
    assert "tidied" in learner.git("show", "HEAD:learning-diary.md")
    assert learner.git("status", "--porcelain", "learning-diary.md") == ""


@pytest.mark.parametrize("flag", ["skip-worktree", "assume-unchanged"])
def test_a_diary_that_git_does_not_look_at_is_told(learner: Learner, flag: str) -> None:
    """No commit without the entry: the flag is named with the command that takes it away, and then it goes through."""
    head = learner.git("rev-parse", "HEAD")
    learner.git("update-index", f"--{flag}", "learning-diary.md")
    said = learner.must("diary", "--analysis", WORDS)
    assert "told not to look at learning-diary.md" in " ".join(said.split())
    assert learner.git("rev-parse", "HEAD") == head
    assert f"update-index --no-{flag} -- 'learning-diary.md'" in " ".join(said.split())
    learner.git("update-index", f"--no-{flag}", "--", "learning-diary.md")
    learner.must("diary", "--commit")
    assert WORDS in learner.git("show", "HEAD:learning-diary.md")


def finished(learner: Learner) -> None:
    """Let day 8 be checked and all proved, with an Analysis in the notebook."""
    text = f"{WORDS}\n\n{MORE}"
    learner.change(lambda name, source: text if name == "analysis" else source)
    results = [Result("d08.c1", "it is right", Outcome.PASS), Result("d08.c8", "Analysis: why?", Outcome.PASS)]
    sprint = Sprint.at(learner.folder)
    files.write(sprint.folder.verdict(8), json.dumps(Report(8, tuple(results)).as_json()).encode())
    sprint.log.append("check", 8, outcome="pass", passed=2, total=2)


def test_the_analysis_of_the_notebook_is_offered(learner: Learner) -> None:
    """Checked in the notebook, it is shown, and Enter takes it; the lesson's own sentences stay out."""
    finished(learner)
    ended = learner.at_terminal("diary", types="\n", until="of your notebook")
    assert ended.code == 0, ended
    said = learner.diary.read_text()
    assert f"### Analysis\n\n{WORDS}\n\n{MORE}\n" in said
    assert "Imagine a model" not in said
    assert ended.out.index("Entry for") < ended.out.index("Analysis")


def test_another_text_takes_the_place_of_the_notebook_s(learner: Learner) -> None:
    """What is given is what is written; an entry that is there already is not filled up from the notebook."""
    finished(learner)
    learner.must("diary", "--analysis", MORE)
    assert WORDS not in learner.diary.read_text()
    learner.must("diary", "--model", "By hand.")
    assert WORDS not in learner.diary.read_text()


def test_opening_a_finished_day_again_moves_nothing(learner: Learner) -> None:
    """`start` on a day that is done, to read it, leaves the day in hand of board and diary; the diary says its day."""
    finished(learner)
    learner.must("diary", "--analysis", WORDS)
    learner.must("start", "9")
    learner.must("start", "8")
    assert json.loads(learner.must("status", "--json"))["in_hand"] == 9
    assert "Entry for Day 9" in " ".join(learner.must("diary", "--analysis", MORE).split())
    assert MORE in learner.diary.read_text().partition("## Day 9 ")[2]
