"""What tests share: where real data lies, and an empty place to work in."""

import os
import shutil
import signal
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("sprint", deadline=None)  # a busy machine is no failure
settings.load_profile("sprint")


def _real_folder() -> Path | None:
    """Return `SPRINT_DATA`, else the folder `shared/data` beside the project, else nothing."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    folder = Path(os.environ.get("SPRINT_DATA") or beside)
    return folder if folder.is_dir() else None


REAL_FOLDER = _real_folder()
SHELLS = {name: shutil.which(name) is not None for name in ("bash", "zsh", "fish")}
"""Which of the shells that Tab is tested in are here."""


def pytest_configure(config: pytest.Config) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell lets what it runs with & ignore Ctrl-C
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # and nohup, or a CI, a closed terminal; what tests start inherits it
    config.addinivalue_line(
        "markers", "real_data: needs the published files; left out, with a word, where there are none"
    )
    config.addinivalue_line("markers", "shell(name): needs that shell; left out, with a word, where it is not there")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left_out = [item for item in items if _lacks_something(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def _lacks_something(item: pytest.Item) -> bool:
    shell = item.get_closest_marker("shell")
    no_data = REAL_FOLDER is None and item.get_closest_marker("real_data") is not None
    return no_data or (shell is not None and not SHELLS[shell.args[0]])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    counts = Counter[str]()
    for report in terminalreporter.getreports("passed"):
        if report.when == "call" and "faults" in report.keywords and not report.user_properties:
            counts[f"tests of faults in {Path(report.location[0]).name}"] += 1
        counts.update(
            {name.removeprefix("faults: "): count for name, count in report.user_properties if "faults: " in name}
        )
    for name, count in sorted(counts.items()):
        terminalreporter.write_line(f"{count:>7,} {name}")
    if REAL_FOLDER is None:
        terminalreporter.write_line(
            "No real data here: the tests marked real_data were left out. SPRINT_DATA=FOLDER brings them in."
        )
    if missing := [name for name, here in SHELLS.items() if not here]:
        terminalreporter.write_line(f"Completion was driven without {', '.join(missing)}, which are not here.")


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without data: no cache, no `SPRINT_DATA`, no variant chosen; returns the home."""
    for name in ("SPRINT_DATA", "SPRINT_OFFLINE_VARIANT"):
        monkeypatch.delenv(name, raising=False)
    home = tmp_path / "home"
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    return home


@pytest.fixture
def real_data(empty_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the published files, set as `SPRINT_DATA`; for tests marked `real_data`."""
    assert not empty_cache.exists()
    assert REAL_FOLDER is not None, "mark this test with real_data"
    monkeypatch.setenv("SPRINT_DATA", str(REAL_FOLDER))
    return REAL_FOLDER


@pytest.fixture
def some_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a day find its data: the published files where they are, else the labelled stand-ins."""
    if REAL_FOLDER is not None:
        monkeypatch.setenv("SPRINT_DATA", str(REAL_FOLDER))
    monkeypatch.setenv("SPRINT_OFFLINE_VARIANT", "missing")
