"""Day 21, Model: one command works out the score, and the score comes from the data."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

from sprint.checks.api import (
    Failed,
    NotAttempted,
    Work,
    check,
    diagnose_claim,
    is_close,
    metric_sign,
    numbers_in_text,
    parse_command,
    printed_number,
    printed_score,
    require_success,
    run_command,
    run_shuffled,
)

from .manifest import flat_manifest, fresh_copy, home_of, manifest_of, number_in

EVALUATE_SECONDS = 600.0
TRIES = 6
"""How often the data are shuffled before a score that stays as good is called suspicious: chance alone may do it once."""
LEAST_FALL = 0.25
"""The share of what a score is better than the baseline that has to be lost once the data are shuffled."""
CLAIMS = ("dataset", "target", "metric", "baseline", "score")
CODE = frozenset({".py", ".toml", ".md", ".sh", ".cfg", ".ini", ".yaml", ".yml", ".html", ".css", ".js"})
RESULTS_BYTES = 4096
"""A file of results is not larger."""


def _measured(work: Work, words: Sequence[str], metric: str) -> tuple[float, str]:
    """Run the evaluate command in a copy of the folder; return the score and all that was printed."""
    with fresh_copy(work) as day:
        finished = run_command(words, home_of(day, words), EVALUATE_SECONDS)
        require_success(words, finished, day)
    score = printed_score(finished.out, metric)
    if score is None:
        last = (finished.out.strip().splitlines() or ["nothing"])[-1][:120]
        raise Failed(
            f"the evaluate command prints {last}", f'JSON with the score, as {{"{metric}": 0.5}} or {{"score": 0.5}}',
            because="Python shows a dictionary with single quotes, JSON has double ones" if "{'" in last else "",
            next="print(json.dumps(…)) with a plain number in it",
        )  # fmt: skip
    return score, finished.out


def _require_computed(work: Work, words: Sequence[str], metric: str, score: float, gap: float) -> None:
    """Fail if the score keeps what it is better than the baseline, `gap`, when the data are shuffled while they load.

    What falls by less than a quarter of the gap has not fallen: a clock or a coin moves a number that is typed in, too.
    """
    after: list[float] = []
    table = False
    for seed in range(TRIES):
        with fresh_copy(work) as day:
            run = run_shuffled(words, home_of(day, words), EVALUATE_SECONDS, seed)
        table = table or run.table
        found = None if run.finished.why else printed_score(run.finished.out, metric)
        if found is None or (score - found) / gap > LEAST_FALL:
            work.proved("the score falls when the values of each column are shuffled")
            return
        after.append(found)
        if len(after) >= 3 and set(after) == {score}:
            break
    if not table and (
        set(after) != {score} or not _is_written(work, score) or _needs_its_files(work, words, metric, score)
    ):
        work.proved("the score is none that stands in the folder ready-made")
        work.note("no table was loaded that could be shuffled, so nobody saw the score fall without its data")
        return
    typed, learned = (
        "a number that is typed in, or read from a file of results, notices nothing",
        ("a model that is tested on the rows of its training knows them by heart"),
    )
    reasons = [typed] if set(after) == {score} and abs(score) != 1 else [typed, learned]
    raise Failed(
        f"{metric} is still {after[-1]:.6g} when the values of each column of the data are shuffled",
        "a score that falls when there is nothing to learn", because=", and ".join(reasons),
        next="does the command load the rows, ask the model about those it has not seen, and compare?",
    )  # fmt: skip


def _needs_its_files(work: Work, words: Sequence[str], metric: str, score: float) -> bool:
    """Tell whether the command needs more than its code and files of results to come to its score."""
    files = [path for path in work.folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    kept = [path for path in files if path.suffix in CODE or _holds(path, score)]
    if len(kept) == len(files):
        return False
    with fresh_copy(work, [str(path.relative_to(work.folder)) for path in kept]) as day:
        finished = run_command(words, home_of(day, words), EVALUATE_SECONDS)
    return bool(finished.why) or printed_score(finished.out, metric) != score


def _is_written(work: Work, score: float) -> bool:
    """Tell whether the score stands, digit by digit, in a file that the command could read it from."""
    paths = [path for path in work.folder.rglob("*") if path.is_file() and path.suffix in {*CODE, ".json", ".txt"}]
    texts = [path.read_text("utf-8", "replace") for path in paths if path.suffix != ".md"]
    return any(abs(number - score) < 1e-9 for text in texts for number, _ in numbers_in_text(text))


def _holds(path: Path, score: float) -> bool:
    if path.stat().st_size > RESULTS_BYTES:
        return False
    return any(abs(number - score) < 1e-3 for number, _ in numbers_in_text(path.read_text("utf-8", "replace")))


@check("d21.c1", "one command works out the score from the data, and it beats the baseline")
def evaluated(work: Work) -> str:
    """The `evaluate` command of capstone.toml runs in a new process, in a fresh copy of your folder, for up to 10 minutes.

    It has to print JSON with the score. That has to be the score of capstone.toml within 0.02 (beyond 1, within 2 % of
    the score), and better than the baseline there. Where the JSON also holds a `baseline`, that has to agree, too.

    Then it runs once more while the values of each column are shuffled as they are loaded. Nothing can be learned
    from such rows, so a score that stays as good was typed in, read from a file, or measured on rows that the model
    knows by heart. This shows that the number comes from the data; whether the test rows were well chosen it cannot show.
    """
    manifest = manifest_of(work)
    starter = flat_manifest(tomllib.loads(work.templates["capstone/capstone.toml"]))
    if all(manifest.get(name) == starter[name] for name in CLAIMS):
        raise NotAttempted("capstone.toml still claims what the starter claims")
    metric = str(manifest.get("metric") or "score")
    claimed, baseline = number_in(manifest, "score"), number_in(manifest, "baseline")
    sign = metric_sign(metric, manifest.get("direction"))
    words = parse_command(manifest.get("evaluate", ""), "evaluate")
    score, printed = _measured(work, words, metric)
    work.require(
        is_close(claimed, score), f"capstone.toml claims {claimed:g}, the command gives {score:.6g}",
        "the same number, within 0.02", because=diagnose_claim(claimed, score),
        next="run the command and write its number into capstone.toml",
    )  # fmt: skip
    _require_baseline(work, metric, score, baseline, sign, printed_number(printed, "baseline"))
    _require_computed(work, words, metric, score, score - baseline)
    work.metric(re.sub(r"\W+", "_", metric.lower()).strip("_") or "score", score)
    return f"{metric} {score:.5g}, baseline {baseline:g}"


def _require_baseline(work: Work, metric: str, score: float, baseline: float, sign: int, printed: float | None) -> None:
    """Fail unless the baseline is the printed one, where there is one, and the score is better."""
    if printed is None:
        work.note("evaluate prints no baseline, so the one in capstone.toml stands as you wrote it")
    elif not is_close(baseline, printed):
        raise Failed(
            f"capstone.toml has the baseline {baseline:g}, the command prints {printed:.6g}", "the same number",
            next="measure the baseline on the same test rows as the score",
        )  # fmt: skip
    work.require(
        sign * (score - baseline) > 0, f"{metric} {score:.6g}, and the baseline {baseline:g}",
        f"a {'higher' if sign > 0 else 'lower'} number than the baseline's",
        next="is a model of your own in the place of the one without an idea?",
    )  # fmt: skip
