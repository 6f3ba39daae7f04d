# SPDX-License-Identifier: EUPL-1.2
"""What can be wrong with the terms of two texts together, in words."""

from collections.abc import Sequence

from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text


def unknown_attribute(at: str, name: str, known: Sequence[str]) -> Finding:
    """An attribute that the base itself uses and does not declare."""
    said, some = name[:60], ", ".join(known[:12])
    return Finding(
        "unknown-attribute",
        at,
        Text(nl=f"De basis noemt het kenmerk “{said}” niet.", en=f"The base does not name the attribute “{said}”."),
        Text(
            nl=f"Zet het bij attributes, of kies uit {some}.",
            en=f"Put it with the attributes, or choose from {some}.",
        ),
    )


def wrong_operator(at: str, op: str, name: str, type_: str) -> Finding:
    """An order of what has none, or a concept of what is none."""
    said = name[:60]
    return Finding(
        "wrong-operator",
        at,
        Text(
            nl=f"De operator {op} past niet bij “{said}”, dat {type_} is.",
            en=f"The operator {op} does not fit “{said}”, which is {type_}.",
        ),
        Text(
            nl="Gebruik lt, lteq, gt en gteq voor getallen en dagen, en isA en hasPart voor begrippen.",
            en="Use lt, lteq, gt and gteq for numbers and days, and isA and hasPart for concepts.",
        ),
    )


def no_values(at: str, name: str) -> Finding:
    """An attribute that cannot have any value: nothing can be shared then."""
    said = name[:60]
    return Finding(
        "no-values",
        at,
        Text(nl=f"Het kenmerk “{said}” kan geen waarde hebben.", en=f"The attribute “{said}” cannot have a value."),
        Text(
            nl="Geef values, een taxonomie met begrippen, of min en max die elkaar toelaten.",
            en="Give values, a taxonomy with concepts, or min and max that leave room.",
        ),
    )


def unknown_value(at: str, value: str, name: str, known: Sequence[str]) -> Finding:
    """A value that the attribute of the base cannot have."""
    said, of, some = value[:60], name[:60], ", ".join(known[:12])
    return Finding(
        "unknown-value",
        at,
        Text(nl=f"Het kenmerk “{of}” kan “{said}” niet zijn.", en=f"The attribute “{of}” cannot be “{said}”."),
        Text(
            nl=f"Kies uit {some}." if known else "Geef een getal of een datum.",
            en=f"Choose from {some}." if known else "Give a number or a date.",
        ),
    )
