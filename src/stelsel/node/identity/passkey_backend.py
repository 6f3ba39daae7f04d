# SPDX-License-Identifier: EUPL-1.2
"""The way into a session that began with a passkey: the session keeps the name of this backend."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

NAME = "stelsel.node.identity.passkey_backend.PasskeyBackend"


class PasskeyBackend(ModelBackend):
    """Gives the user of a session, unless switched off; takes no name and no password."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:  # type: ignore[override]
        """Nobody: signing in goes by `passkeys.sign_in`."""
