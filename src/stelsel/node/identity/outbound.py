# SPDX-License-Identifier: EUPL-1.2
"""The only way out of this folder: one HTTP request to a provider."""

import ipaddress
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.parse import urlencode, urlsplit

MAX_BYTES = 1_000_000
_SECONDS = 10


@dataclass(frozen=True)
class Reply:
    """Status, headers with names in lower case, and at most MAX_BYTES of body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """A provider answers itself; whoever sends on elsewhere is not followed."""
        return


_opener = urllib.request.build_opener(_NoRedirect)


def request(address: str, form: Mapping[str, str] | None = None) -> Reply:
    """GET, or POST of a form. OSError for an address that is not https (http only to this machine itself), for no
    answer in ten seconds, and for an answer that is too large. A redirect is an answer like any other."""
    if not is_safe(address):
        raise OSError(f"not an https address: {address[:200]}")
    body = urlencode(form).encode() if form is not None else None
    asked = urllib.request.Request(address, body, {"Accept": "application/json"})  # noqa: S310 - scheme is checked
    try:
        with _opener.open(asked, timeout=_SECONDS) as answer:
            return _reply(answer.status, answer.headers, answer.read(MAX_BYTES + 1))
    except urllib.error.HTTPError as answer:
        with answer:
            return _reply(answer.code, answer.headers, answer.read(MAX_BYTES + 1))
    except (HTTPException, ValueError) as error:
        raise OSError(f"no HTTP answer: {error}") from error


def is_safe(address: str) -> bool:
    """Whether an address is https, or http to this machine itself."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.username is not None or parts.fragment:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and _loopback(host)))


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _reply(status: int, headers: Mapping[str, str], body: bytes) -> Reply:
    if len(body) > MAX_BYTES:
        raise OSError("the answer is larger than 1 MB")
    return Reply(status, {name.lower(): value for name, value in headers.items()}, body)
