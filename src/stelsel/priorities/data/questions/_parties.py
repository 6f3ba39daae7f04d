# SPDX-License-Identifier: EUPL-1.2
"""An organisation as somebody types it: a TOOI address or code, a name, or the name that an agreement uses."""

from datetime import date

from stelsel.book.book import Book
from stelsel.kernel.ids import TOOI_PREFIX
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire
from stelsel.nouns.agreement import AGREEMENT
from stelsel.nouns.organisation import existed, organisations

MOST_NAMED = 5


def organisation_at(book: Book, typed: str, field: str, day: date) -> str:
    """The TOOI address (or the own name of a publisher) that is meant. BadInput at the field where nobody is known by
    it, or several are."""
    asked = typed.strip()
    known = organisations(book).by_tooi
    if asked in known or asked in _in_agreements(book):
        return asked
    of_publisher = {view.log.organisation for view in book.views if view.log.publisher == asked}
    code = {tooi for tooi in known if tooi.rpartition("/")[2].casefold() == asked.casefold()}
    found = of_publisher or code or _by_name(book, asked, day)
    if len(found) == 1:
        return next(iter(found))
    if found:
        listed = ", ".join(sorted(found)[:MOST_NAMED])
        raise bad_input("several-organisations", wire(field), _SEVERAL.fill(listed=listed), _SEVERAL_CURE)
    if asked.startswith(TOOI_PREFIX):
        return asked
    raise bad_input("unknown-organisation", wire(field), _UNKNOWN.fill(name=asked[:80] or "?"), _UNKNOWN_CURE)


def _in_agreements(book: Book) -> frozenset[str]:
    """Everybody whom an agreement names, worked out once per position."""
    return book.memo(
        "data-agreement-parties",
        lambda: frozenset(one.organisation for _, body in book.rows(AGREEMENT) for one in body.agreement_parties),
    )


def _by_name(book: Book, asked: str, day: date) -> set[str]:
    """Who has this name, with or without its sort before it; of namesakes those that exist on the day."""
    name = _plain(asked)
    named = [one.body for one in organisations(book).by_tooi.values() if name and _plain(one.body.name) == name]
    there = {one.tooi for one in named if one.tooi and existed(one, day)}
    return there or {one.tooi for one in named if one.tooi}


def _plain(name: str) -> str:
    plain = " ".join(name.casefold().split())
    for sort in ("gemeente ", "provincie ", "waterschap ", "ministerie van "):
        plain = plain.removeprefix(sort)
    return plain


_SEVERAL = Text(nl="Er zijn er meer met deze naam: {listed}.", en="Several have this name: {listed}.")
_SEVERAL_CURE = Text(nl="Geef het TOOI-adres van wie u bedoelt.", en="Give the TOOI address of the one you mean.")
_UNKNOWN = Text(nl="“{name}” is hier geen bekende organisatie.", en="“{name}” is no organisation that is known here.")
_UNKNOWN_CURE = Text(
    nl="Zoek de naam op bij Organisaties, of geef het TOOI-adres.",
    en="Look the name up at Organisations, or give the TOOI address.",
)
