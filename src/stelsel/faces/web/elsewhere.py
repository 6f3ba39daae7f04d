# SPDX-License-Identifier: EUPL-1.2
"""Signing in with an account elsewhere: to the provider, and back. The checks stand in `node.identity`."""

from __future__ import annotations

import time
from typing import Any, NoReturn

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import translation
from mozilla_django_oidc.views import OIDCAuthenticationCallbackView, OIDCAuthenticationRequestView

from stelsel.faces.needs import needing
from stelsel.faces.web.onward import onward
from stelsel.faces.web.problems import problem_page
from stelsel.faces.web.shell import page
from stelsel.kernel.text import Text
from stelsel.node.audit import audit
from stelsel.node.identity import acceptable, sessions
from stelsel.node.identity.backend import Attempt
from stelsel.node.identity.client_key import public_jwks
from stelsel.node.identity.provider import WIRE, Provider, metadata, provider
from stelsel.node.identity.refusals import SignInRefused

BACKEND = "stelsel.node.identity.backend.OpenIdBackend"
_STATES = "oidc_states"
_MOST_SECONDS = 600
"""How long a sign-in may take."""
_NOT = Text(nl="U bent niet aangemeld.", en="You are not signed in.")
_GROUPS = {wire: group for group, wire in WIRE.items()}


@page(needs="sign-in")
def start(request: HttpRequest, wire: str) -> HttpResponse:
    """To the provider, with what this sign-in needs to come back kept in the session."""
    try:
        return _Start(_provider(wire)).begin(request)
    except SignInRefused as refused:
        return _refused(request, refused, wire)


@needing("sign-in")
def back(request: HttpRequest, wire: str) -> HttpResponse:
    """From the provider: to where the reader was going, or the reason why nobody is signed in."""
    if request.method != "GET":
        return HttpResponse(status=405, headers={"Allow": "GET"})
    kept = _kept(request)
    request.language = kept.get("language", "nl")  # type: ignore[attr-defined]
    with translation.override(request.language):  # type: ignore[attr-defined]
        try:
            response = _Back().come(request, _provider(wire), kept)
        except SignInRefused as refused:
            response = _refused(request, refused, wire)
    response.headers["Cache-Control"] = "no-store"
    return response


@needing("see")
def keys(request: HttpRequest, wire: str) -> HttpResponse:
    """The public key of this node for that provider, to register there."""
    try:
        return JsonResponse(public_jwks(_provider(wire)))
    except SignInRefused as refused:
        raise Http404 from refused


class _Start(OIDCAuthenticationRequestView):
    """The authentication request: state and nonce of 190 bits, PKCE S256, the least level of assurance."""

    def __init__(self, asked: Provider) -> None:  # the library would read its settings here
        self.asked = asked
        self.OIDC_OP_AUTH_ENDPOINT = metadata(asked).authorization_endpoint
        self.OIDC_RP_CLIENT_ID = asked.client_id

    def get_settings(self, attr: str, *args: Any) -> Any:
        """What the library asks of settings."""
        told = {
            "OIDC_AUTHENTICATION_CALLBACK_URL": f"oidc-{self.asked.group}",
            "OIDC_RP_SCOPES": "openid",
            "OIDC_USE_PKCE": True,
            "OIDC_REDIRECT_FIELD_NAME": "",
        }
        return told.get(attr, args[0] if args else "")

    def get_extra_params(self, request: HttpRequest) -> dict[str, str]:
        """The exact address to come back to, whatever host was asked for, and the levels that are enough."""
        levels = {"acr_values": " ".join(acceptable(self.asked.acr))} if self.asked.acr else {}
        return {"redirect_uri": self.asked.redirect_uri, **levels}

    def begin(self, request: HttpRequest) -> HttpResponseRedirect:
        """The redirect; language and destination are kept with its state."""
        known = set(request.session.get(_STATES) or {})
        response: HttpResponseRedirect = self.get(request)
        language = request.language  # type: ignore[attr-defined]
        for state in set(request.session[_STATES]) - known:
            request.session[_STATES][state] |= {
                "group": self.asked.group,
                "language": language,
                "onward": onward(request, language),
            }
        request.session.modified = True
        return response


class _Back(OIDCAuthenticationCallbackView):
    """The authentication response."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}

    def come(self, request: HttpRequest, asked: Provider, kept: dict[str, Any]) -> HttpResponse:
        """Check what came back, once; SignInRefused where it does not hold."""
        self.request, self.kept = request, kept
        if not kept or kept.get("group") != asked.group:
            raise SignInRefused("state")
        trouble = _trouble(request, asked, kept)
        if trouble is not None:
            del request.session[_STATES][request.GET["state"]]
            request.session.modified = True
            raise trouble
        request.oidc = Attempt(asked)  # type: ignore[attr-defined]
        try:
            response: HttpResponse = self.get(request)
        except SuspiciousOperation as error:
            raise SignInRefused("token", type(error).__name__) from error
        return response

    def login_success(self) -> HttpResponseRedirect:
        """Into a fresh session, and on."""
        attempt: Attempt = self.request.oidc
        sessions.begin(self.request, self.user, BACKEND, attempt.acr, attempt.provider.group == "citizens")
        return HttpResponseRedirect(self.kept["onward"])

    def login_failure(self) -> NoReturn:
        """The library only knows that it failed."""
        raise SignInRefused("inactive" if getattr(self, "user", None) else "code")


def _trouble(request: HttpRequest, asked: Provider, kept: dict[str, Any]) -> SignInRefused | None:
    """What is wrong with an answer before its code is used."""
    issuer = request.GET.get("iss")
    if issuer != asked.issuer and (issuer is not None or metadata(asked).names_itself):
        return SignInRefused("issuer", "answer")
    if not 0 <= time.time() - kept["added_on"] <= _MOST_SECONDS:
        return SignInRefused("state-old")
    error = request.GET.get("error")
    if error is not None:
        known = error[:40] if error.isascii() and error.replace("_", "").isalpha() else "other"
        return SignInRefused("stopped" if error == "access_denied" else "provider-error", known)
    return None if request.GET.get("code") else SignInRefused("code", "none")


def _kept(request: HttpRequest) -> dict[str, Any]:
    states = request.session.get(_STATES)
    found = states.get(request.GET.get("state", "")) if isinstance(states, dict) else None
    return found if isinstance(found, dict) else {}


def _provider(wire: str) -> Provider:
    found = provider(_GROUPS[wire]) if wire in _GROUPS else None
    if found is None:
        raise SignInRefused("no-provider")
    return found


def _refused(request: HttpRequest, refused: SignInRefused, wire: str) -> HttpResponse:
    """The page that says why, and what to do."""
    audit("sign-in", "", wire, outcome="refused", reason=refused.code, detail=refused.detail)
    finding = refused.findings[0]
    status = 404 if refused.code == "no-provider" else 403
    response = problem_page(request, status, why=finding.what, do=finding.cure, what=_NOT)
    response.headers["Content-Language"] = request.language  # type: ignore[attr-defined]
    return response
