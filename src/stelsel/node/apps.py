# SPDX-License-Identifier: EUPL-1.2
"""Django app of the node."""

from django.apps import AppConfig


class NodeConfig(AppConfig):
    """Tables for logs, tiles and memberships."""

    name = "stelsel.node"
    label = "node"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Sign-ins are remembered."""
        from stelsel.node.identity import sessions

        sessions.listen()
