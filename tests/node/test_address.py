# SPDX-License-Identifier: EUPL-1.2
"""From which address a request comes, and what counts as one asker."""

from __future__ import annotations

import pytest

from stelsel.node.address import client_address, prefix


@pytest.mark.parametrize(
    ("proxies", "forwarded", "peer", "expected"),
    [
        (0, "203.0.113.9", "192.0.2.1", "192.0.2.1"),
        (1, "203.0.113.9", "192.0.2.1", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "192.0.2.1", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 10.0.0.2", "192.0.2.1", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1", "192.0.2.1"),
        (1, "", "192.0.2.1", "192.0.2.1"),
        (1, "unknown", "192.0.2.1", "192.0.2.1"),
        (1, "203.0.113.9:4711", "192.0.2.1", "203.0.113.9"),
        (1, "[2001:db8::1]:4711", "192.0.2.1", "2001:db8::1"),
        (1, "2001:db8::1%eth0", "192.0.2.1", "2001:db8::1"),
        (1, "::ffff:203.0.113.9", "192.0.2.1", "203.0.113.9"),
        (1, "'; DROP TABLE x", "192.0.2.1", "192.0.2.1"),
        (0, "", "", ""),
        (0, "", "no address", ""),
    ],
)
def test_only_what_our_proxies_wrote_counts(proxies: int, forwarded: str, peer: str, expected: str) -> None:
    meta = {"REMOTE_ADDR": peer, **({"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {})}
    assert client_address(meta, proxies) == expected


def test_no_proxy_is_trusted_unless_the_setting_says_so(settings) -> None:
    meta = {"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9"}
    assert client_address(meta) == "192.0.2.1"
    settings.PROXIES = 1
    assert client_address(meta) == "203.0.113.9"


def test_one_asker_is_an_ipv4_address_or_a_64_of_ipv6() -> None:
    assert prefix("192.0.2.1") != prefix("192.0.2.2")
    assert prefix("2001:db8:1:2::1") == prefix("2001:db8:1:2:ffff::9") != prefix("2001:db8:1:3::1")
    assert prefix("") == ""
