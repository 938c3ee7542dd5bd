"""Day 21: how a capstone of the learner's own making, its face and its two pages are proved."""

import itertools
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sprint.checks.api import (
    Answer,
    Failed,
    Finished,
    NotAttempted,
    Request,
    Section,
    Server,
    Work,
    check,
    command_folder,
    count_words,
    diagnose_claim,
    folder_with,
    has_file_reference,
    has_number,
    is_close,
    is_english,
    is_html,
    markdown_sections,
    metric_sign,
    missing_files,
    numbers_in_text,
    own_markdown,
    parse_command,
    parse_number,
    parse_request,
    printed_number,
    printed_score,
    require_answer,
    require_client_error,
    require_file,
    require_no_server_error,
    require_success,
    run_command,
    run_shuffled,
    serve_on_port,
)

EVALUATE_SECONDS = 600.0
TRIES = 6
"""How often the data are shuffled before a score that stays as good is called suspicious: chance alone may do it once."""
LEAST_FALL = 0.25
"""The share of what a score is better than the baseline that has to be lost once the data are shuffled."""
CLAIMS = ("dataset", "target", "metric", "baseline", "score")
CODE = frozenset({".py", ".toml", ".md", ".sh", ".cfg", ".ini", ".yaml", ".yml", ".html", ".css", ".js"})
RESULTS_BYTES = 4096
"""A file of results is not larger."""
LEAST_WORDS, MOST_WORDS, LEAST_PART = 250, 600, 40
LEAST_README = 60
SECTION_WORDS = 8
"""A part of the README says something from so many words on."""
NOT_OURS = frozenset({"requirements.txt", "learning-diary.md", "curriculum.yaml", "pyproject.toml"})
"""Files of the sprint folder, which may be spoken of."""


def _capstone(work: Work) -> Path:
    folder = require_file(work, "capstone")
    if not folder.is_dir():
        raise Failed("capstone is a file", "a folder of that name", next="make a folder and move the file into it")
    return folder


def _manifest(work: Work) -> dict[str, Any]:
    """Return what capstone.toml says, its tables laid flat: `[commands] evaluate` is `evaluate`."""
    path = _capstone(work) / "capstone.toml"
    if not path.is_file():
        raise Failed(
            "there is no capstone/capstone.toml", "the file that names data, score and commands", next="sprint start 21"
        )
    try:
        return _flat(tomllib.loads(path.read_text("utf-8-sig")))
    except ValueError as error:
        move = "text stands in quotation marks, a table in curly brackets in one line"
        raise Failed(f"capstone.toml cannot be read: {error}", "a file in TOML", next=move) from error


def _flat(document: Mapping[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in document.items():
        name = _key(key)
        flat[name] = value
        if isinstance(value, dict) and name not in {"good", "other", "bad"}:
            inner = {_key(part): entry for part, entry in value.items()}
            flat[name] = next((inner[word] for word in ("command", "name") if word in inner), value)
            flat = inner | flat
    return flat


def _key(key: str) -> str:
    """Return a key in one spelling: `evaluate` for `Evaluate-Cmd`."""
    name = re.sub(r"[\s-]+", "_", key.strip().lower())
    return "command" if name in {"cmd", "command"} else re.sub(r"_(cmd|command|request)$", "", name)


def _number(manifest: Mapping[str, Any], name: str) -> float:
    if (value := manifest.get(name)) is None:
        move = f"what does evaluate say of the {name}?"
        raise Failed(f"capstone.toml has no {name}", f"{name} = a number", next=move)
    if (found := parse_number(value)) is None:
        raise Failed(f"{name} is {value!r} in capstone.toml", "a number", next=f"write {name} = and the number alone")
    return found


def _request(manifest: Mapping[str, Any], name: str) -> Request | None:
    return parse_request(manifest.get(name), name)


@contextmanager
def _fresh(work: Work, names: Sequence[str] | None = None) -> Iterator[Path]:
    """Yield a new copy of the day's folder, or of some files in it."""
    everything = [path.name for path in work.folder.iterdir() if path.exists()]
    with folder_with(work, *(everything if names is None else names)) as day:
        yield day


def _home(day: Path, words: Sequence[str]) -> Path:
    return command_folder(words, [day / "capstone", day])


def _measured(work: Work, words: Sequence[str], metric: str) -> tuple[float, str]:
    """Run the evaluate command in a copy of the folder; return the score and all that was printed."""
    with _fresh(work) as day:
        finished = run_command(words, _home(day, words), EVALUATE_SECONDS)
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
        with _fresh(work) as day:
            run = run_shuffled(words, _home(day, words), EVALUATE_SECONDS, seed)
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
    with _fresh(work, [str(path.relative_to(work.folder)) for path in kept]) as day:
        finished = run_command(words, _home(day, words), EVALUATE_SECONDS)
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
    manifest = _manifest(work)
    starter = _flat(tomllib.loads(work.templates["capstone/capstone.toml"]))
    if all(manifest.get(name) == starter[name] for name in CLAIMS):
        raise NotAttempted("capstone.toml still claims what the starter claims")
    metric = str(manifest.get("metric") or "score")
    claimed, baseline = _number(manifest, "score"), _number(manifest, "baseline")
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


def _require_dependent(work: Work, server: Server, request: Request, other: Request | None, first: Answer) -> None:
    """Fail if the answer is the same whatever is asked."""
    said = _but_the_echo(first, request)
    if other is not None:
        differs = _but_the_echo(require_answer(server, other, "the other request"), other) != said
    else:
        variants = itertools.islice(request.varied(), 60)
        differs = any(_but_the_echo(one.answered(server, "a changed request"), one) != said for one in variants)
    work.require(
        differs, f"each request gets the answer {first.body[:80].decode(errors='replace')}",
        "an answer that depends on what is asked",
        next="does the handler ask the model? If it does, name in [other] a request that gets another answer",
    )  # fmt: skip


def _but_the_echo(answer: Answer, request: Request) -> object:
    """Return an answer without the question that it repeats."""
    try:
        document = json.loads(answer.body)
    except ValueError:
        return answer.body
    asked = request.document
    if not isinstance(asked, dict | list) or not asked:
        return document
    if isinstance(document, dict):
        return {key: value for key, value in document.items() if value != asked}
    return document


def _served(work: Work, server: Server, manifest: Mapping[str, Any]) -> str:
    """Prove a face that is a server."""
    request, other, bad = (_request(manifest, name) for name in ("good", "other", "bad"))
    request = request or Request()
    first = require_answer(server, request, "the good request")
    work.proved(f"the good request gets the status {first.status}")
    if is_html(first) and not request.asks and other is None:
        fields = re.search(rb"<(form|input|select|textarea|button|script)\b", first.body, re.IGNORECASE)
        work.require(
            fields, "a page with nothing to fill in", "a page on which something can be asked",
            next="is it the page of the model, or a list of files?",
        )  # fmt: skip
    else:
        _require_dependent(work, server, request, other, first)
    refused = _refused(server, request, bad, page=is_html(first))
    require_answer(server, request, "the good request, sent again after the others,")
    if not refused:
        return "a page that starts; no bad request is named"
    work.proved("what makes no sense gets a status from 400 to 499, and the server goes on")
    return f"answers with {first.status}, refuses {refused}"


def _with_a_hole(document: object) -> list[object]:
    """Return an object without its first value, and with a list in the place of it."""
    if not isinstance(document, dict) or not document:
        return []
    first = next(iter(document))
    return [{key: value for key, value in document.items() if key != first}, {**document, first: ["a list"]}]


def _refused(server: Server, request: Request, bad: Request | None, *, page: bool) -> str:
    """Fail unless what makes no sense is refused; return what was, empty for a page that names nothing bad."""
    if bad is not None:
        require_client_error(server, bad, "the bad request")
    if request.document is not None:
        broken = Request(request.method, request.path, raw=b'{"this is no JSON')
        require_client_error(server, broken, "text that is no JSON")
        for body in ("{}", "null", "[]", "5", '"x"', *map(json.dumps, _with_a_hole(request.document))):
            require_no_server_error(
                server, Request(request.method, request.path, raw=body.encode()), f"the request {body[:80]}"
            )
        return "what makes no sense"
    if bad is None and not page:
        raise Failed(
            "capstone.toml names no [bad] request", "one that makes no sense, to see it refused",
            next="what may nobody ask of your model?",
        )  # fmt: skip
    return "the bad request" if bad else ""


def _commanded(work: Work, words: Sequence[str], manifest: Mapping[str, Any]) -> str:
    """Prove a face that is a command: it answers, and another question gets another answer."""
    good, other, bad = (_request(manifest, name) for name in ("good", "other", "bad"))

    def asked(request: Request | None) -> Finished:
        with _fresh(work) as day:
            return run_command([*words, *(request.args if request else ())], _home(day, words), 120)

    first = asked(good)
    require_success(words, first, work.folder)
    work.require(
        first.out.strip(),
        "the command ends without a word",
        "an answer on its standard output",
        next="print the answer",
    )
    if other is not None and asked(other).out == first.out:
        raise Failed(
            f"two questions get the same answer, {first.out.strip()[:80]}", "an answer that depends on the question",
            next="does the command ask the model?",
        )  # fmt: skip
    if bad is not None and not asked(bad).why:
        raise Failed(
            "the bad question ends with exit code 0", "an exit code that says it did not work",
            next="say why, then sys.exit(2)",
        )  # fmt: skip
    return "a command that answers" + (", and refuses what makes no sense" if bad else "; no bad question is named")


@check("d21.c2", "View: one command starts a face that answers, and refuses what makes no sense")
def served(work: Work) -> str:
    """The `serve` command of capstone.toml is started on a free port of this machine, told as `{port}` and as PORT.

    It has to listen there within a minute. The `[good]` request has to get a status from 200 to 299 with an answer, and
    the `[other]` one another answer; without `[other]`, values of the good one are changed until the answer changes. The
    `[bad]` request has to get a status from 400 to 499, and so has text that is no JSON where JSON is expected. An empty
    object, a bare list, number, text or null, and a value that is missing or a list must not bring the server down: any
    answer below status 500 is fine. A page with something to fill in has to start and to show it. A face
    may also be a command that ends by itself: then `[good]`, `[other]` and `[bad]` hold `args`, and a bad question ends
    with an exit code that is not 0. The server is always ended afterwards.
    """
    _capstone(work)
    if not _is_changed(work):
        raise NotAttempted("capstone/ still is the starter")
    manifest = _manifest(work)
    words = parse_command(manifest.get("serve", ""), "serve")
    with _fresh(work) as day, serve_on_port(words, _home(day, words)) as face:
        if isinstance(face, Server):
            return _served(work, face, manifest)
        good = _request(manifest, "good") or Request()
        if any("{port}" in word for word in words) or good.path != "/":
            require_success(words, face, day)
            raise Failed(
                "the server ends by itself, without an error", "one that goes on answering",
                next="is the line that serves for ever reached?",
            )  # fmt: skip
    return _commanded(work, words, manifest)


def _is_changed(work: Work) -> bool:
    """Tell whether some code of the starter, or the manifest, is no longer as it was."""
    code = [
        (work.folder / name, text) for name, text in work.templates.items() if Path(name).suffix in {".py", ".toml"}
    ]
    return any(not path.is_file() or path.read_text("utf-8", "replace").split() != text.split() for path, text in code)


ROLES = {
    "what you achieved": r"achiev|accomplish|learn|happy|gain|\bknow|\bnow\b|look(ing)? back|\bkeep|(went|go|goes) well|\bwins?\b|highlight|success|strength|\bdone\b|\bdid\b|proud|worked|built|\bmade\b|can do|can now|progress|milestone|\bgood\b|erreich|erfolg|gelernt|geschafft|gelungen|stärken|réuss|acquis|appris|accompli|logr|éxito|aprend|conseg|risultat|raggiun|impar|traguard|successi|bereikt|geleerd|gelukt|osiągn|sukces|başar|öğren|достиж|успех|成果|成就|收获|达成|学",
    "where the gaps are": r"gap|weak|miss|\bbad\b|problem|grow|trouble|confus|unfinished|\bstill\b|obstacle|\bstop|lack|struggl|difficult|challeng|improv|wrong|shortcoming|limit|hard|open question|\bnot\b|n['’]t\b|blind spot|unclear|unsure|shaky|better|work on|\bneed|hole|fail|stuck|lücke|luecke|schwäch|schwach|fehl|offen|schwierig|nicht|lacun|manqu|faibl|progresser|\bpas\b|amélior|lagun|carencia|brecha|debil|falta|mejorar|mancan|debol|migliorar|hiaat|hiaten|gaten|zwak|ontbre|braki|luki|słab|eksik|zayıf|пробел|слаб|недостат|不足|差距|弱|課題|缺",
    "the next 30 days": r"30|thirty|next|month|\btry|to do|from here|coming|christmas|tomorrow|continu|\bstart|weeks|\bwill\b|january|february|march|april|june|july|august|september|october|november|december|\bplan|goal|ahead|future|forward|outlook|roadmap|nächst|naechst|dreißig|ziele|vorhaben|ausblick|prochain|trente|objectif|suite|avenir|próxim|proxim|treinta|siguiente|metas|objetivo|prossim|trenta|obiettiv|volgend|komende|doelen|następn|sonraki|hedef|дней|план|цели|дальше|下一|今後|接下来|目标|目標|計画|计划",
}
"""What the headings of a retrospective may say; several languages, any of their words."""


def _roles(title: str) -> set[str]:
    return {role for role, words in ROLES.items() if re.search(words, title.lower())}


def _words(work: Work, text: str) -> tuple[int, int]:
    """Return the learner's own words in a text, counted strictly and generously."""
    return count_words(text, [*work.templates.values(), *work.starter])


def _pages(folders: Sequence[Path], name: str) -> list[str]:
    """Return the texts of the files of a name in some folders, however it is spelled in capitals."""
    paths = [path for folder in folders if folder.is_dir() for path in sorted(folder.iterdir())]
    return [path.read_text("utf-8-sig", "replace") for path in paths if path.name.lower() == name and path.is_file()]


def _prose(parts: Sequence[Section]) -> str:
    """Return all that stands below the headings, each line once."""
    return "\n\n".join(part.text for part in parts if not any(part.within(other) for other in parts))


def _named(work: Work, parts: Sequence[Section]) -> dict[str, Section]:
    """Return a part for as many of the three roles as possible; no two overlap."""
    size = {part: _words(work, part.text)[1] for part in parts}
    choices = [[None, *(part for part in parts if role in _roles(part.title) and size[part])] for role in ROLES]

    def worth(chosen: Sequence[Section | None]) -> tuple[int, int, int]:
        there = [part for part in chosen if part]
        return sum(size[part] >= LEAST_PART for part in there), len(there), sum(size[part] for part in there)

    def apart(chosen: Sequence[Section | None]) -> bool:
        return not any(one and two and one.overlaps(two) for one, two in itertools.combinations(chosen, 2))

    best = max(filter(apart, itertools.product(*choices)), key=worth)
    return {role: part for role, part in zip(ROLES, best, strict=True) if part}


def _in_their_order(work: Work, parts: Sequence[Section]) -> dict[str, Section]:
    """Return the first three parts of some length, for headings that we cannot read."""
    long = [part for part in parts if part.title and _words(work, part.text)[1] >= LEAST_PART]
    inner = [part for part in long if not any(other.within(part) for other in long)]
    return dict(zip(ROLES, inner, strict=False))


def _require_new(work: Work, parts: Sequence[Section]) -> None:
    """Fail if a part is mostly what stands under another heading, too."""
    for place, part in enumerate(parts):
        size, earlier = _words(work, part.text)[1], [other.text for other in parts[:place]]
        own = count_words(part.text, [*work.templates.values(), *work.starter, *earlier])[1]
        if own < LEAST_PART <= size:
            raise Failed(
                f"“{part.title}” says what stands under another heading, too", f"{LEAST_PART} words of its own",
                next=f"one example under “{part.title}” that stands nowhere else",
            )  # fmt: skip


def _is_title(part: Section, titled: Sequence[Section]) -> bool:
    """Tell whether a part is the whole page, whose heading is its title."""
    return len(titled) > 1 and all(other.within(part) for other in titled if other is not part)


@check(
    "d21.c3",
    "Analysis: the retrospective says what you achieved, where the gaps are, and what the next 30 days are for",
)
def looked_back(work: Work) -> str:
    """retrospective.md is read as Markdown: three parts under headings of their own, in any order and wording.

    A heading may speak of achievements, wins or what went well; of gaps, weak spots or what was hard; of the next 30 days,
    goals or what comes next. Each part has 40 own words or more, the whole page 250 to 600. Headings, code, comments and
    the starter's lines do not count, and a sentence that comes again counts once. Any language will do. Where we cannot
    read the headings, three long parts with headings are enough.
    """
    texts = _pages([work.folder, work.folder / "capstone"], "retrospective.md")
    if not texts:
        require_file(work, "retrospective.md")
    parts = max(map(parts_with_roles, texts), key=lambda parts: _words(work, _prose(parts))[1])
    least, most = _words(work, _prose(parts))
    if most < 5:
        raise NotAttempted("retrospective.md still is the template")
    titled = [part for part in parts if part.title]
    named = _named(work, [part for part in titled if not _is_title(part, titled)])
    if len(named) < len(ROLES):
        named = max(named, _in_their_order(work, parts), key=len)
    sizes = {part.title: _words(work, part.text)[1] for part in named.values()}
    found = ", ".join(f"{title} ({size} words)" for title, size in sizes.items()) or "no heading of the three"
    if missing := [role for role in ROLES if role not in named]:
        raise Failed(
            f"found: {found}; missing: a part on {' and one on '.join(missing)}", "three parts under headings of their own",
            next=f"write a heading and a paragraph on {missing[0]}",
        )  # fmt: skip
    _require_new(work, list(named.values()))
    if min(sizes.values()) < LEAST_PART:
        move = f"one example more under “{min(sizes, key=lambda title: sizes[title])}”"
        raise Failed(f"found: {found}", f"at least {LEAST_PART} words in each part", next=move)
    short = most < LEAST_WORDS
    work.require(
        not short and least <= MOST_WORDS, f"{most if short else least} words; a page is {LEAST_WORDS}–{MOST_WORDS}",
        f"{LEAST_WORDS} to {MOST_WORDS} words of your own",
        next="what would you tell a friend who starts tomorrow?" if short else "which sentences would nobody miss?",
    )  # fmt: skip
    return f"{most} words in three parts"


def parts_with_roles(text: str) -> list[Section]:
    """Return the parts of a retrospective; a heading of another role ends a part, however deep it is."""
    return markdown_sections(text, _roles)


DATA_WORDS = r"\bdata|daten|données|datos|\bdati\b|gegevens|\bdane\b|\bveri|данны|数据|データ"
LIMIT_WORDS = (
    r"limit|caveat|weakness|shortcoming|cannot|can['’]t|not (suit|meant|for|intended|reliable|tested|be used)|should not|"
    r"known issue|out of scope|\bonly (valid|for)|\bbias|grenz|einschränk|límite|beperk|ogranicz|sınır|огранич|局限|限制|制約|限界"
)
SPLIT_WORDS = (
    r"\btest|held|hold|unseen|split|fold|cross|valid|\bcv\b|out.of.|never seen|not seen|new rows|leave.one|kreuz|prueba|"
    r"prova|ungesehen|zurückgehalten|тест|测试|テスト|検証"
)
PLAIN_WORDS = frozenset(
    "load fetch dataset datasets data set scikit learn sklearn the from csv own kaggle uci with and for".split()  # noqa: SIM905  a list to read
)


def _says(work: Work, parts: Sequence[Section], title: str) -> bool:
    """Tell whether a part with such a heading says something of its own."""
    return any(re.search(title, part.title.lower()) and _words(work, part.text)[1] >= SECTION_WORDS for part in parts)


def _known_by(words: Sequence[str]) -> str:
    """Return the word by which a command is known in a text: its script, module or program."""
    rest = [word for word in words[1:] if not word.startswith("-") and "{" not in word]
    named = next((word for word in rest if re.search(r"\.\w+$|:", word)), rest[0] if rest else words[0])
    return Path(named.partition(":")[0]).name.lower()


@check("d21.c4", "the README says what it is, from which data, how to run it, how good it is and where it ends")
def explained(work: Work) -> str:
    """capstone/README.md is read with the eyes of somebody who has the folder and nothing else.

    It has 60 own words or more. It names the data, both commands of capstone.toml, the score of capstone.toml (rounded as
    you like, or in percent) with a word on the rows it was measured on, and the limits: in a part under a heading, or in
    a sentence. Each file that it runs is there. The order, the headings and the language are yours.
    """
    texts = _pages([_capstone(work)], "readme.md")
    if not texts:
        raise Failed(
            "there is no capstone/README.md", "a page for somebody who has nothing but the folder",
            next="sprint start 21 lays out an empty one",
        )  # fmt: skip
    own = own_markdown(texts[0], [*work.templates.values(), *work.starter])
    count = _words(work, own)[1]
    if count < 5:
        raise NotAttempted("README.md still is the template")
    _require_readme(work, _manifest(work), own, markdown_sections(texts[0]))
    _require_files(work, own)
    work.require(
        count >= LEAST_README, f"{count} words of your own in README.md", f"{LEAST_README} words or more",
        next="whom would it help, and what would they ask first?",
    )  # fmt: skip
    return f"{count} words"


def _require_files(work: Work, own: str) -> None:
    """Fail if the page runs or points to a file that is not there; a name that may be an output's is noted."""
    for gone in dict.fromkeys(missing_files(own, [work.folder / "capstone", work.folder], NOT_OURS)):
        if has_file_reference(own, gone):
            raise Failed(
                f"README.md names {gone}, which is not in capstone/", "names of files that are there",
                next="was it renamed, or does its path begin elsewhere?",
            )  # fmt: skip
        work.note(f"README.md names {gone}, which is not in capstone/: is it made when something runs?")


def _require_readme(work: Work, manifest: Mapping[str, Any], own: str, parts: Sequence[Section]) -> None:
    """Fail unless the page names the data, the commands, the score with its rows, and the limits."""
    lowered, readable = own.lower(), is_english(own)
    tokens = set(re.findall(r"[^\W_]{3,}", str(manifest.get("dataset", "")).lower())) - PLAIN_WORDS
    work.require(
        any(token in lowered for token in tokens) or _says(work, parts, DATA_WORDS) or not readable,
        "README.md does not name the data", "where the rows come from",
        next="which data set, how many rows, what is predicted?",
    )  # fmt: skip
    for key in ("evaluate", "serve"):
        name = _known_by(parse_command(manifest.get(key, ""), key))
        work.require(
            name in lowered or re.search(rf"\b{re.escape(Path(name).stem)}\b", lowered),
            f"README.md does not name {name}, which {key} starts", f"how to run {key}",
            next="write the line that starts it into a block of code",
        )  # fmt: skip
    numbers = [_number(manifest, "score"), *work.metrics.values()]
    places = [part for part in parts if any(has_number(part.text, number) for number in numbers)]
    work.require(
        places or any(has_number(own, number) for number in numbers),
        f"README.md does not hold the score {numbers[0]:g}", "the score of capstone.toml",
        next="write the number that evaluate prints, and on which rows",
    )  # fmt: skip
    around = "\n".join(f"{part.title}\n{part.text}" for part in places) or own
    work.require(
        re.search(SPLIT_WORDS, around.lower()) or not readable,
        "the score stands in README.md without its rows", "a word on the rows it was measured on",
        next="how many rows, and did the model learn from them?",
    )  # fmt: skip
    work.require(
        _says(work, parts, LIMIT_WORDS) or re.search(LIMIT_WORDS, _prose(parts).lower()) or not readable,
        "README.md says nothing about limits", "what it cannot do", next="for whom would the answer be wrong?",
    )  # fmt: skip


def _world(rng: Any, rows: int) -> Any:
    """Return a table of four columns on different scales."""
    import pandas as pd

    columns = {
        "age": rng.normal(40, 12, rows),
        "income": rng.lognormal(10, 0.5, rows),
        "share": rng.uniform(0, 1, rows),
        "distance": rng.exponential(3, rows),
    }
    return pd.DataFrame(columns)


@check("d21.s1", "drifted names the columns that have moved", names=("drifted",), stretch=True)
def finds_drift(work: Work) -> str:
    """`drifted(reference, new)` is called with tables made up on the spot, of 500 and 400 rows.

    In some nothing has moved: over five such pairs it may name one column in four at most. In others one column is
    higher by a standard deviation, is counted in another unit, or has kept its mean and spreads three times as far: that
    column has to be named, and not more than one of the others beside it.
    """
    import numpy as np

    rng = np.random.default_rng()
    drifted = work.function("drifted")
    calm = [set(_listed(drifted(_world(rng, 500), _world(rng, 400)))) for _ in range(5)]
    named = sum(map(len, calm))
    work.require(
        named <= 5,
        f"{named} of 20 columns named where nothing has moved",
        "5 at most",
        next="how large a difference does chance make?",
    )
    moves = {
        "is higher by a standard deviation": lambda values: values + values.std(),
        "is counted in thousands": lambda values: values / 1000,
        "has the same mean and spreads three times as far": lambda values: 3 * (values - values.mean()) + values.mean(),
    }
    for (what, shifted), column in itertools.product(moves.items(), ("age", "distance")):
        new = _world(rng, 400)
        new[column] = shifted(new[column])
        found = set(_listed(drifted(_world(rng, 500), new)))
        work.require(
            column in found,
            f"{column} {what} and is not named",
            "the name of each column that has moved",
            next="plot both columns over each other",
        )
        work.require(
            len(found) <= 2,
            f"{', '.join(sorted(map(str, found)))} named where only {column} has moved",
            "the columns that have moved",
            next="is each column compared with itself?",
        )
    return "6 of 6 found, calm where nothing moved"


def _listed(found: Any) -> list[Any]:
    """Return the names of columns as a list, whatever holds them."""
    import numpy as np

    if isinstance(found, dict):
        return [name for name, moved in found.items() if moved is True or not isinstance(moved, bool)]
    if isinstance(found, str) or not isinstance(found, list | tuple | set | frozenset | np.ndarray):
        listed = getattr(found, "tolist", None)
        if listed is None or isinstance(found, str):
            raise Failed(
                f"drifted gives {found!r}", "a list of names", next="collect the names in a list and return it"
            )
        return list(listed())
    return list(found)
