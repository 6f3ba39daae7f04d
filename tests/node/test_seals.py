# SPDX-License-Identifier: EUPL-1.2
"""The seal of the day: made once, read by others, refused when anything about it is not so."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from stelsel.kernel.draft import Draft
from stelsel.kernel.problem import BadInput, Broken
from stelsel.node import clock
from stelsel.node.example.load import MARKER
from stelsel.node.example.trial_ca import trial_ca
from stelsel.node.node import Node, node, submission
from stelsel.node.openssl import files, openssl
from stelsel.node.seal_check import verify
from stelsel.node.seal_means import Means, means_of
from stelsel.node.seals import Made, make
from stelsel.node.timestamps import OpensslAuthority
from stelsel.nouns.supplier import SUPPLIER, Supplier
from stelsel.register.jades import sign, with_token, written
from stelsel.register.records import LogName
from stelsel.register.seal import Sealed, payload_of, read_payload
from tests.seals import Ca, pem_files, token_alone, verified_alone


@pytest.fixture
def sealing(transactional_db: None) -> Any:
    """A node of the example country with one entry."""
    node.cache_clear()
    made = node()
    made.enrol("proef", "https://identifier.overheid.nl/tooi/id/gemeente/gm0000")
    publish(made, "een")
    (made.home / MARKER).write_text("{}")
    yield made
    shutil.rmtree(made.home / "seals", ignore_errors=True)
    (made.home / MARKER).unlink()
    node.cache_clear()


def publish(made: Node, local: str) -> None:
    """One more entry."""
    draft = Draft(SUPPLIER, local, Supplier(name=local), log_of(made).organisation)
    made.publish("proef", "public", [submission("proef", log_of(made).organisation, draft)])


def log_of(made: Node) -> LogName:
    """The public log."""
    found = made.logs.named("proef", "public")
    assert found is not None
    return found


def trial(made: Node) -> Means:
    """The trial CA."""
    return means_of(made.home, "", "", "")


def sealed_by(made: Node) -> Made:
    """Today's seal."""
    return make(made, log_of(made), trial(made))


def ca_of(made: Node) -> Path:
    """Whom the reader of a trial seal trusts."""
    return made.home / "seals" / "proef" / "ca.pem"


def code(does_not_hold: Callable[[], Any]) -> str:
    """The named reason."""
    with pytest.raises(Broken) as caught:
        does_not_hold()
    return caught.value.findings[0].code


def test_others_read_what_was_sealed(sealing: Node) -> None:
    made = sealed_by(sealing)
    raw, log = made.path.read_bytes(), log_of(sealing)
    _, payload = verified_alone(raw)
    assert json.loads(payload) == {
        "type": "stelsel-seal/1",
        "organisation": "https://identifier.overheid.nl/tooi/id/gemeente/gm0000",
        "origin": log.origin,
        "vkeys": list(sealing.vkeys(log)),
        "checkpoint": sealing.logs.note(log.origin),
    }
    assert (made.fresh, made.level) == (True, "B-T")
    assert made.path == sealing.home / "seals" / "proef" / "public" / f"{clock.today()}.jades.json"
    verdict = verify(raw, ca_of(sealing))
    assert verdict.trusted is True
    assert verify(raw).trusted is None


def test_openssl_itself_verifies_the_token(sealing: Node, tmp_path: Path) -> None:
    token, digest = token_alone(sealed_by(sealing).path.read_bytes())
    trial_ca(tmp_path, datetime.now(UTC))

    def holds(hexadecimal: str, ca: Path) -> bool:
        with files(token=token) as path:
            arguments = ("-digest", hexadecimal, "-token_in", "-in", path["token"], "-CAfile", str(ca))
            return b"Verification: OK" in openssl("ts", "-verify", *arguments).stdout

    assert holds(digest, ca_of(sealing))
    assert not holds("00" * 32, ca_of(sealing))
    assert not holds(digest, tmp_path / "ca.pem")


def test_a_second_time_that_day_changes_nothing(sealing: Node) -> None:
    first = sealed_by(sealing)
    raw = first.path.read_bytes()
    publish(sealing, "twee")
    second = sealed_by(sealing)
    assert (second.fresh, second.path, second.level) == (False, first.path, "B-T")
    assert first.path.read_bytes() == raw
    assert [one.name for one in first.path.parent.iterdir()] == [first.path.name]


def test_the_sealed_checkpoint_is_kept(sealing: Node) -> None:
    made, log = sealed_by(sealing), log_of(sealing)
    note = sealing.logs.note(log.origin)
    assert note
    publish(sealing, "twee")
    size = verify(made.path.read_bytes()).sealed.checkpoint.size
    kept = sealing.logs.files(log.origin).path / "checkpoints" / str(size)
    assert kept.read_text() == note != sealing.logs.note(log.origin)


def test_the_next_day_has_a_seal_of_its_own(sealing: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    first = sealed_by(sealing)
    tomorrow = clock.today() + timedelta(days=1)
    monkeypatch.setattr(clock, "today", lambda: tomorrow)
    second = sealed_by(sealing)
    assert second.fresh
    assert sorted(first.path.parent.iterdir()) == [first.path, second.path]


def test_a_log_without_entries_is_told(sealing: Node) -> None:
    empty = sealing.logs.named("proef", "gov")
    assert empty is not None
    with pytest.raises(BadInput) as caught:
        make(sealing, empty, trial(sealing))
    assert caught.value.findings[0].code == "nothing-to-seal"


def test_a_token_over_other_bytes(sealing: Node) -> None:
    means = trial(sealing)
    assert means.authority is not None
    signature = verify(sealed_by(sealing).path.read_bytes()).signature
    moved = replace(signature, tokens=(means.authority.stamp(bytes(32)),))
    assert code(lambda: verify(written(moved), ca_of(sealing))) == "token-imprint"
    assert code(lambda: verify(written(moved))) == "token-imprint"


def test_a_token_or_certificate_of_another_ca(sealing: Node, tmp_path: Path) -> None:
    raw = sealed_by(sealing).path.read_bytes()
    trial_ca(tmp_path, datetime.now(UTC))
    assert code(lambda: verify(raw, tmp_path / "ca.pem")) == "token-trust"
    signature = verify(raw).signature
    other = OpensslAuthority(tmp_path / "tsa.cnf").stamp(signature.imprint)
    assert code(lambda: verify(written(replace(signature, tokens=(other,))), ca_of(sealing))) == "token-trust"
    assert code(lambda: verify(written(replace(signature, tokens=(other,))), tmp_path / "ca.pem")) == (
        "certificate-trust"
    )
    assert code(lambda: verify(written(with_token(signature, other)), ca_of(sealing))) == "token-trust"


def test_an_expired_certificate_seals_nothing(sealing: Node) -> None:
    key, ca, start = ec.generate_private_key(ec.SECP256R1()), Ca(), datetime.now(UTC) - timedelta(days=30)
    means = replace(trial(sealing), key=key, chain=(ca.certify(key, start, days=10),))
    assert code(lambda: make(sealing, log_of(sealing), means)) == "certificate-time"
    assert not list((sealing.home / "seals").rglob("*.jades.json"))


def test_a_signature_that_claims_a_later_time_than_its_token(sealing: Node) -> None:
    means, first = trial(sealing), verify(sealed_by(sealing).path.read_bytes())
    later = sign(payload_of(first.sealed), means.key, means.chain, datetime.now(UTC) + timedelta(days=1))
    assert means.authority is not None
    early = with_token(later, means.authority.stamp(later.imprint))
    assert code(lambda: verify(written(early))) == "seal-time"
    assert code(lambda: verify(written(later))) == "seal-time"


def test_only_a_time_stamp_outlives_the_certificate(sealing: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    key, ca, start = ec.generate_private_key(ec.SECP256R1()), Ca(), datetime.now(UTC)
    stamped = replace(trial(sealing), key=key, chain=(ca.certify(key, start, days=10),))
    with_time = make(sealing, log_of(sealing), stamped).path.read_bytes()
    without = written(replace(verify(with_time).signature, tokens=()))
    assert verify(without).stamps == ()
    later = clock.posix() + 11 * 86_400
    monkeypatch.setattr(clock, "posix", lambda: later)
    assert len(verify(with_time).stamps) == 1
    assert code(lambda: verify(without)) == "certificate-time"


def test_what_is_bound_must_fit(sealing: Node) -> None:
    sealed = verify(sealed_by(sealing).path.read_bytes()).sealed
    good = payload_of(sealed)
    assert read_payload(good) == sealed
    others = sealing.vkeys(LogName("stelsel.example/proef/own", "proef", "own", "proef"))
    wrong_keys = json.dumps({**json.loads(good), "vkeys": list(others)}).encode()
    assert code(lambda: read_payload(wrong_keys)) == "seal-content"  # not canonical
    assert code(lambda: payload_of(replace(sealed, origin="stelsel.example/ander"))) == "seal-other-log"
    assert code(lambda: payload_of(replace(sealed, vkeys=(*sealed.vkeys, others[0])))) == "seal-not-signed"
    assert code(lambda: payload_of(replace(sealed, note=sealed.note.replace("\n1\n", "\n2\n", 1)))) == "note-signature"
    for raw in (b"", b"{}", b"[]", good + b" ", good.replace(b"seal/1", b"seal/2")):
        assert code(lambda raw=raw: read_payload(raw)) == "seal-content"
    assert isinstance(sealed, Sealed)


def test_own_certificates_without_an_authority_give_level_b_b(sealing: Node, tmp_path: Path) -> None:
    key, ca = ec.generate_private_key(ec.SECP256R1()), Ca(start=datetime.now(UTC))
    named = pem_files(tmp_path, key, [ca.certify(key, datetime.now(UTC))])
    means = means_of(sealing.home, named["STELSEL_SEAL_KEY"], named["STELSEL_SEAL_CERTIFICATES"], "")
    assert (means.trial, means.authority) == (False, None)
    made = make(sealing, log_of(sealing), means)
    (tmp_path / "ca.pem").write_bytes(ca.certificate.public_bytes(Encoding.PEM))
    verdict = verify(made.path.read_bytes(), tmp_path / "ca.pem")
    assert (made.level, verdict.stamps, verdict.trusted) == ("B-B", (), True)
    assert "STELSEL" not in str(means)
    named_only = means_of(sealing.home, *named.values(), "http://tsa.example/")
    assert named_only.authority is not None


def test_settings_that_cannot_be_used(sealing: Node, tmp_path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    named = pem_files(tmp_path, key, [Ca().certify(key)])
    k, c = named["STELSEL_SEAL_KEY"], named["STELSEL_SEAL_CERTIFICATES"]
    (tmp_path / "leeg").write_bytes(b"")
    empty = str(tmp_path / "leeg")
    for pair, setting in (((k, ""), "CERTIFICATES"), (("", c), "KEY"), ((empty, c), "KEY"), ((k, k), "CERTIFICATES")):
        with pytest.raises(BadInput) as caught:
            means_of(sealing.home, *pair, "")
        assert caught.value.findings[0].where == f"STELSEL_SEAL_{setting}"
    (tmp_path / "home").mkdir()
    with pytest.raises(BadInput) as caught:
        means_of(tmp_path / "home", "", "", "")
    assert caught.value.findings[0].code == "no-seal-key"
    assert not list((tmp_path / "home").iterdir())
