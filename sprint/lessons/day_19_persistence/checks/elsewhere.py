"""Day 19: the program gives the same answers in another process and folder."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sprint.checks.api import (
    Failed,
    Table,
    Work,
    check,
    folder_with,
    format_value,
    predict,
    require_written,
    run_script,
    write_file,
)

from .common import (
    SCRIPT,
    Saved,
    first_difference,
    has_method,
    known_reason,
    moved_copy,
    new_rows,
    prediction_column,
    same_answer,
    why_prepared,
)


@check(
    "d19.c1",
    "a new process in another folder gives the same answers for new rows",
    names=("model", "X_test"),
)
def same_elsewhere(work: Work) -> str:
    """Your program is copied to one folder, your model to another, and from a third folder the program is run.

    `python …/model_persistence.py predict --model …/model.skops --input …/measured.csv --output …/answers.csv`

    Both tables lie in a fourth folder. The rows are made up now. The column `prediction` has to hold, row by row, what `model` of the notebook says about the
    same rows.
    """
    require_written(work, SCRIPT, "save_model", "load_model", "main")
    rows = new_rows(work)
    wanted = predict(work.remote("model"), rows).tolist()
    with moved_copy(work) as saved, folder_with(work) as folder, folder_with(work) as tables:
        got = _predicted(work, saved, rows, folder, tables)
    if len(got) != len(wanted):
        raise Failed(f"{len(got)} predictions for {len(wanted)} rows", "one for each row", next="is a header counted?")
    place = first_difference(got, wanted)
    if place is not None:
        raise Failed(
            f"row {place}: the program says {got[place]}, the notebook's model {wanted[place]}",
            "the same answers",
            because=_other_answers(work, rows, got, wanted),
            next="which file does the program load, and what does it do with the rows before predict?",
        )
    work.proved(f"{len(wanted)} new rows, the same answers in another process")
    return f"{len(wanted)} new rows"


def _predicted(work: Work, saved: Saved, rows: Table, folder: Path, tables: Path) -> list[str]:
    """Run the learner's program in a folder, on a table in another one; return its column `prediction`."""
    names = saved.meta.get("feature_names")
    if isinstance(rows, np.ndarray):
        rows = pd.DataFrame(rows, columns=names if isinstance(names, list) and len(names) == rows.shape[1] else None)
    table, output = write_file(tables / "measured.csv", rows.to_csv(index=False).encode()), tables / "answers.csv"
    places = {"--model": saved.path, "--input": table, "--output": output}
    words = [word for name, path in places.items() for word in (name, str(path))]
    try:
        finished = run_script(work, ["python", str(saved.modules / SCRIPT), "predict", *words], folder=folder)
    except Failed as refused:
        because = "the table is the one given as --input" if "rows.csv" in refused.seen else known_reason(refused.seen)
        raise Failed(refused.seen, refused.expected, because=because, next=refused.next) from refused
    if not output.is_file():
        said = f", and prints {format_value(finished.out[:80])}" if finished.out.strip() else ""
        raise Failed(f"the program ends without {output.name}{said}", "the file given as --output", next="to_csv(…)")
    return prediction_column(output)


def _other_answers(work: Work, rows: Table, got: Sequence[str], wanted: Sequence[Any]) -> str:
    """Return the slip that gives these answers, or nothing."""
    if all(map(same_answer, sorted(got), sorted(map(str, wanted)))):
        return "these are the same answers in another order"
    model = work.remote("model")
    if model.attribute("predict_proba").look()["callable"] if has_method(model, "predict_proba") else False:
        shares = np.asarray(model.attribute("predict_proba")(rows))
        if any(first_difference(got, column.tolist()) is None for column in shares.T):
            return "these are probabilities; prediction is the answer itself"
    return why_prepared(work, rows, wanted)
