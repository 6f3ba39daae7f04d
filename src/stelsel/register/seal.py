# SPDX-License-Identifier: EUPL-1.2
"""What a daily seal binds: an organisation, its log and keys, and one signed checkpoint of that log, byte for byte."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from stelsel.kernel.canonical import canonical, read_json
from stelsel.kernel.problem import BadInput
from stelsel.register.checkpoint import Checkpoint, read_checkpoint
from stelsel.register.keys import verifier
from stelsel.register.note import read_note, verified
from stelsel.register.seal_words import wrong

TYPE = "stelsel-seal/1"
_NAMES = {"type", "organisation", "origin", "vkeys", "checkpoint"}


@dataclass(frozen=True)
class Sealed:
    """The organisation (a TOOI address, or its own name), the origin of the log, its verifier keys, and the signed
    checkpoint as the log gave it."""

    organisation: str
    origin: str
    vkeys: tuple[str, ...]
    note: str

    @property
    def checkpoint(self) -> Checkpoint:
        """The checkpoint in the note."""
        return read_checkpoint(read_note(self.note.encode()).text)


def payload_of(sealed: Sealed) -> bytes:
    """Canonical JSON of what is sealed. Broken unless the keys signed the checkpoint."""
    _check(sealed)
    return canonical(
        {
            "type": TYPE,
            "organisation": sealed.organisation,
            "origin": sealed.origin,
            "vkeys": list(sealed.vkeys),
            "checkpoint": sealed.note,
        }
    )


def read_payload(payload: bytes) -> Sealed:
    """What was sealed; Broken unless it is canonical, and the checkpoint is of that log and signed by every key named
    with it."""
    try:
        found = read_json(payload)
    except BadInput:
        raise wrong("seal-content") from None
    if not isinstance(found, dict) or set(found) != _NAMES or found["type"] != TYPE or canonical(found) != payload:
        raise wrong("seal-content")
    texts = (found["organisation"], found["origin"], found["checkpoint"])
    if not all(isinstance(one, str) and one for one in texts) or not _are_texts(found["vkeys"]):
        raise wrong("seal-content")
    sealed = Sealed(texts[0], texts[1], tuple(found["vkeys"]), texts[2])
    _check(sealed)
    return sealed


def _check(sealed: Sealed) -> None:
    if sealed.checkpoint.origin != sealed.origin:
        raise wrong("seal-other-log", sealed.origin)
    known = [verifier(one) for one in sealed.vkeys]
    if len(verified(read_note(sealed.note.encode()), known)) != len(known):
        raise wrong("seal-not-signed", sealed.origin)


def _are_texts(value: Any) -> bool:
    return isinstance(value, Sequence) and bool(value) and all(isinstance(one, str) for one in value)
