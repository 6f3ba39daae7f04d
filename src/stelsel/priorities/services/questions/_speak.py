# SPDX-License-Identifier: EUPL-1.2
"""What was found in words: the verdict, the headline and the reasons."""

from collections.abc import Iterator
from datetime import date

from stelsel.book.answer import Reason, Verdict, ref
from stelsel.book.book import Book
from stelsel.kernel.text import Text, number, same
from stelsel.kernel.time import say_day
from stelsel.nouns.organisation import CHANGES, Known, Step
from stelsel.priorities.services import words
from stelsel.priorities.services.kinds import ADDRESSEES, LAYERS, PublicService
from stelsel.priorities.services.policy import everyday, ranking, titled
from stelsel.priorities.services.questions._doors import Door, Doors, layer_words
from stelsel.priorities.services.questions._find import Outcome
from stelsel.priorities.services.questions._names import Found
from stelsel.priorities.services.sayings import code_of, sayings

SHOWN_SERVICES = 3
SHOWN_LAWS = 3
SHOWN_DOORS = 6


def verdict(found: Outcome) -> Verdict:
    """Yes with one sure door; partly when the service or the door is still to choose; unknown otherwise."""
    if found.door is not None:
        return "yes"
    return "partly" if found.likely else "unknown"


def headline(found: Outcome) -> Text:
    """The answer in one sentence."""
    if not found.likely:
        if found.instead is not None:
            return words.ELSEWHERE.fill(instead=found.instead)
        return words.UNSURE.fill(service=titled(found.ranked[0].body.title)) if found.ranked else words.NOTHING
    service = titled(found.likely[0].body.title)
    if len(found.likely) == 1 and not found.sure:
        return words.UNSURE.fill(service=service)
    if found.door is not None:
        said = words.SURE if found.sure else words.SURE_WHATEVER
        return said.fill(service=service, door=found.door.name)
    if len(found.likely) > 1:
        return words.SEVERAL.fill(count=count(len(found.likely)))
    return _which(found.opened[0], service)


def _which(opened: Doors, service: Text) -> Text:
    """The doors of the one service that is meant."""
    if len(opened.main) == 1:
        return words.LIKELY.fill(service=service, door=opened.main[0].name)
    if not opened.main:
        return words.NO_DOOR.fill(service=service)
    said = words.DOORS_MORE if opened.missing else words.DOORS
    more = layer_words(opened.missing, LAYERS)
    return said.fill(service=service, count=count(len(opened.main)), doors=_names(opened.main), more=more)


def _names(doors: tuple[Door, ...]) -> Text:
    names = ", ".join(door.name for door in doors[:SHOWN_DOORS])
    return same(f"{names}, …" if len(doors) > SHOWN_DOORS else names)


def reasons(book: Book, found: Outcome) -> Iterator[Reason]:
    """Why these services, why this organisation, and by which rules."""
    for one in (found.likely or found.ranked)[:SHOWN_SERVICES]:
        yield Reason(_fits(one), ref(one.record))
        if said := sayings().get(code_of(one.body.identifier)):
            yield Reason(
                words.MEANS.fill(service=titled(one.body.title), sentence=said.sentence), rule=words.OUR_SENTENCE
            )
    yield from _confirmed(found)
    yield from _asker(found)
    for one, opened in zip(found.likely, found.opened, strict=False):
        yield from _offered(book, one, opened)
    yield from _place(book, found)
    yield from _doors(book, found)
    if any(not one.by_name for one in (found.likely or found.ranked)[:SHOWN_SERVICES]):
        yield Reason(words.PHRASES_USED, rule=everyday().rule)
    yield Reason(words.WEIGHED, rule=ranking().rule)


def _fits(found: Found) -> Text:
    pattern = words.BY_NAME if found.by_name else words.BY_PHRASE
    return pattern.fill(service=titled(found.body.title), phrase=found.way, percent=round(found.score * 100))


def _confirmed(found: Outcome) -> Iterator[Reason]:
    said = found.learned
    if said is not None:
        yield Reason(
            words.CONFIRMED.fill(
                first=titled(said.first), service=titled(said.product), meant=count(said.meant), asked=count(said.asked)
            ),
            rule=ranking().rule,
        )


def _asker(found: Outcome) -> Iterator[Reason]:
    for one in (found.likely or found.ranked)[:SHOWN_SERVICES]:
        if found.inputs.asker and one.body.addressee and found.inputs.asker not in one.body.addressee:
            yield Reason(
                words.NOT_FOR.fill(service=titled(one.body.title), asker=ADDRESSEES[found.inputs.asker]),
                ref(one.record),
            )


def _offered(book: Book, one: Found, opened: Doors) -> Iterator[Reason]:
    body = one.body
    if body.layers:
        yield Reason(
            words.OFFERED_BY.fill(service=titled(body.title), layers=layer_words(body.layers, LAYERS)), ref(one.record)
        )
    for basis in body.legal_resources[:SHOWN_LAWS]:
        law = same(basis.title)
        yield Reason(words.BY_LAW.fill(service=titled(body.title), law=law), rule=law, link=basis.link or "")
    keeper = opened.keeper
    if keeper is not None:
        said = words.FIRST if keeper.layer else words.CARRIED
        layer = LAYERS[keeper.layer] if keeper.layer else ""
        yield Reason(
            said.fill(service=titled(body.title), layer=layer, name=keeper.name), rule=keeper.rule, link=keeper.link
        )


def _place(book: Book, found: Outcome) -> Iterator[Reason]:
    where = found.where
    if where is None or not any(_by_place(body) for body in (one.body for one in found.likely)):
        return
    for one in where.candidates[:SHOWN_DOORS]:
        if one.village in one.municipality.body.places:
            yield _about(
                book, one.municipality, words.LIES_IN.fill(village=one.village, municipality=one.municipality.body.name)
            )
    for step in where.steps:
        yield _step(book, found, step)
    for known in where.municipalities[:SHOWN_DOORS]:
        end = known.body.valid.end
        if end is not None and known.body.tooi is not None:
            after = found.places.known.successors(known.body.tooi, book.day)
            names = ", ".join(found.places.known.by_tooi[tooi].body.name for tooi in after.alive)
            yield _about(book, known, words.ENDS.fill(name=known.body.name, end=said_day(end), after=names or "?"))


def _by_place(body: PublicService) -> bool:
    return any(layer != "central" for layer in body.layers)


def _step(book: Book, found: Outcome, step: Step) -> Reason:
    old, new = (found.places.known.by_tooi[tooi] for tooi in (step.old, step.new))
    how = CHANGES[step.kind] if step.kind else words.PASSED
    return _about(book, old, words.STEP.fill(day=said_day(step.day), old=old.body.name, how=how, new=new.body.name))


def _doors(book: Book, found: Outcome) -> Iterator[Reason]:
    seen: list[Door] = []
    for opened in found.opened:
        for door in opened.main:
            if door in seen or len(seen) >= SHOWN_DOORS:
                continue
            seen.append(door)
            website = door.website or words.NO_WEBSITE
            text = words.DOOR.fill(name=door.name, layer=LAYERS[door.layer], website=website)
            yield _about(book, door.known, text) if door.known else Reason(text, link=door.website)
            if door.offer is not None:
                yield Reason(words.OFFERS.fill(name=door.name, link=door.website), ref(door.offer.record))
            if door.hint and door.known:
                yield _about(book, door.known, words.HINT.fill(name=door.name, arrangement=door.hint))


def _about(book: Book, known: Known, text: Text) -> Reason:
    record = book.get(known.entry)
    return Reason(text, ref(record) if record else None)


def count(value: int) -> Text:
    """A whole number as people write it in either language."""
    return Text(nl=number(value, "nl"), en=number(value, "en"))


def said_day(day: date) -> Text:
    """A day in words in either language."""
    return Text(nl=say_day(day, "nl"), en=say_day(day, "en"))
