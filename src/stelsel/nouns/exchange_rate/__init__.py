# SPDX-License-Identifier: EUPL-1.2
"""Exchange rates: dated, sourced, and never assumed."""

from stelsel.nouns.exchange_rate._convert import MAX_AGE_DAYS, Rates
from stelsel.nouns.exchange_rate._kinds import EXCHANGE_RATE, ExchangeRate
from stelsel.nouns.exchange_rate._read import read

__all__ = ["EXCHANGE_RATE", "MAX_AGE_DAYS", "ExchangeRate", "Rates", "read"]
