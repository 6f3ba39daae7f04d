# SPDX-License-Identifier: EUPL-1.2
"""The API with the key of a service account."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from stelsel.node.identity import FAILURES_PER_ADDRESS, OPERATOR, key_form, service
from stelsel.node.models import AuditEvent, ServiceKey, SignInFailure
from tests.faces.api.conftest import PASSWORD, basic
from tests.faces.machines import bearer, machine

SUPPLIERS = "/leveranciers"
BODY = {"inhoud": {"naam": "Van een systeem", "voorbeeld": True}}


def test_a_machine_publishes_within_its_role(api: Any) -> None:
    headers = bearer(machine("wolk", "publisher"))
    made = api.send(SUPPLIERS, BODY, **headers)
    assert made.status_code == 201, made.content
    assert api.send(SUPPLIERS, {**BODY, "gepubliceerdDoor": "importeur"}, **headers).status_code == 403
    assert api.send(SUPPLIERS, BODY, **bearer(machine("wolk", "reader"))).status_code == 403
    assert api.get("/leveranciers/wolk/geheim", **bearer(machine("wolk", "administrator"))).status_code == 200
    assert api.get("/leveranciers/wolk/geheim", **bearer(machine("wolk", "provisioner"))).status_code == 404


def test_a_machine_decides_nothing(api: Any) -> None:
    headers = bearer(machine("wolk", "administrator"))
    for path in ("/taken", "/taken/1", "/vervangingen"):
        refused = api.get(path, **headers)
        assert refused.status_code == 403, path
        assert "Dit doet een mens" in refused.json()["detail"]


def test_whatever_is_wrong_with_a_key_the_answer_is_the_same(api: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = [machine("wolk", "reader", name) for name in ("een", "twee", "drie")]
    service.revoke(OPERATOR, keys[0][4:14])
    ServiceKey.objects.filter(pk=keys[1][4:14]).update(last_day="2020-01-01")
    service.end(OPERATOR, "drie")
    never = [key_form.new()[1], key_form._checked(f"stl_{keys[0][4:14]}_" + "A" * 43), "x", "", "stl_", keys[0][:-1]]
    answers = [api.get("/stand", **bearer(key)) for key in (*keys, *never)]
    assert {(one.status_code, one.content) for one in answers} == {(401, answers[0].content)}
    assert {one.headers["WWW-Authenticate"] for one in answers} == {answers[0].headers["WWW-Authenticate"]}
    events = [(one.actor, one.subject, one.outcome, one.facts) for one in AuditEvent.objects.filter(action="key")]
    assert ("een", f"key/{keys[0][4:14]}", "failed", '{"reason":"revoked"}') in events
    assert ("twee", f"key/{keys[1][4:14]}", "failed", '{"reason":"expired"}') in events
    assert ("", "key", "failed", '{"reason":"unknown"}') in events
    assert AuditEvent.objects.filter(action="key", publisher="wolk").count() == 3
    assert not any(key in str(events) for key in (*keys, *never) if len(key) == 64)


def test_wrong_keys_wait_and_right_ones_do_not(api: Any, account: dict[str, str]) -> None:
    right = machine("wolk", "reader")
    codes = [api.get("/stand", **bearer("fout")).status_code for _ in range(FAILURES_PER_ADDRESS + 1)]
    assert codes == [401] * FAILURES_PER_ADDRESS + [429]
    assert SignInFailure.objects.count() == FAILURES_PER_ADDRESS
    assert api.get("/stand", **bearer(right)).status_code == 200
    assert api.get("/stand", **basic("ans", PASSWORD)).status_code == 200, "people behind the same address go on"
    elsewhere = Client(REMOTE_ADDR="192.0.2.7").get("/api/v1/stand", headers=bearer("fout"))
    assert elsewhere.status_code == 401


def test_revoking_works_at_once(api: Any) -> None:
    key = machine("wolk", "reader")
    assert api.get("/leveranciers/wolk/geheim", **bearer(key)).status_code == 200
    service.revoke(OPERATOR, key[4:14])
    assert api.get("/leveranciers/wolk/geheim", **bearer(key)).status_code == 401


def test_a_key_costs_no_password_hash(api: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    key = machine("wolk", "reader")

    def never(*parts: object, **more: object) -> None:
        raise AssertionError("a password was hashed")

    monkeypatch.setattr("django.contrib.auth.hashers.check_password", never)
    monkeypatch.setattr("stelsel.faces.api.caller.authenticate", never)
    assert api.get("/stand", **bearer(key)).status_code == 200


def test_a_key_is_charged_to_its_account_and_not_as_a_sign_in(api: Any) -> None:
    answer = api.get("/stand", **bearer(machine("wolk", "reader")))
    assert answer.headers["RateLimit-Policy"].startswith('"api"')


def test_a_key_opens_the_files_of_a_log_and_no_page(api: Any) -> None:
    headers, client = bearer(machine("wolk", "administrator")), Client()
    assert client.get("/logboek/wolk/own/checkpoint", headers=headers).status_code == 200
    assert client.get("/nl/beheer", headers=headers).status_code == 302
    assert not client.login(username="systeem-wolk-administrator", password=headers["Authorization"][7:])


def test_four_eyes_hold_for_machines(api: Any) -> None:
    from stelsel.node.tasks import set_rule

    set_rule(OPERATOR, "wolk", "publish-entry", four_eyes=True, escalate_after=None)
    assert api.send(SUPPLIERS, BODY, **bearer(machine("wolk", "publisher"))).status_code == 202
