# SPDX-License-Identifier: EUPL-1.2
"""A rule to its program."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import cast

import msgspec

from stelsel.engines.rules import _said
from stelsel.engines.rules.evaluate import no_version
from stelsel.engines.rules.impossible import speaking
from stelsel.engines.rules.library import Library, holding
from stelsel.engines.rules.model import Expr
from stelsel.engines.rules.outcome import BandedFigures, NoFigures
from stelsel.engines.rules.population.facts import Cells, FactColumns
from stelsel.engines.rules.population.node import Mixed, Node, TooLarge, in_order, text_of
from stelsel.engines.rules.population.program import Impossible, Program
from stelsel.engines.rules.population.refused import refusal
from stelsel.engines.rules.population.resolve import Frame, Resolve
from stelsel.engines.rules.population.term import Term, TooManyBits
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text


def compile_rule(
    library: Library,
    rule: str,
    output: str,
    on: date,
    *,
    known_at: date | None = None,
    service: str = "",
    figures: BandedFigures | None = None,
    cells: Cells | None = None,
) -> Program:
    """The program of one output of a rule on a day, as known on a day: for each household what `evaluate` gives for the
    applicant. `cells` says what columns hold where that is not plain. BadInput names file, line and reason of what
    cannot be compiled exactly."""
    version = library.find(rule, service, output, on, known_at)
    if version is None:
        raise bad_input("rules-no-version", rule[:80], no_version(library, rule, on), _said.NO_VERSION_CURE)
    facts = FactColumns(cells or Cells())
    work = Resolve(library, rule, figures or NoFigures(), on, known_at, facts)
    given = {"bsn": cast(Term, facts.make.constant("aanvrager"))}
    try:
        term = work.output(version, output, given, 0)
    except (TooLarge, Mixed, TooManyBits, RecursionError) as found:
        code = {TooLarge: "size", Mixed: "mixed", TooManyBits: "bits", RecursionError: "size"}[type(found)]
        raise refusal(code, work.line) from None
    if term is None:
        raise bad_input("rules-no-output", f"{rule[:80]}.{output[:80]}", _said.NO_OUTPUT, _said.NO_OUTPUT_CURE)
    if term.sort in ("list", "any", "object"):
        raise refusal("outcome", work.line)
    sort = term.sort if term.sort in ("boolean", "date", "text") else "number"
    nodes = in_order([term.value, term.known, term.nothing, term.lacks, term.doubt])
    facts.there(str(one.value) for one in nodes if one.op == "null")
    columns = tuple(facts.columns[key] for key in sorted(facts.columns))
    made = Program(
        rule=rule,
        output=output,
        on=on,
        sort=sort,
        unit=term.unit,
        value=term.value,
        known=term.known,
        nothing=term.nothing,
        lacks=term.lacks,
        doubt=term.doubt,
        scale=term.scale,
        by=term.by,
        columns=columns,
        facts=tuple(facts.make.facts),
        troubles=tuple(facts.make.troubles),
        doubts=tuple(facts.make.doubts),
        parts=tuple(work.parts),
        texts=work.texts,
        figures=work.used_figures,
    )
    return msgspec.structs.replace(made, impossible=tuple(_impossible(work, facts)))


def _impossible(work: Resolve, facts: FactColumns) -> Iterator[Impossible]:
    """What the texts in force call impossible of the people of the program, as far as it follows from what the program
    asks already: nobody has to give more for it."""
    graph, said = facts.make.graph, set[Text]()
    people = tuple(dict.fromkeys(one.person for one in facts.columns.values() if one.person))
    for version in speaking(work.library):
        series = work.library.series[version.text.id, version.text.service, version.text.place]
        if holding(series, work.on, work.known_at) is not version:
            continue
        for scope in version.scopes:
            for one in scope.article.impossible:
                nodes = [
                    _certain(work, facts, one.when, Frame(version, scope, {"bsn": cast(Term, about)}, {}, 0))
                    for about in map(facts.make.constant, people)
                ]
                node = graph.either(*nodes)
                if node is not graph.false and one.said not in said:
                    said.add(one.said)
                    yield Impossible(node, one.said, f"{version.text.file} line {one.line}")


def _certain(work: Resolve, facts: FactColumns, when: Expr, frame: Frame) -> Node:
    """Where a condition holds for sure; nowhere where it asks what the program does not ask."""
    graph, known = facts.make.graph, dict(facts.columns)
    try:
        term = work(when, frame)
    except (BadInput, TooLarge, Mixed, TooManyBits, RecursionError):
        return graph.false
    finally:
        facts.columns = known
    node = graph.both(term.known, term.value) if term.sort == "boolean" else graph.false
    asked = {text_of(one) for one in in_order([node]) if one.op in ("col", "null", "isno")}
    return node if asked <= known.keys() else graph.false
