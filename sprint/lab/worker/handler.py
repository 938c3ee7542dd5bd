"""Answers questions about the learner's objects, inside the learner's process.

Five questions are enough: `names` (what is there), `look` (what kind of thing something is), `get` (the plain data of
something), `call` (call something with these arguments) and `map` (call it once for each of many). What an answer
cannot hold stays here as a handle that later questions can use.
"""

import copy
import importlib
import itertools
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sprint.lab.protocol.framing import ProtocolError
from sprint.lab.protocol.serialization import Decoder, Encoder, Handle, one_line
from sprint.lab.worker.shell import Shell

ITEM_LIMIT = 100_000
"""Items of an iterator that are looked at."""


class MissingNameError(LookupError):
    """A name or attribute that was asked for is not there."""


class RequestHandler:
    """Knows the learner's names and the objects handed out as handles."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._kept: dict[int, Any] = {}
        self._handlers: dict[str, Callable[[Mapping[str, Any], Decoder, Encoder], dict[str, Any]]] = {
            "names": self._names,
            "look": self._look,
            "get": self._get,
            "call": self._call,
            "map": self._map,
        }

    def keep(self, value: Any) -> Handle:
        """Keep an object and return the handle that stands for it."""
        ref = id(value)
        self._kept[ref] = value
        return Handle(ref, _full_name(type(value)), one_line(value), callable(value))

    def resolve(self, handle: Handle) -> Any:
        """Return the object a handle stands for."""
        return self._kept[handle.ref]

    def answer(self, message: Mapping[str, Any], decoder: Decoder, encoder: Encoder) -> dict[str, Any]:
        """Answer one question; whatever goes wrong becomes an `error` in the answer."""
        self._shell.outputs.start()
        try:
            with _interruptible():
                answer = self._handlers[message["op"]](message, decoder, encoder)
        except MissingNameError as error:
            return {"error": {"kind": "missing", "message": str(error)}}
        except ProtocolError as error:
            return {"error": {"kind": "unsendable", "message": str(error)}}
        except BaseException as error:  # noqa: BLE001  whatever the learner's code throws is an answer
            encoder.buffers.clear()
            kind = "timeout" if isinstance(error, KeyboardInterrupt) else "raised"
            return {"error": {"kind": kind, **self._shell.describe(error)}}
        text = "".join(item["text"] for item in self._shell.outputs.taken() if item["output_type"] == "stream")
        return {**answer, "printed": text[:4000]}

    def _names(self, message: Mapping[str, Any], decoder: Decoder, encoder: Encoder) -> dict[str, Any]:  # noqa: ARG002
        return {"value": sorted(self._shell.names)}

    def _look(self, message: Mapping[str, Any], decoder: Decoder, encoder: Encoder) -> dict[str, Any]:  # noqa: ARG002
        value = self._target(message["target"])
        shape = getattr(value, "shape", None)
        return {
            "value": encoder.node(
                {
                    "type": _full_name(type(value)),
                    "bases": [_full_name(base) for base in type(value).__mro__],
                    "text": one_line(value),
                    "callable": callable(value),
                    "placeholder": value is Ellipsis,
                    "shape": tuple(shape) if isinstance(shape, tuple) else None,
                    "length": _length(value),
                }
            )
        }

    def _get(self, message: Mapping[str, Any], decoder: Decoder, encoder: Encoder) -> dict[str, Any]:  # noqa: ARG002
        value = self._target(message["target"])
        return {"value": encoder.node(self.keep(value) if message.get("keep") else value)}

    def _call(self, message: Mapping[str, Any], decoder: Decoder, encoder: Encoder) -> dict[str, Any]:
        function = self._target(message["target"])
        args, kwargs = decoder.value(message["args"]), decoder.value(message["kwargs"])
        result = function(*args, **kwargs)
        answer = {"value": encoder.node(self.keep(result) if message["keep"] else _listed(result))}
        if message["args_back"]:
            answer["args"] = encoder.node(args)
        return answer

    def _map(self, message: Mapping[str, Any], decoder: Decoder, encoder: Encoder) -> dict[str, Any]:
        """Call something once per argument list, up to the first that raises; its report stands last."""
        function = self._target(message["target"])
        values: list[Any] = []
        for args in decoder.value(message["args"]):
            try:
                values.append({"value": encoder.node(_listed(function(*args)))})
            except ProtocolError:
                raise
            except Exception as error:  # noqa: BLE001  whatever the learner's code throws is an answer
                values.append({"error": {"kind": "raised", **self._shell.describe(error)}})
                break
        return {"values": values}

    def _target(self, target: Mapping[str, Any]) -> Any:
        """Find what a question is about: a name, a handle or something importable, then attributes of it."""
        match target:
            case {"name": str(name)}:
                if name not in self._shell.ip.user_ns:
                    raise MissingNameError(name)
                value = self._shell.ip.user_ns[name]
            case {"ref": int(ref)}:
                value = self._kept[ref]
            case {"import": str(place)}:
                module_name, _, name = place.partition(":")
                value = getattr(importlib.import_module(module_name), name)
            case _:
                raise ProtocolError("a question about nothing")
        for attribute in target.get("path", ()):
            if not hasattr(value, attribute):
                raise MissingNameError(attribute)
            value = getattr(value, attribute)
        return value


def _listed(result: Any) -> Any:
    """Return what an iterator gives as a list, up to a bounded length; anything else as it is."""
    return list(itertools.islice(result, ITEM_LIMIT)) if isinstance(result, Iterator) else result


def _length(value: Any) -> int | None:
    """Return `len(value)`, or None for what has none yet, as an array without dimensions or an unfitted forest."""
    try:
        return None if isinstance(value, type) else len(value)
    except Exception:  # noqa: BLE001  a learner's __len__ may raise anything
        return None


def _full_name(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let the parent's SIGINT stop the learner's code, and nothing else."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def clone(estimator: Any) -> Any:
    """Return an unfitted copy of a scikit-learn estimator, or a deep copy of anything else."""
    if hasattr(estimator, "get_params"):
        from sklearn.base import clone as sklearn_clone

        return sklearn_clone(estimator)
    return copy.deepcopy(estimator)
