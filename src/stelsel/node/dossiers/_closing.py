# SPDX-License-Identifier: EUPL-1.2
"""Closing a dossier, which may publish an entry; its receipt then stands in the dossier."""

from dataclasses import dataclass

import msgspec
from django.db import transaction
from django.db.models import Q

from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire
from stelsel.node import clock, desk
from stelsel.node.audit import audit
from stelsel.node.dossiers._access import admit
from stelsel.node.dossiers._desk import append
from stelsel.node.dossiers._types import JSON, Content
from stelsel.node.identity import Person
from stelsel.node.models import DataRequest, Dossier, Handover
from stelsel.node.node import Node
from stelsel.node.permission import require
from stelsel.node.receipts import issue
from stelsel.node.tasks import Held
from stelsel.register.log import Receipt

RECEIPT = "ontvangstbewijs"
"""Name and address of the document that holds a receipt."""


@dataclass(frozen=True)
class Publication:
    """What closing publishes: by whom, and the entry."""

    publisher: str
    wish: desk.Wish


def close(node: Node, who: Person, id: str, publication: Publication | None = None) -> Receipt | Held | None:
    """Close a dossier: nobody writes in it any more and its term begins. With a publication the entry is published
    first and its receipt kept; BadInput when it cannot be: then the dossier stays open. It stays open too where the
    publisher wants four eyes and the entry is held: whoever asked can still change the text when it is refused. Should
    the machine stop between the two, the entry stands and the dossier is still open: close it without publishing."""
    access = admit(who, id, "dossier.sluiten", "manages")
    if access.row.closed_at:
        raise _closed()
    if _goes_on(id):
        raise _in_conversation()  # one that is over closed its dossiers itself
    receipt = _publish(node, who, publication) if publication else None
    if isinstance(receipt, Held):
        access.done()
        return receipt
    with transaction.atomic():
        values = {"closed_at": clock.now(), **({"entry": receipt.id} if receipt else {})}
        if not Dossier.objects.filter(pk=id, closed_at="").update(**values):
            raise _closed()
        if receipt:
            append(access, RECEIPT, 1, Content(RECEIPT, JSON, msgspec.json.encode(_kept(node, who, receipt))))
        access.done()
    audit("dossier.sluiten", who.name, f"dossier {id}", entry=receipt.id if receipt else "")
    return receipt


def _publish(node: Node, who: Person, publication: Publication) -> Receipt | Held:
    wish = publication.wish
    require(who, "publish", publication.publisher, wish.audience or wish.kind.audience, wish.kind.name)
    return desk.publish(node, publication.publisher, wish, who)


def _kept(node: Node, who: Person, receipt: Receipt) -> dict[str, object]:
    """The receipt as it stays: where the entry stands, and the proof that anybody can check (C2SP tlog-proof)."""
    found = {
        wire("id"): receipt.id,
        wire("log"): receipt.origin,
        wire("index"): receipt.index,
        wire("hash"): receipt.leaf_hash.hex(),
    }
    record = node.book(who.asker).get(receipt.id)
    if record is not None and record.index == receipt.index:
        found[wire("evidence")] = issue(record).text
    return found


def _goes_on(id: str) -> bool:
    """Whether a handover or a data request goes on in this dossier."""
    asked = Q(consumer_dossier=id) | Q(provider_dossier=id) | Q(gatekeeper_dossier=id)
    handed = Q(giver_dossier=id) | Q(taker_dossier=id)
    return Handover.objects.filter(handed).exists() or DataRequest.objects.filter(asked).exists()


def _in_conversation() -> Exception:
    return bad_input(
        "conversation",
        "dossier",
        Text(
            nl="In dit dossier loopt nog een overdracht of een dataverzoek.",
            en="A handover or a data request still goes on in this dossier.",
        ),
        Text(nl="Rond dat eerst af op de eigen pagina.", en="Finish that first on its own page."),
    )


def _closed() -> Exception:
    return bad_input(
        "closed",
        "dossier",
        Text(nl="Dit dossier is al afgesloten.", en="This dossier is closed already."),
        Text(nl="Er is niets meer te doen.", en="There is nothing left to do."),
    )
