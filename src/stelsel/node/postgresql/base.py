# SPDX-License-Identifier: EUPL-1.2
"""Django's PostgreSQL backend with the node's own words where a database cannot be used (Django manual, "Subclassing
the built-in database backends")."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.backends.postgresql import base

from stelsel.node.postgresql.troubles import LEAST_VERSION, not_connected, not_utf8, too_old


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection of the node."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection to a server that the node can use. Unusable, which says what to do, otherwise."""
        place = "STELSEL_DATABASE" if self.alias == DEFAULT_DB_ALIAS else "URL"
        try:
            connection = super().get_new_connection(conn_params)
        except base.Database.Error as error:
            raise not_connected(str(error), place) from None  # the chain would show how we connected
        trouble = None
        if connection.info.server_version < LEAST_VERSION * 10_000:
            trouble = too_old(connection.info.server_version, place)
        elif (encoding := connection.info.parameter_status("server_encoding")) != "UTF8":
            trouble = not_utf8(encoding or "?", place)
        if trouble is not None:
            connection.close()
            raise trouble
        return connection
