# SPDX-License-Identifier: EUPL-1.2
"""The world as fetching sees it: names, connections, time and trust. Handed in, so that a test can play any of them."""

import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address

from stelsel.node.fetch._addresses import Address

Resolve = Callable[[str, int, float], tuple[Address, ...]]
"""(host, port, seconds) -> every address of this host. OSError where there is none in that time."""
Connect = Callable[[Address, int, float], socket.socket]
"""(address, port, seconds) -> a connection to that very address. OSError where nobody answers."""


def resolve(host: str, port: int, seconds: float) -> tuple[Address, ...]:
    """Ask the resolver of this machine; it has no time limit of its own, so it works beside us."""
    found: list[tuple[Address, ...]] = []

    def ask() -> None:
        try:
            told = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.append(tuple(dict.fromkeys(ip_address(one[4][0]) for one in told)))
        except (OSError, ValueError):
            found.append(())

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(seconds)
    if not found or not found[0]:
        raise OSError("no address")
    return found[0]


def connect(address: Address, port: int, seconds: float) -> socket.socket:
    """A TCP connection to this address; nothing is looked up any more."""
    made = socket.socket(socket.AF_INET if address.version == 4 else socket.AF_INET6, socket.SOCK_STREAM)
    try:
        made.settimeout(seconds)
        made.connect((str(address), port))
    except BaseException:
        made.close()
        raise
    return made


@cache
def trust() -> ssl.SSLContext:
    """TLS 1.2 or newer, with the host name and the certificate checked against the CAs of this machine."""
    made = ssl.create_default_context()
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    return made


@dataclass(frozen=True)
class Means:
    """What fetching uses of the world."""

    resolve: Resolve = resolve
    connect: Connect = connect
    trust: Callable[[], ssl.SSLContext] = trust
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
