# %% title [markdown]
# # Day 20 · Fast API deploy
#
# ## Goal
#
# Tonight your model gets an address. You write `api.py`, a small web service: others send it rows, it sends back predictions. You
# call it with `curl` and from its own documentation page, see what it does with rows that are none, and measure how long an
# answer takes.
#
# By the end you can start it, break it on purpose, and tell somebody else how to run it.

# %% why [markdown]
# **Why it matters.** Yesterday's program can be used by whoever has Python, the file and a terminal. A web service can be used by
# everything that speaks HTTP: a web page, a phone, a spreadsheet, a program in another language. The model stays in one place and
# can be replaced there.
#
# **A request and an answer.** HTTP is text. A client sends a *method*, a *path* and perhaps a *body*; the server sends back a
# *status* and a body:
#
# ```text
# POST /predict                                 →   200 OK
# {"instances": [[5.1, 3.5], [6.2, 2.9]]}           {"predictions": ["setosa", "virginica"]}
#
# POST /predict                                 →   422 Unprocessable Content
# {"instances": [["five", 3.5]]}                    {"detail": [{"msg": "Input should be a valid number", …}]}
# ```
#
# The status is for machines. **2xx**: done. **4xx**: *your* request cannot be answered as it is; change it. **5xx**: *I* am broken;
# nothing you can do. A service that answers nonsense with 500 looks broken, and wakes somebody at night.
#
# **The smallest service** in FastAPI is a function and a line above it. The *type* of the argument says what may be
# sent, and FastAPI refuses everything else by itself, with status 422:
#
# ```python
# class Order(BaseModel):
#     cups: int = Field(ge=1, le=10)        # a whole number from 1 to 10
#
# @app.post("/coffee")
# def coffee(order: Order):
#     return {"minutes": 2 * order.cups}    # a dictionary becomes JSON
# ```

# %% setup-text [markdown]
# ## Setup
#
# The first cell fetches yesterday's model: your own `model_persistence.py` with the modules beside it, `model_meta.json`, `rows.csv`
# and the model's file from `day-19`, if all are there, and else a small one that it trains. Once this folder has a `model_meta.json`, it changes nothing any
# more; delete that file to fetch anew. The service takes rows of **numbers**, so choose a model whose columns are numbers.

# %% setup
import json
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import httpx
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

if not Path("model_meta.json").exists():
    yesterday = Path("../day-19")
    needed = ["model_persistence.py", "model_meta.json", "rows.csv"]
    if (yesterday / "model_meta.json").exists():
        needed.append(json.loads((yesterday / "model_meta.json").read_text()).get("file", "model.skops"))
    if all((yesterday / name).exists() for name in needed):
        modules = [path.name for path in yesterday.glob("*.py") if not Path(path.name).exists()]
        for name in {*needed, *modules}:
            shutil.copy(yesterday / name, name)
    else:
        shutil.copy("spare_model.py", "model_persistence.py")
        import model_persistence

        model_persistence.make("model.joblib")

# %% model-cell
from model_persistence import load_model

meta = json.loads(Path("model_meta.json").read_text())
model = load_model(meta.get("file", "model.skops"))
rows = pd.read_csv("rows.csv")
print(f"{meta.get('file')}: {len(meta['feature_names'])} features; its answers for rows.csv: {model.predict(rows)}")

# %% served-text [markdown]
# A server runs until it is stopped, and a cell has to end. `served()` starts `api.py` as a process of its own on a free port, gives
# you its address, and stops it when the block ends. You will use it further down.

# %% served
@contextmanager
def served(application="api:app"):
    """Run a service on a free port of this machine, yield its address, and end it afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        [sys.executable, "-m", "uvicorn", application, "--port", str(port), "--log-level", "warning"]
    )
    try:
        deadline = time.monotonic() + 120
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                if server.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError("the service did not start: run it in a terminal and read its last line") from None
                time.sleep(0.1)
        yield url
    finally:
        server.terminate()
        server.wait()


# %% api-text [markdown]
# ## Model
#
# ### 1 · The service
#
# **Write** `api.py`, which lies beside this notebook. `app` and `GET /health` are there. What is missing is
#
# * the **model**, loaded *once*, when the service starts, and not for each request,
# * **`POST /predict`**. It takes `{"instances": [[…], […]]}`, a list of one row or more, each with exactly as many finite numbers as
#   the model has features, in their order. It answers `{"predictions": […]}`: one prediction for each row, in the same order.
# * Everything else gets status **422**: no `instances`, an empty list, a row that is too short or too long, a text, a `NaN`.
#
# The schema does most of it. `Annotated[list[float], Field(min_length=2, max_length=2)]` is a list of exactly two numbers, and lists
# can stand in lists. What a type cannot say, a line of your own can: `raise HTTPException(422, "what is wrong")`.
#
# *What good looks like:* in a terminal, in this folder,
#
# ```text
# uvicorn api:app --reload                       starts it on port 8000, and again after each save; Ctrl-C ends it
# curl http://127.0.0.1:8000/health              {"status":"ok","features":30}
# curl http://127.0.0.1:8000/predict -H 'Content-Type: application/json' -d '{"instances": []}'
#                                                {"detail": …}  and with -i in front of -H, the status 422
# ```
#
# Then open <http://127.0.0.1:8000/docs> in a browser: FastAPI has drawn a page from your types, where you can *Try it out*. (That page
# fetches its looks from the internet. Without a connection it stays empty; `/openapi.json` and `curl` say the same.)
#
# *A pitfall:* JSON has no `NaN`, but Python's reader lets it in, and a `float` may be one. If the schema itself refuses it,
# FastAPI's answer repeats what was sent, cannot write the `NaN`, and ends with 500. So take a `float`, look with `np.isfinite`, and raise.
#
# *Another one:* `model.predict` gives NumPy's numbers, which are no JSON. `.tolist()` makes Python's of them.
# And a `NaN` that your model answers is sent as `null` where the return type is written down, although the page promises a number.

# %% call-text [markdown]
# ### 2 · Call it, and measure
#
# **Make**, in one `with served() as url, httpx.Client(base_url=url) as client:` block (`client.post("/predict", json={…})` sends a
# request; the answer has `.status_code` and `.json()`):
#
# * `good`, an answer with status 200, and `refused`, one with status 422, each as a dictionary
#   `{"status": …, "body": …}`,
# * `latency`, a table with the columns `batch_size`, `p50_ms` and `p95_ms`, for four sizes or more between 1 and 1,000 rows. Send thirty
#   requests of each size, one after the other, and take the 50th and the 95th percentile of their durations in
#   **milliseconds**: `np.percentile(durations, [50, 95])`. Save it as `latency.csv`.
#
# Half of all requests are answered within p50. The p95 is what one in twenty has to wait at least: users remember that one.
#
# *What good looks like:* a request with 100 rows takes hardly longer than one with a single row.

# %% call
# BEGIN SOLUTION good, refused, latency
with served() as url, httpx.Client(base_url=url) as client:

    def ask(instances):
        return client.post("/predict", json={"instances": instances})

    answers = ask(rows.to_numpy().tolist()), ask(rows.iloc[:, 1:].to_numpy().tolist())
    good, refused = ({"status": answer.status_code, "body": answer.json()} for answer in answers)
    print(good)
    print(refused["status"], str(refused["body"])[:120], "…")

    lines = []
    for batch_size in (1, 10, 100, 1000):
        instances = rows.sample(batch_size, replace=True, random_state=0).to_numpy().tolist()
        durations = []
        for _ in range(30):
            began = time.perf_counter()
            ask(instances)
            durations.append(1000 * (time.perf_counter() - began))
        lines.append([batch_size, *np.percentile(durations, [50, 95])])
latency = pd.DataFrame(lines, columns=["batch_size", "p50_ms", "p95_ms"])
latency.to_csv("latency.csv", index=False)
print(latency.round(2))
# END SOLUTION

# %% deploy-text [markdown]
# ### 3 · Tell others
#
# **Write** `DEPLOY.md`, half a page for somebody who has this folder and has never seen the notebook. It needs at least one **code block**
# with the command that starts the service when it is typed in this folder, and should say how to ask it, with one good and one
# refused answer.
#
# *A pitfall:* `--host 0.0.0.0` opens a service to everybody in your network. `127.0.0.1`, this machine, is what Uvicorn takes by itself.

# %% view-text [markdown]
# ## View
#
# Plot `p50_ms` and `p95_ms` against the batch size, as two lines, with a logarithmic axis for the sizes.

# %% view
# BEGIN SOLUTION fig
fig, ax = plt.subplots(figsize=(6, 4))
ax.plot(latency["batch_size"], latency["p50_ms"], marker="o", label="p50")
ax.plot(latency["batch_size"], latency["p95_ms"], marker="o", label="p95")
ax.set(xscale="log", xlabel="rows in one request", ylabel="milliseconds", title="A request has a price, rows are cheap")
ax.legend()
plt.show()
# END SOLUTION

# %% analysis-text [markdown]
# ## Analysis
#
# Which batch size would you serve with, at what latency in ms? What speaks against larger ones?

# %% analysis [markdown]
# <!-- BEGIN SOLUTION -->
# I would let clients send up to 100 rows at a time: such a request takes a few ms, hardly longer than one for a single row, so each row
# costs next to nothing. With 1000 rows most of the time goes into reading the JSON, and everybody else waits behind that request. If
# one answer is needed at once, a batch of 1 is the right one, and nobody should wait for others to come along.
# <!-- END SOLUTION -->

# %% check [markdown]
# ## Check yourself
#
# In a terminal: `sprint check`. It runs this notebook, starts your service on a port of its own, asks it good and bad questions, also
# twenty at a time, and ends it. Stuck? `sprint hint`.
#
# *Stretch, for the fast:* `GET /stats` with `{"requests": …, "rows": …}`, how many predictions were asked for since the start and how
# many rows they had; refused ones do not count. Do the numbers still hold when twenty ask at the same time?

# %% diary [markdown]
# ## Diary
#
# Then `sprint diary`: what you built, what you saw, what it means. Tomorrow all of it comes together. Read on:
# [First steps with FastAPI](https://fastapi.tiangolo.com/tutorial/first-steps/) ·
# [Deployment concepts](https://fastapi.tiangolo.com/deployment/concepts/)
