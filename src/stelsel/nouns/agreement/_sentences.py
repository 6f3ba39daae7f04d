# SPDX-License-Identifier: EUPL-1.2
"""A condition as a sentence, in Dutch and English."""

from fractions import Fraction
from typing import Literal

from stelsel.engines.refinement import All, Atom, Condition, Not, Scalar, Some
from stelsel.kernel.text import Text, number

Language = Literal["nl", "en"]

_OPERATORS: dict[str, Text] = {
    "eq": Text(nl="{a} is {v}", en="{a} is {v}"),
    "neq": Text(nl="{a} is niet {v}", en="{a} is not {v}"),
    "lt": Text(nl="{a} is minder dan {v}", en="{a} is less than {v}"),
    "lteq": Text(nl="{a} is hoogstens {v}", en="{a} is at most {v}"),
    "gt": Text(nl="{a} is meer dan {v}", en="{a} is more than {v}"),
    "gteq": Text(nl="{a} is minstens {v}", en="{a} is at least {v}"),
    "isAnyOf": Text(nl="{a} is {v}", en="{a} is {v}"),
    "isNoneOf": Text(nl="{a} is niet {v}", en="{a} is not {v}"),
    "isAllOf": Text(nl="{a} is tegelijk {v}", en="{a} is at once {v}"),
    "isA": Text(nl="{a} is {v} of iets wat daaronder valt", en="{a} is {v} or something below it"),
    "hasPart": Text(nl="{a} is {v} of iets wat daarboven staat", en="{a} is {v} or something above it"),
}
_ALWAYS = Text(nl="altijd", en="always")
_NEVER = Text(nl="nooit", en="never")
_NOT = Text(nl="niet: {inner}", en="not: {inner}")
_YES_NO = {True: Text(nl="ja", en="yes"), False: Text(nl="nee", en="no")}


def sentence(condition: Condition) -> Text:
    """What a condition says."""
    return Text(nl=_said(condition, "nl", 0), en=_said(condition, "en", 0))


def _said(condition: Condition, language: Language, rank: int) -> str:
    """`rank`: 0 anything may stand here, 1 no bare "or", 2 no bare "and" either."""
    if isinstance(condition, Atom):
        return _compared(condition, language)
    if isinstance(condition, Not):
        return _NOT.to(language).format(inner=_said(condition.part, language, 2))
    if not condition.parts:
        return (_ALWAYS if isinstance(condition, All) else _NEVER).to(language)
    if len(condition.parts) == 1:
        return _said(condition.parts[0], language, rank)
    own = 0 if isinstance(condition, Some) else 1
    joined = _joined([_said(one, language, own + 1) for one in condition.parts], language, own == 1)
    return f"({joined})" if rank > own else joined


def _compared(atom: Atom, language: Language) -> str:
    values = [_value(one, language) for one in atom.values]
    said: str = _OPERATORS[atom.op].to(language).format(a=atom.attribute, v=_joined(values, language, False))
    return said


def _joined(parts: list[str], language: Language, every: bool) -> str:
    word = {("nl", True): "en", ("nl", False): "of", ("en", True): "and", ("en", False): "or"}[language, every]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def _value(value: Scalar | bool, language: Language) -> str:
    if isinstance(value, bool):
        return _YES_NO[value].to(language)
    if isinstance(value, Fraction):
        return number(int(value) if value.denominator == 1 else float(value), language)
    return value
