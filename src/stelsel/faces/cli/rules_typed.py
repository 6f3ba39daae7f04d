# SPDX-License-Identifier: EUPL-1.2
"""An answer as it is typed in a conversation, to a fact; and what to type, where it does not fit."""

import re
from typing import TYPE_CHECKING, Any

from stelsel.faces.cli.shared_options import language, spoken
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text, same

if TYPE_CHECKING:
    from stelsel.engines.rules.asking import FactField

DO_NOT_KNOW = frozenset({"?", "weet ik niet", "weet niet", "i do not know", "i don't know", "don't know"})
"""What says that somebody cannot answer a question."""
_YES_NO = {"ja": True, "j": True, "yes": True, "y": True, "nee": False, "n": False, "no": False}
_DUTCH_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


def hint(field: "FactField") -> str:
    """What to type, in brackets."""
    wanted = _wanted(field).to(language())
    return f"({wanted}; {spoken('? = weet ik niet', '? = I do not know')})"


def value(field: "FactField", typed: str) -> Any:
    """What was typed as a fact. BadInput where it does not fit."""
    if field.kind == "yes-no":
        if typed.lower() in _YES_NO:
            return _YES_NO[typed.lower()]
    elif field.kind in ("amount", "number", "list"):
        return _number(field, typed)
    elif field.kind == "choice":
        chosen = next((one for one in field.choices if str(one).lower() == typed.lower()), None)
        if chosen is not None or (field.open_choice and typed):
            return typed if chosen is None else chosen
    elif field.kind == "date":
        found = _DUTCH_DAY.fullmatch(typed)
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else typed
    elif typed:
        return typed
    raise _unfit(field)


def shown(field: "FactField", found: Any) -> str:
    """How an answer was understood, where that can be another thing than what was typed; else nothing."""
    if field.kind != "amount" or not isinstance(found, int):
        return ""
    from stelsel.engines.rules.value_words import value_words

    return value_words(found, field.unit).to(language())


def _number(field: "FactField", typed: str) -> Any:
    """As on the pages: 1.234,50 and 1,234.50 alike; a point or comma before three digits parts thousands."""
    from stelsel.priorities.services.rule_read import euros, number

    if field.kind == "list":
        if typed.isascii() and typed.isdecimal() and len(typed) < 4:
            return int(typed)
        raise _unfit(field)
    money = field.kind == "amount" and field.unit == "eurocent"
    found = euros(typed) if money else number(typed)
    if found is None:
        raise _unfit(field)
    return found


def _unfit(field: "FactField") -> BadInput:
    return bad_input("answer", field.key, _UNFIT.fill(wanted=_wanted(field)), _UNFIT_CURE)


def _wanted(field: "FactField") -> Text:
    if field.kind == "choice":
        return same(", ".join(map(str, field.choices)))
    if field.kind == "place":
        from stelsel.engines.rules.facts import PLACES

        return _CODE.fill(example=PLACES[field.key].example)
    return _WANTED.get(field.kind, _WORDS)


_CODE = Text(
    nl="een code, zoals {example}; met een register ook de naam",
    en="a code, like {example}; with a register also the name",
)
_WORDS = Text(nl="in woorden", en="in words")
_WANTED = {
    "yes-no": Text(nl="ja of nee", en="yes or no"),
    "amount": Text(nl="een bedrag in euro, zoals 1.234,50", en="an amount in euros, like 1234.50"),
    "number": Text(nl="een getal", en="a number"),
    "date": Text(nl="een dag, zoals 31-1-2025", en="a day, like 2025-01-31"),
    "list": Text(nl="hoeveel, in cijfers", en="how many, in figures"),
}
_UNFIT = Text(nl="Dit antwoord lezen we niet. Typ: {wanted}.", en="We do not read this answer. Type: {wanted}.")
_UNFIT_CURE = Text(
    nl="Probeer het nog eens; ? is “weet ik niet” en Ctrl+C stopt.",
    en="Try again; ? is “I do not know” and Ctrl+C stops.",
)
