# SPDX-License-Identifier: EUPL-1.2
"""Checkpoints (tlog-checkpoint), ML-DSA-44 cosignatures (tlog-cosignature) and the hybrid signer."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey, MLDSA44PublicKey
from hypothesis import given
from hypothesis import strategies as st

from stelsel.kernel.problem import Broken
from stelsel.register.checkpoint import Checkpoint, MlDsa44Verifier, cosigned_message, read_checkpoint
from stelsel.register.note import (
    ED25519,
    ML_DSA_44,
    Ed25519Verifier,
    Signature,
    format_note,
    read_note,
    read_vkey,
    verified,
)
from stelsel.register.signer import KeyPair, verifiers

ROOT = hashlib.sha256(b"root").digest()
HEAD = Checkpoint("example.org/log", 20852163, ROOT)
KEYS = KeyPair(b"e" * 32, b"m" * 32, lambda: 1_679_315_147)


def test_the_text_of_a_checkpoint() -> None:
    assert HEAD.text == f"example.org/log\n20852163\n{base64.b64encode(ROOT).decode()}\n"
    assert read_checkpoint(HEAD.text) == HEAD
    assert read_checkpoint(HEAD.text + "extension\nof two lines\n") == HEAD


def test_the_example_of_the_specification_reads() -> None:
    text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    found = read_checkpoint(text)
    assert (found.origin, found.size, found.text) == ("example.com/behind-the-sofa", 20852163, text)


@given(st.integers(0, 10**19 - 1), st.binary(min_size=32, max_size=32))
def test_every_checkpoint_reads_back(size: int, root: bytes) -> None:
    assert read_checkpoint(Checkpoint("a", size, root).text) == Checkpoint("a", size, root)


B64 = base64.b64encode(ROOT).decode()


@pytest.mark.parametrize(
    "text",
    [
        "", "\n\n\n", f"\n1\n{B64}\n", f"a\n\n{B64}\n", "a\n1\n\n", "a\n1\n", f"a\n1\n{B64}", f"a\n01\n{B64}\n",
        f"a\n00\n{B64}\n", f"a\n+1\n{B64}\n", f"a\n-1\n{B64}\n", f"a\n 1\n{B64}\n", f"a\n1 \n{B64}\n",
        f"a\n1.0\n{B64}\n",
        f"a\n١\n{B64}\n", f"a\n1_0\n{B64}\n", f"a\n0x1\n{B64}\n", f"a\n{'9' * 20}\n{B64}\n", f"a\n1\n{B64}\n\n",
        f"a\n1\n{B64}\next\n\nmore\n", f"a\n1\n{B64[:-1]}\n", f"a\n1\n{B64}=\n", f"a\n1\n {B64}\n",
        f"a\n1\n{base64.b64encode(ROOT[:31]).decode()}\n", f"a\n1\n{base64.b64encode(ROOT + b'x').decode()}\n",
        f"a\n1\n{'_' * 43}=\n", f"a\n1\n{ROOT.hex()}\n",
    ],
)  # fmt: skip
def test_what_is_no_checkpoint_is_broken(text: str) -> None:
    with pytest.raises(Broken):
        read_checkpoint(text)


def by_hand(cosigner: bytes, timestamp: int, origin: bytes, end: int, root: bytes) -> bytes:
    """The cosigned_message of tlog-cosignature, field by field from its text."""
    label = bytes([0x73, 0x75, 0x62, 0x74, 0x72, 0x65, 0x65, 0x2F, 0x76, 0x31, 0x0A, 0x00])
    assert len(label) == 12
    message = bytearray(label)
    message.append(len(cosigner))
    message += cosigner
    message += bytes((timestamp >> shift) & 0xFF for shift in range(56, -8, -8))
    message.append(len(origin))
    message += origin
    message += bytes(8)
    message += bytes((end >> shift) & 0xFF for shift in range(56, -8, -8))
    message += root
    return bytes(message)


@given(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=60),
    st.integers(0, 2**63 - 1),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=60),
    st.integers(0, 2**63 - 1),
)
def test_the_cosigned_message_has_the_layout_of_the_specification(name: str, time: int, origin: str, size: int) -> None:
    message = cosigned_message(name, time, Checkpoint(origin, size, ROOT))
    assert message == by_hand(name.encode(), time, origin.encode(), size, ROOT)


def test_names_and_times_that_do_not_fit_are_never_signed() -> None:
    bad = [("", 0, "a"), ("a" * 256, 0, "a"), ("a", -1, "a"), ("a", 2**63, "a"), ("a", 0, "é" * 128), ("a", 0, "")]
    for name, time, origin in bad:
        with pytest.raises(AssertionError):
            cosigned_message(name, time, Checkpoint(origin, 1, ROOT))


def test_wycheproof_ml_dsa_44(conformance: Path) -> None:
    """Our verifier signs a message of its own, so the vectors go to the primitive it stands on, context and all."""
    document = json.loads((conformance / "wycheproof" / "mldsa_44_verify_test.json").read_text())
    seen = 0
    for group in document["testGroups"]:
        for one in group["tests"]:
            seen += 1
            context = bytes.fromhex(one.get("ctx", "")) or None
            try:
                key = MLDSA44PublicKey.from_public_bytes(bytes.fromhex(group["publicKey"]))
                key.verify(bytes.fromhex(one["sig"]), bytes.fromhex(one["msg"]), context)
                holds = True
            except (InvalidSignature, ValueError):
                holds = False
            assert holds == (one["result"] in ("valid", "acceptable")), one["tcId"]
    assert seen == 180


def test_the_signer_writes_an_ed25519_and_an_ml_dsa_44_line_named_after_the_origin() -> None:
    note = read_note(KEYS.sign(HEAD, None, []).encode())
    assert note.text == HEAD.text
    assert [line.name for line in note.signatures] == [HEAD.origin, HEAD.origin]
    ed, ml = note.signatures
    ed_public, ml_public = KEYS.publics()
    assert (len(ed_public), len(ml_public), len(ed.blob), len(ml.blob)) == (32, 1312, 64, 8 + 2420)
    assert ed.key_id == hashlib.sha256(HEAD.origin.encode() + b"\n\x01" + ed_public).digest()[:4]
    assert ml.key_id == hashlib.sha256(HEAD.origin.encode() + b"\n\x06" + ml_public).digest()[:4]
    assert int.from_bytes(ml.blob[:8], "big") == 1_679_315_147
    message = by_hand(HEAD.origin.encode(), 1_679_315_147, HEAD.origin.encode(), HEAD.size, ROOT)
    MLDSA44PublicKey.from_public_bytes(ml_public).verify(ml.blob[8:], message)
    assert len(verified(note, verifiers(HEAD.origin, ed_public, ml_public))) == 2


def test_the_verifier_keys_of_a_log_read_back() -> None:
    kinds = [read_vkey(text) for text in KEYS.vkeys(HEAD.origin)]
    assert kinds == [(HEAD.origin, ED25519, KEYS.publics()[0]), (HEAD.origin, ML_DSA_44, KEYS.publics()[1])]


def test_a_key_pair_never_shows_its_seeds() -> None:
    shown = repr(KEYS) + str(KEYS)
    assert "eeee" not in shown
    assert "mmmm" not in shown


def test_an_ml_dsa_line_holds_for_its_own_name_time_and_tree_only() -> None:
    verifier = MlDsa44Verifier(HEAD.origin, KEYS.publics()[1])
    blob = read_note(KEYS.sign(HEAD, None, []).encode()).signatures[1].blob
    assert verifier.holds(HEAD.text, blob)
    assert verifier.holds(HEAD.text + "extension lines are not covered\n", blob)
    assert not MlDsa44Verifier("example.org/other", verifier.public).holds(HEAD.text, blob)
    for text in (
        Checkpoint("example.org/other", HEAD.size, ROOT).text,
        Checkpoint(HEAD.origin, HEAD.size + 1, ROOT).text,
        Checkpoint(HEAD.origin, HEAD.size, bytes(32)).text,
        Checkpoint("é" * 200, HEAD.size, ROOT).text,
    ):
        assert not verifier.holds(text, blob)
    later = (int.from_bytes(blob[:8], "big") + 1).to_bytes(8, "big") + blob[8:]
    future = (2**63).to_bytes(8, "big") + blob[8:]
    for changed in (later, future, blob[:-1], blob + b"x", blob[8:], b"", blob[:-1] + bytes([blob[-1] ^ 1])):
        assert not verifier.holds(HEAD.text, changed)
    assert not MlDsa44Verifier(HEAD.origin, b"short").holds(HEAD.text, blob)
    with pytest.raises(Broken):
        verifier.holds("no checkpoint\n", blob)


def test_a_cosignature_without_a_time_holds() -> None:
    key = MLDSA44PrivateKey.from_seed_bytes(b"m" * 32)
    blob = bytes(8) + key.sign(cosigned_message("witness.example", 0, HEAD))
    verifier = MlDsa44Verifier("witness.example", KEYS.publics()[1])
    note = read_note(format_note(HEAD.text, [Signature(verifier.name, verifier.key_id, blob)]).encode())
    assert verified(note, [verifier]) == [verifier]


def test_the_same_checkpoint_signed_twice_holds_twice() -> None:
    ed_public, ml_public = KEYS.publics()
    known = verifiers(HEAD.origin, ed_public, ml_public)
    assert [isinstance(one, Ed25519Verifier) for one in known] == [True, False]
    for _ in range(2):
        assert verified(read_note(KEYS.sign(HEAD, None, []).encode()), known) == list(known)
