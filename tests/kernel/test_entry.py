# SPDX-License-Identifier: EUPL-1.2
"""The envelope and its commitment."""

from __future__ import annotations

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.kernel.entry import Envelope, Source, commitment, decode_envelope
from stelsel.kernel.problem import BadInput, Broken

PUT = Envelope(
    op="put", type="thing/3", id="demo/thing/a", rev=1, at="2026-11-24T10:00:00Z", h="x", org="demo", mode="stated"
)


def test_an_envelope_is_canonical_json_that_reads_back() -> None:
    assert PUT.encode() == (
        b'{"at":"2026-11-24T10:00:00Z","h":"x","id":"demo/thing/a","mode":"stated","op":"put","org":"demo","rev":1,'
        b'"type":"thing/3","v":1}'
    )
    assert decode_envelope(PUT.encode()) == PUT


@given(why=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=50))
def test_every_field_survives(why: str) -> None:
    source = Source("Bron “é”", "2026-11-23", "https://example.org/a")
    envelope = Envelope(
        op="correct", type="thing/3", id="demo/thing/a", rev=2, at="x", h="y", org="z", mode="recorded", src=source,
        prev=0, why=why,
    )  # fmt: skip
    assert decode_envelope(envelope.encode()) == envelope


def test_an_envelope_that_no_reader_could_write_is_refused() -> None:
    with pytest.raises(BadInput):
        Envelope(
            op="put", type="thing/3", id="demo/thing/a", rev=1, at="x", h="x", org="\ud800", mode="stated"
        ).encode()


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"{}", b"[]", b"null", b"\xff", b'{"op":"put"}',
        PUT.encode().replace(b'"v":1', b'"v":2'),
        PUT.encode().replace(b'"rev":1', b'"rev":0'),
        PUT.encode().replace(b'"rev":1', b'"rev":1.5'),
        PUT.encode().replace(b'"op":"put"', b'"op":"drop"'),
        PUT.encode().replace(b'"mode":"stated"', b'"mode":"sure"'),
        PUT.encode().replace(b'"h":"x"', b'"h":"\\ud800"'),
        PUT.encode() + b"x",
        b'{"later":' + b"[" * 4000 + b"]" * 4000 + b"}",
        b'{"later":' + b"[" * 400_000,
    ],
)  # fmt: skip
def test_a_leaf_that_is_no_envelope_is_broken(raw: bytes) -> None:
    with pytest.raises(Broken):
        decode_envelope(raw)


def test_fields_of_a_later_version_do_not_hinder() -> None:
    assert decode_envelope(PUT.encode().replace(b'{"at"', b'{"alg":"x","at"')) == PUT


@given(salt=st.binary(min_size=16, max_size=16), payload=st.binary(max_size=100))
def test_the_commitment_is_a_salted_hash(salt: bytes, payload: bytes) -> None:
    expected = base64.b64encode(hashlib.sha256(b"\x02" + salt + payload).digest()).decode()
    assert commitment(salt, payload) == expected
    assert commitment(bytes(16), payload) != commitment(b"\x01" * 16, payload)


@pytest.mark.parametrize("size", [0, 15, 17])
def test_a_salt_is_16_bytes(size: int) -> None:
    with pytest.raises(AssertionError):
        commitment(bytes(size), b"x")
