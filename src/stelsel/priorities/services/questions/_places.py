# SPDX-License-Identifier: EUPL-1.2
"""From what somebody types as a place to the municipality of a day: by municipality, village, former name or TOOI.

The villages (woonplaatsen) of a municipality are known as they are now; on an earlier day a village lay in this
municipality or in one that was merged into it, so both are candidates. A village that kept the name of a municipality
that was divided goes before the other parts of it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from stelsel.book.book import Book
from stelsel.engines.search import words
from stelsel.kernel.ids import TOOI_PREFIX
from stelsel.nouns.organisation import Known, Organisations, Step, existed, organisations
from stelsel.priorities.services.policy import everyday

_SUFFIX = re.compile(r"(?<=\w) +(?:\([A-Za-z]{1,4}\)|nh|zh|lb|l|gld|gem|zld|nb|dr|gn|fr|ov|ut|fl)$", re.IGNORECASE)
_CODE = re.compile(r"(gm|ws|pv)[0-9]{2,4}")
_FOLDERS = {"gm": "gemeente", "ws": "waterschap", "pv": "provincie"}
NEAR = 0.8
"""How alike a name must be to be suggested, 0..1 (difflib)."""


@dataclass(frozen=True)
class Candidate:
    """A municipality of the day, and the village of that name that lies in it, if that is how it was found."""

    municipality: Known
    village: str = ""


@dataclass(frozen=True)
class Where:
    """What a place came to on a day. `other` is a water board or province that was named itself, `caribbean` a
    public body there; `steps` are the mergers on the way; `ended` is no more, `later` was not there yet."""

    typed: str
    candidates: tuple[Candidate, ...] = ()
    other: Known | None = None
    caribbean: Known | None = None
    steps: tuple[Step, ...] = ()
    ended: tuple[Known, ...] = ()
    later: tuple[Known, ...] = ()
    near: tuple[str, ...] = ()

    @property
    def municipalities(self) -> tuple[Known, ...]:
        """The municipalities it may be, each once, in order."""
        return tuple({one.municipality.entry: one.municipality for one in self.candidates}.values())


class Places:
    """Names of municipalities, villages, provinces, water boards and Caribbean bodies; invented ones never count."""

    def __init__(self, known: Organisations) -> None:
        self.known = known
        self._hits: dict[str, list[tuple[Known, str]]] = defaultdict(list)
        for one in known:
            for name, village in _names(one):
                for key in {_key(name), _key(_SUFFIX.sub("", name))} - {""}:
                    if (one, village) not in self._hits[key]:
                        self._hits[key].append((one, village))

    def find(self, typed: str, day: date) -> Where:
        """What was meant on a day; empty candidates with near names where nothing has this name."""
        text = typed.strip()
        address = _address(text)
        named = address and self.known.by_tooi.get(address)
        key = _key(everyday().places.get(_key(text), text))
        hits = [(named, "")] if named else list(self._hits.get(key, ()))
        if not hits:
            near = get_close_matches(key, self._hits, 3, NEAR)
            return Where(text, near=tuple(dict.fromkeys(_shown(*self._hits[name][0]) for name in near)))
        special = _special(text, [one for one, _ in hits], day)
        return special or self._united(text, hits, day)

    def _united(self, text: str, hits: list[tuple[Known, str]], day: date) -> Where:
        own = [one for one, village in hits if not village and existed(one.body, day)]
        found: list[Candidate] = []
        steps: list[Step] = []
        for one, village in hits:
            there, how = self._on(one, village, day)
            if village and any(mine in [other.municipality for other in there] for mine in own):
                continue  # the municipality of that name is meant as much as its main village
            found += there
            steps += [step for step in how if step not in steps]
        gone = [one for one, village in hits if not village and one not in own]
        ended = tuple(one for one in gone if one.body.valid.end is not None and one.body.valid.end < day)
        later = tuple(one for one in gone if one.body.valid.start is not None and one.body.valid.start > day)
        found.sort(key=lambda one: not one.village)
        found = _main_village(found) if ended and not own else found
        kept = {one.municipality.body.tooi for one in found}
        steps = [step for step in steps if step.new in kept or len(found) > 1]
        return Where(text, tuple(dict.fromkeys(found)), steps=tuple(steps), ended=ended, later=later)

    def _on(self, one: Known, village: str, day: date) -> tuple[list[Candidate], tuple[Step, ...]]:
        if existed(one.body, day) and not village:
            return [Candidate(one)], ()
        if one.body.tooi is None:
            return [], ()
        end = one.body.valid.end
        if end is not None and end < day:
            after = self.known.successors(one.body.tooi, day)
            return [Candidate(self.known.by_tooi[tooi], village) for tooi in after.alive], after.steps
        itself = [one] if existed(one.body, day) else []
        return [Candidate(known, village) for known in (*itself, *self._before(one, day))], ()

    def _before(self, one: Known, day: date) -> Iterator[Known]:
        """The organisations merged into this one that still existed on a day."""
        waiting, seen = list(one.body.predecessors), set()
        while waiting:
            tooi = waiting.pop(0)
            old = self.known.by_tooi.get(tooi)
            if old is None or tooi in seen:
                continue
            seen.add(tooi)
            if old.body.valid.end is not None and old.body.valid.end >= day and existed(old.body, day):
                yield old
            elif old.body.valid.start is not None and old.body.valid.start > day:
                waiting += old.body.predecessors


def places(book: Book) -> Places:
    """The place names of a book, made once per position."""
    return book.memo("services-places", lambda: Places(organisations(book)))


def plain_name(known: Known) -> str:
    """A municipality's or province's name without the word for what it is."""
    return known.body.name.removeprefix("Gemeente ").removeprefix("Provincie ")


def _main_village(found: list[Candidate]) -> list[Candidate]:
    """Of a municipality that is no more, the village of that name: where it lies in one municipality, and that is one
    of those that went on, it is that one. All candidates otherwise."""
    villages = {one.municipality.entry: one for one in found if one.village}
    on = {one.municipality.entry for one in found if not one.village}
    return list(villages.values()) if len(villages) == 1 and villages.keys() <= on else found


def _names(one: Known) -> Iterator[tuple[str, str]]:
    body = one.body
    if body.sample or body.organisation_type not in ("municipality", "province", "water-board", "caribbean-body"):
        return
    yield body.name, ""
    if body.organisation_type == "caribbean-body":
        yield body.name.removeprefix("Openbaar Lichaam "), ""
    if body.organisation_type == "municipality":
        yield plain_name(one), ""
        yield from ((former.name.removeprefix("Gemeente "), "") for former in body.former_names)
        yield from ((village, village) for village in body.places)


def _special(text: str, hits: list[Known], day: date) -> Where | None:
    """Where only a water board, province or Caribbean body has the name."""
    if any(one.body.organisation_type == "municipality" for one in hits):
        return None
    there = [one for one in hits if existed(one.body, day)]
    if not there:
        return Where(text, ended=tuple(hits))
    if there[0].body.organisation_type == "caribbean-body":
        return Where(text, caribbean=there[0])
    return Where(text, other=there[0])


def _key(name: str) -> str:
    return " ".join(words(name))


def _address(text: str) -> str | None:
    if text.startswith(TOOI_PREFIX):
        return text
    code = text.lower()
    return f"{TOOI_PREFIX}{_FOLDERS[code[:2]]}/{code}" if _CODE.fullmatch(code) else None


def _shown(one: Known, village: str) -> str:
    return village or plain_name(one)
