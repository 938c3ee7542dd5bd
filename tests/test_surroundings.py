"""What lies around a day's folder is read by a check as in Jupyter, and stays as it is whatever is done to it."""

import json
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from learner import Learner, by_id, without_privileges

from sprint.checks.outcomes import Outcome, Report
from sprint.usecases.check import check_day
from sprint.usecases.sprint import Sprint
from sprint.workspace import surroundings

OUTSIDE = "beside the sprint"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Learner:
    """Somebody who has begun day 8 and has files around it."""
    learner = Learner.new(tmp_path_factory.mktemp("learner"))
    learner.begin()
    for name, text in {
        "my-sprint/data/x.csv": "a,b\n1,2\n",
        "my-sprint/results.csv": "mine\n",
        "my-sprint/gone.csv": "mine\n",
        "my-sprint/workspace/helpers.py": "VALUE = 3\n",
        "my-sprint/workspace/day-07/model.csv": "7\n",
        "my-sprint/tools/pyvenv.cfg": "home = /usr/bin\n",
        "my-sprint/tools/lib/big.txt": "an environment",
        "x.csv": OUTSIDE,
    }.items():
        path = learner.folder.parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return learner


@pytest.fixture
def learner(begun: Learner, tmp_path: Path) -> Learner:
    """The same, in a place of its own."""
    shutil.copytree(begun.folder.parent, tmp_path, symlinks=True, dirs_exist_ok=True)
    learner = Learner(tmp_path / "home", tmp_path / "my-sprint")
    day = learner.notebook.parent
    (day / "linked").symlink_to("../../data")
    (day / "x.csv").symlink_to("../../data/x.csv")
    (day / "full").symlink_to(learner.folder / "data")
    (day / "outside.csv").symlink_to(tmp_path / "x.csv")
    os.mkfifo(learner.folder / "pipe")
    (learner.folder / "nowhere").symlink_to("not/there")
    return learner


def written(learner: Learner, *sources: str) -> None:
    """Put cells into day 8's notebook, in the place of all others."""
    cells: list[dict[str, object]] = [
        {
            "cell_type": "code",
            "id": f"c{place}",
            "metadata": {},
            "outputs": [],
            "execution_count": None,
            "source": source,
        }
        for place, source in enumerate(sources)
    ]
    document = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    learner.notebook.write_text(json.dumps(document))


def checked(learner: Learner, *sources: str) -> Report:
    """Return the report on a notebook of some cells."""
    written(learner, *sources)
    return check_day(Sprint.at(learner.folder), 8)


def everything(folder: Path) -> Iterator[tuple[str, object]]:
    """Yield whatever lies in a sprint folder, hidden or not, with its bytes, time and mode, but for the verdicts.

    Git sets the time of an object that it was about to write once more, also where it only borrows it.
    """
    for top, folders, names in os.walk(folder):
        for path in (Path(top, name) for name in (*folders, *names)):
            name = str(path.relative_to(folder))
            if not name.startswith((".sprint/local", ".sprint/log")) and name != ".sprint":
                about = path.lstat()
                content = path.read_bytes() if stat.S_ISREG(about.st_mode) else b""
                time = 0 if name.startswith(".git/objects") else about.st_mtime_ns
                yield name, (content, time, about.st_mode)


@pytest.mark.parametrize(
    "source",
    [
        "import pandas as pd; assert len(pd.read_csv('../../data/x.csv')) == 1",
        "import pandas as pd; assert len(pd.read_csv('linked/x.csv')) == len(pd.read_csv('x.csv')) == 1",
        "assert open('full/x.csv').read() == '''a,b\n1,2\n'''",
        "import sys; sys.path.append('..'); import helpers; assert helpers.VALUE == 3",
        "from pathlib import Path; assert Path('../day-07/model.csv').read_text() == '7\\n'",
        "from pathlib import Path; assert (Path.cwd().parents[1] / 'data' / 'x.csv').exists()",
        "%cd ../../data\nassert open('x.csv').read()",
        "assert open('../../tools/lib/big.txt').read() == 'an environment'",
        f"assert open('../../../x.csv').read() == open('outside.csv').read() == {OUTSIDE!r}",
        "import glob; assert sorted(glob.glob('../../*.csv')) == ['../../gone.csv', '../../results.csv']",
        "log = !git log --format=%s\nassert log == ['Begin 21-Day ML Sprint'], log",
        "from pathlib import Path; assert next(Path('../../.sprint/log').iterdir()).read_text()",
        "import os; assert open('../../../../../../../../../../../../..' + os.sep + 'etc/passwd').read()",
    ],
)  # fmt: skip
def test_what_lies_around_a_day_is_read_as_in_jupyter(learner: Learner, source: str) -> None:
    """A path upwards, a link, a module, a glob, git: each leads to what it leads to in Jupyter."""
    report = checked(learner, source)
    assert report.results[0].outcome is Outcome.PASS, report.results[0]
    assert report.notes == ()


WRITER = """
import os, pathlib, shutil
open('../../results.csv', 'w').write('the notebook')
open('../../learning-diary.md', 'a').write('the notebook')
open('../../new.csv', 'w').write('the notebook')
os.makedirs('../../out/deep'); open('../../out/deep/a', 'w').write('x')
os.remove('../../gone.csv')
os.chmod('../helpers.py', 0o600); os.utime('../../data/x.csv', (0, 0))
shutil.rmtree('../day-07')
for path in pathlib.Path('../../.sprint/log').iterdir():
    path.write_text('forged')
open('full/of.csv', 'w').write('through a link')
"""


def test_nothing_around_a_day_is_changed_by_a_check_and_what_was_kept_from_it_is_said(learner: Learner) -> None:
    """New, overwritten, longer, deleted, with another mode or time: the learner's folder has none of it, to the bit."""
    written(learner, WRITER, "!git add -A && git commit -qm forged && git log --oneline | wc -l")
    before = dict(everything(learner.folder))
    log = {path: path.read_bytes() for path in (learner.folder / ".sprint" / "log").iterdir()}
    report = check_day(Sprint.at(learner.folder), 8)
    assert report.results[0].outcome is Outcome.PASS
    assert dict(everything(learner.folder)) == before
    assert all(path.read_bytes().startswith(content) for path, content in log.items())
    made, changed, gone = report.notes
    assert made == (
        "`../../data/of.csv`, `../../new.csv` and `../../out` were made by the notebook during the check; "
        "the check works on a copy, so they are not in your folder."
    )
    assert changed.startswith("`../../.git`, `../../.sprint/log/")
    assert "and 3 more were written" in changed
    assert changed.endswith("the check works on a copy, so your files are as they were.")
    assert gone.startswith("`../../gone.csv` and `../day-07` were deleted by the notebook")
    assert check_day(Sprint.at(learner.folder), 8).notes == report.notes  # the kept verdict says it as well


def test_a_file_beside_the_day_that_is_written_is_named_on_the_screen_and_in_the_document(learner: Learner) -> None:
    """One sentence says what was written, and that the learner's file is as it was."""
    learner.solve()
    learner.change(lambda name, text: text + "\nopen('../../results.csv', 'w')" * (name == "setup"))
    said = (
        "`../../results.csv` was written by the notebook during the check; the check works on a copy, "
        "so your file is as it was."
    )
    report = learner.report(code=0)
    assert report["notes"] == [said]
    assert set(by_id(report).values()) == {"pass", "not_attempted"}
    assert said in " ".join(learner.must("check").split())
    assert (learner.folder / "results.csv").read_text() == "mine\n"


def test_a_neighbour_that_is_too_large_is_named_with_a_way_to_read_it(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is no fault of the work: the check cannot be made here, and a full path can be read where the file is."""
    (learner.folder / "data" / "large.bin").write_bytes(bytes(2**21))
    monkeypatch.setattr(surroundings, "ROOM", 2**21)
    first = checked(learner, "open('../../data/x.csv')").results[0]
    assert (first.outcome, first.next) == (Outcome.ERROR, "name it by its full path: that is read where it is")
    assert first.seen.startswith("`../../data` (0.0 GB) is too large")
    full = learner.folder / "data" / "x.csv"
    assert checked(learner, f"open('{full}')").results[0].outcome is Outcome.PASS
    assert checked(learner, "open('../../results.csv')").results[0].outcome is Outcome.PASS


def test_a_verdict_is_asked_anew_when_what_the_work_can_reach_has_changed(learner: Learner) -> None:
    """A day that names a way upwards is run again after a change there; a day that names none is not."""
    for source, again in (("open('../../results.csv')", True), ("1 + 1", False)):
        assert not checked(learner, source).cached
        assert check_day(Sprint.at(learner.folder), 8).cached
        (learner.folder / "results.csv").write_text(source)
        assert check_day(Sprint.at(learner.folder), 8).cached is not again


@pytest.mark.parametrize("whole", [True, False])
def test_day_20_takes_the_learner_s_day_19_where_all_of_it_is_there(learner: Learner, *, whole: bool) -> None:
    """The check fetches what the notebook fetches in Jupyter, and the spare one where the model's file is missing."""
    learner.must("start", "20")
    yesterday, today = (learner.folder / "workspace" / f"day-{number}" for number in (19, 20))
    yesterday.mkdir()
    for name in ("model_persistence.py", "columns.py", "rows.csv", *(["mine.skops"] if whole else [])):
        (yesterday / name).write_text(f"OWN = 'my day 19'  # {name}")
    (yesterday / "model_meta.json").write_text(json.dumps({"file": "mine.skops"}))
    (notebook,) = today.glob("*.ipynb")
    document = json.loads(notebook.read_bytes())
    document["cells"] = [cell for cell in document["cells"] if cell["id"] == "setup"]
    notebook.write_text(json.dumps(document))
    report = check_day(Sprint.at(learner.folder), 20)
    assert report.results[0].outcome is Outcome.PASS, report.results[0]
    names = {file.name for file in report.made}
    assert ("columns.py" in names, "model.joblib" in names) == (whole, not whole)


def test_a_notebook_cannot_let_sprint_run_notebooks(learner: Learner) -> None:
    """A check that a check runs would run a check: it is refused with a sentence, and the cell goes on."""
    report = checked(
        learner,
        "import sys\nsaid = !{sys.executable} -m sprint check 8\n"
        "assert 'A notebook that sprint runs cannot let sprint run notebooks.' in ' '.join(said), said",
    )
    assert report.results[0].outcome is Outcome.PASS, report.results[0]


def test_no_copy_of_a_folder_that_nobody_may_write_to_is_left_behind(learner: Learner) -> None:
    """After a check the place for temporary files is as empty as before."""
    written(learner, "open('../../data/x.csv')")
    temporary = learner.home / "tmp"
    temporary.mkdir()
    (learner.folder / "data").chmod(0o500)
    done = learner.sprint("check", "--json", env={"TMPDIR": str(temporary)}, before=without_privileges)
    assert json.loads(done.out)["days"][0]["checks"][0]["outcome"] == "pass", done
    assert list(temporary.iterdir()) == []


def test_a_day_s_folder_that_lies_elsewhere_has_the_neighbours_that_it_has_there(learner: Learner) -> None:
    """A folder that is a link is run where it leads, as in Jupyter: `..` is what lies above it there."""
    elsewhere = learner.home / "elsewhere"
    elsewhere.mkdir()
    day = learner.notebook.parent
    shutil.move(day, elsewhere / "day-08")
    day.symlink_to(elsewhere / "day-08")
    (elsewhere / "near.csv").write_text("near")
    report = checked(learner, "assert open('../near.csv').read() == 'near'")
    assert report.results[0].outcome is Outcome.PASS, report.results[0]
