# SPDX-License-Identifier: EUPL-1.2
"""What can be wrong with rules in their plain form, in words: one table."""

from stelsel.engines.refinement.operators import SHOWN
from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text

_LONGEST = 60
"""Characters of what somebody wrote that are said again."""


def wrong(code: str, at: str, *said: object) -> Finding:
    """The finding of this code at this place; `said` fills {0} and {1}."""
    what, cure = _WORDS[code]
    shown = [str(one)[:_LONGEST] for one in said]
    return Finding(code, at, _filled(what, shown), _filled(cure, shown))


def _filled(text: Text, said: list[str]) -> Text:
    nl, en = text.nl, text.en
    for number, one in enumerate(said):
        nl, en = nl.replace(f"{{{number}}}", one), en.replace(f"{{{number}}}", one)
    return Text(nl=nl, en=en)


_OPERATORS = ", ".join(SHOWN)
_WORDS: dict[str, tuple[Text, Text]] = {
    "not-rules": (
        Text(nl="Dit zijn geen regels van een afspraak.", en="These are no rules of an agreement."),
        Text(
            nl="Geef een object met default, permissions, prohibitions of duties.",
            en="Give an object with default, permissions, prohibitions or duties.",
        ),
    ),
    "no-default": (
        Text(nl="“{0}” is geen uitgangspunt.", en="“{0}” is no default."),
        Text(nl="Kies deny (nee, tenzij) of permit (ja, tenzij).", en="Choose deny or permit."),
    ),
    "no-list": (
        Text(nl="Hier hoort een lijst.", en="A list belongs here."),
        Text(nl="Zet [ ] eromheen.", en="Put [ ] round it."),
    ),
    "too-many": (
        Text(nl="Dit zijn {0} regels; hoogstens {1} kunnen samen.", en="These are {0} rules; at most {1} go together."),
        Text(nl="Verdeel de tekst.", en="Divide the text."),
    ),
    "no-rule": (
        Text(nl="Dit is geen regel.", en="This is no rule."),
        Text(nl="Geef een object met id en when.", en="Give an object with id and when."),
    ),
    "no-must": (
        Text(nl="Deze plicht zegt niet wat er moet.", en="This duty does not say what must be."),
        Text(nl="Geef must, met een voorwaarde.", en="Give must, with a condition."),
    ),
    "too-deep": (
        Text(nl="Deze voorwaarde zit dieper dan {0} lagen.", en="This condition lies deeper than {0} levels."),
        Text(nl="Schrijf haar vlakker op.", en="Write it flatter."),
    ),
    "no-condition": (
        Text(nl="Dit is geen voorwaarde.", en="This is no condition."),
        Text(nl="Geef and, or, not, of attr met op en value.", en="Give and, or, not, or attr with op and value."),
    ),
    "unknown-key": (
        Text(nl="Een voorwaarde kent geen “{0}”.", en="A condition has no “{0}”."),
        Text(
            nl="Gebruik and, or, not, attr, op, value of waivable.", en="Use and, or, not, attr, op, value or waivable."
        ),
    ),
    "no-attribute": (
        Text(nl="Deze vergelijking noemt geen kenmerk.", en="This comparison names no attribute."),
        Text(nl="Geef attr, bijvoorbeeld “purpose”.", en="Give attr, for instance “purpose”."),
    ),
    "unknown-operator": (
        Text(nl="De operator “{0}” bestaat niet.", en="The operator “{0}” does not exist."),
        Text(nl=f"Kies uit {_OPERATORS}.", en=f"Choose from {_OPERATORS}."),
    ),
    "no-value": (
        Text(
            nl="Waarmee “{0}” wordt vergeleken, is geen tekst, getal, datum of ja of nee.",
            en="What “{0}” is compared with is no text, number, date or yes or no.",
        ),
        Text(nl="Geef een waarde, of een lijst van waarden.", en="Give a value, or a list of values."),
    ),
    "one-value": (
        Text(nl="De operator {0} vergelijkt met één waarde.", en="The operator {0} compares with one value."),
        Text(nl="Geef één getal of datum.", en="Give one number or date."),
    ),
    "double-id": (
        Text(nl="De naam “{0}” is al die van {1}.", en="The name “{0}” is that of {1} already."),
        Text(nl="Geef elke regel een eigen id.", en="Give each rule an id of its own."),
    ),
    "no-attributes": (
        Text(nl="Zo zijn de kenmerken niet te lezen.", en="The attributes cannot be read like this."),
        Text(
            nl='Geef {"naam": {"type": "concept"}}; type is concept, choice, boolean, integer, number, date of text.',
            en='Give {"name": {"type": "concept"}}; type is concept, choice, boolean, integer, number, date or text.',
        ),
    ),
    "unknown-type": (
        Text(nl="Het type “{0}” bestaat niet.", en="The type “{0}” does not exist."),
        Text(
            nl="Kies concept, choice, boolean, integer, number, date of text.",
            en="Choose concept, choice, boolean, integer, number, date or text.",
        ),
    ),
    "no-terms": (
        Text(nl="Zo zijn de termen niet te lezen.", en="The terms cannot be read like this."),
        Text(
            nl='Geef {"eigen term": "term van de basis"}, of {"eigen term": {"broader": "term van de basis"}}.',
            en='Give {"own term": "term of the base"}, or {"own term": {"broader": "term of the base"}}.',
        ),
    ),
    "no-taxonomy": (
        Text(nl="Zo is de taxonomie niet te lezen.", en="The taxonomy cannot be read like this."),
        Text(
            nl='Geef {"begrip": ["breder begrip"]}, met [] voor een begrip bovenaan.',
            en='Give {"concept": ["broader concept"]}, with [] for a concept at the top.',
        ),
    ),
}
