"""Day 20: DEPLOY.md says how to start the service."""

import re
import shlex
from collections.abc import Iterator, Sequence

from sprint.checks.api import Failed, NotAttempted, Work, require_file, serve_command

from .common import GUIDE, SCRIPT

PLAIN = frozenset({"--host", "--port", "--log-level", "--workers", "--reload", "--proxy-headers", "--no-access-log"})
"""Options of Uvicorn with which an application starts as it does without them."""
PLACES = {"host": "127.0.0.1", "port": "{port}"}


def start_command(work: Work) -> str:
    """Return the command of DEPLOY.md that starts the service."""
    text = require_file(work, GUIDE).read_text("utf-8", "replace")
    blocks = _code_blocks(text)
    if not blocks and "Write your words here" in text:
        raise NotAttempted(f"{GUIDE} is not written yet")
    commands = list(_commands("\n".join(blocks)))
    refused: Failed | None = None
    for words in commands:
        try:
            if _starts_service(work, words):
                return " ".join(words)
        except Failed as reason:
            refused = refused or reason
    raise refused or Failed(
        f"{GUIDE} has {len(blocks)} code block{'s' if len(blocks) != 1 else ''}, and no line in them starts a server",
        "a line with the command, between two lines of ```",
        next="which line do you type to start it?",
    )


def _code_blocks(text: str) -> list[str]:
    """Return the code blocks of a Markdown text, fenced or indented."""
    fenced = re.findall(r"^ *(?:```+|~~~+)[^\n]*\n(.*?)^ *(?:```+|~~~+) *$", text, re.DOTALL | re.MULTILINE)
    rest = re.sub(r"^ *(?:```+|~~~+)[^\n]*\n.*?^ *(?:```+|~~~+) *$", "", text, flags=re.DOTALL | re.MULTILINE)
    return fenced + re.findall(r"(?:^(?: {4}|\t).+\n?)+", rest, re.MULTILINE)


def _commands(text: str) -> Iterator[list[str]]:
    """Yield the simple commands of shell lines, word by word, without prompts, comments and settings before them."""
    for line in re.sub(r"\\\n", " ", text).splitlines():
        for part in re.split(r"&&|;|\||&", re.sub(r"^\s*(?:\$|>|%|PS>)\s+", "", line)):
            try:
                words = shlex.split(part, comments=True)
            except ValueError:
                continue
            while words and re.fullmatch(r"[A-Za-z_]\w*=.*|nohup|exec|sudo|time", words[0]):
                words.pop(0)
            if words:
                yield words


def _starts_service(work: Work, words: Sequence[str]) -> bool:
    """Tell whether a command starts the service; one that says so and does not, fails."""
    names = [word.rpartition("/")[2].removesuffix(".exe") for word in words]
    for tool in ("uvicorn", "fastapi", "gunicorn", "hypercorn", "granian"):
        if tool in names and "install" not in names:
            return _by_tool(work, tool, list(words[names.index(tool) + 1 :]))
    if names[0] in {"docker", "podman"} and "run" in names:
        work.note(f"{' '.join(words[:3])} … was not run here")
        return True
    if script := _script(work, words, names):
        work.note(f"{' '.join(words)} was not run here; {script} speaks of the service")
        return True
    python = next((place for place, name in enumerate(names) if re.fullmatch(r"python(3(\.\d+)?)?|py", name)), None)
    if python is None or python + 1 >= len(words):
        return False
    rest = list(words[python + 1 :])
    target = rest[1] if rest[0] == "-m" and len(rest) > 1 else rest[0].removesuffix(".py")
    return target.rpartition("/")[2] == "api" and _by_itself(work, rest)


def _script(work: Work, words: Sequence[str], names: Sequence[str]) -> str:
    """Return the file through which a command starts the service, `start.sh` or `Makefile`; empty for none."""
    if names[0] in {"make", "just"}:
        files = ["Makefile", "makefile", "GNUmakefile", "justfile", "Justfile"]
    else:
        files = [word.removeprefix("./") for word in words[:2] if re.search(r"\.(sh|bash|zsh|bat|cmd|ps1)$", word)]
    for file in files:
        path = work.folder / file
        if path.is_file() and re.search("uvicorn|fastapi|gunicorn|hypercorn|api", path.read_text("utf-8", "replace")):
            return file
    return ""


def _by_tool(work: Work, tool: str, rest: list[str]) -> bool:
    application = next((word for word in rest if re.fullmatch(r"[\w.]+:\w+(\(\))?", word)), "")
    if tool == "uvicorn":
        options = {word.partition("=")[0] for word in rest if word.startswith("-")}
        if application == "api:app" and options <= PLAIN:
            return True
        placed = [word for name, value in PLACES.items() for word in (f"--{name}", value)]
        kept = [word for word in rest if word != "--reload"]
        with serve_command(work, ["python", "-m", "uvicorn", *kept, *placed]):
            return True
    file = next((word for word in rest if word.endswith(".py")), "")
    found = tool == "fastapi" and not file and rest[:1] in (["run"], ["dev"])  # it looks for api.py by itself
    named = found or application.startswith("api:") or file.rpartition("/")[2] == SCRIPT
    if not named:
        raise Failed(f"`{tool} {' '.join(rest)}` does not name api.py", "api:app, or api.py", next="type it here")
    work.note(f"{tool} {' '.join(rest)} was not run here")
    return True


def _by_itself(work: Work, rest: list[str]) -> bool:
    """Run `python api.py`: it has to start a server by itself."""
    try:
        with serve_command(work, ["python", *rest]):
            return True
    except Failed as refused:
        if "already in use" in refused.seen:
            work.note(f"python {' '.join(rest)}: its port is taken just now, so it was not tried")
            return True
        if "ended before" in refused.seen:
            because = "run as a program, api.py has to start a server by itself, below if __name__ == '__main__'"
            raise Failed(refused.seen, refused.expected, because=because, next=refused.next) from refused
        raise
