# SPDX-License-Identifier: EUPL-1.2
"""What can be wrong with rules in their plain form, in words."""

from stelsel.engines.refinement.operators import SHOWN
from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text


def _finding(code: str, at: str, nl: str, en: str, do: str, do_en: str) -> Finding:
    return Finding(code, at, Text(nl=nl, en=en), Text(nl=do, en=do_en))


def not_rules(at: str) -> Finding:
    """No object with rules at all."""
    return _finding(
        "not-rules",
        at,
        "Dit zijn geen regels van een afspraak.",
        "These are no rules of an agreement.",
        "Geef een object met default, permissions, prohibitions of duties.",
        "Give an object with default, permissions, prohibitions or duties.",
    )


def no_default(at: str, told: str) -> Finding:
    """A default that is neither."""
    said = told[:40]
    return _finding(
        "no-default",
        at,
        f"“{said}” is geen uitgangspunt.",
        f"“{said}” is no default.",
        "Kies deny (nee, tenzij) of permit (ja, tenzij).",
        "Choose deny or permit.",
    )


def no_list(at: str) -> Finding:
    """Something else where a list belongs."""
    return _finding(
        "no-list", at, "Hier hoort een lijst.", "A list belongs here.", "Zet [ ] eromheen.", "Put [ ] round it."
    )


def too_many(at: str, count: int, most: int) -> Finding:
    """More rules than we take."""
    return _finding(
        "too-many",
        at,
        f"Dit zijn {count} regels; hoogstens {most} kunnen samen.",
        f"These are {count} rules; at most {most} go together.",
        "Verdeel de tekst.",
        "Divide the text.",
    )


def no_rule(at: str) -> Finding:
    """A rule that is no object."""
    return _finding(
        "no-rule",
        at,
        "Dit is geen regel.",
        "This is no rule.",
        "Geef een object met id en when.",
        "Give an object with id and when.",
    )


def no_must(at: str) -> Finding:
    """A duty that says not what."""
    return _finding(
        "no-must",
        at,
        "Deze plicht zegt niet wat er moet.",
        "This duty does not say what must be.",
        "Geef must, met een voorwaarde.",
        "Give must, with a condition.",
    )


def too_deep(at: str, most: int) -> Finding:
    """Conditions in conditions in conditions."""
    return _finding(
        "too-deep",
        at,
        f"Deze voorwaarde zit dieper dan {most} lagen.",
        f"This condition lies deeper than {most} levels.",
        "Schrijf haar vlakker op.",
        "Write it flatter.",
    )


def no_condition(at: str) -> Finding:
    """Something that is no condition."""
    return _finding(
        "no-condition",
        at,
        "Dit is geen voorwaarde.",
        "This is no condition.",
        "Geef and, or, not, of attr met op en value.",
        "Give and, or, not, or attr with op and value.",
    )


def unknown_key(at: str, key: str) -> Finding:
    """A key that no condition has: a typing error must not silently drop a rule."""
    said = key[:40]
    return _finding(
        "unknown-key",
        at,
        f"Een voorwaarde kent geen “{said}”.",
        f"A condition has no “{said}”.",
        "Gebruik and, or, not, attr, op, value of waivable.",
        "Use and, or, not, attr, op, value or waivable.",
    )


def no_attribute(at: str) -> Finding:
    """A comparison of nothing."""
    return _finding(
        "no-attribute",
        at,
        "Deze vergelijking noemt geen kenmerk.",
        "This comparison names no attribute.",
        "Geef attr, bijvoorbeeld “purpose”.",
        "Give attr, for instance “purpose”.",
    )


def unknown_operator(at: str, op: str) -> Finding:
    """An operator that nobody knows."""
    said, known = op[:40], ", ".join(SHOWN)
    return _finding(
        "unknown-operator",
        at,
        f"De operator “{said}” bestaat niet.",
        f"The operator “{said}” does not exist.",
        f"Kies uit {known}.",
        f"Choose from {known}.",
    )


def no_value(at: str, attribute: str) -> Finding:
    """A comparison with nothing."""
    said = attribute[:40]
    return _finding(
        "no-value",
        at,
        f"Waarmee “{said}” wordt vergeleken, is geen tekst, getal, datum of ja of nee.",
        f"What “{said}” is compared with is no text, number, date or yes or no.",
        "Geef een waarde, of een lijst van waarden.",
        "Give a value, or a list of values.",
    )


def one_value(at: str, op: str) -> Finding:
    """Less than two things at once."""
    return _finding(
        "one-value",
        at,
        f"De operator {op} vergelijkt met één waarde.",
        f"The operator {op} compares with one value.",
        "Geef één getal of datum.",
        "Give one number or date.",
    )


def double_id(at: str, id: str, first: str) -> Finding:
    """Two rules with one name: an answer could not say which."""
    said = id[:60]
    return _finding(
        "double-id",
        at,
        f"De naam “{said}” is al die van {first}.",
        f"The name “{said}” is that of {first} already.",
        "Geef elke regel een eigen id.",
        "Give each rule an id of its own.",
    )


def no_attributes(at: str) -> Finding:
    """Attributes that do not read."""
    return _finding(
        "no-attributes",
        at,
        "Zo zijn de kenmerken niet te lezen.",
        "The attributes cannot be read like this.",
        'Geef {"naam": {"type": "concept"}}; type is concept, choice, boolean, integer, number, date of text.',
        'Give {"name": {"type": "concept"}}; type is concept, choice, boolean, integer, number, date or text.',
    )


def unknown_type(at: str, told: str) -> Finding:
    """A type that nobody knows."""
    said = told[:40]
    return _finding(
        "unknown-type",
        at,
        f"Het type “{said}” bestaat niet.",
        f"The type “{said}” does not exist.",
        "Kies concept, choice, boolean, integer, number, date of text.",
        "Choose concept, choice, boolean, integer, number, date or text.",
    )


def no_terms(at: str) -> Finding:
    """Terms that do not read."""
    return _finding(
        "no-terms",
        at,
        "Zo zijn de termen niet te lezen.",
        "The terms cannot be read like this.",
        'Geef {"eigen term": "term van de basis"}, of {"eigen term": {"broader": "term van de basis"}}.',
        'Give {"own term": "term of the base"}, or {"own term": {"broader": "term of the base"}}.',
    )


def no_taxonomy(at: str) -> Finding:
    """A taxonomy that does not read."""
    return _finding(
        "no-taxonomy",
        at,
        "Zo is de taxonomie niet te lezen.",
        "The taxonomy cannot be read like this.",
        'Geef {"begrip": ["breder begrip"]}, met [] voor een begrip bovenaan.',
        'Give {"concept": ["broader concept"]}, with [] for a concept at the top.',
    )
