# SPDX-License-Identifier: EUPL-1.2
"""The headers that keep a browser from doing more than it should, on every answer that has not its own.

After the API Design Rules 2.2 (transport/security-headers) and what Internet.nl and the NCSC ask of a website: no
framing, no guessing of types, no address to other sites, no device features, nothing from elsewhere, TLS from then
on.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

HSTS = "max-age=31536000; includeSubDomains"
"""RFC 6797: a year. On an answer over a plain connection a browser ignores it (section 8.1)."""
_FEATURES = (
    "accelerometer autoplay camera display-capture encrypted-media fullscreen geolocation gyroscope "
    "magnetometer microphone midi payment picture-in-picture screen-wake-lock serial usb "
    "xr-spatial-tracking"
).split()
_OWN_FEATURES = ("publickey-credentials-create", "publickey-credentials-get")
"""Passkeys: for pages of this site itself, never for what it would frame."""
ALWAYS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        [*(f"{name}=()" for name in _FEATURES), *(f"{name}=(self)" for name in _OWN_FEATURES)]
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""What an answer gets that does not say it itself. Pages have a wider CSP: styles, scripts and images of this site."""


class SecurityHeaders:
    """Middleware, before all other."""

    def __init__(self, next_one: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._next = next_one

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer with every header."""
        response = self._next(request)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        shared = response.headers.get("Access-Control-Allow-Origin") == "*"
        response.headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if shared else "same-origin")
        if settings.HTTPS:
            response.headers.setdefault("Strict-Transport-Security", HSTS)
        return response
