# SPDX-License-Identifier: EUPL-1.2
"""Which figures count. Of one law one publisher decides: an organisation of the State that states them, else whoever
recorded them first. A municipality writes its amounts in its own text. A shipped table counts only for a law of which
the register never had one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text
from stelsel.nouns.rule_text._decide import Left, Source, source_of
from stelsel.nouns.rule_text._derived import derived
from stelsel.nouns.rule_text._kinds import FIGURE_TABLE, FigureTable
from stelsel.nouns.rule_text._places import is_state
from stelsel.nouns.rule_text._reading import read_figures, read_lines_of_doubt
from stelsel.nouns.rule_text._shipped import shipped_figures
from stelsel.nouns.rule_text._standing import every, standing

if TYPE_CHECKING:
    from stelsel.engines.rules.doubts import Doubt
    from stelsel.engines.rules.parameters import Figure, Parameters


@dataclass(frozen=True)
class Table:
    """One table: its figures and lines of doubt as written, the laws it may speak of, and where it comes from."""

    figures: str
    doubts: str
    laws: frozenset[str]
    source: Source


def tables_in(book: Book, known_at: date | None) -> tuple[list[Table], list[Left]]:
    """The tables that count, and what does not count and why."""
    left: list[Left] = []
    found: list[tuple[Record, FigureTable]] = []
    for record in standing(book, FIGURE_TABLE, known_at):
        if not _may_speak(record):
            left.append(Left(record.id, "not-theirs", _NOT_THEIRS))
            continue
        found.append((record, record.body(FIGURE_TABLE)))
    decider: dict[str, str] = {}
    for record, body in sorted(found, key=lambda row: row[0].envelope.mode != "stated"):  # in order of publication
        for law in body.laws:
            decider.setdefault(law, record.log.publisher)
    tables = []
    for record, body in found:
        laws = frozenset(law for law in body.laws if decider[law] == record.log.publisher)
        if laws != frozenset(body.laws):
            left.append(Left(record.id, "second", _SECOND))
        if laws:
            tables.append(Table(body.figure_rows, body.doubts, laws, source_of(record, _hash(body.figure_rows))))
    ever = {law for one in every(book, FIGURE_TABLE) if _may_speak(one) for law in one.body(FIGURE_TABLE).laws}
    return tables + shipped_tables(ever), left


def shipped_tables(ever: Iterable[str] = ()) -> list[Table]:
    """The tables that ship, of the laws that the register never had."""
    known = frozenset(ever)
    return [
        Table(figures, doubts, frozenset({law}), Source("shipped", f"parameters.csv ({law})", _hash(figures)))
        for law, _, figures, doubts in shipped_figures()
        if law not in known
    ]


def by_law(tables: Iterable[Table]) -> Mapping[str, tuple[Source, ...]]:
    """Of each law, where its figures come from."""
    found: dict[str, tuple[Source, ...]] = {}
    for one in tables:
        for law in one.laws:
            found[law] = (*found.get(law, ()), one.source)
    return found


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def united(tables: Sequence[Table]) -> tuple[Parameters, Mapping[str, Doubt], list[Left]]:
    """All figures and lines of doubt of some tables. Of figures that share a day the one published first counts."""
    parameters, doubts, left = _united(tuple((one.figures, one.doubts, one.laws, one.source) for one in tables))
    return parameters, doubts, list(left)


@lru_cache(maxsize=16)
def _united(
    tables: tuple[tuple[str, str, frozenset[str], Source], ...],
) -> tuple[Parameters, Mapping[str, Doubt], tuple[Left, ...]]:
    from stelsel.engines.rules.parameters import Parameters

    figures: dict[tuple[str, str], list[Figure]] = {}
    doubts: dict[str, Doubt] = {}
    left: list[Left] = []
    for rows, lines, laws, source in tables:
        file = source.file
        try:
            read = (one for one in read_figures(rows) if one.key[0] in laws)
            fresh = [msgspec.structs.replace(one, grade=source.graded(one.grade)) for one in read]
            doubts = {**(read_lines_of_doubt(lines) if lines else {}), **doubts}
        except BadInput as problem:
            left.append(Left(file, "unreadable", problem.findings[0].what))
            continue
        for one in fresh:
            others = figures.setdefault(one.key, [])
            if any(one.meets(other.valid_from, other.valid_to or date.max) for other in others):
                left.append(Left(file, "overlap", _OVERLAP.fill(name=one.name, day=one.valid_from)))
            else:
                others.append(one)
    return Parameters((one for some in figures.values() for one in some), derived()), doubts, tuple(left)


def _may_speak(record: Record) -> bool:
    return record.envelope.mode == "recorded" or is_state(record.envelope.org)


_NOT_THEIRS = Text(
    nl="Alleen een organisatie van het Rijk stelt bedragen van wetten vast; een gemeente zet ze in haar eigen tekst.",
    en="Only an organisation of the State states figures of laws; a municipality writes them in its own text.",
)
_SECOND = Text(nl="Een ander gaat voor bij deze bedragen.", en="Somebody else goes before with these figures.")
_OVERLAP = Text(
    nl="{name} vanaf {day} staat al in een andere tabel.", en="{name} from {day} stands in another table already."
)
