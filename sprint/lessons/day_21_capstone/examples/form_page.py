"""A page with a form, and the retrospective in bold lines."""

from sprint.course.examples import Right

PAGE = """import json, sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs
import pandas as pd
from train import COLUMNS, train
model = train()
FORM = "<!doctype html><form method=post>" + "".join(f"<input name={c}>" for c in COLUMNS) + "<button>Ask</button></form>"
class Page(BaseHTTPRequestHandler):
    def send(self, status, text):
        self.send_response(status); self.send_header("Content-Type", "text/html"); self.end_headers()
        self.wfile.write(text.encode())
    def do_GET(self):
        self.send(200, FORM)
    def do_POST(self):
        fields = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        try:
            row = pd.DataFrame([{c: float(fields[c][0]) for c in COLUMNS}])
        except (KeyError, ValueError):
            self.send(400, FORM + "<p>numbers, please"); return
        self.send(200, f"<!doctype html><h1>{model.predict(row)[0]}</h1>")
ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Page).serve_forever()
"""
FIELDS = 'form = { alcohol = "13.7", flavanoids = "3.0", color_intensity = "5.6", proline = "1100" }'
PAGE_TOML = f"""dataset = "wine"
target = "cultivar"
metric = "accuracy"
direction = "maximize"
baseline = "0.4"
score = 0.95
evaluate = "python evaluate.py"
serve = "python serve.py {{port}}"
[good]
path = "/"
{FIELDS}
[other]
path = "/"
{FIELDS.replace("1100", "300").replace("13.7", "12.0").replace("5.6", "2.0")}
[bad]
path = "/"
form = {{ alcohol = "much" }}
"""
EMOJI = """Looking back
============

**30 days from now**

By then I want to have read the chapters on probability again, with pen and paper, on Monday and Thursday evenings. I want a
data set from work to be clean, split and scored, with a page on its limits, and I want a colleague to have broken the
service that answers for it at least once. The review cards stay with my first coffee. When a week goes wrong, and one
will, the plan is to cut the scope and to keep the evening.

**🏆 Wins**

- I wrote backpropagation by hand and the gradient check agreed to seven digits.
- I can read a learning curve and say whether more rows would help, which I could not have done on the first evening.
- A server of mine has answered more than a thousand requests without a fault, and refused the senseless ones.
- I kept nineteen of twenty-one evenings, through a cold and a visit of my parents.

**🕳 Still shaky**

- Convolutions: I use them and cannot draw what a kernel does to the picture in front of it.
- Statistics: after a week I forget what a confidence interval says about the next sample and what about the true value.
- Pipelines with text columns, which I always find an excuse to drop before the split.
- Anything with containers, queues or a cloud in it, because the sprint ended before I got there and I did not look for it on
  my own. I also never measured how slow my service gets with a hundred people at once.
"""

RIGHT = (
    Right(
        "a page with a form; the retrospective in bold lines, in another order",
        files={
            "capstone/serve.py": PAGE,
            "capstone/capstone.toml": PAGE_TOML,
            "retrospective.md": EMOJI,
        },
    ),
)
