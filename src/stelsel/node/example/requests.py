# SPDX-License-Identifier: EUPL-1.2
"""Three invented data requests of the example country: one walked to an agreement in force, one that waits for the
gatekeeper, and one that was refused."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from stelsel.kernel.vocabulary import wire
from stelsel.node import data_requests, mandates
from stelsel.node.data_requests import Said, Wish
from stelsel.node.identity import Person, person_for
from stelsel.node.models import DataRequest
from stelsel.node.node import Node
from stelsel.node.tasks import Held
from stelsel.nouns.agreement import AGREEMENT

_CITY, _WATER, _PROVINCE, _SERVICE = (
    "gemeente-voorbeeldstad", "waterschap-voorbeeldwater", "provincie-voorbeeldland", "dienst-voorbeelddata",
)  # fmt: skip
_BASE = f"{_SERVICE}/agreement/grondregels"
_Fields = tuple[tuple[str, str], ...]


def make_requests(node: Node) -> None:
    """Make them where there are none yet."""
    if DataRequest.objects.exists() or node.book(_at("uitgever", _SERVICE).asker).get(_BASE) is None:
        return
    _in_force(node)
    _waiting(node)
    _refused(node)


def _in_force(node: Node) -> None:
    """The water board asks the municipality; a field less in the second version; both sign."""
    water, city, service = (_at("uitgever", one) for one in (_WATER, _CITY, _SERVICE))
    fields: _Fields = (
        ("postcode", "om het gebied langs de dijk te bepalen"),
        ("huisnummer", "om het bericht bij de goede deur te bezorgen"),
        ("geboortedatum", "om te weten of iemand meerderjarig is"),
    )
    wish = _wish(
        _WATER,
        _CITY,
        "Post bij dijkversterking (voorbeeld)",
        "Bewoners langs de dijk een brief sturen over het werk aan de dijk, en nergens anders voor.",
        ("BWBR0025458", "1.1", "Waterwet", "e"),
        fields,
    )
    made = _id(data_requests.ask(node, water, wish))
    data_requests.act_for(service, made, "inquire", Said("Waarom is de geboortedatum nodig voor een brief?"))
    data_requests.act_for(water, made, "explain", Said("Wij schrijven alleen volwassenen aan."))
    data_requests.act_for(
        service, made, "advise", Said("Dit kan, zonder geboortedatum: adressen zijn genoeg.", 1, "with-conditions")
    )
    body = data_requests.look(city, made).standing.newest.body
    fewer = data_requests.edited(body, {wire("agreed_fields"): _lines(fields[:2])})
    data_requests.act_for(city, made, "propose", Said("Zonder geboortedatum: een adres volstaat.", body=fewer))
    data_requests.act_for(water, made, "agree", Said(version=2))
    if isinstance(data_requests.publish(node, city, made, "public"), Held):
        return
    for publisher, who in ((_CITY, city), (_WATER, water)):
        wanted = mandates.Wish(who.name, "sign-agreement", AGREEMENT.name)
        mandates.grant(_at("beheerder", publisher), publisher, wanted, (AGREEMENT.name,))
        data_requests.sign(node, who, made)


def _waiting(node: Node) -> None:
    fields = (("meetpunt", "om de stand op de kaart te zetten"), ("grondwaterstand", "om droogte te volgen"))
    wish = _wish(
        _PROVINCE,
        _WATER,
        "Grondwaterstanden (voorbeeld)",
        "Droogte in de provincie volgen en er elk kwartaal over berichten.",
        ("BWBR0037885", "2.18", "Omgevingswet", None),
        fields,
    )
    data_requests.ask(node, _at("uitgever", _PROVINCE), wish)


def _refused(node: Node) -> None:
    fields = (("naam", ""), ("inkomen", "om te zien wie onder de grens zit"), ("bsn", "om te koppelen"))
    wish = _wish(
        _PROVINCE,
        _CITY,
        "Inkomens van inwoners (voorbeeld)",
        "Onderzoek naar mobiliteit.",
        ("BWBR0005645", "105", "Provinciewet", "f"),
        fields,
    )
    made = _id(data_requests.ask(node, _at("uitgever", _PROVINCE), wish))
    advice = "Een gerechtvaardigd belang is voor een overheid geen grond; vraag het CBS om cijfers."
    data_requests.act_for(_at("uitgever", _SERVICE), made, "advise", Said(advice, 1, "against"))
    data_requests.act_for(_at("uitgever", _CITY), made, "refuse", Said("Hiervoor delen wij geen inkomens."))


def _wish(
    consumer: str,
    provider: str,
    title: str,
    purpose: str,
    basis: tuple[str, str, str, str | None],
    fields: _Fields,
) -> Wish:
    law, article, name, ground = basis
    legal = {wire("law_identifier"): law, wire("article"): article, wire("title"): name, wire("ground"): ground}
    values: dict[str, Any] = {
        wire("title"): title,
        wire("sharing_purpose"): purpose,
        wire("legal_bases"): [{key: value for key, value in legal.items() if value}],
        wire("agreed_fields"): _lines(fields),
        wire("refines"): _BASE,
        wire("valid"): {wire("start"): "2026-01-01", wire("end"): "2029-12-31"},
        wire("summary"): "Verzonnen, om te laten zien hoe een verzoek loopt.",
    }
    return Wish(consumer, provider, _SERVICE, f"{purpose} Dit is een verzonnen verzoek.", values, ("t-taak",))


def _lines(fields: _Fields) -> list[dict[str, str]]:
    return [
        {wire("field_name"): name, **({wire("necessity"): why} if why else {})} for name, why in fields
    ]  # fmt: skip


def _id(found: Any) -> str:
    return str(found.first.data_request)


def _at(role: str, publisher: str) -> Person:
    return person_for(User.objects.get(username=f"{role}-{publisher}"))
