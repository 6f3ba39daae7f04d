# SPDX-License-Identifier: EUPL-1.2
"""The resources of a kind: its collection, one entry, its history; publishing, correcting, withdrawing, erasing and
disputing."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

import msgspec
import polars as pl

from stelsel.book.facets import facet_filter
from stelsel.book.permission import Operation as Needed
from stelsel.faces.api.caller import publisher_for
from stelsel.faces.api.operation import Call, Operation, Reply, View, convert, read_body
from stelsel.faces.api.problems import Refused
from stelsel.faces.api.query import PAGE, PAGE_SIZE, Param
from stelsel.faces.api.shapes import (
    BASE,
    Aangehouden,
    Bezwaar,
    Bron,
    Correctie,
    Historie,
    Intrekking,
    Lijst,
    Links,
    Weerwoord,
    Wissing,
    ontvangstbewijs,
    vermelding,
)
from stelsel.kernel.entry import Source
from stelsel.kernel.kind import Decoded, Kind
from stelsel.kernel.problem import BadInput
from stelsel.kernel.values import Value
from stelsel.kernel.vocabulary import wire, words
from stelsel.node import desk, dispute_desk
from stelsel.node.node import node
from stelsel.node.permission import require
from stelsel.node.tasks import Held
from stelsel.nouns import ABOUT_A_LEAF
from stelsel.nouns.dispute import DISPUTE
from stelsel.nouns.organisation import ORGANISATION, Organisations
from stelsel.register.log import Receipt

OBJECT = {"type": "object"}


class Publicatie(Value, frozen=True):
    """A new entry that you want: `naam` below your own name (made from the content when empty), audience, whom it is
    about, a source when you record what another said, and why you go on although it stood in the way before."""

    content: dict[str, Any]
    name: str = ""
    audience: str = ""
    publisher: str = ""
    org: str = ""
    source: Bron | None = None
    despite: str = ""


def ref(name: str) -> dict[str, Any]:
    """A reference to a schema of the contract."""
    return {"$ref": f"#/components/schemas/{name}"}


def operations(kind: Kind[Any]) -> tuple[Operation, ...]:
    """Everything that can be done with the entries of a kind."""
    return (*_reading(kind), *_writing(kind))


def _reading(kind: Kind[Any]) -> tuple[Operation, ...]:
    many, name, title = kind.wire_plural, kind.body.__name__, kind.title.nl.lower()
    one, resource = f"/{many}/{{uitgever}}/{{naam}}", Resource(kind)
    days = (Param("datum", "date", "Alleen wat op deze dag gold."),) if kind is ORGANISATION else ()
    params = (PAGE, PAGE_SIZE, *days, *(_facet(kind, facet) for facet in kind.facets))
    said, page = f"Lijst van {kind.plural.nl.lower()}", ref(f"Lijst{name}")
    entry, all_of_it = f"Eén vermelding: {title}", f"Alle revisies van: {title}"
    return (
        Operation("GET", f"/{many}", f"lijst-{many}", said, many, resource.list, page, params, needs="see"),
        Operation(
            "GET",
            one,
            f"toon-{kind.wire}",
            entry,
            many,
            resource.show,
            ref(f"Vermelding{name}"),
            missing=True,
            needs="see",
        ),
        Operation(
            "GET",
            f"{one}/historie",
            f"historie-{kind.wire}",
            all_of_it,
            many,
            resource.history,
            ref("Historie"),
            missing=True,
            needs="see",
        ),
    )


def _writing(kind: Kind[Any]) -> tuple[Operation, ...]:
    many, name, title = kind.wire_plural, kind.body.__name__, kind.title.nl.lower()
    one, resource = f"/{many}/{{uitgever}}/{{naam}}", Resource(kind)
    rows: tuple[tuple[str, str, str, View, str, Needed], ...] = (
        (f"{one}/correcties", f"verbeter-{kind.wire}", "Verbeter", resource.correct, f"Correctie{name}", "correct"),
        (f"{one}/intrekkingen", f"trek-{kind.wire}-in", "Trek in", resource.withdraw, "Intrekking", "withdraw"),
        (f"{one}/wissingen", f"wis-{kind.wire}", "Wis de inhoud voorgoed", resource.erase, "Wissing", "erase"),
        (f"{one}/betwistingen", f"betwist-{kind.wire}", "Zeg dat dit fout is", resource.dispute, "Bezwaar", "dispute"),
    )
    if kind.name not in ABOUT_A_LEAF:
        making: tuple[str, str, str, View, str, Needed] = (
            f"/{many}",
            f"publiceer-{kind.wire}",
            "Publiceer een vermelding",
            resource.publish,
            f"Publicatie{name}",
            "publish",
        )
        rows = (making, *rows)
    if kind is DISPUTE:
        path, name_of = f"{one}/antwoorden", f"beantwoord-{kind.wire}"
        rows = (*rows, (path, name_of, "Beantwoord", resource.answer, "Weerwoord", "answer-dispute"))
    receipt = ref("Ontvangstbewijs")
    return tuple(
        Operation(
            "POST", path, name_of, f"{what}: {title}", many, view, receipt, takes=ref(takes), status=201, needs=needs
        )
        for path, name_of, what, view, takes, needs in rows
    )


def _facet(kind: Kind[Any], name: str) -> Param:
    return Param(wire(name), "texts", f"Alleen met deze waarde van {words(name).nl}; herhaal voor meer waarden.")


class Resource:
    """The views of one kind."""

    def __init__(self, kind: Kind[Any]) -> None:
        self.kind = kind

    def list(self, call: Call) -> Lijst:
        """A page of entries, in the order in which they were published."""
        frame = self._filtered(call)
        total, size, page = frame.height, call.query["pageSize"], call.query["page"]
        ids = frame["_id"].slice((page - 1) * size, size).to_list() if total else []
        found = [record for address in ids if (record := call.book.get(address))]
        return Lijst(
            total=total,
            entries=tuple(vermelding(call.book, record) for record in found),
            position=call.book.position.hash,
            links=page_links(call, total),
        )

    def _filtered(self, call: Call) -> pl.DataFrame:
        frame = call.book.table(self.kind)
        if frame.is_empty():
            return frame
        for name in self.kind.facets:
            wanted = call.query[wire(name)]
            if wanted:
                frame = frame.filter(facet_filter(frame, name, wanted))
        when = call.query.get("datum")
        return frame if when is None else frame.filter(pl.col("_id").is_in(_entries_on(call, when)))

    def show(self, call: Call, uitgever: str, naam: str) -> Any:
        """The current revision."""
        record = call.book.get(self._id(uitgever, naam))
        if record is None:
            raise Refused(404)
        return vermelding(call.book, record)

    def history(self, call: Call, uitgever: str, naam: str) -> Historie:
        """Every revision, oldest first."""
        address = self._id(uitgever, naam)
        records = call.book.history(address)
        if not records:
            raise Refused(404)
        found = tuple(vermelding(call.book, record) for record in records)
        return Historie(id=address, entries=found, position=call.book.position.hash)

    def publish(self, call: Call) -> Reply:
        """Sign and append a new entry."""
        asked = convert(Publicatie, read_body(call.request))
        publisher = publisher_for(call.person, "publish", asked.publisher)
        decoded = self._content(asked.content)
        source = Source(asked.source.name, asked.source.day, asked.source.link) if asked.source else None
        wish = desk.Wish(
            self.kind, decoded.body, decoded.unknown, asked.name, asked.audience, asked.org, source, asked.despite
        )
        return self._received(call, desk.publish(node(), publisher, wish, call.person))

    def correct(self, call: Call, uitgever: str, naam: str) -> Reply:
        """Append a better content."""
        require(call.person, "correct", uitgever)
        asked = convert(Correctie, read_body(call.request))
        decoded, address = self._content(asked.content), self._id(uitgever, naam)
        return self._received(call, desk.correct(node(), uitgever, address, decoded, asked.why, call.person))

    def withdraw(self, call: Call, uitgever: str, naam: str) -> Reply:
        """Take the entry back."""
        require(call.person, "withdraw", uitgever)
        asked, address = convert(Intrekking, read_body(call.request)), self._id(uitgever, naam)
        return self._received(call, desk.withdraw(node(), uitgever, address, asked.why, call.person))

    def erase(self, call: Call, uitgever: str, naam: str) -> Reply:
        """Take the entry back and remove the content of all its revisions."""
        require(call.person, "erase", uitgever)
        asked, address = convert(Wissing, read_body(call.request)), self._id(uitgever, naam)
        return self._received(call, desk.erase(node(), uitgever, address, asked.why, call.person))

    def dispute(self, call: Call, uitgever: str, naam: str) -> Reply:
        """Say that the entry is wrong, in a log of your own."""
        asked = convert(Bezwaar, read_body(call.request))
        publisher = publisher_for(call.person, "dispute", asked.publisher)
        said = dispute_desk.Objection(asked.what_is_wrong, asked.field, asked.should_be, asked.audience, asked.index)
        receipt = dispute_desk.dispute(node(), call.book, publisher, self._id(uitgever, naam), said, call.person)
        return self._received(call, receipt)

    def answer(self, call: Call, uitgever: str, naam: str) -> Reply:
        """Answer a dispute of an entry of yours."""
        asked = convert(Weerwoord, read_body(call.request))
        publisher, by = publisher_for(call.person, "answer-dispute", asked.publisher), call.person
        address = self._id(uitgever, naam)
        receipt = dispute_desk.answer(node(), call.book, publisher, address, asked.verdict, asked.reasons, by)
        return self._received(call, receipt)

    def _content(self, plain: dict[str, Any]) -> Decoded[Any]:
        try:
            return self.kind.convert(plain)
        except BadInput as problem:
            inside = wire("content")
            raise BadInput(
                *(
                    msgspec.structs.replace(finding, where=f"{inside}.{finding.where}".rstrip("."))
                    for finding in problem.findings
                )
            ) from None

    def _received(self, call: Call, receipt: Receipt | Held) -> Reply:
        return received(call, receipt)

    def _id(self, publisher: str, local: str) -> str:
        return f"{publisher}/{self.kind.name}/{local}"


def received(call: Call, receipt: Receipt | Held) -> Reply:
    """201 with where it stands, or 202 with the task that waits for a second person."""
    if isinstance(receipt, Held):
        links = {"self": f"{BASE}/taken/{receipt.task}"}
        return Reply(Aangehouden(receipt.id, receipt.task, links), 202, {"Location": links["self"]})
    body = ontvangstbewijs(call.book, receipt)
    return Reply(body, 201, {"Location": body.links["self"]})


def _entries_on(call: Call, when: date) -> list[str]:
    """Addresses of the organisations that existed on a day."""
    book = call.book

    def known() -> Organisations:
        return Organisations((record.id, body) for record, body in book.rows(ORGANISATION))

    return [one.entry for one in book.memo("api.organisations", known).on(when).organisations]


def page_links(call: Call, total: int) -> Links:
    """This page, the first, the last, and the ones beside it."""
    page, size = call.query["page"], call.query["pageSize"]
    last = max(1, -(-total // size))
    pages = {"self": page, "first": 1, "last": last}
    if page > 1:
        pages["prev"] = min(page - 1, last)
    if page < last:
        pages["next"] = page + 1
    given = {name: values for name, values in call.request.GET.lists() if name != "page"}
    return {
        name: f"{call.request.path}?{urlencode({**given, 'page': number}, doseq=True)}"
        for name, number in pages.items()
    }
