# SPDX-License-Identifier: EUPL-1.2
"""poc-machine-law (schema 0.1.x) to the model: one file is one article with requirements in front of all it gives."""

from __future__ import annotations

import hashlib
from datetime import date

from stelsel.engines.rules._expressions import expression
from stelsel.engines.rules._read_regelrecht import definition, field, once
from stelsel.engines.rules._reading import Reading, mentions
from stelsel.engines.rules.model import (
    Action,
    Article,
    Basis,
    Cond,
    Const,
    Expr,
    Input,
    Kind,
    Op,
    RuleText,
    Source,
)
from stelsel.kernel.documents import LinedMap
from stelsel.kernel.text import Text

LAYERS = {
    "FORMELE_WET": "WET",
    "AMVB": "AMVB",
    "MINISTERIELE_REGELING": "MINISTERIELE_REGELING",
    "VERORDENING": "GEMEENTELIJKE_VERORDENING",
}
_TOP = frozenset(
    "$id schema_version uuid name law law_type legal_character decision_type discoverable valid_from valid_to service "
    "description legal_basis references properties requirements actions variables article side_effects "
    "requires_manual_approval".split()
)
_PROPERTIES = frozenset("parameters sources input output definitions applies".split())
_MUNICIPALITIES = {"GEMEENTE_ROTTERDAM": "GM0599", "GEMEENTE_AMSTERDAM": "GM0363"}
_NOT_RUN = {
    "side_effects": Text(nl="Gevolgen voor andere zaken voeren we niet uit.", en="Effects on other cases do not run."),
}
_CASES = Text(
    nl="Zaken die al lopen, lezen we als gegeven, niet uit een zaaksysteem.",
    en="Cases that run are read as a fact, not from a case system.",
)
_OTHER_DAY = Text(
    nl="De peildatum {day} van dit gegeven wordt niet omgerekend; geef het gegeven zoals het op die dag was.",
    en="The reference date {day} of this fact is not converted; give the fact as it was on that day.",
)


def read(document: LinedMap, file: str, raw: bytes) -> RuleText:
    """The rule text of a document. BadInput with the line of what does not fit."""
    reading = Reading(file)
    reading.keys(document, _TOP)
    identifier, service = reading.text(document, "law"), reading.text(document, "service")
    reading.law = reading.text(document, "name", identifier)
    for key, why in _NOT_RUN.items():
        if document.get(key):
            reading.note(document.lines[key], key, why)
    first = reading.day(document, "valid_from")
    if first is None:
        raise reading.refused(document.line, "absent", "valid_from")
    last = reading.day(document, "valid_to")
    if last and last < first:
        raise reading.refused(document.lines["valid_to"], "period")
    basis = reading.basis(document, Basis(law=reading.law))
    reading.bwb_id = basis.bwb_id
    article = _article(reading, document, basis)
    once(reading, article)
    written = reading.text(document, "law_type", "")
    return RuleText(
        id=identifier,
        name=reading.law,
        layer=LAYERS.get(written, written),
        file=file,
        hash=hashlib.sha256(raw).hexdigest(),
        format="poc",
        service=service,
        bwb_id=basis.bwb_id,
        valid_from=first,
        valid_to=last,
        known_from=date.min,
        place=_MUNICIPALITIES.get(service, ""),
        url=basis.url,
        articles=(article,),
        untranslatable=tuple(reading.untranslatable),
    )


def _article(reading: Reading, document: LinedMap, basis: Basis) -> Article:
    properties = reading.map(document.get("properties"), document.line)
    reading.keys(properties, _PROPERTIES)
    definitions = reading.map(properties.get("definitions") or LinedMap(properties.line), properties.line)
    inputs = [_service(reading, one, basis) for one in reading.maps(properties, "input")]
    inputs += [_source(reading, one, basis) for one in reading.maps(properties, "sources")]
    inputs += [_applies(reading, one, basis) for one in reading.maps(properties, "applies")]
    actions = _actions(reading, document, basis)
    demands = [expression(reading, one, line, basis) for one, line in reading.items(document, "requirements")]
    if demands:
        line = document.lines["requirements"]
        all_of = demands[0] if len(demands) == 1 else Op("AND", tuple(demands), line, basis)
        actions = [_demanded(one, all_of, line) for one in actions]
    return Article(
        number=basis.article or reading.text(document, "article", ""),
        basis=basis,
        line=document.line,
        legal_character=reading.text(document, "legal_character", ""),
        definitions=tuple(
            (name, definition(reading, value, definitions.lines[name], basis)) for name, value in definitions.items()
        ),
        parameters=tuple(field(reading, one, basis) for one in reading.maps(properties, "parameters")),
        inputs=tuple(inputs),
        outputs=tuple(field(reading, one, basis) for one in reading.maps(properties, "output")),
        actions=tuple(actions),
        mentions=mentions(document),
    )


def _demanded(action: Action, demand: Expr, line: int) -> Action:
    """An output that is there only where the requirements of the law hold."""
    value = Cond(((demand, action.value),), Const(None, line), line, action.basis, demand=True)
    return Action(action.output, value, action.line, action.basis)


def _actions(reading: Reading, document: LinedMap, basis: Basis) -> list[Action]:
    """The actions in order; several for one output are cases of one choice, the first that applies."""
    found: dict[str, Action] = {}
    for node in reading.maps(document, "actions"):
        output, own = reading.text(node, "output"), reading.basis(node, basis)
        if not {"operation", "value", "subject", "conditions"} & set(node):
            raise reading.refused(node.line, "absent", "value")
        value = expression(reading, node, node.line, basis)
        if "condition" in node:
            when = expression(reading, node["condition"], node.lines["condition"], own)
            value = Cond(((when, value),), Const(None, node.line), node.line, own)
            before = found.get(output)
            if before and isinstance(before.value, Cond):
                value = Cond((*before.value.cases, *value.cases), value.default, before.line, before.basis)
        elif output in found:
            raise reading.refused(node.line, "twice", output)
        found[output] = Action(output, value, node.line, own)
    return list(found.values())


def _service(reading: Reading, node: LinedMap, basis: Basis) -> Input:
    """An input that another law of some organisation gives."""
    reference = node.get("service_reference")
    if not isinstance(reference, LinedMap):
        raise reading.refused(node.line, "absent", "service_reference")
    if "resolve_from_case_existence" in reference:
        reading.note(reference.line, "resolve_from_case_existence", _CASES)
    _other_day(reading, node)
    given = [
        (reading.text(one, "name"), expression(reading, one.get("reference"), one.line, basis))
        for one in reading.maps(reference, "parameters")
    ]
    law, service = reading.text(reference, "law"), reading.text(reference, "service")
    return _input(reading, node, basis, Source(law, service, reading.text(reference, "field")), tuple(given))


def _source(reading: Reading, node: LinedMap, basis: Basis) -> Input:
    """An input that a register holds: for us a fact of the person whose number it is selected by."""
    if "service_reference" in node:
        return _service(reading, node, basis)
    reference = node.get("source_reference")
    if not isinstance(reference, LinedMap):
        raise reading.refused(node.line, "absent", "source_reference")
    _other_day(reading, node)
    person = [
        ("bsn", expression(reading, one["value"], one.lines["value"], basis))
        for one in reading.maps(reference, "select_on")
        if one.get("name") == "bsn" and isinstance(one.get("value"), str)
    ]
    return _input(reading, node, basis, None, tuple(person))


def _applies(reading: Reading, node: LinedMap, basis: Basis) -> Input:
    """The case that a rule is about: a fact with parts."""
    reading.note(node.line, "applies", _CASES)
    return Input(reading.text(node, "name"), Kind(base="object"), None, (), node.line, basis)


def _input(
    reading: Reading, node: LinedMap, basis: Basis, source: Source | None, given: tuple[tuple[str, Expr], ...]
) -> Input:
    return Input(
        name=reading.text(node, "name"),
        kind=reading.kind(node),
        source=source,
        given=given,
        line=node.line,
        basis=reading.basis(node, basis),
        about=reading.text(node, "description", ""),
    )


def _other_day(reading: Reading, node: LinedMap) -> None:
    """A fact of another day than the one asked is noted: we take it as it is given."""
    temporal = node.get("temporal")
    day = temporal.get("reference") if isinstance(temporal, LinedMap) else None
    if isinstance(day, str) and day != "$calculation_date":
        reading.note(node.line, f"temporal.reference {day}", _OTHER_DAY.fill(day=day))
