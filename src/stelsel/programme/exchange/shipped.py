# SPDX-License-Identifier: EUPL-1.2
"""Our own table of projects, both directions: titles, identifiers, amounts, days; and the table of indicators kept by
hand."""

from collections.abc import Iterable

from stelsel.kernel import documents, table
from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.entry import Source
from stelsel.kernel.table import Cells
from stelsel.programme.exchange._origins import GMPP_2025, US_2012, gmpp, trap
from stelsel.programme.kinds import INDICATOR, INITIATIVE, Indicator, Initiative, Measurement

COLUMNS = ("id", "title", "snapshot", "currency", "country", "reference", "organisation", "category", "cost_current",
           "cost_actual", "start", "end", "confidence", "notes")  # fmt: skip
INDICATOR_COLUMNS = ("id", "title", "goal", "unit", "better", "target", "target_day", "priority", "country",
                     "measured_on", "measured", "measured_by", "link", "source", "day")  # fmt: skip

_PRIORITIES = {name: name for name in ("cloud", "data", "ai", "services", "resilience", "people")} | {"": None}
_BETTER = {"higher": "higher", "lower": "lower"}


def write(drafts: Iterable[Draft]) -> bytes:
    """The table of these initiatives, always the same bytes for the same drafts."""
    return documents.table(COLUMNS, (_row(draft) for draft in sorted(drafts, key=lambda draft: draft.local)))


def _row(draft: Draft) -> list[object]:
    body = draft.body
    assert isinstance(body, Initiative), "the table holds initiatives only"
    return [
        draft.local, body.title, body.snapshot, body.currency, body.country, body.reference, body.organisation_name,
        body.category, body.cost_current, body.cost_actual, body.start, body.end_current, body.confidence,
        " ".join(body.notes),
    ]  # fmt: skip


def read(raw: bytes, file: str) -> Reading:
    """The initiatives of the table."""
    return table.read(raw, file, COLUMNS, _draft, own=True)


def _draft(cells: Cells) -> Draft:
    local, snapshot = table.text(cells, "id"), table.day(cells, "snapshot")
    if snapshot is None:
        raise trap("day-format", shown="", column="snapshot")
    body = Initiative(
        title=table.text(cells, "title"),
        snapshot=snapshot,
        currency=table.text(cells, "currency"),
        country=table.text(cells, "country"),
        reference=cells["reference"] or None,
        organisation_name=cells["organisation"] or None,
        category=cells["category"] or None,
        cost_current=table.number(cells, "cost_current"),
        cost_actual=table.number(cells, "cost_actual"),
        start=table.day(cells, "start"),
        end_current=table.day(cells, "end"),
        confidence=cells["confidence"] or None,
        notes=tuple(cells["notes"].split()),
    )
    return Draft(INITIATIVE, local, body, source=_source(local, snapshot.isoformat()))


def _source(local: str, day: str) -> Source:
    if local.startswith("us-itdashboard."):
        return US_2012
    return GMPP_2025 if day == GMPP_2025.day else gmpp(day)


def read_indicators(raw: bytes, file: str) -> Reading:
    """The indicators of the table; each names its own source."""
    return table.read(raw, file, INDICATOR_COLUMNS, _indicator)


def _indicator(cells: Cells) -> Draft:
    measured_on, measured = table.day(cells, "measured_on"), table.number(cells, "measured")
    known = measured_on is not None and measured is not None
    body = Indicator(
        title=table.text(cells, "title"),
        goal=table.text(cells, "goal"),
        unit=table.text(cells, "unit"),
        country=table.text(cells, "country"),
        better=table.one_of(cells, "better", _BETTER),
        target=table.number(cells, "target"),
        target_day=table.day(cells, "target_day"),
        priority=table.one_of(cells, "priority", _PRIORITIES),
        measurements=(Measurement(measured_on, measured, cells["measured_by"] or None),)  # type: ignore[arg-type]
        if known
        else (),
        link=cells["link"] or None,
    )
    source = Source(table.text(cells, "source"), table.text(cells, "day"), cells["link"])
    return Draft(INDICATOR, table.text(cells, "id"), body, source=source)
