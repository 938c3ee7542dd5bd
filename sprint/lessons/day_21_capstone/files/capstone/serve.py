"""Answers requests: python serve.py --port 8000, then POST JSON to /predict."""

import argparse
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pandas as pd
from train import COLUMNS, train

model = train()  # once, at the start; a model that needs longer is better saved and loaded


def answer(question):
    """Return the answer to one request as a dictionary.

    `question` is what the JSON of the request holds: anything may arrive here. What makes no sense is refused with
    `raise ValueError("why")`, which the caller sees as status 400.
    """
    # BEGIN SOLUTION
    if not isinstance(question, dict) or set(question) != set(COLUMNS):
        raise ValueError(f"send a number for each of {', '.join(COLUMNS)}")
    if not all(isinstance(value, (int, float)) for value in question.values()):
        raise ValueError("each value has to be a number")
    row = pd.DataFrame([question])[COLUMNS]
    return {"cultivar": str(model.predict(row)[0]), "probability": round(float(model.predict_proba(row).max()), 3)}
    # END SOLUTION


class Handler(BaseHTTPRequestHandler):
    """Turns HTTP into calls of `answer`, and what it returns into HTTP."""

    def do_GET(self):
        if self.path == "/":
            self.reply(200, {"send": COLUMNS, "to": "/predict"})
        else:
            self.reply(404, {"error": "there is / and, for POST, /predict"})

    def do_POST(self):
        if self.path != "/predict":
            self.reply(404, {"error": "there is /predict"})
            return
        try:
            question = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
            result = answer(question)
        except ValueError as error:  # a text that is no JSON raises one, too
            self.reply(400, {"error": str(error)})
            return
        if result is None:
            self.reply(501, {"error": "answer() is not written yet"})  # 501: not implemented
        else:
            self.reply(200, result)

    def reply(self, status, document):
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    print(f"http://127.0.0.1:{port} (Ctrl-C ends it)", flush=True)
    ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
