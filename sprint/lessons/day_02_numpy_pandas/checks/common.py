"""What several tasks of day 2 ask about: the passengers of the Titanic."""

import pandas as pd

from sprint.checks.api import Remote, Work

GROUP = ["sex", "pclass"]


def titanic_table(work: Work) -> tuple[Remote, pd.DataFrame]:
    """Return the table of the day as it is loaded there: an object to hand over, and its data."""
    there = work.session.imported("sprint.datasets:load_titanic").keep()
    return there, there.get()
