# SPDX-License-Identifier: EUPL-1.2
"""The steps of somebody with a passkey, taken with an authenticator in software."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.test import Client

from stelsel.node.models import AuditEvent
from tests.authenticator import Authenticator
from tests.authenticator import Passkey as Key
from tests.faces.web.small_country import PASSWORD

PAGE, DOOR = "/nl/account/passkeys", "/nl/aanmelden/passkey"
SignIn = Callable[[str], Client]
UNKNOWN = "Met deze passkey kunt u hier niet aanmelden."


def said(response: Any) -> str:
    return str(response.content.decode())


def confirm(client: Client) -> None:
    assert client.post(PAGE, {"stap": "bevestigen", "wachtwoord": PASSWORD}).status_code == 302


def asked(client: Client, step: str) -> dict[str, Any]:
    """The options that the script gets."""
    found: dict[str, Any] = client.post(PAGE if step != "aanmelden" else DOOR, {"stap": step, "vraag": "1"}).json()
    return found


def add(client: Client, name: str = "laptop", device: Authenticator | None = None) -> Key:
    """A passkey for who is signed in."""
    confirm(client)
    key, answer = (device or Authenticator()).make(asked(client, "toevoegen"))
    response = client.post(PAGE, {"stap": "toevoegen", "passkey-naam": name, "antwoord": answer})
    assert response.headers["Location"] == f"{PAGE}?klaar=toevoegen"
    return key


def enter(client: Client, key: Key, device: Authenticator, **more: Any) -> Any:
    """The answer of the site to a sign-in with this passkey."""
    return client.post(DOOR, {"antwoord": device.use(key, asked(client, "aanmelden"), **more)})


def last(action: str) -> tuple[str, str, str]:
    event = AuditEvent.objects.filter(action=action).order_by("-sequence")[0]
    return event.actor, event.outcome, json.loads(event.facts).get("reason", "")
