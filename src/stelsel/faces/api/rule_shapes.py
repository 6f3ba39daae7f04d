# SPDX-License-Identifier: EUPL-1.2
"""What the API sends and takes about rules, with Dutch names from the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from stelsel.engines.rules import Facts, Outcome, RuleText, explanation, plain, summary
from stelsel.engines.rules.asking import Question
from stelsel.engines.rules.fact_names import strange
from stelsel.engines.rules.model import Basis
from stelsel.faces.api.shapes import BASE, Day, Links, Verwijzing
from stelsel.kernel.text import Text
from stelsel.kernel.time import Period
from stelsel.kernel.values import Value
from stelsel.nouns.rule_text import Rules, Source
from stelsel.priorities.services.rule_answer import Case, because, standing
from stelsel.priorities.services.rule_words import asked_words, called

Zekerheid = Literal["officieel", "voorlopig", "geweigerd", "onbekend"]
STANDINGS: dict[str, Zekerheid] = {
    "official": "officieel",
    "provisional": "voorlopig",
    "refused": "geweigerd",
    "unknown": "onbekend",
}


class Regelversie(Value, frozen=True):
    """One version of a rule: the days it holds, since when it is known, how its text was checked, the hash of its text
    (SHA-256), and where it comes from."""

    title: str
    layer: str
    valid: Period
    known_from: Day
    grade: Literal["L", "O", "S", "I"]
    text_hash: str
    mode: Literal["adopted", "stated", "recorded", "shipped"]
    place_code: str = ""
    publisher: str = ""
    bwb_id: str = ""
    entry: str = ""
    source: Verwijzing | None = None
    links: Links = msgspec.field(default_factory=dict, name="_links")


class Regelversies(Value, frozen=True):
    """Every version of a rule, the oldest first."""

    rule: str
    versions: tuple[Regelversie, ...]
    position: str
    links: Links = msgspec.field(default_factory=dict, name="_links")


class Regel(Value, frozen=True):
    """A rule: its id, its name, and what it can work out on the day asked."""

    rule: str
    title: str
    layer: str
    outcomes: tuple[str, ...]
    place_code: str = ""
    links: Links = msgspec.field(default_factory=dict, name="_links")


class Regels(Value, frozen=True):
    """Every rule that you may see."""

    rules: tuple[Regel, ...]
    position: str


class Regelvraag(Value, frozen=True, forbid_unknown_fields=True):
    """What you ask a rule: which outcome (empty: the main one), on which day, with which facts. Facts are plain JSON
    without numbers that identify people: personen > aanvrager, partner; huishouden; gemeente (a code, or a name).
    Amounts are whole eurocents. Nothing is kept."""

    facts: dict[str, Any]
    result: str = ""
    day: Day | None = None
    known_at: Day | None = None


class Artikelverwijzing(Value, frozen=True):
    """An article that something rests on."""

    law: str
    article: str
    paragraph: str = ""
    bwb_id: str = ""
    juriconnect: str = ""
    link: str = ""


class Uitlegzin(Value, frozen=True):
    """One sentence of the explanation, how deep it stands, and the article it rests on."""

    depth: int
    sentence_said: Text
    article: Artikelverwijzing | None = None


class Reden(Value, frozen=True):
    """Why an outcome is not official, or is refused."""

    kind: Literal["trouble", "doubt", "figure", "text"]
    what: Text
    source: str = ""


class Berekening(Value, frozen=True):
    """An outcome: its value (an exact fraction as text; null where it is not known), unit, how sure it is and why,
    which facts it still depends on, and the hashes of the texts that were used. Amounts are eurocents. `facts_unknown`:
    what was sent under a name that no rule knows, and so does not count."""

    rule: str
    result: str
    day: Day
    value: Any
    unit: str
    grade: Literal["L", "O", "S", "I"]
    standing: Zekerheid
    summary: tuple[Text, ...]
    missing: tuple[str, ...]
    reasons: tuple[Reden, ...]
    texts_used: dict[str, str]
    figures_used: dict[str, str]
    position: str
    facts_unknown: tuple[str, ...] = ()
    known_at: Day | None = None
    explain: tuple[Uitlegzin, ...] = ()
    links: Links = msgspec.field(default_factory=dict, name="_links")


class Gegevensvraag(Value, frozen=True):
    """A fact to ask next: its key, the question in words, the kind of answer, why it is asked, the article, whether the
    answer may decide at once, and how many may follow at most."""

    fact: str
    question: Text
    answer_kind: str
    why: Text
    deciding: bool
    left: int
    unit: str = ""
    choices: tuple[str, ...] = ()
    low: str = ""
    high: str = ""
    article: Artikelverwijzing | None = None


class VolgendeVraag(Value, frozen=True):
    """The question that helps most, absent when nothing is left to ask, and the outcome so far."""

    computation: Berekening
    case_question: Gegevensvraag | None = None


SHAPES = (Regels, Regelversies, Regelvraag, Berekening, VolgendeVraag)
"""What stands in the contract."""


def rule_shape(text: RuleText, outputs: tuple[str, ...]) -> Regel:
    """A rule in the list."""
    here = f"{BASE}/regels/{text.id}"
    links = {"versies": f"{here}/versies", "berekenen": f"{here}/bereken", "uitleggen": f"{here}/leg-uit"}
    return Regel(text.id, text.name, text.layer, outputs, text.place, links)


def version_shape(text: RuleText, source: Source) -> Regelversie:
    """One version."""
    ref = source.entry
    entry = source.file if ref else ""
    return Regelversie(
        title=text.name,
        layer=text.layer,
        valid=Period(text.valid_from, text.valid_to),
        known_from=text.known_from.isoformat(),
        grade=text.grade,
        text_hash=text.hash,
        mode=source.how,
        place_code=text.place,
        publisher=source.publisher,
        bwb_id=text.bwb_id,
        entry=entry,
        source=Verwijzing(ref.log, ref.index, ref.hash) if ref else None,
        links={"bron": text.url} if text.url else {},
    )


def outcome_shape(rules: Rules, case: Case, outcome: Outcome, position: str, explained: bool) -> Berekening:
    """An outcome, with its explanation where that was asked."""
    value = plain(outcome.value)
    known = not (isinstance(value, dict) and set(value) == {"unknown"})
    sentences = explanation(outcome, called) if explained else ()
    return Berekening(
        rule=outcome.rule,
        result=outcome.output,
        day=outcome.on.isoformat(),
        value=value if known else None,
        unit=outcome.unit,
        grade=outcome.grade,
        standing=STANDINGS[standing(outcome)],
        summary=summary(outcome, called),
        missing=outcome.missing,
        reasons=tuple(Reden(one.kind, one.what, one.source) for one in because(rules, outcome)),  # type: ignore[arg-type]
        texts_used=dict(outcome.texts),
        figures_used=dict(outcome.figures),
        position=position,
        facts_unknown=tuple(one.where for one in strange(rules.library, Facts(case.facts))),
        known_at=outcome.known_at.isoformat() if outcome.known_at else None,
        explain=tuple(Uitlegzin(one.depth, one.said, _article(one.basis)) for one in sentences),
        links={"regel": f"{BASE}/regels/{outcome.rule}/versies"},
    )


def question_shape(found: Question) -> Gegevensvraag:
    """A question to ask next."""
    field = found.field
    return Gegevensvraag(
        fact=found.key,
        question=asked_words(found),
        answer_kind=field.kind,
        why=found.why,
        deciding=found.deciding,
        left=found.left,
        unit=field.unit,
        choices=tuple(_texts(field.choices)),
        low="" if field.low is None else str(field.low),
        high="" if field.high is None else str(field.high),
        article=_article(found.basis),
    )


def _texts(choices: Iterable[object]) -> Iterable[str]:
    return (str(one) for one in choices)


def _article(basis: Basis) -> Artikelverwijzing | None:
    if not basis.article:
        return None
    return Artikelverwijzing(basis.law, basis.article, basis.paragraph, basis.bwb_id, basis.juriconnect, basis.url)
