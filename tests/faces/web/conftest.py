# SPDX-License-Identifier: EUPL-1.2
"""The small country, and visitors of its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from stelsel.node.node import Node, node
from tests.faces.web import small_country

PASSWORD = small_country.PASSWORD


@pytest.fixture
def country(db: None) -> Iterator[Node]:
    """A node with the small country."""
    yield small_country.build()
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
