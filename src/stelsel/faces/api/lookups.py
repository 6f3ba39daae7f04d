# SPDX-License-Identifier: EUPL-1.2
"""Search, logs, proofs, schemas and the position."""

from typing import Any

from stelsel.catalogue import KINDS
from stelsel.faces.api.entries import page_links, ref
from stelsel.faces.api.operation import Call, Operation
from stelsel.faces.api.problems import Refused
from stelsel.faces.api.query import PAGE, PAGE_SIZE, Param
from stelsel.faces.api.shapes import (
    BASE,
    Bewijs,
    Logboek,
    Logboeken,
    LogEnOmvang,
    Stand,
    Zoekresultaten,
    base64_of,
    entry_links,
    vermelding,
)
from stelsel.kernel.kind import Kind
from stelsel.node.node import node
from stelsel.register.log import LogName, prove, read

_TEXT = Param("zoektekst", "text", "Woorden die u zoekt, Nederlands of Engels; leeg geeft alles.", default="")
_KIND = Param("soort", "texts", "Alleen van deze soort; herhaal voor meer soorten.")
_MODE = Param("wijze", "texts", "stated (zelf verklaard) of recorded (vastgelegd).")


def operations() -> tuple[Operation, ...]:
    """Everything here."""
    proof = "/bewijzen/{uitgever}/{soort}/{naam}"
    params = (_TEXT, _KIND, _MODE, PAGE, PAGE_SIZE)
    return (
        Operation(
            "GET",
            "/zoekresultaten",
            "zoek",
            "Zoek in alle vermeldingen",
            "zoeken",
            found,
            ref("Zoekresultaten"),
            params,
            needs="see",
        ),
        Operation(
            "GET",
            "/logboeken",
            "lijst-logboeken",
            "De logboeken, met sleutels en ijkpunt",
            "logboeken",
            logs,
            ref("Logboeken"),
            needs="see",
        ),
        Operation(
            "GET",
            proof,
            "toon-bewijs",
            "Bewijs dat een vermelding in het logboek staat",
            "logboeken",
            proven,
            ref("Bewijs"),
            missing=True,
            needs="see",
        ),
        Operation(
            "GET",
            "/soorten/{soort}/schema",
            "toon-schema",
            "JSON Schema van een soort",
            "soorten",
            schema,
            {"type": "object"},
            missing=True,
            needs="see",
        ),
        Operation(
            "GET",
            "/stand",
            "toon-stand",
            "Wat u nu kunt zien: logboeken en omvang",
            "logboeken",
            position,
            ref("Stand"),
            needs="see",
        ),
    )


def found(call: Call) -> Zoekresultaten:
    """Entries that match, best first."""
    names = {kind.wire: name for name, kind in KINDS.items()}
    asked = call.query
    wanted = {"kind": [names.get(one, one) for one in asked["soort"]], "mode": asked["wijze"]}
    facets = {name: values for name, values in wanted.items() if values}
    hits = call.book.search(asked["zoektekst"], facets, asked["pageSize"], (asked["page"] - 1) * asked["pageSize"])
    records = [record for address in hits.ids if (record := call.book.get(address))]
    return Zoekresultaten(
        total=hits.total,
        entries=tuple(vermelding(call.book, record) for record in records),
        facets=_facets(hits.facets),
        position=call.book.position.hash,
        did_you_mean=hits.did_you_mean,
        links=page_links(call, hits.total),
    )


def _facets(counts: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    kinds = {KINDS[name].wire if name in KINDS else name: count for name, count in counts.get("kind", {}).items()}
    return {"soort": kinds, "wijze": counts.get("mode", {})}


def logs(call: Call) -> Logboeken:
    """The logs this caller may see."""
    sizes = dict(call.book.position.logs)
    return Logboeken(
        logs=tuple(_logboek(view.log, sizes[view.log.origin]) for view in call.book.views),
        position=call.book.position.hash,
    )


def _logboek(log: LogName, size: int) -> Logboek:
    files = f"/logboek/{log.publisher}/{log.audience}"
    return Logboek(
        origin=log.origin,
        publisher=log.publisher,
        audience=log.audience,
        size=size,
        keys=node().vkeys(log),
        checkpoint=node().logs.note(log.origin),
        links={"ijkpunt": f"{files}/checkpoint"} if size else {},
    )


def proven(call: Call, uitgever: str, soort: str, naam: str) -> Bewijs:
    """All that is needed to check the newest revision of an entry."""
    kind = _kind(soort)
    address = f"{uitgever}/{kind.name}/{naam}"
    records = call.book.history(address)
    if not records:
        raise Refused(404)
    log, index = records[-1].log, records[-1].index
    store = node().logs
    _, stored = read(store, log.origin, index)
    proof = prove(store, log.origin, index)
    return Bewijs(
        id=address,
        log=log.origin,
        index=index,
        leaf=base64_of(stored.leaf),
        salt=base64_of(stored.salt),
        payload=base64_of(stored.payload),
        hashes=tuple(base64_of(one) for one in proof.hashes),
        checkpoint=proof.note,
        keys=node().vkeys(log),
        links={**entry_links(call.book, address), "self": f"{BASE}/bewijzen/{address}"},
    )


def schema(call: Call, soort: str) -> Any:
    """The JSON Schema of a kind."""
    return _kind(soort).schema()


def position(call: Call) -> Stand:
    """The position of this caller."""
    here = call.book.position
    logs_now = tuple(LogEnOmvang(origin=origin, size=size) for origin, size in here.logs)
    return Stand(hash=here.hash, total=here.entries, logs=logs_now)


def _kind(name: str) -> Kind[Any]:
    for kind in KINDS.values():
        if name in (kind.name, kind.wire, kind.wire_plural):
            return kind
    raise Refused(404)
