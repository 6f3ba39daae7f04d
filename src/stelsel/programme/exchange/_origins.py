# SPDX-License-Identifier: EUPL-1.2
"""Where projects and indicators come from, and what their amounts are in."""

from decimal import Decimal

from stelsel.kernel.entry import Source
from stelsel.kernel.table import RowProblem
from stelsel.kernel.text import Text

IMPORTER = "importeur"
"""The publisher that records the projects of others."""

MILLION = Decimal(1_000_000)

GMPP_2025 = Source(
    "UK Government Major Projects Portfolio, NISTA 2024-25, OGL v3.0",
    "2025-03-31",
    "https://github.com/wajedulhaque2/UK-GMPP-Risk-Dashboard",
)
US_2012 = Source("US Federal IT Dashboard, contracts, 2012-02", "2012-02-29", "https://github.com/janek109/data-refine")


def gmpp(snapshot: str) -> Source:
    """The source of a yearly file of the UK portfolio, 2014-2019."""
    link = "https://github.com/rauschgold/ds-bootcamp-capstone-project"
    return Source("UK Government Major Projects Portfolio, OGL v3.0", snapshot, link)


def units(amount: Decimal | None, scale: Decimal) -> Decimal | None:
    """An amount in whole units from one in thousands or millions, exact and without an exponent."""
    if amount is None:
        return None
    whole = (amount * scale).normalize()
    return Decimal(format(whole, "f"))


def trap(code: str, **shown: object) -> RowProblem:
    """A known trap in project data: what is wrong with this row."""
    return RowProblem(code, TRAPS[code].fill(**shown))


TRAPS = {
    "negative-cost": Text(
        nl="Kosten van {shown} zijn een opbrengst, geen kosten.", en="A cost of {shown} is income, not a cost."
    ),
    "date-trap": Text(
        nl="Het eind {end} ligt voor het begin {start}.", en="The end {end} lies before the start {start}."
    ),
    "snapshot-trap": Text(
        nl="Publicatiejaar {year} hoort bij 30 september van het jaar ervoor, niet bij {snapshot}.",
        en="Publication year {year} goes with 30 September of the year before, not with {snapshot}.",
    ),
    "identity-trap": Text(
        nl="“{shown}” is geen heel kenmerk; korter maken verwisselt projecten.",
        en="“{shown}” is no whole identifier; shortening it confuses projects.",
    ),
    "unit-trap": Text(
        nl="De delen tellen op tot {parts} en het totaal is {total}: duizend keer zoveel. De eenheid klopt niet.",
        en="The parts add up to {parts} and the total is {total}: a thousand times. The unit is wrong.",
    ),
    "sum-trap": Text(
        nl="De delen tellen op tot {parts} en het totaal is {total}.",
        en="The parts add up to {parts}, the total is {total}.",
    ),
    "day-format": Text(
        nl="“{shown}” in {column} is geen datum van deze bron.", en="“{shown}” in {column} is no date of this source."
    ),
    "future-snapshot": Text(
        nl="De peildatum {shown} ligt na de dag van het bestand.",
        en="The snapshot {shown} lies after the day of the file.",
    ),
    "double-contract": Text(
        nl="Dit contract staat bij dit project al op regel {line}; twee keer tellen maakt het te duur.",
        en="This contract stands under this project on line {line} already; counting twice makes it too dear.",
    ),
}
