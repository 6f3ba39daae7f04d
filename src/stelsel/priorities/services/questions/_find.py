# SPDX-License-Identifier: EUPL-1.2
"""The search itself: services ranked by words, the place, and the doors. Words come after."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from stelsel.book.book import Book
from stelsel.book.question import Budget
from stelsel.kernel import personal_data
from stelsel.kernel.kind import about
from stelsel.kernel.problem import BadInput, Finding, bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.values import Value
from stelsel.nouns.organisation import ORGANISATION
from stelsel.priorities.services.kinds import PUBLIC_SERVICE, Addressee
from stelsel.priorities.services.policy import ranking
from stelsel.priorities.services.questions._doors import Door, Doors, doors
from stelsel.priorities.services.questions._learned import Learned, learned
from stelsel.priorities.services.questions._names import Found, names
from stelsel.priorities.services.questions._places import Places, Where, places

MOST_LETTERS, MOST_OF_PLACE = 10_000, 300
MOST_SHOWN = 3
"""Services to choose from when it is not sure which one is meant."""
MOST_LIKELY = 5
"""Of so many likely services the doors are compared."""


class Inputs(Value, frozen=True):
    """A need in own words (Dutch or English), where, for which day (that of asking when empty), and who asks (empty:
    whoever)."""

    need: str
    town: str | None = None
    day: date | None = None
    asker: Addressee | None = None
    limit: Annotated[int, about(unit="services", ge=1, le=50)] = 5


def check(inputs: Inputs) -> None:
    """BadInput for an empty or endless need, and for personal data in it: a question can end up in a log."""
    for where, text, most in (("zaak", inputs.need, MOST_LETTERS), ("woonplaats", inputs.town or "", MOST_OF_PLACE)):
        if len(text) > most:
            raise bad_input("too-long", where, _LONG, _LONG_CURE.fill(most=str(most)))
    if not inputs.need.strip():
        raise bad_input("empty", "zaak", *_EMPTY)
    personal = personal_data.find({"zaak": inputs.need, "woonplaats": inputs.town or ""})
    if personal:
        raise BadInput(*(Finding(one.code, one.where, one.what, _NOT_HERE) for one in personal))


@dataclass(frozen=True)
class Outcome:
    """What was found. `likely` are the services that pass the threshold and lie near the top, `opened` their doors in
    the same order. `instead` is what to do with a subject that is not of government; `learned` what confirmed routings
    changed; `list_day` is the day of the list
    of products."""

    inputs: Inputs
    day: date
    ranked: tuple[Found, ...]
    likely: tuple[Found, ...]
    opened: tuple[Doors, ...]
    where: Where | None
    places: Places
    list_day: date | None
    instead: Text | None = None
    learned: Learned | None = None

    @property
    def sure(self) -> bool:
        """Whether one service is clearly meant."""
        return self.clear and len(self.likely) == 1

    @property
    def clear(self) -> bool:
        """Whether the best service fits so well that a yes may rest on it."""
        return bool(self.likely) and self.likely[0].score >= ranking().sure_from

    @property
    def door(self) -> Door | None:
        """The one door, when every likely service has it and it is sure; None otherwise."""
        if not self.clear or len(self.likely) > MOST_LIKELY or not all(found.sure for found in self.opened):
            return None
        first = self.opened[0].main[0]
        return first if all(found.main[0] == first for found in self.opened) else None


def find(book: Book, inputs: Inputs, budget: Budget) -> Outcome:
    """The services ranked by words, and the doors of those that are likely."""
    budget.spend(book.count(PUBLIC_SERVICE) + book.count(ORGANISATION))
    rules, day, known = ranking(), inputs.day or book.day, places(book)
    heard = names(book).find(inputs.need)
    weighed = [_for_asker(one, inputs.asker) for one in heard.found]
    shown = sorted((one for one in weighed if one.score >= rules.shown_from), key=lambda one: -one.score)
    ranked, said = learned(book, shown)
    likely: tuple[Found, ...] = ()
    if ranked and ranked[0].score >= rules.enough:
        likely = tuple(one for one in ranked if one.score > ranked[0].score * (1 - rules.ahead))[:MOST_SHOWN]
    where = known.find(inputs.town, day) if inputs.town and inputs.town.strip() else None
    opened = tuple(doors(book, known, one.body, where or Where(""), day) for one in likely[:MOST_LIKELY])
    days = [one.body.observed_on for one in ranked if one.body.observed_on]
    return Outcome(inputs, day, ranked, likely, opened, where, known, max(days, default=None), heard.instead, said)


def _for_asker(found: Found, asker: Addressee | None) -> Found:
    """What the list does not mean for this asker weighs less; where the list is silent it weighs the same."""
    if asker is None or not found.body.addressee or asker in found.body.addressee:
        return found
    return replace(found, score=round(found.score * ranking().not_for_asker, 4))


_LONG = Text(nl="Deze tekst is te lang.", en="This text is too long.")
_LONG_CURE = Text(nl="Gebruik hooguit {most} tekens.", en="Use at most {most} characters.")
_EMPTY = (
    Text(nl="U hebt nog niet gezegd wat u wilt regelen.", en="You have not said yet what you want to arrange."),
    Text(
        nl="Zeg het in een paar woorden, bijvoorbeeld: ik ga verhuizen.",
        en="Say it in a few words, for instance: I am moving house.",
    ),
)
_NOT_HERE = Text(
    nl="Laat gegevens van personen weg; die hebben we niet nodig.",
    en="Leave out data about persons; we do not need it.",
)
