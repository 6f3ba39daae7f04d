# SPDX-License-Identifier: EUPL-1.2
"""The only way out of this folder: one HTTP request to a provider."""

from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

from django.conf import settings

from stelsel.node.fetch import Reply, Request, fetch
from stelsel.node.serve import is_loopback

__all__ = ["MAX_BYTES", "Reply", "is_safe", "request"]
MAX_BYTES = 1_000_000
_TYPES = ("application/json", "application/jwk-set+json")


def request(address: str, form: Mapping[str, str] | None = None) -> Reply:
    """GET, or POST of a form. OSError for an address that is not https (http only to this machine itself), for no
    answer in ten seconds, and for an answer that is too large or no JSON. A redirect is an answer like any other. The
    host may be private when it is that of a provider in the settings, or in STELSEL_FETCH_ALLOW."""
    if not is_safe(address):
        raise OSError("not an https address")
    own = tuple(told["issuer"] for told in settings.OIDC.values() if is_safe(told["issuer"]))
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    if form is None:
        return fetch(Request(address, own=own, accept=_TYPES, max_bytes=MAX_BYTES))
    body = urlencode(form).encode()
    return fetch(Request(address, "POST", kind, body, own, _TYPES, max_bytes=MAX_BYTES))


def is_safe(address: str) -> bool:
    """Whether an address is https, or http to this machine itself."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.username is not None or parts.fragment:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host)))
