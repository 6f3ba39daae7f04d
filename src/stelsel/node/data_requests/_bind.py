# SPDX-License-Identifier: EUPL-1.2
"""What binds: the provider publishes the agreed version, and each party signs that leaf with an entry in its own log.

The log is written first and the message after it. Should the machine stop between the two, the same act again finds the
entry and only sends the message.
"""

from stelsel.book.view import Record
from stelsel.kernel.ids import entry_id
from stelsel.kernel.problem import BadInput, Finding, bad_input
from stelsel.kernel.text import Text
from stelsel.node import before_publishing, clock, desk, signatures
from stelsel.node.audit import acting_as
from stelsel.node.data_requests._acts import acting_party
from stelsel.node.data_requests._deliver import deliver
from stelsel.node.data_requests._find import Seen, look
from stelsel.node.data_requests._go_on import published
from stelsel.node.data_requests._here import address_of
from stelsel.node.identity import Person
from stelsel.node.node import Node
from stelsel.node.permission import require
from stelsel.node.tasks import Held
from stelsel.nouns.agreement import AGREEMENT, AGREEMENT_SIGNATURE, agreement_standing
from stelsel.priorities.data.requests import VERSION, Party, Signed, Standing, encoded, finding


def publish(
    node: Node, who: Person, id: str, audience: str = "", despite: str = "", seen: Seen | None = None
) -> Standing | Held:
    """Publish the version that both agree with, in a log of the provider. Held where that publisher wants four eyes:
    the request goes on once it was approved. `despite`: why it is published although it does not heed what was learned
    of a solved bottleneck. `seen`: the request as this person read it just now. NotAllowed, or BadInput that says what
    stands in the way."""
    seen = seen or look(who, id)
    acting_party(seen, "publish")
    row, version = seen.row, seen.standing.newest
    require(who, "publish", row.provider, kind=AGREEMENT.name)
    address = address_of(row, version)
    record = node.book(who.asker).get(address)
    if record is None:
        local = entry_id(address).local
        wish = desk.Wish(AGREEMENT, version.body, local=local, audience=audience, despite=despite)
        held = desk.publish(node, row.provider, wish, who)
        if isinstance(held, Held):
            return held
        record = node.book(who.asker).get(address)
    if record is None or record.body(AGREEMENT) != version.body:
        raise bad_input("other-agreement", "dataverzoek", *_OTHER)
    with acting_as(who.name):
        return deliver(published(row, seen.standing, record))


def lessons(node: Node, who: Person, seen: Seen, audience: str) -> tuple[Finding, ...]:
    """What was learned of solved bottlenecks that the newest version does not heed, as far as all who would read it may
    read of that. Nothing is noted or written."""
    log = node.logs.named(seen.row.provider, audience)
    book, body = node.book(who.asker), seen.standing.newest.body
    return before_publishing.told(before_publishing.met(book, AGREEMENT, body, log)) if log else ()


def sign(node: Node, who: Person, id: str, party: Party | None = None, seen: Seen | None = None) -> Standing:
    """Sign the published agreement for a party, with an entry in a log of that party that all who read the
    agreement can read. NotAllowed for who may not, or has no mandate that day, with the reasons;
    BadInput where it is not possible. `seen`: the request as this person read it just now."""
    seen = seen or look(who, id)
    party = party if party in seen.sides and "sign" in seen.standing.acts[party] else acting_party(seen, "sign")
    publisher = str(getattr(seen.row, party))
    ground = signatures.mandate_for(who, publisher)
    record = _agreed(node, who, seen)
    local = record.hash.hex()[:16]
    address = f"{publisher}/{AGREEMENT_SIGNATURE.name}/{local}"
    if node.book(who.asker).get(address) is None:
        body = signatures.signature(record, publisher, "accept", ground)
        signatures.write(node, who, publisher, local, body, record)
    signature = node.book(who.asker).get(address)
    assert signature is not None, "just written, or there already"
    message = Signed(*_head(seen, party), entry=address, hash=signature.hash.hex())
    with acting_as(who.name):
        return deliver(encoded(message))


def _head(seen: Seen, party: Party) -> tuple[str, int, Party, str, int]:
    return seen.row.pk, len(seen.standing.taken) + 1, party, clock.now(), VERSION


def _agreed(node: Node, who: Person, seen: Seen) -> Record:
    """The published agreement, as long as it is the leaf that was agreed on."""
    told = seen.standing.published
    if told is None:
        raise BadInput(finding("request-not-now"))
    record = node.book(who.asker).get(told.entry)
    if record is None:
        raise bad_input("agreement-not-seen", "handtekening", *_NOT_SEEN)
    if record.hash.hex() != told.hash or not record.payload:
        raise bad_input("agreement-changed", "handtekening", *_CHANGED)
    found = agreement_standing(node.book(who.asker), record.id, clock.today())
    if found.ends:
        raise bad_input("agreement-ended", "handtekening", found.end_reasons[0].text, _WITHDRAW)
    if (last := found.body.valid.end) is not None and last < clock.today():
        raise bad_input("agreement-over", "handtekening", *_ENDED)
    return record


_OTHER = (
    Text(
        nl="Op dit adres staat al een andere afspraak dan die waarover u het eens bent.",
        en="At this address there is another agreement than the one that you agree on.",
    ),
    Text(nl="Stel een nieuwe versie voor, met een andere titel.", en="Propose a new version, with another title."),
)
_WITHDRAW = Text(nl="Trek het verzoek in en begin opnieuw.", en="Withdraw the request and begin again.")
_CHANGED = (
    Text(
        nl="De gepubliceerde afspraak is veranderd of weg sinds u het eens werd.",
        en="The published agreement changed or went away since you agreed.",
    ),
    _WITHDRAW,
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
