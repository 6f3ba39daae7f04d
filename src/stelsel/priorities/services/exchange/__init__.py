# SPDX-License-Identifier: EUPL-1.2
"""Files of others to entries of the services room and back: one file per format, all pure."""

from pathlib import Path

from stelsel.kernel.draft import Reading
from stelsel.priorities.services.exchange import services_table, upl
from stelsel.priorities.services.exchange.sample import sample
from stelsel.priorities.services.exchange.upl import IMPORTER

__all__ = ["IMPORTER", "derive", "example", "read_all", "sample"]


def example(folder: Path) -> Reading:
    """What the importer records in the example country, from the table in `folder`. A missing table is an OSError, a
    wrong one BadInput, a wrong row is refused."""
    return services_table.read((folder / services_table.FILE).read_bytes(), services_table.FILE)


def read_all(folder: Path) -> Reading:
    """The full real files below `folder` (the collected data, with services/upl in it)."""
    place = folder / "services" / "upl"
    areas = upl.read_areas((place / upl.MAPPING).read_bytes(), upl.MAPPING)
    return upl.read((place / upl.UPL).read_bytes(), upl.UPL, areas)


def derive(folder: Path) -> tuple[dict[str, bytes], Reading]:
    """The shipped table by file name, made from the collected data in `folder`, and what that reading gave."""
    reading = read_all(folder)
    return {services_table.FILE: services_table.write(reading.drafts)}, reading
