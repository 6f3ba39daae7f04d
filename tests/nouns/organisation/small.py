# SPDX-License-Identifier: EUPL-1.2
"""Small registers of our own, with the faults of the real ones."""

from __future__ import annotations

import json
from typing import Any

TOOI = "https://identifier.overheid.nl/tooi/id/"
ONT = "https://identifier.overheid.nl/tooi/def/ont/"
PROV = "http://www.w3.org/ns/prov#"

ORGANISATION_COLUMNS = (
    "id,type,name,abbr,tooi,oin,kvk,rsin,roo_id,wikidata,organisation_code,ministry_tooi,legal_form,seat,province,"
    "website,valid_from,valid_until,successor_id,active"
)
ARRANGEMENT_COLUMNS = (
    "gr_id,roo_id,name,form,powers,body_tooi,body_name,in_force_from,in_force_until,previous_version,next_version,"
    "policy_areas,purpose"
)
PARTICIPANT_COLUMNS = "gr_id,participant_tooi,participant_name,participant_roo_id,joined,bodies,share"
CURRENT_COLUMNS = "tooi,inhabitants,area_km2,council_seats,places"


def table(columns: str, *rows: dict[str, str]) -> bytes:
    """A CSV file; cells that a row does not name are empty."""
    lines = [",".join(f'"{row.get(name, "")}"' for name in columns.split(",")) for row in rows]
    return "\n".join([columns, *lines, ""]).encode()


def organisation(code: str, name: str, **cells: str) -> dict[str, str]:
    """A row of an organisation; `code` is gemeente/gm0001, or empty for one without TOOI."""
    tooi = TOOI + code if code else ""
    row = {"id": f"org:{name.lower()}", "type": "gemeente", "name": name, "tooi": tooi, "active": "yes"}
    return {**row, **cells}


def tooi_list(name: str, version: int, *nodes: dict[str, Any]) -> bytes:
    """A register value list in JSON-LD."""
    head = {
        "@id": f"https://identifier.overheid.nl/tooi/set/{name}/{version}",
        "@type": ["https://identifier.overheid.nl/tooi/def/wl/RegisterwaardelijstCompleet"],
    }
    return json.dumps([*nodes, head]).encode()


def listed(code: str, name: str, start: str = "", end: str = "") -> dict[str, Any]:
    """An organisation in a list."""
    node: dict[str, Any] = {"@id": TOOI + code, "@type": [ONT + "Gemeente"]}
    node[ONT + "voorkeursnaamExclSoort"] = [{"@value": name}]
    for key, day in (("begindatum", start), ("einddatum", end)):
        if day:
            node[ONT + key] = [{"@value": day}]
    return node


def event(kind: str, moment: str, ended: list[str], **into: list[str]) -> dict[str, Any]:
    """A change: `into` names generated= or used= codes."""
    node: dict[str, Any] = {"@id": TOOI + "gemeente/wzg_1", "@type": [ONT + kind]}
    node[ONT + "tijdstipWijziging"] = [{"@value": moment}]
    for key, codes in {"invalidated": ended, **into}.items():
        node[PROV + key] = [{"@id": TOOI + code} for code in codes]
    return node


def files(*organisations: dict[str, str], **more: bytes) -> dict[str, bytes]:
    """All files that the exchange needs, by name."""
    return {
        "organisations.csv": table(ORGANISATION_COLUMNS, *organisations),
        "municipalities-current.csv": table(CURRENT_COLUMNS),
        "joint-arrangements.csv": table(ARRANGEMENT_COLUMNS),
        "joint-arrangement-participants.csv": table(PARTICIPANT_COLUMNS),
        **{
            name.replace("__", "-") + (".json" if name.startswith("rwc") else ".csv"): raw for name, raw in more.items()
        },
    }
