"""Day 21, Analysis: the README."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sprint.checks.api import (
    Failed,
    NotAttempted,
    Section,
    Work,
    check,
    has_file_reference,
    has_number,
    is_english,
    markdown_sections,
    missing_files,
    own_markdown,
    parse_command,
)

from .manifest import capstone_folder, manifest_of, number_in
from .pages import own_words, prose_of, texts_named

LEAST_README = 60
SECTION_WORDS = 8
"""A part of the README says something from so many words on."""
NOT_OURS = frozenset({"requirements.txt", "learning-diary.md", "curriculum.yaml", "pyproject.toml"})
"""Files of the sprint folder, which may be spoken of."""
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
    return any(
        re.search(title, part.title.lower()) and own_words(work, part.text)[1] >= SECTION_WORDS for part in parts
    )


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
    texts = texts_named([capstone_folder(work)], "readme.md")
    if not texts:
        raise Failed(
            "there is no capstone/README.md", "a page for somebody who has nothing but the folder",
            next="sprint start 21 lays out an empty one",
        )  # fmt: skip
    own = own_markdown(texts[0], [*work.templates.values(), *work.starter])
    count = own_words(work, own)[1]
    if count < 5:
        raise NotAttempted("README.md still is the template")
    _require_readme(work, manifest_of(work), own, markdown_sections(texts[0]))
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
    numbers = [number_in(manifest, "score"), *work.metrics.values()]
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
        _says(work, parts, LIMIT_WORDS) or re.search(LIMIT_WORDS, prose_of(parts).lower()) or not readable,
        "README.md says nothing about limits", "what it cannot do", next="for whom would the answer be wrong?",
    )  # fmt: skip
