# SPDX-License-Identifier: EUPL-1.2
"""Whatever is thrown at a parser, it reads it or refuses it with one of our two errors; and what it reads, it means.

Each function takes a source of chance and raises AssertionError (or anything but BadInput and Broken) when a parser is
wrong. They are driven by `test_fuzz_parsers.py`: shortly in every run, long in `make campaign`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any

from stelsel.kernel.canonical import canonical, read_json
from stelsel.kernel.entry import Envelope, Source, decode_envelope
from stelsel.kernel.form import from_form
from stelsel.kernel.ids import entry_id
from stelsel.kernel.personal_data import find
from stelsel.kernel.problem import BadInput, Broken
from stelsel.kernel.time import day
from stelsel.register import receipt_verifier
from stelsel.register.checkpoint import Checkpoint, MlDsa44Verifier, read_checkpoint
from stelsel.register.log import Proof, Submission, check_proof, prove
from stelsel.register.note import format_note, read_note, read_vkey, verified, vkey
from stelsel.register.policy_file import read_policy
from stelsel.register.proof import check_receipt, read_proof, write_proof
from stelsel.register.tiles import read_number_path, tile_path
from tests.kernel.samples import THING, Thing
from tests.register import receipts
from tests.register.memory import KEYS, PUBLIC, SOURCE, MemoryLogs, known, publish, put

TOKENS = [
    b"\n", b"\n\n", b"\0", b"\r", b" ", b"+", b"=", b"==", b"/", b"-", b"0", b"1", b"9" * 25, b'"', b"\\", b"\\ud800",
    b"{", b"}", b"[", b"]", b",", b":", b"NaN", b"1e999", b"-", b"null", b'"a":1,', "—".encode(), "\u2028".encode(),
    "\u0085".encode(), b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", "é😀".encode(), b"x" * 300,
]  # fmt: skip


def mutated(raw: bytes, dice: Random) -> bytes:
    """The bytes with a few cuts, swaps, flips and strange pieces."""
    found = bytearray(raw)
    for _ in range(dice.randint(1, 4)):
        at, end = sorted((dice.randint(0, len(found)), dice.randint(0, len(found))))
        match dice.randrange(5):
            case 0:
                found[at:at] = dice.choice(TOKENS)
            case 1:
                del found[at : min(end, at + dice.randint(1, 20))]
            case 2:
                found[at:at] = found[at : min(end, at + 40)]
            case 3 if found:
                found[at % len(found)] ^= 1 << dice.randrange(8)
            case _:
                found[at : at + 1] = bytes([dice.randrange(256)])
    return bytes(found)


def text_of(raw: bytes, dice: Random) -> str:
    """Text of bytes: half of the time with half characters in it."""
    return raw.decode("utf-8", dice.choice(["replace", "surrogateescape"]))


def _log() -> tuple[MemoryLogs, list[bytes]]:
    store = MemoryLogs()
    publish(store, put("a"), put("b", source=SOURCE), put("c"))
    return store, [stored.leaf for stored in store.stored(PUBLIC.origin, 0, 3)]


STORE, LEAVES = _log()
PROOFS = [prove(STORE, PUBLIC.origin, index) for index in range(3)]
NOTE = PROOFS[0].note.encode()
POLICIES = [path.read_bytes() for path in sorted((receipts.POLICIES / "good").iterdir())]
BODY = THING.encode(Thing(title="Een ding", certificates=("a", "b")), {"later": {"x": [1, None, "é"]}})


def fuzz_json(dice: Random) -> None:
    """What is read can be written, and reads back the same."""
    found = read_json(mutated(BODY, dice))
    assert read_json(canonical(found)) == found


def fuzz_kind(dice: Random) -> None:
    """A body that is taken can be published, and reads back the same."""
    decoded = THING.read(mutated(BODY, dice))
    assert THING.decode(THING.encode(decoded.body, decoded.unknown)) == decoded


def fuzz_payload(dice: Random) -> None:
    """A payload of any major is read or refused."""
    THING.decode(mutated(BODY, dice), dice.randint(-1, 5))


def fuzz_envelope(dice: Random) -> None:
    """A leaf that is taken is written the same by us, or was not ours."""
    raw = mutated(dice.choice(LEAVES), dice)
    found = decode_envelope(raw)
    if found.encode() == raw:
        assert decode_envelope(found.encode()) == found


def fuzz_note(dice: Random) -> None:
    """A note that is read is written back byte for byte."""
    raw = mutated(NOTE, dice)
    note = read_note(raw)
    assert format_note(note.text, note.signatures).encode() == raw


def fuzz_signature(dice: Random) -> None:
    """A changed note that still holds says the same."""
    note = read_note(mutated(NOTE, dice))
    if len(verified(note, known())) == 2:
        assert read_checkpoint(note.text) == read_checkpoint(read_note(NOTE).text)


def fuzz_proof(dice: Random) -> None:
    """A changed proof that still holds proves the same leaf at the same place."""
    index = dice.randrange(3)
    proof, leaf = PROOFS[index], LEAVES[index]
    hashes = tuple(mutated(item, dice) if dice.random() < 0.3 else item for item in proof.hashes)
    note = text_of(mutated(NOTE, dice), Random(0)) if dice.random() < 0.3 else proof.note
    place = dice.choice([index, index, dice.randint(-2, 5)])
    content = mutated(leaf, dice) if dice.random() < 0.3 else leaf
    checkpoint = check_proof(content, Proof(place, hashes, note), known())
    assert (place, content, hashes) == (index, leaf, proof.hashes)
    assert (checkpoint.origin, checkpoint.size) == (PUBLIC.origin, 3)


def fuzz_proof_file(dice: Random) -> None:
    """A proof file has one spelling."""
    text = text_of(mutated(receipts.receipt().encode(), dice), dice)
    assert write_proof(read_proof(text)) == text


def fuzz_receipt(dice: Random) -> None:
    """A changed receipt that still holds proves the same; the verifier that stands alone agrees."""
    raw = mutated(receipts.receipt().encode(), dice)
    holds = receipts.product_holds(raw)
    assert receipts.alone_holds(raw) == holds
    if holds:
        found = check_receipt(raw.decode(), read_policy(receipts.POLICY))
        assert (found.index, found.payload) == (receipts.INDEX, receipts.PAYLOAD)


def fuzz_policy(dice: Random) -> None:
    """Two readers of policies read the same or both refuse, and what is read has a quorum that can be met."""
    raw = mutated(dice.choice(POLICIES), dice)
    try:
        alone = receipt_verifier.read_policy(raw)
    except receipt_verifier.Refused:
        alone = None
    try:
        found = read_policy(raw)
    except BadInput:
        assert alone is None, "only one of two refuses this policy"
        raise
    assert alone is not None, "only one of two reads this policy"
    assert (found.quorum, set(found.witnesses)) == (alone["quorum"], set(alone["witnesses"]))
    assert found.satisfied(found.witnesses)


def fuzz_checkpoint(dice: Random) -> None:
    """A checkpoint has one spelling, but for extension lines; no key chokes on it."""
    text = text_of(mutated(read_note(NOTE).text.encode(), dice), dice)
    found = read_checkpoint(text)
    assert text.startswith(found.text)
    assert isinstance(found, Checkpoint)
    assert not MlDsa44Verifier(PUBLIC.origin, KEYS.publics()[1]).holds(found.text, bytes(2428))


def fuzz_vkey(dice: Random) -> None:
    """A verifier key has one spelling."""
    text = text_of(mutated(KEYS.vkeys(PUBLIC.origin)[dice.randrange(2)].encode(), dice), dice)
    assert vkey(*read_vkey(text)) == text


def fuzz_tile_path(dice: Random) -> None:
    """A tile has one address."""
    text = text_of(mutated(dice.choice([b"x001/x234/067.p/12", b"000", b"x999/999"]), dice), dice)
    number, width = read_number_path(text)
    assert tile_path(0, number, width) == f"tile/0/{text}"


def fuzz_address(dice: Random) -> None:
    """An entry has one address; a day has one spelling."""
    text = text_of(mutated(b"demo/cloud-offer/a.b_c-1", dice), dice)
    if dice.random() < 0.3:
        text = text_of(mutated(b"2026-11-24", dice), dice)
        assert day(text).isoformat() == text
    else:
        assert str(entry_id(text)) == text


FORM = {
    "titel": "Een ding", "aantal": "12", "koers": "0,25", "datum": "2026-11-24", "voorbeeld": "ja", "status": "open",
    "certificaten": 'a, "b, c"\nd', "minimaalSeal": "SOV-1 | 2 | x\nSOV-2 | 1", "geldigheid.begin": "2026-01-01",
}  # fmt: skip


def fuzz_form(dice: Random) -> None:
    """What is typed is read or refused, and what is read is a body or refused."""
    typed = {
        name: [text_of(mutated(text.encode(), dice) if dice.random() < 0.3 else text.encode(), dice)]
        for name, text in FORM.items()
    }
    decoded = THING.convert(from_form(Thing, typed))
    assert THING.decode(THING.encode(decoded.body)).body == decoded.body


def fuzz_submission(dice: Random) -> None:
    """A submission is appended, and then every proof holds; or it is refused and nothing is written."""

    def maybe(text: str) -> Any:
        return text_of(mutated(text.encode(), dice), dice) if dice.random() < 0.15 else text

    store = MemoryLogs()
    publish(store, put("a"))
    before = (store.note(PUBLIC.origin), len(store.leaves[PUBLIC.origin]))
    op = dice.choice(["put", "correct", "withdraw"])
    source = dice.choice([None, Source(maybe("Bron"), maybe("2026-11-23"), maybe("https://example.org"))])
    change = Submission(
        op,  # type: ignore[arg-type]
        maybe("thing/3"),
        maybe(f"demo/thing/{dice.choice('ab')}"),
        mutated(BODY, dice),
        maybe(PUBLIC.organisation),
        source,
        maybe("Omdat het moest."),
    )
    try:
        (receipt,) = publish(store, change)
    except BadInput:
        assert (store.note(PUBLIC.origin), len(store.leaves[PUBLIC.origin])) == before
        raise
    leaf = store.leaves[PUBLIC.origin][receipt.index][1].leaf
    assert isinstance(decode_envelope(leaf), Envelope)
    check_proof(leaf, prove(store, PUBLIC.origin, receipt.index), known())


def fuzz_personal_data(dice: Random) -> None:
    """What is planted in text is found whatever stands around it, and looking never fails."""
    planted = dice.choice(["jan.jansen@example.org", "BSN 111222333", "06-12345678"])
    around = text_of(mutated(b"Een gewone zin over aanbod.", dice), dice)
    assert find(json.loads(json.dumps({"a": [f"{around} {planted} {around}"]})))
    find({around: around})


FUZZERS: tuple[Callable[[Random], None], ...] = (
    fuzz_json,
    fuzz_kind,
    fuzz_payload,
    fuzz_envelope,
    fuzz_note,
    fuzz_signature,
    fuzz_proof,
    fuzz_proof_file,
    fuzz_receipt,
    fuzz_policy,
    fuzz_checkpoint,
    fuzz_vkey,
    fuzz_tile_path,
    fuzz_address,
    fuzz_form,
    fuzz_submission,
    fuzz_personal_data,
)


def run(fuzzer: Callable[[Random], None], seed: int) -> bool:
    """Runs a fuzzer on one seed: True when its input was taken, False when it was refused properly."""
    try:
        fuzzer(Random(seed))
    except (BadInput, Broken) as problem:
        for finding in problem.findings:
            f"{finding.line('nl')}{finding.line('en')}".encode()  # any face can write it
        return False
    return True
