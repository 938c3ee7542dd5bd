"""Day 19, stretch: the columns are ordered, and one that is missing is named."""

from pathlib import Path

import pandas as pd

from sprint.checks.api import (
    Failed,
    LearnerError,
    NotAttempted,
    Stop,
    Table,
    Work,
    check,
    folder_with,
    predict,
    write_file,
)

from .common import SCRIPT, first_difference, loaded_model, new_rows, prediction_column


@check(
    "d19.s1",
    "the predict command orders the columns, and names one that is missing",
    stretch=True,
    needs=("d19.c1",),
)
def orders_columns(work: Work) -> str:
    """The program gets a table whose columns are turned round and which has one too many, then one that lacks a column.

    The first has to give the answers of the notebook's model, the second an exit code that is not 0 and a last line with the
    missing column's name.
    """
    rows = new_rows(work, 20)
    if not isinstance(rows, pd.DataFrame):
        raise NotAttempted("for tables with named columns")
    wanted = predict(work.remote("model"), rows).tolist()
    other = rows[rows.columns[::-1]].assign(remark="from a colleague")
    missing = str(rows.columns[1])
    with folder_with(work) as folder:
        try:
            got = _in_process(work, other, folder)
        except LearnerError as refused:
            raise NotAttempted("for the fast, if you like") from refused
        if len(got) != len(wanted) or first_difference(got, wanted) is not None:
            raise Failed(
                "a table with its columns in another order gives other answers",
                "the same answers",
                next="rows[feature_names] has the columns in order",
            )
        try:
            _in_process(work, rows.drop(columns=missing), folder)
        except LearnerError as refused:
            said = str(refused)
        else:
            said = "an end without an error"
    work.require(
        missing in said,
        f"without the column {missing!r}: {said[:200]}",
        f"an error that names {missing!r}",
        next="set(feature_names) - set(rows.columns)",
    )
    return "another order is no matter, a missing column is named"


def _in_process(work: Work, rows: Table, folder: Path) -> list[str]:
    """Run the program in the process that has loaded the model already; return the column `prediction`.

    Raises:
        LearnerError: it ends with an error.
    """
    saved, loaded = loaded_model(work)
    table, output = write_file(folder / "rows.csv", rows.to_csv(index=False).encode()), folder / "predictions.csv"
    words = ["predict", "--model", str(saved.path), "--input", str(table), "--output", str(output)]
    code = loaded.session.name("program")(str(saved.modules / SCRIPT), *words)
    if code != 0:
        raise LearnerError("raised", Stop("SystemExit", str(code), ()))
    return prediction_column(output)
