# SPDX-License-Identifier: EUPL-1.2
"""What can be wrong with a file or a row, in words, with the cure."""

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
    "malformed-csv": (
        "Dit is geen geldige CSV ({0}).",
        "This is not valid CSV ({0}).",
        "Controleer aanhalingstekens en komma's op deze plaats.",
        "Check quotes and commas at this place.",
    ),
    "missing-column": (
        "De kolom “{0}” ontbreekt.",
        "The column “{0}” is missing.",
        "Lever het bestand met de kolommen van deze bron.",
        "Send the file with the columns of this source.",
    ),
    "double-column": (
        "De kolom “{0}” staat er twee keer.",
        "The column “{0}” occurs twice.",
        "Laat elke kolom één keer voorkomen.",
        "Use each column once.",
    ),
    "shape": (
        "De inhoud heeft niet de vorm van deze bron ({0}).",
        "The content does not have the shape of this source ({0}).",
        "Lever het bestand zoals de bron het geeft.",
        "Send the file as the source gives it.",
    ),
}

_ROW = {
    "row-length": (
        "De regel heeft {0} velden; het zijn er {1}.",
        "The row has {0} fields; it should have {1}.",
    ),
    "no-number": ("“{0}” in {1} is geen getal van nul of meer.", "“{0}” in {1} is not a number of zero or more."),
    "no-whole-number": (
        "“{0}” in {1} is geen geheel getal van nul of meer.",
        "“{0}” in {1} is not a whole number of zero or more.",
    ),
    "empty": ("{0} is leeg.", "{0} is empty."),
    "unknown-word": (
        "“{0}” in {1} kennen we niet; bekend: {2}.",
        "“{0}” in {1} is unknown to us; known: {2}.",
    ),
    "country": ("“{0}” is geen landcode van twee letters.", "“{0}” is not a country code of two letters."),
    "date": ("“{0}” in {1} is geen datum (jjjj-mm-dd).", "“{0}” in {1} is not a date (yyyy-mm-dd)."),
    "unit": ("De eenheid “{0}” past niet bij deze bron.", "The unit “{0}” does not fit this source."),
    "currency": ("De munteenheid “{0}” past niet bij deze bron.", "The currency “{0}” does not fit this source."),
    "operating-system": (
        "De prijs is voor {0}, niet voor Linux; daar zit een licentie in.",
        "The price is for {0}, not for Linux; it includes a licence.",
    ),
    "unknown-vendor": ("De aanbieder “{0}” staat niet in de lijst.", "The vendor “{0}” is not in the list."),
    "unknown-region": (
        "De regio “{0}” staat niet in de lijst van regio's van deze aanbieder.",
        "The region “{0}” is not in the list of regions of this vendor.",
    ),
    "duplicate": ("Hetzelfde staat al op regel {0}.", "The same is on line {0} already."),
    "name-clash": (
        "De naam valt samen met die op regel {0}, maar de inhoud is anders.",
        "The name coincides with that on line {0}, but the content differs.",
    ),
    "not-offered-here": ("Dit is {0}, geen rekenkracht of opslag.", "This is {0}, neither compute nor storage."),
    "table-row": ("De regel past niet in deze tabel ({0}).", "The row does not fit this table ({0})."),
    "period": ("De periode eindigt voor zij begint.", "The period ends before it begins."),
}


class RowProblem(Exception):
    """Why one row does not load."""

    def __init__(self, code: str, *shown: object) -> None:
        super().__init__(code)
        self.code = code
        self.why = row_words(code, *shown)


def row_words(code: str, *shown: object) -> Text:
    """The words for a row problem; shown values are cut at 60 characters, a Text speaks both languages."""
    nl, en = _ROW[code]
    return Text(nl=nl.format(*(_cut(value, "nl") for value in shown)), en=en.format(*(_cut(v, "en") for v in shown)))


def file_problem(code: str, where: str, *shown: object) -> BadInput:
    """The BadInput for a file problem, with place and cure."""
    nl, en, cure_nl, cure_en = _FILE[code]
    cut = [_cut(value, "en") for value in shown]
    return bad_input(code, where, Text(nl=nl.format(*cut), en=en.format(*cut)), Text(nl=cure_nl, en=cure_en))


def _cut(value: object, language: str) -> str:
    return (value.to(language) if isinstance(value, Text) else str(value))[:60]
