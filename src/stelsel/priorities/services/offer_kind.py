# SPDX-License-Identifier: EUPL-1.2
"""The kind ServiceOffer: which organisation offers which product, from when until when, and where. An organisation
states its own; an importer records those of others."""

from typing import Annotated

from stelsel.kernel.ids import TooiUri
from stelsel.kernel.kind import Body, Kind, about
from stelsel.kernel.retention import UNDECIDED
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import Period
from stelsel.priorities.services.part_kinds import WHAT, WHENCE, Addresses, Duration, Titles, first_title

_STANDARD = "CPSV-AP 3.2.0"
WEB = r"^https?://[^\s]{3,490}$"


class ServiceOffer(Body, frozen=True):
    """One organisation offers one product. `product` is the address of the product in the Uniforme Productnamenlijst;
    `link` the organisation's own page about it. Without `organisation` it is the one that the entry is about. Channels
    and costs are addresses of entries, or IRIs."""

    product: Annotated[str, about(source="UPL URI", pattern=WEB)]
    organisation: Annotated[TooiUri | None, about(source=f"{_STANDARD}, cv:hasCompetentAuthority; TOOI")] = None
    titles: Annotated[Titles, about(source=f"{_STANDARD}, dct:title; as the organisation calls it")] = ()
    descriptions: Annotated[Titles, about(source=f"{_STANDARD}, dct:description")] = ()
    valid: Annotated[Period, about(unit="days", source="first and last day on which it is offered")] = Period()
    link: Annotated[str, about(source="foaf:page", pattern=WEB)] | None = None
    contact: Annotated[str | None, about(source=f"{_STANDARD}, cv:contactPoint; functional only")] = None
    channels: Annotated[Addresses, about(source=f"{_STANDARD}, cv:hasChannel")] = ()
    costs: Annotated[Addresses, about(source=f"{_STANDARD}, cv:hasCost")] = ()
    processing_time: Duration | None = None
    sample: bool = False


def _label(body: ServiceOffer) -> Text:
    return first_title(body.titles) if body.titles else same(body.product.rpartition("/")[2])


SERVICE_OFFER = Kind(
    name="service-offer",
    major=1,
    body=ServiceOffer,
    wire="dienstaanbod",
    wire_plural="dienstaanbiedingen",
    title=Text(nl="Dienstaanbod", en="Service offer"),
    plural=Text(nl="Dienstaanbod", en="Service offers"),
    explain=Text(
        nl="Welke organisatie welke dienst aanbiedt, vanaf wanneer, en op welke pagina.",
        en="Which organisation offers which service, from when, and on which page.",
    ),
    room="services",
    label=_label,
    retention=UNDECIDED,
    groups=(
        (WHAT, ("organisation", "product", "titles", "descriptions", "valid")),
        (Text(nl="Waar en hoe", en="Where and how"), ("link", "contact", "channels", "costs", "processing_time")),
        (WHENCE, ("sample",)),
    ),
    search=("titles", "product"),
)
