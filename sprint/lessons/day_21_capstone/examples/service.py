"""Day 21: examples for checks/service.py."""

from sprint.course.examples import Wrong

HANDLER = """        try:
            question = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
            result = answer(question)
        except ValueError as error:  # a text that is no JSON raises one, too
            self.reply(400, {"error": str(error)})
            return
"""
CARELESS = """        question = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        result = answer(question)
"""
GUARDS = """    if not isinstance(question, dict) or set(question) != set(COLUMNS):
        raise ValueError(f"send a number for each of {', '.join(COLUMNS)}")
    if not all(isinstance(value, (int, float)) for value in question.values()):
        raise ValueError("each value has to be a number")
"""
HALF_GUARDS = """    if not isinstance(question, dict) or set(question) != set(COLUMNS):
        raise ValueError(f"send a number for each of {', '.join(COLUMNS)}")
    [float(value) for value in question.values()]
"""

WRONG = (
    Wrong("d21.c2", "an error inside the handler", {HANDLER: CARELESS}, "no answer"),
    Wrong("d21.c2", "no look at what arrives", {GUARDS: ""}, "the request {} gets no answer"),
    Wrong(
        "d21.c2",
        "an error with status 200",
        {'self.reply(400, {"error": str(error)})': 'self.reply(200, {"error": str(error)})'},
        "gets the status 200",
    ),
    Wrong(
        "d21.c2",
        "always the same answer",
        {
            '{"cultivar": str(model.predict(row)[0]), "probability": round(float(model.predict_proba(row).max()), 3)}': '{"cultivar": "class_0"}'
        },
        "each request gets the answer",
    ),
    Wrong(
        "d21.c2",
        "a port of its own",
        {"port = parser.parse_args().port": "parser.parse_args()\n    port = 18765"},
        "listens on port 18765",
    ),
    Wrong(
        "d21.c2",
        "a list of files for a page",
        {},
        "nothing to fill in",
        files={
            "capstone/capstone.toml": 'dataset = "wine"\nmetric = "accuracy"\nbaseline = 0.4\nscore = 0.956\nevaluate = "python evaluate.py"\nserve = "python -m http.server {port}"\n'
        },
    ),
    Wrong(
        "d21.c2",
        "it never begins to serve",
        {", Handler).serve_forever()": ", Handler).server_close()"},
        "ends by itself",
    ),
    Wrong(
        "d21.c2",
        "the good request is refused",
        {'"/predict"\njson = { alcohol = 13.7': '"/answer"\njson = { alcohol = 13.7'},
        "status 404",
    ),
    Wrong(
        "d21.c2",
        "the question comes back",
        {
            '{"cultivar": str(model.predict(row)[0]), "probability": round(float(model.predict_proba(row).max()), 3)}': '{"you sent": question}'
        },
        "an answer that depends on what is asked",
    ),
    Wrong(
        "d21.c2",
        "a list where a number stood",
        {GUARDS: HALF_GUARDS},
        "gets no answer",
    ),
)
