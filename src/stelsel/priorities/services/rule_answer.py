# SPDX-License-Identifier: EUPL-1.2
"""An outcome for people: the answer in one sentence, how sure it is and why, and how an amount goes with the income."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Literal

from stelsel.engines.rules import Facts, Outcome, Step, Unknown, evaluate
from stelsel.engines.rules.asking import Benefit, conclude, pressure
from stelsel.engines.rules.impossible import refuse_impossible
from stelsel.engines.rules.library import holding
from stelsel.engines.rules.outcome import GRADES
from stelsel.engines.rules.value_words import value_words
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text, same
from stelsel.nouns.rule_text import Rules
from stelsel.priorities.services.grades import STANDING_FOR
from stelsel.priorities.services.rule_words import called, title

Standing = Literal["official", "provisional", "refused", "unknown"]
CURVE_POINTS = 60
_CURVE_TO = {"jaarinkomen": 60_000_00}
_MONTHLY_TO = 5_000_00
_STEPS = tuple(size * 10**power for power in range(4, 12) for size in (1, 2, 5))
"""Round incomes: 100, 200, 500, 1,000 euros and so on."""
_MOST_STEPS = 20_000
REPEATED = 5_000
"""Steps of an outcome that may be computed many times over, for its curve and what would change it."""


@dataclass(frozen=True)
class Case:
    """A question to a rule: which outcome, on which day, as known on which day, with which facts (plain JSON)."""

    rule: str
    output: str
    on: date
    known_at: date | None
    facts: Mapping[str, Any]

    def outcome(self, rules: Rules, facts: Mapping[str, Any] | None = None) -> Outcome:
        """The outcome; with other facts, when given. BadInput as `evaluate`."""
        given = Facts(self.facts if facts is None else facts)
        return evaluate(
            rules.library, self.rule, self.output, given, self.on, known_at=self.known_at, figures=rules.figures
        )

    def concluded(self, rules: Rules) -> Outcome:
        """The outcome; also where facts are missing of which none can change it. BadInput for facts that cannot be."""
        facts = Facts(self.facts)
        refuse_impossible(
            rules.library, self.rule, self.output, facts, self.on, known_at=self.known_at, figures=rules.figures
        )
        return conclude(
            rules.library,
            self.rule,
            self.output,
            facts,
            self.on,
            known_at=self.known_at,
            figures=rules.figures,
        )


@dataclass(frozen=True)
class Because:
    """One reason that an outcome is not official: its kind (figure, doubt, text, trouble), what it is, and its source
    where it has one."""

    kind: str
    what: Text
    source: str = ""


def main_outputs(rule: str) -> tuple[str, ...]:
    """The outputs of a rule that people ask about first; empty where we do not stand for the rule."""
    return tuple(output for _, _, law, outputs in STANDING_FOR if law == rule for output in outputs)


def outputs_of(rules: Rules, rule: str, on: date, known_at: date | None) -> tuple[str, ...]:
    """What a rule can give on a day, the main ones first."""
    names: dict[str, None] = {}
    for key, some in rules.library.series.items():
        version = holding(some, on, known_at) if key[0] == rule else None
        if version is not None:
            names |= dict.fromkeys((*version.outputs, *version.promised))
    first = [one for one in main_outputs(rule) if one in names]
    return tuple(dict.fromkeys((*first, *names)))


def standing(outcome: Outcome) -> Standing:
    """How sure an outcome is. Unknown while facts are missing: what would then stand in the way is not certain yet."""
    return "unknown" if outcome.missing else outcome.standing


def headline(outcome: Outcome) -> Text:
    """The answer in one sentence."""
    what = called(outcome.output)
    if outcome.missing:
        return _capital(_OPEN.fill(what=what))
    if outcome.troubles:
        return _capital(_REFUSED.fill(what=what))
    return _SAYS.fill(what=title(outcome.output), value=value_words(outcome.value, outcome.unit))


def because(rules: Rules, outcome: Outcome) -> tuple[Because, ...]:
    """Why an outcome is provisional or refused: each figure of a poor grade, text, line of doubt and trouble once."""
    found: dict[Because, None] = {}
    for one in outcome.troubles:
        found[Because("trouble", one.what, one.where)] = None
    for line in outcome.uncertain:
        known = rules.doubts.get(line)
        found[Because("doubt", known.what if known else same(line), line)] = None
    for step in _steps(outcome.tree):
        if step.grade > 1 and step.kind == "figure":
            what = _FIGURE.fill(name=called(step.name), grade=GRADE_WORDS[GRADES[step.grade]])
            found[Because("figure", what, step.source)] = None
        elif step.kind == "output" and step.grade > 1 and all(one.grade < step.grade for one in step.children):
            law = same(step.basis.law or outcome.rule)
            found[Because("text", _TEXT.fill(law=law, grade=GRADE_WORDS[GRADES[step.grade]]))] = None
    return tuple(found)


def is_small(outcome: Outcome) -> bool:
    """Whether an outcome may be computed many times over."""
    return sum(1 for _ in islice(_steps(outcome.tree), REPEATED + 1)) <= REPEATED


def _steps(root: Step) -> Iterator[Step]:
    waiting, seen = [root], set[int]()
    while waiting and len(seen) < _MOST_STEPS:
        one = waiting.pop()
        if id(one) not in seen:
            seen.add(id(one))
            yield one
            waiting += one.children


@dataclass(frozen=True)
class Curve:
    """How an amount goes with an income, all in eurocents: `key` of the income, points (income, amount), where the
    asker is, and the incomes above which one cent more costs a lot at once, with how much of the amount."""

    key: str
    points: tuple[tuple[int, int], ...]
    here: tuple[int, int]
    cliffs: tuple[tuple[int, int], ...]


def curve(rules: Rules, case: Case, outcome: Outcome) -> Curve | None:
    """The amount for a range of incomes, all else the same; None where it is no amount, no income counts, or something
    else is not known."""
    key = next((one for one in outcome.facts if _is_income(one)), "")
    if not key or outcome.unit != "eurocent" or type(outcome.value) is Unknown or outcome.value is None:
        return None
    here = int(outcome.facts[key])
    most = max(_CURVE_TO.get(key.partition(".")[2], _MONTHLY_TO), here * 3 // 2)
    step = next((size for size in _STEPS if most <= size * CURVE_POINTS), 0)
    if not step or not is_small(outcome):
        return None
    benefit = Benefit(case.rule, case.output)
    try:
        found = pressure(
            rules.library,
            [benefit],
            Facts(case.facts),
            case.on,
            key,
            range(0, most + 1, step),
            known_at=case.known_at,
            figures=rules.figures,
        )
    except BadInput:
        return None
    points = tuple((one.at, round(one.total)) for one in found.points)
    cliffs = tuple((one.at, round(one.drop)) for one in found.cliffs)
    return Curve(key, points, (here, round(outcome.value)), cliffs)


def _is_income(key: str) -> bool:
    return key.partition(".")[2].startswith(("jaarinkomen", "inkomen", "netto_inkomen", "hoogste_maandinkomen"))


def _capital(said: Text) -> Text:
    return Text(nl=said.nl[:1].upper() + said.nl[1:], en=said.en[:1].upper() + said.en[1:])


_SAYS = Text(nl="{what}: {value}.", en="{what}: {value}.")
_OPEN = Text(nl="We weten nog niet genoeg voor {what}.", en="We do not know enough yet for {what}.")
_REFUSED = Text(nl="We kunnen {what} niet uitrekenen.", en="We cannot compute {what}.")
_FIGURE = Text(nl="het bedrag “{name}”: {grade}", en="the figure “{name}”: {grade}")
_TEXT = Text(nl="de tekst van {law}: {grade}", en="the text of {law}: {grade}")
GRADE_WORDS = {
    "L": Text(nl="gelezen in de wet", en="read in the law"),
    "O": Text(nl="gelezen in een officieel stuk", en="read in an official document"),
    "S": Text(nl="alleen uit een bron uit de tweede hand", en="only from a secondary source"),
    "I": Text(nl="door ons afgeleid", en="inferred by us"),
}
