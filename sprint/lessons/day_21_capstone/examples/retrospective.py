"""Day 21: examples for checks/retrospective.py."""

from sprint.course.examples import Wrong

from .diabetes import GERMAN

HALF = "\n\n".join("\n".join(part.splitlines()[:3]) for part in GERMAN.split("\n\n"))
ONE_TEXT = " ".join(line for line in GERMAN.splitlines() if line and line[0] != "#")
PART = "I still reach for a forest before I have looked at the rows, and twice that hid a column that gave the answer away."

WRONG = (
    Wrong(
        "d21.c3",
        "one text under three headings",
        {},
        "says what stands under another heading",
        files={"retrospective.md": "".join(f"## {title}\n\n{ONE_TEXT}\n\n" for title in ("Wins", "Gaps", "Next"))},
    ),
    Wrong("d21.c3", "no plan", {"## The next 30 days\n": ""}, "a part on the next 30 days"),
    Wrong(
        "d21.c3",
        "one heading for all",
        {"## Where the gaps are\n": "", "## The next 30 days\n": ""},
        "where the gaps are",
    ),
    Wrong(
        "d21.c3",
        "a title that promises three",
        {"# Retrospective": "# Achievements, gaps and the next 30 days", "## The next 30 days\n": ""},
        "the next 30 days",
    ),
    Wrong(
        "d21.c3",
        "half a page",
        {},
        "a page is 250",
        files={"retrospective.md": HALF},
    ),
    Wrong(
        "d21.c3",
        "one sentence again and again",
        {},
        "a page is 250",
        files={
            "retrospective.md": "".join(
                f"## {title}\n\n"
                + " ".join([f"{title}: {PART}"] * 6)
                + f" {PART} And on the evening of day {day} I {what} for more than an hour without a break or a look at the phone.\n\n"
                for day, title, what in (
                    (4, "Achievements", "worked"),
                    (5, "Gaps", "sat there"),
                    (6, "Next month", "will read"),
                )
            )
        },
    ),
    Wrong(
        "d21.c3",
        "a part of a few words",
        {},
        "Gaps (4 words)",
        files={
            "retrospective.md": GERMAN.replace(
                "2. Wo noch Lücken sind\n", "Gaps\n\nThere are none left.\n\n## Interlude\n"
            )
        },
    ),
)
