"""Day 17: examples for checks/view.py."""

from sprint.course.examples import Wrong

WRONG = (
    Wrong(
        "d17.c8",
        "drawn on a figure that is thrown away",
        {"plt.show()": "plt.close(fig)\nplt.figure()\nplt.axes()\nplt.show()"},
        "nothing inside",
    ),
    Wrong(
        "d17.c9", "a few words", {}, "words of your own", cells={"analysis": "Shirt and T-shirt/top, and so would I."}
    ),
)
