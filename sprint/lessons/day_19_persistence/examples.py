"""Day 19, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason."""

from sprint.course.examples import Right, Wrong

DUMP = "    sio.dump(model, path)\n"
LOAD = "return sio.load(path)"
COMPARED = """    if sha256(path) != meta["sha256"]:
        raise ValueError(f"{path.name} is not the file that was saved")
"""
PIPELINE = "model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)).fit(X_train, y_train)"
SAVE = 'save_model(model, "model.skops")'
TYPES = 'print("classes that skops does not know:", sio.get_untrusted_types(file="model.skops"))\n'
WRITE = 'pd.DataFrame({"prediction": model.predict(rows)}).to_csv(options.output, index=False)'
READ = "rows = pd.read_csv(options.input)"
BESIDE = "path.with_name(META).read_text()"
SECONDS = '"seconds": sorted(calls)[10]'
CALL = "        loaded.predict(batch)\n"
FRESH_COLUMN = '"feature_names": list(model.feature_names_in_)'
JOBLIB = {
    "import skops.io as sio\n\nMETA": "import joblib\n\nMETA",
    DUMP: "    joblib.dump(model, path)\n",
    LOAD: "return joblib.load(path)",
    TYPES: "",
    SAVE: 'save_model(model, "model.joblib")',
    'load_model("model.skops")': 'load_model("model.joblib")',
}
"""The solution with joblib and the fingerprint."""
ORDERED = """rows = pd.read_csv(options.input)
    names = json.loads(options.model.with_name(META).read_text())["feature_names"]
    if missing := [name for name in names if name not in rows.columns]:
        raise SystemExit(f"missing columns: {', '.join(missing)}")
    rows = rows[names]"""

RIGHT = [
    Right("joblib, with the fingerprint compared first", JOBLIB),
    Right(
        "a compressed pickle read from bytes that were hashed, meta in another shape",
        {
            "import skops.io as sio\n\nMETA": "import gzip, pickle\n\nMETA",
            DUMP: "    path.write_bytes(gzip.compress(pickle.dumps(model)))\n",
            COMPARED: "    content = path.read_bytes()\n    assert hashlib.sha256(content).hexdigest() == meta['sha256'].lower()\n",
            LOAD: "return pickle.loads(gzip.decompress(content))",
            '"sha256": sha256(path)': '"sha256": sha256(path).upper()',
            '"versions": {"python": platform.python_version(), "scikit-learn": sklearn.__version__}': (
                '"versions": [f"python=={platform.python_version()}", f"scikit-learn=={sklearn.__version__}"]'
            ),
            TYPES: "",
            SAVE: 'save_model(model, "model.pkl")',
            'load_model("model.skops")': 'load_model("model.pkl")',
        },
    ),
    Right(
        "Typer, probabilities beside the answers, an index column in the output",
        {
            "import argparse\n": "import typer\n",
            """    parser = argparse.ArgumentParser(description="Predict with a saved model.")
    commands = parser.add_subparsers(dest="command", required=True)
    predict = commands.add_parser("predict", help="predict for the rows of a CSV file")
    for name in ("--model", "--input", "--output"):
        predict.add_argument(name, type=Path, required=True)
    options = parser.parse_args()

    model = load_model(options.model)
    rows = pd.read_csv(options.input)
    """
            + WRITE: '''    app = typer.Typer()

    @app.callback()
    def about() -> None:
        """Predict with a saved model."""

    @app.command()
    def predict(model: Path = typer.Option(), input: Path = typer.Option(), output: Path = typer.Option()) -> None:
        loaded, rows = load_model(model), pd.read_csv(input)
        table = pd.DataFrame(loaded.predict_proba(rows), columns=["p_0", "p_1"])
        table.assign(prediction=loaded.predict(rows)).to_csv(output)

    app()''',
        },
    ),
    Right(
        "skops without a fingerprint check, a forest",
        {
            COMPARED: "",
            LOAD: 'return sio.load(path, trusted=["sklearn.tree._tree.Tree"])',
            PIPELINE: "from sklearn.ensemble import RandomForestClassifier\n"
            "model = RandomForestClassifier(20, random_state=0).fit(X_train, y_train)",
            "range(20)": "range(3)",
            "[10]}": "[1]}",
        },
    ),
    Right(
        "arrays instead of a table, texts for classes",
        {
            "X, y = load_breast_cancer(return_X_y=True, as_frame=True)": (
                "table, y = load_breast_cancer(return_X_y=True, as_frame=True)\n"
                'X, y = table.to_numpy(), y.map({0: "malignant", 1: "benign"}).to_numpy()'
            ),
            'X_test.head(10).to_csv("rows.csv", index=False)': (
                'pd.DataFrame(X_test[:10], columns=table.columns).to_csv("rows.csv", index=False)'
            ),
            FRESH_COLUMN: '"feature_names": [f"x{k}" for k in range(model.n_features_in_)]',
            READ: "rows = pd.read_csv(options.input).to_numpy()",
            "batch = X_test.sample(batch_size, replace=True, random_state=0)": (
                "batch = X_test[np.random.default_rng(0).integers(len(X_test), size=batch_size)]"
            ),
            "import matplotlib.pyplot as plt\n": "import matplotlib.pyplot as plt\nimport numpy as np\n",
        },
    ),
    Right(
        "a regression, a class of its own in the module",
        {
            "load_breast_cancer": "load_diabetes",
            "return_X_y=True, as_frame=True)": "return_X_y=True, as_frame=True, scaled=False)",
            "stratify=y, ": "",
            PIPELINE: "from model_persistence import Wide\nmodel = make_pipeline(StandardScaler(), Wide()).fit(X_train, y_train)",
            "LogisticRegression\n": "Ridge\n",
            'META = "model_meta.json"\n': (
                "from sklearn.linear_model import Ridge\n\nMETA = 'model_meta.json'\n\n\n"
                "class Wide(Ridge):\n    def predict(self, X):\n        return super().predict(X) + 0.0\n"
            ),
            LOAD: 'return sio.load(path, trusted=["model_persistence.Wide", "__main__.Wide"])',
        },
    ),
    Right(
        "a regression with whole numbers for answers",
        {
            "load_breast_cancer": "load_diabetes",
            "as_frame=True)\nX_train": "as_frame=True)\ny = y.astype(int)\nX_train",
            "stratify=y, ": "",
            PIPELINE: "model = make_pipeline(StandardScaler(), Ridge()).fit(X_train, y_train)",
            "LogisticRegression\n": "Ridge\n",
        },
    ),
    Right("columns put in order, missing ones named", {READ: ORDERED}, proves="d19.s1"),
]

WRONG = [
    Wrong("d19.c1", "the meta file of the folder one is in", {BESIDE: "Path(META).read_text()"}, "where the model lies"),
    Wrong("d19.c1", "the model of the folder one is in", {"load_model(options.model)": 'load_model("model.skops")'}, "where the model"),
    Wrong(
        "d19.c1",
        "always the model beside the module",
        {"path = Path(path)\n    meta = json": 'path = Path(__file__).with_name("model.skops")\n    meta = json'},
        "where the model lies",
    ),
    Wrong("d19.c1", "answers in another order", {WRITE: WRITE.replace("model.predict(rows)", "sorted(model.predict(rows))")}, "another order"),
    Wrong(
        "d19.c1",
        "probabilities for answers",
        {WRITE: WRITE.replace("model.predict(rows)", "model.predict_proba(rows)[:, 1]")},
        "probabilities",
    ),
    Wrong("d19.c1", "the first column taken for an index", {READ: "rows = pd.read_csv(options.input, index_col=0)"}, "exit code 1"),
    Wrong("d19.c1", "a column by another name", {'{"prediction": model': '{"y_pred": model'}, "a column called prediction"),
    Wrong("d19.c1", "the first line taken for a row", {READ: "rows = pd.read_csv(options.input, header=None, skiprows=2)"}, "59 predictions"),
    Wrong("d19.c1", "printed, not written", {WRITE: "print(model.predict(rows))"}, "without answers.csv"),
    Wrong("d19.c1", "the table of the folder one is in", {READ: 'rows = pd.read_csv("rows.csv")'}, "given as --input"),
    Wrong("d19.c1", "written to a name of its own", {WRITE: WRITE.replace("options.output", '"predictions.csv"')}, "without answers.csv"),
    Wrong("d19.c1", "no such command", {'"predict", help=': '"forecast", help='}, "exit code 2"),
    Wrong(
        "d19.c1",
        "scaled once more",
        {READ: "rows = pd.read_csv(options.input)\n    rows = (rows - rows.mean()) / rows.std()"},
        "before predict",
    ),
    Wrong("d19.c2", "only the last step saved", {SAVE: "model[-1].feature_names_in_ = model.feature_names_in_\n" + SAVE.replace("model,", "model[-1],")}, "expects prepared rows"),
    Wrong(
        "d19.c2",
        "scaled before the split",
        {"X_train, X_test, y_train": "X[:] = StandardScaler().fit_transform(X)\nX_train, X_test, y_train"},
        "raw rows",
    ),
    Wrong(
        "d19.c2",
        "scaled by hand, the scaler left behind",
        {
            PIPELINE: "scaler = StandardScaler().set_output(transform='pandas').fit(X_train)\n"
            "X_train, X_test = scaler.transform(X_train), scaler.transform(X_test)\n"
            "model = LogisticRegression(max_iter=1000).fit(X_train, y_train)"
        },
        "prepared before they went in",
    ),
    Wrong(
        "d19.c2",
        "trained on scaled rows, asked with raw ones",
        {
            PIPELINE: "scaler = StandardScaler().set_output(transform='pandas').fit(X_train)\n"
            "model = LogisticRegression(max_iter=1000).fit(scaler.transform(X_train), y_train)"
        },
        "constant answer",
    ),
    Wrong(
        "d19.c2",
        "a class of the notebook",
        {
            **JOBLIB,
            PIPELINE: "class Centre(StandardScaler):\n    pass\n\n\n"
            "model = make_pipeline(Centre(), LogisticRegression(max_iter=1000)).fit(X_train, y_train)",
        },
        "lives in the notebook",
    ),
    Wrong("d19.c2", "load_model returns nothing", {LOAD: "sio.load(path)", "loaded = load_model": "loaded = sio.load"}, "None"),
    Wrong("d19.c2", "a file older than the model", {SAVE: SAVE + "\nmodel = make_pipeline(StandardScaler(), LogisticRegression(C=0.001)).fit(X_train, y_train)"}, "the same"),
    Wrong("d19.c3", "joblib without a look at the fingerprint", {**JOBLIB, COMPARED: ""}, "ran the command"),
    Wrong(
        "d19.c3",
        "the fingerprint compared after loading",
        {**JOBLIB, COMPARED: "    model = joblib.load(path)\n" + COMPARED, LOAD: "return model"},
        "before the file is opened",
    ),
    Wrong(
        "d19.c3",
        "a warning in the place of a refusal",
        {**JOBLIB, 'raise ValueError(f"{path.name} is not the file that was saved")': 'print("changed?")'},
        "ran the command",
    ),
    Wrong(
        "d19.c3",
        "only the size is compared",
        {
            **JOBLIB,
            'if sha256(path) != meta["sha256"]': 'if path.stat().st_size != meta["size"]',
            '"file": path.name,': '"file": path.name, "size": path.stat().st_size,',
        },
        "ran the command",
    ),
    Wrong("d19.c4", "milliseconds", {SECONDS: '"seconds": 1000 * sorted(calls)[10]'}, "milliseconds"),
    Wrong("d19.c4", "seconds per row", {SECONDS: '"seconds": sorted(calls)[10] / batch_size'}, "that would fit seconds per row"),
    Wrong("d19.c4", "loaded anew each time", {CALL: '        time.sleep(0.1)\n        load_model("model.skops").predict(batch)\n'}, "as measured here"),
    Wrong("d19.c4", "three sizes", {"(1, 10, 100, 1000, 10_000)": "(1, 100, 10_000)"}, "four sizes"),
    Wrong("d19.c4", "rows one by one", {"(1, 10, 100, 1000, 10_000)": "(1, 100, 200, 10_000)", CALL: "        [loaded.predict(batch[k : k + 1]) for k in range(min(len(batch), 300))]\n", "range(20)": "range(1)", "[10]}": "[0] * len(batch) ** 0.1}"}, "rows"),
    Wrong("d19.c4", "columns by other names", {'"batch_size": batch_size': '"n": batch_size', '"batch_size"]': '"n"]'}, "the columns batch_size and seconds"),
    Wrong("d19.c5", "the fingerprint of the path", {'"sha256": sha256(path)': '"sha256": hashlib.sha256(str(path).encode()).hexdigest()', COMPARED: ""}, "fingerprint"),
    Wrong("d19.c5", "no names", {FRESH_COLUMN + ",": ""}, "feature_names"),
    Wrong("d19.c5", "sorted names", {FRESH_COLUMN: '"feature_names": sorted(model.feature_names_in_)'}, "in their order"),
    Wrong("d19.c5", "another version", {"sklearn.__version__}": '"1.0"}'}, "scikit-learn"),
    Wrong("d19.s1", "a missing column filled in", {READ: ORDERED.replace("raise SystemExit(f\"missing columns: {', '.join(missing)}\")", "rows[missing] = 0")}, "an error that names"),
    Wrong("d19.s1", "a missing column not named", {READ: ORDERED.replace("f\"missing columns: {', '.join(missing)}\"", '"something is missing"')}, "something is missing"),
]  # fmt: skip
