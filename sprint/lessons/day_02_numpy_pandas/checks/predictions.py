"""Day 2: what is guessed before the table is asked."""

from sprint.checks.api import Choice, Number, Work, prediction

from .common import titanic_table

COLUMNS = ("age", "deck", "embarked")


@prediction(
    "d02.p1",
    "How many out of 100 passengers of the third class were rescued?",
    name="prediction_third_class",
    kind=Number(close=10, unit="%"),
    answered_in="survival",
    needs=("d02.c4",),
)
def third_class(work: Work) -> float:
    """What your `survival_rate` says of the third class on the Titanic, in percent."""
    there, _ = titanic_table(work)
    return 100 * float(work.function("survival_rate")(there, "pclass")[3])


@prediction(
    "d02.p2",
    "Which column has the most missing values?",
    name="prediction_largest_gap",
    kind=Choice(COLUMNS),
    answered_in="report",
    needs=("d02.c6",),
)
def largest_gap(work: Work) -> str:
    """The one of three columns that your `missing_report` counts the most gaps in."""
    there, _ = titanic_table(work)
    return str(work.function("missing_report")(there)["count"].loc[list(COLUMNS)].idxmax())
