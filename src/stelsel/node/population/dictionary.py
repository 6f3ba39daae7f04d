# SPDX-License-Identifier: EUPL-1.2
"""What each column of the results is: its type, unit and meaning, as a table beside them, so that a model or a
statistician elsewhere reads them right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from stelsel.engines.rules.population import Program
from stelsel.kernel.documents import table
from stelsel.kernel.text import Text
from stelsel.node.population.beside import read_by
from stelsel.node.population.more import More

FILE = "results-columns.csv"
_HEAD = ("column", "type", "unit", "about_en", "about_nl")
_SORTS = {"number": "whole number, 64 bits", "boolean": "yes or no", "date": "day as yyyymmdd", "text": "text"}


def write_dictionary(folder: Path, program: Program, by: Sequence[str], more: More | None) -> Path:
    """Writes the table for results of a program in this folder."""
    file = folder / FILE
    file.write_bytes(
        table(_HEAD, ([name, sort, unit, about.en, about.nl] for name, sort, unit, about in _rows(program, by, more)))
    )
    return file


def _rows(program: Program, by: Sequence[str], more: More | None) -> Iterator[tuple[str, str, str, Text]]:
    what, on = program.output, program.on.isoformat()
    yield "household", "as in the source", "", _HOUSEHOLD
    yield "value", _SORTS[program.sort], program.unit, _VALUE.fill(what=what, rule=program.rule, on=on)
    yield "per", "whole number, 64 bits", "", _PER
    yield "missing", "text", "", _MISSING
    yield "troubles", "text", "", _TROUBLES
    yield "grade", "one of L O S I", "", _GRADE
    yield "standing", "one of official provisional refused unknown", "", _STANDING
    yield "uncertain", "text", "", _UNCERTAIN
    for one in map(read_by, by):
        about = _CLASS.fill(name=one.column, step=one.step) if one.step else _COLUMN.fill(name=one.column)
        yield one.name, "text", "", about
    if more is not None:
        yield "more", _SORTS[program.sort], program.unit, _MORE.fill(fact=more.fact, by=more.by)
        yield "more_per", "whole number, 64 bits", "", _PER


_HOUSEHOLD = Text(
    nl="Nummer of naam van het huishouden in de bron.", en="Number or name of the household in the source."
)
_VALUE = Text(
    nl="{what} van {rule} op {on}, maal “per”; leeg waar dat niet beslist is.",
    en="{what} of {rule} on {on}, times “per”; empty where it is not decided.",
)
_PER = Text(
    nl="Deel de waarde hierdoor; zo blijft een breuk exact.", en="Divide the value by this; so a fraction stays exact."
)
_MISSING = Text(
    nl="Gegevens waarvan de uitkomst nog afhangt, met komma's; leeg waar niets ontbreekt.",
    en="Facts that the outcome still depends on, with commas; empty where nothing is missing.",
)
_TROUBLES = Text(
    nl="Wat de uitkomst tegenhoudt: plaatsen in de regeltekst.",
    en="What holds the outcome back: places in the rule text.",
)
_GRADE = Text(
    nl="Slechtste bron die meetelde: L wet, O officieel stuk, S tweede hand, I afgeleid.",
    en="Poorest source that counted: L law, O official document, S secondary, I inferred.",
)
_STANDING = Text(
    nl="official: officieel; provisional: voorlopig; refused: geen uitkomst; unknown: nog onbekend.",
    en="official, provisional, refused (no outcome) or unknown (facts are missing).",
)
_UNCERTAIN = Text(nl="Regels van twijfel die meetelden, met komma's.", en="Lines of doubt that counted, with commas.")
_COLUMN = Text(nl="{name}, van de aanvrager of het huishouden.", en="{name}, of the applicant or the household.")
_CLASS = Text(
    nl="Laagste waarde van de klasse van {name}, {step} breed (van een geboortedatum: jaren).",
    en="Lowest value of the class of {name}, {step} wide (of a date of birth: years).",
)
_MORE = Text(
    nl="Dezelfde uitkomst als {fact} van de aanvrager {by} hoger is.",
    en="The same outcome where {fact} of the applicant is {by} higher.",
)
