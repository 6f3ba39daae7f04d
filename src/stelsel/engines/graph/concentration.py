# SPDX-License-Identifier: EUPL-1.2
"""How concentrated weights are: the Herfindahl-Hirschman index and the effective number, exact."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

WHOLE = 10_000
"""The index when one has everything."""


@dataclass(frozen=True)
class Concentration:
    """`index` is the sum of squared shares times 10,000 (0..10,000); `effective` is 10,000 / index: how many equal
    parts would be as concentrated. Both exact."""

    index: Fraction
    effective: Fraction

    def rounded(self, decimals: int = 2) -> tuple[Decimal, Decimal]:
        """Index and effective number, rounded half up."""
        return _decimal(self.index, decimals), _decimal(self.effective, decimals)


def concentration(weights: Iterable[int | Decimal | Fraction]) -> Concentration | None:
    """The concentration of weights of zero or more; None when they add up to nothing, for then no share exists.
    ValueError for a negative weight."""
    exact = [Fraction(weight) for weight in weights]
    if any(weight < 0 for weight in exact):
        raise ValueError("a weight cannot be negative")
    total = sum(exact, Fraction(0))
    if not total:
        return None
    index = sum((weight / total) ** 2 for weight in exact) * Fraction(WHOLE)
    return Concentration(index, WHOLE / index)


def _decimal(value: Fraction, decimals: int) -> Decimal:
    step = Decimal(1).scaleb(-decimals)
    whole = (value * 10**decimals * 2 + 1) // 2  # half up, for values of zero or more
    return (Decimal(int(whole)) * step).quantize(step, ROUND_HALF_UP)
