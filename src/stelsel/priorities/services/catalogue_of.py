# SPDX-License-Identifier: EUPL-1.2
"""From the book of an asker to the catalogue of services that may be shown to that asker: every service, who is
competent, its parts, its events, and the rule text that it follows."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.engines.rules.library import holding
from stelsel.kernel.ids import TOOI_PREFIX, slug
from stelsel.kernel.kind import Kind
from stelsel.kernel.text import Text, same
from stelsel.kernel.values import LanguageText
from stelsel.nouns.organisation import ORGANISATION, organisations
from stelsel.nouns.rule_text import rules_in
from stelsel.priorities.services.catalogue_rules import catalogue_rules
from stelsel.priorities.services.exchange.cpsv_ap import NETHERLANDS, Authority, Catalogue, Item, RuleShown, safe
from stelsel.priorities.services.kinds import KINDS, PUBLIC_SERVICE, Layer, PublicService, RuleLink
from stelsel.priorities.services.offer_kind import SERVICE_OFFER, ServiceOffer
from stelsel.priorities.services.policy import Doorkeeper, carrier_of, first_layer_of
from stelsel.priorities.services.sayings import code_of
from stelsel.priorities.services.written import written
from stelsel.priorities.services.written_parts import names_of, parts, references, shared_parts, told

PATH = "diensten-catalogus"
"""The catalogue below the API."""


def catalogue_of(book: Book, api: str, wanted: Callable[[Record], bool] = lambda record: True) -> Catalogue:
    """The catalogue; `api` is the address below which entries stand as kinds/publisher/name, `wanted` says which
    services (all of them by default)."""
    return _Maker(book, api, wanted).catalogue()


class _Maker:
    def __init__(self, book: Book, api: str, wanted: Callable[[Record], bool]) -> None:
        self.book, self.api, self.iri = book, api, f"{api}/{PATH}"
        rows = book.rows(PUBLIC_SERVICE)
        self.services = [(record, told(body)) for record, body in rows if wanted(record)]
        self.left_out = {body.identifier for _, body in rows} - {body.identifier for _, body in self.services}
        self.taken: set[str] = set()
        self.names: dict[str, str] = {}
        self.authorities: dict[str, Authority] = {}
        self.rules: dict[RuleLink, RuleShown] = {}

    def catalogue(self) -> Catalogue:
        """All of it, in an order that does not depend on that of the logs."""
        services = [self._service(*row) for row in sorted(self.services, key=lambda row: (row[1].title, row[0].id))]
        offers = [self._offer(*row) for row in self._rows(SERVICE_OFFER) if row[1].product not in self.left_out]
        items = (*services, *offers, *self._parts())
        return Catalogue(self.iri, self.book.position.hash, items, self.authorities, self.rules, self.names)

    def _rows(self, kind: Kind[Any]) -> list[tuple[Record, Any]]:
        return sorted(self.book.rows(kind), key=lambda row: row[0].id)

    def _service(self, record: Record, body: PublicService) -> Item:
        address = self._named(record, PUBLIC_SERVICE, body.iri or body.identifier)
        body = self._with_rule(body)
        return Item(address, body, names_of(body), tuple(dict.fromkeys(self._competent(body))))

    def _offer(self, record: Record, body: ServiceOffer) -> Item:
        titles = body.titles or (LanguageText("nl", body.product.rpartition("/")[2]),)
        return Item(self._named(record, SERVICE_OFFER, ""), body, titles, (self._offerer(record, body),))

    def _parts(self) -> Iterator[Item]:
        """Entries of the small kinds, then the parts of our own texts that a service shown here speaks of."""
        for kind in KINDS:
            if kind not in (PUBLIC_SERVICE, SERVICE_OFFER):
                for record, body in self._rows(kind):
                    yield Item(self._named(record, kind, body.iri or ""), body)
        shown = {name for _, body in self.services for name in references(body)}
        codes = dict.fromkeys(code_of(body.identifier) for _, body in self.services)
        own = (*shared_parts(), *(part for code in codes if code in written() for part in parts(code)))
        for name, body in own:
            if name in shown and name not in self.names:
                self.names[name] = self.iri + safe(name)
                yield Item(self.names[name], body)

    def _named(self, record: Record, kind: Kind[Any], own: str) -> str:
        """The IRI of an entry: its own, else where it stands in the API. Two entries never share one."""
        publisher, _, local = record.id.split("/", 2)
        address = safe(own) if own.startswith(_WEB) else ""
        if not address or address in self.taken:
            address = f"{self.api}/{kind.wire_plural}/{publisher}/{local}"
        self.taken.add(address)
        self.names[record.id] = address
        self.names.setdefault(own or record.id, address)
        return address

    def _with_rule(self, body: PublicService) -> PublicService:
        """The service with the version of its rule text that holds on the day of asking, where the asker sees one."""
        rule = body.rule.identifier if body.rule else catalogue_rules().rules.get(code_of(body.identifier), "")
        library = rules_in(self.book).library
        if not rule or not library.known(rule):
            return body
        versions = library.versions_of(rule)
        wanted = body.rule.version if body.rule else None
        version = next((one for one in versions if one.text.valid_from == wanted), None)
        version = version or holding(versions, self.book.day, None)
        if version is None:
            return body
        link, text = RuleLink(rule, version.text.valid_from), version.text
        law = f"https://wetten.overheid.nl/{text.bwb_id}" if text.bwb_id else text.url
        self.rules[link] = RuleShown(f"{self.api}/regels/{rule}/versies#{text.valid_from}", text.name, law)
        return msgspec.structs.replace(body, rule=link)

    def _competent(self, body: PublicService) -> Iterator[str]:
        """Who is competent: as the entry says, else as the rules of this room say; of a layer, the layer."""
        if body.competent_authority:
            yield self._organisation(body.competent_authority)
            return
        carrier = carrier_of(body, self.book.day)
        if carrier:
            yield self._carrier(carrier)
            return
        first = first_layer_of(body, self.book.day) if len(body.layers) > 1 else None
        for layer in (first.layer,) if first and first.layer else body.layers:
            yield self._authority(f"{self.iri}#bestuurslaag-{layer}", _LAYER[layer])
        if not body.layers:
            yield self._authority(f"{self.iri}#organisatie-onbekend", _UNKNOWN)

    def _offerer(self, record: Record, body: ServiceOffer) -> str:
        """The organisation of an offer: as it says, else the one that the entry is about."""
        of = body.organisation or record.envelope.org
        if of.startswith(TOOI_PREFIX):
            return self._organisation(of)
        itself = self.book.get(f"{of}/{ORGANISATION.name}/{of}") if _PUBLISHER.fullmatch(of) else None
        name = itself.body(ORGANISATION).name if itself else of
        return self._authority(f"{self.iri}#organisatie-{slug(of)}", same(name))

    def _carrier(self, carrier: Doorkeeper) -> str:
        if carrier.tooi:
            return self._organisation(carrier.tooi, carrier.name)
        return self._authority(f"{self.iri}#organisatie-{slug(carrier.name)}", same(carrier.name))

    def _organisation(self, tooi: str, name: str = "") -> str:
        known, code = organisations(self.book).by_tooi.get(tooi), tooi.rpartition("/")[2]
        said = same(known.body.name if known else name or code)
        if known and known.body.organisation_type in _LOCAL:
            return self._authority(tooi, said, f"{self.iri}#gebied-{code}", said)
        return self._authority(tooi, said)

    def _authority(self, iri: str, name: Text, place: str = NETHERLANDS, place_name: Text | None = None) -> str:
        self.authorities.setdefault(iri, Authority(iri, name, place, place_name or _COUNTRY))
        return iri


_PUBLISHER = re.compile("[a-z0-9][a-z0-9-]{0,59}")
_WEB = ("https://", "http://")
_LOCAL = frozenset({"municipality", "province", "water-board"})
_COUNTRY = Text(nl="Nederland", en="the Netherlands")
_UNKNOWN = Text(nl="Nog niet bekend welke organisatie", en="Not known yet which organisation")
_LAYER: dict[Layer, Text] = {
    "central": Text(
        nl="Rijk (welke organisatie is nog niet bekend)", en="Central government (not known yet which organisation)"
    ),
    "province": Text(nl="Provincie (welke hangt van de plaats af)", en="Province (which one depends on the place)"),
    "water-board": Text(
        nl="Waterschap (welk hangt van de plaats af)", en="Water board (which one depends on the place)"
    ),
    "municipality": Text(
        nl="Gemeente (welke hangt van de plaats af)", en="Municipality (which one depends on the place)"
    ),
}
