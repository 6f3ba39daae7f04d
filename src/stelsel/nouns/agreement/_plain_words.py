# SPDX-License-Identifier: EUPL-1.2
"""A whole agreement in plain words: what people sign, from the same source as what machines compare."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from stelsel.engines.refinement import ALWAYS, NEVER, Rules
from stelsel.kernel.lawful_basis import WORDS as GROUNDS
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import say_day
from stelsel.nouns.agreement._body import Agreement, TextType
from stelsel.nouns.agreement._parts import AgreedField, AttributeType, EnforcedBy, LegalBasis, PartyRole
from stelsel.nouns.agreement._rules_of import rules_in
from stelsel.nouns.agreement._sentences import sentence


@dataclass(frozen=True)
class Section:
    """A heading with its lines."""

    heading: Text
    lines: tuple[Text, ...]


ROLES: dict[PartyRole, Text] = {
    "provider": Text(nl="aanbieder", en="provider"),
    "consumer": Text(nl="afnemer", en="consumer"),
    "gatekeeper": Text(nl="poortwachter", en="gatekeeper"),
    "steward": Text(nl="regisseur", en="steward"),
}
PLACES: dict[EnforcedBy, Text] = {
    "gateway": Text(nl="bij de poort", en="at the gateway"),
    "api": Text(nl="in de API", en="in the API"),
    "log": Text(nl="achteraf, in een logboek", en="afterwards, in a log"),
    "contract": Text(nl="in een contract", en="by contract"),
    "organisation": Text(nl="door hoe mensen werken", en="by how people work"),
}

TEXT_TYPES: dict[TextType, Text] = {
    "base": Text(nl="basis: elke afspraak moet hiermee in lijn zijn", en="base: every agreement must be in line"),
    "profile": Text(nl="profiel van een domein", en="profile of a domain"),
    "sharing": Text(nl="afspraak over een levering", en="agreement about a delivery"),
    "policy": Text(nl="beleid van één organisatie", en="policy of one organisation"),
}
DEFAULTS: dict[Literal["deny", "permit"], Text] = {
    "deny": Text(nl="nee, tenzij", en="no, unless"),
    "permit": Text(nl="ja, tenzij", en="yes, unless"),
}
ATTRIBUTE_TYPES: dict[AttributeType, Text] = {
    "concept": Text(nl="begrip", en="concept"),
    "choice": Text(nl="keuze uit een lijst", en="choice from a list"),
    "boolean": Text(nl="ja of nee", en="yes or no"),
    "integer": Text(nl="geheel getal", en="whole number"),
    "number": Text(nl="getal", en="number"),
    "date": Text(nl="dag", en="day"),
    "text": Text(nl="tekst", en="text"),
}


def in_plain_words(body: Agreement, name: Callable[[str], str] = str) -> tuple[Section, ...]:
    """The agreement, part by part; a part that it does not have is left out. `name`: what an organisation is called, by
    its address. BadInput when its rules do not read."""
    rules = rules_in(body)
    every = (
        Section(Text(nl="Tussen wie", en="Between whom"), tuple(_parties(body, name))),
        Section(Text(nl="Waarvoor", en="What for"), _purpose(body)),
        Section(Text(nl="Op welke wet", en="On which law"), tuple(map(_basis, body.legal_bases))),
        Section(Text(nl="Welke gegevens", en="Which data"), tuple(map(_field, body.agreed_fields))),
        Section(Text(nl="Wat mag", en="What may be"), tuple(_permissions(rules))),
        Section(Text(nl="Wat niet mag", en="What may not be"), tuple(_prohibitions(rules))),
        Section(Text(nl="Wat moet", en="What must be"), tuple(_duties(rules))),
        Section(Text(nl="Vanaf wanneer", en="From when"), (_period(body),)),
    )
    return tuple(one for one in every if one.lines)


def _parties(body: Agreement, name: Callable[[str], str]) -> Iterator[Text]:
    for one in body.agreement_parties:
        role, who = ROLES[one.party_role], name(one.organisation)
        yield Text(nl=f"{who} is {role.nl}.", en=f"{who} is {role.en}.")


def _purpose(body: Agreement) -> tuple[Text, ...]:
    return (same(body.sharing_purpose),) if body.sharing_purpose else ()


def _basis(one: LegalBasis) -> Text:
    name = one.title or one.law_identifier
    nl, en = f"{name}, artikel {one.article}", f"{name}, article {one.article}"
    if one.ground:
        nl, en = f"{nl} ({GROUNDS[one.ground].nl})", f"{en} ({GROUNDS[one.ground].en})"
    return Text(nl=f"{nl}.", en=f"{en}.")


def _field(one: AgreedField) -> Text:
    nl, en = one.field_name, one.field_name
    if one.mandatory_field:
        nl, en = f"{nl} (altijd)", f"{en} (always)"
    if one.necessity:
        nl, en = f"{nl}: {one.necessity}", f"{en}: {one.necessity}"
    return Text(nl=nl, en=en)


def _permissions(rules: Rules) -> Iterator[Text]:
    if rules.default == "permit":
        yield Text(nl="Alles mag, behalve wat hieronder staat.", en="Everything may be, but for what stands below.")
    for one in rules.permissions:
        when = sentence(one.when)
        if one.when == ALWAYS:
            yield _titled(one.title, Text(nl="Delen mag.", en="Sharing is allowed."))
        else:
            yield _titled(
                one.title,
                Text(nl=f"Delen mag als dit geldt: {when.nl}.", en=f"Sharing is allowed when this holds: {when.en}."),
            )
    if rules.default == "deny":
        yield Text(nl="Al het andere mag niet.", en="Nothing else is allowed.")


def _prohibitions(rules: Rules) -> Iterator[Text]:
    for one in rules.prohibitions:
        when, unless = sentence(one.when), sentence(one.unless)
        nl = f"Delen mag niet als dit geldt: {when.nl}." if one.when != ALWAYS else "Delen mag niet."
        en = f"Sharing is not allowed when this holds: {when.en}." if one.when != ALWAYS else "Sharing is not allowed."
        if one.unless != NEVER:
            nl, en = (
                f"{nl} Het mag wel als dit geldt: {unless.nl}.",
                f"{en} It is allowed all the same when this holds: {unless.en}.",
            )
        yield _titled(one.title, _waivable(Text(nl=nl, en=en), one.waivable))


def _duties(rules: Rules) -> Iterator[Text]:
    for one in rules.duties:
        when, must = sentence(one.when), sentence(one.must)
        nl, en = f"Dit moet: {must.nl}.", f"This must be: {must.en}."
        if one.when != ALWAYS:
            nl, en = (
                f"Geldt dit: {when.nl}? Dan moet dit: {must.nl}.",
                f"Does this hold: {when.en}? Then this must be: {must.en}.",
            )
        yield _titled(one.title, _waivable(Text(nl=nl, en=en), one.waivable))


def _titled(title: str, said: Text) -> Text:
    return Text(nl=f"{title}. {said.nl}", en=f"{title}. {said.en}") if title else said


def _waivable(said: Text, waivable: bool) -> Text:
    if not waivable:
        return said
    return Text(
        nl=f"{said.nl} Een andere afspraak mag dit weglaten.", en=f"{said.en} Another agreement may leave this out."
    )


def _period(body: Agreement) -> Text:
    start, end = body.valid.start, body.valid.end
    if start is None and end is None:
        return Text(nl="Dat staat er niet in.", en="It does not say.")
    first = _day(start) if start else Text(nl="een dag die er niet in staat", en="a day that it does not say")
    if end is None:
        return Text(nl=f"Vanaf {first.nl}.", en=f"From {first.en}.")
    last = _day(end)
    return Text(nl=f"Vanaf {first.nl}, tot en met {last.nl}.", en=f"From {first.en}, up to and including {last.en}.")


def _day(when: date) -> Text:
    return Text(nl=say_day(when, "nl"), en=say_day(when, "en"))
