"""A regression in a package of its own, a GET endpoint that reads PORT, a README without headings, German words."""

from sprint.course.examples import Right

GERMAN = """# Drei Wochen

## 1. Was ich geschafft habe 🎉

Vor drei Wochen habe ich Zellen aus fremden Notebooks kopiert, ohne zu wissen, was darin geschieht. Heute antwortet mein
eigener Dienst auf eine Anfrage, und ich kann jeden Schritt dazwischen erklären. Unterwegs habe ich einen Gradienten von
Hand abgeleitet, ein kleines Netz nur mit NumPy trainiert und gelernt, warum Testdaten unberührt bleiben. Am stolzesten bin
ich auf den vierzehnten Abend: Damals hielt der Wert auf neuen Zeilen zum ersten Mal, was die Suche versprochen hatte.
Mein Abschlussprojekt sagt den Verlauf von Diabetes um elf Punkte besser vorher als der Mittelwert.

## 2. Wo noch Lücken sind

Wahrscheinlichkeit ist mein schwächstes Fach. Ein Konfidenzintervall kann ich rechnen, doch nach einer Woche weiß ich nicht
mehr, was es bedeutet. Faltungen benutze ich, ohne zeichnen zu können, was ein Filter mit einem Bild macht. Nach dem elften
Tag habe ich alle Zusatzaufgaben ausgelassen, weil die Abende kurz waren. Zweimal griff ich zum Wald, bevor ich die Zeilen
angesehen hatte, und übersah eine Spalte, die die Antwort verriet. Auch das Ausliefern in einem Container fehlt mir ganz.

## 3. Die nächsten 30 Tage

In der ersten Woche wiederhole ich die Tage vier und sechs, montags und donnerstags je eine Stunde, ohne in die alten
Lösungen zu schauen. In der zweiten nehme ich einen Datensatz aus meiner Arbeit, die Lieferzeiten unserer Fahrradkuriere, und
bringe ihn bis zu einer Zahl, die ich vor den Kollegen vertreten würde. In der dritten stelle ich das Modell hinter einen
Dienst und bitte zwei von ihnen, ihn kaputt zu machen. In der vierten lese ich jeden zweiten Abend ein Kapitel Statistik und
schreibe eine Seite dazu. Die Karten bleiben, jeden Morgen zum Kaffee. Am dreißigsten Tag lese ich diese Seite wieder.
"""

# A regression in a package of its own, a GET endpoint that reads PORT, a README without headings, German words.
DIABETES = {
    "capstone/progress/__init__.py": "",
    "capstone/progress/data.py": """from sklearn.datasets import load_diabetes
from sklearn.linear_model import Ridge
from sklearn.model_selection import train_test_split

X, y = load_diabetes(return_X_y=True, scaled=False)
train_X, test_X, train_y, test_y = train_test_split(X[:, [2, 3, 8]], y, random_state=4)
model = Ridge().fit(train_X, train_y)
""",
    "capstone/progress/score.py": """import json

import numpy as np

from .data import model, test_X, test_y, train_y

print("rows for the test:", len(test_y))
rmse = lambda guess: float(np.sqrt(np.mean((test_y - guess) ** 2)))
print(json.dumps({"metrics": {"RMSE": rmse(model.predict(test_X)), "baseline": rmse(train_y.mean())}}, indent=2))
""",
    "capstone/progress/web.py": """import json
import os
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

from .data import model


class Web(BaseHTTPRequestHandler):
    def do_GET(self):
        url = urlsplit(self.path)
        try:
            fields = parse_qs(url.query)
            row = [float(fields[name][0]) for name in ("bmi", "pressure", "s5")]
            status, text = 200, json.dumps({"progress": model.predict([row])[0]})
        except (KeyError, ValueError):
            status, text = 422, json.dumps({"detail": "bmi, pressure and s5 are needed"})
        self.send_response(status)
        self.end_headers()
        self.wfile.write(text.encode())


HTTPServer(("", int(os.environ["PORT"])), Web).serve_forever()
""",
    "capstone/capstone.toml": """[data]
dataset = "diabetes (scikit-learn)"
target = "progression after a year"

[metric]
name = "RMSE"
direction = "lower is better"
baseline = 74.1
score = 54.9

[commands]
evaluate = "python -m progress.score"
serve = ["python", "-m", "progress.web"]

[good]
url = "http://127.0.0.1:8000/?bmi=32.1&pressure=101&s5=4.86"

[bad]
path = "/?bmi=heavy"
""",
    "capstone/README.md": """Wie weit schreitet eine Diabetes in einem Jahr fort? Ein kleines lineares Modell schätzt das aus drei Messungen von 442
Menschen, die mit scikit-learn kommen. `python -m progress.score` rechnet den Fehler auf 111 zurückgehaltenen Zeilen aus: rund
54.9 Punkte, der Mittelwert liegt 74.1 daneben. `PORT=8000 python -m progress.web` startet den Dienst; der Code steht in
`progress/data.py`. Für eine Diagnose taugt das nicht: die Grenzen sind eng, alle Messungen stammen aus einer Klinik.
""",
    "capstone/retrospective.md": GERMAN,
}

RIGHT = (Right("a regression in a package, a GET endpoint, German pages", files=DIABETES),)
