"""Day 3: solutions that are right though different."""

from sprint.course.examples import Right

from .solution import PICTURES

LINES = """plt.figure()
plt.plot(np.sort(wine["alcohol"]), np.arange(len(wine)) / len(wine))
plt.xlabel("Alkohol in Prozent")
plt.ylabel("Anteil der Weine darunter")
plt.suptitle("Verteilung")
fig_mpl = plt.gcf()
plt.savefig("images/matplotlib.png")
plt.show()
"""
GRID = """ax_sns = sns.relplot(data=wine, x="hue", y="ash", col="cultivar")
ax_sns.figure.suptitle("Hue and ash", y=1.02)
ax_sns.savefig("images/seaborn.png")
"""
OBJECTS = """import plotly.graph_objects as go

fig_plotly = go.Figure(go.Histogram(x=wine["malic_acid"]))
fig_plotly.update_layout(title="Malic acid", xaxis_title="malic acid (g per litre)", yaxis_title="wines")
fig_plotly.write_html("images/plotly.html", include_plotlyjs=False)
"""
SUBPLOTS = """fig_mpl, (left, right) = plt.subplots(1, 2, figsize=(9, 4))
left.bar(["A", "B", "C"], wine.groupby("cultivar")["alcohol"].mean())
left.set_xlabel("cultivar")
left.set_ylabel("mean alcohol (%)")
left.set_title("Strength", loc="left")
right.hist(wine["alcohol"])
fig_mpl.savefig("images/matplotlib.svg")
fig_mpl.savefig("images/matplotlib.png")
"""
HEATMAP = """plt.figure()
ax_sns = sns.heatmap(wine.drop(columns="cultivar").corr())
ax_sns.set_title("What moves together")
plt.savefig("images/seaborn.png")
"""
PIE = """fig_plotly = px.pie(wine, names="cultivar", values="proline", title="Proline by vine")
fig_plotly.write_html("images/plotly.html", include_plotlyjs=True)
fig_plotly
"""
HTML = """# Meine Galerie

<p><img src="images/matplotlib.png" alt="Verteilung des Alkohols" width="400"></p>

![Drei Wolken][zwei]

Und zum Anfassen: [die interaktive Seite mit **allen** Weinen](images/plotly.html "Plotly")

[zwei]: images/seaborn.png
"""
SHEET = """fig_mpl, ax = plt.subplots(layout="constrained")
strength = wine.groupby("cultivar")["alcohol"].mean()
ax.bar(strength.index, strength.values)
fig_mpl.suptitle("葡萄酒")
fig_mpl.supxlabel("cultivar")
fig_mpl.supylabel("%")
fig_mpl.savefig("images/matplotlib.png")
"""
ONE_WORD = """# Gallery

| ![Balken](images/matplotlib.png) | ![Histogramme](images/seaborn.png) | [Wolken](images/plotly.html) |
|---|---|---|
| A ist am stärksten | C hat wenig davon | drei Gruppen, fast getrennt |
"""

RIGHT = (
    Right(
        "the short way of Matplotlib, a grid of seaborn, graph objects, HTML and references in the gallery",
        cells={"mpl": LINES, "sns": GRID, "plotly": OBJECTS},
        files={"gallery.md": HTML},
    ),
    Right(
        "two axes on a sheet, a heatmap, a pie, a drawing as the third picture",
        cells={"mpl": SUBPLOTS, "sns": HEATMAP, "plotly": PIE, "view": "fig_plotly"},
        files={"gallery.md": PICTURES},
    ),
    Right(
        "axes in place of the sheet, a smoothed density",
        {
            "ax.legend()\n": "ax.legend()\nsheet = fig_mpl\nfig_mpl = ax\n",
            "fig_mpl.savefig(": "sheet.savefig(",
            'sns.histplot(data=wine, x="flavanoids", hue="cultivar", bins=20, ax=ax)': 'sns.kdeplot(data=wine, x="flavanoids", hue="cultivar", fill=True, ax=ax)',
        },
    ),
    Right(
        "another table, in three dimensions",
        {
            "load_wine(as_frame=True).frame": "load_wine(as_frame=True).frame.sample(60, random_state=2)",
            "px.scatter(\n": "px.scatter_3d(\n",
            '    y="proline",\n': '    y="proline",\n    z="ash",\n',
        },
    ),
    Right(
        "names of the whole sheet, a title in another script, pictures in a table with a word each",
        cells={"mpl": SHEET},
        files={"gallery.md": ONE_WORD},
    ),
)
