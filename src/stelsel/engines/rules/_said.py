# SPDX-License-Identifier: EUPL-1.2
"""What an evaluation says when it cannot go on."""

from __future__ import annotations

from stelsel.kernel.text import Text

NO_VERSION = Text(
    nl="Van deze regel geldt op {day} geen versie; wel {periods}.",
    en="No version of this rule holds on {day}; one does {periods}.",
)
NO_RULE = Text(nl="Deze regel is er niet.", en="This rule is not there.")
FROM = Text(nl="vanaf {start}", en="from {start}")
FROM_TO = Text(nl="van {start} tot en met {end}", en="from {start} up to {end}")
NOT_KNOWN = Text(
    nl="Op {known} was nog niet bekend wat op {day} geldt.", en="On {known} it was not known yet what holds on {day}."
)
NOT_KNOWN_CURE = Text(nl="Kies een latere dag voor wat bekend was.", en="Choose a later day for what was known.")
NO_VERSION_CURE = Text(nl="Kies een andere dag of regel.", en="Choose another day or rule.")
NO_OUTPUT = Text(nl="Deze regel geeft deze uitkomst niet.", en="This rule does not give this output.")
NO_OUTPUT_CURE = Text(nl="Kijk welke uitkomsten de regel geeft.", en="See which outputs the rule gives.")
UNMADE = Text(nl="De tekst belooft dit en berekent het nergens.", en="The text promises this and computes it nowhere.")
CYCLE = Text(nl="Dit verwijst rond naar zichzelf: {around}.", en="This refers around to itself: {around}.")
NO_LAW = Text(nl="De regel “{law}” is er niet.", en="The rule “{law}” is not there.")
NO_LAW_NOW = Text(nl="Van “{law}” geldt op {day} geen versie.", en="No version of “{law}” holds on {day}.")
NO_SUCH = Text(nl="“{law}” geeft geen “{output}”.", en="“{law}” gives no “{output}”.")
NO_TERM = Text(
    nl="Geen regeling vult op {day} het begrip “{term}” in.", en="No regulation fills in the term “{term}” on {day}."
)
NO_FIGURE = Text(
    nl="Het bedrag “{name}” op {day} is er niet. {why}", en="The figure “{name}” on {day} is not there. {why}"
)
NO_NAME = Text(nl="De naam “{name}” is hier niet bekend.", en="The name “{name}” is not known here.")
NO_TRUTH = Text(nl="Hier hoort ja of nee te staan.", en="Yes or no belongs here.")
NO_PARTS = Text(nl="Hier is geen onderdeel “{part}”.", en="There is no part “{part}” here.")
TOO_MUCH = Text(nl="Deze berekening wordt te groot of te diep.", en="This computation gets too large or too deep.")
TOO_MUCH_CURE = Text(nl="Vereenvoudig de regeltekst.", en="Simplify the rule text.")
