# SPDX-License-Identifier: EUPL-1.2
"""Why a question is asked, in plain sentences: what it decides, in which article, and what one answer settles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from stelsel.engines.rules.asking.case import fact_of
from stelsel.engines.rules.model import NOWHERE, Basis
from stelsel.engines.rules.outcome import Outcome, Step
from stelsel.engines.rules.value_words import value_words
from stelsel.engines.rules.values import Unknown, Value
from stelsel.engines.rules.words import Names, plain_name
from stelsel.kernel.text import Text


def place_of(outcome: Outcome, key: str) -> tuple[Step, Basis]:
    """The output that needs the fact first, and the article that it rests on."""
    waiting: list[tuple[Step, Step, Basis]] = [(outcome.tree, outcome.tree, outcome.tree.basis)]
    seen = set[int]()
    while waiting:
        step, around, basis = waiting.pop()
        if id(step) in seen:
            continue
        seen.add(id(step))
        if step.kind == "output":
            around = step
        if step.basis is not NOWHERE and step.basis.article and step.kind != "fact":
            basis = step.basis
        if fact_of(step) == key:
            return around, basis
        waiting += [(one, around, basis) for one in reversed(step.children)]
    return outcome.tree, outcome.tree.basis


def why(
    outcome: Outcome,
    key: str,
    settles: Iterable[tuple[Value, Value]],
    truths: Mapping[str, bool],
    names: Names = plain_name,
) -> Text:
    """Why this fact is asked. `settles`: an answer and the outcome that it settles at once; `truths`: of each output
    whether it is a yes or no."""
    step, basis = place_of(outcome, key)
    shape = _WHETHER if truths.get(step.name.lower(), type(step.value) is bool) else _WHAT
    said = shape.fill(name=names(step.name), place=article(basis))
    for told in _settled(list(settles), outcome.unit):
        said = Text(nl=f"{said.nl} {told.nl}", en=f"{said.en} {told.en}")
    return said


def _settled(settles: list[tuple[Value, Value]], unit: str) -> list[Text]:
    """What an answer settles: told for each answer that can be named, else that one of them may."""
    if not settles:
        return []
    if len(settles) > 2 or not all(isinstance(answer, bool | str) or answer == () for answer, _ in settles):
        return [_MAY]
    return [
        _STUCK.fill(answer=_answer(answer))
        if type(value) is Unknown
        else _SETTLES.fill(answer=_answer(answer), value=value_words(value, unit))
        for answer, value in settles
    ]


def _answer(answer: Value) -> Text:
    return _NONE if answer == () else value_words(answer)


def article(basis: Basis) -> Text:
    """An article in words: article 2(1), Wet op de zorgtoeslag."""
    if not basis.article:
        return Text(nl=basis.law or "deze regel", en=basis.law or "this rule")
    shape = _PARAGRAPH if basis.paragraph else _ARTICLE
    said = shape.fill(article=basis.article, paragraph=basis.paragraph)
    return Text(nl=f"{said.nl}, {basis.law}", en=f"{said.en}, {basis.law}") if basis.law else said


_ARTICLE = Text(nl="artikel {article}", en="article {article}")
_PARAGRAPH = Text(nl="artikel {article} lid {paragraph}", en="article {article}({paragraph})")
_WHETHER = Text(
    nl="Want het beslist mee of “{name}” geldt ({place}).", en="Because it decides whether “{name}” holds ({place})."
)
_WHAT = Text(nl="Want het bepaalt mee wat “{name}” is ({place}).", en="Because it decides what “{name}” is ({place}).")
_NONE = Text(nl="geen", en="none")
_MAY = Text(nl="Uw antwoord kan de uitkomst al beslissen.", en="Your answer may settle the outcome already.")
_SETTLES = Text(
    nl="Is het antwoord “{answer}”, dan is de uitkomst meteen {value}.",
    en="If the answer is “{answer}”, the outcome is {value} at once.",
)
_STUCK = Text(
    nl="Is het antwoord “{answer}”, dan kunnen we geen uitkomst geven.",
    en="If the answer is “{answer}”, we can give no outcome.",
)
