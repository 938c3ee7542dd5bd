"""Day 3: examples for checks/view.py."""

from sprint.course.examples import Wrong

from .solution import SAVE

WRONG = (
    Wrong(
        "d03.c4",
        "closed before it is shown",
        {
            'fig_mpl.savefig("images/matplotlib.png", dpi=150, bbox_inches="tight")': 'fig_mpl.savefig("images/matplotlib.svg")\nplt.close(fig_mpl)\nplt.figure()\nplt.axes()\nplt.show()',
            SAVE: 'fig.savefig("images/seaborn.svg")\nplt.close(fig)',
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
)
