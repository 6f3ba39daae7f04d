# SPDX-License-Identifier: EUPL-1.2
"""What kind of answer a fact wants: as its text declares it, else as the texts use it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import Literal

import msgspec

from stelsel.engines.rules.facts import PLACES
from stelsel.engines.rules.library import Library, Scope
from stelsel.engines.rules.model import Basis, Cond, Const, Expr, Field, ForEach, Input, Kind, Op, Param, Ref, Scalar
from stelsel.engines.rules.outcome import Step
from stelsel.engines.rules.sample import inside
from stelsel.engines.rules.values import family
from stelsel.kernel.text import Text, same

AnswerKind = Literal["yes-no", "amount", "number", "date", "choice", "text", "list", "object", "place"]


class FactField(msgspec.Struct, frozen=True):
    """A fact as it can be asked. `kind`: yes-no (true or false), amount (whole eurocents), number, date (text like
    2025-01-31), choice (one of `choices`), text, list (how many there are; each is asked further), object (its parts
    are asked further), place (a code like GM0344). `low` and `high` are bounds that always hold. `open_choice`: other
    values than the choices are possible. `explain`: what the rule text says about it, in the language of that text."""

    key: str
    name: str
    kind: AnswerKind
    unit: str = ""
    choices: tuple[Scalar, ...] = ()
    low: Fraction | None = None
    high: Fraction | None = None
    explain: Text = same("-")
    open_choice: bool = False


def field_of(library: Library, key: str, step: Step | None) -> FactField:
    """How to ask for a fact; `step` is where the computation came to need it."""
    name = key.rsplit(".", 1)[-1]
    words = same(name.replace("_", " "))
    if key in PLACES:
        return FactField(key, name, "place", explain=_PLACE[key])
    declared = _declared(library).get((step.basis, step.line, name)) if step else None
    about = declared.about if declared else ""
    kind = declared.kind if declared else _part(library, key)
    used, choices = _used(library).get(name, ("any", ()))
    base = used if kind.base == "any" else kind.base
    found: AnswerKind
    if kind.choices:
        found, choices = "choice", kind.choices
    elif base in ("string", "any") and choices:
        found = "choice"
    else:
        found = _KINDS.get(base, "text")
    unit = kind.unit or ("eurocent" if base == "amount" else "")
    return FactField(
        key=key,
        name=name,
        kind=found,
        unit=unit,
        choices=choices if found == "choice" else (),
        low=kind.low,
        high=kind.high,
        explain=same(about) if about else words,
        open_choice=found == "choice" and not kind.choices,
    )


_KINDS: dict[str, AnswerKind] = {
    "boolean": "yes-no",
    "amount": "amount",
    "number": "number",
    "date": "date",
    "list": "list",
    "object": "object",
}


def _part(library: Library, key: str) -> Kind:
    """The type of a part of an item, `aanvrager.kinderen[0].geboortedatum`, as the list declares it."""
    found = _ITEM.search(key)
    if found is None:
        return Kind()
    for one in _declared(library).values():
        if one.name.lower() == found[1]:
            for name, kind in one.kind.items:
                if name == found[2]:
                    return kind
    return Kind()


@lru_cache(maxsize=4)
def _declared(library: Library) -> dict[tuple[Basis, int, str], Field | Input]:
    found: dict[tuple[Basis, int, str], Field | Input] = {}
    for version in library.versions:
        for scope in version.scopes:
            fields: tuple[Field | Input, ...] = (*scope.article.inputs, *scope.article.parameters)
            for one in fields:
                found.setdefault((one.basis, one.line, one.name.lower()), one)
    return found


@lru_cache(maxsize=4)
def _used(library: Library) -> dict[str, tuple[str, tuple[Scalar, ...]]]:
    """Of each name, the type that its uses show (the first that shows one), and the texts it is compared with."""
    bases: dict[str, str] = {}
    choices: dict[str, dict[Scalar, None]] = {}
    for version in library.versions:
        for scope in version.scopes:
            for root in (one.value for one in scope.article.actions):
                for expr in inside(root):
                    for ref, base, values in _uses(expr, scope):
                        name = (ref.path or (ref.name,))[-1].lower()
                        if base != "any":
                            bases.setdefault(name, base)
                        choices.setdefault(name, {}).update(dict.fromkeys(values))
    return {name: (bases.get(name, "any"), tuple(some)) for name, some in choices.items()}


def _uses(expr: Expr, scope: Scope) -> Iterable[tuple[Ref, str, tuple[Scalar, ...]]]:
    """Each name that an expression uses at once, what type that shows, and the texts it is compared with."""
    if isinstance(expr, Cond):
        return [(when, "boolean", ()) for when, _ in expr.cases if isinstance(when, Ref)]
    if isinstance(expr, ForEach):
        found: list[tuple[Ref, str, tuple[Scalar, ...]]] = []
        if isinstance(expr.where, Ref):
            found.append((expr.where, "boolean", ()))
        if isinstance(expr.value, Ref) and expr.combine in ("AND", "OR"):
            found.append((expr.value, "boolean", ()))
        return found
    if not isinstance(expr, Op):
        return []
    refs = [(at, arg) for at, arg in enumerate(expr.args) if isinstance(arg, Ref)]
    if expr.name in ("AND", "OR", "NOT"):
        return [(ref, "boolean", ()) for _, ref in refs]
    if expr.name in ("DATE_DIFF", "DATE_ADD", "DAY_OF_WEEK"):
        return [(ref, "date", ()) for at, ref in refs if at < (2 if expr.name == "DATE_DIFF" else 1)]
    if expr.name in _ARITHMETIC:
        return [(ref, "number", ()) for _, ref in refs]
    if expr.name in _COMPARING:
        return [(ref, *_beside(expr.args[1 - at], scope)) for at, ref in refs if len(expr.args) == 2]
    return []


def _beside(other: Expr, scope: Scope) -> tuple[str, tuple[Scalar, ...]]:
    """What it shows to be compared with this."""
    if isinstance(other, Ref) and not other.path:
        named = scope.any_case.get(other.name.lower())
        other = named if isinstance(named, Const) else other
    if isinstance(other, Param):
        return "amount", ()
    if isinstance(other, Op):
        return {"DATE": "date", "DATE_ADD": "date", "DATE_DIFF": "number"}.get(other.name, "any"), ()
    if not isinstance(other, Const):
        return "any", ()
    some = other.value if isinstance(other.value, tuple) else (other.value,)
    kinds = {family(one) for one in some} - {"nothing"}
    if len(kinds) != 1:
        return "any", ()
    kind = kinds.pop()
    return kind, tuple(one for one in some if isinstance(one, str)) if kind == "string" else ()


_ITEM = re.compile(r"([^.]+)\[[0-9]+\]\.([^.\[]+)$")
_ARITHMETIC = frozenset({"ADD", "SUBTRACT", "MULTIPLY", "DIVIDE", "MIN", "MAX", "ROUND", "CEIL", "FLOOR"})
_COMPARING = frozenset({"EQUALS", "IN", "GREATER_THAN", "LESS_THAN", "GREATER_THAN_OR_EQUAL", "LESS_THAN_OR_EQUAL"})
_PLACE = {
    "gemeente": Text(nl="De code van uw gemeente, zoals GM0344", en="The code of your municipality, like GM0344"),
    "provincie": Text(nl="De code van uw provincie, zoals PV26", en="The code of your province, like PV26"),
    "waterschap": Text(nl="De code van uw waterschap, zoals WS0155", en="The code of your water board, like WS0155"),
}
