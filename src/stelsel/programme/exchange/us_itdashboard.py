# SPDX-License-Identifier: EUPL-1.2
"""The US federal IT dashboard of 2012: contracts, from which investments follow. Amounts are millions of dollars.

A contract may stand under several investments: its amount cannot be divided. An investment with such a contract, or
with a contract whose amount is unknown or refused, has no known cost.
Vendors are left out: some are people.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from stelsel.kernel import table
from stelsel.kernel.draft import Draft, Reading, Refused
from stelsel.kernel.ids import slug
from stelsel.kernel.table import Cells, RowProblem
from stelsel.programme.exchange._origins import MILLION, US_2012, trap, units
from stelsel.programme.kinds import INITIATIVE, Initiative

UII, TITLE, AGENCY = "Unique Investment Identifier", "Investment Title", "Agency Name"
PIID, IDV, CONTRACT = "Contract Number (PIID)", "IDV PIID", "Contract ID"
AMOUNT = "Action Obligation Amount (In $ million) (USAspending)"
START, END = "Contract Start Date (USAspending)", "Contract End Date (USAspending)"
COLUMNS = (UII, TITLE, AGENCY, PIID, IDV, CONTRACT, AMOUNT, START, END)
SNAPSHOT = date(2012, 2, 29)

_UII = re.compile(r"[0-9]{3}-[0-9]{9}")
_DAY = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")

Number = tuple[str, str]
"""The number of a contract: its own and that of the contract it hangs under."""


@dataclass(frozen=True)
class Contract:
    """One contract of an investment, in whole dollars where the source gives an amount."""

    line: int
    investment: str
    title: str
    agency: str
    number: Number
    amount: Decimal | None
    start: date | None
    end: date | None


def read(raw: bytes, file: str) -> Reading:
    """One draft an investment; each contract row counts or is refused with a reason."""
    contracts, refused, incomplete = read_contracts(raw, file)
    owners: dict[Number, set[str]] = defaultdict(set)
    by_investment: dict[str, list[Contract]] = defaultdict(list)
    for contract in contracts:
        owners[contract.number].add(contract.investment)
        by_investment[contract.investment].append(contract)
        if contract.amount is None:
            incomplete.add(contract.investment)
    shared = {number for number, under in owners.items() if len(under) > 1}
    investments = sorted(by_investment.items())
    drafts = [(own[0].line, _investment(uii, own, shared, uii in incomplete)) for uii, own in investments]
    admitted = table.admit(file, drafts)
    return Reading(admitted.drafts, tuple(sorted((*refused, *admitted.refused), key=lambda row: row.line)))


def read_contracts(raw: bytes, file: str) -> tuple[list[Contract], list[Refused], set[str]]:
    """The contracts, the rows that do not load, and the investments that such a row belongs to; the same contract of an
    investment counts once."""
    found: list[Contract] = []
    refused: list[Refused] = []
    incomplete: set[str] = set()
    seen: dict[tuple[str, Number, Decimal | None], int] = {}
    for line, cells in table.rows(raw, file, COLUMNS):
        try:
            contract = _contract(line, cells)
            first = seen.setdefault((contract.investment, contract.number, contract.amount), line)
            if first != line:
                raise trap("double-contract", line=first)
        except RowProblem as problem:
            refused.append(Refused(file, line, problem.code, problem.why))
            if problem.code != "double-contract" and cells is not None:
                incomplete.add(cells[UII].strip())
        else:
            found.append(contract)
    return found, refused, incomplete


def _contract(line: int, cells: Cells | None) -> Contract:
    if cells is None:
        raise RowProblem("row-length", _LENGTH)
    uii = table.text(cells, UII)
    if not _UII.fullmatch(uii):
        raise trap("identity-trap", shown=uii[:60])
    amount = table.number(cells, AMOUNT)
    if amount is not None and amount < 0:
        raise trap("negative-cost", shown=amount)
    start, end = _day(cells, START), _day(cells, END)
    if start and end and end < start:
        raise trap("date-trap", start=start, end=end)
    title, agency = " ".join(table.text(cells, TITLE).split()), table.text(cells, AGENCY)
    number = (table.text(cells, PIID), cells[IDV].strip())
    return Contract(line, uii, title, agency, number, units(amount, MILLION), start, end)


def _investment(uii: str, own: list[Contract], shared: set[Number], incomplete: bool) -> Draft:
    parted = any(contract.number in shared for contract in own)
    amounts = [contract.amount for contract in own if contract.amount is not None]
    starts = [contract.start for contract in own if contract.start]
    ends = [contract.end for contract in own if contract.end]
    notes = (["shared-contract"] if parted else []) + (["cost-incomplete"] if incomplete else [])
    body = Initiative(
        title=own[0].title,
        snapshot=SNAPSHOT,
        currency="USD",
        country="US",
        reference=uii,
        organisation_name=own[0].agency,
        cost_actual=units(sum(amounts, Decimal(0)), Decimal(1)) if not (parted or incomplete) else None,
        start=min(starts, default=None),
        end_current=max(ends, default=None),
        notes=tuple(notes),
    )
    return Draft(INITIATIVE, slug(f"us-itdashboard.{uii}"), body, source=US_2012)


def _day(cells: Cells, column: str) -> date | None:
    """Month, day, year in this source."""
    found = cells[column].strip()
    if not found:
        return None
    match = _DAY.fullmatch(found)
    try:
        if match is None:
            raise ValueError(found)
        month, day, year = (int(part) for part in match.groups())
        return date(year, month, day)
    except ValueError:
        raise trap("day-format", shown=found[:40], column=column) from None


_LENGTH = table.ROW_LENGTH
