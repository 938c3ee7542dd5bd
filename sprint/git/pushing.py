"""Sending commits to the learner's remote, and what to do where that does not work."""

from pathlib import Path

from sprint.git.program import GitError, refusal, run


def push(folder: Path) -> None:
    """Send the branch to where the learner's settings push it.

    Raises:
        GitError: there is nowhere to push to, or the other side refused; nobody tries again by itself.
    """
    if not run(folder, "remote").stdout.strip():
        raise GitError(
            "There is nowhere to push to yet; the commits are kept here.",
            "Make an empty repository at a host of yours, then: git remote add origin URL && git push -u origin HEAD",
        )
    answer = run(folder, "push", "--quiet")
    if answer.returncode != 0:
        followed = run(folder, "rev-parse", "--abbrev-ref", "@{upstream}").returncode == 0
        again = "git push" if followed else "git push -u origin HEAD"
        raise GitError(
            refusal("push", answer).sentence, f"The commits are kept here; see to the reason, then push again: {again}"
        )
