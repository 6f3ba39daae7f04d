# SPDX-License-Identifier: EUPL-1.2
"""The full real files of every room, read from one folder of collected sources: `stelsel import --all FOLDER`."""

from pathlib import Path

from stelsel.kernel.draft import Reading
from stelsel.kernel.text import Text
from stelsel.node.example.rooms import Recorded
from stelsel.nouns import organisation
from stelsel.priorities.ai import exchange as ai
from stelsel.priorities.cloud.exchange import originals
from stelsel.priorities.data import exchange as data
from stelsel.priorities.people import exchange as people
from stelsel.priorities.resilience import exchange as resilience
from stelsel.priorities.services import exchange as services
from stelsel.programme import exchange as programme


def read_offers(folder: Path) -> Reading:
    """Every price and server file, claim and supplier in the folder `cloud`."""
    found = originals.read(folder)
    readings = [*found.offers.values(), *found.claims.values()]
    drafts = [*found.supplier_drafts({}), *(draft for reading in readings for draft in reading.drafts)]
    return Reading(tuple(drafts), tuple(row for reading in readings for row in reading.refused))


def _offers(folder: Path) -> Reading:
    return read_offers(folder / "cloud")


def _parts_of_software(folder: Path) -> Reading:
    return resilience.read_all(folder / "resilience")


COLLECTED = (
    Recorded("public", Text(nl="organisaties", en="organisations"), organisation.read_folder),
    Recorded("public", Text(nl="cloudaanbiedingen", en="cloud offers"), _offers),
    Recorded("public", Text(nl="datasets en API's", en="datasets and APIs"), data.read_all),
    Recorded("public", Text(nl="AI-toepassingen", en="AI applications"), ai.read_all),
    Recorded("public", Text(nl="diensten", en="services"), services.read_all),
    Recorded("public", Text(nl="rollen en vaardigheden", en="roles and skills"), people.read_all),
    Recorded("public", Text(nl="investeringen", en="investments"), programme.read_all),
    Recorded("gov", Text(nl="onderdelen van programma's", en="parts of software"), _parts_of_software),
)
"""Each reads below a folder laid out as the sources say: ai, cloud, data, ground, people, resilience, services."""
