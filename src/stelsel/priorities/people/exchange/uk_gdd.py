# SPDX-License-Identifier: EUPL-1.2
"""The capability framework of the UK government digital and data profession: skills with four levels, and role levels.

It is foreign and says so; it is here because it is the public framework that gives skills levels with a meaning.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from stelsel.kernel import table
from stelsel.kernel.draft import Draft, Reading, Refused
from stelsel.kernel.table import Cells, RowProblem
from stelsel.kernel.text import Text
from stelsel.priorities.people.exchange._origins import GDD, gdd_local, skill_address
from stelsel.priorities.people.kinds import ROLE_PROFILE, SKILL, LevelText, RoleProfile, Skill, SkillNeed

LEVELS = ("Awareness", "Working", "Practitioner", "Expert")
SKILL_COLUMNS = ("Skill Name", "Skill Description", *LEVELS)
NEED_COLUMNS = ("Role Family", "Role", "Role Level", "Skill Name", "Skill Level")
ROLE_COLUMNS = ("Role Family", "Role", "Role Level", "Role Level Description")
NOT_IN_USE = "NOT IN USE"

_RANK = {name: rank for rank, name in enumerate(LEVELS, start=1)}

Needs = Mapping[tuple[str, str], Sequence[SkillNeed]]


def read_skills(raw: bytes, file: str) -> Reading:
    """The skills with what each level means."""
    return table.read(raw, file, SKILL_COLUMNS, _skill)


def _skill(cells: Cells) -> Draft:
    name = table.text(cells, "Skill Name")
    texts = [(rank, cells[level].strip()) for level, rank in _RANK.items()]
    body = Skill(
        name=name,
        scheme="uk-gdd",
        name_en=name,
        skill_type="skill",
        levels=tuple(LevelText(level=rank, text=text) for rank, text in texts if text),
        description=cells["Skill Description"].strip() or None,
    )
    return Draft(SKILL, gdd_local(name), body, source=GDD)


def read_needs(raw: bytes, file: str) -> tuple[dict[tuple[str, str], list[SkillNeed]], tuple[Refused, ...]]:
    """What each role level asks, by (role, role level), and the rows that do not load."""
    needs: dict[tuple[str, str], list[SkillNeed]] = defaultdict(list)
    refused = []
    for line, cells in table.rows(raw, file, NEED_COLUMNS):
        try:
            if cells is None:
                raise RowProblem("row-length", _LENGTH)
            role = _in_use(cells)
            level = table.one_of(cells, "Skill Level", _RANK)
            name = table.text(cells, "Skill Name")
        except RowProblem as problem:
            refused.append(Refused(file, line, problem.code, problem.why))
            continue
        needs[role].append(SkillNeed(skill_name=name, skill=skill_address(gdd_local(name)), level=level))
    return dict(needs), tuple(refused)


def read_roles(raw: bytes, needs: Needs, file: str) -> Reading:
    """The role levels as role profiles, with what they ask."""

    def make(cells: Cells) -> Draft:
        role, level = _in_use(cells)
        title = level if role.casefold() in level.casefold() else f"{role}: {level}"
        body = RoleProfile(
            title=title,
            scheme="uk-gdd",
            title_en=title,
            family=table.text(cells, "Role Family"),
            required=tuple(needs.get((role, level), ())),
            description=cells["Role Level Description"].strip() or None,
        )
        return Draft(ROLE_PROFILE, gdd_local(role, level), body, source=GDD)

    return table.read(raw, file, ROLE_COLUMNS, make)


def _in_use(cells: Cells) -> tuple[str, str]:
    role, level = table.text(cells, "Role"), table.text(cells, "Role Level")
    if NOT_IN_USE in (role, level):
        raise RowProblem("not-in-use", _UNUSED)
    return role, level


_UNUSED = Text(nl="De bron gebruikt deze rol niet meer.", en="The source no longer uses this role.")
_LENGTH = Text(nl="De regel heeft een ander aantal velden dan de kop.", en="The row has another number of fields.")
