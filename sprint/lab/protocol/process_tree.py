"""The process tree of a run: who is in it, and its end with everything it started, whoever is its parent by then."""

import contextlib
import ctypes
import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

MARK = "SPRINT_RUN"
"""The environment variable by which the processes of one run are known."""

_SETTLE_SECONDS = 0.02
"""What ended processes get to be gone before it is looked for more."""
_PATIENCE_SECONDS = 10.0
"""How long a watchdog goes on where something does not go away."""
_NEEDED = re.compile(
    r"PATH|HOME|USER|LOGNAME|SHELL|PWD|TZ|TMPDIR|TEMP|TMP|LANG|LANGUAGE|LC_\w+|TERM|COLORTERM|COLUMNS|LINES|NO_COLOR"
    r"|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|XDG_\w+|DBUS_SESSION_BUS_ADDRESS|WSL\w*"  # a desktop
    r"|VIRTUAL_ENV|CONDA_\w+|MAMBA_\w+|PYENV\w*|NIX_\w+|LD_\w+|DYLD_\w+|PIP_\w+|UV_\w+"  # where Python is
    r"|(?:HTTPS?|FTP|ALL|NO)_PROXY|SSL_CERT_\w+|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE"  # how the net is reached
    r"|(?:OMP|GOMP|KMP|MKL|OPENBLAS|BLIS|VECLIB|NUMEXPR|NUMBA|JOBLIB|LOKY|DASK|MALLOC)_\w+"  # how is computed
    r"|(?:CUDA|CUBLAS|CUDNN|NCCL|NVIDIA|HIP|ROCR|HSA|TORCH|PYTORCH|TF|XLA|JAX|KERAS|TRANSFORMERS|HF|SKLEARN|SCIPY)_\w+"
    r"|IPYTHONDIR|JUPYTER_\w+|MPLCONFIGDIR|PLOTLY_\w+|BROWSER\w*|JAVA_HOME|SCIKIT_LEARN_DATA|SPRINT_\w+",
    re.IGNORECASE,
)
_SECRET = re.compile(r"TOKEN|SECRET|PASSW|CREDENTIAL|(?:^|_)(?:\w*KEYS?|PAT|JWT|AUTH|DSN)(?:_|$)", re.IGNORECASE)
_WITH_PASSWORD = re.compile(r"://[^/\s@]*@")


def scrubbed_environment(extra: Mapping[str, str]) -> dict[str, str]:
    """Return what a program needs of our environment, and nothing else of it: no secret has to be guessed by its name.

    Of the names that are let through, those that could be of a secret are not, nor are addresses that carry a password.
    """
    kept = {
        key: value
        for key, value in os.environ.items()
        if _NEEDED.fullmatch(key) and not _SECRET.search(key) and not _WITH_PASSWORD.search(value)
    }
    return {
        **kept,
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PLOTLY_RENDERER": "plotly_mimetype",
        "PYTHONDONTWRITEBYTECODE": "1",
        "TERM": "dumb",
        **extra,
    }


def adopt_orphans() -> None:
    """Make processes whose parent left become our children, so that none gets away (Linux)."""
    if sys.platform == "linux":
        pr_set_child_subreaper = 36
        ctypes.CDLL(None, use_errno=True).prctl(pr_set_child_subreaper, 1, 0, 0, 0)


def tree(pid: int) -> list[Any]:
    """Return the psutil processes of a run's first process and its descendants."""
    import psutil

    try:
        first = psutil.Process(pid)
        return [first, *first.children(recursive=True)]
    except psutil.Error:
        return []


def lives(pid: int) -> bool:
    """Tell whether a process is there and not merely waiting to be collected."""
    import psutil

    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False


def end_tree(pid: int, mark: str, wait: Callable[[], int | None]) -> int | None:
    """End a run's tree and what strayed from it; return the first process's exit code, negative for a signal.

    Args:
        pid: the run's first process.
        mark: what its processes carry in their environment as `MARK`.
        wait: waits for the first process and returns its exit code.
    """
    processes = tree(pid)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)  # its group at once, which stops what keeps forking
    for process in processes:
        _kill(process.pid)
    code = wait()
    while strays := [process for process in _strays(mark, pid, _everyone_below()) if process.pid != pid]:
        for process in strays:
            _kill(process.pid)
        for process in strays:
            _collect(process.pid)
    return code


def end_marked(mark: str, session: int) -> None:
    """End a run from a process beside it: what is in its session or carries its mark, and what that has started."""
    import psutil

    patience = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < patience:
        found = {process.pid for process in _strays(mark, session, psutil.process_iter())} - {os.getpid()}
        strays = set(filter(lives, found))
        if not strays:
            return
        for pid in (strays | {process.pid for stray in strays for process in tree(stray)}) - {os.getpid()}:
            _kill(pid)
        time.sleep(_SETTLE_SECONDS)


def how_it_ended(code: int | None) -> str:
    """Say in one clause how a process ended that was not to end."""
    if code is None:
        return "stopped answering"
    if code == -signal.SIGXCPU:
        return "used up its processor time"
    if code < 0:
        return f"was ended by the system ({signal.Signals(-code).name})"
    return f"ended the Python process (exit code {code}) instead of running to its end"


def _everyone_below() -> Iterable[Any]:
    """Return where strays of ours can be: below us where orphans come to us (Linux), anywhere elsewhere."""
    import psutil

    return psutil.Process().children(recursive=True) if sys.platform == "linux" else psutil.process_iter()


def _strays(mark: str, session: int, everyone: Iterable[Any]) -> list[Any]:
    """Return processes of a run that left its tree: still in its session, or with its mark in their environment.

    One that has ended counts while it waits for us to collect it.
    """
    import psutil

    found = []
    for process in everyone:
        with contextlib.suppress(psutil.Error, OSError):
            ours = os.getsid(process.pid) == session or process.environ().get(MARK) == mark
            ended = process.status() == psutil.STATUS_ZOMBIE
            if ours and (not ended or process.ppid() == os.getpid()):
                found.append(process)
    return found


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL)


def _collect(pid: int) -> None:
    """Take the exit status of a process that was orphaned to us."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, 0)
