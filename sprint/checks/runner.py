"""Runs a day's checks on one run of the work and says what each came to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import ModuleType

from sprint.checks.declare import Check, declared, place
from sprint.checks.notebook.runs import ran_through, without_stretch
from sprint.checks.outcomes import Outcome, Result
from sprint.checks.verdicts import Failed, NotAttempted, Uncheckable, WaitsFor
from sprint.checks.work import Found, Work
from sprint.errors import CannotCheckError
from sprint.lab.protocol.models import Run
from sprint.lab.supervisor.session import LearnerError
from sprint.lab.supervisor.worker_process import WorkerEnded
from sprint.text import kept_ends


def checks_of(module: ModuleType) -> tuple[Check, ...]:
    """Return the checks a lesson's module declares, in the order of their ids: `d08.c2`, `d08.c10`, `d08.s1`.

    Those of a package are what its own modules declare; which imports which, and in what order, does not matter. A
    check that waits for one with a later id comes after it.
    """
    left = sorted(dict.fromkeys(declared(module, Check)), key=lambda check: place(check.id))
    ordered = []
    while left:
        ids = {check.id for check in left}
        ready = next((check for check in left if not ids.intersection(check.needs)), left[0])
        left.remove(ready)
        ordered.append(ready)
    return tuple(ordered)


def leading_to(ids: Collection[str], checks: Sequence[Check]) -> tuple[Check, ...]:
    """Return some checks and those they wait for, directly or through others, in their order."""
    wanted = set(ids)
    for check in reversed(checks):  # a check waits for earlier ones only
        if check.id in wanted:
            wanted |= set(check.needs)
    return tuple(check for check in checks if check.id in wanted)


def prove(work: Work, checks: Sequence[Check], first: Result) -> list[Result]:
    """Run the checks in order; `first` is how the notebook itself ran, the check the others wait for."""
    first = _up_to_the_stretch(work, first)
    results = {first.id: first}
    for check in checks:
        work.found = Found()
        result = _gone(check, first) if work.run.ended else _prove_one(work, check, results, first)
        results[check.id] = replace(result, stretch=check.stretch)
    rest = [result for result in results.values() if result is not first]
    untouched = not work.started and all(result.outcome is Outcome.NOT_ATTEMPTED for result in rest)
    if rest and untouched and first.outcome is Outcome.PASS:
        first = Result(first.id, first.title, Outcome.NOT_ATTEMPTED, seen="nothing of your own to run yet")
    return [first, *rest]


def _up_to_the_stretch(work: Work, first: Result) -> Result:
    """Leave what stopped in the stretch out of the run, and say so in a remark."""
    run = without_stretch(work.run, work.cells)
    if run is work.run:
        return first
    work.run = run
    return ran_through(first.id, run, f"the stretch stops, which counts for nothing: {first.seen}")


def _prove_one(work: Work, check: Check, results: Mapping[str, Result], first: Result) -> Result:
    try:
        for name in check.names:
            if name in work.placeholders:
                raise NotAttempted(f"`{name}` is not written yet")
            if check.stretch and name not in work.run.names:
                raise NotAttempted("nothing yet; it is for the fast, if you like")
            work.remote(name)
        waiting = _waiting(check, results)
        if waiting is not None:
            return waiting
        evidence = check.prove(work)
    except NotAttempted as reason:
        notes = tuple(work.found.notes)
        return Result(check.id, check.title, Outcome.NOT_ATTEMPTED, seen=str(reason), notes=notes)
    except WaitsFor as reason:
        outcome = Outcome.NOT_ATTEMPTED if first.outcome is Outcome.NOT_ATTEMPTED else _blocked_by(first)
        return Result(check.id, check.title, outcome, seen=f"waits for {first.id}: {reason}")
    except (Uncheckable, CannotCheckError) as reason:
        return _cannot(check, reason)
    except Failed as verdict:
        return _result(check, work, Outcome.FAIL, verdict=verdict)
    except LearnerError as error:
        return _raised(check, work, error)
    except WorkerEnded as ended:
        work.run = _ended(work.run, ended)
        move = "run the cells by hand and look at what ends the process"
        return _result(
            check, work, Outcome.FAIL, verdict=Failed(f"your process {ended.reason}", "an answer", next=move)
        )
    except Exception as error:  # noqa: BLE001  a mistake in a check is ours and must never look like the learner's
        return _ours(check, f"{type(error).__name__}: {error}")
    if not work.found.verified:
        return _ours(check, "it looked at nothing")
    return _result(check, work, Outcome.PASS, evidence=evidence or "")


def _waiting(check: Check, results: Mapping[str, Result]) -> Result | None:
    """Return the result of a check that has to wait, or None when all it needs is proved."""
    for need in check.needs:
        outcome = results[need].outcome
        if outcome is Outcome.NOT_ATTEMPTED:
            return Result(check.id, check.title, outcome, seen=f"comes after {need}")
        if outcome is not Outcome.PASS:
            return Result(check.id, check.title, Outcome.BLOCKED, seen=f"waits for {need}")
    return None


def _blocked_by(first: Result) -> Outcome:
    return Outcome.ERROR if first.outcome is Outcome.ERROR else Outcome.BLOCKED


def _gone(check: Check, first: Result) -> Result:
    return Result(check.id, check.title, _blocked_by(first), seen=f"waits for {first.id}")


def _result(check: Check, work: Work, outcome: Outcome, evidence: str = "", verdict: Failed | None = None) -> Result:
    found, words = work.found, verdict or Failed("")
    return Result(
        check.id,
        check.title,
        outcome,
        evidence=evidence,
        seen=words.seen,
        expected=words.expected,
        because=words.because,
        next=words.next,
        notes=tuple(found.notes),
        verified=tuple(found.verified),
    )


def _raised(check: Check, work: Work, error: LearnerError) -> Result:
    stop = error.stop
    if work.is_placeholder(stop):
        return Result(check.id, check.title, Outcome.NOT_ATTEMPTED, seen="not written yet")
    where = f" in cell [{stop.cell}], line {stop.line}" if stop.cell else ""
    seen = {
        "missing": f"there is no `{stop.message}` to ask",
        "timeout": f"no answer in time{where}",
        "unsendable": f"something that cannot be looked at: {stop.message}",
    }.get(error.kind, f"{stop.type}{where}: {kept_ends(stop.message)}")
    move = f"sprint explain {check.id} says what is asked"
    return _result(check, work, Outcome.FAIL, verdict=Failed(seen, "an answer", next=move))


def _cannot(check: Check, reason: Uncheckable | CannotCheckError) -> Result:
    """Return the result of a check that cannot be made here, such as one without the data it needs itself."""
    if isinstance(reason, Uncheckable):
        return Result(check.id, check.title, Outcome.ERROR, seen=reason.reason, next=reason.next)
    return Result(check.id, check.title, Outcome.ERROR, seen=reason.sentence, next=reason.next_step)


def _ours(check: Check, what: str) -> Result:
    return Result(
        check.id,
        check.title,
        Outcome.ERROR,
        seen=f"a mistake of ours in this check ({what}); your work is not at fault",
        next="the verdict you had before stays; please report it with sprint check --json",
    )


def _ended(run: Run, ended: WorkerEnded) -> Run:
    return replace(run, ended=ended.reason, printed=ended.printed)
