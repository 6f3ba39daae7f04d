# SPDX-License-Identifier: EUPL-1.2
"""Rules over the API: which there are, what they give in one case, why, and what to ask next. Facts of people come as
JSON, are kept nowhere, and no word of them gets in an error of ours or a log."""

from dataclasses import replace
from datetime import date
from typing import Any

from stelsel.engines.rules import Facts, Outcome
from stelsel.engines.rules.asking import next_question
from stelsel.faces.api.entries import ref
from stelsel.faces.api.operation import Call, Operation, View, convert, read_body
from stelsel.faces.api.problems import Refused
from stelsel.faces.api.query import Param
from stelsel.faces.api.rule_shapes import (
    Berekening,
    Regels,
    Regelversies,
    Regelvraag,
    VolgendeVraag,
    outcome_shape,
    question_shape,
    rule_shape,
    version_shape,
)
from stelsel.faces.api.shapes import BASE
from stelsel.kernel.problem import BadInput
from stelsel.kernel.time import day
from stelsel.kernel.vocabulary import wire
from stelsel.nouns.rule_text import Rules, rules_in
from stelsel.priorities.services.laws import find_rule
from stelsel.priorities.services.rule_answer import Case, outputs_of
from stelsel.priorities.services.rule_places import placed
from stelsel.priorities.services.rule_words import called

_TAG = "regels"
_DAY = Param("datum", "date", "Op welke dag; leeg: vandaag.")
EXAMPLE: dict[str, Any] = {
    "uitkomst": "zorgtoeslag_per_jaar",
    "datum": "2025-07-01",
    "feiten": {
        "personen": {
            "aanvrager": {
                "geboortedatum": "1980-05-15",
                "is_verzekerd": True,
                "heeft_toeslagpartner": False,
                "woont_in_verdragsland": False,
                "verandert_dit_jaar": False,
                "rendementsgrondslag": 0,
                "jaarinkomen": 2800000,
            }
        }
    },
}
"""One person in one year, as in the contract."""


def operations() -> tuple[Operation, ...]:
    """Everything that can be done with rules."""
    one = "/regels/{regel}"
    return (
        Operation(
            "GET",
            "/regels",
            "lijst-regels",
            "Alle regels die u mag zien",
            _TAG,
            all_of_them,
            ref("Regels"),
            (_DAY,),
            needs="see",
        ),
        Operation(
            "GET",
            f"{one}/versies",
            "lijst-regelversies",
            "De versies van een regel, met waar zij vandaan komen",
            _TAG,
            versions,
            ref("Regelversies"),
            missing=True,
            needs="see",
        ),
        _post(f"{one}/bereken", "bereken-regel", "Reken een uitkomst uit voor één geval", compute, "Berekening"),
        _post(
            f"{one}/leg-uit",
            "leg-regel-uit",
            "Reken uit en leg het uit, zin voor zin met artikel",
            explain,
            "Berekening",
        ),
        _post(
            f"{one}/volgende-vraag", "vraag-verder", "Welk gegeven helpt nu het meest, en waarom", ask, "VolgendeVraag"
        ),
    )


def _post(path: str, id: str, summary: str, view: View, answers: str) -> Operation:
    made = Operation(
        "POST",
        path,
        id,
        summary,
        _TAG,
        view,
        ref(answers),
        takes=ref("Regelvraag"),
        missing=True,
        private=True,
        needs="see",
    )
    return replace(made, example=EXAMPLE)


def all_of_them(call: Call) -> Regels:
    """Every rule, with what it can work out on a day."""
    rules, on = rules_in(call.book), call.query["datum"] or call.book.day
    found = sorted((some[-1].text for some in rules.library.series.values()), key=lambda one: (one.id, one.place))
    return Regels(
        rules=tuple(rule_shape(one, outputs_of(rules, one.id, on, None)) for one in found),
        position=call.book.position.hash,
    )


def versions(call: Call, regel: str) -> Regelversies:
    """Every version of one rule."""
    rules = rules_in(call.book)
    regel = _meant(rules, regel)
    found = rules.library.versions_of(regel)
    return Regelversies(
        rule=regel,
        versions=tuple(version_shape(one.text, rules.sources[one.text.file]) for one in found),
        position=call.book.position.hash,
        links={"self": f"{BASE}/regels/{regel}/versies"},
    )


def compute(call: Call, regel: str) -> Berekening:
    """The outcome."""
    rules, case, outcome = _asked(call, regel)
    return outcome_shape(rules, case, outcome, call.book.position.hash, explained=False)


def explain(call: Call, regel: str) -> Berekening:
    """The outcome with every sentence of its explanation."""
    rules, case, outcome = _asked(call, regel)
    return outcome_shape(rules, case, outcome, call.book.position.hash, explained=True)


def ask(call: Call, regel: str) -> VolgendeVraag:
    """The outcome so far, and the question that helps most."""
    rules, case, outcome = _asked(call, regel)
    so_far = outcome_shape(rules, case, outcome, call.book.position.hash, explained=False)
    found = next_question(
        rules.library,
        case.rule,
        case.output,
        Facts(case.facts),
        case.on,
        known_at=case.known_at,
        figures=rules.figures,
        names=called,
    )
    return VolgendeVraag(so_far, question_shape(found) if found else None)


def _asked(call: Call, regel: str) -> tuple[Rules, Case, Outcome]:
    """The case that was sent and its outcome; 404 for a rule that is not there for the caller."""
    asked = convert(Regelvraag, read_body(call.request))
    known_at = day(asked.known_at, wire("known_at")) if asked.known_at else None
    rules = rules_in(call.book, known_at)
    rule = _meant(rules, regel)
    on: date = day(asked.day, wire("day")) if asked.day else call.book.day
    output = asked.result or find_rule(rules.library, regel)[1]
    case = Case(rule, output, on, known_at, placed(call.book, asked.facts, on))
    return rules, case, case.concluded(rules)


def _meant(rules: Rules, name: str) -> str:
    """The id of the rule that a name means: its id, or a short name such as zorgtoeslag. 404 for neither."""
    if rules.library.known(name):
        return name
    try:
        return find_rule(rules.library, name)[0]
    except BadInput:
        raise Refused(404) from None
