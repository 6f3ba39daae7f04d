# SPDX-License-Identifier: EUPL-1.2
"""The life of an account over SCIM: made, given roles, changed, put off and on again, removed."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from stelsel.faces.scim.operation import Call
from stelsel.node.identity.elsewhere import linked
from stelsel.node.models import AuditEvent, Membership, Provisioned, Subject
from tests.faces.scim.conftest import ISSUER, Scim, role_of, user, user_of

BACKEND = "stelsel.node.identity.backend.OpenIdBackend"


def browser(account: User) -> Client:
    """A browser in which this account has signed in elsewhere."""
    client = Client()
    client.force_login(account, BACKEND)
    return client


def signed_in(client: Client) -> bool:
    return client.get("/nl/account").status_code == 200


def test_the_whole_life(scim: Scim) -> None:
    made = scim.make("jan")
    account = user_of(made)
    assert (made["userName"], made["externalId"], made["active"]) == ("jan", "sub-jan", True)
    assert made["meta"]["location"].endswith(f"/scim/v2/Users/{made['id']}")
    assert account.username.startswith("account-")
    assert not account.has_usable_password()
    assert Subject.objects.get(user=account).subject == "sub-jan"
    assert linked(ISSUER, "sub-jan", False) == account, "who signs in there is this account"

    assert scim.into("wolk:reader", made["id"]).status_code == 200
    assert role_of(made) == "reader"
    client = browser(account)
    assert signed_in(client)
    scim.into("wolk:publisher", made["id"])
    assert role_of(made) == "publisher"
    assert not signed_in(client), "a session ends with the roles it had"
    shown = scim.call("GET", f"/Users/{made['id']}").json()
    assert [one["value"] for one in shown["groups"]] == ["wolk:reader", "wolk:publisher"]
    scim.out_of("wolk:publisher", made["id"])
    assert role_of(made) == "reader"

    client = browser(account)
    off = scim.patch(f"/Users/{made['id']}", {"op": "replace", "path": "active", "value": False})
    assert off.json()["active"] is False
    account.refresh_from_db()
    assert (account.is_active, role_of(made)) == (False, "")
    assert not signed_in(client)
    assert scim.members("wolk:reader") == ["jan"], "the identity system goes on seeing what it said"

    scim.patch(f"/Users/{made['id']}", {"op": "replace", "path": "active", "value": True})
    account.refresh_from_db()
    assert (account.is_active, role_of(made)) == (True, "reader")

    client = browser(account)
    assert scim.call("DELETE", f"/Users/{made['id']}").status_code == 204
    assert not signed_in(client)
    account.refresh_from_db()
    assert not account.is_active
    assert not Membership.objects.filter(user=account).exists()
    assert scim.call("GET", f"/Users/{made['id']}").status_code == 404
    assert scim.members("wolk:reader") == []

    again = scim.make("jan")
    assert again["id"] != made["id"]
    assert user_of(again) == account, "the same subject is the same account"
    account.refresh_from_db()
    assert account.is_active
    steps = [one.facts for one in AuditEvent.objects.filter(action="provision", subject=account.username)]
    assert [step.partition('"step":"')[2].rstrip('"}') for step in steps] == [
        "add", "deactivate", "activate", "remove", "add",
    ]  # fmt: skip
    assert set(AuditEvent.objects.filter(action="give-role").values_list("actor", flat=True)) == {
        "systeem-wolk-provisioner"
    }


def test_nothing_is_kept_but_name_identifier_and_active(scim: Scim) -> None:
    secret = "Janssen-Geheim"
    made = scim.make(
        "jan",
        name={"familyName": secret, "givenName": secret},
        displayName=secret,
        emails=[{"value": f"{secret}@voorbeeld.nl", "primary": True}],
        phoneNumbers=[{"value": secret}],
        password=secret,
        **{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": secret}},
    )
    scim.patch(
        f"/Users/{made['id']}",
        {"op": "add", "path": 'emails[type eq "work"].value', "value": secret},
        {"op": "replace", "path": "name.familyName", "value": secret},
        {"op": "add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "value": secret},
        {"op": "replace", "value": {"name.givenName": secret, "nickName": secret}},
    )
    assert set(made) == {"schemas", "id", "userName", "externalId", "active", "groups", "meta"}
    rows = [vars(one) for model in (User, Provisioned, Subject, AuditEvent) for one in model.objects.all()]
    assert secret not in str(rows)
    assert secret not in scim.call("GET", "/Users").content.decode()


def test_an_account_that_was_there_is_taken_over_with_its_role(scim: Scim) -> None:
    account = linked(ISSUER, "sub-piet", False)
    Membership.objects.create(user=account, publisher="wolk", role="publisher", government=True)
    made = scim.make("piet")
    assert user_of(made) == account
    assert scim.members("wolk:publisher") == ["piet"]
    scim.into("wolk:administrator", made["id"])
    held = Membership.objects.get(user=account)
    assert (held.role, held.government) == ("administrator", True)


def test_without_external_id_the_name_is_the_subject(scim: Scim) -> None:
    made = scim.call("POST", "/Users", {"schemas": user("x")["schemas"], "userName": "piet@wolk.example"}).json()
    assert Subject.objects.get(user=user_of(made)).subject == "piet@wolk.example"
    assert "externalId" not in made
    renamed = scim.patch(f"/Users/{made['id']}", {"op": "replace", "path": "userName", "value": "anders"})
    assert (renamed.status_code, renamed.json()["scimType"]) == (400, "mutability")


def test_a_name_changes_and_a_subject_does_not(scim: Scim) -> None:
    made = scim.make("jan")
    renamed = scim.call("PUT", f"/Users/{made['id']}", user("jannes", externalId="sub-jan"))
    assert (renamed.json()["userName"], renamed.json()["meta"]["version"]) == ("jannes", 'W/"2"')
    kept = scim.call("PUT", f"/Users/{made['id']}", {"schemas": made["schemas"], "userName": "jan"})
    assert kept.json()["externalId"] == "sub-jan"
    stolen = scim.call("PUT", f"/Users/{made['id']}", user("jan", externalId="sub-de-baas"))
    assert (stolen.status_code, stolen.json()["scimType"]) == (400, "mutability")


def test_names_are_unique_whatever_their_case(scim: Scim) -> None:
    scim.make("Jan")
    for body in (user("JAN", externalId="sub-ander"), user("ander", externalId="sub-Jan")):
        twice = scim.call("POST", "/Users", body)
        assert (twice.status_code, twice.json()["scimType"]) == (409, "uniqueness")
    other = scim.make("kees")
    renamed = scim.patch(f"/Users/{other['id']}", {"op": "replace", "path": "userName", "value": "jaN"})
    assert (renamed.status_code, renamed.json()["scimType"]) == (409, "uniqueness")
    assert Provisioned.objects.count() == 2


def test_versions(scim: Scim) -> None:
    made = scim.make("jan")
    path, tag = f"/Users/{made['id']}", made["meta"]["version"]
    shown = scim.call("GET", path)
    assert shown.headers["ETag"] == tag == 'W/"1"'
    assert scim.call("GET", path, If_None_Match=tag).status_code == 304
    step = {"op": "replace", "path": "userName", "value": "jannes"}
    assert scim.patch(path, step, If_Match='W/"7"').status_code == 412
    assert scim.patch(path, step, If_Match=f'"x", {tag}').status_code == 200
    assert scim.patch(path, step, If_Match=tag).status_code == 412
    assert scim.patch(path, step, If_Match="*").headers["ETag"] == 'W/"2"', "nothing changed"
    assert scim.call("DELETE", path, If_Match=tag).status_code == 412
    group = scim.call("GET", "/Groups/wolk:reader").headers["ETag"]
    assert scim.into("wolk:reader", made["id"]).headers["ETag"] != group
    late = scim.patch("/Groups/wolk:reader", {"op": "remove", "path": "members"}, If_Match=group)
    assert late.status_code == 412
    assert scim.members("wolk:reader") == ["jannes"]


def test_who_left_is_out_also_as_the_last_administrator(scim: Scim) -> None:
    Membership.objects.filter(user__username="baas").delete()
    jan, piet = scim.make("jan"), scim.make("piet")
    scim.into("wolk:administrator", jan["id"])
    refused = scim.out_of("wolk:administrator", jan["id"])
    assert refused.status_code == 409
    assert role_of(jan) == "administrator"
    body = {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "members": [{"value": piet["id"]}]}
    assert scim.call("PUT", "/Groups/wolk:administrator", body).status_code == 200, "one for another goes"
    assert (role_of(jan), role_of(piet)) == ("", "administrator")
    scim.patch(f"/Users/{piet['id']}", {"op": "replace", "path": "active", "value": False})
    assert role_of(piet) == ""


def test_what_somebody_switched_off_here_stays_off(scim: Scim) -> None:
    made = scim.make("jan")
    User.objects.filter(pk=user_of(made).pk).update(is_active=False)
    scim.patch(f"/Users/{made['id']}", {"op": "replace", "path": "active", "value": False})
    again = scim.patch(f"/Users/{made['id']}", {"op": "replace", "path": "active", "value": True})
    assert again.status_code == 409
    assert not user_of(made).is_active


def test_an_account_made_inactive_is_off_from_the_start(scim: Scim) -> None:
    made = scim.make("jan", active=False)
    scim.into("wolk:publisher", made["id"])
    assert (user_of(made).is_active, role_of(made)) == (False, "")
    scim.patch(f"/Users/{made['id']}", {"op": "replace", "path": "active", "value": "True"})
    assert (user_of(made).is_active, role_of(made)) == (True, "publisher")


def test_a_user_that_is_sent_anew_without_active_stays_off(scim: Scim) -> None:
    made = scim.make("jan", active=False)
    sent = scim.call("PUT", f"/Users/{made['id']}", user("jannes", externalId="sub-jan"))
    assert (sent.json()["userName"], sent.json()["active"]) == ("jannes", False)
    assert not user_of(made).is_active


def test_a_change_is_made_of_what_is_there_then(scim: Scim, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody is put off while another change is being read: that other change does not put them on again."""
    made = scim.make("jan")
    before = Call.body

    def meanwhile(call: Call) -> Any:
        monkeypatch.setattr(Call, "body", before)
        scim.patch(f"/Users/{made['id']}", {"op": "replace", "path": "active", "value": False})
        return before(call)

    monkeypatch.setattr(Call, "body", meanwhile)
    renamed = scim.patch(f"/Users/{made['id']}", {"op": "replace", "path": "userName", "value": "jannes"})
    assert (renamed.json()["userName"], renamed.json()["active"]) == ("jannes", False)
    assert not user_of(made).is_active


def test_the_name_claim_names_the_account(scim: Scim, settings: Any) -> None:
    settings.OIDC["employees"]["name_claim"] = "preferred_username"
    assert user_of(scim.make("inkoper")).username == "inkoper"


def test_nobody_is_made_where_nobody_can_sign_in(scim: Scim, settings: Any) -> None:
    settings.OIDC = {}
    refused = scim.call("POST", "/Users", user("jan"))
    assert refused.status_code == 409
    assert "STELSEL_OIDC_ISSUER" in refused.json()["detail"]


@pytest.mark.parametrize("step", ["remove", "deactivate"])
def test_two_publishers_keep_one_account(scim: Scim, other: Scim, step: str) -> None:
    here, there = scim.make("jan"), other.make("jan")
    assert user_of(here) == user_of(there)
    scim.into("wolk:publisher", here["id"])
    other.into("buur:reader", there["id"])
    client = browser(user_of(there))
    if step == "remove":
        scim.call("DELETE", f"/Users/{here['id']}")
    else:
        scim.patch(f"/Users/{here['id']}", {"op": "replace", "path": "active", "value": False})
    account = user_of(there)
    assert (account.is_active, role_of(there, "wolk"), role_of(there, "buur")) == (True, "", "reader")
    assert not signed_in(client), "the roles changed"
    other.call("DELETE", f"/Users/{there['id']}")
    account.refresh_from_db()
    assert not account.is_active
