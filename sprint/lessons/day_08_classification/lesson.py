# %% title [markdown]
# # Day 8 · Classification basics
#
# ## Goal
#
# Tonight you build a model that looks at thirty measurements of a tumour and says how likely it is to be harmless. You
# will read its answers in three ways: as a probability, as a table of hits and misses, and as a curve.
#
# By the end you can say what a single number like "97 % accurate" hides.

# %% why [markdown]
# **Why it matters.** Most questions a business or a hospital asks are yes-or-no questions: will it break, is it fraud,
# is it cancer? A classifier answers with a *probability*, and somebody has to decide from which probability on to act.
# That threshold is where money and lives are, not in the model.
#
# **A small example.** Five patients, the truth, and what a model says about "is ill":
#
# | patient | truth | probability of ill | says "ill" at 0.5 |
# |---|---|---|---|
# | A | ill | 0.92 | yes, right |
# | B | ill | 0.40 | no, a **miss** |
# | C | well | 0.35 | no, right |
# | D | well | 0.60 | yes, a **false alarm** |
# | E | well | 0.10 | no, right |
#
# Three of five are right: accuracy 0.6. Lower the threshold to 0.38 and B is found too, at the same number of false
# alarms. The ranking of the patients did not change, only where we cut it. The **ROC curve** shows every possible cut at
# once, and the area under it, the **AUC**, is the chance that a random ill patient ranks above a random well one. Here
# five of the six pairs are in order (B is below D), so the AUC is 0.83.

# %% setup-text [markdown]
# ## Setup
#
# 569 tumours, 30 measurements each, from a Wisconsin hospital. The data comes with scikit-learn, nothing is downloaded.
# In `y`, **0 is malignant and 1 is benign**.

# %% setup
import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix, roc_auc_score, roc_curve
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

data = load_breast_cancer()
X, y = data.data, data.target
print(f"{X.shape[0]} tumours, {X.shape[1]} measurements, {np.mean(y):.1%} benign")

# %% split-text [markdown]
# ## Model
#
# ### 1 · Keep some rows back
#
# A model that is asked about rows it learned from shows its memory, not its skill. Split the rows: about a quarter for
# the test, with the same share of benign tumours on both sides (look for `stratify` in the help of `train_test_split`).
#
# **Make:** `X_train`, `X_test`, `y_train`, `y_test`.

# %% split
# BEGIN SOLUTION
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, stratify=y, random_state=1)
# END SOLUTION

# %% model-text [markdown]
# ### 2 · A model that scales for itself
#
# The measurements live on very different scales: an area is around 650, a smoothness around 0.1. Logistic regression
# learns better when every column has mean 0 and spread 1. That scaling has to be learned from the training rows and
# travel with the model, so that a new patient is scaled in the same way. A **pipeline** does that: `make_pipeline(step,
# last_step)` chains the steps into one object with `fit` and `predict_proba`.
#
# **Write** `make_model()`: it returns a new, *unfitted* pipeline of a scaler and a logistic regression. Then **make**
# `model`, fitted on the training rows.
#
# *What good looks like:* `model.score(X_test, y_test)` is around 0.97.


# %% model
def make_model():
    """Return a new, unfitted classifier that scales its own input."""
    # BEGIN SOLUTION
    return make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    # END SOLUTION


# BEGIN SOLUTION
model = make_model().fit(X_train, y_train)
# END SOLUTION

# %% prob-text [markdown]
# ### 3 · Probabilities, not verdicts
#
# `model.predict` gives a hard 0 or 1. `model.predict_proba` gives one column for each class, in the order of
# `model.classes_`. Decide which class you call *positive*, that is, the one whose probability you talk about.
#
# **Make:** `positive_label` (0 or 1), `y_prob`, the probability of that class for each row of `X_test`, and `auc`, the
# area under the ROC curve on the test rows.
#
# *A pitfall:* `roc_auc_score` takes probabilities and returns a plausible number for hard 0/1 answers, too. It is the
# wrong one. And if your AUC is close to 0, nothing is broken: you hold the column of the other class.

# %% predict-auc
# Before you run this: 0.5 is a coin, 1 is a perfect ranking. What AUC will your model reach on the test rows? Put your guess
# in place of the dots. It counts for nothing but your own eye for models.
prediction_auc = ...  # a number from 0 to 1

# %% prob
# BEGIN SOLUTION
positive_label = 1
y_prob = model.predict_proba(X_test)[:, list(model.classes_).index(positive_label)]
auc = roc_auc_score(y_test == positive_label, y_prob)
print(f"AUC {auc:.3f}")
# END SOLUTION

# %% tables-text [markdown]
# ### 4 · Hits, misses and the curve
#
# **Make:** `cm`, the confusion matrix of the model's hard answers on the test rows, rows are the truth and columns the
# answer. And `roc`, the pair `(fpr, tpr)`: the share of false alarms and the share of hits for every threshold.
#
# *Mind the names:* an "alarm" is an answer with your `positive_label`. If that is 1, benign, then a hit is a harmless
# tumour called harmless, and a "false alarm" is a cancer called harmless: the worst thing that can happen here.

# %% predict-missed
# Before you run this: some fifty of the test rows are malignant. How many of them will the model call benign?
prediction_missed = ...  # a whole number

# %% tables
# BEGIN SOLUTION cm, roc
cm = confusion_matrix(y_test, model.predict(X_test))
fpr, tpr, _ = roc_curve(y_test == positive_label, y_prob)
roc = (fpr, tpr)
print(cm)
# END SOLUTION

# %% view-text [markdown]
# ## View
#
# Draw both side by side: `cm` as a heatmap with its counts written in (`sns.heatmap(..., annot=True, fmt="d")`), and the
# ROC curve with the diagonal of pure guessing. Label the axes so that someone else can read them.

# %% view
# BEGIN SOLUTION fig
fig, (left, right) = plt.subplots(1, 2, figsize=(10, 4))
sns.heatmap(
    cm, annot=True, fmt="d", cmap="Blues", xticklabels=data.target_names, yticklabels=data.target_names, ax=left
)
left.set(xlabel="the model says", ylabel="the truth", title="Confusion matrix, test rows")
right.plot(*roc, label=f"model, AUC {auc:.3f}")
right.plot([0, 1], [0, 1], linestyle="--", label="guessing")
right.set(xlabel="false alarms", ylabel="hits", title="ROC curve")
right.legend()
plt.show()
# END SOLUTION

# %% analysis-text [markdown]
# ## Analysis
#
# Imagine a model that calls every tumour benign. What accuracy would it have here, and what would that number hide?
# Of the two kinds of error in your confusion matrix, which one is worse, and how often does your model make it?

# %% analysis [markdown]
# <!-- BEGIN SOLUTION -->
# A model that always says benign is right in about 63 % of the cases, because that is their share, and it finds no
# cancer at all. The accuracy hides exactly the patients we care about. In my matrix the worse error is a malignant
# tumour called benign, since that person goes home untreated. With these classes a bit out of balance I would move the
# threshold until those misses are rare, and accept more false alarms.
# <!-- END SOLUTION -->

# %% check-text [markdown]
# ## Check yourself
#
# In a terminal: `sprint check`. It runs this notebook from the top in a clean process. Stuck? `sprint hint`.
#
# *Stretch, for the fast:* treat malignant as the alarm. A missed cancer costs 10, a false alarm costs 1. Sweep a
# threshold over the probability of malignant: at or above it, the alarm goes off. Call the one that is cheapest on the
# test rows `threshold`, and the cost per patient there `cost`. (A choice made on the test rows flatters itself; in earnest
# you would keep further rows for it.)

# %% stretch
# Your stretch goes here, if you like.

# %% diary-text [markdown]
# ## Diary
#
# Then `sprint diary`: what you built, what you saw, what it means. Read on: [how classifiers are
# judged](https://scikit-learn.org/stable/modules/model_evaluation.html).
