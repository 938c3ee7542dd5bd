"""Day 3: examples for checks/stretch.py."""

from sprint.course.examples import Right

from .solution import STRETCH

STRETCH_GROUPS = """import plotly.graph_objects as go

same_mpl, ax = plt.subplots()
for vine in "CAB":
    ax.plot(*wine.loc[wine["cultivar"] == vine, ["alcohol", "ash"]].to_numpy().T, "o", label=vine)
same_sns = sns.relplot(data=wine.sample(frac=1), x="alcohol", y="ash", hue="cultivar", legend=False)
same_plotly = go.Figure()
for vine, part in wine.groupby("cultivar"):
    same_plotly.add_scatter(x=part["alcohol"].tolist(), y=part["ash"].tolist(), mode="markers", name=vine)
"""
STRETCH_FIT = """fig, axes = plt.subplots(2, 1)
axes[0].scatter("hue", "ash", data=wine, c="proline")
same_mpl = fig
same_sns = sns.regplot(x=wine.hue, y=wine.ash, ax=axes[1])
same_plotly = px.scatter(x=wine.hue, y=wine.ash, color=wine.cultivar)
"""

RIGHT = (
    Right("the stretch, side by side", cells={"stretch": STRETCH}, proves="d03.s1"),
    Right("the stretch, group by group, in other orders", cells={"stretch": STRETCH_GROUPS}, proves="d03.s1"),
    Right("the stretch, a sheet for the axes, with a fitted line", cells={"stretch": STRETCH_FIT}, proves="d03.s1"),
)
