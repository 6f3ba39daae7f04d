# SPDX-License-Identifier: EUPL-1.2
"""From which network address a request comes. What a request says of itself (X-Forwarded-For) counts only as far as
proxies of ours wrote it: STELSEL_PROXIES says how many of those stand before this node."""

import ipaddress
from collections.abc import Mapping
from typing import Any

from django.conf import settings

_V6_PREFIX = 64
"""One household or office has a /64 of IPv6 addresses (RFC 6177); one address of IPv4."""


def client_address(meta: Mapping[str, Any], proxies: int | None = None) -> str:
    """The address of who asks, from the headers as WSGI gives them; empty where it cannot be known. Each of our proxies
    adds one address at the end of X-Forwarded-For, so the visitor is the n-th from the end; what stands before that
    anybody can have written. A shorter or unreadable chain did not pass our proxies, and the direct peer counts."""
    peer = _address(str(meta.get("REMOTE_ADDR", "")))
    count = settings.PROXIES if proxies is None else proxies
    if count < 1:
        return peer
    chain = [part.strip() for part in str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(",")]
    return (_address(chain[-count]) if len(chain) >= count else "") or peer


def prefix(address: str) -> str:
    """What counts as one asker: an IPv4 address, or the /64 of an IPv6 address; the text itself when it is neither."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(ipaddress.ip_network((int(found), _V6_PREFIX), strict=False))


def _address(text: str) -> str:
    """An address in its usual form: without port, brackets or zone, IPv4 also where it is mapped into IPv6. Empty for
    anything else."""
    plain = text.strip().strip('"')
    if plain.startswith("["):
        plain = plain[1:].partition("]")[0]
    elif plain.count(":") == 1:
        plain = plain.partition(":")[0]
    try:
        found = ipaddress.ip_address(plain.partition("%")[0])
    except ValueError:
        return ""
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return str(mapped or found)
