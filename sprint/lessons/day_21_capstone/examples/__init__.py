"""Day 21, for the author's gate: capstones that are right though different, and ones that go wrong for a reason."""

from . import clusters, couriers, diabetes, form_page, readme, retrospective, right, score, service, stretch

RIGHT = (*diabetes.RIGHT, *couriers.RIGHT, *form_page.RIGHT, *clusters.RIGHT, *right.RIGHT, *stretch.RIGHT)
WRONG = (*score.WRONG, *service.WRONG, *retrospective.WRONG, *readme.WRONG, *stretch.WRONG)
