"""Day 3, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason."""

from sprint.course.examples import Right, Wrong

_LINES = """plt.figure()
plt.plot(np.sort(wine["alcohol"]), np.arange(len(wine)) / len(wine))
plt.xlabel("Alkohol in Prozent")
plt.ylabel("Anteil der Weine darunter")
plt.suptitle("Verteilung")
fig_mpl = plt.gcf()
plt.savefig("images/matplotlib.png")
plt.show()
"""
_GRID = """ax_sns = sns.relplot(data=wine, x="hue", y="ash", col="cultivar")
ax_sns.figure.suptitle("Hue and ash", y=1.02)
ax_sns.savefig("images/seaborn.png")
"""
_OBJECTS = """import plotly.graph_objects as go

fig_plotly = go.Figure(go.Histogram(x=wine["malic_acid"]))
fig_plotly.update_layout(title="Malic acid", xaxis_title="malic acid (g per litre)", yaxis_title="wines")
fig_plotly.write_html("images/plotly.html", include_plotlyjs=False)
"""
_SUBPLOTS = """fig_mpl, (left, right) = plt.subplots(1, 2, figsize=(9, 4))
left.bar(["A", "B", "C"], wine.groupby("cultivar")["alcohol"].mean())
left.set_xlabel("cultivar")
left.set_ylabel("mean alcohol (%)")
left.set_title("Strength", loc="left")
right.hist(wine["alcohol"])
fig_mpl.savefig("images/matplotlib.svg")
fig_mpl.savefig("images/matplotlib.png")
"""
_HEATMAP = """plt.figure()
ax_sns = sns.heatmap(wine.drop(columns="cultivar").corr())
ax_sns.set_title("What moves together")
plt.savefig("images/seaborn.png")
"""
_PIE = """fig_plotly = px.pie(wine, names="cultivar", values="proline", title="Proline by vine")
fig_plotly.write_html("images/plotly.html", include_plotlyjs=True)
fig_plotly
"""
_HTML = """# Meine Galerie

<p><img src="images/matplotlib.png" alt="Verteilung des Alkohols" width="400"></p>

![Drei Wolken][zwei]

Und zum Anfassen: [die interaktive Seite mit **allen** Weinen](images/plotly.html "Plotly")

[zwei]: images/seaborn.png
"""
_PICTURES = """# Gallery

![Strong wines are deep](images/matplotlib.png)
![Three histograms](./images/seaborn.png)
![The sheet again, as a drawing](images/matplotlib.svg)
[see also the data](https://archive.ics.uci.edu/dataset/109/wine) ![badge](https://example.org/badge.svg)
"""
_SHEET = """fig_mpl, ax = plt.subplots(layout="constrained")
strength = wine.groupby("cultivar")["alcohol"].mean()
ax.bar(strength.index, strength.values)
fig_mpl.suptitle("葡萄酒")
fig_mpl.supxlabel("cultivar")
fig_mpl.supylabel("%")
fig_mpl.savefig("images/matplotlib.png")
"""
_ONE_WORD = """# Gallery

| ![Balken](images/matplotlib.png) | ![Histogramme](images/seaborn.png) | [Wolken](images/plotly.html) |
|---|---|---|
| A ist am stärksten | C hat wenig davon | drei Gruppen, fast getrennt |
"""
_NO_LINES = """# Gallery

![x](images/matplotlib.png)
![y](images/seaborn.png)
[z](images/plotly.html)
"""
_SAVE = 'ax_sns.figure.savefig("images/seaborn.png", dpi=150, bbox_inches="tight")'
_STRETCH = """fig, (left, right) = plt.subplots(1, 2, figsize=(9, 4), sharex=True, sharey=True)
left.scatter(wine["hue"], wine["ash"], s=9, color="black")
left.set(xlabel="hue", ylabel="ash")
same_mpl = left
same_sns = sns.scatterplot(data=wine, x="hue", y="ash", hue="cultivar", ax=right)
sns.despine()
same_plotly = px.scatter(wine, x="hue", y="ash", template="simple_white")
same_plotly.show()
"""
_STRETCH_GROUPS = """import plotly.graph_objects as go

same_mpl, ax = plt.subplots()
for vine in "CAB":
    ax.plot(*wine.loc[wine["cultivar"] == vine, ["alcohol", "ash"]].to_numpy().T, "o", label=vine)
same_sns = sns.relplot(data=wine.sample(frac=1), x="alcohol", y="ash", hue="cultivar", legend=False)
same_plotly = go.Figure()
for vine, part in wine.groupby("cultivar"):
    same_plotly.add_scatter(x=part["alcohol"].tolist(), y=part["ash"].tolist(), mode="markers", name=vine)
"""
_STRETCH_FIT = """fig, axes = plt.subplots(2, 1)
axes[0].scatter("hue", "ash", data=wine, c="proline")
same_mpl = fig
same_sns = sns.regplot(x=wine.hue, y=wine.ash, ax=axes[1])
same_plotly = px.scatter(x=wine.hue, y=wine.ash, color=wine.cultivar)
"""

RIGHT = [
    Right(
        "the short way of Matplotlib, a grid of seaborn, graph objects, HTML and references in the gallery",
        cells={"mpl": _LINES, "sns": _GRID, "plotly": _OBJECTS},
        files={"gallery.md": _HTML},
    ),
    Right(
        "two axes on a sheet, a heatmap, a pie, a drawing as the third picture",
        cells={"mpl": _SUBPLOTS, "sns": _HEATMAP, "plotly": _PIE, "view": "fig_plotly"},
        files={"gallery.md": _PICTURES},
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
        cells={"mpl": _SHEET},
        files={"gallery.md": _ONE_WORD},
    ),
    Right("the stretch, side by side", cells={"stretch": _STRETCH}, proves="d03.s1"),
    Right("the stretch, group by group, in other orders", cells={"stretch": _STRETCH_GROUPS}, proves="d03.s1"),
    Right("the stretch, a sheet for the axes, with a fitted line", cells={"stretch": _STRETCH_FIT}, proves="d03.s1"),
]

WRONG = [
    Wrong(
        "d03.c1",
        "a new empty figure",
        {"fig_mpl.savefig": "fig_mpl = plt.figure()\nfig_mpl.savefig"},
        "fig_mpl has nothing drawn",
    ),
    Wrong(
        "d03.c1",
        "what the plot call returns",
        {"fig_mpl.savefig": "shown = fig_mpl\nfig_mpl = ax.plot([1, 2, 3], [4, 2, 8])\nshown.savefig"},
        "kind list",
    ),
    Wrong(
        "d03.c1", "one across the other", {"fig, ax = plt.subplots(figsize=(6, 4.5))\nax_sns": "ax_sns"}, "same axes"
    ),
    Wrong(
        "d03.c1",
        "a Plotly figure without data",
        {"fig_plotly.write_html": "fig_plotly.data = []\nfig_plotly.write_html"},
        "fig_plotly has nothing drawn",
    ),
    Wrong(
        "d03.c1",
        "a single point",
        {"    wine,\n": "    wine.head(1),\n", '    color="cultivar",\n    hover_data=["alcohol"],\n': ""},
        "different values",
    ),
    Wrong(
        "d03.c1",
        "Matplotlib under Plotly's name",
        {"fig_plotly.write_html(": "fig_plotly.write_html(", "fig_plotly.show()": "fig_plotly = fig_mpl"},
        "kind matplotlib.figure.Figure",
    ),
    Wrong("d03.c2", "no name on an axis", {', ylabel="colour intensity"': ""}, "the y axis of fig_mpl has no name"),
    Wrong(
        "d03.c2", "no title", {', title="Flavanoids: low in C, middling in B, high in A"': ""}, "ax_sns has no title"
    ),
    Wrong(
        "d03.c2",
        "columns without names",
        {
            '    wine,\n    x="flavanoids",\n    y="proline",\n    color="cultivar",\n    hover_data=["alcohol"],\n': '    x=wine["flavanoids"].to_numpy(),\n    y=wine["proline"].to_numpy(),\n'
        },
        "the x axis of fig_plotly is called 'x'",
    ),
    Wrong(
        "d03.c2", "a title of one point", {'title="Stronger wines tend to be deeper in colour"': 'title="."'}, "is '.'"
    ),
    Wrong("d03.c2", "a dash for a name", {'ylabel="colour intensity"': 'ylabel="-"'}, "is called '-'"),
    Wrong("d03.c2", "a column number", {'ylabel="colour intensity"': 'ylabel="3"'}, "is called '3'"),
    Wrong("d03.c3", "a picture that is not there", {"(images/seaborn.png)": "(images/Seaborn.png)"}, "capitals"),
    Wrong(
        "d03.c3",
        "two pictures only",
        {
            "[Interactive scatter of flavanoids against proline: three clouds, one for each cultivar](images/plotly.html)": "It is on my computer."
        },
        "2 pictures",
    ),
    Wrong(
        "d03.c3",
        "the same picture twice",
        {_SAVE: 'fig_mpl.savefig("images/seaborn.png", dpi=150, bbox_inches="tight")'},
        "same picture",
    ),
    Wrong(
        "d03.c3",
        "saved after it was closed",
        {_SAVE: 'plt.close(fig)\nplt.figure()\nplt.savefig("images/seaborn.png")\nplt.close()'},
        "single colour",
    ),
    Wrong(
        "d03.c3",
        "no words",
        {"![Three overlapping histograms of the flavanoids: low for cultivar C, middling for B, high for A]": "![]"},
        "has no words",
    ),
    Wrong("d03.c3", "a letter for each picture", {}, "described by 'x'", files={"gallery.md": _NO_LINES}),
    Wrong(
        "d03.c3",
        "pictures inside a comment",
        {},
        "3 more stand inside a comment",
        files={"gallery.md": f"# Gallery\n\n<!--\n{_PICTURES}-->\n"},
    ),
    Wrong(
        "d03.c3",
        "a path of one computer",
        {"(images/seaborn.png)": "(/home/ada/images/seaborn.png)"},
        "inside this folder",
    ),
    Wrong(
        "d03.c3", "no picture in the file", {_SAVE: 'Path("images/seaborn.png").write_text("a chart")'}, "no picture"
    ),
    Wrong(
        "d03.c4",
        "closed before it is shown",
        {
            'fig_mpl.savefig("images/matplotlib.png", dpi=150, bbox_inches="tight")': 'fig_mpl.savefig("images/matplotlib.svg")\nplt.close(fig_mpl)\nplt.figure()\nplt.axes()\nplt.show()',
            _SAVE: 'fig.savefig("images/seaborn.svg")\nplt.close(fig)',
        },
        "nothing inside",
    ),
    Wrong("d03.c5", "a few words", {}, "words of your own", cells={"analysis": "Plotly for everything."}),
    Wrong(
        "d03.c5",
        "nothing of today",
        {},
        "no number and no name",
        cells={
            "analysis": "I liked the last one best because it moved when I touched it, and the first one least since everything had to be said twice, although in the end its picture was the one I would have shown to my mother."
        },
    ),
    Wrong(
        "d03.s1",
        "x and y turned round",
        {},
        "in each other's place",
        cells={
            "stretch": _STRETCH.replace(
                'left.scatter(wine["hue"], wine["ash"]', 'left.scatter(wine["ash"], wine["hue"]'
            )
        },
    ),
    Wrong(
        "d03.s1",
        "another column",
        {},
        "the same columns in all three",
        cells={"stretch": _STRETCH.replace('y="ash", hue', 'y="alcohol", hue')},
    ),
    Wrong(
        "d03.s1",
        "fewer wines",
        {},
        "same_plotly 100",
        cells={"stretch": _STRETCH.replace("px.scatter(wine,", "px.scatter(wine.head(100),")},
    ),
    Wrong(
        "d03.s1",
        "one chart under two names",
        {},
        "the same axes",
        cells={"stretch": _STRETCH.replace("same_mpl = left", "same_mpl = right")},
    ),
    Wrong(
        "d03.s1",
        "one across the other",
        {},
        "more than once",
        cells={"stretch": _STRETCH.replace("ax=right", "ax=left")},
    ),
    Wrong(
        "d03.s1",
        "empty axes",
        {},
        "no points",
        cells={"stretch": _STRETCH.replace("same_mpl = left", "same_mpl = plt.figure().add_subplot()")},
    ),
]
