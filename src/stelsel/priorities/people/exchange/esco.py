# SPDX-License-Identifier: EUPL-1.2
"""ESCO: collections of skills and occupations with their skills, English and Dutch joined by concept URI.

The two languages come from different minor versions of ESCO: a concept that only one of them has keeps one name.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from stelsel.kernel import table
from stelsel.kernel.draft import Draft, Reading, Refused
from stelsel.kernel.table import Cells, RowProblem
from stelsel.kernel.text import Text
from stelsel.priorities.people.exchange._origins import (
    ESCO,
    ESCO_OCCUPATION,
    ESCO_SKILL,
    esco_local,
    skill_address,
)
from stelsel.priorities.people.kinds import ROLE_PROFILE, SKILL, RoleProfile, Skill, SkillNeed, SkillType

SKILL_COLUMNS = (
    "conceptUri", "preferredLabel", "status", "skillType", "reuseLevel", "altLabels", "description", "broaderConceptUri"
)  # fmt: skip
OCCUPATION_COLUMNS = ("conceptUri", "iscoGroup", "preferredLabel", "description")
RELATION_COLUMNS = ("occupationUri", "relationType", "skillUri", "skillLabelEn", "skillLabelNl")

_TYPES: dict[str, SkillType] = {"knowledge": "knowledge", "skill/competence": "skill", "": "unknown"}
_RELATIONS = {"essential": True, "optional": False}
_URI = re.compile(r"http://data\.europa\.eu/esco/(skill|occupation)/[0-9a-zA-Z-]+")

Needs = Mapping[str, Sequence[SkillNeed]]


def read_skills(english: bytes, dutch: bytes, file: str) -> Reading:
    """The skills of a collection; every row of the English file with what the Dutch one says of the same concept."""
    known = by_uri(dutch, f"{file} (nl)", SKILL_COLUMNS)

    def make(cells: Cells) -> Draft:
        uri = _uri(cells, "conceptUri", ESCO_SKILL)
        table.one_of(cells, "status", {"released": True})
        other = known.get(uri)
        name_en = table.text(cells, "preferredLabel")
        broader = [part.strip() for part in cells["broaderConceptUri"].split(" | ")]
        body = Skill(
            name=other["preferredLabel"].strip() or name_en if other else name_en,
            scheme="esco",
            name_en=name_en,
            esco=uri,
            skill_type=table.one_of(cells, "skillType", _TYPES),
            reuse_level=cells["reuseLevel"].strip() or None,
            alternatives=_labels(other["altLabels"]) if other else (),
            broader=tuple(part for part in broader if part.startswith(ESCO_SKILL) and _URI.fullmatch(part)),
            description=(other or cells)["description"].strip() or None,
        )
        return Draft(SKILL, esco_local(uri), body, source=ESCO)

    return table.read(english, file, SKILL_COLUMNS, make)


def read_occupations(english: bytes, dutch: bytes, needs: Needs, file: str) -> Reading:
    """The occupations as role profiles, each with its `needs` by occupation URI. ESCO gives no levels."""
    known = by_uri(dutch, f"{file} (nl)", OCCUPATION_COLUMNS)

    def make(cells: Cells) -> Draft:
        uri = _uri(cells, "conceptUri", ESCO_OCCUPATION)
        other = known.get(uri)
        title_en = table.text(cells, "preferredLabel")
        body = RoleProfile(
            title=other["preferredLabel"].strip() or title_en if other else title_en,
            scheme="esco",
            title_en=title_en,
            esco=uri,
            isco_group=table.text(cells, "iscoGroup"),
            required=tuple(needs.get(uri, ())),
            description=(other or cells)["description"].strip() or None,
        )
        return Draft(ROLE_PROFILE, esco_local(uri), body, source=ESCO)

    return table.read(english, file, OCCUPATION_COLUMNS, make)


def read_relations(raw: bytes, file: str) -> tuple[dict[str, list[SkillNeed]], Reading]:
    """What occupations ask, by occupation URI, and the rows that do not load; with a draft for each skill that has a
    URI, in case no collection names it. Where the source has no URI the need is a name only."""
    needs: dict[str, dict[str, SkillNeed]] = defaultdict(dict)
    skills: dict[str, Draft] = {}
    refused = []
    for line, cells in table.rows(raw, file, RELATION_COLUMNS):
        try:
            occupation, need, draft = _relation(cells)
            if (need.skill or need.skill_name) in needs[occupation]:
                raise RowProblem("duplicate", _TWICE)
        except RowProblem as problem:
            refused.append(Refused(file, line, problem.code, problem.why))
            continue
        needs[occupation][need.skill or need.skill_name] = need
        if draft is not None:
            skills.setdefault(draft.local, draft)
    found = {occupation: sorted(asked.values(), key=_order) for occupation, asked in needs.items()}
    return found, Reading(tuple(skills.values()), tuple(refused))


def named(needs: Needs, names: Mapping[str, str]) -> dict[str, list[SkillNeed]]:
    """The needs with the name that the skill itself has; the list of relations has older labels for some."""
    return {
        occupation: [
            msgspec.structs.replace(need, skill_name=names.get(need.skill or "", need.skill_name)) for need in asked
        ]
        for occupation, asked in needs.items()
    }


def _order(need: SkillNeed) -> tuple[bool, bool]:
    """Essential before optional, then those with an address before mere names; else as the source has them."""
    return not need.essential, need.skill is None


def _relation(cells: Cells | None) -> tuple[str, SkillNeed, Draft | None]:
    if cells is None:
        raise RowProblem("row-length", _LENGTH)
    occupation = _uri(cells, "occupationUri", ESCO_OCCUPATION)
    essential = table.one_of(cells, "relationType", _RELATIONS)
    name_en = table.text(cells, "skillLabelEn")
    name = cells["skillLabelNl"].strip() or name_en
    if not cells["skillUri"].strip():
        return occupation, SkillNeed(skill_name=name, essential=essential), None
    uri = _uri(cells, "skillUri", ESCO_SKILL)
    need = SkillNeed(skill_name=name, skill=skill_address(esco_local(uri)), essential=essential)
    body = Skill(name=name, scheme="esco", name_en=name_en, esco=uri)
    return occupation, need, Draft(SKILL, esco_local(uri), body, source=ESCO)


def by_uri(raw: bytes, file: str, columns: Sequence[str]) -> dict[str, Cells]:
    """The rows of a file by concept URI; a row of another length is left out: the other language stands alone then."""
    return {cells["conceptUri"]: cells for _, cells in table.rows(raw, file, columns) if cells is not None}


def _uri(cells: Cells, column: str, start: str) -> str:
    found = table.text(cells, column)
    if not (found.startswith(start) and _URI.fullmatch(found)):
        raise RowProblem("esco-uri", _NO_URI.fill(shown=found[:60], column=column))
    return found


def _labels(cell: str) -> tuple[str, ...]:
    """Alternative labels stand one a line inside a cell, or between bars."""
    return tuple(dict.fromkeys(label.strip() for label in re.split(r"\n|\|", cell) if label.strip()))


_NO_URI = Text(nl="“{shown}” in {column} is geen ESCO-adres.", en="“{shown}” in {column} is no ESCO address.")
_TWICE = Text(nl="Deze rol vraagt deze vaardigheid al.", en="This role asks this skill already.")
_LENGTH = Text(nl="De regel heeft een ander aantal velden dan de kop.", en="The row has another number of fields.")
