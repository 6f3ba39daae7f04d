# SPDX-License-Identifier: EUPL-1.2
"""From bodies to the statements of CPSV-AP 3.2.0."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from stelsel.kernel.kind import Body
from stelsel.kernel.rdf import Literal
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import Period
from stelsel.kernel.values import Money
from stelsel.kernel.vocabulary import wire
from stelsel.priorities.services.exchange._cpsv_graph import Graph, safe
from stelsel.priorities.services.exchange._cpsv_names import CLASSES, CURRENCY, LINKS, NETHERLANDS, TEXTS
from stelsel.priorities.services.kinds import ACTS, ADDRESSEES, LegalResource, PublicService, RuleLink
from stelsel.priorities.services.offer_kind import ServiceOffer
from stelsel.priorities.services.part_kinds import CHANNEL_TYPES, Channel, Cost, Evidence

if TYPE_CHECKING:
    from stelsel.priorities.services.exchange.cpsv_ap import Catalogue, Item

_WEB = ("https://", "http://")
_CLASS_OF = {kind.body: name for name, kind in CLASSES.items()}
_ISO_CURRENCY = re.compile("[A-Z]{3}")
_WEEKS = re.compile(r"(\d+)W(?:(\d+)D)?")


class Writer:
    """Writes one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue, self._graph = catalogue, Graph()
        bodies = ((item.iri, item.body) for item in catalogue.items)
        self._contact_of = {iri: body.contact for iri, body in bodies if isinstance(body, Channel) and body.contact}

    def graph(self) -> Graph:
        """All of it."""
        self._itself()
        for item in self._catalogue.items:
            if isinstance(item.body, PublicService):
                self._service(item, item.body)
            elif isinstance(item.body, ServiceOffer):
                self._offer(item, item.body)
            else:
                self._part(item.iri, item.body)
        return self._graph

    def _itself(self) -> None:
        """The catalogue as a dcat:Dataset, with the position that it was made at."""
        add, subject = self._graph, self._catalogue.iri
        add.typed(subject, "dcat:Dataset")
        add.words(subject, "dct:title", _TITLE)
        add.words(subject, "dct:description", _ABOUT.fill(position=self._catalogue.position))
        add.text(subject, "dct:identifier", self._catalogue.position)
        agent = add.typed(f"{subject}#{wire('publisher')}", "foaf:Agent")
        add.words(agent, "dct:title", _NODE)
        add.text(agent, "dct:identifier", subject)
        add.add(subject, "dct:publisher", agent)

    def _service(self, item: Item, body: PublicService) -> None:
        add, subject = self._graph, self._public_service(item, body.identifier)
        add.words(subject, "dct:description", body.descriptions or _NAME_ONLY.fill(title=body.title))
        for addressee in body.addressee:
            add.add(subject, "dct:audience", self._concept("addressee", addressee, ADDRESSEES[addressee]))
        for act in body.acts:
            add.add(subject, "dct:type", self._concept("acts", act, ACTS[act]))
        for theme in body.thematic_areas:
            add.add(subject, "cv:thematicArea", self._concept("thematic_areas", theme, same(theme), theme))
        for legal in body.legal_resources:
            add.add(subject, "cv:hasLegalResource", self._law(legal))
        if body.rule:
            add.add(subject, "cpsv:follows", self._rule(body.rule))
        self._links(subject, body)
        self._duration(subject, body.processing_time)
        self._contacts(subject, body.channels)

    def _offer(self, item: Item, body: ServiceOffer) -> None:
        """What one organisation offers: a service of its own, which is related to the product."""
        add, subject = self._graph, self._public_service(item, item.iri)
        add.words(subject, "dct:description", body.descriptions or _OFFERED.fill(product=body.product))
        product = self._catalogue.names.get(body.product)
        if product:
            add.add(subject, "cv:relatedService", product)
        for name, predicate in (("channels", "cv:hasChannel"), ("costs", "cv:hasCost")):
            for reference in getattr(body, name):
                self._link(subject, predicate, reference)
        self._duration(subject, body.processing_time)
        self._contacts(subject, body.channels, body.contact or "")
        if body.link:
            add.add(subject, "foaf:page", add.typed(safe(body.link), "foaf:Document"))
        self._period(subject, body.valid)

    def _public_service(self, item: Item, identifier: str) -> str:
        """What every service has."""
        add, subject = self._graph, self._graph.typed(item.iri, "cpsv:PublicService")
        add.text(subject, "dct:identifier", identifier)
        add.words(subject, "dct:title", item.titles)
        add.add(subject, "dct:isPartOf", self._catalogue.iri)
        add.add(subject, "dct:spatial", add.typed(NETHERLANDS, "dct:Location"))
        for one in item.authorities:
            add.add(subject, "cv:hasCompetentAuthority", self._authority(one))
        return subject

    def _part(self, subject: str, body: Body) -> None:
        """A requirement, piece of evidence, channel, cost or event."""
        add, name = self._graph, _CLASS_OF[type(body)]
        add.typed(subject, name, *(("cv:Event",) if name.endswith("Event") else ()))
        add.text(subject, "dct:identifier", str(body.identifier))  # type: ignore[attr-defined]
        for predicate, field in TEXTS.items():
            add.words(subject, predicate, getattr(body, field, ()))
        self._links(subject, body)
        if isinstance(body, Channel):
            kind = body.channel_type
            add.add(subject, "dct:type", self._concept("channel_type", kind, CHANNEL_TYPES[kind]))
            self._duration(subject, body.processing_time)
            if body.owner:
                add.add(subject, "cv:ownedBy", add.typed(body.owner, "org:Organization"))
            if body.link:
                add.add(subject, "rdfs:seeAlso", safe(body.link))
        if isinstance(body, Evidence) and body.link:
            add.add(subject, "foaf:page", add.typed(safe(body.link), "foaf:Document"))
        if isinstance(body, Cost):
            self._cost(subject, body)

    def _cost(self, subject: str, body: Cost) -> None:
        if body.price:
            self._amount(subject, body.price)
        if body.defined_by:
            self._graph.add(subject, "cv:isDefinedBy", self._graph.typed(body.defined_by, "org:Organization"))

    def _amount(self, subject: str, price: Money) -> None:
        add = self._graph
        add.text(subject, "cv:hasValue", f"{price.amount:f}", "xsd:double")
        if _ISO_CURRENCY.fullmatch(price.currency):
            coin = add.typed(CURRENCY + price.currency, "skos:Concept")
        else:
            coin = self._concept("currency", price.currency, same(price.currency))
        add.add(subject, "cv:currency", coin)

    def _links(self, subject: str, body: Body) -> None:
        for predicate, field in LINKS.get(_CLASS_OF[type(body)], {}).items():
            held = getattr(body, field)
            for reference in held if isinstance(held, tuple) else (held,) if held else ():
                if predicate == "dct:language":
                    self._graph.add(subject, predicate, self._graph.typed(safe(reference), "dct:LinguisticSystem"))
                else:
                    self._link(subject, predicate, reference)

    def _link(self, subject: str, predicate: str, reference: str) -> None:
        """A link to what stands in this catalogue; to anything else none, for it may not be for this asker."""
        target = self._catalogue.names.get(reference)
        if target:
            self._graph.add(subject, predicate, target)

    def _duration(self, subject: str, duration: str | None) -> None:
        """As xsd:duration, which knows no weeks: they become days."""
        if duration:
            days = _WEEKS.sub(lambda found: f"{int(found[1]) * 7 + int(found[2] or 0)}D", duration)
            self._graph.text(subject, "cv:processingTime", days, "xsd:duration")

    def _contacts(self, subject: str, channels: tuple[str, ...], own: str = "") -> None:
        """The contact of a service and of its channels: the standard has none of a channel."""
        given = [self._contact_of.get(self._catalogue.names.get(one, ""), "") for one in channels]
        for number, contact in enumerate(dict.fromkeys(one for one in (own, *given) if one), start=1):
            point = self._graph.typed(f"{self._named(subject)}-{number}", "cv:ContactPoint")
            if contact.startswith(_WEB):
                self._graph.add(point, "cv:contactPage", self._graph.typed(safe(contact), "foaf:Document"))
            else:
                self._graph.text(point, "cv:email" if "@" in contact else "cv:telephone", contact)
            self._graph.add(subject, "cv:contactPoint", point)

    def _named(self, subject: str) -> str:
        return f"{self._catalogue.iri}#{wire('contact')}-{hashlib.sha256(subject.encode()).hexdigest()[:12]}"

    def _period(self, subject: str, valid: Period) -> None:
        if valid == Period():
            return
        period = self._graph.typed(f"{self._named(subject)}-{wire('valid')}", "dct:PeriodOfTime")
        for predicate, day in (("dcat:startDate", valid.start), ("dcat:endDate", valid.end)):
            if day:
                self._graph.text(period, predicate, day.isoformat(), "xsd:date")
        self._graph.add(subject, "dct:temporal", period)

    def _authority(self, address: str) -> str:
        add, one = self._graph, self._catalogue.authorities[address]
        if address not in add:
            add.typed(address, "cv:PublicOrganisation")
            add.words(address, "skos:prefLabel", one.name)
            place = add.typed(one.place, "dct:Location")
            add.words(place, "skos:prefLabel", one.place_name)
            add.add(address, "dct:spatial", place)
        return address

    def _law(self, legal: LegalResource) -> str:
        add, link = self._graph, legal.link or ""
        own = f"{self._catalogue.iri}#{wire('laws')}-{hashlib.sha256(legal.title.encode()).hexdigest()[:12]}"
        subject = add.typed(safe(link) if link.startswith(_WEB) else own, "eli:LegalResource")
        add.add(subject, "dct:title", Literal(legal.title, "nl"))
        return subject

    def _rule(self, link: RuleLink) -> str:
        add, shown = self._graph, self._catalogue.rules.get(link)
        address = shown.iri if shown else f"{self._catalogue.iri}#{wire('rule')}-{safe(str(link)).replace('%20', '-')}"
        if address not in add:
            add.typed(address, "cpsv:Rule")
            add.text(address, "dct:identifier", str(link))
            add.words(address, "dct:title", same(shown.name if shown else link.identifier))
            add.words(address, "dct:description", (_RULE if shown else _RULE_ELSEWHERE).fill(rule=str(link)))
            if shown and shown.law:
                add.add(address, "cpsv:implements", self._law(LegalResource(shown.name, shown.law)))
        return address

    def _concept(self, field: str, code: str, said: Text, notation: str = "") -> str:
        add, subject = self._graph, f"{self._catalogue.iri}#{wire(field)}-{safe(code)}"
        if subject not in add:
            add.typed(subject, "skos:Concept")
            add.words(subject, "skos:prefLabel", said)
            if notation:
                add.text(subject, "skos:notation", notation)
        return subject


_TITLE = Text(nl="Catalogus van diensten", en="Catalogue of services")
_ABOUT = Text(
    nl="Diensten van de overheid volgens CPSV-AP 3.2.0, gemaakt bij stand {position}. Wie bevoegd is hangt vaak van de "
    "plaats af; dan staat er de bestuurslaag. Zinnen over diensten zijn van Stelsel; geen jurist heeft ze nagekeken.",
    en="Services of government after CPSV-AP 3.2.0, made at position {position}. Who is competent often depends on the "
    "place; then it says the layer of government. Sentences on services are by Stelsel; no lawyer has checked them.",
)
_NODE = Text(nl="Deze node van Stelsel", en="This node of Stelsel")
_NAME_ONLY = Text(
    nl="Van deze dienst is alleen de naam bekend: {title}.", en="Only the name of this service is known: {title}."
)
_OFFERED = Text(nl="Aanbod van het product {product}.", en="Offer of the product {product}.")
_RULE = Text(
    nl="Regeltekst {rule} van Stelsel. Een cpsv:Rule is zelf geen regel voor een computer; deze regeltekst wel.",
    en="Rule text {rule} of Stelsel. A cpsv:Rule is itself no rule for a computer; this rule text is.",
)
_RULE_ELSEWHERE = Text(
    nl="Regeltekst {rule}. Een cpsv:Rule is zelf geen regel voor een computer; de tekst is hier niet te zien.",
    en="Rule text {rule}. A cpsv:Rule is itself no rule for a computer; the text cannot be seen here.",
)
