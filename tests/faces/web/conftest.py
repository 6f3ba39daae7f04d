# SPDX-License-Identifier: EUPL-1.2
"""The small country, and visitors of its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from stelsel.node.identity import outbound, provider
from stelsel.node.node import Node, node
from tests.faces.web import small_country
from tests.openid import Pretender, configured
from tests.prepared import prepared

PASSWORD = small_country.PASSWORD


@pytest.fixture
def country(db: None) -> Iterator[Node]:
    """A node with the small country."""
    yield prepared("small country", small_country.build)
    node.cache_clear()


@pytest.fixture
def visitor(country: Node) -> Client:
    """Somebody who is not signed in."""
    return Client()


@pytest.fixture
def signed_in(country: Node) -> Callable[[str], Client]:
    """A client of one of the accounts: lezer, uitgever, baas (of wolk), buurman (of buur)."""

    def sign(name: str) -> Client:
        client = Client()
        assert client.login(username=name, password=PASSWORD)
        return client

    return sign


@pytest.fixture
def pretender(country: object, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pretender]:
    """A provider that this node trusts."""
    made = Pretender()
    settings.URL = "https://stelsel.invalid"
    settings.OIDC = configured(tmp_path, made.issuer)
    monkeypatch.setattr(outbound, "request", made.answer)
    provider.forget()
    yield made
    provider.forget()


@pytest.fixture
def audited(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the audit log was told."""
    told: list[dict[str, Any]] = []

    def keep(action: str, actor: str, subject: str = "", outcome: str = "done", **facts: Any) -> None:
        told.append({"action": action, "actor": actor, "outcome": outcome, **facts})

    for place in ("faces.web.elsewhere", "node.identity.sessions", "node.identity.elsewhere"):
        monkeypatch.setattr(f"stelsel.{place}.audit", keep)
    return told
