# SPDX-License-Identifier: EUPL-1.2
"""Files of others to entries of the AI room and back: one file per format, all pure.

`example` reads the table of facts that ships with the example country; `read_all` reads the registers themselves, with
their texts; `derive` makes the table, and the rule file of the decision aid, from the registers.
"""

from collections.abc import Mapping
from pathlib import Path

from stelsel.kernel.draft import Reading, Refused
from stelsel.nouns import organisation
from stelsel.priorities.ai.exchange import (
    applications_table,
    decision_aid,
    register_export,
    supplier_records,
    uk_atrs,
    us_inventory,
)
from stelsel.priorities.ai.exchange._organisations import known_organisations
from stelsel.priorities.ai.exchange._problems import LEFT_OUT
from stelsel.priorities.ai.exchange._records import IMPORTER, together

TABLE = "ai-applications.csv"
RULES = "nl-ai-act-decision-aid.json"
DAY = "2026-08-08"
"""The day of the export of the Dutch register in the shipped table."""

__all__ = ["IMPORTER", "LEFT_OUT", "RULES", "TABLE", "derive", "example", "read_all", "registers"]


def example(folder: Path) -> Reading:
    """What the importer records in the example country, from the table in `folder`."""
    return applications_table.read((folder / TABLE).read_bytes(), TABLE, DAY)


def read_all(folder: Path) -> Reading:
    """The four registers and the words of the decision aid, from the folder `data` with collected sources. A missing
    file is an OSError, a wrong one BadInput; what does not load is refused with a reason."""
    place = folder / "ai" / decision_aid.FILE
    return together((*registers(folder).values(), decision_aid.read(place.read_bytes(), decision_aid.FILE)))


def registers(folder: Path) -> Mapping[str, Reading]:
    """What each file of the four registers gave, by its name in the folder `ai`."""
    place = folder / "ai"
    known = known_organisations(organisation.read_folder(folder).drafts)

    def raw(name: str) -> bytes:
        return (place / name).read_bytes()

    found = {register_export.FILE: register_export.read(raw(register_export.FILE), register_export.FILE, known)}
    for path in sorted((place / supplier_records.FOLDER).glob("*.json")):
        found[f"{supplier_records.FOLDER}/{path.name}"] = supplier_records.read(path.read_bytes(), path.name)
    found[uk_atrs.FILE] = uk_atrs.read(raw(uk_atrs.FILE), uk_atrs.FILE)
    found[us_inventory.FILE] = us_inventory.read(raw(us_inventory.FILE), us_inventory.FILE)
    return found


def derive(folder: Path, found: Mapping[str, Reading]) -> dict[str, bytes]:
    """The table of facts and the structure of the decision aid, always the same bytes for the same sources."""
    tree = decision_aid.load((folder / "ai" / decision_aid.FILE).read_bytes(), decision_aid.FILE)
    return {
        TABLE: applications_table.write(together(found.values()).drafts),
        RULES: decision_aid.rule_file(decision_aid.structure(tree)),
    }


def turned_away(rows: tuple[Refused, ...]) -> list[Refused]:
    """Records that did not load, without the remarks about fields that were left out."""
    return [row for row in rows if row.code not in LEFT_OUT]
