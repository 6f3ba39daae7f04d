# SPDX-License-Identifier: EUPL-1.2
"""Receipts of outcomes, signed with the keys of the log that the rules stand in. The facts stay with whoever gave
them: neither they nor the receipt is kept here."""

import secrets
from collections.abc import Iterable
from typing import Any

from stelsel import __version__
from stelsel.engines.rules import Outcome
from stelsel.engines.rules.receipt import figures_used, receipt
from stelsel.kernel.entry import SALT_BYTES
from stelsel.node.node import Node
from stelsel.nouns.rule_text import Rules, tables_used, texts_used
from stelsel.register.document_signature import DocumentSignature, Key, sign_document
from stelsel.register.note import ED25519, ML_DSA_44


def fresh_salt() -> bytes:
    """16 random bytes."""
    return secrets.token_bytes(SALT_BYTES)


def receipt_of(outcome: Outcome, rules: Rules, facts: object, salt: bytes, about: str) -> bytes:
    """The canonical document of an outcome that these rules gave."""
    laws = [str(one["wet"]) for one in figures_used(outcome)]
    texts, tables = texts_used(rules, outcome), tables_used(rules, laws)
    return receipt(outcome, facts, salt, __version__, about=about, texts=texts, tables=tables)


def sign(node: Node, document: bytes, rules: Rules, outcome: Outcome) -> tuple[DocumentSignature, ...]:
    """Signed by the log that a text of the outcome stands in, the text of the rule itself first; nothing where none
    stands in a log of this node."""
    here = {log.origin: log.publisher for log in node.logs.sizes()}
    for origin in _origins(rules, outcome):
        if origin in here:
            return sign_document(document, origin, node.signer(here[origin]).sign_root)
    return ()


def keys_of_log(node: Node, origin: str) -> tuple[Key, ...]:
    """Every public key that a log of this node ever signed with; nothing for another log."""
    for log in node.logs.sizes():
        if log.origin == origin:
            generations = node.signer(log.publisher).publics().generations
            short = [(origin, ED25519, one.ed25519) for one in generations]
            return tuple([*short, *((origin, ML_DSA_44, one.ml_dsa_44) for one in generations)])
    return ()


def _origins(rules: Rules, outcome: Outcome) -> Iterable[str]:
    own = {one.text.file for one in rules.library.versions_of(outcome.rule)}
    for file in sorted(outcome.texts, key=lambda one: one not in own):
        entry: Any = rules.sources[file].entry
        if entry:
            yield entry.log
