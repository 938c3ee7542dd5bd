"""Running the `git` program: fixed arguments, a scrubbed environment, no terminal, a time limit."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from sprint.errors import CannotCheckError, NeedsPersonError

Answer = subprocess.CompletedProcess[bytes]

_PERSONAL = re.compile(
    r"GIT_(?:(?:AUTHOR|COMMITTER)_(?:NAME|EMAIL|DATE)|SSH|SSH_COMMAND|SSH_VARIANT|ASKPASS|PROXY_COMMAND|PROXY_SSL_\w+"
    r"|SSL_\w+|HTTP_\w+|ALLOW_PROTOCOL|CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)|EXEC_PATH)$"
)
"""Who the person is and how they reach their host; all else could lead git to another repository or index."""
_PATIENCE_SECONDS = 120.0  # a hook may test, format, or ask for a passphrase


class GitMissingError(CannotCheckError):
    """There is no git program on the PATH."""


class GitError(NeedsPersonError):
    """Git refused; its own last words are in the sentence."""


def installed() -> bool:
    """Return whether there is a git program on the PATH."""
    return shutil.which("git") is not None


def run(folder: Path, *arguments: str | Path, stdin: bytes = b"") -> Answer:
    """Run one git command in a folder and return how it ended and what it said.

    Raises:
        GitMissingError: there is no git.
        GitError: the system could not start it, or it took longer than two minutes.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or _PERSONAL.match(name)}
    quiet = {"LC_ALL": "C.UTF-8", "GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": "true", "GIT_OPTIONAL_LOCKS": "0"}
    entry = subprocess.PIPE if stdin else subprocess.DEVNULL
    pipe = subprocess.PIPE
    try:
        with subprocess.Popen(
            ("git", *arguments), cwd=folder, env=kept | quiet, stdin=entry, stdout=pipe, stderr=pipe
        ) as process:
            return _finished(process, stdin)
    except FileNotFoundError as error:
        if installed():  # then it is the folder that is gone
            raise _not_started(error) from error
        raise GitMissingError(
            "Git is not installed, or not on the PATH.",
            "Install it from https://git-scm.com to keep your history; everything else works without.",
        ) from None
    except OSError as error:
        raise _not_started(error) from error


def _not_started(error: OSError) -> GitError:
    return GitError(
        f"Git could not be started: {error.strerror}.", "Your files are as they were; run the command again."
    )


def _finished(process: subprocess.Popen[bytes], stdin: bytes) -> Answer:
    """Wait for git; one that takes too long is asked to end, so that it takes its locks away, and then made to."""
    try:
        stdout, stderr = process.communicate(stdin or None, timeout=_PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
        raise GitError(
            f"Git was ended after {_PATIENCE_SECONDS:.0f} seconds; a hook or a question may have held it up.",
            "Run `git commit` yourself once to see what it waits for; your files are as they were.",
        ) from None
    return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)


def refusal(what: str, answer: Answer) -> GitError:
    """Return the error for a command that git, or a hook, refused, with the last of what they said."""
    return GitError(
        f"Git could not {what}: {last_words(answer)}",
        "Your files are as they were; see to the reason, and the next sprint command tries again.",
    )


def last_words(answer: Answer) -> str:
    """Return the last of what git, or a hook, said, on one line."""
    said = (answer.stdout + b"\n" + answer.stderr).decode(errors="replace").splitlines()
    last = [line.strip()[:200] for line in said if line.strip()][-3:]
    return " / ".join(last) or "it gave no reason"
