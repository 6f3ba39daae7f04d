# SPDX-License-Identifier: EUPL-1.2
"""Activities in the fields of the Dutch Rijks ICT-dashboard (ActiviteitenOverzicht), as JSON.

The export does not say in which unit its amounts are, so whoever reads it must. A total that is a thousand times the
sum of its parts is refused: euros and thousands of euros were mixed. The cash and the accrual system are kept apart.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from stelsel.kernel import table
from stelsel.kernel.draft import Draft, Reading, Refused
from stelsel.kernel.entry import Source
from stelsel.kernel.ids import slug
from stelsel.kernel.problem import bad_input
from stelsel.kernel.table import RowProblem
from stelsel.kernel.text import Text
from stelsel.programme.exchange._origins import trap, units
from stelsel.programme.kinds import INITIATIVE, Accounting, Benefit, CostPart, CostType, Initiative, Status

Unit = Literal["EUR", "kEUR", "MEUR"]
SCALES: dict[str, Decimal] = {"EUR": Decimal(1), "kEUR": Decimal(1000), "MEUR": Decimal(1_000_000)}
OVERVIEW, BENEFITS = "ActiviteitenOverzicht", "MaatschappelijkeBatenCategorieen"

COSTS: dict[str, CostType] = {
    "InternPersoneel": "internal-staff",
    "ExternPersoneel": "external-staff",
    "UitbesteedWerk": "outsourced-work",
    "InbesteedWerk": "insourced-work",
    "Dataverbindingen": "data-connections",
    "Standaardsoftware": "standard-software",
    "Hardware": "hardware",
    "HardwareSoftware": "hardware-software",
    "OverigMaterieel": "other-material",
    "OverigeKosten": "other",
}
STATES = ("Initieel", "Actueel", "Daadwerkelijk")
STATUS: dict[str, Status] = {
    "Nog niet gestart": "not-started",
    "In uitvoering": "running",
    "In heroriëntatie": "reorienting",
    "Afgerond": "finished",
    "Geannuleerd": "cancelled",
    "": "unknown",
}
BENEFIT: dict[str, Benefit] = {
    "continuïteit": "continuity",
    "compliance": "compliance",
    "veiligheid": "security",
    "efficiëntie": "efficiency",
    "vakmanschap": "craftsmanship",
    "duurzaamheid": "sustainability",
    "dienstverlening": "services",
}
PLAIN = ("Nummer", "MinisterieNaam", "OrganisatieNaam", "Naam", "SoortICTActiviteit", "MaatschappelijkeBaat",
         "StartDatum",
         "SchattingEinddatumInitieel", "SchattingEinddatumActueel", "SchattingTotaleKostenInitieel",
         "SchattingTotaleKostenHuidigJaar", "CumulatieveKostenHuidigJaar", "ProjectStatus")  # fmt: skip
FIELDS = (*PLAIN, *(f"{cost}{state}" for cost in COSTS for state in STATES))
"""Every field of the overview that this reader uses."""

Activity = Mapping[str, Any]


def read_fields(raw: bytes, file: str) -> dict[str, tuple[str, ...]]:
    """The field names that the dashboard publishes, by list; BadInput when one that we read is not among them."""
    found = table.load_json(raw, file)
    if not isinstance(found, dict) or not all(isinstance(names, list | dict) for names in found.values()):
        raise bad_input("shape", file, *_SHAPE)
    lists = {name: tuple(str(item) for item in names) for name, names in found.items()}
    gone = [name for name in FIELDS if name not in lists.get(OVERVIEW, ())]
    gone += [name for name in BENEFIT if name not in lists.get(BENEFITS, ())]
    if gone:
        what = Text(nl=f"Dit veld bestaat niet meer: {gone[0]}.", en=f"This field is gone: {gone[0]}.")
        raise bad_input("field-gone", f"{file} {OVERVIEW}", what, _SHAPE[1])
    return lists


def read(raw: bytes, file: str, unit: Unit, source: Source, accounting: Accounting = "unknown") -> Reading:
    """One draft an activity. `source.day` is the day of the figures; `unit` what the amounts are in."""
    found = table.load_json(raw, file)
    if not isinstance(found, list):
        raise bad_input("shape", file, *_SHAPE)
    drafts: list[tuple[int, Draft]] = []
    refused: list[Refused] = []
    for line, activity in enumerate(found, start=1):
        try:
            if not isinstance(activity, dict):
                raise RowProblem("shape", _SHAPE[0])
            drafts.append((line, _draft(activity, SCALES[unit], source, accounting)))
        except RowProblem as problem:
            refused.append(Refused(file, line, problem.code, problem.why))
    admitted = table.admit(file, drafts)
    return Reading(admitted.drafts, tuple(sorted((*refused, *admitted.refused), key=lambda row: row.line)))


def _draft(activity: Activity, scale: Decimal, source: Source, accounting: Accounting) -> Draft:
    reference = _text(activity, "Nummer")
    start, current = _day(activity, "StartDatum"), _day(activity, "SchattingEinddatumActueel")
    if start and current and current < start:
        raise trap("date-trap", start=start, end=current)
    total = _amount(activity, "SchattingTotaleKostenHuidigJaar", scale)
    parts = tuple(part for part in (_part(activity, name, scale) for name in COSTS) if part)
    _hold(total, parts)
    body = Initiative(
        title=_text(activity, "Naam"),
        snapshot=date.fromisoformat(source.day),
        currency="EUR",
        country="NL",
        reference=reference,
        organisation_name=_plain(activity, "OrganisatieNaam") or _plain(activity, "MinisterieNaam") or None,
        category=_plain(activity, "SoortICTActiviteit") or None,
        status=_word(activity, "ProjectStatus", STATUS),
        accounting=accounting,
        cost_initial=_amount(activity, "SchattingTotaleKostenInitieel", scale),
        cost_current=total,
        cost_actual=_amount(activity, "CumulatieveKostenHuidigJaar", scale),
        cost_parts=parts,
        benefit_categories=_benefits(activity),
        start=start,
        end_initial=_day(activity, "SchattingEinddatumInitieel"),
        end_current=current,
    )
    return Draft(INITIATIVE, slug(f"rijks-ict.{reference}"), body, source=source)


def _part(activity: Activity, name: str, scale: Decimal) -> CostPart | None:
    initial, current, actual = (_amount(activity, f"{name}{state}", scale) for state in STATES)
    if initial is None and current is None and actual is None:
        return None
    return CostPart(cost_type=COSTS[name], initial=initial, current=current, actual=actual)


def _hold(total: Decimal | None, parts: tuple[CostPart, ...]) -> None:
    """The parts against the total: a thousand times is a mixed unit, more than a hundredth apart is a wrong sum."""
    known = [part.current for part in parts if part.current is not None]
    if not total or not known or len(known) < len(COSTS):
        return
    summed = sum(known, Decimal(0))
    for larger, smaller in ((total, summed), (summed, total)):
        if smaller and Decimal(900) < larger / smaller < Decimal(1100):
            raise trap("unit-trap", parts=summed, total=total)
    if abs(total - summed) * 100 > total:
        raise trap("sum-trap", parts=summed, total=total)


def _plain(activity: Activity, name: str) -> str:
    found = activity.get(name)
    return "" if found is None else str(found).strip()


def _text(activity: Activity, name: str) -> str:
    found = _plain(activity, name)
    if not found:
        raise RowProblem("empty", Text(nl=f"{name} is leeg.", en=f"{name} is empty."))
    return found


def _word(activity: Activity, name: str, known: Mapping[str, Any]) -> Any:
    return table.one_of({name: _plain(activity, name)}, name, known)


def _benefits(activity: Activity) -> tuple[Benefit, ...]:
    """The benefits of an activity, one text with commas or semicolons between them."""
    said = [part.strip().lower() for part in _plain(activity, "MaatschappelijkeBaat").replace(";", ",").split(",")]
    return tuple(dict.fromkeys(_word({"baat": part}, "baat", BENEFIT) for part in said if part))


def _amount(activity: Activity, name: str, scale: Decimal) -> Decimal | None:
    """An amount in whole euros; a text with a comma is refused, for it may be a decimal or a thousands sign."""
    found = _plain(activity, name)
    if not found:
        return None
    try:
        amount = Decimal(found)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or abs(amount) > Decimal(10) ** 15:
        raise RowProblem("no-number", Text(nl=f"{name} is geen getal.", en=f"{name} is not a number."))
    if amount < 0:
        raise trap("negative-cost", shown=amount)
    return units(amount, scale)


def _day(activity: Activity, name: str) -> date | None:
    """A day as yyyy-mm-dd, with or without a time behind it; another order of day and month is refused."""
    found = _plain(activity, name).partition("T")[0]
    if not found:
        return None
    try:
        if len(found) != 10:
            raise ValueError(found)
        return date.fromisoformat(found)
    except ValueError:
        raise trap("day-format", shown=found[:40], column=name) from None


_SHAPE = (
    Text(nl="De inhoud heeft niet de vorm van deze bron.", en="The content does not have the shape of this source."),
    Text(
        nl="Lever een lijst van activiteiten zoals het dashboard die geeft.", en="Send a list as the dashboard has it."
    ),
)
