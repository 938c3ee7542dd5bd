"""Tab in real shells: what bash, zsh and fish offer for a value, asked of the shells' own completion.

A shell that is not there is named at the end of the run and its cases are left out; `.ci/run` installs zsh and fish.
"""

import os
import subprocess
import sys

import pytest
from learner import PATIENCE, Learner, lesson

from sprint.checks.runner import checks_of
from sprint.course.lesson_code import lesson_module

TITLE = "the test rows stayed unseen"
DRIVERS = {
    "bash": r"""
source "$1"
IFS=' ' read -ra COMP_WORDS <<< "$2"
[[ $2 == *" " ]] && COMP_WORDS+=("")
COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
_sprint_completion sprint
printf '%s\n' "${COMPREPLY[@]}"
""",
    "zsh": r"""
zmodload zsh/zpty
zpty shell "COLUMNS=200 LINES=60 zsh -f -i"
say() { zpty -w shell "$1"; zpty -r -m shell line "*$2*"; }
say 'PS1=; autoload -Uz compinit; compinit -u -D; print LOA''DED' LOADED
say "source '$1'; print SOU''RCED" SOURCED
say 'zle_done() { zle -I; print OFF''ERED; }; zle -N zle_done; bindkey "^X" zle_done; LISTMAX=1000; print BOU''ND' BOUND
say "bindkey '^I' list-choices; print REA''DY" READY
zpty -w -n shell "$2"$'\t\x18'
zpty -r -m shell line '*OFFERED*'
print -r -- "$line"
zpty -d shell
""",
    "fish": r"""
source $argv[1]
complete -C $argv[2]
""",
}
"""What asks a shell: it gets the completion script and the line; each prints what is offered."""


@pytest.fixture(scope="module")
def learner(tmp_path_factory: pytest.TempPathFactory) -> Learner:
    """Somebody with day 8 begun, `sprint` on the path, and the completion of each shell."""
    learner = Learner.new(tmp_path_factory.mktemp("completion"))
    learner.begin()
    program = learner.home / "bin" / "sprint"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sprint "$@"\n')
    program.chmod(0o755)
    learner.settings["PATH"] = f"{program.parent}:{os.environ['PATH']}"
    for shell, driver in DRIVERS.items():
        (learner.home / f"sprint.{shell}").write_text(learner.must(env={"_SPRINT_COMPLETE": f"source_{shell}"}))
        (learner.home / f"driver.{shell}").write_text(driver)
    return learner


def offered(learner: Learner, shell: str, line: str) -> str:
    """Return what a shell offers behind a line."""
    command = [shell, str(learner.home / f"driver.{shell}"), str(learner.home / f"sprint.{shell}"), line]
    done = subprocess.run(
        command,
        cwd=learner.folder,
        env=learner.environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    return done.stdout


@pytest.mark.parametrize("shell", [pytest.param(name, marks=pytest.mark.shell(name)) for name in DRIVERS])
def test_a_shell_offers_values_with_their_titles(learner: Learner, shell: str) -> None:
    """Days, checks, data sets, shells, dates and topics; zsh and fish show the titles beside them."""
    cases = {
        "sprint show 1": ({"10", "17", "19"}, "CNN quickstart"),
        "sprint check d08.": ({"d08.c1", "d08.c8", "d08.s1"}, TITLE),
        "sprint explain ": ({"d08.c1", "d08.c2"}, TITLE),
        "sprint data fetch t": ({"titanic"}, ""),
        "sprint hook ": ({"bash", "zsh", "fish", "git"}, ""),
        "sprint plan --rest to": ({"today", "tomorrow"}, ""),
        "sprint config focus": ({"focus.minutes"}, ""),
        "sprint help ex": ({"exit-codes"}, ""),
    }
    for line, (values, title) in cases.items():
        said = offered(learner, shell, line)
        assert all(value in said for value in values), (line, said)
        if shell != "bash":
            assert title in said, (line, said)


def test_the_ids_offered_are_those_of_the_checks(learner: Learner) -> None:
    """What is read from the source without running it is what the lessons declare: for a module, and for packages."""
    for number in (1, 8, 12):
        wanted = {check.id for check in checks_of(lesson_module(lesson(number), "checks"))}
        words = {"_SPRINT_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
        words["_TYPER_COMPLETE_ARGS"] = f"sprint check d{number:02d}."
        said = learner.must(env=words)
        assert {line.split("\t")[0] for line in said.splitlines()} == wanted


def test_outside_a_sprint_nothing_is_offered_and_nothing_breaks(learner: Learner) -> None:
    """A word that cannot be completed is no error: no traceback between somebody's keys."""
    words = {"_SPRINT_COMPLETE": "complete_bash", "COMP_WORDS": "sprint show ", "COMP_CWORD": "2"}
    done = learner.sprint(where=learner.home, env=words)
    assert (done.out.strip(), done.err) == ("", "")
