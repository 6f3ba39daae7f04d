# SPDX-License-Identifier: EUPL-1.2
"""Checks a whole log from its bytes: leaves, contents, revisions, tiles, root and signatures."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from stelsel.kernel.entry import Envelope
from stelsel.kernel.problem import Broken, Finding
from stelsel.kernel.text import Text
from stelsel.register.checkpoint import read_checkpoint
from stelsel.register.log import LogStore, Stored, checked
from stelsel.register.note import Verifier, read_note, verified
from stelsel.register.tiles import extend
from stelsel.register.tree import leaf_hash, root_of

MOST_FINDINGS = 100
"""After so many faults the rest of a log is not told."""


@dataclass
class Checked:
    """What a check of one log found: its size, how many contents were checked, how many were erased, and the faults."""

    origin: str
    size: int
    contents: int = 0
    erased: int = 0
    findings: list[Finding] = field(default_factory=list)

    def fault(self, code: str, where: str, nl: str, en: str) -> None:
        """Note a fault."""
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(Finding(code, f"{self.origin} {where}".strip(), Text(nl=nl, en=en), _CURE))


_CURE = Text(
    nl="Vertrouw dit logboek niet; zet het terug uit een kopie en meld het.",
    en="Do not trust this log; restore it from a copy and report it.",
)


def fsck(store: LogStore, origin: str, size: int, known: Sequence[Verifier]) -> Checked:
    """Check a log of `size` leaves against every key in `known`. Faults are collected, never raised."""
    found = Checked(origin, size)
    hashes = _leaves(store, found)
    note = store.note(origin)
    if note is None:
        if hashes:
            found.fault("no-checkpoint", "", "Er is geen ijkpunt.", "There is no checkpoint.")
        return found
    _checkpoint(found, note, hashes, known)
    _tiles(store, found, hashes)
    return found


def _leaves(store: LogStore, found: Checked) -> list[bytes]:
    hashes: list[bytes] = []
    latest: dict[str, tuple[int, Envelope]] = {}
    for stored in store.stored(found.origin, 0, found.size + 1):
        if stored.index != len(hashes):
            found.fault("gap", f"index {len(hashes)}", "Hier ontbreekt een blad.", "A leaf is missing here.")
            break
        hashes.append(leaf_hash(stored.leaf))
        envelope = _content(found, stored)
        if envelope is not None:
            _revision(found, stored.index, envelope, latest)
            latest[envelope.id] = (stored.index, envelope)
    if len(hashes) != found.size:
        found.fault(
            "leaf-count",
            "",
            f"Er zijn {len(hashes)} bladen, het moeten er {found.size} zijn.",
            f"There are {len(hashes)} leaves, there should be {found.size}.",
        )
    return hashes


def _content(found: Checked, stored: Stored) -> Envelope | None:
    try:
        envelope = checked(stored)
    except Broken as problem:
        for one in problem.findings:
            found.fault(one.code, f"index {stored.index} {one.where}".strip(), one.what.nl, one.what.en)
        return None
    found.contents += bool(stored.salt)
    found.erased += not stored.salt
    return envelope


def _revision(found: Checked, index: int, envelope: Envelope, latest: dict[str, tuple[int, Envelope]]) -> None:
    before = latest.get(envelope.id)
    wanted = (before[1].rev + 1, before[0]) if before else (1, None)
    present = before is not None and before[1].op != "withdraw"
    if (envelope.rev, envelope.prev) != wanted or (envelope.op == "put") == present:
        found.fault(
            "revision",
            f"index {index} {envelope.id}",
            "Deze revisie sluit niet aan op de vorige.",
            "This revision does not follow the one before.",
        )


def _checkpoint(found: Checked, text: str, hashes: list[bytes], known: Sequence[Verifier]) -> None:
    try:
        note = read_note(text.encode())
        good = verified(note, known)
        head = read_checkpoint(note.text)
    except Broken as problem:
        one = problem.findings[0]
        found.fault(one.code, "checkpoint", one.what.nl, one.what.en)
        return
    if len(good) != len(known):
        found.fault("missing-signature", "checkpoint", "Er ontbreekt een handtekening.", "A signature is missing.")
    if (head.origin, head.size) != (found.origin, found.size):
        found.fault(
            "checkpoint-size",
            "checkpoint",
            f"Het ijkpunt is van {head.origin}, omvang {head.size}.",
            f"The checkpoint is of {head.origin}, size {head.size}.",
        )
    if head.root != root_of(hashes):
        found.fault("root", "checkpoint", "De wortel klopt niet met de bladen.", "The root does not fit the leaves.")


def _tiles(store: LogStore, found: Checked, hashes: list[bytes]) -> None:
    for (level, number), content in extend(0, hashes, lambda level, number: b"").items():
        if store.tile(found.origin, level, number) != content:
            found.fault(
                "tile",
                f"tile {level}/{number}",
                "Deze tegel klopt niet met de bladen.",
                "This tile does not fit the leaves.",
            )
