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
)
