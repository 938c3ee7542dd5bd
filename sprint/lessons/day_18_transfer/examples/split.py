"""Day 18: examples for checks/split.py."""

from sprint.course.examples import Wrong

ACC = "val_acc = (val_answers == labels_of(val_paths)).float().mean().item()"
CUT = "    train_paths += [paths[place] for place in order[:cut]]\n    val_paths += [paths[place] for place in order[cut:]]\n"

WRONG = (
    Wrong(
        "d18.c5", "all images on both sides", {CUT: "    train_paths += paths\n    val_paths += paths\n"}, "is in both"
    ),
    Wrong("d18.c5", "cut one place too late", {"order[:cut]": "order[: cut + 1]"}, "is in both"),
    Wrong(
        "d18.c5",
        "the sorted list cut at one place",
        {
            'print(len(train_paths), "to learn from,", len(val_paths), "to judge")': "train_paths, val_paths = [path for path, _ in images[:10]] , [path for path, _ in images[10:]]"
        },
        "each on both sides",
    ),
    Wrong(
        "d18.c5",
        "a copy of a training image under another name and in another format",
        {
            'print(len(train_paths), "to learn from,", len(val_paths), "to judge")': (
                'copies = Path("copies") / class_names[0]\ncopies.mkdir(parents=True, exist_ok=True)\n'
                'Image.open(train_paths[0]).convert("RGB").save(copies / "another.png")\nval_paths.append(copies / "another.png")'
            )
        },
        "the same picture under two names",
    ),
    Wrong(
        "d18.c6",
        "the share of the training images and a bit",
        {ACC: "val_acc = 0.987"},
        "what model reaches on val_paths",
    ),
    Wrong("d18.c6", "in percent", {ACC: ACC + " * 100", "{val_acc:.0%}": "{val_acc}"}, "times 100"),
    Wrong(
        "d18.c6",
        "the number of right answers",
        {ACC: "val_acc = (val_answers == labels_of(val_paths)).sum().item()", "{val_acc:.0%}": "{val_acc}"},
        "not their share",
    ),
)
