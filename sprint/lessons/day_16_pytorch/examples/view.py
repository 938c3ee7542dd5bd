"""Day 16: examples for checks/view.py."""

from sprint.course.examples import Wrong

VIEW = "plt.show()"

WRONG = (
    Wrong(
        "d16.c6",
        "drawn on a figure that is thrown away",
        {VIEW: "plt.close(fig)\nplt.figure()\nplt.axes()\nplt.show()"},
        "nothing inside",
    ),
    Wrong(
        "d16.c7", "a few words", {}, "words of your own", cells={"analysis": "It saved me the backward pass, 0.995."}
    ),
)
