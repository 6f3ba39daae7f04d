# SPDX-License-Identifier: EUPL-1.2
"""What the parties do: each act is one message that is made here, with its number and moment, and delivered."""

from typing import Any

from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text
from stelsel.node import clock
from stelsel.node.audit import acting_as
from stelsel.node.handover._deliver import deliver
from stelsel.node.handover._find import Seen, look, look_as_person
from stelsel.node.identity import NOBODY, Person
from stelsel.priorities.services.handover import (
    ACTS,
    HOWS,
    MOST_TEXT,
    VERSION,
    Act,
    How,
    Party,
    Standing,
    encoded,
    unreadable,
)

_NEEDS_TEXT: dict[Act, str] = {"refuse": "why", "ask": "text", "tell": "text", "answer": "text"}
"""Act -> the field of its message that holds what was said."""
FOR_THE_PERSON: tuple[Act, ...] = ("tell", "withdraw")
"""What an employee of the giver writes down for the person, at the counter or on the phone."""


def act_for(who: Person, id: str, act: str, said: str = "", right: str = "", how: str = "") -> Standing:
    """Do something as who works at one of the two organisations: accept, refuse (with a reason, and which organisation
    is right), ask, answer, escalate; and for the person, how it was told: tell, withdraw. BadInput says what is
    missing or why it is not possible now, NotThere for who has nothing to do with it."""
    seen = look(who, id)
    known = _known(act)
    party = _party(seen, known)
    told: How = next((one for one in HOWS if one == how and one != "self"), "counter")
    return _send(seen, known, party, said, right, told, who.name)


def act_as_person(id: str, act: str, said: str = "", who: Person = NOBODY) -> Standing:
    """Do something as the person, who showed the code or is linked to it: tell, withdraw, escalate."""
    return _send(look_as_person(id, who), _known(act), "person", said, "", "self", who.name)


def _party(seen: Seen, act: Act) -> Party:
    """As which party somebody acts who works at one organisation or at both."""
    if act in FOR_THE_PERSON and "giver" in seen.sides:
        return "person"
    able: list[Party] = [side for side in seen.sides if act in seen.standing.acts[side]]
    if able:
        return able[0]
    return seen.sides[0]


def _send(seen: Seen, act: Act, party: Party, said: str, right: str, how: How, by: str) -> Standing:
    more: dict[str, Any] = {}
    if act in _NEEDS_TEXT:
        more[_NEEDS_TEXT[act]] = _text(said)
    if act in FOR_THE_PERSON:
        more["told_how"] = how
    if act == "refuse":
        more["right_organisation"] = " ".join(right.split())[:255]
    if act not in seen.standing.acts[party]:
        raise BadInput(_finding("handover-not-now"))
    message = ACTS[act](
        handover=seen.row.pk,
        sequence=len(seen.standing.taken) + 1,
        party=party,
        sent_at=clock.now(),
        version=VERSION,
        **more,
    )
    with acting_as(by):
        return deliver(encoded(message))


def _text(said: str) -> str:
    """What was said, with numbers of persons made unreadable."""
    plain, _ = unreadable(said.replace("\r\n", "\n").strip())
    if not plain:
        raise BadInput(_finding("no-text"))
    if len(plain) > MOST_TEXT:
        raise BadInput(_finding("long-text"))
    return plain


def _known(act: str) -> Act:
    found = next((one for one in ACTS if one == act), None)
    if found is None:
        raise BadInput(_finding("no-act"))
    return found


def _finding(code: str) -> Finding:
    return Finding(code, "tekst" if code.endswith("text") else "stap", *_WORDS[code])


_WORDS = {
    "no-text": (
        Text(nl="U hebt nog niets geschreven.", en="You have not written anything yet."),
        Text(nl="Schrijf het in een paar zinnen.", en="Write it in a few sentences."),
    ),
    "long-text": (
        Text(nl=f"De tekst is langer dan {MOST_TEXT} tekens.", en=f"The text is over {MOST_TEXT} characters."),
        Text(nl="Maak de tekst korter.", en="Make the text shorter."),
    ),
    "no-act": (
        Text(nl="U hebt niet gekozen wat u doet.", en="You did not choose what to do."),
        Text(nl="Gebruik een van de knoppen.", en="Use one of the buttons."),
    ),
    "handover-not-now": (
        Text(nl="Dit kan nu niet (meer).", en="This is not possible now (any more)."),
        Text(nl="Bekijk hieronder hoe de overdracht staat.", en="See below how the handover stands."),
    ),
}
