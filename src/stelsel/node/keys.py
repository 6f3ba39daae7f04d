# SPDX-License-Identifier: EUPL-1.2
"""Key files: one per publisher, mode 0600, in STELSEL_HOME/keys (0700), with every generation of its two keys.

    {"generations": [{"made": RFC 3339, "ed25519": 64 hex digits | pkcs11:..., "ml-dsa-44": 64 hex digits}, ...]}

A key in a token also has "ed25519-public"; a retired generation has only its public keys and "retired". The older form
with one generation is read too, and becomes the new one at the first write. Only the signer writes and reads these.
"""

import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from stelsel.kernel.ids import entry_id
from stelsel.kernel.problem import Broken, broken
from stelsel.kernel.text import Text
from stelsel.node import clock
from stelsel.register.signer import Ed25519Seed, KeyPair, MlDsa44Seed

TOKEN_PREFIX = "pkcs11:"  # noqa: S105 a scheme (RFC 7512), no secret


@dataclass(frozen=True)
class Generation:
    """One generation of a publisher's two keys. `ed25519` is 64 hexadecimal digits or a token reference (RFC 7512),
    `ml_dsa_44` 64 hexadecimal digits; both are empty once retired. The public keys are 32 and 1,312 bytes."""

    made: str
    ed25519: str
    ml_dsa_44: str
    ed25519_public: bytes
    ml_dsa_44_public: bytes
    retired: str = ""

    def __repr__(self) -> str:
        return f"Generation(made={self.made!r}, retired={self.retired!r})"

    @property
    def in_token(self) -> bool:
        """Whether the Ed25519 key lives in a token."""
        return self.ed25519.startswith(TOKEN_PREFIX)


def new_generation(ed25519: tuple[str, bytes] | None = None) -> Generation:
    """A new pair, made now; with `ed25519` (reference, 32-byte public key) its Ed25519 key is one in a token."""
    ml_dsa_44 = secrets.token_bytes(32)
    seed = secrets.token_bytes(32)
    reference, public = ed25519 or (seed.hex(), Ed25519Seed(seed).public)
    return Generation(clock.now(), reference, ml_dsa_44.hex(), public, MlDsa44Seed(ml_dsa_44).public)


def make_key(folder: Path, publisher: str) -> KeyPair:
    """The newest key pair of a publisher, made when there is none. Never overwrites."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not key_path(folder, publisher).exists():
        add_file(folder, publisher, new_generation())
    return read_key(folder, publisher)


def read_key(folder: Path, publisher: str) -> KeyPair:
    """The newest key pair of a publisher, for tools without a signer; Broken when missing, readable by others, or when
    a part of it lives in a token."""
    newest = read_generations(folder, publisher)[-1]
    if newest.in_token:
        raise _wrong("key-in-token", publisher)
    return KeyPair(bytes.fromhex(newest.ed25519), bytes.fromhex(newest.ml_dsa_44), clock.posix)


def publishers(folder: Path) -> list[str]:
    """Who has a key here, sorted."""
    return sorted(path.stem for path in folder.glob("*.json"))


def key_path(folder: Path, publisher: str) -> Path:
    """The key file of a publisher; BadInput for a name that is no slug, so that no name leads out of the folder."""
    entry_id(f"{publisher}/key/file", "publisher")
    return folder / f"{publisher}.json"


def read_generations(folder: Path, publisher: str) -> tuple[Generation, ...]:
    """Every generation, oldest first; Broken when the file is missing, readable by others, or not one of ours."""
    path = key_path(folder, publisher)
    if not path.exists() or path.stat().st_mode & 0o077:
        raise _wrong("key-file", publisher)
    try:
        plain = json.loads(path.read_text())
        found = tuple(_generation(one) for one in plain.get("generations", [plain]))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise _wrong("key-file-format", publisher) from None
    if not found:
        raise _wrong("key-file-format", publisher)
    return found


def add_file(folder: Path, publisher: str, generation: Generation) -> None:
    """The key file of a new publisher; one that is there already stays as it is."""
    path = key_path(folder, publisher)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    half = _write_beside(path, (generation,))
    try:
        os.link(half, path)
    except FileExistsError:
        pass  # somebody made the key at the same moment: theirs is the key
    finally:
        half.unlink()
    _sync(folder)


def replace_file(folder: Path, publisher: str, generations: Sequence[Generation]) -> None:
    """Put these generations in the place of what the key file holds, whole or not at all. The bytes of the old file
    are overwritten, as far as the disk does what it is told."""
    path = key_path(folder, publisher)
    half = _write_beside(path, generations)
    with path.open("r+b") as old:
        half.replace(path)
        _sync(folder)
        old.write(bytes(os.fstat(old.fileno()).st_size))
        old.flush()
        os.fsync(old.fileno())


def _generation(plain: dict[str, str]) -> Generation:
    ed25519, ml_dsa_44 = plain.get("ed25519", ""), plain.get("ml-dsa-44", "")
    return Generation(
        plain["made"],
        ed25519,
        ml_dsa_44,
        bytes.fromhex(plain["ed25519-public"]) if "ed25519-public" in plain else Ed25519Seed(_seed(ed25519)).public,
        bytes.fromhex(plain["ml-dsa-44-public"])
        if "ml-dsa-44-public" in plain
        else MlDsa44Seed(_seed(ml_dsa_44)).public,
        plain.get("retired", ""),
    )


def _seed(text: str) -> bytes:
    seed = bytes.fromhex(text)
    if len(seed) != 32:
        raise ValueError("a seed is 32 bytes")
    return seed


def _plain(one: Generation) -> dict[str, str]:
    publics = {"ed25519-public": one.ed25519_public.hex(), "ml-dsa-44-public": one.ml_dsa_44_public.hex()}
    if one.retired:
        return {"made": one.made, "retired": one.retired, **publics}
    plain = {"made": one.made, "ed25519": one.ed25519, "ml-dsa-44": one.ml_dsa_44}
    return {**plain, "ed25519-public": publics["ed25519-public"]} if one.in_token else plain


def _write_beside(path: Path, generations: Sequence[Generation]) -> Path:
    """A new file next to `path`, whole and on disk."""
    half = path.with_suffix(f".{secrets.token_hex(8)}.new")
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(json.dumps({"generations": [_plain(one) for one in generations]}, indent=1))
        file.flush()
        os.fsync(file.fileno())
    return half


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


_WRONG: dict[str, tuple[Text, Text]] = {
    "key-file": (
        Text(nl="De sleutel ontbreekt of anderen kunnen hem lezen.", en="The key is missing or others can read it."),
        Text(nl="Zet de sleutel terug en geef hem rechten 0600.", en="Restore the key and give it mode 0600."),
    ),
    "key-file-format": (
        Text(nl="Dit bestand is geen sleutelbestand.", en="This file is no key file."),
        Text(nl="Zet het terug uit uw kopie van de sleutels.", en="Restore it from your copy of the keys."),
    ),
    "key-in-token": (
        Text(nl="Deze sleutel zit in een token.", en="This key lives in a token."),
        Text(nl="Vraag het de ondertekenaar: stelsel signer.", en="Ask the signer: stelsel signer."),
    ),
}


def _wrong(code: str, publisher: str) -> Broken:
    return broken(code, f"keys/{publisher}.json", *_WRONG[code])
