# SPDX-License-Identifier: EUPL-1.2
"""What can be wrong with a file, or with one part of it, in words, with the cure."""

from stelsel.kernel.draft import Refused
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text, same

_FILE = {
    "not-utf8": (
        "De tekst is geen UTF-8.",
        "The text is not UTF-8.",
        "Sla het bestand op als UTF-8 en lever het opnieuw.",
        "Save the file as UTF-8 and send it again.",
    ),
    "no-dcat": (
        "Hierin staat geen dataset, distributie of dataservice van DCAT.",
        "This holds no dataset, distribution or data service of DCAT.",
        "Lever een catalogus volgens DCAT-AP 2 of 3.",
        "Send a catalogue after DCAT-AP 2 or 3.",
    ),
    "no-tree": (
        "Dit is geen pagina van een LDES (tree:Node).",
        "This is no page of an LDES (tree:Node).",
        "Geef de map met de pagina's, met index.trig als begin.",
        "Give the folder of the pages, with index.trig to begin with.",
    ),
    "shape": (
        "De inhoud heeft niet de vorm van deze bron ({0}).",
        "The content does not have the shape of this source ({0}).",
        "Lever het bestand zoals de bron het geeft.",
        "Send the file as the source gives it.",
    ),
}

_ROW = {
    "personal-contact": (
        "Het contact van {0} lijkt een persoon; het is geweigerd, de rest is geladen.",
        "The contact of {0} looks like a person; it was turned away, the rest was loaded.",
    ),
    "personal-data": (
        "{0}: in {1} lijken persoonsgegevens te staan; dat deel is geweigerd, de rest is geladen.",
        "{0}: {1} seems to hold personal data; that part was turned away, the rest was loaded.",
    ),
    "more-than-one": (
        "{0} geeft {1} keer {2}; DCAT-AP-NL staat er één toe. De eerste is geladen.",
        "{0} gives {2} {1} times; DCAT-AP-NL allows one. The first was loaded.",
    ),
    "value": (
        "“{2}” bij {1} van {0} is niet te lezen; dat veld is onbekend gelaten.",
        "“{2}” in {1} of {0} cannot be read; that field was left unknown.",
    ),
    "no-iri": ("Dit heeft geen eigen adres (IRI).", "This has no address (IRI) of its own."),
    "field": ("Dit past niet in de vermelding ({0}).", "This does not fit the entry ({0})."),
    "duplicate": ("{0} staat er al.", "{0} is there already."),
    "row-length": ("De regel heeft {0} velden; het zijn er {1}.", "The row has {0} fields; it should have {1}."),
}


def file_problem(code: str, where: str, *shown: object) -> BadInput:
    """The BadInput for a file problem, with place and cure."""
    nl, en, cure_nl, cure_en = _FILE[code]
    cut = [str(value)[:120] for value in shown]
    return bad_input(code, where, Text(nl=nl.format(*cut), en=en.format(*cut)), Text(nl=cure_nl, en=cure_en))


def refused(file: str, line: int, code: str, *shown: object) -> Refused:
    """A row, or one part of it, that did not load. Line 0 where the format has no lines of its own."""
    nl, en = _ROW[code]
    said = [value if isinstance(value, Text) else same(str(value)[:120] or "?") for value in shown]
    return Refused(
        file, line, code, Text(nl=nl.format(*(one.nl for one in said)), en=en.format(*(one.en for one in said)))
    )
