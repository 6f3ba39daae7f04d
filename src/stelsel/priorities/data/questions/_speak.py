# SPDX-License-Identifier: EUPL-1.2
"""The answer in words: reasons per hit, what is unknown and whom to ask, and which fix helps most."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from stelsel.book.answer import Change, Reason, Unknown, ref
from stelsel.kernel.text import Text, number, same
from stelsel.priorities.data import words
from stelsel.priorities.data.kinds import short_address
from stelsel.priorities.data.policy import (
    CLASS_NAMES,
    LEVELS,
    Property,
    Purpose,
    closed,
    dutch_request,
    licence_at,
    purposes,
    standard_link,
)
from stelsel.priorities.data.questions._holdings import Holding, who

Lacks = list[tuple[Property, list[Holding]]]
"""Properties that are missing, each with the holdings that lack it."""
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
    verdict, deciding = one.verdicts[purpose], one.deciding(purpose)
    access = one.body.access_rights
    if access in closed():
        rule = same(f"EU access-right {access.rpartition('/')[2]}")
        return Reason(words.CLOSED.fill(**said, why=closed()[access]), ref(one.record), rule=rule, link=access)
    if deciding is None or verdict == "unknown":
        return Reason(words.DONT_KNOW.fill(**said, why=why_unknown(one)), ref(one.record))
    form, licence = deciding
    text = (words.YES if verdict == "yes" else words.NO).fill(**said, licence=licence.name, duty=licence.duty)
    some = sum(found is not None and found.permits[purpose] == (verdict == "yes") for found in one.read)
    every = len(one.forms) + one.unfetched
    if some < every:
        part = words.PART.fill(some=count(some), all=count(every))
        text = Text(nl=text.nl + part.nl, en=text.en + part.en)
    return Reason(text, ref(form.record), rule=licence.rule, link=licence.link)


def _where(one: Holding) -> Text | str:
    country = one.body.country or OWN_COUNTRY
    return "" if country == OWN_COUNTRY else words.FOREIGN.fill(country=words.COUNTRIES.get(country, same(country)))


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
        if one.verdicts[purpose] == "unknown":
            groups[one.who, why_unknown(one)].append(one)
    largest = sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    for (_, why), members in largest[:SHOWN_UNKNOWN]:
        yield Unknown(words.COUNT_UNKNOWN.fill(count=count(len(members)), why=why), ask(members), len(members))


def ask(members: Sequence[Holding]) -> Text:
    """Whom to ask; of a Dutch public body with the law that lets anyone ask."""
    first = members[0]
    name = same(first.who) if first.who else words.NOBODY
    contacts = Counter(one.body.contact for one in members if one.body.contact)
    contact = min(contacts, key=lambda held: (-contacts[held], held), default=None)
    said = words.ASK_AT.fill(who=name, contact=contact) if contact else words.ASK.fill(who=name)
    if first.body.country == OWN_COUNTRY and first.who:
        return dutch_request().fill(who=f"{first.who} ({contact})" if contact else first.who)
    return said


def lacking(hits: Sequence[Holding]) -> Lacks:
    """Each property that hits lack, with those hits: mandatory before recommended, then the most hits first."""
    found: dict[Property, list[Holding]] = defaultdict(list)
    for one in hits:
        for lack, _ in one.lacks:
            found[lack].append(one)
    return sorted(found.items(), key=_weight)


def _weight(pair: tuple[Property, list[Holding]]) -> tuple[int, int, str, str]:
    lack, members = pair
    return "VA".index(lack.level), -len(members), lack.kind, lack.path


def changes(lacks: Lacks, alone: bool) -> Iterator[Change]:
    """The fix for each property that is missing, those that help most first; every one of a holding that is alone."""
    for lack, members in lacks[: None if alone else SHOWN_FIXES]:
        path = f"{CLASS_NAMES[lack.kind]}, {lack.path}"
        said = {"words": lack.words, "path": path, "fix": lack.fix, "count": count(len(members))}
        change = (words.MISSING_ONE if alone else words.MISSING).fill(**said)
        effect = words.THEN.fill(level=LEVELS[lack.level], example=lack.example)
        yield Change(change, effect, ref(members[0].record))
