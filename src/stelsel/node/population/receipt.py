# SPDX-License-Identifier: EUPL-1.2
"""The receipt beside results: made from what was computed, and signed by the log that the rules stand in, where its
keys are on this node."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stelsel import __version__
from stelsel.engines.rules.library import Library
from stelsel.engines.rules.population.receipt import Named, Run, receipt
from stelsel.node.population.run import ABOUT, Wish, name_of
from stelsel.node.population.work import write
from stelsel.nouns.rule_text import Rules, tables_used, text_said, texts_used
from stelsel.register.document_signature import MAX_BYTES, DocumentSignature, read_signed, written

if TYPE_CHECKING:
    from stelsel.node.node import Node

RECEIPT = "receipt.json"


@dataclass(frozen=True)
class Used:
    """The rules that were computed with: those that hold, with texts of the user (`own`, by file) among those of the
    `library`, as known on a day (empty: all that is known)."""

    rules: Rules
    library: Library
    own: frozenset[str] = frozenset()
    known_at: str = ""


def make(wish: Wish, used: Used, numbers: Sequence[Path], node: Node | None) -> bool:
    """Writes the receipt of a run that is done; gives whether it is signed. For texts of the user nobody vouches, so
    nothing is signed with them. `numbers` are files with numbers, beside or above the results. A receipt of the same
    that is signed stays."""
    document = _document(wish, used, numbers)
    file = wish.to / RECEIPT
    if file.exists():
        before, signed = read_signed(file.read_bytes()[: MAX_BYTES + 1], file.name)
        if before == document and signed:
            return True
    signatures: tuple[DocumentSignature, ...] = ()
    if node is not None and not used.own & set(wish.program.texts):
        from stelsel.node.rule_receipts import sign

        signatures = sign(node, document, used.rules, wish.program)
    write(file, written(document, signatures).decode())
    return bool(signatures)


def _document(wish: Wish, used: Used, numbers: Sequence[Path]) -> bytes:
    program, about = wish.program, json.loads((wish.to / ABOUT).read_text(encoding="utf-8"))
    own = [one.text for one in used.library.versions if one.text.file in used.own & set(program.texts)]
    texts = [{**text_said(one, program.texts[one.file]), "wijze": "file"} for one in own]
    texts += [one for one in texts_used(used.rules, program) if one["bestand"] not in used.own]
    laws = sorted({one.partition(" ")[0] for one in program.figures})
    done = about["pieces"]
    run = Run(
        engine=about["engine"],
        query=about["query"],
        position=about["position"],
        known_at=used.known_at,
        by=about["by"],
        more=tuple(about["more"]) if about["more"] else None,
        went_on=about["goOn"],
        synthetic=about["synthetic"],
        households=sum(one["households"] for one in done.values()),
        left_out=sum(one["leftOut"] for one in done.values()),
        report=digest_of(wish.to / ABOUT),
        people=people_of(about),
        results=[(name, digest_of(wish.to / name)) for name in sorted(done)],
        numbers=[(_beside(one, wish.to), digest_of(one)) for one in numbers],
    )
    return receipt(program, run, bytes.fromhex(about["salt"]), __version__, texts, tables_used(used.rules, laws))


def people_of(about: Mapping[str, Any]) -> list[Named]:
    """What the people are known by: files, or of a database the rows of each piece. No address of a database."""
    files = [(str(name), str(digest)) for name, digest in about["source"] if digest]
    pieces = [(name_of(at), about["pieces"].get(name_of(at), {}).get("rows", "")) for at in range(about["of"])]
    return files or [(name, digest) for name, digest in pieces if digest]


def digest_of(file: Path) -> str:
    """The SHA-256 of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _beside(file: Path, folder: Path) -> str:
    return file.name if file.parent == folder else f"../{file.name}"
