"""Day 16, task 4: the trained network and its losses."""

from sprint.checks.api import Failed, Work, check, cross_entropy, forward_pass, require_loss_without_test

from .common import accuracy_of, class_labels, loss_curve, probabilities_of


@check(
    "d16.c4",
    "net has learned the moons, and losses_torch tells how",
    names=("net", "losses_torch", "train_torch"),
    needs=("d16.c3",),
)
def learned_moons(work: Work) -> str:
    """Your `net` answers for `X_test`: at least 95 % right, where a straight line gets 87 %.

    `losses_torch` has to be of that training: it falls and ends where the loss of `net` on the training points is, not
    where its loss on all points is.
    """
    net = work.remote("net")
    if "torch.nn.modules.module.Module" not in net.look()["bases"]:
        raise Failed(f"net is {net.look()['text']}", "a trained TorchMLP", next="is net assigned again later on?")
    accuracy = accuracy_of(work, net, "test")
    work.require(
        accuracy >= 0.95,
        f"net is right on {accuracy:.1%} of X_test",
        "at least 95 %; a straight line reaches about 87 %",
        next="was this very net given to train_torch, with EPOCHS and LR?",
    )
    losses = loss_curve(work, "losses_torch")
    (p_train, y_train), (p_test, y_test) = (
        (probabilities_of(work, net, work.array(f"X_{part}")), class_labels(work, f"y_{part}"))
        for part in ("train", "test")
    )
    now = cross_entropy(p_train, y_train)
    work.require(
        abs(losses[-1] - now) <= 0.2 * now + 0.01 and losses[-1] < losses[0],
        f"losses_torch goes from {losses[0]:.3f} to {losses[-1]:.3f}; the loss of net on X_train is {now:.3f}",
        "a curve that falls and ends there",
        next="are net and losses_torch from the same call of train_torch?",
    )
    require_loss_without_test(
        work, "losses_torch", (p_train, y_train), (p_test, y_test), next="which tensors does train_torch get?"
    )
    if "start" in work.run.names:
        began = cross_entropy(forward_pass(work.get("start"), work.array("X_train"))[0], class_labels(work, "y_train"))
        if abs(losses[0] - began) > 0.02:
            work.note(
                f"the NumPy network starts at a loss of {began:.3f}, yours at {losses[0]:.3f}: from other weights?"
            )
    work.metric("torch_acc", accuracy)
    return f"{accuracy:.1%} of the test points"
