# SPDX-License-Identifier: EUPL-1.2
"""Group commit: threads share one checkpoint, each gets its own receipts, and a bad submission refuses only itself."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future

import pytest
from django.db import connections

from stelsel.kernel.draft import Draft
from stelsel.kernel.problem import BadInput
from stelsel.node.node import Node, node, submission
from stelsel.nouns.supplier import SUPPLIER, Supplier
from stelsel.register.log import LogName, Receipt, Submission, head
from stelsel.register.tree import leaf_hash


@pytest.fixture
def shared_node(transactional_db: None) -> Iterator[Node]:
    """A node that other threads see too."""
    node.cache_clear()
    made = node()
    made.enrol("proef")
    yield made
    node.cache_clear()


def entry(local: str, org: str = "proef") -> Submission:
    """A supplier entry; another `org` without a source is refused."""
    draft = Draft(SUPPLIER, local, Supplier(name=local), org)
    return submission("proef", "proef", draft)


def log_of(made: Node) -> LogName:
    """The public log."""
    found = made.logs.named("proef", "public")
    assert found is not None
    return found


def together(made: Node, groups: list[list[Submission]]) -> list[Future[list[Receipt]]]:
    """Hands in every group from a thread of its own while the log is busy, so that all wait for the same commit."""
    log, promises = log_of(made), [Future[list[Receipt]]() for _ in groups]
    queue = made._publisher._queue(log.origin)

    def hand_in(group: list[Submission], promise: Future[list[Receipt]]) -> None:
        try:
            promise.set_result(made.publish("proef", "public", group))
        except BadInput as problem:
            promise.set_exception(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=hand_in, args=pair) for pair in zip(groups, promises, strict=True)]
    queue.busy = True
    for thread in threads:
        thread.start()
    while len(queue.waiting) < len(groups):
        pass
    queue.hand_over()
    for thread in threads:
        thread.join()
    return promises


def test_a_group_shares_one_commit_and_each_gets_its_own(shared_node: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    writes = []
    commit = shared_node.logs.commit
    monkeypatch.setattr(shared_node.logs, "commit", lambda *args: (writes.append(1), commit(*args)))
    groups = [[entry(f"t{thread}-n{number}") for number in range(1 + thread)] for thread in range(6)]
    promises = together(shared_node, groups)
    assert len(writes) == 1
    seen = []
    for group, promise in zip(groups, promises, strict=True):
        receipts = promise.result()
        assert [receipt.id for receipt in receipts] == [item.id for item in group]
        for receipt in receipts:
            (stored,) = shared_node.logs.stored(receipt.origin, receipt.index, receipt.index + 1)
            assert leaf_hash(stored.leaf) == receipt.leaf_hash
            seen.append(receipt.index)
    assert sorted(seen) == list(range(21)) == list(range(head(shared_node.logs, log_of(shared_node).origin).size))


def test_one_bad_submission_refuses_only_itself(shared_node: Node) -> None:
    groups = [[entry("a")], [entry("b"), entry("c", org="een-ander")], [entry("d")], [entry("a")]]
    promises = together(shared_node, groups)
    codes = [
        [one.id for one in promise.result()] if promise.exception() is None else promise.exception().findings[0].code
        for promise in promises
    ]
    assert codes[1] == "stated-about-another"
    assert codes[2] == ["proef/supplier/d"]
    assert sorted(map(str, (codes[0], codes[3]))) == sorted(["['proef/supplier/a']", "exists"])
    assert shared_node.logs.latest(log_of(shared_node).origin, ["proef/supplier/b"]) == {}


def test_an_address_stands_in_one_log(shared_node: Node) -> None:
    shared_node.publish("proef", "own", [entry("a")])
    with pytest.raises(BadInput) as caught:
        shared_node.publish("proef", "public", [entry("a")])
    assert caught.value.findings[0].code == "address-in-other-log"
    assert "own" in caught.value.findings[0].what.en
    assert head(shared_node.logs, log_of(shared_node).origin).size == 0


def test_an_unknown_publisher(shared_node: Node) -> None:
    with pytest.raises(BadInput) as caught:
        shared_node.publish("niemand", "public", [entry("a")])
    assert caught.value.findings[0].code == "unknown-publisher"
