"""The usual causes: each is told of a real exception of the library itself, and not of the one that looks alike."""

import warnings
from typing import Any

import pytest

from sprint.checks.notebook.causes.usual import usual_cause

HEAD = """
import numpy as np, pandas as pd
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import GridSearchCV, cross_val_score, train_test_split
from sklearn.metrics import accuracy_score, f1_score
ones = np.ones
df = pd.DataFrame({"a": [1.0, 2.0], "s": ["x", "y"]})
"""
TORCH = "import torch\nfrom torch import nn\nimport torch.nn.functional as F\nt = torch.ones\n"

CASES = [
    # scikit-learn
    (HEAD, "LinearRegression().fit(ones((455, 3)), ones(114))", "455 and 114 rows"),
    (HEAD, "LinearRegression().fit([1, 2], [1, 2])", "one column or one row"),
    (HEAD, "LinearRegression().fit(ones((4, 2, 2)), ones(4))", "3 dimensions"),
    (HEAD, "LogisticRegression().fit(ones((4, 2)), ones((4, 2)))", "the target has 2 columns"),
    (HEAD, "LinearRegression().fit(ones((0, 2)), ones(0))", "nothing is left to learn from"),
    (HEAD, "train_test_split([1], [1])", "nothing is left to learn from"),
    (HEAD, "LinearRegression().fit([[np.nan]], [1])", "missing or endless"),
    (HEAD, "LinearRegression().fit([[1.0]], [np.inf])", "missing or endless"),
    (HEAD, "LinearRegression().fit(df[['s']], [1, 2])", "a column of texts"),
    (HEAD, "LinearRegression().predict([[1]])", "before it has learned"),
    (HEAD, "LinearRegression().coef_", "not fitted yet"),
    (HEAD, "LinearRegression().fit(ones((4, 2)), ones(4)).predict(ones((4, 3)))", "fit saw 2 columns and this has 3"),
    (HEAD, "LinearRegression().fit(df[['a']], [1, 2]).predict(df[['a']].rename(columns={'a': 'b'}))", "other columns"),
    (HEAD, "LinearRegression().fit(pd.DataFrame({'a': [1], 1: [2]}), [1])", "some are numbers"),
    (HEAD, "LogisticRegression().fit([[1.0], [2.0]], [0.5, 0.7])", "numbers that are not classes"),
    (HEAD, "accuracy_score([1, 0], [0.2, 0.7])", "hard answers and probabilities were mixed"),
    (HEAD, "LogisticRegression().fit([[1.0], [2.0]], [1, 1])", "same class"),
    (HEAD, "train_test_split([1, 2, 3, 4], stratify=[1, 1, 1, 2])", "a class has 1 row only"),
    (HEAD, "f1_score([0, 1, 2], [0, 1, 2])", "more than two classes"),
    (HEAD, "GridSearchCV(LogisticRegression(), {'c': [1]}).fit(ones((9, 1)), [0, 1, 0] * 3)", "no parameter `c`"),
    (HEAD, "LogisticRegression(C=-1).fit([[1.0], [2.0]], [0, 1])", "does not take this value for `C`"),
    (HEAD, "cross_val_score(LogisticRegression(), [[1.0], [2.0]], [0, 1], cv=5)", "more groups are asked for"),
    (HEAD, "X_train, X_test = train_test_split(ones((4, 2)), ones(4))", "are not as many"),
    (HEAD, "LinearRegression(normalize=True)", "no argument `normalize`"),
    # NumPy and pandas
    (HEAD, "ones((2, 3)) @ ones((2, 3))", "the columns of the left side"),
    (HEAD, "np.dot(ones((2, 3)), ones((2, 3)))", "the columns of the left side"),
    (HEAD, "ones(3) + ones(4)", "element by element"),
    (HEAD, "ones(6).reshape(4, 2)", "the 6 that are there"),
    (HEAD, "np.concatenate([ones((2, 2)), ones((2, 3))])", "pieces that are put together"),
    (HEAD, "np.array([[1, 2], [3]])", "different lengths"),
    (HEAD, "ones(3)[5]", "counting starts at 0"),
    (HEAD, "ones(3)[0, 1]", "2 places are asked for"),
    (HEAD, "ones(3)['a']", "no whole number"),
    (HEAD, "np.array(['a']) + 1", "text, or something mixed"),
    (HEAD, "np.float(3)", "no `np.float` any more"),
    (HEAD, "np.linalg.inv(np.zeros((2, 2)))", "one column follows from others"),
    (HEAD, "np.broadcast_to(1, 3)[0] = 2", "may not be changed in place"),
    (HEAD, "df['b'] = [1, 2, 3]", "the column has 3 values and the table has 2 rows"),
    (HEAD, "df.append({'a': 1})", "no `append` any more"),
    (HEAD, "df.mean()", "a column of texts"),
    (HEAD, "bool(df['a'] > 1)", "one True or False"),
    (HEAD, "df['a'] > 1 & df['a'] < 3", "need brackets"),
    (HEAD, "pd.Series([1, None]).astype(int)", "no place for a missing value"),
    (HEAD, "pd.merge(df, pd.DataFrame({'b': [1]}))", "no column of the same name"),
    (HEAD, "import io\npd.read_csv(io.StringIO('a,b\\n1,2\\n1,2,3\\n'))", "another separator"),
    (HEAD, "import io\npd.read_csv(io.StringIO(''))", "no content"),
    # torch
    (TORCH, "nn.Linear(784, 10)(t(64, 28, 28))", "28 values in each row"),
    (TORCH, "t(3) + t(4)", "3 against 4"),
    (TORCH, "t(6).view(4, 2)", "the 6 that are there"),
    (TORCH, "nn.Conv2d(3, 8, 3)(t(4, 1, 28, 28))", "made for 3 channels and the images have 1"),
    (TORCH, "nn.Conv2d(1, 8, 3)(t(4, 28))", "a dimension is missing"),
    (TORCH, "nn.Conv2d(1, 8, 5)(t(4, 1, 3, 3))", "smaller than the window"),
    (TORCH, "torch.stack([t(2), t(3)])", "must have the same shape"),
    (TORCH, "F.cross_entropy(t(3, 2), torch.tensor([0, 1, 2]))", "classes are counted from 0"),
    (TORCH, "nn.Embedding(3, 2)(torch.tensor([5]))", "beyond its last row"),
    (TORCH, "F.cross_entropy(t(3, 2), torch.tensor([0, 1, 1], dtype=torch.int32))", "int64"),
    (TORCH, "F.cross_entropy(t(3, 2), torch.tensor([0, 1]))", "the output has 3 rows and the target has 2"),
    (TORCH, "F.binary_cross_entropy_with_logits(t(3, 1), t(3))", "(n, 1) against (n,)"),
    (TORCH, "F.binary_cross_entropy(t(3) * 5, t(3))", "takes probabilities"),
    (TORCH, "nn.Linear(2, 1)(t(3, 2).double())", "NumPy makes float64"),
    (TORCH, "nn.Linear(2, 1)(t(3, 2).numpy())", "torch takes tensors"),
    (TORCH, "torch.tensor([1, 2]).mean()", "no mean in torch"),
    (TORCH, "t(3) + t(3, device='meta')", "one is on the GPU"),
    (TORCH, "t(3).sum().backward()", "no way leads back"),
    (TORCH, "y = (t(3, requires_grad=True) ** 2).sum()\ny.backward()\ny.backward()", "gone back once"),
    (TORCH, "x = t(3, requires_grad=True)\nx += 1", "changed in place"),
    (TORCH, "x = t(3, requires_grad=True)\ny = x.exp()\ny += 1\ny.sum().backward()", "changed in place"),
    (TORCH, "t(3, requires_grad=True).backward()", "starts from one number"),
    (TORCH, "t(3, requires_grad=True).numpy()", "knows no gradients"),
    (TORCH, "t(3).item()", "the tensor holds 3"),
    (TORCH, "class N(nn.Module):\n    def foward(self, x):\n        return x\nN()(t(2))", "no `forward`"),
    (TORCH, "class N(nn.Module):\n    def __init__(self):\n        self.l = nn.Linear(1, 1)\nN()", "set the module up"),
    (TORCH, "nn.Linear(2, 1).load_state_dict(nn.Linear(3, 1).state_dict())", "other layers, names or sizes"),
    (TORCH, "torch.optim.SGD([], lr=0.1)", "the model has no weights"),
    # Python
    ("", "x = None\nx.fit", "holds None"),
    ("", "len(None)", "holds None"),
    ("", "[1, 2][2]", "counting starts at 0"),
    ("", "[1, 2]['a']", "asked for by place"),
    ("", "'a' + 1", "text and number"),
    ("", "1 < 'a'", "text and number"),
    ("", "[1] + 1", "two kinds of values"),
    ("", "{[1]: 2}", "a list can be no key"),
    ("", "x = [1]\nx(0)", "square ones"),
    ("", "import random\nrandom()", "a module is called"),
    ("", "def f():\n    pass\nf[0]", "this is a function"),
    ("", "for i in 3:\n    pass", "one number stands"),
    ("", "[1].shape", "known to arrays and tables"),
    ("", "float('abc')", "a text that is no number"),
    ("", "int('3.5')", "no whole number"),
    ("", "import math\nmath.log(0)", "no answer for this number"),
    ("", "open('/')", "the path names a folder"),
    ("", "import json\njson.loads('')", "no JSON"),
    ("", "assert 1 == 2", "an assert in this line"),
]  # fmt: skip


def raised(source: str) -> BaseException:
    """Run some lines and return what they raise."""
    names: dict[str, Any] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            exec(source, names)  # noqa: S102  it is what the test is about
        except BaseException as error:  # noqa: BLE001  the same
            return error
    raise AssertionError(f"nothing is raised by {source}")


@pytest.mark.parametrize(("head", "source", "said"), CASES, ids=[source for _, source, _ in CASES])
def test_a_real_exception_has_its_cause(head: str, source: str, said: str) -> None:
    """One sentence of cause, one next step, and no bracket of a pattern left in either."""
    error = raised(head + source)
    cause = usual_cause(type(error).__name__, str(error))
    assert said in cause.because
    assert cause.next
    assert not {"{0}", "{1}", "{{"} & {cause.because, cause.next, cause.cure}


@pytest.mark.parametrize(
    ("type", "message", "said"),
    [
        ("AssertionError", "Torch not compiled with CUDA enabled", "does not have"),
        ("RuntimeError", "Found no NVIDIA driver on your system.", "does not have"),
        ("RuntimeError", "Attempting to deserialize object on a CUDA device but ...", "does not have"),
        ("RuntimeError", "Expected all tensors to be on the same device, but found cuda:0!", "one is on the GPU"),
        ("RuntimeError", "Input type (torch.cuda.FloatTensor) and weight type (torch.FloatTensor) should be the same",
         "one is on the GPU"),
        ("RuntimeError", "Input type (double) and bias type (float) should be the same", "NumPy makes float64"),
        ("RuntimeError", "expected scalar type Long but found Float", "int64"),
        ("RuntimeError", "expected scalar type Float but found Double", "NumPy makes float64"),
        ("RuntimeError", "operator torchvision::nms does not exist", "torchvision's compiled part"),
        ("AttributeError", "partially initialized module 'torchvision' has no attribute 'extension'",
         "torchvision's compiled part"),
        ("TypeError", "can't convert cuda:0 device type tensor to numpy.", "the CPU only"),
    ],
)  # fmt: skip
def test_what_this_machine_cannot_raise_is_told_by_its_words(type: str, message: str, said: str) -> None:
    """Messages of a machine with a GPU and of older versions, as torch's own source has them."""
    assert said in usual_cause(type, message).because


@pytest.mark.parametrize(
    ("source", "never"),
    [
        ("raise ValueError('the mismatch of my own model')", "shape"),
        ("raise RuntimeError('expected a dtype of my own')", "torch"),
        ("raise RuntimeError('cuda:0 is my favourite')", "GPU"),
        ("raise ValueError('Input contains too few lines')", "missing"),
        ("raise IndexError('my own index')", "counting"),
        ("raise AttributeError(\"'Net' object has no attribute 'forward'\")", "fit"),
        ("raise AttributeError(\"'Net' object has no attribute '__iter__'\")", "fit"),
        ("class A:\n    pass\nA().shape", "arrays and tables"),
        ("import numpy as np\nnp.zeros(3)[5]", "network"),
        ("object() + 1", "text and number"),
    ],
)
def test_neighbours_that_look_alike_have_no_wrong_cause(source: str, never: str) -> None:
    """A learner's own exception, or another one of the same class, is not taken for a library's."""
    error = raised(source)
    assert never not in usual_cause(type(error).__name__, str(error)).because
