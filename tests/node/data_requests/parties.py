# SPDX-License-Identifier: EUPL-1.2
"""Three organisations with somebody who deals with data requests, and a request between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from stelsel.kernel.problem import BadInput, NotAllowed
from stelsel.kernel.vocabulary import wire
from stelsel.node import bottlenecks, data_requests, mandates
from stelsel.node.data_requests._acts import Said
from stelsel.node.identity import Person
from stelsel.node.models import DataRequest, DossierRevision, Task
from stelsel.node.node import Node
from stelsel.node.tasks import Held
from stelsel.nouns.agreement import AGREEMENT
from stelsel.priorities.data.requests import Standing
from tests.node.dossiers.people import person

CONSUMER, PROVIDER, GATEKEEPER = "waterschap", "gemeente", "poort"
START = date(2026, 11, 23)
SECRET = "Beverrattenplan-4471"
"""What the consumer told; it may stand nowhere but in the dossiers."""
ID = "0123456789abcdef0123456789abcdef"
VALUES: dict[str, Any] = {
    wire("title"): "Adressen langs het water",
    wire("sharing_purpose"): "Inwoners langs de rivier waarschuwen bij hoog water.",
    wire("legal_bases"): [
        {wire("law_identifier"): "BWBR0005416", wire("article"): "160", wire("ground"): "e"},
    ],
    wire("agreed_fields"): [
        {wire("field_name"): "postcode", wire("necessity"): "om het gebied te bepalen"},
        {wire("field_name"): "huisnummer", wire("necessity"): "om het bericht te bezorgen"},
    ],
}


def enrolled(node: Node) -> None:
    """The three have a log here, and somebody who publishes."""
    for publisher, name in zip((CONSUMER, PROVIDER, GATEKEEPER), ("wim", "gea", "pia"), strict=True):
        node.enrol(publisher)
        person(name, publisher, "publisher")


def wim() -> Person:
    return person("wim", CONSUMER)


def gea() -> Person:
    return person("gea", PROVIDER)


def pia() -> Person:
    return person("pia", GATEKEEPER)


def wish(**more: Any) -> data_requests.Wish:
    """A request that can be made."""
    plain = data_requests.Wish(CONSUMER, PROVIDER, GATEKEEPER, f"Voor het plan {SECRET}.", VALUES, id=ID)
    return replace(plain, **more)


def asked(node: Node, **more: Any) -> Standing:
    """One that was made."""
    return data_requests.ask(node, wim(), wish(**more))


def row() -> DataRequest:
    return DataRequest.objects.get(pk=ID)


def agreed(node: Node, **more: Any) -> Standing:
    """One about which both agree."""
    asked(node, **more)
    data_requests.act_for(pia(), ID, "advise", Said("Dit kan.", 1, "go-ahead"))
    return data_requests.act_for(gea(), ID, "agree", Said(version=1))


def mandate(who: Person, publisher: str) -> None:
    """A mandate to sign agreements."""
    chief = person(f"baas-{publisher}", publisher, "administrator")
    wanted = mandates.Wish(who.name, "sign-agreement", AGREEMENT.name)
    mandates.grant(chief, publisher, wanted, [AGREEMENT.name])


def unchanged(node: Node, act: Callable[[], Any], code: str) -> None:
    """The act is refused with this code, and no dossier, row or log is other than before."""
    before = (
        list(DossierRevision.objects.values_list("id", flat=True)),
        list(DataRequest.objects.values()),
        dict(node.logs.sizes()),
        list(Task.objects.filter(state="open").values_list("open_key", flat=True)),
    )
    with pytest.raises((BadInput, NotAllowed)) as problem:
        act()
    assert code in [one.code for one in problem.value.findings]
    assert before == (
        list(DossierRevision.objects.values_list("id", flat=True)),
        list(DataRequest.objects.values()),
        dict(node.logs.sizes()),
        list(Task.objects.filter(state="open").values_list("open_key", flat=True)),
    )


def in_force(node: Node, **more: Any) -> str:
    """An agreement that both signed, each with a mandate; its address."""
    agreed(node, **more)
    found = data_requests.publish(node, gea(), ID, "public")
    assert not isinstance(found, Held)
    assert found.published is not None
    for who, publisher in ((gea(), PROVIDER), (wim(), CONSUMER)):
        mandate(who, publisher)
        data_requests.sign(node, who, ID)
    return found.published.entry


def learned(node: Node) -> None:
    """A bottleneck that the gatekeeper solved, with a lesson that an agreement about addresses should heed."""
    values = {"title": "Niemand weet wat een adres is", "summary": "Het begrip adres betekent niet overal hetzelfde.",
              "cause": "definition", "cause_said": "chosen", "steward": GATEKEEPER}  # fmt: skip
    address = bottlenecks.raise_one(node, GATEKEEPER, bottlenecks.Report(values), pia()).id
    lesson = {"lesBij": "agreement", "lesVraagt": "meaning", "lesAls": "keyword", "lesWaarde": "adressen"}
    solution = {"solution_type": "concept", "solution": "https://poort.invalid/begrip", "lessons": [lesson],
                "what_changed": "Elke afspraak zegt wat een adres is."}  # fmt: skip
    for step, told in (("taken-up", {}), ("proposal", {"text": "Eén begrip."}), ("adopted", solution)):
        move = bottlenecks.Move(step, told)  # type: ignore[arg-type]
        bottlenecks.step(node, GATEKEEPER, address, move, pia())
