"""Day 1: examples for checks/view.py."""

from sprint.course.examples import Wrong

WRONG = (
    Wrong("d01.c6", "nothing is printed", {}, "print nothing", cells={"view": "shown = fizzbuzz(15)"}),
    Wrong(
        "d01.c7",
        "a few words",
        {},
        "words of your own",
        cells={"analysis": "I think that fibonacci is the slowest one."},
    ),
    Wrong(
        "d01.c7",
        "nothing of today",
        {},
        "no number and no name",
        cells={
            "analysis": "Some of them are slow and others are quick, and what is slow gets slower the more work it has to do, which was to be expected, although I had not seen it on my own machine before tonight."
        },
    ),
)
