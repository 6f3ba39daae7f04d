# SPDX-License-Identifier: EUPL-1.2
"""What an identity system may not: another publisher, more than its own, itself, an operator; and who is none."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from stelsel.faces.scim.operations import OPERATIONS
from stelsel.node.identity import MACHINE_ROLES, OPERATOR, service
from stelsel.node.identity.elsewhere import linked
from stelsel.node.models import Membership, Provisioned
from stelsel.node.node import Node
from tests.faces.machines import machine
from tests.faces.scim.conftest import ISSUER, Scim, role_of, user, user_of


def every(scim: Scim, id: str) -> list[int]:
    """The status of every operation, with an empty body."""
    found = []
    for one in OPERATIONS:
        body = {} if one.method in ("POST", "PUT", "PATCH") else None
        found.append(scim.call(one.method, one.path.replace("{id}", id), body).status_code)
    return found


@pytest.mark.parametrize("role", [one for one in MACHINE_ROLES if one != "provisioner"])
def test_another_role_opens_nothing(country: Node, role: str) -> None:
    assert set(every(Scim(machine("wolk", role)), "wolk:reader")) == {403}


def test_nobody_and_a_person_get_nothing(country: Node, scim: Scim) -> None:
    nobody, person = Scim(), Scim()
    person.headers = {"Authorization": "Basic " + b64encode(b"baas:een lang wachtwoord").decode()}
    assert set(every(nobody, "wolk:reader")) == {401}
    assert set(every(person, "wolk:reader")) == {403}
    client = Client()
    client.force_login(User.objects.get(username="baas"), "stelsel.node.example.accounts.AccountBackend")
    assert client.get("/scim/v2/Users").status_code == 401, "no cookie counts"
    assert nobody.call("GET", "/Users").headers["WWW-Authenticate"].endswith('Bearer realm="stelsel"')


def test_a_revoked_key_ends_at_once(scim: Scim) -> None:
    assert scim.call("GET", "/Users").status_code == 200
    service.revoke(OPERATOR, scim.headers["Authorization"][11:21])
    assert scim.call("GET", "/Users").status_code == 401


def test_another_publisher_is_not_there(scim: Scim, other: Scim) -> None:
    made = scim.make("jan")
    scim.into("wolk:reader", made["id"])
    path = f"/Users/{made['id']}"
    assert other.call("GET", path).status_code == 404
    assert other.call("PUT", path, user("jan")).status_code == 404
    assert other.patch(path, {"op": "replace", "path": "active", "value": False}).status_code == 404
    assert other.call("DELETE", path).status_code == 404
    for group in ("wolk:reader", "wolk:administrator"):
        assert other.call("GET", f"/Groups/{group}").status_code == 404
        assert other.into(group, made["id"]).status_code == 404
    assert other.into("buur:reader", made["id"]).status_code == 400
    assert other.call("GET", "/Users").json()["totalResults"] == 0
    assert "wolk" not in other.call("GET", "/Groups").content.decode()
    assert role_of(made) == "reader"


@pytest.mark.parametrize("group", ["wolk:provisioner", "wolk:operator", "wolk:", ":reader", "wolk:anyone", "reader"])
def test_no_group_gives_more_than_a_person_has(scim: Scim, group: str) -> None:
    made = scim.make("jan")
    assert scim.into(group, made["id"]).status_code == 404
    assert role_of(made) == ""


def test_no_account_is_reached_but_by_its_subject(scim: Scim) -> None:
    """A local account, a service account (this one too) and an operator have no subject at the provider."""
    boss = User.objects.get(username="baas")
    for name in ("baas", "systeem-wolk-provisioner", "(operator)"):
        made = scim.call("POST", "/Users", {"schemas": user("x")["schemas"], "userName": name}).json()
        assert user_of(made).username.startswith("account-")
        scim.into("wolk:administrator", made["id"])
        scim.call("DELETE", f"/Users/{made['id']}")
    boss.refresh_from_db()
    assert boss.is_active
    assert Membership.objects.get(user=boss).role == "administrator"
    own = Membership.objects.get(machine=True)
    assert (own.role, own.publisher) == ("provisioner", "wolk")
    assert scim.call("GET", "/Users").status_code == 200


def test_no_citizen_becomes_an_employee(scim: Scim) -> None:
    linked(ISSUER, "sub-burger", True)
    refused = scim.call("POST", "/Users", user("burger"))
    assert (refused.status_code, refused.json()["scimType"]) == (409, "uniqueness")
    assert not Provisioned.objects.exists()


def test_no_citizen_service_number_is_kept(scim: Scim) -> None:
    for more in ({"externalId": "123456782"}, {"userName": "inkoper.123456782"}):
        refused = scim.call("POST", "/Users", {**user("jan"), **more})
        assert refused.status_code == 400
        assert "123456782" not in refused.content.decode()


def test_roles_elsewhere_stay(scim: Scim) -> None:
    account: Any = linked(ISSUER, "sub-jan", False)
    Membership.objects.create(user=account, publisher="buur", role="administrator")
    made = scim.make("jan")
    scim.patch(f"/Users/{made['id']}", {"op": "replace", "path": "active", "value": False})
    scim.call("DELETE", f"/Users/{made['id']}")
    account.refresh_from_db()
    assert account.is_active
    assert Membership.objects.get(user=account).role == "administrator"


def test_the_budget_of_an_identity_system(scim: Scim, settings: Any) -> None:
    from stelsel.faces.budgets import allowances
    from stelsel.node.limits import read_limits

    settings.LIMITS = read_limits("api=3/60")
    allowances().forget()
    codes = [scim.call("GET", "/ServiceProviderConfig").status_code for _ in range(5)]
    allowances().forget()
    assert codes[0] == 200
    assert codes[-1] == 429


def test_wrong_keys_wait(country: Node) -> None:
    wrong = Scim("stl_fout")
    codes = {wrong.call("GET", "/Users").status_code for _ in range(30)}
    assert codes == {401}
    late = wrong.call("GET", "/Users")
    assert (late.status_code, late.headers["Retry-After"]) == (429, "900")
