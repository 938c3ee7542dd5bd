"""Day 3: examples for checks/charts.py."""

from sprint.course.examples import Wrong

WRONG = (
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
)
