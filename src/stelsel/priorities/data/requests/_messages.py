# SPDX-License-Identifier: EUPL-1.2
"""The messages of a data request, as JSON bytes with Dutch names and back. They name organisations and never an
account, so that the same bytes can go to another node. A field that is not known is refused, not dropped.

The roles are those of the federated data system: the consumer (afnemer) asks, the provider (aanbieder) gives, the
gatekeeper (poortwachter) judges the request before the provider answers. What they negotiate about is an agreement in
its own form, whole in each version.
"""

import re
from datetime import datetime
from typing import Annotated, Literal, get_args

import msgspec
from msgspec import Meta

from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.values import Value
from stelsel.nouns.agreement import AGREEMENT, Agreement

VERSION = 1
"""Of the fields of every message."""
MOST_BYTES = 1_000_000
"""Largest message in bytes of JSON: a whole agreement goes in one."""
MOST_TEXT = 4_000
"""Characters of a question, an answer, advice or a reason."""
MOST_MESSAGES = 400
"""In one request."""
FIRST_YEAR, LAST_YEAR = 2014, 3999
"""Years in which `kernel.working_days` knows the holidays, with room for a term."""

Party = Literal["consumer", "provider", "gatekeeper", "node"]
"""consumer, provider, gatekeeper: organisations. node: no party, the machine itself when a term is over."""
Advice = Literal["go-ahead", "with-conditions", "against"]
ADVICE: tuple[Advice, ...] = get_args(Advice)

_Said = Annotated[str, Meta(min_length=1, max_length=MOST_TEXT)]
_Publisher = Annotated[str, Meta(min_length=1, max_length=60)]
_Id = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$")]
_Hash = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
_Address = Annotated[str, Meta(min_length=5, max_length=255)]
_Which = Annotated[int, Meta(ge=1, le=MOST_MESSAGES)]
_Instant = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$")]


class _Message(Value, frozen=True, forbid_unknown_fields=True, tag_field="soort"):
    """Of which request (32 hexadecimal digits), its number there (from 1), by which party, and when (RFC 3339, UTC)."""

    data_request: _Id
    sequence: _Which
    party: Party
    sent_at: _Instant
    version: Annotated[int, Meta(ge=1)]

    def __post_init__(self) -> None:
        moment = datetime.fromisoformat(self.sent_at)  # ValueError: no such moment
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise ValueError("the year of sending is out of range")


class Requested(_Message, frozen=True, tag="aangevraagd"):
    """The request: the three organisations by their name as a publisher, what it is for in plain words, and the first
    version of the agreement, with purpose, legal bases and fields."""

    consumer_publisher: _Publisher
    provider_publisher: _Publisher
    gatekeeper_publisher: _Publisher
    text: _Said
    proposed_agreement: msgspec.Raw


class Inquired(_Message, frozen=True, tag="nagevraagd"):
    """The provider or the gatekeeper asks the consumer something."""

    text: _Said


class Explained(_Message, frozen=True, tag="toegelicht"):
    """The consumer answers that."""

    text: _Said


class Advised(_Message, frozen=True, tag="geadviseerd"):
    """What the gatekeeper says of a version, and the codes of what stood against it on its page at that moment."""

    about_version: _Which
    advice: Advice
    text: _Said
    seen_codes: Annotated[tuple[Annotated[str, Meta(max_length=60)], ...], Meta(max_length=100)] = ()


class Proposed(_Message, frozen=True, tag="voorgesteld"):
    """Another version of the agreement, whole, and why. Who proposes it agrees with it."""

    text: _Said
    proposed_agreement: msgspec.Raw


class Agreed(_Message, frozen=True, tag="akkoord"):
    """Agrees with a version. Once both agree with the same one, it can be published and signed."""

    about_version: _Which


class Refused(_Message, frozen=True, tag="geweigerd"):
    """The provider does not share, and why not."""

    text: _Said


class Withdrawn(_Message, frozen=True, tag="ingetrokken"):
    """The consumer withdraws the request, and why."""

    text: _Said


class Published(_Message, frozen=True, tag="gepubliceerd"):
    """The agreed version stands in the log of the provider: address, log, index and leaf hash (RFC 6962, 2.1)."""

    about_version: _Which
    entry: _Address
    log: _Address
    index: Annotated[int, Meta(ge=0)]
    hash: _Hash


class Signed(_Message, frozen=True, tag="ondertekend"):
    """The entry with which a party signed: its address and leaf hash, in the log of that party."""

    entry: _Address
    hash: _Hash


class Escalated(_Message, frozen=True, tag="opgeschaald"):
    """A term is over and a party, or the machine, says so to whoever is in charge at all of them."""


Message = (
    Requested
    | Inquired
    | Explained
    | Advised
    | Proposed
    | Agreed
    | Refused
    | Withdrawn
    | Published
    | Signed
    | Escalated
)
KINDS: tuple[type[Message], ...] = get_args(Message)
BY: dict[type[Message], frozenset[Party]] = {
    Requested: frozenset({"consumer"}),
    Inquired: frozenset({"provider", "gatekeeper"}),
    Explained: frozenset({"consumer"}),
    Advised: frozenset({"gatekeeper"}),
    Proposed: frozenset({"consumer", "provider"}),
    Agreed: frozenset({"consumer", "provider"}),
    Refused: frozenset({"provider"}),
    Withdrawn: frozenset({"consumer"}),
    Published: frozenset({"provider"}),
    Signed: frozenset({"consumer", "provider"}),
    Escalated: frozenset({"consumer", "provider", "gatekeeper", "node"}),
}
"""Who may ever send which message; when, says the fold."""

_VERSION = msgspec.json.Decoder(dict[str, msgspec.Raw])
_DECODER = msgspec.json.Decoder(Message)
_PLACE = re.compile(r" - at `\$\.?([^`]*)`")


def encoded(message: Message) -> bytes:
    """The message as JSON. BadInput when another node would not take it."""
    raw = msgspec.json.encode(message)
    read(raw)
    return raw


def read(raw: bytes) -> Message:
    """The message again, with its agreement judged as the register judges one. BadInput for anything else: too large,
    another version, an unknown or missing field, a text that is too long, an agreement that does not hold."""
    message = read_kept(raw)
    if isinstance(message, Requested | Proposed):
        AGREEMENT.read(bytes(message.proposed_agreement))
    return message


def read_kept(raw: bytes) -> Message:
    """A message that was judged before and kept. BadInput where its form is not that of a message."""
    if len(raw) > MOST_BYTES:
        raise _wrong("request-size", "", _SIZE, _SHORTER)
    try:
        version = msgspec.json.decode(_VERSION.decode(raw).get("versie", msgspec.Raw(b"0")), type=int)
        if version != VERSION:
            raise _wrong("request-version", "versie", _OTHER_VERSION.fill(version=version, ours=VERSION), _RENEW)
        found: Message = _DECODER.decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        place = _PLACE.search(str(error))
        raise _wrong("request-form", place[1] if place else "", _FORM, _SHAPE) from None
    return found


def agreement_of(message: Requested | Proposed) -> Agreement:
    """The agreement in a message. BadInput where it cannot be read."""
    return AGREEMENT.decode_body(bytes(message.proposed_agreement))


def raw_agreement(body: Agreement) -> msgspec.Raw:
    """An agreement as it goes into a message. BadInput names every part that does not hold."""
    return msgspec.Raw(AGREEMENT.encode(body))


def _wrong(code: str, where: str, what: Text, cure: Text) -> BadInput:
    return bad_input(code, where, what, cure)


_SIZE = Text(nl=f"Dit bericht is groter dan {MOST_BYTES} bytes.", en=f"This message is larger than {MOST_BYTES} bytes.")
_SHORTER = Text(nl="Maak de afspraak of de tekst korter.", en="Make the agreement or the text shorter.")
_OTHER_VERSION = Text(
    nl="Dit bericht heeft versie {version}; wij lezen versie {ours}.",
    en="This message has version {version}; we read version {ours}.",
)
_RENEW = Text(nl="Werk een van beide nodes bij.", en="Bring one of the two nodes up to date.")
_FORM = Text(
    nl="Dit is geen bericht van een dataverzoek, of er ontbreekt iets, is te lang of onbekend.",
    en="This is no message of a data request, or something in it is missing, too long or unknown.",
)
_SHAPE = Text(
    nl="Stuur JSON met de velden die bij deze soort horen, en geen andere.",
    en="Send JSON with the fields of its kind, and no others.",
)
