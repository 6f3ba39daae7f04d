# SPDX-License-Identifier: EUPL-1.2
"""Budgets at the door: pages, questions, exports and API; the fields that tell; who is charged."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator

import pytest
from django.test import Client, RequestFactory

from stelsel.catalogue import QUESTIONS
from stelsel.faces.budgets import allowances, charged
from stelsel.node import audit_tally
from stelsel.node.limits import read_limits
from stelsel.node.models import AuditEvent, BudgetUse
from stelsel.node.node import node
from tests.faces.web import small_country

POLICY = re.compile(r'"([a-z-]+)";q=(\d+);w=(\d+)(;qu="[a-z-]+")?')
LEFT = re.compile(r'"([a-z-]+)";r=(\d+);t=(\d+)')


@pytest.fixture
def country(db: None) -> Iterator[None]:
    small_country.build()
    allowances().forget()
    audit_tally.forget()
    yield
    allowances().forget()
    audit_tally.forget()
    node.cache_clear()


def basic(name: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{name}:{small_country.PASSWORD}".encode()).decode()}


@pytest.mark.parametrize(
    ("method", "address", "expected"),
    [
        ("GET", "/nl/", ("pages", 1)),
        ("GET", "/nl/vragen", ("pages", 1)),
        ("GET", "/en/vragen/welke-deur?zaak=x", ("questions", QUESTIONS["welke-deur"].cost)),
        ("GET", "/nl/vragen/onbekend", ("pages", 1)),
        ("POST", "/nl/wegwijs", ("questions", QUESTIONS["welke-deur"].cost)),
        ("GET", "/nl/wegwijs", ("pages", 1)),
        ("POST", "/nl/regels/wet/bereken/bedrag", ("questions", 12)),
        ("GET", "/nl/regels/wet", ("pages", 1)),
        ("POST", "/api/v1/regels/wet/leg-uit", ("questions", 4)),
        ("GET", "/api/v1/regels/wet/versies", ("api", 1)),
        ("POST", "/nl/aanmelden", ("sign-in", 1)),
        ("GET", "/nl/aanmelden", ("sign-in", 1)),
        ("GET", "/nl/zoeken?q=x", ("search", 1)),
        ("GET", "/nl/soorten/organisaties?uitvoer=csv", ("exports", 1)),
        ("GET", "/nl/vermelding/a/attachment/b/bestand", ("exports", 1)),
        ("GET", "/api/v1/stand", ("api", 1)),
        ("GET", "/api/v1/zoekresultaten?q=x", ("search", 1)),
        (
            "POST",
            "/api/v1/vragen/wie-past-bij-deze-rol/antwoord",
            ("questions", QUESTIONS["wie-past-bij-deze-rol"].cost),
        ),
        ("GET", "/api/v1/bijlagen/a/b/bestand", ("exports", 1)),
        ("GET", "/api/v1/diensten-catalogus", ("exports", 1)),
        ("GET", "/api", ("api", 1)),
        ("GET", "/logboek/a/public/checkpoint", ("logs", 1)),
        ("GET", "/static/stelsel/page.css", ("", 0)),
        ("GET", "/healthz", ("", 0)),
        ("GET", "/", ("", 0)),
    ],
)
def test_what_a_request_is_charged_to(method: str, address: str, expected: tuple[str, int]) -> None:
    assert charged(RequestFactory().generic(method, address)) == expected


def test_every_question_has_a_cost() -> None:
    assert all(1 <= one.cost <= 60 for one in QUESTIONS.values())
    assert len({one.cost for one in QUESTIONS.values()}) > 2


def test_answers_tell_what_is_left(country) -> None:
    response = Client().get("/nl/")
    name, quota, window, unit = POLICY.fullmatch(response.headers["RateLimit-Policy"]).groups()  # type: ignore[union-attr]
    assert (name, quota, window, unit) == ("pages", "3000", "60", None)
    name, left, _ = LEFT.fullmatch(response.headers["RateLimit"]).groups()  # type: ignore[union-attr]
    assert (name, left) == ("pages", "2999")
    asked = Client().get("/nl/vragen/welke-deur")
    assert ';qu="stelsel-units"' in asked.headers["RateLimit-Policy"]
    assert f";r={1200 - QUESTIONS['welke-deur'].cost};" in asked.headers["RateLimit"]
    assert "RateLimit" not in Client().get("/healthz").headers


def test_a_page_too_many_is_a_plain_page(country, settings) -> None:
    settings.LIMITS = read_limits("pages=2/60")
    visitor = Client()
    assert [visitor.get("/nl/stand").status_code for _ in range(3)] == [200, 200, 429]
    refused = visitor.get("/en/stand")
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 30
    assert ";r=0;" in refused.headers["RateLimit"]
    page = refused.content.decode()
    assert "One moment please" in page
    assert f"in {refused.headers['Retry-After']} seconds" in page
    assert visitor.get("/nl/zoeken").status_code == 200  # another budget
    assert Client(REMOTE_ADDR="192.0.2.7").get("/nl/stand").status_code == 200
    (event,) = AuditEvent.objects.filter(action="budget")
    assert (event.outcome, event.subject, event.actor) == ("refused", "pages", "")


def test_a_call_too_many_is_a_problem_document(country, settings) -> None:
    settings.LIMITS = read_limits("api=1/60")
    assert Client().get("/api/v1/stand").status_code == 200
    refused = Client().get("/api/v1/stand", headers={"Accept-Language": "en"})
    assert refused.status_code == 429
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert int(refused.headers["Retry-After"]) >= 1
    body = refused.json()
    assert body["type"] == "https://iana.org/assignments/http-problem-types#quota-exceeded"
    assert body["violated-policies"] == ["api"]
    assert body["status"] == 429
    assert "seconds" in body["detail"]


def test_a_question_costs_what_it_declares(country, settings) -> None:
    cost = QUESTIONS["wie-doet-dit-al"].cost
    settings.LIMITS = read_limits(f"questions={2 * cost}/60")
    visitor = Client()
    statuses = [visitor.get("/api/v1/vragen/wie-doet-dit-al/antwoord").status_code for _ in range(3)]
    assert statuses.index(429) == 2


def test_who_signs_in_has_a_budget_of_its_own(country, settings) -> None:
    settings.LIMITS = read_limits("pages=2/60,api=2/60")
    reader, publisher = Client(), Client()
    assert reader.login(username="lezer", password=small_country.PASSWORD)
    assert publisher.login(username="uitgever", password=small_country.PASSWORD)
    assert [reader.get("/nl/stand").status_code for _ in range(3)] == [200, 200, 429]
    assert publisher.get("/nl/stand").status_code == 200
    assert [Client().get("/api/v1/stand").status_code for _ in range(3)] == [200, 200, 429]
    calls = [Client().get("/api/v1/stand", headers=basic("lezer")).status_code for _ in range(3)]
    assert calls == [200, 200, 429]
    event = AuditEvent.objects.get(action="budget", actor="lezer", subject="api")
    assert event.outcome == "refused"


def test_passwords_are_tried_only_so_often_from_one_address(country, settings) -> None:
    settings.LIMITS = read_limits("sign-in=2/60")
    statuses = [Client().get("/api/v1/stand", headers=basic("lezer")).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]


def test_a_visitor_cannot_choose_an_address(country, settings) -> None:
    settings.LIMITS = read_limits("pages=1/60")
    for number in range(3):
        response = Client().get("/nl/stand", headers={"X-Forwarded-For": f"203.0.113.{number}"})
    assert response.status_code == 429
    settings.PROXIES = 1
    statuses = [
        Client().get("/nl/stand", headers={"X-Forwarded-For": f"6.6.6.{n}, 203.0.113.9"}).status_code for n in range(2)
    ]
    assert statuses == [200, 429]


def test_no_address_and_no_account_stands_in_the_table(country) -> None:
    reader = Client(REMOTE_ADDR="192.0.2.33")
    assert reader.login(username="lezer", password=small_country.PASSWORD)
    reader.get("/nl/stand")
    Client(REMOTE_ADDR="192.0.2.33").get("/nl/stand")
    rows = list(BudgetUse.objects.values_list("asker", flat=True))
    assert len(rows) == 2
    assert all(re.fullmatch(r"[0-9a-f]{32}", one) for one in rows)


def test_off_is_off(country, settings) -> None:
    settings.LIMITS = read_limits("off")
    response = Client().get("/nl/stand")
    assert response.status_code == 200
    assert "RateLimit" not in response.headers
