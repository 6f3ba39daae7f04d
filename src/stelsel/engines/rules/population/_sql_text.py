# SPDX-License-Identifier: EUPL-1.2
"""One step as an expression of SQL. Every expression has a value for every row: an empty cell is filled first, and
whether it was empty is a step of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from stelsel.engines.rules.population import calendar
from stelsel.engines.rules.population.node import Node
from stelsel.engines.rules.population.program import Column
from stelsel.engines.rules.population.wanted import wanted

Expression = Any
"""`sqlglot.exp.Expression`; the package is only imported where a query is asked."""
_WHOLE_SIGN = ("duckdb", "spark")
"""Where whole division has a sign of its own; elsewhere / of whole numbers is whole."""
_SMALL = 2**31 - 1
ITEM = "i"
"""An item of a list, where that stands in the row of its household."""


class Writer:
    """Writes expressions in one dialect. `names`: the columns in which steps stand already. `full`: the columns of
    which no cell is empty."""

    def __init__(self, dialect: str, columns: Mapping[str, Column], full: frozenset[str] = frozenset()) -> None:
        self.exp = wanted("sqlglot.expressions")
        self.dialect, self.columns, self.full = dialect, columns, full
        self.arrays = dialect == "spark"
        self.cells: dict[str, str] = {}

    def name(self, column: str, table: str = "") -> Expression:
        """A column by its name."""
        exp = self.exp
        quoted = exp.to_identifier(column, quoted=not column.isidentifier() or column != column.lower())
        return exp.Column(this=quoted, table=exp.to_identifier(table) if table else None)

    def cell(self, column: str) -> Expression:
        """The cell of a column of the program, as the innermost query names it."""
        item = ITEM if self.arrays and self.columns[column].list else ""
        return self.name(self.cells.setdefault(column, f"f{len(self.cells)}"), item)

    def __call__(self, node: Node, names: Mapping[Node, str], top: bool = False) -> Expression:
        """A step. `top`: even when it has a name, what it is made of."""
        if node in names and not top:
            return self.name(names[node], ITEM if self.arrays and node.loop is not None else "")
        if node.constant:
            return self.constant(node, wide=False)
        known: Callable[[Node, Mapping[Node, str]], Expression] = getattr(self, f"_{_METHODS.get(node.op, node.op)}")
        return known(node, names)

    def constant(self, node: Node, wide: bool) -> Expression:
        """A constant; `wide`: of 64 bits, whatever its size."""
        exp = self.exp
        if node.shape == "text":
            return exp.Literal.string(str(node.value))
        if node.shape == "bool":
            return exp.Boolean(this=bool(node.value))
        number = exp.Literal.number(abs(node.low))
        made = exp.Neg(this=number) if node.low < 0 else number
        return self.wide(made) if wide or abs(node.low) > _SMALL else made

    def wide(self, made: Expression) -> Expression:
        """A whole number of 64 bits."""
        return self.exp.Cast(this=made, to=self.exp.DataType.build("bigint"))

    def _wrapped(self, node: Node, names: Mapping[Node, str], wide: bool = False) -> Expression:
        if node.constant:
            return self.constant(node, wide and node.shape == "int")
        made = self(node, names)
        exp = self.exp
        plain = (exp.Column, exp.Boolean, exp.Case, exp.Coalesce, exp.Cast, exp.Anonymous, exp.Paren)
        return made if isinstance(made, plain) else exp.Paren(this=made)

    # Columns.

    def _col(self, node: Node, names: Mapping[Node, str]) -> Expression:
        exp, column = self.exp, self.columns[str(node.value)]
        cell = self.cell(column.name)
        if column.sort == "boolean":
            return self._filled(column.name, cell, False)
        if column.sort == "text":
            return cell if column.name in self.full else exp.Coalesce(this=cell, expressions=[exp.Literal.string("")])
        default = min(max(0, node.low), node.high)
        if column.sort != "date":
            return self.wide(self._whole_cell(column.name, default))
        filled = cell if column.name in self.full else exp.Coalesce(this=cell, expressions=[self._day(default)])
        made: Expression = None
        for unit, by in (("YEAR", 10000), ("MONTH", 100), ("DAY", 1)):
            piece = exp.Extract(this=exp.Var(this=unit), expression=filled.copy())
            part = exp.Mul(this=self.wide(piece), expression=exp.Literal.number(by))
            made = part if made is None else exp.Add(this=made, expression=part)
        return exp.Paren(this=made)

    def _day(self, of: int) -> Expression:
        day = calendar.on_or_after(of)
        assert day is not None
        return self.exp.Cast(this=self.exp.Literal.string(day.isoformat()), to=self.exp.DataType.build("date"))

    def _filled(self, column: str, test: Expression, otherwise: bool) -> Expression:
        """A test of a cell; `otherwise` where it is empty. DuckDB joins two tests four times as fast as COALESCE."""
        exp = self.exp
        if column in self.full:
            return exp.Paren(this=test)
        if self.dialect != "duckdb":
            return exp.Coalesce(this=test, expressions=[exp.Boolean(this=otherwise)])
        empty = exp.Is(this=self.cell(column), expression=exp.Null() if otherwise else exp.Not(this=exp.Null()))
        return exp.Paren(this=(exp.Or if otherwise else exp.And)(this=empty, expression=test))

    def _whole_cell(self, column: str, otherwise: int) -> Expression:
        """A cell of a whole number; `otherwise` where it is empty."""
        exp, cell, number = self.exp, self.cell(column), self.exp.Literal.number(otherwise)
        if column in self.full:
            return cell
        if self.dialect != "duckdb":
            return exp.Coalesce(this=cell, expressions=[number])
        return self.choice(exp.Is(this=cell.copy(), expression=exp.Null()), number, cell)

    def _isno(self, node: Node, names: Mapping[Node, str]) -> Expression:
        name = str(node.value)
        return self.exp.Not(this=self._filled(name, self.cell(name), True))

    def _null(self, node: Node, names: Mapping[Node, str]) -> Expression:
        return self.exp.Is(this=self.cell(str(node.value)), expression=self.exp.Null())

    # Whole numbers.

    def _sign(self, node: Node, names: Mapping[Node, str]) -> Expression:
        made: Expression = None
        for one in node.args:
            part = self._wrapped(one, names)
            made = part if made is None else _signs(self.exp)[node.op](this=made, expression=part)
        return made

    def _and(self, node: Node, names: Mapping[Node, str]) -> Expression:
        return self._joined(node, names, False)

    def _joined(self, node: Node, names: Mapping[Node, str], turned: bool) -> Expression:
        """All or one of some; with `turned` the opposite. Beside the test whether a cell is empty, a comparison with
        the cell needs no filling."""
        exp, made = self.exp, None
        joined = exp.And if (node.op == "and") != turned else exp.Or
        parts: list[tuple[Node, bool]] = []
        for one in node.args:
            inner = one.args[0] if one.op == "not" and one not in names else one
            parts.append((inner, (inner is not one) != turned))
        tested = {
            str(one.value) for one, no in parts
            if one.op == "null" and one not in names and no == (joined is exp.And)
        }  # fmt: skip
        for one, no in parts:
            test = self._limit(one) if one.op == "lt" and one not in names and self._bare(one, tested, names) else None
            if test is None:
                part = self._turned(one, names) if no else self(one, names)
            else:
                part = exp.GTE(this=test.this, expression=test.expression) if no else test
            part = part if isinstance(part, exp.Column) else exp.Paren(this=part)
            made = part if made is None else joined(this=made, expression=part)
        return made

    def _bare(self, node: Node, filled: set[str], names: Mapping[Node, str]) -> bool:
        left, right = node.args
        return left.op == "col" and right.constant and left not in names and str(left.value) in filled

    def _limit(self, node: Node) -> Expression:
        """A cell below a constant; nothing where every day is."""
        left, right = node.args
        column, limit = self.columns[str(left.value)], self.constant(right, False)
        if column.sort == "date":
            if calendar.on_or_after(right.low) is None:
                return None
            limit = self._day(right.low)
        return self.exp.LT(this=self.cell(column.name), expression=limit)

    def _whole(self, above: Expression, below: Expression) -> Expression:
        if self.dialect in _WHOLE_SIGN:
            return self.exp.IntDiv(this=above, expression=below)
        return self.exp.Div(this=above, expression=below, typed=True, safe=False)

    def _cut(self, node: Node, names: Mapping[Node, str]) -> Expression:
        return self._whole(*(self._wrapped(one, names) for one in node.args))

    def _div(self, node: Node, names: Mapping[Node, str]) -> Expression:
        """Down, also below zero, where SQL goes towards zero; nothing on the way passes what 64 bits hold."""
        exp, (above, below) = self.exp, node.args
        straight = self._cut(node, names)
        if above.low >= 0:
            return straight
        least = exp.Neg(this=exp.Literal.number(1))
        under = exp.Paren(this=exp.Sub(this=least, expression=self._wrapped(above, names)))
        cut = exp.Paren(this=self._whole(under, self._wrapped(below, names)))
        test = exp.GTE(this=self._wrapped(above, names), expression=exp.Literal.number(0))
        return self.choice(test, straight, exp.Sub(this=least.copy(), expression=cut))

    def _end(self, node: Node, names: Mapping[Node, str]) -> Expression:
        name = "LEAST" if node.op == "min" else "GREATEST"
        return self.exp.Anonymous(this=name, expressions=[self(one, names) for one in node.args])

    # Yes or no.

    def _lt(self, node: Node, names: Mapping[Node, str]) -> Expression:
        exp, (left, right) = self.exp, node.args
        if left.op == "col" and right.constant and left not in names:
            default = min(max(0, left.low), left.high)
            test = self._limit(node)
            if test is None:
                return exp.true()
            return self._filled(str(left.value), test, default < right.low)
        return exp.LT(this=self._wrapped(left, names), expression=self._wrapped(right, names))

    def _not(self, node: Node, names: Mapping[Node, str]) -> Expression:
        (inner,) = node.args
        if inner.op == "null" and inner not in names:
            return self.exp.Not(this=self._null(inner, names))
        if inner.op == "lt" and inner not in names and not (inner.args[0].op == "col" and inner.args[1].constant):
            left, right = (self._wrapped(one, names) for one in inner.args)
            return self.exp.GTE(this=left, expression=right)
        if inner.op in ("and", "or") and inner not in names:
            return self._joined(inner, names, True)
        return self.exp.Not(this=self._wrapped(inner, names))

    def _turned(self, node: Node, names: Mapping[Node, str]) -> Expression:
        """Not a step."""
        if node.op == "isno" and node not in names:
            name = str(node.value)
            return self._filled(name, self.cell(name), True)
        if node.op == "lt" and node not in names and not (node.args[0].op == "col" and node.args[1].constant):
            left, right = (self._wrapped(one, names) for one in node.args)
            return self.exp.GTE(this=left, expression=right)
        return self.exp.Not(this=self._wrapped(node, names))

    def _if(self, node: Node, names: Mapping[Node, str]) -> Expression:
        ifs: list[Expression] = []
        while True:
            test, yes, no = node.args
            ifs.append(self.exp.If(this=self(test, names), true=self._wrapped(yes, names, True)))
            if no.op != "if" or no in names:
                return self.exp.Case(ifs=ifs, default=self._wrapped(no, names, True))
            node = no

    def choice(self, test: Expression, yes: Expression, no: Expression) -> Expression:
        """One where the test holds, else the other."""
        return self.exp.Case(ifs=[self.exp.If(this=test, true=yes)], default=no)

    # Over a list.

    def total(self, node: Node, names: Mapping[Node, str]) -> Expression:
        """What is taken together over the items, with its value where there are none."""
        exp = self.exp
        test = self(node.args[0], names)
        if node.op == "any":
            return exp.LogicalOr(this=test)
        otherwise = exp.Null() if node.op in ("min", "max") else self.constant_of(0)
        value = self.choice(test, self._wrapped(node.args[1], names, True), otherwise)
        function = {"sum": exp.Sum, "min": exp.Min, "max": exp.Max, "bits": exp.BitwiseOrAgg}[node.op]
        return self.wide(function(this=value))

    def constant_of(self, number: int) -> Expression:
        """A whole number of 64 bits."""
        return self.wide(self.exp.Literal.number(number))


def _signs(exp: Any) -> dict[str, Any]:
    return {
        "add": exp.Add, "sub": exp.Sub, "mul": exp.Mul, "eq": exp.EQ,
        "bits": exp.BitwiseOr, "kept": exp.BitwiseAnd,
    }  # fmt: skip


_METHODS = {
    "add": "sign", "sub": "sign", "mul": "sign", "eq": "sign", "or": "and", "bits": "sign", "kept": "sign",
    "min": "end", "max": "end",
}  # fmt: skip
