# SPDX-License-Identifier: EUPL-1.2
"""The receipt of one outcome: what was computed, with which texts and figures, so that it can be done again later.

The facts are somebody's own and are never in it. The receipt commits to them: SHA-256(0x02 || salt || facts), where the
facts are JSON in one spelling and the salt is 16 random bytes that stand only in the copy of the person. Without that
salt nobody can find out an income by trying every amount. Whoever gets facts and salt sees that they are the ones.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from stelsel.engines.rules.evaluate import evaluate
from stelsel.engines.rules.facts import Facts
from stelsel.engines.rules.library import Library
from stelsel.engines.rules.outcome import GRADES, Figures, Outcome, Step
from stelsel.engines.rules.values import plain
from stelsel.kernel.canonical import canonical
from stelsel.kernel.entry import commitment
from stelsel.kernel.problem import Finding, bad_input
from stelsel.kernel.text import Text

FORM = "stelsel-rekenbewijs/1"
_RESULT = ("waarde", "eenheid", "zekerheid", "status", "ontbreekt", "onzeker", "bedragen", "belemmeringen")
MOST_FIGURES = 5_000

Plain = dict[str, Any]


def receipt(
    outcome: Outcome,
    facts: object,
    salt: bytes,
    version: str,
    *,
    about: str = "aanvrager",
    texts: Sequence[Mapping[str, Any]] = (),
    tables: Sequence[Mapping[str, Any]] = (),
) -> bytes:
    """The canonical document (JSON, RFC 8785). `facts` as they were given, `salt` 16 random bytes, `version` of this
    software, `about` the person asked about; `texts` and `tables` describe each text and table of figures that was
    used: its `bestand`, `hash` (SHA-256) and where it stands."""
    return canonical(
        {
            "soort": FORM,
            "software": version,
            "regel": outcome.rule,
            "uitkomst": outcome.output,
            "over": about,
            "peildatum": outcome.on.isoformat(),
            "bekendOp": None if outcome.known_at is None else outcome.known_at.isoformat(),
            "gegevens": facts_hash(facts, salt),
            "teksten": [dict(one) for one in texts],
            "tabellen": [dict(one) for one in tables],
            **result(outcome),
        }
    )


def result(outcome: Outcome) -> Plain:
    """What came out, as it stands in a receipt."""
    return {
        "waarde": _whole(plain(outcome.value)),
        "eenheid": outcome.unit,
        "zekerheid": outcome.grade,
        "status": outcome.standing,
        "ontbreekt": list(outcome.missing),
        "onzeker": list(outcome.uncertain),
        "belemmeringen": [{"code": one.code, "waar": one.where} for one in outcome.troubles],
        "bedragen": list(figures_used(outcome)),
    }


def figures_used(outcome: Outcome) -> tuple[Plain, ...]:
    """Each figure that the outcome was computed with, once: law, article, name, value, unit, grade and source."""
    found: dict[str, Plain] = {}
    for step in _steps(outcome.tree):
        if step.kind == "figure" and step.source:
            one = {
                "wet": step.basis.bwb_id or step.basis.law,
                "artikel": step.basis.article,
                "naam": step.name,
                "waarde": _whole(plain(step.value)),
                "eenheid": step.unit,
                "zekerheid": GRADES[step.grade],
                "bron": step.source,
            }
            found[json.dumps(one, sort_keys=True)] = one
    return tuple(found[key] for key in sorted(found))[:MOST_FIGURES]


def facts_hash(facts: object, salt: bytes) -> str:
    """The commitment to facts: base64 of SHA-256(0x02 || salt || JSON with sorted keys, ASCII, without spaces)."""
    return commitment(salt, json.dumps(_spelled(facts), sort_keys=True, separators=(",", ":")).encode())


def read_receipt(raw: bytes) -> Plain:
    """The document; BadInput for what is no receipt of this form."""
    from stelsel.kernel.canonical import read_json

    found = read_json(raw)
    keys = {"soort": str, "regel": str, "uitkomst": str, "over": str, "peildatum": str, "gegevens": str}
    lists = {"teksten": list, "tabellen": list}
    good = isinstance(found, dict) and all(isinstance(found.get(key), kind) for key, kind in {**keys, **lists}.items())
    if not good or found["soort"] != FORM or not all(isinstance(one, dict) for key in lists for one in found[key]):
        raise bad_input("receipt-form", "", _FORM, _FORM_CURE)
    return dict(found)


def reproduces(document: Plain, facts: object, salt: bytes, library: Library, figures: Figures) -> tuple[Finding, ...]:
    """Computes it again, and says what differs; nothing when all is the same. `library` and `figures` hold the texts
    and tables of then."""
    if facts_hash(facts, salt) != document["gegevens"]:
        return (Finding("receipt-facts", "gegevens", _FACTS, _FACTS_CURE),)
    outcome = evaluate(
        library,
        document["regel"],
        document["uitkomst"],
        Facts(facts, document["over"]),
        _day(document["peildatum"]),
        figures=figures,
    )
    again = result(outcome)
    return tuple(
        Finding("receipt-differs", key, _DIFFERS.fill(then=_shown(document.get(key)), now=_shown(again[key])), _LOOK)
        for key in _RESULT
        if document.get(key) != again[key]
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise bad_input("receipt-form", "peildatum", _FORM, _FORM_CURE) from None


def _spelled(value: object) -> object:
    """Plain values in which a number with a point is spelled as an object with its digits."""
    if isinstance(value, Mapping):
        return {str(key): _spelled(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_spelled(one) for one in value]
    if isinstance(value, float | Decimal | Fraction):
        return {"#": str(Fraction(repr(value) if isinstance(value, float) else value))}
    return value


def _whole(value: Any) -> Any:
    """Numbers past 2^53 as text, which canonical JSON asks."""
    if isinstance(value, list):
        return [_whole(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _whole(one) for key, one in value.items()}
    return str(value) if type(value) is int and abs(value) >= 2**53 else value


def _steps(root: Step) -> Iterator[Step]:
    waiting, told = [root], {id(root)}
    while waiting:
        step = waiting.pop()
        yield step
        for one in step.children:
            if id(one) not in told:
                told.add(id(one))
                waiting.append(one)


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)[:200]


_FORM = Text(nl="Dit is geen rekenbewijs dat wij kennen.", en="This is no receipt of a computation that we know.")
_FORM_CURE = Text(nl="Geef het bestand zoals het is gemaakt.", en="Give the file as it was made.")
_FACTS = Text(
    nl="Dit zijn niet de gegevens waarmee toen is gerekend.", en="These are not the facts that were computed with then."
)
_FACTS_CURE = Text(
    nl="Geef de bewaarde gegevens met hun zout, ongewijzigd.", en="Give the facts that were kept with their salt."
)
_DIFFERS = Text(nl="Toen: {then}. Nu: {now}.", en="Then: {then}. Now: {now}.")
_LOOK = Text(
    nl="Kijk of de software of een tekst intussen is verbeterd.",
    en="See whether the software or a text was mended since.",
)
