# SPDX-License-Identifier: EUPL-1.2
"""How commands speak: JSON for machines, rich tables and lines for people."""

import json
import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.table import Table as RichTable

from stelsel.book.answer import Answer, Cell, Column, Reason, Table
from stelsel.faces.cli.shared_options import language
from stelsel.kernel.text import Text, number

_PIPED = 200
"""Columns where nobody's terminal says how wide it is."""
MOST_ROWS = 20
"""Rows of a table that are shown; --json gives all."""


def console() -> Console:
    """Where people read."""
    width = None if sys.stdout.isatty() else _PIPED
    return Console(highlight=False, width=width, emoji=False)


def as_json(value: Any) -> None:
    """One JSON document on standard output."""
    text = json.dumps(msgspec.to_builtins(value, enc_hook=str), ensure_ascii=False, indent=2)
    sys.stdout.write(text + "\n")


def as_line(value: Any) -> None:
    """One JSON document on one line of standard output."""
    sys.stdout.write(json.dumps(msgspec.to_builtins(value, enc_hook=str), ensure_ascii=False) + "\n")


def lines(heading: Text, found: Iterable[str]) -> None:
    """A heading with lines under it; nothing where there are none."""
    texts = list(found)
    if not texts:
        return
    out = console()
    out.print(f"\n[bold]{escape(heading.to(language()))}[/bold]")
    for text in texts:
        out.print(f"  {escape(text)}", soft_wrap=True)


def answer(found: Answer) -> None:
    """An answer as people read it: headline, because, unknown, what would change it, tables."""
    spoken, out = language(), console()
    out.print(f"[bold]{escape(found.headline.to(spoken))}[/bold]")
    lines(Text(nl="Omdat", en="Because"), (reason(one) for one in found.reasons))
    lines(
        Text(nl="Onbekend", en="Unknown"),
        (f"— {one.what.to(spoken)} ({number(one.count, spoken)}) {one.ask.to(spoken)}" for one in found.unknown),
    )
    lines(
        Text(nl="Wat dit zou veranderen", en="What would change this"),
        (f"{one.change.to(spoken)} → {one.effect.to(spoken)}" for one in found.changes),
    )
    for one in found.tables:
        table(one)
    lines(Text(nl="Let op", en="Note"), (note.to(spoken) for note in found.notes))
    out.print(f"\n[dim]{'position' if spoken == 'en' else 'stand'} {found.position}[/dim]", soft_wrap=True)


def reason(one: Reason) -> str:
    """One line that stands alone, with who said it and where it stands."""
    spoken = language()
    if one.ref is None:
        rule = f" [{one.rule.to(spoken)}]" if one.rule else ""
        return one.text.to(spoken) + rule
    ref = one.ref
    mode = {"stated": Text(nl="zelf verklaard", en="stated"), "recorded": Text(nl="vastgelegd", en="recorded")}[
        ref.mode
    ]
    source = f", {ref.source}" if ref.source else ""
    return f"[{mode.to(spoken)}] {ref.publisher}: {one.text.to(spoken)} ({ref.id}, {ref.hash[:8]}{source})"


def table(one: Table) -> None:
    """A table of an answer, its first rows."""
    spoken = language()
    if not one.rows:
        return
    shown = RichTable(title=escape(one.title.to(spoken)), title_justify="left", header_style="bold")
    for column in one.columns:
        unit = f"\n({column.unit})" if column.unit else ""
        shown.add_column(
            escape(column.words.to(spoken) + unit), justify="right" if column.number else "left", overflow="fold"
        )
    for row in one.rows[:MOST_ROWS]:
        shown.add_row(*(escape(_cell(value, column)) for value, column in zip(row, one.columns, strict=True)))
    out = console()
    out.print()
    out.print(shown)
    if one.total > min(MOST_ROWS, len(one.rows)):
        rest = one.total - min(MOST_ROWS, len(one.rows))
        out.print(
            f"… {'and' if spoken == 'en' else 'en nog'} {number(rest, spoken)}{' more' if spoken == 'en' else ''}"
        )


def rows(headings: Sequence[Text], found: Iterable[Sequence[str]]) -> None:
    """A plain table."""
    shown = RichTable(header_style="bold")
    for heading in headings:
        shown.add_column(heading.to(language()), overflow="fold")
    for row in found:
        shown.add_row(*(escape(cell) for cell in row))
    console().print(shown)


def _cell(value: Any, column: Column) -> str:
    spoken = language()
    if value is None:
        return "—"
    if isinstance(value, Cell):
        badge = f" ({value.badge})" if value.badge else ""
        return value.text.to(spoken) + badge
    if isinstance(value, Text):
        return value.to(spoken)
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return number(value, spoken, column.decimals)
    return str(value)
