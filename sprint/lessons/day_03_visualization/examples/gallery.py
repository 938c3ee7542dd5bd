"""Day 3: examples for checks/gallery.py."""

from sprint.course.examples import Wrong

from .solution import PICTURES, SAVE

NO_LINES = """# Gallery

![x](images/matplotlib.png)
![y](images/seaborn.png)
[z](images/plotly.html)
"""

WRONG = (
    Wrong("d03.c3", "a picture that is not there", {"(images/seaborn.png)": "(images/Seaborn.png)"}, "capitals"),
    Wrong(
        "d03.c3",
        "two pictures only",
        {
            "[Interactive scatter of flavanoids against proline: three clouds, one for each cultivar](images/plotly.html)": "It is on my computer."
        },
        "2 pictures",
    ),
    Wrong(
        "d03.c3",
        "the same picture twice",
        {SAVE: 'fig_mpl.savefig("images/seaborn.png", dpi=150, bbox_inches="tight")'},
        "same picture",
    ),
    Wrong(
        "d03.c3",
        "saved after it was closed",
        {SAVE: 'plt.close(fig)\nplt.figure()\nplt.savefig("images/seaborn.png")\nplt.close()'},
        "single colour",
    ),
    Wrong(
        "d03.c3",
        "no words",
        {"![Three overlapping histograms of the flavanoids: low for cultivar C, middling for B, high for A]": "![]"},
        "has no words",
    ),
    Wrong("d03.c3", "a letter for each picture", {}, "described by 'x'", files={"gallery.md": NO_LINES}),
    Wrong(
        "d03.c3",
        "pictures inside a comment",
        {},
        "3 more stand inside a comment",
        files={"gallery.md": f"# Gallery\n\n<!--\n{PICTURES}-->\n"},
    ),
    Wrong(
        "d03.c3",
        "a path of one computer",
        {"(images/seaborn.png)": "(/home/ada/images/seaborn.png)"},
        "inside this folder",
    ),
    Wrong("d03.c3", "no picture in the file", {SAVE: 'Path("images/seaborn.png").write_text("a chart")'}, "no picture"),
)
