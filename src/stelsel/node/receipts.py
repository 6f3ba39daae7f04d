# SPDX-License-Identifier: EUPL-1.2
"""Receipts of what stands in the logs of this node, and the policy files to check them with."""

from dataclasses import dataclass

from stelsel.book.view import Record
from stelsel.node.node import node
from stelsel.register.checkpoint import Checkpoint
from stelsel.register.cose_receipt import Algorithm, assembled, signature_holds
from stelsel.register.log import LogName, Proof, Stored, audit_path, prove, read
from stelsel.register.policy import hybrid_policy
from stelsel.register.policy_file import read_policy
from stelsel.register.proof import Receipt, check_receipt, receipt_of
from stelsel.register.tree import check_inclusion, leaf_hash


@dataclass(frozen=True, slots=True)
class Issued:
    """A receipt that was checked before it left: its text, what it proves, and what it was made of."""

    text: str
    receipt: Receipt
    policy: str
    stored: Stored
    proof: Proof
    keys: tuple[str, str]


def issue(record: Record) -> Issued:
    """The receipt of a revision in its log's newest checkpoint; Broken when the log's own keys do not bear it out."""
    here, origin = node().logs, record.log.origin
    _, stored = read(here, origin, record.index)
    proof = prove(here, origin, record.index)
    text, policy = receipt_of(stored.leaf, stored.salt, stored.payload, proof), policy_of(record.log)
    receipt = check_receipt(text, read_policy(policy.encode()))
    return Issued(text, receipt, policy, stored, proof, keys_of(record.log))


def issue_cose(record: Record, algorithm: Algorithm) -> bytes:
    """The proof that a revision stands in its log as a COSE Receipt (RFC 9942), checked before it leaves. BadInput for
    a log of one entry; Broken when it does not hold."""
    here, origin = node().logs, record.log.origin
    signed = node().signer(record.log.publisher).sign_root(origin, record.id, algorithm)
    signature_holds(algorithm, signed.public, signed.protected, signed.root, signed.signature)
    _, stored = read(here, origin, record.index)
    hashes = audit_path(here, origin, record.index, signed.size)
    check_inclusion(record.index, signed.size, leaf_hash(stored.leaf), hashes, signed.root)
    checkpoint = Checkpoint(origin, signed.size, signed.root)
    return assembled(checkpoint, record.index, hashes, signed.protected, signed.signature)


def policy_of(log: LogName) -> str:
    """The policy file of a log of this node: both its keys must have signed."""
    return hybrid_policy(*keys_of(log))


def keys_of(log: LogName) -> tuple[str, str]:
    """The verifier keys of a log of this node, Ed25519 first."""
    ed25519, ml_dsa_44 = node().vkeys(log)
    return ed25519, ml_dsa_44
