# SPDX-License-Identifier: EUPL-1.2
"""What would it take: the smallest change of one fact that gives the outcome somebody wants, else of two.

Yes or no and choices are tried one by one. A number or day is tried at every threshold of this case and on both sides,
and the edge between a value that does and one that does not is found by halving and checked at the edge itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise
from operator import ge, gt, le, lt
from typing import Literal

import msgspec

from stelsel.engines.rules.asking._cuts import FAR, FIRST_DAY, LAST_DAY
from stelsel.engines.rules.asking.case import Case, changed, decided
from stelsel.engines.rules.asking.domains import Domain, Domains, Likely
from stelsel.engines.rules.facts import Facts
from stelsel.engines.rules.library import Library
from stelsel.engines.rules.outcome import Figures, Outcome
from stelsel.engines.rules.value_words import value_words
from stelsel.engines.rules.values import Unknown, Value, as_day, is_number
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

MOST_KEYS, MOST_PAIRS, MOST_TRIES, MOST_TURNS = 30, 60, 4_000, 5
"""Facts, pairs of facts and outcomes that are tried at most."""
Compare = Literal["=", ">", ">=", "<", "<="]


class Wanted(msgspec.Struct, frozen=True):
    """The outcome that is wanted: it compares so with a value (amounts in eurocents). `keys`: the facts that may be
    changed; all that the outcome used when empty."""

    compare: Compare
    value: Value
    keys: tuple[str, ...] = ()

    def holds(self, outcome: Outcome | None) -> bool:
        """Whether an outcome is as wanted; what is unknown never is."""
        if outcome is None or type(outcome.value) is Unknown:
            return False
        found, value = outcome.value, self.value
        if self.compare == "=":
            return isinstance(found, bool) is isinstance(value, bool) and bool(found == value)
        if not is_number(found) or not is_number(value):
            return False
        return bool(_COMPARES[self.compare](found, value))


class Change(msgspec.Struct, frozen=True):
    """One fact that is changed, from (Unknown: not given) and to, and its unit."""

    key: str
    before: Value
    after: Value
    unit: str


class Way(msgspec.Struct, frozen=True):
    """What one fact, or two together, would take. `found`: reached (with `changes` the outcome is as wanted; of a
    number it is the value nearest to now for which it holds, one eurocent, day or unit less does not), none (no value
    of it does, all were covered), open (none is known to; other facts would be needed to tell), not-found (none of the
    values that were tried does; there may be one)."""

    keys: tuple[str, ...]
    found: Literal["reached", "none", "open", "not-found"]
    changes: tuple[Change, ...]
    outcome: Outcome | None
    said: Text


def would_take(
    library: Library,
    rule: str,
    output: str,
    facts: Facts,
    on: date,
    wanted: Wanted,
    *,
    known_at: date | None = None,
    figures: Figures | None = None,
) -> tuple[Way, ...]:
    """For each fact what change of it alone gives the wanted outcome; and when none does, for pairs of facts that do.
    Empty when the outcome is as wanted already. BadInput as `evaluate` gives it, and while facts are missing."""
    case = Case(library, rule, output, on, known_at, figures)
    outcome = case.outcome(facts)
    if not decided(outcome):
        raise bad_input("asking-missing", ", ".join(outcome.missing)[:200], _MISSING, _MISSING_CURE)
    if wanted.holds(outcome):
        return ()
    search = _Search(case, facts, wanted)
    keys = wanted.keys or _used(case, facts, outcome)
    singles = [search.single(key) for key in keys[:MOST_KEYS]]
    if any(one.found == "reached" for one in singles):
        return tuple(sorted(singles, key=lambda one: _ORDER.index(one.found)))
    pairs = (search.pair(*two) for two in list(combinations(keys[:MOST_KEYS], 2))[:MOST_PAIRS])
    return (*(one for one in pairs if one is not None), *singles)


def _used(case: Case, facts: Facts, outcome: Outcome) -> tuple[str, ...]:
    """The facts that the outcome rests on, and those that it would rest on were they other."""
    found = set(outcome.facts)
    for _ in range(MOST_TURNS):
        without = case.possible(changed(facts, dict.fromkeys(found, Unknown())))
        more = found if without is None else found | set(without.facts)
        if more == found:
            break
        found = more
    return tuple(sorted(found))


class _Search:
    def __init__(self, case: Case, facts: Facts, wanted: Wanted) -> None:
        self.case, self.facts, self.wanted = case, facts, wanted
        self.left = MOST_TRIES
        self.needed: set[str] = set()
        """Facts that were missing in what was tried last."""

    def single(self, key: str) -> Way:
        """What a change of one fact would take."""
        domain, found = self._domain(key, self.facts), None
        self.needed.clear()
        if domain is not None:
            found = self._nearest(key, domain, self.facts)
        if found is not None:
            return self._reached(self.facts, ((key, found, domain),))
        covered = self.left > 0 and (domain.exact if domain is not None else self._idle(key))
        name = _plain(key)
        if self.needed:
            some = ", ".join(map(_plain, sorted(self.needed)))
            return Way((key,), "open", (), None, _OPEN.fill(fact=name, facts=some))
        said = (_NONE if covered else _NOT_FOUND).fill(fact=name)
        return Way((key,), "none" if covered else "not-found", (), None, said)

    def pair(self, one: str, other: str) -> Way | None:
        """A change of two facts, if any is found: for each part of the first what the second takes."""
        first = self._domain(one, changed(self.facts, {other: Unknown()}))
        for value in first.values if first is not None else ():
            facts = changed(self.facts, {one: value})
            second = self._domain(other, facts)
            found = self._nearest(other, second, facts) if second is not None else None
            if found is not None:
                return self._reached(self.facts, ((one, value, first), (other, found, second)))
        return None

    def _domain(self, key: str, facts: Facts) -> Domain | None:
        """The answers that stand for all about a fact in this case; None when the outcome does not depend on it."""
        outcome = self._try(facts, key, Unknown())
        if outcome is None or key not in outcome.missing:
            return None
        domains = Domains(self.case, Likely(), most=200)
        domains.see(outcome)
        return domains.of(key)

    def _idle(self, key: str) -> bool:
        """Whether the outcome is the same without the fact."""
        outcome = self._try(self.facts, key, Unknown())
        return outcome is not None and decided(outcome)

    def _nearest(self, key: str, domain: Domain, facts: Facts) -> Value:
        """The value nearest to now with which the outcome is as wanted; None for none."""
        if domain.field.kind not in ("amount", "number", "date"):
            return next((one for one in domain.values if self._holds(facts, key, one)), None)
        now = _count(facts.at(key))
        tried = sorted({*self._points(domain), *(() if now is None else (now,))})
        held = {at: self._holds(facts, key, _given(at, domain)) for at in tried}
        edges = [self._edge(facts, key, domain, *two) for two in _changes(tried, held)]
        start = tried[0] if now is None else now
        best = min([*edges, *(at for at in tried if held[at])], key=lambda at: (abs(at - start), at), default=None)
        return None if best is None else _given(best, domain)

    def _points(self, domain: Domain) -> Iterator[int]:
        field = domain.field
        first, last = (FIRST_DAY, LAST_DAY) if field.kind == "date" else (-FAR, FAR)
        low = first if field.low is None else int(field.low)
        high = last if field.high is None else int(field.high)
        yield from (low, high)
        for value in domain.values:
            at = _count(value)
            if at is not None:
                yield at
        for cut in domain.cuts:
            yield from (at for at in (cut, cut + 1) if low <= at <= high)

    def _edge(self, facts: Facts, key: str, domain: Domain, without: int, wanted: int) -> int:
        """The value that is as wanted next to one that is not."""
        while abs(wanted - without) > 1:
            middle = (wanted + without) // 2
            if self._holds(facts, key, _given(middle, domain)):
                wanted = middle
            else:
                without = middle
        return wanted

    def _holds(self, facts: Facts, key: str, value: Value) -> bool:
        outcome = self._try(facts, key, value)
        self.needed.update(outcome.missing if outcome is not None else ())
        return self.wanted.holds(outcome)

    def _try(self, facts: Facts, key: str, value: Value) -> Outcome | None:
        self.left -= 1
        return self.case.possible(changed(facts, {key: value})) if self.left > 0 else None

    def _reached(self, facts: Facts, found: tuple[tuple[str, Value, Domain | None], ...]) -> Way:
        changes = tuple(
            Change(key, _before(facts, key, domain), value, domain.field.unit if domain else "")
            for key, value, domain in found
        )
        outcome = self.case.outcome(changed(facts, {key: value for key, value, _ in found}))
        parts = [
            _TO.fill(
                fact=_plain(one.key), before=value_words(one.before, one.unit), after=value_words(one.after, one.unit)
            )
            for one in changes
        ]
        joined = Text(nl=" en ".join(one.nl for one in parts), en=" and ".join(one.en for one in parts))
        said = _REACHED.fill(parts=joined, value=value_words(outcome.value, outcome.unit))
        return Way(tuple(one.key for one in changes), "reached", changes, outcome, said)


def _changes(tried: list[int], held: dict[int, bool]) -> Iterator[tuple[int, int]]:
    """Neighbours of which one does and one does not: first the one that does not."""
    for one, other in pairwise(tried):
        if held[one] != held[other]:
            yield (one, other) if held[other] else (other, one)


def _before(facts: Facts, key: str, domain: Domain | None) -> Value:
    """The value of a fact now, a day as a day; Unknown when it is not given."""
    value = facts.at(key)
    return as_day(value) or value if domain is not None and domain.field.kind == "date" else value


def _count(value: Value) -> int | None:
    if isinstance(value, date):
        return value.toordinal()
    if isinstance(value, str):
        try:
            return date.fromisoformat(value).toordinal()
        except ValueError:
            return None
    return int(value) if is_number(value) else None


def _given(at: int, domain: Domain) -> Value:
    return date.fromordinal(at) if domain.field.kind == "date" else at


def _plain(key: str) -> str:
    person, _, name = key.partition(".")
    return f"{name.replace('_', ' ')} ({person})" if name else key


_COMPARES = {">": gt, ">=": ge, "<": lt, "<=": le}
_ORDER = ("reached", "open", "not-found", "none")
_MISSING = Text(nl="Er ontbreken nog gegevens.", en="Facts are still missing.")
_MISSING_CURE = Text(nl="Geef die eerst.", en="Give them first.")
_TO = Text(nl="“{fact}” {after} is in plaats van {before}", en="“{fact}” is {after} instead of {before}")
_REACHED = Text(nl="Als {parts}, dan is de uitkomst {value}.", en="If {parts}, the outcome is {value}.")
_NONE = Text(nl="Een andere waarde van alleen “{fact}” geeft dit niet.", en="No change of “{fact}” alone gives this.")
_OPEN = Text(
    nl="Of een andere waarde van “{fact}” dit geeft, hangt af van: {facts}.",
    en="Whether a change of “{fact}” gives this depends on: {facts}.",
)
_NOT_FOUND = Text(
    nl="Met alleen “{fact}” vonden we geen waarde die dit geeft.",
    en="With “{fact}” alone we found no value that gives this.",
)
