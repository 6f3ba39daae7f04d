# SPDX-License-Identifier: EUPL-1.2
"""Canonical JSON against the vectors of RFC 8785, and everything that must be refused."""

from __future__ import annotations

import json
import math
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.kernel.canonical import MAX_BYTES, MAX_DEPTH, canonical, check_plain, read_json, too_large
from stelsel.kernel.problem import BadInput
from tests.kernel.strategies import PLAIN

INSIDE = ("arrays", "unicode")
OUTSIDE = {"french": "key-not-ascii", "structures": "float", "values": "float", "weird": "key-not-ascii"}


def code(raw: bytes) -> str:
    """The code of the refusal; fails when the input is taken."""
    with pytest.raises(BadInput) as caught:
        read_json(raw)
    finding = caught.value.findings[0]
    assert finding.what.nl != finding.what.en
    assert finding.cure.nl != finding.cure.en
    json.dumps([finding.where, finding.what.nl, finding.what.en], ensure_ascii=False).encode()
    return finding.code


@pytest.mark.parametrize("name", INSIDE)
def test_vectors_inside_the_profile_give_their_bytes(conformance: Path, name: str) -> None:
    raw = (conformance / "jcs" / "input" / f"{name}.json").read_bytes()
    expected = (conformance / "jcs" / "output" / f"{name}.json").read_bytes()
    assert canonical(read_json(raw)) == canonical(json.loads(raw)) == expected


@pytest.mark.parametrize("name", OUTSIDE)
def test_vectors_outside_the_profile_are_refused_and_never_encoded_otherwise(conformance: Path, name: str) -> None:
    raw = (conformance / "jcs" / "input" / f"{name}.json").read_bytes()
    assert code(raw) == OUTSIDE[name]
    with pytest.raises(BadInput):
        canonical(json.loads(raw))


def test_every_vector_is_inside_or_outside(conformance: Path) -> None:
    assert {path.stem for path in (conformance / "jcs" / "input").iterdir()} == {*INSIDE, *OUTSIDE}


@given(PLAIN)
def test_canonical_bytes_are_sorted_compact_json(value: Any) -> None:
    expected = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert canonical(value) == expected
    assert canonical(read_json(expected)) == expected


@given(PLAIN, st.randoms())
def test_the_order_of_names_does_not_matter(value: Any, random: Any) -> None:
    if isinstance(value, dict):
        shuffled = list(value.items())
        random.shuffle(shuffled)
        assert canonical(dict(shuffled)) == canonical(value)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"NaN", "no-number"),
        (b'{"a":[Infinity]}', "no-number"),
        (b"-Infinity", "no-number"),
        (b"1e999", "no-number"),
        (b"1.5", "float"),
        (b"1.0", "float"),
        (b"1e3", "float"),
        (b"9007199254740992", "big-number"),
        (b"-9007199254740992", "big-number"),
        (b"9" * 4000, "big-number"),
        (b"9" * 5000, "malformed-json"),
        (b'"\\ud800"', "half-character"),
        (b'{"a":{"b":["\\udc00x"]}}', "half-character"),
        (b'{"\\ud800":1}', "key-not-ascii"),
        (b'{"\\ud800":1,"\\ud800":1}', "duplicate-key"),
        (b'"\\u0000"', "null-character"),
        (b'{"a":1,"a":1}', "duplicate-key"),
        (b'{"x":[{"a":1,"\\u0061":2}]}', "duplicate-key"),
        (b'"\xff"', "not-utf8"),
        (b'"\xed\xa0\x80"', "not-utf8"),
        (b'"\xc0\xaf"', "not-utf8"),
        (b"\xff\xfe{\x00}\x00", "not-utf8"),
        (b"\xef\xbb\xbf{}", "malformed-json"),
        (b"", "malformed-json"),
        (b"{", "malformed-json"),
        (b"{}{}", "malformed-json"),
        (b"{'a':1}", "malformed-json"),
        (b'{"a":1,}', "malformed-json"),
        (b'"\n"', "malformed-json"),
        (b"[" * 33, "too-deep"),
        (b"[" * 33 + b"]" * 33, "too-deep"),
        (b'{"a":' * 33 + b"1" + b"}" * 33, "too-deep"),
        (b"[" * 500_000, "too-deep"),
        (b'"' + b"x" * MAX_BYTES + b'"', "too-large"),
    ],
)
def test_bad_json_is_refused_with_place_and_cure(raw: bytes, expected: str) -> None:
    assert code(raw) == expected


def test_places_are_named() -> None:
    for raw, place in [
        (b'{"a":[{"b":1.5}]}', "a[0].b"),
        (b'{"a":{"b":1,"b":2}}', "b"),
        (b'{"a":\n 1,,}', "line 2 column 4"),
        (b'["\xff"]', "byte 2"),
    ]:
        with pytest.raises(BadInput) as caught:
            read_json(raw)
        assert caught.value.findings[0].where == place
    with pytest.raises(BadInput) as caught:
        read_json(b"[1.5]", "regel 7")
    assert caught.value.findings[0].where == "regel 7[0]"


def test_the_edges_are_taken() -> None:
    assert read_json(b"[" * 32 + b"]" * 32)
    assert read_json(b'"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\\"{"') == "[" * 38 + '"{'
    assert read_json(b"9007199254740991") == 2**53 - 1
    assert read_json('"😀é\\ud83d\\ude00"'.encode()) == "😀é😀"
    assert read_json(b'"' + b"x" * (MAX_BYTES - 2) + b'"')
    assert MAX_DEPTH == 32


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1.0, "float"),
        (math.nan, "no-number"),
        ({"a": -math.inf}, "no-number"),
        (2**53, "big-number"),
        (-(2**53), "big-number"),
        (2**4_000, "big-number"),
        ({"é": 1}, "key-not-ascii"),
        ({1: 1}, "key-not-ascii"),
        ({"a\ud800": 1}, "key-not-ascii"),
        ("\ud800", "half-character"),
        ({"a": ["x", "\udfff"]}, "half-character"),
        ("a\0", "null-character"),
    ],
)
def test_values_outside_the_profile_are_refused(value: Any, expected: str) -> None:
    with pytest.raises(BadInput) as caught:
        canonical(value)
    assert caught.value.findings[0].code == expected
    str(caught.value).encode()


def test_nesting_is_refused_when_writing_too() -> None:
    value: Any = 1
    for _ in range(MAX_DEPTH):
        value = [value]
    assert canonical(value)
    with pytest.raises(BadInput):
        canonical([value])


def test_a_number_too_long_to_write_out_is_refused_shortly() -> None:
    with pytest.raises(BadInput) as caught:
        canonical([-(2**100_000)])
    assert caught.value.findings[0].what.en == "The number (-2^100000…) is too large for a whole number."


def test_a_bool_is_no_number_and_a_decimal_is_text() -> None:
    assert canonical({"b": True, "a": Decimal("1.50"), "c": 1, "d": None}) == b'{"a":"1.50","b":true,"c":1,"d":null}'


def test_finite_floats_pass_only_where_they_become_decimals() -> None:
    check_plain({"a": 0.25}, floats=True)
    for value in (math.nan, math.inf):
        with pytest.raises(BadInput):
            check_plain({"a": value}, floats=True)
    assert too_large("x", 7).findings[0].code == "too-large"


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        found = read_json(raw)
    except BadInput:
        return
    assert read_json(canonical(found)) == found
