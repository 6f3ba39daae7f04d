# SPDX-License-Identifier: EUPL-1.2
"""Beginning a handover: what was wished is checked field by field, numbers of persons are made unreadable, and the
person gets a code that is shown once. Only its hash is kept."""

import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import IntegrityError

from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text
from stelsel.node import clock
from stelsel.node.audit import acting_as
from stelsel.node.dossiers import Subject, conversation
from stelsel.node.handover._deliver import take_in
from stelsel.node.handover._here import takes
from stelsel.node.identity import Person
from stelsel.node.models import Handover
from stelsel.node.permission import require
from stelsel.priorities.services.handover import (
    CONSENT,
    MOST_FACTS,
    MOST_QUESTION,
    MOST_VALUE,
    VERSION,
    Consent,
    Fact,
    HearBack,
    How,
    Offered,
    Standing,
    encoded,
    unreadable,
    unreadable_fact,
)

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_CODE_LETTERS = 16
ACCOUNT = "account"
"""The sort of identifier by which a dossier names the account of a person who is signed in."""
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Wish:
    """A handover that somebody wants: publishers, the question, facts as (name, value) that were ticked, whether the
    person agreed, in which language the sentence was shown, how it was given, and how the answer is heard. `names`:
    what giver and taker are called on screen. `id`: 32 hexadecimal digits, the same when one form is sent twice."""

    giver: str
    taker: str
    question: str
    facts: Sequence[tuple[str, str]]
    agreed: bool
    names: tuple[str, str]
    how: How = "self"
    hear_back: HearBack = "code"
    product: str = ""
    language: str = "nl"
    id: str = ""


@dataclass(frozen=True)
class Sent:
    """What was sent: the code of the case (shown once), how it stands, and whether a number was made unreadable."""

    id: str
    code: str
    standing: Standing
    hidden: bool


def offer(who: Person, wish: Wish) -> Sent:
    """Hand a question over. BadInput names every field; NotAllowed where an employee acts for an organisation that is
    not theirs. `self` is for the person: anybody, also without an account."""
    require(who, *(("see", "") if wish.how == "self" else ("hand-over", wish.giver)))
    _check(who, wish)
    code = new_code()
    message, hidden = _message(wish, code)
    raw = encoded(message)
    try:
        with acting_as(who.name), conversation.together():
            found = take_in(raw, message)
            if wish.hear_back == "signed-in":
                _link(who, message.handover)
    except IntegrityError:
        raise BadInput(_finding("handover-twice", "overdracht")) from None
    return Sent(message.handover, code, found, hidden)


def draft(who: Person, wish: Wish) -> tuple[Offered, bool]:
    """The message as it would be sent, for the person to read before agreeing, and whether a number was made
    unreadable. BadInput and NotAllowed as `offer` raises them, but for the consent. Nothing is kept."""
    agreed = replace(wish, agreed=True)
    require(who, *(("see", "") if wish.how == "self" else ("hand-over", wish.giver)))
    _check(who, agreed)
    return _message(agreed, "")


def new_code() -> str:
    """A code of 79 bits, in groups of four; no letters or digits that look alike."""
    code = "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LETTERS))
    return "-".join(code[place : place + 4] for place in range(0, _CODE_LETTERS, 4))


def case_hash(code: str) -> str:
    """What is kept of a code; case, spaces and hyphens do not count."""
    plain = "".join(letter for letter in code.upper() if letter.isascii() and letter.isalnum())
    return hashlib.sha256(f"handover {plain}".encode()).hexdigest()


def subject_of(who: Person) -> Subject:
    """How a dossier names the account of somebody who is signed in."""
    return Subject(f"account-{who.id}", ACCOUNT)


def _link(who: Person, id: str) -> None:
    row = Handover.objects.select_related("giver_dossier", "taker_dossier").get(pk=id)
    for dossier in (row.giver_dossier, row.taker_dossier):
        assert dossier is not None, "just opened"
        conversation.about(dossier, subject_of(who))


def _message(wish: Wish, code: str) -> tuple[Offered, bool]:
    question, hidden = unreadable(wish.question.replace("\r\n", "\n").strip())
    facts: list[Fact] = []
    for label, value in wish.facts:
        fact, found = unreadable_fact(label, value.strip())
        facts.append(fact)
        hidden = hidden or found
    now, (giver, taker) = clock.now(), wish.names
    message = Offered(
        handover=wish.id or clock.salt(16).hex(),
        sequence=1,
        party="giver",
        sent_at=now,
        version=VERSION,
        giver=wish.giver,
        taker=wish.taker,
        question=question,
        consent=Consent(CONSENT.fill(giver=giver, taker=taker).to(wish.language), now, wish.how),
        case_hash=case_hash(code),
        hear_back=wish.hear_back,
        product=wish.product,
        facts=tuple(facts),
    )
    return message, hidden


def _check(who: Person, wish: Wish) -> None:
    """Everything that is wrong, by field."""
    wrong = [
        ("no-giver", "van", not takes(wish.giver)),
        ("handover-to-oneself", "organisatie", bool(wish.taker) and wish.taker == wish.giver),
        ("not-here", "organisatie", not takes(wish.taker)),
        ("no-question", "vraag", not wish.question.strip()),
        ("long-question", "vraag", len(wish.question.replace("\r\n", "\n").strip()) > MOST_QUESTION),
        ("many-facts", "gegevens", len(wish.facts) > MOST_FACTS),
        ("no-consent", "toestemming", not wish.agreed),
        ("not-signed-in", "antwoord", wish.hear_back == "signed-in" and not who.citizen),
        ("handover-twice", "overdracht", bool(wish.id) and not _ID.fullmatch(wish.id)),
        ("handover-twice", "overdracht", Handover.objects.filter(pk=wish.id).exists()),
    ]
    for label, value in wish.facts:
        wrong.append(("empty-fact", label, not value.strip()))
        wrong.append(("long-fact", label, len(value.strip()) > MOST_VALUE))
    found = [_finding(code, where) for code, where, is_wrong in wrong if is_wrong]
    if found:
        raise BadInput(*found)


def _finding(code: str, where: str) -> Finding:
    return Finding(code, where, *_WORDS[code])


_WORDS = {
    "no-giver": (
        Text(nl="Kies welke organisatie overdraagt.", en="Choose which organisation hands over."),
        Text(nl="Kies er een uit de lijst.", en="Choose one from the list."),
    ),
    "handover-to-oneself": (
        Text(nl="Dit is dezelfde organisatie.", en="This is the same organisation."),
        Text(nl="Kies een andere.", en="Choose another."),
    ),
    "not-here": (
        Text(nl="Aan deze organisatie kunnen we hier niet overdragen.", en="We cannot hand over to this organisation."),
        Text(nl="Kies een andere, of maak een brief.", en="Choose another, or make a letter."),
    ),
    "no-question": (
        Text(nl="U hebt nog niet gezegd wat de vraag is.", en="You have not said yet what the question is."),
        Text(nl="Schrijf de vraag in eigen woorden.", en="Write the question in your own words."),
    ),
    "long-question": (
        Text(nl="De vraag is te lang.", en="The question is too long."),
        Text(nl=f"Gebruik hoogstens {MOST_QUESTION} tekens.", en=f"Use at most {MOST_QUESTION} characters."),
    ),
    "many-facts": (
        Text(nl="Dit zijn te veel gegevens.", en="These are too many particulars."),
        Text(nl=f"Geef er hoogstens {MOST_FACTS} door.", en=f"Pass on at most {MOST_FACTS}."),
    ),
    "no-consent": (
        Text(nl="Zonder toestemming dragen we niets over.", en="Without consent we hand nothing over."),
        Text(nl="Lees de zin en vink haar aan.", en="Read the sentence and tick it."),
    ),
    "not-signed-in": (
        Text(nl="U bent niet aangemeld als burger of bedrijf.", en="You are not signed in as a citizen or company."),
        Text(nl="Kies voor de code.", en="Choose the code."),
    ),
    "empty-fact": (
        Text(nl="U vinkte dit aan en vulde niets in.", en="You ticked this and filled in nothing."),
        Text(nl="Vul het in, of haal het vinkje weg.", en="Fill it in, or take the tick away."),
    ),
    "long-fact": (
        Text(nl="Dit is te lang.", en="This is too long."),
        Text(nl=f"Gebruik hoogstens {MOST_VALUE} tekens.", en=f"Use at most {MOST_VALUE} characters."),
    ),
    "handover-twice": (
        Text(nl="Deze overdracht is al verstuurd.", en="This handover was sent already."),
        Text(
            nl="Bekijk haar met de code die u kreeg, of begin opnieuw.",
            en="See it with the code that you got, or begin again.",
        ),
    ),
}
