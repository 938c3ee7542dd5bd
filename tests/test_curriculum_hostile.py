"""A curriculum from a stranger: whatever its bytes are, it reads or is refused in words, at once."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sprint.course.errors import MOST_FAULTS, CurriculumError
from sprint.course.mapping_reader import deliverable_fault, name_fault
from sprint.course.model import Curriculum
from sprint.course.reading import SIZE_LIMIT, read_curriculum, shipped_curriculum

pytestmark = pytest.mark.faults

OURS = shipped_curriculum().read_text(encoding="utf-8")
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

HOSTILE_PATHS = [
    "..", ".", "../x", "../../etc/passwd", "a/../b", "a/b", "./a", "a/./b", "a//b", "/", "//", "/etc/passwd",
    "//host/share", "\\\\host\\share", "\\\\?\\C:\\x", "C:\\x", "C:x", "C:/x", "c:", "..\\x", "a\\b", "~",
    "~root", "~/x", "$HOME", "${HOME}", "%TEMP%", "`id`", "$(id)", ";ls", "a;b", "a|b", "a&b", "a b", " a",
    "a ", "-rf", "--help", "#a", "a*", "a?", "[a]", "{a}", "NUL", "nul", "CON", "con.txt", "PRN", "AUX",
    "COM1", "lpt9.ipynb", "a.", "a..", "a\x00b", "a\nb", "a\tb", "a\x1b[31m", ".git",
    ".git/hooks/post-checkout", ".GIT", "git~1", ".gitignore", ".vscode/", ".envrc", ".sprint", "a" * 300,
    "é.ipynb", "e\u0301.ipynb", "\u212a.py", "a\u202egpj.exe", "a\u200b", "\uff0e\uff0e", "\u2215etc",
    "file://x", "http://x", "a:b", "a//", "",
]  # fmt: skip


def outcome(path: Path, content: bytes) -> Curriculum | CurriculumError:
    """Read some bytes as a curriculum; anything but a curriculum or its error escapes and fails the test."""
    path.write_bytes(content)
    try:
        return read_curriculum(path)
    except CurriculumError as error:
        return error


def with_day_seven(key: str, value: str) -> bytes:
    """Return our file with a value of day 7 written differently."""
    before, seven, after = OURS.partition("  - day: 7\n")
    lines = after.split("\n")
    index = next(index for index, line in enumerate(lines) if line.startswith(f"    {key}:"))
    lines[index] = f"    {key}: {value}"
    return (before + seven + "\n".join(lines)).encode()


def quoted(text: str) -> str:
    """Return a text as a double-quoted scalar that spells every odd character with an escape."""
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\U{ord(c):08X}" for c in text) + '"'


def test_the_corpus_is_large_enough() -> None:
    """Sixty paths or more, each another trick."""
    assert len(set(HOSTILE_PATHS)) == len(HOSTILE_PATHS) >= 60


@pytest.mark.parametrize("path", HOSTILE_PATHS)
def test_no_hostile_path_is_a_name(tmp_path: Path, path: str) -> None:
    """A path that could leave the day's folder, or mean another file on another system, is refused in line."""
    assert name_fault(path)
    assert deliverable_fault(path)
    for key, value in (("deliverables", f"[{quoted(path)}]"), ("data", f"[{quoted(path)}]"), ("lesson", quoted(path))):
        error = outcome(tmp_path / "curriculum.yaml", with_day_seven(key, value))
        assert isinstance(error, CurriculumError)
        assert any(repr(key) in str(fault) for fault in error.faults), error.faults


@pytest.mark.parametrize("name", ["a.ipynb", "api.py", "DEPLOY.md", "_x", "a-b_c.d", "2024", "console.py", "a" * 100])
def test_plain_names_are_names(name: str) -> None:
    """The guard lets the names through that people use, as files and as folders."""
    assert name_fault(name) is None
    assert deliverable_fault(name + "/") is None


BOMBS = {
    "aliases": "a: &a [x,x]\n"
    + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)},*{chr(97 + i)}]\n" for i in range(20)),
    "merge keys": "a: &a {k: v}\n" + "".join(f"m{i}: &m{i} {{<<: [{'*a,' * 9}*a]}}\n" for i in range(200)),
    "a list in itself": "&a [*a]",
    "flow nesting": "[" * 200_000,
    "flow mappings": "{" * 200_000,
    "paired nesting": "[a: " * 60_000,
    "block nesting": "- " * 120_000,
    "key nesting": "? " * 120_000,
    "indentation": "".join(" " * i + "a:\n" for i in range(600)),
    "a long flat list": "- a\n" * 60_000,
    "a long flat mapping": "".join(f"k{i}: v\n" for i in range(20_000)),
    "days of nothing": "format: 1\ntitle: t\ndays:\n" + "- \n" * 80_000,
    "nearly right keys": "format: 1\ntitle: t\ndays:\n" + "- {titel: a, veiw: b, modle: c}\n" * 8_000,
    "one long key": "a" * 250_000 + ": b",
    "long unknown keys": "".join("title" * 400 + f"{i}: b\n" for i in range(100)),
    "one long word": "title: " + "a" * 250_000,
    "an open quote": '"' + "a" * 250_000,
    "quotes": "'" * 250_000,
    "a long number": "format: " + "9" * 250_000,
    "a comment": "#" * 250_000,
    "control characters": "\x07\n" * 120_000,
    "tags": "!!python/object/apply:os.system ['true']",
    "many tags": "[" + "!!a b," * 40_000 + "]",
    "directive": "%YAML 9.9\n---\na: 1",
    "documents": "--- a\n" * 40_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_within_a_second(tmp_path: Path, name: str) -> None:
    """A file made to cost time or memory is refused before it does."""
    started = time.process_time()
    error = outcome(tmp_path / "curriculum.yaml", BOMBS[name].encode())
    assert time.process_time() - started < 1.0
    assert isinstance(error, CurriculumError)
    assert 1 <= len(error.faults) <= MOST_FAULTS


def test_size_is_looked_at_before_anything_else(tmp_path: Path) -> None:
    """One byte too many is refused, whatever it holds; the last byte allowed is still read."""
    path = tmp_path / "curriculum.yaml"
    padding = SIZE_LIMIT - len(OURS.encode()) - 1
    full = OURS.encode() + b"#" * padding + b"\n"
    assert isinstance(outcome(path, full), Curriculum)
    error = outcome(path, full + b"\n")
    assert isinstance(error, CurriculumError)
    assert error.sentence == "curriculum.yaml is larger than 256 KiB."


def test_a_pipe_or_device_is_no_curriculum(tmp_path: Path) -> None:
    """Something that never ends, or never begins, is refused without reading it."""
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(CurriculumError, match="There is no file"):
            read_curriculum(path)


def test_what_is_said_holds_nothing_hostile(tmp_path: Path) -> None:
    """A sentence about a bad value shows it without a character that could steer a terminal."""
    content = with_day_seven(
        "deliverables", f"[{quoted('x' + chr(0x1B) + ']0;pwn' + chr(7))}, {quoted('a' + chr(0x202E))}]"
    )
    error = outcome(tmp_path / "curriculum.yaml", content)
    assert isinstance(error, CurriculumError)
    assert all(str(fault).isprintable() for fault in error.faults)


@QUICK
@given(
    content=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
)
def test_any_bytes_are_refused_in_words(tmp_path: Path, content: bytes) -> None:
    """No bytes make anything but a curriculum error, and every sentence of it can be printed."""
    error = outcome(tmp_path / "curriculum.yaml", content)
    assert isinstance(error, CurriculumError)
    assert all(str(fault).isprintable() and fault.line >= 1 for fault in error.faults)


@QUICK
@given(text=st.text(alphabet="ab:-?[]{}&*!|>'\"%@`#,\n <~0\\", max_size=120))
def test_any_text_of_yaml_s_own_signs_is_refused_in_words(tmp_path: Path, text: str) -> None:
    """The signs that steer the parser lead to a curriculum error too, in any order."""
    assert isinstance(outcome(tmp_path / "curriculum.yaml", text.encode()), CurriculumError)


@QUICK
@given(data=st.data())
def test_any_change_to_our_file_reads_or_is_refused(tmp_path: Path, data: st.DataObject) -> None:
    """A cut, a doubled piece or a foreign insertion anywhere in our own file never escapes as another error."""
    start = data.draw(st.integers(0, len(OURS)))
    end = data.draw(st.integers(start, min(len(OURS), start + 200)))
    insertion = data.draw(
        st.one_of(
            st.text(max_size=30), st.sampled_from(["\n", "- ", ": ", "*a ", "&a ", "!!int ", OURS[start:end] * 2])
        )
    )
    changed = (OURS[:start] + insertion + OURS[end:]).encode("utf-8", "replace")
    result = outcome(tmp_path / "curriculum.yaml", changed)
    if isinstance(result, Curriculum):
        assert all(name_fault(day.lesson) is None for day in result.days)
        assert all(deliverable_fault(name) is None for day in result.days for name in day.deliverables)
    else:
        last_line = changed.count(b"\n") + changed.count(b"\r") + 2
        assert result.faults
        assert all(1 <= fault.line <= last_line for fault in result.faults)


@QUICK
@given(name=st.text(max_size=40))
def test_a_name_that_passes_stays_in_its_folder(tmp_path: Path, name: str) -> None:
    """Whatever the guard lets through is one part below the folder, spelled the same on every system."""
    if name_fault(name) is None:
        assert (tmp_path / name).resolve().parent == tmp_path.resolve()
        assert name.isascii()
        assert not name.startswith((".", "-"))
