"""The usual causes of the exceptions that beginners of this field meet, in words: a table, the first row that fits."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cause:
    """Why an exception is raised, most of the time."""

    because: str
    """What it usually means; empty where the message says it."""
    next: str
    """The next move."""
    cure: str = ""
    """The shape of the line that mends it; empty where the move says it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table; `{0}`, `{1}` in its words are the groups of its pattern."""

    types: str
    """The exceptions' class names, as a pattern for the whole name."""
    pattern: str
    """A pattern in the message; empty fits all."""
    because: str
    """What it usually means."""
    next: str
    """The next move."""
    cure: str = ""
    """The shape of the line that mends it."""


LOOK = Cause("", "run the cells in Jupyter up to this one and print what stands in this line")
"""For an exception that the table does not hold."""


def usual_cause(type: str, message: str) -> Cause:
    """Return what an exception usually means and what mends it."""
    for row in TABLE:
        found = re.search(row.pattern, message)
        if found and re.fullmatch(row.types, type):
            groups = [group or "" for group in found.groups()]
            return Cause(row.because.format(*groups), row.next.format(*groups), row.cure.format(*groups))
    return LOOK


TABLE: tuple[Row, ...] = (
    Row("IndentationError|TabError", "",
        "the spaces at the beginning of a line decide what belongs to what",
        "give the lines of one block the same four spaces, and no tabs",
        "def name(value):\n    first line\n    return result"),
    Row("SyntaxError", "expected ':'",
        "`def`, `if`, `for`, `class` lines end with a colon",
        "put a colon at the end of this line"),
    Row("SyntaxError", "was never closed|unterminated|unmatched|does not match",
        "a bracket or a quote has no partner",
        "count the brackets and quotes of this line and the one above"),
    Row("SyntaxError", "",
        "Python cannot read this line, so nothing of the cell has run",
        "compare it with a line above that runs"),
    Row("NotFittedError", "",
        "it is asked for answers before it has learned from rows, or another object was fitted than this one",
        "call fit on the training rows first, on this very object",
        "model.fit(X_train, y_train), then model.predict(X_test)"),
    Row("ValueError", r"inconsistent numbers of samples: \[(\d+), (\d+)\]",
        "X and y come from different sides of the split: {0} rows against {1}. The split returns X_train, "
        "X_test, y_train, y_test, in this order",
        "compare the left side of the line with train_test_split with that order",
        "X_train, X_test, y_train, y_test = train_test_split(X, y)"),
    Row("ValueError", "[Ii]nput .*contains (NaN|infinity)|Input contains|missing values",
        "there are missing or endless values in the input, and this model takes none",
        "count them with .isna().sum(), then fill or drop them inside the pipeline",
        "make_pipeline(SimpleImputer(), <the model>)"),
    Row("ValueError", "Expected 2D array, got (1D|scalar)",
        "scikit-learn takes a table of rows and columns, and this is one column or one row",
        "give it two dimensions: double brackets around the column, or reshape",
        'df[["column"]], or values.reshape(-1, 1)'),
    Row("ValueError", r"All the (\d+) fits failed",
        "each of the {0} fits raised the error at the end of the message, so the search has nothing to compare",
        "fit the model once by itself on the same rows and mend what that says; check the names in the grid",
        "grid = {{'stepname__parameter': [1, 10]}}"),
    Row("ValueError", "could not convert string to float|dtype='numeric' is not compatible",
        "a column of texts is where numbers are expected",
        "leave the column out, or encode it: look at df.dtypes",
        "OneHotEncoder(), or pd.get_dummies(df, columns=[...])"),
    Row("ValueError", r"X has (\d+) features, but .* expecting (\d+)",
        "fit saw {1} columns and this has {0}",
        "build both tables with the same columns, by the same pipeline"),
    Row("ValueError", "Unknown label type|continuous is not supported|mix of .* targets",
        "a classifier or its metric got numbers that are not classes, or hard answers and probabilities were mixed",
        "print the first five values of both; a number to predict wants a regressor"),
    Row("ValueError", "truth value of (an array|a Series|a DataFrame)",
        "`if`, `and`, `or` want one True or False and got one for each row",
        "use & and | with brackets for each side, or .any() and .all()",
        "(a > 1) & (b < 2)"),
    Row("ValueError", "shapes .* not aligned|could not be broadcast|matmul|mismatch|Found array|same first",
        "the shapes of the two sides do not fit",
        "print the .shape of both right before this line; rows times columns: (n, k) @ (k, m)"),
    Row("RuntimeError", r"mat1 and mat2 shapes cannot be multiplied \((\d+)x(\d+) and (\d+)x(\d+)\)",
        "a layer expects {2} values for each row and gets {1}",
        "give the layer before it {2} outputs or this one {1} inputs; images are flattened first",
        "nn.Linear({1}, <outputs>)"),
    Row("RuntimeError", "size of tensor|[Ss]izes of tensors|shape '|invalid for input of size|expected input",
        "the shapes of two tensors do not fit",
        "print .shape of each before this line; the first is the batch, images are (batch, channels, height, width)"),
    Row("RuntimeError", "same device|on cpu|cuda:0",
        "one is on the GPU and the other is not",
        "move both: model.to(device), and each batch",
        "X = X.to(device)"),
    Row("RuntimeError", "dtype|scalar type|expected .*(Float|Long|Double)|Float.*Double",
        "torch does not mix kinds of numbers: features are float32, classes are int64",
        "convert where the tensor is made: .float() for features, .long() for classes",
        "torch.tensor(X, dtype=torch.float32)"),
    Row("RuntimeError", "does not require grad|second time|inplace operation|in-place operation",
        "the path back from the loss to the weights is broken: .item(), .detach(), a second backward, or a "
        "change in place",
        "compute the loss from the model's output anew in each step",
        "optimizer.zero_grad(); loss = loss_fn(model(X), y); loss.backward(); optimizer.step()"),
    Row("NotImplementedError", r'missing the required \"?forward',
        "torch finds no `forward` in this module: the name is misspelt, or it is indented into `__init__`",
        "name the method forward and indent it like __init__",
        "def forward(self, x):\n    return ..."),
    Row("NotImplementedError", "",
        "a base class or a library says that this is for somebody else to write",
        "check the method's spelling"),
    Row("TypeError", r"unexpected keyword argument '(\w+)'",
        "there is no argument `{0}` here: misspelt, or of another version of the library",
        "look at the names in Jupyter: the function's name with a question mark behind it"),
    Row("TypeError", r"missing (\d+) required positional arguments?: (.+)",
        "the call leaves out {1}",
        "give it, or create the object first: Name() and then .method(...)"),
    Row("TypeError", r"takes (\d+) positional arguments? but (\d+) (?:was|were) given",
        "too many values in the brackets; a method without `self` gives this as well",
        "compare with the def line"),
    Row("TypeError", "'NoneType' object",
        "a name holds None: a function without `return`, or a method that changes in place and returns nothing",
        "look at the line that gave the name its value",
        "df = df.dropna(), without inplace=True"),
    Row("AttributeError", "'NoneType' object",
        "a name holds None: a function without `return`, or a method that changes in place and returns nothing",
        "look at the line that gave the name its value",
        "df = df.dropna(), without inplace=True"),
    Row("TypeError", "'(list|tuple|DataFrame|Series|numpy.ndarray|Tensor|dict)' object is not callable",
        "round brackets call a function; values are picked with square ones",
        "write [ ] here",
        "values[0]"),
    Row("TypeError", "object is not callable",
        "a name that was a function holds a value now, or brackets follow a value",
        "restart the kernel and look for `name =`"),
    Row("TypeError", "unsupported operand|can only concatenate|must be str|numpy.object_|ufunc",
        "two kinds do not go together, such as text and number",
        "print type() of both; convert with int, float or str"),
    Row("AttributeError", r"'(\w+)' object has no attribute '(\w+)'",
        "a {0} has no `{1}`: misspelt, of another version, or the name holds something else than you think",
        "print(type(...)) of what stands before the dot"),
    Row("AttributeError", r"module '([\w.]+)' has no attribute '(\w+)'",
        "`{1}` is not in {0}: misspelt, of another version, or your own file has the module's name",
        "print({0}.__file__)"),
    Row("IndexError", "",
        "counting starts at 0, so the last place is the length minus one",
        "print the length or .shape before this line"),
    Row("ZeroDivisionError", "",
        "what stands below the line is 0: an empty list, or a count of nothing",
        "print it before this line"),
    Row("SettingWithCopyError|SettingWithCopyWarning|ChainedAssignmentError", "",
        "the change goes into a copy of some rows, not into the table",
        "choose rows and column in one step",
        'df.loc[rows, "column"] = value'),
    Row("ValueError", "read-only|WRITEABLE",
        "these values belong to another object and may not be changed in place",
        "work on a copy",
        "values = values.copy()"),
    Row("ValueError", "unpack",
        "the names on the left and the values on the right are not as many",
        "count both; print what the right side gives"),
    Row("UnboundLocalError", "",
        "a name that is given a value in a function is its own there, also if one of the same name is outside",
        "give the value to the function as an argument"),
    Row("ImportError", r"cannot import name '(\w+)' from '([\w.]+)'",
        "`{0}` is not in {1}: misspelt, moved in another version, or your own file has the module's name",
        "look it up in the documentation of the version that is here"),
    Row("UnicodeDecodeError", "",
        "the file is stored in another encoding than UTF-8",
        "name it",
        'pd.read_csv(path, encoding="latin-1")'),
    Row("EOFError", r"input\(",
        "nobody is asked during a run",
        "give the value in the code instead of asking for it"),
    Row("MemoryError|OutOfMemoryError", "",
        "more memory is asked for than there is",
        "take fewer rows, a smaller batch or float32 first"),
    Row("RecursionError", "",
        "a function calls itself without an end",
        "write the case that ends it first, with a return"),
    Row("AssertionError", "",
        "an assert in this line does not hold",
        "print both sides of it"),
    Row("DeprecationError|FutureWarning|DeprecationWarning", "",
        "this way of calling is of another version of the library",
        "do as the message says"),
)  # fmt: skip
