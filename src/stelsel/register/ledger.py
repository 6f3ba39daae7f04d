# SPDX-License-Identifier: EUPL-1.2
"""When a signer may sign: the rule that no log ever has two signed checkpoints that contradict each other.

A log MUST NOT sign two checkpoints that are inconsistent (C2SP tlog-checkpoint). The signer remembers the last one per
origin; a request shows what the log holds and proves that the new tree continues it. Pure: who remembers and how stands
elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from stelsel.kernel.problem import Broken, broken
from stelsel.kernel.text import Text
from stelsel.register.checkpoint import Checkpoint, read_checkpoint
from stelsel.register.note import Note, Verifier, read_note, verified
from stelsel.register.tree import EMPTY_ROOT, check_consistency

Verdict = Literal["first", "adopted", "next", "again"]
"""Why it may be signed: a log begins, a signed log is met for the first time, it grows, or the last one once more."""

REFUSALS: dict[str, tuple[Text, Text]] = {
    "ledger-before": (
        Text(
            nl="Het vorige ijkpunt is niet door dit logboek ondertekend.",
            en="The previous checkpoint is not signed by this log.",
        ),
        Text(nl="Controleer het logboek: stelsel fsck.", en="Check the log: stelsel fsck."),
    ),
    "ledger-store-behind": (
        Text(
            nl="Dit logboek is ouder dan wat al is ondertekend ({signed} tegen {held}). Teruggezet uit een kopie?",
            en="This store is older than what was signed ({signed} against {held}). Restored from a backup?",
        ),
        Text(
            nl="Haal de ontbrekende vermeldingen terug bij een lezer of spiegel; onderteken tot dan niets.",
            en="Fetch the missing entries back from a reader or mirror; sign nothing until then.",
        ),
    ),
    "ledger-store-ahead": (
        Text(
            nl="Het logboek heeft een ijkpunt dat deze ondertekenaar niet kent ({held} tegen {signed}).",
            en="The log holds a checkpoint that this signer does not know ({held} against {signed}).",
        ),
        Text(
            nl="Zoek wie het ondertekende: een tweede ondertekenaar, of een teruggezet grootboek? Stop die eerst.",
            en="Find out who signed it: a second signer, or a ledger that was restored? Stop that one first.",
        ),
    ),
    "ledger-store-forked": (
        Text(
            nl="Het logboek heeft een ander ijkpunt van omvang {held} dan er is ondertekend.",
            en="The log holds another checkpoint of size {held} than was signed.",
        ),
        Text(
            nl="Bewaar beide en onderteken niets: dit is een splitsing.",
            en="Keep both and sign nothing: this is a fork.",
        ),
    ),
    "ledger-smaller": (
        Text(
            nl="Het nieuwe ijkpunt is kleiner dan het laatste ({new} tegen {signed}).",
            en="The new checkpoint is smaller than the last one ({new} against {signed}).",
        ),
        Text(nl="Een logboek groeit alleen.", en="A log only grows."),
    ),
    "ledger-fork": (
        Text(
            nl="Voor omvang {signed} is al een andere wortel ondertekend.",
            en="Another root was already signed for size {signed}.",
        ),
        Text(
            nl="Onderteken dit niet: lezers zouden een splitsing zien.",
            en="Do not sign this: readers would see a fork.",
        ),
    ),
    "ledger-consistency": (
        Text(
            nl="Het bewijs toont niet dat het logboek alleen is gegroeid (van {signed} naar {new}).",
            en="The proof does not show that the log only grew (from {signed} to {new}).",
        ),
        Text(nl="Controleer het logboek: stelsel fsck.", en="Check the log: stelsel fsck."),
    ),
}
"""Code -> what it is, what to do; {signed}, {held} and {new} are numbers of entries."""


@dataclass(frozen=True)
class Signed:
    """The last checkpoint that was signed for an origin, and the key generation that signed it (1 is the first)."""

    origin: str
    size: int
    root: bytes
    generation: int


def decide(
    last: Signed | None,
    before: str | None,
    checkpoint: Checkpoint,
    consistency: Sequence[bytes],
    keys: Sequence[Sequence[Verifier]],
    made_here: str = "",
) -> Verdict:
    """Why `checkpoint` may be signed; Broken with a named reason when it may not. `before` and `consistency` are those
    of `Signer.sign`; `keys` are the origin's own keys, one set per generation, of which one whole set signed `before`.
    `made_here` is the note that this very process made last for this origin: the same text is not verified again.

    The last checkpoint is signed again whatever `before` is: a crash between signing and storing leaves a store that is
    one step behind, and repeats its request.
    """
    assert last is None or last.origin == checkpoint.origin, "the memory is of this log"
    if last is not None and (last.size, last.root) == (checkpoint.size, checkpoint.root):
        return "again"
    held = _held(before, checkpoint.origin, keys, made_here)
    signed = held if last is None else Checkpoint(last.origin, last.size, last.root)
    if held.size < signed.size:
        raise _refuse("ledger-store-behind", checkpoint, signed, held)
    if held.size > signed.size:
        raise _refuse("ledger-store-ahead", checkpoint, signed, held)
    if held.root != signed.root:
        raise _refuse("ledger-store-forked", checkpoint, signed, held)
    _check_growth(signed, checkpoint, consistency)
    return "next" if last is not None else "first" if before is None else "adopted"


def _held(before: str | None, origin: str, keys: Sequence[Sequence[Verifier]], made_here: str) -> Checkpoint:
    """What the log holds, from its newest note; the empty tree when it has none."""
    if before is None:
        return Checkpoint(origin, 0, EMPTY_ROOT)
    try:
        if before == made_here:
            held, whole = read_checkpoint(before[: before.rfind("\n\n") + 1]), True
        else:
            note = read_note(before.encode("utf-8", "surrogatepass"))
            held, whole = read_checkpoint(note.text), any(_all_signed(note, one) for one in keys)
    except Broken:
        raise broken("ledger-before", origin, *REFUSALS["ledger-before"]) from None
    if held.origin != origin or not whole:
        raise broken("ledger-before", origin, *REFUSALS["ledger-before"])
    return held


def who_signed(note: str, keys: Sequence[Sequence[Verifier]]) -> int | None:
    """Which of these sets of keys signed a note, all of the set; None when no set did, or it is no note."""
    try:
        parsed = read_note(note.encode("utf-8", "surrogatepass"))
    except Broken:
        return None
    return next((place for place, one in enumerate(keys) if _all_signed(parsed, one)), None)


def _all_signed(note: Note, keys: Sequence[Verifier]) -> bool:
    try:
        return bool(keys) and len(verified(note, keys)) == len(keys)
    except Broken:
        return False


def _check_growth(signed: Checkpoint, new: Checkpoint, consistency: Sequence[bytes]) -> None:
    """Broken unless the tree of `signed` is a prefix of the tree of `new`."""
    if new.size < signed.size:
        raise _refuse("ledger-smaller", new, signed, signed)
    if new.size == signed.size and new.root != signed.root:
        raise _refuse("ledger-fork", new, signed, signed)
    if not _consistent(signed, new, consistency):
        raise _refuse("ledger-consistency", new, signed, signed)


def _consistent(old: Checkpoint, new: Checkpoint, proof: Sequence[bytes]) -> bool:
    if old.size == 0:
        return not proof and len(new.root) == 32
    try:
        check_consistency(old.size, new.size, old.root, new.root, proof)
    except Broken:
        return False
    return True


def _refuse(code: str, new: Checkpoint, signed: Checkpoint, held: Checkpoint) -> Broken:
    what, cure = REFUSALS[code]
    return broken(code, new.origin, what.fill(signed=signed.size, held=held.size, new=new.size), cure)
