"""Clusters: no labels, no direction, no baseline."""

from sprint.course.examples import Right

# Clusters instead of answers: no labels, no direction, no baseline in the output.
CLUSTERS = """import json
from sklearn import datasets
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score

X = datasets.load_iris().data
model = KMeans(2, n_init=10, random_state=3).fit(X)
if __name__ == "__main__":
    print(json.dumps({"silhouette": silhouette_score(X, model.labels_), "clusters": 2}))
"""
CLUSTER_SERVER = """import json, sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from clusters import model
class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            rows = json.loads(body)["rows"]
            answer, status = [int(c) for c in model.predict([[float(v) for v in row] for row in rows])], 200
        except Exception as error:
            answer, status = str(error), 422
        self.send_response(status); self.end_headers(); self.wfile.write(json.dumps(answer).encode())
ThreadingHTTPServer(("127.0.0.1", int(sys.argv[sys.argv.index("--port") + 1])), Handler).serve_forever()
"""
CLUSTER_TOML = """dataset = "load_iris"
target = "none, two groups are looked for"
metric = "silhouette"
baseline = 0.05
score = 0.68
evaluate = "python clusters.py"
serve = "python groups.py --port $PORT"
good = { method = "post", path = "groups", json = { rows = [[5.1, 3.5, 1.4, 0.2]] } }
"""
CLUSTER_README = """# Two kinds of iris

Groups flowers by four lengths, without being told the species, for people who want to sort before they name.

## Dataset
The 150 flowers of `load_iris`.
## Usage
    python clusters.py
    python groups.py --port 8000
## Results
Silhouette 0.68 over all rows; there is no held-out part, as nothing is predicted. Random groups give 0.05.
## Caveats
Three species are there and two groups are found. Do not take a group for a species.
"""

RIGHT = (
    Right(
        "clusters: no labels, no direction, no baseline printed, no other and no bad request",
        files={
            "capstone/clusters.py": CLUSTERS,
            "capstone/groups.py": CLUSTER_SERVER,
            "capstone/capstone.toml": CLUSTER_TOML,
            "capstone/README.md": CLUSTER_README,
        },
    ),
)
