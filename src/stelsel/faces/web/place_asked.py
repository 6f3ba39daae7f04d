# SPDX-License-Identifier: EUPL-1.2
"""Asking for a place on a screen: the field, the choice between municipalities where a place may be several, and what
is wrong with what was typed."""

from __future__ import annotations

from stelsel.book.book import Book
from stelsel.catalogue import QUESTIONS
from stelsel.faces.web.inputs import Errors
from stelsel.faces.web.templatetags.fields import Field
from stelsel.kernel.problem import BadInput, Finding, bad_input
from stelsel.kernel.text import Text, same
from stelsel.priorities.services.guide import is_sure, towns

WHERE = Text(nl="Waar woont of werkt u?", en="Where do you live or work?")
WHICH_TOWN = Text(nl="Welke gemeente bedoelt u?", en="Which municipality do you mean?")
CHOOSE = Text(nl="U hebt nog niets gekozen.", en="You have not chosen anything yet.")
FROM_LIST = Text(nl="Kies een van de antwoorden.", en="Choose one of the answers.")


def place_field(value: str, errors: Errors) -> Field:
    """A place or municipality, in own words."""
    return Field(
        "plaats",
        Text(nl="Plaats of gemeente", en="Town or municipality"),
        value=value,
        why=Text(
            nl="Welke organisatie u helpt, hangt af van waar u woont of werkt.",
            en="Which organisation helps you depends on where you live or work.",
        ),
        example=same("Haaren"),
        error=errors.get("plaats", ""),
        autocomplete="address-level2",
    )


def town_field(book: Book, place: str, town: str, errors: Errors) -> Field:
    """Which of the municipalities that a place may be."""
    why = Text(nl="“{place}” kan meer dan één gemeente zijn.", en="“{place}” may be more than one municipality.")
    return Field(
        "gemeente",
        Text(nl="Gemeente", en="Municipality"),
        "radio",
        town,
        options=[(one.value, one.name) for one in towns(book, place, book.day)],
        why=why.fill(place=place[:60]),
        error=errors.get("gemeente", ""),
    )


def town_name(book: Book, place: str, town: str) -> Text:
    """How the municipality is called that a place came to."""
    return {one.value: one.name for one in towns(book, place, book.day)}.get(town, same(town))


def settled(book: Book, place: str) -> str | None:
    """The municipality of a typed place; None where one must still choose. BadInput names the field."""
    if not place.strip():
        raise bad_input("empty", "plaats", _NO_PLACE, _FILL_PLACE)
    check_personal(place, "woonplaats", "plaats")
    found = towns(book, place, book.day)
    if not found:
        raise bad_input("unknown-place", "plaats", _UNKNOWN_PLACE.fill(place=place[:60]), _NEAR)
    return found[0].value if is_sure(book, place, book.day) else None


def check_town(book: Book, place: str, town: str) -> None:
    """BadInput where that municipality is none of those that the place may be."""
    if town not in {one.value for one in towns(book, place, book.day)}:
        raise bad_input("no-town", "gemeente", CHOOSE, FROM_LIST)


def check_personal(text: str, where: str, field: str) -> None:
    """What the question itself refuses, such as data about persons."""
    asked = QUESTIONS["welke-deur"]
    try:
        asked.check(asked.inputs(need=text, town=None))
    except BadInput as problem:
        raise BadInput(*(Finding(one.code, field, one.what, one.cure) for one in problem.findings)) from None


_NO_PLACE = Text(nl="U hebt nog geen plaats ingevuld.", en="You have not filled in a place yet.")
_FILL_PLACE = Text(nl="Typ de naam van uw plaats of gemeente.", en="Type the name of your town or municipality.")
_UNKNOWN_PLACE = Text(nl="“{place}” kennen we niet als plaats.", en="We know no place “{place}”.")
_NEAR = Text(nl="Controleer de naam, of noem de gemeente.", en="Check the name, or name the municipality.")
