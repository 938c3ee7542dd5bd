"""What is told where a notebook stops: the right place, the usual cause, and never the starter for one's own."""

import io
import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from lab_runs import run
from learner import Learner

from sprint.checks.notebook.runs import Ran, runs_result
from sprint.checks.outcomes import Outcome, Report, Result
from sprint.course.reading import read_curriculum, shipped_curriculum
from sprint.lab.protocol.limits import Budget, without_middle
from sprint.lab.protocol.models import Cell
from sprint.terminal.report import draw_report
from sprint.terminal.screen import Screen

PATIENT = Budget(seconds=60, memory_gb=1)
"""Enough for imports also on a busy machine."""


def told(folder: Path, *sources: str, starter: Sequence[str] = ()) -> Result:
    """Run cells, each behind a text cell, and return what is said of the run."""
    cells = [Cell(place, source) for place, source in enumerate(sources)]
    work = folder / "workspace" / "day-08"
    work.mkdir(parents=True, exist_ok=True)
    return runs_result("d08.c0", Ran(run(work, *sources, budget=PATIENT), PATIENT, cells, {}, starter, work))


MEAN = (
    "def mean(values):\n    total = 0\n    for value in values:\n        total += value\n    return total / len(values)"
)


def test_a_stop_inside_a_function_names_its_line_and_who_called_it(tmp_path: Path) -> None:
    """The function stands in cell [1], the call in cell [2]; both lines are quoted."""
    result = told(tmp_path, MEAN, "numbers = []\nmean(numbers)")
    assert result.seen == (
        "cell [1], line 5, `return total / len(values)`, stops with ZeroDivisionError: division by zero "
        "(called from cell [2], line 2, `mean(numbers)`)"
    )
    assert "is 0" in result.because


def test_a_stop_in_a_file_beside_the_notebook_names_the_file(tmp_path: Path) -> None:
    """The line of the module, and the cell that called it."""
    work = tmp_path / "workspace" / "day-08"
    work.mkdir(parents=True)
    (work / "tools.py").write_text("def share(a, b):\n    return a / b\n")
    seen = told(tmp_path, "from tools import share", "share(1, 0)").seen
    assert "tools.py, line 2, `return a / b`, stops with ZeroDivisionError" in seen
    assert "called from cell [2], line 1, `share(1, 0)`" in seen


def test_cells_are_counted_as_jupyter_counts_them(learner: Learner) -> None:
    """A check, a run and the saved notebook give the same number to the cell that stops."""
    learner.begin()
    learner.change(lambda name, text: "1 / 0" if name == "split" else text)
    shown = learner.must("check", code=1)
    assert "cell [2], line 1, `1 / 0`, stops with ZeroDivisionError" in " ".join(shown.split())
    assert "cell [2], line 1, `1 / 0`, stops with ZeroDivisionError" in learner.sprint("run").said
    cells = json.loads(learner.notebook.read_bytes())["cells"]
    counts = [cell["execution_count"] for cell in cells if "1 / 0" in "".join(cell["source"])]
    assert counts == [2]


@pytest.mark.parametrize(
    "sources",
    [
        ("class A:\n  def forward(self):\n    raise NotImplementedError\nclass Net(A):\n  pass", "Net().forward()"),
        ("raise NotImplementedError('this operator is not on the device')",),
        ("[1, 2][...]",),
        ("raise ValueError('the ellipsis is in my words')",),
        ("x = ...\nx = [1]\nx[...]",),
        ("import numpy as np\nnp.zeros((2, 2))[..., 0, ...]",),
    ],
)  # fmt: skip
def test_what_the_learner_wrote_is_never_called_the_starters(tmp_path: Path, sources: tuple[str, ...]) -> None:
    """An exception's class and words prove nothing; these have line, quote and message."""
    result = told(tmp_path, *sources)
    assert result.outcome is Outcome.FAIL
    assert "line" in result.seen


@pytest.mark.parametrize(
    "sources",
    [
        ("x = y = ...  # your code here", "print(x + 1)"),
        ("X_train, X_test = ...  # your code here",),
        ("x = ...", "y = x", "y.mean()"),
        ("def double(v):\n    return v * 2", "a = ...", "double(a)"),
        ("def later():\n    raise NotImplementedError", "later()"),
    ],
)
def test_what_still_is_the_starters_is_not_attempted(tmp_path: Path, sources: tuple[str, ...]) -> None:
    """The marker stands in the cells: in the line that stops, or in the name that it uses."""
    assert told(tmp_path, *sources).outcome is Outcome.NOT_ATTEMPTED


def test_a_method_without_a_body_counts_where_the_starter_gave_it(tmp_path: Path) -> None:
    """The same class is the learner's own base class, or what the lesson left open."""
    source = "class Net:\n    def forward(self):\n        raise NotImplementedError\nNet().forward()"
    assert told(tmp_path, source).outcome is Outcome.FAIL
    assert told(tmp_path, source, starter=[source]).outcome is Outcome.NOT_ATTEMPTED


FRAME = "import numpy as np, pandas as pd\nfrom sklearn.linear_model import LinearRegression, LogisticRegression\n"
SPLIT = (
    FRAME + "from sklearn.model_selection import train_test_split\nX, y = np.ones((20, 2)), np.arange(20)\n"
    "X_train, y_train, X_test, y_test = train_test_split(X, y)\nLinearRegression().fit(X_train, y_train)"
)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (FRAME + "LinearRegression().predict([[1]])", "call fit on the training rows first"),
        (FRAME + "LinearRegression().fit([[np.nan]], [1])", "count them with .isna().sum()"),
        (FRAME + "LinearRegression().fit([1, 2], [1, 2])", "give it two dimensions"),
        (FRAME + "LinearRegression().fit([['a']], [1])", "a column of texts is where numbers are expected"),
        (FRAME + "np.ones((2, 3)) @ np.ones((2, 3))", "print the .shape of both"),
        (FRAME + "LogisticRegression().fit([[1.0], [2.0]], [0.5, 0.7])", "numbers that are not classes"),
        (FRAME + "df = pd.DataFrame({'Age': [1]})\ndf['age']", "there is no column 'age'; near: Age"),
        (FRAME + "df = pd.DataFrame({'Age': [1]})\nif df['Age'] > 1:\n    pass", "& and |"),
        (FRAME + "np.array(3)()", "square ones"),
        (FRAME + "df = pd.DataFrame({'a': [1]}).dropna(inplace=True)\ndf.head()", "a name holds None"),
        (FRAME + "LinearRegression(normalize=True)", "there is no argument `normalize` here"),
        (FRAME + "v = np.broadcast_to(1, 3)\nv[0] = 2", "values.copy()"),
        (SPLIT, "The split returns X_train, X_test, y_train, y_test"),
        ("from google.colab import drive", "Google Colab only"),
        ("open('datas.csv')", "beside the notebook lies data.csv"),
        ("open('elsewhere/thing.txt')", "in it lie data.csv"),
        ("import helpers", "helpers is a module of your own in the folder workspace"),
        ("def f():\nreturn 1", "the same four spaces"),
        ("def f(x)\n    return 1", "with a colon"),
        ("numbers = [1]\nprint(numbres)", "there is `numbers`"),
        ("[1, 2][2]", "counting starts at 0"),
        ("import os\nos.environ['MY_DATA_DIR']", "a check passes on those that libraries need"),
    ],
)
def test_the_usual_cause_is_said_in_words(tmp_path: Path, source: str, said: str) -> None:
    """The commonest exceptions of this field, raised by the libraries that are installed."""
    work = tmp_path / "workspace" / "day-08"
    work.mkdir(parents=True)
    (work / "data.csv").write_text("a\n1\n")
    (work.parent / "helpers.py").write_text("x = 1\n")
    result = told(tmp_path, source)
    assert result.outcome is Outcome.FAIL
    assert said in " ".join((result.message, *result.hints))


NET = "class Net:\n  def __init__(self):\n    self.w = [1, 2]\n  def go(self, x):\n    return self.w + x\n"
TABLE = "import pandas as pd, numpy as np\ndf = pd.DataFrame({'petal_length': [1, 2], 'species': ['a', 'b']})\n"


@pytest.mark.parametrize(
    ("source", "because"),
    [
        (TABLE + "df['petal_lenght']", "there is no column 'petal_lenght'; near: petal_length"),
        (TABLE + "df[['species', 'Petal_length']]", "there is no column 'Petal_length'; near: petal_length"),
        (TABLE + "df.drop(columns='x')", "there is no column 'x'; there is petal_length, species"),
        (TABLE + "df.groupby('specis')", "there is no column 'specis'; near: species"),
        (TABLE + "df.loc['species']", "'species' is a column, and a row is looked up here"),
        (TABLE + "y = df['petal_length'][1:]\ny[0]", "0 is looked up as a label, and there is none"),
        ("scores = {'accuracy': 0.9}\nscores['acuracy']", "there is no key 'acuracy'; near: accuracy"),
        (TABLE + "df.colunms", "there is no `colunms`; near: columns"),
        (TABLE + "np.arrange(3)", "there is no `arrange`; near: arange"),
        (
            "from sklearn.model_selection import train_test_spilt",
            "there is no `train_test_spilt`; near: train_test_split",
        ),
        ("import pandsa as pd", "there is no module pandsa; near: pandas"),
        ("np.ones(3)", "`np` is the usual short name of a library"),
        ("pritn(3)", "Python has `print`"),
        ("class Net:\n    weights = 1\nNet().weigths", "there is no `weigths`; near: weights"),
    ],
)
def test_a_name_that_is_not_there_has_those_that_are_near(tmp_path: Path, source: str, because: str) -> None:
    """Columns of the table, keys of the dictionary, attributes of the object, names of the module."""
    assert told(tmp_path, source).because.startswith(because)


@pytest.mark.parametrize(
    ("source", "values"),
    [
        (
            TABLE + "X, y = np.ones((455, 30)), np.arange(114)\ndf.merge(X, y)",
            ("df: DataFrame (2, 2)", "X: ndarray (455, 30) float64", "y: ndarray (114,) int64"),
        ),
        (TABLE + "s = df['petal_length']\ns.nope", ("s: Series (2,) int64",)),
        ("import torch\nx = torch.ones(64, 1, 28, 28)\nx.nope", ("x: Tensor (64, 1, 28, 28) float32",)),
        (
            "rows, names, n, word = [1, 2], {'a': 1}, 0, 'w' * 99\n(rows, names, word, 1 / n)",
            ("rows: list of 2", "names: dict of 1", "word: str of 99, 'wwwwwwwwwwwwwwwwwwwwwwwwwww' …", "n: 0"),
        ),
        ("a, b, c, d, e, f = range(6)\na + b + c + d + e + f + None", ("a: 0", "b: 1", "c: 2", "d: 3", "e: 4")),
        (
            "api_key, my_password, n = 'sk-123', 'hunter2', 0\n(api_key, my_password, 1 / n)",
            ("api_key: str, not shown", "my_password: str, not shown", "n: 0"),
        ),
        (NET + "Net().go(3)", ("self.w: list of 2", "x: 3")),
        ("n = 10**5000\nn.nope", ("n: int of 16610 bits",)),
        ("x = 'X in quotes: y'\n'x and n' / 0", ()),
        ("d = None\nlen(\n    d,\n)", ("d: None",)),
    ],
)
def test_what_stands_in_the_line_is_told_in_kinds_and_sizes(
    tmp_path: Path, source: str, values: tuple[str, ...]
) -> None:
    """At most five, in their order, cut where they are long, and no secret."""
    assert told(tmp_path, source).values == values


def test_nothing_of_the_learners_runs_for_the_values(tmp_path: Path) -> None:
    """A class that ends the process when it is asked for its text, length, shape, attributes or hash is left alone."""
    spy = (
        "import os, numpy as np\ndef no(*_, **__):\n    os._exit(3)\n"
        "names = ['__repr__', '__str__', '__len__', '__getattr__', '__dir__', '__iter__', '__eq__', '__bool__']\n"
        "body = {**dict.fromkeys(names, no), '__hash__': no, 'shape': property(no), 'dtype': property(no)}\n"
        "Spy, Rows, Array = type('Spy', (), body), type('Rows', (list,), body), type('Array', (np.ndarray,), body)\n"
    )
    source = "spy, rows, array, one = Spy(), Rows(), np.ones(3).view(Array), 1\n(spy, rows, array, one / 0)"
    result = told(tmp_path, spy, source)
    assert "ZeroDivisionError" in result.seen
    assert result.values == ("one: 1",)


@pytest.mark.parametrize(
    ("sources", "seen"),
    [
        (("%run bad.py",), "bad.py, line 2, `half = ones / 0`, stops with ZeroDivisionError"),
        (("import bad",), "bad.py, line 2, `half = ones / 0`, stops with ZeroDivisionError"),
        (("import broken",), "broken.py, line 2, `y = x +`, stops with SyntaxError"),
        (("share = lambda v: 1 / v", "share(0)"), "cell [1], line 1, `share = lambda v: 1 / v`, stops with"),
        (
            ("class A:\n    x = 1\n    y = x / 0",),
            "cell [1], line 3, `y = x / 0`, stops with ZeroDivisionError: division by zero",
        ),
        (
            ("def loud(f):\n    raise ValueError('no')", "@loud\ndef g():\n    pass"),
            "`raise ValueError('no')`, stops with ValueError: no (called from cell [2], line 1, `@loud`)",
        ),
        (("values = [0]\n[1 / v for v in values]",), "cell [1], line 2, `[1 / v for v in values]`, stops with"),
        (("x = 1\nexec('a = 1\\nb = a / 0')",), "cell [1], line 2, `exec('a = 1"),
        (
            ("def f(n):\n    return f(n + 1)", "f(0)"),
            "maximum recursion depth exceeded (called from cell [2], line 1, `f(0)`)",
        ),
        (("def numbers():\n    yield 1 / 0", "list(numbers())"), "cell [1], line 2, `yield 1 / 0`, stops with"),
    ],
)
def test_the_line_is_right_wherever_it_stands(tmp_path: Path, sources: tuple[str, ...], seen: str) -> None:
    """A file that is run or imported, a lambda, a class body, a decorator, a comprehension, exec, a recursion."""
    work = tmp_path / "workspace" / "day-08"
    work.mkdir(parents=True)
    (work / "bad.py").write_text("ones = 1\nhalf = ones / 0\n")
    (work / "broken.py").write_text("x = 1\ny = x +\n")
    assert seen in told(tmp_path, *sources).seen


LOADED = (
    "from sklearn.datasets import load_breast_cancer\nfrom sklearn.linear_model import LogisticRegression\n"
    "from sklearn.model_selection import train_test_split\nX, y = load_breast_cancer(return_X_y=True)"
)
TEN = {
    "a split in another order": "X_train, y_train, X_test, y_test = train_test_split(X, y)\n"
    "LogisticRegression().fit(X_train, y_train)",
    "rows that do not belong together": "X_train, X_test, y_train, y_test = train_test_split(X, y)\n"
    "LogisticRegression(max_iter=9).fit(X_train, y_test)",
    "a column that is spelled otherwise": TABLE + "df['petal_lenght'].mean()",
    "a file that is not there": "import pandas as pd\npd.read_csv('data/iris.csv')",
    "missing values": "import numpy as np\nX[0, 0] = np.nan\nLogisticRegression().fit(X, y)",
    "nothing to divide by": "def accuracy(right, answers):\n    return right / len(answers)\n\naccuracy(0, [])",
    "None": TABLE + "df = df.dropna(inplace=True)\ndf.head()",
    "not fitted": "model = LogisticRegression()\nmodel.predict(X)",
    "layers that do not fit": "import torch\nfrom torch import nn\nbatch = torch.ones(64, 1, 28, 28)\n"
    "net = nn.Sequential(nn.Flatten(), nn.Linear(28, 10))\nnet(batch)",
    "a colon": "for depth in range(3)\n    print(depth)",
}


def test_ten_stops_read_well_at_80_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As `check` draws them; `SPRINT_GOLDEN=1 pytest tests/test_stops.py -k ten_stops` writes the golden file anew."""
    monkeypatch.setenv("COLUMNS", "80")
    page = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    day = read_curriculum(shipped_curriculum()).day(8)
    for title, source in TEN.items():
        page.write(f"{title}\n\n")
        draw_report(Screen(stream=page), Report(8, (told(tmp_path, LOADED, source),)), day)
        page.write("\n")
    page.seek(0)
    drawn = page.read()
    golden = Path(__file__).parent / "data" / "golden" / "stops-80.txt"
    if os.environ.get("SPRINT_GOLDEN"):
        golden.write_text(drawn, encoding="utf-8")
    assert max(map(len, drawn.splitlines())) <= 80
    assert drawn == golden.read_text(encoding="utf-8")


def test_a_name_that_is_made_further_down_names_the_cell(tmp_path: Path) -> None:
    """Cell order: the commonest way in which a notebook works only for its author."""
    assert "further down, in cell [3]" in told(tmp_path, "a = 1", "print(b)", "b = 2").because


def test_the_stop_is_explained_and_hinted_at_like_every_check(learner: Learner) -> None:
    """`explain d08.c0` works; `hint` takes three rungs of what stopped, and none of an unrelated check."""
    learner.begin()
    learner.change(lambda name, text: "1 / 0" if name == "split" else text)
    assert "sprint explain d08.c0" in learner.must("check", code=1)
    assert "Restart and Run All" in learner.must("explain", "d08.c0")
    assert "d08.c0" in learner.must("explain")
    rungs = [" ".join(learner.must("hint").split()) for _ in range(3)]
    assert ["d08.c0" in rung for rung in rungs] == [True] * 3
    assert ["1 / 0" in rungs[0], "is 0" in rungs[1], "print it" in rungs[2]] == [True] * 3
    learner.solve()
    learner.must("check")
    assert "nothing stopped the notebook" in learner.sprint("hint", "d08.c0").err


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    """Somebody with an empty folder."""
    return Learner.new(tmp_path)


SEARCH = """import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

class Picky(StandardScaler):
    def fit(self, X, y=None, sample_weight=None):
        raise ValueError("the scaler wants to say something: " + "and more, " * 270 + "it meets no rows at all")

search = GridSearchCV(make_pipeline(Picky(), LogisticRegression()), {"logisticregression__C": [1, 2]}, cv=2)
X, y = np.random.default_rng(0).normal(size=(20, 2)), np.arange(20) % 2"""


def test_a_long_message_keeps_its_end(tmp_path: Path) -> None:
    """A search in which all fits failed says why in its last line, behind the tracebacks: it is whole, and shown."""
    found = run(tmp_path, SEARCH, "search.fit(X, y)", budget=PATIENT)
    assert found.stop
    assert found.stop.message.startswith("\nAll the 4 fits failed.")
    last = found.stop.message.rstrip().splitlines()[-1]
    assert last.startswith("ValueError: the scaler wants to say something: and more, ")
    assert last.endswith("it meets no rows at all")
    assert last in found.stop.lines[-1]
    assert "and more, it meets no rows at all (called from cell [2]" in told(tmp_path, SEARCH, "search.fit(X, y)").seen


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("short\nand whole\n", "short\nand whole\n"),
        ("a" * 12 + "\n" + "b" * 32 + "\nthe end", "a" * 10 + "\n…\nthe end"),
        ("x" * 50, "x" * 10 + "\n…\n" + "x" * 27),
        ("a" * 50 + "\n", "a" * 10 + "\n…\n" + "a" * 26 + "\n"),
    ],
)
def test_a_text_without_its_middle_ends_with_whole_lines_where_they_fit(text: str, kept: str) -> None:
    """A second cut changes nothing, so both sides of the line may make it."""
    assert without_middle(text, 40) == kept
    assert without_middle(kept, 40) == kept
