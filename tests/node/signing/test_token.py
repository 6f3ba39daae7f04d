# SPDX-License-Identifier: EUPL-1.2
"""Ed25519 keys in a token, for real on SoftHSM: made, used, replaced and destroyed there, and nowhere else."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from stelsel.node.keys import read_generations, read_key
from stelsel.node.signing import SignerClient, inventory, open_signer, stop_signer
from stelsel.node.signing.token import Token, token_at, uri_parts
from stelsel.register.note import read_note, read_vkey, verified
from stelsel.register.signer import verifiers
from tests.node.signing.logs import ORIGIN, Straight, checkpoint, grow, proof, refusal

LABEL = "Stelsel proef"


@pytest.fixture(scope="module")
def line(soft_token: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A fresh token with a user PIN; the line that names it. (A process loads a module once, with its settings.)"""
    place = tmp_path_factory.mktemp("token")
    (place / "tokens").mkdir()
    (place / "softhsm2.conf").write_text(f"directories.tokendir = {place / 'tokens'}\n")
    (place / "pin").write_text("pin-5678\n")
    (place / "pin").chmod(0o600)
    patch = pytest.MonkeyPatch()
    patch.setenv("SOFTHSM2_CONF", str(place / "softhsm2.conf"))
    command = ["softhsm2-util", "--init-token", "--free", "--label", LABEL, "--so-pin", "so-1234", "--pin", "pin-5678"]
    subprocess.run(command, check=True, capture_output=True)
    yield f"pkcs11:token=Stelsel%20proef?module-path={soft_token}&pin-source=file:{place / 'pin'}"
    patch.undo()


@pytest.fixture
def home(line: str, tmp_path: Path) -> Path:
    """A home whose signer uses the token."""
    (tmp_path / "signer").mkdir()
    (tmp_path / "signer" / "token").write_text(line + "\n")
    (tmp_path / "signer" / "token").chmod(0o600)
    return tmp_path


@pytest.fixture
def token(home: Path) -> Iterator[Token]:
    """The token."""
    found = token_at(home / "signer" / "token")
    assert found is not None
    yield found
    found.close()


def holds(client: SignerClient, note: str) -> bool:
    """Whether both lines hold with the published keys."""
    known = verifiers(ORIGIN, *(read_vkey(key)[2] for key in client.vkeys(ORIGIN)))
    return len(verified(read_note(note.encode()), known)) == 2


def test_a_key_in_the_token_signs_and_does_not_come_out(token: Token) -> None:
    import pkcs11

    reference, public = token.make("utrecht-1")
    assert len(public) == 32
    Ed25519PublicKey.from_public_bytes(public).verify(token.sign(reference, b"message"), b"message")
    keys = list(token._session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY}))
    assert keys
    for key in keys:
        assert key[pkcs11.Attribute.SENSITIVE]
        assert not key[pkcs11.Attribute.EXTRACTABLE]
        with pytest.raises(pkcs11.exceptions.PKCS11Error):
            key[pkcs11.Attribute.VALUE]
    token.destroy(reference)
    token.destroy(reference)
    assert refusal(token.sign, reference, b"message") == "token-key"


def test_notes_are_signed_by_token_and_key_file_together(home: Path, token: Token) -> None:
    straight = Straight(home, token)
    client = SignerClient(straight, "utrecht")
    client.make()
    assert holds(client, grow(client, 3, 5))
    (plain,) = json.loads((home / "keys" / "utrecht.json").read_text())["generations"]
    assert plain["ed25519"].startswith("pkcs11:token=Stelsel%20proef;object=utrecht-1;id=%")
    assert len(plain["ml-dsa-44"]) == 64
    assert [(one.algorithm, one.place, one.token) for one in inventory(straight)] == [
        ("Ed25519", "token", LABEL),
        ("ML-DSA-44", "key-file", ""),
    ]
    assert refusal(read_key, home / "keys", "utrecht") == "key-in-token"


def test_replacing_destroys_the_old_key_in_the_token(home: Path, token: Token) -> None:
    client = SignerClient(Straight(home, token), "utrecht")
    client.make()
    note = grow(client, 3)
    old = read_generations(home / "keys", "utrecht")[0].ed25519
    client.add_generation()
    client.activate(ORIGIN, 2)
    note = client.sign(checkpoint(4), note, proof(3, 4))
    client.retire(1)
    assert refusal(token.sign, old, b"message") == "token-key"
    assert holds(client, client.sign(checkpoint(5), note, proof(4, 5)))


def test_the_signer_process_uses_the_token(home: Path) -> None:
    client = SignerClient(open_signer(home), "utrecht")
    try:
        client.make()
        assert holds(client, grow(client, 3))
        assert {one.place for one in inventory(open_signer(home))} == {"token", "key-file"}
    finally:
        stop_signer()


def test_another_key_in_the_token_is_not_taken_for_ours(home: Path, token: Token) -> None:
    straight = Straight(home, token)
    SignerClient(straight, "utrecht").make()
    straight.ledger.close()
    other, _ = token.make("other")
    path = home / "keys" / "utrecht.json"
    plain = json.loads(path.read_text())
    plain["generations"][0]["ed25519"] = other
    path.write_text(json.dumps(plain))
    assert refusal(grow, SignerClient(Straight(home, token), "utrecht"), 1) == "token-key"


def test_without_its_token_a_key_signs_nothing(home: Path, token: Token) -> None:
    straight = Straight(home, token)
    SignerClient(straight, "utrecht").make()
    straight.ledger.close()
    assert refusal(grow, SignerClient(Straight(home), "utrecht"), 1) == "signer-settings"


def test_a_token_that_is_not_there_or_a_wrong_pin_is_named(home: Path, token: Token, tmp_path: Path) -> None:
    pin = tmp_path / "pin"
    pin.write_text("wrong")
    pin.chmod(0o600)
    token.make("opened")
    token.close()
    assert refusal(Token(LABEL, token._module, pin).make, "x") == "token-away"
    assert refusal(Token("no such token", token._module, pin).make, "x") == "token-away"
    assert refusal(Token(LABEL, "/no/such/module.so", pin).make, "x") == "token-away"
    pin.chmod(0o644)
    assert refusal(Token(LABEL, token._module, pin).make, "x") == "private-file"
    assert token.make("still-works")


@pytest.mark.parametrize(
    "text", ["", "pkcs11:token=a", "token=a?module-path=/m&pin-source=file:/p", "pkcs11:?module-path=/m"]
)
def test_a_line_that_names_no_token_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "token"
    path.write_text(text)
    path.chmod(0o600)
    assert refusal(token_at, path) == "signer-settings"
    path.chmod(0o604)
    assert refusal(token_at, path) == "private-file"


def test_a_reference_is_a_pkcs11_uri() -> None:
    path, query = uri_parts("pkcs11:token=a%20b;object=c?module-path=/m%20n&pin-source=file:/p")
    assert path == {"token": "a%20b", "object": "c"}
    assert query == {"module-path": "/m n", "pin-source": "file:/p"}
