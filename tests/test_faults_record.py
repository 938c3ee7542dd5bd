"""A record with anything in it: every command ends as foreseen, whatever a line of it says."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from faults import FORESEEN, Property, counted, live_as, log_file, run
from learner import Learner

pytestmark = pytest.mark.faults

EVENTS: dict[str, dict[str, Any]] = {
    "sprint.start": {"start": "2026-11-20"},
    "day.start": {},
    "goals": {"text": "- [ ] one"},
    "check": {"outcome": "pass", "passed": 3, "total": 9, "data": "real", "metrics": {"auc": 0.9}, "fingerprint": "f"},
    "hint": {"check": "d08.c1", "rung": 1},
    "solution": {},
    "diary": {"own": True, "commit": "abc", "waiting": True},
    "focus.start": {"block": 1, "plan_s": 2700},
    "focus.end": {"start": "X", "secs": 2700, "how": "full", "pauses": [[10, 20]], "pause_s": 20},
    "review": {"card": "d08.r1", "rating": 3},
    "plan.rest": {"rest": "2026-11-30"},
    "plan.move": {"to": "2026-12-03"},
    "void": {"ref": "X"},
    "note": {"text": "hello"},
    "push": {},
}
FAR = (
    "9999-12-31",
    "0001-01-01",
    "9999-12-31T23:59:59+00:00",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
)
VALUES: tuple[Any, ...] = (
    *FAR, "", "2026-02-30", "24:00", "pass", "d08.c1", "../../x", "x" * 10_000, "\u202e\x1b[2J\x07\x00", "\ud800",
    None, True, False, 0, -1, 1e300, -1e300, 1e-320, 2**63, 10**400, -(10**400),
    [], {}, [[]], [[1e300, 1e300]], [["a", "b"]], [None] * 1000, {"auc": 1e308}, {"auc": "x"}, {"auc": None}, {"": {}},
)  # fmt: skip
COMMANDS = (("status",), ("status", "--json"), ("log",), ("plan",), ("review", "--json"), ("show", "8"))
BEGUN = "01KB66V9R00000000000000000"


def lines(fields: tuple[str, ...] = ()) -> Iterator[tuple[str, bytes]]:
    """Yield what is odd, and the line: each field of each event with each value, or far dates in some fields."""
    for kind, data in EVENTS.items():
        known = {"v": 1, "id": BEGUN, "at": "2026-11-28T19:00:00+01:00", "date": "2026-11-28", "day": 8, "type": kind}
        for name in {**known, **data}:
            for value in VALUES if not fields else FAR if name in fields else ():
                odd = json.dumps({**known, **data, name: value}).encode()
                yield f"{kind}.{name} = {value!r:.40}", odd


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Learner:
    learner = Learner.new(tmp_path_factory.mktemp("record"), identity=False)
    learner.begin(git=False)
    return learner


def odd_endings(
    learner: Learner, cases: Iterator[tuple[str, bytes]], commands: tuple[tuple[str, ...], ...]
) -> list[str]:
    """Return what ended in no foreseen way, and how many endings there were as the first line."""
    path = log_file(learner)
    before, odd, count = path.read_bytes(), [], 0
    for what, line in cases:
        path.write_bytes(before + line + b"\n")
        for words in commands:
            count += 1
            if (ended := run(*words)).code not in FORESEEN:
                odd.append(f"{' '.join(words)}: {what}: {ended.err}")
    path.write_bytes(before)
    return [str(count), *odd]


def test_a_far_date_in_the_record_stops_no_command(
    begun: Learner, monkeypatch: pytest.MonkeyPatch, record_property: Property
) -> None:
    """The first and the last date there is, in every place of a line that holds one."""
    live_as(begun, monkeypatch)
    count, *odd = odd_endings(begun, lines(("at", "date", "start", "rest", "to")), (("status",), ("plan",)))
    assert odd == []
    counted(record_property, "far dates in the record", int(count), 300)


@pytest.mark.heavy
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_value_in_any_field_stops_a_command(
    begun: Learner, monkeypatch: pytest.MonkeyPatch, record_property: Property, words: tuple[str, ...]
) -> None:
    """Each field of each event, with each of the values: foreseen, never a bug of ours."""
    live_as(begun, monkeypatch)
    count, *odd = odd_endings(begun, lines(), (words,))
    assert odd == []
    counted(record_property, "fields of the record x values", int(count), 4000)


def test_an_unforeseen_ending_is_seen(begun: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    """The suite means something: a board and a plan that fail on a line of the record are told apart."""
    live_as(begun, monkeypatch)
    monkeypatch.setattr("sprint.usecases.status.guesses", lambda _: 1 / 0)
    assert len(odd_endings(begun, iter([("nothing", b"{}")]), (("status",), ("plan",)))) == 3
