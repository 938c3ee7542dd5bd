"""The shipped curriculum is the roadmap's, and a curriculum with faults names every one of them."""

import re
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from sprint.course.errors import CurriculumError
from sprint.course.model import Curriculum, Limits, Rhythm
from sprint.course.packages import EXTRA_OF_PACKAGE, install_line
from sprint.course.reading import read_curriculum, shipped_curriculum
from sprint.errors import UsageError

ROADMAP = [
    ("Setup", ()),
    ("Python core blitz", ("core_python.ipynb",)),
    ("NumPy & Pandas crash", ("numpy_pandas.ipynb",)),
    ("Visualization quick-fire", ("visualization_gallery.ipynb", "gallery.md")),
    ("Probability & stats primer", ("probability_stats.ipynb",)),
    ("Linear algebra lite", ("linear_algebra.ipynb",)),
    ("Calculus for ML", ("calculus_ml.ipynb",)),
    ("First mini-project", ("mini_project_regression.ipynb",)),
    ("Classification basics", ("classification_basics.ipynb",)),
    ("Tree-based methods", ("tree_methods.ipynb",)),
    ("Boosting day", ("boosting_methods.ipynb",)),
    ("SVM & margin intuition", ("svm_intuition.ipynb",)),
    ("Unsupervised 1: K-means & PCA", ("kmeans_pca.ipynb",)),
    ("Unsupervised 2: TSNE & DBSCAN", ("tsne_dbscan.ipynb",)),
    ("Model selection & pipelines", ("model_selection.ipynb",)),
    ("Neural net foundations", ("neural_net_scratch.ipynb",)),
    ("Intro to PyTorch (or TF/Keras)", ("pytorch_intro.ipynb",)),
    ("CNN quickstart", ("cnn_fashion_mnist.ipynb",)),
    ("Transfer learning", ("transfer_learning.ipynb",)),
    ("MLOps lite – model persistence", ("model_persistence.py", "model.skops")),
    ("Fast API deploy", ("api.py", "DEPLOY.md")),
    ("Capstone & retrospective", ("capstone/", "retrospective.md")),
]
DATA: dict[int, tuple[str, ...]] = {
    2: ("titanic",),
    7: ("california",),
    9: ("titanic",),
    13: ("mnist",),
    17: ("fashion-mnist",),
}
DATA |= {18: ("resnet18", "custom-images")}

SMALL = """\
format: 1
title: My own
weeks:
  - {name: Only, days: 1-2, goal: Learn}
days:
  - day: 2
    title: Second
    lesson: two
    model: build
    view: show
    analysis: think
    deliverables: [two.ipynb]
  - day: 1
    title: First
    lesson: one
    model: build
    view: show
    analysis: think
    deliverables: [one.ipynb]
    limits: {seconds: 30, memory_gb: 1.5}
"""


@pytest.fixture(scope="module")
def ours() -> Curriculum:
    return read_curriculum(shipped_curriculum())


def refused(folder: Path, text: str) -> CurriculumError:
    """Write a curriculum, read it, and return the refusal."""
    path = folder / "curriculum.yaml"
    path.write_text(text, encoding="utf-8", newline="")
    with pytest.raises(CurriculumError) as caught:
        read_curriculum(path)
    return caught.value


def test_titles_and_deliverables_are_the_roadmap_s(ours: Curriculum) -> None:
    """Day by day, the title and what is handed in are those of the roadmap."""
    assert [(day.title, day.deliverables) for day in ours.days] == ROADMAP
    assert [day.number for day in ours.days] == list(range(22))


def test_weeks_and_rhythm(ours: Curriculum) -> None:
    """Three weeks of seven days, day 0 in none, and the evening cut as the roadmap says."""
    assert [(week.name, week.first, week.last) for week in ours.weeks] == [
        ("Foundations", 1, 7),
        ("Modeling", 8, 14),
        ("Deep learning & deploy", 15, 21),
    ]
    assert ours.week_of(0) is None
    assert ours.week_of(14) == ours.weeks[1]
    assert ours.rhythm == Rhythm(kickoff=15, blocks=3, minutes=45, ritual=10)


def test_data_and_limits(ours: Curriculum) -> None:
    """Only days whose data does not ship with scikit-learn name any, and day 17 has ten minutes and 6 GiB."""
    assert {day.number: day.data for day in ours.days if day.data} == DATA
    assert ours.day(17).limits == Limits(seconds=600, memory_gb=6.0)


def test_every_day_is_worth_an_evening(ours: Curriculum) -> None:
    """Each task is told in a sentence or more, in one paragraph, and each day says where to read on."""
    for day in ours.days:
        assert 1 <= len(day.resources) <= 3, day.number
        for text in (day.model, day.view, day.analysis):
            assert 60 < len(text) < 400, (day.number, text)
            assert "\n" not in text


def test_optional_packages_are_needed_only_where_their_day_uses_them(ours: Curriculum) -> None:
    """A learner without the extras can do every day but those that are about them."""
    assert {day.number for day in ours.days if set(day.needs) & set(EXTRA_OF_PACKAGE)} == {10, 16, 17, 18, 19, 20}


def test_an_unknown_day_is_a_usage_error(ours: Curriculum) -> None:
    """Asking for a day that is not there names the range and the nearest."""
    with pytest.raises(UsageError, match=re.escape("There is no day 42.")) as caught:
        ours.day(42)
    assert caught.value.next_step == "The days are 0 to 21; the nearest is day 21."


def test_the_model_is_frozen(ours: Curriculum) -> None:
    """What was read cannot be changed by whoever holds it."""
    with pytest.raises(FrozenInstanceError):
        ours.days[0].title = "Other"  # type: ignore[misc]  # the point: the type checker refuses it too


def test_a_small_curriculum_reads(tmp_path: Path) -> None:
    """Days come sorted by number, and what is left out takes its usual value; a byte-order mark is fine."""
    path = tmp_path / "mine.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    small = read_curriculum(path)
    assert [day.title for day in small.days] == ["First", "Second"]
    assert small.day(1).limits == Limits(30, 1.5)
    assert small.day(2).limits == Limits()
    assert (small.day(2).data, small.day(2).needs, small.day(2).resources) == ((), (), ())
    assert small.rhythm == Rhythm()
    assert small.path == path


def test_the_digest_changes_with_any_byte(tmp_path: Path) -> None:
    """A comment is enough to make it another file."""
    path = tmp_path / "mine.yaml"
    path.write_text(SMALL, encoding="utf-8")
    before = read_curriculum(path).digest
    path.write_text(SMALL + "# more\n", encoding="utf-8")
    assert len(before) == 64
    assert read_curriculum(path).digest != before


def test_words_stay_the_words_they_are(tmp_path: Path) -> None:
    """YAML's guesses about no, dates and numbers do not touch a text."""
    for word in ("no", "1:30:00", "08", "1e3", ".nan", "2024-13-45", "0x1f", "yes", "true"):
        path = tmp_path / "mine.yaml"
        path.write_text(SMALL.replace("title: First", f"title: {word}"), encoding="utf-8")
        assert read_curriculum(path).day(1).title == word


def test_five_faults_are_told_at_once_with_line_and_nearest_word(tmp_path: Path) -> None:
    """All faults come in one go, by line, and a slip of the pen is told with the word that was meant."""
    text = SMALL.replace("title: My own", "titel: My own").replace("goal: Learn", "gaol: Learn")
    text = (
        text.replace("view: show", "veiw: show", 1)
        .replace("seconds: 30", "second: 08")
        .replace("day: 1\n", "day: 01\n")
    )
    error = refused(tmp_path, text)
    assert error.sentence == "curriculum.yaml has 5 faults."
    assert error.exit_code == 4
    assert [str(fault) for fault in error.faults] == [
        "curriculum.yaml:2: unknown key 'titel' in the curriculum (did you mean 'title'?)",
        "curriculum.yaml:4: unknown key 'gaol' in this week (did you mean 'goal'?)",
        "curriculum.yaml:10: unknown key 'veiw' in this day (did you mean 'view'?)",
        "curriculum.yaml:13: 'day' has to be a whole number from 0 to 9999; it is '01'",
        "curriculum.yaml:20: unknown key 'second' in the limits (did you mean 'seconds'?)",
    ]
    assert error.next_step == f"Start with {error.faults[0]}"


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("title: My own", "title: My own\ntitle: Again", 3, "the key 'title' is here twice, first in line 2"),
        (
            "    view: show\n    analysis: think\n    deliverables: [two",
            "    analysis: t\n    deliverables: [two",
            6,
            "missing",
        ),
        ("day: 2", "day: 1", 13, "day 1 is here twice, first in line 6"),
        ("lesson: two", "lesson: ONE", 15, "lesson one is here twice, first in line 8"),
        ("format: 1", "format: 2", 1, "format 2 is newer"),
        ("days: 1-2", "days: 2-1", 4, "before it starts"),
        ("days: 1-2", "days: 1-9", 4, "names day 9"),
        ("days: 1-2", "days: all", 4, "a span, written like 1-7; it is 'all'"),
        ("goal: Learn}", "goal: L}\n  - {name: W, days: 2, goal: L}", 5, "shares days with 'Only'"),
        ("seconds: 30", "seconds: .nan", 20, "it is '.nan'"),
        ("seconds: 30", "seconds: 1:30:00", 20, "it is '1:30:00'"),
        ("seconds: 30", 'seconds: "30"', 20, "'\"30\"'"),
        ("seconds: 30", "seconds: 0", 20, "from 1 to 7200"),
        ("seconds: 30", "seconds: -5", 20, "from 1 to 7200"),
        ("seconds: 30", "seconds: " + "9" * 10_000, 20, "from 1 to 7200"),
        ("seconds: 30", "seconds: ٣٠", 20, "from 1 to 7200"),
        ("memory_gb: 1.5", "memory_gb: .inf", 20, "it is '.inf'"),
        ("memory_gb: 1.5", "memory_gb: 1e3", 20, "it is '1e3'"),
        ("memory_gb: 1.5", "memory_gb: 257", 20, "from 0.25 to 256"),
        ("memory_gb: 1.5", "memory_gb: 0.1", 20, "from 0.25 to 256"),
        ("title: First", "title: ~", 14, "'title' is empty"),
        ("title: First", "title: [a, b]", 14, "single value"),
        ("title: First", "title: |\n      a\n      b", 14, "single line"),
        ("title: First", "title: " + "a" * 101, 14, "longer than 100"),
        ("title: First", 'title: "a\\e]0;pwn\\a"', 14, "U+001B"),
        ("title: First", 'title: "a\\u202eb"', 14, "U+202E"),
        ("title: First", "title: a\u202eb", 14, "U+202E"),
        ("title: First", "title: a\u200bb", 14, "U+200B"),
        ("title: First", "title: a\u3164b", 14, "U+3164"),
        ("title: First", "title: a\u2028b", 14, "U+2028"),
        ("title: First", "title: a\x07b", 14, "U+0007"),
        ("title: First", "title: First # \u202e", 14, "U+202E"),
        ("title: First", "title: a\tb", 14, "a tab"),
        ("deliverables: [two.ipynb]", "deliverables: two.ipynb", 12, "has to be a list"),
        ("deliverables: [two.ipynb]", "deliverables: [two.py, TWO.py]", 12, "are one name"),
        ("deliverables: [two.ipynb]", "deliverables: [two, two/]", 12, "are one name"),
        ("title: First", "title: a: b", 14, "needs quotes"),
        ("title: My own", "title: &here My own", 2, "the anchor '&here'"),
        ("title: First", "title: *here", 14, "the alias '*here'"),
        ("title: First", "title: !!python/object:os.system x", 14, "the tag"),
        ("title: First", "<<: {title: x}", 14, "merge key"),
        ("title: First", "? [a]\n    : b", 14, "a key has to be a word"),
    ],
)
def test_each_fault_is_told_with_its_line(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    """One thing broken in a good file is told in the line where it is."""
    assert old in SMALL
    told = [str(fault) for fault in refused(tmp_path, SMALL.replace(old, new, 1)).faults]
    assert any(fault.startswith(f"curriculum.yaml:{line}: ") and words in fault for fault in told), told


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://a.org/x", "//a.org", "https://", "https://me:pw@a.org/", "http://a b.org"]
)
def test_only_web_addresses_are_links(tmp_path: Path, url: str) -> None:
    """A link is http or https with a plain host, so that showing it as clickable is safe."""
    text = f"{SMALL}    resources:\n      - title: T\n        url: {url!r}\n"
    assert "'url' has to start with" in str(refused(tmp_path, text).faults[0])


def test_a_file_that_is_no_file_is_one_sentence(tmp_path: Path) -> None:
    """Missing, a folder, empty, a list, no UTF-8, two documents: each is refused in words."""
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(CurriculumError, match="There is no file"):
            read_curriculum(path)
    assert "empty" in str(refused(tmp_path, "# nothing\n").faults[0])
    assert "has to be keys with values" in str(refused(tmp_path, "- a\n").faults[0])
    nothing = refused(tmp_path, "format: 1\ntitle: t\ndays: []\n")
    assert [str(fault) for fault in nothing.faults] == ["curriculum.yaml:3: 'days' has to hold at least one day"]
    assert "second document" in str(refused(tmp_path, SMALL + "---\na: 1\n").faults[0])
    (tmp_path / "latin.yaml").write_bytes(SMALL.replace("First", "Été").encode("latin-1"))
    with pytest.raises(CurriculumError) as caught:
        read_curriculum(tmp_path / "latin.yaml")
    assert str(caught.value.faults[0]).startswith("latin.yaml:14: the text is not UTF-8")


def test_a_missing_package_comes_with_its_install_line() -> None:
    """Packages are installed by their own names, in one line that works wherever sprint came from."""
    assert install_line(["torch"]) == "pip install torch"
    assert install_line(["shap", "torch", "lightgbm"]) == "pip install lightgbm shap torch"
    assert install_line(["numpy"]) == "pip install numpy"
    assert install_line(["polars", "fastapi"]) == "pip install fastapi polars"
