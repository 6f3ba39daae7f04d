# SPDX-License-Identifier: EUPL-1.2
"""A kind of our own with every sort of field, in its third major, for the tests of the lower floors."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

import msgspec

from stelsel.kernel.kind import Body, Kind, about
from stelsel.kernel.problem import Finding
from stelsel.kernel.retention import UNDECIDED
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import Period
from stelsel.kernel.values import Place, Price, Value


class Floor(Value, frozen=True):
    """A named least level with a note."""

    objective: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    level: Annotated[int, msgspec.Meta(ge=0, le=4)]
    scope: str | None = None
    share: Decimal | None = None


class Thing(Body, frozen=True):
    """One of each."""

    title: Annotated[str, msgspec.Meta(min_length=1)]
    quantity: Annotated[int, about(unit="pieces", source="ours, section 1", ge=0, le=1000)] = 1
    rate: Annotated[Decimal | None, about(unit="EUR")] = None
    price: Price | None = None
    place: Place = Place()
    valid: Period = Period()
    certificates: tuple[str, ...] = ()
    minimum_seal: tuple[Floor, ...] = ()
    sample: bool = False
    day: date | None = None
    status: Literal["open", "closed"] = "open"
    level: Literal[0, 1, 2] | None = None
    rsin: str | None = None


def check(thing: Thing) -> tuple[Finding, ...]:
    """A closed thing has a last day."""
    if thing.status == "closed" and thing.valid.end is None:
        return (Finding("no-end", "geldigheid.eind", same("?"), same("!")),)
    return ()


def _second(plain: dict[str, Any]) -> dict[str, Any]:
    """1 -> 2: the title was called name."""
    return {"titel": plain["naam"], **{name: value for name, value in plain.items() if name != "naam"}}


def _third(plain: dict[str, Any]) -> dict[str, Any]:
    """2 -> 3: the quantity was a text."""
    return {**plain, "aantal": int(plain.get("aantal", "1"))}


THING: Kind[Thing] = Kind(
    name="thing",
    major=3,
    body=Thing,
    wire="ding",
    wire_plural="dingen",
    title=Text(nl="Ding", en="Thing"),
    plural=Text(nl="Dingen", en="Things"),
    explain=Text(nl="Een ding.", en="A thing."),
    room="test",
    label=lambda body: same(body.title),
    retention=UNDECIDED,
    groups=(
        (same("A"), ("title", "quantity", "rate", "price", "place", "valid", "certificates", "minimum_seal")),
        (same("B"), ("sample", "day", "status", "level", "rsin")),
    ),
    search=("title",),
    facets=("status",),
    upgrades={1: _second, 2: _third},
    check=check,
)

KINDS: dict[str, Kind[Any]] = {"thing": THING}
