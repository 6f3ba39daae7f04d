# SPDX-License-Identifier: EUPL-1.2
"""The messages of a handover, as JSON bytes with Dutch names and back. They name organisations and never an account, so
that the same bytes can go to another node. A field that is not known is refused, not dropped: whoever shared something
must be able to trust that it arrived whole."""

import re
from datetime import datetime
from typing import Annotated, Literal, get_args

import msgspec
from msgspec import Meta

from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.values import Value

VERSION = 1
"""Of the fields of every message."""
MOST_BYTES = 65_536
"""Largest message in bytes of JSON."""
MOST_QUESTION, MOST_TEXT, MOST_FACTS, MOST_LABEL, MOST_VALUE = 2_000, 4_000, 12, 80, 300
"""Characters of a question, an answer or reason, facts in all, characters of the name of a fact and of the fact."""
FIRST_YEAR, LAST_YEAR = 2014, 3999
"""Years in which `kernel.working_days` knows the holidays, with room for a term."""

Party = Literal["giver", "taker", "person", "node"]
"""giver: the organisation that was asked. taker: the one that it hands over to. person: who asked. node: no party, the
machine itself when a term is over."""
How = Literal["self", "counter", "phone"]
"""self: by the person, online. counter, phone: written down by an employee, for whoever stands or calls there."""
HOWS: tuple[How, ...] = get_args(How)
HearBack = Literal["code", "signed-in"]
"""How the person reads the answer: with the code of the case only, or also when signed in."""

_Question = Annotated[str, Meta(min_length=1, max_length=MOST_QUESTION)]
_Said = Annotated[str, Meta(min_length=1, max_length=MOST_TEXT)]
_Organisation = Annotated[str, Meta(min_length=1, max_length=255)]
_Id = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$")]
_Instant = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$")]


class Fact(Value, frozen=True, forbid_unknown_fields=True):
    """One thing that the person chose to share, under a name."""

    label: Annotated[str, Meta(min_length=1, max_length=MOST_LABEL)]
    value: Annotated[str, Meta(min_length=1, max_length=MOST_VALUE)]


class Consent(Value, frozen=True, forbid_unknown_fields=True):
    """What the person agreed to, word for word, when (RFC 3339, UTC) and how (AVG art. 4(11) and 7(1))."""

    consent_words: Annotated[str, Meta(min_length=10, max_length=1_000)]
    given_at: _Instant
    given_how: How


class _Message(Value, frozen=True, forbid_unknown_fields=True, tag_field="soort"):
    """Of which handover (32 hexadecimal digits), its number there (from 1), by which party, and when."""

    handover: _Id
    sequence: Annotated[int, Meta(ge=1, le=1_000)]
    party: Party
    sent_at: _Instant
    version: Annotated[int, Meta(ge=1)]

    def __post_init__(self) -> None:
        moment = datetime.fromisoformat(self.sent_at)  # ValueError: no such moment
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise ValueError("the year of sending is out of range")


class Offered(_Message, frozen=True, tag="aangeboden"):
    """The question, with what the person shares and agreed to. Organisations by their name as a publisher; `product` is
    the UPL code or empty; `case_hash` is the hash of the code that only the person has (64 hexadecimal digits)."""

    giver: _Organisation
    taker: _Organisation
    question: _Question
    consent: Consent
    case_hash: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
    hear_back: HearBack
    product: Annotated[str, Meta(max_length=255)] = ""
    facts: Annotated[tuple[Fact, ...], Meta(max_length=MOST_FACTS)] = ()


class Accepted(_Message, frozen=True, tag="aangenomen"):
    """The other organisation takes it on."""


class Refused(_Message, frozen=True, tag="geweigerd"):
    """It does not, why not, and which organisation would be right, where it knows one."""

    why: _Said
    right_organisation: Annotated[str, Meta(max_length=255)] = ""


class AskedMore(_Message, frozen=True, tag="meerGevraagd"):
    """It asks the person something."""

    text: _Said


class ToldMore(_Message, frozen=True, tag="aangevuld"):
    """The person answers that."""

    text: _Said
    told_how: How


class Answered(_Message, frozen=True, tag="beantwoord"):
    """The answer. After a refusal it comes from the organisation that was asked first."""

    text: _Said


class Withdrawn(_Message, frozen=True, tag="ingetrokken"):
    """The person withdraws the consent (AVG art. 7(3))."""

    told_how: How


class Escalated(_Message, frozen=True, tag="opgeschaald"):
    """A term is over and somebody, or the machine, says so to whoever is in charge at both."""


Message = Offered | Accepted | Refused | AskedMore | ToldMore | Answered | Withdrawn | Escalated
KINDS: tuple[type[Message], ...] = get_args(Message)
BY: dict[type[Message], frozenset[Party]] = {
    Offered: frozenset({"giver"}),
    Accepted: frozenset({"taker"}),
    Refused: frozenset({"taker"}),
    AskedMore: frozenset({"taker"}),
    ToldMore: frozenset({"person"}),
    Answered: frozenset({"taker", "giver"}),
    Withdrawn: frozenset({"person"}),
    Escalated: frozenset({"giver", "taker", "person", "node"}),
}
"""Who may ever send which message; when, says the fold."""

_VERSION = msgspec.json.Decoder(dict[str, msgspec.Raw])
_DECODER = msgspec.json.Decoder(Message)
_PLACE = re.compile(r" - at `\$\.?([^`]*)`")


def encoded(message: Message) -> bytes:
    """The message as JSON. BadInput when it is larger than another node would take."""
    raw = msgspec.json.encode(message)
    read(raw)
    return raw


def read(raw: bytes) -> Message:
    """The message again. BadInput for anything else: too large, another version, an unknown or missing field, a text
    that is too long. What was written in it is never repeated."""
    if len(raw) > MOST_BYTES:
        raise _wrong("handover-size", "", _SIZE, _SHORTER)
    try:
        version = msgspec.json.decode(_VERSION.decode(raw).get("versie", msgspec.Raw(b"0")), type=int)
        if version != VERSION:
            raise _wrong("handover-version", "versie", _OTHER_VERSION.fill(version=version, ours=VERSION), _RENEW)
        found: Message = _DECODER.decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        place = _PLACE.search(str(error))
        raise _wrong("handover-form", place[1] if place else "", _FORM, _SHAPE) from None
    return found


def _wrong(code: str, where: str, what: Text, cure: Text) -> BadInput:
    return bad_input(code, where, what, cure)


_SIZE = Text(nl=f"Dit bericht is groter dan {MOST_BYTES} bytes.", en=f"This message is larger than {MOST_BYTES} bytes.")
_SHORTER = Text(nl="Maak de tekst korter.", en="Make the text shorter.")
_OTHER_VERSION = Text(
    nl="Dit bericht heeft versie {version}; wij lezen versie {ours}.",
    en="This message has version {version}; we read version {ours}.",
)
_RENEW = Text(nl="Werk een van beide nodes bij.", en="Bring one of the two nodes up to date.")
_FORM = Text(
    nl="Dit is geen bericht van een overdracht, of er ontbreekt iets, is te lang of onbekend.",
    en="This is no message of a handover, or something in it is missing, too long or unknown.",
)
_SHAPE = Text(
    nl="Stuur JSON met de velden die bij deze soort horen, en geen andere.",
    en="Send JSON with the fields of its kind, and no others.",
)
