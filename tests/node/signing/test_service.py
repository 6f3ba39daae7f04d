# SPDX-License-Identifier: EUPL-1.2
"""The signer without sockets: what it signs, which keys sign, how they are replaced, and what it says about them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stelsel.kernel.problem import BadInput
from stelsel.kernel.time import instant
from stelsel.node.keys import read_generations
from stelsel.node.signing import SignerClient, inventory
from stelsel.node.signing.wire import Sign, read_request
from stelsel.register.cose_receipt import Algorithm, signature_holds
from stelsel.register.note import read_note, read_vkey, verified
from stelsel.register.signer import KeyPair, verifiers
from tests.node.signing.logs import NOW, ORIGIN, Straight, checkpoint, grow, proof, refusal, signed_size


@pytest.fixture
def straight(tmp_path: Path) -> Straight:
    """A signer in this process, with keys for utrecht."""
    found = Straight(tmp_path)
    SignerClient(found, "utrecht").make()
    return found


@pytest.fixture
def client(straight: Straight) -> SignerClient:
    """The signer of utrecht."""
    return SignerClient(straight, "utrecht")


def test_a_log_grows_and_its_last_checkpoint_is_signed_again(client: SignerClient, tmp_path: Path) -> None:
    first = grow(client, 3)
    second = client.sign(checkpoint(5), first, proof(3, 5))
    assert [signed_size(note, tmp_path) for note in (first, second)] == [3, 5]
    again = client.sign(checkpoint(5), first, proof(3, 5))
    assert read_note(again.encode()).text == read_note(second.encode()).text
    assert signed_size(client.sign(checkpoint(9), again, proof(5, 9)), tmp_path) == 9


def test_the_signer_remembers_after_a_new_start(straight: Straight, client: SignerClient, tmp_path: Path) -> None:
    note = grow(client, 3, 5)
    straight.ledger.close()
    later = SignerClient(Straight(tmp_path), "utrecht")
    assert refusal(later.sign, checkpoint(6, "b"), note, proof(5, 6, "b")) == "ledger-consistency"
    assert refusal(later.sign, checkpoint(4), None, []) == "ledger-store-behind"
    assert signed_size(later.sign(checkpoint(6), note, proof(5, 6)), tmp_path) == 6


@pytest.mark.parametrize("algorithm", ["ed25519", "ml-dsa-44"])
def test_only_a_root_that_was_signed_is_signed_again_for_cose(client: SignerClient, algorithm: Algorithm) -> None:
    assert refusal(client.sign_root, ORIGIN, "utrecht/thing/x", algorithm) == "signer-origin-unknown"
    grow(client, 3, 5)
    signed = client.sign_root(ORIGIN, "utrecht/thing/x", algorithm)
    assert (signed.size, signed.root) == (5, checkpoint(5).root)
    signature_holds(algorithm, signed.public, signed.protected, signed.root, signed.signature)
    assert signed.public in [getattr(client.publics().generations[0], name) for name in ("ed25519", "ml_dsa_44")]
    other = checkpoint(3).root
    said = refusal(signature_holds, algorithm, signed.public, signed.protected, other, signed.signature)
    assert said == "missing-signature"


def test_another_publisher_signs_no_root_of_this_log(client: SignerClient, straight: Straight) -> None:
    grow(client, 3)
    other = SignerClient(straight, "amersfoort")
    other.make()
    assert refusal(other.sign_root, ORIGIN, "x", "ed25519") == "signer-origin-unknown"


def test_a_backup_that_was_put_back_is_refused(client: SignerClient) -> None:
    old = grow(client, 3)
    client.sign(checkpoint(8), old, proof(3, 8))
    assert refusal(client.sign, checkpoint(9), old, proof(3, 9)) == "ledger-store-behind"
    assert refusal(client.sign, checkpoint(4), old, proof(3, 4)) == "ledger-store-behind"


def test_a_signed_log_without_memory_is_adopted(client: SignerClient, straight: Straight, tmp_path: Path) -> None:
    note = grow(client, 3, 5)
    straight.ledger.close()
    (tmp_path / "signer" / "ledger.sqlite3").unlink()
    later = SignerClient(Straight(tmp_path), "utrecht")
    assert signed_size(later.sign(checkpoint(6), note, proof(5, 6)), tmp_path) == 6
    foreign = KeyPair(b"x" * 32, b"y" * 32, lambda: NOW).sign(checkpoint(5, origin="h/utrecht/own"))
    assert refusal(later.sign, checkpoint(6, origin="h/utrecht/own"), foreign, proof(5, 6)) == "ledger-before"


def test_a_log_belongs_to_one_publisher(straight: Straight, client: SignerClient) -> None:
    grow(client, 3)
    other = SignerClient(straight, "zeist")
    other.make()
    assert refusal(other.sign, checkpoint(4), None, []) == "ledger-publisher"
    assert refusal(SignerClient(straight, "nobody").sign, checkpoint(1, origin="h/nobody/own"), None, []) == "key-file"


@pytest.mark.parametrize("origin", ["a b", "a+b", "a\u2028b", "x" * 300, "\x7f"])
def test_a_name_that_can_be_no_key_name_is_refused(client: SignerClient, origin: str) -> None:
    assert refusal(client.sign, checkpoint(1, origin=origin), None, []) == "signer-origin"


@pytest.mark.parametrize("text", [checkpoint(1).text + "extension\n", f"{ORIGIN}\n{2**63}\n{'A' * 43}=\n"])
def test_only_three_lines_are_signed(straight: Straight, client: SignerClient, text: str) -> None:
    assert refusal(straight.ask, Sign("utrecht", text, None, []), str) == "signer-request"


def test_keys_are_replaced_in_steps(straight: Straight, client: SignerClient, tmp_path: Path) -> None:
    note = grow(client, 3)
    first = client.vkeys(ORIGIN)
    made = client.add_generation()
    assert made.generation == 2
    assert client.vkeys(ORIGIN) == first, "nothing changes before it is activated"
    note = client.sign(checkpoint(4), note, proof(3, 4))
    assert refusal(client.retire, 1) == "signer-generation-used"
    client.activate(ORIGIN, 2)
    assert client.vkeys(ORIGIN) == first, "the newest checkpoint carries the old signatures"
    again = client.sign(checkpoint(4), note, [])
    assert list(client.vkeys(ORIGIN)) == made.vkeys[ORIGIN] != list(first)
    known = verifiers(ORIGIN, *(read_vkey(key)[2] for key in client.vkeys(ORIGIN)))
    assert len(verified(read_note(again.encode()), known)) == 2
    assert [one.state for one in client.retire(1).generations] == ["retired", "active"]
    plain = json.loads((tmp_path / "keys" / "utrecht.json").read_text())["generations"]
    assert set(plain[0]) == {"made", "retired", "ed25519-public", "ml-dsa-44-public"}
    assert set(plain[1]) == {"made", "ed25519", "ml-dsa-44"}
    assert refusal(client.activate, ORIGIN, 1) == "signer-generation"
    assert signed_size(client.sign(checkpoint(6), note, proof(4, 6)), tmp_path) == 6, "the old note is still known"


def test_a_next_generation_signs_nothing_before_it_is_activated(straight: Straight, client: SignerClient) -> None:
    grow(client, 3)
    client.add_generation()
    origin = "stelsel.example/utrecht/own"
    grow(client, 2, origin=origin)
    assert {log.active for log in client.publics().logs} == {1}
    assert client.vkeys(origin)[0].split("+")[2] == client.vkeys(ORIGIN)[0].split("+")[2]


def test_an_adopted_log_keeps_the_generation_that_signed_it(straight: Straight, tmp_path: Path) -> None:
    client = SignerClient(straight, "utrecht")
    note = grow(client, 3)
    client.add_generation()
    straight.ledger.close()
    (tmp_path / "signer" / "ledger.sqlite3").unlink()
    later = SignerClient(Straight(tmp_path), "utrecht")
    later.sign(checkpoint(4), note, proof(3, 4))
    assert [(log.active, log.signed_by, log.size) for log in later.publics().logs] == [(1, 1, 4)]


def test_what_does_not_exist_is_not_activated_or_retired(client: SignerClient) -> None:
    assert refusal(client.activate, "h/utrecht/gov", 1) == "signer-origin-unknown"
    grow(client, 1)
    assert refusal(client.activate, ORIGIN, 2) == "signer-generation"
    assert refusal(client.retire, 2) == "signer-generation"
    assert refusal(client.retire, 0) == "signer-generation"


def test_the_inventory_names_every_key_and_holds_no_secret(
    straight: Straight, client: SignerClient, tmp_path: Path
) -> None:
    client.add_generation()
    found = inventory(straight)
    assert [(one.algorithm, one.generation, one.place) for one in found] == [
        (algorithm, generation, "key-file") for generation in (1, 2) for algorithm in ("Ed25519", "ML-DSA-44")
    ]
    assert len({one.fingerprint for one in found}) == 4
    assert {one.state for one in found} == {"replaced", "active"}, "no log yet: the newest would sign"
    secret = [text for one in read_generations(tmp_path / "keys", "utrecht") for text in (one.ed25519, one.ml_dsa_44)]
    said = repr(found) + repr(client.publics()) + repr(read_generations(tmp_path / "keys", "utrecht"))
    assert not [text for text in secret if text in said or repr(bytes.fromhex(text)) in said]


def test_the_age_of_a_key_counts_whole_days(straight: Straight, tmp_path: Path) -> None:
    from datetime import UTC, datetime, timedelta

    path = tmp_path / "keys" / "utrecht.json"
    plain = json.loads(path.read_text())
    plain["generations"][0]["made"] = instant(datetime.fromtimestamp(NOW, UTC) - timedelta(days=40, hours=1))
    path.write_text(json.dumps(plain))
    straight.ledger.close()
    assert {one.age_days for one in inventory(Straight(tmp_path))} == {40}


def test_a_request_says_what_it_is(straight: Straight) -> None:
    for body in (
        b"",
        b"{}",
        b'{"op":"sing"}',
        b'{"op":"publics"}',
        b'{"op":"publics","publisher":"a","x":1}',
        b"[" * 9999,
    ):
        with pytest.raises(BadInput):
            read_request(body)
