"""Day 18: examples for checks/view.py."""

from sprint.course.examples import Wrong

WRONG = (
    Wrong(
        "d18.c7",
        "drawn on a figure that is thrown away",
        {"plt.show()": "plt.close(fig)\nplt.figure()\nplt.axes()\nplt.show()"},
        "nothing inside",
    ),
    Wrong("d18.c8", "a few words", {}, "words of your own", cells={"analysis": "No, and it looks at the square."}),
)
