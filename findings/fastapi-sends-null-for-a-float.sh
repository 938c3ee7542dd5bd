#!/usr/bin/env bash
# Guess: a FastAPI route that returns NaN answers alike whether or not its return type is written down: with an error,
# since JSON has no NaN. And a route that promises `p: float` never sends anything but a number.
# Seen, fastapi 0.165.0 with pydantic 2.14.4: without a return type the answer is status 500; with one it is 200
# and {"p": null}, which breaks the schema that the same route publishes. A client that was generated from it fails.
# np.float64 is answered, np.float32 is a 500 without a return type. Learners meet it on day 20, where a model's
# probability is returned.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q fastapi==0.165.0 httpx==0.28.1 starlette==1.10.0 numpy==2.4.6 pydantic==2.14.4
"$folder/venv/bin/python" -W ignore - <<'PY'
import fastapi
import numpy as np
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = fastapi.FastAPI()


class Answer(BaseModel):
    p: float


@app.get("/bare")
def bare():
    return {"p": float("nan")}


@app.get("/promised")
def promised() -> Answer:
    return Answer(p=float("nan"))


@app.get("/double")
def double():
    return {"p": np.float64(0.5)}


@app.get("/single")
def single():
    return {"p": np.float32(0.5)}


client = TestClient(app, raise_server_exceptions=False)
seen = {}
for path in ("/bare", "/promised", "/double", "/single"):
    reply = client.get(path)
    seen[path] = reply.text if reply.status_code == 200 else reply.status_code
schema = client.get("/openapi.json").json()["components"]["schemas"]["Answer"]["properties"]["p"]["type"]
print(f"fastapi {fastapi.__version__}: {seen}; the schema says p is a {schema}")
assert seen == {"/bare": 500, "/promised": '{"p":null}', "/double": '{"p":0.5}', "/single": 500}
assert schema == "number"
PY
