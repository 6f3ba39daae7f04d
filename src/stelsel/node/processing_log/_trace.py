# SPDX-License-Identifier: EUPL-1.2
"""W3C Trace Context (Recommendation, level 1): read from a request, made where there is none, and passed on."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

_TRACEPARENT = re.compile(r"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?")
_MOST_STATE = 512
"""Characters of a tracestate that are surely passed on (section 3.3.1.5)."""
_STATE = re.compile(r"[\x20-\x7e]*")


@dataclass(frozen=True)
class Parent:
    """The call that led here: trace id (16 bytes), span id (8 bytes) and flags as they came, with the tracestate."""

    trace_id: bytes
    span_id: bytes
    flags: int = 0
    state: str = ""


class Trace:
    """The trace of one piece of work here. `parent` is who called (None: nobody told, so it begins here), `via` the
    door that was used (web, api, cli or job). `used` tells whether something was done in it that was logged."""

    def __init__(self, parent: Parent | None = None, via: str = "") -> None:
        self.parent = parent
        self.via = via
        self.trace_id = parent.trace_id if parent else _random(16)
        self.span_id = _random(8)
        self.used = False

    def headers(self) -> dict[str, str]:
        """What a call to another application takes along: this work is then its parent. The caller's tracestate goes
        on as it came."""
        flags = self.parent.flags & 1 if self.parent else 0
        found = {"traceparent": f"00-{self.trace_id.hex()}-{self.span_id.hex()}-{flags:02x}"}
        if self.parent and self.parent.state:
            found["tracestate"] = self.parent.state
        return found


_now: ContextVar[Trace | None] = ContextVar("stelsel_trace", default=None)


def read_parent(traceparent: str | None, tracestate: str | None = None) -> Parent | None:
    """The caller, when its header is valid; None otherwise: an invalid traceparent begins a new trace, and its
    tracestate is dropped with it (section 3.2 and 4.3)."""
    match = _TRACEPARENT.fullmatch((traceparent or "").strip())
    if match is None:
        return None
    version, trace, span, flags, more = match.groups()
    if version == "ff" or (version == "00" and more) or not int(trace, 16) or not int(span, 16):
        return None
    state = (tracestate or "").strip()
    kept = state if len(state) <= _MOST_STATE and _STATE.fullmatch(state) else ""
    return Parent(bytes.fromhex(trace), bytes.fromhex(span), int(flags, 16), kept)


@contextmanager
def traced(traceparent: str | None = None, tracestate: str | None = None, via: str = "") -> Iterator[Trace]:
    """What is done inside belongs to one trace: that of the caller, or a new one."""
    trace = Trace(read_parent(traceparent, tracestate), via)
    token = _now.set(trace)
    try:
        yield trace
    finally:
        _now.reset(token)


def current() -> Trace:
    """The trace of what is being done; a new one for each act where nobody began one."""
    return _now.get() or Trace()


def new_span_id() -> bytes:
    """Eight random bytes, not all zero."""
    return _random(8)


def _random(size: int) -> bytes:
    found = secrets.token_bytes(size)
    return found if any(found) else _random(size)
