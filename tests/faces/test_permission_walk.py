# SPDX-License-Identifier: EUPL-1.2
"""Everything that can be asked, asked as everybody, and compared with the one table of `book.permission`.

The order of refusals is part of it: who is not signed in is sent to sign in, who may do it nowhere is refused, who may
not see the entry is told that it is not there, and only then who may not do it there is refused.

`make campaign` asks everything as everybody. `make test` asks everything too, as two accounts (and one key) of each
group that must get the same answer: others at each page and operation, so that everybody comes by often.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from stelsel.book.permission import OPERATIONS, ROLES, allows
from stelsel.catalogue import KINDS, QUESTIONS
from stelsel.faces.api.contract import OPERATIONS as API
from stelsel.faces.inventory import everything, pages, scim_operations
from stelsel.kernel.draft import Draft
from stelsel.kernel.ids import entry_id
from stelsel.node import attach as attaching
from stelsel.node.identity import OPERATOR, Person
from stelsel.node.node import Node, node
from stelsel.node.permission import may
from stelsel.node.permission_words import OPERATION_NAMES, ROLE_NAMES
from stelsel.nouns.supplier import SUPPLIER, Supplier
from tests.faces.addresses import SAMPLES, places
from tests.faces.askers import CITIZEN, HERE, THERE, Visitor, everybody, pretend
from tests.faces.machines import machines
from tests.faces.private_things import PrivateThings, make
from tools.permissions import PLACE, document

ENTRIES = {audience: f"{HERE}/supplier/van-{audience}" for audience in ("own", "public", "gov")}
NO_ACTIVITY = "999999"
FILES = {audience: f"{HERE}/attachment/van-{audience}" for audience in ENTRIES}


@pytest.fixture
def country(db: None, settings: Any) -> Iterator[Node]:
    """One entry and one attachment of wolk in each audience; buur has none. Nobody asks too much."""
    settings.LIMITS = {}
    node.cache_clear()
    made = node()
    for publisher in (HERE, THERE):
        made.enrol(publisher)
    for audience, address in ENTRIES.items():
        made.publish_drafts(HERE, audience, [Draft(SUPPLIER, entry_id(address).local, Supplier(name=audience))])  # type: ignore[arg-type]
        with made.attachments.incoming() as file:
            file.add(audience.encode())
            file.finish()
            wish = attaching.Wish("bestand.txt", audience=audience, local=entry_id(FILES[audience]).local)
            attaching.attach(made, HERE, file, wish, OPERATOR)
    yield made
    node.cache_clear()


@pytest.fixture
def private(country: Node) -> PrivateThings:
    """A dossier, a task and background work of wolk."""
    return make(HERE)


@pytest.fixture
def visitors(country: Node) -> list[Visitor]:
    """Everybody, with an account each."""
    return everybody()


def test_everything_declares_what_it_needs() -> None:
    assert [one for one in everything() if one.needs not in OPERATIONS] == []


def test_every_operation_is_named_and_somebody_may_do_it() -> None:
    assert [one for one in OPERATIONS if one not in OPERATION_NAMES] == []
    assert set(ROLE_NAMES) == set(ROLES)
    assert all(allows("operator", one) for one in OPERATIONS)


def test_the_manual_tells_the_table_as_it_is() -> None:
    assert PLACE.read_text(encoding="utf-8") == document(), "run: python tools/permissions.py"


def test_no_face_decides_by_itself() -> None:
    """A face asks `may`, `require` or `where`; it compares no roles, and changes nothing but through a desk."""
    forbidden = re.compile(
        r"\.publishers\(|PermissionDenied|\.roles\[|\.is_staff|is_superuser|\.government and|"
        r"node\(\)\.(publish|publish_drafts|publish_attachments|enrol)\b|node\.(publish|publish_drafts|enrol)\("
    )
    faces = Path(__file__).resolve().parents[2] / "src" / "stelsel" / "faces"
    found = [
        f"{path.relative_to(faces)}: {line.strip()}"
        for path in sorted(faces.rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if forbidden.search(line)
    ]
    assert found == []


def sees(person: Person, audience: str) -> bool:
    """Whether this person may see the log of wolk for this audience, by the table."""
    return audience == "" or may(person, "see", HERE, audience)


def expected(person: Person, needs: str, audience: str, at_entry: bool) -> str:
    """What a page or operation answers: sign-in, refused, missing, or open."""
    if not may(person, needs):  # type: ignore[arg-type]
        return "refused" if person.name else "sign-in"
    if not sees(person, audience):
        return "missing"
    there = may(person, needs, HERE, audience)  # type: ignore[arg-type]
    return "open" if there or not at_entry else "refused"


def page_said(response: object) -> str:
    """What a page answered, in the same words."""
    status, place = response.status_code, response.headers.get("Location", "")  # type: ignore[attr-defined]
    if status == 302 and "/aanmelden?verder=" in place:
        return "sign-in"
    return {403: "refused", 404: "missing"}.get(status, "open" if status in (200, 302, 400, 405) else str(status))


def hidden(person: Person, needs: str, private: PrivateThings, address: str) -> bool:
    """Whether this person, who may do this somewhere, is told that what it is about is not there."""
    return may(person, needs) and private.hidden_from(person, address)  # type: ignore[arg-type]


WHOLE_NODE = ("POST", "/nl/werk")
"""Asked with no publisher it is a check of the whole node, which is the operator's; the page itself is for more."""
OWN_PAGES = ("verbeteren", "intrekken", "wissen")
"""What changes an entry of one's own publisher; a dispute is made by any."""


def page_rows(private: PrivateThings) -> list[tuple[str, str, str]]:
    """(what it needs, audience, address) of every page."""
    found = []
    for one in pages():
        entries = FILES if "/attachment/" in one.name or one.name.endswith("bestand") else ENTRIES
        filled = places(one.name, entries, private.fill(one.name))
        found += [(str(one.needs), audience, address) for audience, address in filled]
    return found


def page_wanted(person: Person, private: PrivateThings, needs: str, audience: str, address: str) -> str:
    """What this page must answer this person."""
    if hidden(person, needs, private, address):
        return "missing"
    return expected(person, needs, audience, address.split("/")[2:3] in [[one] for one in OWN_PAGES])


def check_page(
    client: Client, visitor: Visitor, private: PrivateThings, needs: str, audience: str, address: str
) -> list[str]:
    """What is wrong with the answers to a GET and a POST of this page."""
    if address.startswith("/api") or (address.startswith("/logboek") and visitor.headers):
        return []  # no cookie counts there; accounts are tried below
    wrong, wanted = [], page_wanted(visitor.person, private, needs, audience, address)
    for method in ("GET", "POST"):
        response = client.generic(method, address)
        if response.status_code == 405 or (method, address) == WHOLE_NODE:
            continue
        said = page_said(response)
        if never_there(address, said) or (method == "POST" and needs in ("see", "sign-in", "own-account")):
            continue
        if said != wanted:
            wrong.append(f"{visitor.name}: {method} {address} is {said}, and should be {wanted}")
    return wrong


def never_there(address: str, said: str) -> bool:
    """Addresses that are not there for anybody: no theme, no such organisation, dispute, bottleneck, agreement or
    file, no provider of accounts elsewhere, no example country."""
    parts = (
        "/thema.css",
        "/oidc/",
        "/aanmelden/bij/",
        "/aanmelden/voorbeeld",
        "/organisaties/gm0344",
        "/beantwoorden/",
        "/knelpunten/wolk/",
        "/afspraken/wolk/",
        "log.json",
    )
    return said == "missing" and any(part in address for part in parts)


def some(
    visitors: list[Visitor], at: int, answer: Callable[[Visitor], Hashable], campaign: bool, each: int = 2
) -> list[Visitor]:
    """So many (`each`) of those who must get the same answer, for each answer; everybody in a campaign."""
    if campaign:
        return visitors
    groups: dict[Hashable, list[Visitor]] = {}
    for one in visitors:
        groups.setdefault(answer(one), []).append(one)
    return [
        found[(each * at + turn) % len(found)] for found in groups.values() for turn in range(min(each, len(found)))
    ]


@pytest.mark.campaign
def test_every_page_as_everybody(visitors: list[Visitor], private: PrivateThings, campaign: bool) -> None:
    rows, wrong, asked = page_rows(private), [], Counter[str]()
    clients = {one.name: one.client() for one in visitors}
    for at, (needs, audience, address) in enumerate(rows):
        if "/afmelden" in address:
            continue
        for one in some(visitors, at, lambda one, row=rows[at]: page_wanted(one.person, private, *row), campaign):
            wrong += check_page(clients[one.name], one, private, needs, audience, address)
            asked[one.name] += 1
    assert wrong == []
    assert len(rows) > 90
    assert min(asked[one.name] for one in visitors) > 10


def test_every_page_as_a_citizen(private: PrivateThings, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, CITIZEN)
    visitor = Visitor("burger", CITIZEN)
    rows = [row for row in page_rows(private) if "/afmelden" not in row[2] and not row[2].startswith("/logboek")]
    assert [line for row in rows for line in check_page(Client(), visitor, private, *row)] == []


def api_rows(private: PrivateThings) -> Iterator[tuple[str, str, str, str, bool]]:
    """(method, address, needs, audience, whether it is about an entry of wolk) of every operation of the API."""
    plurals = {kind.wire_plural: kind for kind in KINDS.values()}
    for one in API.values():
        kind = plurals.get(one.path.split("/")[1])
        entries = FILES if kind is not None and kind.name == "attachment" else ENTRIES
        path = "/api/v1" + one.path
        if "{uitgever}" not in path:
            filled = path.replace("{soort}", "leverancier").replace("{activiteit}", NO_ACTIVITY)
            filled = filled.replace("{regel}", SAMPLES["regel"])
            for part, value in private.fill(path).items():
                filled = filled.replace(f"{{{part}}}", value)
            yield one.method, filled, str(one.needs), "", False
            continue
        own = one.needs in ("correct", "withdraw", "erase")
        for audience, entry in entries.items():
            publisher, name, local = entry.split("/")
            filled = path.replace("{uitgever}", publisher).replace("{naam}", local).replace("{soort}", name)
            yield one.method, filled, str(one.needs), audience, own


def api_expected(person: Person, private: PrivateThings, row: tuple[str, str, str, str, bool]) -> set[int]:
    """The statuses that may come back. An empty body is refused before an entry is looked for, so a change answers 400
    to whoever may make it; and a permission at this publisher is checked before anything is looked up."""
    method, address, needs, audience, own = row
    at = HERE if own else ""
    if not may(person, needs, at):  # type: ignore[arg-type]
        return {403} if person.name else {401}
    if hidden(person, needs, private, address):
        return {404} if method == "GET" else {400, 404}
    if method == "POST" and any(one in address for one in (private.dossier, private.job)):
        return {200, 201, 202, 400, 409}
    if address.endswith(NO_ACTIVITY):
        return {404}
    if method == "POST":
        return {400, 415} if needs != "see" else {200, 400}
    there = not audience or (sees(person, audience) and any(part in address for part in ("leveranciers/", "supplier/")))
    there = there or (sees(person, audience) and "bijlagen/" in address)
    return {200, 400} if there else {404}


def walk_api(visitors: list[Visitor], private: PrivateThings, campaign: bool, each: int) -> None:
    """Every operation as some or all of these."""
    rows, wrong, client, asked = list(api_rows(private)), [], Client(), Counter[str]()
    for at, row in enumerate(rows):
        method, address = row[:2]
        body = {"data": b"{}", "content_type": "application/json"} if method == "POST" else {}
        for one in some(
            visitors, at, lambda one, row=row: frozenset(api_expected(one.person, private, row)), campaign, each
        ):
            status = client.generic(method, address, headers=one.headers, **body).status_code  # type: ignore[arg-type]
            wanted = api_expected(one.person, private, row)
            asked[one.name] += 1
            if status not in wanted:
                wrong.append(f"{one.name}: {method} {address} is {status}, and should be in {wanted}")
    assert wrong == []
    assert len(rows) > len(API)
    assert min(asked[one.name] for one in visitors) > 20


@pytest.mark.campaign
def test_every_api_operation_as_everybody(visitors: list[Visitor], private: PrivateThings, campaign: bool) -> None:
    walk_api(visitors, private, campaign, 2)


@pytest.mark.campaign
def test_every_api_operation_as_every_machine(country: Node, private: PrivateThings, campaign: bool) -> None:
    walk_api(machines(), private, campaign, 1)


def test_every_scim_operation_as_everybody(visitors: list[Visitor]) -> None:
    """401 to nobody, 403 to who has not its one operation anywhere, anything but those to who has."""
    wrong, client, found = [], Client(), scim_operations()
    for visitor in (*visitors, *machines()):
        for one in found:
            method, _, path = one.name.partition(" ")
            allowed = may(visitor.person, one.needs)  # type: ignore[arg-type]
            status = client.generic(method, path.replace("{id}", "x"), headers=visitor.headers).status_code
            fits = status not in (401, 403) if allowed else status == (403 if visitor.person.name else 401)
            if not fits and not (allowed and "/Groups" in path and method in ("POST", "DELETE")):
                wrong.append(f"{visitor.name}: {one.name} is {status}")
    assert wrong == []
    assert len(found) > 15


def test_every_page_is_closed_to_a_key(country: Node) -> None:
    """A key is no session: whoever sends one on a page is nobody there."""
    boss = next(one for one in machines() if one.name.endswith("administrator"))
    for address in ("/nl/beheer", "/nl/beheer/sleutels", "/nl/account", "/nl/taken", "/nl/dossiers"):
        assert page_said(Client().get(address, headers=boss.headers)) == "sign-in", address


def test_every_api_operation_as_a_citizen(private: PrivateThings, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, CITIZEN)
    client = Client()
    for row in api_rows(private):
        method, address = row[:2]
        body = {"data": b"{}", "content_type": "application/json"} if method == "POST" else {}
        assert client.generic(method, address, **body).status_code in api_expected(CITIZEN, private, row), row  # type: ignore[arg-type]


def test_the_files_of_every_log_as_everybody(visitors: list[Visitor]) -> None:
    client = Client()
    for visitor in visitors:
        for one in pages():
            if not one.name.startswith("/logboek"):
                continue
            for audience, address in places(one.name, ENTRIES, {}):
                status = client.get(address, headers=visitor.headers).status_code
                there = sees(visitor.person, audience) and not address.endswith("log.json")
                assert status == (200 if there else 404), (visitor.name, address)


def test_a_wrong_password_tells_nothing_of_a_log(country: Node) -> None:
    wrong = {"Authorization": "Basic " + b64encode(b"iemand:fout").decode()}
    there, never = (Client().get(f"/logboek/{one}/own/checkpoint", headers=wrong) for one in (HERE, "er-niet"))
    assert there.status_code == never.status_code == 401
    assert there.content.replace(HERE.encode(), b"er-niet") == never.content


def test_a_refusal_names_the_role_and_whom_to_ask(visitors: list[Visitor]) -> None:
    reader = next(one for one in visitors if one.name == "reader-wolk")
    page = reader.client().get("/nl/publiceren/leverancier")
    assert page.status_code == 403
    assert "Uw account mag dit niet: een vermelding publiceren." in page.content.decode()
    assert "Hiervoor is de rol uitgever bij wolk nodig. Vraag de beheerder van wolk" in page.content.decode()
    reply = Client().post("/api/v1/leveranciers", b"{}", content_type="application/json", headers=reader.headers)
    assert "Vraag de beheerder van wolk om die rol." in reply.json()["detail"]
    nobody = Client().post("/api/v1/leveranciers", b"{}", content_type="application/json")
    assert nobody.status_code == 401
    assert nobody.headers["WWW-Authenticate"].startswith("Basic")
    assert "rol uitgever" in nobody.json()["detail"]


def test_every_command_is_for_the_operator() -> None:
    for one in everything():
        if one.face == "command":
            assert may(OPERATOR, one.needs, HERE), one.name  # type: ignore[arg-type]


def test_every_question_as_everybody(country: Node, visitors: list[Visitor], campaign: bool) -> None:
    client = Client()
    for at, question in enumerate(QUESTIONS.values()):
        for visitor in some(visitors, at, lambda one: one.person.asker, campaign, 1):
            assert may(visitor.person, question.needs)
            asked = client.get(f"/api/v1/vragen/{question.wire}/antwoord", question.example, headers=visitor.headers)
            assert asked.status_code in (200, 400), (visitor.name, question.wire)  # 400: the example needs its entries
