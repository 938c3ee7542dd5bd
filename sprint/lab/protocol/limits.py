"""The limits of one run, how long each part of it may take, and what is kept of a text that is too long."""

from dataclasses import dataclass

MEGABYTE = 2**20
STREAM_LIMIT = MEGABYTE
"""Characters of printed text kept for one cell."""
DISPLAY_LIMIT = 8 * MEGABYTE
"""Bytes of results and displays kept for one cell."""
MESSAGE_LIMIT = 4000
"""Characters of an exception's message that are kept."""
OUTPUT_LIMIT = 64 * MEGABYTE
"""Bytes a run may print past Python's own streams before it is ended."""
PROCESS_LIMIT = 512
"""Processes a run may have at a time before it is ended."""
GRACE_SECONDS = 2.0
"""What code gets between being asked to stop and being ended."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What a run may use before it is ended."""

    seconds: float = 120.0
    """Wall-clock seconds for the whole notebook."""
    memory_gb: float = 4.0
    """Resident memory of the whole process tree, in GiB."""
    question_seconds: float = 20.0
    """Wall-clock seconds for the answer to one question, unless the question says otherwise."""

    @property
    def memory_bytes(self) -> int:
        """The memory limit in bytes."""
        return int(self.memory_gb * 2**30)


def without_middle(text: str, longest: int = MESSAGE_LIMIT) -> str:
    """Return a text; of a long one the beginning and, from a whole line on, three times as much of the end."""
    if len(text) <= longest:
        return text
    start = longest // 4
    end = text[start + 3 - longest :]
    whole_lines = end.partition("\n")[2].strip("\n")
    return f"{text[:start]}\n…\n{whole_lines or end}"
