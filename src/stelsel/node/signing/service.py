# SPDX-License-Identifier: EUPL-1.2
"""The signer itself, without sockets: keys, ledger and rule behind the operations of the wire.

One request at a time: a signature waits for the disk anyway, and nothing can come between the rule and the record.
"""

import dataclasses
import threading
from collections.abc import Callable
from typing import Any

from stelsel.node.signing.inventory import lines, state_of
from stelsel.node.signing.keyring import Keyring
from stelsel.node.signing.ledger import Ledger, Record
from stelsel.node.signing.troubles import refused, wrong
from stelsel.node.signing.wire import (
    Activate,
    AddGeneration,
    Inventory,
    KeyGeneration,
    Keys,
    Line,
    LogState,
    Make,
    Next,
    Publics,
    Request,
    Retire,
    Sign,
    SignedRoot,
    SignRoot,
)
from stelsel.register.checkpoint import Checkpoint, read_checkpoint
from stelsel.register.cose_receipt import ALGORITHMS, protected_header, signed_bytes
from stelsel.register.ledger import Signed, decide, who_signed
from stelsel.register.note import ED25519, ML_DSA_44, Verifier, key_id
from stelsel.register.signer import verifiers, vkeys


class Signing:
    """Does what is asked, or raises BadInput, Broken or Unavailable. `now` gives POSIX seconds."""

    def __init__(self, keys: Keyring, ledger: Ledger, now: Callable[[], int]) -> None:
        self._keys, self._ledger, self._now = keys, ledger, now
        self._lock = threading.Lock()
        self._newest: dict[str, str] = {}  # origin -> the note made last
        self._work: dict[type, Callable[[Any], Any]] = {
            Sign: self._sign,
            SignRoot: self._sign_root,
            Publics: lambda request: self._publics(request.publisher),
            Inventory: self._inventory,
            Make: self._make,
            AddGeneration: self._add_generation,
            Activate: self._activate,
            Retire: self._retire,
        }

    def do(self, request: Request) -> Any:
        """The answer to a request, as the wire declares it."""
        with self._lock:
            return self._work[type(request)](request)

    def close(self) -> None:
        """Finish what is being done, and do nothing more; for the end of the process."""
        self._lock.acquire()
        self._ledger.close()

    def _sign(self, request: Sign) -> str:
        self._ledger.check()
        checkpoint = _checkpoint(request.checkpoint)
        known = self._verifiers(checkpoint.origin, request.publisher)
        record = self._record(checkpoint.origin, request.publisher, request.before, known)
        made_here = self._newest.get(checkpoint.origin, "")
        decide(record.last, request.before, checkpoint, request.consistency, known, made_here)
        note = self._keys.key(request.publisher, record.active).note(checkpoint, self._now())
        signed = Signed(checkpoint.origin, checkpoint.size, checkpoint.root, record.active)
        self._ledger.keep(record if record.turn else None, dataclasses.replace(record, last=signed))
        self._newest[checkpoint.origin] = note
        return note

    def _sign_root(self, request: SignRoot) -> SignedRoot:
        """Says nothing new: only a root that was signed in a checkpoint is signed again, in COSE's own form."""
        self._ledger.check()
        record = self._ledger.record(request.origin)
        if record is None or record.last is None or record.publisher != request.publisher:
            raise refused("signer-origin-unknown", request.origin[:80])
        last, pair = record.last, self._keys.key(request.publisher, record.last.generation)
        short = request.algorithm == "ed25519"
        key, sort = (pair.ed25519, ED25519) if short else (pair.ml_dsa_44, ML_DSA_44)
        known_as = key_id(request.origin, sort, key.public)
        protected = protected_header(request.origin, request.subject, ALGORITHMS[request.algorithm], known_as)
        signature = key.sign(signed_bytes(protected, last.root))
        return SignedRoot(last.size, last.root, protected, signature, key.public)

    def _record(
        self, origin: str, publisher: str, before: str | None, known: list[tuple[Verifier, Verifier]]
    ) -> Record:
        """What the ledger knows; for a log never seen, which generation will sign it."""
        record = self._ledger.record(origin)
        if record is None:
            return Record(origin, publisher, self._first_generation(publisher, before, known), None, 0)
        if record.publisher != publisher:
            raise wrong("ledger-publisher", origin)
        return record

    def _first_generation(self, publisher: str, before: str | None, known: list[tuple[Verifier, Verifier]]) -> int:
        """For a log never seen: the generation that signed what it holds, else the newest that signs another log of
        this publisher, else the newest. So a next generation never signs before it was announced and activated."""
        place = None if before is None else who_signed(before, known)
        if place is not None and not self._keys.generations(publisher)[place].retired:
            return place + 1
        active = [record.active for record in self._ledger.records(publisher)]
        return max(active, default=self._keys.newest(publisher))

    def _verifiers(self, origin: str, publisher: str) -> list[tuple[Verifier, Verifier]]:
        return [
            verifiers(origin, one.ed25519_public, one.ml_dsa_44_public) for one in self._keys.generations(publisher)
        ]

    def _publics(self, publisher: str) -> Keys:
        records = self._ledger.records(publisher)
        known = self._keys.generations(publisher)
        generations = [
            KeyGeneration(
                number,
                state_of(number, known, records),
                one.made,
                one.retired,
                one.ed25519_public,
                one.ml_dsa_44_public,
            )
            for number, one in enumerate(known, start=1)
        ]
        return Keys(publisher, generations, [_log_state(one) for one in records])

    def _inventory(self, request: Inventory) -> list[Line]:
        return [
            line
            for publisher in self._keys.publishers()
            for line in lines(
                publisher, self._keys.generations(publisher), self._ledger.records(publisher), self._now()
            )
        ]

    def _make(self, request: Make) -> Keys:
        self._keys.make(request.publisher)
        return self._publics(request.publisher)

    def _add_generation(self, request: AddGeneration) -> Next:
        number = self._keys.add_generation(request.publisher)
        one = self._keys.generations(request.publisher)[number - 1]
        origins = [record.origin for record in self._ledger.records(request.publisher)]
        return Next(
            number,
            {origin: list(vkeys(origin, one.ed25519_public, one.ml_dsa_44_public)) for origin in origins},
        )

    def _activate(self, request: Activate) -> Keys:
        self._ledger.check()
        record = self._ledger.record(request.origin)
        if record is None:
            raise refused("signer-origin-unknown", request.origin)
        self._keys.key(record.publisher, request.generation)
        self._ledger.keep(record, dataclasses.replace(record, active=request.generation))
        return self._publics(record.publisher)

    def _retire(self, request: Retire) -> Keys:
        records = self._ledger.records(request.publisher)
        used = [one.origin for one in records if one.active == request.generation]
        last = request.generation == self._keys.newest(request.publisher)
        if used or last:
            why = ", ".join(used) or request.publisher
            raise refused("signer-generation-used", f"{request.publisher} {request.generation}", why)
        self._keys.retire(request.publisher, request.generation)
        return self._publics(request.publisher)


def _checkpoint(text: str) -> Checkpoint:
    """A checkpoint that can be signed: its text is exactly its three lines, and its origin can be a key name."""
    found = read_checkpoint(text)
    origin = found.origin
    good = origin.isprintable() and not any(letter.isspace() or letter == "+" for letter in origin)
    if not good or len(origin.encode()) > 255:
        raise refused("signer-origin", origin[:80])
    if found.text != text or found.size >= 2**63:
        raise refused("signer-request", origin[:80], "checkpoint")
    return found


def _log_state(one: Record) -> LogState:
    last = one.last
    if last is None:
        return LogState(one.origin, one.active, None, None, None)
    return LogState(one.origin, one.active, last.generation, last.size, last.root)
