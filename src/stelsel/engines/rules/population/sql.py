# SPDX-License-Identifier: EUPL-1.2
"""A program as one SQL query, in the dialect of DuckDB, PostgreSQL, Spark or Trino. Nothing is opened or run here.

The tables hold an empty cell (NULL) for what is unknown: `persons` (household, role, one column for each fact, the
number of items for a list), `households` (household, gemeente, provincie, waterschap, facts of the whole household) and
one table for each list (household, role, one column for each part). The query has a row for each household that has the
person the rule is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from stelsel.engines.rules.population._sql_arrays import Arrays
from stelsel.engines.rules.population._sql_text import Expression, Writer
from stelsel.engines.rules.population.alone import Alone, alone
from stelsel.engines.rules.population.node import Node, in_order
from stelsel.engines.rules.population.program import Program
from stelsel.engines.rules.population.stages import Stage, Sweep, stages

Dialect = Literal["duckdb", "postgres", "spark", "trino"]
DIALECTS: tuple[Dialect, ...] = ("duckdb", "postgres", "spark", "trino")
ANSWERS = ("value", "by", "nothing", "lacks", "doubt")
MOST_TWICE = 6
"""A step that is needed more than once gets a column of its own, unless it is smaller than this when written again."""


class Tables(msgspec.Struct, frozen=True):
    """The names of the tables. `of_household`: facts that stand in `households` for all its people. `lists`: the table
    of a list where it is not its own name (`kinderen` for `aanvrager.kinderen`)."""

    persons: str = "persons"
    households: str = "households"
    of_household: frozenset[str] = frozenset()
    lists: Mapping[str, str] = {}


class Query(msgspec.Struct, frozen=True):
    """The text of a query; its columns are `household` and the answers that `answers` names, in order."""

    text: str
    dialect: Dialect
    answers: tuple[str, ...]
    program: Program


def query(
    program: Program, dialect: Dialect, *, answers: Sequence[str] = ANSWERS, tables: Tables | None = None
) -> Query:
    """The query of a program: the answers are `value` (a whole number that is `scale` x `by` times the value, empty
    where it is not decided), `by`, `nothing`, `lacks` and `doubt`, as `Program.answer` reads them. BadInput where
    sqlglot is not installed."""
    from_ = tables or Tables()
    asked = tuple(name for name in answers if name != "by" or program.by is not None)
    quick = alone(program, _needed(program, asked)) if dialect == "duckdb" else None
    tree = _Builder(program, dialect, from_, quick).build(asked)
    if quick:
        short = _Builder(quick.program, dialect, from_, quick, True).build(asked)
        tree = short.union(tree, distinct=False, copy=False)
    return Query(tree.sql(dialect=dialect, pretty=True), dialect, asked, program)


def _needed(program: Program, answers: Sequence[str]) -> list[Node]:
    """The steps of what is asked."""
    asked: list[Node] = [getattr(program, name) for name in answers]
    return [*asked, program.known, program.nothing] if "value" in answers else asked


class _Builder:
    """One query in the making: a chain of named selections, one for each stage. `quick`: the households that are
    decided alone, which are left out, or taken only (`short`)."""

    def __init__(
        self, program: Program, dialect: Dialect, tables: Tables, quick: Alone | None = None, short: bool = False
    ) -> None:
        self.program, self.dialect, self.tables, self.quick, self.short = program, dialect, tables, quick, short
        self.columns = {one.name: one for one in program.columns}
        self.write = Writer(dialect, self.columns, quick.filled if quick and short else frozenset())
        self.exp = self.write.exp
        self.names: dict[Node, str] = {}
        self.totals: dict[Node, str] = {}
        self.withs: list[tuple[str, Expression]] = []
        self.arrays: Arrays | None = None

    def build(self, answers: Sequence[str]) -> Expression:
        """The query."""
        needed = _needed(self.program, answers)
        whole = stages(needed)
        shared, order = self._shared(needed), in_order(needed)
        self.arrays = Arrays(self.write, order, self.tables.lists) if self.write.arrays else None
        source = self._people(order)
        for at, stage in enumerate(whole):
            later = self._later(whole[at + 1 :], needed)
            source = self._stage(stage, source, shared, later, at)
        columns = [self.write.name("household")]
        columns += [self._answer(name, getattr(self.program, name)) for name in answers]
        tree = self.exp.Select(expressions=columns).from_(source)
        for name, made in self.withs:
            tree = tree.with_(name, as_=made)
        return tree

    def _answer(self, name: str, node: Node) -> Expression:
        made = self.write(node, self.names)
        if name == "value":
            test = self.write(self.program.known, self.names)
            if not self.program.nothing.constant:
                absent = self.write(self.program.nothing, self.names)
                test = self.exp.And(
                    this=self.exp.Paren(this=test), expression=self.exp.Not(this=self.exp.Paren(this=absent))
                )
            made = self.write.choice(test, made, self.exp.Null())
        return self.exp.Alias(this=made, alias=self.exp.to_identifier(name, quoted=False))

    # Which steps get a column.

    def _shared(self, roots: Sequence[Node]) -> set[Node]:
        """Steps that get a column: needed more than once and not small, or needed by a later selection."""
        order = in_order(roots)
        uses: dict[Node, int] = dict.fromkeys(order, 0)
        for one in order:
            for part in one.args:
                uses[part] += 2 if _twice(one) and part is one.args[0] else 1
        for one in roots:
            uses[one] += 1
        found: set[Node] = set()
        weight: dict[Node, int] = {}
        depth: dict[Node, int] = {}
        for one in order:
            weight[one] = 1 + sum(1 if part in found else weight[part] for part in one.args)
            depth[one] = 1 + max((0 if part in found else depth[part] for part in one.args), default=0)
            if one.over is not None:
                weight[one], depth[one] = 1, 1
                continue
            if one.op in ("col", "isno"):
                weight[one] = 3
            if (
                not one.constant
                and one.op != "null"
                and ((uses[one] > 1 and (weight[one] - 1) * (uses[one] - 1) >= MOST_TWICE) or depth[one] > 60)
            ):
                found.add(one)
        return found

    # Selections.

    def _people(self, order: Iterable[Node]) -> Expression:
        """The innermost query: the person, the others and the household side by side."""
        exp, write = self.exp, self.write
        used = [self.columns[str(one.value)] for one in order if one.op in ("col", "null", "isno") and one.loop is None]
        some = list(dict.fromkeys([*(one.name for one in used), *(sorted(self.quick.filled) if self.quick else ())]))
        people = list(dict.fromkeys(self.columns[name].person for name in some if self.columns[name].person))
        about = next((one for one in ("aanvrager", *people) if one in people), "aanvrager")
        columns = [exp.alias_(write.name("household", "p0"), "household")]
        tables = {about: "p0", **{one: f"p{at + 1}" for at, one in enumerate(p for p in people if p != about)}}
        places: dict[str, Expression] = {}
        for name in some:
            column = self.columns[name]
            of_household = not column.person or column.field in self.tables.of_household
            places[name] = write.name(column.field, "h" if of_household else tables[column.person])
            columns.append(exp.alias_(places[name], write.cell(name).name))
        tree = exp.Select(expressions=columns).from_(exp.alias_(exp.to_table(self.tables.persons), "p0", table=True))
        for person, table in tables.items():
            if person != about:
                tree = tree.join(
                    exp.alias_(exp.to_table(self.tables.persons), table, table=True),
                    on=exp.And(this=self._same(table), expression=self._role(table, person)),
                    join_type="left",
                )
        if any(one.table == "h" for one in places.values()):
            tree = tree.join(
                exp.alias_(exp.to_table(self.tables.households), "h", table=True), on=self._same("h"), join_type="left"
            )
        if self.arrays:
            tree = self.arrays.joined(tree, write.name("household", "p0"))
        tree = tree.where(self._role("p0", about))
        if self.quick:
            test = self._decided(self.quick, places)
            tree = tree.where(test if self.short else exp.Not(this=exp.Paren(this=test)))
        return exp.Subquery(this=tree, alias=exp.TableAlias(this=exp.to_identifier("q")))

    def _decided(self, quick: Alone, places: Mapping[str, Expression]) -> Expression:
        """Whether a household is decided alone: yes or no, whatever is empty."""
        exp = self.exp
        tests = [exp.Is(this=places[one].copy(), expression=exp.Not(this=exp.Null())) for one in sorted(quick.filled)]
        tests += [places[one].copy() if yes else exp.Not(this=places[one].copy()) for one, yes in quick.assumed.items()]
        return exp.and_(*tests, copy=False)

    def _same(self, table: str) -> Expression:
        return self.exp.EQ(this=self.write.name("household", table), expression=self.write.name("household", "p0"))

    def _role(self, table: str, person: str) -> Expression:
        return self.exp.EQ(this=self.write.name("role", table), expression=self.exp.Literal.string(person))

    def _later(self, rest: Sequence[Stage], roots: Sequence[Node]) -> list[Node]:
        """What later selections ask for."""
        found = list(roots)
        for stage in rest:
            found += stage.steps
            for sweep in stage.sweeps:
                found += [*sweep.steps, *sweep.totals]
        return found

    def _stage(self, stage: Stage, source: Expression, shared: set[Node], later: Sequence[Node], at: int) -> Expression:
        own = set(stage.steps)
        swept = {part for sweep in stage.sweeps for part in self._from_household(sweep) if not part.constant}
        wanted = {one for one in stage.steps if one in shared} | {one for one in swept if one in own}
        after = {part for one in later if one not in own for part in one.args if part in own and not part.constant}
        wanted |= {one for one in after if one.op not in ("col", "null", "isno")} if stage.sweeps else set()
        source = self._levels(source, [one for one in stage.steps if one in wanted], self.names, f"s{at}_")
        if not stage.sweeps:
            return source
        if self.arrays:
            return self._swept(self.arrays, stage.sweeps, source, shared, at)
        name = f"stage_{at}"
        self.withs.append((name, self.exp.select("*").from_(source, copy=False)))
        columns: list[Expression] = [self.exp.Column(this=self.exp.Star(), table=self.exp.to_identifier(name))]
        joins = []
        for number, sweep in enumerate(stage.sweeps):
            items = f"items_{at}_{number}"
            self.withs.append((items, self._sweep(sweep, name, shared)))
            for total in sweep.totals:
                self.names[total] = f"a{len(self.names)}_{at}"
            joins.append((items, sweep))
        for items, sweep in joins:
            for total in sweep.totals:
                filled = self._filled(total, self.write.name(self.totals[total], items))
                columns.append(self.exp.alias_(filled, self.names[total]))
        joined = self.exp.Select(expressions=columns).from_(name)
        for items, _ in joins:
            on = self.exp.EQ(this=self.write.name("household", items), expression=self.write.name("household", name))
            joined = joined.join(self.exp.to_table(items), on=on, join_type="left")
        return self.exp.Subquery(this=joined, alias=self.exp.TableAlias(this=self.exp.to_identifier(f"j{at}")))

    def _swept(
        self, arrays: Arrays, sweeps: Sequence[Sweep], source: Expression, shared: set[Node], at: int
    ) -> Expression:
        """What is taken together over arrays, beside the household."""
        totals: dict[Node, Expression] = {}
        for number, sweep in enumerate(sweeps):
            source, some = arrays.swept(sweep, source, shared, self.names, f"{at}_{number}")
            totals.update(some)
        columns: list[Expression] = [self.exp.Star()]
        for total, made in totals.items():
            self.names[total] = f"a{len(self.names)}_{at}"
            columns.append(self.exp.alias_(self._filled(total, made), self.names[total]))
        self.withs.append((f"stage_{at}", self.exp.Select(expressions=columns).from_(source)))
        return self.exp.to_table(f"stage_{at}")

    def _filled(self, total: Node, made: Expression) -> Expression:
        """A total, also where there are no items."""
        empty = self.exp.false() if total.op == "any" else self.write.constant_of(0)
        return self.exp.Coalesce(this=made, expressions=[empty])

    def _from_household(self, sweep: Sweep) -> list[Node]:
        """Steps of the household that the items need."""
        return [
            part
            for one in (*sweep.steps, *sweep.totals)
            for part in one.args
            if part.loop is None and not part.constant
        ]

    def _sweep(self, sweep: Sweep, name: str, shared: set[Node]) -> Expression:
        """What is taken together over the items of each household."""
        exp, write = self.exp, self.write
        key = sweep.loop[0]
        used = dict.fromkeys(str(one.value) for one in sweep.steps if one.op in ("col", "null", "isno"))
        columns = [exp.alias_(write.name("household", "i"), "household")]
        columns += [exp.alias_(write.name(self.columns[one].field, "i"), write.cell(one).name) for one in used]
        outer = self._from_household(sweep)
        table = self.tables.lists.get(key, key.rpartition(".")[2])
        tree = exp.Select(expressions=columns).from_(exp.alias_(exp.to_table(table), "i", table=True))
        names = {one: self.names[one] for one in outer if one in self.names}
        cells = dict.fromkeys(
            str(part.value) for one in outer for part in in_order([one])
            if part.op in ("col", "null", "isno") and part.loop is None and one not in names
        )  # fmt: skip
        if names or cells:
            extra = [exp.alias_(write.name(one, name), one) for one in dict.fromkeys(names.values())]
            extra += [exp.alias_(write.name(write.cell(one).name, name), write.cell(one).name) for one in cells]
            on = exp.EQ(this=write.name("household", name), expression=write.name("household", "i"))
            tree = tree.select(*extra).join(exp.to_table(name), on=on)
        tree = tree.where(self._role("i", key.partition(".")[0]))
        source = exp.Subquery(this=tree, alias=exp.TableAlias(this=exp.to_identifier("i")))
        own = [one for one in sweep.steps if one in shared]
        source = self._levels(source, own, names, "i_")
        made = [write.name("household")]
        for number, total in enumerate(sweep.totals):
            self.totals[total] = f"b{number}"
            made.append(exp.alias_(write.total(total, names), f"b{number}", copy=False))
        return exp.Select(expressions=made).from_(source, copy=False).group_by(write.name("household"), copy=False)

    def _levels(self, source: Expression, some: Sequence[Node], names: dict[Node, str], prefix: str) -> Expression:
        """Selections in selections, so that a step with a column stands in one below those that need it."""
        exp = self.exp
        level: dict[Node, int] = {}
        chosen = set(some)
        for one in in_order(some):
            below = max((level[part] for part in one.args if part in level), default=0)
            if one in names:
                level[one] = 0
            else:
                level[one] = below + (one in chosen)
        for at in range(1, max((level[one] for one in some if one in level), default=0) + 1):
            new = [one for one in some if level[one] == at and one not in names]
            given = {one: f"{prefix}{len(names) + number}" for number, one in enumerate(new)}
            columns = [
                exp.Star(),
                *(exp.alias_(self.write(one, names), alias, copy=False) for one, alias in given.items()),
            ]
            tree = exp.Select(expressions=columns).from_(source, copy=False)
            if self.dialect == "postgres":
                tree = tree.offset(0)
            source = exp.Subquery(this=tree, alias=exp.TableAlias(this=exp.to_identifier(f"{prefix}{at}")))
            names.update(given)
        return source


def _twice(node: Node) -> bool:
    return node.op == "div" and node.args[0].low < 0
