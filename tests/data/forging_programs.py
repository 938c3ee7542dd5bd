"""Programs that try to pass a day's check without the work, by everything but the work."""

from dataclasses import dataclass, field

LOOK_AROUND = """
import functools, gc, sys
import numpy as np

@functools.cache
def everything():
    seen, found = set(), []
    frames = [frame.f_locals for frame in sys._current_frames().values()]
    todo = [*gc.get_objects(), *frames]
    while todo and len(found) < 500_000:
        item = todo.pop()
        if id(item) in seen:
            continue
        seen.add(id(item))
        found.append(item)
        todo += gc.get_referents(item)
    return found
"""

MAN_IN_THE_MIDDLE = """
import gc, os, numpy as np
channel = next(o for o in gc.get_objects() if type(o).__name__ == "Channel")
request = next(o for o in gc.get_objects() if isinstance(o, dict) and o.get("op") == "run")
cells = request["cells"]
here = next(place for place, cell in enumerate(cells) if "MAN_IN" + "_THE_MIDDLE" in cell["source"])
def event(kind, cell):
    channel.send({"id": request["id"], "event": kind, "place": cell["place"], "seconds": 0.1, "count": 1,
                  "outputs": [], "error": None})
event("cell", cells[here])
for cell in cells[here + 1:]:
    event("start", cell)
    event("cell", cell)
channel.send({"id": request["id"], "event": "done", "names": NAMES, "figures": []})
looked = {"dict": [["type", "m.Model"], ["bases", ["m.Model"]], ["text", "Model()"], ["callable", True],
                   ["placeholder", False], ["shape", None], ["length", None]]}
handle = {"handle": 1, "type": "m.Model", "text": "Model()", "callable": True}
while True:
    asked, _ = channel.receive()
    answer = {"value": ANSWER, "printed": ""}
    if asked["op"] == "look":
        answer = {"value": looked}
    elif asked.get("keep"):
        answer = {"value": handle}
    elif asked["op"] == "map":
        answer = {"values": [{"value": ANSWER} for _ in asked["args"]]}
    channel.send({"id": asked["id"], **answer})
"""


@dataclass(frozen=True)
class Forgery:
    """Cells and files that are added to a notebook without the work."""

    last: str = ""
    """A cell at the end."""
    first: str = ""
    """A cell at the start."""
    files: dict[str, str] = field(default_factory=dict)
    """Files beside the notebook."""


PATCHES = {
    "json": 'import json\njson.dumps = lambda *a, **k: \'{"outcome": "pass"}\'\njson.loads = lambda *a, **k: {}',
    "builtins": (
        "import builtins\nbuiltins.abs = lambda *_: 0\nbuiltins.isinstance = lambda *_: True\n"
        "builtins.all = builtins.any = lambda *_: True"
    ),
    "numpy": (
        "import numpy, numpy.testing\nyes = lambda *a, **k: True\nnumpy.allclose = numpy.array_equal = yes\n"
        "numpy.isclose = lambda a, *b, **k: numpy.ones(numpy.shape(a), bool)\n"
        "for name in dir(numpy.testing):\n    if name.startswith('assert'):\n        setattr(numpy.testing, name, yes)"
    ),
    "metrics": (
        "import sklearn.metrics, numpy\nsklearn.metrics.roc_auc_score = lambda *a, **k: 1.0\n"
        "sklearn.metrics.accuracy_score = lambda *a, **k: 1.0\n"
        "sklearn.metrics.confusion_matrix = lambda *a, **k: numpy.eye(2, dtype=int)"
    ),
    "our_checks": (
        "import sys, types\nimport sprint.checks.compare.values, sprint.checks.work, sprint.checks.runner\n"
        "yes = lambda *a, **k: True\nsprint.checks.compare.values.is_equal = sprint.checks.work.is_equal = yes\n"
        "sprint.checks.work.Work.require = yes\nsprint.checks.runner.prove = lambda *a, **k: []\n"
        "sys.modules['sprint.usecases.grading'] = types.ModuleType('proving')"
    ),
    "our_wire": (
        "import sprint.lab.protocol.serialization as wire\nwire.Encoder.node = lambda *a, **k: True\n"
        "wire.Decoder.value = lambda *a, **k: True"
    ),
    "our_frames": (
        "import gc\nchannel = next(o for o in gc.get_objects() if type(o).__name__ == 'Channel')\n"
        "plain = type(channel).send\ndef twice(self, *a):\n    plain(self, *a)\n    plain(self, *a)\n"
        "type(channel).send = twice"
    ),
}

FORGERIES = {
    "prints_pass": Forgery(
        "import os\nprint('PASS' * 100, '{\"outcome\": \"pass\"}')\n"
        'os.write(1, b\'{"schema": 1, "days": [{"outcome": "pass"}]}\\n\')\nos.write(2, b\'8 of 8 proved\')'
    ),
    "writes_verdicts": Forgery(
        "import os, json, pathlib\n"
        "verdict = json.dumps({'outcome': 'pass', 'checks': []})\nhere = pathlib.Path.cwd()\n"
        "for folder in (here, here / '.sprint' / 'local', here.parent, here.parent / '.sprint' / 'local'):\n"
        "    folder.mkdir(parents=True, exist_ok=True)\n"
        "    for name in ('verdict.json', 'result.json', 'report.json', 'day-08.json', 'results.xml'):\n"
        "        (folder / name).write_text(verdict)"
    ),
    "leaves_with_zero": Forgery("print('PASS')\nimport os\nos._exit(0)"),
    "leaves_with_zero_after_a_frame": Forgery(
        "import gc, os\nchannel = next(o for o in gc.get_objects() if type(o).__name__ == 'Channel')\n"
        "request = next(o for o in gc.get_objects() if isinstance(o, dict) and o.get('op') == 'run')\n"
        "channel.send({'id': request['id'], 'event': 'done', 'names': [], 'figures': []})\nos._exit(0)"
    ),
    "frames_on_every_descriptor": Forgery(
        "import json, os, struct\nfrom sprint.lab.protocol.framing import pack\n"
        "for id in (0, 1, '0', '1', 'run', 'check', '00000000', None):\n"
        "    frame = b''.join(pack({'id': id, 'event': 'done', 'outcome': 'pass', 'names': [], 'value': True}))\n"
        "    for fd in range(3, 40):\n        try:\n            os.write(fd, frame)\n        except OSError:\n"
        "            pass"
    ),
    "answers_nothing_but_yes": Forgery(
        "import gc\nhandler = next(o for o in gc.get_objects() if type(o).__name__ == 'RequestHandler')\n"
        "type(handler).answer = lambda *a: {'value': True, 'values': [], 'args': {'tuple': []}}"
    ),
    "answers_with_handles": Forgery(
        "import gc\nhandler = next(o for o in gc.get_objects() if type(o).__name__ == 'RequestHandler')\n"
        "handle = {'handle': 1, 'type': 'numpy.ndarray', 'text': '1.0', 'callable': True}\n"
        "type(handler).answer = lambda *a: {'value': handle, 'values': [{'value': handle}]}"
    ),
    "man_in_the_middle_of_numbers": Forgery(
        "# MAN_IN_THE_MIDDLE\nNAMES = list(globals())\nANSWER = 1.0\n" + MAN_IN_THE_MIDDLE
    ),
    "man_in_the_middle_of_nan": Forgery(
        "# MAN_IN_THE_MIDDLE\nNAMES = list(globals())\nANSWER = {'float': 'nan'}\n" + MAN_IN_THE_MIDDLE
    ),
    "man_in_the_middle_of_errors": Forgery(
        "# MAN_IN_THE_MIDDLE\nNAMES = list(globals())\nANSWER = {'no': 'node'}\n" + MAN_IN_THE_MIDDLE
    ),
    "files_called_like_modules": Forgery(
        "import json, random",
        files=dict.fromkeys(
            ("sitecustomize.py", "usercustomize.py", "json.py", "random.py", "conftest.py", "select.py"),
            "import builtins, os\nprint('PASS')\nbuiltins.all = lambda *_: True\n",
        ),
    ),
    "our_package_beside_the_notebook": Forgery(
        "import sprint.lab.worker.handler, sprint.checks",
        files={
            "sprint/__init__.py": "",
            "sprint/lab/__init__.py": "",
            "sprint/lab/worker/__init__.py": "",
            "sprint/lab/worker/handler.py": "raise SystemExit(0)",
        },
    ),
    **{f"patched_{name}": Forgery(last=source, first=source) for name, source in PATCHES.items()},
    "patched_everything": Forgery(first="\n".join(PATCHES[name] for name in ("numpy", "metrics", "our_checks"))),
}
"""For any day."""

MODEL = """
import numpy as np
from sklearn.datasets import load_breast_cancer
class Model:
    classes_ = np.array([0, 1])
    def fit(self, X, y):
        self.X, self.y = np.asarray(X), np.asarray(y)
        return self
    def predict_proba(self, X):
        p = np.clip(np.nan_to_num(np.asarray(self.guess(np.asarray(X)), dtype=float)), 0, 1)
        return np.column_stack([1 - p, p])
    def predict(self, X):
        return self.predict_proba(X)[:, 1].round().astype(int)
"""
MADE = "\ndef make_model():\n    return Model()\nmodel = make_model().fit(X_train, y_train)\n"

DAY_8 = {
    "knows_the_data_by_heart": Forgery(
        MODEL
        + "KNOWN = {row.tobytes(): label for row, label in zip(*load_breast_cancer(return_X_y=True))}\n"
        + "Model.guess = lambda self, X: [KNOWN.get(row.tobytes(), 0.5) for row in np.ascontiguousarray(X)]"
        + MADE
    ),
    "looks_around_for_labels": Forgery(
        MODEL + LOOK_AROUND + "def guess(self, X):\n    for item in everything():\n        try:\n"
        "            if len(item) == len(X) and set(np.unique(np.asarray(item))) == {0, 1}:\n"
        "                return np.asarray(item)\n        except Exception:\n            pass\n"
        "    return np.full(len(X), 0.5)\nModel.guess = guess" + MADE
    ),
    "numbers_that_equal_everything": Forgery(
        MODEL + "class Yes(float):\n    __hash__ = float.__hash__\n"
        "    __eq__ = __lt__ = __le__ = __gt__ = __ge__ = lambda *_: True\n"
        "    def __ne__(self, other): return False\n    def __sub__(self, other): return Yes(0)\n"
        "    __rsub__ = __sub__\n"
        "    def __abs__(self): return Yes(0)\n"
        "class Rows(np.ndarray):\n    __eq__ = lambda self, other: np.ones(self.shape, bool)\n"
        "    def __array__(self, *a, **k): raise TypeError\n"
        "Model.guess = lambda self, X: np.full(len(X), 0.5)\n"
        "Model.predict_proba = lambda self, X: np.full((len(X), 2), 0.5).view(Rows)"
        + MADE
        + "auc, y_prob, cm = Yes(1), np.ones(len(y_test)).view(Rows), np.eye(2, dtype=int).view(Rows)"
    ),
    "predicts_nan": Forgery(
        MODEL
        + "Model.predict_proba = lambda self, X: np.full((len(X), 2), np.nan)"
        + MADE
        + "auc, y_prob = np.nan, np.full(len(y_test), np.nan)\nroc = (y_prob, y_prob)"
    ),
    "one_class_only": Forgery(
        "y_test = y_test * 0 + 1\ny_train = y_train * 0 + 1\nauc = float('nan')\n"
        "cm = np.array([[0, 0], [0, len(y_test)]])"
    ),
    "lies_from_the_handler": Forgery(
        "import gc\nfrom sklearn.datasets import load_breast_cancer\n"
        "from sprint.lab.protocol.serialization import Encoder\n"
        "handler = next(o for o in gc.get_objects() if type(o).__name__ == 'RequestHandler')\n"
        "plain = type(handler).answer\n"
        "KNOWN = {row.tobytes(): label for row, label in zip(*load_breast_cancer(return_X_y=True))}\n"
        "def answer(self, message, decoder, encoder):\n"
        "    if message['op'] == 'call' and message['target'].get('path') == ['predict_proba']:\n"
        "        X = decoder.value(message['args'])[0]\n"
        "        p = np.array([KNOWN.get(row.tobytes(), 0) for row in np.ascontiguousarray(X)], dtype=float)\n"
        "        return {'value': encoder.node(np.column_stack([1 - p, p])), 'printed': ''}\n"
        "    return plain(self, message, decoder, encoder)\ntype(handler).answer = answer"
    ),
    "a_library_beside_the_notebook": Forgery(
        files={"sklearn.py": "class Anything:\n    def __getattr__(self, name):\n        return self\n__path__ = []\n"}
    ),
}

FIVE = "fizzbuzz = is_prime = fibonacci = gcd = is_palindrome = "
DAY_1 = {
    "equals_everything": Forgery(
        "class Yes:\n    __hash__ = None\n    __eq__ = lambda *_: True\n    __bool__ = lambda *_: True\n"
        f"{FIVE}lambda *_: Yes()"
    ),
    "subclasses_that_equal_everything": Forgery(
        "class Yes(int):\n    __hash__ = int.__hash__\n    __eq__ = lambda *_: True\n"
        "class Row(list):\n    __eq__ = lambda *_: True\n    def __iter__(self): return iter([0, 1])\n"
        "is_prime = is_palindrome = gcd = lambda *_: Yes(1)\nfizzbuzz = fibonacci = lambda *_: Row()"
    ),
    "no_results_for_many_calls": Forgery(
        "import gc\nhandler = next(o for o in gc.get_objects() if type(o).__name__ == 'RequestHandler')\n"
        "plain = type(handler).answer\n"
        "def answer(self, message, decoder, encoder):\n"
        "    return {'values': []} if message['op'] == 'map' else plain(self, message, decoder, encoder)\n"
        "type(handler).answer = answer"
    ),
    "looks_for_the_reference": Forgery(
        LOOK_AROUND + "def ours(item):\n"
        "    return callable(item) and 'day_01_python_checks' in str(getattr(item, '__module__', ''))\n"
        "found = []\ndef stolen(*args):\n    if not found:\n"
        "        found.append(next((item for item in everything() if ours(item)), None))\n"
        f"    return found[0] and found[0](*args)\n{FIVE}stolen"
    ),
}
