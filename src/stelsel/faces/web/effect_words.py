# SPDX-License-Identifier: EUPL-1.2
"""Words for what people are counted by: the columns that can be chosen, and the names of groups and bands."""

from __future__ import annotations

import re

from stelsel.book.book import Book
from stelsel.engines.rules.value_words import value_words
from stelsel.kernel.text import Text, same
from stelsel.priorities.services.rule_places import municipality

CHOICES: tuple[tuple[str, Text], ...] = (
    ("soort_huishouden", Text(nl="soort huishouden", en="kind of household")),
    ("jaarinkomen:1000000", Text(nl="inkomen van de aanvrager", en="income of the applicant")),
    ("geboortedatum:10", Text(nl="leeftijd van de aanvrager", en="age of the applicant")),
    ("inkomensbron", Text(nl="bron van inkomen", en="source of income")),
    ("woning", Text(nl="soort woning", en="kind of home")),
    ("gemeente", Text(nl="gemeente", en="municipality")),
)
"""What a synthetic country can be counted by."""
_NAMES = {
    "paar": Text(nl="paar", en="couple"),
    "eenouder": Text(nl="één ouder met kind", en="one parent with child"),
    "alleenstaand": Text(nl="alleenstaand", en="single"),
    "instelling": Text(nl="in een instelling", en="in an institution"),
    "werk": Text(nl="loon", en="wages"),
    "zelfstandig": Text(nl="eigen bedrijf", en="own business"),
    "aow": Text(nl="AOW en pensioen", en="state and other pension"),
    "bijstand": Text(nl="bijstand", en="social assistance"),
    "ao": Text(nl="uitkering bij ziekte", en="sickness or disability benefit"),
    "ww": Text(nl="WW", en="unemployment benefit"),
    "studie": Text(nl="studiefinanciering", en="student finance"),
    "geen": Text(nl="geen", en="none"),
    "koop": Text(nl="koopwoning", en="owned home"),
    "corporatie": Text(nl="huur van een corporatie", en="rent, housing corporation"),
    "particulier": Text(nl="huur van een ander", en="rent, private"),
    "-": Text(nl="niet bekend", en="not known"),
}


def by_words(by: str) -> Text:
    """What a column to count by is called."""
    return dict(CHOICES).get(by, same(by))


def group_words(by: str, name: str, book: Book) -> Text:
    """What a group is called: a class by its lowest and highest value, a municipality by its name."""
    column, _, step = by.partition(":")
    if step and (found := _CLASS.fullmatch(name)):
        low = int(found[1])
        high = int(found[3]) if found[3] else None if found[2] else low + int(step)
        if column == "geboortedatum":
            return _YEARS.fill(low=low, high=high) if high else _OLDER.fill(low=low)
        return span_words(low, high, "eurocent" if column == "jaarinkomen" else "")
    if column == "gemeente":
        return same(municipality(book, name, book.day) or name)
    return _NAMES.get(name, same(name))


def span_words(low: int, high: int | None, unit: str, above: bool = False) -> Text:
    """From an amount to another, or that and more; `above`: more than it."""
    said = [_short(value_words(one, unit)) for one in (low, high) if one is not None]
    if len(said) == 1:
        return (_ABOVE if above else _AND_MORE).fill(low=said[0])
    return _SPAN.fill(low=said[0], high=said[1])


def _short(said: Text) -> Text:
    """A round amount without its cents."""
    return Text(nl=said.nl.removesuffix(",00"), en=said.en.removesuffix(".00"))


def rate_words(low: int | None, high: int | None) -> Text:
    """A band of marginal pressure."""
    if low is None and high is None:
        return Text(nl="alle", en="all")
    if low is None:
        return Text(nl="niets", en="nothing") if high == 0 else _UP_TO.fill(high=high)
    return _MORE_THAN.fill(low=low) if high is None else _BETWEEN.fill(low=low, high=high)


_CLASS = re.compile(r"(-?[0-9]+)(\.\.(-?[0-9]+)?)?")
_YEARS = Text(nl="{low} tot {high} jaar", en="{low} to {high} years")
_OLDER = Text(nl="{low} jaar en ouder", en="{low} years and older")
_SPAN = Text(nl="{low} tot {high}", en="{low} to {high}")
_AND_MORE = Text(nl="{low} en meer", en="{low} and more")
_ABOVE = Text(nl="meer dan {low}", en="more than {low}")
_UP_TO = Text(nl="tot en met {high}%", en="up to {high}%")
_BETWEEN = Text(nl="meer dan {low}%, tot en met {high}%", en="more than {low}%, up to {high}%")
_MORE_THAN = Text(nl="meer dan {low}%", en="more than {low}%")
