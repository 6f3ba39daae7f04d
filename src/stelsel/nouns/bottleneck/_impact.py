# SPDX-License-Identifier: EUPL-1.2
"""How much a bottleneck costs: organisations x processes x people. An honest figure: what nobody told is unknown, and
where some did not tell, the figure is a least one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from stelsel.kernel.text import Text
from stelsel.nouns.bottleneck._kinds import Support

Band = Literal["unknown", "small", "medium", "large", "very-large"]
BANDS: dict[Band, Text] = {
    "unknown": Text(nl="onbekend", en="unknown"),
    "small": Text(nl="klein (minder dan 1.000)", en="small (less than 1,000)"),
    "medium": Text(nl="middelgroot (1.000 tot 100.000)", en="medium (1,000 to 100,000)"),
    "large": Text(nl="groot (100.000 tot 10 miljoen)", en="large (100,000 to 10 million)"),
    "very-large": Text(nl="zeer groot (10 miljoen of meer)", en="very large (10 million or more)"),
}
_FROM: tuple[tuple[int, Band], ...] = ((10_000_000, "very-large"), (100_000, "large"), (1_000, "medium"), (0, "small"))


@dataclass(frozen=True)
class Impact:
    """`organisations` raised or joined, `told` of them how many people are affected; `processes` different kinds of
    work; sums a year over those who told (None: nobody did). `least` is the product; `whole` when all told."""

    organisations: int
    told: int
    processes: int
    people: int | None
    cases: int | None
    hours: int | None
    euros: int | None

    @property
    def whole(self) -> bool:
        """Whether every organisation told how many people are affected."""
        return self.told == self.organisations

    @property
    def least(self) -> int | None:
        """Organisations x processes x people; None while nobody told of people. Work that nobody named counts as one
        kind, for there is some."""
        return None if self.people is None else self.organisations * max(self.processes, 1) * self.people

    @property
    def band(self) -> Band:
        """How large that is."""
        least = self.least
        return "unknown" if least is None else next(band for start, band in _FROM if least >= start)


def impact(raisers: Sequence[tuple[str, str | None]], supports: Sequence[tuple[str, Support]]) -> Impact:
    """Over a whole group: (publisher, process) of who raised, and (publisher, support) of who joined."""
    organisations = {publisher for publisher, _ in (*raisers, *supports)}
    work = [process for _, process in raisers if process]
    work += [process for _, body in supports for process in body.processes]
    bodies = [body for _, body in supports]
    return Impact(
        organisations=len(organisations),
        told=len({publisher for publisher, body in supports if body.people_per_year is not None}),
        processes=len({" ".join(one.lower().split()) for one in work}),
        people=_sum([body.people_per_year for body in bodies]),
        cases=_sum([body.cases_per_year for body in bodies]),
        hours=_sum([body.hours_per_year for body in bodies]),
        euros=_sum([body.euros_per_year for body in bodies]),
    )


def _sum(given: Sequence[int | None]) -> int | None:
    told = [one for one in given if one is not None]
    return sum(told) if told else None
