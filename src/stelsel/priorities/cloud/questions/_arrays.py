# SPDX-License-Identifier: EUPL-1.2
"""The offers of a book as arrays, made once per position: what the filter and the ranking read."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.kernel.values import HOURS_PER_MONTH, WITHIN, Price, closeness
from stelsel.nouns.exchange_rate import EXCHANGE_RATE, Rates
from stelsel.priorities.cloud.kinds import CLOUD_OFFER, CloudOffer

NOT_FOR_SALE = ("inactive", "no-stock")
"""Words of a source for an offer that nobody could buy on its day."""

SCALE = 10**8
"""Prices in arrays are whole numbers of 10^-8 euro, so that ranking is exact."""


@dataclass(frozen=True)
class Coded:
    """A text column as codes into its sorted values; -1 is unknown."""

    values: tuple[str, ...]
    codes: NDArray[np.int64]

    def code(self, value: str) -> int:
        """The code of a value; len(values) when nobody has it, so that no known code equals it."""
        return self.values.index(value) if value in self.values else len(self.values)


@dataclass(frozen=True)
class OfferArrays:
    """One position per offer, in the order of the book. NaN and -1 are unknown. `month` is the list price
    in 10^-8 euro for a month of 730 hours (compute) or for one GB and month (storage); -1 is unknown."""

    rows: tuple[tuple[Record, CloudOffer], ...]
    vcpus: NDArray[np.float64]
    memory: NDArray[np.float64]
    storage: NDArray[np.float64]
    gpus: NDArray[np.float64]
    circle: NDArray[np.int64]
    month: NDArray[np.int64]
    observed: NDArray[np.int64]
    spot: NDArray[np.bool_]
    gone: NDArray[np.bool_]
    sample: NDArray[np.bool_]
    service: Coded
    architecture: Coded
    supplier: Coded
    supplier_name: Coded
    country: Coded
    address: NDArray[np.int64]
    position: dict[str, int]
    rates: Rates

    def __len__(self) -> int:
        return len(self.rows)


def offers(book: Book) -> OfferArrays:
    """The arrays for this book; worked out once for its position."""
    return book.memo("cloud-offer-arrays", lambda: _make(book))


def _make(book: Book) -> OfferArrays:
    table = book.table(CLOUD_OFFER)
    rows = tuple(book.rows(CLOUD_OFFER))
    assert len(rows) == len(table), "the frame and the bodies are of one position"
    rates = Rates(body for _, body in book.rows(EXCHANGE_RATE))
    country = _coded(table, "place.country")
    circles = [WITHIN.index(closeness(value) or "world") for value in country.values]
    return OfferArrays(
        rows=rows,
        vcpus=_floats(table, "vcpus"),
        memory=_floats(table, "memory_mib"),
        storage=_floats(table, "storage_gb"),
        gpus=_floats(table, "gpu_count"),
        circle=np.array([*circles, -1], dtype=np.int64)[country.codes],
        month=np.array([month_price(body, rates) for _, body in rows], dtype=np.int64),
        observed=np.array([body.observed_on.toordinal() for _, body in rows], dtype=np.int64),
        spot=np.array([body.term == "spot" for _, body in rows], dtype=np.bool_),
        gone=np.array([body.offer_status in NOT_FOR_SALE for _, body in rows], dtype=np.bool_),
        sample=np.array([body.sample for _, body in rows], dtype=np.bool_),
        service=_coded(table, "service_type"),
        architecture=_coded(table, "architecture"),
        supplier=_coded(table, "supplier"),
        supplier_name=_coded(table, "supplier_name"),
        country=country,
        address=_address_order([record.id for record, _ in rows]),
        position={record.id: place for place, (record, _) in enumerate(rows)},
        rates=rates,
    )


def month_price(body: CloudOffer, rates: Rates) -> int:
    """List price in 10^-8 euro per month, or per GB and month for storage; -1 when it is unknown."""
    if body.price is None:
        return -1
    euros, _ = rates.to_eur(body.price, body.observed_on)
    if euros is None:
        return -1
    return int((euros.amount * _per_month(body.price) * SCALE).to_integral_value())


def _address_order(ids: list[str]) -> NDArray[np.int64]:
    """The place of each address in alphabetical order: the published tie-break."""
    order = np.empty(len(ids), dtype=np.int64)
    order[np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int64)] = np.arange(len(ids))
    return order


def _per_month(price: Price) -> int:
    return HOURS_PER_MONTH if price.per in ("hour", "vcpu-hour", "gib-hour") else 1


def total_price(month: int, service_type: str, storage_gb: Decimal | None, quantity: int, months: int) -> Decimal:
    """Total in euros, two decimals: month price x GB (storage) x quantity x months."""
    size = (storage_gb or Decimal(0)) if service_type == "block-storage" else Decimal(1)
    return (Decimal(month) * size * quantity * months / SCALE).quantize(Decimal("0.01"))


def _floats(table: pl.DataFrame, column: str) -> NDArray[np.float64]:
    if not len(table):
        return np.empty(0)
    return table[column].cast(pl.Float64).fill_null(float("nan")).to_numpy()


def _coded(table: pl.DataFrame, column: str) -> Coded:
    if not len(table):
        return Coded((), np.empty(0, dtype=np.int64))
    values: Sequence[Any] = table[column].drop_nulls().unique().sort().to_list()
    places = {value: place for place, value in enumerate(values)}
    codes = [places.get(value, -1) for value in table[column].to_list()]
    return Coded(tuple(values), np.array(codes, dtype=np.int64))
