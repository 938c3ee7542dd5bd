"""Day 1: examples for checks/view.py."""

from sprint.course.examples import Wrong

WRONG = (Wrong("d01.c6", "nothing is printed", {}, "print nothing", cells={"view": "shown = fizzbuzz(15)"}),)
