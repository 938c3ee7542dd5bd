"""Writing: old or new and never something between, no change of someone else's lost, and one door for all of it."""

import ast
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import sprint
from sprint import files, folders
from sprint.errors import NeedsPersonError

OLD, NEW = b"old line\n" * 40, b"a new and longer line\n" * 90

# Runs one act again and again, each time in a fork, and lets the system fail at the next call into it.
INJECTOR = """
import errno, itertools, json, os, resource, signal, sys
from pathlib import Path
from sprint import files
from sprint.errors import SprintError

folder, act, fault, new = Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4].encode()
CALLS = ("open", "write", "fsync", "replace", "rename", "mkdir", "chmod", "fchmod", "close", "truncate", "ftruncate")

def run(target, point):
    passed = 0
    def failing(original):
        def call(*arguments, **named):
            nonlocal passed
            passed += 1
            if passed == point and fault == "kill":
                os._exit(137)
            if passed == point:
                raise OSError(getattr(errno, fault), os.strerror(getattr(errno, fault)))
            return original(*arguments, **named)
        return call
    if fault == "limit":
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (point * 97, point * 97))
    else:
        for name in CALLS:
            setattr(os, name, failing(getattr(os, name)))
    if act == "write":
        files.write(target, new)
    else:
        files.append_line(target, new)
    os._exit(0 if fault == "limit" or passed < point else 1)

results = []
for point in itertools.count(1):
    target = folder / str(point) / "file"
    target.parent.mkdir(parents=True)
    if sys.argv[5]:
        target.write_bytes(sys.argv[5].encode())
    child = os.fork()
    if not child:
        try:
            run(target, point)
        except SprintError:
            os._exit(4)
        except BaseException:
            os._exit(70)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    results.append([point, code])
    if code == 0:
        break
print(json.dumps(results))
"""


def inject(folder: Path, act: str, fault: str, new: bytes, old: bytes) -> list[tuple[int, Path]]:
    """Let an act fail at every point there is; return the exit code and the file of each try.

    137 is killed, 4 an error of ours, 70 any other, 1 a failure that did not matter, 0 none: the last try.
    """
    arguments = [str(folder), act, fault, new.decode(), old.decode()]
    said = subprocess.run(
        [sys.executable, "-c", INJECTOR, *arguments], check=True, capture_output=True, text=True
    ).stdout
    return [(code, folder / str(point) / "file") for point, code in json.loads(said)]


@pytest.mark.parametrize("old", [OLD, b""])
@pytest.mark.parametrize("fault", ["kill", "ENOSPC", "EIO", "limit"])
def test_a_failure_at_any_point_leaves_the_old_file_or_the_new(tmp_path: Path, fault: str, old: bytes) -> None:
    """Killed, out of space or broken at each call: the file is whole, the error is one of ours, no litter stays."""
    tries = inject(tmp_path, "write", fault, NEW, old)
    for code, file in tries:
        content = file.read_bytes() if file.exists() else b""
        assert content in {old, NEW}
        assert code in ({137, 0} if fault == "kill" else {4, 1, 0})
        if code in {0, 1}:
            assert content == NEW
        if fault != "kill":
            assert [path.name for path in file.parent.iterdir()] in ([], ["file"])
    states = {file.read_bytes() if file.exists() else b"" for _, file in tries}
    assert states == {old, NEW}
    assert len(tries) >= 6


@pytest.mark.parametrize("fault", ["kill", "ENOSPC", "EIO", "limit"])
def test_a_failing_append_never_touches_the_lines_before(tmp_path: Path, fault: str) -> None:
    """Wherever an append fails, all earlier lines stay, at most a torn tail is added, and the next append heals it."""
    line = b"x" * 3000
    tries = inject(tmp_path, "append", fault, line, OLD)
    for code, file in tries:
        content = file.read_bytes()
        assert content.startswith(OLD)
        assert line.startswith(content.removeprefix(OLD).removesuffix(b"\n"))
        assert code in ({137, 0} if fault == "kill" else {4, 1, 0})
        if code in {0, 1}:
            assert content == OLD + line + b"\n"
        files.append_line(file, b"next")
        assert file.read_bytes().startswith(content)
        assert file.read_bytes().endswith(b"\nnext\n")
    assert len(tries) >= 3


RECORDER = """
import os, sys
from pathlib import Path
from sprint import files

def recorded(name, original):
    def call(*arguments, **named):
        print(name)
        return original(*arguments, **named)
    return call

for name in ("fsync", "replace", "write"):
    setattr(os, name, recorded(name, getattr(os, name)))
files.write(Path(sys.argv[1]), b"new")
print("-")
files.append_line(Path(sys.argv[1]), b"line")
"""


def test_bytes_are_on_the_disk_before_they_are_relied_on(tmp_path: Path) -> None:
    """A power cut finds the old file or the new: the bytes are synced before the rename, the folder behind it."""
    arguments = [sys.executable, "-c", RECORDER, str(tmp_path / "file")]
    said = subprocess.run(arguments, check=True, capture_output=True, text=True).stdout
    assert said.split() == ["fsync", "replace", "fsync", "-", "write", "fsync"]


def test_a_file_is_replaced_as_a_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    """New bytes, the same permissions, folders made as needed, and nothing else left in the folder."""
    file = tmp_path / "a" / "b" / "file"
    files.write(file, OLD)
    file.chmod(0o640)
    files.write(file, NEW, expected=OLD)
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (NEW, 0o640)
    assert list(file.parent.iterdir()) == [file]


def test_a_change_of_someone_else_is_never_overwritten(tmp_path: Path) -> None:
    """A file that holds something else by now than when it was read is left as it is."""
    file = tmp_path / "file"
    file.write_bytes(b"theirs")
    with pytest.raises(NeedsPersonError, match="changed"):
        files.write(file, NEW, expected=OLD)
    assert file.read_bytes() == b"theirs"
    assert list(tmp_path.iterdir()) == [file]


def test_links_and_folders_are_never_written_through(tmp_path: Path) -> None:
    """A link, whole or dangling, and a folder in the file's place are refused, and what they lead to stays."""
    outside = tmp_path / "outside"
    outside.write_bytes(OLD)
    (tmp_path / "link").symlink_to(outside)
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "folder").mkdir()
    for name in ("link", "dangling", "folder"):
        for act in (files.write, files.append_line):
            with pytest.raises(NeedsPersonError):
                act(tmp_path / name, NEW)
    for name in ("link", "dangling"):
        assert not files.create(tmp_path / name, NEW)
        with pytest.raises(files.WriteError), files.locked(tmp_path / name):
            pass
    assert outside.read_bytes() == OLD
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """Where a file is in the way of a folder, the sentence names the place."""
    (tmp_path / "file").touch()
    for use in (files.make_folder, lambda path: files.write(path, NEW), lambda path: files.append_line(path, NEW)):
        with pytest.raises(files.WriteError, match="file"):
            use(tmp_path / "file" / "below")


def test_create_never_replaces(tmp_path: Path) -> None:
    """Only where nothing is there yet is a file made."""
    assert files.create(tmp_path / "file", OLD)
    assert not files.create(tmp_path / "file", NEW)
    assert (tmp_path / "file").read_bytes() == OLD


def test_appending_from_many_processes_loses_no_line(tmp_path: Path) -> None:
    """Four processes that append a hundred lines each leave four hundred whole lines, and blank ones at most."""
    code = (
        "import sys; from pathlib import Path; from sprint import files\n"
        "for i in range(100): files.append_line(Path(sys.argv[1]), f'{sys.argv[2]} {i} {sys.argv[2] * 200}'.encode())"
    )
    file = tmp_path / "log"
    writers = [subprocess.Popen([sys.executable, "-c", code, str(file), letter]) for letter in "abcd"]
    assert [writer.wait() for writer in writers] == [0, 0, 0, 0]
    expected = sorted(f"{letter} {i} {letter * 200}" for letter in "abcd" for i in range(100))
    assert sorted(filter(None, file.read_text().split("\n"))) == expected


HOLDER = """
import sys, time
from pathlib import Path
from sprint import files
with files.locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_lock_keeps_others_out_and_ends_with_its_holder(tmp_path: Path) -> None:
    """While one process holds the lock another is told its number; killed, it holds it no longer."""
    lock = tmp_path / "local" / "lock"
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(lock)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with (
            pytest.raises(NeedsPersonError, match=rf"process {holder.pid}\b"),
            files.locked(lock, patience_seconds=0.2),
        ):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    with files.locked(lock, patience_seconds=0.2):
        assert lock.read_text() == str(os.getpid())


def test_a_copy_takes_links_as_links(tmp_path: Path) -> None:
    """Copying a folder reaches nothing outside of it, and leaves out what is to be left out."""
    source = tmp_path / "source"
    (source / "deep").mkdir(parents=True)
    (source / "deep" / "file").write_bytes(OLD)
    (source / "skip.tmp").touch()
    (source / "out").symlink_to("/etc/hostname")
    folders.copy_tree(source, tmp_path / "target", ignore=("*.tmp",))
    assert (tmp_path / "target" / "deep" / "file").read_bytes() == OLD
    assert (tmp_path / "target" / "out").is_symlink()
    assert not (tmp_path / "target" / "skip.tmp").exists()


def test_a_temporary_folder_is_gone_afterwards() -> None:
    """The folder is there meanwhile and gone afterwards, also when something fails inside."""
    seen: list[Path] = []

    def fail() -> None:
        with folders.temporary_folder() as folder:
            seen.append(folder)
            (folder / "file").touch()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not seen[0].exists()


# --- one door -------------------------------------------------------------------------------------------------------

ALWAYS = {
    *("write_text", "write_bytes", "touch", "mkdir", "makedirs", "unlink", "rmdir", "removedirs", "rmtree"),
    *("symlink_to", "hardlink_to", "symlink", "chmod", "lchmod", "chown", "utime", "truncate", "ftruncate", "mkfifo"),
    *("copyfile", "copyfileobj", "copy2", "copytree", "copymode", "copystat", "move", "make_archive", "unpack_archive"),
    *("mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory"),
    *("savefig", "to_csv", "to_json", "to_parquet", "savez", "savetxt", "write_html", "write_image"),
}
"""Names of calls that write wherever they are called."""
OF_MODULE = {"os": {"open", "remove", "rename", "renames", "replace", "link"}, "shutil": {"copy"}, "json": {"dump"}}
"""Names that write when they belong to this module."""
OPENERS = {"open", "fdopen"}
LEARNERS_CODE = re.compile(
    r"lab/worker/(worker_main|figure_capture|resource_limits)\.py|lessons/[^/]+/(lesson\.py|files/.+)"
)
"""The child program, which runs the learner's code in a copy of the learner's folder, and that code itself."""


def writes(source: str) -> Iterator[int]:
    """Yield the lines of some code at which it writes to disk."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module in OF_MODULE:
            taken = {alias.name for alias in node.names}
            if taken & (OF_MODULE[node.module] | ALWAYS | {"*"}):
                yield node.lineno
        if isinstance(node, ast.Call) and is_writing(node):
            yield node.lineno


def is_writing(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    owner_name = owner.id if isinstance(owner, ast.Name) else ""
    if owner_name in {"files", "folders", "Image"} or ast.unparse(call).startswith("os.open(os.devnull,"):
        return False
    if name == "to_csv" and not call.args:
        return False  # it gives the text
    if name in ALWAYS or name in OF_MODULE.get(owner_name, set()):
        return True
    if name in {"replace", "rename"}:  # a path's takes one place and nothing else; a text's takes two
        return owner is not None and len(call.args) == 1 and not call.keywords
    return name in OPENERS and opens_for_writing(call, is_method=owner is not None and owner_name not in {"io", "os"})


def opens_for_writing(call: ast.Call, *, is_method: bool) -> bool:
    modes: list[Any] = [keyword.value for keyword in call.keywords if keyword.arg == "mode"]
    modes += call.args[0 if is_method else 1 :][:1]
    return any(not isinstance(mode, ast.Constant) or set(str(mode.value)) & set("wax+") for mode in modes)


@pytest.mark.parametrize(
    "code",
    [
        "open('a', 'w')",
        "open('a', mode='ab')",
        "open('a', mode)",
        "Path('a').open('r+')",
        "io.open('a', 'x')",
        "os.fdopen(3, 'wb')",
        "os.open('a', flags)",
        "path.write_text('x')",
        "path.replace(other)",
        "os.replace(a, b)",
        "shutil.rmtree(a)",
        "from shutil import copy",
        "from os import replace as swap",
        "tempfile.mkdtemp()",
        "json.dump(a, b)",
        "figure.savefig('a.png')",
        "frame.to_csv('a.csv')",
    ],
)
def test_the_guard_sees_every_way_to_write(code: str) -> None:
    """Each way to write to disk is noticed, so that the next test cannot pass by being blind."""
    assert list(writes(code)) == [1]


@pytest.mark.parametrize(
    "code",
    [
        "open('a')",
        "open('a', 'rb')",
        "path.open('rb')",
        "text.replace('a', 'b')",
        "now.replace(microsecond=0)",
        "files.write(path, b'')",
        "files.make_folder(path)",
        "frame.copy()",
        "json.dumps(a)",
        "frame.to_csv(index=False)",
        "from os import environ",
        "os.open(os.devnull, os.O_WRONLY)",
    ],
)
def test_the_guard_lets_reading_pass(code: str) -> None:
    """Reading, and writing through the one door, are no concern of the guard."""
    assert list(writes(code)) == []


def test_only_one_module_writes() -> None:
    """No module but `files.py` and `folders.py` writes to disk, save the program that runs the learner's own code."""
    package = Path(sprint.__file__).parent
    modules = {path.relative_to(package).as_posix(): path for path in package.rglob("*.py")}
    engine = {name: path for name, path in modules.items() if not LEARNERS_CODE.fullmatch(name)}
    assert all(list(writes(engine.pop(name).read_text())) for name in ("files.py", "folders.py"))
    found = [f"sprint/{name}:{line}" for name, path in sorted(engine.items()) for line in writes(path.read_text())]
    assert found == []
