# SPDX-License-Identifier: EUPL-1.2
"""Mandates: who may bind an organisation to what, until when and up to which amount (Algemene wet bestuursrecht,
articles 10:1 to 10:12: in the name of the organisation, in writing, revocable at any time).

A role says what an account may do with the product; a mandate says what its organisation is bound to by it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.contrib.auth import get_user_model
from django.db import transaction

from stelsel.book.permission import OPERATIONS
from stelsel.kernel.problem import BadInput, Finding, NotAllowed, bad_input
from stelsel.kernel.text import Text, number
from stelsel.kernel.time import day, say_day
from stelsel.node import clock
from stelsel.node.audit import audit
from stelsel.node.identity import Person
from stelsel.node.models import Mandate, Membership
from stelsel.node.permission import may, require

MOST_EUR = Decimal(999_999_999_999)


@dataclass(frozen=True)
class Act:
    """What somebody wants to bind an organisation to: an operation of `book.permission`, the kind of entry (empty:
    none), and the amount in euros, VAT included (None: not known)."""

    operation: str
    kind: str = ""
    amount_eur: Decimal | None = None


@dataclass(frozen=True)
class Verdict:
    """Whether somebody is mandated, and why: a reason for each mandate that was looked at, or one that says that there
    is none. `mandate` is the number of the one that holds."""

    holds: bool
    reasons: tuple[Text, ...]
    mandate: int | None = None


@dataclass(frozen=True)
class Wish:
    """A mandate to grant, as typed: days as YYYY-MM-DD, an amount as 1000 or 1000.00. Empty: any operation, any kind,
    no limit, from today, until it is revoked."""

    account: str
    operation: str = ""
    kind: str = ""
    limit_eur: str = ""
    start: str = ""
    end: str = ""


def mandated(person: Person, publisher: str, what: Act, on_day: date) -> Verdict:
    """Whether this person may bind this publisher to this on that day. Two queries.

    First and last day count; a limit includes its own amount; on the day of revocation a mandate no longer holds. An
    unknown amount stays below no limit. Who has no role at the publisher has no mandate there.
    """
    if not person.id or not Membership.objects.filter(user_id=person.id, publisher=publisher).exists():
        return Verdict(False, (_NO_ROLE.fill(publisher=publisher),))
    reasons = []
    for one in Mandate.objects.filter(user_id=person.id, publisher=publisher).order_by("id"):
        against = _against(one, what, on_day)
        if against is None:
            return Verdict(True, (_HOLDS.fill(number=str(one.id), what=words(one)),), one.id)
        reasons.append(_FAILS.fill(number=str(one.id), why=against))
    return Verdict(False, tuple(reasons) or (_NONE.fill(publisher=publisher),))


def require_mandate(person: Person, publisher: str, what: Act) -> int:
    """The number of the mandate on which this person binds this publisher today. NotAllowed, with the reasons, where
    there is none."""
    verdict = mandated(person, publisher, what, clock.today())
    if verdict.mandate is None:
        why = Text(nl=" ".join(one.nl for one in verdict.reasons), en=" ".join(one.en for one in verdict.reasons))
        raise NotAllowed(Finding("no-mandate", what.operation, _CANNOT_BIND.fill(why=why), _ASK_MANDATE))
    return verdict.mandate


def mandates_of(person: Person, publisher: str) -> list[Mandate]:
    """Every mandate at a publisher that this person administers, the newest first."""
    require(person, "grant-mandate", publisher)
    return list(Mandate.objects.filter(publisher=publisher).select_related("user").order_by("-id"))


@transaction.atomic
def grant(by: Person, publisher: str, wish: Wish, kinds: Collection[str]) -> Mandate:
    """A mandate for an account with a role at this publisher. BadInput names the field; NotAllowed for who may not.
    `kinds` are the names of the kinds there are. Nobody grants one to themselves."""
    require(by, "grant-mandate", publisher)
    user = (
        get_user_model()
        .objects.filter(username=wish.account, memberships__publisher=publisher, memberships__machine=False)
        .first()
    )
    if user is None:
        raise _wrong(
            "account",
            "Dit account heeft geen rol bij deze organisatie.",
            "This account has no role at this organisation.",
        )
    if user.pk == by.id:
        raise _wrong("account", "Uzelf kunt u geen mandaat geven.", "You cannot grant a mandate to yourself.")
    if wish.operation and wish.operation not in OPERATIONS:
        raise _wrong("handeling", "Deze handeling kennen we niet.", "We do not know this operation.")
    if wish.kind and wish.kind not in kinds:
        raise _wrong("soort", "Deze soort bestaat niet.", "There is no such kind.")
    start = day(wish.start, "vanaf") if wish.start else clock.today()
    end = day(wish.end, "tot-en-met") if wish.end else None
    if end is not None and end < max(start, clock.today()):
        raise _wrong(
            "tot-en-met",
            "De laatste dag ligt voor de eerste, of is al voorbij.",
            "The last day lies before the first, or has passed.",
        )
    made = Mandate.objects.create(
        user=user,
        publisher=publisher,
        operation=wish.operation,
        kind=wish.kind,
        limit_eur=_amount(wish.limit_eur),
        start=start,
        end=end,
        granted_by=by.name,
        granted_on=clock.today(),
    )
    audit("grant-mandate", by.name, f"mandate/{made.pk}", publisher=publisher, account=user.get_username())
    return made


@transaction.atomic
def revoke(by: Person, number_of: int) -> Mandate:
    """From today on a mandate no longer holds; it stays in the list."""
    found = Mandate.objects.select_related("user").filter(pk=number_of).first()
    if found is None or not may(by, "grant-mandate", found.publisher):
        raise bad_input(
            "no-such-mandate",
            "",
            Text(nl="Dit mandaat is er niet.", en="There is no such mandate."),
            Text(nl="Kijk in de lijst van mandaten.", en="See the list of mandates."),
        )
    if found.revoked_on is None:
        found.revoked_on, found.revoked_by = clock.today(), by.name
        found.save(update_fields=["revoked_on", "revoked_by"])
        audit("revoke-mandate", by.name, f"mandate/{found.pk}", publisher=found.publisher)
    return found


def state(one: Mandate, on_day: date) -> str:
    """`revoked`, `later` (not begun), `over`, or `holds` on this day."""
    if one.revoked_on is not None and one.revoked_on <= on_day:
        return "revoked"
    if on_day < one.start:
        return "later"
    return "over" if one.end is not None and one.end < on_day else "holds"


def words(one: Mandate) -> Text:
    """What a mandate is for, in words: operation, kind, limit."""
    parts = Text(nl=one.operation or "elke handeling", en=one.operation or "any operation")
    if one.kind:
        parts = Text(nl=f"{parts.nl}, alleen {one.kind}", en=f"{parts.en}, only {one.kind}")
    if one.limit_eur is None:
        return Text(nl=f"{parts.nl}, zonder bedrag", en=f"{parts.en}, no limit")
    return Text(
        nl=f"{parts.nl}, tot en met € {number(one.limit_eur, 'nl', 2)}",
        en=f"{parts.en}, up to €{number(one.limit_eur, 'en', 2)}",
    )


def _against(one: Mandate, what: Act, on_day: date) -> Text | None:
    """Why a mandate does not cover this; None where it does."""
    found = state(one, on_day)
    if found != "holds":
        return _STATES[found].fill(
            day=_said(one.revoked_on if found == "revoked" else one.start if found == "later" else one.end)
        )
    if one.operation not in ("", what.operation):
        return _OTHER_OPERATION.fill(operation=one.operation)
    if one.kind not in ("", what.kind):
        return _OTHER_KIND.fill(kind=one.kind)
    if one.limit_eur is None:
        return None
    if what.amount_eur is None or not what.amount_eur.is_finite() or what.amount_eur < 0:
        return _AMOUNT_UNKNOWN
    return _ABOVE.fill(what=words(one)) if what.amount_eur > one.limit_eur else None


def _said(when: date | None) -> Text:
    assert when is not None, "a state names its day"
    return Text(nl=say_day(when, "nl"), en=say_day(when, "en"))


def _amount(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        amount = Decimal(text)
        if not amount.is_finite() or not 0 <= amount <= MOST_EUR or amount != amount.quantize(Decimal("0.01")):
            raise InvalidOperation
    except InvalidOperation:
        raise _wrong("bedrag", "Dit is geen bedrag in euro's.", "This is no amount in euros.") from None
    return amount


def _wrong(where: str, nl: str, en: str) -> BadInput:
    return BadInput(Finding("mandate", where, Text(nl=nl, en=en), _CURES[where]))


_CURES: dict[str, Text] = {
    "account": Text(
        nl="Kies een ander account van deze organisatie.", en="Choose another account of this organisation."
    ),
    "handeling": Text(nl=f"Kies uit: {', '.join(OPERATIONS)}.", en=f"Choose from: {', '.join(OPERATIONS)}."),
    "soort": Text(nl="Kies een soort uit de lijst.", en="Choose a kind from the list."),
    "tot-en-met": Text(nl="Kies een latere dag, of laat hem leeg.", en="Choose a later day, or leave it empty."),
    "bedrag": Text(nl="Schrijf bijvoorbeeld 25000 of 25000.50.", en="Write for instance 25000 or 25000.50."),
}
_NO_ROLE = Text(
    nl="Geen rol bij {publisher}, dus ook geen mandaat.", en="No role at {publisher}, so no mandate either."
)
_CANNOT_BIND = Text(
    nl="U kunt uw organisatie hier niet binden. {why}", en="You cannot bind your organisation here. {why}"
)
_ASK_MANDATE = Text(
    nl="Vraag uw beheerder om een mandaat voor “een afspraak ondertekenen”.",
    en="Ask your administrator for a mandate to “sign an agreement”.",
)
_NONE = Text(nl="U hebt bij {publisher} geen mandaat.", en="You have no mandate at {publisher}.")
_HOLDS = Text(nl="Mandaat {number} geldt: {what}.", en="Mandate {number} holds: {what}.")
_FAILS = Text(nl="Mandaat {number} is niet genoeg: {why}", en="Mandate {number} is not enough: {why}")
_STATES = {
    "revoked": Text(nl="het is ingetrokken op {day}.", en="it was revoked on {day}."),
    "later": Text(nl="het begint op {day}.", en="it begins on {day}."),
    "over": Text(nl="het gold tot en met {day}.", en="it held until {day}."),
}
_OTHER_OPERATION = Text(nl="het is voor de handeling {operation}.", en="it is for the operation {operation}.")
_OTHER_KIND = Text(nl="het is voor de soort {kind}.", en="it is for the kind {kind}.")
_AMOUNT_UNKNOWN = Text(
    nl="het bedrag is onbekend, en het mandaat heeft een grens.",
    en="the amount is unknown, and the mandate has a limit.",
)
_ABOVE = Text(nl="het bedrag is hoger dan de grens ({what}).", en="the amount is above the limit ({what}).")
