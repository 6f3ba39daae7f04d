# SPDX-License-Identifier: EUPL-1.2
"""Classifications of skills and roles to entries and back: one file per format, all pure; and the invented pool."""

from pathlib import Path

import msgspec

from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.table import together
from stelsel.priorities.people.exchange import esco, shipped, uk_gdd
from stelsel.priorities.people.exchange._origins import IMPORTER, skill_address
from stelsel.priorities.people.exchange.sample import sample
from stelsel.priorities.people.kinds import RoleProfile, Skill

SKILLS, ROLES = "people-skills.csv", "people-roles.csv"
COLLECTIONS = ("digital_skills", "transversalSkillsCollection", "digCompSkillsCollection")
OCCUPATIONS, RELATIONS = "ict_occupations", "ict_occupation_skill_relations.csv"

__all__ = ["IMPORTER", "derive", "example", "read_all", "sample"]


def example(folder: Path) -> Reading:
    """What the importer records in the example country, from the two tables in `folder`."""
    skills = shipped.read_skills((folder / SKILLS).read_bytes(), SKILLS)
    names = {draft.local: draft.body.name for draft in skills.drafts if isinstance(draft.body, Skill)}
    return together(skills, shipped.read_roles((folder / ROLES).read_bytes(), names, ROLES))


def read_all(folder: Path) -> Reading:
    """The collected files themselves, from the folder that holds people/. A missing file is an OSError."""
    place = folder / "people"
    return together(_esco(place / "esco"), _gdd(place / "gdad"))


def derive(collected: Reading) -> dict[str, bytes]:
    """The shipped tables by file name, without the prose of the sources."""
    skills, roles = shipped.write(_bare(draft) for draft in collected.drafts)
    return {SKILLS: skills, ROLES: roles}


def _bare(draft: Draft) -> Draft:
    body = draft.body
    if isinstance(body, Skill):
        return Draft(draft.kind, draft.local, msgspec.structs.replace(body, description=None, levels=()))
    assert isinstance(body, RoleProfile), "this room records skills and role profiles"
    return Draft(draft.kind, draft.local, msgspec.structs.replace(body, description=None))


def _esco(place: Path) -> Reading:
    def raw(name: str) -> bytes:
        return (place / name).read_bytes()

    readings = [
        esco.read_skills(raw(f"{name}_en.csv"), raw(f"{name}_nl.csv"), f"{name}_en.csv") for name in COLLECTIONS
    ]
    needs, related = esco.read_relations(raw(RELATIONS), RELATIONS)
    first: dict[str, Draft] = {}
    for draft in (draft for reading in (*readings, related) for draft in reading.drafts):
        first.setdefault(draft.local, draft)
    refused = tuple(row for reading in (*readings, related) for row in reading.refused)
    names = {skill_address(local): draft.body.name for local, draft in first.items() if isinstance(draft.body, Skill)}
    needs = esco.named(needs, names)
    roles = esco.read_occupations(
        raw(f"{OCCUPATIONS}_en.csv"), raw(f"{OCCUPATIONS}_nl.csv"), needs, f"{OCCUPATIONS}_en.csv"
    )
    return together(Reading(tuple(first.values()), refused), roles)


def _gdd(place: Path) -> Reading:
    def raw(name: str) -> bytes:
        return (place / name).read_bytes()

    needs, refused = uk_gdd.read_needs(raw("role_level_skills.csv"), "role_level_skills.csv")
    return together(
        uk_gdd.read_skills(raw("skills.csv"), "skills.csv"),
        Reading((), refused),
        uk_gdd.read_roles(raw("role_levels.csv"), needs, "role_levels.csv"),
    )
