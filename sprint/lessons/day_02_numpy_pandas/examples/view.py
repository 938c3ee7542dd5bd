"""Day 2: examples for checks/view.py."""

from sprint.course.examples import Wrong

WRONG = (
    Wrong(
        "d02.c7",
        "zeros everywhere",
        {},
        "the same value",
        cells={"view": "fig, ax = plt.subplots()\nsns.heatmap(np.zeros((891, 15)), ax=ax)\nplt.show()"},
    ),
    Wrong(
        "d02.c7",
        "an empty figure",
        {},
        "nothing inside",
        cells={"view": "fig, ax = plt.subplots()\nax.set_title('missing')\nplt.show()"},
    ),
    Wrong("d02.c8", "a few words", {}, "words of your own", cells={"analysis": "I would drop deck and fill the rest."}),
    Wrong(
        "d02.c8",
        "nothing of today",
        {},
        "no number and no name",
        cells={
            "analysis": "It depends on what one wants to find out in the end, and on how much work one is ready to put into it, so there is no answer that would be right for everybody who looks at such a table in the evening."
        },
    ),
)
