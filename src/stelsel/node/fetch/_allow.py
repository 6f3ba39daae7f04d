# SPDX-License-Identifier: EUPL-1.2
"""What may be reached: the list of the operator, the addresses that other settings name, and else what is public."""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_network
from urllib.parse import urlsplit

from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text
from stelsel.node.fetch._addresses import Address, Network, is_inside, is_public
from stelsel.node.fetch._problems import NotFetched
from stelsel.node.fetch._target import Target, read_host, target
from stelsel.node.serve import Unavailable


@dataclass(frozen=True)
class Allowed:
    """Names and addresses that may be reached also when they are private: (host, port; 0 for the usual ports) and
    networks. `only`: nothing else may, public or not."""

    hosts: frozenset[tuple[str, int]] = frozenset()
    networks: tuple[Network, ...] = ()
    only: bool = False

    def names(self, to: Target) -> bool:
        """Whether this very host, at this port, is named: then also over http."""
        if (to.host, to.port) in self.hosts or ((to.host, 0) in self.hosts and to.usual_port):
            return True
        return to.usual_port and to.literal is not None and self._holds(to.literal)

    def may_ask(self, to: Target) -> bool:
        """Whether scheme and port will do, before anything is looked up."""
        return self.names(to) or (to.scheme == "https" and to.usual_port)

    def may_reach(self, to: Target, address: Address) -> bool:
        """Whether a connection to this address may be made for this host. A name that is listed opens the ranges of an
        organisation's own machines; loopback, link-local and the like open only when they are listed as an address
        (or as localhost)."""
        if self._holds(address) or (to.literal == address and self.names(to)):
            return True
        if self.names(to):
            return is_public(address) or is_inside(address) or (to.host == "localhost" and address.is_loopback)
        return not self.only and is_public(address)

    def _holds(self, address: Address) -> bool:
        return any(address in one for one in self.networks)

    def also(self, addresses: Iterable[str]) -> "Allowed":
        """With the hosts of these addresses, which a setting of the operator names."""
        named = {(one.host, one.port) for one in map(target, filter(None, addresses))}
        return Allowed(self.hosts | named, self.networks, self.only)


def read_allowed(text: str, only: bool = False) -> Allowed:
    """From the setting: names, host:port, IP addresses and networks, separated by commas. Unavailable names what is
    none of those."""
    hosts: set[tuple[str, int]] = set()
    networks: list[Network] = []
    for one in filter(None, (part.strip() for part in text.split(","))):
        found = _network(one)
        if found is not None:
            networks.append(found)
        else:
            hosts.add(_host(one))
    return Allowed(frozenset(hosts), tuple(networks), only)


def _network(text: str) -> Network | None:
    try:
        return ip_network(text.removeprefix("[").removesuffix("]"))
    except ValueError:
        return None


def _host(text: str) -> tuple[str, int]:
    try:
        port = urlsplit(f"//{text}").port
        if any(sign in text for sign in "/?#@*") or text.endswith(":") or port == 0:
            raise ValueError(text)
        return read_host(text[: text.rfind(":")] if port else text)[0], port or 0
    except (ValueError, NotFetched):
        what = Text(nl=f"“{text[:60]}” is geen naam of netwerk.", en=f"“{text[:60]}” is no name or network.")
        cure = Text(
            nl="Schrijf namen, naam:poort of netwerken als 10.1.0.0/16, met komma's ertussen.",
            en="Write names, name:port or networks such as 10.1.0.0/16, with commas between them.",
        )
        raise Unavailable(Finding("setting", "STELSEL_FETCH_ALLOW", what, cure)) from None
