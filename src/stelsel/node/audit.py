# SPDX-License-Identifier: EUPL-1.2
"""What was done here, by whom and with which outcome: the audit log of the node.

An event is written in the transaction of whoever calls, so that what is undone leaves no event. In a process that
serves each also goes to the process log with its number and hash: whoever keeps that elsewhere sees a chain that was
made anew.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

import structlog

from stelsel.kernel.canonical import canonical
from stelsel.node import audit_chain

Outcome = Literal["done", "refused", "failed"]
OPERATOR = "(operator)"
"""Whoever works on the command line of this machine; no account can have this name."""
MOST_LETTERS = 200
"""Letters of one fact."""


class ProcessLog:
    """Writes to standard output where a process serves (`on`); other processes answer there and stay silent."""

    on = False

    def info(self, line: str) -> None:
        """One event, as one line."""
        if self.on:
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


process_log = ProcessLog()
say = structlog.wrap_logger(process_log)
_acting: ContextVar[str] = ContextVar("stelsel_acting", default="")


def audit(action: str, actor: str, subject: str = "", outcome: Outcome = "done", **facts: str | int) -> None:
    """Record one event: a verb such as `sign-in`, the account (empty: nobody in particular), what it was about (an id,
    never content), the outcome, and further facts that are no personal data and no secret. The fact `publisher` says
    whose administrators may read it; without it the publisher in the subject's address."""
    publisher = str(facts.pop("publisher", "") or _publisher_in(subject))
    short = {name: value if isinstance(value, int) else _plain(value, MOST_LETTERS) for name, value in facts.items()}
    made = audit_chain.append(
        _plain(action, 60),
        _plain(actor, 150),
        _plain(subject, 300),
        outcome,
        _plain(publisher, 60),
        canonical(short).decode(),
    )
    say.info(action, actor=actor, subject=subject, outcome=outcome, sequence=made.sequence, hash=made.hash, **facts)


@contextmanager
def acting_as(name: str) -> Iterator[None]:
    """Everything within is done by this account, also what is recorded deeper down."""
    before = _acting.set(name)
    try:
        yield
    finally:
        _acting.reset(before)


def acts(name: str) -> None:
    """From here on, within the `acting_as` around it, this account acts."""
    _acting.set(name)


def acting() -> str:
    """The account that acts; empty for nobody in particular."""
    return _acting.get()


def _plain(text: str, most: int) -> str:
    """Text without control characters or half surrogates, cut to a length."""
    said = text.encode("utf-8", "replace").decode()[:most]
    return "".join(letter if letter.isprintable() else "?" for letter in said)


def _publisher_in(subject: str) -> str:
    """The publisher of an entry address (publisher/kind/name); empty for another subject."""
    first, *rest = subject.split("/")
    return first if len(rest) == 2 and not set(".:") & set(first) else ""
