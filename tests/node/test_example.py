# SPDX-License-Identifier: EUPL-1.2
"""The example country: who has keys, what is invented, and a load that is never done twice and survives a kill."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.test import RequestFactory

from stelsel.book.audience import ANYONE
from stelsel.kernel.draft import Draft, Reading, Refused
from stelsel.kernel.entry import Source
from stelsel.kernel.problem import Broken
from stelsel.kernel.text import same
from stelsel.node import clock, handover, keys
from stelsel.node.example import accounts, load
from stelsel.node.example.publishers import GOVERNMENT
from stelsel.node.example.rooms import RECORDED, Recorded, stated
from stelsel.node.identity import NOBODY, person_for
from stelsel.node.models import DataRequest
from stelsel.node.node import Node
from stelsel.nouns.agreement import AGREEMENT, agreement_standing
from stelsel.nouns.bottleneck import acts
from stelsel.nouns.organisation import ORGANISATION
from stelsel.nouns.supplier import SUPPLIER, Supplier
from tests.signers import InProcess

FEW = Source("Fixture", "2026-01-31")


def recorded(count: int, name: str = "Nummer") -> Reading:
    """So many recorded suppliers."""
    return Reading(tuple(Draft(SUPPLIER, f"s{n}", Supplier(name=f"{name} {n}"), "", FEW) for n in range(count)))


def says(monkeypatch: pytest.MonkeyPatch, reading: Reading) -> None:
    """Let the importer record this and nothing else."""
    monkeypatch.setattr(load, "RECORDED", (Recorded("public", same("few"), lambda folder: reading),))


@pytest.fixture
def little(fresh_node: Node, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Node:
    """A node with a home of its own and a small example country."""
    monkeypatch.setattr(load, "CHUNK", 10)
    says(monkeypatch, recorded(35))
    fresh_node.home = tmp_path
    return fresh_node


def test_a_handover_can_be_walked_between_its_governments(little: Node) -> None:
    load.enrol(little)
    accounts.make_accounts()
    assert handover.giver_choices() == tuple(sorted(accounts.GOVERNMENT))
    giver, taker = accounts.GOVERNMENT[:2]
    sent = handover.offer(NOBODY, handover.Wish(giver, taker, "Wie maait de sloot?", (), True, (giver, taker)))
    neighbour = person_for(User.objects.get(username=f"uitgever-{taker}"))
    assert handover.act_for(neighbour, sent.id, "answer", "Donderdag.").over


def test_seven_publishers_have_keys_and_nobody_else(fresh_node: Node, tmp_path: Path) -> None:
    fresh_node.signing = InProcess(tmp_path)
    load.enrol(fresh_node)
    found = keys.publishers(tmp_path / "keys")
    assert found == sorted(["importeur", "voorbeeldwolk", "demowolk", *accounts.GOVERNMENT])
    assert len(found) == 1 + 6
    for path in (tmp_path / "keys").iterdir():
        (seeds,) = json.loads(path.read_text())["generations"]
        assert {len(seeds[name]) for name in ("ed25519", "ml-dsa-44")} == {64}
        assert set(seeds) == {"ed25519", "ml-dsa-44", "made"}
        assert path.stat().st_mode & 0o077 == 0
    assert Counter(log.audience for log in fresh_node.logs.sizes()) == {"own": 7, "public": 7, "gov": 7}


def test_what_is_invented_says_so() -> None:
    for one in GOVERNMENT:
        body = one.drafts()[0].body
        assert "(voorbeeld)" in body.name
        assert not any((body.tooi, body.oin, body.kvk, body.rsin, body.roo_id))
    assert {one.publisher for one in GOVERNMENT} == set(accounts.GOVERNMENT)
    assert {publisher for publisher, _ in stated()} == {*accounts.GOVERNMENT, *accounts.SUPPLIERS}
    for publisher in accounts.SUPPLIERS:
        assert all(draft.body.sample for draft in stated()[publisher, "public"])
    for (_, audience), drafts in stated().items():
        recorded_there = [draft for draft in drafts if draft.source]
        assert all(draft.kind is SUPPLIER for draft in recorded_there)
        assert audience == "own" or not recorded_there


def test_three_data_requests_are_there_once(little: Node) -> None:
    load.load(little)
    found = sorted(DataRequest.objects.values_list("status", flat=True))
    assert found == ["refused", "requested", "signed"]
    ((record, _),) = [row for row in little.book(ANYONE).rows(AGREEMENT) if row[1].title.startswith("Post bij")]
    assert agreement_standing(little.book(ANYONE), record.id, clock.today()).state == "in-force"
    load.load(little)
    assert DataRequest.objects.count() == 3


def test_loading_twice_writes_once(little: Node) -> None:
    told: list[tuple[int, int]] = []
    written = load.load(little, lambda done, total, words: told.append((done, total)))
    assert written == told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert load.is_loaded(little)
    sizes = little.logs.sizes()
    assert load.load(little) == 0
    assert little.logs.sizes() == sizes


def test_a_load_goes_on_where_it_stopped(little: Node) -> None:
    class Killed(Exception):
        pass

    def kill(done: int, total: int, words: object) -> None:
        if done >= 20:
            raise Killed

    with pytest.raises(Killed):
        load.load(little, kill)
    assert not load.is_loaded(little)
    log = little.logs.named("importeur", "public")
    assert log is not None
    assert little.logs.sizes()[log] == 20
    rest = load.load(little)
    assert little.logs.sizes()[log] == 35
    assert rest == 15 + sum(len(drafts) for drafts in stated().values()) + len(tuple(acts()))
    assert load.is_loaded(little)


def test_new_data_corrects_what_changed(little: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    load.load(little)
    changed = (*recorded(34).drafts, Draft(SUPPLIER, "s34", Supplier(name="Anders"), "", FEW))
    says(monkeypatch, Reading(changed))
    assert load.load(little) == 1
    assert [one.envelope.op for one in little.book(ANYONE).history("importeur/supplier/s34")] == ["put", "correct"]


def test_the_marker_does_not_outlive_the_logs(little: Node) -> None:
    load.load(little)
    marker = little.home / load.MARKER
    plain = json.loads(marker.read_text())
    origin = next(iter(plain["logs"]))
    marker.write_text(json.dumps({**plain, "logs": {origin: 10_000_000}}))
    assert not load.is_loaded(little)
    marker.write_text("{")
    assert not load.is_loaded(little)


def test_a_refused_row_stops_the_load(little: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = Reading((), (Refused("a.csv", 2, "price", same("kapot")),))
    says(monkeypatch, bad)
    with pytest.raises(Broken) as caught:
        load.load(little)
    assert "a.csv line 2" in caught.value.findings[0].where


def test_the_shipped_tables_load_without_a_refusal_and_stay_small() -> None:
    readings = [part.read(load.DATA) for part in RECORDED]
    assert [reading.refused for reading in readings] == [()] * len(RECORDED)
    bodies = [draft.body for draft in readings[0].drafts if draft.kind is ORGANISATION]
    municipalities = [body for body in bodies if body.organisation_type == "municipality" and body.active]
    assert len(municipalities) == 342
    assert sum(1 for draft in readings[1].drafts) > 3_000
    assert sum(path.stat().st_size for path in load.DATA.iterdir()) <= 10_000_000


@pytest.fixture
def demo(db: None) -> None:
    """The demo accounts."""
    accounts.make_accounts()


def sign_in(**where: str) -> User | None:
    """Tries the demo publisher of the municipality from somewhere."""
    request = RequestFactory().get("/", **{"SERVER_NAME": "localhost", "REMOTE_ADDR": "127.0.0.1", **where})
    found: User | None = authenticate(
        request, username="uitgever-gemeente-voorbeeldstad", password="voorbeeld-uitgever"
    )
    return found


def test_demo_accounts_open_only_from_this_machine(demo: None, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["*"]  # type: ignore[attr-defined]
    assert sign_in() is not None
    assert sign_in(REMOTE_ADDR="::1", SERVER_NAME="127.0.0.1") is not None
    assert sign_in(REMOTE_ADDR="192.0.2.7") is None
    assert sign_in(SERVER_NAME="stelsel.example") is None
    assert sign_in(HTTP_X_FORWARDED_FOR="192.0.2.7") is None
    assert sign_in(HTTP_FORWARDED="for=192.0.2.7") is None
    assert authenticate(None, username="uitgever-gemeente-voorbeeldstad", password="voorbeeld-uitgever") is None


def test_demo_accounts_are_shown_only_where_they_work(demo: None) -> None:
    here = RequestFactory().get("/", SERVER_NAME="localhost", REMOTE_ADDR="127.0.0.1")
    assert len(accounts.accounts_shown(here)) == 18
    User.objects.filter(username="lezer-demowolk").update(is_active=False)
    assert len(accounts.accounts_shown(here)) == 17
    there = RequestFactory().get("/", SERVER_NAME="localhost", REMOTE_ADDR="192.0.2.7")
    assert accounts.accounts_shown(there) == ()


def test_an_account_of_a_real_person_is_no_demo_account(demo: None) -> None:
    User.objects.create_user("ans", password="een lang wachtwoord")
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.7")
    assert authenticate(request, username="ans", password="een lang wachtwoord") is not None
