# SPDX-License-Identifier: EUPL-1.2
"""Why a rule does not compile for a population: where, what and what to do. Nothing is approximated instead."""

from __future__ import annotations

from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text


def refusal(code: str, where: str, **said: object) -> BadInput:
    """A refusal with file and line."""
    what, cure = _SAID[code]
    return bad_input(f"rules-compile-{code}", where[:200], what.fill(**said), cure)


_REWRITE = Text(nl="Schrijf dit in de regeltekst anders, of reken deze gevallen één voor één.",
                en="Write this otherwise in the rule text, or compute these cases one by one.")  # fmt: skip
_SAID = {
    "operation": (
        Text(nl="{name} gaat niet voor alle mensen tegelijk.", en="{name} is not done for all people at once."),
        _REWRITE,
    ),
    "kind": (
        Text(nl="Hier hoort {wanted} en staat {found}.", en="Here {wanted} belongs and {found} stands."),
        Text(nl="Herstel het type in de regeltekst.", en="Mend the type in the rule text."),
    ),
    "type": (
        Text(nl="Uit de tekst blijkt niet wat voor gegeven “{name}” is.",
             en="The text does not show what kind of fact “{name}” is."),
        Text(nl="Geef het gegeven in de regeltekst een type.", en="Give the fact a type in the rule text."),
    ),
    "two-types": (
        Text(nl="“{name}” is op de ene plek {one} en op de andere {other}.",
             en="“{name}” is {one} in one place and {other} in another."),
        Text(nl="Geef het gegeven in de regeltekst één type.", en="Give the fact one type in the rule text."),
    ),
    "person": (
        Text(nl="Over wie dit gaat, hangt hier van een gegeven af.", en="Who this is about depends on a fact here."),
        Text(nl="Noem de persoon in de regeltekst, zoals partner.", en="Name the person in the text, like partner."),
    ),
    "list": (
        Text(nl="Hier hoort een lijst van het huishouden, en één waarde als uitkomst.",
             en="A list of the household belongs here, and one value as outcome."),
        _REWRITE,
    ),
    "item": (
        Text(nl="Een item als geheel is geen waarde; alleen de onderdelen zijn dat.",
             en="An item as a whole is no value; only its parts are."),
        _REWRITE,
    ),
    "part": (
        Text(nl="Van deze waarde nemen we geen onderdeel.", en="No part of this value is taken."),
        _REWRITE,
    ),
    "mixed": (
        Text(nl="Dit vergelijkt items van twee lijsten met elkaar.", en="This sets items of two lists side by side."),
        _REWRITE,
    ),
    "cycle": (
        Text(nl="Dit verwijst rond naar zichzelf: {around}.", en="This refers around to itself: {around}."),
        Text(nl="Haal de kring uit de regeltekst.", en="Take the circle out of the rule text."),
    ),
    "size": (
        Text(nl="Dit getal past niet zeker in 64 bits.", en="This number does not surely fit in 64 bits."),
        Text(nl="Geef nauwere grenzen aan de gegevens (limits).", en="Give the facts narrower bounds (limits)."),
    ),
    "bits": (
        Text(nl="Deze regel vraagt te veel verschillende gegevens.", en="This rule asks too many different facts."),
        Text(nl="Reken een kleinere uitkomst.", en="Compute a smaller output."),
    ),
    "outcome": (
        Text(nl="De uitkomst is geen getal, dag, tekst of ja of nee.",
             en="The outcome is no number, day, text or yes or no."),
        Text(nl="Kies een andere uitkomst.", en="Choose another output."),
    ),
}  # fmt: skip
