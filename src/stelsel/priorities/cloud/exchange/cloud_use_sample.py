# SPDX-License-Identifier: EUPL-1.2
"""What the invented municipality Voorbeeldstad uses from the cloud: stated in its own log, so nobody else sees it.

The suppliers are real or invented, the use is invented; every entry is marked as an example.
"""

from datetime import date

from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.ids import slug
from stelsel.priorities.cloud.cloud_use import CLOUD_USE, CloudKind, CloudUse, Material
from stelsel.priorities.cloud.exchange._origins import supplier_address

PUBLISHER = "gemeente-voorbeeldstad"
VOORBEELDWOLK = "voorbeeldwolk/supplier/voorbeeldwolk"
DEMOWOLK = "demowolk/supplier/demowolk"

Row = tuple[str, str | None, str | None, CloudKind, Material, date | None, date | None]

_ROWS: tuple[Row, ...] = (
    ("Kantoorpakket", "Microsoft Azure", supplier_address("azure"), "public", "yes", date(2024, 3, 12), None),
    ("Zaaksysteem", "Voorbeeldwolk (verzonnen)", VOORBEELDWOLK, "private", "yes", date(2025, 9, 1), date(2025, 11, 4)),
    ("Datawarehouse", "Microsoft Azure", supplier_address("azure"), "public", "yes", None, None),
    ("Websites", "Demowolk (verzonnen)", DEMOWOLK, "hybrid", "no", date(2025, 2, 17), date(2025, 2, 17)),
    ("Rekenomgeving onderzoek", "Amazon Web Services", supplier_address("aws"), "public", "no", None, None),
    ("Videobellen", None, None, "unknown", "unknown", None, None),
    ("Enquêtes", "Enquêtebureau Voorbeeld (verzonnen)", None, "public", "unknown", None, None),
    ("Back-up", "Microsoft Azure", supplier_address("azure"), "hybrid", "yes", date(2022, 6, 30), date(2022, 6, 30)),
    ("Parkeervergunningen", None, None, "unknown", "unknown", None, None),
    ("Archief", "Scaleway", supplier_address("scaleway"), "public", "no", date(2026, 1, 20), None),
)


def sample() -> dict[str, dict[str, Reading]]:
    """Readings by publisher and audience: the inventory stands in the municipality's own log."""
    return {PUBLISHER: {"own": Reading(tuple(_draft(row) for row in _ROWS))}}


def _draft(row: Row) -> Draft:
    title, name, supplier, cloud_kind, material, assessed, planned = row
    body = CloudUse(
        title=f"{title} (voorbeeld)",
        supplier_name=name,
        supplier=supplier,
        cloud_kind=cloud_kind,
        material=material,
        risk_assessed_on=assessed,
        exit_plan_on=planned,
        sample=True,
    )
    return Draft(CLOUD_USE, slug(title.replace("ê", "e")), body)
