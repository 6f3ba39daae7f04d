# SPDX-License-Identifier: EUPL-1.2
"""New keys in every log of a publisher, and a way from any older key to the newest."""

from __future__ import annotations

import pytest

from stelsel.kernel.draft import Draft
from stelsel.node.fsck import check_node
from stelsel.node.key_change import change_keys
from stelsel.node.node import Node
from stelsel.node.signing import SignerClient
from stelsel.nouns.supplier import SUPPLIER, Supplier
from stelsel.register.fsck import fsck
from stelsel.register.log import LogName
from stelsel.register.note import read_note, verified


@pytest.fixture
def made(fresh_node: Node) -> Node:
    """A node with a publisher and entries in two of its logs."""
    fresh_node.enrol("proef")
    for audience, name in (("public", "een"), ("own", "twee")):
        fresh_node.publish_drafts("proef", audience, [Draft(SUPPLIER, name, Supplier(name=name))])
    return fresh_node


def log_of(node: Node, audience: str = "public") -> LogName:
    """One of its logs."""
    found = node.logs.named("proef", audience)
    assert found is not None
    return found


def publish(node: Node, name: str) -> None:
    """One more entry."""
    node.publish_drafts("proef", "public", [Draft(SUPPLIER, name, Supplier(name=name))])


def test_old_keys_lead_to_new_ones(made: Node) -> None:
    log = log_of(made)
    first = made.verifiers(log)
    assert change_keys(made, "proef", "Jaarlijks.") == 2
    second = made.verifiers(log)
    assert not {one.key_id for one in first} & {one.key_id for one in second}
    publish(made, "drie")
    assert change_keys(made, "proef", "Nog eens.") == 3
    publish(made, "vier")
    folder = made.logs.files(log.origin).folder
    for known in (first, second, made.verifiers(log)):
        assert fsck(folder, log.origin, known).findings == []
    assert len(verified(read_note((folder.note() or "").encode()), made.verifiers(log))) == 2
    states = [(one.number, one.state) for one in made.signer("proef").publics().generations]
    assert states == [(1, "retired"), (2, "retired"), (3, "active")]
    assert [one for one in check_node(made) if not one.holds] == []


def test_without_the_kept_checkpoint_the_way_is_broken(made: Node) -> None:
    log = log_of(made)
    first = made.verifiers(log)
    change_keys(made, "proef", "Jaarlijks.")
    publish(made, "drie")
    files = made.logs.files(log.origin)
    (kept,) = (files.path / "checkpoints").iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole.replace(b"\n1\n", b"\n3\n").replace(b"\n2\n", b"\n3\n"))
    assert any(kept.name in one.where for one in fsck(files.folder, log.origin, first).findings)
    assert fsck(files.folder, log.origin, made.verifiers(log)).findings == [], "who knows the new keys needs no way"
    kept.unlink()
    assert fsck(files.folder, log.origin, first).findings
    kept.write_bytes(whole)
    assert fsck(files.folder, log.origin, first).findings == []


@pytest.mark.parametrize("step", ["activate", "sign"])
def test_a_change_that_was_interrupted_goes_on(made: Node, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    log = log_of(made)
    first = made.verifiers(log)
    whole = getattr(SignerClient, step)
    calls = []

    def dies(self: SignerClient, *given: object) -> object:
        calls.append(given)
        if len(calls) == 2:
            raise OSError("killed")
        return whole(self, *given)

    monkeypatch.setattr(SignerClient, step, dies)
    with pytest.raises(OSError, match="killed"):
        change_keys(made, "proef", "Jaarlijks.")
    monkeypatch.undo()
    assert change_keys(made, "proef", "Jaarlijks.") == 2
    publish(made, "drie")
    for one in (log, log_of(made, "own")):
        folder = made.logs.files(one.origin).folder
        assert fsck(folder, one.origin, made.verifiers(one)).findings == []
    assert fsck(made.logs.files(log.origin).folder, log.origin, first).findings == []
    assert [one.state for one in made.signer("proef").publics().generations] == ["retired", "active"]
