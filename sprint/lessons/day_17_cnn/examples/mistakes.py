"""Day 17: examples for checks/mistakes.py."""

from sprint.course.examples import Wrong

from .solution import PAIRS, PLACES

WRONG = (
    Wrong(
        "d17.c6",
        "places of a shuffled copy",
        {
            PLACES: "misclassified = np.random.default_rng(0).permutation(len(y_test))[np.flatnonzero(answers != y_test)]"
        },
        "shuffled",
    ),
    Wrong(
        "d17.c6",
        "the right ones",
        {
            PLACES: "misclassified = np.flatnonzero(answers == y_test)",
            "for place in misclassified)": "for place in np.flatnonzero(answers != y_test))",
        },
        "right answers",
    ),
    Wrong(
        "d17.c6",
        "no place at all",
        {PLACES: PLACES + "[:0]", "for place in misclassified)": "for place in np.flatnonzero(answers != y_test))"},
        "misclassified is empty",
    ),
    Wrong("d17.c6", "the first hundred", {PLACES: PLACES + "[:100]"}, "100 of the"),
    Wrong(
        "d17.c6",
        "True and False",
        {
            PLACES: "misclassified = answers != y_test",
            "for place in misclassified)": "for place in np.flatnonzero(misclassified))",
            "np.concatenate([misclassified, ": "np.concatenate([np.flatnonzero(misclassified), ",
        },
        "True or False",
    ),
    Wrong(
        "d17.c7",
        "answer first",
        {
            "(class_names[y_test[place]], class_names[answers[place]]) for": "(class_names[answers[place]], class_names[y_test[place]]) for"
        },
        "called",
    ),
    Wrong("d17.c7", "rarest first", {"pairs.most_common(5)": "pairs.most_common()[::-1][:5]"}, "begins with"),
    Wrong(
        "d17.c7",
        "names only",
        {
            PAIRS: "confused_pairs = [pair for pair, count in pairs.most_common(5)]",
            'for truth, answer, count in confused_pairs:\n    print(f"{count:4d} times {truth} called {answer}")': "print(confused_pairs)",
        },
        "confused_pairs holds",
    ),
)
