# SPDX-License-Identifier: EUPL-1.2
"""Conformance kit: rule texts, figures and cases in one JSON document that any engine can run. docs/rules-kit.md."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from stelsel.engines.rules.evaluate import evaluate
from stelsel.engines.rules.facts import Facts
from stelsel.engines.rules.library import Library
from stelsel.engines.rules.model import Grade
from stelsel.engines.rules.outcome import Outcome
from stelsel.engines.rules.parameters import Figure, Missing, Parameters
from stelsel.engines.rules.reader import read_rules
from stelsel.engines.rules.values import plain
from stelsel.kernel.problem import BadInput, Finding, bad_input
from stelsel.kernel.text import Text

FORM: Final = "stelsel-rules-kit/1"
MOST_BYTES = 32_000_000
Exact = Annotated[str, Meta(pattern=r"^-?[0-9]{1,40}(/[1-9][0-9]{0,39})?$")]
"""A whole number or a fraction, `3/2`."""
_MAY_BE_LEFT_OUT = ("unit", "standing", "uncertain")


class KitText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule text as it is written; `sha256` of its bytes in UTF-8, in hexadecimals."""

    file: str
    sha256: str
    yaml: str


class KitFigure(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A figure as its source prints it: with a unit that begins with EUR a rule computes with 100 times `value`, with
    percent with a hundredth. `derived` ones count only on days without a printed one."""

    law: str
    bwb_id: str
    article: str
    name: str
    valid_from: date
    valid_to: date | None
    value: Exact
    unit: str
    grade: Grade
    source: str
    uncertain: tuple[str, ...] = ()
    derived: bool = False


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a case gives: `value` in plain JSON (a fraction as text), `missing` the keys of unknown facts, `stuck` the
    codes of what stands in the way, `lacking` the names of figures that are not there."""

    value: Any | UnsetType = UNSET
    unit: str | UnsetType = UNSET
    standing: Literal["official", "provisional", "refused"] | UnsetType = UNSET
    uncertain: tuple[str, ...] | UnsetType = UNSET
    missing: tuple[str, ...] | UnsetType = UNSET
    stuck: tuple[str, ...] | UnsetType = UNSET
    lacking: tuple[str, ...] | UnsetType = UNSET


class KitCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One question with its answer. `text` and `figures` are the case's own, in place of those of the kit; `found` is
    for another engine to fill in."""

    id: str
    rule: str
    output: str
    on: date
    facts: dict[str, Any]
    expect: Answer
    source: str
    text: dict[str, Any] | None = None
    figures: tuple[KitFigure, ...] = ()
    found: Answer | None = None


class Kit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The document. `operations` gives of each operation of the language the cases that show it."""

    kit: Literal["stelsel-rules-kit/1"]
    operations: dict[str, tuple[str, ...]]
    texts: tuple[KitText, ...]
    figures: tuple[KitFigure, ...]
    cases: tuple[KitCase, ...]


class Difference(msgspec.Struct, frozen=True):
    """One part of an answer that is not what was expected."""

    case: str
    part: str
    expected: Any
    found: Any


class Verdict(msgspec.Struct, frozen=True):
    """How many cases agree, differ and have no answer, and every difference."""

    agreed: int
    different: int
    unanswered: int
    differences: tuple[Difference, ...]


class KitFigures:
    """The figures of a kit as the engine asks them: printed ones before derived ones."""

    def __init__(self, figures: Iterable[KitFigure]) -> None:
        some = [_figure(one) for one in figures]
        self.printed = Parameters(one for one in some if not one.derived)
        self.derived = Parameters(one for one in some if one.derived)

    def on(self, bwb_id: str, name: str, day: date) -> Figure | Missing:
        """The figure of a law on a day, or what is missing."""
        found, made = self.printed.on(bwb_id, name, day), self.derived.on(bwb_id, name, day)
        return made if isinstance(found, Missing) and isinstance(made, Figure) else found

    def band(self, bwb_id: str, family: str, at: Fraction, day: date) -> Figure | Missing:
        """The figure of the band that holds an amount, or what is missing."""
        return self.printed.band(bwb_id, family, at, day)


def kit_figure(one: Figure) -> KitFigure:
    """A figure as it stands in a kit."""
    fields = {name: getattr(one, name) for name in KitFigure.__struct_fields__ if name != "value"}
    return KitFigure(value=str(one.value), **fields)


def kit_text(file: str, raw: bytes) -> KitText:
    """A rule text as it stands in a kit."""
    return KitText(file, hashlib.sha256(raw).hexdigest(), raw.decode())


def written(kit: Kit) -> bytes:
    """The document, with line ends so that two versions compare."""
    return msgspec.json.format(msgspec.json.encode(kit), indent=1) + b"\n"


def schema() -> dict[str, Any]:
    """The JSON Schema of the document."""
    return msgspec.json.schema(Kit)


def read_kit(raw: bytes, file: str) -> Kit:
    """A kit. BadInput for what is no JSON, is of another version, does not fit the form, or has an altered text."""
    if len(raw) > MOST_BYTES:
        raise bad_input("kit-size", file, _SIZE, _GIVE)
    try:
        form = msgspec.json.decode(raw)
        if not isinstance(form, dict) or form.get("kit") != FORM:
            raise bad_input("kit-version", file, _VERSION, _VERSION_CURE.fill(form=FORM))
        kit = msgspec.convert(form, Kit)
    except msgspec.ValidationError as error:
        raise bad_input("kit-form", file, _FORM.fill(why=str(error)[:200]), _GIVE) from None
    except (msgspec.DecodeError, RecursionError) as error:
        raise bad_input("kit-json", file, _JSON.fill(why=str(error)[:200]), _GIVE) from None
    wrong = [one.file for one in kit.texts if hashlib.sha256(one.yaml.encode()).hexdigest() != one.sha256]
    if wrong:
        raise BadInput(*(Finding("kit-hash", f"{file} {one}"[:200], _HASH, _GIVE) for one in wrong))
    return kit


def checked(kit: Kit) -> Verdict:
    """The answers another engine filled in, against what is expected; where nobody filled in any, our own. BadInput
    names the case whose rule or facts cannot be used."""
    theirs = any(one.found is not None for one in kit.cases)
    given = [one.found for one in kit.cases] if theirs else list(answers(kit))
    found: list[Difference] = []
    wrong = unanswered = 0
    for case, answer in zip(kit.cases, given, strict=True):
        if answer is None or answer == Answer():
            unanswered += 1
            continue
        some = list(differences(case, answer))
        wrong, found = wrong + bool(some), found + some
    return Verdict(len(kit.cases) - wrong - unanswered, wrong, unanswered, tuple(found))


def answers(kit: Kit) -> Iterator[Answer]:
    """What our engine says of each case."""
    library = Library(read_rules(one.yaml.encode(), one.file) for one in kit.texts)
    figures = KitFigures(kit.figures)
    for case in kit.cases:
        try:
            if case.text is None:
                yield answer(_outcome(case, library, figures))
            else:
                own = read_rules(json.dumps(case.text, ensure_ascii=False).encode(), case.id)
                yield answer(_outcome(case, Library([own]), KitFigures(case.figures)))
        except BadInput as problem:
            place = f"{case.id}: {problem.findings[0].where}"[:200]
            raise BadInput(*(msgspec.structs.replace(one, where=place) for one in problem.findings[:1])) from None


def answer(outcome: Outcome) -> Answer:
    """An outcome as an answer."""
    lacking = (one.where.rsplit(" ", 1)[-1] for one in outcome.troubles if one.code == "figure")
    return Answer(
        plain(outcome.value),
        outcome.unit,
        outcome.standing,
        outcome.uncertain,
        outcome.missing,
        tuple(one.code for one in outcome.troubles),
        tuple(lacking),
    )


def differences(case: KitCase, found: Answer) -> Iterator[Difference]:
    """Each part of an answer that is not as expected. Unit, standing and doubts may be left out of an answer."""
    for part in Answer.__struct_fields__:
        wanted, given = getattr(case.expect, part), getattr(found, part)
        if wanted is UNSET or (given is UNSET and part in _MAY_BE_LEFT_OUT):
            continue
        same = given is not UNSET and (set(wanted) <= set(given) if part == "lacking" else alike(wanted, given))
        if not same:
            yield Difference(case.id, part, wanted, None if given is UNSET else given)


def alike(wanted: Any, given: Any) -> bool:
    """Whether two plain values are the same; a number may be written as 2.5 or as `5/2`."""
    if isinstance(wanted, dict) and isinstance(given, dict):
        return wanted.keys() == given.keys() and all(alike(one, given[key]) for key, one in wanted.items())
    if isinstance(wanted, list | tuple) and isinstance(given, list | tuple):
        return len(wanted) == len(given) and all(map(alike, wanted, given))
    return _number(wanted) == _number(given) and isinstance(wanted, bool) == isinstance(given, bool)


def _number(value: Any) -> Any:
    if isinstance(value, float):
        return Fraction(repr(value))
    if isinstance(value, str) and "/" in value and len(value) <= 1300:
        above, _, below = value.partition("/")
        if above.removeprefix("-").isdecimal() and below.isdecimal() and int(below):
            return Fraction(int(above), int(below))
    return value


def _outcome(case: KitCase, library: Library, figures: KitFigures) -> Outcome:
    return evaluate(library, case.rule, case.output, Facts(case.facts), case.on, figures=figures)


def _figure(one: KitFigure) -> Figure:
    fields = {name: getattr(one, name) for name in KitFigure.__struct_fields__ if name != "value"}
    return Figure(value=Fraction(one.value), **fields)


_GIVE = Text(
    nl="Maak de kit opnieuw met “stelsel rules kit --to”, en vul alleen “found” in.",
    en="Make the kit again with “stelsel rules kit --to”, and fill in “found” only.",
)
_JSON = Text(nl="Dit is geen JSON ({why}).", en="This is no JSON ({why}).")
_VERSION = Text(nl="Deze vorm van kit kennen we niet.", en="We do not know this form of kit.")
_VERSION_CURE = Text(nl="Geef een kit van de vorm {form}.", en="Give a kit of the form {form}.")
_FORM = Text(nl="De kit klopt niet ({why}).", en="The kit does not fit ({why}).")
_HASH = Text(nl="Deze regeltekst is veranderd.", en="This rule text was altered.")
_SIZE = Text(nl="Dit bestand is te groot voor een kit.", en="This file is too large for a kit.")
