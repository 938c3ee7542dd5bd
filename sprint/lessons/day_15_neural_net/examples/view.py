"""Day 15: examples for checks/view.py."""

from sprint.course.examples import Wrong

WRONG = (
    Wrong(
        "d15.c8",
        "drawn on a figure that is thrown away",
        {"plt.show()": "plt.close(fig)\nplt.figure()\nplt.axes()\nplt.show()"},
        "nothing inside",
    ),
    Wrong("d15.c9", "a few words", {}, "words of your own", cells={"analysis": "With sigmoid it is tiny, 0.00001."}),
)
