# SPDX-License-Identifier: EUPL-1.2
"""In line or not: does a base allow every act that another text allows?

IN LINE   every act that the domain allows, the base allows, whatever its unknown terms mean.
CONFLICT  an act that the domain allows and the base does not, whatever the unknown terms mean: the counterexample.
UNKNOWN   neither: there is an act for which it depends on a term of the domain that has no meaning in the base.

What a base marks as waivable may be left out. The domain stands by itself: a duty that it does not repeat is dropped.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from stelsel.engines.refinement.evaluate import Ruling, ruling
from stelsel.engines.refinement.formula import Box, Formula, allowed, both, broken_by_rule, either, loosened, over
from stelsel.engines.refinement.model import Rules
from stelsel.engines.refinement.shared_terms import Shared, Term, shared
from stelsel.engines.refinement.solve import Steps, solve, widened
from stelsel.engines.refinement.taxonomy import Taxonomy
from stelsel.kernel.problem import broken
from stelsel.kernel.text import Text

Verdict = Literal["IN LINE", "CONFLICT", "UNKNOWN"]
What = Literal["permission", "prohibition", "duty", "one of these"]


@dataclass(frozen=True)
class Conflict:
    """One rule of the base that the domain lets go, with an act that shows it. `what` permission: no permission of the
    base holds; one of these: which of the rules named is broken depends on an unknown term. `act` gives a value to
    every attribute, in terms of the base (an unknown value of the domain as it is); those in `any` may have any other
    value too. `permissions` are those of the domain that let it through (none: its default does)."""

    what: What
    rule: str
    act: dict[str, Any]
    any: tuple[str, ...]
    permissions: tuple[str, ...]


@dataclass(frozen=True)
class Checked:
    """The verdict, the conflicts (one for each rule of the base), for UNKNOWN the acts that may be conflicts, and the
    terms that need a meaning: `missing` those on which the outcome depends, `unmapped` all of them."""

    verdict: Verdict
    conflicts: tuple[Conflict, ...] = ()
    possible: tuple[Conflict, ...] = ()
    missing: tuple[Term, ...] = ()
    unmapped: tuple[Term, ...] = ()

    @property
    def counterexample(self) -> dict[str, Any] | None:
        """The act of the first conflict."""
        return self.conflicts[0].act if self.conflicts else None


def check(base: Rules, domain: Rules, taxonomy: Taxonomy | None = None) -> Checked:
    """Whether a domain text is in line with a base. BadInput where a text uses what it does not declare, or
    where both are too tangled."""
    both_in = shared(base, domain, taxonomy or Taxonomy())
    return _Check(both_in).done()


class _Check:
    """One comparison: everything of both texts over the same axes."""

    def __init__(self, held: Shared) -> None:
        self.held = held
        self.full: Box = [axis.full for axis in held.axes]
        self.loose_base = loosened(held.base)
        self.steps = Steps()
        self.domain = allowed(held.domain, held.axes, dict(held.places))

    def done(self) -> Checked:
        """All verdicts of the rules of the base, put together."""
        conflicts: list[Conflict] = []
        possible: list[Conflict] = []
        missing: dict[Term, None] = {}
        reasons = broken_by_rule(self.loose_base, self.held.axes, dict(self.held.places))
        for what, rule, formula in reasons:
            box = solve((self.domain, formula), self.full, self.steps)
            if box is None:
                continue
            sure = self._sure(formula, box) if self.held.loose else (box, frozenset[int]())
            found = self._conflict(what, rule, formula, *(sure or (box, frozenset(self.held.loose))))
            if sure is not None:
                conflicts.append(found)
            else:
                possible.append(found)
                missing |= dict.fromkeys(self._depends(box))
        if len(possible) > 1 and not conflicts:
            conflicts += self._one_of(possible, [formula for _, _, formula in reasons])
        unmapped = tuple(dict.fromkeys(self.held.loose.values()))
        verdict: Verdict = "CONFLICT" if conflicts else "UNKNOWN" if possible else "IN LINE"
        if conflicts:
            missing = {}
        return Checked(verdict, tuple(conflicts), tuple(possible), tuple(missing), unmapped)

    def _one_of(self, possible: list[Conflict], formulas: list[Formula]) -> list[Conflict]:
        """A conflict in which some rule of the base is broken whatever the unknown terms mean, though not always the
        same rule."""
        formula = either(formulas)
        box = solve((self.domain, formula), self.full, self.steps)
        sure = None if box is None else self._sure(formula, box)
        if sure is None:
            return []
        named = ", ".join(one.rule or one.what for one in possible)
        return [self._conflict("one of these", named, formula, *sure)]

    def _sure(self, formula: Formula, first: Box) -> tuple[Box, frozenset[int]] | None:
        """A box of acts that are conflicts whatever unknown terms mean, with the axes that stay open in it; or None.
        Two ways: the act is told in terms of the base, and the unknown terms may hold or not; or it is told in terms of
        the domain, and what the base sees of it may be anything."""
        whole = both((self.domain, formula))
        for open_ in (frozenset(self.held.loose), self.held.tied):
            box = self._for_all(whole, open_, first)
            if box is not None:
                return box, open_
        return None

    def _for_all(self, whole: Formula, open_: frozenset[int], first: Box) -> Box | None:
        """One act for which the formula holds whatever the open axes are, or None. A way in which it would not hold is
        added as one more case to meet, until there is none, or no act is left."""
        cases: list[Formula] = [whole, *self.held.apart]
        box: Box | None = first if not self.held.apart else solve(cases, self.full, self.steps)
        while box is not None:
            point = self._point(box, open_)
            against = solve((_opposite(over(whole, point), self.full),), point, self.steps)
            if against is None:
                return point
            case = [
                one & -one if place in open_ else full
                for place, (one, full) in enumerate(zip(against, self.full, strict=True))
            ]
            cases.append(over(whole, case))
            box = solve(cases, self.full, self.steps)
        return None

    def _point(self, box: Box, open_: frozenset[int]) -> Box:
        """One act of a box, with some axes left open."""
        return [
            full if place in open_ else mask & -mask
            for place, (mask, full) in enumerate(zip(box, self.full, strict=True))
        ]

    def _depends(self, box: Box) -> Iterable[Term]:
        """The terms on which it depends whether the domain allows an act of this box."""
        left = over(self.domain, self._point(box, frozenset(self.held.loose)))
        return [self.held.loose[place] for place in sorted(_axes_in(left))]

    def _conflict(self, what: What, rule: str, formula: Formula, box: Box, open_: frozenset[int]) -> Conflict:
        wide = widened(both((self.domain, formula)), box, self.full)
        act: dict[str, Any] = {}
        free: list[str] = []
        for name, place in self.held.places.items():
            term = self.held.loose.get(place)
            if term is not None and term.value:
                if place not in open_ and self._value(box, place) is True:
                    act[self.held.attribute_of[place]] = term.value
                continue
            act.setdefault(name.removeprefix("?"), self._value(box, place))
            if wide[place] == self.full[place] and term is None:
                free.append(name)
        permissions = self._replayed({name: self._value(box, place) for name, place in self.held.places.items()})
        told = tuple(one for one in free if act[one] == self._value(box, self.held.places[one]))
        return Conflict(what, rule, act, told, permissions)

    def _value(self, box: Box, place: int) -> Any:
        """The value of one act of a box."""
        mask = box[place]
        return self.held.axes[place].value((mask & -mask).bit_length() - 1)

    def _replayed(self, act: dict[str, Any]) -> tuple[str, ...]:
        """The permissions of the domain that let an act through; the act is judged anew by both texts, straight from
        their conditions, so that no mistake in the cells can pass for a conflict."""
        here: Ruling = ruling(self.held.domain, act, self.held.taxonomy)
        there: Ruling = ruling(self.loose_base, act, self.held.taxonomy)
        if here.allowed is not True or there.allowed is not False:
            raise broken("counterexample", "", _WRONG, _WRONG_CURE)
        return here.permissions


def _opposite(formula: Formula, full: Box) -> Formula:
    """The formula that holds where this one does not."""
    if isinstance(formula, bool):
        return not formula
    head = formula[0]
    if head in ("&", "|"):
        return ("|" if head == "&" else "&", tuple(_opposite(one, full) for one in formula[1]))
    mask = full[head] & ~formula[1]
    return (head, mask) if mask else False


def _axes_in(formula: Formula) -> set[int]:
    if isinstance(formula, bool):
        return set()
    if formula[0] in ("&", "|"):
        return set().union(*(_axes_in(one) for one in formula[1]))
    return {formula[0]}


_WRONG = Text(
    nl="Het tegenvoorbeeld klopt niet als het opnieuw wordt beoordeeld.",
    en="The counterexample does not hold when it is judged anew.",
)
_WRONG_CURE = Text(
    nl="Dit is een fout van dit programma. Meld hem, met beide teksten.",
    en="This is a fault of this program. Report it, with both texts.",
)
