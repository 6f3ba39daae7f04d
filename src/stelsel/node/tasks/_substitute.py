# SPDX-License-Identifier: EUPL-1.2
"""Standing in: the tasks of one account go to another as well, from day to day. Only what waits for that account
itself; what waits for a role goes to whoever has the role."""

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.node import clock
from stelsel.node.audit import audit
from stelsel.node.identity import Person
from stelsel.node.models import Substitution
from stelsel.node.permission import may, where
from stelsel.node.tasks._receivers import account
from stelsel.nouns.task import substitutes

LONGEST_DAYS = 366


def substitute(person: Person, publisher: str, replaced: str, by: str, first: date, last: date) -> Substitution:
    """Let `by` stand in for `replaced` at a publisher, both days included. For oneself, or for anybody when one is
    administrator there. BadInput for days that are over or turned round, for oneself, for a circle (also through
    others, on the days that overlap), and for who has no role there."""
    _check_days(first, last)
    if person.name != replaced and not may(person, "manage-tasks", publisher):
        raise _wrong("vervangene", "not-yours")
    if replaced == by:
        raise _wrong("vervanger", "oneself")
    for place, name in (("vervangene", replaced), ("vervanger", by)):
        found = account(name)
        if found is None or publisher not in found.roles or not may(found, "decide-task", publisher):
            raise _wrong(place, "no-role")
    with transaction.atomic():
        rows = Substitution.objects.select_for_update().filter(publisher=publisher, last_day__gte=first, ended=False)
        pairs = [(one.replaced, one.by, one.first_day, one.last_day) for one in rows]
        if replaced in substitutes(pairs, by, first, last):
            raise _wrong("vervanger", "circle")
        if (replaced, by, first, last) in pairs:
            raise _wrong("vervanger", "twice")
        made = Substitution.objects.create(
            publisher=publisher, replaced=replaced, by=by, first_day=first, last_day=last
        )
    audit("substitution", person.name, replaced, by=by, publisher=publisher, first=str(first), last=str(last))
    return made


def end_substitution(person: Person, number: int) -> None:
    """End a substitution of oneself, or of one's own organisation for an administrator; it stays in the list."""
    if not _mine(person).filter(pk=number, ended=False).update(ended=True):
        raise _wrong("vervanging", "none")
    audit("substitution-ended", person.name, str(number))


def substitutions(person: Person) -> tuple[Substitution, ...]:
    """Those that still count: of oneself, by oneself, and at organisations where one is administrator."""
    rows = _mine(person, also_by=True).filter(last_day__gte=clock.today(), ended=False)
    return tuple(rows.order_by("first_day", "pk"))


def _mine(person: Person, also_by: bool = False) -> "QuerySet[Substitution]":
    found = Q(replaced=person.name) | Q(publisher__in=where(person, "manage-tasks"))
    return Substitution.objects.filter(found | Q(by=person.name) if also_by else found)


def _check_days(first: date, last: date) -> None:
    if last < clock.today():
        raise _wrong("tot", "over")
    if first > last or (last - first).days > LONGEST_DAYS:
        raise _wrong("tot", "turned")


_ANOTHER = Text(nl="Kies iemand anders.", en="Choose somebody else.")
_WORDS = {
    "over": (
        Text(nl="De laatste dag is al voorbij.", en="The last day is over already."),
        Text(nl="Kies vandaag of een latere dag.", en="Choose today or a later day."),
    ),
    "turned": (
        Text(
            nl="De laatste dag ligt voor de eerste, of meer dan een jaar later.",
            en="The last day lies before the first, or more than a year after it.",
        ),
        Text(nl="Pas de dagen aan.", en="Change the days."),
    ),
    "not-yours": (
        Text(
            nl="U regelt vervanging voor uzelf; voor een ander doet de beheerder dat.",
            en="You arrange substitution for yourself; for another the administrator does.",
        ),
        Text(nl="Vraag de beheerder van de organisatie.", en="Ask the administrator of the organisation."),
    ),
    "oneself": (Text(nl="Niemand vervangt zichzelf.", en="Nobody stands in for oneself."), _ANOTHER),
    "no-role": (
        Text(
            nl="Dit account is er niet, of heeft geen rol bij deze organisatie.",
            en="This account is not there, or has no role at this organisation.",
        ),
        _ANOTHER,
    ),
    "circle": (
        Text(
            nl="Dit maakt een kring: deze vervanger wordt in die dagen zelf door u vervangen.",
            en="This makes a circle: on those days this substitute is replaced by you.",
        ),
        Text(nl="Kies iemand anders, of andere dagen.", en="Choose somebody else, or other days."),
    ),
    "twice": (Text(nl="Deze vervanging is er al.", en="This substitution is there already."), _ANOTHER),
    "none": (
        Text(nl="Deze vervanging is er niet (meer).", en="This substitution is not there (any more)."),
        Text(nl="Kijk in de lijst.", en="Look in the list."),
    ),
}


def _wrong(where: str, code: str) -> BadInput:
    return bad_input(f"substitution-{code}", where, *_WORDS[code])
