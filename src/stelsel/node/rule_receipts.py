# SPDX-License-Identifier: EUPL-1.2
"""Receipts of outcomes, signed with the keys of the log that the rules stand in. The facts stay with whoever gave
them: neither they nor the receipt is kept here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from stelsel.engines.rules import Outcome
from stelsel.node.node import Node
from stelsel.nouns.rule_text import Rules
from stelsel.register.document_signature import DocumentSignature, Key, sign_document
from stelsel.register.note import ED25519, ML_DSA_44

if TYPE_CHECKING:
    from stelsel.engines.rules.population import Program


def sign(node: Node, document: bytes, rules: Rules, computed: Outcome | Program) -> tuple[DocumentSignature, ...]:
    """Signed by the log that a text of the outcome (or of the program for a population) stands in, the text of the rule
    itself first; nothing where none stands in a log of this node."""
    here = {log.origin: log.publisher for log in node.logs.sizes()}
    for origin in _origins(rules, computed):
        if origin in here:
            return sign_document(document, origin, node.signer(here[origin]).sign_root)
    return ()


def keys_of_log(node: Node, origin: str) -> tuple[Key, ...]:
    """Every public key that a log of this node ever signed with; nothing for another log."""
    for log in node.logs.sizes():
        if log.origin == origin:
            generations = node.signer(log.publisher).publics().generations
            short = [(origin, ED25519, one.ed25519) for one in generations]
            return (*short, *((origin, ML_DSA_44, one.ml_dsa_44) for one in generations))
    return ()


def _origins(rules: Rules, computed: Outcome | Program) -> Iterable[str]:
    own = {one.text.file for one in rules.library.versions_of(computed.rule)}
    for file in sorted(computed.texts, key=lambda one: one not in own):
        entry: Any = rules.sources[file].entry
        if entry:
            yield entry.log
