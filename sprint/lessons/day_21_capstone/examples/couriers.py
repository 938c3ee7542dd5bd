"""Rows of one's own, judged by hand, and a command for a face."""

from sprint.course.examples import Right

CITIES = "city,degrees,minutes,late\n" + "".join(
    f"{'north' if n % 2 else 'south'},{n % 37 - 5},{10 + 7 * n % 50},{int(10 + 7 * n % 50 + n % 37 > 45)}\n"
    for n in range(120)
)

# Rows of one's own, read with csv and judged by hand, in leave-one-out; a command for a face; words in percent.
COURIERS = {
    "capstone/rides.csv": CITIES,
    "capstone/couriers.py": """import argparse
import csv
import json
import sys


def rows():
    with open("rides.csv") as stream:
        return [((float(r["degrees"]), float(r["minutes"])), r["late"]) for r in csv.DictReader(stream)]


def nearest(known, x):
    return min(known, key=lambda row: sum((a - b) ** 2 for a, b in zip(row[0], x)))[1]


parser = argparse.ArgumentParser()
parser.add_argument("--score", action="store_true")
parser.add_argument("ride", nargs="*", type=float)
options = parser.parse_args()
data = rows()
if options.score:
    right = [nearest(data[:i] + data[i + 1 :], x) == y for i, (x, y) in enumerate(data)]
    print(json.dumps({"accuracy": 100 * sum(right) / len(right)}))
elif len(options.ride) == 2:
    print("late" if nearest(data, options.ride) == "1" else "in time")
else:
    sys.exit("degrees and minutes, please")
""",
    "capstone/capstone.toml": """dataset = "rides.csv"
target = "late"
metric = "accuracy"
baseline = 52.5
score = 99.2
evaluate_cmd = "python couriers.py --score"
serve_cmd = "python couriers.py"

[good]
args = "12 20"
[other]
args = "30 55"
[bad]
args = "12 far"
""",
    "capstone/README.md": """# Will the courier be late?

A command that answers for one ride, from the degrees outside and the minutes that the map promises.

1. **Data**: `rides.csv`, 120 rides that I noted down in spring.
2. **Use**: `python3 couriers.py 12 20`; for the score `python3 couriers.py --score`.
3. **Score**: 99 % right, each ride judged by all the others (leave one out); "never late" would be right in 52.5 %.

It only knows one town and one season. It should not be used in winter, nor for anybody who is paid by the minute.
""",
}

RIGHT = (Right("rows of one's own, judged by hand, a command for a face, percent", files=COURIERS),)
