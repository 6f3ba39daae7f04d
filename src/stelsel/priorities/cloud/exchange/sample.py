# SPDX-License-Identifier: EUPL-1.2
"""Two invented suppliers that state their own offers and claims, so that a demonstration has evidence to show.

Nothing here is real: every entry is marked as an example, the prices are made up and the evidence links lead nowhere.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.ids import slug
from stelsel.kernel.time import Period
from stelsel.kernel.values import Place, Price
from stelsel.nouns.claim import CLAIM, OBJECTIVES, Claim
from stelsel.nouns.supplier import SUPPLIER, Supplier
from stelsel.priorities.cloud.kinds import CLOUD_OFFER, CloudOffer

DAY = date(2026, 11, 1)
FRAMEWORK = "eu-csf-1.2.1"
AUDITOR = "Voorbeeldkeurder (verzonnen)"
VALID = Period(start=date(2026, 1, 1), end=date(2028, 12, 31))
SITE = "https://voorbeeld.invalid"

SIZES = ((1, 2), (2, 4), (2, 8), (4, 16), (8, 32), (16, 64), (32, 128), (64, 256))
"""vCPU and GiB of memory of each machine."""
VOLUMES = (("standaard", "hdd", Decimal("0.030")), ("snel", "ssd", Decimal("0.085")))
"""Name, kind and EUR per GB and month of each kind of volume."""


@dataclass(frozen=True)
class Invented:
    """An invented supplier: regions with places, EUR per vCPU and per GiB an hour, SEAL level per objective, schemes
    with an example certificate, schemes it only claims, schemes whose certificate has run out."""

    publisher: str
    name: str
    country: str
    regions: tuple[tuple[str, Place], ...]
    per_vcpu: Decimal
    per_gib: Decimal
    seal: tuple[int, ...]
    certified: tuple[str, ...]
    claimed: tuple[str, ...] = ()
    expired: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Address of its own supplier entry."""
        return f"{self.publisher}/supplier/{self.publisher}"


SUPPLIERS = (
    Invented(
        publisher="voorbeeldwolk",
        name="Voorbeeldwolk (verzonnen)",
        country="NL",
        regions=(("nl-oost", Place(country="NL", city="Deventer")), ("nl-noord", Place(country="NL", city="Assen"))),
        per_vcpu=Decimal("0.0140"),
        per_gib=Decimal("0.0055"),
        seal=(4, 4, 3, 3, 3, 3, 4, 3),
        certified=("bio2", "iso27001", "secnumcloud"),
    ),
    Invented(
        publisher="demowolk",
        name="Demowolk (verzonnen)",
        country="DE",
        regions=(("nl-west", Place(country="NL", city="Leiden")), ("de-zuid", Place(country="DE", city="Ulm"))),
        per_vcpu=Decimal("0.0105"),
        per_gib=Decimal("0.0042"),
        seal=(2, 3, 3, 2, 1, 2, 3, 2),
        certified=("iso27001",),
        claimed=("secnumcloud",),
        expired=("bio2",),
    ),
)


def sample() -> dict[str, Reading]:
    """What each invented supplier states, by publisher: itself, its offers, its claims."""
    return {one.publisher: Reading((_supplier(one), *_offers(one), *_claims(one))) for one in SUPPLIERS}


def _supplier(one: Invented) -> Draft:
    body = Supplier(
        name=one.name,
        country_of_establishment=one.country,
        ultimate_parent=one.name,
        country_of_control=one.country,
        website=f"{SITE}/{one.publisher}",
        sample=True,
    )
    return Draft(SUPPLIER, one.publisher, body)


def _offers(one: Invented) -> list[Draft]:
    return [
        draft
        for region, place in one.regions
        for draft in (
            *(_machine(one, region, place, vcpus, memory) for vcpus, memory in SIZES),
            *(_volume(one, region, place, *volume) for volume in VOLUMES),
            _machine(one, region, place, 4, 16, spot=True),
            _machine(one, region, place, 16, 64, gpus=1),
        )
    ]


def _machine(
    one: Invented, region: str, place: Place, vcpus: int, memory: int, *, spot: bool = False, gpus: int = 0
) -> Draft:
    name = f"{'g' if gpus else 's'}-{vcpus}-{memory}{'-spot' if spot else ''}"
    amount = (one.per_vcpu * vcpus + one.per_gib * memory + gpus) * (Decimal("0.4") if spot else 1)
    body = CloudOffer(
        title=name,
        supplier=one.address,
        supplier_name=one.name,
        service_type="compute",
        source_file=one.publisher,
        observed_on=DAY,
        vcpus=Decimal(vcpus),
        memory_mib=memory * 1024,
        storage_gb=Decimal(50),
        storage_type="ssd",
        gpu_count=Decimal(gpus),
        architecture="x86-64",
        cpu_allocation="dedicated" if vcpus >= 8 else "shared",
        region=region,
        place=place,
        price=Price(amount=amount.quantize(Decimal("0.0001")), currency="EUR", per="hour"),
        term="spot" if spot else "on-demand",
        offer_status="active",
        sample=True,
    )
    return Draft(CLOUD_OFFER, slug(f"{region}.{name}"), body)


def _volume(one: Invented, region: str, place: Place, name: str, kind: str, amount: Decimal) -> Draft:
    body = CloudOffer(
        title=f"volume {name}",
        supplier=one.address,
        supplier_name=one.name,
        service_type="block-storage",
        source_file=one.publisher,
        observed_on=DAY,
        storage_gb=Decimal(16_000),
        storage_type=kind,
        region=region,
        place=place,
        price=Price(amount=amount, currency="EUR", per="gb-month"),
        offer_status="active",
        sample=True,
    )
    return Draft(CLOUD_OFFER, slug(f"{region}.volume-{name}"), body)


def _claims(one: Invented) -> list[Draft]:
    levels = [
        _claim(one, FRAMEWORK, objective=objective, level=level)
        for objective, level in zip(OBJECTIVES, one.seal, strict=True)
    ]
    run_out = Period(start=date(2023, 1, 1), end=date(2025, 12, 31))
    return [
        *levels,
        *(_claim(one, scheme) for scheme in one.certified),
        *(_claim(one, scheme, certified=False) for scheme in one.claimed),
        *(_claim(one, scheme, valid=run_out) for scheme in one.expired),
    ]


def _claim(
    one: Invented,
    scheme: str,
    *,
    objective: str | None = None,
    level: int | None = None,
    certified: bool = True,
    valid: Period = VALID,
) -> Draft:
    name = slug(f"{scheme}.{objective}" if objective else scheme)
    body = Claim(
        scheme=scheme,
        subject_name=one.name,
        subject=one.address,
        objective=objective,
        level=level,
        status="certified" if certified else "claimed",
        issuer=AUDITOR if certified else None,
        asserted_by=None if certified else one.name,
        evidence=f"{SITE}/{one.publisher}/{name}" if certified else None,
        verifier=AUDITOR if certified else None,
        valid=valid,
        sample=True,
    )
    return Draft(CLAIM, name, body)
