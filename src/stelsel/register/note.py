# SPDX-License-Identifier: EUPL-1.2
"""Signed notes and verifier keys (C2SP signed-note v1.0.0).

Unknown signature lines are ignored; a known key whose signature fails refuses the whole note.
"""

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from stelsel.kernel.problem import Broken, broken
from stelsel.kernel.text import Text

ED25519 = 0x01
ML_DSA_44 = 0x06
_KEY_BYTES = {ED25519: 32, ML_DSA_44: 1312}
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
MAX_NOTE_BYTES = 1_000_000
MAX_SIGNATURES = 100
"""A verifier must accept at least 16 signature lines; more than this many is refused before any is looked at."""


@dataclass(frozen=True)
class Signature:
    """One signature line: key name, 4-byte key id, signature bytes."""

    name: str
    key_id: bytes
    blob: bytes


@dataclass(frozen=True)
class Note:
    """The text (ending in a newline) and its signature lines, not yet verified."""

    text: str
    signatures: tuple[Signature, ...]


class Verifier(Protocol):
    """A key that a reader knows: it says whether a signature blob over a note's text holds."""

    @property
    def name(self) -> str:
        """Key name."""

    @property
    def key_id(self) -> bytes:
        """4 bytes."""

    def holds(self, text: str, blob: bytes) -> bool:
        """Whether the signature holds."""


def key_id(name: str, kind: int, public: bytes) -> bytes:
    """SHA-256(name || 0x0A || type || public key)[:4]."""
    return hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]


def vkey(name: str, kind: int, public: bytes) -> str:
    """A verifier key as text: name+hex(key id)+base64(type || public key)."""
    material = base64.b64encode(bytes([kind]) + public).decode()
    return f"{name}+{key_id(name, kind, public).hex()}+{material}"


def read_vkey(text: str) -> tuple[str, int, bytes]:
    """Name, type and public key of a verifier key; Broken when malformed, when its key id does not match, or when a
    key of a type we know has another length."""
    try:
        name, shown, material = text.split("+", 2)
        raw = strict_base64(material)
        kind, public = raw[0], raw[1:]
        expected = key_id(name, kind, public).hex()
    except (ValueError, IndexError):
        raise _bad_note("vkey") from None
    if not _good_name(name) or shown != expected or len(public) != _KEY_BYTES.get(kind, len(public)):
        raise _bad_note("vkey")
    return name, kind, public


def strict_base64(text: str) -> bytes:
    """Bytes of standard base64 in its one spelling; ValueError for any other, so that no byte has two texts."""
    raw = base64.b64decode(text, validate=True)
    if base64.b64encode(raw).decode() != text:
        raise ValueError("base64 with loose bits or padding")
    return raw


def _good_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(letter.isspace() or ord(letter) < 0x20 for letter in name)


def format_note(text: str, signatures: Sequence[Signature]) -> str:
    """The note as text: body, blank line, signature lines."""
    assert text.endswith("\n"), "note text ends with a newline"
    assert all(_good_name(s.name) for s in signatures), "a key name has no spaces or plus signs"
    lines = (f"— {s.name} {base64.b64encode(s.key_id + s.blob).decode()}\n" for s in signatures)
    return text + "\n" + "".join(lines)


def read_note(raw: bytes) -> Note:
    """Parse a signed note; Broken when it is not one. Nothing is verified yet."""
    if len(raw) > MAX_NOTE_BYTES:
        raise _bad_note("too-large")
    try:
        whole = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise _bad_note("not-utf8") from None
    if _CONTROL.search(whole):
        raise _bad_note("control-character")
    cut = whole.rfind("\n\n")
    if cut < 0 or not whole.endswith("\n"):
        raise _bad_note("no-signatures")
    text, lines = whole[: cut + 1], whole[cut + 2 :].split("\n")[:-1]
    if not lines or len(lines) > MAX_SIGNATURES:
        raise _bad_note("no-signatures" if not lines else "too-many-signatures")
    return Note(text, tuple(_read_line(line) for line in lines))


def _read_line(line: str) -> Signature:
    try:
        dash, name, encoded = line.split(" ")
        blob = strict_base64(encoded)
    except ValueError:
        raise _bad_note("signature-line") from None
    if dash != "—" or not _good_name(name) or len(blob) < 5:
        raise _bad_note("signature-line")
    return Signature(name, blob[:4], blob[4:])


def verified(note: Note, known: Sequence[Verifier]) -> list[Verifier]:
    """The known keys that signed. Unknown lines are ignored; a line of a known key that fails is Broken, also beside a
    good one of the same key, and so is a note that no known key signed."""
    by_key = {(key.name, key.key_id): key for key in known}
    good: list[Verifier] = []
    for line in note.signatures:
        key = by_key.get((line.name, line.key_id))
        if key is None:
            continue
        if not key.holds(note.text, line.blob):
            raise _bad_note("signature")
        if key not in good:
            good.append(key)
    if not good:
        raise _bad_note("no-known-signature")
    return good


@dataclass(frozen=True)
class Ed25519Verifier:
    """A plain Ed25519 note key, type 0x01; `public` is 32 bytes."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """4 bytes."""
        return key_id(self.name, ED25519, self.public)

    def holds(self, text: str, blob: bytes) -> bool:
        """Whether the 64-byte signature over the text holds."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(blob, text.encode())
        except (InvalidSignature, ValueError):
            return False
        return True


def _bad_note(code: str) -> Broken:
    return broken(
        f"note-{code}",
        "",
        Text(nl="Dit ondertekende bericht klopt niet.", en="This signed note does not hold."),
        Text(nl="Haal het opnieuw op bij de bron.", en="Fetch it again from its source."),
    )
