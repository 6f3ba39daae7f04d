# SPDX-License-Identifier: EUPL-1.2
"""The only way out of this node over HTTP: public addresses, and what the operator lists in STELSEL_FETCH_ALLOW.

A name is looked up once, every address it has must be allowed, and the connection goes to that very address, so that a
name that changes its mind (DNS rebinding) changes nothing. Time, bytes, unpacking and redirects have limits.
"""

from stelsel.node.fetch._allow import Allowed, read_allowed
from stelsel.node.fetch._fetch import Fetcher, Reply, Request
from stelsel.node.fetch._means import Means
from stelsel.node.fetch._problems import ComeBack, NotFetched
from stelsel.node.fetch._target import target

__all__ = [
    "Allowed",
    "ComeBack",
    "Fetcher",
    "Means",
    "NotFetched",
    "Reply",
    "Request",
    "check_address",
    "fetch",
    "read_allowed",
]

_fetcher = Fetcher(Means())


def fetch(asked: Request) -> Reply:
    """The answer to a request. NotFetched (also an OSError) where there is none that may be used: not allowed, away,
    late, too large, of another type; ComeBack where the other side asks to come again later."""
    return _fetcher.fetch(asked)


def check_address(url: str) -> None:
    """NotFetched for an address that is never fetched, as far as that shows without looking anything up: for the moment
    that somebody types one."""
    from django.conf import settings

    from stelsel.node.fetch._problems import refused

    to, allowed = target(url), settings.FETCH_ALLOWED
    if to.scheme == "http" and not allowed.names(to):
        raise refused("https", to.host)
    loopback = to.host == "localhost" or to.host.endswith(".localhost")
    closed = to.literal is not None and not allowed.may_reach(to, to.literal)
    if closed or not allowed.may_ask(to) or (loopback and not allowed.names(to)):
        raise refused("closed", to.host)
