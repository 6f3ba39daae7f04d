# SPDX-License-Identifier: EUPL-1.2
"""Kinds of the cloud room: CloudOffer and CloudDemand."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

import msgspec

from stelsel.kernel.kind import Body, Kind, about
from stelsel.kernel.problem import Finding
from stelsel.kernel.retention import ARCHIVES_ACT, UNDECIDED, Retention
from stelsel.kernel.text import Text, same
from stelsel.kernel.values import Place, Price, Value, Within

ServiceType = Literal["compute", "block-storage", "compute-component"]
Term = Literal["on-demand", "spot", "reserved"]
Allocation = Literal["dedicated", "shared", "burstable"]
Architecture = Literal["x86-64", "arm64", "other"]


class CloudOffer(Body, frozen=True):
    """An offer of a supplier as one source gave it on one day. Capacity is normalised: memory in MiB (2^20 bytes),
    storage in GB (10^9 bytes), vCPU as the supplier counts them. None is unknown, never zero. `price` is the list price
    without VAT; None where the source has none."""

    title: str
    supplier: Annotated[str, about(source="address of the supplier entry")]
    supplier_name: str
    service_type: ServiceType
    source_file: str
    observed_on: Annotated[date, about(unit="day", source="date of the data in the source")]
    vcpus: Annotated[Decimal | None, about(unit="vCPU")] = None
    memory_mib: Annotated[int | None, about(unit="MiB")] = None
    storage_gb: Annotated[Decimal | None, about(unit="GB")] = None
    storage_type: str | None = None
    gpu_count: Annotated[Decimal | None, about(unit="GPU")] = None
    architecture: Architecture | None = None
    cpu_allocation: Allocation | None = None
    region: str | None = None
    place: Place = Place()
    price: Price | None = None
    price_note: str | None = None
    term: Term = "on-demand"
    offer_status: str | None = None
    carbon_kg_per_hour: Annotated[Decimal | None, about(unit="kg CO2e per hour")] = None
    sample: bool = False


PRICE_NOTES = {
    "no-price": Text(nl="De bron geeft geen prijs.", en="The source gives no price."),
    "zero-price": Text(
        nl="De bron geeft prijs 0; dat betekent hier geen prijs, niet gratis.",
        en="The source gives a price of 0; here that means no price, not free.",
    ),
    "per-minute": Text(
        nl="De bron geeft een prijs per minuut; keer 60 is de prijs per uur.",
        en="The source gives a price per minute; times 60 it is the price per hour.",
    ),
    "one-off-fee": Text(
        nl="Er komen eenmalige kosten bij die niet in deze prijs zitten.",
        en="A one-off fee comes on top that is not in this price.",
    ),
    "credit-unconfirmed": Text(
        nl="De prijs is in credits; wat een credit in 2020 waard was, is niet bevestigd. Daarom rekenen we niet om.",
        en="The price is in credits; what a credit was worth in 2020 is unconfirmed. Therefore we do not convert.",
    ),
}
"""What a price note says: the code stands in the entry, the words on screen."""


class SealMinimum(Value, frozen=True):
    """A minimum SEAL level for one objective (EU Cloud Sovereignty Framework 1.2.1, gate rule)."""

    objective: Annotated[str, msgspec.Meta(pattern="^SOV-[1-8]$")]
    level: Annotated[int, msgspec.Meta(ge=0, le=4)]


class CloudDemand(Body, frozen=True):
    """What a workload needs: capacity, place, certificates, sovereignty, and for how long."""

    title: str
    service_type: Literal["compute", "block-storage"] = "compute"
    vcpus: Annotated[Decimal | None, about(unit="vCPU")] = None
    memory_mib: Annotated[int, about(unit="MiB", ge=0, le=100_000_000)] | None = None
    storage_gb: Annotated[Decimal | None, about(unit="GB")] = None
    gpu_count: Annotated[int, about(unit="GPU", ge=0, le=1000)] | None = None
    architecture: Architecture | None = None
    place_within: Within = "world"
    certificates: tuple[str, ...] = ()
    minimum_seal: tuple[SealMinimum, ...] = ()
    include_spot: bool = False
    quantity: Annotated[int, about(unit="machines or volumes", ge=1, le=100_000)] = 1
    months: Annotated[int, about(unit="months of 730 hours", ge=1, le=240)] = 12
    day: date | None = None


MOST_VCPUS, MOST_GB = Decimal(10_000), Decimal(100_000_000)
"""The largest demand for one machine or volume that makes sense: vCPU and GB."""


def check_demand(demand: CloudDemand) -> list[Finding]:
    """Amounts that cannot be: negative, endless, or beyond what one machine or volume can be."""
    amounts = (("vcpus", demand.vcpus, MOST_VCPUS), ("opslagGb", demand.storage_gb, MOST_GB))
    return [_amount(where, most) for where, value, most in amounts if not _within(value, most)]


def _within(value: Decimal | None, most: Decimal) -> bool:
    return value is None or (value.is_finite() and 0 <= value <= most)


def _amount(where: str, most: Decimal) -> Finding:
    what = Text(nl="Deze hoeveelheid kan niet.", en="This amount cannot be.")
    return Finding(
        "amount",
        where,
        what,
        Text(nl=f"Vul een getal in van 0 tot en met {most}.", en=f"Fill in a number from 0 up to {most}."),
    )


_WHAT = Text(nl="Wat", en="What")
_SOURCE = Text(nl="Herkomst", en="Origin")

CLOUD_OFFER = Kind(
    name="cloud-offer",
    major=1,
    body=CloudOffer,
    wire="cloudaanbod",
    wire_plural="cloudaanbiedingen",
    title=Text(nl="Cloudaanbod", en="Cloud offer"),
    plural=Text(nl="Cloudaanbiedingen", en="Cloud offers"),
    explain=Text(
        nl="Een aanbod van rekenkracht of opslag, zoals een bron het op een dag gaf.",
        en="An offer of compute or storage as a source gave it on a day.",
    ),
    room="cloud",
    label=lambda body: same(f"{body.title} ({body.region})" if body.region else body.title),
    retention=Retention(
        7,
        Text(
            nl="Een prijs kan onder een inkoopbesluit liggen; een financiële administratie blijft zeven jaar.",
            en="A price may stand under a purchase; financial records are kept for seven years.",
        ),
        f"{ARCHIVES_ACT}; Algemene wet inzake rijksbelastingen, art. 52",
    ),
    groups=(
        (_WHAT, ("title", "supplier_name", "supplier", "service_type", "term", "offer_status", "sample")),
        (
            Text(nl="Capaciteit", en="Capacity"),
            ("vcpus", "memory_mib", "storage_gb", "storage_type", "gpu_count", "architecture", "cpu_allocation"),
        ),
        (Text(nl="Plaats", en="Place"), ("region", "place", "carbon_kg_per_hour")),
        (Text(nl="Prijs", en="Price"), ("price", "price_note")),
        (_SOURCE, ("source_file", "observed_on")),
    ),
    search=("title", "supplier_name", "region"),
    facets=("supplier_name", "service_type", "term", "architecture"),
)

CLOUD_DEMAND = Kind(
    name="cloud-demand",
    major=1,
    body=CloudDemand,
    wire="cloudbehoefte",
    wire_plural="cloudbehoeften",
    title=Text(nl="Cloudbehoefte", en="Cloud demand"),
    plural=Text(nl="Cloudbehoeften", en="Cloud demands"),
    explain=Text(
        nl="Wat een toepassing nodig heeft aan rekenkracht, opslag, plaats en soevereiniteit.",
        en="What an application needs: compute, storage, place and sovereignty.",
    ),
    room="cloud",
    label=lambda body: same(body.title),
    retention=UNDECIDED,
    groups=(
        (_WHAT, ("title", "service_type", "quantity", "months", "day")),
        (
            Text(nl="Capaciteit", en="Capacity"),
            ("vcpus", "memory_mib", "storage_gb", "gpu_count", "architecture"),
        ),
        (
            Text(nl="Eisen", en="Requirements"),
            ("place_within", "certificates", "minimum_seal", "include_spot"),
        ),
    ),
    search=("title",),
    facets=("service_type", "place_within"),
    check=check_demand,
)

KINDS = (CLOUD_OFFER, CLOUD_DEMAND)
