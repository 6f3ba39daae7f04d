# SPDX-License-Identifier: EUPL-1.2
"""A handover in words: how it stands, its terms, what was shared, and the conversation; for the person and for who
works there alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from stelsel.book.book import Book
from stelsel.faces.web.handover_form import service_of
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.who import publisher_name
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import say_day
from stelsel.node.handover import Seen
from stelsel.priorities.services.handover import (
    HOW_WORDS,
    Accepted,
    Answered,
    AskedMore,
    Escalated,
    Message,
    Offered,
    Refused,
    Standing,
    TermLine,
    ToldMore,
    Withdrawn,
    day_of,
)

CASE = Text(nl="Volg uw zaak", en="Follow your case")
HANDOVERS = Text(nl="Overdrachten", en="Handovers")
HAND_OVER = Text(nl="Draag een vraag over", en="Hand a question over")
STATES: Mapping[str, Text] = {
    "offered": Text(nl="nog niet aangenomen", en="not accepted yet"),
    "accepted": Text(nl="aangenomen", en="accepted"),
    "asked": Text(nl="wacht op de vrager", en="waits for whoever asked"),
    "refused": Text(nl="geweigerd, terug bij de eerste organisatie", en="refused, back at the first organisation"),
    "answered": Text(nl="beantwoord", en="answered"),
    "withdrawn": Text(nl="toestemming ingetrokken", en="consent withdrawn"),
}
"""Status -> a few words for a list."""
TOLD: Mapping[str, Text] = {
    "offered": Text(
        nl="{taker} heeft de vraag gekregen. {taker} moet nog zeggen of zij die aanneemt.",
        en="{taker} has the question. {taker} must still say whether it accepts it.",
    ),
    "accepted": Text(
        nl="{taker} nam de vraag aan en werkt aan het antwoord.",
        en="{taker} accepted the question and is working on the answer.",
    ),
    "asked": Text(
        nl="{taker} heeft een vraag aan de vrager. Zolang daarop geen antwoord is, kan {taker} niet verder.",
        en="{taker} asked something of whoever asked. Until that is answered, {taker} cannot go on.",
    ),
    "refused": Text(
        nl="{taker} nam de vraag niet aan. {giver} zoekt uit waar de vraag wel hoort en laat dat weten.",
        en="{taker} did not accept the question. {giver} finds out where it belongs and will say so.",
    ),
    "answered": Text(nl="Er is antwoord. Het staat hieronder.", en="There is an answer. It stands below."),
    "withdrawn": Text(
        nl="De toestemming is ingetrokken. {taker} stopt ermee en kan de vraag niet meer lezen op zijn pagina.",
        en="The consent was withdrawn. {taker} stops and can no longer read the question on its page.",
    ),
}
"""Status -> how it stands, for everybody."""
_WHAT: Mapping[type[Message], Text] = {
    Offered: Text(nl="droeg de vraag over", en="handed the question over"),
    Accepted: Text(nl="nam de vraag aan", en="accepted the question"),
    Refused: Text(nl="nam de vraag niet aan", en="did not accept the question"),
    AskedMore: Text(nl="vroeg", en="asked"),
    ToldMore: Text(nl="antwoordde op die vraag", en="answered that"),
    Answered: Text(nl="gaf antwoord", en="answered"),
    Withdrawn: Text(nl="trok de toestemming in", en="withdrew the consent"),
    Escalated: Text(nl="meldde dat het te laat is", en="reported that it is late"),
}
_PERSON = Text(nl="De vrager", en="Whoever asked")
_NODE = Text(nl="Stelsel", en="Stelsel")
_RIGHT = Text(nl="Wel de juiste organisatie: {name}", en="The right organisation: {name}")


MASKED = Text(
    nl="We hebben een burgerservicenummer of rekeningnummer onleesbaar gemaakt. Dat nummer is niet nodig, en wij "
    "bewaren het niet.",
    en="We made a citizen service number or bank account unreadable. That number is not needed, and we do not keep it.",
)


def sure_field(error: Text | str = "") -> Field:
    """The tick before consent is withdrawn, which cannot be undone (WCAG 3.3.4)."""
    label = Text(nl="Ja, de toestemming wordt ingetrokken", en="Yes, the consent is withdrawn")
    return Field("zeker", label, "checkbox", error=error)


def check_sure(step: str, typed: Mapping[str, str]) -> None:
    """BadInput where consent would be withdrawn without that tick."""
    if step == "intrekken" and not typed.get("zeker"):
        raise bad_input("not-sure", "zeker", _NOT_SURE, _TICK)


_NOT_SURE = Text(
    nl="Intrekken kunt u niet ongedaan maken. Er is nog niets ingetrokken.",
    en="Withdrawing cannot be undone. Nothing was withdrawn yet.",
)
_TICK = Text(nl="Vink aan dat u het zeker weet.", en="Tick that you are sure.")


def parts(book: Book, seen: Seen) -> dict[str, Any]:
    """What every page of a handover shows."""
    row, found = seen.row, seen.standing
    names = {"giver": publisher_name(book, row.giver), "taker": publisher_name(book, row.taker)}
    offered = found.offered if seen.content else None
    return {
        "row": row,
        "standing": found,
        "state": STATES[found.status],
        "told": TOLD[found.status].fill(**names),
        "holder": _holder(found, names),
        "names": names,
        "offered": offered,
        "service": service_of(book, row.product)[1],
        "consent_how": HOW_WORDS[found.offered.consent.given_how] if found.offered else "",
        "consent_day": date.fromisoformat(found.offered.consent.given_at[:10]) if found.offered else None,
        "terms": [term_words(one) for one in found.terms],
        "lines": [_line(one, names) for one in found.taken] if seen.content else [],
        "asking": next((one.text for one in reversed(found.taken) if isinstance(one, AskedMore)), ""),
        "hidden_content": not seen.content,
    }


def term_words(one: TermLine) -> dict[str, Any]:
    """A term: what must happen, by when, why, and how it stands."""
    if one.met is not None:
        state = Text(nl=f"gedaan op {say_day(one.met, 'nl')}", en=f"done on {say_day(one.met, 'en')}")
    elif one.paused:
        state = Text(nl="staat stil tot de vrager antwoordt", en="stands still until whoever asked answers")
    elif one.overdue:
        state = Text(nl="te laat", en="late")
    else:
        state = Text(nl="loopt", en="runs")
    at_once = one.ground.term is None
    last = Text(nl=say_day(one.last_day, "nl"), en=say_day(one.last_day, "en"))
    return {
        "what": one.ground.what,
        "last_day": Text(nl="meteen", en="at once") if at_once else last,
        "source": one.ground.source,
        "words": "" if at_once else one.words,
        "state": state,
        "overdue": one.overdue,
    }


def _holder(found: Standing, names: Mapping[str, str]) -> Text | str:
    """Who has it now."""
    if not found.waits_for:
        return Text(nl="niemand, het is klaar", en="nobody, it is done")
    return names.get(found.waits_for) or _PERSON


def _line(one: Message, names: Mapping[str, str]) -> dict[str, Any]:
    """One message of the conversation."""
    said = {Refused: "why", Offered: "question"}.get(type(one), "text")
    more = ""
    if isinstance(one, Refused) and one.right_organisation:
        more = _RIGHT.fill(name=one.right_organisation)
    how = getattr(one, "told_how", "")
    return {
        "who": same(names[one.party]) if one.party in names else _NODE if one.party == "node" else _PERSON,
        "what": _WHAT[type(one)],
        "day": day_of(one),
        "text": getattr(one, said, ""),
        "more": more,
        "how": HOW_WORDS[how] if how and how != "self" else "",
    }
