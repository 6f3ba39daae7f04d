# SPDX-License-Identifier: EUPL-1.2
"""The example country in the node of this process; STELSEL_HOME names an empty folder."""

from __future__ import annotations

from typing import Any


def country() -> Any:
    """Makes the database, loads the example country and returns the node."""
    import django

    django.setup()
    from django.core.management import call_command

    from stelsel.node.example.load import load
    from stelsel.node.node import node

    call_command("migrate", verbosity=0)
    load(node())
    return node()
