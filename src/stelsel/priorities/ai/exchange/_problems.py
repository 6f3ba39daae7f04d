# SPDX-License-Identifier: EUPL-1.2
"""What can be wrong with a file or a record, in words, with the cure."""

from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text

_FILE = {
    "not-utf8": (
        "De tekst is geen UTF-8.",
        "The text is not UTF-8.",
        "Sla het bestand op als UTF-8 en lever het opnieuw.",
        "Save the file as UTF-8 and send it again.",
    ),
    "too-large": (
        "Het bestand is groter dan {0}.",
        "The file is larger than {0}.",
        "Deel het bestand op.",
        "Split the file.",
    ),
    "malformed": (
        "Dit is geen geldige {0}.",
        "This is not valid {0}.",
        "Lever het bestand zoals de bron het geeft.",
        "Send the file as the source gives it.",
    ),
    "missing-column": (
        "De kolom “{0}” ontbreekt.",
        "The column “{0}” is missing.",
        "Lever het bestand met de kolommen van deze bron.",
        "Send the file with the columns of this source.",
    ),
    "shape": (
        "De inhoud heeft niet de vorm van deze bron ({0}).",
        "The content does not have the shape of this source ({0}).",
        "Lever het bestand zoals de bron het geeft.",
        "Send the file as the source gives it.",
    ),
    "version": (
        "Versie “{0}” kennen we niet.",
        "Version “{0}” is unknown to us.",
        "Lever versie {1}.",
        "Send version {1}.",
    ),
    "tree": (
        "De boom klopt niet bij {0}.",
        "The tree is broken at {0}.",
        "Verbeter de boom: elke verwijzing bestaat en elk pad eindigt in een conclusie.",
        "Mend the tree: every reference exists and every path ends in a conclusion.",
    ),
}

_ROW = {
    "row-length": ("Het record heeft {0} velden; het zijn er {1}.", "The record has {0} fields; it should have {1}."),
    "no-record": ("Dit is geen record met velden.", "This is no record with fields."),
    "empty": ("{0} is leeg.", "{0} is empty."),
    "too-long": ("{0} is langer dan {1} tekens.", "{0} is longer than {1} characters."),
    "unknown-word": ("“{0}” in {1} kennen we niet.", "“{0}” in {1} is unknown to us."),
    "date": ("“{0}” in {1} is geen datum.", "“{0}” in {1} is not a date."),
    "version": ("Versie “{0}” kennen we niet; bekend: {1}.", "Version “{0}” is unknown to us; known: {1}."),
    "duplicate": ("Hetzelfde staat al op plaats {0}.", "The same is at place {0} already."),
    "field": ("{0}: {1}", "{0}: {1}"),
    "personal-data": (
        "{0} bevat persoonsgegevens ({1}); dat veld is weggelaten, de rest is geladen.",
        "{0} holds personal data ({1}); that field was left out, the rest was loaded.",
    ),
    "no-link": (
        "“{1}” in {0} is geen webadres; dat veld is weggelaten, de rest is geladen.",
        "“{1}” in {0} is no web address; that field was left out, the rest was loaded.",
    ),
    "count": ("Het bestand noemt {0} records, maar bevat er {1}.", "The file says {0} records but holds {1}."),
}

LEFT_OUT = frozenset({"personal-data", "no-link", "count"})
"""Codes of remarks: a field was turned away, while its record did load."""


class RowProblem(Exception):
    """Why one record does not load."""

    def __init__(self, code: str, *shown: object) -> None:
        super().__init__(code)
        self.code = code
        self.why = row_words(code, *shown)


def row_words(code: str, *shown: object) -> Text:
    """The words for a record problem; shown values are cut at 60 characters, a Text speaks both languages."""
    nl, en = _ROW[code]
    return Text(nl=nl.format(*(_cut(one, "nl") for one in shown)), en=en.format(*(_cut(one, "en") for one in shown)))


def file_problem(code: str, where: str, *shown: object) -> BadInput:
    """The BadInput for a file problem, with place and cure."""
    nl, en, cure_nl, cure_en = (words.format(*(_cut(one, "en") for one in shown)) for words in _FILE[code])
    return bad_input(code, where, Text(nl=nl, en=en), Text(nl=cure_nl, en=cure_en))


def _cut(value: object, language: str) -> str:
    return (value.to(language) if isinstance(value, Text) else str(value))[:60]
