# SPDX-License-Identifier: EUPL-1.2
"""From DCAT descriptions to drafts of datasets, distributions and data services."""

import hashlib
import re
from collections import defaultdict
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec

from stelsel.kernel import personal_data
from stelsel.kernel.draft import Draft, Reading, Refused
from stelsel.kernel.kind import Body, Kind
from stelsel.kernel.values import LanguageText
from stelsel.kernel.vocabulary import FROM_WIRE, words
from stelsel.priorities.data.exchange._contacts import WEB, contact_of
from stelsel.priorities.data.exchange._graph import Graph, Node, iri, of_class
from stelsel.priorities.data.exchange._problems import refused
from stelsel.priorities.data.kinds import (
    DATA_SERVICE,
    DATASET,
    DISTRIBUTION,
    DataService,
    Dataset,
    Distribution,
)

IMPORTER = "importeur"
_PLACE = re.compile(r"^(\w+)(?:\[(\d+)\])?")
_NAMES = ("nl", "en", "fr", "de", "")


def local_name(address: str) -> str:
    """The local name of what has this IRI: 20 hex digits of its SHA-256, the same in every import."""
    return hashlib.sha256(address.encode()).hexdigest()[:20]


def entry_of(kind: Kind[Any], address: str) -> str:
    """The address of the entry that the importer keeps of an IRI."""
    return f"{IMPORTER}/{kind.name}/{local_name(address)}"


def describe(graph: Graph, country: str, catalogue: str) -> Reading:
    """Every dataset, distribution and data service of a graph. `country` is that of the catalogue; `catalogue` is whom
    an entry is about where the description names no publisher."""
    reader = _Reader(graph, country, catalogue)
    for subject, node in of_class(graph, "dcat:Dataset"):
        reader.take(DATASET, subject, node, reader.dataset)
    for subject, node in of_class(graph, "dcat:Distribution"):
        reader.take(DISTRIBUTION, subject, node, reader.distribution)
    for subject, node in of_class(graph, "dcat:DataService"):
        reader.take(DATA_SERVICE, subject, node, reader.service)
    return Reading(tuple(reader.drafts), tuple(reader.refused))


class _Reader:
    def __init__(self, graph: Graph, country: str, catalogue: str) -> None:
        self.graph = graph
        self.country = country
        self.catalogue = catalogue
        self.drafts: list[Draft] = []
        self.refused: list[Refused] = []
        self.owners: dict[str, list[str]] = defaultdict(list)
        for subject, node in of_class(graph, "dcat:Dataset"):
            for part in node.iris("dcat:distribution"):
                self.owners[part].append(subject)

    def take(self, kind: Kind[Any], subject: str, node: Node, make: Any) -> None:
        """One draft, or refused where it has no address of its own."""
        if subject.startswith("_:"):
            self.refuse("no-iri", subject, node)
            return
        body, local = self.without_personal_data(make(subject, node), node), local_name(subject)
        about = getattr(body, "publisher_iri", None) or self.catalogue
        self.drafts.append(Draft(kind, local, body, about, node.origin.source))

    def refuse(self, code: str, subject: str, node: Node, *shown: object) -> None:
        self.refused.append(refused(node.origin.file, node.origin.line(subject), code, subject, *shown))

    def without_personal_data(self, body: Any, node: Node) -> Body:
        """The body without the texts in which personal data seems to stand, each counted."""
        found = {tuple(_PLACE.findall(one.where)[0]) for one in personal_data.find(msgspec.to_builtins(body))}
        spare: dict[str, Any] = {}
        for wire, _ in sorted(found):
            name = FROM_WIRE[wire]
            places = {int(place) for field, place in found if field == wire and place}
            held = getattr(body, name)
            if isinstance(held, tuple):
                spare[name] = tuple(one for place, one in enumerate(held) if place not in places)
            elif name != "iri":
                spare[name] = None
        for name in spare:
            self.refuse("personal-data", body.iri, node, words(name))
        cleaned: Body = msgspec.structs.replace(body, **spare)
        return cleaned

    def dataset(self, subject: str, node: Node) -> Dataset:
        return Dataset(
            **self._shared(subject, node),
            creator_iri=_first(_named(node, "dct:creator")),
            creator_name=self._name(node, "dct:creator"),
            spatial=tuple(_named(node, "dct:spatial")),
            frequency=_first(_named(node, "dct:accrualPeriodicity")),
            issued=self._day(subject, node, "dct:issued"),
            modified=self._day(subject, node, "dct:modified"),
            landing_page=_first(_named(node, "dcat:landingPage")),
            hvd_categories=tuple(_named(node, "dcatap:hvdCategory")),
            distributions=tuple(entry_of(DISTRIBUTION, part) for part in _named(node, "dcat:distribution")),
        )

    def service(self, subject: str, node: Node) -> DataService:
        return DataService(
            **self._shared(subject, node),
            endpoint_url=self._one(subject, node, "dcat:endpointURL"),
            endpoint_description=self._one(subject, node, "dcat:endpointDescription"),
            license=self._one(subject, node, "dct:license"),
            conforms_to=tuple(_named(node, "dct:conformsTo")),
            formats=tuple(_named(node, "dct:format")),
            serves_datasets=tuple(entry_of(DATASET, item) for item in _named(node, "dcat:servesDataset")),
        )

    def distribution(self, subject: str, node: Node) -> Distribution:
        return Distribution(
            iri=subject,
            titles=_texts(node, "dct:title"),
            license=self._one(subject, node, "dct:license"),
            access_url=self._one(subject, node, "dcat:accessURL"),
            download_url=self._one(subject, node, "dcat:downloadURL"),
            formats=tuple(_named(node, "dct:format")),
            media_type=_first(_named(node, "dcat:mediaType")),
            byte_size=self._size(subject, node),
            languages=tuple(_named(node, "dct:language")),
            issued=self._day(subject, node, "dct:issued"),
            modified=self._day(subject, node, "dct:modified"),
            datasets=tuple(entry_of(DATASET, owner) for owner in self.owners.get(subject, ())),
            given_properties=_given(node),
        )

    def _shared(self, subject: str, node: Node) -> dict[str, Any]:
        """What a dataset and a data service have in common."""
        contact, personal = contact_of(node, self.graph)
        if personal:
            self.refuse("personal-contact", subject, node)
        identifiers = [literal.text for literal in node.literals("dct:identifier")]
        if len(identifiers) > 1:
            self.refuse("more-than-one", subject, node, len(identifiers), "dct:identifier")
        return {
            "iri": subject,
            "titles": _texts(node, "dct:title"),
            "descriptions": _texts(node, "dct:description"),
            "identifier": _first(identifiers),
            "publisher_iri": self._one(subject, node, "dct:publisher"),
            "publisher_name": self._name(node, "dct:publisher"),
            "contact": contact,
            "access_rights": self._one(subject, node, "dct:accessRights"),
            "themes": tuple(_named(node, "dcat:theme")),
            "keywords": tuple(dict.fromkeys(literal.text for literal in node.literals("dcat:keyword") if literal.text)),
            "languages": tuple(_named(node, "dct:language")),
            "given_properties": _given(node),
            "country": self.country,
        }

    def _one(self, subject: str, node: Node, name: str) -> str | None:
        """The only address of a property; of several the first, and the rest counted."""
        found = _named(node, name)
        if len(found) > 1:
            self.refuse("more-than-one", subject, node, len(found), name)
        return _first(found)

    def _name(self, node: Node, name: str) -> str | None:
        """The shortest name of an agent in Dutch, else English, French, German or no language; none of a person."""
        agent = self.graph.get(_first(_named(node, name)) or "")
        if agent is None or iri("foaf:Person") in agent.properties.get("rdf:type", ()):
            return None
        held = agent.literals("foaf:name")
        for language in _NAMES:
            named = [one.text.strip() for one in held if one.language == language and one.text.strip()]
            if named:
                return min(named, key=lambda text: (len(text), text))
        return None

    def _day(self, subject: str, node: Node, name: str) -> date | None:
        found = node.literals(name)
        if not found:
            return None
        try:
            return date.fromisoformat(found[0].text[:10])
        except ValueError:
            self.refuse("value", subject, node, name, found[0].text)
            return None

    def _size(self, subject: str, node: Node) -> int | None:
        found = node.literals("dcat:byteSize")
        if not found:
            return None
        try:
            size = int(Decimal(found[0].text))
            if not 0 <= size < 2**53:
                raise ValueError
        except (ValueError, InvalidOperation, OverflowError):
            self.refuse("value", subject, node, "dcat:byteSize", found[0].text)
            return None
        return size


def _named(node: Node, name: str) -> list[str]:
    """Web addresses of a property, sorted; no blank nodes and no other schemes."""
    return [value for value in node.iris(name) if value.startswith(WEB)]


def _first(found: list[str]) -> str | None:
    return found[0] if found else None


def _given(node: Node) -> tuple[str, ...]:
    return tuple(sorted(name for name in node.properties if name != "rdf:type"))


def _texts(node: Node, name: str) -> tuple[LanguageText, ...]:
    """Texts by language; translations by machine only where they help a reader of Dutch or English."""
    found = [LanguageText(one.language.lower() or "und", " ".join(one.text.split())) for one in node.literals(name)]
    kept = {(one.language, one.text): one for one in found if one.text and _helps(one.language)}
    return tuple(kept[key] for key in sorted(kept))


def _helps(language: str) -> bool:
    return "-t-" not in language or language.startswith(("nl-", "en-"))
