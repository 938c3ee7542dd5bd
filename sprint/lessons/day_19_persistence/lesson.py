# %% title [markdown]
# # Day 19 · MLOps lite – model persistence
#
# ## Goal
#
# Tonight a model leaves the notebook. You write a small program, `model_persistence.py`, that saves a fitted pipeline to a
# file, loads it in another process, and predicts for a table from the command line. And you find out how long it takes.
#
# By the end you can say what belongs into a model's file, what beside it, and why one does not open every file one gets.

# %% why [markdown]
# **Why it matters.** A fitted model lives in the memory of one Python process and dies with it. Everything that uses models, a web
# page, a nightly job, a colleague, needs it as a file that gives the same answers next month, on another machine, in the
# hands of somebody who has never seen the notebook.
#
# Three things go wrong, again and again:
#
# | what happens | what was forgotten |
# |---|---|
# | the answers are nonsense | only the last step was saved; the scaler stayed in the notebook |
# | the file does not open | it was made with another version, or needs a class that only the notebook knows |
# | the file opens, and does something else | a pickle file may hold *any* code, and loading it runs that code |
#
# The third one is easy to believe once seen. The next cell packs a harmless object with `pickle`, Python's own way to
# save objects (`joblib` and `torch.save` use it too). Watch what *unpacking* does.

# %% polite
import pickle


class Polite:
    def __reduce__(self):
        return print, ("This line was run by pickle.loads. Nobody called print.",)


content = pickle.dumps(Polite())
pickle.loads(content)
print("The file itself:", content)

# %% formats [markdown]
# Instead of `print` it could have been a command that reads your files. So there are two ways to be safe:
#
# * **a format that cannot run code.** `skops` writes scikit-learn models as a zip file of plain descriptions and arrays,
#   and refuses kinds of objects it does not know. For PyTorch: a `state_dict`, loaded with `weights_only=True`.
# * **a fingerprint, compared before the file is opened.** The SHA-256 of a file is 64 characters that change completely when
#   one byte changes. If it is the one that was written down when the file was saved, then nobody swapped the file.
#
# Tonight you do both. A fingerprint also finds a download that broke off, which a format alone may not.

# %% setup-text [markdown]
# ## Setup
#
# The model to save is the pipeline of day 8: a scaler and a logistic regression on the measurements of 569 tumours. If you
# have a better one, from any of the days 7 to 14, put it and its table in their place and keep the names: `model` is the fitted
# pipeline, and `X_test` and `y_test` are **raw** rows, as they stand in the table, that it has not seen.
#
# `rows.csv` holds ten rows without their answers, as somebody might send them to you. You will need it tonight and
# tomorrow.

# %% setup
import time
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import skops.io as sio
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

X, y = load_breast_cancer(return_X_y=True, as_frame=True)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, stratify=y, random_state=19)
model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)).fit(X_train, y_train)
X_test.head(10).to_csv("rows.csv", index=False)
print(f"{len(X_train)} rows to learn from, {len(X_test)} kept, accuracy on those {model.score(X_test, y_test):.3f}")

# %% module-text [markdown]
# You write tonight's functions in the file **`model_persistence.py`**, which lies beside this notebook: open both next to each
# other. A notebook imports a module once and remembers it, so run the next cell again whenever you have changed the file.

# %% module
import importlib

import model_persistence

importlib.reload(model_persistence)
from model_persistence import load_model, save_model

# %% save-text [markdown]
# ## Model
#
# ### 1 · Save
#
# **Write** `save_model(model, path)` in `model_persistence.py`. It writes two files:
#
# * the model itself, at `path`: with skops this is `sio.dump(model, path)`, where `sio` is `skops.io`;
# * `model_meta.json` **in the same folder**: a JSON object with
#     * `"file"`: the name of the model's file,
#     * `"sha256"`: its fingerprint (the function `sha256` is there),
#     * `"feature_names"`: the names of the columns, in their order,
#     * `"versions"`: an object that says at least under which `"python"` and which `"scikit-learn"` it was made.
#
# Then save your `model` as `model.skops`. Another format is welcome (joblib as `model.joblib`, a state dict as `model.pt` …);
# `"file"` then says how it is called.
#
# *What good looks like:* for a model with the columns `age` and `height`, `model_meta.json` may read
# `{"file": "model.skops", "sha256": "9f86d0…", "feature_names": ["age", "height"], "versions": {"python": "3.11.7", …}}`.
#
# *A pitfall:* JSON knows Python's lists, texts and numbers, and not NumPy's. `list(…)` makes a list of an array of names.

# %% save
# BEGIN SOLUTION
save_model(model, "model.skops")
print("classes that skops does not know:", sio.get_untrusted_types(file="model.skops"))
print(Path("model_meta.json").read_text()[:300], "…")
# END SOLUTION

# %% load-text [markdown]
# ### 2 · Load
#
# **Write** `load_model(path)`: it returns the model that lies at `path`, and raises `ValueError` if the file is not the one that
# `model_meta.json` beside it speaks of. Compare the fingerprints **before** the file is opened: afterwards, a bad file has had
# its way already.
#
# With skops, `sio.load(path)` does the rest. It knows most of scikit-learn's classes. When it meets another one, the trees of a
# forest or a class of your own, it refuses and names it. You look at the name, and if you know where it comes from, you allow it:
# `trusted=["sklearn.tree._tree.Tree"]`.
#
# *What good looks like:* the loaded model gives the same answers for `X_test`, to the last digit.
#
# *Try it:* copy `model.skops`, change one byte of it, put it back, and see `load_model` refuse.

# %% load
# BEGIN SOLUTION
loaded = load_model("model.skops")
print("same answers:", (loaded.predict(X_test) == model.predict(X_test)).all())
# END SOLUTION

# %% predict-text [markdown]
# ### 3 · Predict, from a second process
#
# Here the notebook proves nothing: it still knows the class, the columns and the folder. A terminal does not.
#
# **Write** `main()` in `model_persistence.py`, so that this works in a terminal, in *any* folder:
#
# ```text
# python model_persistence.py predict --model model.skops --input rows.csv --output predictions.csv
# ```
#
# * **in:** a CSV file with one line of column names, the `feature_names`, and then one row per line. Raw rows: no index column, no
#   answers, nothing scaled.
# * **out:** a CSV file with a column called `prediction`, one line for each row, in the same order. More columns, such as
#   probabilities, are welcome.
#
# Python's `argparse` reads such command lines: `parser.add_subparsers(dest="command")` for the word `predict`, then
# `add_argument("--model")` and so on. Typer or Click are fine as well.
#
# *A pitfall:* `Path("model_meta.json")` is looked for in the folder where somebody *is*, not in the one where the model *lies*.
# `Path(path).with_name("model_meta.json")` is the file beside the model.
#
# *Another one:* a class or function of your own that the pipeline uses has to live in `model_persistence.py`, or in a module
# beside it. One that was written in a notebook is called `__main__.MyScaler` in the file, and no other process has that.
#
# *Try it* in a terminal, in this folder, and look into `predictions.csv`. `rows.csv` is there already. Then try it from another
# folder, with longer paths.

# %% timings-text [markdown]
# ### 4 · How long does it take?
#
# A call has a fixed price, paid once however many rows come along, and a price per row. Which of the two matters depends on how
# many rows come at a time.
#
# **Make** a table `timings` with the columns `batch_size` and `seconds`, for four sizes or more, from 1 row to 10,000, say,
# and save it as `timings.csv`. The seconds are those of **one** call of `predict` with that many rows, with the model loaded
# already. Machines are noisy: take the middle one of twenty calls.
#
# `X_test.sample(1000, replace=True)` draws as many rows as you like.
#
# *What good looks like:* a thousand rows take far less than a thousand times as long as one row.

# %% timings
# BEGIN SOLUTION timings
lines = []
for batch_size in (1, 10, 100, 1000, 10_000):
    batch = X_test.sample(batch_size, replace=True, random_state=0)
    calls = []
    for _ in range(20):
        began = time.perf_counter()
        loaded.predict(batch)
        calls.append(time.perf_counter() - began)
    lines.append({"batch_size": batch_size, "seconds": sorted(calls)[10]})
timings = pd.DataFrame(lines)
timings.to_csv("timings.csv", index=False)
print(timings.assign(ms_per_row=1000 * timings["seconds"] / timings["batch_size"]))
# END SOLUTION

# %% view-text [markdown]
# ## View
#
# Plot the seconds against the batch size. Sizes from 1 to 10,000 want a logarithmic axis, `ax.set_xscale("log")`, and mostly
# both axes do.

# %% view
# BEGIN SOLUTION fig
fig, ax = plt.subplots(figsize=(6, 4))
ax.plot(timings["batch_size"], timings["seconds"], marker="o")
ax.set(xscale="log", yscale="log", xlabel="rows in one call", ylabel="seconds for the call")
ax.set_title("Up to a hundred rows cost little more than one")
plt.show()
# END SOLUTION

# %% analysis-text [markdown]
# ## Analysis
#
# Which format did you choose? Who may load your file, and what could go wrong when they do?

# %% analysis [markdown]
# <!-- BEGIN SOLUTION -->
# I chose skops: a file in that format describes the pipeline and cannot run a command when it is opened, and the fingerprint tells me
# whether it is still my file. Anybody who has scikit-learn may load it. It can go wrong if their version is another one than
# the one in model_meta.json, or if they hand in the columns in another order. And whoever can replace the file could replace
# the fingerprint beside it as well, so the two should not only lie together.
# <!-- END SOLUTION -->

# %% check [markdown]
# ## Check yourself
#
# In a terminal: `sprint check`. It runs this notebook, then takes your files to another folder and asks there. Stuck?
# `sprint hint`.
#
# *Stretch, for the fast:* tables from others have their columns in another order, and one too many. Let the `predict` command
# put them in order by `feature_names`, and end with an error that *names* what is missing, if something is.

# %% diary [markdown]
# ## Diary
#
# Then `sprint diary`: what you built, what you saw, what it means. Tomorrow your model gets an address and answers over HTTP.
# Read on: [Model persistence](https://scikit-learn.org/stable/model_persistence.html) ·
# [Secure persistence with skops](https://skops.readthedocs.io/en/stable/persistence.html) ·
# [pickle and its warning](https://docs.python.org/3/library/pickle.html)
