"""The Analysis that stands in the notebook: written and checked there, it need not be written again."""

import re

from sprint import markdown
from sprint.checks.outcomes import Outcome, Report
from sprint.course.material import main_file
from sprint.course.model import Day
from sprint.errors import SprintError
from sprint.usecases.sprint import Sprint

_HEADING = re.compile(r"^ {0,3}#{1,3}(?=[ \t])", re.MULTILINE)


def notebook_analysis(sprint: Sprint, day: Day, report: Report | None) -> str:
    """Return what the learner wrote under Analysis, without what the lesson wrote; empty unless a check found it good.

    A heading in it becomes one of the fourth level, since any other would end the section of the diary.
    """
    results = report.results if report else ()
    good = any(result.title.startswith("Analysis") and result.outcome is Outcome.PASS for result in results)
    lesson = sprint.lesson(day) if good else None
    if lesson is None:
        return ""
    from sprint.lab.protocol.notebook import read_notebook

    try:
        notebook = read_notebook(sprint.folder.day(day.number) / main_file(day, lesson))
    except (SprintError, OSError):
        return ""
    given = {line.strip() for cell in lesson.cells for line in cell.starter.splitlines()}
    found: list[str] = []
    inside = False
    for cell in notebook.cells:
        if cell.kind == "markdown":
            for title, text in markdown.parts(cell.source):
                inside = title.strip().lower().startswith("analysis") if title else inside
                lines = (
                    line for line in text.splitlines() if inside and (not line.strip() or line.strip() not in given)
                )
                found.append("\n".join(lines).strip("\n"))
    return _HEADING.sub("####", "\n\n".join(filter(str.strip, found))).strip()
