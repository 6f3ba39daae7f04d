# SPDX-License-Identifier: EUPL-1.2
"""Everything the book knows of datasets and data services, worked out once per position: who publishes it, under which
licences and in which formats it can be had, and what its description lacks."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_args

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.kernel.text import Text, same
from stelsel.nouns.organisation import Organisations, organisations
from stelsel.priorities.data import words
from stelsel.priorities.data.kinds import DATA_SERVICE, DATASET, DISTRIBUTION, label_of, short_address
from stelsel.priorities.data.policy import Licence, Property, Purpose, Verdict, licence_at, may_use, missing

_FIELDS = {
    "titles": "dct:title",
    "descriptions": "dct:description",
    "identifier": "dct:identifier",
    "publisher_iri": "dct:publisher",
    "creator_iri": "dct:creator",
    "contact": "dcat:contactPoint",
    "access_rights": "dct:accessRights",
    "themes": "dcat:theme",
    "keywords": "dcat:keyword",
    "languages": "dct:language",
    "spatial": "dct:spatial",
    "frequency": "dct:accrualPeriodicity",
    "issued": "dct:issued",
    "modified": "dct:modified",
    "landing_page": "dcat:landingPage",
    "hvd_categories": "dcatap:hvdCategory",
    "distributions": "dcat:distribution",
    "license": "dct:license",
    "access_url": "dcat:accessURL",
    "download_url": "dcat:downloadURL",
    "formats": "dct:format",
    "media_type": "dcat:mediaType",
    "byte_size": "dcat:byteSize",
    "conforms_to": "dct:conformsTo",
    "serves_datasets": "dcat:servesDataset",
    "endpoint_url": "dcat:endpointURL",
    "endpoint_description": "dcat:endpointDescription",
}
"""The DCAT property of each field that holds one."""


@dataclass(frozen=True)
class Form:
    """One way to have the data: its licence and formats, and the entry that says so."""

    record: Record
    license: str | None
    formats: tuple[str, ...]


@dataclass(frozen=True)
class Holding:
    """A dataset or data service with all that an answer says of it. `unfetched` counts distributions that are named but
    not in the book. `lacks` holds (property, how many of the forms lack it; 0 for the description itself)."""

    record: Record
    body: Any
    kind: str
    label: Text
    who: str
    forms: tuple[Form, ...]
    unfetched: int
    lacks: tuple[tuple[Property, int], ...]

    @cached_property
    def formats(self) -> tuple[str, ...]:
        """Format codes, such as CSV, each once."""
        return tuple(sorted({one.rpartition("/")[2] for form in self.forms for one in form.formats}))

    @cached_property
    def licences(self) -> tuple[str, ...]:
        """Names of licences that were read, addresses of others; each once."""
        return tuple(sorted({licence_name(form.license) for form in self.forms if form.license}))

    @cached_property
    def read(self) -> tuple[Licence | None, ...]:
        """The licence of each form; None where none is given or nobody read it."""
        return tuple(licence_at(form.license) for form in self.forms)

    @cached_property
    def verdicts(self) -> Mapping[Purpose, Verdict]:
        """By purpose: yes where at least one form surely may be used, no where every form surely may not or the data is
        closed, else unknown."""
        return {purpose: self._verdict(purpose) for purpose in get_args(Purpose)}

    def _verdict(self, purpose: Purpose) -> Verdict:
        every = {may_use(form.license, self.body.access_rights, purpose) for form in self.forms}
        if may_use(None, self.body.access_rights, purpose) == "no":
            return "no"
        if "yes" in every:
            return "yes"
        return "no" if every == {"no"} and not self.unfetched else "unknown"

    def deciding(self, purpose: Purpose) -> tuple[Form, Licence] | None:
        """The form and licence that the verdict rests on: one that permits, else one that does not."""
        read = [(form, found) for form, found in zip(self.forms, self.read, strict=True) if found]
        allowed = [pair for pair in read if pair[1].permits[purpose]]
        return next(iter(allowed or read), None)


def licence_name(address: str | None) -> str:
    """The name of a licence that was read, else its address; empty for none."""
    found = licence_at(address)
    return found.name if found else address or ""


def holdings(book: Book) -> Mapping[str, Holding]:
    """Every dataset and data service by entry address, in order of title."""
    return book.memo("data-holdings", lambda: _work_out(book))


def _work_out(book: Book) -> dict[str, Holding]:
    forms = {record.id: (record, body) for record, body in book.rows(DISTRIBUTION)}
    known = organisations(book)
    found: dict[str, Holding] = {}
    for record, body in book.rows(DATASET):
        held = [forms[address] for address in body.distributions if address in forms]
        parts = tuple(Form(one, part.license, part.formats) for one, part in held)
        lacks = (*_own("dataset", body), *_of_forms([part for _, part in held]))
        unfetched = len(body.distributions) - len(held)
        found[record.id] = Holding(record, body, "dataset", label_of(body), _who(body, known), parts, unfetched, lacks)
    for record, body in book.rows(DATA_SERVICE):
        own = (Form(record, body.license, body.formats),)
        lacks = _own("data-service", body)
        found[record.id] = Holding(record, body, "data-service", label_of(body), _who(body, known), own, 0, lacks)
    return dict(sorted(found.items(), key=lambda pair: (pair[1].label.nl.casefold(), pair[0])))


def _own(kind: str, body: Any) -> tuple[tuple[Property, int], ...]:
    return tuple((one, 0) for one in missing(kind, _given(body), ("V", "A")))


def _of_forms(bodies: list[Any]) -> tuple[tuple[Property, int], ...]:
    counts: dict[Property, int] = {}
    for body in bodies:
        for one in missing("distribution", _given(body), ("V", "A")):
            counts[one] = counts.get(one, 0) + 1
    return tuple(counts.items())


def _given(body: Any) -> set[str]:
    """Properties that the source gave, and those that hold a value here."""
    held = {path for name, path in _FIELDS.items() if getattr(body, name, None)}
    return held | set(body.given_properties)


def _who(body: Any, known: Organisations) -> str:
    """The publisher's name: as given, else as the organisation register has it, else its address; empty for none."""
    if body.publisher_name:
        return str(body.publisher_name)
    address = body.publisher_iri or ""
    if address in known.by_tooi:
        return str(known.by_tooi[address].body.name)
    return short_address(address) if address else ""


def who(holding: Holding) -> Text:
    """The publisher in words."""
    return same(holding.who) if holding.who else words.SOMEBODY
