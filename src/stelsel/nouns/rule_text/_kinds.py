# SPDX-License-Identifier: EUPL-1.2
"""The kinds Rule text, Table of figures and Adoption: agreements as entries, so that a new one needs no release."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal

import msgspec

from stelsel.kernel.kind import Body, Kind, about, finding_of
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.retention import ARCHIVES_ACT, Retention
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import Period
from stelsel.kernel.vocabulary import wire
from stelsel.nouns.rule_text._places import PLACE
from stelsel.nouns.rule_text._reading import line_of, read_figures, read_lines_of_doubt, read_text, said

Format = Literal["regelrecht", "poc"]
HASH = "^[0-9a-f]{64}$"


class PublishedText(Body, frozen=True):
    """One version of a law, ordinance, policy or agreement. `rule_text` is the whole YAML; every other field says what
    the text says, so that it can be found, and is filled in from it when left out."""

    rule_text: Annotated[str, about(source="RegelRecht schema 0.5.6, or poc-machine-law 0.1")]
    identifier: str = ""
    title: str = ""
    bwb_id: Annotated[str | None, about(source="Basiswettenbestand, identificatie")] = None
    layer: Annotated[str | None, about(source="RegelRecht schema 0.5.6, regulatory_layer")] = None
    service: Annotated[str | None, about(source="poc-machine-law 0.1, service")] = None
    place_code: Annotated[str, about(source="CBS gemeentecode, provinciecode; UvW", pattern=PLACE)] | None = None
    valid: Annotated[Period, about(unit="days")] = Period()
    published: Annotated[date | None, about(unit="day")] = None
    format: Format = "regelrecht"
    link: str | None = None


class FigureTable(Body, frozen=True):
    """Figures of laws. `figure_rows` is a CSV: law x name x validity, each with grade and source; `doubts` is a CSV of
    what the sources leave open. `laws` are the identifiers in it, filled in from it."""

    title: str
    figure_rows: Annotated[str, about(source="docs/rules-grades.md")]
    doubts: str = ""
    laws: tuple[str, ...] = ()


class Adoption(Body, frozen=True):
    """An organisation takes a rule text over at its place, from a day: `log`, `index` and `hash` (64 hex digits, the
    leaf hash) name the revision of the text, which does not change when that text is corrected later."""

    title: str
    log: str
    index: Annotated[int, about(ge=0)]
    hash: Annotated[str, about(source="leaf hash, RFC 6962 section 2.1", pattern=HASH)]
    valid: Annotated[Period, about(unit="days")]
    published: Annotated[date | None, about(unit="day")] = None


def fill_text(plain: dict[str, Any]) -> dict[str, Any]:
    """The fields that the text itself says, where they were left out. BadInput where the text does not read."""
    return {**_said_by(plain.get(wire("rule_text"))), **{key: one for key, one in plain.items() if one not in ("", {})}}


def _said_by(text: object) -> dict[str, Any]:
    if not isinstance(text, str):
        return {}
    return {wire(name): one for name, one in said(read_text(text)).items() if one}


def fill_figures(plain: dict[str, Any]) -> dict[str, Any]:
    """The laws that a table has figures of. BadInput where it does not read."""
    figures = plain.get(wire("figure_rows"))
    if not isinstance(figures, str) or plain.get(wire("laws")):
        return plain
    return {**plain, wire("laws"): sorted({one.key[0] for one in read_figures(figures)})}


def check_text(body: PublishedText) -> Sequence[Finding]:
    """What types cannot see: a text that does not read, has no first day, or says something else than the fields."""
    try:
        text = read_text(body.rule_text)
    except BadInput as problem:
        return problem.findings
    if text.valid_from == date.min:
        return (Finding("rule-text-no-day", wire("rule_text"), _NO_DAY, _NO_DAY_CURE),)
    try:
        wanted = msgspec.convert(fill_text({wire("rule_text"): body.rule_text}), PublishedText)
    except msgspec.ValidationError as error:
        return (finding_of(error),)
    found = []
    for name in said(text):
        if getattr(body, name) != (own := getattr(wanted, name)):
            where = f"{wire(name)} ({wire('rule_text')} line {line_of(body.rule_text, name)})"
            found.append(Finding("rule-text-differs", where, _DIFFERS.fill(said=_shown(own)), _DIFFERS_CURE))
    return found


def _shown(value: object) -> str:
    if isinstance(value, Period):
        return f"{value.start} – {value.end or '…'}"
    return str(value or "—")[:80]


def revised_text(old: PublishedText, new: PublishedText) -> Sequence[Finding]:
    """A correction is of the same version: the same rule, place and first day. Another first day is a new version."""
    parts = ("identifier", "service", "place_code")
    changed = [name for name in parts if getattr(old, name) != getattr(new, name)]
    changed += ["valid"] if old.valid.start != new.valid.start else []
    return tuple(Finding("rule-text-version", wire(name), _VERSION, _VERSION_CURE) for name in changed)


def check_figures(body: FigureTable) -> Sequence[Finding]:
    """What types cannot see: tables that do not read, and other laws than the figures have."""
    try:
        laws = tuple(sorted({one.key[0] for one in read_figures(body.figure_rows)}))
        if body.doubts:
            read_lines_of_doubt(body.doubts)
    except BadInput as problem:
        return problem.findings
    if body.laws != laws:
        return (Finding("figure-laws", wire("laws"), _LAWS.fill(said=", ".join(laws)[:200]), _DIFFERS_CURE),)
    return ()


def check_adoption(body: Adoption) -> Sequence[Finding]:
    """What types cannot see: an adoption without a first day."""
    if body.valid.start is None:
        return (Finding("adoption-no-day", wire("valid"), _ADOPTED, _ADOPTED_CURE),)
    return ()


_NO_DAY = Text(
    nl="Deze tekst zegt niet vanaf welke dag hij geldt.", en="This text does not say from which day it holds."
)
_NO_DAY_CURE = Text(nl="Zet valid_from in de tekst.", en="Put valid_from in the text.")
_DIFFERS = Text(nl="De tekst zegt hier iets anders: {said}.", en="The text says something else here: {said}.")
_DIFFERS_CURE = Text(
    nl="Laat dit veld leeg, dan vullen wij het in, of verbeter de tekst.",
    en="Leave this field empty and we fill it in, or mend the text.",
)
_VERSION = Text(
    nl="Dit is een andere regel, plaats of eerste dag: dat is geen verbetering van deze versie.",
    en="This is another rule, place or first day: that is no correction of this version.",
)
_VERSION_CURE = Text(
    nl="Publiceer het als nieuwe vermelding; de oude versie blijft gelden tot de nieuwe begint.",
    en="Publish it as a new entry; the old version holds until the new one begins.",
)
_LAWS = Text(nl="In de tabel staan deze wetten: {said}.", en="The table has these laws: {said}.")
_ADOPTED = Text(nl="De eerste dag ontbreekt.", en="The first day is missing.")
_ADOPTED_CURE = Text(nl="Zeg vanaf welke dag de tekst bij u geldt.", en="Say from which day the text holds with you.")

_KEPT = Retention(
    "permanent",
    Text(
        nl="Een besluit is later alleen na te rekenen met de regels van toen.",
        en="A decision can only be computed again later with the rules of its time.",
    ),
    ARCHIVES_ACT,
)
_WHAT = Text(nl="Wat", en="What")
_WHERE_WHEN = Text(nl="Waar en wanneer", en="Where and when")
_CONTENT = Text(nl="Inhoud", en="Content")

RULE_TEXT = Kind(
    name="rule-text",
    major=1,
    body=PublishedText,
    wire="regeltekst",
    wire_plural="regelteksten",
    title=Text(nl="Regeltekst", en="Rule text"),
    plural=Text(nl="Regelteksten", en="Rule texts"),
    explain=Text(
        nl="Een wet, verordening, beleidsregel of afspraak die een computer kan uitvoeren en uitleggen.",
        en="A law, ordinance, policy or agreement that a computer can execute and explain.",
    ),
    room="nouns",
    label=lambda body: same(f"{body.title} ({body.valid.start})" if body.valid.start else body.title),
    retention=_KEPT,
    groups=(
        (_WHAT, ("title", "identifier", "bwb_id", "layer", "service", "format", "link")),
        (_WHERE_WHEN, ("place_code", "valid", "published")),
        (_CONTENT, ("rule_text",)),
    ),
    search=("title", "identifier", "bwb_id"),
    facets=("layer", "place_code"),
    decider="organisation of the place, else of the State, else who recorded it first",
    check=check_text,
    fill=fill_text,
    revised=revised_text,
)

FIGURE_TABLE = Kind(
    name="figure-table",
    major=1,
    body=FigureTable,
    wire="bedragentabel",
    wire_plural="bedragentabellen",
    title=Text(nl="Tabel met bedragen", en="Table of figures"),
    plural=Text(nl="Tabellen met bedragen", en="Tables of figures"),
    explain=Text(
        nl="De bedragen en percentages van wetten, elk met zijn bron en hoe zeker het is.",
        en="The amounts and percentages of laws, each with its source and how sure it is.",
    ),
    room="nouns",
    label=lambda body: same(body.title),
    retention=_KEPT,
    groups=((_WHAT, ("title", "laws")), (_CONTENT, ("figure_rows", "doubts"))),
    search=("title", "laws"),
    decider="organisation of the State, else who recorded it first",
    check=check_figures,
    fill=fill_figures,
)

ADOPTION = Kind(
    name="rule-adoption",
    major=1,
    body=Adoption,
    wire="overname",
    wire_plural="overnames",
    title=Text(nl="Overname van een regeltekst", en="Adoption of a rule text"),
    plural=Text(nl="Overnames van regelteksten", en="Adoptions of rule texts"),
    explain=Text(
        nl="Een organisatie neemt een regeltekst over: vanaf die dag geldt hij op haar plaats.",
        en="An organisation takes a rule text over: from that day it holds at its place.",
    ),
    room="nouns",
    label=lambda body: same(body.title),
    retention=_KEPT,
    groups=(
        (_WHAT, ("title", "log", "index", "hash")),
        (_WHERE_WHEN, ("valid", "published")),
    ),
    search=("title",),
    check=check_adoption,
)
