# SPDX-License-Identifier: EUPL-1.2
"""What is published, corrected, withdrawn, erased or disputed is recorded in the transaction that makes it part of the
log: one event per account and act of a commit, however many entries it holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import groupby

from stelsel.kernel.entry import Envelope
from stelsel.node.audit import audit
from stelsel.nouns.attachment import ATTACHMENT
from stelsel.nouns.dispute import DISPUTE, DISPUTE_ANSWER

_ACTS = {"put": "publish", "key": "change-keys"}
_KINDS = {ATTACHMENT.name: "attach", DISPUTE.name: "dispute", DISPUTE_ANSWER.name: "answer-dispute"}
_submitted: ContextVar[Mapping[str, list[str]]] = ContextVar("stelsel_submitted", default={})  # noqa: B039 - read only


@contextmanager
def submitted(by: Iterable[tuple[str, str]]) -> Iterator[None]:
    """Who handed in which address, as pairs (address, account) in order, for what is committed within."""
    found: dict[str, list[str]] = {}
    for address, account in by:
        found.setdefault(address, []).append(account)
    before = _submitted.set(found)
    try:
        yield
    finally:
        _submitted.reset(before)


def record(origin: str, rows: Sequence[tuple[Envelope, int]]) -> None:
    """Record the entries (with their index) that become part of a log. What a log says about itself is no act, but for
    its keys."""
    told = [(_account(one.id), _act(one), one, index) for one, index in rows if one.op != "state"]
    told.sort(key=lambda row: row[:2])
    for (account, act), group in groupby(told, key=lambda row: row[:2]):
        _tell(origin, account, act, [(one, index) for _, _, one, index in group])


def _tell(origin: str, account: str, act: str, group: Iterable[tuple[Envelope, int]]) -> None:
    found = list(group)
    subject = found[0][0].id if len(found) == 1 else origin
    publisher = origin.rsplit("/", 2)[1]
    indexes = [index for _, index in found]
    facts: dict[str, str | int] = {"log": origin, "index": indexes[0]}
    if len(found) > 1:
        facts |= {"entries": len(found), "lastIndex": indexes[-1]}
    audit(act, account, subject, publisher=publisher, **facts)


def _account(address: str) -> str:
    """Who handed this in; of several for one address, each in turn."""
    accounts = _submitted.get().get(address, [""])
    return accounts.pop(0) if len(accounts) > 1 else accounts[0]


def _act(one: Envelope) -> str:
    if one.op == "put":
        return _KINDS.get(one.type.partition("/")[0], "publish")
    return _ACTS.get(one.op, one.op)
