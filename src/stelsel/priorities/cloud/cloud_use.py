# SPDX-License-Identifier: EUPL-1.2
"""The kind CloudUse: one cloud service that an organisation uses, with what governing it takes."""

from datetime import date
from typing import Annotated, Literal, get_args

from stelsel.kernel.kind import Body, Kind, about
from stelsel.kernel.retention import UNDECIDED
from stelsel.kernel.text import Text, same

CloudKind = Literal["public", "private", "hybrid", "unknown"]
Material = Literal["yes", "no", "unknown"]

POLICY = "Rijksbreed cloudbeleid 2022 (kst-26643-904)"

CLOUD_KINDS: dict[str, Text] = {
    "public": Text(nl="publieke cloud", en="public cloud"),
    "private": Text(nl="private cloud", en="private cloud"),
    "hybrid": Text(nl="hybride cloud", en="hybrid cloud"),
    "unknown": Text(nl="onbekend", en="unknown"),
}
assert set(CLOUD_KINDS) == set(get_args(CloudKind)), "every kind of cloud has words"


class CloudUse(Body, frozen=True):
    """A cloud service in use. `supplier` is the address of a supplier entry; the country of control stands there and
    nowhere else. A missing day is unknown: nobody said whether there is an assessment or a plan."""

    title: str
    supplier_name: str | None = None
    supplier: Annotated[str | None, about(source="address of the supplier entry")] = None
    cloud_kind: CloudKind = "unknown"
    material: Annotated[Material, about(source=POLICY)] = "unknown"
    risk_assessed_on: Annotated[date | None, about(unit="day", source=POLICY)] = None
    exit_plan_on: Annotated[date | None, about(unit="day", source=POLICY)] = None
    sample: bool = False


CLOUD_USE = Kind(
    name="cloud-use",
    major=1,
    body=CloudUse,
    wire="cloudgebruik",
    wire_plural="cloudgebruiken",
    title=Text(nl="Cloudgebruik", en="Cloud use"),
    plural=Text(nl="Cloudgebruik", en="Cloud uses"),
    explain=Text(
        nl="Een clouddienst die een organisatie gebruikt: van wie, hoe belangrijk, en wat er is geregeld.",
        en="A cloud service that an organisation uses: whose it is, how much depends on it, what is arranged.",
    ),
    room="cloud",
    label=lambda body: same(body.title),
    retention=UNDECIDED,
    groups=(
        (Text(nl="Wat", en="What"), ("title", "cloud_kind", "material", "sample")),
        (Text(nl="Van wie", en="From whom"), ("supplier_name", "supplier")),
        (Text(nl="Wat is geregeld", en="What is arranged"), ("risk_assessed_on", "exit_plan_on")),
    ),
    search=("title", "supplier_name"),
    facets=("cloud_kind", "material", "supplier_name"),
    audience="own",
    allowed=frozenset({"own", "gov"}),
)
