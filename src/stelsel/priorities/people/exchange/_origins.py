# SPDX-License-Identifier: EUPL-1.2
"""Where skills and role profiles come from, and the addresses they get."""

from stelsel.kernel.entry import Source
from stelsel.kernel.ids import slug

IMPORTER = "importeur"
"""The publisher that records the classifications of others."""

ESCO = Source(
    "ESCO v1.2.0 (Engels) en v1.2.x (Nederlands), Europese Commissie",
    "2025-12-15",
    "https://esco.ec.europa.eu/",
)
GDD = Source(
    "UK Government Digital and Data Profession Capability Framework, OGL v3.0",
    "2025-09-29",
    "https://ddat-capability-framework.service.gov.uk/",
)
SOURCES = {"esco": ESCO, "uk-gdd": GDD}

ESCO_SKILL = "http://data.europa.eu/esco/skill/"
ESCO_OCCUPATION = "http://data.europa.eu/esco/occupation/"


def esco_local(uri: str) -> str:
    """The local name of an ESCO concept: the last part of its URI."""
    return slug(uri.rpartition("/")[2])


def gdd_local(*names: str) -> str:
    """The local name of something in the UK framework, from its names."""
    return "uk-gdd." + ".".join(slug(name) for name in names)


def skill_address(local: str) -> str:
    """Address of a recorded skill entry."""
    return f"{IMPORTER}/skill/{local}"
