"""Commands that a learner's own file names: read as words, run without a shell, served on a port of ours."""

import importlib.util
import os
import re
import shlex
import shutil
import socket
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sprint import files, folders
from sprint.checks.verdicts import Failed, Uncheckable
from sprint.lab.protocol.limits import Budget
from sprint.lab.protocol.serialization import one_line
from sprint.lab.supervisor.server import LOOPBACK, Server, own_port
from sprint.lab.supervisor.supervised_program import Finished, started
from sprint.lab.worker import permutation_shim

SHELL_WORDS = frozenset({"&&", "||", "|", ";", "&", ">", ">>", "<", "2>&1", "cd", "export", "source"})
"""What only a shell understands."""
KNOWN_PROGRAMS = frozenset(
    {"uvicorn", "fastapi", "flask", "gunicorn", "streamlit", "gradio", "uv", "make", "node", "R"}
)
"""Programs that a machine may lack though the command is right."""
_POLL_SECONDS = 0.1
_OTHER_PORT_SECONDS = 3.0
"""How long a server may listen on another port only, before we stop waiting for the right one."""
_MISSING = re.compile(r"ModuleNotFoundError: No module named '([\w.]+)'")
_NO_NETWORK = re.compile(
    r"URLError|urlopen error|getaddrinfo|Name or service not known|ConnectionError|DataMissingError"
)


@dataclass(frozen=True, slots=True)
class ShuffledRun:
    """How a program ended whose data were dealt out anew while it loaded them."""

    finished: Finished
    """How it ended."""
    table: bool
    """Whether it loaded a table in a way that we could shuffle."""


def parse_command(command: object, called: str) -> list[str]:
    """Return the words of a command; `$PORT` is read as `{port}`.

    Args:
        command: one line of text, or a list of words.
        called: what the learner's file calls it, for the message.

    Raises:
        Failed: it is none, or needs a shell.
    """
    if isinstance(command, list) and all(isinstance(word, str) for word in command):
        words = list(command)
    elif isinstance(command, str):
        try:
            words = shlex.split(command)
        except ValueError as error:
            raise Failed(f"{called} = {command!r}: {error}", "one command", next="close each quotation mark") from None
    else:
        raise Failed(f"{called} is {command!r}", "a command as text", next=f'{called} = "python <script>.py"')
    if not words:
        raise Failed(f"{called} is empty", "a command", next=f'{called} = "python <script>.py"')
    shell = next((word for word in words if word in SHELL_WORDS or word.endswith(";")), None)
    if shell or re.match(r"\w+=", words[0]):
        raise Failed(
            f"{called} holds {shell or words[0]!r}, which only a shell understands",
            "one program and its arguments",
            next="put the steps into a script and name that",
        )
    return [re.sub(r"\$\{?PORT\}?", "{port}", word) for word in words]


def command_folder(words: Sequence[str], folders: Sequence[Path]) -> Path:
    """Return the first of some folders in which a file or module that the command names lies, or else the first."""
    for folder in folders:
        for before, word in zip(["", *words], words, strict=False):
            name, _, rest = word.partition(":")
            module = name.replace(".", "/") if before == "-m" or rest else name
            files = (name, f"{module}.py", f"{module}/__main__.py", f"{module}/__init__.py")
            if name[:1] not in {"", "-", "{"} and any((folder / file).is_file() for file in files):
                return folder
    return folders[0]


def run_command(
    words: Sequence[str], folder: Path, seconds: float, environment: Mapping[str, str] | None = None,
    pass_fds: Sequence[int] = (),
) -> Finished:  # fmt: skip
    """Run a command to its end.

    Raises:
        Uncheckable: the program is not installed here.
        Failed: there is no such program.
    """
    path = _search_path()
    words = _startable(words, folder, path)
    with started(
        words, folder, Budget(seconds=seconds), environment={"PATH": path, **(environment or {})}, pass_fds=pass_fds
    ) as program:
        return program.finish()


def run_shuffled(words: Sequence[str], folder: Path, seconds: float, seed: int) -> ShuffledRun:
    """Run a Python command while the values of each column of its data are shuffled among the rows."""
    source = Path(permutation_shim.__file__).read_bytes()
    reading, writing = os.pipe()
    try:
        with folders.temporary_folder() as patches:
            files.write(patches / "sitecustomize.py", source)
            environment = {
                "PYTHONPATH": str(patches),
                permutation_shim.SEED: str(seed),
                permutation_shim.NOTES: str(writing),
            }
            finished = run_command(words, folder, seconds, environment, (writing,))
        os.set_blocking(reading, False)
        return ShuffledRun(finished, _has_byte(reading))
    finally:
        os.close(reading)
        os.close(writing)


def require_success(words: Sequence[str], finished: Finished, folder: Path) -> None:
    """Require that a command ended without an error.

    Raises:
        Uncheckable: a package or the network is missing here.
        Failed: it did not end well; its last words are shown.
    """
    if not finished.why:
        return
    missing = _MISSING.search(finished.err)
    top = missing[1].partition(".")[0] if missing else ""
    if top and not any(path.stem == top for path in folder.rglob("*")):
        raise Uncheckable(
            f"the module {top} cannot be imported here",
            f"is its name right? If so, in this environment: pip install {top}",
        )
    if _NO_NETWORK.search(finished.err):
        raise Uncheckable(
            f"data that are not at hand: {finished.last_words}", "load them once, or keep a copy in the folder"
        )
    raise Failed(
        f"{' '.join(words)} ends with {finished.why}: {one_line(finished.last_words)[1:-1]}",
        "an end without an error",
        next="run the same line in a terminal, in a fresh copy of the folder, and read the last line",
    )


@contextmanager
def serve_on_port(words: Sequence[str], folder: Path, seconds: float = 120.0) -> Iterator[Server | Finished]:
    """Yield a server once it listens on the port we hand over, or how the command ended if it ended by itself.

    Raises:
        Failed: it listens on another port, or on none within `seconds`.
        Uncheckable: somebody else has taken the port.
    """
    path = _search_path()
    words = _startable(words, folder, path)
    with own_port(words, folder, Budget(seconds=600), {"PATH": path}) as server:
        yield server if _listens(server, seconds) else server.program.end()


def _listens(server: Server, seconds: float) -> bool:
    """Wait until a server listens on its port; return False where it has ended; see `serve_on_port`."""
    begun, other_since = time.monotonic(), None
    while server.program.running:
        if _connects(server.port):
            if all(port != server.port for _, port in server.listening()):
                raise Uncheckable(f"another program has taken the port {server.port}", "sprint check --fresh")
            return True
        ports, now = [port for _, port in server.listening()], time.monotonic()
        other_since = (other_since or now) if ports else None
        if other_since is not None and now - other_since > _OTHER_PORT_SECONDS:
            raise Failed(
                f"the server listens on port {ports[0]}",
                f"on the port it is told, here {server.port}",
                next="write {port} into the command, or read the variable PORT in the program",
            )
        if now - begun > seconds:
            words = server.program.end().last_words
            raise Failed(
                f"nothing listens on the port after {seconds:g} seconds" + (f": {words}" if words else ""),
                "a server on the port it is told",
                next="does it train for long before it listens? Save the model and load it",
            )
        time.sleep(_POLL_SECONDS)
    return False


def _connects(port: int) -> bool:
    try:
        socket.create_connection((LOOPBACK, port), 1).close()
    except OSError:
        return False
    return True


def _has_byte(descriptor: int) -> bool:
    try:
        return bool(os.read(descriptor, 1))
    except BlockingIOError:
        return False


def _search_path() -> str:
    """Return PATH with this environment's programs first."""
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])


def _startable(words: Sequence[str], folder: Path, path: str) -> Sequence[str]:
    """Return the words of a command that can be started: as they are, or as a module of this environment's Python."""
    name = words[0]
    if name in {"python", "python3"} or shutil.which(str(folder / name) if "/" in name else name, path=path):
        return words
    if name.isidentifier() and importlib.util.find_spec(name) is not None:
        return ["python", "-m", *words]
    if name in KNOWN_PROGRAMS:
        raise Uncheckable(f"the program {name} is not installed here", f"pip install {name}, or your system's way")
    raise Failed(
        f"there is no program {name}",
        "a program that can be started",
        next="a Python script is started by: python <script>.py",
    )
