# SPDX-License-Identifier: EUPL-1.2
"""A small invented country for the pages: organisations with a past, an arrangement, offers, a secret, accounts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.contrib.auth.models import User

from stelsel.kernel.draft import Draft
from stelsel.kernel.entry import Source
from stelsel.kernel.time import Period
from stelsel.kernel.values import Place, Price
from stelsel.node.models import Membership
from stelsel.node.node import Node, node
from stelsel.nouns.organisation import (
    JOINT_ARRANGEMENT,
    ORGANISATION,
    JointArrangement,
    Organisation,
    Participant,
)
from stelsel.nouns.supplier import SUPPLIER, Supplier
from stelsel.priorities.cloud.kinds import CLOUD_OFFER, CloudOffer

PASSWORD = "een lang wachtwoord"
SECRET = "Zwijgzaamheid"
"""The title of an entry in an own log: it may stand on no page of anybody else."""
TOOI = "https://identifier.overheid.nl/tooi/id/gemeente/"
SOURCE = Source("Fixture", "2026-01-31", "https://voorbeeld.invalid/bron")


def offer(number: int) -> CloudOffer:
    """An invented offer of 1..n vCPU."""
    return CloudOffer(
        title=f"machine {number}",
        supplier="importeur/supplier/wolk",
        supplier_name="Wolk" if number % 2 else "Regen",
        service_type="compute",
        source_file="fixture.csv",
        observed_on=date(2026, 1, 31),
        vcpus=Decimal(number),
        memory_mib=1024 * number,
        place=Place(country="NL"),
        price=Price(amount=Decimal("0.01") * number, currency="EUR", per="hour"),
        sample=True,
    )


def municipality(code: str, name: str, start: date | None, end: date | None, **more: object) -> Draft:
    """A municipality with its days."""
    body = Organisation(
        name=name,
        organisation_type="municipality",
        tooi=TOOI + code,
        active=end is None,
        valid=Period(start=start, end=end),
        inhabitants=1000 if end is None else None,
        **more,  # type: ignore[arg-type]
    )
    return Draft(ORGANISATION, code, body, TOOI + code, SOURCE)


def drafts() -> list[Draft]:
    """What the importer recorded."""
    new, olds = TOOI + "gm0344", (TOOI + "gm0001", TOOI + "gm0002")
    arrangement = JointArrangement(
        name="Samen <b>sterk</b>",
        participants=(Participant(name="Nieuwstad", organisation=new), Participant(name="Elders")),
    )
    last = date(2009, 12, 31)
    return [
        municipality("gm0001", "Oudstad", date(1850, 1, 1), last, successors=(new,), ended_by="merger"),
        municipality("gm0002", "Dorp", None, last, successors=(new,), ended_by="merger"),
        municipality("gm0344", "Nieuwstad", date(2010, 1, 1), None, predecessors=olds),
        Draft(JOINT_ARRANGEMENT, "samen", arrangement, "", SOURCE),
        Draft(SUPPLIER, "wolk", Supplier(name="Wolk", sample=True), "", SOURCE),
        *(
            Draft(CLOUD_OFFER, f"m{number:03}", offer(number), "importeur/supplier/wolk", SOURCE)
            for number in range(1, 61)
        ),
    ]


def build() -> Node:
    """The node with its entries and accounts."""
    node.cache_clear()
    made = node()
    for publisher in ("importeur", "wolk", "buur"):
        made.enrol(publisher)
    made.publish_drafts("importeur", "public", drafts())
    made.publish_drafts("wolk", "own", [Draft(SUPPLIER, "geheim", Supplier(name=SECRET))])
    made.publish_drafts(
        "wolk", "public", [Draft(SUPPLIER, "wolk", Supplier(name="Wolk zelf", website="https://wolk.invalid"))]
    )
    for name, publisher, role in (
        ("lezer", "wolk", "reader"),
        ("uitgever", "wolk", "publisher"),
        ("baas", "wolk", "administrator"),
        ("buurman", "buur", "administrator"),
    ):
        user = User.objects.create_user(name, password=PASSWORD)
        Membership.objects.create(user=user, publisher=publisher, role=role)
    return made
