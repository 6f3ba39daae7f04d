# SPDX-License-Identifier: EUPL-1.2
"""What a report in own words seems to be about: its cause with the words that point at it, the datasets and laws that
it names, and bottlenecks that are alike. Only proposals: a person confirms or chooses otherwise.

A cause is proposed by a table of cues (`rules/cues.json`, made by hand) together with the language model over example
sentences. Where the two do not make one cause stand out, none is proposed: unknown is better than a guess.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from stelsel.book.book import Book
from stelsel.engines.route import model
from stelsel.engines.search import words
from stelsel.kernel.ids import entry_id
from stelsel.kernel.text import Text
from stelsel.nouns.bottleneck._alike import ALIKE, READINGS, similar
from stelsel.nouns.bottleneck._fold import Standing, board
from stelsel.nouns.bottleneck._kinds import ArticleNamed, Bottleneck
from stelsel.nouns.bottleneck._needs import RULES
from stelsel.nouns.bottleneck._recur import text_of, touched
from stelsel.nouns.bottleneck._words import CAUSES, Cause

MOST = 5
"""Proposals of each sort."""
CUE, MEANT = 1.0, 6.0
"""What one cue weighs, and what likeness of meaning (0..1) weighs."""
_LEAST, _AHEAD = 1.6, 0.35
"""What the best cause must reach, and how far it must be ahead of the next."""
_COMMON_TITLE = 2
"""Titles of fewer words than this, or that only such words make, are not sought in a text."""


_NUMBER = r"(?:artikel|article|art\.?)\s+(\d[\w:.]*)"
_BEFORE = re.compile(_NUMBER + r"(?:\s+(?:lid|paragraph)\s+\d+)?,?(?:\s+(?:van|of))?(?:\s+(?:de|het|the))?\s*$")
_AFTER = re.compile(rf",?\s+{_NUMBER}")


@dataclass(frozen=True)
class CauseProposed:
    """A cause, how strongly it is pointed at, and the words that do so (none: only the meaning does)."""

    cause: Cause
    score: float
    cues: tuple[str, ...]


@dataclass(frozen=True)
class Alike:
    """A bottleneck that may be the same: how alike (0..1) and by which words."""

    standing: Standing
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """What a text seems to be about. `cause` None: nothing stands out; `causes` are the likeliest, best first."""

    cause: Cause | None
    causes: tuple[CauseProposed, ...]
    datasets: tuple[str, ...]
    agreements: tuple[str, ...]
    articles: tuple[ArticleNamed, ...]
    alike: tuple[Alike, ...]


def propose(text: str, book: Book) -> Proposal:
    """Everything that is proposed for a report. Nothing of the text is kept."""
    causes = _causes(text)
    sure = bool(causes) and causes[0].score >= _LEAST and _ahead(causes) >= _AHEAD
    articles = articles_in(text)
    datasets, agreements = _named(text, book, "dataset"), _named(text, book, "agreement")
    things = {*datasets, *agreements, *(f"{one.law} {one.article}" for one in articles if one.article)}
    return Proposal(
        causes[0].cause if sure else None, causes[:3], datasets, agreements, articles, alike(text, book, things)
    )


def alike(text: str, book: Book, things: Sequence[str] | set[str] = ()) -> tuple[Alike, ...]:
    """Bottlenecks that lead and may be the same, best first: alike in words, or about the same thing."""
    found, kept = board(book), book.kept(READINGS)
    there = found.leading
    published = any(text_of(one.body) == text for one in found.standings.values())
    likely = similar(text, [text_of(one.body) for one in there], kept, ALIKE / 2, published)
    near = [
        Alike(there[at], score, shared or tuple(sorted(set(things) & touched(there[at].body))))
        for at, score, shared in likely
        if score >= ALIKE or set(things) & touched(there[at].body)
    ]
    return tuple(near[:MOST])


def neutral_summary(cause: Cause | None, subject: Text | None) -> Text:
    """A sentence about no person, to begin a summary with: what is wrong with what."""
    return _SUMMARIES[cause].fill(subject=subject or _THE_DATA)


def articles_in(text: str) -> tuple[ArticleNamed, ...]:
    """The laws that a text names, each with the article beside it where there is one."""
    found: dict[tuple[str, str | None], ArticleNamed] = {}
    said = f" {' '.join(text.split())} "
    low = said.lower()
    for name, (law, capitals) in _laws().items():
        for place in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", said if capitals else low):
            article = _article_near(low, place.start(), place.end())
            found.setdefault((law, article), ArticleNamed(law, article))
    for law in re.findall(r"\bBWBR\d{7}\b|\b3\d{4}[A-Z]\d{4}\b", text):
        found.setdefault((law, None), ArticleNamed(law))
    bare = {law for law, article in found if article}
    return tuple(one for (law, article), one in found.items() if article or law not in bare)[:MOST]


def law_name(law: str) -> str:
    """What a law is called; its identifier where we do not know."""
    return _law_names().get(law, law)


def _article_near(low: str, start: int, end: int) -> str | None:
    """The article before a law (artikel 9 AVG) or after it (AVG, artikel 9)."""
    before = _BEFORE.search(low[max(0, start - 60) : start])
    hit = before or _AFTER.match(low[end : end + 40])
    return hit[1].rstrip(".:") if hit else None


def _causes(text: str) -> tuple[CauseProposed, ...]:
    low, meant = " ".join(words(text)), _meant(text)
    found = []
    for cause, (cues, _) in _table().items():
        hits = tuple(dict.fromkeys(match[0] for cue in cues if (match := cue.search(low))))
        likeness = max(meant.get(cause, 0.0) - _NOISE, 0.0) if meant else 0.0
        found.append(CauseProposed(cause, round(CUE * len(hits) + MEANT * likeness, 3), hits))
    best = sorted((one for one in found if one.score > 0), key=lambda one: -one.score)
    return tuple(best)


_NOISE = 0.15
"""Likeness below this says nothing."""


def _ahead(causes: Sequence[CauseProposed]) -> float:
    return causes[0].score - (causes[1].score if len(causes) > 1 else 0.0)


def _meant(text: str) -> Mapping[Cause, float]:
    """How alike in meaning a text is to the best example sentence of each cause."""
    encode, examples = model(), _examples()
    if encode is None or examples is None or not any(map(str.isalnum, text)):
        return {}
    likeness = examples @ encode([text])[0]
    owners = [cause for cause, (_, sentences) in _table().items() for _ in sentences]
    return {cause: max(float(one) for one, of in zip(likeness, owners, strict=True) if of == cause) for cause in CAUSES}


@cache
def _examples() -> Any:
    encode = model()
    if encode is None:
        return None
    return np.asarray(encode([one for _, sentences in _table().values() for one in sentences]))


@cache
def _table() -> Mapping[Cause, tuple[tuple[re.Pattern[str], ...], tuple[str, ...]]]:
    raw = json.loads((RULES / "cues.json").read_text(encoding="utf-8"))["causes"]
    return {cause: (tuple(_cue(cue) for cue in raw[cause]["cues"]), tuple(raw[cause]["sentences"])) for cause in CAUSES}


def _cue(cue: str) -> re.Pattern[str]:
    """A cue as a pattern over folded words."""
    return re.compile(r"\b" + r"\s".join(re.escape(one).replace(r"\*", r"\w*") for one in cue.split()) + r"\b")


@cache
def _laws() -> Mapping[str, tuple[str, bool]]:
    """What a law is called -> its identifier, and whether capitals count in that name."""
    raw = json.loads((RULES / "laws.json").read_text(encoding="utf-8"))["laws"]
    long = {name: (one["law"], False) for one in raw for name in one["names"]}
    return {**long, **{name: (one["law"], True) for one in raw for name in one["short"]}}


@cache
def _law_names() -> Mapping[str, str]:
    raw = json.loads((RULES / "laws.json").read_text(encoding="utf-8"))["laws"]
    return {one["law"]: one["name"] for one in raw}


def _named(text: str, book: Book, kind: str) -> tuple[str, ...]:
    """The entries of a kind whose whole title, or whose address, stands in the text; longest titles first."""
    if kind not in book.kinds:
        return ()
    titles: Mapping[tuple[str, ...], str] = book.memo(f"nouns.bottlenecks.titles {kind}", lambda: _titles(book, kind))
    said = words(text)
    held = set(said)
    addresses = [one for one in re.findall(r"[a-z0-9-]+/[a-z-]+/[a-z0-9._-]+", text) if f"/{kind}/" in one]
    found = [one.rstrip(".") for one in addresses if book.get(one.rstrip(".")) is not None]
    for title, address in sorted(titles.items(), key=lambda pair: (-len(pair[0]), pair[0])):
        if held.issuperset(title) and _runs(said, title):
            found.append(address)
    return tuple(dict.fromkeys(found))[:MOST]


def _titles(book: Book, kind: str) -> dict[tuple[str, ...], str]:
    declared, found = book.kinds[kind], dict[tuple[str, ...], str]()
    for record, body in book.rows(declared):
        label = declared.label(body)
        for said in {label.nl, label.en}:
            title = tuple(words(re.sub(r"\((?:voorbeeld|example)\)", "", said)))
            if len(title) >= _COMMON_TITLE and any(len(one) > 4 for one in title):
                found.setdefault(title, record.id)
    return found


def _runs(said: Sequence[str], title: tuple[str, ...]) -> bool:
    """Whether the words of a title stand in a text one after another."""
    size = len(title)
    return any(tuple(said[at : at + size]) == title for at in range(len(said) - size + 1))


def subject_of(body_or: Bottleneck | Proposal, book: Book) -> Text | None:
    """What it is about in a few words: the first dataset or agreement by its title, else the data under the first law;
    None where it names neither."""
    for address in (*body_or.datasets, *body_or.agreements):
        if address.count("/") == 2 and (record := book.get(address)) is not None:
            kind = book.kinds[entry_id(address).kind]
            label: Text = kind.label(record.body(kind))
            return label
    return _UNDER.fill(law=law_name(body_or.articles[0].law)) if body_or.articles else None


_UNDER = Text(nl="gegevens die onder “{law}” vallen", en="data under “{law}”")
_THE_DATA = Text(nl="de gegevens", en="the data")
_SUMMARIES: Mapping[Cause | None, Text] = {
    "law": Text(
        nl="Voor het gebruik van {subject} ontbreekt een grondslag in de wet, of de wet staat het niet toe.",
        en="The law gives no basis for using {subject}, or does not allow it.",
    ),
    "purpose": Text(
        nl="{subject}: verzameld voor een ander doel, en daardoor niet te gebruiken voor dit werk.",
        en="{subject}: collected for another purpose, so not to be used for this work.",
    ),
    "definition": Text(
        nl="Begrippen in {subject} betekenen niet overal hetzelfde.",
        en="Concepts in {subject} do not mean the same everywhere.",
    ),
    "quality": Text(
        nl="{subject}: onjuist, onvolledig of niet actueel.", en="{subject}: wrong, incomplete or out of date."
    ),
    "standard": Text(
        nl="Voor {subject} is er geen gedeelde standaard, of zij wordt niet gebruikt.",
        en="There is no shared standard for {subject}, or it is not used.",
    ),
    "technique": Text(
        nl="De techniek om bij {subject} te komen werkt niet goed genoeg.",
        en="The technique of getting at {subject} does not work well enough.",
    ),
    "cost": Text(
        nl="Voor {subject} is te weinig geld of capaciteit.", en="There is too little money or capacity for {subject}."
    ),
    "governance": Text(
        nl="Het is niet duidelijk wie over {subject} beslist.", en="It is unclear who decides about {subject}."
    ),
    "trust": Text(
        nl="Organisaties delen {subject} niet, omdat zij er niet op vertrouwen hoe het wordt gebruikt.",
        en="Organisations do not share {subject} because they do not trust how it will be used.",
    ),
    None: Text(nl="Er staat iets in de weg bij {subject}.", en="Something stands in the way with {subject}."),
}
