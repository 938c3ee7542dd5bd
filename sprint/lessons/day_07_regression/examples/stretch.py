"""Day 7: examples for checks/stretch.py."""

from sprint.course.examples import Right

from .solution import STRETCH

RIGHT = (
    Right("the stretch", cells={"stretch": STRETCH}, proves="d07.s1"),
    Right(
        "the stretch with an inverse, as a list",
        cells={
            "stretch": STRETCH.replace(
                "np.linalg.lstsq(A, y, rcond=None)[0]", "list(np.linalg.inv(A.T @ A) @ A.T @ np.asarray(y))"
            )
        },
        proves="d07.s1",
    ),
)
