"""An entry in the learner's editor: what opens there, what comes back, and a text that outlives every mishap."""

from pathlib import Path

from sprint import files
from sprint.diary.entry import read_entry
from sprint.diary.parser import parse
from sprint.errors import NeedsPersonError, NotYetError
from sprint.usecases.draft import SECTIONS, Draft
from sprint.usecases.sprint import Sprint


def open_draft(sprint: Sprint, plan: Draft) -> Path:
    """Return the file to open in the learner's editor: what the diary says, else what is known, under our prompts.

    A text that did not reach the diary last time is opened again as it was left.
    """
    path = sprint.folder.draft(plan.day.number)
    files.create(path, _editable(plan).encode())
    return path


def read_draft(sprint: Sprint, plan: Draft) -> dict[str, str]:
    """Return the sections of the edited text, without our prompts; a text that nobody touched is let go.

    Raises:
        NeedsPersonError: the text is gone, or is no UTF-8; it is kept.
        NotYetError: the headings of the entry are gone; the text is kept.
    """
    path = sprint.folder.draft(plan.day.number)
    shown = sprint.folder.shown(path)
    try:
        text = path.read_bytes().decode()
    except FileNotFoundError:
        raise NeedsPersonError(
            f"The editor left no {shown}, so nothing was changed.", "Run sprint diary again."
        ) from None
    except UnicodeDecodeError:
        raise NeedsPersonError(
            f"{shown} is not UTF-8 text, so nothing was changed.",
            "Save it with that encoding: sprint diary opens it again.",
        ) from None
    if text == _editable(plan):
        forget_draft(sprint, plan)
    for prompt in _prompts(plan):
        text = text.replace(prompt, "")
    entry = read_entry(parse(f"## Day {plan.day.number}\n\n{text}".encode()), plan.day.number)
    if entry is None:
        raise NotYetError(
            "The edited text has no entry in it.", "Keep the lines ### Model, ### View and ### Analysis: sprint diary"
        )
    return {"Model": entry.model, "View": entry.view, "Analysis": entry.analysis}


def forget_draft(sprint: Sprint, plan: Draft) -> None:
    """Remove the edited text; it is in the diary."""
    files.remove(sprint.folder.draft(plan.day.number))


def _editable(plan: Draft) -> str:
    said = plan.before
    model, view, analysis = (said.model, said.view, said.analysis) if said else ("", "", "")
    texts = (model or plan.model, view or plan.view, analysis or plan.analysis)
    head, *prompts = _prompts(plan)
    parts = [f"### {name}\n\n{asked}\n\n{text}\n" for name, asked, text in zip(SECTIONS, prompts, texts, strict=True)]
    return f"{head}\n\n" + "\n".join(parts)


def _prompts(plan: Draft) -> tuple[str, ...]:
    """Return the lines that only the editor shows: one above everything, and one for each section."""
    commits, notes = ("; ".join(known).replace("-->", "- ->") for known in (plan.commits, plan.notes_in_words))
    question = " ".join(plan.question.split())
    lines = (
        f"Day {plan.day.number} · {plan.day.title}. Lines like this one are left out. Write, save and close.",
        f"What did you build? Correct and add.{f' Commits of the day: {commits}' if commits else ''}",
        "What is to be seen? A figure whose line you take out stays out.",
        f"{question} (Empty, it keeps everything as it was.){f' Your notes: {notes}' if notes else ''}",
    )
    return tuple(f"<!-- {line} -->" for line in lines)
