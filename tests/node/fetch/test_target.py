# SPDX-License-Identifier: EUPL-1.2
"""Which addresses are fetched at all: one reading for each, and public unless the operator said otherwise."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stelsel.node.fetch import NotFetched, read_allowed
from stelsel.node.fetch._addresses import is_inside, is_public
from stelsel.node.fetch._target import target
from stelsel.node.serve import Unavailable

PRIVATE = """
0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 168.63.129.16 169.254.169.254 172.16.0.1
172.31.255.255 192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.1 239.1.1.1
240.0.0.1 255.255.255.255
:: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:0:8.8.8.8 64:ff9b::8.8.8.8 64:ff9b:1::1 100::1 2001::1
2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1::1 2002:808:808::1 3fff::1 4000::1 fc00::1 fd00:ec2::254 fd12::1 fe80::1
fe80::1%eth0 fec0::1 ff02::1 ff0e::1
""".split()
PUBLIC = (
    "8.8.8.8 93.184.215.14 1.1.1.1 172.32.0.1 100.128.0.1 2001:4860:4860::8888 2a00:1450:400e::5 2606:4700::1".split()
)


@pytest.mark.parametrize("text", PRIVATE)
def test_what_is_not_public(text: str) -> None:
    assert not is_public(ip_address(text))
    address = f"https://[{text}]/" if ":" in text else f"https://{text}/"
    try:
        to = target(address)
    except NotFetched:
        return
    assert to.literal is not None
    assert not read_allowed("").may_reach(to, to.literal)


@pytest.mark.parametrize("text", PUBLIC)
def test_what_is_public(text: str) -> None:
    assert is_public(ip_address(text))


@given(st.ip_addresses())
@example(ip_address("2002:808:808::1"))
def test_whatever_is_public_is_global_and_is_not_inside(address: IPv4Address | IPv6Address) -> None:
    if is_public(address):
        assert address.is_global
        assert not any((address.is_private, address.is_multicast, address.is_link_local, address.is_loopback))
        assert not is_inside(address)


@pytest.mark.parametrize(
    "text",
    [
        "http://2130706433/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.1/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://127.0.0.01/",
        "https://1.2.3.4.5/",
        "https://256.1.1.1/",
        "https://a.0x7f/",
        "https://x.1/",
        "https://１２７.1/",
        "https://[::1%25eth0]/",
        "https://[fe80::1%eth0]/",
        "https://[::1/",
        "https://[::1]x/",
        "https://[v1.x]/",
        "https://user@x.nl/",
        "https://user:pw@x.nl/",
        "https://@x.nl/",
        "https://x.nl#deel",
        "https://x.nl/#",
        "https://x.nl:/",
        "https://x.nl:99999/",
        "https://x.nl:-1/",
        "https://x.nl:443x/",
        "https://x.nl\\@127.0.0.1/",
        "https://x.nl/a b",
        "https://x.nl/\r\nHost: y",
        "https://x.nl\t/",
        " https://x.nl/",
        "https://x..nl/",
        "https://.nl/",
        "https://%31%32%37.0.0.1/",
        "https://-x.nl/",
        "https://faß.nl/",
        "https://x\u200d.nl/",
        "https:///x",
        "https:x.nl",
        "//x.nl/",
        "x.nl",
        "",
        "file:///etc/passwd",
        "gopher://x.nl/",
        "ftp://x.nl/",
        "https://" + "a" * 64 + ".nl/",
        "https://x.nl/" + "a" * 2_000,
    ],
)
def test_what_has_no_one_reading_is_refused(text: str) -> None:
    with pytest.raises(NotFetched) as caught:
        target(text)
    assert caught.value.finding.code == "form"


@pytest.mark.parametrize(
    ("text", "host", "port", "path"),
    [
        ("https://x.nl", "x.nl", 443, "/"),
        ("HTTPS://X.nl./a?b=c%20d&e=é", "x.nl", 443, "/a?b=c%20d&e=%C3%A9"),
        ("http://x.nl:8080/", "x.nl", 8080, "/"),
        ("https://rijksoverheid。nl/", "rijksoverheid.nl", 443, "/"),
        ("https://café.nl/", "xn--caf-dma.nl", 443, "/"),
        ("https://ＡＢＣ.nl/", "abc.nl", 443, "/"),
        ("https://127.0.0.1/", "127.0.0.1", 443, "/"),
        ("https://１２７.0.0.1/", "127.0.0.1", 443, "/"),
        ("https://127.0.0.1./", "127.0.0.1", 443, "/"),
        ("https://[0:0:0:0:0:0:0:1]:8443/x", "::1", 8443, "/x"),
        ("https://a_b.nl/", "a_b.nl", 443, "/"),
        ("https://3com.nl/", "3com.nl", 443, "/"),
    ],
)
def test_what_is_read(text: str, host: str, port: int, path: str) -> None:
    found = target(text)
    assert (found.host, found.port, found.path) == (host, port, path)
    assert target(found.url) == found


LISTED = read_allowed("intern.nl, x.nl:8443, 10.1.0.0/16, [fd00::5], 127.0.0.1:9000, localhost:9001, [::1]:9002")


@pytest.mark.parametrize(
    ("text", "address", "may"),
    [
        ("https://intern.nl/", "10.9.9.9", True),
        ("http://intern.nl/", "192.168.0.1", True),
        ("https://intern.nl/", "8.8.8.8", True),
        ("https://intern.nl/", "fd12::1", True),
        ("https://intern.nl/", "127.0.0.1", False),
        ("https://intern.nl/", "169.254.169.254", False),
        ("https://intern.nl/", "fd00:ec2::254", False),
        ("https://intern.nl/", "::ffff:10.0.0.1", False),
        ("https://intern.nl:8443/", "10.9.9.9", False),
        ("https://x.nl:8443/", "10.9.9.9", True),
        ("https://x.nl/", "10.9.9.9", False),
        ("https://x.nl/", "8.8.8.8", True),
        ("http://x.nl/", "8.8.8.8", False),
        ("https://ander.nl/", "10.1.2.3", True),
        ("http://ander.nl/", "10.1.2.3", False),
        ("http://10.1.2.3/", "10.1.2.3", True),
        ("https://10.2.2.3/", "10.2.2.3", False),
        ("https://[fd00::5]/", "fd00::5", True),
        ("https://[fd00::6]/", "fd00::6", False),
        ("http://127.0.0.1:9000/", "127.0.0.1", True),
        ("http://127.0.0.1/", "127.0.0.1", False),
        ("http://127.0.0.1:9001/", "127.0.0.1", False),
        ("http://localhost:9001/", "127.0.0.1", True),
        ("http://[::1]:9002/", "::1", True),
    ],
)
def test_the_list_of_the_operator(text: str, address: str, may: bool) -> None:
    to = target(text)
    assert (LISTED.may_ask(to) and LISTED.may_reach(to, ip_address(address))) == may


def test_only_the_list() -> None:
    only = read_allowed("x.nl,10.0.0.0/8", only=True)
    assert only.may_reach(target("https://x.nl/"), ip_address("8.8.8.8"))
    assert only.may_reach(target("https://y.nl/"), ip_address("10.1.1.1"))
    assert not only.may_reach(target("https://y.nl/"), ip_address("8.8.8.8"))
    assert only.also(("https://y.nl/token", "")).may_reach(target("https://y.nl/"), ip_address("8.8.8.8"))


@pytest.mark.parametrize("text", ["*", "https://x.nl", "x.nl/pad", "10.1.2.3/16", "127.1", "x.nl:", "x.nl:0", "a@b"])
def test_a_list_with_something_else_is_told(text: str) -> None:
    with pytest.raises(Unavailable) as caught:
        read_allowed(f"goed.nl, {text}")
    assert caught.value.finding.where == "STELSEL_FETCH_ALLOW"


HOSTS = st.one_of(
    st.ip_addresses().map(str),
    st.ip_addresses(v=6).map(lambda one: f"[{one}]"),
    st.ip_addresses(v=4).map(lambda one: str(int(one))),
    st.ip_addresses(v=4).map(lambda one: f"[::ffff:{one}]"),
    st.ip_addresses(v=4).map(
        lambda one: ".".join(f"{int(part):#o}".replace("0o", "0") for part in str(one).split("."))
    ),
    st.text(max_size=40),
    st.from_regex(r"[a-z0-9.\-]{1,20}", fullmatch=True),
)
EDGES = st.sampled_from(["", ":443", ":80", ":", "@x.nl", "#x", "?x", "/..//", "\\", "%00", "。"])


@given(st.sampled_from(["https://", "http://", "//", "https:/"]), HOSTS, EDGES, st.text(max_size=10))
def test_any_text_is_read_in_one_way_or_refused(scheme: str, host: str, edge: str, rest: str) -> None:
    try:
        to = target(scheme + host + edge + rest)
    except NotFetched:
        return
    assert to.host.isascii()
    assert target(to.url) == to
    if to.literal is not None and not is_public(to.literal):
        assert not read_allowed("").may_reach(to, to.literal)
