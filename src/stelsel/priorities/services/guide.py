# SPDX-License-Identifier: EUPL-1.2
"""What a step-by-step guide to the right door asks: a place, an event in somebody's life or business, and who asks. The
answer itself is that of the question `welke-deur`."""

from dataclasses import dataclass
from datetime import date

from stelsel.book.book import Book
from stelsel.kernel.text import Text, same
from stelsel.priorities.services.questions._places import Places, places

MOST = 12
"""Municipalities to choose from on one screen."""


@dataclass(frozen=True)
class LifeEvent:
    """Something that happens to people: its code, how it is said, the need in the Dutch words that the question
    compares with names of services, and the event (`events.py`) with everything that belongs to it."""

    code: str
    title: Text
    need: str
    event: str = ""


LIFE_EVENTS = (
    LifeEvent("verhuizen", Text(nl="Ik ga verhuizen", en="I am moving house"), "verhuizing doorgeven", "moving"),
    LifeEvent("kind", Text(nl="Ik krijg een kind", en="I am having a child"), "geboorte aangeven", "birth"),
    LifeEvent("trouwen", Text(nl="Ik ga trouwen", en="I am getting married"), "trouwen"),
    LifeEvent("overlijden", Text(nl="Er is iemand overleden", en="Somebody has died"), "overlijden aangeven", "death"),
    LifeEvent("reizen", Text(nl="Ik heb een paspoort nodig", en="I need a passport"), "paspoort aanvragen"),
    LifeEvent("rijden", Text(nl="Ik heb een rijbewijs nodig", en="I need a driving licence"), "rijbewijs aanvragen"),
    LifeEvent(
        "rondkomen", Text(nl="Ik heb te weinig inkomen", en="My income is too low"), "bijstandsuitkering", "debts"
    ),
    LifeEvent(
        "bouwen", Text(nl="Ik wil bouwen of verbouwen", en="I want to build"), "omgevingsvergunning bouwen", "building"
    ),
    LifeEvent("parkeren", Text(nl="Ik wil parkeren bij huis", en="I want to park at home"), "parkeervergunning"),
    LifeEvent(
        "evenement",
        Text(nl="Ik organiseer een evenement", en="I am holding an event"),
        "evenementenvergunning",
        "event-permit",
    ),
    LifeEvent(
        "horeca",
        Text(nl="Ik begin een café of restaurant", en="I am opening a restaurant"),
        "horecabedrijf exploitatievergunning",
        "starting-business",
    ),
)
"""The events to choose from; our own list, in no order of importance."""


@dataclass(frozen=True)
class Town:
    """A municipality to choose: what the question takes for it, and its name."""

    value: str
    name: Text


def towns(book: Book, typed: str, day: date) -> tuple[Town, ...]:
    """The municipalities of that day that a typed place may be: none, one, or several to choose from. Where nothing has
    this name, those with a name that is near."""
    known = places(book)
    found = known.find(typed, day)
    municipalities = found.municipalities or tuple(
        one for name in found.near for one in known.find(name, day).municipalities
    )
    return tuple(dict.fromkeys(_town(known, one.body.name, one.body.tooi or "", day) for one in municipalities))[:MOST]


def is_sure(book: Book, typed: str, day: date) -> bool:
    """Whether a typed place is one municipality of that day."""
    return len(places(book).find(typed, day).municipalities) == 1


def _town(known: Places, name: str, tooi: str, day: date) -> Town:
    alone = len(known.find(name, day).municipalities) == 1
    return Town(name if alone or not tooi else tooi.rpartition("/")[2], same(name))


__all__ = ["LIFE_EVENTS", "LifeEvent", "Town", "is_sure", "towns"]
