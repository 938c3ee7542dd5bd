"""What the learner's process says of itself is looked at before it is believed."""

from pathlib import Path

import pytest
from lab_runs import ran, run

from sprint.lab.supervisor.worker_process import WorkerEnded

SENDS = (
    "import gc\nchannel = next(o for o in gc.get_objects() if type(o).__name__ == 'Channel')\n"
    "request = next(o for o in gc.get_objects() if isinstance(o, dict) and o.get('op') == 'run')\n"
)


def test_an_answer_to_another_question_ends_the_conversation(tmp_path: Path) -> None:
    """Each question has one answer: one that comes twice, early or under another name is refused with its process."""
    twice = (
        "plain = type(channel).send\ndef send(self, message, *rest):\n    plain(self, message, *rest)\n"
        "    if 'event' not in message:\n        plain(self, message, *rest)\ntype(channel).send = send"
    )
    with ran(tmp_path, "one = 1", SENDS + twice) as (session, _):
        with pytest.raises(WorkerEnded, match="nobody asked"):
            [session.name("one").get() for _ in range(2)]
        with pytest.raises(WorkerEnded):
            session.name("one").get()


@pytest.mark.parametrize(
    "event",
    [
        "'event': 'done', 'names': ['x'], 'figures': []",
        "'event': 'start', 'place': 0",
        "'event': 'cell', 'place': 1, 'seconds': 0, 'count': 1, 'outputs': [], 'error': None",
        "'event': 'cell', 'place': 0, 'seconds': 'x', 'count': 1, 'outputs': [], 'error': None",
        "'event': 'cell', 'place': 0, 'seconds': 0, 'count': 1, 'outputs': [1], 'error': None",
        "'event': 'cell', 'place': 0, 'seconds': 0, 'count': 1, 'outputs': None, 'error': {'where': 7}",
        "'event': 'cell'",
        "'event': []",
        "'x': 1",
    ],
)
def test_a_run_is_not_taken_from_a_cells_own_report(tmp_path: Path, event: str) -> None:
    """A report of the run that comes out of turn or has another form ends the run, which is not complete."""
    found = run(tmp_path, f"{SENDS}channel.send({{'id': request['id'], {event}}})\nimport os\nos._exit(0)", "'next'")
    assert not found.complete
    assert "cannot be used" in found.ended


@pytest.mark.parametrize("figures", ["[{}]", "[{'dict': [['png', 1], ['axes', []]]}]", "{'x': 1}", "7"])
def test_figures_of_another_form_are_refused(tmp_path: Path, figures: str) -> None:
    """What a process says it has drawn is looked at before anybody uses it."""
    source = (
        f"{SENDS}id = request['id']\nchannel.send({{'id': id, 'event': 'cell', 'place': 0, 'seconds': 0, 'count': 1, "
        f"'outputs': [], 'error': None}})\n"
        f"channel.send({{'id': id, 'event': 'done', 'names': [], 'figures': {figures}}})"
    )
    assert "cannot be used" in run(tmp_path, source).ended
