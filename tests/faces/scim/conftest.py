# SPDX-License-Identifier: EUPL-1.2
"""A node where employees sign in elsewhere, two publishers, and the identity system of each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from stelsel.faces.scim import USER
from stelsel.faces.scim.read_patch import PATCH
from stelsel.node.models import Membership
from stelsel.node.node import Node, node
from tests.faces.machines import bearer, machine
from tests.openid import configured

ISSUER = "https://provider.invalid"


class Scim:
    """An identity system: calls with its key, and looks at the form of every answer."""

    def __init__(self, key: str = "") -> None:
        self.headers = bearer(key) if key else {}
        self._client = Client(raise_request_exception=False)

    def call(self, method: str, path: str, body: Any = None, **more: str) -> Any:
        """A request below /scim/v2."""
        raw = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        kind = more.pop("content_type", "application/scim+json")
        headers = {**self.headers, **{name.replace("_", "-"): value for name, value in more.items()}}
        response = self._client.generic(method, f"/scim/v2{path}", raw, content_type=kind, headers=headers)
        assert not response.cookies
        if response.content:
            assert response.headers["Content-Type"] == "application/scim+json"
            assert response.headers["Cache-Control"] == "no-store"
        if response.status_code >= 400:
            told = response.json()
            assert told["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:Error"]
            assert told["status"] == str(response.status_code)
            assert told["detail"]
        return response

    def make(self, name: str, /, **more: Any) -> dict[str, Any]:
        """A user that was made."""
        made = self.call("POST", "/Users", user(name, **more))
        assert made.status_code == 201, made.content
        found: dict[str, Any] = made.json()
        return found

    def patch(self, path: str, *steps: dict[str, Any], **more: str) -> Any:
        """PATCH with these operations."""
        return self.call("PATCH", path, {"schemas": [PATCH], "Operations": list(steps)}, **more)

    def members(self, group: str) -> list[str]:
        """The names in a group."""
        return [one["display"] for one in self.call("GET", f"/Groups/{group}").json()["members"]]

    def into(self, group: str, *ids: str) -> Any:
        """Let accounts into a group."""
        return self.patch(
            f"/Groups/{group}", {"op": "add", "path": "members", "value": [{"value": one} for one in ids]}
        )

    def out_of(self, group: str, id: str) -> Any:
        """Take an account out of a group."""
        return self.patch(f"/Groups/{group}", {"op": "remove", "path": f'members[value eq "{id}"]'})


def user(name: str, /, **more: Any) -> dict[str, Any]:
    """The body of a user; its subject is `sub-NAME`."""
    return {"schemas": [USER], "userName": name, "externalId": f"sub-{name}", **more}


def role_of(account: dict[str, Any], publisher: str = "wolk") -> str:
    """The role that the node gives this account now."""
    found = Membership.objects.filter(user=user_of(account), publisher=publisher).first()
    return found.role if found else ""


def user_of(account: dict[str, Any]) -> User:
    """The account behind a SCIM user."""
    return User.objects.get(provisioned__pk=account["id"])


@pytest.fixture
def country(db: None, settings: Any, tmp_path: Path) -> Iterator[Node]:
    """Wolk and buur; at wolk one administrator with a password."""
    settings.OIDC = configured(tmp_path, ISSUER)
    node.cache_clear()
    made = node()
    for publisher in ("wolk", "buur"):
        made.enrol(publisher)
    boss = User.objects.create_user("baas", password="een lang wachtwoord")
    Membership.objects.create(user=boss, publisher="wolk", role="administrator")
    yield made
    node.cache_clear()


@pytest.fixture
def scim(country: Node) -> Scim:
    """The identity system of wolk."""
    return Scim(machine("wolk", "provisioner"))


@pytest.fixture
def other(country: Node) -> Scim:
    """The identity system of buur."""
    return Scim(machine("buur", "provisioner"))
