# SPDX-License-Identifier: EUPL-1.2
"""What is asked: from a role profile and the skills named beside it to one list of needs, each with its entry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.kernel.ids import entry_id
from stelsel.kernel.kind import about
from stelsel.kernel.problem import BadInput, Finding, bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.values import Value
from stelsel.priorities.people.kinds import ROLE_PROFILE, SKILL, RoleProfile, Skill, SkillLevel, SkillNeed, both
from stelsel.priorities.people.policy import check_levels

MOST_NEEDS = 80


class Wanted(Value, frozen=True):
    """A skill that is asked: address of its entry, its ESCO address, or its exact name; and the least level."""

    skill: str
    level: SkillLevel = 1


class Inputs(Value, frozen=True):
    """A role profile, skills with levels, or both (a skill named here replaces the level of the profile). Organisation
    is the publisher whose people count; empty counts the whole pool."""

    role: Annotated[str | None, about(source="address of a role profile")] = None
    required: tuple[Wanted, ...] = ()
    organisation: str | None = None


@dataclass(frozen=True)
class Need:
    """One need: the key in the pool, its words, the least level (1..4), the skill entry where there is one, and whether
    the source gave the level."""

    key: str
    name: Text
    level: int
    record: Record | None
    level_given: bool


@dataclass(frozen=True)
class Request:
    """The needs that must hold, the role profile they come from, and how many optional ones were left out."""

    needs: tuple[Need, ...]
    role: tuple[Record, RoleProfile] | None
    optional: int


Skills = Mapping[str, tuple[Record, Skill]]


@dataclass(frozen=True)
class Catalogue:
    """The skills of a book by address, and addresses by ESCO address and by name in either language."""

    skills: Skills
    by_name: Mapping[str, str]


def catalogue(book: Book) -> Catalogue:
    """The skills of a book, made once per position."""
    return book.memo("people-skills", lambda: _catalogue(book))


def _catalogue(book: Book) -> Catalogue:
    skills = {record.id: (record, body) for record, body in book.rows(SKILL)}
    names: dict[str, str] = {}
    for address, (_, body) in sorted(skills.items()):
        for name in (body.esco, body.name, body.name_en):
            if name:
                names.setdefault(name.casefold(), address)
    return Catalogue(skills, names)


def check(inputs: Inputs) -> None:
    """BadInput when nothing is asked, or one skill twice."""
    if not inputs.role and not inputs.required:
        raise BadInput(Finding("nothing-asked", "rol", *_NOTHING))
    check_levels([(wanted.skill, wanted.level) for wanted in inputs.required])
    if inputs.role:
        entry_id(inputs.role, "rol")


def request(book: Book, inputs: Inputs) -> Request:
    """The needs of the role and those named beside it; BadInput for a role or skill that this book does not have."""
    known = catalogue(book)
    role = _role(book, inputs.role) if inputs.role else None
    asked = role[1].required if role else ()
    needs = {need.key: need for need in (_need(known, item) for item in asked if item.essential)}
    for wanted in inputs.required:
        need = _wanted(known, wanted)
        needs[need.key] = need
    if not needs:
        raise BadInput(Finding("nothing-asked", "rol", *_EMPTY_ROLE))
    if len(needs) > MOST_NEEDS:
        raise BadInput(Finding("too-many", "vereist", *_TOO_MANY))
    return Request(tuple(needs.values()), role, sum(not item.essential for item in asked))


def key_of(need: SkillNeed) -> str:
    """The key of a need in the pool: the address of the skill, or its name where there is none. Marks that the pool
    file uses between its parts are left out of it."""
    return (need.skill or need.skill_name).replace("|", " ").replace("=", " ")


def _need(known: Catalogue, need: SkillNeed) -> Need:
    found = known.skills.get(need.skill or "")
    name = both(found[1].name, found[1].name_en) if found else both(need.skill_name, None)
    return Need(key_of(need), name, need.level or 1, found[0] if found else None, need.level is not None)


def _wanted(known: Catalogue, wanted: Wanted) -> Need:
    typed = wanted.skill.strip()
    address = typed if typed in known.skills else known.by_name.get(typed.casefold())
    if address is None:
        raise bad_input("unknown-skill", f"vereist: {typed[:60]}", *_NO_SKILL)
    record, body = known.skills[address]
    return Need(address, both(body.name, body.name_en), wanted.level, record, True)


def _role(book: Book, address: str) -> tuple[Record, RoleProfile]:
    record = book.get(address)
    if record is None or entry_id(address).kind != ROLE_PROFILE.name:
        raise bad_input("unknown-role", "rol", *_NO_ROLE)
    body: RoleProfile = book.body(record)
    return record, body


def profiles(book: Book) -> Sequence[RoleProfile]:
    """Every role profile of a book that asks something, by address."""
    rows = sorted(book.rows(ROLE_PROFILE), key=lambda row: row[0].id)
    return [body for _, body in rows if body.required]


_NOTHING = (
    Text(nl="U noemt geen rol en geen vaardigheden.", en="You name no role and no skills."),
    Text(nl="Kies een rolprofiel, of noem een of meer vaardigheden.", en="Choose a role profile or name skills."),
)
_EMPTY_ROLE = (
    Text(nl="Dit rolprofiel noemt geen vereiste vaardigheden.", en="This role profile names no essential skills."),
    Text(nl="Noem zelf de vaardigheden die u zoekt.", en="Name the skills you look for yourself."),
)
_TOO_MANY = (
    Text(nl="U vraagt meer dan 80 vaardigheden.", en="You ask more than 80 skills."),
    Text(nl="Noem alleen wat echt nodig is.", en="Name only what is really needed."),
)
_NO_ROLE = (
    Text(nl="Dit rolprofiel kennen we niet.", en="We do not know this role profile."),
    Text(nl="Zoek het rolprofiel en kopieer het adres.", en="Search the role profile and copy its address."),
)
_NO_SKILL = (
    Text(nl="Deze vaardigheid kennen we niet.", en="We do not know this skill."),
    Text(
        nl="Zoek de vaardigheid en kopieer de naam of het adres.", en="Search the skill and copy its name or address."
    ),
)
