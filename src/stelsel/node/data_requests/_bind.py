# SPDX-License-Identifier: EUPL-1.2
"""What binds: the provider publishes the agreed version, and each party signs that leaf with an entry in its own log.

The log is written first and the message after it. Should the machine stop between the two, the same act again finds the
entry and only sends the message.
"""

from stelsel.book.view import Record
from stelsel.kernel.ids import slug
from stelsel.kernel.kind import AudienceName
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.node import clock, desk
from stelsel.node.audit import acting_as
from stelsel.node.data_requests._acts import acting_party
from stelsel.node.data_requests._deliver import deliver
from stelsel.node.data_requests._find import Seen, look
from stelsel.node.data_requests._here import organisation_of
from stelsel.node.identity import Person
from stelsel.node.mandates import Act, require_mandate
from stelsel.node.node import Node
from stelsel.node.permission import require
from stelsel.node.tasks import Held, publish_now
from stelsel.nouns.agreement import AGREEMENT, AGREEMENT_SIGNATURE, AgreementSignature
from stelsel.priorities.data.requests import VERSION, Party, Published, Signed, Standing, encoded, finding
from stelsel.register.log import Submission


def publish(node: Node, who: Person, id: str, audience: str = "") -> Standing | Held:
    """Publish the version that both agree with, in a log of the provider. Held where that publisher wants four eyes: do
    it again once it was approved. NotAllowed, or BadInput that says what stands in the way."""
    seen = look(who, id)
    acting_party(seen, "publish")
    row, version = seen.row, seen.standing.newest
    require(who, "publish", row.provider, kind=AGREEMENT.name)
    local = f"{slug(version.body.title)[:80].strip('-')}-{row.pk[:8]}-v{version.number}"
    address = f"{row.provider}/{AGREEMENT.name}/{local}"
    record = node.book(who.asker).get(address)
    if record is None:
        held = desk.publish(node, row.provider, desk.Wish(AGREEMENT, version.body, local=local, audience=audience), who)
        if isinstance(held, Held):
            return held
        record = node.book(who.asker).get(address)
    if record is None or record.body(AGREEMENT) != version.body:
        raise bad_input("other-agreement", "dataverzoek", *_OTHER)
    message = Published(
        *_head(seen, "provider"),
        about_version=version.number,
        entry=address,
        log=record.log.origin,
        index=record.index,
        hash=record.hash.hex(),
    )
    with acting_as(who.name):
        return deliver(encoded(message))


def sign(node: Node, who: Person, id: str, party: Party | None = None) -> Standing:
    """Sign the published agreement for a party, with an entry in a log of that party that all who read the
    agreement can read. NotAllowed for who may not, or has no mandate that day, with the reasons;
    BadInput where it is not possible."""
    seen = look(who, id)
    party = party if party in seen.sides and "sign" in seen.standing.acts[party] else acting_party(seen, "sign")
    publisher = str(getattr(seen.row, party))
    ground = _mandate(who, publisher)
    record = _agreed(node, who, seen)
    address = f"{publisher}/{AGREEMENT_SIGNATURE.name}/{record.hash.hex()[:16]}"
    if node.book(who.asker).get(address) is None:
        _write(node, who, publisher, address, record, ground)
    signature = node.book(who.asker).get(address)
    assert signature is not None, "just written, or there already"
    message = Signed(*_head(seen, party), entry=address, hash=signature.hash.hex())
    with acting_as(who.name):
        return deliver(encoded(message))


def _head(seen: Seen, party: Party) -> tuple[str, int, Party, str, int]:
    return seen.row.pk, len(seen.standing.taken) + 1, party, clock.now(), VERSION


def _mandate(who: Person, publisher: str) -> str:
    """On what mandate this person signs, without a name: persons do not stand in a register."""
    require(who, "sign-agreement", publisher, kind=AGREEMENT_SIGNATURE.name)
    number = require_mandate(who, publisher, Act("sign-agreement", AGREEMENT.name))
    return f"Mandaat {number} van {publisher} (Awb art. 10:1 tot en met 10:12)"


def _agreed(node: Node, who: Person, seen: Seen) -> Record:
    """The published agreement, as long as it is the leaf that was agreed on."""
    published = seen.standing.published
    if published is None:
        raise BadInput(finding("request-not-now"))
    record = node.book(who.asker).get(published.entry)
    if record is None:
        raise bad_input("agreement-not-seen", "handtekening", *_NOT_SEEN)
    if record.hash.hex() != published.hash or not record.payload:
        raise bad_input("agreement-changed", "handtekening", *_CHANGED)
    end = seen.standing.newest.body.valid.end
    if end is not None and end < clock.today():
        raise bad_input("agreement-over", "handtekening", *_ENDED)
    return record


def _write(node: Node, who: Person, publisher: str, address: str, record: Record, ground: str) -> None:
    audience: AudienceName = record.log.audience
    log = node.logs.named(publisher, audience)
    if log is None:
        raise bad_input("unknown-publisher", publisher, *_NO_LOG)
    require(who, "sign-agreement", publisher, audience, AGREEMENT_SIGNATURE.name)
    body = AgreementSignature(
        agreement=record.id,
        log=record.log.origin,
        index=record.index,
        hash=record.hash.hex(),
        signing_party=organisation_of(publisher),
        signature_outcome="accept",
        mandate_ground=ground,
        signed_on=clock.today(),
    )
    payload = AGREEMENT_SIGNATURE.encode(body)
    item = Submission("put", AGREEMENT_SIGNATURE.type, address, payload, log.organisation)
    publish_now(node, publisher, audience, item, who.name)


_OTHER = (
    Text(
        nl="Op dit adres staat al een andere afspraak dan die waarover u het eens bent.",
        en="At this address there is another agreement than the one that you agree on.",
    ),
    Text(nl="Stel een nieuwe versie voor, met een andere titel.", en="Propose a new version, with another title."),
)
_CHANGED = (
    Text(
        nl="De gepubliceerde afspraak is veranderd of weg sinds u het eens werd.",
        en="The published agreement changed or went away since you agreed.",
    ),
    Text(nl="Trek het verzoek in en begin opnieuw.", en="Withdraw the request and begin again."),
)
_NOT_SEEN = (
    Text(
        nl="De gepubliceerde afspraak is er niet meer, of u mag haar niet lezen.",
        en="The published agreement is no longer there, or you may not read it.",
    ),
    Text(nl="Vraag het de aanbieder.", en="Ask the provider."),
)
_ENDED = (
    Text(nl="De looptijd van deze afspraak is al voorbij.", en="The term of this agreement is over already."),
    Text(nl="Begin een nieuw verzoek.", en="Begin a new request."),
)
_NO_LOG = (
    Text(
        nl="Uw organisatie heeft geen logboek dat dezelfde lezers heeft als de afspraak.",
        en="Your organisation has no log with the same readers as the agreement.",
    ),
    Text(nl="Vraag de beheerder van de node er een te maken.", en="Ask who runs the node to make one."),
)
