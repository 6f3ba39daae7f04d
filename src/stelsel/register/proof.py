# SPDX-License-Identifier: EUPL-1.2
"""Proof files (C2SP tlog-proof) and receipts: a proof file that carries what it proves.

The extra data of a receipt is canonical JSON `{"leaf", "payload", "salt"}`, each base64; payload and salt are absent
where the content was erased or is withheld. It is untrusted: the leaf is checked by inclusion in the signed tree, the
payload by the salted commitment in the leaf.
"""

import base64
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from stelsel.kernel.canonical import canonical
from stelsel.kernel.entry import MAX_ENVELOPE_BYTES, SALT_BYTES, Envelope, commitment, decode_envelope
from stelsel.kernel.problem import BadInput, Broken, broken
from stelsel.kernel.text import Text
from stelsel.register.note import MAX_NOTE_BYTES, strict_base64
from stelsel.register.policy import Accepted, Policy
from stelsel.register.tree import check_inclusion, leaf_hash

FIRST_LINE = "c2sp.org/tlog-proof@v1"
MAX_HASHES = 63
MAX_EXTRA_BYTES = 1_400_000
"""A payload of 1 MB in base64, its leaf and its salt."""
MAX_PROOF_BYTES = 3_000_000
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,18})")
_EXTRA_KEYS = ({"leaf"}, {"leaf", "payload", "salt"})


class Path(Protocol):
    """What a log gives to prove a leaf: its index, the audit path from the leaf up, and the signed checkpoint."""

    @property
    def index(self) -> int:
        """Place in the log, from 0."""

    @property
    def hashes(self) -> Sequence[bytes]:
        """32 bytes each."""

    @property
    def note(self) -> str:
        """The signed note."""


@dataclass(frozen=True)
class ProofFile:
    """A proof file as it is written; nothing is verified yet. `extra` is None where there is no such line."""

    index: int
    hashes: tuple[bytes, ...]
    note: str
    extra: bytes | None = None


@dataclass(frozen=True)
class Receipt:
    """What a receipt proves: the log accepted by the policy (origin, size, root, signed time), the index, the envelope
    with its leaf hash (32 bytes), the payload; None where it was erased or is withheld."""

    accepted: Accepted
    index: int
    envelope: Envelope
    leaf_hash: bytes
    payload: bytes | None

    @property
    def origin(self) -> str:
        """The log."""
        return self.accepted.checkpoint.origin

    @property
    def size(self) -> int:
        """Leaves in the log when it was signed."""
        return self.accepted.checkpoint.size

    @property
    def time(self) -> int | None:
        """POSIX seconds: the latest time that a cosigner signed over the checkpoint."""
        return self.accepted.time


def write_proof(proof: ProofFile) -> str:
    """The proof file as text."""
    extra = [] if proof.extra is None else [f"extra {_base64(proof.extra)}"]
    hashes = [_base64(one) for one in proof.hashes]
    return "\n".join([FIRST_LINE, *extra, f"index {proof.index}", *hashes, "", proof.note])


def read_proof(text: str) -> ProofFile:
    """Read a proof file in its one spelling. Broken for anything else: another first line, an index with leading
    zeroes, loose base64, a hash that is not 32 bytes, more than 63 hashes, more than 3 MB. The checkpoint is kept as it
    stands, for a policy to judge."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_PROOF_BYTES:
        raise _not("too-large", "")
    head, blank, note = text.partition("\n\n")
    lines = head.split("\n")
    if not blank or not note or lines[0] != FIRST_LINE:
        raise _not("no-proof", "line 1")
    extra = _extra(lines.pop(1)) if len(lines) > 1 and lines[1].startswith("extra ") else None
    found = _INDEX.fullmatch(lines[1]) if len(lines) > 1 else None
    if found is None:
        raise _not("index", f"line {2 + (extra is not None)}")
    if len(lines) - 2 > MAX_HASHES:
        raise _not("too-many-hashes", "")
    hashes = tuple(_hash(line, place) for place, line in enumerate(lines[2:], start=1))
    if len(note.encode("utf-8", "surrogatepass")) > MAX_NOTE_BYTES:
        raise _not("too-large", "")
    return ProofFile(int(found[1]), hashes, note, extra)


def _extra(line: str) -> bytes:
    try:
        extra = strict_base64(line.removeprefix("extra "))
    except ValueError:
        raise _not("base64", "line 2") from None
    if len(extra) > MAX_EXTRA_BYTES:
        raise _not("too-large", "line 2")
    return extra


def _hash(line: str, place: int) -> bytes:
    try:
        found = strict_base64(line)
    except ValueError:
        raise _not("base64", f"hash {place}") from None
    if len(found) != 32:
        raise _not("hash-length", f"hash {place}")
    return found


def receipt_of(leaf: bytes, salt: bytes, payload: bytes, proof: Path) -> str:
    """The receipt of a leaf with its salt (16 bytes) and payload; both empty where the content was erased. Nothing is
    checked here: whoever gives a receipt away checks it first."""
    parts = {"leaf": leaf, "salt": salt, "payload": payload} if salt or payload else {"leaf": leaf}
    extra = canonical({name: _base64(part) for name, part in parts.items()})
    return write_proof(ProofFile(proof.index, tuple(proof.hashes), proof.note, extra))


def check_receipt(text: str, policy: Policy) -> Receipt:
    """What a receipt proves to whoever trusts this policy. Broken when the file is no receipt, when the policy does not
    accept its checkpoint, when the leaf is not in the tree, or when the payload is not what the leaf commits to."""
    proof = read_proof(text)
    parts = _parts(proof.extra)
    leaf = parts["leaf"]
    accepted = policy.accepts(proof.note.encode("utf-8", "surrogatepass"))
    found = leaf_hash(leaf)
    check_inclusion(proof.index, accepted.checkpoint.size, found, proof.hashes, accepted.checkpoint.root)
    envelope = decode_envelope(leaf)
    if "salt" in parts and commitment(parts["salt"], parts["payload"]) != envelope.h:
        raise _not("commitment", envelope.id)
    return Receipt(accepted, proof.index, envelope, found, parts.get("payload"))


def _parts(extra: bytes | None) -> dict[str, bytes]:
    """The parts of the extra data by name, in their one spelling."""
    try:
        plain: Any = json.loads(extra or b"")
        if not isinstance(plain, dict) or set(plain) not in _EXTRA_KEYS or canonical(plain) != extra:
            raise ValueError("another spelling")
        parts = {name: strict_base64(part) for name, part in plain.items()}
    except (ValueError, TypeError, RecursionError, BadInput):
        raise _not("extra", "line 2") from None
    if len(parts["leaf"]) > MAX_ENVELOPE_BYTES or len(parts.get("salt", bytes(SALT_BYTES))) != SALT_BYTES:
        raise _not("extra", "line 2")
    return parts


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


_WORDS = {
    "no-proof": Text(nl="Dit is geen bewijsbestand.", en="This is no proof file."),
    "too-large": Text(nl="Dit bewijsbestand is te groot.", en="This proof file is too large."),
    "index": Text(nl="De plaats in het logboek is niet te lezen.", en="The index in the log cannot be read."),
    "too-many-hashes": Text(nl="Het pad is langer dan 63 hashes.", en="The path is longer than 63 hashes."),
    "base64": Text(nl="Hier staat geen zuivere base64.", en="This is not clean base64."),
    "hash-length": Text(nl="Deze hash heeft geen 32 bytes.", en="This hash has not 32 bytes."),
    "extra": Text(nl="Dit bewijs draagt geen vermelding.", en="This proof carries no entry."),
    "commitment": Text(nl="De inhoud is niet wat er is vastgelegd.", en="The content is not what was committed to."),
}
_CURE = Text(
    nl="Vertrouw dit bestand niet; haal het opnieuw op bij de bron.",
    en="Do not trust this file; fetch it again from its source.",
)


def _not(code: str, where: str) -> Broken:
    return broken(f"receipt-{code}", where, _WORDS[code], _CURE)
