# SPDX-License-Identifier: EUPL-1.2
"""What getting something, gaining and losing are called: of an amount, of a yes or no, and of another number."""

from __future__ import annotations

from dataclasses import dataclass

from stelsel.kernel.text import Text
from stelsel.node.population.report import Report


@dataclass(frozen=True)
class Labels:
    """Words for one day (how many get it, in which group most often, the share) and for two (in a sentence, with a rest
    that may hold some that cannot be said; heads of columns; in which group most often)."""

    single: Text
    getting: Text
    most: Text
    share: Text
    compared: Text
    veiled: Text
    gain: Text
    lose: Text
    best: Text
    nobody: Text


def labels(one: Report) -> Labels:
    """The words for the outcome of a report."""
    return _AMOUNT if one.unit == "eurocent" else _YES_NO if one.yes_no else _NUMBER


_REST = Text(nl="Voor {same} blijft het gelijk.", en="For {same} it stays the same.")
_VEILED = Text(
    nl="Voor de andere {same} blijft het gelijk, of is het niet te zeggen.",
    en="For the other {same} it stays the same, or cannot be said.",
)


def _two(nl: str, en: str) -> tuple[Text, Text]:
    """A sentence about who gains and who loses, with the rest; and with a rest that may hold some undecided."""
    return (
        Text(nl=f"{nl} {_REST.nl}", en=f"{en} {_REST.en}"),
        Text(nl=f"{nl} {_VEILED.nl}", en=f"{en} {_VEILED.en}"),
    )


_AMOUNT = Labels(
    Text(nl="{n} van de {of} huishoudens krijgen iets.", en="{n} of {of} households get something."),
    Text(nl="Krijgt iets", en="Get something"),
    Text(nl="“{what}” krijgt het vaakst iets", en="“{what}” gets something most often"),
    Text(nl="deel van de huishoudens dat iets krijgt", en="share of households that get something"),
    *_two(
        "{gain} van de {of} huishoudens gaan erop vooruit, {lose} gaan erop achteruit.",
        "{gain} of {of} households gain, {lose} lose.",
    ),
    Text(nl="Vooruit", en="Gain"),
    Text(nl="Achteruit", en="Lose"),
    Text(nl="“{what}” gaat er het vaakst op vooruit", en="“{what}” gains most often"),
    Text(nl="In geen groep gaat iemand erop vooruit", en="In no group anybody gains"),
)
_YES_NO = Labels(
    Text(nl="Voor {n} van de {of} huishoudens is dit “ja”.", en="For {n} of {of} households this is “yes”."),
    Text(nl="Ja", en="Yes"),
    Text(nl="Bij “{what}” is het het vaakst “ja”", en="“{what}” has “yes” most often"),
    Text(nl="deel van de huishoudens waar dit “ja” is", en="share of households where this is “yes”"),
    *_two(
        "Voor {gain} van de {of} huishoudens wordt “nee” hier “ja”, voor {lose} wordt “ja” hier “nee”.",
        "For {gain} of {of} households “no” becomes “yes”, for {lose} “yes” becomes “no”.",
    ),
    Text(nl="Wordt ja", en="Becomes yes"),
    Text(nl="Wordt nee", en="Becomes no"),
    Text(nl="Bij “{what}” wordt het het vaakst “ja”", en="“{what}” becomes “yes” most often"),
    Text(nl="In geen groep wordt het “ja”", en="In no group it becomes “yes”"),
)
_NUMBER = Labels(
    Text(nl="Voor {n} van de {of} huishoudens is dit meer dan 0.", en="For {n} of {of} households this is above 0."),
    Text(nl="Meer dan 0", en="Above 0"),
    Text(nl="Bij “{what}” is het het vaakst meer dan 0", en="“{what}” is above 0 most often"),
    Text(nl="deel van de huishoudens waar dit meer dan 0 is", en="share of households where this is above 0"),
    *_two(
        "Voor {gain} van de {of} huishoudens wordt dit hoger, voor {lose} lager.",
        "For {gain} of {of} households this becomes higher, for {lose} lower.",
    ),
    Text(nl="Hoger", en="Higher"),
    Text(nl="Lager", en="Lower"),
    Text(nl="Bij “{what}” wordt het het vaakst hoger", en="“{what}” becomes higher most often"),
    Text(nl="In geen groep wordt het hoger", en="In no group it becomes higher"),
)
