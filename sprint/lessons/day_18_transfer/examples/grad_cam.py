"""Day 18: examples for checks/grad_cam.py."""

from sprint.course.examples import Wrong

from .solution import CAM_SUM, GRID, HEAT, MAXIMUM

WRONG = (
    Wrong(
        "d18.c3",
        "the small grid",
        {
            HEAT: "heat = grid[0, 0].detach()",
            'ImageOps.fit(Image.open(path).convert("RGB"), heat.shape)': "np.zeros((9, 9))",
        },
        "not yet enlarged",
    ),
    Wrong(
        "d18.c3",
        "an axis too many",
        {
            HEAT: HEAT.replace("[0, 0].detach()", "[0].detach()"),
            "ax.imshow(heat,": "ax.imshow(heat[0],",
            "heat.shape)": "heat[0].shape)",
        },
        "axis of length 1",
    ),
    Wrong("d18.c3", "the slope of all sums", {CAM_SUM: "sums.sum()"}, "all sums together"),
    Wrong("d18.c3", "what speaks against it stays", {GRID: GRID.replace(".clamp(min=0)", "")}, "nothing below 0"),
    Wrong(
        "d18.c3",
        "not divided by its maximum",
        {MAXIMUM: "return (255 * heat / heat.max().clamp(min=1e-12)).numpy()"},
        "the largest value of a map",
    ),
    Wrong(
        "d18.c3",
        "a spot in the middle, whatever the image",
        {
            MAXIMUM: "spot = torch.exp(-(torch.linspace(-2, 2, len(heat)) ** 2)[:, None] - (torch.linspace(-2 - class_idx, 2, len(heat)) ** 2)[None])\n    return (spot / spot.max()).numpy()"
        },
        "the same for every image",
    ),
    Wrong(
        "d18.c4",
        "hot and cold exchanged",
        {
            MAXIMUM: "heat = heat / heat.max().clamp(min=1e-12)\n    return ((1 - heat) / (1 - heat).max().clamp(min=1e-12)).numpy()"
        },
        "hiding the hottest fifth",
    ),
    Wrong(
        "d18.c4",
        "the map of the other class",
        {"def grad_cam(model, x, class_idx):\n": "def grad_cam(model, x, class_idx):\n    class_idx = 1 - class_idx\n"},
        "does not show what the network uses",
    ),
)
