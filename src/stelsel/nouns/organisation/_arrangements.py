# SPDX-License-Identifier: EUPL-1.2
"""Joint arrangements and who takes part in them, from the register under the Wet gemeenschappelijke regelingen.

The day a version goes out of force is the first day it no longer holds: in 626 of 637 cases the next version starts on
that very day. So its last day is the day before. The prose of the purpose is not read.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import msgspec

from stelsel.kernel.draft import Draft, Refused
from stelsel.kernel.entry import Source
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text
from stelsel.kernel.time import Period
from stelsel.kernel.vocabulary import wire
from stelsel.nouns.organisation._kinds import JOINT_ARRANGEMENT, JointArrangement, Participant
from stelsel.nouns.organisation._rows import Row, personal, refuse_personal, refuse_value, rows, when

ARRANGEMENTS = "joint-arrangements.csv"
PARTICIPANTS = "joint-arrangement-participants.csv"
SOURCE_NAME = "ROO, gemeenschappelijke regelingen (via anneschuth/polder, CC0)"
SOURCE_DAY = "2026-05-19"
SOURCE_LINK = "https://github.com/anneschuth/polder"

_COLUMNS = tuple(
    "gr_id roo_id name form powers body_tooi body_name in_force_from in_force_until previous_version next_version "
    "policy_areas".split()
)
_TAKING_PART = tuple("gr_id participant_tooi participant_name participant_roo_id joined bodies share".split())


def read_arrangements(table: bytes, participants: bytes, roo: Mapping[str, str]) -> tuple[list[Draft], list[Refused]]:
    """Drafts sorted by local name, and refused rows. `roo` maps a ROO number to the TOOI address it stands for."""
    known = {row["gr_id"] for _, row in rows(ARRANGEMENTS, table, _COLUMNS)}
    taking_part, refused = _participants(participants, roo, known)
    drafts: dict[str, Draft] = {}
    for line, row in rows(ARRANGEMENTS, table, _COLUMNS):
        if column := personal(row):
            refused.append(refuse_personal(ARRANGEMENTS, line, column))
            continue
        try:
            body = JOINT_ARRANGEMENT.convert(_plain(row, taking_part[row["gr_id"]])).body
            if row["roo_id"] in drafts:
                raise ValueError(f"roo_id {row['roo_id']}")
            drafts[row["roo_id"]] = arrangement_draft(row["roo_id"], body)
        except BadInput as problem:
            refused.append(Refused(ARRANGEMENTS, line, "field", problem.findings[0].what))
        except ValueError as error:
            refused.append(refuse_value(ARRANGEMENTS, line, error))
    return [drafts[local] for local in sorted(drafts)], refused


def arrangement_draft(local: str, body: JointArrangement) -> Draft:
    """The recorded entry of an arrangement: about the body it made, else its ROO number."""
    source = Source(SOURCE_NAME, SOURCE_DAY, SOURCE_LINK)
    return Draft(JOINT_ARRANGEMENT, local, body, body.body or f"roo:{local}", source)


def _participants(
    raw: bytes, roo: Mapping[str, str], known: set[str]
) -> tuple[dict[str, list[Participant]], list[Refused]]:
    found: dict[str, list[Participant]] = defaultdict(list)
    refused: list[Refused] = []
    for line, row in rows(PARTICIPANTS, raw, _TAKING_PART):
        if column := personal(row):
            refused.append(refuse_personal(PARTICIPANTS, line, column))
        elif row["gr_id"] not in known:
            why = Text(nl="Deze regeling staat niet in de lijst.", en="This arrangement is not in the list.")
            refused.append(Refused(PARTICIPANTS, line, "no-arrangement", why))
        else:
            try:
                found[row["gr_id"]].append(_participant(row, roo))
            except ValueError as error:
                refused.append(refuse_value(PARTICIPANTS, line, error))
    return found, refused


def _participant(row: Row, roo: Mapping[str, str]) -> Participant:
    if not row["participant_name"]:
        raise ValueError("participant_name")
    return Participant(
        name=row["participant_name"],
        organisation=row["participant_tooi"] or roo.get(row["participant_roo_id"]),
        joined=when(row["joined"]),
        bodies=tuple(dict.fromkeys(body for body in row["bodies"].split("|") if body)),
        share=row["share"] or None,
    )


def _plain(row: Row, participants: list[Participant]) -> dict[str, Any]:
    start, until = when(row["in_force_from"]), when(row["in_force_until"])
    plain: dict[str, Any] = {
        "name": row["name"],
        "form": row["form"].strip("'"),
        "powers": row["powers"].replace("|", ", "),
        "body": row["body_tooi"],
        "body_name": row["body_name"],
        "roo_id": row["roo_id"],
        "in_force": Period(start, _last_day(start, until)),
        "active": until is None,
        "previous_version": row["previous_version"],
        "next_version": row["next_version"],
        "policy_areas": [area.replace(" | ", ": ") for area in re.split(r"(?<! )\|(?! )", row["policy_areas"]) if area],
        "participants": sorted(participants, key=lambda who: (who.name, who.joined or date.min)),
    }
    return dict(msgspec.to_builtins({wire(name): value for name, value in plain.items() if value not in ("", [])}))


def _last_day(start: date | None, until: date | None) -> date | None:
    """The day before `until`; a version that was replaced on its first day keeps that one day."""
    if until is None:
        return None
    return until if until == start else until - timedelta(days=1)
