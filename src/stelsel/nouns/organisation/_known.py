# SPDX-License-Identifier: EUPL-1.2
"""Rows of organisations and current municipalities, joined with the TOOI lists, to organisations."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import msgspec

from stelsel.kernel.draft import Refused
from stelsel.kernel.ids import TOOI_PREFIX, slug
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text
from stelsel.kernel.time import Period
from stelsel.kernel.vocabulary import wire
from stelsel.nouns.organisation._kinds import ORGANISATION, FormerName, Organisation, OrganisationType
from stelsel.nouns.organisation._rows import Row, personal, refuse_personal, refuse_value, rows, when
from stelsel.nouns.organisation._succession import with_succession
from stelsel.nouns.organisation._tooi import Listed, Lists, code_of

ORGANISATIONS = "organisations.csv"
MUNICIPALITIES = "municipalities-current.csv"
LAND = "municipality-indicators-2021.csv"
LEAST_OF_LAND = Decimal("0.95")
"""A published area below this part of the land that CBS measured is not the area of the municipality of today."""

_COLUMNS = tuple(
    "id type name abbr tooi oin kvk rsin roo_id wikidata organisation_code ministry_tooi legal_form seat province "
    "website valid_from valid_until successor_id active".split()
)
_NOW_COLUMNS = tuple("tooi inhabitants area_km2 council_seats places".split())

_TYPES: dict[str, OrganisationType] = {
    "gemeente": "municipality",
    "provincie": "province",
    "waterschap": "water-board",
    "ministerie": "ministry",
    "agentschap": "agency",
    "zbo": "independent-body",
    "gemeenschappelijke-regeling": "joint-body",
    "adviescollege": "advisory-council",
    "rechterlijke-instantie": "court",
    "inspectie": "inspectorate",
    "hoge-college": "high-council",
    "caribisch-openbaar-lichaam": "caribbean-body",
    "politie": "police",
}
Bodies = list[tuple[str, Organisation]]


def read_organisations(
    table: bytes, current: bytes, lists: Lists, land: Mapping[str, Decimal]
) -> tuple[Bodies, list[Refused]]:
    """(local name, organisation) of each row that loads, with predecessors and successors; and the refused rows.
    `land` is land in km2 by TOOI address, to check published areas against."""
    now = {row["tooi"]: _with_area(row, land) for _, row in rows(MUNICIPALITIES, current, _NOW_COLUMNS)}
    reader = _Reader(lists, now)
    read = list(rows(ORGANISATIONS, table, _COLUMNS))
    reader.claimed = {row["tooi"] for _, row in read}
    for line, row in sorted(read, key=lambda pair: not pair[1]["tooi"]):
        reader.read(line, row)
    successors = {row["id"]: row["successor_id"] for _, row in read if row["successor_id"] and row["active"] == "no"}
    return with_succession(reader.bodies, lists, successors), reader.refused


class _Reader:
    def __init__(self, lists: Lists, current: Mapping[str, Row]) -> None:
        self.lists = lists
        self.current = current
        self.claimed: set[str] = set()
        self.codes = {code_of(uri): uri for uri in lists.known}
        self.bodies: dict[str, tuple[str, Organisation]] = {}
        self.taken: dict[str, str] = {}
        self.refused: list[Refused] = []

    def read(self, line: int, row: Row) -> None:
        """Take in one row: a new organisation, or refused with the reason."""
        if column := personal(row):
            self.refused.append(refuse_personal(ORGANISATIONS, line, column))
            return None
        try:
            tooi = row["tooi"] or self._tooi(row)
            local = slug(code_of(tooi) if tooi else row["id"].removeprefix("org:"))
            if local in self.taken:
                return self._same(line, row, local)
            body = ORGANISATION.convert(self._plain(row, tooi)).body
        except BadInput as problem:
            self.refused.append(Refused(ORGANISATIONS, line, "field", problem.findings[0].what))
        except (KeyError, ValueError) as error:
            self.refused.append(refuse_value(ORGANISATIONS, line, error))
        else:
            self.taken[local] = row["id"]
            self.bodies[row["id"]] = (local, body)
        return None

    def _tooi(self, row: Row) -> str | None:
        """The address the TOOI list has under the row's own code, or under its name and a day they share."""
        if uri := self.codes.get(row["organisation_code"]):
            return uri
        found = [
            uri for uri, known in self.lists.known.items() if uri not in self.claimed and _same_organisation(row, known)
        ]
        return found[0] if len(found) == 1 else None

    def _same(self, line: int, row: Row, local: str) -> None:
        """A second row of one organisation: its numbers fill what the first row left empty."""
        first = self.taken[local]
        _, body = self.bodies[first]
        fresh = {name: row[name] for name in ("oin", "kvk", "rsin", "roo_id", "wikidata") if row[name]}
        more = {name: value for name, value in fresh.items() if getattr(body, name) is None}
        self.bodies[first] = (local, msgspec.structs.replace(body, **more))
        text = Text(
            nl=f"“{row['name']}” is dezelfde organisatie als {local}; de nummers zijn daar toegevoegd.",
            en=f"“{row['name']}” is the same organisation as {local}; its numbers were added there.",
        )
        self.refused.append(Refused(ORGANISATIONS, line, "same-organisation", text))

    def _plain(self, row: Row, tooi: str | None) -> dict[str, Any]:
        known = self.lists.known.get(tooi or "")
        now = self.current.get(tooi or "", {})
        former = self.lists.former.get(tooi or "", ())
        website = row["website"]
        if website and not website.startswith(("https://", "http://")):
            raise ValueError(f"website {website[:40]}")
        words = {name: row[name] for name in ("name", "oin", "kvk", "rsin", "roo_id", "wikidata", "legal_form", "seat")}
        plain: dict[str, Any] = {
            **words,
            "abbreviation": row["abbr"],
            "organisation_type": _type(row, known),
            "tooi": tooi,
            "province": known.province if known and known.province else _province(row["province"]),
            "ministry": row["ministry_tooi"],
            "website": website,
            "active": {"yes": True, "no": False}[row["active"]],
            "valid": _valid(row, known, former),
            "former_names": list(former),
            "places": [place for place in now.get("places", "").split("|") if place],
        }
        for name, number in (("inhabitants", int), ("area_km2", str), ("council_seats", int)):
            plain[name] = number(now[name]) if now.get(name) else None
        kept = {wire(name): value for name, value in plain.items() if value is not None and value not in ("", [])}
        return dict(msgspec.to_builtins(kept))


def read_land(raw: bytes) -> dict[str, Decimal]:
    """Land in km2 by TOOI address of the municipality of today, summed over the municipalities of 2021 (CBS)."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for _, row in rows(LAND, raw, ("code_2023", "land_km2")):
        found[f"{TOOI_PREFIX}gemeente/{row['code_2023'].lower()}"] += Decimal(row["land_km2"] or "0")
    return found


def _with_area(row: Row, land: Mapping[str, Decimal]) -> Row:
    """The row, its area left unknown where that is smaller than the land: then it dates from before a merger."""
    measured = land.get(row["tooi"])
    if measured and row["area_km2"] and Decimal(row["area_km2"]) < LEAST_OF_LAND * measured:
        return {**row, "area_km2": ""}
    return row


def _type(row: Row, known: Listed | None) -> OrganisationType:
    found = _TYPES[row["type"]]
    return "other" if found == "municipality" and known is None else found


def _province(code: str) -> str | None:
    return f"{TOOI_PREFIX}provincie/{code.lower()}" if code else None


def _same_organisation(row: Row, known: Listed) -> bool:
    if row["name"].casefold().removeprefix("gemeente ") != known.name.casefold():
        return False
    start, end = when(row["valid_from"]), _end(row)
    return (start is not None and start == known.start) or (
        end is not None and known.end in (end, end - timedelta(days=1))
    )


def _end(row: Row) -> date | None:
    """The last day as the register says it; nothing for a living organisation."""
    return when(row["valid_until"]) if row["active"] == "no" else None


def _valid(row: Row, known: Listed | None, former: Sequence[FormerName]) -> Period:
    """First and last day. A first day that only begins a new state under another name is no beginning: then unknown."""
    start = known.start if known and known.start else when(row["valid_from"])
    if start and any(name.valid.end == start - timedelta(days=1) for name in former):
        start = former[0].valid.start
    return Period(start, known.end if known and known.end else _end(row))
