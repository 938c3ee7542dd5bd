"""Day 3: examples for checks/same_points.py."""

from sprint.course.examples import Wrong

from .solution import STRETCH

WRONG = (
    Wrong(
        "d03.s1",
        "x and y turned round",
        {},
        "in each other's place",
        cells={
            "stretch": STRETCH.replace('left.scatter(wine["hue"], wine["ash"]', 'left.scatter(wine["ash"], wine["hue"]')
        },
    ),
    Wrong(
        "d03.s1",
        "another column",
        {},
        "the same columns in all three",
        cells={"stretch": STRETCH.replace('y="ash", hue', 'y="alcohol", hue')},
    ),
    Wrong(
        "d03.s1",
        "fewer wines",
        {},
        "same_plotly 100",
        cells={"stretch": STRETCH.replace("px.scatter(wine,", "px.scatter(wine.head(100),")},
    ),
    Wrong(
        "d03.s1",
        "one chart under two names",
        {},
        "the same axes",
        cells={"stretch": STRETCH.replace("same_mpl = left", "same_mpl = right")},
    ),
    Wrong(
        "d03.s1",
        "one across the other",
        {},
        "more than once",
        cells={"stretch": STRETCH.replace("ax=right", "ax=left")},
    ),
    Wrong(
        "d03.s1",
        "empty axes",
        {},
        "no points",
        cells={"stretch": STRETCH.replace("same_mpl = left", "same_mpl = plt.figure().add_subplot()")},
    ),
)
