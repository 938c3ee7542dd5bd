"""Day 20, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason."""

from sprint.course.examples import Right, Wrong

LOADED = 'model = load_model(FOLDER / META.get("file", "model.skops"))'
ROW = "Row = Annotated[list[float], Field(min_length=len(NAMES), max_length=len(NAMES))]"
INSTANCES = "    instances: Annotated[list[Row], Field(min_length=1)]\n"
PREDICT = '@app.post("/predict")\ndef predict(rows: Rows):\n'
TABLE = "    table = pd.DataFrame(rows.instances, columns=NAMES)\n"
FINITE = """    if not np.isfinite(table.to_numpy()).all():
        raise HTTPException(422, "every number has to be finite")
"""
ANSWER = '    return {"predictions": model.predict(table).tolist()}\n'
LENGTHS = """    for row in rows.instances:
        if len(row) != len(NAMES) or not all(isinstance(x, float) for x in row):
            raise HTTPException(422, "a row has as many numbers as there are names")
    if not rows.instances:
        raise HTTPException(422, "no rows")
"""
COMMAND = "uvicorn api:app --host 127.0.0.1 --port 8000\n```"
ITSELF = '\n\nif __name__ == "__main__":\n    import os\n\n    import uvicorn\n\n    uvicorn.run(app, port=int(os.environ.get("PORT", 8000)))\n'
LATENCY = "lines.append([batch_size, *np.percentile(durations, [50, 95])])"
MS = "durations.append(1000 * (time.perf_counter() - began))"
MEASURED = "with served() as url, httpx.Client(base_url=url) as client:\n"
NOT_CALLED = {
    "call": "good = refused = {}\nlatency = pd.DataFrame({'batch_size': [1, 2, 3, 4], 'p50_ms': [5.0, 5, 5, 5], 'p95_ms': [9.0, 9, 9, 9]})\nlatency.to_csv('latency.csv', index=False)"
}
"""The guide without the calls, for services that cannot be called, or to be quick about it."""
STATS = """    with lock:
        seen["requests"] += 1
        seen["rows"] += len(table)
    return {"predictions": model.predict(table).tolist()}


@app.get("/stats")
def stats():
    return seen
"""
COUNTING = {
    LOADED: LOADED + '\nimport threading\n\nlock, seen = threading.Lock(), {"requests": 0, "rows": 0}',
    ANSWER: STATS,
}

RIGHT = [
    Right(
        "checks by hand, an async function, loaded in a lifespan, fastapi run",
        {
            'app = FastAPI(title="Yesterday\'s model")': (
                "from contextlib import asynccontextmanager\n\nfrom fastapi import Request\n\n\n"
                "@asynccontextmanager\nasync def lifespan(app):\n"
                '    app.state.model = load_model(FOLDER / META["file"])\n    yield\n\n\n'
                "app = FastAPI(lifespan=lifespan)"
            ),
            LOADED: "",
            ROW: "",
            "class Rows(BaseModel):": "class Other(BaseModel):",
            INSTANCES: "    instances: list\n",
            PREDICT: '@app.post("/predict")\nasync def predict(request: Request, body: dict):\n',
            TABLE: """    rows = body.get("instances")
    if not isinstance(rows, list) or not rows:
        raise HTTPException(status_code=422, detail="instances: a list of rows")
    for row in rows:
        if not isinstance(row, list) or len(row) != len(NAMES):
            raise HTTPException(422, f"a row has {len(NAMES)} numbers")
        if any(isinstance(x, bool) or not isinstance(x, (int, float)) for x in row):
            raise HTTPException(422, "only numbers")
    table = pd.DataFrame(rows, columns=NAMES, dtype=float)
""",
            "model.predict(table)": "request.app.state.model.predict(table)",
            COMMAND: "$ fastapi run --port 8000\n```",
        },
        cells=NOT_CALLED,
    ),
    Right(
        "an APIRouter, a lazy loader with lru_cache, a response model, arrays; python api.py",
        {
            LOADED: (
                "from functools import lru_cache\n\nfrom fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n"
                '@lru_cache(maxsize=1)\ndef get_model():\n    return load_model(FOLDER / META["file"])\n\n\n'
                "class Predictions(BaseModel):\n    predictions: list[int]\n    count: int\n"
            ),
            PREDICT: '@router.post("/predict", response_model=Predictions)\ndef predict(rows: Rows):\n',
            ANSWER: "    found = get_model().predict(table)\n    return Predictions(predictions=[int(x) for x in found], count=len(found))\n\n\napp.include_router(router)\n"
            + ITSELF,
            COMMAND: "PORT=8000 python3 api.py\n```",
        },
        cells=NOT_CALLED,
    ),
    Right(
        "a validator for the length, a handler that answers refusals, uvicorn with other words",
        {
            ROW: "from fastapi.responses import JSONResponse\nfrom fastapi.exceptions import RequestValidationError\nfrom pydantic import FiniteFloat, field_validator\n\n\n"
            "@app.exception_handler(RequestValidationError)\ndef refused(request, error):\n"
            '    return JSONResponse({"detail": [str(one["msg"]) for one in error.errors()]}, status_code=422)\n',
            INSTANCES: """    instances: list[list[FiniteFloat]]

    @field_validator("instances")
    @classmethod
    def right_shape(cls, rows):
        if not rows or any(len(row) != len(NAMES) for row in rows):
            raise ValueError(f"rows of {len(NAMES)} numbers, at least one")
        return rows
""",
            FINITE: "",
            "```bash\n"
            + COMMAND: "Go to the folder and type\n\n    python -m uvicorn api:app --app-dir . --lifespan on --reload\n",
        },
        cells=NOT_CALLED,
    ),
    Right(
        "measured in another way: TestClient, more columns, an index; docker in DEPLOY.md",
        {
            MEASURED: "from fastapi.testclient import TestClient\nimport api\nurl = ''\nwith TestClient(api.app) as client:\n",
            "range(30)": "range(10)",
            'latency.to_csv("latency.csv", index=False)': 'latency.assign(note="x").to_csv("latency.csv")',
            COMMAND: "docker build -t model .\ndocker run -p 8000:8000 model\n```",
        },
    ),
    Right(
        "the model of another day, its classes named by texts; make serve",
        {
            "X, y = load_breast_cancer(return_X_y=True, as_frame=True)": (
                "X, y = load_breast_cancer(return_X_y=True, as_frame=True)\n    y = y.map({0: 'malignant', 1: 'benign'})"
            ),
            COMMAND: "make serve\n```",
        },
        files={"Makefile": "serve:\n\tuvicorn api:app\n"},
        cells=NOT_CALLED,
    ),
    Right("counted", COUNTING, cells=NOT_CALLED, proves="d20.s1"),
]

WRONG = [
    Wrong("d20.c1", "a server of its own while imported", {ANSWER: ANSWER + "\n\nimport uvicorn\n\nuvicorn.run(app, port=0)\n"}, "it listens on", cells=NOT_CALLED),
    Wrong("d20.c1", "a model's file that is not there", {LOADED: 'model = load_model(FOLDER / "best.skops")'}, "FileNotFoundError", cells=NOT_CALLED),
    Wrong("d20.c1", "GET for POST", {PREDICT: PREDICT.replace("app.post", "app.get")}, "/predict for post", cells=NOT_CALLED),
    Wrong("d20.c1", "another path", {PREDICT: PREDICT.replace('"/predict"', '"/predictions"')}, "/predict for post", cells=NOT_CALLED),
    Wrong("d20.c1", "no pages", {"FastAPI(title=": "FastAPI(docs_url=None, title="}, "GET /docs", cells=NOT_CALLED),
    Wrong("d20.c1", "another name for the application", {"app = FastAPI": "api = FastAPI", "@app.": "@api."}, 'Attribute "app" not found', cells=NOT_CALLED),
    Wrong("d20.c2", "trained anew on other rows", {LOADED: LOADED + "\nfrom sklearn.dummy import DummyClassifier\n\nmodel = DummyClassifier(strategy='constant', constant=0).fit([[0]] * 2, [0, 1])"}, "the service says", cells=NOT_CALLED),
    Wrong("d20.c2", "answers turned round", {"model.predict(table).tolist()": "model.predict(table).tolist()[::-1]"}, "another order", cells=NOT_CALLED),
    Wrong("d20.c2", "only the first answer", {"model.predict(table).tolist()": "model.predict(table).tolist()[:1]"}, "1 predictions for 7 rows", cells=NOT_CALLED),
    Wrong("d20.c2", "probabilities", {"model.predict(table).tolist()": "model.predict_proba(table)[:, 1].tolist()"}, "probabilities", cells=NOT_CALLED),
    Wrong("d20.c2", "scaled once more", {ANSWER: "    if len(table) > 1:\n        table = (table - table.mean()) / table.std(ddof=0)\n" + ANSWER}, "scaled once more", cells=NOT_CALLED),
    Wrong("d20.c2", "texts for numbers", {"model.predict(table).tolist()": "[str(x) for x in model.predict(table)]"}, "as texts", cells=NOT_CALLED),
    Wrong("d20.c2", "NumPy's numbers", {"model.predict(table).tolist()": "list(model.predict(table).astype(object).reshape(-1, 1))"}, "status 500", cells=NOT_CALLED),
    Wrong("d20.c2", "a bare list", {'{"predictions": model.predict(table).tolist()}': "model.predict(table).tolist()"}, '{"predictions": […]}', cells=NOT_CALLED),
    Wrong("d20.c3", "any length", {ROW: "Row = list[float]"}, "gives status 500", cells=NOT_CALLED),
    Wrong("d20.c3", "what is too much is cut off", {ROW: "Row = Annotated[list[float], Field(min_length=len(NAMES))]", "rows.instances, columns": "[row[: len(NAMES)] for row in rows.instances], columns"}, "a row with 31 numbers", cells=NOT_CALLED),
    Wrong("d20.c3", "what is missing is filled with zeros", {ROW: "Row = Annotated[list[float], Field(max_length=len(NAMES))]", "rows.instances, columns": "[row + [0.0] * (len(NAMES) - len(row)) for row in rows.instances], columns"}, "a row with 29 numbers", cells=NOT_CALLED),
    Wrong("d20.c3", "an empty list is answered", {INSTANCES: "    instances: list[Row]\n", TABLE: "    if not rows.instances:\n        return {'predictions': []}\n" + TABLE}, "an empty list gives status 200", cells=NOT_CALLED),
    Wrong("d20.c3", "NaN reaches the model", {FINITE: ""}, "a NaN among the numbers gives status 500", cells=NOT_CALLED),
    Wrong("d20.c3", "NaN refused in the schema", {FINITE: "", "from pydantic import BaseModel": "from pydantic import FiniteFloat, BaseModel", "list[float]": "list[FiniteFloat]"}, "cannot be written as JSON", cells=NOT_CALLED),
    Wrong("d20.c3", "only NaN is looked for", {FINITE: FINITE.replace("not np.isfinite(table.to_numpy()).all()", "np.isnan(table.to_numpy()).any()")}, "an Infinity among the numbers gives status 500", cells=NOT_CALLED),
    Wrong("d20.c3", "a row that has no length", {INSTANCES: "    instances: list\n", TABLE: LENGTHS + TABLE}, "a number in the place of a row gives status 500", cells=NOT_CALLED),
    Wrong("d20.c5", "a script that is not there", {COMMAND: "bash start.sh\n```"}, "no line in them starts a server", cells=NOT_CALLED),
    Wrong("d20.c3", "NaN filled with zeros", {FINITE: "    table = table.fillna(0)\n"}, "a NaN among the numbers gives status 200", cells=NOT_CALLED),
    Wrong("d20.c3", "refused with 400", {'HTTPException(422, "every': 'HTTPException(400, "every'}, "status 400", cells=NOT_CALLED),
    Wrong("d20.c3", "an error in the place of a refusal", {'raise HTTPException(422, "every number has to be finite")': 'return {"error": "not finite"}'}, "gives status 200", cells=NOT_CALLED),
    Wrong("d20.c4", "loaded for each request", {ANSWER: '    model = load_model(FOLDER / META["file"])\n' + ANSWER}, "loaded again for each request", cells=NOT_CALLED),
    Wrong("d20.c4", "rows in a place that all share", {LOADED: LOADED + "\nimport time\n\nlast = {}", ANSWER: '    last["table"] = table\n    time.sleep(0.02)\n    return {"predictions": model.predict(last["table"]).tolist()}\n'}, "requests at the same time", cells=NOT_CALLED),
    Wrong("d20.c5", "seconds", {MS: "durations.append((time.perf_counter() - began) / 10)"}, "seconds"),
    Wrong("d20.c5", "p95 below p50", {"latency": "latency"}, "p95 is below p50", cells={"call": NOT_CALLED["call"].replace("[9.0, 9, 9, 9]", "[4.0, 4, 4, 4]")}),
    Wrong("d20.c5", "three sizes", {}, "four sizes", cells={"call": NOT_CALLED["call"].replace("[1, 2, 3, 4]", "[1, 2, 3, 3]")}),
    Wrong("d20.c5", "more time per row in larger batches", {}, "less time per row", cells={"call": NOT_CALLED["call"].replace("[5.0, 5, 5, 5]", "[1.0, 3, 6, 9]").replace("[9.0, 9, 9, 9]", "[10.0, 10, 10, 10]")}),
    Wrong("d20.c5", "a column by another name", {}, "the columns batch_size, p50_ms and p95_ms", cells={"call": NOT_CALLED["call"].replace("p50_ms", "p50")}),
    Wrong("d20.c5", "another name in the command", {COMMAND: "uvicorn main:app\n```"}, "uvicorn main:app", cells=NOT_CALLED),
    Wrong("d20.c5", "python api.py, which starts nothing", {COMMAND: "python api.py\n```"}, "start a server by itself", cells=NOT_CALLED),
    Wrong("d20.c5", "only the packages", {COMMAND: "pip install fastapi uvicorn\n```"}, "no line in them starts a server", cells=NOT_CALLED),
    Wrong("d20.s1", "counted twice", {**COUNTING, ANSWER: STATS.replace("+= 1", "+= 2")}, "/stats has grown by 40", cells=NOT_CALLED),
]  # fmt: skip
