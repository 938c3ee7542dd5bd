"""Day 9: what several examples change in the solution, text by text."""

SPLIT = "train_test_split(X, y, test_size=0.25, stratify=y, random_state=1)"
TREE = "DecisionTreeClassifier(max_depth=3, random_state=1).fit(X_train, y_train)"
FOREST = "RandomForestClassifier(n_estimators=100, random_state=1).fit(X_train, y_train)"
IMPORTANCES = "pd.Series(forest.feature_importances_, index=X_train.columns).sort_values(ascending=False)"
CV = "cross_val_score(candidate, X_train, y_train, cv=5).mean()"
STRETCH = """
from sklearn.inspection import permutation_importance

rng = np.random.default_rng(9)
X_train_noise = X_train.assign(noise=rng.random(len(X_train)))
X_test_noise = X_test.assign(noise=rng.random(len(X_test)))
forest_noise = RandomForestClassifier(n_estimators=100, random_state=1).fit(X_train_noise, y_train)
noise_impurity = forest_noise.feature_importances_[-1]
shuffled = permutation_importance(forest_noise, X_test_noise, y_test, n_repeats=20, random_state=1)
noise_permutation = shuffled.importances_mean[-1]
"""

SPLIT_LINE = f"X_train, X_test, y_train, y_test = {SPLIT}\n"
FILLED = "X_train, X_test = X_train.fillna({'age': X_train['age'].median()}), X_test.fillna({'age': X_train['age'].median()})\n"
IMPUTED = """from sklearn.impute import SimpleImputer
imputer, names = SimpleImputer(strategy="most_frequent"), list(X_train)
X_train, X_test = imputer.fit_transform(X_train), imputer.transform(X_test)
X_train, X_test = pd.DataFrame(X_train, columns=names), pd.DataFrame(X_test, columns=names)
"""
WIDER = """for part in (X_train, X_test):
    part["family"] = part["sibsp"] + part["parch"]
    part["age_unknown"] = part["age"].isna().astype(int)
X_train, X_test = X_train[sorted(X_train)].drop(columns="parch"), X_test[sorted(X_test)].drop(columns="parch")
"""
ROUNDED = """X_train, X_test = (
    part.assign(age=part["age"].fillna(28).round(), fare=part["fare"].clip(upper=100)).reset_index(drop=True)
    for part in (X_train, X_test)
)
y_train, y_test = y_train.to_numpy(), y_test.to_numpy()
"""
