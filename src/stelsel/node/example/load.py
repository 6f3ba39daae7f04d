# SPDX-License-Identifier: EUPL-1.2
"""Loads the example country: in chunks, into the log of whoever says it, and never twice.

What is there already is skipped, so a load that was killed goes on where it stopped. A marker with the digest of the
data is written at the end; where it holds, nothing is read at all.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from stelsel.book.audience import Asker
from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.entry import GONE
from stelsel.kernel.kind import AudienceName
from stelsel.kernel.problem import Broken, Finding
from stelsel.kernel.text import Text
from stelsel.node import enrolment
from stelsel.node.example.accounts import make_accounts
from stelsel.node.example.publishers import IMPORTER
from stelsel.node.example.requests import make_requests
from stelsel.node.example.rooms import DATA, RECORDED, stated
from stelsel.node.identity import OPERATOR
from stelsel.node.node import Node, submission
from stelsel.nouns.bottleneck import acts
from stelsel.nouns.rule_text import shipped_paths
from stelsel.register.log import LogName, Submission

MARKER = "example-country.json"
CHUNK = 2_000
Progress = Callable[[int, int, Text], None]
"""(entries done, entries in all, what is being loaded)"""

_CHANGED = "Nieuwe gegevens van de bron / new data from the source"


@dataclass(frozen=True)
class Part:
    """What one publisher says to an audience, and how to call it on screen."""

    publisher: str
    audience: AudienceName
    words: Text
    drafts: tuple[Draft, ...]


def publishers() -> tuple[str, ...]:
    """Who gets keys in the example country: the importer and six demo signers."""
    return (IMPORTER, *sorted({publisher for publisher, _ in stated()}))


def enrol(node: Node) -> None:
    """Keys and logs for every publisher of the example country."""
    for publisher in publishers():
        enrolment.enrol(node, publisher, "", OPERATOR)


def is_loaded(node: Node) -> bool:
    """Whether exactly this data was loaded and still stands in the logs."""
    try:
        marker = json.loads((node.home / MARKER).read_text())
        logs = dict(marker["logs"])
    except (OSError, ValueError, KeyError, TypeError):
        return False
    sizes = {log.origin: size for log, size in node.logs.sizes().items()}
    return marker.get("digest") == digest() and all(sizes.get(origin, 0) >= size for origin, size in logs.items())


def load(node: Node, progress: Progress = lambda done, total, words: None) -> int:
    """Publish what is not there yet and make the demo accounts. Returns how many entries were written."""
    enrol(node)
    parts = tuple(_parts())
    total = sum(len(part.drafts) for part in parts) + len(tuple(acts()))
    done = written = 0
    for part in parts:
        log = node.logs.named(part.publisher, part.audience)
        assert log is not None, "enrolled above"
        for first in range(0, len(part.drafts), CHUNK):
            progress(done, total, part.words)
            chunk = part.drafts[first : first + CHUNK]
            written += put_all(node, log, chunk, _CHANGED)
            done += len(chunk)
    written += _put_acts(node)
    make_accounts()
    make_requests(node)
    _mark(node)
    progress(total, total, Text(nl="Klaar", en="Done"))
    return written


def digest() -> str:
    """SHA-256 over the shipped tables and what the demo signers state, 64 hex digits."""
    found = hashlib.sha256()
    for path in (*sorted(DATA.glob("*.csv")), *shipped_paths()):
        found.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    for (publisher, audience), drafts in stated().items():
        for draft in drafts:
            name = f"{publisher}/{audience}/{draft.kind.type}/{draft.local}\0"
            found.update(name.encode() + draft.kind.encode(draft.body))
    found.update(repr(tuple((one.publisher, one.local, one.values) for one in acts())).encode())
    return found.hexdigest()


def _parts() -> Iterator[Part]:
    for part in RECORDED:
        yield Part(IMPORTER, part.audience, part.words, _whole(part.read(DATA)))
    for (publisher, audience), drafts in stated().items():
        yield Part(publisher, audience, Text(nl="voorbeelden", en="examples"), drafts)


def _whole(reading: Reading) -> tuple[Draft, ...]:
    """The drafts of what ships; Broken when a row of it does not load."""
    if reading.refused:
        raise Broken(
            *(
                Finding(
                    f"example-{row.code}",
                    f"{row.file} line {row.line}",
                    row.why,
                    Text(nl="Zet de meegeleverde bestanden terug.", en="Restore the files that came with the product."),
                )
                for row in reading.refused[:20]
            )
        )
    assert all(draft.source for draft in reading.drafts), "what the importer says of others has a source"
    return reading.drafts


def put_all(node: Node, log: LogName, drafts: Sequence[Draft], why: str) -> int:
    """Publish what is new and correct what differs, for the reason given; returns how many entries were written."""
    wanted = [submission(log.publisher, log.organisation, draft) for draft in drafts]
    latest = node.logs.latest(log.origin, [item.id for item in wanted])
    there = [one.index for one in latest.values()]
    stored = node.logs.stored(log.origin, min(there), max(there) + 1) if there else ()
    payloads = {one.index: one.payload for one in stored}
    fresh: list[Submission] = []
    for item in wanted:
        known = latest.get(item.id)
        if known is None or known.op in GONE:
            fresh.append(item)
        elif payloads[known.index] != item.payload:
            fresh.append(Submission("correct", item.type, item.id, item.payload, item.org, item.source, why))
    if fresh:
        node.publish(log.publisher, log.audience, fresh)
    return len(fresh)


def _put_acts(node: Node) -> int:
    """What is said about the bottlenecks, which names the place of each in its log."""
    book, written = node.book(Asker(frozenset(publishers()), government=True)), 0
    for one in acts():
        history = book.history(one.bottleneck)
        log = node.logs.named(one.publisher, "public")
        if not history or log is None:
            continue
        first = history[0]
        draft = one.draft(first.log.origin, first.index, first.hash.hex())
        written += put_all(node, log, [draft], _CHANGED)
    return written


def _mark(node: Node) -> None:
    sizes = node.logs.sizes()
    logs = {log.origin: size for log, size in sizes.items() if log.publisher in publishers()}
    path = node.home / MARKER
    fresh = path.with_suffix(".new")
    with fresh.open("w") as file:
        json.dump({"digest": digest(), "logs": logs}, file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
