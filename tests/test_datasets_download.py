"""Downloads of data sets: whole or not at all, resumed, verified, and a sentence when it cannot be."""

import hashlib
import http.server
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from small_data import CONTENT, left_behind, put_in_cache, row

from sprint import datasets, files
from sprint.datasets.store import cache_folder


class Handler(http.server.BaseHTTPRequestHandler):
    """The first part of the path says how to behave: range, plain, other, short, cut, silent, slow, endless, gone."""

    ranges: ClassVar[list[str | None]] = []

    def do_GET(self) -> None:
        """Answer in the manner the path asks for."""
        manner = self.path.split("/")[1]
        wanted = self.headers.get("Range")
        type(self).ranges.append(wanted)
        content = {"other": b"x" * len(CONTENT), "short": b"please log in"}.get(manner, CONTENT)
        if manner == "gone":
            self.send_error(404)
            return
        if manner == "silent":
            time.sleep(1)
            return
        start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted and manner != "plain" else 0
        if start >= len(content):
            self.send_error(416)
            return
        self.send_response(206 if start else 200)
        if manner != "endless":
            self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        if manner == "cut":
            self.wfile.write(content[start : start + 100_000])
        elif manner == "slow":
            self.wfile.write(content[start : start + 100_000])
            self.wfile.flush()
            time.sleep(30)
        else:
            self.wfile.write(content[start:] * (4 if manner == "endless" else 1))

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def server(empty_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server on this machine; yields its address."""
    assert not empty_cache.exists()
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    Handler.ranges.clear()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as serving:
        serving.daemon_threads = True
        serving.block_on_close = False
        thread = threading.Thread(target=serving.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()
        thread.join()


def test_fetch_brings_the_file_and_tells_its_progress(server: str) -> None:
    """A download ends whole and verified; progress rises to the full size; a second fetch asks nobody."""
    data = row(f"{server}/range/table.bin")
    seen: list[tuple[int, int]] = []
    state = datasets.fetch(data, lambda done, total: seen.append((done, total)))
    assert state.paths[0].read_bytes() == CONTENT
    assert left_behind(data) == {"table.bin"}
    assert seen == sorted(seen)
    assert seen[-1] == (len(CONTENT), len(CONTENT))
    datasets.fetch(data)
    assert len(Handler.ranges) == 1


def test_a_partial_download_goes_on_where_it_stopped(server: str) -> None:
    """What an interrupted download left is kept and only the rest is asked for."""
    data = row(f"{server}/cut/table.bin")
    with pytest.raises(datasets.DownloadError, match="ended the connection early"):
        datasets.fetch(data)
    assert left_behind(data) == {"table.bin.part"}
    assert datasets.status(data).partial == 100_000
    assert datasets.status(data).to_fetch == len(CONTENT) - 100_000
    assert datasets.fetch(row(f"{server}/range/table.bin")).complete
    assert Handler.ranges == [None, "bytes=100000-"]
    assert left_behind(data) == {"table.bin"}


def test_a_download_goes_on_from_the_next_mirror(server: str) -> None:
    """A mirror that breaks off is followed by one that gives the rest."""
    assert datasets.fetch(row(f"{server}/cut/table.bin", f"{server}/range/table.bin")).complete
    assert Handler.ranges == [None, "bytes=100000-"]


def test_a_server_without_ranges_starts_over(server: str) -> None:
    """A partial file is replaced when the server sends everything again."""
    data = row(f"{server}/plain/table.bin")
    put_in_cache(data, "table.bin.part", CONTENT[:5000])
    datasets.fetch(data)
    assert (cache_folder(data) / "table.bin").read_bytes() == CONTENT


@pytest.mark.parametrize("size", [len(CONTENT), None])
@pytest.mark.parametrize("junk", [b"junk" * 100, b"j" * len(CONTENT), b"j" * (len(CONTENT) + 9)])
def test_a_spoilt_partial_file_is_started_over(server: str, junk: bytes, size: int | None) -> None:
    """Junk in the partial file, shorter, as long, or longer, costs a second attempt and nothing else."""
    data = row(f"{server}/range/table.bin", size=size)
    put_in_cache(data, "table.bin.part", junk)
    datasets.fetch(data)
    assert (cache_folder(data) / "table.bin").read_bytes() == CONTENT
    assert left_behind(data) == {"table.bin"}


def test_a_complete_partial_file_is_put_in_place_without_a_download(server: str) -> None:
    """A download interrupted after its last byte is finished without asking anybody."""
    data = row(f"{server}/gone/table.bin")
    put_in_cache(data, "table.bin.part", CONTENT)
    seen: list[tuple[int, int]] = []
    assert datasets.fetch(data, lambda done, total: seen.append((done, total))).complete
    assert seen == [(len(CONTENT), len(CONTENT))]
    assert Handler.ranges == []


def test_other_bytes_of_the_same_length_are_refused_and_removed(server: str) -> None:
    """A wrong checksum leaves nothing behind and is a sentence with a command, exit code 5."""
    data = row(f"{server}/other/table.bin")
    with pytest.raises(datasets.DownloadError, match="SHA-256 differs") as caught:
        datasets.fetch(data)
    assert caught.value.exit_code == 5
    assert "`sprint data fetch small`" in caught.value.next_step
    assert left_behind(data) == set()


def test_a_login_page_is_refused_before_it_is_kept(server: str) -> None:
    """An answer of another length than the published file does not touch the disk."""
    data = row(f"{server}/short/table.bin")
    with pytest.raises(datasets.DownloadError, match="13 bytes"):
        datasets.fetch(data)
    assert left_behind(data) == set()


def test_a_stream_without_an_end_is_cut_off(server: str) -> None:
    """A server that announces no length and sends too much cannot fill the disk."""
    data = row(f"{server}/endless/table.bin")
    with pytest.raises(datasets.DownloadError, match="sent more"):
        datasets.fetch(data)
    assert datasets.status(data).partial <= len(CONTENT)


def test_receiving_cuts_off_what_lay_behind(tmp_path: Path) -> None:
    """Bytes are written behind the part that is kept, and nothing older follows them."""
    path = tmp_path / "growing"
    path.write_bytes(b"0123456789")
    files.receive(path, [b"ab", b"c"], after=4)
    assert path.read_bytes() == b"0123abc"


def test_a_mirror_that_lost_the_file_is_passed_over(server: str) -> None:
    """After a 404 the next address is tried."""
    assert datasets.fetch(row(f"{server}/gone/table.bin", f"{server}/range/table.bin")).complete


def test_a_stand_in_is_taken_where_the_file_is_not_to_be_had(server: str) -> None:
    """Another file with the same content is fetched, found and verified in its place."""
    content_sha = hashlib.sha256(CONTENT).hexdigest()
    archive = datasets.DataFile("table.tgz", None, content_sha, (f"{server}/range/table.tgz",))
    state = datasets.fetch(row(f"{server}/cut/table.bin", instead=archive))
    assert [path.name for path in datasets.verify(state.dataset).paths] == ["table.tgz"]
    assert left_behind(state.dataset) == {"table.tgz"}


def test_every_reason_is_named_when_no_mirror_helps(server: str) -> None:
    """The sentence tells what each address did: refused, silent, lost the file."""
    urls = ("http://127.0.0.1:9/table.bin", f"{server}/silent/table.bin", f"{server}/gone/table.bin")
    data = row(*urls)
    with pytest.raises(datasets.DownloadError) as caught:
        datasets.fetch(data, timeout_seconds=0.2)
    assert "Connection refused" in caught.value.sentence
    assert "was silent for 0.2 seconds" in caught.value.sentence
    assert "answered 404" in caught.value.sentence
    assert "\n" not in caught.value.sentence
    assert left_behind(data) == set()


def test_a_damaged_file_in_the_cache_is_replaced(server: str) -> None:
    """Fetch mends what verify refused."""
    data = row(f"{server}/range/table.bin")
    put_in_cache(data, "table.bin", b"\x01" + CONTENT[1:])
    assert datasets.verify(datasets.fetch(data).dataset).complete


def test_a_damaged_file_in_sprint_data_is_the_learners_to_mend(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fetch says which file it is, leaves it as it is, and downloads nothing in vain."""
    path = tmp_path / "mine" / "small" / "table.bin"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\x01" + CONTENT[1:])
    monkeypatch.setenv("SPRINT_DATA", str(tmp_path / "mine"))
    with pytest.raises(datasets.DataDamagedError, match=re.escape(str(path))):
        datasets.fetch(row(f"{server}/range/table.bin"))
    assert Handler.ranges == []
    assert path.read_bytes() == b"\x01" + CONTENT[1:]


def test_two_fetches_at_once_end_with_one_whole_file(server: str) -> None:
    """The second waits for the first and finds its work done."""
    data = row(f"{server}/range/table.bin")
    threads = [threading.Thread(target=datasets.fetch, args=(data,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert datasets.verify(data).complete
    assert len(Handler.ranges) == 1


FETCH = """
import resource, sys
from sprint.datasets import DataFile, Dataset, fetch
from sprint.errors import SprintError
limit = int(sys.argv[3])
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
file = DataFile("table.bin", 307200, sys.argv[2], (sys.argv[1],))
try:
    fetch(Dataset("small", "", (file,), "", "", None))
except SprintError as error:
    print(error)
    sys.exit(error.exit_code)
"""


def fetching(url: str, limit: int = 0) -> list[str]:
    """Return the command of a process that fetches `CONTENT`, with a limit on the size of files it may write."""
    return [sys.executable, "-c", FETCH, url, hashlib.sha256(CONTENT).hexdigest(), str(limit)]


def test_a_full_disk_is_a_sentence_and_the_download_goes_on_later(server: str) -> None:
    """When the system takes no more bytes, exit code 5 and the command; with room again only the rest is fetched."""
    url = f"{server}/range/table.bin"
    full = subprocess.run(fetching(url, 70_000), capture_output=True, text=True, check=False)
    assert full.returncode == 5
    assert "could not be written: File too large" in full.stdout
    assert "`sprint data fetch small`" in full.stdout
    assert full.stderr == ""
    assert left_behind(row()) == {"table.bin.part"}
    assert datasets.fetch(row(url)).complete
    assert Handler.ranges == [None, "bytes=70000-"]


def test_a_killed_download_leaves_only_its_partial_file(server: str) -> None:
    """After SIGKILL in the middle there is a partial file and nothing else, and the next fetch goes on from it."""
    with subprocess.Popen(fetching(f"{server}/slow/table.bin")) as process:
        part = cache_folder(row()) / "table.bin.part"
        deadline = time.monotonic() + 20
        while not (part.exists() and part.stat().st_size == 100_000) and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
    assert left_behind(row()) == {"table.bin.part"}
    assert datasets.fetch(row(f"{server}/range/table.bin")).complete
    assert Handler.ranges == [None, "bytes=100000-"]
