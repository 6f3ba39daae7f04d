# SPDX-License-Identifier: EUPL-1.2
"""A small node with two publishers, an account with a role, and a client that speaks JSON."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from stelsel.kernel.draft import Draft
from stelsel.kernel.entry import Source
from stelsel.node.models import Membership
from stelsel.node.node import Node, node
from stelsel.nouns.supplier import SUPPLIER, Supplier
from stelsel.priorities.cloud.kinds import CLOUD_OFFER, CloudOffer
from tests.prepared import prepared

PASSWORD = "een lang wachtwoord"


def offer(number: int) -> CloudOffer:
    """An invented offer."""
    from datetime import date

    return CloudOffer(
        title=f"machine {number}",
        supplier="importeur/supplier/wolk",
        supplier_name="Wolk" if number % 2 else "Regen",
        service_type="compute",
        source_file="fixture.csv",
        observed_on=date(2026, 1, 31),
        vcpus=Decimal(number),
        memory_mib=1024 * number,
        sample=True,
    )


def build() -> Node:
    """A node with an importer that recorded eight things and a publisher that stated one."""
    made = node()
    made.enrol("importeur")
    made.enrol("wolk")
    source = Source("Fixture", "2026-01-31", "https://voorbeeld.invalid/prijzen")
    drafts = [Draft(CLOUD_OFFER, f"m{number}", offer(number), "wolk", source) for number in range(1, 8)]
    drafts.append(Draft(SUPPLIER, "wolk", Supplier(name="Wolk", sample=True), "wolk", source))
    made.publish_drafts("importeur", "public", drafts)
    made.publish_drafts("wolk", "own", [Draft(SUPPLIER, "geheim", Supplier(name="Geheim", sample=True))])
    return made


@pytest.fixture
def small_node(db: None) -> Iterator[Node]:
    """The same, for every test anew."""
    yield prepared("small node", build)
    node.cache_clear()


@pytest.fixture
def account(small_node: Node) -> dict[str, str]:
    """The header of an account with the role publisher at wolk."""
    user = User.objects.create_user("ans", password=PASSWORD)
    Membership.objects.create(user=user, publisher="wolk", role="publisher")
    return basic("ans", PASSWORD)


def basic(name: str, password: str) -> dict[str, str]:
    """An HTTP Basic header."""
    return {"Authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}


class Api:
    """Calls the API and keeps what every response must have."""

    def __init__(self) -> None:
        self._client = Client(raise_request_exception=False)

    def get(self, path: str, **headers: str) -> Any:
        """GET below /api/v1."""
        return self._checked(self._client.get(f"/api/v1{path}", headers=headers))

    def send(self, path: str, body: Any, content_type: str = "application/json", **headers: str) -> Any:
        """POST below /api/v1; bytes go as they are."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self._checked(
            self._client.generic("POST", f"/api/v1{path}", raw, content_type=content_type, headers=headers)
        )

    def call(self, method: str, path: str, **headers: str) -> Any:
        """Any method on any address."""
        return self._checked(self._client.generic(method, path, headers=headers))

    def _checked(self, response: Any) -> Any:
        assert response.headers["API-Version"] == "1.0.0"
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
        assert "Strict-Transport-Security" in response.headers
        assert not response.cookies
        if response.status_code >= 400:
            assert response.headers["Content-Type"] == "application/problem+json"
            if response.content:
                body = response.json()
                assert body["status"] == response.status_code
                assert body["title"]
                assert body["detail"]
        return response


@pytest.fixture
def api(small_node: Node) -> Api:
    """The API of the small node."""
    return Api()
