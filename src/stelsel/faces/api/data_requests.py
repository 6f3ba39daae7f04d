# SPDX-License-Identifier: EUPL-1.2
"""Data requests over the API, for who may deal with them at a party: the list, one with all that was said, and the next
step. A person signs in for this: no service account may."""

from stelsel.book.book import Book
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
from stelsel.kernel.problem import BadInput, Finding, bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire
from stelsel.node import clock, data_requests
from stelsel.node.data_requests import Said, Seen
from stelsel.node.node import node
from stelsel.node.permission import where
from stelsel.node.tasks import Held
from stelsel.nouns.agreement import AGREEMENT, Agreement, agreement_here, agreement_standing
from stelsel.priorities.data.requests import Scrutiny, scrutiny

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
        done = data_requests.publish(node(), call.person, dataverzoek, asked.audience, asked.despite, seen)
        if isinstance(done, Held):
            return received(call, done)
    elif asked.step == "sign":
        done = data_requests.sign(node(), call.person, dataverzoek, asked.party, seen)
    else:
        done = data_requests.act_for(call.person, dataverzoek, asked.step, _said(call, seen, asked), seen)
    return _whole(call, seen.after(done))


def _said(call: Call, seen: Seen, asked: NieuwDataverzoekbericht) -> Said:
    """What goes along with a step. With advice also what the gatekeeper saw: it must stand out still, else they judged
    something else. BadInput otherwise."""
    body = _body(asked) if asked.step == "propose" else None
    if asked.seen_codes:
        other = [one for one in asked.seen_codes if one not in _looked(call.book, seen).codes]
        if other or asked.step != "advise":
            raise bad_input("not-seen", wire("seen_codes"), _NOT_SEEN.fill(codes=", ".join(asked.seen_codes)), _LOOK)
    codes = tuple(dict.fromkeys(asked.seen_codes))
    return Said(asked.text, asked.about_version, asked.advice, codes, body)


def _looked(book: Book, seen: Seen) -> Scrutiny:
    """What the gatekeeper sees of the newest version, as on the page."""
    found = seen.standing
    return scrutiny(book, found.newest.body, seen.row.provider, clock.today(), found.versions[0].body)


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
    looked = _looked(book, seen) if "gatekeeper" in seen.sides else None
    return whole(seen, where(call.person, "request-data"), agreement, looked)


_NOT_SEEN = Text(
    nl="Dit valt nu niet op in de nieuwste versie: {codes}.",
    en="This does not stand out in the newest version: {codes}.",
)
_LOOK = Text(
    nl="Haal het verzoek opnieuw op, bekijk de toetsing, en stuur de codes die u daar ziet.",
    en="Get the request again, look at its scrutiny, and send the codes that you see there.",
)
