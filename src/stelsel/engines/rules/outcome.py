# SPDX-License-Identifier: EUPL-1.2
"""What a computation gives: the outcome with its explanation, and the table of figures it may use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Literal, Protocol, runtime_checkable

import msgspec

from stelsel.engines.rules.model import Basis, Expr, Grade
from stelsel.engines.rules.values import Trouble, Value
from stelsel.kernel.text import Text

GRADES: tuple[Grade, ...] = ("L", "O", "S", "I")
"""From the best to the worst."""


@runtime_checkable
class FigureLike(Protocol):
    """A figure of the table of parameters, as the engine uses it."""

    law: str
    article: str
    name: str
    unit: str
    grade: Grade
    source: str
    uncertain: tuple[str, ...]

    @property
    def exact(self) -> Fraction:
        """The value in eurocents (a unit that begins with EUR), as a ratio (percent), or as printed."""


class MissingLike(Protocol):
    """A figure that is not there, and why."""

    @property
    def why(self) -> Text:
        """What is known instead."""


class Figures(Protocol):
    """The table of parameters."""

    def on(self, bwb_id: str, name: str, day: date) -> Any:
        """The figure of a law on a day (`FigureLike`), or what is missing (`MissingLike`)."""

    def band(self, bwb_id: str, family: str, at: Fraction, day: date) -> Any:
        """The figure of the band that holds an amount in eurocents, or what is missing."""


class BandedFigures(Figures, Protocol):
    """A table that can also tell all its bands, as whoever computes many cases at once needs them."""

    def every_band(self, bwb_id: str, family: str, day: date) -> Any:
        """Every band of a family on a day: first and last whole euro (None without end), and the figure or what is
        missing. The first that holds an amount counts."""


class NoFigures:
    """A table without figures."""

    def on(self, bwb_id: str, name: str, day: date) -> MissingLike:
        """Nothing is there."""
        return _Absent()

    def band(self, bwb_id: str, family: str, at: Fraction, day: date) -> MissingLike:
        """Nothing is there."""
        return _Absent()

    def every_band(self, bwb_id: str, family: str, day: date) -> tuple[()]:
        """Nothing is there."""
        return ()


class _Absent:
    why = Text(nl="Dit bedrag staat niet in de tabel.", en="This figure is not in the table.")


StepKind = Literal["constant", "operation", "choice", "each", "fact", "figure", "definition", "input", "output", "gap"]
Skip = Literal["", "decided", "other-case", "zero", "first"]


class Step(msgspec.Struct, gc=False):
    """One node of the explanation: what it is, its value, the article it rests on, and what it was computed from.
    `skipped` are expressions that were not needed, for the reason `skip`. `used` are the children that the value
    depends on; its grade is the worst of theirs (0 is L, 3 is I)."""

    kind: StepKind
    name: str
    value: Value
    basis: Basis
    line: int
    children: tuple[Step, ...] = ()
    skipped: tuple[Expr, ...] = ()
    skip: Skip = ""
    grade: int = 0
    uncertain: frozenset[str] = frozenset()
    unit: str = ""
    source: str = ""


class Outcome(msgspec.Struct, frozen=True):
    """What a rule gives in one case. `value` is Unknown, or a list or object with an Unknown in it, where facts are
    missing (`missing`, in order) or something stands in the way (`troubles`). `standing`: official only when every text
    and figure used is law or official source and no uncertain line is touched; refused when a figure, text or term that
    the outcome needs is not there."""

    rule: str
    output: str
    on: date
    known_at: date | None
    value: Value
    unit: str
    grade: Grade
    standing: Literal["official", "provisional", "refused"]
    missing: tuple[str, ...]
    troubles: tuple[Trouble, ...]
    uncertain: tuple[str, ...]
    tree: Step
    facts: Mapping[str, Value]
    texts: Mapping[str, str]
    """Of each rule text that was used, its file and hash."""
    figures: Mapping[str, str]
    """Of each figure that was used, law and name, its source."""
