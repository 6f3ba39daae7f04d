# SPDX-License-Identifier: EUPL-1.2
"""Bottlenecks over the API, beside what every kind has: what a report in own words seems to be about, how one stands,
joining it, taking a step, merging and splitting. The board itself is the question
`knelpuntenbord`, what may be the same the question `mogelijk-hetzelfde`."""

from typing import Annotated, Any, Literal

import msgspec

from stelsel.faces.api.caller import publisher_for
from stelsel.faces.api.entries import received, ref
from stelsel.faces.api.operation import Call, Operation, Reply, View, convert, read_body
from stelsel.faces.api.problems import Refused
from stelsel.faces.api.shapes import BASE, Day, Links
from stelsel.kernel.kind import about
from stelsel.kernel.text import Text
from stelsel.kernel.values import Value
from stelsel.kernel.vocabulary import wire
from stelsel.node import bottlenecks
from stelsel.node.node import node
from stelsel.node.permission import where
from stelsel.nouns.bottleneck import (
    BOTTLENECK,
    ArticleNamed,
    Band,
    Cause,
    Layer,
    Lesson,
    Standing,
    Status,
    StepName,
    neutral_summary,
    propose,
    recurrences,
    standing,
    subject_of,
)

_TAG = BOTTLENECK.wire_plural
_ONE = f"/{_TAG}/{{uitgever}}/{{naam}}"


class Melding(Value, frozen=True, forbid_unknown_fields=True):
    """What stands in the way, in own words. Nothing of it is kept."""

    own_words: Annotated[str, about(min_length=15, max_length=5000)]


class VoorgesteldeOorzaak(Value, frozen=True):
    """A cause that may be meant, how strongly, and the words that point at it."""

    cause: Cause
    weight: float
    words: tuple[str, ...]


class LijktOp(Value, frozen=True):
    """A bottleneck that may be the same: how alike (0..1), and the words that both have."""

    bottleneck: str
    title: str
    weight: float
    words: tuple[str, ...]
    links: Links = msgspec.field(default_factory=dict, name="_links")


class Voorstel(Value, frozen=True):
    """What a report seems to be about. Without `cause` none stands out. A person confirms or chooses otherwise."""

    causes: tuple[VoorgesteldeOorzaak, ...]
    summary: Text
    cause: Cause | None = None
    datasets: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()
    articles: tuple[ArticleNamed, ...] = ()
    alike: tuple[LijktOp, ...] = ()


class Knelpuntstand(Value, frozen=True):
    """How a bottleneck stands. What nobody told is left out, never nought. `overdue` are the names of terms that are
    over, `level` who hears of it (0: nobody). `possible_steps` are yours now."""

    id: str
    status: Status
    age_days: int
    organisation_count: int
    told_count: int
    impact_band: Band
    level: int
    owner: str | None = None
    steward: str | None = None
    layer: Layer | None = None
    cause: Cause | None = None
    impact_least: int | None = None
    people_per_year: int | None = None
    cases_per_year: int | None = None
    hours_per_year: int | None = None
    euros_per_year: int | None = None
    overdue: tuple[str, ...] = ()
    due: Day | None = None
    leading: str | None = None
    merged: tuple[str, ...] = ()
    solution: str | None = None
    lessons: tuple[Lesson, ...] = ()
    maybe_back: tuple[str, ...] = ()
    possible_steps: tuple[StepName, ...] = ()
    links: Links = msgspec.field(default_factory=dict, name="_links")


class NieuweAansluiting(Value, frozen=True, forbid_unknown_fields=True):
    """What it costs your organisation a year; leave out what you do not know."""

    publisher: str = ""
    processes: tuple[str, ...] = ()
    cases_per_year: int | None = None
    hours_per_year: int | None = None
    euros_per_year: int | None = None
    people_per_year: int | None = None


class NieuweStap(Value, frozen=True, forbid_unknown_fields=True):
    """The step that your organisation takes, with what belongs to it."""

    step: StepName
    publisher: str = ""
    text: str = ""
    first_day: Day | None = None
    last_day: Day | None = None
    measured: str = ""
    solution_type: Literal["", "agreement", "standard", "concept", "dataset"] = ""
    solution: str = ""
    what_changed: str = ""
    lessons: tuple[Lesson, ...] = ()
    other_bottleneck: str = ""


class NieuweBundeling(Value, frozen=True, forbid_unknown_fields=True):
    """Under which bottleneck this one comes (empty: set it apart again), and why. With the grouping `different` it is
    not the same as that one, and is no longer proposed."""

    reasons: str
    publisher: str = ""
    leading: str = ""
    grouping: Literal["", "merge", "split", "different"] = ""


SHAPES = (Melding, Voorstel, Knelpuntstand, NieuweAansluiting, NieuweStap, NieuweBundeling)


def operations() -> tuple[Operation, ...]:
    """Everything that can be done with bottlenecks besides what every kind has."""
    said = "Waar een melding in eigen woorden over lijkt te gaan; er wordt niets bewaard"
    return (
        Operation("POST", f"/{_TAG}/voorstellen", "stel-knelpunt-voor", said, _TAG, suggest, ref("Voorstel"),
                  takes=ref("Melding"), private=True, needs="open-dossier"),
        Operation("GET", f"{_ONE}/stand", "stand-knelpunt", "Hoe een knelpunt staat", _TAG, show, ref("Knelpuntstand"),
                  missing=True, private=True, needs="see"),
        _writes("aansluitingen", "sluit-aan-bij-knelpunt", "Sluit u aan bij een knelpunt", join, "NieuweAansluiting"),
        _writes("stappen", "zet-stap-bij-knelpunt", "Zet een stap bij een knelpunt", step, "NieuweStap"),
        _writes("bundelingen", "bundel-knelpunt", "Bundel een knelpunt, of zet het apart", group, "NieuweBundeling"),
    )  # fmt: skip


def _writes(part: str, name: str, said: str, view: View, takes: str) -> Operation:
    receipt = ref("Ontvangstbewijs")
    return Operation(
        "POST", f"{_ONE}/{part}", name, said, _TAG, view, receipt, takes=ref(takes), status=201, needs="publish"
    )


def suggest(call: Call) -> Voorstel:
    """What a report seems to be about."""
    words = convert(Melding, read_body(call.request)).own_words
    found = propose(words, call.book)
    return Voorstel(
        causes=tuple(VoorgesteldeOorzaak(one.cause, one.score, one.cues) for one in found.causes),
        summary=neutral_summary(found.cause, subject_of(found, call.book)),
        cause=found.cause,
        datasets=found.datasets,
        agreements=found.agreements,
        articles=found.articles,
        alike=tuple(
            LijktOp(one.standing.id, one.standing.body.title, one.score, one.words, _links(one.standing.id))
            for one in found.alike
        ),
    )


def show(call: Call, uitgever: str, naam: str) -> Knelpuntstand:
    """How it stands on this day."""
    found = standing(call.book, f"{uitgever}/{BOTTLENECK.name}/{naam}")
    if found is None:
        raise Refused(404)
    return _standing(call, found)


def join(call: Call, uitgever: str, naam: str) -> Reply:
    """Join, with what is known of the cost."""
    asked = convert(NieuweAansluiting, read_body(call.request))
    publisher = publisher_for(call.person, "publish", asked.publisher)
    told = {name: getattr(asked, name) for name in bottlenecks.Figures.__dataclass_fields__}
    figures = bottlenecks.Figures(**told)
    return received(call, bottlenecks.join(node(), publisher, _id(uitgever, naam), figures, call.person))


def step(call: Call, uitgever: str, naam: str) -> Reply:
    """Take a step."""
    asked = convert(NieuweStap, read_body(call.request))
    publisher = publisher_for(call.person, "publish", asked.publisher)
    values: dict[str, Any] = {
        name: getattr(asked, name) for name in asked.__struct_fields__ if name not in ("publisher", "step", "lessons")
    }
    values["lessons"] = msgspec.to_builtins(asked.lessons)
    move = bottlenecks.Move(asked.step, values)
    return received(call, bottlenecks.step(node(), publisher, _id(uitgever, naam), move, call.person))


def group(call: Call, uitgever: str, naam: str) -> Reply:
    """Merge, split, or say that it is something else, as the steward."""
    asked = convert(NieuweBundeling, read_body(call.request))
    publisher = publisher_for(call.person, "publish", asked.publisher)
    grouping = asked.grouping or ("merge" if asked.leading else "split")
    said = bottlenecks.Said(_id(uitgever, naam), grouping, asked.leading)
    return received(call, bottlenecks.group(node(), publisher, [said], asked.reasons, call.person)[0])


def _standing(call: Call, found: Standing) -> Knelpuntstand:
    size, course = found.impact, found.course
    mine = where(call.person, "publish")
    possible = dict.fromkeys(one for each in mine for one in course.acts(each)) if not found.leading else {}
    waiting = [one.last_day for one in found.dues if one.met is None]
    return Knelpuntstand(
        id=found.id,
        status=found.status,
        age_days=found.age_days,
        organisation_count=size.organisations,
        told_count=size.told,
        impact_band=size.band,
        level=found.level.level if found.level else 0,
        owner=course.owner or None,
        steward=found.decider,
        layer=found.layer,
        cause=found.body.cause,
        impact_least=size.least,
        people_per_year=size.people,
        cases_per_year=size.cases,
        hours_per_year=size.hours,
        euros_per_year=size.euros,
        overdue=tuple(one.ground.name for one in found.late),
        due=waiting[0].isoformat() if waiting and found.open else None,
        leading=found.leading or None,
        merged=found.merged,
        solution=found.solution.body.solution if found.solution else None,
        lessons=found.solution.body.lessons if found.solution else (),
        maybe_back=tuple(one.again.id for one in recurrences(call.book) if one.solved.id == found.id),
        possible_steps=tuple(possible),
        links=_links(found.id),
    )


def _id(publisher: str, local: str) -> str:
    return f"{publisher}/{BOTTLENECK.name}/{local}"


def _links(id: str) -> Links:
    publisher, _, local = id.split("/")
    here = f"{BASE}/{_TAG}/{publisher}/{local}"
    return {"self": f"{here}/stand", wire("bottleneck"): here}
