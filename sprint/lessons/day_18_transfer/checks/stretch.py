"""Day 18, stretch: the last block has learned as well."""

from sprint.checks.api import Work, check

from .common import BUFFERS, as_network, image_paths, moved_tensors, original_state, share_right, state_of


@check(
    "d18.s1",
    "Stretch: in tuned the last block has learned as well, and nothing before it",
    names=("tuned", "val_paths"),
    needs=("d18.c1", "d18.c6"),
    stretch=True,
)
def last_block_is_tuned(work: Work) -> str:
    """In `tuned`, some weight of `layer4` has to differ from the file, and nothing before `layer4`, buffers included.

    It has to be right on at least as many of `val_paths` as `model` is.
    """
    tuned = as_network(work.remote("tuned"), "tuned")
    moved = moved_tensors(state_of(tuned), original_state())
    before = [(name, far) for name, far in moved if not name.startswith("layer4")]
    work.require(
        not before,
        f"{before[0][0] if before else ''} moved by {before[0][1] if before else 0:.2g}, before layer4",
        "only layer4 and the head learn",
        next="which parameters does the optimizer hold, and in which mode is the network?",
    )
    learned = [name for name, _ in moved if name.rpartition(".")[2] not in BUFFERS]
    work.require(
        bool(learned), "layer4 is as it came", "some of its weights moved", next="requires_grad_(True) for layer4"
    )
    paths = image_paths(work, "val_paths")
    own, plain = (share_right(work, net, paths) for net in (tuned, work.remote("model")))
    work.require(
        own >= plain,
        f"tuned is right on {own:.0%} of val_paths",
        f"at least {plain:.0%}, as model",
        next="a lower rate for layer4, or fewer steps",
    )
    return f"{own:.0%} of val_paths, {len(learned)} tensors of layer4 learned"
