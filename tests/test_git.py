"""Git: our commit holds our files and nothing else, hooks and signing stay, and what stands in the way is said."""

import os
import shutil
import subprocess
import sys
import textwrap
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sprint.git import GitError, GitMissingError, Repository, installed, large

pytestmark = pytest.mark.faults

DIARY = "learning-diary.md"


@pytest.fixture(autouse=True)
def _own_git_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test a home of its own, so that nobody's git settings matter."""
    home = tmp_path / "home"
    home.mkdir()
    (home / ".gitconfig").write_text(
        "[user]\n\tname = Ada\n\temail = ada@example.org\n[init]\n\tdefaultBranch = main\n"
    )
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))


def git(folder: Path, *arguments: str) -> str:
    answer = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)
    return answer.stdout.decode(errors="surrogateescape")


def sprint_in(folder: Path, *, committed: bool = True) -> Repository:
    """Make a repository with a diary and a file of the learner's, committed or not."""
    folder.mkdir()
    (folder / DIARY).write_text("# Diary\n")
    (folder / "mine.py").write_text("x = 1\n")
    repository = Repository.init(folder)
    if committed:
        git(folder, "add", ".")
        git(folder, "commit", "-qm", "begin")
    return repository


def hook(repository: Repository, name: str, script: str) -> None:
    path = repository.git_folder / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def in_head(folder: Path, commit: str = "HEAD") -> set[str]:
    return set(git(folder, "show", "--format=", "--name-only", "-z", commit).split("\0")) - {""}


def write(repository: Repository, text: str = "# Diary\n\nDay 1.\n") -> Path:
    path = repository.folder / DIARY
    path.write_text(text)
    return path


def test_a_commit_holds_our_file_and_the_message_to_the_letter(tmp_path: Path) -> None:
    """The commit carries the learner's name, the very message and the very bytes; its hash is returned."""
    repository = sprint_in(tmp_path / "s")
    message = "Day 7: a # sign\n\n\n# kept: no comment  \n  Ω\n"
    name = repository.commit([write(repository)], message)
    assert name == repository.head() == git(repository.folder, "rev-parse", "--short", "HEAD").strip()
    assert git(repository.folder, "log", "-1", "--format=%an <%ae>%n%B") == f"Ada <ada@example.org>\n{message}\n"
    assert git(repository.folder, "show", f"HEAD:{DIARY}") == "# Diary\n\nDay 1.\n"
    assert in_head(repository.folder) == {DIARY}


def test_nothing_new_makes_no_commit(tmp_path: Path) -> None:
    """A second commit of the same bytes returns None and leaves the history alone."""
    repository = sprint_in(tmp_path / "s")
    before = repository.head()
    assert repository.commit([repository.folder / DIARY], "again") is None
    assert repository.commit([], "nothing") is None
    assert repository.head() == before


@pytest.mark.parametrize("committed", [True, False])
def test_what_the_learner_staged_and_changed_stays(tmp_path: Path, *, committed: bool) -> None:
    """Staged, half-staged, changed, deleted and intended files are exactly as they were, in a new repository too."""
    repository = sprint_in(tmp_path / "s", committed=committed)
    folder = repository.folder
    (folder / "mine.py").write_text("staged = 1\n")
    (folder / "gone.py").write_text("gone\n")
    (folder / "intended.py").write_text("intended\n")
    git(folder, "add", "mine.py", "gone.py")
    git(folder, "add", "--intent-to-add", "intended.py")
    (folder / "mine.py").write_text("staged = 1\nand_more = 2\n")
    (folder / "gone.py").unlink()
    (folder / "new.py").write_text("untracked\n")
    staged, status = (
        git(folder, "ls-files", "--stage", "mine.py", "gone.py", "intended.py"),
        git(folder, "status", "-s"),
    )
    assert repository.commit([write(repository), Path("workspace")], "Day 1")
    assert in_head(folder) == {DIARY}
    assert git(folder, "ls-files", "--stage", "mine.py", "gone.py", "intended.py") == staged
    assert git(folder, "status", "-s") == status.replace(f"?? {DIARY}\n", "")


def test_a_folder_brings_its_new_and_changed_files(tmp_path: Path) -> None:
    """A folder stands for the files in it that are not ignored; links and what is outside stay out."""
    repository = sprint_in(tmp_path / "s")
    day = repository.folder / "workspace" / "day-07"
    day.mkdir(parents=True)
    (repository.folder / ".gitignore").write_text("*.pt\n")
    for name in ("a.ipynb", "b c.png", "model.pt"):
        (day / name).write_text(name)
    (day / "link").symlink_to("/etc/hostname")
    assert repository.commit([day], "Day 7")
    assert in_head(repository.folder) == {"workspace/day-07/a.ipynb", "workspace/day-07/b c.png"}
    (day / "a.ipynb").write_text("changed")
    assert repository.commit([Path("workspace/day-07")], "Day 7 again")
    assert in_head(repository.folder) == {"workspace/day-07/a.ipynb"}


@pytest.mark.parametrize(
    "name",
    [
        "日本.md",
        "e\u0301.md",
        "😀.md",
        "a\nb.md",
        "tab\t.md",
        'it\'s "q".md',
        "-rf.md",
        ":(top)x.md",
        "[a]*.md",
        "end ",
        "!x.md",
    ],
)
def test_any_file_name_can_be_committed(tmp_path: Path, name: str) -> None:
    """Names that look like options, patterns or magic are plain names, and match nothing else."""
    repository = sprint_in(tmp_path / "s")
    (repository.folder / name).write_text("x")
    (repository.folder / "a.md").write_text("not asked for")
    assert repository.commit([Path(name)], "odd")
    assert repository.tracked(Path(name))
    assert in_head(repository.folder) == {name}


def test_a_name_that_is_no_text_can_be_committed(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 are fine in a file's name."""
    repository = sprint_in(tmp_path / "s")
    name = os.fsdecode(b"caf\xe9.md")
    try:
        (repository.folder / name).write_text("x")
    except OSError:
        assert sys.platform == "darwin"  # whose file systems have no such names
        return
    assert repository.commit([Path(name)], "odd")
    assert in_head(repository.folder) == {name}


def test_all_hooks_run(tmp_path: Path) -> None:
    """Each hook git has for a commit runs, as if the learner had typed it."""
    repository = sprint_in(tmp_path / "s")
    names = ["pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "reference-transaction"]
    for name in names:
        hook(repository, name, f'touch "{tmp_path}/ran-{name}"')
    repository.commit([write(repository)], "Day 1")
    assert {path.name for path in tmp_path.glob("ran-*")} == {f"ran-{name}" for name in names}


@pytest.mark.parametrize("committed", [True, False])
def test_a_hook_that_refuses_leaves_everything_as_it_was(tmp_path: Path, *, committed: bool) -> None:
    """The hook's last words are in the sentence, no commit is made, and a new file of ours is not left staged."""
    repository = sprint_in(tmp_path / "s", committed=committed)
    git(repository.folder, "add", "mine.py")
    hook(repository, "pre-commit", "echo checking; echo 'no: the line is too long' >&2; exit 1")
    (repository.folder / "new.md").write_text("new")
    before, status = repository.head(), git(repository.folder, "status", "-s")
    with pytest.raises(GitError, match="no: the line is too long") as caught:
        repository.commit([Path("new.md")], "Day 1")
    assert caught.value.exit_code == 4
    assert (repository.head(), git(repository.folder, "status", "-s")) == (before, status)
    assert (repository.folder / "new.md").read_text() == "new"


def test_a_hook_that_tidies_our_file_is_fine(tmp_path: Path) -> None:
    """A formatter that changes the file and adds it again has the last word."""
    repository = sprint_in(tmp_path / "s")
    hook(repository, "pre-commit", f"echo tidy >> {DIARY}; git add {DIARY}")
    assert repository.commit([write(repository)], "Day 1")
    assert git(repository.folder, "show", f"HEAD:{DIARY}").endswith("tidy\n")


def test_a_commit_that_does_not_hold_our_bytes_is_told(tmp_path: Path) -> None:
    """A hook that commits something else in place of the file does not go unnoticed."""
    repository = sprint_in(tmp_path / "s")
    hook(repository, "pre-commit", f"cp {DIARY} saved; echo other > {DIARY}; git add {DIARY}; mv saved {DIARY}")
    with pytest.raises(GitError, match="does not hold"):
        repository.commit([write(repository)], "Day 1")


def test_signing_is_never_skipped(tmp_path: Path) -> None:
    """With signing on and a signing program that fails, there is no commit rather than an unsigned one."""
    repository = sprint_in(tmp_path / "s")
    git(repository.folder, "config", "commit.gpgsign", "true")
    git(repository.folder, "config", "gpg.program", "false")
    before = repository.head()
    with pytest.raises(GitError, match="sign"):
        repository.commit([write(repository)], "Day 1")
    assert repository.head() == before


def test_filters_and_line_ends_are_as_the_learner_set_them(tmp_path: Path) -> None:
    """A clean filter and autocrlf apply, and the check of the bytes knows them."""
    repository = sprint_in(tmp_path / "s")
    git(repository.folder, "config", "filter.strip.clean", "tr a-z A-Z")
    git(repository.folder, "config", "core.autocrlf", "input")
    (repository.folder / ".gitattributes").write_text("*.ipynb filter=strip\n")
    (repository.folder / "a.ipynb").write_text("loud\n")
    (repository.folder / DIARY).write_bytes(b"# Diary\r\n\r\nDay 1\r\n")
    assert repository.commit([Path("a.ipynb"), Path(DIARY)], "Day 1")
    assert git(repository.folder, "show", "HEAD:a.ipynb") == "LOUD\n"
    assert git(repository.folder, "show", f"HEAD:{DIARY}") == "# Diary\n\nDay 1\n"
    assert repository.commit([Path("a.ipynb"), Path(DIARY)], "again") is None


def begin(folder: Path, operation: str) -> None:
    """Bring a repository with two branches that collide into the middle of an operation."""
    git(folder, "checkout", "-qb", "other")
    (folder / "mine.py").write_text("theirs\n")
    git(folder, "commit", "-qam", "theirs")
    git(folder, "checkout", "-q", "main")
    (folder / "mine.py").write_text("ours\n")
    git(folder, "commit", "-qam", "ours")
    # The merge is in progress without a conflict; the others stop at one.
    arguments = {"merge": ["merge", "--no-commit", "-s", "ours", "other"], "bisect": ["bisect", "start"]}
    subprocess.run(
        ["git", *arguments.get(operation, [operation, "other"])], cwd=folder, check=False, capture_output=True
    )


@pytest.mark.parametrize(
    ("operation", "said"),
    [("merge", "A merge"), ("rebase", "A rebase"), ("cherry-pick", "A cherry-pick"), ("bisect", "A bisect")],
)
def test_an_unfinished_operation_is_not_disturbed(tmp_path: Path, operation: str, said: str) -> None:
    """In the middle of an operation there is no commit; the sentence names it and the way out."""
    repository = sprint_in(tmp_path / "s")
    begin(repository.folder, operation)
    before, status = repository.head(), git(repository.folder, "status", "-s")
    with pytest.raises(GitError, match=said) as caught:
        repository.commit([write(repository)], "Day 1")
    assert f"git {operation} " in caught.value.next_step
    write(repository, "# Diary\n")
    assert (repository.head(), git(repository.folder, "status", "-s")) == (before, status)


def test_a_revert_in_progress_is_not_disturbed(tmp_path: Path) -> None:
    """A revert that stopped at a conflict is named too."""
    repository = sprint_in(tmp_path / "s")
    for text in ("two\n", "three\n"):
        (repository.folder / "mine.py").write_text(text)
        git(repository.folder, "commit", "-qam", text)
    subprocess.run(["git", "revert", "HEAD~1"], cwd=repository.folder, check=False, capture_output=True)
    obstacle = repository.obstacle()
    assert obstacle is not None
    assert obstacle.sentence.startswith("A revert")


def test_a_conflict_is_named_by_file(tmp_path: Path) -> None:
    """Entries that are not resolved are named, even when the operation itself left no trace."""
    repository = sprint_in(tmp_path / "s")
    begin(repository.folder, "cherry-pick")
    (repository.git_folder / "CHERRY_PICK_HEAD").unlink()
    obstacle = repository.obstacle()
    assert obstacle is not None
    assert obstacle.sentence.startswith("mine.py")


def test_a_detached_head_is_said_and_can_be_committed_to(tmp_path: Path) -> None:
    """A commit on no branch works; that it is on none is there to be warned of."""
    repository = sprint_in(tmp_path / "s")
    assert not repository.detached()
    git(repository.folder, "checkout", "-q", "--detach")
    assert repository.detached()
    assert repository.commit([write(repository)], "Day 1")


def test_the_first_commit_works(tmp_path: Path) -> None:
    """Before the first commit there is no head, and the first commit holds our file only."""
    repository = sprint_in(tmp_path / "s", committed=False)
    assert (repository.head(), repository.detached(), repository.commits_since(datetime.now(UTC))) == (None, False, ())
    assert repository.commit([Path(DIARY)], "Day 0")
    assert in_head(repository.folder) == {DIARY}


def test_a_name_is_never_invented(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an identity there is no commit and no made-up name, but the two commands that set one."""
    repository = sprint_in(tmp_path / "s")
    assert repository.identity() == "Ada <ada@example.org>"
    (tmp_path / "home" / ".gitconfig").unlink()
    monkeypatch.setenv("EMAIL", "root@example.org")  # with the system's own name, git would take this for an identity
    assert repository.identity() is None
    with pytest.raises(GitError, match="who you are") as caught:
        repository.commit([write(repository)], "Day 1")
    assert "user.email" in caught.value.next_step


def test_without_git_everything_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With no git on the PATH the module still imports, and each use says what is missing."""
    repository = sprint_in(tmp_path / "s")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not installed()
    for use in (
        repository.head,
        repository.obstacle,
        lambda: Repository.find(tmp_path),
        lambda: Repository.init(tmp_path),
    ):
        with pytest.raises(GitMissingError) as caught:
            use()
        assert caught.value.exit_code == 5


def test_a_lock_that_stays_is_told_with_its_age(tmp_path: Path) -> None:
    """A lock left behind is named with its age and where it is, and is not removed."""
    repository = sprint_in(tmp_path / "s")
    lock = repository.git_folder / "index.lock"
    lock.touch()
    old = datetime.now(UTC).timestamp() - 630
    os.utime(lock, (old, old))
    with pytest.raises(GitError, match=r"index\.lock is 10 minutes old") as caught:
        repository.commit([write(repository)], "Day 1")
    assert str(lock) in caught.value.next_step
    assert lock.exists()


def test_a_lock_that_goes_away_is_waited_for(tmp_path: Path) -> None:
    """Another git program that is done in a moment does not fail our commit."""
    repository = sprint_in(tmp_path / "s")
    lock = repository.git_folder / "index.lock"
    lock.touch()
    with subprocess.Popen(["sh", "-c", 'sleep 0.4; rm "$0"', str(lock)]):
        assert repository.commit([write(repository)], "Day 1")


def test_beside_a_learner_who_adds_files_nothing_is_mixed_up(tmp_path: Path) -> None:
    """While another program stages files in a loop, every commit of ours is there and holds our file only."""
    repository = sprint_in(tmp_path / "s")
    loop = "i=0; while :; do i=$((i+1)); echo $i > other.py; git add other.py 2>/dev/null; done"
    with subprocess.Popen(["sh", "-c", loop], cwd=repository.folder) as learner:
        try:
            made = [repository.commit([write(repository, f"Day {day}\n")], f"Day {day}") for day in range(12)]
        finally:
            learner.kill()
    assert None not in made
    assert git(repository.folder, "rev-list", "--count", "HEAD").strip() == "13"
    assert {name for commit in made if commit for name in in_head(repository.folder, commit)} == {DIARY}
    git(repository.folder, "fsck", "--strict")


def test_an_ignored_file_is_refused_by_name(tmp_path: Path) -> None:
    """What the learner keeps out of git stays out; a file that is tracked already is not kept out."""
    repository = sprint_in(tmp_path / "s")
    (repository.folder / ".gitignore").write_text(f"s.env\n{DIARY}\n")
    (repository.folder / "s.env").write_text("TOKEN=1")
    assert repository.is_ignored(Path("s.env"))
    assert not repository.is_ignored(Path(DIARY))
    assert not repository.is_ignored(Path(":(top)s.env"))  # a name, and not the file `s.env` by another name
    with pytest.raises(GitError, match=r"s\.env"):
        repository.commit([Path("s.env"), write(repository)], "Day 1")
    assert not repository.tracked(Path("s.env"))


def test_variables_of_another_repository_are_left_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run from inside a hook of another repository, everything happens in ours."""
    repository, other = sprint_in(tmp_path / "s"), sprint_in(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(other.git_folder))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.folder))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.git_folder / "index"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other.git_folder / "objects"))
    assert Repository.find(repository.folder) == repository
    assert repository.commit([write(repository)], "Day 1 here")
    since = datetime.now(UTC) - timedelta(hours=1)
    assert [commit.subject for commit in repository.commits_since(since)] == ["Day 1 here", "begin"]
    monkeypatch.delenv("GIT_OBJECT_DIRECTORY")
    assert [commit.subject for commit in other.commits_since(since)] == ["begin"]
    assert os.environ["GIT_DIR"] == str(other.git_folder)


def test_a_sprint_inside_a_bigger_repository_is_marked(tmp_path: Path) -> None:
    """A repository above the sprint folder is found and marked; a commit there holds our file only."""
    outer = sprint_in(tmp_path / "outer")
    inner = outer.folder / "sprint"
    inner.mkdir()
    (inner / DIARY).write_text("inner\n")
    found = Repository.find(inner)
    assert found is not None
    assert (found.top, found.nested, outer.nested) == (outer.folder, True, False)
    assert found.commit([Path(DIARY)], "Day 1")
    assert in_head(outer.folder) == {f"sprint/{DIARY}"}
    own = Repository.init(inner)
    assert (own.top, own.nested) == (inner, False)


def test_a_folder_reached_through_a_link_is_the_same_folder(tmp_path: Path) -> None:
    """Where a folder above is a link, as on macOS, paths through the link are the same files."""
    sprint_in(tmp_path / "s")
    (tmp_path / "link").symlink_to(tmp_path / "s")
    found = Repository.find(tmp_path / "link")
    assert found is not None
    assert not found.nested
    (tmp_path / "link" / "new.md").write_text("new")
    assert found.commit([tmp_path / "link" / "new.md"], "Day 1")
    assert in_head(tmp_path / "s") == {"new.md"}
    assert not found.is_ignored(tmp_path / "link" / "new.md")


def test_where_there_is_no_repository_there_is_none(tmp_path: Path) -> None:
    """A plain folder has no repository, and asking makes none."""
    assert Repository.find(tmp_path) is None
    assert not (tmp_path / ".git").exists()


def test_a_new_repository_is_on_the_learners_branch(tmp_path: Path) -> None:
    """The first branch is the one the learner prefers, else main; a repository that is there stays."""
    repository = sprint_in(tmp_path / "s")
    before = repository.head()
    assert Repository.init(repository.folder).head() == before
    for setting, branch in (("trunk", "trunk"), (None, "main")):
        git(
            tmp_path,
            "config",
            "--global",
            *(("init.defaultBranch", setting) if setting else ("--unset", "init.defaultBranch")),
        )
        (tmp_path / branch).mkdir()
        Repository.init(tmp_path / branch)
        assert git(tmp_path / branch, "symbolic-ref", "HEAD").strip() == f"refs/heads/{branch}"


def test_someone_elses_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository git does not trust is found, and the obstacle says what to do about it."""
    repository = sprint_in(tmp_path / "s")
    program = shutil.which("git")
    (tmp_path / "bin").mkdir()
    wrapper = tmp_path / "bin" / "git"
    wrapper.write_text(f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec "{program}" "$@"\n')
    wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{wrapper.parent}:{os.environ['PATH']}")
    found = Repository.find(repository.folder)
    assert found == repository
    obstacle = found.obstacle()
    assert obstacle is not None
    assert "safe.directory" in obstacle.next_step


@pytest.mark.parametrize("shape", ["sha256", "index v4", "split index", "worktree", "sparse"])
def test_unusual_repositories_work_too(tmp_path: Path, shape: str) -> None:
    """Repositories of other shapes can be committed to and read."""
    if shape == "sha256":
        (tmp_path / "s").mkdir()
        git(tmp_path / "s", "init", "-q", "--object-format=sha256")
        (tmp_path / "s" / DIARY).write_text("x")
        repository = Repository.init(tmp_path / "s")
    else:
        repository = sprint_in(tmp_path / "s")
    if shape == "index v4":
        git(repository.folder, "update-index", "--index-version", "4")
    elif shape == "split index":
        git(repository.folder, "update-index", "--split-index")
    elif shape == "worktree":
        git(repository.folder, "worktree", "add", "-q", str(tmp_path / "tree"))
        repository = Repository.init(tmp_path / "tree")
    elif shape == "sparse":
        git(repository.folder, "sparse-checkout", "set", "--sparse-index", "none")
    assert repository.commit([write(repository)], "Day 1")
    assert in_head(repository.folder) == {DIARY}
    assert repository.commits_since(datetime.now(UTC) - timedelta(hours=1))[0].subject == "Day 1"


SIGNER = """#!/bin/sh
case "$*" in
    *--verify*) echo "signature: good" >&2 ;;
    *) cat > /dev/null; printf '\\n[GNUPG:] SIG_CREATED \\n' >&2; echo "-----BEGIN PGP SIGNATURE-----" ;;
esac
"""


def test_the_history_since_a_moment_and_of_some_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commits come latest first, with offset and subject, limited by time and by file."""
    repository = sprint_in(tmp_path / "s")
    signer = tmp_path / "signer"
    signer.write_text(SIGNER)
    signer.chmod(0o755)
    for key, value in (("log.showSignature", "true"), ("gpg.program", str(signer)), ("commit.gpgsign", "true")):
        git(repository.folder, "config", key, value)
    for hour, name in ((9, "a.py"), (18, DIARY)):
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"2030-11-21T{hour:02}:00:00+05:45")
        (repository.folder / name).write_text("new")
        git(repository.folder, "add", name)
        git(repository.folder, "commit", "-qm", f"at {hour}:\ttab")
    evening, morning = repository.commits_since(datetime.fromisoformat("2030-11-21T08:00:00+05:45"))
    assert evening.at.isoformat() == "2030-11-21T18:00:00+05:45"
    assert (evening.hash, evening.subject) == (repository.head(), "at 18:\ttab")
    noon = datetime.fromisoformat("2030-11-21T12:00:00+05:45")
    assert repository.commits_since(noon) == (evening,)
    assert repository.commits_since(noon, [Path("a.py")]) == ()
    assert repository.commits_since(noon - timedelta(hours=4), [Path("a.py")]) == (morning,)


def test_a_large_file_is_pointed_out(tmp_path: Path) -> None:
    """Files over the limit are listed, the others and those that are gone are not."""
    for name, size in (("small", 10), ("big", 11)):
        (tmp_path / name).write_bytes(b"x" * size)
    paths = [tmp_path / name for name in ("small", "big", "gone")]
    assert large(paths, 10) == (tmp_path / "big",)
    assert large(paths) == ()


def test_pushing_goes_where_the_learner_pushes(tmp_path: Path) -> None:
    """A push reaches the learner's upstream; with none, the literal command that makes one is given."""
    repository = sprint_in(tmp_path / "s")
    with pytest.raises(GitError, match="nowhere to push to") as nowhere:
        repository.push()
    assert "git remote add origin URL" in nowhere.value.next_step
    git(tmp_path, "init", "-q", "--bare", "there.git")
    git(repository.folder, "remote", "add", "origin", str(tmp_path / "there.git"))
    with pytest.raises(GitError, match="could not push") as unknown:
        repository.push()
    assert unknown.value.next_step.endswith("push again: git push -u origin HEAD")
    git(repository.folder, "push", "-qu", "origin", "HEAD")
    repository.commit([write(repository)], "Day 1")
    repository.push()
    assert git(tmp_path / "there.git", "log", "-1", "--format=%s", "main").strip() == "Day 1"


def test_git_is_not_loaded_until_history_is_read(tmp_path: Path) -> None:
    """Looking for a repository and committing pay nothing for GitPython."""
    repository = sprint_in(tmp_path / "s")
    write(repository)
    code = f"""
        import sys
        from pathlib import Path
        from sprint.git import Repository
        repository = Repository.find(Path({str(repository.folder)!r}))
        repository.commit([Path({DIARY!r})], "Day 1")
        print("git" in sys.modules, repository.head())
    """
    program = [sys.executable, "-c", textwrap.dedent(code)]
    said = subprocess.run(program, check=True, capture_output=True, text=True).stdout
    assert said == f"False {repository.head()}\n"
