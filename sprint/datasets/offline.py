"""What stands in for the real data without a network: made by our code or built into scikit-learn, and seeded.

The counts of the Titanic are history; everything simulated is drawn from class and age group alone, never from who
survived, so it carries no information that the table does not have.
"""

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

SEED = 1912
"""Fixes every simulated value and every split."""
SIMULATED = ("age", "sibsp", "parch", "fare", "embarked", "deck", "embark_town", "alone")
"""The made-up columns of the Titanic's offline variant; `who` and `adult_male` follow the table's age group."""

_CREW = 4
_COUNTS = (  # class (4: crew), sex, child?, died, survived: the table of the British inquiry, 2,201 people
    (1, "male", True, 0, 5), (1, "male", False, 118, 57), (1, "female", True, 0, 1), (1, "female", False, 4, 140),
    (2, "male", True, 0, 11), (2, "male", False, 154, 14), (2, "female", True, 0, 13), (2, "female", False, 13, 80),
    (3, "male", True, 35, 13), (3, "male", False, 387, 75), (3, "female", True, 17, 14), (3, "female", False, 89, 76),
    (_CREW, "male", False, 670, 192), (_CREW, "female", False, 3, 20),
)  # fmt: skip
_CLASSES = {1: "First", 2: "Second", 3: "Third", _CREW: "Crew"}
_TOWNS = {"S": "Southampton", "C": "Cherbourg", "Q": "Queenstown"}
_AGE_OF_ADULTS = {1: (39, 13), 2: (32, 11), 3: (29, 10), _CREW: (31, 9)}  # mean and spread in years
_AGE_UNKNOWN = {1: 0.14, 2: 0.06, 3: 0.28, _CREW: 0.2}
_FARE = {1: (60, 0.7), 2: (15, 0.4), 3: (9, 0.4), _CREW: (0, 0)}  # median in pounds, spread of its logarithm
_PORTS = {1: (0.6, 0.39, 0.01), 2: (0.89, 0.09, 0.02), 3: (0.72, 0.13, 0.15), _CREW: (1, 0, 0)}  # S, C, Q
_PORT_UNKNOWN = 0.002
_DECKS = {1: "ABCDE", 2: "DEF", 3: "EFG", _CREW: "G"}
_DECK_KNOWN = {1: 0.8, 2: 0.09, 3: 0.03, _CREW: 0}


def titanic() -> "pd.DataFrame":
    """Return the 2,201 people of the historic table with seaborn's 15 columns, some of them simulated.

    The order of the rows is shuffled. The crew are `pclass` 4, `class` Crew, with a fare of 0.
    """
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng(SEED)
    people = [
        (pclass, sex, child, survived)
        for pclass, sex, child, died, rescued in _COUNTS
        for survived in [0] * died + [1] * rescued
    ]
    known = pd.DataFrame(people, columns=["pclass", "sex", "child", "survived"])
    known = known.iloc[rng.permutation(len(known))].reset_index(drop=True)
    made_up = pd.DataFrame([_simulated(rng, *person) for person in zip(known.pclass, known.child, strict=True)])
    frame = known.join(made_up)
    frame["class"] = pd.Categorical(known.pclass.map(_CLASSES), list(_CLASSES.values()))
    frame["who"] = known.sex.map({"male": "man", "female": "woman"}).mask(known.child, "child")
    frame["adult_male"] = frame.who == "man"
    frame["deck"] = pd.Categorical(frame.deck, list("ABCDEFG"))
    frame["embark_town"] = frame.embarked.map(_TOWNS)
    frame["alive"] = known.survived.map({0: "no", 1: "yes"})
    frame["alone"] = (frame.sibsp + frame.parch) == 0
    return frame[
        [
            *("survived", "pclass", "sex", "age", "sibsp", "parch", "fare", "embarked", "class"),
            *("who", "adult_male", "deck", "embark_town", "alive", "alone"),
        ]
    ]


def _simulated(rng: "np.random.Generator", pclass: int, child: bool) -> dict[str, Any]:
    """Draw what the table does not hold for one person, from class and age group alone."""
    nan = float("nan")
    mean, spread = _AGE_OF_ADULTS[pclass]
    age = round(rng.uniform(0.5, 15)) or 0.5 if child else round(min(75, max(16, rng.normal(mean, spread))))
    median, log_spread = _FARE[pclass]
    aboard_with_family = pclass != _CREW
    return {
        "age": nan if rng.random() < _AGE_UNKNOWN[pclass] else float(age),
        "sibsp": aboard_with_family * int(min(8, rng.poisson(1.5)) if child else rng.binomial(1, 0.3)),
        "parch": aboard_with_family * int(rng.integers(1, 3) if child else min(6, rng.poisson(0.25))),
        "fare": round(median * math.exp(rng.normal(0, log_spread)), 2),
        "embarked": nan if rng.random() < _PORT_UNKNOWN else str(rng.choice(list(_TOWNS), p=_PORTS[pclass])),
        "deck": str(rng.choice(list(_DECKS[pclass]))) if rng.random() < _DECK_KNOWN[pclass] else nan,
    }


def diabetes() -> "pd.DataFrame":
    """Return scikit-learn's diabetes table, shape (442, 11): ten features and the column `target`."""
    from sklearn.datasets import load_diabetes

    frame: pd.DataFrame = load_diabetes(as_frame=True).frame
    return frame


def digits() -> tuple["np.ndarray", "np.ndarray", "np.ndarray", "np.ndarray"]:
    """Return scikit-learn's digits enlarged to MNIST's form: X_train, y_train, X_test, y_test.

    1,437 and 360 images, shape (n, 28, 28) uint8 from 0 to 255, labels int64; the split is stratified and seeded.
    """
    import numpy as np
    from sklearn.datasets import load_digits
    from sklearn.model_selection import train_test_split

    small = load_digits()
    # Row i of the weights says how pixel i of the enlarged image mixes the 8 of the small one, linearly.
    centres = (np.arange(28) + 0.5) * 8 / 28 - 0.5
    weights = np.array([np.interp(centres, np.arange(8), unit) for unit in np.eye(8)]).T
    enlarged = np.rint(weights @ small.images @ weights.T * (255 / 16)).astype(np.uint8)
    X_train, X_test, y_train, y_test = train_test_split(  # noqa: N806  the field's names
        enlarged, small.target.astype(np.int64), test_size=360, stratify=small.target, random_state=SEED
    )
    return X_train, y_train, X_test, y_test
