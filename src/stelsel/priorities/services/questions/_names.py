# SPDX-License-Identifier: EUPL-1.2
"""Which services a need may be about: by the letters of its words and by what it means, beside all ways in which people
say a service, and beside subjects that no service is about.

How sure the first one is follows from how far it stands above the others, and how much it has in common with the need;
the weights were fitted on half of our own questions. Figures of the other half were seen while that was done.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.engines.route import Meaning, Router, Said, Scored, is_english, model
from stelsel.engines.search import words
from stelsel.kernel.text import Text
from stelsel.priorities.services.kinds import PUBLIC_SERVICE, PublicService
from stelsel.priorities.services.policy import everyday, ranking
from stelsel.priorities.services.sayings import MEANING, code_of, elsewhere, sayings

MOST, FAR = 24, 5.0
"""Services that are looked at further, and how far a subject of others stands that is not among them."""


@dataclass(frozen=True)
class Found:
    """A service that fits: how sure it is, 0..1, and the way to say it that is most like the need. `letters` and
    `meaning` are what it has in common."""

    record: Record
    body: PublicService
    score: float
    way: str
    letters: float
    meaning: float | None

    @property
    def by_name(self) -> bool:
        """Whether the name of the service itself is most like the need."""
        return self.way == self.body.title


@dataclass(frozen=True)
class Heard:
    """What was found for a need, best first; `instead` is what to do with a subject that is not of government."""

    found: tuple[Found, ...]
    instead: Text | None = None


@dataclass(frozen=True)
class _Index:
    """The ways to say services, ready to be compared: by the ids of their entries."""

    router: Router
    exact: Mapping[str, frozenset[str]]


@lru_cache(maxsize=4)
def _index(services: tuple[tuple[str, str, str], ...]) -> _Index:
    """For services by (id of the entry, code of the product or empty, title); making it takes seconds."""
    by_code = {code: (entry, title) for entry, code, title in services if code}
    known = [
        Said(entry, _own(title) if entry else "", one.ways)
        for code, one in sayings().items()
        for entry, title in [by_code.get(code, ("", ""))]
    ]
    others = [Said(code, "", one.ways) for code, one in elsewhere().items()]
    said = {one.key for one in known}
    rest = [Said(entry, _own(title), ()) for entry, _, title in services if entry not in said]
    titles = {entry: title for entry, _, title in services}
    exact: dict[str, set[str]] = {}
    for one in (*known, *rest):
        for way in (titles.get(one.key, ""), *one.ways):
            exact.setdefault(_plain(way), set()).add(one.key)
    router = Router([*known, *others, *rest], Meaning.read(MEANING), model())
    return _Index(router, {way: frozenset(keys) for way, keys in exact.items()})


def _own(title: str) -> str:
    return " ".join((title, *everyday().services.get(title, ())))


class Names:
    """All services of a book, with the ways to say them."""

    def __init__(self, rows: Sequence[tuple[Record, PublicService]]) -> None:
        self.rows = {record.id: (record, body) for record, body in rows}
        self.index = _index(tuple((record.id, code_of(body.identifier), body.title) for record, body in rows))

    def find(self, need: str) -> Heard:
        """The services that may be meant. Products that the book does not have are passed over."""
        share = ranking().meaning_in_english if is_english(need) else ranking().meaning_in_dutch
        scored = [one for one in self.index.router.find(need, MOST, share) if one.key]
        said = self.index.exact.get(_plain(need), frozenset())
        scored.sort(key=lambda one: one.key not in said)
        subject = elsewhere().get(scored[0].key) if scored else None
        best = [one for one in scored if one.key in self.rows]
        if not best:
            return Heard((), subject.sentence if subject else None)
        others = [one.score for one in scored if one.key in elsewhere()]
        sure = 0.0 if subject else sureness(best, others[0] if others else None)
        if len(said) == 1 and best[0].key in said:
            sure = max(sure, ranking().exact)
        found = []
        for one in best:
            record, body = self.rows[one.key]
            score = sure * exp(-max(best[0].score - one.score, 0) / ranking().spread)
            found.append(Found(record, body, round(score, 4), one.way, one.letters, one.meaning))
        return Heard(tuple(found), subject.sentence if subject else None)


def sureness(best: Sequence[Scored], elsewhere: float | None = None) -> float:
    """How sure it is that the first is meant, 0..1. `elsewhere`: the score of the best subject of others."""
    rules, (first, *rest) = ranking(), best
    second, third = (rest[at].score if at < len(rest) else 0.0 for at in (0, 1))
    weighed = (
        rules.always
        + rules.above * first.score
        + rules.ahead_of_second * (first.score - second)
        + rules.ahead_of_third * (first.score - third)
        + rules.ahead_of_elsewhere * (FAR if elsewhere is None else min(first.score - elsewhere, FAR))
        + rules.letters * first.letters
        + (rules.meaning * first.meaning if first.meaning is not None else rules.without_meaning)
    )
    return 1 / (1 + exp(-weighed))


def _plain(text: str) -> str:
    """A text without what says nothing about the door: the same for “een paspoort aanvragen” and “Paspoort!”."""
    found = words(text)
    empty = everyday().empty_words
    return " ".join([word for word in found if word not in empty] or found)


def names(book: Book) -> Names:
    """The services in a book, made once per position; what takes long is made once as long as no service changes."""
    return book.memo("services-names", lambda: Names(book.rows(PUBLIC_SERVICE)))
