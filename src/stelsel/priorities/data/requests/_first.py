# SPDX-License-Identifier: EUPL-1.2
"""Whether a message can begin a data request, and whether the agreement in a message can be a version of it."""

from stelsel.kernel.problem import BadInput, Finding
from stelsel.nouns.agreement import Agreement
from stelsel.priorities.data.requests._messages import Message, Proposed, Requested, agreement_of
from stelsel.priorities.data.requests._refusals import finding


def against_first(new: Message) -> Finding | None:
    """Why this message cannot begin a request; None when it can."""
    if not isinstance(new, Requested):
        return finding("request-none")
    if new.sequence != 1:
        return finding("request-order")
    if new.party != "consumer":
        return finding("request-party")
    if new.consumer_publisher == new.provider_publisher:
        return finding("request-to-oneself")
    if new.consumer_publisher == new.gatekeeper_publisher:
        return finding("request-gatekeeper")
    return against_body(new, None, None)


def against_body(new: Requested | Proposed, first: Agreement | None, newest: Agreement | None) -> Finding | None:
    """The agreement in a message must be one for sharing, of the same two parties, and another than the newest."""
    try:
        body = agreement_of(new)
    except BadInput:
        return finding("request-agreement")
    if body.text_type != "sharing":
        return finding("request-not-sharing")
    if first is not None and (_bound(body) != _bound(first) or body.identifier != first.identifier):
        return finding("request-other-parties")
    return finding("request-same-version") if body == newest else None


def _bound(body: Agreement) -> set[tuple[str, str]]:
    return {(one.party_role, one.organisation) for one in body.agreement_parties}
