"""Day 8, for the author's gate: changes of the solution that stay right, and ones that go wrong for a reason."""

from sprint.course.examples import Right, Wrong

SPLIT = "X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, stratify=y, random_state=1)"
STRETCH = """
malignant = model.predict_proba(X_test)[:, 0]


def mean_cost(at):
    return np.where(y_test == 0, 10 * (malignant < at), malignant >= at).mean()


threshold = min(malignant, key=mean_cost)
cost = mean_cost(threshold)
"""
BATCH_SCALED = """class Scaled(LogisticRegression):
        def fit(self, rows, truth):
            return super().fit(StandardScaler().fit_transform(rows), truth)

        def predict_proba(self, rows):
            return super().predict_proba(StandardScaler().fit_transform(rows))

        def predict(self, rows):
            return super().predict(StandardScaler().fit_transform(rows))

    return Scaled(max_iter=1000)"""

RIGHT = [
    Right("another seed and share", {"test_size=0.25, stratify=y, random_state=1": "test_size=0.3, random_state=11"}),
    Right("malignant is positive", {"positive_label = 1": "positive_label = 0"}),
    Right(
        "another classifier, named steps",
        {
            "return make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))": (
                "from sklearn.pipeline import Pipeline\n"
                "    from sklearn.discriminant_analysis import LinearDiscriminantAnalysis\n"
                "    return Pipeline([('scale', StandardScaler()), ('lda', LinearDiscriminantAnalysis())])"
            )
        },
    ),
    Right(
        "a small network that starts anew each time",
        {
            "return make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))": (
                "from sklearn.neural_network import MLPClassifier\n"
                "    return make_pipeline(StandardScaler(), MLPClassifier((20,), max_iter=500))"
            )
        },
    ),
    Right(
        "the classes by their names",
        {
            "X, y = data.data, data.target": "X, y = data.data, data.target_names[data.target]",
            "{np.mean(y):.1%}": "{np.mean(y == 'benign'):.1%}",
            "positive_label = 1": "positive_label = 'malignant'",
        },
    ),
    Right(
        "a data frame instead of an array",
        {"X, y = data.data, data.target": "data = load_breast_cancer(as_frame=True)\nX, y = data.data, data.target"},
    ),
    Right(
        "other names for the classes, float32, fewer columns and new ones, rows in another order, roc as one array",
        {
            "X, y = data.data, data.target": (
                "order = np.random.default_rng(4).permutation(569)\n"
                "X = np.float32(np.c_[data.data[:, 25:2:-1], data.data[:, 0] * data.data[:, 1]])[order]\n"
                "y = 1 - data.target[order]"
            ),
            'print(f"{X.shape[0]} tumours, {X.shape[1]} measurements, {np.mean(y):.1%} benign")': "",
            "roc = (fpr, tpr)": "roc = np.array([fpr, tpr])",
        },
        cells={
            "analysis": (
                "Wer jeden Tumor gutartig nennt, hat in rund 63 % der Fälle recht und findet doch keinen einzigen Krebs. "
                "Schlimmer ist der übersehene bösartige Tumor, denn dann wird niemand behandelt."
            )
        },
    ),
    Right("the stretch", cells={"stretch": STRETCH}, proves="d08.s1"),
]

WRONG = [
    Wrong(
        "d08.c1",
        "the model guesses",
        {"LogisticRegression(max_iter=1000))": "__import__('sklearn.dummy').dummy.DummyClassifier())"},
        "AUC",
    ),
    Wrong(
        "d08.c1",
        "make_model returns nothing",
        {
            "    return make_pipeline": "    make_pipeline",
            "model = make_model()": "model = make_pipeline(StandardScaler(), LogisticRegression())",
        },
        "gives None",
    ),
    Wrong("d08.c2", "fitted on all rows", {".fit(X_train, y_train)": ".fit(X, y)"}, "test rows"),
    Wrong(
        "d08.c2",
        "test rows are training rows",
        {"stratify=y, random_state=1)": "stratify=y, random_state=1)\nX_train, y_train = X, y"},
        "also in X_train",
    ),
    Wrong(
        "d08.c1",
        "one model for all calls",
        {
            "def make_model():": "the_one = make_pipeline(StandardScaler(), LogisticRegression())\n\n\ndef make_model():",
            "return make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))": "return the_one",
        },
        "the same object each time",
    ),
    Wrong(
        "d08.c2",
        "the rows to predict are scaled by themselves",
        {"return make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))": BATCH_SCALED},
        "of row 0 of X_test alone",
    ),
    Wrong(
        "d08.c2",
        "rows and labels split apart",
        {
            SPLIT: (
                "X_train, X_test = train_test_split(X, test_size=0.25, random_state=1)\n"
                "y_train, y_test = train_test_split(y, test_size=0.25, random_state=2)"
            )
        },
        "does not belong to X_",
    ),
    Wrong(
        "d08.c2",
        "labels of the test rows permuted",
        {SPLIT: SPLIT + "\ny_test = np.random.default_rng(0).permutation(y_test)"},
        "y_test does not belong to X_test",
    ),
    Wrong(
        "d08.c2",
        "forty rows",
        {SPLIT: SPLIT.replace("(X, y,", "(X[:40], y[:40],").replace("stratify=y", "stratify=y[:40]")},
        "40 of 569 rows",
    ),
    Wrong(
        "d08.c3",
        "hard answers into the area",
        {
            "auc = roc_auc_score(y_test == positive_label, y_prob)": "auc = roc_auc_score(y_test == positive_label, model.predict(X_test))"
        },
        "hard 0/1 predictions",
    ),
    Wrong("d08.c3", "the other column", {"[:, list(model.classes_).index(positive_label)]": "[:, 0]"}, "other class"),
    Wrong(
        "d08.c3",
        "area of the training rows",
        {
            "auc = roc_auc_score(y_test == positive_label, y_prob)": "auc = roc_auc_score(y_train, model.predict_proba(X_train)[:, 1]) - 1e-4"
        },
        "auc =",
    ),
    Wrong("d08.c4", "axes in each other's place", {"roc = (fpr, tpr)": "roc = (tpr, fpr)"}, "false alarms first"),
    Wrong(
        "d08.c4",
        "the curve of hard answers",
        {"roc_curve(y_test == positive_label, y_prob)": "roc_curve(y_test, model.predict(X_test))"},
        "single corner",
    ),
    Wrong(
        "d08.c5",
        "turned round",
        {"confusion_matrix(y_test, model.predict(X_test))": "confusion_matrix(model.predict(X_test), y_test)"},
        "turned round",
    ),
    Wrong(
        "d08.c5",
        "the training rows",
        {"confusion_matrix(y_test, model.predict(X_test))": "confusion_matrix(y_train, model.predict(X_train))"},
        "training rows",
    ),
    Wrong(
        "d08.c6",
        "no scaling in the model",
        {
            "make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))": "make_pipeline(LogisticRegression(solver='newton-cholesky'))"
        },
        "divided by a million",
    ),
    Wrong(
        "d08.c8",
        "the notebook's own sentences in one line, and a number",
        {},
        "sentences of the notebook",
        cells={
            "analysis": "Imagine a model that calls every tumour benign. What accuracy would it have here, and what would "
            "that number hide? Of the two kinds of error in your confusion matrix, which one is worse? 63"
        },
    ),
    Wrong(
        "d08.s1",
        "one half is not the cheapest",
        {},
        "at another threshold",
        cells={"stretch": STRETCH.replace("min(malignant, key=mean_cost)", "0.9999999")},
    ),
    Wrong("d08.s1", "the cost of everybody", {}, "together", cells={"stretch": STRETCH.replace(".mean()", ".sum()")}),
]
