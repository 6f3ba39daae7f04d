# SPDX-License-Identifier: EUPL-1.2
"""What the parties say to each other: each act is one message that is made here, with its number and moment, and
delivered. Publishing and signing, which also write in a log, stand in `_bind`."""

from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from stelsel.kernel import personal_data
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire
from stelsel.node import clock
from stelsel.node.audit import acting_as
from stelsel.node.data_requests._deliver import deliver
from stelsel.node.data_requests._find import Seen, look
from stelsel.node.identity import Person
from stelsel.nouns.agreement import Agreement
from stelsel.priorities.data.requests import (
    ACTS,
    ADVICE,
    MOST_TEXT,
    VERSION,
    Act,
    Party,
    Standing,
    encoded,
    finding,
    raw_agreement,
)

_NEEDS_TEXT: frozenset[Act] = frozenset({"inquire", "explain", "advise", "propose", "refuse", "withdraw"})
_OF_A_VERSION: frozenset[Act] = frozenset({"advise", "agree"})


@dataclass(frozen=True)
class Said:
    """What goes along with an act: words, the number of the version that was on screen (0: not said), advice with the
    codes of what stood out, and for another version the whole of it."""

    text: str = ""
    version: int = 0
    advice: str = ""
    seen_codes: tuple[str, ...] = ()
    body: Agreement | None = None


def act_for(who: Person, id: str, act: str, said: Said, seen: Seen | None = None) -> Standing:
    """Do something as who works at a party: ask, explain, advise, propose, agree, refuse, withdraw, escalate. BadInput
    says what is missing or why it is not possible now; NotThere for who has nothing to do with it. After a refusal
    nothing was written. `seen`: the request as this person read it just now."""
    known = next((one for one in ACTS if one == act and one not in ("publish", "sign")), None)
    if known is None:
        raise BadInput(_wrong("no-act", "stap"))
    seen = seen or look(who, id)
    party = acting_party(seen, known)
    if known == "propose" and said.version not in (0, seen.standing.newest.number):
        raise BadInput(finding("request-old-version"))
    message = ACTS[known](
        data_request=seen.row.pk,
        sequence=len(seen.standing.taken) + 1,
        party=party,
        sent_at=clock.now(),
        version=VERSION,
        **_more(known, said),
    )
    with acting_as(who.name):
        return deliver(encoded(message))


def acting_party(seen: Seen, act: Act) -> Party:
    """As which party somebody does this who works at one or at several. BadInput where none of them can now."""
    for side in seen.sides:
        if act in seen.standing.acts[side]:
            return side
    others = any(act in acts for acts in seen.standing.acts.values())
    found = finding("request-over" if seen.standing.over else "request-party" if others else "request-not-now")
    possible = ", ".join(dict.fromkeys(one for side in seen.sides for one in seen.standing.acts[side]))
    cure = _POSSIBLE.fill(cure=found.cure, acts=possible) if possible else found.cure
    raise BadInput(replace(found, cure=cure))


def _more(act: Act, said: Said) -> dict[str, Any]:
    more: dict[str, Any] = {}
    if act in _NEEDS_TEXT:
        more["text"] = _text(said.text)
    if act in _OF_A_VERSION:
        more["about_version"] = max(said.version, 1)
    if act == "advise":
        if said.advice not in ADVICE:
            raise BadInput(_wrong("no-advice", wire("advice")))
        more |= {"advice": said.advice, "seen_codes": said.seen_codes}
    if act == "propose":
        assert said.body is not None, "a version is always given whole"
        more["proposed_agreement"] = raw_agreement(said.body)
    return more


def _text(said: str) -> str:
    plain = said.replace("\r\n", "\n").strip()
    if not plain:
        raise BadInput(_wrong("no-text", wire("text")))
    if len(plain) > MOST_TEXT:
        raise BadInput(_wrong("long-text", wire("text")))
    if personal := personal_data.find({wire("text"): plain}):
        raise BadInput(*personal)
    return plain


def _wrong(code: str, where: str) -> Finding:
    return Finding(code, where, *_WORDS[code])


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
    "no-advice": (
        Text(nl="U hebt geen advies gekozen.", en="You chose no advice."),
        Text(nl="Kies een van de drie.", en="Choose one of the three."),
    ),
}


_POSSIBLE = Text(nl="{cure} Wat u nu kunt: {acts}.", en="{cure} What you can do now: {acts}.")
