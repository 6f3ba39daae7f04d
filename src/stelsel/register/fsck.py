# SPDX-License-Identifier: EUPL-1.2
"""Proves a whole log from the bytes of its files, and names the first bad byte range of whatever does not hold.

The root that the publisher signed decides. Leaves are hashed to a root; where that is the signed one, every tile that
differs is wrong. Where it is not, the tiles are asked: if they lead to the signed root, the leaves that differ from
them are wrong; if neither does, both are named.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from stelsel.kernel.entry import Envelope
from stelsel.kernel.problem import Broken, Finding
from stelsel.kernel.text import Text
from stelsel.register._fsck_content import Contents
from stelsel.register._fsck_states import wrong_states
from stelsel.register._fsck_tiles import Tiles, older
from stelsel.register.bundles import Span, Torn, entry_spans, payload_spans
from stelsel.register.checkpoint import Checkpoint, read_checkpoint
from stelsel.register.folder import LogFolder, payload_path
from stelsel.register.note import Verifier, read_note, verified
from stelsel.register.tiles import WIDTH, tile_path
from stelsel.register.tree import leaf_hashes, root_of

MOST_FINDINGS = 100
"""After so many faults the rest of a log is not told."""
_CURE = Text(
    nl="Vertrouw dit logboek niet; zet het bestand terug uit een kopie en meld het.",
    en="Do not trust this log; restore the file from a copy and report it.",
)
WORDS = {
    "tile": ("Deze tegel klopt niet met de bladen.", "This tile does not fit the leaves."),
    "leaf": ("Dit blad is niet wat er is ondertekend.", "This leaf is not what was signed."),
    "bundle": ("Vanaf hier is deze bundel niet te lezen.", "From here this bundle cannot be read."),
    "old-file": (
        "Dit oudere bestand is geen begin van het nieuwere.",
        "This older file is no beginning of the newer one.",
    ),
    "root": ("De wortel klopt niet met de bladen.", "The root does not fit the leaves."),
    "state": ("De toestandswortel klopt niet.", "The state root does not fit."),
    "missing-signature": ("Er ontbreekt een handtekening.", "A signature is missing."),
}
"""What a fault says, in Dutch and English."""


@dataclass
class Checked:
    """What a check of one log found: its size, how many contents were checked, how many were erased, and the faults,
    each with the file and the bytes from-to (the byte after the last)."""

    origin: str
    size: int = 0
    contents: int = 0
    erased: int = 0
    findings: list[Finding] = field(default_factory=list)

    def fault(self, code: str, where: str, nl: str, en: str) -> None:
        """Note a fault."""
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(Finding(code, f"{self.origin} {where}".strip(), Text(nl=nl, en=en), _CURE))


def fsck(
    folder: LogFolder,
    origin: str,
    known: Sequence[Verifier],
    seen: Callable[[int, Envelope], object] = lambda index, envelope: None,
    states: Callable[[LogFolder, int], Callable[[], list[int]]] = lambda folder, size: partial(
        wrong_states, folder, size
    ),
) -> Checked:
    """Check the log in `folder` for somebody who knows these keys of it: those of its beginning, of now, or of any
    moment between. All of them must have signed, and each generation must have named the next. `seen` gets every entry
    in order; `states` begins the check of the state roots, whose outcome is asked for at the end, so that it may run
    beside the rest. Faults are collected, never raised."""
    found = Checked(origin)
    head = _head(found, folder)
    if head is None:
        return found
    found.size = head.size
    folder = LogFolder(folder.path, head.size)
    finish_states = states(folder, head.size)
    contents = Contents(found.fault, lambda index: next(iter(folder.stored(index, index + 1)), None), seen)
    hashes = [one for number in range(-(-head.size // WIDTH)) for one in _bundle(found, folder, number, contents)]
    contents.finish()
    found.contents, found.erased = contents.held, contents.gone
    tiles = Tiles(folder, hashes)
    wrong = tiles.wrong_tiles() if tiles.root == head.root else tiles.wrong_leaves(head.root)
    if tiles.root != head.root and not (wrong and tiles.files_lead_to(head.root)):
        found.fault("root", "checkpoint", *WORDS["root"])
    for code, where in wrong:
        found.fault(code, where, *WORDS[code])
    _signatures(found, folder, known, contents.keys, hashes)
    for index in finish_states():
        found.fault("state", f"index {index}", *WORDS["state"])
    for where in older(folder, head.size):
        found.fault("old-file", where, *WORDS["old-file"])
    return found


def _head(found: Checked, folder: LogFolder) -> Checkpoint | None:
    raw = folder.raw("checkpoint")
    if raw is None:
        if folder.raw(tile_path("entries", 0, 1)) or folder.raw(tile_path("entries", 0)):
            found.fault("no-checkpoint", "checkpoint", "Er is geen ijkpunt.", "There is no checkpoint.")
        return None
    try:
        head = read_checkpoint(read_note(raw).text)
    except Broken as problem:
        one = problem.findings[0]
        found.fault(one.code, f"checkpoint bytes 0-{len(raw)}", one.what.nl, one.what.en)
        return None
    if head.origin != found.origin:
        where = f"checkpoint bytes 0-{len(head.origin.encode())}"
        found.fault("origin", where, f"Het ijkpunt is van {head.origin}.", f"The checkpoint is of {head.origin}.")
    return head


def _bundle(found: Checked, folder: LogFolder, number: int, contents: Contents) -> list[bytes]:
    """Read 256 leaves and what stands beside them; their hashes, empty for what is missing."""
    want = min(found.size - number * WIDTH, WIDTH)
    name, raw = tile_path("entries", number, want), folder.entries(number)
    leaves = [raw[start + 2 : end] for start, end in _spans(found, name, entry_spans, raw, want)]
    name, raw = payload_path(number, want), folder.payloads(number)
    contents.bundle(number * WIDTH, leaves, name, raw, _spans(found, name, payload_spans, raw, want))
    return leaf_hashes(leaves) + [b""] * (want - len(leaves))


def _spans(found: Checked, name: str, read: Callable[[bytes], list[Span]], raw: bytes, want: int) -> list[Span]:
    """Where the first `want` records of a bundle stand; a fault where it breaks off."""
    try:
        spans = read(raw)[:want]
    except Torn as problem:
        spans = problem.spans[:want]
        if len(spans) == want:
            return spans
    if len(spans) < want:
        end = spans[-1][1] if spans else 0
        found.fault("bundle", f"{name} bytes {end}-{max(len(raw), end)}", *WORDS["bundle"])
    return spans


def _signatures(
    found: Checked,
    folder: LogFolder,
    known: Sequence[Verifier],
    keys: Sequence[tuple[int, tuple[Verifier, ...]]],
    hashes: Sequence[bytes],
) -> None:
    """Follow the keys from the generation that is known: each signs the checkpoint that ends with the entry which names
    the next, and the last one in force signs the newest."""
    kept = folder.raw(f"checkpoints/{found.size}") is not None
    ends = [index + 1 for index, _ in keys if index + 1 < found.size or kept]
    generations = [tuple(known), *(named for _, named in keys)]
    at = next((at for at in range(len(ends), 0, -1) if set(generations[at]) == set(known)), 0)
    for number in range(at, len(ends)):
        name = f"checkpoints/{ends[number]}"
        _signed(found, folder, name, generations[number], root_of(hashes[: ends[number]]))
    _signed(found, folder, "checkpoint", generations[len(ends)], None)


def _signed(found: Checked, folder: LogFolder, name: str, known: Sequence[Verifier], root: bytes | None) -> None:
    raw = folder.raw(name) or b""
    try:
        note = read_note(raw)
        good = verified(note, known)
        head = read_checkpoint(note.text)
    except Broken as problem:
        one = problem.findings[0]
        found.fault(one.code, f"{name} bytes 0-{len(raw)}", one.what.nl, one.what.en)
        return
    if len(good) != len(known):
        found.fault("missing-signature", f"{name} bytes 0-{len(raw)}", *WORDS["missing-signature"])
    if root is not None and head.root != root:
        found.fault("root", f"{name} bytes 0-{len(raw)}", *WORDS["root"])
