# SPDX-License-Identifier: EUPL-1.2
"""Representation (machtigen): a citizen or a company lets another person act for it, for named services, until a day.

The party makes a code and gives it to its representative, who signs in and takes it; so nobody looks anybody up by name
or number. Either can end it at any time. A representative cannot pass it on.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from stelsel.kernel.ids import entry_id
from stelsel.kernel.personal_data import find
from stelsel.kernel.problem import BadInput, Finding, bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.time import day, say_day
from stelsel.node import clock
from stelsel.node.audit import audit
from stelsel.node.identity import Person, Represented, forget_failures, note_failure, too_many_failures
from stelsel.node.mandates import Verdict
from stelsel.node.models import Representation
from stelsel.node.permission import require

CODE_DAYS = 14
"""How long a code can be taken."""
MOST_DAYS = 5 * 365
MOST_SERVICES = 20
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_CODE_LETTERS = 16


@dataclass(frozen=True)
class Lines:
    """Who acts for this person, and for whom this person may act; the newest first."""

    by_others: list[Representation]
    for_others: list[Representation]


@transaction.atomic
def authorise(party: Person, called: str, services: tuple[str, ...], until: str) -> str:
    """The code for the representative, which is shown once. `called`: how the party wants to be named on the screens of
    the representative. BadInput names the field."""
    require(party, "represent")
    _for_oneself(party)
    name = called.strip()
    if not 2 <= len(name) <= 60 or not name.isprintable() or any(one.code == "bsn" for one in find(name)):
        raise _wrong("noem-mij", "Deze naam kan niet.", "This name is not possible.")
    if not services or len(services) > MOST_SERVICES or not all(_is_service(one) for one in services):
        raise _wrong("diensten", "Kies 1 tot 20 diensten.", "Choose 1 to 20 services.")
    last = day(until, "tot-en-met")
    if not clock.today() <= last <= clock.today() + timedelta(days=MOST_DAYS):
        raise _wrong(
            "tot-en-met", "Kies een dag vanaf vandaag, binnen vijf jaar.", "Choose a day from today, within five years."
        )
    code = "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LETTERS))
    made = Representation.objects.create(
        party_id=party.id,
        called=name,
        services=sorted(set(services)),
        until=last,
        code_hash=_hash(code),
        made_on=clock.today(),
    )
    audit("representation-made", party.name, f"representation/{made.pk}", services=len(made.services))
    return "-".join(code[place : place + 4] for place in range(0, _CODE_LETTERS, 4))


def take(person: Person, code: str, address: str) -> Representation:
    """Become the representative by a code, once. BadInput for a code that does not hold, whatever the reason;
    `address` is the network address, for guessing is slowed down."""
    require(person, "represent")
    guess = f"code:{person.id}"
    if too_many_failures(guess, address):
        raise _wrong("code", "U probeerde te vaak een verkeerde code.", "You tried a wrong code too often.")
    with transaction.atomic():
        found = (
            Representation.objects.select_for_update()
            .filter(code_hash=_hash(code), representative=None, revoked_on=None, until__gte=clock.today())
            .filter(made_on__gte=clock.today() - timedelta(days=CODE_DAYS))
            .exclude(party_id=person.id)
            .first()
        )
        if found is not None:
            found.representative_id, found.code_hash = person.id, None
            found.save(update_fields=["representative", "code_hash"])
    if found is None:
        note_failure(guess, address)
        audit("representation-taken", person.name, outcome="refused", reason="code")
        raise _wrong("code", "Deze code geldt niet (meer).", "This code does not hold (any more).")
    forget_failures(guess, address)
    audit("representation-taken", person.name, f"representation/{found.pk}")
    return found


@transaction.atomic
def end(person: Person, number: int) -> None:
    """End a representation, as the party or as its representative; it counts at once."""
    found = _own(person).filter(pk=number).first()
    if found is None:
        raise bad_input(
            "no-such-representation",
            "",
            Text(nl="Deze machtiging is er niet.", en="There is no such representation."),
            Text(nl="Kijk in de lijst hieronder.", en="See the list below."),
        )
    if found.revoked_on is None:
        found.revoked_on, found.code_hash = clock.today(), None
        found.save(update_fields=["revoked_on", "code_hash"])
        audit("representation-ended", person.name, f"representation/{found.pk}")


def lines(person: Person) -> Lines:
    """The representations of this person, on both sides."""
    found = list(_own(person).order_by("-id"))
    return Lines(
        [one for one in found if one.party_id == person.id],
        [one for one in found if one.representative_id == person.id],
    )


def represented(person: Person, number: object) -> Represented | None:
    """The party that this person may act for today by this representation; None where that does not hold."""
    if not person.citizen or not isinstance(number, int):
        return None
    found = Representation.objects.filter(
        pk=number, representative_id=person.id, revoked_on=None, until__gte=clock.today()
    ).first()
    return Represented(found.pk, found.called, tuple(found.services), found.until) if found else None


def acts_for(person: Person, service: str, on_day: date) -> Verdict:
    """Whether what this person does now for a service (the id of its entry) is covered: always for oneself, and for
    another only where the representation names the service and the day."""
    party = person.represents
    if party is None:
        return Verdict(True, (Text(nl="U handelt voor uzelf.", en="You act for yourself."),))
    last = Text(nl=say_day(party.until, "nl"), en=say_day(party.until, "en"))
    if on_day > party.until:
        return Verdict(False, (_OVER.fill(party=party.party, day=last),))
    if service not in party.services:
        return Verdict(False, (_OTHER_SERVICE.fill(party=party.party),))
    return Verdict(True, (_COVERED.fill(party=party.party, day=last),), party.id)


def state(one: Representation, on_day: date) -> str:
    """`revoked`, `over`, `waits` (nobody took its code yet) or `holds` on this day."""
    if one.revoked_on is not None:
        return "revoked"
    if one.until < on_day:
        return "over"
    return "waits" if one.representative_id is None else "holds"


def _own(person: Person):  # noqa: ANN202 - a query set
    return Representation.objects.filter(Q(party_id=person.id) | Q(representative_id=person.id))


def _is_service(text: str) -> bool:
    try:
        return entry_id(text).kind == "public-service"
    except BadInput:
        return False


def _hash(code: str) -> str:
    plain = "".join(letter for letter in code.upper() if letter.isascii() and letter.isalnum())
    return hashlib.sha256(f"representation {plain}".encode()).hexdigest()


def _for_oneself(person: Person) -> None:
    if person.represents is not None:
        raise bad_input(
            "not-for-another",
            "",
            Text(nl="U handelt nu voor een ander.", en="You act for another now."),
            Text(nl="Ga eerst terug naar uzelf.", en="First go back to yourself."),
        )


def _wrong(where: str, nl: str, en: str) -> BadInput:
    return BadInput(Finding("representation", where, Text(nl=nl, en=en), _CURES[where]))


_CURES = {
    "noem-mij": Text(
        nl="Gebruik 2 tot 60 tekens, zonder burgerservicenummer.",
        en="Use 2 to 60 characters, without a citizen service number.",
    ),
    "diensten": Text(nl="Zoek een dienst en vink haar aan.", en="Search for a service and tick it."),
    "tot-en-met": Text(nl="Pas de dag aan.", en="Change the day."),
    "code": Text(
        nl="Controleer de code, of vraag om een nieuwe. Na vijf fouten wacht u een kwartier.",
        en="Check the code, or ask for a new one. After five mistakes you wait a quarter of an hour.",
    ),
}
_OVER = Text(nl="U mocht tot en met {day} handelen voor {party}.", en="You could act for {party} until {day}.")
_OTHER_SERVICE = Text(
    nl="U mag deze dienst niet regelen voor {party}.", en="You may not arrange this service for {party}."
)
_COVERED = Text(nl="U handelt voor {party}, tot en met {day}.", en="You act for {party}, until {day}.")
