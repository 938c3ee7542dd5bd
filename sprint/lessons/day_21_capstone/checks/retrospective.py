"""Day 21, Analysis: the retrospective."""

import itertools
import re
from collections.abc import Sequence

from sprint.checks.api import Failed, NotAttempted, Section, Work, check, count_words, markdown_sections, require_file

from .pages import LEAST_PART, LEAST_WORDS, MOST_WORDS, own_words, prose_of, texts_named

ROLES = {
    "what you achieved": r"achiev|accomplish|learn|happy|gain|\bknow|\bnow\b|look(ing)? back|\bkeep|(went|go|goes) well|\bwins?\b|highlight|success|strength|\bdone\b|\bdid\b|proud|worked|built|\bmade\b|can do|can now|progress|milestone|\bgood\b|erreich|erfolg|gelernt|geschafft|gelungen|stärken|réuss|acquis|appris|accompli|logr|éxito|aprend|conseg|risultat|raggiun|impar|traguard|successi|bereikt|geleerd|gelukt|osiągn|sukces|başar|öğren|достиж|успех|成果|成就|收获|达成|学",
    "where the gaps are": r"gap|weak|miss|\bbad\b|problem|grow|trouble|confus|unfinished|\bstill\b|obstacle|\bstop|lack|struggl|difficult|challeng|improv|wrong|shortcoming|limit|hard|open question|\bnot\b|n['’]t\b|blind spot|unclear|unsure|shaky|better|work on|\bneed|hole|fail|stuck|lücke|luecke|schwäch|schwach|fehl|offen|schwierig|nicht|lacun|manqu|faibl|progresser|\bpas\b|amélior|lagun|carencia|brecha|debil|falta|mejorar|mancan|debol|migliorar|hiaat|hiaten|gaten|zwak|ontbre|braki|luki|słab|eksik|zayıf|пробел|слаб|недостат|不足|差距|弱|課題|缺",
    "the next 30 days": r"30|thirty|next|month|\btry|to do|from here|coming|christmas|tomorrow|continu|\bstart|weeks|\bwill\b|january|february|march|april|june|july|august|september|october|november|december|\bplan|goal|ahead|future|forward|outlook|roadmap|nächst|naechst|dreißig|ziele|vorhaben|ausblick|prochain|trente|objectif|suite|avenir|próxim|proxim|treinta|siguiente|metas|objetivo|prossim|trenta|obiettiv|volgend|komende|doelen|następn|sonraki|hedef|дней|план|цели|дальше|下一|今後|接下来|目标|目標|計画|计划",
}
"""What the headings of a retrospective may say; several languages, any of their words."""


def _roles(title: str) -> set[str]:
    return {role for role, words in ROLES.items() if re.search(words, title.lower())}


def _named(work: Work, parts: Sequence[Section]) -> dict[str, Section]:
    """Return a part for as many of the three roles as possible; no two overlap."""
    size = {part: own_words(work, part.text)[1] for part in parts}
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
    long = [part for part in parts if part.title and own_words(work, part.text)[1] >= LEAST_PART]
    inner = [part for part in long if not any(other.within(part) for other in long)]
    return dict(zip(ROLES, inner, strict=False))


def _require_new(work: Work, parts: Sequence[Section]) -> None:
    """Fail if a part is mostly what stands under another heading, too."""
    for place, part in enumerate(parts):
        size, earlier = own_words(work, part.text)[1], [other.text for other in parts[:place]]
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
    texts = texts_named([work.folder, work.folder / "capstone"], "retrospective.md")
    if not texts:
        require_file(work, "retrospective.md")
    parts = max(map(parts_with_roles, texts), key=lambda parts: own_words(work, prose_of(parts))[1])
    least, most = own_words(work, prose_of(parts))
    if most < 5:
        raise NotAttempted("retrospective.md still is the template")
    titled = [part for part in parts if part.title]
    named = _named(work, [part for part in titled if not _is_title(part, titled)])
    if len(named) < len(ROLES):
        named = max(named, _in_their_order(work, parts), key=len)
    sizes = {part.title: own_words(work, part.text)[1] for part in named.values()}
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
