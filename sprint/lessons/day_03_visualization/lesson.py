# %% title [markdown]
# # Day 3 · Visualization quick-fire
#
# ## Goal
#
# Tonight you draw three charts of one table, each with another library, and hang them into a small gallery.
#
# By the end you know what each library is good at, and your charts can be read by somebody who was not there when you
# made them.

# %% why [markdown]
# **Why it matters.** A chart finds what a table hides: a group that behaves differently, a value that cannot be true, a
# curve where everybody assumed a line. And it is what others will remember of your work. Both only work if the reader can
# tell what is drawn: a title that says what to see, and a name on each axis.
#
# **A small example.** Five cups of coffee and the hours slept after them, in the way you will use most with Matplotlib:
#
# ```python
# fig, ax = plt.subplots()                  # an empty sheet (fig) with one pair of axes (ax) on it
# ax.scatter([0, 1, 2, 3, 5], [8, 8, 7, 6, 4])
# ax.set(xlabel="cups of coffee", ylabel="hours slept", title="More coffee, less sleep")
# ```
#
# The **figure** is the sheet of paper, the **axes** are the frame on it into which one draws. One figure can hold several
# axes. Remember the two words: half of all error messages about charts come from taking one for the other.
#
# | library | you say | good at |
# |---|---|---|
# | Matplotlib | every line and label yourself | full control, print |
# | seaborn | which column goes where | quick looks at tables, statistics |
# | Plotly | which column goes where | hovering and zooming in a web page |

# %% setup-text [markdown]
# ## Setup
#
# 178 wines from one region of Italy, grown from three kinds of vine (*cultivars*), with 13 measurements each. The data
# comes with scikit-learn; its source names no units, though alcohol is surely in percent. Your pictures go into the folder
# `images`, which the cell makes.

# %% setup
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import plotly.express as px
import seaborn as sns
from sklearn.datasets import load_wine

wine = load_wine(as_frame=True).frame
wine["cultivar"] = wine.pop("target").map({0: "A", 1: "B", 2: "C"})
Path("images").mkdir(exist_ok=True)
print(f"{len(wine)} wines:", ", ".join(wine.columns))

# %% mpl-text [markdown]
# ## Model
#
# Three charts, of any kind you like: points, lines, bars, a histogram. Choose columns you are curious about. For each of
# them hold: **a title, and a name on both axes** (a unit too, where there is one). Use another table if you have one; keep
# the names of the three charts.
#
# *What good looks like:* a friend who sees the chart and not your notebook can say what one point, bar or line stands for, and what
# you want to show with it.
#
# ### 1 · Matplotlib
#
# **Make** `fig_mpl`, a Matplotlib figure with one chart of the table, and save it as a picture in `images/`, for example
# with `fig_mpl.savefig("images/matplotlib.png", dpi=150, bbox_inches="tight")`.
#
# *A pitfall:* `plt.savefig(...)` **after** `plt.show()` saves an empty sheet, because the notebook has shown and closed the
# figure by then. `fig_mpl.savefig(...)` always knows which figure is meant.

# %% mpl
# BEGIN SOLUTION fig_mpl
fig_mpl, ax = plt.subplots(figsize=(6, 4.5))
for cultivar, group in wine.groupby("cultivar"):
    ax.scatter(group["alcohol"], group["color_intensity"], label=f"cultivar {cultivar}", alpha=0.8)
ax.set(xlabel="alcohol (% by volume)", ylabel="colour intensity", title="Stronger wines tend to be deeper in colour")
ax.legend()
fig_mpl.savefig("images/matplotlib.png", dpi=150, bbox_inches="tight")
# END SOLUTION

# %% sns-text [markdown]
# ### 2 · Seaborn
#
# Seaborn takes the whole table and the names of columns: `sns.scatterplot(data=..., x=..., y=..., hue=...)`,
# `sns.histplot`, `sns.boxplot`, `sns.regplot` and many more. It returns the axes it has drawn on, and writes the names of
# the columns on them by itself. The title is still yours: `ax_sns.set_title(...)`.
#
# **Make** `ax_sns`, the axes of one seaborn chart, and save it as a picture in `images/`; the sheet it lies on is
# `ax_sns.figure`.
#
# *A pitfall:* seaborn draws on the axes that are open. In the same cell as another chart it draws right across that one.
# Give it a sheet of its own first: `fig, ax = plt.subplots()`, then `ax=ax`.

# %% sns
# BEGIN SOLUTION ax_sns
fig, ax = plt.subplots(figsize=(6, 4.5))
ax_sns = sns.histplot(data=wine, x="flavanoids", hue="cultivar", bins=20, ax=ax)
ax_sns.set(xlabel="flavanoids", ylabel="number of wines", title="Flavanoids: low in C, middling in B, high in A")
ax_sns.figure.savefig("images/seaborn.png", dpi=150, bbox_inches="tight")
# END SOLUTION

# %% plotly-text [markdown]
# ### 3 · Plotly
#
# A Plotly chart lives in a web page: hover over a point, drag to zoom, click a group in the legend to hide it. Plotly
# Express works like seaborn: `px.scatter(table, x=..., y=..., color=..., title=..., labels={column: words})`. The `labels`
# replace the names of columns by words for people.
#
# **Make** `fig_plotly`, one Plotly chart with a title and a name on both axes, and save it in `images/`. A page that others
# can use is `fig_plotly.write_html("images/plotly.html", include_plotlyjs="cdn")`: 15 kB, and the reader's browser fetches
# Plotly's own code. A picture from `fig_plotly.write_image(...)` is fine too, if the package kaleido is installed.

# %% plotly
# BEGIN SOLUTION fig_plotly
fig_plotly = px.scatter(
    wine,
    x="flavanoids",
    y="proline",
    color="cultivar",
    hover_data=["alcohol"],
    title="Two measurements nearly separate the vines",
    labels={"flavanoids": "flavanoids", "proline": "proline (an amino acid)"},
)
fig_plotly.write_html("images/plotly.html", include_plotlyjs="cdn")
# END SOLUTION

# %% view-text [markdown]
# ## View
#
# Show the interactive chart here with `fig_plotly.show()` and try it: hover, zoom, hide a group.
#
# Then open `gallery.md` beside this notebook. It is a page in Markdown that GitHub shows with its pictures. **Hang your three
# charts there**: `![what it shows, in words](images/matplotlib.png)` for a picture, `[what it shows](images/plotly.html)` for
# a page, each with a line on what a reader should see.
#
# The words in the square brackets are read aloud to people who cannot see the picture, and shown when it does not load.
# "Scatter plot" helps nobody; "wines with more alcohol are deeper in colour" does. What stands between `<!--` and `-->` is a
# comment: nobody sees it.

# %% view
# BEGIN SOLUTION
fig_plotly.show()
# END SOLUTION

# %% analysis-text [markdown]
# ## Analysis
#
# You have now asked three libraries for nearly the same thing. What took the longest in each, and what came for nothing?
#
# Which of the three libraries for a paper, which for a quick look, which for a web page?

# %% analysis [markdown]
# <!-- BEGIN SOLUTION -->
# For something printed I would take Matplotlib: I had to write each label myself, but I could also move every one of them,
# and the file looks the same everywhere. For finding out what is in the data I prefer seaborn, because colouring by
# cultivar was one word and the names of the columns were there at once. Plotly is my choice online, since people can hover
# over a point and ask the chart their own questions.
# <!-- END SOLUTION -->

# %% check-text [markdown]
# ## Check yourself
#
# In a terminal: `sprint check`. It runs this notebook from the top in a clean process. Stuck? `sprint hint`.
#
# *Stretch, for the fast:* one chart, three ways. Draw the **same** scatter plot with each library: the same two columns of
# numbers, the same wines, the same column along x. Then take away what carries no information (frames, grids, a legend
# that repeats a label) until you can say which of the three tells the most with the least ink.
#
# **Make** `same_mpl`, the axes you drew on with Matplotlib, `same_sns`, the axes seaborn gives back, and `same_plotly`, the
# Plotly figure. Each of the first two has axes of its own; they may lie side by side on one sheet. The check proves
# that all three show the same points. What you leave out is yours to judge.

# %% stretch
# Your stretch goes here, if you like.

# %% diary-text [markdown]
# ## Diary
#
# Then `sprint diary`: what you built, what you saw, what it means. Read on: [Matplotlib quick
# start](https://matplotlib.org/stable/users/explain/quick_start.html), [introduction to
# seaborn](https://seaborn.pydata.org/tutorial/introduction.html), [Plotly
# Express](https://plotly.com/python/plotly-express/).
