# SPDX-License-Identifier: EUPL-1.2
"""What would change an outcome: each yes or no the other way round, and what it would take to get something at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stelsel.engines.rules import Facts, Outcome
from stelsel.engines.rules.asking import Change, Wanted, what_if, would_take
from stelsel.engines.rules.value_words import value_words
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text
from stelsel.nouns.rule_text import Rules
from stelsel.priorities.services.rule_answer import Case, headline, is_small
from stelsel.priorities.services.rule_words import of_whom

MOST = 12
"""Facts that are turned round, or sought another value of."""


@dataclass(frozen=True)
class Changed:
    """A change of one or two facts, and the outcome that it gives, both in words."""

    change: Text
    effect: Text


def changes_of(rules: Rules, case: Case, outcome: Outcome) -> tuple[Changed, ...]:
    """What would change the outcome; nothing while facts are missing, or where that takes too much."""
    if outcome.missing or not is_small(outcome):
        return ()
    return (*_ways(rules, case, outcome), *_turned(rules, case, outcome))


def _turned(rules: Rules, case: Case, outcome: Outcome) -> Iterator[Changed]:
    """Each yes or no that the outcome rests on, the other way round, where that makes a difference."""
    flags = [key for key, value in outcome.facts.items() if isinstance(value, bool)]
    for key in flags[:MOST]:
        turned = not outcome.facts[key]
        try:
            found = what_if(
                rules.library,
                case.rule,
                case.output,
                Facts(case.facts),
                case.on,
                {key: turned},
                known_at=case.known_at,
                figures=rules.figures,
            )
        except BadInput:
            continue
        if not found.same:
            yield Changed(_IF.fill(what=of_whom(key), value=value_words(turned)), _effect(found.after))


def _ways(rules: Rules, case: Case, outcome: Outcome) -> Iterator[Changed]:
    """What it would take to get something, for who gets nothing."""
    nothing = outcome.value is False or (outcome.value == 0 and outcome.unit == "eurocent")
    if not nothing:
        return
    keys = tuple(key for key, value in outcome.facts.items() if not isinstance(value, tuple))[:MOST]
    wanted = Wanted("=", True, keys) if outcome.value is False else Wanted(">", 0, keys)
    try:
        ways = would_take(
            rules.library,
            case.rule,
            case.output,
            Facts(case.facts),
            case.on,
            wanted,
            known_at=case.known_at,
            figures=rules.figures,
        )
    except BadInput:
        return
    for way in ways:
        flipped = len(way.changes) == 1 and isinstance(way.changes[0].after, bool)
        if way.found == "reached" and way.outcome is not None and not flipped:
            parts = [_part(one) for one in way.changes]
            both = Text(nl=" en ".join(one.nl for one in parts), en=" and ".join(one.en for one in parts))
            yield Changed(both, _effect(way.outcome))


def _part(one: Change) -> Text:
    return _INSTEAD.fill(
        what=of_whom(one.key), after=value_words(one.after, one.unit), before=value_words(one.before, one.unit)
    )


def _effect(outcome: Outcome) -> Text:
    """The outcome after a change; what would then be asked, where that is not known."""
    if not outcome.missing:
        return headline(outcome)
    some = [of_whom(key) for key in outcome.missing[:4]]
    said = Text(nl=", ".join(one.nl.lower() for one in some), en=", ".join(one.en.lower() for one in some))
    return (_THEN_MORE if len(outcome.missing) > 4 else _THEN).fill(facts=said)


_IF = Text(nl="{what}: {value}", en="{what}: {value}")
_INSTEAD = Text(nl="{what}: {after} in plaats van {before}", en="{what}: {after} instead of {before}")
_THEN = Text(nl="Dan hangt het af van: {facts}.", en="Then it depends on: {facts}.")
_THEN_MORE = Text(nl="Dan hangt het af van: {facts} en meer.", en="Then it depends on: {facts} and more.")
