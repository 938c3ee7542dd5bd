"""`sprint init --ci`: a GitHub workflow that proves the days on each push, where a runner can install this `sprint`."""

from sprint import files
from sprint.errors import CannotCheckError
from sprint.usecases.origin import origin
from sprint.workspace import SprintFolder

_WORKFLOW = """# Proves the days you have started, on each push.
name: sprint
on: [push]
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with: {{python-version: "3.11"}}
      - run: python -m pip install "{source}" -r requirements.txt
      - run: sprint check --all
"""


def write_workflow(folder: SprintFolder) -> str:
    """Write the workflow, where there is none; return its path inside the folder, or nothing where one was there.

    Raises:
        CannotCheckError: this `sprint` comes from a place that no runner reaches; nothing is written.
    """
    source = origin()
    if not source.public:
        raise CannotCheckError(
            f"No runner could install sprint from {source.words}, so no workflow was written.",
            "Install sprint from a repository that the runner reaches (git+https://…), then: sprint init --ci",
        )
    path = folder.root / ".github" / "workflows" / "sprint.yml"
    made = files.create(path, _WORKFLOW.format(source=source.arguments[-1]).encode())
    return folder.shown(path) if made else ""
