# SPDX-License-Identifier: EUPL-1.2
"""The match in words: reasons, what is unknown, what would change it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from urllib.parse import unquote

import numpy as np

from stelsel.book.answer import Change, Reason, Unknown, ref
from stelsel.book.book import Book
from stelsel.engines.match import YES
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text, number, same
from stelsel.kernel.time import say_day
from stelsel.nouns.claim import Claim, standing
from stelsel.nouns.exchange_rate import EXCHANGE_RATE
from stelsel.priorities.cloud import words
from stelsel.priorities.cloud.kinds import CloudOffer
from stelsel.priorities.cloud.policy import framework
from stelsel.priorities.cloud.questions._arrays import SCALE
from stelsel.priorities.cloud.questions._claims import plain
from stelsel.priorities.cloud.questions._inputs import Inputs
from stelsel.priorities.cloud.questions._match import Match, nearest

SHOWN_OFFERS = 5
SHOWN_CLAIMS = 10
SHOWN_GROUPS = 3


def count(value: int) -> Text:
    """A whole number as people write it in either language."""
    return Text(nl=number(value, "nl"), en=number(value, "en"))


def euros(value: Decimal) -> Text:
    """An amount with two decimals in either language."""
    return Text(nl=number(value, "nl", 2), en=number(value, "en", 2))


def reasons(book: Book, inputs: Inputs, found: Match) -> Iterator[Reason]:
    """Why: the best offers, the claims they rest on, why others fell out, and the rules used."""
    for place in found.ranked[:SHOWN_OFFERS]:
        yield Reason(_offer_line(found, int(place)), ref(found.arrays.rows[place][0]))
    yield from _claims(inputs, found)
    for item, counted in zip(found.spoken, found.filtered.counts, strict=True):
        if counted.no:
            yield Reason(
                words.FELL_OUT.fill(count=count(counted.no), why=item.fails), rule=item.rule, link=_link(item.rule)
            )
    yield from _rates(book, found)
    yield Reason(words.SCORE_REASON, rule=words.SCORE_RULE, link=framework().link)
    yield Reason(words.MONTH)


def _link(rule: Text | None) -> str:
    return framework().link if rule else ""


def _offer_line(found: Match, place: int) -> Text:
    _, body = found.arrays.rows[place]
    month = Decimal(int(found.arrays.month[place])) / SCALE
    country = body.place.country or "?"
    where = f"{body.place.city}, {country}" if body.place.city else country
    return words.OFFERS_THIS.fill(
        supplier=body.supplier_name, title=body.title, capacity=_capacity(found, place), place=where, month=euros(month)
    )


def _capacity(found: Match, place: int) -> Text:
    arrays = found.arrays
    parts = (
        (arrays.vcpus[place], words.VCPUS),
        (arrays.memory[place], words.MEMORY),
        (arrays.storage[place], words.STORAGE),
    )
    said = [(value, unit) for value, unit in parts if not np.isnan(value) and value > 0]
    return Text(
        nl=", ".join(f"{number(float(value), 'nl', _decimals(value))} {unit.nl}" for value, unit in said) or "?",
        en=", ".join(f"{number(float(value), 'en', _decimals(value))} {unit.en}" for value, unit in said) or "?",
    )


def _decimals(value: float) -> int | None:
    return 0 if value == int(value) else None


def _claims(inputs: Inputs, found: Match) -> Iterator[Reason]:
    """The verified claims of the best suppliers on what the demand asks."""
    asked = {minimum.objective for minimum in inputs.minimum_seal}
    schemes = {plain(scheme) for scheme in inputs.certificates}
    subjects = dict.fromkeys(found.arrays.rows[place][1].supplier for place in found.ranked[:SHOWN_OFFERS])
    shown = 0
    for subject in subjects:
        for record, claim in found.facts.by_subject.get(subject, ()):
            relevant = claim.objective in asked or plain(claim.scheme) in schemes
            if relevant and shown < SHOWN_CLAIMS and standing(claim, found.facts.day) == "verified":
                shown += 1
                yield Reason(_claim_line(claim), ref(record))


def _claim_line(claim: Claim) -> Text:
    issuer, subject = claim.issuer or "?", claim.subject_name
    if claim.objective is not None:
        return words.CLAIMED.fill(issuer=issuer, level=claim.level, objective=claim.objective, subject=subject)
    return words.CERTIFIED.fill(issuer=issuer, scheme=claim.scheme, subject=subject)


def _rates(book: Book, found: Match) -> Iterator[Reason]:
    """The exchange rates that the prices shown rest on, each once."""
    entries = {(body.currency, body.day): record for record, body in book.rows(EXCHANGE_RATE)}
    used: dict[tuple[str, date], Reason] = {}
    for place in found.ranked[:500]:
        body = found.arrays.rows[place][1]
        if body.price is None or body.price.currency == "EUR":
            continue
        rate = found.arrays.rates.find(body.price.currency, body.observed_on)
        if rate is not None and (rate.currency, rate.day) not in used:
            _, why = found.arrays.rates.to_eur(body.price, body.observed_on)
            used[rate.currency, rate.day] = Reason(why, ref(entries[rate.currency, rate.day]))
    yield from used.values()


def unknowns(found: Match) -> Iterator[Unknown]:
    """What nobody told us, the most decisive first: how many offers would fit if only this were known."""
    pairs = zip(found.spoken, found.filtered.counts, strict=True)
    decisive = sorted(pairs, key=lambda pair: (-pair[1].unknown_alone, -pair[1].unknown, pair[1].key))
    for item, counted in decisive:
        if counted.unknown_alone:
            what = words.MIGHT.fill(count=count(counted.unknown_alone), why=item.unknown)
            yield Unknown(what, item.ask, counted.unknown_alone)
        elif counted.unknown:
            yield Unknown(words.MISSING.fill(count=count(counted.unknown), why=item.unknown), item.ask, counted.unknown)


def changes(inputs: Inputs, found: Match) -> Iterator[Change]:
    """What would change the answer: for the offer asked about, else per single requirement that stands in the way."""
    if inputs.offer is not None:
        yield from _for_offer(inputs.offer, found)
        return
    alone = np.flatnonzero(found.filtered.unmet == 1)
    for row, item in enumerate(found.spoken):
        blocked = alone[found.filtered.table[row, alone] != YES]
        if len(blocked):
            first = int(nearest(found, blocked)[0])
            yield Change(
                item.give(first), words.FIRST.fill(offer=_name(found, first)), ref(found.arrays.rows[first][0])
            )
            yield Change(words.DROP.fill(asks=item.asks), words.THEN_FIT.fill(count=count(len(blocked))))
    yield from _together(found)
    if not len(found.ranked) and not len(alone):
        yield from _nearest_of_all(found)


def _together(found: Match) -> Iterator[Change]:
    """Offers that lose only by what is unknown, grouped by what must become known at once: the largest groups."""
    groups = found.filtered.groups(found.filtered.only_unknown)
    for rows, members in [group for group in groups if len(group[0]) > 1][:SHOWN_GROUPS]:
        first = int(nearest(found, members)[0])
        steps = [found.spoken[row].give(first) for row in rows]
        change = Text(nl=" ".join(step.nl for step in steps), en=" ".join(step.en for step in steps))
        effect = words.GROUP_FITS.fill(count=count(len(members)), offer=_name(found, first))
        yield Change(change, effect, ref(found.arrays.rows[first][0]))


def _nearest_of_all(found: Match) -> Iterator[Change]:
    """Nothing fits and no single change helps: all that must change for the nearest offer."""
    if len(found.arrays):
        yield from _steps(found, int(nearest(found, np.arange(len(found.arrays)))[0]))


def _for_offer(offer: str, found: Match) -> Iterator[Change]:
    place = position_of(offer, found)
    unmet = found.filtered.unmet_keys(place)
    if not unmet:
        yield Change(words.IT_FITS, _name(found, place), ref(found.arrays.rows[place][0]))
    yield from _steps(found, place)


def position_of(offer: str, found: Match) -> int:
    """The position of an offer named by its address, the address of its page, or its title (the best ranked, else the
    nearest, of that title); BadInput when there is none."""
    address = unquote(offer.split("?", maxsplit=1)[0].rsplit("/vermelding/", maxsplit=1)[-1]).strip("/ ")
    if address in found.arrays.position:
        return found.arrays.position[address]
    wanted = offer.casefold().strip()
    named = [
        place
        for place, (_, body) in enumerate(found.arrays.rows)
        if wanted in (body.title.casefold(), _said_name(body))
    ]
    if not named:
        raise bad_input("unknown-offer", "aanbod", *words.NO_OFFER)
    return int(nearest(found, np.array(named, dtype=np.int64))[0])


def _said_name(body: CloudOffer) -> str:
    return f"{body.title} ({body.region})".casefold()


def offer_headline(offer: str, found: Match) -> Text:
    """Whether one offer fits, and every requirement that stands in its way."""
    place = position_of(offer, found)
    unmet = dict(found.filtered.unmet_keys(place))
    why = [
        item.fails if unmet[item.filter.key] < 0 else item.unknown for item in found.spoken if item.filter.key in unmet
    ]
    said = words.OFFER_FITS if not why else words.OFFER_OUT if min(unmet.values()) < 0 else words.OFFER_UNKNOWN
    both = Text(nl="; ".join(one.nl for one in why) or "-", en="; ".join(one.en for one in why) or "-")
    return said.fill(offer=_name(found, place), why=both)


def _steps(found: Match, place: int) -> Iterator[Change]:
    """Every requirement that an offer does not surely meet, each with its smallest change: together they admit it, and
    none can be left out, because all requirements must hold."""
    unmet = dict(found.filtered.unmet_keys(place))
    for item in found.spoken:
        if item.filter.key in unmet:
            yield Change(
                item.give(place), words.THEN_IT_FITS.fill(offer=_name(found, place)), ref(found.arrays.rows[place][0])
            )


def _name(found: Match, place: int) -> Text:
    body = found.arrays.rows[place][1]
    return same(f"{body.supplier_name} {body.title}" + (f" ({body.region})" if body.region else ""))


def said_day(day: date) -> Text:
    """A day in words in either language."""
    return Text(nl=say_day(day, "nl"), en=say_day(day, "en"))
