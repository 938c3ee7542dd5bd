"""Trust in lessons that did not come with the package: their checks are programs, so a person has to say yes first.

What is trusted is one state of one place: a hash over the curriculum's path, its bytes and every file of its lessons.
Any edit, and any move, takes the trust away. It is kept in the user's configuration, outside the folder it is about.
"""

import hashlib
from pathlib import Path

from sprint import files
from sprint.course.material import SHIPPED_LESSONS
from sprint.errors import NeedsPersonError


class NotTrustedError(NeedsPersonError):
    """The lessons beside a curriculum were never looked at by this user, or changed since."""


def trust(root: Path) -> str:
    """Trust the lessons beside a curriculum as they are now, and return their hash.

    Raises:
        NeedsPersonError: a folder of the lessons is a link.
        WriteError: the system refused.
    """
    mark = _mark(root)
    files.write(_place(mark), f"{root.resolve()}\n".encode())
    return mark


def require_trust(lesson: Path) -> bool:
    """Return whether a lesson is a trusted one of somebody's own; False for one of the package.

    Args:
        lesson: the lesson's folder, `ROOT/lessons/NAME`.

    Raises:
        NotTrustedError: its code is somebody's that nobody vouched for.
        NeedsPersonError: a folder of the lessons is a link.
    """
    if lesson.parent.resolve() == SHIPPED_LESSONS.resolve():
        return False
    root = lesson.parent.parent
    if not _place(_mark(root)).is_file():
        raise NotTrustedError(
            f"The lessons in {lesson.parent} did not come with sprint, and nobody vouched for them as they are.",
            "Look at their checks, and if you trust them: sprint trust",
        )
    return True


def _mark(root: Path) -> str:
    """Return the hash of all that counts. Bytecode does not: none of it is run.

    Raises:
        NeedsPersonError: a folder of the lessons is a link, so what is behind it would run unseen.
    """
    hashed = hashlib.sha256(str(root.resolve()).encode())
    for path in [root / "curriculum.yaml", *sorted((root / "lessons").rglob("*"))]:
        if path.is_symlink() and path.is_dir():
            raise NeedsPersonError(
                f"{path.relative_to(root)} is a link, and nobody can vouch for what it will lead to.",
                "Put the folder itself in its place, then: sprint trust",
            )
        if path.is_file() and path.suffix != ".pyc":
            hashed.update(f"\n{path.relative_to(root)}\n{files.digest(path.read_bytes())}".encode())
    return hashed.hexdigest()


def _place(mark: str) -> Path:
    from platformdirs import user_config_path

    return user_config_path("sprint-ml") / "trusted" / mark
