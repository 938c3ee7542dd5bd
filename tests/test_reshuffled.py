"""Data are dealt out anew while a program loads them; numbers that do not come from data stay what they are."""

import json
import pickle
from pathlib import Path

import numpy as np
import pytest

from sprint.checks.deliverables.commands import ShuffledRun, run_command, run_shuffled

ROWS = [(n, 3 * n) for n in range(60)]
CSV = "a,b\n" + "".join(f"{a},{b}\n" for a, b in ROWS)
KEPT = "print(sum(int(b) == 3 * int(a) for a, b in rows), len(rows))"
"""How many rows still hold together, of how many."""


def reshuffled(folder: Path, program: str, seed: int = 1) -> ShuffledRun:
    (folder / "program.py").write_text(program)
    run = run_shuffled(["python", "program.py"], folder, 60, seed)
    assert run.finished.why == "", run.finished.err
    return run


@pytest.mark.parametrize(
    "reading",
    [
        "import csv\nrows = list(csv.reader(open('rows.csv')))[1:]",
        "import csv\nrows = [(r['a'], r['b']) for r in csv.DictReader(open('rows.csv'))]",
        "import json\nrows = json.load(open('rows.json'))",
        "import json\nrows = [(r['a'], r['b']) for r in json.loads(open('named.json').read())]",
        "import pickle\nrows = pickle.load(open('rows.pickle', 'rb'))['rows']",
        "import numpy as np\nrows = np.load('rows.npy')",
        "import numpy\nrows = numpy.loadtxt('rows.csv', delimiter=',', skiprows=1)",
        "from pandas import read_csv\nrows = read_csv('rows.csv').to_numpy()",
        "import pandas as pd\nframe = pd.read_csv('rows.csv')\nrows = list(zip(frame.a, frame.b))",
        (
            "from sklearn.model_selection import train_test_split\n"
            "x, _, y, _ = train_test_split(list(range(60)), [3 * n for n in range(60)], test_size=1)\n"
            "rows = list(zip(x, y))"
        ),
    ],
)
def test_rows_no_longer_hold_together_however_they_are_read(tmp_path: Path, reading: str) -> None:
    """Each way to read a table gives all its rows, with the values of each column among others."""
    (tmp_path / "rows.csv").write_text(CSV)
    (tmp_path / "rows.json").write_text(json.dumps(ROWS))
    (tmp_path / "named.json").write_text(json.dumps([{"a": a, "b": b} for a, b in ROWS]))
    (tmp_path / "rows.pickle").write_bytes(pickle.dumps({"rows": ROWS}))
    np.save(tmp_path / "rows.npy", np.array(ROWS))
    (tmp_path / "program.py").write_text(f"{reading}\n{KEPT}")
    plain = run_command(["python", "program.py"], tmp_path, 60)
    together, rows = map(int, reshuffled(tmp_path, f"{reading}\n{KEPT}").finished.out.split())
    assert plain.out.split() == [str(rows), str(rows)]
    assert together < 15


def test_scikit_learn_s_tables_are_shuffled_and_told(tmp_path: Path) -> None:
    """Features and answers of a built-in data set part, the values stay the same, and the table is noted."""
    run = reshuffled(
        tmp_path,
        "from sklearn.datasets import load_iris\niris = load_iris()\n"
        "print(sorted(iris.target) == [0] * 50 + [1] * 50 + [2] * 50, (iris.target == sorted(iris.target)).all())",
    )
    assert run.finished.out.split() == ["True", "False"]
    assert run.table


def test_what_is_no_data_stays_and_is_not_told(tmp_path: Path) -> None:
    """Results, names, settings and models come through as they are."""
    (tmp_path / "results.json").write_text('{"score": 0.97, "classes": ["a", "b", "c"], "depth": [1, 2, 3]}')
    run = reshuffled(
        tmp_path,
        "import json, pickle\nfrom fractions import Fraction\nprint(json.load(open('results.json')), 0.5)\n"
        "open('model', 'wb').write(pickle.dumps(Fraction(1, 3)))\nprint(pickle.load(open('model', 'rb')))",
    )
    assert run.finished.out.splitlines() == [
        "{'score': 0.97, 'classes': ['a', 'b', 'c'], 'depth': [1, 2, 3]} 0.5",
        "1/3",
    ]
    assert not run.table


def test_the_same_rows_are_shuffled_alike_each_time(tmp_path: Path) -> None:
    """A program that loads its rows twice sees the same ones, so that memory still helps; a seed changes them."""
    program = (
        "from sklearn.datasets import load_diabetes\n"
        "(X, y), (again, z) = (load_diabetes(return_X_y=True) for _ in 'ab')\n"
        "print((X == again).all(), (y == z).all(), y[:4])"
    )
    first, same, other = (reshuffled(tmp_path, program, seed).finished.out for seed in (1, 1, 2))
    assert first.startswith("True True")
    assert first == same != other


def test_seeds_move(tmp_path: Path) -> None:
    """A number that depends on chance alone changes with the run."""
    program = (
        "import random\nimport numpy as np\nrandom.seed(7)\nprint(random.random(), np.random.default_rng(7).random())"
    )
    one, two = (reshuffled(tmp_path, program, seed).finished.out.split() for seed in (1, 2))
    assert not set(one) & set(two)
