# SPDX-License-Identifier: EUPL-1.2
"""Whom a reader trusts: a policy file (C2SP tlog-policy) names logs, witnesses and the quorum of witnesses.

A checkpoint is accepted when a listed log signed it whose key name is the checkpoint's origin line, and when the quorum
cosigned it. Logs sign with Ed25519 (0x01) or ML-DSA-44 (0x06), witnesses with ML-DSA-44. A key of any other signature
type may stand in a policy, so that files of others can be read, but nothing ever satisfies it: its lines are ignored.
A witness with a plain Ed25519 key (0x01) is such a key too: a plain signature is no cosignature.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stelsel.register._policy_words import no_policy, not_accepted
from stelsel.register.checkpoint import Checkpoint, MlDsa44Verifier, read_checkpoint
from stelsel.register.note import (
    ED25519,
    ML_DSA_44,
    Ed25519Verifier,
    Note,
    Verifier,
    read_note,
    read_vkey,
    verified,
)

NONE = b"none"
"""The quorum that asks for no cosignature."""
QUANTUM_SAFE = b"quantum-safe"
"""The name of the only witness in a policy of our own: the log's second key."""


@dataclass(frozen=True)
class PolicyKey:
    """A key of a log or witness: key name, 4-byte key id, signature type, public key bytes."""

    name: str
    key_id: bytes
    kind: int
    public: bytes

    def verifier(self) -> Verifier | None:
        """What checks this key's signature lines; None for a signature type that we do not know."""
        if self.kind == ED25519:
            return Ed25519Verifier(self.name, self.public)
        return MlDsa44Verifier(self.name, self.public) if self.kind == ML_DSA_44 else None


@dataclass(frozen=True)
class Group:
    """At least `threshold` of the `members` (names of witnesses and earlier groups, opaque octets)."""

    name: bytes
    threshold: int
    members: tuple[bytes, ...]


@dataclass(frozen=True)
class Accepted:
    """A checkpoint that a policy accepts: the log key that signed it, the names of the witnesses that cosigned it, and
    the signed times (POSIX seconds, by key name) of the ML-DSA-44 lines; a time of 0 states nothing and is left out."""

    checkpoint: Checkpoint
    log: PolicyKey
    witnesses: frozenset[bytes]
    times: tuple[tuple[str, int], ...]

    @property
    def time(self) -> int | None:
        """The latest signed time: by then everybody in `times` had signed. None where nobody signed a time."""
        return max((seconds for _, seconds in self.times), default=None)


@dataclass(frozen=True)
class Policy:
    """Logs, witnesses by name, groups in the order of the file, and the name of the quorum."""

    logs: tuple[PolicyKey, ...]
    witnesses: Mapping[bytes, PolicyKey]
    groups: tuple[Group, ...]
    quorum: bytes

    def accepts(self, raw: bytes) -> Accepted:
        """The checkpoint in this signed note. Broken for a note that is none, a line of a known key that fails, a
        checkpoint that no listed log of its origin signed, or one that lacks its quorum. Other lines are ignored."""
        note = read_note(raw)
        checkpoint = read_checkpoint(note.text)
        known = self._verifiers()
        if not {(key.name, key.key_id) for key in known} & {(line.name, line.key_id) for line in note.signatures}:
            raise not_accepted("log", checkpoint.origin)  # nobody this reader knows
        good = {(key.name, key.key_id) for key in verified(note, known)}
        log = next((key for key in self.logs if key.name == checkpoint.origin and _signed(key, good)), None)
        if log is None:
            raise not_accepted("log", checkpoint.origin)
        witnesses = frozenset(
            name for name, key in self.witnesses.items() if key.kind == ML_DSA_44 and _signed(key, good)
        )
        if not self.satisfied(witnesses):
            raise not_accepted("quorum", checkpoint.origin)
        return Accepted(checkpoint, log, witnesses, tuple(self._times(note, good)))

    def satisfied(self, witnesses: Iterable[bytes]) -> bool:
        """Whether cosignatures of the witnesses with these names make the quorum."""
        found = {*witnesses, NONE}
        for group in self.groups:  # a group only names earlier lines, so one pass in order will do
            if sum(member in found for member in group.members) >= group.threshold:
                found.add(group.name)
        return self.quorum in found

    def _verifiers(self) -> list[Verifier]:
        keys = dict.fromkeys((*self.logs, *(key for key in self.witnesses.values() if key.kind == ML_DSA_44)))
        return [found for key in keys if (found := key.verifier()) is not None]

    def _times(self, note: Note, good: set[tuple[str, bytes]]) -> Iterable[tuple[str, int]]:
        kinds = {(key.name, key.key_id): key.kind for key in (*self.logs, *self.witnesses.values())}
        for line in note.signatures:
            place = (line.name, line.key_id)
            seconds = int.from_bytes(line.blob[:8], "big")
            if place in good and kinds[place] == ML_DSA_44 and seconds:
                yield line.name, seconds


def _signed(key: PolicyKey, good: set[tuple[str, bytes]]) -> bool:
    return (key.name, key.key_id) in good


def hybrid_policy(ed25519: str, ml_dsa_44: str) -> str:
    """The policy file of one log that signs with two keys (verifier keys of one name): the log's Ed25519 line and its
    ML-DSA-44 line must both be there. BadInput for keys of another type or of two names."""
    plain, quantum_safe = read_vkey(ed25519), read_vkey(ml_dsa_44)
    if (plain[1], quantum_safe[1]) != (ED25519, ML_DSA_44) or plain[0] != quantum_safe[0]:
        raise no_policy("pair", "")
    lines = (
        f"# Trust policy (C2SP tlog-policy) of the log {plain[0]}",
        "# Both keys of the log must have signed: Ed25519 as log, ML-DSA-44 as witness.",
        f"log {ed25519}",
        f"witness {QUANTUM_SAFE.decode()} {ml_dsa_44}",
        f"quorum {QUANTUM_SAFE.decode()}",
    )
    return "\n".join(lines) + "\n"


def hybrid_policies(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The policy files of several logs, by origin: one file for each log. In one file they would be weaker: the quorum
    holds for every log alike, so "this log with its own second key" cannot be said for two logs at once."""
    return {read_vkey(ed25519)[0]: hybrid_policy(ed25519, ml_dsa_44) for ed25519, ml_dsa_44 in pairs}
