# SPDX-License-Identifier: EUPL-1.2
"""What is said between a node and its signer: JSON, each message after its length (4 bytes, big endian).

Bytes are standard base64. An answer is {"ok": ...} or {"problem": {"kind", "findings"}}. Public keys and signed notes
come back; a private key has no form here.
"""

import struct
from typing import Any, BinaryIO, Literal, TypeVar

import msgspec

from stelsel.kernel.problem import BadInput, Broken, Finding
from stelsel.node.serve import Unavailable
from stelsel.node.signing.troubles import refused
from stelsel.register.cose_receipt import Algorithm

MAX_BYTES = 1_500_000
"""Of one request or answer; the largest signed note has 1,000,000."""
_T = TypeVar("_T")
_LENGTH = struct.Struct(">I")


class _Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="op"):
    pass


class Sign(_Request, frozen=True, tag="sign"):
    """Sign this checkpoint text for a publisher; see `register.signer.Signer`. Answer: the note."""

    publisher: str
    checkpoint: str
    before: str | None
    consistency: list[bytes]


class SignRoot(_Request, frozen=True, tag="sign_root"):
    """Sign the root of the last signed checkpoint of a log once more, for a COSE Receipt about `subject` (an entry
    address). Answer: `SignedRoot`."""

    publisher: str
    origin: str
    subject: str
    algorithm: Algorithm


class Publics(_Request, frozen=True, tag="publics"):
    """The public keys of a publisher and where its logs stand. Answer: `Keys`."""

    publisher: str


class Inventory(_Request, frozen=True, tag="inventory"):
    """Every key that this signer has. Answer: list of `Line`."""


class Make(_Request, frozen=True, tag="make"):
    """Keys for a new publisher; one that has them keeps them. Answer: `Keys`."""

    publisher: str


class AddGeneration(_Request, frozen=True, tag="add_generation"):
    """A next generation, which signs nothing yet. Answer: `Next`."""

    publisher: str


class Activate(_Request, frozen=True, tag="activate"):
    """From now on this generation signs for a log. Answer: `Keys`."""

    origin: str
    generation: int


class Retire(_Request, frozen=True, tag="retire"):
    """Destroy the private keys of a generation that no log uses. Answer: `Keys`."""

    publisher: str
    generation: int


Request = Sign | SignRoot | Publics | Inventory | Make | AddGeneration | Activate | Retire
State = Literal["active", "next", "replaced", "retired"]
Place = Literal["key-file", "token", "destroyed"]


class KeyGeneration(msgspec.Struct, frozen=True):
    """Public keys of one generation (1 is the first): 32 and 1,312 bytes; `made` and `retired` are RFC 3339."""

    number: int
    state: State
    made: str
    retired: str
    ed25519: bytes
    ml_dsa_44: bytes


class LogState(msgspec.Struct, frozen=True):
    """A log: which generation signs for it, and its last signed checkpoint (None when nothing is signed)."""

    origin: str
    active: int
    signed_by: int | None
    size: int | None
    root: bytes | None


class Keys(msgspec.Struct, frozen=True):
    """Everything public about a publisher's keys, generations oldest first."""

    publisher: str
    generations: list[KeyGeneration]
    logs: list[LogState]


class SignedRoot(msgspec.Struct, frozen=True):
    """Size and root that were signed, the protected header and the signature (RFC 9052 4.4, RFC 9942), and the public
    key that bears it out."""

    size: int
    root: bytes
    protected: bytes
    signature: bytes
    public: bytes


class Next(msgspec.Struct, frozen=True):
    """A generation that was added, and its verifier keys for each log of the publisher (Ed25519 first), to announce."""

    generation: int
    vkeys: dict[str, list[str]]


class Line(msgspec.Struct, frozen=True):
    """One key of the inventory. `fingerprint` is the SHA-256 of the public key in hexadecimal, `place` key file, token
    with its label, or destroyed; `age_days` counts from `made` until now or until it was retired."""

    publisher: str
    algorithm: Literal["Ed25519", "ML-DSA-44"]
    fingerprint: str
    place: Place
    token: str
    made: str
    age_days: int
    generation: int
    state: State


class _Problem(msgspec.Struct):
    kind: Literal["bad-input", "broken", "unavailable"]
    findings: list[Finding]


class _Answer(msgspec.Struct, omit_defaults=True):
    ok: msgspec.Raw = msgspec.Raw()
    problem: _Problem | None = None


_requests = msgspec.json.Decoder(Request)
_answers = msgspec.json.Decoder(_Answer)


def read_request(body: bytes) -> Request:
    """A request from its bytes; BadInput when it is none."""
    try:
        found: Request = _requests.decode(body)
    except (msgspec.DecodeError, RecursionError) as error:
        raise refused("signer-request", "", str(error)[:200]) from None
    return found


def answer(value: Any) -> bytes:
    """A good answer as bytes."""
    return msgspec.json.encode({"ok": value})


def problem(error: BadInput | Broken | Unavailable) -> bytes:
    """An error as bytes."""
    kind = "bad-input" if isinstance(error, BadInput) else "broken" if isinstance(error, Broken) else "unavailable"
    findings = [error.finding] if isinstance(error, Unavailable) else list(error.findings)
    return msgspec.json.encode({"problem": {"kind": kind, "findings": findings}})


def read_answer(body: bytes, kind: type[_T]) -> _T:
    """What was answered; raises the error that the signer raised, or BadInput for bytes that are no answer."""
    try:
        found = _answers.decode(body)
        if found.problem is None:
            return msgspec.json.decode(found.ok, type=kind)
    except (msgspec.DecodeError, RecursionError) as error:
        raise refused("signer-request", "", str(error)[:200]) from None
    if found.problem.kind == "unavailable":
        raise Unavailable(found.problem.findings[0])
    raise (BadInput if found.problem.kind == "bad-input" else Broken)(*found.problem.findings)


def frame(body: bytes) -> bytes:
    """One message after its length."""
    return _LENGTH.pack(len(body)) + body


def read_frame(stream: BinaryIO) -> bytes | None:
    """One message; None at the end. BadInput when it is too large, EOFError when it breaks off."""
    head = stream.read(_LENGTH.size)
    if not head:
        return None
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    if length > MAX_BYTES:
        raise refused("signer-request-size", "", MAX_BYTES)
    body = stream.read(length)
    if len(body) < length:
        raise EOFError
    return body
