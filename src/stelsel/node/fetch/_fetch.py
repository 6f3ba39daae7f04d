# SPDX-License-Identifier: EUPL-1.2
"""One request from this node to elsewhere: checked, sent, read, and where asked for led on."""

import email.utils
import ssl
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http.client import HTTPException
from urllib.parse import urldefrag, urljoin

import structlog
from django.conf import settings

import stelsel
from stelsel.node import clock
from stelsel.node.fetch._addresses import Address
from stelsel.node.fetch._allow import Allowed
from stelsel.node.fetch._body import read_body
from stelsel.node.fetch._manners import Manners
from stelsel.node.fetch._means import Means
from stelsel.node.fetch._problems import NotFetched, come_back, refused
from stelsel.node.fetch._target import Target, target
from stelsel.node.fetch._wire import HEADER_BYTES, Deadline, Exchange, ask

_REDIRECTS = (301, 302, 303, 307, 308)
_PRIVATE = {"authorization", "cookie", "proxy-authorization"}
say = structlog.get_logger("stelsel.fetch")


@dataclass(frozen=True)
class Request:
    """What to fetch. `own`: addresses from settings of the operator; their hosts may be private. `accept`: the media
    types that will do (empty: any). `redirects`: how many to follow; with none a redirect is an answer.
    `max_bytes`: of the body, unpacked; with 0 it is not read."""

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    own: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    redirects: int = 0
    seconds: float = 10.0
    max_bytes: int = 1_000_000


@dataclass(frozen=True)
class Reply:
    """Status, headers with names in lower case (the last of a name counts), the body unpacked, and where it came from
    in the end."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str = ""


class Fetcher:
    """Fetches with the means of this machine, or those of a test."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._manners = Manners(means.now, means.sleep)

    def fetch(self, asked: Request) -> Reply:
        """The answer. NotFetched, after a line in the log with host and reason, where there is none that may be
        used."""
        host = ""
        try:
            deadline = Deadline(asked.seconds, self._means.now)
            allowed = settings.FETCH_ALLOWED.also(asked.own)
            to, left = target(asked.url), asked.redirects
            while True:
                host = to.host
                reply = self._once(to, asked, allowed, deadline)
                if reply.status not in _REDIRECTS or not asked.redirects:
                    return reply
                to, asked, left = *_led_on(to, asked, reply), left - 1
                if left < 0:
                    raise refused("redirect", host)
        except NotFetched as problem:
            say.warning("not-fetched", host=host, reason=problem.finding.code)
            raise

    def _once(self, to: Target, asked: Request, allowed: Allowed, deadline: Deadline) -> Reply:
        try:
            with self._manners.turn(to.netloc, allowed.names(to), deadline):
                addresses = self._addresses(to, allowed, deadline)
                sent = (asked.method, _headers(asked), asked.body)
                with closing(ask(to, addresses, sent, deadline, self._means)) as found:
                    return self._read(to, found, asked)
        except NotFetched:
            raise
        except TimeoutError:
            raise refused("slow", to.host) from None
        except ssl.SSLError:
            raise refused("tls", to.host) from None
        except OSError:
            raise refused("away", to.host) from None
        except (HTTPException, ValueError):
            raise refused("broken", to.host) from None

    def _addresses(self, to: Target, allowed: Allowed, deadline: Deadline) -> tuple[Address, ...]:
        """Every address of the host, looked up once. Refused unless all of them may be reached."""
        if not allowed.may_ask(to):
            raise refused("https" if to.scheme == "http" else "closed", to.host)
        try:
            found = (to.literal,) if to.literal else self._means.resolve(to.host, to.port, deadline.left())
        except OSError:
            raise refused("closed", to.host) from None
        if not found or not all(allowed.may_reach(to, one) for one in found):
            raise refused("closed", to.host)
        return found

    def _read(self, to: Target, found: Exchange, asked: Request) -> Reply:
        answer = found.answer
        headers = {name.lower(): value for name, value in answer.headers.items()}
        if answer.status in (429, 503) and "retry-after" in headers:
            seconds = _seconds(headers["retry-after"])
            self._manners.come_back(to.netloc, seconds)
            raise come_back(to.host, seconds)
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if asked.accept and 200 <= answer.status < 300 and kind not in asked.accept:
            raise refused("content-type", to.host)
        found.expect(4 * asked.max_bytes + HEADER_BYTES)
        body = read_body(answer, asked.max_bytes) if asked.max_bytes else b""
        return Reply(answer.status, headers, body, to.url)


def _led_on(to: Target, asked: Request, reply: Reply) -> tuple[Target, Request]:
    """Where a redirect leads and what is asked there (RFC 9110, 15.4). Never from https to http; what was meant for one
    origin (credentials, a body) goes to no other."""
    place = reply.headers.get("location", "")
    led = target(urldefrag(urljoin(to.url, place)).url) if place else None
    if led is None or (to.scheme, led.scheme) == ("https", "http"):
        raise refused("redirect", to.host)
    if reply.status == 303 or (reply.status in (301, 302) and asked.method == "POST"):
        plain = {name: value for name, value in asked.headers.items() if not name.lower().startswith("content-")}
        method = "HEAD" if asked.method == "HEAD" else "GET"
        asked = replace(asked, method=method, body=None, headers=plain)
    if led.origin != to.origin:
        if asked.body is not None:
            raise refused("redirect", to.host)
        open_ones = {name: value for name, value in asked.headers.items() if name.lower() not in _PRIVATE}
        asked = replace(asked, headers=open_ones)
    return led, asked


def _headers(asked: Request) -> dict[str, str]:
    """What goes along: who asks, what will do, and the trace of a logged processing (Logboek Dataverwerkingen)."""
    from stelsel.node.processing_log import current

    trace = current()
    told = {"User-Agent": user_agent(), "Accept": ", ".join(asked.accept) or "*/*", "Accept-Encoding": "gzip, deflate"}
    return {**told, **(trace.headers() if trace.used else {}), **asked.headers}


def user_agent() -> str:
    """The product, its version and where to complain."""
    return f"Stelsel/{stelsel.__version__} (+{settings.SECURITY_CONTACT or settings.URL})"


def _seconds(retry_after: str) -> int:
    """What Retry-After says, in seconds or as a moment, from 1 to an hour (RFC 9110, 10.2.3)."""
    text = retry_after.strip()
    if text.isascii() and text.isdecimal():
        return min(max(int(text[:9]), 1), 3600)
    try:
        moment = email.utils.parsedate_to_datetime(text)
        found = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - datetime.fromtimestamp(clock.posix(), UTC)
        return min(max(int(found.total_seconds()), 1), 3600)
    except (ValueError, TypeError, OverflowError):
        return 60
