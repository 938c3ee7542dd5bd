"""The smaller screens: init, entry, doctor, data, the author's gate."""

import os
import shlex
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.text import Text

from sprint.checks.outcomes import Outcome
from sprint.datasets import Status, in_words
from sprint.terminal.ritual import draw_commit
from sprint.terminal.screen import Screen, clean, command
from sprint.usecases.course_check import DayGate, GateRun
from sprint.usecases.demo import Scene
from sprint.usecases.doctor import Examination
from sprint.usecases.environment import activation
from sprint.usecases.init import Initialised
from sprint.usecases.opening import Opening
from sprint.usecases.origin import called
from sprint.workspace import Replaced, SprintFolder
from sprint.workspace.kernel import environment_python

_LABEL = 12


def draw_initialised(screen: Screen, made: Initialised) -> None:
    """Draw what `sprint init` made."""
    news = "is a sprint folder now." if made.created else "is a sprint folder already; nothing was changed."
    screen.print(Text(f"{made.root} {news}", style="title"))
    if made.created:
        screen.pair("Made", ", ".join(made.created), width=_LABEL)
    if made.kept:
        screen.pair("Kept", ", ".join(made.kept), width=_LABEL)
    words = {
        "made": "a new repository",
        "found": "the repository that was here",
        "nested": "a repository of its own",
        "none": "none",
    }
    screen.pair("Git", words[made.repository], width=_LABEL)
    if made.git_problem is not None:
        screen.pair("", f"{made.git_problem.sentence} {made.git_problem.next_step}", width=_LABEL)
    if made.commit is not None and made.created:
        draw_commit(screen, made.commit)


def draw_step(screen: Screen, words: str) -> None:
    """Say what is being made now."""
    screen.pair("Made", words, width=_LABEL)
    screen.console.file.flush()


def draw_way_on(screen: Screen, folder: SprintFolder, day: int) -> None:
    """Say how to go on in a sprint folder with the day in hand, in words that work in this terminal."""
    python = environment_python(folder)
    steps = [] if folder.root == Path.cwd() else [f"cd {shlex.quote(os.path.relpath(folder.root))}"]
    steps += [activation(python)] if python is not None and called(python) != "sprint" else []
    word = "sprint" if python is not None else called()
    if python is None:
        screen.pair("Python", "no environment of its own yet; this makes one:", width=_LABEL)
        there = "" if folder.root == Path.cwd() else f" {shlex.quote(os.path.relpath(folder.root))}"
        screen.pair("", command(f"{word} init --env{there}"), width=_LABEL)
    screen.pair("Next", command(" && ".join([*steps, f"{word} start {day}"])), width=_LABEL)


def draw_opening(screen: Screen, opening: Opening, path: str, *, starts: bool) -> None:
    """Say which file opens in what, or how to open it where nothing is started."""
    screen.pair("File", Text(path, style="command"), width=_LABEL)
    screen.pair("Kernel", f"sprint, which is {opening.python}", width=_LABEL)
    if starts:
        screen.pair("Opens in", opening.program, width=_LABEL)
    elif opening.command:
        screen.pair("Open with", command(shlex.join(opening.command)), width=_LABEL)
    else:
        screen.pair("Open with", "VS Code, or JupyterLab, which this installs:", width=_LABEL)
        screen.pair("", command(opening.install), width=_LABEL)
    screen.console.file.flush()


def draw_examination(screen: Screen, found: Examination) -> None:
    """Draw what the doctor found, with what mends it."""
    for result in found.setup.results:
        screen.print(Text(f"{screen.sign(result.outcome.value)} ", style=result.outcome.value), f"{result.title}")
        if result.outcome is Outcome.PASS:
            continue
        screen.pair("seen", clean(result.seen), indent=4)
        screen.pair("next", Text(clean(result.next), style="command"), indent=4)
    for packages in found.packages:
        missing = f"not installed: {', '.join(packages.missing)}" if packages.missing else ""
        _state(screen, f"packages for {packages.name}", packages.install, missing, later=True)
    for title, trouble in (("git can commit", found.git), ("diary and record say the same", found.diary)):
        _state(screen, title, trouble.next_step if trouble else "", trouble.sentence if trouble else "")
    if found.torchvision is not None:
        _state(screen, "torchvision fits torch", found.torchvision.next_step, found.torchvision.sentence, later=True)
    _state(screen, "the record can be read", "each line is kept as it is; nothing to do", "; ".join(found.damage))
    for status in found.data:
        name = status.dataset.name
        mark = "pass" if status.complete else "not_attempted"
        fetch = "" if status.complete else f"sprint data fetch {name} ({in_words(status.to_fetch)})"
        screen.row(Text(f" {screen.sign(mark)} ", style=mark), Text(f"data: {name}"), Text(fetch, style="quiet"))
    for name in found.added:
        screen.pair("added", name)


def _state(screen: Screen, title: str, move: str, trouble: str, *, later: bool = False) -> None:
    name = "pass" if not trouble else "not_attempted" if later else "error"
    screen.print(Text(f"{screen.sign(name)} ", style=name), title)
    if trouble:
        screen.pair("seen", clean(trouble), indent=4)
        screen.pair("next", Text(clean(move), style="command"), indent=4)


def draw_data(screen: Screen, statuses: Sequence[Status], places: Sequence[Path | None]) -> None:
    """Draw the data sets: at hand or not, size, licence, stand-in."""
    for status, place in zip(statuses, places, strict=True):
        row = status.dataset
        name = "pass" if status.complete else "not_attempted"
        screen.sides(
            Text(f"{screen.sign(name)} ", style=name).append(row.name, style="title"),
            Text(in_words(row.size), style="quiet"),
        )
        screen.pair(
            "lies in" if place else "fetch", str(place) if place else command(f"sprint data fetch {row.name}"), indent=3
        )
        if row.offline:
            screen.pair("offline", clean(row.offline), indent=3)
        screen.pair("licence", clean(row.licence), indent=3)


def draw_gate(screen: Screen, gate: DayGate) -> None:
    """Draw what the author's gate says of a day: a line, and every fault."""
    tried = f"{len(gate.trials)} notebooks, {sum(trial.seconds for trial in gate.trials):.0f} s" if gate.trials else ""
    name = "not_attempted" if not gate.written else "pass" if gate.passed else "fail"
    words = tried or ("guidance only" if gate.written else "no lesson yet")
    head = Text(f"{screen.sign(name)} ", style=name).append(f"day {gate.day.number:2d}  {gate.day.lesson}")
    screen.sides(head, Text(words, style="quiet"))
    for fault in (*gate.faults, *(f"{trial.title}: {trial.fault}" for trial in gate.trials if trial.fault)):
        screen.pair("mend", clean(fault), indent=4)
    for trial in gate.trials:
        if trial.again:
            screen.pair("look", clean(f"{trial.title}: right at the second try only; {trial.again}"), indent=4)
    screen.console.file.flush()


def draw_gate_run(screen: Screen, trial: GateRun) -> None:
    """Say of one notebook of the gate whether it came out as it has to."""
    name = "fail" if trial.fault else "pass"
    screen.sides(
        Text(f"  {screen.sign(name)} ", style=name).append(clean(trial.title)),
        Text(f"{trial.seconds:.0f} s", style="quiet"),
    )
    screen.console.file.flush()


def draw_scene(screen: Screen, scene: Scene) -> None:
    """Draw what a step of the demo is about and the command it runs."""
    screen.blank()
    screen.print(Text(scene.words, style="quiet"), indent=0)
    screen.print(Text("$ ", style="title"), command(shlex.join(["sprint", *scene.command])), indent=0)
    screen.console.file.flush()


def draw_folder(screen: Screen, folder: Path) -> None:
    """Say where the demo's folder is."""
    screen.blank()
    screen.pair("Folder", f"everything is in {folder}; look around, and remove it when you like", width=_LABEL)
    screen.pair("Yours", command(f"{called()} init my-sprint --env"), width=_LABEL)


def draw_replaced(screen: Screen, replaced: Replaced, shown: Callable[[Path], str]) -> None:
    """Say what was put into the workspace, where the copies of what was there are, and how to take it back."""
    if not replaced.written:
        screen.pair("Same", "no file of yours had to change", width=_LABEL)
        return
    screen.pair("Now", f"{replaced.what}: {', '.join(map(shown, replaced.written))}", width=_LABEL)
    for path in replaced.copies:
        screen.pair("Before", f"kept in {shown(path)}", width=_LABEL)
    screen.pair("Back", command("sprint undo"), width=_LABEL)
