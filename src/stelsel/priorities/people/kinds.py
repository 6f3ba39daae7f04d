# SPDX-License-Identifier: EUPL-1.2
"""Kinds of the people room: Skill, RoleProfile and PeopleDemand. None of them is about a person."""

from collections.abc import Sequence
from typing import Annotated, Literal

import msgspec

from stelsel.kernel.kind import Body, Kind, about
from stelsel.kernel.problem import Finding
from stelsel.kernel.retention import UNDECIDED
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import Period
from stelsel.kernel.values import Value

SkillType = Literal["knowledge", "skill", "unknown"]
Scheme = Literal["esco", "uk-gdd", "own"]

HIGHEST = 4
"""Levels run from 1 (awareness) to 4 (expert); 0 says surely not. See rules/skill-levels.json."""

SkillLevel = Annotated[int, about(unit="level 1..4", source="rules/skill-levels.json", ge=1, le=HIGHEST)]
EscoUri = Annotated[str, msgspec.Meta(pattern=r"^http://data\.europa\.eu/esco/(skill|occupation)/[0-9a-zA-Z-]+$")]
"""A concept of ESCO, the European classification of skills and occupations."""


class LevelText(Value, frozen=True):
    """What somebody at a level can do, in the words of the source."""

    level: SkillLevel
    text: str


class Skill(Body, frozen=True):
    """A skill or a field of knowledge in a taxonomy. ESCO has no levels; where a source describes levels they stand in
    `levels`."""

    name: str
    scheme: Scheme
    name_en: str | None = None
    esco: Annotated[EscoUri | None, about(source="ESCO v1.2, conceptUri")] = None
    skill_type: Annotated[SkillType, about(source="ESCO v1.2, skillType")] = "unknown"
    reuse_level: Annotated[str | None, about(source="ESCO v1.2, reuseLevel")] = None
    alternatives: tuple[str, ...] = ()
    broader: tuple[EscoUri, ...] = ()
    levels: tuple[LevelText, ...] = ()
    description: str | None = None


class SkillNeed(Value, frozen=True):
    """A skill that a role asks. `skill` is the address of a skill entry, empty where the source gives only a name.
    `level` is empty where the source has no levels."""

    skill_name: str
    skill: str | None = None
    level: SkillLevel | None = None
    essential: bool = True


class RoleProfile(Body, frozen=True):
    """What a role asks of whoever fills it."""

    title: str
    scheme: Scheme
    title_en: str | None = None
    family: str | None = None
    esco: Annotated[EscoUri | None, about(source="ESCO v1.2, occupation")] = None
    isco_group: Annotated[str | None, about(source="ISCO-08, four digits")] = None
    required: tuple[SkillNeed, ...] = ()
    description: str | None = None
    sample: bool = False


class PeopleDemand(Body, frozen=True):
    """What an organisation looks for: a role or skills, hours and a period. Never who."""

    title: str
    role: Annotated[str | None, about(source="address of the role profile")] = None
    required: tuple[SkillNeed, ...] = ()
    hours_per_week: Annotated[int, about(unit="hours a week", ge=1, le=60)] | None = None
    period: Period = Period()
    city: str | None = None
    sample: bool = False


def check_needs(body: RoleProfile | PeopleDemand) -> Sequence[Finding]:
    """What types cannot see: a skill that is asked twice."""
    named = [need.skill or need.skill_name for need in body.required]
    return (_TWICE,) if len(named) != len(set(named)) else ()


def check_demand(body: PeopleDemand) -> Sequence[Finding]:
    """Needs a role or skills, and no skill twice."""
    return (_NOTHING,) if not (body.role or body.required) else check_needs(body)


_TWICE = Finding(
    "skill-twice",
    "vereist",
    Text(nl="Een vaardigheid staat er twee keer.", en="A skill occurs twice."),
    Text(nl="Noem elke vaardigheid één keer, met één niveau.", en="Name each skill once, with one level."),
)
_NOTHING = Finding(
    "nothing-asked",
    "rol",
    Text(nl="Deze vraag noemt geen rol en geen vaardigheden.", en="This names no role and no skills."),
    Text(nl="Kies een rolprofiel, of noem vaardigheden.", en="Choose a role profile, or name skills."),
)


def both(nl: str, en: str | None) -> Text:
    """A name in both languages, the Dutch one where there is no English one."""
    return Text(nl=nl, en=en or nl)


_WHAT = Text(nl="Wat", en="What")
_SOURCE = Text(nl="Plaats in de indeling", en="Place in the classification")
_ASKED = Text(nl="Gevraagd", en="Asked")

SKILL = Kind(
    name="skill",
    major=1,
    body=Skill,
    wire="vaardigheid",
    wire_plural="vaardigheden",
    title=Text(nl="Vaardigheid", en="Skill"),
    plural=Text(nl="Vaardigheden", en="Skills"),
    explain=Text(
        nl="Een vaardigheid of kennisgebied uit een indeling zoals ESCO.",
        en="A skill or field of knowledge from a taxonomy such as ESCO.",
    ),
    room="people",
    label=lambda body: both(body.name, body.name_en),
    retention=UNDECIDED,
    groups=(
        (_WHAT, ("name", "name_en", "alternatives", "description")),
        (_SOURCE, ("scheme", "esco", "skill_type", "reuse_level", "broader")),
        (Text(nl="Niveaus", en="Levels"), ("levels",)),
    ),
    search=("name", "name_en", "alternatives"),
    facets=("scheme", "skill_type", "reuse_level"),
)

ROLE_PROFILE = Kind(
    name="role-profile",
    major=1,
    body=RoleProfile,
    wire="rolprofiel",
    wire_plural="rolprofielen",
    title=Text(nl="Rolprofiel", en="Role profile"),
    plural=Text(nl="Rolprofielen", en="Role profiles"),
    explain=Text(
        nl="Wat een rol vraagt aan vaardigheden, met niveau als de bron dat geeft.",
        en="What a role asks in skills, with a level where the source gives one.",
    ),
    room="people",
    label=lambda body: both(body.title, body.title_en),
    retention=UNDECIDED,
    groups=(
        (_WHAT, ("title", "title_en", "family", "description", "sample")),
        (_SOURCE, ("scheme", "esco", "isco_group")),
        (_ASKED, ("required",)),
    ),
    search=("title", "title_en", "family"),
    facets=("scheme", "family", "isco_group"),
    check=check_needs,
)

PEOPLE_DEMAND = Kind(
    name="people-demand",
    major=1,
    body=PeopleDemand,
    wire="personeelsbehoefte",
    wire_plural="personeelsbehoeften",
    title=Text(nl="Personeelsbehoefte", en="People demand"),
    plural=Text(nl="Personeelsbehoeften", en="People demands"),
    explain=Text(
        nl="Een rol die een organisatie wil vervullen: welke vaardigheden, hoeveel uur en wanneer.",
        en="A role that an organisation wants to fill: which skills, how many hours and when.",
    ),
    room="people",
    label=lambda body: same(body.title),
    retention=UNDECIDED,
    groups=(
        (_WHAT, ("title", "role", "sample")),
        (_ASKED, ("required", "hours_per_week", "period", "city")),
    ),
    search=("title",),
    facets=("city",),
    check=check_demand,
)

KINDS = (ROLE_PROFILE, SKILL, PEOPLE_DEMAND)
