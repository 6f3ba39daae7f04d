# SPDX-License-Identifier: EUPL-1.2
"""Beginning a data request: from what somebody filled in to the first version of an agreement. Where it refines a base,
the rules of the base are taken over, so that it begins in line with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from stelsel.kernel import personal_data
from stelsel.kernel.ids import slug
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire
from stelsel.node import clock
from stelsel.node.audit import acting_as
from stelsel.node.data_requests._deliver import deliver
from stelsel.node.data_requests._here import takes_part
from stelsel.node.identity import Person
from stelsel.node.node import Node
from stelsel.node.permission import require
from stelsel.node.signatures import organisation_of
from stelsel.nouns.agreement import AGREEMENT, Agreement, from_template
from stelsel.priorities.data.requests import MOST_TEXT, VERSION, Requested, Standing, encoded, raw_agreement

EDITABLE = (
    "version", "title", "sharing_purpose", "legal_bases", "agreed_fields", "summary", "valid", "refines", "supersedes",
    "default_outcome", "permissions", "prohibitions", "duties", "attributes", "agreed_concepts", "own_terms",
    "measures",
)  # fmt: skip
"""The parts of an agreement that a request or a version says; the rest follows from the request."""
_RULES = (
    "default_outcome", "permissions", "prohibitions", "duties", "shapes", "own_terms", "attributes", "agreed_concepts",
)  # fmt: skip
_SPOKEN = {"own_terms": "own_term", "attributes": "attribute_name", "agreed_concepts": "concept"}
_ID = re.compile(r"[0-9a-f]{32}")
_SHARE = "delen"


@dataclass(frozen=True)
class Wish:
    """A request that somebody wants to make: three publishers, what it is for in plain words, and parts of the
    agreement as wire values. `taken_over`: which permissions of the base are wanted (None: all). `id`: 32 hexadecimal
    digits, the same when one form is sent twice."""

    consumer: str
    provider: str
    gatekeeper: str
    text: str
    values: Mapping[str, Any] = field(default_factory=dict)
    taken_over: tuple[str, ...] | None = None
    id: str = ""


def ask(node: Node, who: Person, wish: Wish) -> Standing:
    """Make a request; durable on return, in the dossiers of all parties. NotAllowed for who may not at the consumer;
    BadInput names every field, and then nothing is written."""
    body = draft(node, who, wish)
    message = Requested(
        data_request=wish.id or clock.salt(16).hex(),
        sequence=1,
        party="consumer",
        sent_at=clock.now(),
        version=VERSION,
        consumer_publisher=wish.consumer,
        provider_publisher=wish.provider,
        gatekeeper_publisher=wish.gatekeeper,
        text=" ".join(wish.text.split()),
        proposed_agreement=raw_agreement(body),
    )
    with acting_as(who.name):
        return deliver(encoded(message))


def draft(node: Node, who: Person, wish: Wish) -> Agreement:
    """The first version as it would be sent. NotAllowed and BadInput as `ask` raises them. Nothing is kept."""
    require(who, "request-data", wish.consumer)
    wrong = [
        ("no-provider", wire("provider_publisher"), not takes_part(wish.provider)),
        ("request-to-oneself", wire("provider_publisher"), _same(wish.provider, wish.consumer)),
        ("no-gatekeeper", wire("gatekeeper_publisher"), not takes_part(wish.gatekeeper)),
        ("gatekeeper-asks", wire("gatekeeper_publisher"), _same(wish.gatekeeper, wish.consumer)),
        ("no-text", wire("text"), not wish.text.strip()),
        ("long-text", wire("text"), len(wish.text) > MOST_TEXT),
        ("request-id", "", bool(wish.id) and not _ID.fullmatch(wish.id)),
    ]
    findings = [Finding(code, where, *_WORDS[code]) for code, where, is_wrong in wrong if is_wrong]
    findings += personal_data.find({wire("text"): wish.text})
    try:
        body = _body(node, who, wish)
    except BadInput as problem:
        findings += (one for one in problem.findings if not one.where.startswith(wire("agreement_parties")))
        raise BadInput(*findings) from None
    if findings:
        raise BadInput(*findings)
    return body


def _same(one: str, other: str) -> bool:
    """Whether two publishers are one organisation."""
    return bool(one and other) and organisation_of(one) == organisation_of(other)


def _body(node: Node, who: Person, wish: Wish) -> Agreement:
    plain = {wire(name): wish.values[wire(name)] for name in EDITABLE if wire(name) in wish.values}
    base = _base(node, who, str(plain.get(wire("refines"), "")).strip())
    rules = _rules(base, wish.taken_over)
    for name, key in _SPOKEN.items():  # what the base speaks with stays, unless it was given another meaning
        said = plain.get(wire(name)) or []
        named = {one.get(wire(key)) for one in said}
        plain[wire(name)] = [*said, *(one for one in rules.get(wire(name), ()) if one[wire(key)] not in named)]
    return AGREEMENT.convert({**rules, **plain, **_fixed(wish, plain)}).body


def edited(body: Agreement, values: Mapping[str, Any]) -> Agreement:
    """Another version: the parts that were filled in, also with nothing, as they were filled in; the rest as it was.
    BadInput names each field that does not hold."""
    plain = msgspec.to_builtins(body)
    given = {wire(name): values[wire(name)] for name in EDITABLE if wire(name) in values}
    return AGREEMENT.convert({**plain, **given}).body


def _fixed(wish: Wish, plain: Mapping[str, Any]) -> dict[str, Any]:
    roles = {"provider": wish.provider, "consumer": wish.consumer, "gatekeeper": wish.gatekeeper}
    if wish.gatekeeper == wish.provider:
        del roles["gatekeeper"]
    parties = [
        {wire("organisation"): organisation_of(publisher), wire("party_role"): role}
        for role, publisher in roles.items()
    ]
    name = slug(str(plain.get(wire("title"), "")))[:60] or "afspraak"
    return {
        wire("identifier"): f"{wish.consumer}-{name}-{wish.id[:8] or 'nieuw'}",
        wire("version"): str(plain.get(wire("version"), "")).strip() or "1.0",
        wire("text_type"): "sharing",
        wire("agreement_parties"): parties,
    }


def _rules(base: Agreement | None, wanted: tuple[str, ...] | None) -> dict[str, Any]:
    """The rules of the base, or one permission without conditions where there is no base."""
    if base is None:
        return {wire("permissions"): [{wire("rule_id"): _SHARE, wire("title"): "Delen voor dit doel"}]}
    plain = msgspec.to_builtins(from_template("", base))
    found = {wire(name): plain[wire(name)] for name in _RULES if plain.get(wire(name))}
    if wanted is not None:
        kept = [one for one in found.get(wire("permissions"), ()) if one[wire("rule_id")] in wanted]
        found[wire("permissions")] = kept
    return found


def _base(node: Node, who: Person, address: str) -> Agreement | None:
    if not address:
        return None
    record = node.book(who.asker).get(address) if address.count("/") == 2 else None
    if record is None or record.envelope.type.partition("/")[0] != AGREEMENT.name or not record.payload:
        raise BadInput(Finding("no-agreement", wire("refines"), *_WORDS["no-agreement"]))
    base: Agreement = record.body(AGREEMENT)
    return base


_CHOOSE = Text(nl="Kies er een uit de lijst.", en="Choose one from the list.")
_WORDS = {
    "no-provider": (
        Text(nl="Kies van welke organisatie u gegevens vraagt.", en="Choose which organisation you ask for data."),
        _CHOOSE,
    ),
    "request-to-oneself": (
        Text(nl="Dit is uw eigen organisatie.", en="This is your own organisation."),
        Text(nl="Kies een andere organisatie.", en="Choose another organisation."),
    ),
    "no-gatekeeper": (
        Text(nl="Kies wie het verzoek beoordeelt.", en="Choose who judges the request."),
        Text(
            nl="Is er geen aparte poortwachter? Kies de aanbieder.", en="No separate gatekeeper? Choose the provider."
        ),
    ),
    "gatekeeper-asks": (
        Text(nl="Wie vraagt, beoordeelt het eigen verzoek niet.", en="Who asks does not judge its own request."),
        Text(nl="Kies de aanbieder of een ander.", en="Choose the provider or another."),
    ),
    "no-text": (
        Text(nl="U hebt nog niet gezegd waarom u dit vraagt.", en="You have not said yet why you ask this."),
        Text(nl="Schrijf het in een paar zinnen.", en="Write it in a few sentences."),
    ),
    "long-text": (
        Text(nl=f"De tekst is langer dan {MOST_TEXT} tekens.", en=f"The text is over {MOST_TEXT} characters."),
        Text(nl="Maak de tekst korter.", en="Make the text shorter."),
    ),
    "request-id": (
        Text(nl="Dit formulier is niet van deze site.", en="This form is not of this site."),
        Text(nl="Begin opnieuw.", en="Begin again."),
    ),
    "no-agreement": (
        Text(nl="Hier staat geen afspraak die u mag zien.", en="There is no agreement here that you may see."),
        Text(nl="Kies een afspraak uit de lijst.", en="Choose an agreement from the list."),
    ),
}
