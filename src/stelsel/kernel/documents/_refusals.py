# SPDX-License-Identifier: EUPL-1.2
"""Why a file is not read, in words."""

from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text


def refused(code: str, where: str, shown: object = "") -> BadInput:
    """The problem of this code at this place."""
    what, cure = _WORDS[code]
    return bad_input(code, where, what.fill(shown=str(shown)[:80]), cure)


def place(file: str, line: int = 0, column: int = 0) -> str:
    """A file with the line and column, both from 1; 0 where there is none."""
    return file + (f" line {line}" if line else "") + (f" column {column}" if column else "")


_SPLIT = Text(nl="Deel het bestand op.", en="Split the file.")
_AGAIN = Text(nl="Maak het bestand opnieuw en lever het nog eens.", en="Make the file again and send it once more.")
_WORDS = {
    "too-large": (Text(nl="Dit is groter dan {shown} bytes.", en="This is larger than {shown} bytes."), _SPLIT),
    "too-deep": (
        Text(nl="De onderdelen zitten meer dan {shown} lagen diep in elkaar.", en="It is nested deeper than {shown}."),
        Text(nl="Maak de structuur platter.", en="Make the structure flatter."),
    ),
    "too-many": (Text(nl="Hier zitten meer dan {shown} onderdelen in.", en="It has more than {shown} parts."), _SPLIT),
    "not-utf8": (
        Text(nl="De tekst is geen UTF-8.", en="The text is not UTF-8."),
        Text(nl="Sla het bestand op als UTF-8 en lever het opnieuw.", en="Save it as UTF-8 and send it again."),
    ),
    "malformed": (Text(nl="Dit is geen geldige {shown}.", en="This is not valid {shown}."), _AGAIN),
    "xml-dtd": (
        Text(nl="Er staat een DTD of entiteit in; die lezen we niet.", en="It has a DTD or entity; we read none."),
        Text(nl="Haal het DOCTYPE-deel weg.", en="Remove the DOCTYPE part."),
    ),
    "yaml-tag": (
        Text(nl="Het type {shown} lezen we niet.", en="We do not read the type {shown}."),
        Text(
            nl="Gebruik alleen gewone teksten, getallen, lijsten en tabellen.",
            en="Use plain texts, numbers, lists and maps.",
        ),
    ),
    "yaml-key": (
        Text(nl="De sleutel “{shown}” staat er twee keer.", en="The key “{shown}” is there twice."),
        Text(nl="Laat elke sleutel één keer voorkomen.", en="Use each key once."),
    ),
    "yaml-alias": (
        Text(nl="Een verwijzing (*{shown}) wijst naar zichzelf.", en="A reference (*{shown}) points to itself."),
        Text(nl="Schrijf de waarde voluit.", en="Write the value out."),
    ),
    "zip-name": (
        Text(nl="De naam “{shown}” in de ZIP kan niet.", en="The name “{shown}” in the ZIP will not do."),
        Text(
            nl="Gebruik gewone namen, elk één keer, zonder .. of schijfletter en zonder koppelingen.",
            en="Use plain names, each once, without .. or a drive letter, and no links.",
        ),
    ),
    "zip-sealed": (
        Text(nl="“{shown}” is versleuteld.", en="“{shown}” is encrypted."),
        Text(nl="Lever het bestand zonder wachtwoord.", en="Send the file without a password."),
    ),
    "zip-method": (
        Text(
            nl="“{shown}” is ingepakt op een manier die we niet lezen.",
            en="“{shown}” is packed in a way we do not read.",
        ),
        Text(
            nl="Pak de bestanden in met de gewone methode (deflate).", en="Pack the files in the usual way (deflate)."
        ),
    ),
    "zip-bomb": (
        Text(
            nl="“{shown}” wordt uitgepakt onredelijk groot, of overlapt.",
            en="“{shown}” unpacks to an unreasonable size, or overlaps.",
        ),
        _AGAIN,
    ),
}
