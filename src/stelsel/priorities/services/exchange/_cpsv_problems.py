# SPDX-License-Identifier: EUPL-1.2
"""What can be wrong with a file of CPSV-AP, or what of it we do not take in, in words."""

from stelsel.kernel.draft import Refused
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text

_FILE = {
    "malformed-json": (
        Text(nl="Dit is geen geldige JSON ({shown}).", en="This is not valid JSON ({shown})."),
        Text(nl="Verbeter de tekst op deze plaats.", en="Correct the text at this place."),
    ),
    "remote-context": (
        Text(nl="De context {shown} halen wij niet op.", en="We do not fetch the context {shown}."),
        Text(
            nl="Zet de context in het bestand zelf, of gebruik die van CPSV-AP 3.2.0 of Turtle.",
            en="Put the context in the file itself, or use that of CPSV-AP 3.2.0, or Turtle.",
        ),
    ),
    "no-cpsv": (
        Text(nl="Hierin staat niets van CPSV-AP.", en="This holds nothing of CPSV-AP."),
        Text(
            nl="Lever een catalogus volgens CPSV-AP 3, in Turtle of JSON-LD.",
            en="Send a catalogue after CPSV-AP 3, in Turtle or JSON-LD.",
        ),
    ),
}

_PART = {
    "no-iri": Text(
        nl="{a} heeft geen eigen adres (IRI); het is niet geladen.",
        en="{a} has no address (IRI) of its own; it was not loaded.",
    ),
    "missing": Text(nl="{a} heeft geen {b}; het is niet geladen.", en="{a} has no {b}; it was not loaded."),
    "class": Text(
        nl="Van de klasse {a} ({b} keer) laden wij niets.", en="Of the class {a} ({b} times) we load nothing."
    ),
    "property": Text(
        nl="De eigenschap {a} van {b} ({c} keer) laden wij niet.",
        en="The property {a} of {b} ({c} times) is not loaded.",
    ),
    "term": Text(
        nl="De naam “{a}” ({b} keer) staat niet in de context; wat erbij staat valt weg.",
        en="The name “{a}” ({b} times) is not in the context; what stands with it is lost.",
    ),
    "authority": Text(
        nl="{a}: de bevoegde organisatie {b} heeft geen TOOI-adres; zij is onbekend gelaten.",
        en="{a}: the competent authority {b} has no TOOI address; it was left unknown.",
    ),
    "link": Text(
        nl="{a}: {b} wijst naar iets zonder adres; dat deel is weggelaten.",
        en="{a}: {b} points to something without an address; that part was left out.",
    ),
    "value": Text(
        nl="{a}: “{c}” bij {b} kennen wij niet; dat veld is onbekend gelaten.",
        en="{a}: we do not know “{c}” in {b}; that field was left unknown.",
    ),
    "languages": Text(
        nl="{a}: van de titel is alleen “{b}” geladen; een dienst heeft er hier één.",
        en="{a}: of the title only “{b}” was loaded; a service has one here.",
    ),
    "duplicate": Text(nl="{a} staat er al.", en="{a} is there already."),
}


def file_problem(code: str, where: str, shown: object = "") -> BadInput:
    """The BadInput for a whole file, with place and cure."""
    what, cure = _FILE[code]
    return bad_input(code, where, what.fill(shown=str(shown)[:120]), cure)


def refused(file: str, code: str, a: object, b: object = "", c: object = "") -> Refused:
    """A part that did not load; RDF has no lines of its own."""
    return Refused(file, 0, code, _PART[code].fill(a=str(a)[:200] or "?", b=str(b)[:120], c=str(c)[:120]))
