# SPDX-License-Identifier: EUPL-1.2
"""Signing in with an account elsewhere: mozilla-django-oidc, with the token request and the check of the token done as
the NL GOV Assurance profile for OpenID Connect asks (private_key_jwt, PKCE, level of assurance)."""

import json
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest
from mozilla_django_oidc.auth import OIDCAuthenticationBackend

from stelsel.node.identity import outbound
from stelsel.node.identity.client_key import ASSERTION_TYPE, client_assertion
from stelsel.node.identity.elsewhere import account_of
from stelsel.node.identity.id_token import checked
from stelsel.node.identity.provider import Provider, metadata
from stelsel.node.identity.refusals import SignInRefused


@dataclass
class Attempt:
    """A sign-in that came back from its provider; `acr` is filled in once the token is checked."""

    provider: Provider
    acr: str = ""


class OpenIdBackend(OIDCAuthenticationBackend):
    """Takes a request that carries an Attempt as `request.oidc`, and no other."""

    def __init__(self) -> None:
        self.UserModel = get_user_model()
        self.OIDC_RP_CLIENT_SECRET = ""
        self._access_token: object = None

    def get_settings(self, attr: str, *args: Any) -> Any:
        """What the library asks of settings: the name of our callback address, and its own defaults."""
        if attr == "OIDC_AUTHENTICATION_CALLBACK_URL":
            return f"oidc-{self._attempt.provider.group}"
        return args[0] if args else ""

    def authenticate(self, request: HttpRequest | None, **kwargs: Any) -> Any:
        """The user, None where this is no such sign-in, SignInRefused where it does not hold."""
        attempt = getattr(request, "oidc", None)
        if not isinstance(attempt, Attempt) or not kwargs.get("nonce") or not kwargs.get("code_verifier"):
            return None
        self._attempt = attempt
        self.OIDC_RP_CLIENT_ID = attempt.provider.client_id
        return super().authenticate(request, **kwargs)

    def get_token(self, payload: dict[str, str]) -> dict[str, Any]:
        """The answer of the token endpoint to this code, with a fresh assertion and never a secret."""
        asked = self._attempt.provider
        told = metadata(asked)
        form = {
            "grant_type": "authorization_code",
            "code": payload["code"],
            "redirect_uri": asked.redirect_uri,
            "client_id": asked.client_id,
            "code_verifier": payload["code_verifier"],
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": client_assertion(asked, told),
        }
        try:
            reply = outbound.request(told.token_endpoint, form)
            answer = json.loads(reply.body)
        except (OSError, ValueError, RecursionError) as error:
            raise SignInRefused("provider-away", type(error).__name__) from error
        if reply.status != 200 or not isinstance(answer, dict):
            said = str(answer.get("error", ""))[:40] if isinstance(answer, dict) else ""
            raise SignInRefused("code" if said == "invalid_grant" else "provider-error", f"{reply.status} {said}")
        if str(answer.get("token_type", "")).lower() != "bearer":
            raise SignInRefused("token", "token_type")
        self._access_token = answer.get("access_token")
        return answer

    def verify_token(self, token: Any, **kwargs: Any) -> dict[str, Any]:
        """The checked claims."""
        claims = checked(self._attempt.provider, token, str(kwargs["nonce"]), self._access_token)
        acr = claims.get("acr")
        self._attempt.acr = acr if isinstance(acr, str) else ""
        return claims

    def get_or_create_user(self, access_token: Any, id_token: Any, payload: dict[str, Any]) -> Any:
        """The account of these claims; nothing more is asked of the provider."""
        return account_of(self._attempt.provider, payload)

    def get_user(self, user_id: Any) -> Any:
        """The user of a session, unless switched off."""
        return ModelBackend.get_user(self, user_id)
