"""Day 19: a file that was swapped is refused, and runs nothing."""

import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sprint.checks.api import Failed, LearnerError, Remote, Session, Work, check, folder_with, write_file

from .common import SCRIPT, Saved, loaded_model

MARK = "trap"


@check("d19.c3", "a file that was swapped is refused, and runs nothing", needs=("d19.c2",))
def refuses(work: Work) -> str:
    """In a folder made for it, the model's file is replaced while your `model_meta.json` stays, in three ways.

    By what your own `save_model` makes of a model that carries a trap, by a plain pickle with the same trap, and by your
    file with one byte changed. The trap writes a file when it is unpickled. It must not be there after `load_model`.
    """
    saved, loaded = loaded_model(work)
    content = saved.path.read_bytes()
    load = loaded.session.imported(f"{SCRIPT[:-3]}:load_model")
    with folder_with(work) as scratch:
        try:
            for name, forged in _forged(loaded.session, saved, scratch):
                _swapped(work, load, saved, name, forged, scratch)
        finally:
            write_file(saved.path, content)
    work.proved("a swapped file ran nothing")
    return "a trap in the file did not go off"


def _swapped(work: Work, load: Remote, saved: Saved, name: str, forged: bytes, scratch: Path) -> None:
    """Put something else in the place of the model's file; fail if the trap in it goes off."""
    write_file(saved.path, forged)
    try:
        load.keep(str(saved.path))
    except LearnerError:
        refused = True
    else:
        refused = False
    if (scratch / MARK).exists():
        raise Failed(
            f"{saved.file} was replaced by {name}, and load_model ran the command in it",
            "a refusal before the file is opened",
            because="a pickle runs code when it is loaded",
            next="compare the sha256 first and open the file afterwards, or use skops or a state_dict",
        )
    if not refused:
        work.note(f"{saved.file} was replaced by {name}, and load_model took it: a fingerprint would have told")


def _forged(session: Session, saved: Saved, scratch: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what takes the place of the model's file: its name for the learner, and its bytes."""
    content, other, mark = saved.path.read_bytes(), scratch / saved.file, scratch / MARK
    load, save = (session.imported(f"{SCRIPT[:-3]}:{name}") for name in ("load_model", "save_model"))
    write_file(other, b"")
    try:
        session.name("trapped")(load, save, str(saved.path), str(other), str(mark))
    except LearnerError:  # a format that takes no trap in
        pass
    else:
        yield "another model", other.read_bytes()
    yield "a pickle", pickle.dumps(_Trap(str(mark))).ljust(len(content), b"\0")
    half = len(content) // 2
    yield "itself with one byte changed", content[:half] + bytes([content[half] ^ 1]) + content[half + 1 :]


class _Trap:
    """What a trap looks like when it is packed; it is unpacked in the learner's process only."""

    def __init__(self, place: str) -> None:
        self.place = place

    def __reduce__(self) -> tuple[Any, ...]:
        return open, (self.place, "w")
