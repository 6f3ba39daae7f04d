# SPDX-License-Identifier: EUPL-1.2
"""The node's keys for dossiers: STELSEL_HOME/dossier-keys/keys.json (0600, folder 0700), with every generation in use.

    {"generations": [{"number": 1, "made": RFC 3339, "key": 64 hex digits}, ...], "subject": 128 hex digits}

A generation (AES-256-GCM) wraps the data key of each dossier; `rotate` makes the next one, wraps every data key anew
and destroys the old ones: what an older copy of the database holds of a dossier that was deleted is then beyond reading
for good. The subject key (AES-SIV, RFC 5297) turns an identifier into the same token each time; it stays as it is,
because the processing log does. Back this folder up apart from the database.
"""

import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV
from django.conf import settings

from stelsel.kernel.problem import Broken, broken
from stelsel.kernel.text import Text
from stelsel.node import clock
from stelsel.node.disk import Disk
from stelsel.node.models import DataSubject, Dossier

_NONCE = 12
_WRAP = b"stelsel dossier key v1\0"
_SUBJECT = b"stelsel data subject v1"
_FINGERPRINT = b"stelsel dossier key fingerprint v1\0"


@dataclass(frozen=True, repr=False)
class Generation:
    """One node key: 32 bytes, and when it was made."""

    number: int
    made: str
    key: bytes

    @property
    def fingerprint(self) -> str:
        """SHA-256 over a label and the key, in hexadecimal; of 256 random bits it tells nothing."""
        return hashlib.sha256(_FINGERPRINT + self.key).hexdigest()


@dataclass(frozen=True, repr=False)
class Ring:
    """Every generation that a dossier may need, oldest first, and the 64-byte subject key."""

    generations: tuple[Generation, ...]
    subject: bytes

    @property
    def newest(self) -> Generation:
        """The one that wraps."""
        return self.generations[-1]

    def token(self, type: str, id: str) -> str:
        """The encrypted identifier of a data subject; the same for the same identifier."""
        return AESSIV(self.subject).encrypt(id.encode(), [_SUBJECT, type.encode()]).hex()

    def subject_id(self, type: str, token: str) -> str:
        """The identifier again; Broken when the token was not made with this key."""
        try:
            return AESSIV(self.subject).decrypt(bytes.fromhex(token), [_SUBJECT, type.encode()]).decode()
        except (InvalidTag, ValueError):
            raise _wrong("subject-token", "dossier-keys") from None


def wrapped(generation: Generation, dossier: str, data_key: bytes) -> bytes:
    """The data key of a dossier under a node key: 12 bytes of nonce, then AES-256-GCM; bound to dossier and
    generation."""
    nonce = clock.salt(_NONCE)
    return nonce + AESGCM(generation.key).encrypt(nonce, data_key, _bound(dossier, generation.number))


def unwrapped(ring: Ring, row: Dossier) -> bytes:
    """The data key of a dossier; Broken when its generation is not here or does not fit. Names no content."""
    generation = next((one for one in ring.generations if one.number == row.generation), None)
    if generation is None:
        raise _wrong("dossier-key-missing", f"dossier {row.id}")
    sealed = bytes(row.data_key)
    try:
        return AESGCM(generation.key).decrypt(sealed[:_NONCE], sealed[_NONCE:], _bound(row.id, generation.number))
    except (InvalidTag, ValueError):
        raise _wrong("dossier-key", f"dossier {row.id}") from None


def ring() -> Ring:
    """The keys of this node. Made at first use; Broken when they are missing while there are dossiers, readable by
    others, or not ours."""
    path = _path()
    if not path.exists():
        with locked():
            if not path.exists():
                _make(path)
    if path.stat().st_mode & 0o077:
        raise _wrong("dossier-key-mode", _NAME)
    return _read(path)


@contextmanager
def locked() -> Iterator[None]:
    """Nobody else rotates keys or makes a dossier meanwhile."""
    folder = _path().parent
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with Disk().locked(folder / "lock"):
        yield


def rotate() -> tuple[int, int]:
    """A new generation; every data key is wrapped with it, and what no dossier uses any more is destroyed. Gives the
    new number and how many dossiers were wrapped anew. After a crash in the middle it can be given again."""
    ring()
    with locked():
        before = _read(_path())
        fresh = _generation(before.newest.number + 1)
        _write(_path(), Ring((*before.generations, fresh), before.subject))
        count = 0
        for dossier in list(Dossier.objects.values_list("id", flat=True)):
            count += _rewrap(before, fresh, dossier)
        used = set(Dossier.objects.values_list("generation", flat=True)) | {fresh.number}
        kept = tuple(one for one in (*before.generations, fresh) if one.number in used)
        _write(_path(), Ring(kept, before.subject))
    return fresh.number, count


def _rewrap(before: Ring, fresh: Generation, id: str) -> int:
    row = Dossier.objects.filter(id=id).first()
    if row is None:  # deleted meanwhile
        return 0
    sealed = wrapped(fresh, id, unwrapped(before, row))
    return Dossier.objects.filter(id=id).update(data_key=sealed, generation=fresh.number)


def _make(path: Path) -> None:
    if Dossier.objects.exists() or DataSubject.objects.exists():
        raise _wrong("dossier-key-file", _NAME)
    _write(path, Ring((_generation(1),), secrets.token_bytes(64)))


def _generation(number: int) -> Generation:
    return Generation(number, clock.now(), secrets.token_bytes(32))


def _read(path: Path) -> Ring:
    try:
        plain = json.loads(path.read_text())
        found = tuple(Generation(one["number"], one["made"], bytes.fromhex(one["key"])) for one in plain["generations"])
        subject = bytes.fromhex(plain["subject"])
    except (OSError, ValueError, KeyError, TypeError):
        raise _wrong("dossier-key-format", _NAME) from None
    if not found or len(subject) != 64 or any(len(one.key) != 32 for one in found):
        raise _wrong("dossier-key-format", _NAME)
    return Ring(found, subject)


def _write(path: Path, keys: Ring) -> None:
    """Whole and on disk, or not at all; the bytes of the old file are overwritten as far as the disk obeys."""
    plain = {
        "generations": [{"number": one.number, "made": one.made, "key": one.key.hex()} for one in keys.generations],
        "subject": keys.subject.hex(),
    }
    half = path.with_suffix(".half")
    half.unlink(missing_ok=True)
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(json.dumps(plain, indent=1))
        file.flush()
        os.fsync(file.fileno())
    old = path.open("r+b") if path.exists() else None
    half.replace(path)
    Disk().sync_folders({path.parent})
    if old is not None:
        with old:
            old.write(bytes(os.fstat(old.fileno()).st_size))
            old.flush()
            os.fsync(old.fileno())


def _bound(dossier: str, generation: int) -> bytes:
    return _WRAP + f"{dossier}\0{generation}".encode()


_NAME = "dossier-keys/keys.json"


def _path() -> Path:
    return Path(settings.HOME) / _NAME


_WORDS = {
    "dossier-key-file": (
        Text(nl="De sleutels van de dossiers zijn er niet.", en="The keys of the dossiers are missing."),
        Text(nl="Zet dossier-keys/ terug uit uw kopie.", en="Restore dossier-keys/ from your copy."),
    ),
    "dossier-key-mode": (
        Text(nl="Anderen kunnen de sleutels van de dossiers lezen.", en="Others can read the keys of the dossiers."),
        Text(nl="Geef het bestand rechten 0600.", en="Give the file mode 0600."),
    ),
    "dossier-key-format": (
        Text(nl="Dit is geen sleutelbestand van dossiers.", en="This is no key file of dossiers."),
        Text(nl="Zet het terug uit uw kopie.", en="Restore it from your copy."),
    ),
    "dossier-key-missing": (
        Text(
            nl="De sleutel waarmee dit dossier dicht zit, is er niet.", en="The key that closes this dossier is gone."
        ),
        Text(nl="Zet dossier-keys/ terug uit uw kopie.", en="Restore dossier-keys/ from your copy."),
    ),
    "dossier-key": (
        Text(nl="De sleutel past niet op dit dossier.", en="The key does not fit this dossier."),
        Text(
            nl="Zet de database en dossier-keys/ terug uit kopieën van dezelfde dag.",
            en="Restore the database and dossier-keys/ from copies of the same day.",
        ),
    ),
    "subject-token": (
        Text(nl="De sleutel van de betrokkenen past niet.", en="The key of the data subjects does not fit."),
        Text(nl="Zet dossier-keys/ terug uit uw kopie.", en="Restore dossier-keys/ from your copy."),
    ),
}


def _wrong(code: str, where: str) -> Broken:
    return broken(code, where, *_WORDS[code])
