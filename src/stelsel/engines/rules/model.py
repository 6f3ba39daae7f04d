# SPDX-License-Identifier: EUPL-1.2
"""The typed model of a rule text: what both formats are read to. Nothing here computes.

An expression is one of seven small classes. Every expression knows its line in the file; an operation also knows the
article it rests on.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

import msgspec

from stelsel.kernel.text import Text

Grade = Literal["L", "O", "S", "I"]
"""How something is known: L text of the law read, O official document read, S secondary source, I inferred."""

Scalar = bool | int | Fraction | str | date | None


class Basis(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where in the law something stands: name of the law, BWB id, article, paragraph, juriconnect and link."""

    law: str = ""
    bwb_id: str = ""
    article: str = ""
    paragraph: str = ""
    juriconnect: str = ""
    url: str = ""


NOWHERE = Basis()


class Const(msgspec.Struct, frozen=True, tag=True):
    """A value that is written out: a scalar, a tuple of values, or a table."""

    value: Scalar | tuple[object, ...] | dict[str, object]
    line: int


class Ref(msgspec.Struct, frozen=True, tag=True):
    """`$name.path`: a definition, parameter, input, open term, output, or what a FOREACH is at."""

    name: str
    path: tuple[str, ...]
    line: int


class Op(msgspec.Struct, frozen=True, tag=True):
    """An operation by its name in the table of operations, with its arguments in order."""

    name: str
    args: tuple[Expr, ...]
    line: int
    basis: Basis = NOWHERE


class Cond(msgspec.Struct, frozen=True, tag=True):
    """IF: the first case whose condition holds, else the default. Without default the value is nothing.
    `demand`: the conditions are the requirements of the law for all that it gives."""

    cases: tuple[tuple[Expr, Expr], ...]
    default: Expr
    line: int
    basis: Basis = NOWHERE
    demand: bool = False


class ForEach(msgspec.Struct, frozen=True, tag=True):
    """FOREACH: `value` for each item of `subject` that `where` lets through; `name` is the item. `combine` is ADD, MIN,
    MAX, AND, OR, COUNT or LIST."""

    subject: Expr
    name: str
    where: Expr | None
    value: Expr
    combine: str
    line: int
    basis: Basis = NOWHERE


class Param(msgspec.Struct, frozen=True, tag=True):
    """A figure from the table of parameters: its name, its law (BWB id), and the day it is taken on: the first of the
    year or month of the day asked, or that day. With `at` the name is a family of bands, and the band that holds that
    amount is meant."""

    name: str
    bwb_id: str
    on: Literal["year", "month", "day"]
    line: int
    at: Expr | None = None


class Gap(msgspec.Struct, frozen=True, tag=True):
    """What stands there and cannot be executed; its value is unknown for this reason."""

    why: Text
    line: int


Expr = Const | Ref | Op | Cond | ForEach | Param | Gap


class Kind(msgspec.Struct, frozen=True, omit_defaults=True):
    """The type of a value. `base`: boolean, number, amount, string, date, list, object or any. `unit`: eurocent, euro,
    percent, ratio, days, weeks, months, years or nothing. `low` and `high` are bounds that always hold; `choices` of an
    enumeration; `items` the parts of each item of a list, by name in small letters. `past_years` of a day: it is not
    after the day asked and at most so many years before it."""

    base: str = "any"
    unit: str = ""
    low: Fraction | None = None
    high: Fraction | None = None
    choices: tuple[Scalar, ...] = ()
    items: tuple[tuple[str, Kind], ...] = ()
    past_years: int = 0


class Field(msgspec.Struct, frozen=True):
    """A parameter or output: its name as written, type and line."""

    name: str
    kind: Kind
    line: int
    basis: Basis = NOWHERE
    about: str = ""


class Source(msgspec.Struct, frozen=True):
    """The output of another rule. `law` empty: the same text. `service`: the organisation, in the older format."""

    law: str
    service: str
    output: str


class Input(msgspec.Struct, frozen=True):
    """A value from outside the article: the output of a rule, or a fact when `source` is None. `given` are the
    parameters that go with the question."""

    name: str
    kind: Kind
    source: Source | None
    given: tuple[tuple[str, Expr], ...]
    line: int
    basis: Basis = NOWHERE
    about: str = ""


class Action(msgspec.Struct, frozen=True):
    """What gives an output. `uncertain` names lines of doubt: who touches this gets a provisional answer."""

    output: str
    value: Expr
    line: int
    basis: Basis = NOWHERE
    uncertain: tuple[str, ...] = ()


class OpenTerm(msgspec.Struct, frozen=True):
    """A term that another regulation fills in (delegation)."""

    name: str
    kind: Kind
    required: bool
    by: str
    default: Expr | None
    line: int


class Target(msgspec.Struct, frozen=True):
    """What an article fills in (`implements`) or takes the place of (`overrides`) elsewhere: an open term or output."""

    law: str
    article: str
    name: str
    line: int


class Impossible(msgspec.Struct, frozen=True):
    """What facts cannot say together: the condition that never holds, and what is wrong when it does."""

    when: Expr
    said: Text
    line: int


class Hook(msgspec.Struct, frozen=True):
    """An article that comes with every decision of a legal character, like a term for objection."""

    legal_character: str
    stage: str
    line: int


class Article(msgspec.Struct, frozen=True):
    """One article with its formal part. Text that a file brings is kept as its hash (SHA-256, hexadecimal); our own
    texts have a summary in two languages instead. `mentions` are all names with a $ in it, in small letters, also in
    parts that are not executed."""

    number: str
    basis: Basis
    line: int
    text_hash: str = ""
    declared_hash: str = ""
    summary: Text | None = None
    legal_character: str = ""
    definitions: tuple[tuple[str, Expr], ...] = ()
    parameters: tuple[Field, ...] = ()
    inputs: tuple[Input, ...] = ()
    outputs: tuple[Field, ...] = ()
    open_terms: tuple[OpenTerm, ...] = ()
    actions: tuple[Action, ...] = ()
    implements: tuple[Target, ...] = ()
    overrides: tuple[Target, ...] = ()
    hooks: tuple[Hook, ...] = ()
    impossible: tuple[Impossible, ...] = ()
    mentions: frozenset[str] = frozenset()


class Untranslatable(msgspec.Struct, frozen=True):
    """Something in a file that is read and not executed: where, what and why."""

    file: str
    line: int
    what: str
    why: Text


class Example(msgspec.Struct, frozen=True):
    """A worked example in the text itself: facts on a day and what they must give."""

    name: str
    on: date
    facts: dict[str, object]
    expect: dict[str, object]
    source: str
    line: int


class RuleText(msgspec.Struct, frozen=True):
    """One version of a law, policy or agreement. `id` with `service` names it, `valid_from` its version. `place` is a
    municipality (GM0344), province (PV26) or water board (WS0155) where it holds only there. `known_from` is the day
    of publication. `grade` says how well the text as a whole is checked against its source. `hash`: SHA-256 of the
    file."""

    id: str
    name: str
    layer: str
    file: str
    hash: str
    format: Literal["regelrecht", "poc"]
    service: str = ""
    bwb_id: str = ""
    valid_from: date = date.min
    valid_to: date | None = None
    known_from: date = date.min
    place: str = ""
    url: str = ""
    grade: Grade = "I"
    articles: tuple[Article, ...] = ()
    untranslatable: tuple[Untranslatable, ...] = ()
    examples: tuple[Example, ...] = ()
