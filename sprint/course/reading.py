"""Reading a curriculum: from a file to the frozen model, or to all of its faults at once."""

from pathlib import Path

import sprint
from sprint import files
from sprint.course.errors import CurriculumError, Faults
from sprint.course.model import Curriculum

SIZE_LIMIT = 256 * 1024
"""Bytes; ours has a tenth of it. Parsing cost grows with size, so the size is looked at first."""
NAME = "curriculum.yaml"


def read_curriculum(path: Path) -> Curriculum:
    """Read and validate a curriculum file.

    Raises:
        CurriculumError: it cannot be read, is too large, or has faults; `faults` holds them all, by line.
    """
    # PyYAML costs some 10 ms to import: commands that need no curriculum do not pay.
    from sprint.course.validation import build
    from sprint.course.yaml_nodes import compose

    content = _content(path)
    faults = Faults(path.name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        faults.stop(content[: error.start].count(b"\n") + 1, "the text is not UTF-8; save the file with that encoding")
    return build(compose(text, faults), path, files.digest(content), faults)


def shipped_curriculum() -> Path:
    """Return the curriculum that came with the package: inside it when installed, beside it in a checkout."""
    package = Path(sprint.__file__).parent
    installed = package / NAME
    return installed if installed.is_file() else package.parent / NAME


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise CurriculumError(f"There is no file {path}.", "Check the name; a curriculum is one YAML file.")
    try:
        with path.open("rb") as stream:
            content = stream.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise CurriculumError(
            f"{path} could not be read: {error.strerror}.", "Check its permissions and run the command again."
        ) from error
    if len(content) > SIZE_LIMIT:
        raise CurriculumError(
            f"{path.name} is larger than {SIZE_LIMIT // 1024} KiB.", "Shorten its texts, or move some into the lessons."
        )
    return content
