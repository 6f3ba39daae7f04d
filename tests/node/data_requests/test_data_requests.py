# SPDX-License-Identifier: EUPL-1.2
"""Data requests on a node: in the dossier of each party with the same bytes, whole or not at all, from the purpose to
an agreement that both signed, and after each refusal as it was."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection

from stelsel.book.audience import ANYONE
from stelsel.kernel.vocabulary import wire
from stelsel.node import clock, data_requests, desk, dossiers
from stelsel.node.data_requests import _deliver
from stelsel.node.data_requests._acts import Said
from stelsel.node.dossiers import NotThere
from stelsel.node.models import AuditEvent, DataRequest, Dossier, Task
from stelsel.node.node import Node
from stelsel.node.tasks import Held
from stelsel.nouns.agreement import AGREEMENT_SIGNATURE, agreement_standing
from stelsel.priorities.data.requests import Requested, encoded, raw_agreement
from tests.node.data_requests.conftest import Days
from tests.node.data_requests.parties import (
    CONSUMER,
    GATEKEEPER,
    ID,
    PROVIDER,
    SECRET,
    START,
    VALUES,
    agreed,
    asked,
    gea,
    mandate,
    pia,
    row,
    unchanged,
    wim,
    wish,
)
from tests.node.dossiers.people import person

pytestmark = pytest.mark.django_db


def held() -> list[list[bytes]]:
    """The bytes in the dossier of each party."""
    return [[one.content.data for one in dossiers.conversation.kept(each)] for each in _deliver.dossiers_of(row())]


def waiting() -> list[tuple[str, str]]:
    """Whose open tasks there are: publisher and how the request stands in the key."""
    found = Task.objects.filter(state="open", open_key__startswith="data-request:")
    return sorted((one.publisher, one.open_key.split(":")[2]) for one in found)


def test_from_purpose_to_force(here: Node) -> None:
    asked(here)
    assert waiting() == [(GATEKEEPER, "requested")]
    data_requests.act_for(pia(), ID, "inquire", Said("Welke inwoners?"))
    assert waiting() == [(CONSUMER, "questioned")]
    data_requests.act_for(wim(), ID, "explain", Said("Die langs de rivier."))
    data_requests.act_for(pia(), ID, "advise", Said("Dit kan.", 1, "go-ahead", ("precedents",)))
    assert waiting() == [(PROVIDER, "negotiating")]
    body = data_requests.look(gea(), ID).standing.newest.body
    fewer = data_requests.edited(body, {**VALUES, wire("agreed_fields"): VALUES[wire("agreed_fields")][:1]})
    data_requests.act_for(gea(), ID, "propose", Said("De postcode is genoeg.", body=fewer))
    assert waiting() == [(CONSUMER, "negotiating")]
    data_requests.act_for(wim(), ID, "agree", Said(version=2))
    found = data_requests.publish(here, gea(), ID, "public")
    assert not isinstance(found, Held)
    assert waiting() == [(PROVIDER, "published"), (CONSUMER, "published")]
    assert found.published is not None
    address = found.published.entry
    assert agreement_standing(here.book(ANYONE), address, START).state == "offered"
    for who, publisher in ((gea(), PROVIDER), (wim(), CONSUMER)):
        mandate(who, publisher)
        found = data_requests.sign(here, who, ID)
    assert found.status == "signed"
    assert waiting() == []
    stands = agreement_standing(here.book(ANYONE), address, START)
    assert stands.state == "in-force", stands.reasons
    assert {record.log.publisher for record, _ in here.book(ANYONE).rows(AGREEMENT_SIGNATURE)} == {PROVIDER, CONSUMER}
    first, *others = held()
    assert len(others) == 2
    assert all(one == first for one in others)
    assert len(first) == 9
    assert not Dossier.objects.filter(closed_at="").exists()


def test_what_is_wrong_is_named_and_nothing_is_written(here: Node) -> None:
    empty = {**VALUES, wire("sharing_purpose"): "  "}
    unchanged(here, lambda: asked(here, values=empty), "no-purpose")
    unchanged(here, lambda: asked(here, values={**VALUES, wire("legal_bases"): []}), "no-basis")
    unchanged(here, lambda: asked(here, provider=CONSUMER), "request-to-oneself")
    unchanged(here, lambda: asked(here, provider="nergens"), "no-provider")
    unchanged(here, lambda: asked(here, gatekeeper=CONSUMER), "gatekeeper-asks")
    unchanged(here, lambda: asked(here, text=" "), "no-text")
    unchanged(here, lambda: asked(here, text="Bel mevrouw Jansen, bsn 111222333."), "bsn")
    unchanged(here, lambda: asked(here, id="x"), "request-id")
    unchanged(here, lambda: asked(here, values={**VALUES, wire("refines"): "niet/agreement/daar"}), "no-agreement")
    unchanged(here, lambda: data_requests.ask(here, gea(), wish()), "not-allowed")
    assert not DataRequest.objects.exists()
    assert not Dossier.objects.exists()


def test_the_same_is_not_asked_twice_and_not_too_much(here: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(here)
    other = "f" * 32
    again = {**VALUES, wire("title"): "Anders", wire("sharing_purpose"): VALUES[wire("sharing_purpose")].upper()}
    unchanged(here, lambda: asked(here, id=other, values=again), "request-asked-before")
    unchanged(here, lambda: asked(here), "request-twice")
    monkeypatch.setattr(_deliver, "MOST_OPEN", 1)
    more = {**VALUES, wire("sharing_purpose"): "Inwoners uitnodigen voor een inspraakavond."}
    unchanged(here, lambda: asked(here, id=other, values=more), "request-too-many")
    data_requests.act_for(wim(), ID, "withdraw", Said("Niet meer nodig."))
    assert asked(here, id=other).status == "requested"


def test_out_of_turn_and_by_the_wrong_party(here: Node) -> None:
    asked(here)
    unchanged(here, lambda: data_requests.act_for(gea(), ID, "agree", Said(version=1)), "request-not-now")
    unchanged(here, lambda: data_requests.act_for(gea(), ID, "advise", Said("Ja", 1, "go-ahead")), "request-party")
    unchanged(here, lambda: data_requests.act_for(pia(), ID, "advise", Said("Ja", 1, "misschien")), "no-advice")
    unchanged(here, lambda: data_requests.act_for(pia(), ID, "advise", Said(" ", 1, "against")), "no-text")
    unchanged(here, lambda: data_requests.act_for(pia(), ID, "advise", Said("Ja", 7, "against")), "request-old-version")
    unchanged(here, lambda: data_requests.act_for(pia(), ID, "dansen", Said()), "no-act")
    unchanged(here, lambda: data_requests.publish(here, gea(), ID), "request-not-now")
    unchanged(here, lambda: data_requests.sign(here, gea(), ID), "request-not-now")


def test_without_a_mandate_nobody_signs(here: Node) -> None:
    agreed(here)
    data_requests.publish(here, gea(), ID, "public")
    unchanged(here, lambda: data_requests.sign(here, gea(), ID), "no-mandate")
    unchanged(here, lambda: data_requests.sign(here, pia(), ID), "request-party")
    mandate(gea(), PROVIDER)
    assert data_requests.sign(here, gea(), ID).waits_for == ("consumer",)
    unchanged(here, lambda: data_requests.sign(here, gea(), ID), "request-party")


def test_what_was_published_but_not_told_is_told_the_second_time(here: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine stops between the log and the message: the same act again ends well, with one entry."""
    agreed(here)
    mandate(gea(), PROVIDER)
    from stelsel.node.data_requests import _bind

    def stops(raw: bytes) -> None:
        raise KeyboardInterrupt

    for act in (lambda: data_requests.publish(here, gea(), ID, "public"), lambda: data_requests.sign(here, gea(), ID)):
        with monkeypatch.context() as broken:
            broken.setattr(_bind, "deliver", stops)
            with pytest.raises(KeyboardInterrupt):
                act()
        sizes = dict(here.logs.sizes())
        act()
        assert dict(here.logs.sizes()) == sizes
    assert row().waits_for == "consumer"


def test_an_agreement_that_changed_meanwhile_is_not_signed(here: Node) -> None:
    agreed(here)
    found = data_requests.publish(here, gea(), ID, "public")
    assert not isinstance(found, Held)
    assert found.published
    mandate(gea(), PROVIDER)
    desk.withdraw(here, PROVIDER, found.published.entry, "Toch niet.", gea())
    unchanged(here, lambda: data_requests.sign(here, gea(), ID), "agreement-not-seen")


def test_without_a_mandate_nobody_takes_a_signature_back(here: Node) -> None:
    agreed(here)
    data_requests.publish(here, gea(), ID, "public")
    mandate(gea(), PROVIDER)
    data_requests.sign(here, gea(), ID)
    ((record, _),) = here.book(ANYONE).rows(AGREEMENT_SIGNATURE)
    colleague = person("geo", PROVIDER, "publisher")
    unchanged(here, lambda: desk.withdraw(here, PROVIDER, record.id, "Toch niet.", colleague), "no-mandate")
    unchanged(here, lambda: desk.erase(here, PROVIDER, record.id, "Weg.", colleague), "no-mandate")
    desk.withdraw(here, PROVIDER, record.id, "Het besluit is herzien.", gea())
    assert not here.book(ANYONE).rows(AGREEMENT_SIGNATURE)


def test_a_version_made_on_an_older_one_is_not_taken(here: Node) -> None:
    agreed(here)
    body = data_requests.look(gea(), ID).standing.newest.body
    first = data_requests.edited(body, {wire("title"): "Een"})
    data_requests.act_for(gea(), ID, "propose", Said("Zo.", 1, body=first))
    other = data_requests.edited(body, {wire("title"): "Twee"})
    unchanged(
        here, lambda: data_requests.act_for(wim(), ID, "propose", Said("Of zo.", 1, body=other)), "request-old-version"
    )


def test_the_rules_of_the_base_are_taken_over(here: Node) -> None:
    from stelsel.nouns.agreement import AGREEMENT, example

    base = desk.publish(here, GATEKEEPER, desk.Wish(AGREEMENT, example("grondregels"), local="basis"), pia())
    assert not isinstance(base, Held)
    values = {**VALUES, wire("refines"): base.id}
    body = data_requests.draft(here, wim(), wish(values=values, taken_over=("t-taak",)))
    assert [one.rule_id for one in body.permissions] == ["t-taak"]
    assert [one.rule_id for one in body.duties] == [one.rule_id for one in example("grondregels").duties]


def test_nothing_of_it_stands_in_the_clear(here: Node) -> None:
    asked(here)
    for model in apps.get_models():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            for found in cursor.fetchall():
                assert SECRET not in repr(found), model
                assert all(SECRET.encode() not in bytes(one) for one in found if isinstance(one, bytes | memoryview))


def test_who_is_no_party_sees_nothing(here: Node) -> None:
    asked(here)
    here.enrol("ander")
    stranger, reader = person("vreemd", "ander", "publisher"), person("lees", PROVIDER, "reader")
    for who in (stranger, reader):
        assert data_requests.listed(who) == []
        with pytest.raises(NotThere):
            data_requests.look(who, ID)
        with pytest.raises(NotThere):
            data_requests.act_for(who, ID, "refuse", Said("Nee."))
    assert [one.pk for one in data_requests.listed(gea())] == [ID]
    assert data_requests.look(pia(), ID).sides == ("gatekeeper",)


def test_late_is_told_once_by_the_machine(here: Node, days: Days) -> None:
    asked(here)
    assert data_requests.escalate_overdue() == 0
    due = row().due
    assert due is not None
    days.day = due + timedelta(days=1)
    assert (data_requests.escalate_overdue(), data_requests.escalate_overdue()) == (1, 0)
    assert row().escalated
    assert Task.objects.get(state="open", open_key__startswith="data-request:").escalated
    data_requests.act_for(pia(), ID, "advise", Said("Dit kan.", 1, "go-ahead"))
    assert not row().escalated


def test_each_organisation_reads_in_its_audit_log_what_happened(here: Node) -> None:
    agreed(here)
    for publisher in (CONSUMER, PROVIDER, GATEKEEPER):
        names = list(AuditEvent.objects.filter(publisher=publisher).values_list("action", flat=True))
        for name in ("data-request-requested", "data-request-advised", "data-request-agreed"):
            assert name in names
    assert SECRET not in repr(list(AuditEvent.objects.values()))


def test_a_message_from_elsewhere_is_judged_alike(here: Node, days: Days) -> None:
    body = raw_agreement(data_requests.draft(here, wim(), wish()))
    first = Requested(ID, 1, "consumer", clock.now(), 1, CONSUMER, PROVIDER, GATEKEEPER, "Voor iets.", body)
    raw = encoded(first)
    days.day -= timedelta(days=1)
    unchanged(here, lambda: data_requests.deliver(raw), "request-future")
    days.day += timedelta(days=1)
    assert data_requests.deliver(raw).status == "requested"
    unchanged(here, lambda: data_requests.deliver(raw), "request-twice")


def test_what_no_dossier_holds_is_forgotten(here: Node) -> None:
    asked(here)
    assert data_requests.forget() == 0
    DataRequest.objects.update(consumer_dossier=None, provider_dossier=None, gatekeeper_dossier=None)
    assert data_requests.forget() == 1
    assert not DataRequest.objects.exists()
