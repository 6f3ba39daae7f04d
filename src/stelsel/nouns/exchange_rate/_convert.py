# SPDX-License-Identifier: EUPL-1.2
"""From a price in another currency to euros, by the rate of the day of the price, or not at all."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from stelsel.kernel.text import Text
from stelsel.kernel.time import say_day
from stelsel.kernel.values import Money, Price
from stelsel.nouns.exchange_rate._kinds import ExchangeRate

MAX_AGE_DAYS = 7
"""How many days before the day of a price a rate may lie; the ECB publishes on working days only."""

_EXACT = Decimal("0.00000001")
_EURO = Text(nl="De prijs is al in euro.", en="The price is in euros already.")
_RATE = Text(
    nl="Omgerekend met de ECB-koers van {day}: 1 euro = {rate} {currency}.{caution}",
    en="Converted at the ECB rate of {day}: 1 euro = {rate} {currency}.{caution}",
)
_NONE = Text(
    nl="Er is geen ECB-koers voor {currency} op {day} of in de {age} dagen ervoor; de prijs in euro is onbekend.",
    en="There is no ECB rate for {currency} on {day} or in the {age} days before; the price in euros is unknown.",
)


class Rates:
    """The known rates. One day and currency may occur once; a later one wins."""

    def __init__(self, rates: Iterable[ExchangeRate]) -> None:
        self._rates: dict[str, list[ExchangeRate]] = {}
        for rate in sorted(rates, key=lambda rate: rate.day):
            self._rates.setdefault(rate.currency, []).append(rate)
        self._days = {currency: [rate.day for rate in known] for currency, known in self._rates.items()}

    def find(self, currency: str, day: date) -> ExchangeRate | None:
        """The rate of the day, or of the last earlier day at most 7 days before; None when there is none."""
        place = bisect_right(self._days.get(currency, []), day)
        if place == 0:
            return None
        found = self._rates[currency][place - 1]
        return found if day - found.day <= timedelta(days=MAX_AGE_DAYS) else None

    def to_eur(self, price: Price, day: date) -> tuple[Money | None, Text]:
        """The amount in euros per the same unit (8 decimals), and why; None when the rate is unknown."""
        if price.currency == "EUR":
            return Money(amount=price.amount, currency="EUR"), _EURO
        rate = self.find(price.currency, day)
        if rate is None:
            return None, _NONE.fill(currency=price.currency, day=_said(day), age=MAX_AGE_DAYS)
        amount = (price.amount / rate.rate).quantize(_EXACT)
        reason = _RATE.fill(day=_said(rate.day), rate=rate.rate, currency=rate.currency, caution=_caution(rate))
        return Money(amount=amount, currency="EUR"), reason


def _said(day: date) -> Text:
    return Text(nl=say_day(day, "nl"), en=say_day(day, "en"))


def _caution(rate: ExchangeRate) -> Text | str:
    if not rate.provisional:
        return ""
    return Text(nl=" Deze koers is nog niet bevestigd.", en=" This rate is not confirmed yet.")
