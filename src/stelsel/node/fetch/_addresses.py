# SPDX-License-Identifier: EUPL-1.2
"""Which IP addresses are public, and which of the others an operator may open.

The tables are those of IANA: IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and later), IPv4 Multicast.
`ipaddress.is_global` alone is not enough: it differs between Python versions and lets NAT64, 6to4 and multicast
through.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_CLOSED_V4 = tuple(
    IPv4Network(one)
    for one in (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 168.63.129.16/32 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 "
        "192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 "
        "198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"
    ).split()
)
"""Not public: also 168.63.129.16, which looks public and is the machine below a virtual machine at Azure."""
_UNICAST_V6 = IPv6Network("2000::/3")
_CLOSED_V6 = tuple(IPv6Network(one) for one in "2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20".split())
"""Within 2000::/3: Teredo, ORCHID and other protocols, documentation, 6to4. All outside 2000::/3 is closed too: among
it mapped and compatible IPv4, NAT64 (64:ff9b::/96, 64:ff9b:1::/48), ULA, link-local and multicast."""
_INSIDE = (
    *(IPv4Network(one) for one in "10.0.0.0/8 100.64.0.0/10 172.16.0.0/12 192.168.0.0/16".split()),
    IPv6Network("fc00::/7"),
)
"""Where an organisation numbers its own machines (RFC 1918, 4193, 6598)."""
_METADATA = tuple(ip_address(one) for one in "100.100.100.200 192.0.0.192 fd00:ec2::254".split())
"""Where clouds give passwords to a machine, inside ranges that are otherwise an organisation's own."""


def is_public(address: Address) -> bool:
    """Whether this is an address on the public internet and nothing else."""
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in one for one in _CLOSED_V4)
    inside = address in _UNICAST_V6 and address.scope_id is None
    return inside and address.is_global and not any(address in one for one in _CLOSED_V6)


def is_inside(address: Address) -> bool:
    """Whether an organisation gives this address to machines of its own. Never a loopback, link-local or metadata
    address."""
    return any(address in one for one in _INSIDE if one.version == address.version) and address not in _METADATA


def same(one: Address, other: Address) -> bool:
    """Whether both are the same address, also where a socket says IPv4 in its IPv6 form."""
    return _unmapped(one) == _unmapped(other)


def _unmapped(address: Address) -> Address:
    return (address.ipv4_mapped if isinstance(address, IPv6Address) else None) or address
