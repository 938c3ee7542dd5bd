"""Day 14: examples for checks/view.py."""

from sprint.course.examples import Wrong

WRONG = (
    Wrong(
        "d14.c7",
        "drawn on a figure that is thrown away",
        {"plt.show()": "plt.close(fig)\nplt.figure()\nplt.axes()\nplt.show()"},
        "nothing inside",
    ),
    Wrong("d14.c8", "a few words", {}, "words of your own", cells={"analysis": "Bias left, variance right, 0.98."}),
)
