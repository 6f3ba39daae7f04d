# SPDX-License-Identifier: EUPL-1.2
"""How an agreement stands, on its page: the state, the reasons with the entries they rest on, and who signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from stelsel.book.book import Book
from stelsel.faces.web.addresses import entry_path, question_path
from stelsel.faces.web.templatetags.tables import Cell, Column, Table
from stelsel.kernel.text import Text
from stelsel.kernel.time import say_day
from stelsel.kernel.vocabulary import wire
from stelsel.nouns.agreement import (
    ROLES,
    SIGNATURE_OUTCOMES,
    STATES,
    AgreementStanding,
    PartyStanding,
    agreement_standing,
    name_of,
)

NEEDED = ("provider", "consumer")


@dataclass(frozen=True)
class Standing:
    """What the page shows: the state and its day, pairs of reason and address (empty without), the table of parties,
    the address of the question about one act of sharing (empty where nobody gives or gets), and all of it as found."""

    state: Text
    day: Text
    reasons: tuple[tuple[Text, str], ...]
    table: Table | None
    question: str
    found: AgreementStanding


def standing_of(book: Book, address: str, language: str) -> Standing:
    """How the agreement at an address stands on the day of asking."""
    found = agreement_standing(book, address, book.day)
    rows = [_row(book, one, language) for one in found.parties]
    reasons = tuple((one.text, entry_path(language, one.ref.id) if one.ref else "") for one in found.reasons)
    table = Table(_TITLE, _COLUMNS, rows) if rows else None
    return Standing(STATES[found.state], _day(found.day), reasons, table, _asked(found, language), found)


def _row(book: Book, one: PartyStanding, language: str) -> tuple[object, ...]:
    signed, now = one.signature, one.seat.now
    moved = _NOW.fill(who=name_of(book, now)) if now and now != one.organisation else ""
    party = Cell(name_of(book, one.organisation), note=_NOBODY if now is None else moved)
    if signed is None:
        older = _OLDER if one.older else ""
        return ROLES[one.role], party, Cell(_NOTHING, note=older), _DASH, _DASH, _DASH
    body = signed.body
    ending = _ENDS.fill(day=_day(one.ending.day)) if one.ending else ""
    outcome, href = SIGNATURE_OUTCOMES[body.signature_outcome], entry_path(language, signed.record.id)
    said = Cell(outcome, href, ending or body.reasons)
    return ROLES[one.role], party, said, name_of(book, body.signing_party), _day(signed.day), body.mandate_ground


def _day(day: date) -> Text:
    return Text(nl=say_day(day, "nl"), en=say_day(day, "en"))


def _asked(found: AgreementStanding, language: str) -> str:
    """The question with the two parties filled in."""
    roles = {one.party_role: one.organisation for one in reversed(found.body.agreement_parties)}
    if not all(role in roles for role in NEEDED):
        return ""
    inputs = {wire("data_provider"): roles["provider"], wire("data_consumer"): roles["consumer"]}
    return f"{question_path(language, 'mag-dit-delen')}?{urlencode(inputs)}"


_TITLE = Text(nl="Partijen en handtekeningen", en="Parties and signatures")
_COLUMNS = (
    Column(Text(nl="Rol", en="Role")),
    Column(Text(nl="Partij", en="Party")),
    Column(Text(nl="Besluit", en="Decision")),
    Column(Text(nl="Getekend door", en="Signed by")),
    Column(Text(nl="Telt vanaf", en="Counts from")),
    Column(Text(nl="Mandaat", en="Mandate")),
)
_DASH = Text(nl="–", en="–")
_ENDS = Text(nl="opgezegd: geldt niet meer vanaf {day}", en="ended: no longer holds from {day}")
_NOTHING = Text(nl="nog niet getekend", en="not signed yet")
_NOW = Text(nl="nu {who}", en="now {who}")
_NOBODY = Text(nl="opvolger niet bekend", en="successor not known")
_OLDER = Text(nl="tekende een andere revisie", en="signed another revision")
