# SPDX-License-Identifier: EUPL-1.2
"""The kind ExchangeRate: what one euro was worth in another currency on one day."""

from datetime import date
from decimal import Decimal
from typing import Annotated

import msgspec

from stelsel.kernel.kind import Body, Kind, about
from stelsel.kernel.retention import UNDECIDED
from stelsel.kernel.text import Text, same

ECB = "European Central Bank, euro foreign exchange reference rates"

CurrencyCode = Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")]
"""ISO 4217."""


class ExchangeRate(Body, frozen=True):
    """A reference rate: `rate` units of `currency` for one euro, as published on `day`. `copies` are links to the
    public copies it was read from; `provisional` as long as fewer than two independent copies agree."""

    currency: CurrencyCode
    rate: Annotated[Decimal, about(unit="currency per euro", source=ECB)]
    day: Annotated[date, about(unit="day", source=ECB)]
    provisional: bool = False
    copies: tuple[str, ...] = ()


EXCHANGE_RATE = Kind(
    name="exchange-rate",
    major=1,
    body=ExchangeRate,
    wire="wisselkoers",
    wire_plural="wisselkoersen",
    title=Text(nl="Wisselkoers", en="Exchange rate"),
    plural=Text(nl="Wisselkoersen", en="Exchange rates"),
    explain=Text(
        nl="De referentiekoers van de Europese Centrale Bank voor één munt op één dag.",
        en="The reference rate of the European Central Bank for one currency on one day.",
    ),
    room="nouns",
    label=lambda body: same(f"EUR 1 = {body.currency} {body.rate} ({body.day})"),
    retention=UNDECIDED,
    groups=(
        (Text(nl="Koers", en="Rate"), ("currency", "rate", "day", "provisional")),
        (Text(nl="Herkomst", en="Origin"), ("copies",)),
    ),
    search=("currency",),
    facets=("currency",),
)
