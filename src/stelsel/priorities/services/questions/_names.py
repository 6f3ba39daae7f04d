# SPDX-License-Identifier: EUPL-1.2
"""Which services a need may be about, by words alone. A service has names: its own, and the everyday phrases of the
rules. Each name is compared with the need; the best name speaks for the service.

A word of a name counts by how rare it is; the score is the share of the name that was said and the share of the need
that the name covers, multiplied with exponents that add up to one. So it lies between 0 and 1.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.engines.search import one_error_away, stems, words
from stelsel.priorities.services.kinds import PUBLIC_SERVICE, PublicService
from stelsel.priorities.services.policy import everyday, ranking

MOST_WORDS = 24
"""Different words of a need that count."""
COMPOUND_FROM = 5
ERROR_FROM = 6


@dataclass(frozen=True)
class Name:
    """A name of a service: its words without empty ones, and whether it is an everyday phrase of the rules."""

    service: int
    phrase: str
    words: tuple[str, ...]
    everyday: bool


@dataclass(frozen=True)
class Found:
    """A service that fits: its score 0..1, the name that fitted best, and which word asked is which word of it."""

    record: Record
    body: PublicService
    score: float
    name: Name
    matched: tuple[tuple[str, str], ...]


class Names:
    """All names of all services of a book, by word."""

    def __init__(self, rows: Sequence[tuple[Record, PublicService]]) -> None:
        self.rows = rows
        self.names = tuple(_names(body for _, body in rows))
        having: dict[str, set[int]] = defaultdict(set)
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(self.names):
            for word in name.words:
                having[word].add(name.service)
                self._places[word].append(place)
        self.weight: Mapping[str, float] = {word: log(1 + len(rows) / len(held)) for word, held in having.items()}
        self._strange = log(1 + len(rows)) * ranking().strange_word
        self._stems: dict[str, list[str]] = defaultdict(list)
        for word, stem in zip(self.weight, stems(list(self.weight), "nl"), strict=True):
            self._stems[stem].append(word)

    def find(self, need: str) -> list[Found]:
        """Every service with something in common with the need, best first; equals by name."""
        said = said_words(need)
        readings = {word: self._readings(word) for word in said}
        shares = {word: self._share(readings[word]) for word in said}
        whole = sum(shares.values())
        best: dict[int, Found] = {}
        for place in {place for reading in readings.values() for word in reading for place in self._places[word]}:
            found = self._score(self.names[place], readings, shares, whole)
            kept = best.get(found.name.service)
            if kept is None or _order(found) < _order(kept):
                best[found.name.service] = found
        return sorted(best.values(), key=_order)

    def _share(self, reading: Mapping[str, float]) -> float:
        """What a word of the need weighs: as its surest reading, or as a strange word."""
        if not reading:
            return self._strange
        surest = max(reading.values())
        return max(self.weight[word] for word, sure in reading.items() if sure == surest)

    def _score(
        self, name: Name, readings: Mapping[str, Mapping[str, float]], shares: Mapping[str, float], whole: float
    ) -> Found:
        rules = ranking()
        pairs = [
            (sure, asked, word)
            for asked, reading in readings.items()
            for word in name.words
            if (sure := reading.get(word))
        ]
        of_name: dict[str, float] = {}
        of_need: dict[str, tuple[float, str]] = {}
        for sure, asked, word in pairs:
            of_name[word] = max(of_name.get(word, 0.0), sure)
            of_need[asked] = max(of_need.get(asked, (0.0, "")), (sure, word))
        name_whole = sum(self.weight[word] for word in set(name.words))
        covered = sum(self.weight[word] * sure for word, sure in of_name.items()) / name_whole
        heard = sum(shares[asked] * sure for asked, (sure, _) in of_need.items()) / whole
        score = covered ** (1 - rules.need_share) * heard**rules.need_share * (rules.everyday if name.everyday else 1.0)
        record, body = self.rows[name.service]
        matched = tuple((asked, word) for asked, (_, word) in of_need.items())
        return Found(record, body, round(score, 4), name, matched)

    def _readings(self, asked: str) -> dict[str, float]:
        """The words of names that a word of the need may be read as, each with how sure that is."""
        rules = ranking()
        found: dict[str, float] = {}
        for word in self.weight:
            if (len(word) >= COMPOUND_FROM and (asked.startswith(word) or asked.endswith(word))) or (
                len(asked) >= COMPOUND_FROM and (word.startswith(asked) or word.endswith(asked))
            ):
                found[word] = rules.compound
        (stem,) = stems([asked], "nl")
        found |= dict.fromkeys(self._stems.get(stem, ()), rules.same_stem)
        if asked in self.weight:
            found[asked] = rules.same_word
        if not found and len(asked) >= ERROR_FROM:
            found = {word: rules.one_error for word in set(one_error_away(asked)) if word in self.weight}
        return found


def names(book: Book) -> Names:
    """The names of the services in a book, made once per position."""
    return book.memo("services-names", lambda: Names(book.rows(PUBLIC_SERVICE)))


def said_words(text: str) -> list[str]:
    """The words of a text that say something, each once, in order."""
    empty = everyday().empty_words
    return [word for word in dict.fromkeys(words(text)) if word not in empty and len(word) > 1][:MOST_WORDS]


def _names(bodies: Iterable[PublicService]) -> Iterable[Name]:
    phrases = everyday().services
    for service, body in enumerate(bodies):
        yield Name(service, body.title, _words(body.title), everyday=False)
        for phrase in phrases.get(body.title, ()):
            yield Name(service, phrase, _words(phrase), everyday=True)


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(said_words(phrase)) or tuple(words(phrase))


def _order(found: Found) -> tuple[float, bool, str, str]:
    return -found.score, found.name.everyday, found.body.title, found.record.id
