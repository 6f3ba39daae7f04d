# SPDX-License-Identifier: EUPL-1.2
"""Data requests over the API, for who may deal with them at a party: the list, one with all that was said, and the next
step. A person signs in for this: no service account may."""

from stelsel.faces.api.data_request_shapes import (
    Dataverzoeken,
    Dataverzoekstand,
    NieuwDataverzoekbericht,
    in_list,
    whole,
)
from stelsel.faces.api.entries import received, ref
from stelsel.faces.api.operation import Call, Operation, Reply, convert, read_body
from stelsel.faces.api.shapes import BASE
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.vocabulary import wire
from stelsel.node import clock, data_requests
from stelsel.node.data_requests import Said, Seen
from stelsel.node.node import node
from stelsel.node.permission import where
from stelsel.node.tasks import Held
from stelsel.nouns.agreement import AGREEMENT, Agreement, agreement_here, agreement_standing
from stelsel.priorities.data.requests import scrutiny

_TAG = "dataverzoeken"
_ONE = f"/{_TAG}/{{dataverzoek}}"


def operations() -> tuple[Operation, ...]:
    """Everything that can be done with data requests."""
    listed, shown = "De dataverzoeken van uw organisaties", "Eén dataverzoek, met alles wat er is gezegd"
    said = "Zet de volgende stap: vraag, antwoord, advies, versie, akkoord, publicatie, handtekening of einde"
    return (
        Operation("GET", f"/{_TAG}", "lijst-dataverzoeken", listed, _TAG, index, ref("Dataverzoeken"), private=True,
                  needs="request-data"),
        Operation("GET", _ONE, "toon-dataverzoek", shown, _TAG, show, ref("Dataverzoekstand"), missing=True,
                  private=True, needs="request-data"),
        Operation("POST", f"{_ONE}/berichten", "stuur-bericht-dataverzoek", said, _TAG, post, ref("Dataverzoekstand"),
                  takes=ref("NieuwDataverzoekbericht"), missing=True, private=True, may_wait=True,
                  needs="request-data"),
    )  # fmt: skip


def index(call: Call) -> Dataverzoeken:
    """The requests of my organisations; nothing of what stands in them."""
    here = where(call.person, "request-data")
    found = tuple(in_list(row, here) for row in data_requests.listed(call.person))
    return Dataverzoeken(len(found), found, {"self": f"{BASE}/{_TAG}"})


def show(call: Call, dataverzoek: str) -> Dataverzoekstand:
    """One request; 404 for who is no party."""
    return _whole(call, data_requests.look(call.person, dataverzoek))


def post(call: Call, dataverzoek: str) -> Reply | Dataverzoekstand:
    """Do something as a party; 202 where the publication waits for a second person."""
    seen = data_requests.look(call.person, dataverzoek)
    asked = convert(NieuwDataverzoekbericht, read_body(call.request))
    if asked.step == "publish":
        done = data_requests.publish(node(), call.person, dataverzoek, asked.audience, asked.despite)
        if isinstance(done, Held):
            return received(call, done)
    elif asked.step == "sign":
        data_requests.sign(node(), call.person, dataverzoek, asked.party)
    else:
        data_requests.act_for(call.person, dataverzoek, asked.step, _said(call, seen, asked))
    return _whole(call, data_requests.look(call.person, dataverzoek))


def _said(call: Call, seen: Seen, asked: NieuwDataverzoekbericht) -> Said:
    """What goes along with a step; with advice also what stands out now, as on the page of the gatekeeper."""
    found, body = seen.standing, None
    if asked.step == "propose":
        body = _body(asked)
    codes: tuple[str, ...] = ()
    if asked.step == "advise":
        provider, first = seen.row.provider, found.versions[0].body
        codes = scrutiny(call.book, found.newest.body, provider, clock.today(), first).codes
    return Said(asked.text, asked.about_version, asked.advice, codes, body)


def _body(asked: NieuwDataverzoekbericht) -> Agreement:
    """The version that is proposed. BadInput names each part below the field that it stands in."""
    place = wire("proposed_agreement")
    try:
        body: Agreement = AGREEMENT.convert(asked.proposed_agreement or {}).body
    except BadInput as problem:
        raise BadInput(*(_below(place, one) for one in problem.findings)) from None
    return body


def _below(place: str, one: Finding) -> Finding:
    return Finding(one.code, f"{place}.{one.where}".rstrip("."), one.what, one.cure)


def _whole(call: Call, seen: Seen) -> Dataverzoekstand:
    told, book = seen.standing.published, node().book(call.person.asker)
    agreement = None
    if told is not None and agreement_here(book, told.entry) is not None:
        agreement = agreement_standing(book, told.entry, clock.today())
    return whole(seen, where(call.person, "request-data"), agreement)
