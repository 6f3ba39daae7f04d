# SPDX-License-Identifier: EUPL-1.2
"""What can be done with a bottleneck, each with its form: one table from the word in an address to the act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest

from stelsel.faces.web.choices import capital
from stelsel.faces.web.inputs import Errors, field_of
from stelsel.faces.web.shell import book_of, person_of
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.who import publisher_name
from stelsel.kernel.form import form_fields, from_form
from stelsel.kernel.text import Text, same
from stelsel.kernel.vocabulary import wire, words
from stelsel.node import bottlenecks
from stelsel.node.node import node
from stelsel.node.permission import where
from stelsel.node.tasks import Held
from stelsel.nouns.bottleneck import (
    ASKED,
    LESSON_ON,
    LESSON_WHERE,
    STEPS,
    BottleneckStep,
    Grouping,
    Standing,
    StepName,
    Support,
    alike,
    board,
    needs,
    recurrences,
    text_of,
)
from stelsel.register.log import Receipt

LESSON_ROWS = 3
_FIGURES = ("processes", "people_per_year", "cases_per_year", "hours_per_year", "euros_per_year")
_LONG = frozenset({"text", "measured", "what_changed", "reasons"})


@dataclass(frozen=True, slots=True)
class Doing:
    """An act: its words as a verb, what is said when it is done, and the step that it is (empty: none)."""

    words: Text
    done: Text
    step: StepName | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one act."""

    name: str
    words: Text
    fields: Sequence[Field]


_TABLE = """
aansluiten | | Sluit u aan | Join | Uw organisatie is aangesloten. | Your organisation has joined.
oppakken | taken-up | Pak op | Take up | Uw organisatie is nu eigenaar. | Your organisation owns it now.
termijn | term | Zet een termijn | Set a term | De termijn staat erbij. | The term stands with it.
voorstellen | proposal | Doe een voorstel | Make a proposal | Het voorstel staat erbij. | The proposal stands with it.
proberen | trial | Meld een proef | Report a trial | De proef staat erbij. | The trial stands with it.
oplossen | adopted | Neem een oplossing aan | Adopt a solution | Het knelpunt is opgelost. | The bottleneck is solved.
afwijzen | declined | Los niet op | Do not solve | De reden staat erbij. | The reason stands with it.
heropenen | reopened | Heropen | Reopen | Het knelpunt is weer open. | The bottleneck is open again.
geen-terugkeer | not-recurred | Het is niet terug | It is not back | Het andere staat apart. | The other stands apart.
bundelen | | Bundel | Merge | Het knelpunt is gebundeld. | The bottleneck was merged.
splitsen | | Zet weer apart | Set apart again | Het knelpunt staat weer apart. | It stands apart again.
verschilt | | Zeg dat het iets anders is | Say that it is something else | Dat staat erbij. | That stands with it.
"""


def _read(table: str) -> dict[str, Doing]:
    found = {}
    for line in table.strip().splitlines():
        name, code, nl, en, done_nl, done_en = (cell.strip() for cell in line.split("|"))
        step = next((one for one in STEPS if one == code), None)
        found[name] = Doing(Text(nl=nl, en=en), Text(nl=done_nl, en=done_en), step)
    return found


ACTS: Mapping[str, Doing] = _read(_TABLE)
"""Word in an address -> the act."""
GROUPS: Mapping[str, Grouping] = {"bundelen": "merge", "splitsen": "split", "verschilt": "different"}
"""Word in an address -> what is said of a bottleneck beside another."""


def possible(request: HttpRequest, found: Standing) -> list[str]:
    """What this person can do with it now, for one of its organisations."""
    return [name for name in ACTS if _for_whom(request, found, name)]


def form_of(request: HttpRequest, found: Standing, name: str, errors: Errors) -> Form | None:
    """The form of an act; None where this person may not do it now."""
    mine = _for_whom(request, found, name) if name in ACTS else ()
    if not mine:
        return None
    fields = [_who(request, mine), *_fields(request, found, name)]
    typed = request.POST
    filled = [replace(one, value=typed.get(one.name, one.value), error=errors.get(one.name, "")) for one in fields]
    return Form(name, ACTS[name].words, filled)


def act(request: HttpRequest, found: Standing, name: str) -> Receipt | Held:
    """Do it. BadInput or NotAllowed says why not; then nothing is written."""
    typed: dict[str, list[str]] = {key: list(map(str, values)) for key, values in request.POST.lists()}
    who, publisher = person_of(request), request.POST.get("stelsel-uitgever", "")
    reasons = request.POST.get(wire("reasons"), "")
    if name == "aansluiten":
        told = _values(Support, typed, _FIGURES)
        figures = bottlenecks.Figures(**{**told, "processes": tuple(told.get("processes", ()))})
        return bottlenecks.join(node(), publisher, found.id, figures, who)
    if name in GROUPS:
        other = request.POST.get(wire("leading"), "") or found.id if name != "splitsen" else ""
        said = bottlenecks.Said(found.id, GROUPS[name], other)
        return bottlenecks.group(node(), publisher, [said], reasons, who)[0]
    step = ACTS[name].step
    assert step is not None, "every other act is a step"
    values = _values(BottleneckStep, typed, ASKED[step])
    if step == "adopted":
        values["lessons"] = _lessons(request)
    return bottlenecks.step(node(), publisher, found.id, bottlenecks.Move(step, values), who)


def _for_whom(request: HttpRequest, found: Standing, name: str) -> tuple[str, ...]:
    """The organisations for which this person can do this now."""
    mine, doing = where(person_of(request), "publish"), ACTS[name]
    if name == "aansluiten":
        there = {one.record.log.publisher for one in found.supports if one.body.bottleneck == found.id}
        return tuple(one for one in mine if one not in there) if found.open else ()
    if name in GROUPS:
        right = bool(found.leading) == (name == "splitsen")
        return tuple(one for one in mine if one == found.decider) if right else ()
    if found.leading or doing.step is None:
        return ()
    if doing.step == "not-recurred" and not _back(request, found):
        return ()
    return tuple(one for one in mine if doing.step in found.course.acts(one))


def _fields(request: HttpRequest, found: Standing, name: str) -> list[Field]:
    if name == "aansluiten":
        return [replace(one, required=False, why=_UNKNOWN_IS_FINE) for one in _of(Support, _FIGURES)]
    if name in ("bundelen", "verschilt"):
        why = _ALIKE.fill(names=", ".join(_likely(request, found)) or "-")
        options = [(one.id, same(one.body.title)) for one in _mergeable(request, found)]
        label = _UNDER if name == "bundelen" else _OTHER
        return [Field(wire("leading"), label, "select", options=options, why=why), _reasons()]
    if name == "splitsen":
        return [_reasons()]
    step = ACTS[name].step
    assert step is not None, "every other act is a step"
    fields = _of(BottleneckStep, ASKED[step])
    if step == "taken-up":
        fields = [replace(one, required=False) for one in fields]
    if step == "not-recurred":
        options = [(one.again.id, same(one.again.body.title)) for one in _back(request, found)]
        fields = [replace(one, kind="select", options=options) if one.name == wire("other_bottleneck") else one
                  for one in fields]  # fmt: skip
    return [*fields, *(_lesson_fields() if step == "adopted" else ())]


def _of(struct: Any, names: Sequence[str]) -> list[Field]:
    by_name = {one.name: one for one in form_fields(struct)}
    made = [replace(field_of(by_name[name], {}, {}), required=True) for name in names]
    long = {wire(name) for name in _LONG}
    return [replace(one, kind="textarea", rows=3) if one.name in long else one for one in made]


def _values(struct: Any, typed: Mapping[str, Sequence[str]], names: Sequence[str]) -> dict[str, Any]:
    """What was typed in these fields, by English name."""
    given = {wire(name): typed.get(wire(name), ()) for name in names}
    plain = from_form(struct, given)
    return {name: plain[wire(name)] for name in names if wire(name) in plain}


def _lesson_fields() -> list[Field]:
    """Three lessons of choices; a row of which nothing was chosen is none."""
    made = []
    for at in range(1, LESSON_ROWS + 1):
        on = [("", _NO_LESSON), *((str(code), said) for code, said in LESSON_ON.items())]
        when = [(str(code), said) for code, said in LESSON_WHERE.items()]
        asks = [("", Text(nl="kies", en="choose")), *((code, need.words) for code, need in needs().items())]
        label = Text(nl=f"Les {at}: {words('lesson_on').nl}", en=f"Lesson {at}: {words('lesson_on').en}")
        made += [
            Field(f"les{at}-bij", label, "select", options=on, required=False, why=_LESSON if at == 1 else ""),
            Field(f"les{at}-als", _numbered(at, "lesson_where"), "select", "always", options=when, required=False),
            Field(f"les{at}-waarde", _numbered(at, "lesson_value"), required=False, example=same("waterstanden")),
            Field(f"les{at}-vraagt", _numbered(at, "lesson_needs"), "select", options=asks, required=False),
        ]
    return made


def _numbered(at: int, name: str) -> Text:
    said = words(name)
    return Text(nl=f"Les {at}: {said.nl}", en=f"Lesson {at}: {said.en}")


def _lessons(request: HttpRequest) -> list[dict[str, str]]:
    made = []
    for at in range(1, LESSON_ROWS + 1):
        given = {part: request.POST.get(f"les{at}-{part}", "").strip() for part in ("bij", "als", "waarde", "vraagt")}
        if not given["bij"]:
            continue
        one = {
            wire("lesson_on"): given["bij"],
            wire("lesson_where"): given["als"] or "always",
            wire("lesson_needs"): given["vraagt"],
            wire("lesson_value"): given["waarde"],
        }
        made.append({name: value for name, value in one.items() if value or name == wire("lesson_needs")})
    return made


def _who(request: HttpRequest, mine: Sequence[str]) -> Field:
    book = book_of(request)
    options = [(one, same(publisher_name(book, one))) for one in mine]
    return Field("stelsel-uitgever", _FOR, "select", mine[0], options=options)


def _reasons() -> Field:
    return Field(wire("reasons"), capital(words("reasons")), "textarea", rows=2)


def _back(request: HttpRequest, found: Standing) -> list[Any]:
    return [one for one in recurrences(book_of(request)) if one.solved.id == found.id]


def _mergeable(request: HttpRequest, found: Standing) -> list[Standing]:
    """What it may come under: with the same steward, and not under it already; the likeliest first."""
    there = [one for one in board(book_of(request)).leading if one.decider == found.decider and one.id != found.id]
    likely = [one.standing.id for one in alike(text_of(found.body), book_of(request))]
    return sorted(there, key=lambda one: (one.id not in likely, one.body.title))


def _likely(request: HttpRequest, found: Standing) -> list[str]:
    """The titles of those that look most alike."""
    known = {one.id for one in _mergeable(request, found)}
    near = alike(text_of(found.body), book_of(request))
    return [f"“{one.standing.body.title}”" for one in near if one.standing.id in known][:3]


_FOR = Text(nl="Namens wie?", en="For whom?")
_UNDER = Text(nl="Onder welk knelpunt?", en="Under which bottleneck?")
_OTHER = Text(nl="Iets anders dan welk knelpunt?", en="Something else than which bottleneck?")
_ALIKE = Text(nl="Lijkt het meest op: {names}. U beslist.", en="Looks most like: {names}. You decide.")
_UNKNOWN_IS_FINE = Text(nl="Weet u het niet? Laat het leeg: dan is het onbekend.", en="Not known? Leave it empty.")
_NO_LESSON = Text(nl="geen les", en="no lesson")
_LESSON = Text(
    nl="Waar moet op gelet worden bij nieuwe publicaties, zodat dit niet terugkomt? Dit wordt voortaan nagekeken.",
    en="What must be looked at in new publications, so that this does not come back? It is checked from now on.",
)
