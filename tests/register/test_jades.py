# SPDX-License-Identifier: EUPL-1.2
"""JAdES signatures, read by other code than wrote them, and every way in which one does not hold."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from stelsel.kernel.problem import BadInput, Broken
from stelsel.register.jades import Jades, check, check_validity, read, sign, with_token, written
from tests.seals import NOW, Ca, b64url, unpad, verified_alone

PAYLOAD = b'{"checkpoint":"\xe2\x80\x94 proef"}'
CA = Ca()
EC_KEY = ec.generate_private_key(ec.SECP256R1())
RSA_KEY = rsa.generate_private_key(65537, 2048)
KEYS: dict[str, Any] = {"ES256": EC_KEY, "PS256": RSA_KEY, "RS256": RSA_KEY}


def signed(algorithm: str = "ES256") -> Jades:
    """A signature of level B-B."""
    key = KEYS[algorithm]
    return sign(PAYLOAD, key, [CA.certify(key), CA.certificate], NOW, algorithm)


def code(does_not_hold: Callable[[], Any]) -> str:
    """The named reason."""
    with pytest.raises(Broken) as caught:
        does_not_hold()
    return caught.value.findings[0].code


def with_header(change: dict[str, Any], made: Jades | None = None, resign: bool = True) -> bytes:
    """A seal with another protected header; signed anew by the same key, so that only the header is wrong."""
    made = made or signed()
    header = {**json.loads(unpad(made.protected_text)), **change}
    plain = json.loads(written(made))
    plain["protected"] = b64url(json.dumps({k: v for k, v in header.items() if v is not None}).encode())
    if resign:
        from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
        from cryptography.hazmat.primitives.hashes import SHA256

        both = decode_dss_signature(
            EC_KEY.sign(f"{plain['protected']}.{plain['payload']}".encode(), ec.ECDSA(SHA256()))
        )
        plain["signature"] = b64url(b"".join(number.to_bytes(32, "big") for number in both))
    return json.dumps(plain).encode()


@pytest.mark.parametrize("algorithm", list(KEYS))
def test_other_code_reads_what_was_signed(algorithm: str) -> None:
    raw = written(signed(algorithm))
    header, payload = verified_alone(raw)
    assert payload == PAYLOAD
    assert set(header) == {"alg", "iat", "x5c", "x5t#S256"}
    assert (header["alg"], header["iat"], len(header["x5c"])) == (algorithm, int(NOW.timestamp()), 2)
    assert set(json.loads(raw)) == {"payload", "protected", "signature"}
    found = read(raw)
    check(found)
    assert (found.payload, found.signed_at, found.level) == (PAYLOAD, NOW, "B-B")


def test_a_time_stamp_stands_outside_the_signature() -> None:
    made = with_token(signed(), b"token")
    found = read(written(made))
    check(found)
    assert (found.tokens, found.level, found.signature_text) == ((b"token",), "B-T", made.signature_text)
    (text,) = json.loads(written(made))["header"]["etsiU"]
    assert json.loads(unpad(text)) == {"sigTst": {"tstTokens": [{"val": "dG9rZW4="}]}}


@pytest.mark.parametrize("algorithm", list(KEYS))
@pytest.mark.parametrize("part", ["payload", "signature"])
def test_one_changed_byte_is_seen_by_both(algorithm: str, part: str) -> None:
    plain = json.loads(written(signed(algorithm)))
    raw = bytearray(unpad(plain[part]))
    raw[3] ^= 1
    plain[part] = b64url(bytes(raw))
    changed = json.dumps(plain).encode()
    assert code(lambda: check(read(changed))) == "seal-signature"
    with pytest.raises(InvalidSignature):
        verified_alone(changed)


def test_a_changed_header_is_seen() -> None:
    changed = with_header({"iat": int(NOW.timestamp()) + 1}, resign=False)
    assert code(lambda: check(read(changed))) == "seal-signature"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"alg": "none"}, "seal-algorithm"),
        ({"alg": "HS256"}, "seal-algorithm"),
        ({"alg": None}, "seal-algorithm"),
        ({"alg": ["ES256"]}, "seal-algorithm"),
        ({"alg": "PS256"}, "seal-key"),
        ({"alg": "RS256"}, "seal-key"),
        ({"crit": ["sigD"], "sigD": {}}, "seal-crit"),
        ({"crit": ["iat", "nieuw"], "nieuw": 1}, "seal-crit"),
        ({"crit": []}, "seal-crit"),
        ({"crit": ["iat", "iat"]}, "seal-crit"),
        ({"crit": "iat"}, "seal-crit"),
        ({"b64": False}, "seal-crit"),
        ({"sigD": {"mId": "http://uri.etsi.org/19182/ObjectIdByURI", "pars": ["a"]}}, "seal-header"),
        ({"x5t": "AAAA"}, "seal-header"),
        ({"x5t#S256": b64url(bytes(32))}, "seal-thumbprint"),
        ({"x5t#S256": None}, "seal-thumbprint"),
        ({"x5c": None}, "seal-header"),
        ({"x5c": []}, "seal-header"),
        ({"x5c": ["AAAA"]}, "seal-header"),
        ({"x5c": [3]}, "seal-header"),
        ({"iat": None}, "seal-header"),
        ({"iat": "2026-11-25"}, "seal-header"),
        ({"iat": True}, "seal-header"),
    ],
)
def test_a_header_that_we_do_not_take(change: dict[str, Any], reason: str) -> None:
    assert code(lambda: check(read(with_header(change)))) == reason


def test_a_critical_header_that_we_know_is_taken() -> None:
    check(read(with_header({"crit": ["iat"]})))
    check(read(with_header({"typ": "jose+json", "kid": "1"})))


@pytest.mark.parametrize(
    "change",
    [
        {"signatures": []},
        {"signature": None},
        {"payload": "e30="},
        {"payload": "e31"},  # loose bits: another text for the same bytes
        {"payload": "e3\n0"},
        {"protected": "bm8"},
        {"protected": "W10"},
    ],
)
def test_another_form_is_refused(change: dict[str, Any]) -> None:
    plain = {**json.loads(written(signed())), **change}
    assert code(lambda: read(json.dumps(plain).encode())) == "seal-form"


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ({"alg": "none"}, "seal-header"),
        ({}, "seal-header"),
        (None, "seal-header"),
        ({"etsiU": {}}, "seal-header"),
        ({"etsiU": []}, "seal-header"),
        ({"etsiU": [b64url(b'{"sigTst":{"canonAlg":"a","tstTokens":[{"val":"dG9r"}]}}')]}, "token-form"),
        ({"etsiU": [b64url(b'{"sigTst":{"tstTokens":[{"type":"a","val":"dG9r"}]}}')]}, "token-form"),
        ({"etsiU": [{"sigTst": {}}]}, "seal-form"),
        ({"etsiU": [b64url(b'{"sigTst":{"tstTokens":[]}}')]}, "token-form"),
        ({"etsiU": [b64url(b'{"sigTst":{"tstTokens":[{"val":"?"}]}}')]}, "token-form"),
        ({"etsiU": [b64url(b'{"sigTst":{"tstTokens":[{}]}}')]}, "token-form"),
    ],
)
def test_an_unprotected_header_that_cannot_be_read(header: dict[str, Any] | None, reason: str) -> None:
    plain = {**json.loads(written(signed())), "header": header}
    assert code(lambda: read(json.dumps(plain).encode())) == reason


def test_a_certificate_with_one_changed_byte_never_passes_as_a_sealed_one() -> None:
    der = signed().chain[0].public_bytes(Encoding.DER)
    root = base64.b64encode(CA.certificate.public_bytes(Encoding.DER)).decode()
    reasons = set()
    for place in range(len(der)):
        changed = bytes([*der[:place], der[place] ^ (1 << place % 8), *der[place + 1 :]])
        thumb = b64url(hashlib.sha256(changed).digest())
        raw = with_header({"x5c": [base64.b64encode(changed).decode(), root], "x5t#S256": thumb})
        reasons.add(code(lambda raw=raw: check(read(raw))))
    assert reasons <= {"seal-header", "seal-chain", "seal-key", "certificate-usage"}
    assert {"seal-header", "seal-chain"} <= reasons


def test_no_json_is_bad_input() -> None:
    for raw in (b"", b"\xff", b"{", b'{"payload":1,"payload":2}'):
        with pytest.raises(BadInput):
            read(raw)


def test_certificates_that_do_not_fit() -> None:
    other = ec.generate_private_key(ec.SECP256R1())
    weak = rsa.generate_private_key(65537, 1024)
    curve = ec.generate_private_key(ec.SECP384R1())
    assert code(lambda: sign(PAYLOAD, EC_KEY, [CA.certify(other)], NOW)) == "seal-key"
    assert code(lambda: sign(PAYLOAD, weak, [CA.certify(weak)], NOW)) == "seal-key"
    assert code(lambda: sign(PAYLOAD, curve, [CA.certify(curve)], NOW)) == "seal-key"
    assert code(lambda: sign(PAYLOAD, EC_KEY, [CA.certify(EC_KEY)], NOW, "RS256")) == "seal-key"
    wrong_way = sign(PAYLOAD, EC_KEY, [CA.certify(EC_KEY), Ca().certificate], NOW)
    assert code(lambda: check(wrong_way)) == "seal-chain"
    no_seal = sign(PAYLOAD, EC_KEY, [CA.certify(EC_KEY, may_sign=False)], NOW)
    assert code(lambda: check(no_seal)) == "certificate-usage"


def test_an_expired_certificate() -> None:
    made = sign(PAYLOAD, EC_KEY, [CA.certify(EC_KEY, days=10)], NOW)
    check_validity(made, NOW)
    assert code(lambda: check_validity(made, NOW + timedelta(days=11))) == "certificate-time"
    assert code(lambda: check_validity(made, NOW - timedelta(days=2))) == "certificate-time"
