"""Day 7: examples for checks/view.py."""

from sprint.course.examples import Wrong

WRONG = (
    Wrong(
        "d07.c4",
        "drawn and thrown away",
        {"plt.show()": "plt.close(fig)\nplt.figure()\nplt.axes()\nplt.show()"},
        "nothing inside",
    ),
    Wrong(
        "d07.c5", "a few words", {}, "words of your own", cells={"analysis": "At the top, and the distance to the sea."}
    ),
)
