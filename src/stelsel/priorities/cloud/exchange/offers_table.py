# SPDX-License-Identifier: EUPL-1.2
"""Our own table of recorded offers, both directions: one row per offer, with the source as a code, the supplier's name
in the table of suppliers and the place in a table of regions. Reading gives back the very drafts that were written.

A unit is currency/unit of use, with * behind it while the price is provisional. An empty day is the day of the source.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from stelsel.kernel.documents import plain, table
from stelsel.kernel.draft import Draft, Reading, Refused
from stelsel.kernel.values import Place, Price
from stelsel.priorities.cloud.exchange._offers import local_name
from stelsel.priorities.cloud.exchange._origins import ORIGINS, Origin, supplier_address
from stelsel.priorities.cloud.exchange._problems import file_problem, row_words
from stelsel.priorities.cloud.exchange._rows import decode, records
from stelsel.priorities.cloud.kinds import CLOUD_OFFER, CloudOffer

COLUMNS = (
    "source", "vendor", "name", "title", "region", "price", "unit", "term", "type", "vcpus", "memory_mib", "storage_gb",
    "storage", "gpus", "arch", "allocation", "status", "co2_kg_hour", "note", "day",
)  # fmt: skip
REGION_COLUMNS = ("vendor", "region", "country", "city")
PER = frozenset({"hour", "month", "gb-month", "vcpu-hour", "gib-hour"})
TYPES = {"c": "compute", "b": "block-storage", "p": "compute-component"}
TERMS = {"": "on-demand", "s": "spot", "r": "reserved"}

_ORIGINS = {origin.code: origin for origin in ORIGINS}
_BY_FILE = {origin.file: origin for origin in ORIGINS}
_TYPE_CODES = {word: code for code, word in TYPES.items()}
_TERM_CODES = {word: code for code, word in TERMS.items()}

Places = Mapping[tuple[str, str], Place]


def write(drafts: Iterable[Draft]) -> tuple[bytes, bytes]:
    """The table of offers and the table of their regions."""
    ordered = sorted(drafts, key=lambda draft: draft.local)
    bodies = [_body(draft) for draft in ordered]
    places = {(_vendor(body), body.region): body.place for body in bodies if body.region}
    assert all(body.place == places.get((_vendor(body), body.region or ""), Place()) for body in bodies)
    regions = ((*key, place.country, place.city) for key, place in sorted(places.items()))
    return table(COLUMNS, map(_row, ordered)), table(REGION_COLUMNS, regions)


def read_places(raw: bytes, file: str) -> dict[tuple[str, str], Place]:
    """Place by (vendor, region)."""
    return {
        (cells["vendor"], cells["region"]): Place(country=cells["country"] or None, city=cells["city"] or None)
        for cells in records(raw, file, REGION_COLUMNS, own=True)
    }


def read(raw: bytes, file: str, names: Mapping[str, str], places: Places) -> Reading:
    """The drafts; `names` gives the supplier's name by id. BadInput for another table, Refused for a wrong row."""
    rows = csv.reader(io.StringIO(decode(raw, file), newline=""))
    if tuple(next(rows, ())) != COLUMNS:
        raise file_problem("shape", f"{file} line 1", ",".join(COLUMNS))
    make = _maker(names, places)
    drafts: dict[str, Draft] = {}
    begins: dict[str, int] = {}
    refused = []
    for line, row in enumerate(rows, start=2):
        try:
            draft = make(list(map(plain, row)))
        except (ValueError, KeyError, InvalidOperation) as error:
            refused.append(Refused(file, line, "table-row", row_words("table-row", error)))
            continue
        if begins.setdefault(draft.local, line) != line:
            refused.append(Refused(file, line, "duplicate", row_words("duplicate", begins[draft.local])))
        else:
            drafts[draft.local] = draft
    return Reading(tuple(drafts.values()), tuple(refused))


def _maker(names: Mapping[str, str], places: Places) -> Callable[[list[str]], Draft]:
    addresses = {vendor: supplier_address(vendor) for vendor in names}

    def make(row: list[str]) -> Draft:
        (source, vendor, name, title, region, price, unit, term, kind, vcpus, memory, storage, storage_type, gpus,
         architecture, allocation, status, carbon, note, day) = row  # fmt: skip
        origin = _ORIGINS[source]
        observed = date.fromisoformat(day) if day else _day(origin)
        body = CloudOffer(
            title=title or name,
            supplier=addresses[vendor],
            supplier_name=names[vendor],
            service_type=TYPES[kind],  # type: ignore[arg-type]
            source_file=origin.file,
            observed_on=observed,
            vcpus=_number(vcpus),
            memory_mib=int(memory) if memory else None,
            storage_gb=_number(storage),
            storage_type=storage_type or None,
            gpu_count=_number(gpus),
            architecture=architecture or None,  # type: ignore[arg-type]
            cpu_allocation=allocation or None,  # type: ignore[arg-type]
            region=region or None,
            place=places[vendor, region] if region else _NOWHERE,
            price=_price(price, unit),
            price_note=note or None,
            term=TERMS[term],  # type: ignore[arg-type]
            offer_status=status or None,
            carbon_kg_per_hour=_number(carbon),
        )
        local = local_name(origin, vendor, body.region, name, observed)
        return Draft(CLOUD_OFFER, local, body, about=body.supplier, source=origin.source)

    return make


_NOWHERE = Place()


@lru_cache(maxsize=64)
def _day(origin: Origin) -> date:
    return origin.day


@lru_cache(maxsize=8192)
def _number(text: str) -> Decimal | None:
    if not text:
        return None
    value = Decimal(text)
    if not value.is_finite() or value < 0:
        raise ValueError(text)
    return value


@lru_cache(maxsize=64)
def _unit(unit: str) -> dict[str, Any]:
    currency, _, per = unit.removesuffix("*").partition("/")
    if per not in PER or not currency:
        raise ValueError(unit)
    return {"currency": currency, "per": per, "provisional": unit.endswith("*")}


def _price(amount: str, unit: str) -> Price | None:
    value = _number(amount)
    if value is None:
        return None
    if not value:
        raise ValueError(amount)
    return Price(amount=value, **_unit(unit))


def _body(draft: Draft) -> CloudOffer:
    assert isinstance(draft.body, CloudOffer), "the table holds offers only"
    return draft.body


def _vendor(body: CloudOffer) -> str:
    return body.supplier.rpartition("/")[2]


def _row(draft: Draft) -> list[object]:
    body = _body(draft)
    origin, vendor = _BY_FILE[body.source_file], _vendor(body)
    name = _name(draft, origin, vendor)
    price = body.price
    unit = f"{price.currency}/{price.per}{'*' if price.provisional else ''}" if price else None
    return [
        origin.code, vendor, name, None if body.title == name else body.title, body.region,
        price.amount if price else None, unit, _TERM_CODES[body.term], _TYPE_CODES[body.service_type], body.vcpus,
        body.memory_mib, body.storage_gb, body.storage_type, body.gpu_count, body.architecture, body.cpu_allocation,
        body.offer_status, body.carbon_kg_per_hour, body.price_note,
        None if body.observed_on == origin.day else body.observed_on,
    ]  # fmt: skip


def _name(draft: Draft, origin: Origin, vendor: str) -> str:
    """The name within source, vendor and region: the title where it gives the same local name, else what the local name
    itself says."""
    body = _body(draft)
    if local_name(origin, vendor, body.region, body.title, body.observed_on) == draft.local:
        return body.title
    start, end = local_name(origin, vendor, body.region, "x", body.observed_on).rsplit(".x.", 1)
    name = draft.local.removeprefix(f"{start}.").removesuffix(f".{end}")
    assert local_name(origin, vendor, body.region, name, body.observed_on) == draft.local
    return name
