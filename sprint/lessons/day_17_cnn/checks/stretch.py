"""Day 17, stretch: images a few pixels further on."""

import numpy as np

from sprint.checks.api import Array, KnownMistake, Work, check, new_process_with_definitions, new_rng

from .common import as_classes, device_of, fashion_images, predict_in
from .saved import PATIENCE, load_weights, weights_in_file


@check(
    "d17.s1",
    "Stretch: shift moves images, and shift_accuracy tells what that costs",
    names=("shift", "shift_accuracy"),
    needs=("d17.c3",),
    stretch=True,
)
def minds_shifts(work: Work) -> str:
    """`shift` is called with made-up images, higher than wide, in all four directions and on the diagonal.

    Then the first 2,000 test images are moved here, the network in your file is asked, and each share in
    `shift_accuracy` has to agree within one in a hundred.
    """
    shift = work.function("shift")
    images = new_rng().integers(1, 255, (3, 7, 5)).astype(np.uint8)
    for dx, dy in ((2, 0), (0, 3), (-1, 0), (0, -2), (1, -3), (0, 0)):
        slips = [
            KnownMistake(np.roll(images, (dy, dx), axis=(1, 2)), "what leaves on one side comes in on the other"),
            KnownMistake(_shifted(images, dy, dx), "dx and dy are taken for each other"),
            KnownMistake(_shifted(images, -dx, -dy), "the other way: right and down are where numbers of places grow"),
        ]
        got, want = np.asarray(shift(images, dx, dy)), _shifted(images, dx, dy)
        work.require_equal(f"shift(images, {dx}, {dy})", got.astype(float), want.astype(float), slips=slips)
    shares = {int(far): float(share) for far, share in dict(work.get("shift_accuracy")).items()}
    work.require(set(shares) >= set(range(5)), f"shift_accuracy has the keys {sorted(shares)}", "0, 1, 2, 3 and 4")
    images, truth = fashion_images().X_test[:2000], fashion_images().y_test[:2000]
    with new_process_with_definitions(work, PATIENCE) as session:
        net = session.name("build_cnn").keep().attribute("to").keep(device_of(work))
        load_weights(net, weights_in_file(session))
        for far in range(5):
            answers = as_classes(predict_in(work, session)(net, _shifted(images, far, 0)), len(images))
            share = float(np.mean(answers == truth))
            work.require(
                abs(shares[far] - share) <= 0.01,
                f"shift_accuracy[{far}] = {shares[far]:.3f}",
                f"{share:.3f}, as the network in the file reaches",
                next="shift X_test[:2000], then predict with the network from the file",
            )
    return f"{shares[0]:.1%} unmoved, {shares[4]:.1%} four pixels further right"


def _shifted(images: Array, dx: int, dy: int) -> Array:
    """Return images (n, h, w) moved dx to the right and dy down, 0 where nothing is left."""
    high, wide = images.shape[1:]
    framed = np.pad(images, ((0, 0), (high, high), (wide, wide)))
    return framed[:, high - dy : 2 * high - dy, wide - dx : 2 * wide - dx]
