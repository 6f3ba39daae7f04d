# SPDX-License-Identifier: EUPL-1.2
"""Seeing handovers: for the person by the code or the account, for who works at one of the two organisations. Whoever
may not gets the same as for one that is not there."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.node import clock
from stelsel.node.audit_tally import refused
from stelsel.node.dossiers import NotThere, conversation
from stelsel.node.handover._deliver import PERSON
from stelsel.node.handover._offer import case_hash, subject_of
from stelsel.node.identity import NOBODY, Person, forget_failures, note_failure, too_many_failures
from stelsel.node.models import Dossier, Handover
from stelsel.node.permission import where
from stelsel.priorities.services.handover import Party, Standing, read, standing

_GUESS = "(zaakcode)"
"""As whom wrong codes are counted for a network address; no account can have this name."""
MOST = 200
"""Handovers in one list."""


@dataclass(frozen=True)
class Seen:
    """A handover as somebody sees it: its row, how it stands, as which parties they look, and whether the content is
    for them: after consent was withdrawn it is no longer for the taker."""

    row: Handover
    standing: Standing
    sides: tuple[Party, ...]
    content: bool


def find_case(code: str, address: str) -> str:
    """The id of the handover with this code. BadInput for a wrong one, which does not tell whether it ever held, and
    for who guessed too often from this network address."""
    if too_many_failures(_GUESS, address):
        raise _wrong("U probeerde te vaak een verkeerde code.", "You tried a wrong code too often.", _WAIT_NL, _WAIT_EN)
    found = case_of(code)
    if not found:
        note_failure(_GUESS, address)
        refused("case-code", "", "page")
        raise _wrong("Met deze code vinden we geen zaak.", "We find no case with this code.", _CHECK_NL, _CHECK_EN)
    forget_failures(_GUESS, address)
    return found


def case_of(code: str) -> str:
    """The id of the handover with this code; empty where there is none. Guards no guessing by itself."""
    row = Handover.objects.filter(case_hash=case_hash(code)).first()
    return row.pk if row is not None and _dossier(row, ("giver", "taker")) is not None else ""


def look(who: Person, id: str) -> Seen:
    """A handover for who may deal with it at one of its organisations; the reading is logged. NotThere for others."""
    row = _row(id)
    mine = where(who, "hand-over")
    sides: list[Party] = []
    if row.giver in mine:
        sides.append("giver")
    if row.taker in mine:
        sides.append("taker")
    dossier = _dossier(row, ("giver", "taker"))
    if not sides or dossier is None:
        if dossier is not None:
            conversation.refuse_hearing(who, dossier)
        raise NotThere
    found = _heard(who, _dossier(row, tuple(sides)) or dossier)
    content = "giver" in sides or found.status != "withdrawn"
    return Seen(row, found, tuple(sides), content)


def look_as_person(id: str, who: Person = NOBODY) -> Seen:
    """A handover for the person whom it is about, who showed the code or is linked to it; the reading is logged."""
    row = _row(id)
    dossier = _dossier(row, ("giver", "taker"))
    if dossier is None:
        raise NotThere
    reader = who if who.name else Person(PERSON, {}, NOBODY.asker)
    return Seen(row, _heard(reader, dossier), ("person",), True)


def listed(who: Person) -> tuple[list[Handover], list[Handover]]:
    """The handovers that come in and that went out, at the organisations where this person may deal with them: what is
    open first, nearest last day first. Nothing of what stands in them."""
    mine = where(who, "hand-over")
    return _ordered(Q(taker__in=mine)), _ordered(Q(giver__in=mine))


def mine(who: Person) -> list[Handover]:
    """The handovers of a citizen or company that is signed in, newest first."""
    return list(_linked(who)[:MOST]) if who.citizen and who.id else []


def is_mine(who: Person, id: str) -> bool:
    """Whether this handover is linked to this account."""
    return who.citizen and bool(who.id) and _linked(who).filter(pk=id).exists()


def _linked(who: Person) -> Any:
    theirs = conversation.about_whom(subject_of(who))
    return Handover.objects.filter(Q(giver_dossier__in=theirs) | Q(taker_dossier__in=theirs))


def _ordered(which: Q) -> list[Handover]:
    found = list(Handover.objects.filter(which)[:MOST])
    return sorted(found, key=lambda row: (row.waits_for == "", row.due is None, row.due or row.offered_on, row.pk))


def _row(id: str) -> Handover:
    row = Handover.objects.select_related("giver_dossier", "taker_dossier").filter(pk=id).first()
    if row is None:
        raise NotThere
    return row


def _dossier(row: Handover, sides: tuple[Party, ...]) -> Dossier | None:
    both = {"giver": row.giver_dossier, "taker": row.taker_dossier}
    return next((both[side] for side in sides if both[side] is not None), None)


def _heard(who: Person, dossier: Dossier) -> Standing:
    return standing((read(one.content.data) for one in conversation.hear(who, dossier)), clock.today())


def _wrong(nl: str, en: str, cure_nl: str, cure_en: str) -> BadInput:
    return bad_input("case-code", "code", Text(nl=nl, en=en), Text(nl=cure_nl, en=cure_en))


_WAIT_NL, _WAIT_EN = "Wacht een kwartier, of bel.", "Wait a quarter of an hour, or call."
_CHECK_NL = "Controleer de code. Na vijf fouten wacht u een kwartier. Bent u de code kwijt? Bel de organisatie."
_CHECK_EN = "Check the code. After five mistakes you wait a quarter of an hour. Lost the code? Call the organisation."
