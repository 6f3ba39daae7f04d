# SPDX-License-Identifier: EUPL-1.2
"""Django app of the node."""

from django.apps import AppConfig

from stelsel.node.log_lines import configure


class NodeConfig(AppConfig):
    """Tables for logs, tiles and memberships."""

    name = "stelsel.node"
    label = "node"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Log lines have their form before the first one; sign-ins are remembered."""
        configure()
        from stelsel.node.identity import sessions

        sessions.listen()
