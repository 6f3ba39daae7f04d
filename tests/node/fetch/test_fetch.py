# SPDX-License-Identifier: EUPL-1.2
"""Nothing is fetched from where it may not come, not by a name, not by a redirect, not by a name that changes."""

from __future__ import annotations

import gzip
import itertools
import zlib
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from stelsel.node.fetch import ComeBack, Fetcher, Means, NotFetched, Request, fetch, read_allowed
from stelsel.node.processing_log import traced
from tests.node.fetch.played import PUBLIC, Clock, World, ok, server

SECRET = "token=geheim"


@pytest.fixture(autouse=True)
def nothing_listed(settings: Any) -> None:
    """As a node is set up by default."""
    settings.FETCH_ALLOWED = read_allowed("x.nl")


def code(world: World, asked: Request) -> str:
    with pytest.raises(NotFetched) as caught, capture_logs() as told:
        world.fetcher().fetch(asked)
    assert [(one["event"], one["reason"]) for one in told] == [("not-fetched", caught.value.finding.code)]
    assert "geheim" not in str(told) + str(caught.value)
    return caught.value.finding.code


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["10.0.0.1"],
        ["169.254.169.254"],
        ["::1"],
        ["fd00:ec2::254"],
        ["::ffff:169.254.169.254"],
        ["64:ff9b::a9fe:a9fe"],
        [PUBLIC, "10.0.0.1"],
        ["10.0.0.1", PUBLIC],
        [PUBLIC, "2002:7f00:1::"],
        [],
    ],
)
def test_a_name_with_any_closed_address_is_never_called(addresses: list[str]) -> None:
    world = World({"y.nl": addresses})
    assert code(world, Request(f"https://y.nl/?{SECRET}")) == "closed"
    assert world.looked_up == ["y.nl"]
    assert world.called == []


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.ip_addresses(), min_size=1, max_size=3))
def test_no_name_passes_unless_all_of_its_addresses_are_global(addresses: list[IPv4Address | IPv6Address]) -> None:
    world = World({"y.nl": [str(one) for one in addresses]})
    with pytest.raises(NotFetched) as caught:
        world.fetcher().fetch(Request("https://y.nl/"))
    if not all(one.is_global for one in addresses):
        assert caught.value.finding.code == "closed"
    assert bool(world.called) == (caught.value.finding.code == "away")


def test_what_is_inside_what_is_not_there_and_what_is_no_name_are_told_alike() -> None:
    told = set()
    for url in ("https://intern.nl/", "https://nergens.nl/", "https://10.0.0.1/", "https://[::1]/"):
        with pytest.raises(NotFetched) as caught:
            World({"intern.nl": ["10.0.0.1"]}).fetcher().fetch(Request(url))
        told.add((caught.value.finding.code, caught.value.finding.what, caught.value.finding.cure))
    assert len(told) == 1


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    with server(lambda _: ok()) as one:
        world = World({"x.nl": [PUBLIC]}, {PUBLIC: one.port})
        assert world.fetcher().fetch(Request(f"http://x.nl/a?{SECRET}")).body == b"{}"
        assert world.looked_up == ["x.nl"]  # once: a name that changes its mind has no second say
        assert world.called == [PUBLIC]
        head = one.asked[0].decode()
        assert head.startswith(f"GET /a?{SECRET} HTTP/1.1\r\nHost: x.nl\r\n")
        assert "User-Agent: Stelsel/" in head
        assert "Connection: close" in head


def test_a_connection_that_ends_elsewhere_is_dropped() -> None:
    with server(lambda _: ok()) as one:
        world = World({"x.nl": [PUBLIC]}, {PUBLIC: one.port}, {PUBLIC: "127.0.0.1"})
        assert code(world, Request("http://x.nl/")) == "closed"
        assert one.asked == []


def test_the_next_address_is_tried() -> None:
    with server(lambda _: ok()) as one:
        world = World({"x.nl": ["2606:4700::1", PUBLIC]}, {PUBLIC: one.port})
        assert world.fetcher().fetch(Request("http://x.nl/")).status == 200
        assert world.called == ["2606:4700::1", PUBLIC]


def test_nobody_there() -> None:
    assert code(World({"x.nl": [PUBLIC]}), Request("http://x.nl/")) == "away"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_with_the_real_means_loopback_is_closed_until_it_is_listed(settings: Any, host: str) -> None:
    shown = f"[{host}]" if ":" in host else host
    with server(lambda _: ok(), host="::1" if ":" in host else "127.0.0.1") as one:
        url = f"http://{shown}:{one.port}/"
        for listed in ("", "10.0.0.0/8", f"{shown}:{one.port + 1}", "x.nl"):
            settings.FETCH_ALLOWED = read_allowed(listed)
            for asked, said in ((url, "does not begin with https"), (f"https://{shown}/", "does not exist")):
                with pytest.raises(NotFetched, match=said):
                    fetch(Request(asked))
        assert one.asked == []
        settings.FETCH_ALLOWED = read_allowed(f"{shown}:{one.port}")
        assert fetch(Request(url)).status == 200
        settings.FETCH_ALLOWED = read_allowed("")
        assert fetch(Request(url, own=(url,))).status == 200
        assert len(one.asked) == 2


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with server(lambda _: ok()) as one:
        url = f"http://127.0.0.1:{one.port}/"
        assert fetch(Request(url, own=(url,))).status == 200


REDIRECTED = Request(
    "http://x.nl/a", headers={"Authorization": "Bearer geheim", "Cookie": "geheim", "X-A": "1"}, redirects=2
)


def redirecting(place: str, status: int = 302) -> Any:
    def script(raw: bytes) -> bytes:
        if raw.split()[1] == b"/a":
            return ok(b"", f"Location: {place}\r\n", status=f"{status} Found")
        return ok(raw.partition(b"\r\n")[0])

    return script


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("http://127.0.0.1/", "https"),
        ("http://169.254.169.254/latest/meta-data/", "https"),
        ("https://169.254.169.254/latest/meta-data/", "closed"),
        ("http://y.nl/", "https"),
        ("https://intern.nl/", "closed"),
        ("https://[::ffff:127.0.0.1]/", "closed"),
        ("http://x.nl:8080/", "https"),
        ("https://x.nl:8080/", "closed"),
        ("https://2130706433/", "form"),
        ("file:///etc/passwd", "form"),
        ("//user@x.nl/", "form"),
        ("", "redirect"),
    ],
)
def test_a_redirect_is_checked_from_scratch(place: str, why: str) -> None:
    with server(redirecting(place)) as one:
        world = World({"x.nl": [PUBLIC], "y.nl": [PUBLIC], "intern.nl": ["10.0.0.1"]}, {PUBLIC: one.port})
        assert code(world, REDIRECTED) == why
        assert len(one.asked) == 1
        assert world.called == [PUBLIC]


def test_a_name_that_changed_between_two_hops_is_refused() -> None:
    with server(redirecting("/b")) as one:
        world = World({"x.nl": [PUBLIC]}, {PUBLIC: one.port})
        answers = iter([[PUBLIC], ["127.0.0.1"]])

        def resolve(*_: Any) -> Any:
            world.names["x.nl"] = next(answers)
            return World.resolve(world, "x.nl", 80, 1.0)

        means = Means(resolve, world.connect, world.trust, world.clock.now, world.clock.sleep)
        with pytest.raises(NotFetched, match="does not exist"):
            Fetcher(means).fetch(REDIRECTED)
        assert len(one.asked) == 1


def test_redirects_are_an_answer_unless_asked_and_have_an_end() -> None:
    with server(redirecting("/a")) as one:
        world = World({"x.nl": [PUBLIC]}, {PUBLIC: one.port})
        assert world.fetcher().fetch(Request("http://x.nl/a")).status == 302
        assert code(world, REDIRECTED) == "redirect"
        assert len(one.asked) == 1 + 3


@pytest.mark.parametrize(
    ("status", "method", "then"),
    [(301, "GET", "GET"), (302, "POST", "GET"), (303, "POST", "GET"), (307, "POST", "POST"), (308, "PUT", "PUT")],
)
def test_the_method_after_a_redirect(status: int, method: str, then: str) -> None:
    with server(redirecting("/b#deel", status)) as one:
        world = World({"x.nl": [PUBLIC]}, {PUBLIC: one.port})
        body = None if method == "GET" else b"{}"
        reply = world.fetcher().fetch(Request("http://x.nl/a", method, {"Content-Type": "x/y"}, body, redirects=1))
        assert reply.body == f"{then} /b HTTP/1.1".encode()
        assert reply.url == "http://x.nl/b"
        assert (b"Content-Type" in one.asked[1]) == (then == method)


def test_credentials_and_bodies_go_to_no_other_host(settings: Any) -> None:
    settings.FETCH_ALLOWED = read_allowed("x.nl,y.nl")
    with server(redirecting("http://y.nl/b", 307)) as one:
        world = World({"x.nl": [PUBLIC], "y.nl": [PUBLIC]}, {PUBLIC: one.port})
        assert world.fetcher().fetch(REDIRECTED).status == 200
        assert b"geheim" in one.asked[0]
        assert b"geheim" not in one.asked[1]
        assert b"X-A: 1" in one.asked[1]
        assert code(world, Request("http://x.nl/a", "POST", body=b"geheim", redirects=1)) == "redirect"


def drip(head: bytes) -> Iterator[bytes]:
    yield head
    yield from itertools.repeat(b"a", 10_000)


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n"])
def test_an_answer_in_drips_ends_at_the_deadline(head: bytes) -> None:
    """Each look at the clock takes a second here, so ten pieces are too many, however quick each one is."""
    with server(lambda _: drip(head)) as one:
        world = World({"x.nl": [PUBLIC]}, {PUBLIC: one.port}, clock=Clock(step=1.0))
        world.clock.step = 1.0
        assert code(world, Request("http://x.nl/", seconds=10.0)) in ("slow", "broken")


BIG = b"a" * 100_000


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (ok(BIG), "too-large"),
        (ok(b"{}", "X: " + "a" * 66_000 + "\r\n"), "broken too-large"),
        (ok(b"{}", "".join(f"X{n}: {'a' * 900}\r\n" for n in range(90))), "too-large"),
        (ok(b"{}", "".join(f"X{n}: a\r\n" for n in range(200))), "broken"),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 10_000 + ok(), "too-large"),
        (ok(gzip.compress(BIG), "Content-Encoding: gzip\r\n"), "too-large"),
        (ok(zlib.compress(BIG), "Content-Encoding: deflate\r\n"), "too-large"),
        (ok(b"geen gzip", "Content-Encoding: gzip\r\n"), "packed"),
        (ok(gzip.compress(b"{}")[:-6], "Content-Encoding: gzip\r\n"), "broken"),
        (ok(b"{}", "Content-Encoding: br\r\n"), "packed"),
        (ok(b"{}", "Content-Encoding: gzip, gzip\r\n"), "packed"),
        (ok(kind="text/html"), "content-type"),
        (ok()[:-1], "broken"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", "broken"),
        (
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
            + (b"1;" + b"x" * 60_000 + b"\r\na\r\n") * 10,
            "too-large",
        ),
        (b"", "away broken"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "broken"),
        (b"+PONG\r\n", "broken"),
    ],
)
def test_an_answer_that_is_refused(said: bytes, reason: str) -> None:
    with server(lambda _: said) as one:
        world = World({"x.nl": [PUBLIC]}, {PUBLIC: one.port})
        asked = Request("http://x.nl/", accept=("application/json",), max_bytes=50_000)
        assert code(world, asked) in reason.split()


def test_a_bomb_is_refused_by_its_ratio_before_its_size() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    with server(lambda _: ok(bomb, "Content-Encoding: gzip\r\n")) as one:
        world = World({"x.nl": [PUBLIC]}, {PUBLIC: one.port})
        assert code(world, Request("http://x.nl/", max_bytes=100_000_000)) == "packed"


def test_packed_answers_are_unpacked() -> None:
    for packed, coding in (
        (gzip.compress(b"abc") + gzip.compress(b"def"), "gzip"),
        (zlib.compress(b"abcdef"), "deflate"),
        (b"abcdef", "identity"),
    ):
        with server(lambda _, packed=packed, coding=coding: ok(packed, f"Content-Encoding: {coding}\r\n")) as one:
            world = World({"x.nl": [PUBLIC]}, {PUBLIC: one.port})
            assert world.fetcher().fetch(Request("http://x.nl/")).body == b"abcdef"


def test_an_error_answer_may_be_of_any_type() -> None:
    with server(lambda _: ok(b"<html>", kind="text/html", status="404 Not Found")) as one:
        world = World({"x.nl": [PUBLIC]}, {PUBLIC: one.port})
        assert world.fetcher().fetch(Request("http://x.nl/", accept=("application/json",))).status == 404


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("120", 120), ("0", 1), ("999999999", 3600), ("Fri, 01 Jan 2100 00:00:00 GMT", 3600), ("straks", 60)],
)
def test_a_host_that_asks_to_come_back_is_left_alone_until_then(said: str, seconds: int) -> None:
    with server(lambda _: ok(b"", f"Retry-After: {said}\r\n", status="429 Too Many Requests")) as one:
        world = World({"x.nl": [PUBLIC]}, {PUBLIC: one.port})
        fetcher = world.fetcher()
        for wait in (seconds, seconds + 1):
            with pytest.raises(ComeBack) as caught:
                fetcher.fetch(Request("http://x.nl/"))
            assert caught.value.seconds == wait  # the second is rounded up, and asked of nobody
        assert len(one.asked) == 1
        world.clock.at += seconds
        with pytest.raises(ComeBack):
            fetcher.fetch(Request("http://x.nl/"))
        assert len(one.asked) == 2


def test_a_call_within_a_logged_processing_carries_its_trace() -> None:
    with server(lambda _: ok()) as one:
        fetcher = World({"x.nl": [PUBLIC]}, {PUBLIC: one.port}).fetcher()
        with traced(via="job") as trace:
            fetcher.fetch(Request("http://x.nl/"))
            trace.used = True
            fetcher.fetch(Request("http://x.nl/"))
        assert b"traceparent" not in one.asked[0]
        assert f"traceparent: 00-{trace.trace_id.hex()}-{trace.span_id.hex()}-00".encode() in one.asked[1]
