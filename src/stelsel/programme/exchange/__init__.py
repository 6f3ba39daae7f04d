# SPDX-License-Identifier: EUPL-1.2
"""Project files of others to entries of the programme: one file per format, all pure."""

from pathlib import Path

import msgspec

from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.table import together
from stelsel.programme.exchange import rijks_dashboard, shipped, uk_gmpp, us_itdashboard
from stelsel.programme.exchange._origins import IMPORTER
from stelsel.programme.exchange.sample import sample
from stelsel.programme.kinds import Initiative

INITIATIVES, INDICATORS = "programme-initiatives.csv", "programme-indicators.csv"
"""Derived from the sources; and kept by hand, each row with its own source."""
GMPP_2025, US_2012 = "uk_gmpp_ict_transformation_2024_25.csv", "us_itdashboard_contracts_2012.csv"
YEARS, NARRATIVES = "gmpp-2012-2019/gmpp-2014-2019.csv", "gmpp-2012-2019/gmpp-2014-2019-narratives.csv"
FIELDS = "rijks_ict_dashboard_fields.json"

__all__ = ["IMPORTER", "derive", "example", "read_all", "sample"]


def example(folder: Path) -> Reading:
    """What the importer records in the example country, from the two tables in `folder`."""
    return together(
        shipped.read((folder / INITIATIVES).read_bytes(), INITIATIVES),
        shipped.read_indicators((folder / INDICATORS).read_bytes(), INDICATORS),
    )


def read_all(folder: Path) -> Reading:
    """The collected files themselves, from the folder that holds invest/. A missing file is an OSError; a dashboard
    whose fields changed is BadInput."""
    place = folder / "invest"

    def raw(name: str) -> bytes:
        return (place / name).read_bytes()

    rijks_dashboard.read_fields(raw(FIELDS), FIELDS)
    return together(
        uk_gmpp.read_2025(raw(GMPP_2025), GMPP_2025),
        uk_gmpp.read_years(raw(YEARS), uk_gmpp.read_narratives(raw(NARRATIVES), NARRATIVES), YEARS),
        us_itdashboard.read(raw(US_2012), US_2012),
    )


def derive(collected: Reading) -> dict[str, bytes]:
    """The shipped table by file name, without the prose of the sources."""
    return {INITIATIVES: shipped.write(_bare(draft) for draft in collected.drafts)}


def _bare(draft: Draft) -> Draft:
    assert isinstance(draft.body, Initiative), "the collected files hold initiatives"
    return Draft(draft.kind, draft.local, msgspec.structs.replace(draft.body, description=None))
