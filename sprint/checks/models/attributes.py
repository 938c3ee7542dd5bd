"""Probes of numbers: of tables, and of what a fitted object has learned."""

import numpy as np

from sprint.checks.models.arrays import Floats
from sprint.checks.verdicts import Failed
from sprint.checks.work import Work
from sprint.lab.supervisor.session import LearnerError


def require_fitted_attribute(work: Work, name: str, attribute: str, kind: str) -> Floats:
    """Return what one of the learner's objects has learned, as an array of numbers.

    Args:
        work: the learner's work.
        name: the object's name.
        attribute: what fitting leaves behind, `cluster_centers_`.
        kind: what the object should be, `KMeans`.

    Raises:
        Failed: the object is of another kind, not fitted, or holds something else there.
    """
    remote = work.remote(name)
    try:
        return np.asarray(remote.attribute(attribute).get(), dtype=float)
    except (LearnerError, TypeError, ValueError) as error:
        raise Failed(
            f"{name} is {remote.look()['text']}, without {attribute}",
            f"a fitted {kind}",
            next=f"print({name}): is it the {kind} itself, and was fit called on it?",
        ) from error


def require_numbers(work: Work, name: str, shape: tuple[int | None, ...] | None = None) -> Floats:
    """Return one of the learner's tables as an array of floats; see `Work.array` for the shape.

    Raises:
        Failed: the shape is another, or something in it is no finite number.
    """
    array = work.array(name, shape)
    if array.dtype.kind not in "iuf" or not np.isfinite(array).all():
        raise Failed(f"{name} holds something that is not a number", "numbers", next=f"print({name}[:5])")
    found: Floats = array.astype(float)
    return found
