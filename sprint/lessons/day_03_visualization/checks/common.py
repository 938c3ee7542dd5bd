"""What several tasks of day 3 know: the names of the charts and what counts as a word."""

import re

CHARTS = ("fig_mpl", "ax_sns", "fig_plotly")
LETTER = re.compile(r"[^\W\d_]")
"""A letter of any script: a title of points or numbers alone says nothing."""
DIFFERENT_VALUES = 3
"""A chart of a table has more different numbers than this."""
