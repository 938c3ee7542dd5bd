"""Day 21, View: one command starts a face that answers, and refuses what makes no sense."""

import itertools
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sprint.checks.api import (
    Answer,
    Failed,
    Finished,
    NotAttempted,
    Request,
    Server,
    Work,
    check,
    is_html,
    parse_command,
    require_answer,
    require_client_error,
    require_no_server_error,
    require_success,
    run_command,
    serve_on_port,
)

from .manifest import capstone_folder, fresh_copy, home_of, manifest_of, request_in


def _require_dependent(work: Work, server: Server, request: Request, other: Request | None, first: Answer) -> None:
    """Fail if the answer is the same whatever is asked."""
    said = _but_the_echo(first, request)
    if other is not None:
        differs = _but_the_echo(require_answer(server, other, "the other request"), other) != said
    else:
        variants = itertools.islice(request.varied(), 60)
        differs = any(_but_the_echo(one.answered(server, "a changed request"), one) != said for one in variants)
    work.require(
        differs, f"each request gets the answer {first.body[:80].decode(errors='replace')}",
        "an answer that depends on what is asked",
        next="does the handler ask the model? If it does, name in [other] a request that gets another answer",
    )  # fmt: skip


def _but_the_echo(answer: Answer, request: Request) -> object:
    """Return an answer without the question that it repeats."""
    try:
        document = json.loads(answer.body)
    except ValueError:
        return answer.body
    asked = request.document
    if not isinstance(asked, dict | list) or not asked:
        return document
    if isinstance(document, dict):
        return {key: value for key, value in document.items() if value != asked}
    return document


def _served(work: Work, server: Server, manifest: Mapping[str, Any]) -> str:
    """Prove a face that is a server."""
    request, other, bad = (request_in(manifest, name) for name in ("good", "other", "bad"))
    request = request or Request()
    first = require_answer(server, request, "the good request")
    work.proved(f"the good request gets the status {first.status}")
    if is_html(first) and not request.asks and other is None:
        fields = re.search(rb"<(form|input|select|textarea|button|script)\b", first.body, re.IGNORECASE)
        work.require(
            fields, "a page with nothing to fill in", "a page on which something can be asked",
            next="is it the page of the model, or a list of files?",
        )  # fmt: skip
    else:
        _require_dependent(work, server, request, other, first)
    refused = _refused(server, request, bad, page=is_html(first))
    require_answer(server, request, "the good request, sent again after the others,")
    if not refused:
        return "a page that starts; no bad request is named"
    work.proved("what makes no sense gets a status from 400 to 499, and the server goes on")
    return f"answers with {first.status}, refuses {refused}"


def _with_a_hole(document: object) -> list[object]:
    """Return an object without its first value, and with a list in the place of it."""
    if not isinstance(document, dict) or not document:
        return []
    first = next(iter(document))
    return [{key: value for key, value in document.items() if key != first}, {**document, first: ["a list"]}]


def _refused(server: Server, request: Request, bad: Request | None, *, page: bool) -> str:
    """Fail unless what makes no sense is refused; return what was, empty for a page that names nothing bad."""
    if bad is not None:
        require_client_error(server, bad, "the bad request")
    if request.document is not None:
        broken = Request(request.method, request.path, raw=b'{"this is no JSON')
        require_client_error(server, broken, "text that is no JSON")
        for body in ("{}", "null", "[]", "5", '"x"', *map(json.dumps, _with_a_hole(request.document))):
            require_no_server_error(
                server, Request(request.method, request.path, raw=body.encode()), f"the request {body[:80]}"
            )
        return "what makes no sense"
    if bad is None and not page:
        raise Failed(
            "capstone.toml names no [bad] request", "one that makes no sense, to see it refused",
            next="what may nobody ask of your model?",
        )  # fmt: skip
    return "the bad request" if bad else ""


def _commanded(work: Work, words: Sequence[str], manifest: Mapping[str, Any]) -> str:
    """Prove a face that is a command: it answers, and another question gets another answer."""
    good, other, bad = (request_in(manifest, name) for name in ("good", "other", "bad"))

    def asked(request: Request | None) -> Finished:
        with fresh_copy(work) as day:
            return run_command([*words, *(request.args if request else ())], home_of(day, words), 120)

    first = asked(good)
    require_success(words, first, work.folder)
    work.require(
        first.out.strip(),
        "the command ends without a word",
        "an answer on its standard output",
        next="print the answer",
    )
    if other is not None and asked(other).out == first.out:
        raise Failed(
            f"two questions get the same answer, {first.out.strip()[:80]}", "an answer that depends on the question",
            next="does the command ask the model?",
        )  # fmt: skip
    if bad is not None and not asked(bad).why:
        raise Failed(
            "the bad question ends with exit code 0", "an exit code that says it did not work",
            next="say why, then sys.exit(2)",
        )  # fmt: skip
    return "a command that answers" + (", and refuses what makes no sense" if bad else "; no bad question is named")


@check("d21.c2", "View: one command starts a face that answers, and refuses what makes no sense")
def served(work: Work) -> str:
    """The `serve` command of capstone.toml is started on a free port of this machine, told as `{port}` and as PORT.

    It has to listen there within a minute. The `[good]` request has to get a status from 200 to 299 with an answer, and
    the `[other]` one another answer; without `[other]`, values of the good one are changed until the answer changes. The
    `[bad]` request has to get a status from 400 to 499, and so has text that is no JSON where JSON is expected. An empty
    object, a bare list, number, text or null, and a value that is missing or a list must not bring the server down: any
    answer below status 500 is fine. A page with something to fill in has to start and to show it. A face
    may also be a command that ends by itself: then `[good]`, `[other]` and `[bad]` hold `args`, and a bad question ends
    with an exit code that is not 0. The server is always ended afterwards.
    """
    capstone_folder(work)
    if not _is_changed(work):
        raise NotAttempted("capstone/ still is the starter")
    manifest = manifest_of(work)
    words = parse_command(manifest.get("serve", ""), "serve")
    with fresh_copy(work) as day, serve_on_port(words, home_of(day, words)) as face:
        if isinstance(face, Server):
            return _served(work, face, manifest)
        good = request_in(manifest, "good") or Request()
        if any("{port}" in word for word in words) or good.path != "/":
            require_success(words, face, day)
            raise Failed(
                "the server ends by itself, without an error", "one that goes on answering",
                next="is the line that serves for ever reached?",
            )  # fmt: skip
    return _commanded(work, words, manifest)


def _is_changed(work: Work) -> bool:
    """Tell whether some code of the starter, or the manifest, is no longer as it was."""
    code = [
        (work.folder / name, text) for name, text in work.templates.items() if Path(name).suffix in {".py", ".toml"}
    ]
    return any(not path.is_file() or path.read_text("utf-8", "replace").split() != text.split() for path, text in code)
