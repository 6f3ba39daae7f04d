# SPDX-License-Identifier: EUPL-1.2
"""RegelRecht (schema 0.5.6) with our extensions, to the model: articles with a formal part in `machine_readable`."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import cast, get_args

from stelsel.engines.rules._expressions import expression
from stelsel.engines.rules._reading import Reading, mentions
from stelsel.engines.rules.facts import PLACES
from stelsel.engines.rules.model import (
    Action,
    Article,
    Basis,
    Example,
    Expr,
    Field,
    Gap,
    Grade,
    Hook,
    Impossible,
    Input,
    OpenTerm,
    RuleText,
    Source,
    Target,
)
from stelsel.kernel.documents import LinedList, LinedMap
from stelsel.kernel.text import Text

LAYERS = frozenset(
    "GRONDWET WET AMVB KONINKLIJK_BESLUIT MINISTERIELE_REGELING BELEIDSREGEL EU_VERORDENING EU_RICHTLIJN VERDRAG "
    "UITVOERINGSBELEID GEMEENTELIJKE_VERORDENING PROVINCIALE_VERORDENING WATERSCHAPS_VERORDENING".split()
)
_TOP = frozenset(
    "$schema $id uuid name publication_date valid_from valid_to regulatory_layer url bwb_id celex_nummer eli "
    "tractatenblad_id unts_nummer gemeente_code provincie_code waterschap_code officiele_titel stcrt_id organisation "
    "legal_basis preamble articles procedure competent_authority grade examples".split()
)
_ARTICLE = frozenset("number text url machine_readable references summary text_hash".split())
_FORMAL = frozenset(
    "endpoint competent_authority enables requires open_terms implements definitions execution hooks overrides "
    "untranslatables impossible".split()
)
_EXECUTION = frozenset("produces parameters input output actions".split())
_PLACES = ("gemeente_code", "provincie_code", "waterschap_code")
_NOT_RUN = {
    "enables": Text(
        nl="Een bevoegdheid om regels te stellen voeren we niet uit.", en="A power to make rules is not executed."
    ),
    "requires": Text(nl="Dit vereiste voeren we niet uit.", en="This requirement is not executed."),
}
_RESOLVE = Text(nl="Zelf een regeling zoeken voeren we niet uit.", en="Looking up a regulation is not executed.")
_STAGES = Text(nl="De fasen van een procedure voeren we niet uit.", en="The stages of a procedure are not executed.")
_SAID = Text(
    nl="Het bestand zegt zelf dat dit niet is vertaald: {reason}", en="The file says this is not translated: {reason}"
)


def read(document: LinedMap, file: str, raw: bytes) -> RuleText:
    """The rule text of a document. BadInput with the line of what does not fit."""
    reading = Reading(file)
    reading.keys(document, _TOP)
    for key in ("regulatory_layer", "publication_date", "url", "articles"):
        reading.text(document, key) if key != "articles" else reading.items(document, key)
        if key not in document:
            raise reading.refused(document.line, "absent", key)
    layer = reading.text(document, "regulatory_layer")
    if layer not in LAYERS:
        raise reading.refused(document.lines["regulatory_layer"], "layer", layer)
    reading.bwb_id = reading.text(document, "bwb_id", "")
    identifier = reading.text(document, "$id")
    name = reading.text(document, "name", identifier)
    reading.law = _title(name, document, identifier)
    if "procedure" in document:
        reading.note(document.lines["procedure"], "procedure", _STAGES)
    valid_from, valid_to = reading.day(document, "valid_from") or date.min, reading.day(document, "valid_to")
    if valid_to and valid_to < valid_from:
        raise reading.refused(document.lines["valid_to"], "period")
    articles = tuple(_article(reading, one) for one in reading.maps(document, "articles"))
    return RuleText(
        id=identifier,
        name=reading.law,
        layer=layer,
        file=file,
        hash=hashlib.sha256(raw).hexdigest(),
        format="regelrecht",
        bwb_id=reading.bwb_id,
        valid_from=valid_from,
        valid_to=valid_to,
        known_from=reading.day(document, "publication_date") or date.min,
        place=_place(reading, document),
        url=reading.text(document, "url"),
        grade=_grade(reading, document),
        articles=articles,
        untranslatable=tuple(reading.untranslatable),
        examples=tuple(_example(reading, one) for one in reading.maps(document, "examples")),
    )


def _title(name: str, document: LinedMap, identifier: str) -> str:
    """`#wet_naam` says that an output of the text gives its name; a plain value is taken at once."""
    if not name.startswith("#"):
        return name
    for article in document["articles"]:
        formal = article.get("machine_readable") if isinstance(article, LinedMap) else None
        execution = formal.get("execution") if isinstance(formal, LinedMap) else None
        actions = execution.get("actions") if isinstance(execution, LinedMap) else None
        for action in actions if isinstance(actions, LinedList) else ():
            named = isinstance(action, LinedMap) and action.get("output") == name[1:]
            if named and isinstance(found := action.get("value"), str):
                return found
    return identifier


def _place(reading: Reading, document: LinedMap) -> str:
    for key in _PLACES:
        if key in document:
            code = reading.text(document, key)
            shape = PLACES[key.removesuffix("_code")]
            if not shape.shape.fullmatch(code):
                raise reading.refused(document.lines[key], "place", f"{code}: {shape.example}")
            return code
    return ""


def _grade(reading: Reading, document: LinedMap) -> Grade:
    written = reading.text(document, "grade", "I")
    if written not in get_args(Grade):
        raise reading.refused(document.lines["grade"], "grade", written)
    return cast(Grade, written)


def _article(reading: Reading, node: LinedMap) -> Article:
    reading.keys(node, _ARTICLE)
    number = reading.text(node, "number")
    url = reading.text(node, "url")
    if "text" not in node and "summary" not in node:
        raise reading.refused(node.line, "absent", "text")
    basis = Basis(law=reading.law, bwb_id=reading.bwb_id, article=number, url=url)
    formal = reading.map(node.get("machine_readable") or LinedMap(node.line), node.line)
    reading.keys(formal, _FORMAL)
    for key, why in _NOT_RUN.items():
        if key in formal:
            reading.note(formal.lines[key], key, why)
    for one in reading.maps(formal, "untranslatables"):
        reading.note(one.line, reading.text(one, "construct"), _SAID.fill(reason=reading.text(one, "reason")))
    execution = reading.map(formal.get("execution") or LinedMap(formal.line), formal.line)
    reading.keys(execution, _EXECUTION)
    produces = reading.map(execution.get("produces") or LinedMap(node.line), node.line)
    text = node.get("text")
    article = Article(
        number=number,
        basis=basis,
        line=node.line,
        text_hash=hashlib.sha256(str(text).encode()).hexdigest() if text is not None else "",
        declared_hash=reading.text(node, "text_hash", ""),
        summary=_summary(reading, node),
        legal_character=reading.text(produces, "legal_character", ""),
        definitions=_definitions(reading, formal, basis),
        parameters=tuple(field(reading, one, basis) for one in reading.maps(execution, "parameters")),
        inputs=tuple(_input(reading, one, basis) for one in reading.maps(execution, "input")),
        outputs=tuple(field(reading, one, basis) for one in reading.maps(execution, "output")),
        open_terms=tuple(_open_term(reading, one, basis) for one in reading.maps(formal, "open_terms")),
        actions=tuple(_action(reading, one, basis) for one in reading.maps(execution, "actions")),
        implements=tuple(_target(reading, one, "open_term") for one in reading.maps(formal, "implements")),
        overrides=tuple(_target(reading, one, "output") for one in reading.maps(formal, "overrides")),
        hooks=tuple(_hook(reading, one) for one in reading.maps(formal, "hooks")),
        impossible=tuple(_impossible(reading, one, basis) for one in reading.maps(formal, "impossible")),
        mentions=mentions(formal),
    )
    once(reading, article)
    return article


def once(reading: Reading, article: Article) -> None:
    """Refuses a name that an article gives twice in one list."""
    for some in (article.parameters, article.inputs, article.outputs):
        seen = set[str]()
        for one in some:
            if one.name in seen:
                raise reading.refused(one.line, "twice", one.name)
            seen.add(one.name)
    given = set[str]()
    for action in article.actions:
        if action.output in given:
            raise reading.refused(action.line, "twice", action.output)
        given.add(action.output)


def _summary(reading: Reading, node: LinedMap) -> Text | None:
    if "summary" not in node:
        return None
    given = reading.map(node["summary"], node.lines["summary"])
    return Text(nl=reading.text(given, "nl"), en=reading.text(given, "en"))


def _definitions(reading: Reading, formal: LinedMap, basis: Basis) -> tuple[tuple[str, Expr], ...]:
    given = reading.map(formal.get("definitions") or LinedMap(formal.line), formal.line)
    return tuple((name, definition(reading, value, given.lines[name], basis)) for name, value in given.items())


def definition(reading: Reading, value: object, line: int, basis: Basis) -> Expr:
    """A definition: a value, or a mapping with `value` and what is said about it."""
    if isinstance(value, LinedMap) and "value" in value:
        return expression(reading, value["value"], value.lines["value"], reading.basis(value, basis))
    return expression(reading, value, line, basis)


def field(reading: Reading, node: LinedMap, basis: Basis) -> Field:
    """A parameter or output."""
    about = reading.text(node, "description", "")
    return Field(reading.text(node, "name"), reading.kind(node), node.line, reading.basis(node, basis), about)


def _input(reading: Reading, node: LinedMap, basis: Basis) -> Input:
    if not isinstance(node.get("source"), LinedMap):
        raise reading.refused(node.line, "absent", "source")
    source = node["source"]
    reading.keys(source, frozenset({"regulation", "output", "parameters", "endpoint", "description"}))
    given = reading.map(source.get("parameters") or LinedMap(source.line), source.line)
    found = None
    if "output" in source:
        found = Source(reading.text(source, "regulation", ""), "", reading.text(source, "output"))
    return Input(
        name=reading.text(node, "name"),
        kind=reading.kind(node),
        source=found,
        given=tuple((name, expression(reading, value, given.lines[name], basis)) for name, value in given.items()),
        line=node.line,
        basis=reading.basis(node, basis),
        about=reading.text(node, "description", ""),
    )


def _open_term(reading: Reading, node: LinedMap, basis: Basis) -> OpenTerm:
    name = reading.text(node, "id")
    default = None
    if isinstance(node.get("default"), LinedMap):
        made = (_action(reading, one, basis) for one in reading.maps(node["default"], "actions"))
        default = next((one.value for one in made if one.output == name), None)
    return OpenTerm(
        name=name,
        kind=reading.kind(node),
        required=node.get("required", True) is not False,
        by=reading.text(node, "delegated_to", ""),
        default=default,
        line=node.line,
    )


def _action(reading: Reading, node: LinedMap, basis: Basis) -> Action:
    output = reading.text(node, "output")
    own = reading.basis(node, basis)
    value: Expr
    if "resolve" in node:
        reading.note(node.lines["resolve"], "resolve", _RESOLVE)
        value = Gap(_RESOLVE, node.lines["resolve"])
    elif "operation" not in node and "value" not in node and "parameter" not in node:
        raise reading.refused(node.line, "absent", "value")
    else:
        value = expression(reading, node, node.line, basis)
    uncertain = tuple(str(one) for one, _ in reading.items(node, "uncertain"))
    return Action(output, value, node.line, own, uncertain)


def _target(reading: Reading, node: LinedMap, key: str) -> Target:
    return Target(reading.text(node, "law"), reading.text(node, "article"), reading.text(node, key), node.line)


def _hook(reading: Reading, node: LinedMap) -> Hook:
    applies = reading.map(node.get("applies_to"), node.line)
    return Hook(reading.text(applies, "legal_character"), reading.text(applies, "stage", ""), node.line)


def _impossible(reading: Reading, node: LinedMap, basis: Basis) -> Impossible:
    """Our extension `impossible`: what facts cannot say together."""
    reading.keys(node, frozenset({"when", "nl", "en"}))
    if "when" not in node:
        raise reading.refused(node.line, "absent", "when")
    when = expression(reading, node["when"], node.lines["when"], basis)
    return Impossible(when, Text(nl=reading.text(node, "nl"), en=reading.text(node, "en")), node.line)


def _example(reading: Reading, node: LinedMap) -> Example:
    on = reading.day(node, "on")
    if on is None:
        raise reading.refused(node.line, "absent", "on")
    return Example(
        name=reading.text(node, "name"),
        on=on,
        facts=dict(reading.map(node.get("facts"), node.line)),
        expect=dict(reading.map(node.get("expect"), node.line)),
        source=reading.text(node, "source"),
        line=node.line,
    )
