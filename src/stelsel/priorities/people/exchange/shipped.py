# SPDX-License-Identifier: EUPL-1.2
"""Our own two tables of skills and role profiles, both directions: names, identifiers, levels; no copied prose."""

from collections.abc import Iterable, Mapping

from stelsel.kernel import documents, table
from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.table import Cells, RowProblem
from stelsel.kernel.text import Text
from stelsel.priorities.people.exchange._origins import ESCO_OCCUPATION, ESCO_SKILL, SOURCES, skill_address
from stelsel.priorities.people.kinds import ROLE_PROFILE, SKILL, RoleProfile, Skill, SkillNeed

SKILL_COLUMNS = ("id", "scheme", "name", "name_en", "type", "reuse", "alternatives", "broader")
ROLE_COLUMNS = ("id", "scheme", "title", "title_en", "family", "isco", "essential", "optional", "essential_names",
                "optional_names")  # fmt: skip

_SCHEMES = {"esco": "esco", "uk-gdd": "uk-gdd"}
_TYPES = {"knowledge": "knowledge", "skill": "skill", "": "unknown"}


def write(drafts: Iterable[Draft]) -> tuple[bytes, bytes]:
    """The table of skills and the table of role profiles, always the same bytes for the same drafts."""
    ordered = sorted(drafts, key=lambda draft: draft.local)
    skills = [_skill_row(draft.local, draft.body) for draft in ordered if isinstance(draft.body, Skill)]
    roles = [_role_row(draft.local, draft.body) for draft in ordered if isinstance(draft.body, RoleProfile)]
    return documents.table(SKILL_COLUMNS, skills), documents.table(ROLE_COLUMNS, roles)


def _skill_row(local: str, body: Skill) -> list[object]:
    kind = "" if body.skill_type == "unknown" else body.skill_type
    broader = " ".join(uri.removeprefix(ESCO_SKILL) for uri in body.broader)
    name_en = None if body.name_en == body.name else body.name_en
    return [local, body.scheme, body.name, name_en, kind, body.reuse_level, "|".join(body.alternatives), broader]


def _role_row(local: str, body: RoleProfile) -> list[object]:
    cells = [_needs(body, True), _needs(body, False), _names(body, True), _names(body, False)]
    title_en = None if body.title_en == body.title else body.title_en
    return [local, body.scheme, body.title, title_en, body.family, body.isco_group, *cells]


def _needs(body: RoleProfile, essential: bool) -> str:
    found = [need for need in body.required if need.skill and need.essential == essential]
    return " ".join((need.skill or "").rpartition("/")[2] + (f":{need.level}" if need.level else "") for need in found)


def _names(body: RoleProfile, essential: bool) -> str:
    return "|".join(need.skill_name for need in body.required if not need.skill and need.essential == essential)


def read_skills(raw: bytes, file: str) -> Reading:
    """The skills of the table."""
    return table.read(raw, file, SKILL_COLUMNS, _skill, own=True)


def _skill(cells: Cells) -> Draft:
    local, scheme = table.text(cells, "id"), table.one_of(cells, "scheme", _SCHEMES)
    name = table.text(cells, "name")
    body = Skill(
        name=name,
        scheme=scheme,
        name_en=cells["name_en"] or name,
        esco=ESCO_SKILL + local if scheme == "esco" else None,
        skill_type=table.one_of(cells, "type", _TYPES),
        reuse_level=cells["reuse"] or None,
        alternatives=tuple(part for part in cells["alternatives"].split("|") if part),
        broader=tuple(ESCO_SKILL + part for part in cells["broader"].split()),
    )
    return Draft(SKILL, local, body, source=SOURCES[scheme])


def read_roles(raw: bytes, names: Mapping[str, str], file: str) -> Reading:
    """The role profiles of the table; `names` gives the name of a skill by its local name."""

    def make(cells: Cells) -> Draft:
        local, scheme = table.text(cells, "id"), table.one_of(cells, "scheme", _SCHEMES)
        title = table.text(cells, "title")
        required = [need for column, essential in (("essential", True), ("optional", False))
                    for need in _read_needs(cells, column, essential, names)]  # fmt: skip
        body = RoleProfile(
            title=title,
            scheme=scheme,
            title_en=cells["title_en"] or title,
            family=cells["family"] or None,
            esco=ESCO_OCCUPATION + local if scheme == "esco" else None,
            isco_group=cells["isco"] or None,
            required=tuple(required),
        )
        return Draft(ROLE_PROFILE, local, body, source=SOURCES[scheme])

    return table.read(raw, file, ROLE_COLUMNS, make, own=True)


def _read_needs(cells: Cells, column: str, essential: bool, names: Mapping[str, str]) -> list[SkillNeed]:
    found = []
    for part in cells[column].split():
        local, _, level = part.partition(":")
        if local not in names or level not in ("", "1", "2", "3", "4"):
            raise RowProblem("unknown-skill", _UNKNOWN.fill(shown=part[:60]))
        rank = int(level) if level else None
        found.append(SkillNeed(names[local], skill_address(local), rank, essential))
    only_names = (name for name in cells[f"{column}_names"].split("|") if name)
    return [*found, *(SkillNeed(name, essential=essential) for name in only_names)]


_UNKNOWN = Text(nl="De vaardigheid “{shown}” kennen we niet.", en="The skill “{shown}” is unknown to us.")
