# SPDX-License-Identifier: EUPL-1.2
"""From the text of an address to where a request goes. What has more than one reading is refused: two programs that
read one address differently are how requests end up elsewhere (RFC 3986, 3.2; WHATWG URL, 3.5)."""

import re
import unicodedata
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote, urlsplit

from stelsel.node.fetch._addresses import Address
from stelsel.node.fetch._problems import refused

MOST_LETTERS = 2_000
"""Longest address in characters."""
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_SOFT = re.compile("[ßς\u200c\u200d]")
"""Letters that IDNA 2003 and 2008 read differently."""
_PORTS = {"https": 443, "http": 80}
_KEPT = "/?&=:@!$'()*+,;%~-._[]"


@dataclass(frozen=True)
class Target:
    """Where to: scheme (https or http), host (a name in ASCII, or an IP address), port, and path with query."""

    scheme: str
    host: str
    port: int
    path: str
    literal: Address | None

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port (RFC 6454)."""
        return self.scheme, self.host, self.port

    @property
    def usual_port(self) -> bool:
        """Whether the port is the one of the scheme."""
        return self.port == _PORTS[self.scheme]

    @property
    def netloc(self) -> str:
        """Host and port, the port only where it is another than usual."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return shown if self.usual_port else f"{shown}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address again."""
        return f"{self.scheme}://{self.netloc}{self.path}"


def target(url: str) -> Target:
    """Where this address leads. NotFetched for one that is not plain http or https."""
    if len(url) > MOST_LETTERS or "\\" in url or any(letter <= " " or letter == "\x7f" for letter in url):
        raise refused("form")
    try:
        parts = urlsplit(url)
        port = parts.port
        netloc = parts.netloc
    except ValueError:
        raise refused("form") from None
    if parts.scheme not in _PORTS or "@" in netloc or "#" in url or netloc.endswith(":"):
        raise refused("form")
    name, literal = read_host(netloc[: netloc.rfind(":")] if port is not None else netloc)
    path = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    return Target(parts.scheme, name, _PORTS[parts.scheme] if port is None else port, path, literal)


def read_host(text: str) -> tuple[str, Address | None]:
    """A host as a lower-case name in ASCII, and the address where it is one. NotFetched for anything else, also for
    numbers that some programs read as an IPv4 address (2130706433, 0x7f.1, 127.1, 0177.0.0.1)."""
    if text.startswith("["):
        return _v6(text)
    name = _ascii(text).removesuffix(".")
    labels = name.split(".")
    if not name or len(name) > 253 or not all(_LABEL.fullmatch(one) for one in labels):
        raise refused("form")
    if not _NUMBER.fullmatch(labels[-1]):
        return name, None
    try:
        literal = IPv4Address(name)
    except AddressValueError:
        raise refused("form") from None
    return str(literal), literal


def _v6(text: str) -> tuple[str, Address]:
    try:
        literal = IPv6Address(text.removeprefix("[").removesuffix("]"))
    except AddressValueError:
        raise refused("form") from None
    if literal.scope_id is not None or not text.endswith("]"):
        raise refused("form")
    return str(literal), literal


def _ascii(text: str) -> str:
    """The name as the DNS knows it (IDNA)."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKC", text).lower()
    try:
        if _SOFT.search(text) or _SOFT.search(plain):
            raise refused("form")
        return plain.encode("idna").decode().lower()
    except UnicodeError:
        raise refused("form") from None
