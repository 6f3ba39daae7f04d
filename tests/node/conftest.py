# SPDX-License-Identifier: EUPL-1.2
"""A node for tests of the node itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from stelsel.node.node import Node, node


@pytest.fixture
def fresh_node(db: None) -> Iterator[Node]:
    """This process's node, without memory of other tests."""
    node.cache_clear()
    yield node()
    node.cache_clear()
