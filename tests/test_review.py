"""Review: the state of a card is a replay of the record, and the right cards are asked first."""

import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from learner import Learner
from terminal import at_terminal

from sprint.record.events import Event, new_id
from sprint.record.review import RATINGS, Answer, answers, intervals, replay
from sprint.usecases.init import init
from sprint.usecases.review import due
from sprint.usecases.sprint import Sprint

BEGIN = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)


def answered(card: str, rating: int, days: float) -> Answer:
    return Answer(card, rating, BEGIN + timedelta(days=days), "")


def test_three_good_answers_on_their_days_send_a_card_away_for_longer_each_time() -> None:
    """Answered "good" whenever it is due, a card comes back after 2 days, then 11, then at least 21."""
    past: list[Answer] = []
    gaps, day = [], 0
    for _ in range(3):
        past.append(answered("c", 3, day))
        due = replay(past, past[-1].at)["c"].due
        gaps.append((due - past[-1].at.date()).days)
        day += gaps[-1]
    assert gaps[:2] == [2, 11]
    assert gaps[2] >= 21


def test_a_card_that_was_not_known_comes_back_soon() -> None:
    """An "again" brings a card back within two days, where a "good" would have sent it away for weeks."""
    found = intervals([answered("c", 3, 0), answered("c", 3, 2)], "c", BEGIN + timedelta(days=13))
    assert found[1] <= 2
    assert found[3] > 14


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([1, 2, 3, 4]), st.floats(0, 9)), max_size=12))
def test_replaying_the_record_equals_answering_one_by_one(steps: list[tuple[str, int, float]]) -> None:
    """The state of every card is what the scheduler gives when it is told each answer as it comes."""
    scheduler = fsrs.Scheduler(
        learning_steps=(), relearning_steps=(), enable_fuzzing=False, maximum_interval=60, desired_retention=0.9
    )
    past, cards, day = [], dict[str, fsrs.Card](), 0.0
    for name, rating, gap in steps:
        day += gap
        past.append(answered(name, rating, day))
        card = cards.get(name) or fsrs.Card(card_id=1, due=past[-1].at)
        cards[name], _ = scheduler.review_card(card, fsrs.Rating(rating), past[-1].at)
    now = BEGIN + timedelta(days=day + 1)
    assert {name: state.due for name, state in replay(past, now).items()} == {
        name: card.due.date() for name, card in cards.items()
    }


def test_two_machines_that_merge_in_either_order_see_the_same_cards() -> None:
    """Events are replayed in the order of the record, so the order of the files does not matter."""
    events = [
        Event(new_id(BEGIN + timedelta(hours=place)), BEGIN + timedelta(hours=place), BEGIN.date(), 1, "review",
              {"card": "c", "rating": place % 4 + 1})
        for place in range(6)
    ]  # fmt: skip
    shuffled = random.Random(1).sample(events, len(events))
    assert answers(sorted(shuffled, key=lambda event: event.id)) == answers(events)


def test_a_clock_set_back_tears_nothing() -> None:
    """An answer that claims to be earlier than the one before it counts as given at the same moment."""
    past = [answered("c", 3, 5), answered("c", 3, 1)]
    assert replay(past, past[0].at)["c"].due >= past[0].at.date()


def test_each_rating_tells_when_the_card_would_come_back() -> None:
    """The four intervals shown beside the ratings grow from "again" to "easy"."""
    found = intervals([answered("c", 3, 0)], "c", BEGIN + timedelta(days=2))
    assert list(found) == list(RATINGS)
    assert sorted(found.values()) == list(found.values())


def reviewed(learner: Learner, *words: str, at: str) -> str:
    return learner.must("review", *words, env={"SPRINT_NOW": at})


def due_ids(learner: Learner, at: str) -> list[str]:
    return [card["id"] for card in json.loads(reviewed(learner, "--json", at=at))["due"]]


def test_cards_of_a_day_are_asked_from_the_next_day_on(tmp_path: Path) -> None:
    """On the evening itself nothing is due; the day after, the three cards of the day are."""
    learner = Learner.new(tmp_path, identity=False)
    learner.settings["SPRINT_NOW"] = "2026-11-20T20:00+01:00"
    learner.begin(git=False)
    assert due_ids(learner, "2026-11-20T21:00+01:00") == []
    ids = due_ids(learner, "2026-11-21T19:00+01:00")
    assert len(ids) == 3
    assert all(name.startswith("d08-") for name in ids)


def test_an_answer_is_kept_at_once_and_can_be_taken_back(tmp_path: Path) -> None:
    """A rated card leaves the list, on this machine and for anybody who reads the record."""
    learner = Learner.new(tmp_path, identity=False)
    learner.settings["SPRINT_NOW"] = "2026-11-20T20:00+01:00"
    learner.begin(git=False)
    later = "2026-11-21T19:00+01:00"
    first = due_ids(learner, later)[0]
    reviewed(learner, "--rate", f"{first}=3", at=later)
    assert first not in due_ids(learner, later)
    [event] = [event for event in map(json.loads, record(learner)) if event["type"] == "review"]
    assert (event["card"], event["rating"]) == (first, 3)


def record(learner: Learner) -> list[str]:
    [log] = (learner.folder / ".sprint" / "log").glob("*.jsonl")
    return log.read_text().splitlines()


def test_keys_rate_and_take_back(tmp_path: Path) -> None:
    """At a terminal any key shows the answer, a number rates, u takes the last rating back, q ends."""
    learner = Learner.new(tmp_path, identity=False)
    learner.settings["SPRINT_NOW"] = "2026-11-20T20:00+01:00"
    learner.begin(git=False)
    learner.settings["SPRINT_NOW"] = "2026-11-21T19:00+01:00"
    with at_terminal(learner, "review") as terminal:
        place = terminal.until("1 of 3")
        place = terminal.until("again", after=terminal.type(" "))
        place = terminal.until("2 of 3", after=terminal.type("3"))
        place = terminal.until("1 of 3", after=terminal.type("u"))
        place = terminal.until("again", after=terminal.type(" "))
        terminal.until("2 of 3", after=terminal.type("1"))
        terminal.type("q")
        assert terminal.ended() == 0
    assert "1 answered" in terminal.shown[place:]
    kinds = [(event["type"], event.get("rating")) for event in map(json.loads, record(learner))]
    assert kinds[-3:] == [("review", 3), ("void", None), ("review", 1)]


def test_a_wrong_answer_word_is_a_sentence(tmp_path: Path) -> None:
    """A card that is not there, and a rating that is none, end with code 2 and write nothing."""
    learner = Learner.new(tmp_path, identity=False)
    learner.begin(git=False)
    before = record(learner)
    for words in ("d08-nothing=3", "d08-always-benign=7", "d08-always-benign"):
        ended = learner.sprint("review", "--rate", words)
        assert ended.code == 2
        assert len(ended.err.strip().splitlines()) == 2
    assert record(learner) == before


def test_cards_of_ones_own_are_asked_as_well(tmp_path: Path) -> None:
    """Cards in cards/mine.md come up beside the lesson's."""
    learner = Learner.new(tmp_path, identity=False)
    learner.settings["SPRINT_NOW"] = "2026-11-20T20:00+01:00"
    learner.begin(git=False)
    (learner.folder / "cards").mkdir()
    (learner.folder / "cards" / "mine.md").write_text("<!-- card: mine-one -->\nQ: What?\nA: That.\n")
    assert "mine-one" in due_ids(learner, "2026-11-21T19:00+01:00")


def test_a_sitting_is_twelve_cards_and_begins_with_what_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of six days behind, one with a check that failed comes first, later passed or not; beyond twelve, cards wait."""
    init(tmp_path, git=False)
    monkeypatch.setenv("SPRINT_NOW", "2026-11-20T20:00+01:00")
    for day in (1, 2, 3, 4, 5, 6):
        Sprint.at(tmp_path).log.append("day.start", day)
    for outcome in ("fail", "pass"):
        Sprint.at(tmp_path).log.append("check", 5, outcome=outcome, passed=1, total=2)
    monkeypatch.setenv("SPRINT_NOW", "2026-11-21T20:00+01:00")
    cards = due(Sprint.at(tmp_path))
    assert [card.day for card in cards] == [5, 5, 5, 1, 1, 1, 2, 2, 2, 3, 3, 3]
    assert len(due(Sprint.at(tmp_path), most=40)) == 18
