# SPDX-License-Identifier: EUPL-1.2
"""Signed notes and verifier keys as signed-note v1.0.0 has them."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from stelsel.kernel.problem import Broken
from stelsel.register.note import (
    ED25519,
    MAX_SIGNATURES,
    ML_DSA_44,
    Ed25519Verifier,
    Signature,
    format_note,
    key_id,
    read_note,
    read_vkey,
    verified,
    vkey,
)

TEXT = "Ognuno sta solo\n\ned è subito sera.\n"
NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"], exclude_characters="+"), min_size=1)


def key(number: int) -> Ed25519PrivateKey:
    """A key that is the same in every run."""
    return Ed25519PrivateKey.from_private_bytes(number.to_bytes(32, "big"))


def public(number: int) -> bytes:
    """Its 32 bytes."""
    return key(number).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def signed(number: int, name: str = "example.org/a", text: str = TEXT) -> Signature:
    """A signature line of that key."""
    return Signature(name, key_id(name, ED25519, public(number)), key(number).sign(text.encode()))


def refused(raw: str | bytes) -> str:
    """The code with which a note is refused."""
    with pytest.raises(Broken) as caught:
        read_note(raw.encode() if isinstance(raw, str) else raw)
    return caught.value.findings[0].code


def test_the_worked_example_of_the_specification(conformance: Path) -> None:
    name, kind, material = read_vkey((conformance / "signed-note" / "vkey.txt").read_text().strip())
    note = read_note((conformance / "signed-note" / "note.txt").read_bytes())
    assert (name, kind, len(material)) == ("example.com/foo", ED25519, 32)
    verifier = Ed25519Verifier(name, material)
    assert verified(note, [verifier]) == [verifier]
    assert note.text == "This is an example message.\n"
    assert format_note(note.text, note.signatures).encode() == (conformance / "signed-note" / "note.txt").read_bytes()


def test_the_key_id_is_that_of_the_specification() -> None:
    expected = hashlib.sha256(b"example.org/a\n\x01" + public(1)).digest()[:4]
    assert key_id("example.org/a", ED25519, public(1)) == expected
    assert key_id("example.org/a", ML_DSA_44, public(1)) != expected


class Bytes(str):
    """Text that stands for bytes which need not be UTF-8."""

    raw = b""

    def encode(self, *_: str) -> bytes:  # type: ignore[override]
        return self.raw


def test_wycheproof_ed25519(conformance: Path) -> None:
    document = json.loads((conformance / "wycheproof" / "ed25519_test.json").read_text())
    results = []
    for group in document["testGroups"]:
        for one in group["tests"]:
            text = Bytes()
            text.raw = bytes.fromhex(one["msg"])
            verifier = Ed25519Verifier("x", bytes.fromhex(group["publicKey"]["pk"]))
            assert verifier.holds(text, bytes.fromhex(one["sig"])) == (one["result"] == "valid"), one["tcId"]
            results.append(one["result"])
    assert len(results) == 151
    assert {"valid", "invalid"} <= set(results)


@given(NAMES, st.binary(min_size=32, max_size=32))
def test_verifier_keys_read_back(name: str, material: bytes) -> None:
    assert read_vkey(vkey(name, ED25519, material)) == (name, ED25519, material)
    assert read_vkey(vkey(name, 0xFF, material + b"x")) == (name, 0xFF, material + b"x")


GOOD = vkey("example.org/a", ED25519, bytes(32))


@pytest.mark.parametrize(
    "text",
    [
        "", "+", "++", "a+b", GOOD + "=", GOOD[:-1], GOOD.replace("example", "exemple"), " " + GOOD, GOOD + "\n",
        GOOD.replace("+", " ", 1), GOOD.upper(), vkey("a b", ED25519, bytes(32)), vkey("a\u2003b", ED25519, bytes(32)),
        vkey("", ED25519, bytes(32)), vkey("a", ED25519, bytes(31)), vkey("a", ML_DSA_44, bytes(1311)),
        "a+" + key_id("a", 0, b"").hex() + "+", "a\ud800+00000000+AQ==",
    ],
)  # fmt: skip
def test_a_verifier_key_that_is_none_is_broken(text: str) -> None:
    with pytest.raises(Broken):
        read_vkey(text)


def test_the_text_ends_at_the_last_empty_line() -> None:
    note = read_note(format_note(TEXT, [signed(1)]).encode())
    assert note.text == TEXT
    assert note.signatures == (signed(1),)
    assert read_note(format_note("\n", [signed(1)]).encode()).text == "\n"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda note: b"", "note-no-signatures"),
        (lambda note: b"\n\n", "note-no-signatures"),
        (lambda note: TEXT.encode() + b"\n", "note-no-signatures"),
        (lambda note: note.rstrip(b"\n"), "note-no-signatures"),
        (lambda note: note + b"\n", "note-no-signatures"),
        (lambda note: note + b"loose", "note-no-signatures"),
        (lambda note: note + b"loose\n", "note-signature-line"),
        (lambda note: note.replace(b"\n", b"\r\n"), "note-control-character"),
        (lambda note: note.replace(b"solo", b"so\tlo"), "note-control-character"),
        (lambda note: note.replace(b"solo", b"so\0lo"), "note-control-character"),
        (lambda note: note.replace(b"solo", b"so\xfflo"), "note-not-utf8"),
        (lambda note: note.replace("—".encode(), b"-"), "note-signature-line"),
        (lambda note: note.replace("—".encode(), "––".encode()), "note-signature-line"),
        (lambda note: note.replace(b"example.org/a ", b"example.org/a  "), "note-signature-line"),
        (lambda note: note.replace(b"example.org/a", b"example.org+a"), "note-signature-line"),
        (lambda note: note.replace(b"example.org/a", "example\u00a0org".encode()), "note-signature-line"),
        (lambda note: note.replace(b"example.org/a", "example\u2028org".encode()), "note-signature-line"),
        (lambda note: note.replace(b"example.org/a", "example\u0085org".encode()), "note-signature-line"),
        (lambda note: note.replace(b"example.org/a", b""), "note-signature-line"),
        (lambda note: note.replace(b"=\n", b"\n"), "note-signature-line"),
        (lambda note: note + "— x AAAAAA==\n".encode(), "note-signature-line"),
        (lambda note: note + "— x AAAAAB==\n".encode(), "note-signature-line"),
        (lambda note: note + "— x AAAAAAB=\n".encode(), "note-signature-line"),
        (lambda note: note + "— x AAAA_A-A\n".encode(), "note-signature-line"),
        (lambda note: note + "— x AAAAAAAA\u2028— y AAAAAAAA\n".encode(), "note-signature-line"),
        (lambda note: note + "— x AAAAAAAA\n".encode() * MAX_SIGNATURES, "note-too-many-signatures"),
        (lambda note: b"x" * 1_000_001, "note-too-large"),
    ],
)  # fmt: skip
def test_a_note_that_is_none_is_broken(change, code: str) -> None:
    note = format_note(TEXT, [signed(1)]).encode()
    assert refused(change(note)) == code


def test_sixteen_signatures_and_more_are_taken_and_unknown_lines_ignored() -> None:
    lines = [signed(number, f"example.org/{number}") for number in range(1, 21)]
    unknown = [Signature("other.example/unknown", b"abcd", b"x" * size) for size in (1, 64, 5000)]
    note = read_note(format_note(TEXT, [*unknown, *lines]).encode())
    assert len(note.signatures) == 23
    everyone = [Ed25519Verifier(f"example.org/{number}", public(number)) for number in range(1, 21)]
    assert verified(note, everyone) == everyone
    assert verified(note, everyone[3:4]) == everyone[3:4]


def test_a_known_name_with_another_key_id_or_a_known_key_id_with_another_name_is_unknown() -> None:
    known = Ed25519Verifier("example.org/a", public(1))
    junk = b"x" * 64
    lines = [Signature("example.org/a", b"abcd", junk), Signature("example.org/b", known.key_id, junk), signed(1)]
    assert verified(read_note(format_note(TEXT, lines).encode()), [known]) == [known]


def test_a_known_key_that_fails_refuses_the_note_wherever_it_stands() -> None:
    known = Ed25519Verifier("example.org/a", public(1))
    other = Ed25519Verifier("example.org/b", public(2))
    bad = Signature("example.org/a", known.key_id, bytes(64))
    short = Signature("example.org/a", known.key_id, b"x")
    good, beside = signed(1), signed(2, "example.org/b")
    for lines in ([bad], [bad, good], [good, bad], [beside, bad], [good, beside, short]):
        with pytest.raises(Broken) as caught:
            verified(read_note(format_note(TEXT, lines).encode()), [known, other])
        assert caught.value.findings[0].code == "note-signature"
    doubled = read_note(format_note(TEXT, [good, good]).encode())
    assert verified(doubled, [known]) == [known], "the same line twice counts once"


def test_a_note_that_no_known_key_signed_is_broken() -> None:
    note = read_note(format_note(TEXT, [signed(1)]).encode())
    for known in ([], [Ed25519Verifier("example.org/a", public(2))]):
        with pytest.raises(Broken) as caught:
            verified(note, known)
        assert caught.value.findings[0].code == "note-no-known-signature"


def test_a_changed_text_does_not_hold() -> None:
    known = Ed25519Verifier("example.org/a", public(1))
    changed = read_note(format_note(TEXT.replace("solo", "sola"), [signed(1)]).encode())
    with pytest.raises(Broken):
        verified(changed, [known])
    assert not Ed25519Verifier("example.org/a", b"short").holds(TEXT, signed(1).blob)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_note_or_broken(raw: bytes) -> None:
    try:
        note = read_note(raw)
    except Broken:
        return
    assert format_note(note.text, note.signatures).encode() == raw


def test_a_name_with_a_space_is_never_written() -> None:
    with pytest.raises(AssertionError):
        format_note(TEXT, [Signature("a b", b"abcd", b"x")])
    with pytest.raises(AssertionError):
        format_note("no newline", [signed(1)])
    assert base64.b64encode(signed(1).key_id + signed(1).blob).decode() in format_note(TEXT, [signed(1)])
