# SPDX-License-Identifier: EUPL-1.2
"""Fuzzing that follows coverage: `python -m tests.campaign.coverage_fuzz TARGET FOLDER -runs=N`.

A target takes bytes and raises only BadInput, Broken or (the verifier that stands alone) Refused; whatever else it
raises is a find: atheris writes the bytes to FOLDER and ends with a code other than 0. FOLDER begins with the seeds.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["stelsel.register", "stelsel.kernel.entry", "stelsel.kernel.canonical"]):
    from stelsel.kernel.entry import decode_envelope
    from stelsel.register import receipt_verifier
    from stelsel.register.checkpoint import read_checkpoint
    from stelsel.register.note import format_note, read_note
    from stelsel.register.policy_file import read_policy
    from stelsel.register.proof import read_proof, write_proof

from stelsel.kernel.problem import BadInput, Broken
from tests.register import receipts

REFUSALS = (BadInput, Broken, receipt_verifier.Refused)


def refused(read: Callable[[], object]) -> bool:
    """Whether this refuses properly."""
    try:
        read()
    except REFUSALS:
        return True
    return False


def note(raw: bytes) -> None:
    """A note has one spelling, and both readers read it or both refuse."""
    assert refused(lambda: read_note(raw)) == refused(lambda: receipt_verifier.read_note(raw))
    found = read_note(raw)
    assert format_note(found.text, found.signatures).encode() == raw


def checkpoint(raw: bytes) -> None:
    """A checkpoint begins with its own three lines."""
    text = raw.decode("utf-8", "replace")
    assert text.startswith(read_checkpoint(text).text)


def proof(raw: bytes) -> None:
    """A proof file has one spelling."""
    text = raw.decode("utf-8", "surrogateescape")
    assert write_proof(read_proof(text)) == text


def receipt(raw: bytes) -> None:
    """Product and verifier agree; nothing but the receipt itself is ever true of its entry."""
    assert receipts.product_holds(raw) == receipts.alone_holds(raw)


def policy(raw: bytes) -> None:
    """Both readers of policies agree on what is one, and on its quorum."""
    assert refused(lambda: read_policy(raw)) == refused(lambda: receipt_verifier.read_policy(raw))
    found, alone = read_policy(raw), receipt_verifier.read_policy(raw)
    some = set(list(found.witnesses)[::2])
    assert found.satisfied(some) == receipt_verifier.witnessed(alone, alone["quorum"], some)


def envelope(raw: bytes) -> None:
    """A leaf that is read can be written."""
    assert decode_envelope(decode_envelope(raw).encode()) == decode_envelope(raw)


TARGETS: dict[str, Callable[[bytes], None]] = {
    one.__name__: one for one in (note, checkpoint, proof, receipt, policy, envelope)
}


def seeds(target: str) -> list[bytes]:
    """Where a target begins."""
    whole = receipts.receipt()
    signed = read_proof(whole).note
    known = {
        "note": [signed.encode()],
        "checkpoint": [read_note(signed.encode()).text.encode()],
        "proof": [whole.encode(), receipts.receipt(0, erased=True).encode()],
        "receipt": [whole.encode(), receipts.receipt(0, erased=True).encode()],
        "policy": [path.read_bytes() for path in sorted(receipts.POLICIES.rglob("*.policy"))],
        "envelope": [stored.leaf for stored in receipts.logs().stored(receipts.PUBLIC.origin, 0, 2)],
    }
    return known[target]


def main() -> None:
    """Writes the seeds and fuzzes; never returns."""
    target, folder, *options = sys.argv[1:]
    for number, seed in enumerate(seeds(target)):
        (Path(folder) / f"seed-{number}").write_bytes(seed)

    def once(raw: bytes) -> None:
        refused(lambda: TARGETS[target](raw))

    atheris.Setup([sys.argv[0], f"-artifact_prefix={folder}/", *options, folder], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
