"""One way in: the environment, the kernel and what opens a notebook are the ones that the checks mean."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from learner import Learner, by_id, lesson

from sprint.course.lesson import KERNEL
from sprint.errors import CannotCheckError
from sprint.usecases import origin as origins
from sprint.usecases import workflow
from sprint.usecases.kernels import elsewhere
from sprint.usecases.origin import Origin, from_direct_url
from sprint.workspace import SprintFolder
from sprint.workspace.kernel import kernel_python, notebook_python, register, same_environment

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    """Somebody with a sprint folder and day 1 laid out."""
    learner = Learner.new(tmp_path)
    learner.begin(day=1)
    return learner


def notebook(learner: Learner) -> Path:
    return learner.folder / "workspace" / "day-01" / "core_python.ipynb"


def another_environment(place: Path) -> Path:
    """Make an environment without packages, and return its Python."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place], check=True)
    return place / "bin" / "python"


@pytest.mark.parametrize(
    ("noted", "arguments", "public"),
    [
        ({"url": "file:///a/b%20c", "dir_info": {"editable": True}}, ("-e", "/a/b c"), False),
        ({"url": "file:///a/b", "dir_info": {}}, ("/a/b",), False),
        ({"url": "file:///a/s-1.whl", "archive_info": {}}, ("/a/s-1.whl",), False),
        ({"url": "https://h.example/s-1.whl", "archive_info": {}}, ("sprint-ml @ https://h.example/s-1.whl",), True),
        (
            {"url": "https://h.example/s.git", "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
            (f"sprint-ml @ git+https://h.example/s.git@{COMMIT}",),
            True,
        ),
        (
            {"url": "file:///a/s.git", "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
            (f"sprint-ml @ git+file:///a/s.git@{COMMIT}",),
            False,
        ),
        (
            {"url": "ssh://git@h.example/s.git", "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
            (f"sprint-ml @ git+ssh://git@h.example/s.git@{COMMIT}",),
            False,
        ),
    ],
    ids=["checkout", "folder", "wheel", "wheel on the web", "repository", "repository here", "repository behind a key"],
)
def test_the_place_of_installation_is_read_from_its_record(
    noted: dict[str, Any], arguments: tuple[str, ...], *, public: bool
) -> None:
    """Each kind of place gives what pip installs from it again, and whether another machine reaches it."""
    found = from_direct_url(noted)
    assert (found.arguments, found.public) == (arguments, public)


def test_a_place_that_is_gone_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where the checkout or the wheel is there no more, nothing is installed from it: one sentence, one next step."""

    class Installed:
        @staticmethod
        def read_text(name: str) -> str:
            assert name == "direct_url.json"
            return json.dumps({"url": f"file://{tmp_path}/gone.whl", "archive_info": {}})

    monkeypatch.setattr(origins, "distribution", lambda _name: Installed)
    with pytest.raises(CannotCheckError, match=r"gone\.whl, and that is gone") as caught:
        origins.origin()
    assert "Install sprint again" in caught.value.next_step


def test_no_workflow_is_made_unasked_and_none_that_cannot_install(learner: Learner) -> None:
    """`init` makes no workflow; `--ci` from a checkout, which no runner reaches, says so with 5 and writes none."""
    assert not (learner.folder / ".github").exists()
    ended = learner.sprint("init", "--ci")
    assert ended.code == 5
    assert "No runner could install sprint from" in ended.said
    assert not (learner.folder / ".github").exists()


def test_a_workflow_names_the_place_it_installs_from(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Installed from a repository on the web, the workflow installs that very commit; one that is there stays."""
    place = Origin((f"sprint-ml @ git+https://h.example/s.git@{COMMIT}",), "https://h.example/s.git", public=True)
    monkeypatch.setattr(workflow, "origin", lambda: place)
    assert workflow.write_workflow(SprintFolder(tmp_path)) == ".github/workflows/sprint.yml"
    path = tmp_path / ".github" / "workflows" / "sprint.yml"
    assert f'pip install "sprint-ml @ git+https://h.example/s.git@{COMMIT}" -r requirements.txt' in path.read_text()
    path.write_text("mine")
    assert workflow.write_workflow(SprintFolder(tmp_path)) == ""
    assert path.read_text() == "mine"


def test_open_registers_the_kernel_that_the_notebook_names(learner: Learner) -> None:
    """Without anything that opens notebooks, `open` names file and install line, and Jupyter finds the kernel."""
    found = learner.must("open", "1", env={"PATH": "/nowhere"})
    assert "workspace/day-01/core_python.ipynb" in found
    assert "-m pip install jupyterlab" in found
    assert json.loads(notebook(learner).read_bytes())["metadata"]["kernelspec"]["name"] == KERNEL
    program = "from jupyter_client.kernelspec import get_kernel_spec as g; print(*g('sprint').argv, sep='\\n')"
    env = learner.environment({"JUPYTER_PATH": str(SprintFolder(learner.folder).jupyter)})
    said = subprocess.run([sys.executable, "-c", program], env=env, check=True, capture_output=True, text=True).stdout
    assert said.splitlines() == [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]


def test_the_kernel_of_the_package_is_the_one_that_notebooks_name() -> None:
    """The kernel that is installed with the package bears the display name that the notebooks hold."""
    spec = json.loads((Path(sys.modules[register.__module__].__file__ or "").with_name("kernel.json")).read_bytes())
    meant = json.loads(lesson(1).starter())["metadata"]["kernelspec"]
    assert meant == {"name": KERNEL, **{key: spec[key] for key in ("display_name", "language")}}


@pytest.mark.parametrize(("desktop", "program"), [(":0", "code"), ("", "jupyter-lab")], ids=["desktop", "none"])
def test_open_starts_what_is_there_and_leaves_the_terminal_as_it_was(
    learner: Learner, tmp_path: Path, desktop: str, program: str
) -> None:
    """With a desktop VS Code gets folder and file; without one JupyterLab runs here and opens no browser."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("code", "jupyter-lab"):
        (tools / name).write_text(f'#!/bin/sh\necho "{name} $* $JUPYTER_PATH" >> {tmp_path}/called\n')
        (tools / name).chmod(0o755)
    env = {"PATH": f"{tools}:/usr/bin:/bin", "DISPLAY": desktop, "WAYLAND_DISPLAY": ""}
    for words in (("open", "1"), ("start", "1", "--open", "--goal", "read")):
        ended = learner.at_terminal(*words, env=env)
        assert ended.code == 0, ended
        assert "core_python.ipynb" in ended.out
    first, second = (tmp_path / "called").read_text().splitlines()
    assert first == second
    meant = {"code": "code . workspace/day-01/core_python.ipynb", "jupyter-lab": "jupyter-lab workspace/day-01"}
    assert first.startswith(meant[program])
    assert ("--no-browser" in first) == (program == "jupyter-lab")
    assert str(SprintFolder(learner.folder).jupyter) in first


def test_open_without_a_terminal_starts_no_server(learner: Learner, tmp_path: Path) -> None:
    """A script that calls `open` gets the command to type, not a server that never ends."""
    (tmp_path / "jupyter-lab").write_text(f"#!/bin/sh\ntouch {tmp_path}/called\n")
    (tmp_path / "jupyter-lab").chmod(0o755)
    env = {"PATH": f"{tmp_path}:/usr/bin:/bin", "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    assert "jupyter-lab workspace/day-01/core_python.ipynb" in " ".join(learner.must("open", env=env).split())
    assert not (tmp_path / "called").exists()


def test_a_day_that_is_not_laid_out_is_not_opened(learner: Learner) -> None:
    """`open` of a day that was not begun says how to begin it, with 1."""
    ended = learner.sprint("open", "5")
    assert ended.code == 1
    assert "sprint start 5" in ended.said


def test_day_0_asks_the_kernel_s_python(learner: Learner, tmp_path: Path) -> None:
    """Without a kernel c1 and c2 say so; with this one they hold; a `.venv` without sprint, or broken, is told."""
    report = learner.report("0", code=1)
    assert by_id(report) == {"d00.c1": "fail", "d00.c2": "fail", "d00.c3": "pass"}
    assert {check["next"] for check in report["checks"][:2]} == {"sprint init --env"}
    learner.must("open", "1")
    assert by_id(learner.report("0", code=0))["d00.c1"] == "pass"
    another_environment(learner.folder / ".venv")
    report = learner.report("0", code=1)
    assert by_id(report)["d00.c1"] == "pass"
    assert ".venv" in report["checks"][0]["evidence"]
    assert by_id(report)["d00.c2"] == "fail"
    (learner.folder / ".venv" / "bin" / "python").unlink()
    (learner.folder / ".venv" / "bin" / "python").symlink_to(tmp_path / "gone")
    report = learner.report("0", code=1)
    assert "has no Python that starts" in report["checks"][0]["seen"]


def test_a_verdict_from_another_environment_says_so(learner: Learner) -> None:
    """Where the notebook's kernel is another Python than the one that ran, report, `--json` and `run` name both."""
    assert "kernel is" not in learner.must("check", "1", code=1)
    report = learner.report("1", code=1)
    assert (report["python"], report["kernel"]) == (sys.executable, "")
    python = another_environment(learner.folder / ".venv")
    report = learner.report("1", code=1)
    assert (report["python"], report["kernel"]) == (sys.executable, str(python))
    assert f"this ran in {sys.executable}" in " ".join(learner.must("check", "1", code=1).split())
    assert str(python) in "".join(learner.must("run", "1").split())


def test_a_kept_verdict_counts_only_in_its_environment(learner: Learner) -> None:
    """A verdict that another environment came to is not handed out as this one's."""
    learner.must("check", "1", code=1)
    assert learner.report("1", code=1)["cached"] is True
    kept = SprintFolder(learner.folder).verdict(1)
    kept.write_text(json.dumps(json.loads(kept.read_bytes()) | {"python": "/elsewhere/bin/python"}))
    assert learner.report("1", code=1)["cached"] is False


def test_a_notebook_may_name_a_kernel_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another kernel's Python is looked up as Jupyter does; an unknown or damaged one is no claim at all."""
    folder = SprintFolder(tmp_path)
    mine = another_environment(tmp_path / "mine")
    for name, content in (("mine", json.dumps({"argv": [str(mine)]})), ("torn", "{"), ("odd", '{"argv": []}')):
        place = tmp_path / "jupyter" / "kernels" / name
        place.mkdir(parents=True)
        (place / "kernel.json").write_text(content)
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    assert notebook_python(folder, "mine") == mine
    assert [notebook_python(folder, name) for name in ("torn", "odd", "unknown", KERNEL)] == [None] * 4
    register(folder, mine)
    assert kernel_python(folder) == notebook_python(folder, KERNEL) == notebook_python(folder, "python3") == mine
    assert same_environment(mine, mine.with_name("python3"))
    assert not elsewhere(str(mine), str(mine.with_name("python3")))
    assert elsewhere(sys.executable, str(mine))


def test_the_line_for_the_prompt_works_and_outlives_sprint(learner: Learner, tmp_path: Path) -> None:
    """In each shell the printed line defines the function, and says nothing once sprint is gone."""
    gone = tmp_path / "gone"
    for shell, asks in (("bash", "type -t"), ("zsh", "whence -w"), ("fish", "functions -q")):
        line = learner.at_terminal("hook", shell).out.strip().splitlines()[-1]
        program = shutil.which(shell)
        assert program, f"this machine has no {shell}"
        env = learner.environment({"PATH": "/usr/bin:/bin"})

        def ran(words: str, program: str = program, env: dict[str, str] = env) -> tuple[int, str]:
            done = subprocess.run([program, "-c", words], env=env, capture_output=True, text=True, check=False)
            return done.returncode, done.stderr

        assert ran(f"{line}\n{asks} __sprint_nudge") == (0, "")
        ours = str(Path(sys.executable).with_name("sprint"))
        assert ours in line
        assert ran(line.replace(ours, str(gone)))[1] == ""


def test_the_record_carries_no_name_of_the_machine(learner: Learner) -> None:
    """The file of the record, which is pushed, is named by chance; one that bears a name goes on being used."""
    [path] = (learner.folder / ".sprint" / "log").glob("*.jsonl")
    assert os.uname().nodename.lower()[:8] not in path.stem
    assert len(path.stem) == 12
    named = path.with_name("ada-laptop-1a2b.jsonl")
    path.rename(named)
    machine = learner.folder / ".sprint" / "local" / "machine"
    machine.write_text(machine.read_text().replace(path.stem, named.stem))
    learner.must("start", "2")
    assert list(named.parent.iterdir()) == [named]
    assert b'"day":2' in named.read_bytes().replace(b" ", b"")
