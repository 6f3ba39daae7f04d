# SPDX-License-Identifier: EUPL-1.2
"""W3C Trace Context: what is taken, what is made, what goes on."""

from __future__ import annotations

import re

import pytest

from stelsel.node.processing_log import current, read_parent, traced

TRACE, SPAN = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
GIVEN = f"00-{TRACE}-{SPAN}-01"


def test_a_valid_parent_is_read_and_passed_on_with_this_work_as_the_parent() -> None:
    with traced(GIVEN, "congo=t61rcWkgMzE,rojo=00f067aa0ba902b7") as trace:
        assert current() is trace
        onward = trace.headers()
    assert re.fullmatch(f"00-{TRACE}-[0-9a-f]{{16}}-01", onward["traceparent"])
    assert SPAN not in onward["traceparent"]
    assert onward["tracestate"] == "congo=t61rcWkgMzE,rojo=00f067aa0ba902b7"


def test_without_a_parent_a_trace_begins() -> None:
    with traced() as first, traced() as second:
        assert first.trace_id != second.trace_id
        assert len(first.trace_id) == 16
        assert first.headers()["traceparent"].endswith("-00")
        assert "tracestate" not in first.headers()


@pytest.mark.parametrize(
    "header",
    [
        "",
        "00",
        f"ff-{TRACE}-{SPAN}-01",
        f"00-{TRACE.upper()}-{SPAN}-01",
        f"00-{'0' * 32}-{SPAN}-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"00-{TRACE}-{SPAN}-01-more",
        f"00-{TRACE}-{SPAN}",
        f"00-{TRACE[:-1]}-{SPAN}-01",
        f"00-{TRACE}-{SPAN}-0g",
        f"01-{TRACE}-{SPAN}-01more",
    ],
)
def test_an_invalid_parent_begins_a_trace_and_drops_the_state(header: str) -> None:
    assert read_parent(header) is None
    with traced(header, "congo=1") as trace:
        assert trace.trace_id.hex() != TRACE
        assert "tracestate" not in trace.headers()


def test_a_later_version_is_read_as_far_as_it_is_known() -> None:
    found = read_parent(f"01-{TRACE}-{SPAN}-03-what-comes-after")
    assert found is not None
    assert (found.trace_id.hex(), found.span_id.hex(), found.flags) == (TRACE, SPAN, 3)
    with traced(f"01-{TRACE}-{SPAN}-03-x") as trace:
        assert trace.headers()["traceparent"].startswith(f"00-{TRACE}")
        assert trace.headers()["traceparent"].endswith("-01")
