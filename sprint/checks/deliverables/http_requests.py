"""Requests that a learner's own file names, and what has to come back: an answer, a refusal, never silence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from sprint.checks.deliverables.commands import parse_command
from sprint.checks.verdicts import Failed, NotAttempted
from sprint.lab.supervisor.server import Answer, NoAnswer, Server

ANSWER_SECONDS = 30.0
FORM = "application/x-www-form-urlencoded"
_SERVER_FAULT = "a status of 500 and more says that the server is at fault"


@dataclass(frozen=True, slots=True)
class Request:
    """One request."""

    method: str = "GET"
    """`GET`, `POST` and so on."""
    path: str = "/"
    """With the query, a slash first."""
    document: object = None
    """The JSON of the body; None for none."""
    form: Mapping[str, Any] | None = None
    """The fields of a form, in place of JSON."""
    raw: bytes | None = None
    """A body to be sent as it is, in place of JSON and labelled as such."""
    args: tuple[str, ...] = ()
    """The arguments, where the face is a command."""

    @property
    def asks(self) -> bool:
        """Whether it carries a question."""
        return self.document is not None or self.form is not None or "?" in self.path

    def answered(self, server: Server, called: str) -> Answer:
        """Send it and return the answer, whatever its status.

        Raises:
            Failed: there is no answer.
        """
        try:
            if self.form is not None:
                body = urlencode(self.form, doseq=True).encode()
                return server.ask(self.method, self.path, raw=body, kind=FORM, seconds=ANSWER_SECONDS)
            return server.ask(self.method, self.path, self.document, raw=self.raw, seconds=ANSWER_SECONDS)
        except NoAnswer as reason:
            raise Failed(
                f"{called} gets no answer: {reason}", "an answer with a status",
                because="an error inside the handler cuts the connection",
                next="look at what the server prints meanwhile",
            ) from reason  # fmt: skip

    def varied(self) -> Iterator["Request"]:
        """Yield it with one value changed at a time."""
        path, _, query = self.path.partition("?")
        for scale in (3.0, 0.2, -1.0):
            if self.document is not None:
                yield from (replace(self, document=document) for document in _changes(self.document, scale))
            elif self.form is not None:
                yield from (replace(self, form=fields) for fields in _changes(dict(self.form), scale))
            else:
                fields = dict(parse_qsl(query))
                yield from (replace(self, path=f"{path}?{urlencode(changed)}") for changed in _changes(fields, scale))


def parse_request(found: object, called: str) -> Request | None:
    """Return the request that a manifest's table, or its line `GET /path`, describes; None where there is none.

    Raises:
        Failed: it is neither.
    """
    if isinstance(found, str):
        method, _, path = found.strip().rpartition(" ")
        found = {"method": method or "GET", "path": path}
    if found is None:
        return None
    if not isinstance(found, dict):
        raise Failed(f"[{called}] is {found!r}", "a table with method, path and json", next="look at the starter's")
    table = {str(key).lower(): value for key, value in found.items()}
    document = next((table[key] for key in ("json", "body", "data") if key in table), None)
    form = table.get("form")
    url = urlsplit(str(table.get("path", table.get("url", "/"))))
    query = table.get("query") or table.get("params")
    query = urlencode(query, doseq=True) if isinstance(query, dict) else url.query
    method = str(table.get("method", "GET" if document is None and form is None else "POST")).upper()
    args = parse_command(table["args"], "args") if table.get("args") else ()
    path = "/" + url.path.lstrip("/") + (f"?{query}" if query else "")
    return Request(method, path, document, form if isinstance(form, dict) else None, None, tuple(args))


def _changes(value: Any, scale: float) -> Iterator[Any]:
    """Yield a value of JSON with one number, text or truth in it changed."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from ({**value, key: changed} for changed in _changes(inner, scale))
    elif isinstance(value, list):
        for place, inner in enumerate(value[:40]):
            yield from ([*value[:place], changed, *value[place + 1 :]] for changed in _changes(inner, scale))
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, int | float):
        yield type(value)(value * scale + 1)
    elif isinstance(value, str):
        try:
            yield f"{float(value) * scale:g}"
        except ValueError:
            yield " ".join(reversed(value.split()[1:]))


def is_html(answer: Answer) -> bool:
    """Tell whether an answer is HTML."""
    return answer.body.lstrip()[:1] == b"<"


def require_answer(server: Server, request: Request, called: str) -> Answer:
    """Return the answer to a request that has to be answered.

    Raises:
        NotAttempted: its status is 501, not implemented.
        Failed: there is none, its status is not from 200 to 299, or it is empty.
    """
    answer = request.answered(server, called)
    if answer.status == 501:
        raise NotAttempted("the server says that its answer is not implemented yet (status 501)")
    if not 200 <= answer.status < 300:
        said = answer.body[:100].decode(errors="replace")
        raise Failed(
            f"{called} gets the status {answer.status}: {said}", "an answer with a status from 200 to 299",
            because=_SERVER_FAULT if answer.status >= 500 else "",
            next="send the same with curl -i and read the server's last lines",
        )  # fmt: skip
    if not answer.body.strip():
        raise Failed(f"{called} gets an empty answer", "JSON or a page", next="does the handler return what it found?")
    return answer


def require_client_error(server: Server, request: Request, called: str) -> None:
    """Fail unless a request that makes no sense gets a status from 400 to 499."""
    status = request.answered(server, called).status
    if not 400 <= status < 500:
        because = _SERVER_FAULT if status >= 500 else "programs look at the status, not at a word of error in the text"
        raise Failed(
            f"{called} gets the status {status}", "a status from 400 to 499, which says that the request is at fault",
            because=because, next="look at what arrived before the model is asked",
        )  # fmt: skip


def require_no_server_error(server: Server, request: Request, called: str) -> None:
    """Fail if a request that is merely odd gets a status of 500 and more, or nothing."""
    status = request.answered(server, called).status
    if status >= 500:
        raise Failed(
            f"{called} gets the status {status}", "an answer, or a status from 400 to 499",
            because=_SERVER_FAULT, next="what is missing when it arrives?",
        )  # fmt: skip
