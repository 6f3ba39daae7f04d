# SPDX-License-Identifier: EUPL-1.2
"""The kinds Bottleneck step and Bottleneck check: what is done about a bottleneck, what was learned, and whether a new
publication heeded it."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from stelsel.kernel.kind import Body, Kind, about
from stelsel.kernel.problem import Finding
from stelsel.kernel.retention import UNDECIDED
from stelsel.kernel.text import Text
from stelsel.kernel.values import Value
from stelsel.nouns.bottleneck._kinds import _EXAMPLE, _HASH, _NOTHING, _WHICH, LONG, _finding, named
from stelsel.nouns.bottleneck._needs import needs
from stelsel.nouns.bottleneck._story import personal_story
from stelsel.nouns.bottleneck._words import LessonOn, LessonWhere, Outcome, SolutionType, StepName
from stelsel.nouns.dispute._kinds import ADDRESS

MOST_LESSONS = 12


class Lesson(Value, frozen=True):
    """What to look at in new publications, from closed lists only, so that a machine can do it: for which kinds, when,
    with which word, theme or address (empty for always), and what must then be said (a code of `needs.json`)."""

    lesson_on: LessonOn
    lesson_needs: str
    lesson_where: LessonWhere = "always"
    lesson_value: Annotated[str, about(max_length=300)] | None = None


class BottleneckStep(Body, frozen=True):
    """One step about a bottleneck. Who says first that it takes it up is the owner; from then on the log of the owner
    gives the order of what follows. `first_day` and `last_day` are of a trial; `last_day` of a term is the day by which
    the owner wants it solved. `happened_on` counts for an example only: else the log says when."""

    bottleneck: Annotated[str, about(source="address of the bottleneck", pattern=ADDRESS)]
    log: str
    index: Annotated[int, about(ge=0)]
    hash: _HASH
    step: StepName
    text: Annotated[str, about(max_length=LONG)] | None = None
    first_day: Annotated[date, about(unit="day")] | None = None
    last_day: Annotated[date, about(unit="day")] | None = None
    measured: Annotated[str, about(max_length=LONG)] | None = None
    solution_type: SolutionType | None = None
    solution: Annotated[str, about(source="address of an entry, or IRI", max_length=500)] | None = None
    what_changed: Annotated[str, about(max_length=LONG)] | None = None
    lessons: tuple[Lesson, ...] = ()
    other_bottleneck: Annotated[str, about(source="address of the bottleneck", pattern=ADDRESS)] | None = None
    happened_on: Annotated[date, about(unit="day")] | None = None
    sample: bool = False


class BottleneckCheck(Body, frozen=True):
    """A lesson was shown before something was published. `heeded`: what is published no longer has the finding.
    `gone-on`: it was published all the same, for these reasons. `entry` is the address of what was published;
    `lesson_step` the address of the step with the lesson, `lesson_number` its place there from 1."""

    entry: Annotated[str, about(source="address of what was published", pattern=ADDRESS)]
    lesson_step: Annotated[str, about(source="address of the step", pattern=ADDRESS)]
    lesson_number: Annotated[int, about(ge=1, le=MOST_LESSONS)]
    outcome: Outcome
    reasons: Annotated[str, about(max_length=LONG)] | None = None
    sample: bool = False


_NEEDED: dict[StepName, tuple[str, ...]] = {
    "term": ("last_day",),
    "proposal": ("text",),
    "trial": ("first_day", "last_day", "measured"),
    "adopted": ("solution_type", "solution", "what_changed"),
    "declined": ("text",),
    "reopened": ("text",),
    "not-recurred": ("other_bottleneck", "text"),
}
"""What a step cannot do without."""
ASKED: dict[StepName, tuple[str, ...]] = {**_NEEDED, "taken-up": ("text",)}
"""What a form of a step asks."""


def check_step(body: BottleneckStep) -> Sequence[Finding]:
    """What types cannot see: what this step needs, days in order, lessons that a machine can check."""
    found = [
        _finding("step-needs", one, _NOTHING, _FILL)
        for one in _NEEDED.get(body.step, ())
        if not (str(getattr(body, one) or "").strip())
    ]
    if body.first_day and body.last_day and body.first_day > body.last_day:
        found.append(_finding("days", "last_day", _DAYS, _DAYS_CURE))
    if body.lessons and body.step != "adopted":
        found.append(_finding("lessons", "lessons", _EARLY, _EARLY_CURE))
    if len(body.lessons) > MOST_LESSONS:
        found.append(_finding("too-many", "lessons", _MANY, _FEWER))
    for one in body.lessons:
        found += _lesson(one)
    for field in ("text", "measured", "what_changed"):
        if personal_story(getattr(body, field) or ""):
            found.append(_finding("personal-story", field, _STORY, _NEUTRAL))
    return found


def _lesson(one: Lesson) -> list[Finding]:
    known = needs()
    if one.lesson_needs not in known or one.lesson_on not in known[one.lesson_needs].on:
        codes = ", ".join(code for code, need in known.items() if one.lesson_on in need.on)
        return [_finding("lesson-needs", "lessons", _NO_NEED, _CHOOSE.fill(codes=codes))]
    if (one.lesson_where == "always") != (not (one.lesson_value or "").strip()):
        return [_finding("lesson-value", "lessons", _VALUE, _VALUE_CURE)]
    return []


def check_check(body: BottleneckCheck) -> Sequence[Finding]:
    """What types cannot see: who goes on gives the reasons."""
    told = bool((body.reasons or "").strip())
    if body.outcome == "gone-on" and not told:
        return [_finding("no-reasons", "reasons", _NOTHING, Text(nl="Zeg waarom u doorgaat.", en="Say why you go on."))]
    return [_finding("personal-story", "reasons", _STORY, _NEUTRAL)] if personal_story(body.reasons or "") else []


_FILL = Text(nl="Bij deze stap hoort dit erbij.", en="This step needs this.")
_DAYS = Text(nl="De eerste dag ligt na de laatste.", en="The first day lies after the last.")
_DAYS_CURE = Text(nl="Verwissel de dagen.", en="Swap the days.")
_EARLY = Text(nl="Lessen horen bij een aangenomen oplossing.", en="Lessons belong to an adopted solution.")
_EARLY_CURE = Text(nl="Laat de lessen weg tot de oplossing er is.", en="Leave the lessons out until it is solved.")
_MANY = Text(nl=f"Dit zijn er meer dan {MOST_LESSONS}.", en=f"These are more than {MOST_LESSONS}.")
_FEWER = Text(nl="Noem de belangrijkste.", en="Name the most important ones.")
_NO_NEED = Text(
    nl="Dit kan bij deze publicaties niet worden nagekeken.", en="This cannot be checked for these publications."
)
_CHOOSE = Text(nl="Kies uit: {codes}.", en="Choose from: {codes}.")
_VALUE = Text(
    nl="Een voorwaarde heeft een woord, thema of adres; “altijd” heeft er geen.",
    en="A condition has a word, a theme or an address; “always” has none.",
)
_VALUE_CURE = Text(nl="Vul de waarde in, of haal haar weg.", en="Fill in the value, or remove it.")
_STORY = Text(nl="Dit lijkt te vertellen wat een persoon overkwam.", en="This seems to tell what happened to a person.")
_NEUTRAL = Text(nl="Schrijf het zonder iemands verhaal.", en="Write it without anybody's story.")

STEP = Kind(
    name="bottleneck-step",
    major=1,
    body=BottleneckStep,
    wire="knelpuntstap",
    wire_plural="knelpuntstappen",
    title=Text(nl="Stap bij een knelpunt", en="Bottleneck step"),
    plural=Text(nl="Stappen bij knelpunten", en="Bottleneck steps"),
    explain=Text(
        nl="Wat de eigenaar van een knelpunt doet: oppakken, voorstellen, proberen, oplossen, en wat is geleerd.",
        en="What the owner of a bottleneck does: take up, propose, try, solve, and what is to be learned from it.",
    ),
    room="nouns",
    retention=UNDECIDED,
    label=lambda body: Text(nl=f"Stap bij {named(body.bottleneck)}", en=f"Step about {named(body.bottleneck)}"),
    groups=(
        (Text(nl="Stap", en="Step"), ("step", "text", "first_day", "last_day", "measured", "other_bottleneck")),
        (Text(nl="Oplossing", en="Solution"), ("solution_type", "solution", "what_changed", "lessons")),
        _WHICH,
        (_EXAMPLE, ("happened_on", "sample")),
    ),
    search=("text", "what_changed"),
    facets=("step",),
    decider="owner of the bottleneck",
    check=check_step,
)

CHECK = Kind(
    name="bottleneck-check",
    major=1,
    body=BottleneckCheck,
    wire="knelpunttoets",
    wire_plural="knelpunttoetsen",
    title=Text(nl="Toets op eerdere knelpunten", en="Check against earlier bottlenecks"),
    plural=Text(nl="Toetsen op eerdere knelpunten", en="Checks against earlier bottlenecks"),
    explain=Text(
        nl="Een uitgever volgde een les van een opgelost knelpunt, of ging door met reden.",
        en="A publisher followed a lesson of a solved bottleneck, or went on with the reason.",
    ),
    room="nouns",
    retention=UNDECIDED,
    label=lambda body: Text(nl=f"Toets van {named(body.entry)}", en=f"Check of {named(body.entry)}"),
    groups=(
        (Text(nl="Toets", en="Check"), ("entry", "outcome", "reasons")),
        (Text(nl="Les", en="Lesson"), ("lesson_step", "lesson_number")),
        (_EXAMPLE, ("sample",)),
    ),
    search=("reasons",),
    facets=("outcome",),
    check=check_check,
)
