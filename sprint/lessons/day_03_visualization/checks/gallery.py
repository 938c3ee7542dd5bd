"""Day 3, task 3: the gallery, its pictures and the lines about them."""

import difflib
import hashlib
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from PIL import Image

from sprint.checks.api import Failed, NotAttempted, Work, check

from .common import CHARTS, LETTER

SHORT = 2
"""A picture that is said in fewer words than this needs a line beside it."""
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".html", ".htm")
SIZE_LIMIT = 64 * 2**20
EXAMPLE = "what it shows, in words"
"""The description of the picture in the comment that the day lays out."""
INTRODUCTION = "Three charts of day 3."
"""How the only line begins that the day lays out."""
WEB = re.compile(r"https?:|data:")
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)


def _links(text: str) -> Iterator[tuple[str, str]]:
    """Yield target and description of each picture, and of each link to a file that shows one."""
    for block in MarkdownIt("commonmark").parse(text):
        opened = None
        for token in block.children or ():
            if token.type == "image":
                yield str(token.attrGet("src")), token.content
            elif token.type == "link_open":
                opened = str(token.attrGet("href"))
            elif token.type == "text" and opened and opened.lower().endswith(PICTURES):
                yield opened, token.content
                opened = None
        if block.type in {"html_block", "inline"}:
            for tag in re.findall(r"<img\b[^>]*>", _COMMENT.sub("", block.content)):
                source, words = (re.search(rf"{key}\s*=\s*[\"']([^\"']*)", tag) for key in ("src", "alt"))
                yield source[1] if source else "", words[1] if words else ""


def _in_comments(text: str) -> int:
    """Return how many pictures stand in comments, the example of the day left out."""
    links = {link for comment in _COMMENT.findall(text) for link in _links(comment)}
    return sum(words != EXAMPLE and not WEB.match(target) for target, words in links)


def _lines_of(text: str) -> int:
    """Return how many lines below the title say something in words beside the pictures."""
    said, around = 0, ""
    for block in MarkdownIt("commonmark").parse(_COMMENT.sub("", text)):
        around, inside = block.tag, around
        if block.type == "inline" and inside != "h1" and not block.content.startswith(INTRODUCTION):
            lines, opened = [""], False
            for token in block.children or ():
                opened = (opened or token.type == "link_open") and token.type != "link_close"
                if token.type in {"softbreak", "hardbreak"}:
                    lines.append("")
                elif token.type == "text" and not opened:
                    lines[-1] += token.content
            said += sum(bool(LETTER.search(part)) for line in lines for part in line.split("|"))
        elif block.type == "html_block":
            said += bool(LETTER.search(re.sub(r"<[^>]*>", "", block.content)))
    return said


def _found(folder: Path, target: str) -> Path:
    """Return the file a link points to, spelled exactly as it is on the disk.

    Raises:
        Failed: it lies outside the folder, or is not there.
    """
    place = folder
    parts = [part for part in unquote(urlsplit(target).path).split("/") if part not in ("", ".")]
    if ".." in parts or target.startswith("/") or re.match(r"[A-Za-z]:|file:", target):
        raise Failed(
            f"gallery.md points to {target}",
            "a path inside this folder, as images/…",
            next="paths of your computer end there",
        )
    for part in parts:
        names = [path.name for path in place.iterdir()] if place.is_dir() else []
        if part not in names:
            near = [name for name in names if name.lower() == part.lower()] or difflib.get_close_matches(part, names, 1)
            because = f"there is {near[0]}: capitals and endings count" if near else ""
            move = "does a cell save it, under this name?"
            raise Failed(
                f"gallery.md points to {target}, which is not there", "a file of this run", because=because, next=move
            )
        place /= part
    return place


def _seen(path: Path, target: str) -> bytes:
    """Return the bytes of a picture that shows something.

    Raises:
        Failed: it is none, or has a single colour.
    """
    content = path.read_bytes() if path.is_file() and path.stat().st_size <= SIZE_LIMIT else b""
    if path.suffix.lower() in (".svg", ".html", ".htm"):
        marks = (b"<svg",) if path.suffix.lower() == ".svg" else (b"plotly", b"<svg", b"<canvas", b"<img")
        if not any(mark in content for mark in marks):
            raise Failed(f"{target} shows no chart", "a page with a chart in it", next="open it in a browser")
        return content
    try:
        bands: Any = Image.open(io.BytesIO(content)).convert("RGB").getextrema()
    except (OSError, ValueError, Image.DecompressionBombError):
        move = "is it saved with savefig, and does its ending fit?"
        raise Failed(f"{target} is no picture ({len(content)} bytes)", "a picture that opens", next=move) from None
    if all(low == high for low, high in bands):
        because = "that is what plt.savefig leaves after the figure was shown and closed"
        move = "ask the figure itself to save"
        raise Failed(f"{target} has a single colour", "a picture of the chart", because=because, next=move)
    return content


@check("d03.c3", "gallery.md shows three pictures", names=CHARTS)
def gallery(work: Work) -> str:
    """`gallery.md` is read as Markdown, and its pictures are looked for in the folder after this run.

    Three of them have to be there, spelled with the same capitals, lie inside the folder, open as pictures (or as the
    page of an interactive chart), differ from each other, and have words that say what they show: a single word is enough
    only where the gallery has lines beside its pictures. Where those are fewer than the pictures, you get a note.
    """
    path = work.folder / "gallery.md"
    text = path.read_text("utf-8", errors="replace") if path.is_file() else ""
    links, hidden = dict(_links(text)), _in_comments(text)
    if not links and not hidden:
        raise NotAttempted("no picture hangs in gallery.md yet")
    local = {target: words for target, words in links.items() if not WEB.match(target)}
    seen = f"{len(local)} picture{'s' if len(local) != 1 else ''} of this folder in gallery.md"
    because, move = "pictures from the web do not count" if len(links) > len(local) else "", "one for each library"
    if hidden:
        because = f"{hidden} more stand inside a comment: nobody sees what is between <!-- and -->"
        move = "end the comment before the first picture"
    work.require(len(local) >= 3, seen, "three", because=because, next=move)
    known: dict[str, str] = {}
    said = _lines_of(text)
    for target, words in local.items():
        mark = hashlib.sha256(_seen(_found(work.folder, target), target)).hexdigest()
        if mark in known:
            raise Failed(
                f"{known[mark]} and {target} are the same picture",
                "three different ones",
                next="which chart was saved under which name?",
            )
        known[mark] = target
        _require_words(work, target, words, said)
    if said < len(local):
        work.note("a line beside each picture says what a reader should see")
    work.metric("gallery_pictures", len(local))
    return ", ".join(local)


def _require_words(work: Work, target: str, words: str, lines: int) -> None:
    """Fail where a picture is described by nothing, or by a single word and the gallery has no line either."""
    seen = f"{target} is described by {words.strip()!r}" if words.strip() else f"{target} has no words"
    enough = len(re.findall(r"[^\W_]+", words)) >= SHORT or re.search(r"[\u3040-\u30ff\u3400-\u9fff]{2}", words)
    told = LETTER.search(words) and (enough or lines > 0)
    wanted = "words in the square brackets that say what it shows"
    work.require(told, seen, wanted, next="what would you say on the phone?")
