# SPDX-License-Identifier: EUPL-1.2
"""From the published registers (ROO, TOOI, OIN register, Wgr register) to entries, all recorded. Pure.

What the sources are known to get wrong and what happens with it:
- `active` says whether an organisation lives; `valid_until` of a living one is ignored (it can be the end of a term);
- begin and last day come from the TOOI list where the organisation is in one;
- a row without TOOI address takes the one of the TOOI list under its own organisation code, or under the same name and
  the same first or last day; otherwise it has none;
- two rows of one organisation become one entry; the second is refused with that reason;
- a row called municipality that the complete TOOI list does not know (city districts) is of another type;
- an area smaller than the land that CBS measured dates from before a merger and is left unknown;
- an OIN is kept as published (also with a letter I) and is no key.
"""

from collections.abc import Mapping
from pathlib import Path

from stelsel.kernel.draft import Draft, Reading, Refused
from stelsel.kernel.entry import Source
from stelsel.kernel.text import Text
from stelsel.nouns.organisation._arrangements import ARRANGEMENTS, PARTICIPANTS, read_arrangements
from stelsel.nouns.organisation._kinds import ORGANISATION, Organisation
from stelsel.nouns.organisation._known import LAND, MUNICIPALITIES, ORGANISATIONS, read_land, read_organisations
from stelsel.nouns.organisation._tooi import Lists, code_of, read_lists

TABLES = (ORGANISATIONS, MUNICIPALITIES, ARRANGEMENTS, PARTICIPANTS)
SOURCE_NAME = "ROO, TOOI en OIN-register (via anneschuth/polder, CC0)"
SOURCE_DAY = "2026-05-19"
SOURCE_LINK = "https://github.com/anneschuth/polder"


def read_folder(data: Path) -> Reading:
    """Read the collected registers below `data` (ground/organisations and data/tooi)."""
    folders = (data / "ground" / "organisations", data / "data" / "tooi")
    names = sorted(path for folder in folders for path in folder.glob("rwc_*.json"))
    files = {path.name: path.read_bytes() for path in names}
    land = (data / "ground" / "population" / LAND).read_bytes()
    return read({**files, LAND: land, **{name: (folders[0] / name).read_bytes() for name in TABLES}})


def read(files: Mapping[str, bytes]) -> Reading:
    """Files by name: the four tables, TOOI lists (rwc_*.json) and CBS land areas where there are any -> drafts sorted
    by kind and local name, and what was refused. BadInput when a table lacks a column or a list is no list; KeyError
    when a table is missing."""
    lists = read_lists({name: raw for name, raw in files.items() if name.startswith("rwc_")})
    land = read_land(files[LAND]) if LAND in files else {}
    organisations, refused = read_organisations(files[ORGANISATIONS], files[MUNICIPALITIES], lists, land)
    roo = {body.roo_id: body.tooi for _, body in organisations if body.roo_id and body.tooi}
    arrangements, more = read_arrangements(files[ARRANGEMENTS], files[PARTICIPANTS], roo)
    drafts = [organisation_draft(local, body) for local, body in sorted(organisations, key=lambda pair: pair[0])]
    only = _only_in_tooi(lists, {body.tooi for _, body in organisations if body.tooi})
    return Reading((*drafts, *arrangements), (*lists.refused, *refused, *only, *more))


def organisation_draft(local: str, body: Organisation) -> Draft:
    """The recorded entry of an organisation: about its TOOI address, else its ROO number, else its local name."""
    about = body.tooi or (f"roo:{body.roo_id}" if body.roo_id else local)
    source = Source(SOURCE_NAME, SOURCE_DAY, body.tooi or SOURCE_LINK)
    return Draft(ORGANISATION, local, body, about, source)


def _only_in_tooi(lists: Lists, taken: set[str]) -> list[Refused]:
    return [
        Refused(
            f"TOOI {uri.split('/')[-2]}",
            0,
            "only-in-tooi",
            Text(
                nl=f"{known.name} ({code_of(uri)}) staat in TOOI, maar niet in het organisatieregister.",
                en=f"{known.name} ({code_of(uri)}) is in TOOI, but not in the register of organisations.",
            ),
        )
        for uri, known in sorted(lists.known.items())
        if uri not in taken
    ]
