# SPDX-License-Identifier: EUPL-1.2
"""`stelsel agreement standing`: who signed an agreement, whether it is in force on a day, and why."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.shared_options import As, Json, Lang, asker, language, open_node, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.text import Text

if TYPE_CHECKING:
    from stelsel.book.book import Book
    from stelsel.nouns.agreement import AgreementStanding, PartyStanding


@needing("see")
def standing(
    address: Annotated[
        str, typer.Argument(metavar="ADDRESS", help=spoken("Adres van een afspraak.", "Address of an agreement."))
    ],
    on_day: Annotated[
        str, typer.Option("--day", metavar="DATE", help=spoken("Dag; anders vandaag.", "Day; else today."))
    ] = "",
    publisher: As = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    from stelsel.kernel.ids import entry_id
    from stelsel.kernel.time import day
    from stelsel.nouns.agreement import STATES, agreement_standing

    entry_id(address, "ADDRESS")
    asked = day(on_day, "--day") if on_day else None
    book = open_node().book(asker(publisher))
    found = agreement_standing(book, address, asked or book.day)
    if json:
        say.as_json(_plain(found))
        return
    spoken_now = language()
    print(f"{found.body.title} {found.body.version}: {STATES[found.state].to(spoken_now)} ({found.day.isoformat()})")
    if found.body.sample:
        print(_SAMPLE.to(spoken_now))
    say.lines(Text(nl="Omdat", en="Because"), (one.text.to(spoken_now) for one in found.reasons))
    if found.parties:
        say.rows(_HEADINGS, (_row(book, one, spoken_now) for one in found.parties))


def _row(book: "Book", one: "PartyStanding", spoken_now: str) -> tuple[str, ...]:
    from stelsel.nouns.agreement import ROLES, SIGNATURE_OUTCOMES, name_of

    said = SIGNATURE_OUTCOMES[one.outcome].to(spoken_now) if one.outcome else _NOTHING.to(spoken_now)
    now = name_of(book, one.seat.now) if one.seat.now else _UNKNOWN.to(spoken_now)
    day = one.signature.day.isoformat() if one.signature else "—"
    by = name_of(book, one.signature.body.signing_party) if one.signature else "—"
    return ROLES[one.role].to(spoken_now), name_of(book, one.organisation), now, said, by, day


def _plain(found: "AgreementStanding") -> dict[str, Any]:
    """English names for the parts, texts in the language of the command."""
    spoken_now = language()
    return {
        "address": found.address,
        "day": found.day.isoformat(),
        "state": found.state,
        "inForce": found.in_force,
        "sample": found.body.sample,
        "reasons": [
            {"text": one.text.to(spoken_now), "entry": one.ref.id if one.ref else None} for one in found.reasons
        ],
        "parties": [_party(one) for one in found.parties],
        "replacedBy": found.replaced_by,
        "circle": list(found.circle),
        "notCounting": [one.record.id for one in found.foreign],
    }


def _party(one: "PartyStanding") -> dict[str, Any]:
    signed = one.signature
    return {
        "organisation": one.organisation,
        "role": one.role,
        "now": one.seat.now,
        "couldBe": list(one.seat.could),
        "outcome": one.outcome,
        "signedBy": signed.body.signing_party if signed else None,
        "countsFrom": signed.day.isoformat() if signed else None,
        "signature": signed.record.id if signed else None,
        "endsFrom": one.ending.day.isoformat() if one.ending else None,
        "onOtherRevisions": [it.record.id for it in one.older],
    }


def add(app: typer.Typer) -> None:
    """Adds this command to the group of agreements."""
    app.command("standing")(standing)


standing.__doc__ = spoken(
    "Hoe staat een afspraak: wie tekende, en geldt zij?", "How does an agreement stand: who signed, and is it in force?"
)
_SAMPLE = Text(nl="Dit is een verzonnen voorbeeld.", en="This is an invented example.")
_NOTHING = Text(nl="nog niets", en="nothing yet")
_UNKNOWN = Text(nl="onbekend", en="unknown")
_HEADINGS = (
    Text(nl="Rol", en="Role"),
    Text(nl="Partij", en="Party"),
    Text(nl="Wie er nu zit", en="Who stands for it now"),
    Text(nl="Besluit", en="Decision"),
    Text(nl="Getekend door", en="Signed by"),
    Text(nl="Telt vanaf", en="Counts from"),
)
