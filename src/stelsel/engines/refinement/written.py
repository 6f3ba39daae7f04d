# SPDX-License-Identifier: EUPL-1.2
"""Conditions as a line that people write and read: purpose isA care and (level >= 2 or recipient in (municipality)).

    condition   = either { "or" either }            (en: and, or, not; nl: en, of, niet)
    either      = both { "and" both }
    both        = "not" both | "(" condition ")" | "waivable" "(" condition ")" | "always" | "never" | comparison
    comparison  = name operator value | name operator "(" value { "," value } ")"

Names and values are words without spaces, or stand between double quotes. A number, a day (2026-01-01) and true or
false are values too; between quotes they are text.
"""

import re
from dataclasses import replace
from fractions import Fraction

from stelsel.engines.refinement._plain_attributes import said
from stelsel.engines.refinement.model import ALWAYS, NEVER, All, Atom, Condition, Not, Operator, Scalar, Some
from stelsel.engines.refinement.operators import ORDERED, SETS, operator_of
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text

LONGEST = 20_000
"""Characters of one condition, at most."""
DEEPEST = 60
"""Brackets in brackets, at most."""
_TOKEN = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|(<=|>=|!=|<>|==|[()=<>,])|([^\s()=<>!,"]+))')
_WORDS = {"and": "and", "en": "and", "or": "or", "of": "or", "not": "not", "niet": "not"}
_SIGNS: dict[Operator, str] = {"eq": "=", "neq": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}
_LISTS: dict[Operator, str] = {"isAnyOf": "in", "isNoneOf": "notIn"}
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_:/.#%+-]*")
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_RESERVED = frozenset({*_WORDS, "always", "never", "altijd", "nooit", "waivable", "true", "false"})


def condition_from(text: str, where: str = "") -> Condition:
    """The condition in a line; BadInput says at which character it does not read. `where` is the field it stands in."""
    if len(text) > LONGEST:
        raise _trouble(where, LONGEST, Text(nl="De voorwaarde is te lang.", en="The condition is too long."))
    reader = _Reader(text, where)
    found = reader.either(0)
    if reader.here < len(reader.tokens):
        raise reader.trouble(Text(nl="Hier staat nog iets achter.", en="There is something more here."))
    return found


class _Reader:
    """Tokens of a line: (kind, text, place); kind is "text" (quoted), "sign" or "word"."""

    def __init__(self, text: str, where: str) -> None:
        self.where, self.end = where, len(text)
        self.tokens: list[tuple[str, str, int]] = []
        self.here = 0
        place = 0
        text = text.rstrip()
        while place < len(text):
            found = _TOKEN.match(text, place)
            if found is None:
                raise _trouble(
                    where, place, Text(nl="Dit teken hoort hier niet.", en="This sign does not belong here.")
                )
            quoted, sign, word = found.groups()
            start = found.end() - len(found.group().lstrip())
            if quoted is not None:
                self.tokens.append(("text", re.sub(r"\\(.)", r"\1", quoted), start))
            else:
                self.tokens.append(("sign", sign, start) if sign else ("word", word, start))
            place = found.end()

    def trouble(self, what: Text) -> BadInput:
        """What is wrong at this token."""
        place = self.tokens[self.here][2] if self.here < len(self.tokens) else self.end
        return _trouble(self.where, place, what)

    def word(self) -> str:
        """The next token as a joining word; empty for anything else."""
        if self.here >= len(self.tokens) or self.tokens[self.here][0] != "word":
            return ""
        return _WORDS.get(self.tokens[self.here][1].lower(), self.tokens[self.here][1].lower())

    def sign(self, sign: str) -> bool:
        """Takes this sign when it is next."""
        if self.here < len(self.tokens) and self.tokens[self.here][:2] == ("sign", sign):
            self.here += 1
            return True
        return False

    def either(self, depth: int) -> Condition:
        """Parts with "or" between them."""
        if depth > DEEPEST:
            raise self.trouble(Text(nl="Hier staan te veel haakjes in haakjes.", en="Too many brackets in brackets."))
        parts = [self._all(depth)]
        while self.word() == "or":
            self.here += 1
            parts.append(self._all(depth))
        return parts[0] if len(parts) == 1 else Some(tuple(parts))

    def _all(self, depth: int) -> Condition:
        parts = [self._one(depth)]
        while self.word() == "and":
            self.here += 1
            parts.append(self._one(depth))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _one(self, depth: int) -> Condition:
        word = self.word()
        if word == "not":
            self.here += 1
            if depth > DEEPEST:
                raise self.trouble(Text(nl="Te vaak “niet” achter elkaar.", en="Too many “not” in a row."))
            return Not(self._one(depth + 1))
        if word in ("always", "altijd", "never", "nooit") and not self._compares():
            self.here += 1
            return ALWAYS if word in ("always", "altijd") else NEVER
        if word == "waivable" and not self._compares():
            self.here += 1
            if not self.sign("("):
                raise self.trouble(Text(nl="Na waivable hoort een haakje.", en="A bracket belongs after waivable."))
            return All((self._closed(depth),), waivable=True)
        if self.sign("("):
            return self._closed(depth)
        return self._comparison()

    def _compares(self) -> bool:
        """Whether an operator follows, so that the word is a name."""
        if self.here + 1 >= len(self.tokens):
            return False
        kind, text, _ = self.tokens[self.here + 1]
        return kind != "text" and text != "(" and operator_of(text) is not None

    def _closed(self, depth: int) -> Condition:
        found = self.either(depth + 1)
        if not self.sign(")"):
            raise self.trouble(Text(nl="Hier hoort een haakje sluiten.", en="A closing bracket belongs here."))
        return found

    def _take(self, what: Text) -> tuple[str, str]:
        if self.here >= len(self.tokens) or (
            self.tokens[self.here][0] == "sign" and self.tokens[self.here][1] in "(),"
        ):
            raise self.trouble(what)
        kind, text, _ = self.tokens[self.here]
        self.here += 1
        return kind, text

    def _comparison(self) -> Condition:
        kind, name = self._take(Text(nl="Hier hoort een kenmerk.", en="An attribute belongs here."))
        if kind == "sign":
            self.here -= 1
            raise self.trouble(Text(nl="Hier hoort een kenmerk.", en="An attribute belongs here."))
        _, told = self._take(
            Text(nl="Hier hoort een vergelijking, zoals =.", en="A comparison belongs here, such as =.")
        )
        op = operator_of(told)
        if op is None:
            self.here -= 1
            raise self.trouble(Text(nl="Deze vergelijking bestaat niet.", en="This comparison does not exist."))
        values = self._values()
        if op in ORDERED and len(values) > 1:
            raise self.trouble(Text(nl=f"{told} kan maar met één waarde.", en=f"{told} takes one value only."))
        return _built(name, op, values, self.where)

    def _values(self) -> tuple[Scalar | bool, ...]:
        if not self.sign("("):
            return (self._value(),)
        found = [self._value()]
        while self.sign(","):
            found.append(self._value())
        if not self.sign(")"):
            raise self.trouble(Text(nl="Hier hoort een komma of een haakje.", en="A comma or a bracket belongs here."))
        return tuple(found)

    def _value(self) -> Scalar | bool:
        kind, text = self._take(Text(nl="Hier hoort een waarde.", en="A value belongs here."))
        if kind == "sign":
            self.here -= 1
            raise self.trouble(Text(nl="Hier hoort een waarde.", en="A value belongs here."))
        if kind == "text":
            return text
        if text in ("true", "false"):
            return text == "true"
        return Fraction(text) if _NUMBER.fullmatch(text) else text


def _built(name: str, op: Operator, values: tuple[Scalar | bool, ...], where: str) -> Condition:
    if len(values) > 1 and op in ("eq", "neq"):
        op = "isAnyOf" if op == "eq" else "isNoneOf"
    if len(values) == 1 or op in SETS:
        return Atom(name, op, values, where=where)
    return Some(tuple(Atom(name, op, (one,), where=where) for one in values))


def written(condition: Condition) -> str:
    """A condition as a line; `condition_from` reads it back to one that means the same."""
    return _line(condition, 0)


def decimal(value: Fraction) -> str:
    """A number in decimals, exactly; ValueError when it has no end (1/3)."""
    rest, places = value.denominator, 0
    while rest % 10 == 0:
        rest //= 10
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    if rest != 1:
        raise ValueError(f"{value} has no end in decimals")
    while (value.numerator * 10**places) % value.denominator:
        places += 1
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    told = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{told}" if value < 0 else told


def _line(condition: Condition, rank: int) -> str:
    """`rank`: 0 anything may stand here, 1 no bare "or", 2 no bare "or" or "and"."""
    if isinstance(condition, Atom):
        return _compared(condition)
    if condition.waivable:
        inner = replace(condition, waivable=False)
        return f"waivable({_line(inner, 0)})"
    if isinstance(condition, Not):
        return f"not {_line(condition.part, 2)}"
    own = 0 if isinstance(condition, Some) else 1
    if not condition.parts:
        return "always" if own else "never"
    if len(condition.parts) == 1:
        return _line(condition.parts[0], rank)
    joined = (" and " if own else " or ").join(_line(one, own + 1) for one in condition.parts)
    return f"({joined})" if rank > own else joined


def _compared(atom: Atom) -> str:
    values = [_word(one) for one in atom.values]
    listed = f"({', '.join(values)})" if len(values) != 1 or atom.op in SETS else values[0]
    return f"{_name(atom.attribute)} {_SIGNS.get(atom.op) or _LISTS.get(atom.op) or atom.op} {listed}"


def _name(text: str) -> str:
    return text if _PLAIN.fullmatch(text) and text.lower() not in _RESERVED else _quoted(text)


def _word(value: Scalar | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Fraction):
        plain = said(value)
        return plain if _NUMBER.fullmatch(plain) else f"{float(value):.15f}".rstrip("0")
    day = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value)
    return value if day or (_PLAIN.fullmatch(value) and value.lower() not in _RESERVED) else _quoted(value)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _trouble(where: str, place: int, what: Text) -> BadInput:
    return BadInput(
        Finding(
            "condition",
            where,
            Text(nl=f"Teken {place + 1}: {what.nl}", en=f"Character {place + 1}: {what.en}"),
            Text(
                nl="Schrijf bijvoorbeeld: doel isA zorg and (niveau >= 2 or ontvanger in (gemeente)).",
                en="Write for instance: purpose isA care and (level >= 2 or recipient in (municipality)).",
            ),
        )
    )
