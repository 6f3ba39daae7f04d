# SPDX-License-Identifier: EUPL-1.2
"""The kind Supplier."""

from typing import Annotated

import msgspec

from stelsel.kernel.kind import Body, Kind, about
from stelsel.kernel.retention import UNDECIDED
from stelsel.kernel.text import Text, same

Country = Annotated[str, msgspec.Meta(pattern="^[A-Z]{2}$")]
"""ISO 3166-1 alpha-2."""


class Supplier(Body, frozen=True):
    """A supplier. Establishment is where it says it sits; control is who decides in the end (CSF SOV-1). They differ,
    so control stays empty unless a source gives it."""

    name: str
    country_of_establishment: Country | None = None
    ultimate_parent: Annotated[str | None, about(source="EU Cloud Sovereignty Framework 1.2.1, SOV-1")] = None
    country_of_control: Annotated[Country | None, about(source="EU Cloud Sovereignty Framework 1.2.1, SOV-1")] = None
    website: str | None = None
    sample: bool = False


SUPPLIER = Kind(
    name="supplier",
    major=1,
    body=Supplier,
    wire="leverancier",
    wire_plural="leveranciers",
    title=Text(nl="Leverancier", en="Supplier"),
    plural=Text(nl="Leveranciers", en="Suppliers"),
    explain=Text(
        nl="Een leverancier, met de uiteindelijke moeder en het land van zeggenschap als die bekend zijn.",
        en="A supplier, with its ultimate parent and country of control where known.",
    ),
    room="nouns",
    label=lambda body: same(body.name),
    retention=UNDECIDED,
    groups=(
        (Text(nl="Naam", en="Name"), ("name", "website", "sample")),
        (
            Text(nl="Zeggenschap", en="Control"),
            ("country_of_establishment", "ultimate_parent", "country_of_control"),
        ),
    ),
    search=("name", "ultimate_parent"),
    facets=("country_of_establishment", "country_of_control"),
)
