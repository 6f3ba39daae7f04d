# SPDX-License-Identifier: EUPL-1.2
"""What can be wrong with a file or a row, in words, with the cure."""

from stelsel.kernel.draft import Refused
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text

_FILE = {
    "too-large": (
        Text(nl="Het bestand is groter dan {0} MB.", en="The file is larger than {0} MB."),
        Text(nl="Lever een kleiner bestand, per systeem één.", en="Send a smaller file, one for each system."),
    ),
    "not-utf8": (
        Text(nl="De tekst is geen UTF-8 (byte {0}).", en="The text is not UTF-8 (byte {0})."),
        Text(nl="Sla het bestand op als UTF-8.", en="Save the file as UTF-8."),
    ),
    "malformed-json": (
        Text(nl="Dit is geen geldige JSON ({0}).", en="This is not valid JSON ({0})."),
        Text(nl="Maak het bestand opnieuw met uw gereedschap.", en="Make the file again with your tool."),
    ),
    "not-cyclonedx": (
        Text(nl="Dit is geen stuklijst in CycloneDX.", en="This is no bill of materials in CycloneDX."),
        Text(
            nl="Lever CycloneDX in JSON; SPDX en XML lezen we nog niet.",
            en="Send CycloneDX in JSON; SPDX and XML are not read yet.",
        ),
    ),
    "wrong-version": (
        Text(nl="CycloneDX {0} lezen we niet; wel {1}.", en="CycloneDX {0} is not read; these are: {1}."),
        Text(nl="Maak het bestand in een van die versies.", en="Make the file in one of those versions."),
    ),
    "malformed-csv": (
        Text(nl="Dit is geen geldige tabel ({0}).", en="This is not a valid table ({0})."),
        Text(nl="Zet het meegeleverde bestand terug.", en="Restore the file that came with the product."),
    ),
}

_ROW = {
    "shape": Text(
        nl="Dit deel heeft niet de vorm van CycloneDX: {0}.", en="This part does not have the shape of CycloneDX: {0}."
    ),
    "duplicate-ref": Text(nl="De verwijzing “{0}” staat er al.", en="The reference “{0}” is there already."),
    "name-clash": Text(
        nl="Onder dezelfde naam staat al een andere inhoud: “{0}”.",
        en="Under the same name other content is there already: “{0}”.",
    ),
    "unknown-ref": Text(
        nl="De verwijzing “{0}” staat niet in dit bestand.", en="The reference “{0}” is not in this file."
    ),
    "depends-on-itself": Text(nl="“{0}” hangt van zichzelf af.", en="“{0}” depends on itself."),
    "too-deep": Text(nl="De onderdelen zijn dieper dan {0} genest.", en="The components are nested deeper than {0}."),
    "no-components": Text(
        nl="Dit bestand noemt geen onderdelen; kwetsbaarheden lezen we nog niet.",
        en="This file names no components; vulnerabilities are not read yet.",
    ),
    "personal-data": Text(
        nl="Namen of contactgegevens die van een persoon kunnen zijn, namen we niet over: {0} keer ({1}).",
        en="Names or contact details that may be of a person were not taken over: {0} times ({1}).",
    ),
    "row": Text(nl="De regel past niet in deze tabel ({0}).", en="The row does not fit this table ({0})."),
}


def file_problem(code: str, where: str, *shown: object) -> BadInput:
    """The BadInput for a file problem, with place and cure."""
    what, cure = _FILE[code]
    return bad_input(code, where, _filled(what, shown), cure)


def refused(file: str, line: int, code: str, *shown: object) -> Refused:
    """A row that does not load."""
    return Refused(file, line, code, _filled(_ROW[code], shown))


def _filled(text: Text, shown: tuple[object, ...]) -> Text:
    cut = [str(value)[:80] for value in shown]
    return Text(nl=text.nl.format(*cut), en=text.en.format(*cut))
