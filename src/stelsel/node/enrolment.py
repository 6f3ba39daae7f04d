# SPDX-License-Identifier: EUPL-1.2
"""Enrolling a publisher: its keys and its three logs."""

from stelsel.node.audit import audit
from stelsel.node.identity import Person
from stelsel.node.node import Node
from stelsel.node.permission import require


def enrol(node: Node, publisher: str, organisation: str, by: Person) -> None:
    """Give a publisher a key and its logs; what is there stays. `organisation` is its TOOI address, empty when it has
    none."""
    require(by, "keep-node")
    node.enrol(publisher, organisation)
    audit("publisher-enrolled", by.name, publisher)
