# SPDX-License-Identifier: EUPL-1.2
"""The answer in words: reasons per hit, what is unknown and whom to ask, and which fix helps most."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from stelsel.book.answer import Change, Reason, Unknown, ref
from stelsel.kernel.text import Text, number, same
from stelsel.priorities.data import words
from stelsel.priorities.data.kinds import short_address
from stelsel.priorities.data.policy import (
    Property,
    Purpose,
    closed,
    dutch_request,
    licence_at,
    may_use,
    purposes,
    standard_link,
)
from stelsel.priorities.data.questions._holdings import Holding, who

SHOWN_REASONS = 8
SHOWN_UNKNOWN = 8
SHOWN_FIXES = 8
OWN_COUNTRY = "NL"


def count(value: int) -> Text:
    """A whole number as people write it in either language."""
    return Text(nl=number(value, "nl"), en=number(value, "en"))


def reasons(hits: Sequence[Holding], purpose: Purpose) -> Iterator[Reason]:
    """Why, per hit: the verdict with the licence and its article."""
    for one in hits[:SHOWN_REASONS]:
        yield reason(one, purpose)
    yield Reason(words.CONDITIONAL, link=standard_link())


def reason(one: Holding, purpose: Purpose) -> Reason:
    """The verdict on one holding, resting on the entry that gives the licence."""
    said = {"label": one.label, "who": who(one), "where": _where(one), "purpose": purposes()[purpose]}
    verdict, deciding = one.verdict(purpose), one.deciding(purpose)
    if one.body.access_rights in closed():
        return Reason(words.CLOSED.fill(**said, why=closed()[one.body.access_rights]), ref(one.record))
    if deciding is None or verdict == "unknown":
        return Reason(words.DONT_KNOW.fill(**said, why=why_unknown(one)), ref(one.record))
    form, licence = deciding
    text = (words.YES if verdict == "yes" else words.NO).fill(**said, licence=licence.name, duty=licence.duty)
    some = sum(may_use(other.license, one.body.access_rights, purpose) == verdict for other in one.forms)
    every = len(one.forms) + one.unfetched
    if some < every:
        part = words.PART.fill(some=count(some), all=count(every))
        text = Text(nl=text.nl + part.nl, en=text.en + part.en)
    return Reason(text, ref(form.record), rule=licence.rule, link=licence.link)


def _where(one: Holding) -> Text | str:
    country = one.body.country
    return words.FOREIGN.fill(country=country) if country and country != OWN_COUNTRY else ""


def why_unknown(one: Holding) -> Text:
    """Why nobody knows whether it may be used."""
    unread = sorted({form.license for form in one.forms if form.license and licence_at(form.license) is None})
    if unread:
        return words.UNREAD.fill(licence=short_address(unread[0]))
    if one.forms:
        return words.NO_LICENCE
    return words.NOT_FETCHED if one.unfetched else words.NO_DISTRIBUTION


def unknowns(hits: Sequence[Holding], purpose: Purpose) -> Iterator[Unknown]:
    """What nobody told us, by publisher and reason, the largest groups first; and whom to ask."""
    groups: dict[tuple[str, Text], list[Holding]] = defaultdict(list)
    for one in hits:
        if one.verdict(purpose) == "unknown":
            groups[one.who, why_unknown(one)].append(one)
    largest = sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    for (_, why), members in largest[:SHOWN_UNKNOWN]:
        yield Unknown(words.COUNT_UNKNOWN.fill(count=count(len(members)), why=why), ask(members), len(members))


def ask(members: Sequence[Holding]) -> Text:
    """Whom to ask; of a Dutch public body with the law that lets anyone ask."""
    first = members[0]
    name = same(first.who) if first.who else words.NOBODY
    contact = next((one.body.contact for one in members if one.body.contact), None)
    said = words.ASK_AT.fill(who=name, contact=contact) if contact else words.ASK.fill(who=name)
    if first.body.country == OWN_COUNTRY and first.who:
        sentence, law, _ = dutch_request()
        return Text(nl=f"{sentence.format(who=contact or first.who)} ({law})", en=said.en)
    return said


def lacking(hits: Sequence[Holding]) -> list[tuple[Property, list[Holding]]]:
    """Each property that hits lack, with those hits: mandatory before recommended, then the most hits first."""
    found: dict[Property, list[Holding]] = defaultdict(list)
    for one in hits:
        for property, _ in one.lacks:
            found[property].append(one)
    return sorted(found.items(), key=lambda pair: ("VA".index(pair[0].level), -len(pair[1]), pair[0].kind, pair[0].path))


def changes(hits: Sequence[Holding]) -> Iterator[Change]:
    """The fix for each property that is missing, those that help most first."""
    alone = len(hits) == 1
    for property, members in lacking(hits)[: None if alone else SHOWN_FIXES]:
        said = {"words": property.words, "path": property.path, "fix": property.fix, "count": count(len(members))}
        change = (words.MISSING_ONE if alone else words.MISSING).fill(**said)
        effect = (words.THEN_ONE if alone else words.THEN).fill(count=said["count"], example=property.example)
        yield Change(change, effect, ref(members[0].record))
