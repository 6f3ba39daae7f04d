# SPDX-License-Identifier: EUPL-1.2
"""Lists as arrays, for Spark: the items of a household stand in its own row, and what is taken together over them is an
expression. A selection with the items beside it would be computed again for each stage, as Spark keeps none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stelsel.engines.rules.population._sql_text import ITEM, Expression, Writer
from stelsel.engines.rules.population.node import Node, in_order
from stelsel.engines.rules.population.stages import Sweep

TOTAL = "t"
"""The total so far, beside `ITEM`."""


class Arrays:
    """The lists of one query, each by its key with the columns of its items. `tables`: the table of each list."""

    def __init__(self, write: Writer, order: Sequence[Node], tables: Mapping[str, str]) -> None:
        self.write, self.exp, self.tables = write, write.exp, tables
        loops = dict.fromkeys(part.over[0] for part in order if part.over is not None)
        self.cells: dict[str, list[str]] = {key: [] for key in loops}
        for one in order:
            if one.op in ("col", "null", "isno") and one.loop is not None:
                cells = self.cells[one.loop[0]]
                cells += [str(one.value)] if one.value not in cells else []
        self.names = {key: f"l{at}" for at, key in enumerate(self.cells)}

    def joined(self, tree: Expression, household: Expression) -> Expression:
        """A selection of households with the arrays beside it."""
        exp, write = self.exp, self.write
        for key, name in self.names.items():
            fields = [
                exp.alias_(write.name(write.columns[one].field, ITEM), write.cell(one).name) for one in self.cells[key]
            ] or [write.name("household", ITEM)]
            table = self.tables.get(key, key.rpartition(".")[2])
            role = exp.EQ(this=write.name("role", ITEM), expression=exp.Literal.string(key.partition(".")[0]))
            items = exp.Select(
                expressions=[
                    exp.alias_(write.name("household", ITEM), "household"),
                    exp.alias_(self._call("COLLECT_LIST", self._call("STRUCT", *fields)), name),
                ]
            )
            items = items.from_(exp.alias_(exp.to_table(table), ITEM, table=True)).where(role)
            inner = exp.Subquery(
                this=items.group_by(write.name("household", ITEM)), alias=exp.TableAlias(this=exp.to_identifier(name))
            )
            on = exp.EQ(this=write.name("household", name), expression=household.copy())
            tree = tree.select(exp.alias_(write.name(name, name), name)).join(inner, on=on, join_type="left")
        return tree

    def swept(
        self, sweep: Sweep, source: Expression, shared: set[Node], names: Mapping[Node, str], at: str
    ) -> tuple[Expression, dict[Node, Expression]]:
        """The selection with steps of items that are needed more than once in the items themselves, and each total as
        an expression over it."""
        exp, write, key = self.exp, self.write, sweep.loop[0]
        items, known = self.names[key], dict(names)
        fields = [write.cell(one).name for one in self.cells[key]]
        for number, level in enumerate(_levels([one for one in sweep.steps if one in shared])):
            made = {one: f"{ITEM}{len(known) + place}" for place, one in enumerate(level)}
            kept = [exp.alias_(write.name(one, ITEM), one) for one in fields]
            kept += [exp.alias_(write(one, known), name) for one, name in made.items()]
            mapped = self._call("TRANSFORM", write.name(items), self._each(self._call("STRUCT", *kept)))
            items = f"{self.names[key]}_{at}_{number}"
            tree = exp.Select(expressions=[exp.Star(), exp.alias_(mapped, items)]).from_(source)
            source = exp.Subquery(this=tree, alias=exp.TableAlias(this=exp.to_identifier(f"x{at}_{number}")))
            known.update(made)
            fields += made.values()
        return source, {total: self._total(total, write.name(items), known) for total in sweep.totals}

    def _total(self, total: Node, items: Expression, names: Mapping[Node, str]) -> Expression:
        exp, write = self.exp, self.write
        test = write(total.args[0], names)
        if total.op == "any":
            return self._call("EXISTS", items, self._each(test))
        value = write.wide(write(total.args[1], names))
        if total.op in ("min", "max"):
            some = items if total.args[0].constant else self._call("FILTER", items, self._each(test))
            return self._call(f"ARRAY_{total.op.upper()}", self._call("TRANSFORM", some, self._each(value)))
        join = exp.Add if total.op == "sum" else exp.BitwiseOr
        added = value if total.args[0].constant else exp.Paren(this=write.choice(test, value, write.constant_of(0)))
        so_far = join(this=exp.to_identifier(TOTAL), expression=added)
        together = exp.Lambda(this=so_far, expressions=[exp.to_identifier(TOTAL), exp.to_identifier(ITEM)])
        return self._call("AGGREGATE", items, write.constant_of(0), together)

    def _each(self, made: Expression) -> Expression:
        return self.exp.Lambda(this=made, expressions=[self.exp.to_identifier(ITEM)])

    def _call(self, name: str, *arguments: Expression) -> Expression:
        return self.exp.Anonymous(this=name, expressions=list(arguments))


def _levels(some: Sequence[Node]) -> list[list[Node]]:
    """Steps in levels, so that each stands in a level above those that it needs."""
    level: dict[Node, int] = {}
    chosen = set(some)
    for one in in_order(some):
        below = max((level[part] for part in one.args), default=0)
        level[one] = below + (one in chosen)
    highest = max((level[one] for one in some), default=0)
    return [[one for one in some if level[one] == at] for at in range(1, highest + 1)]
