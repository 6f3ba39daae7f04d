# SPDX-License-Identifier: EUPL-1.2
"""Dossiers: private working state at this node. A dossier has an owner, a purpose, a lawful basis, a retention and
readers; what stands in it is encrypted with a key of its own; every access is logged, also a refused one; it never
enters a register, but closing it may publish an entry.

Whoever may not read a dossier gets `NotThere`, exactly as for one that is not there.
"""

from stelsel.node.dossiers import _conversation as conversation
from stelsel.node.dossiers._care import Due, clean, discard, due, hold, release, undo
from stelsel.node.dossiers._closing import RECEIPT, Publication, close
from stelsel.node.dossiers._desk import accesses, look, mine, open_dossier, read, share, write
from stelsel.node.dossiers._drafts import DRAFT, Saved, fields_in, read_draft, save_draft
from stelsel.node.dossiers._inventory import activity_for, key_lines
from stelsel.node.dossiers._keys import rotate as rotate_keys
from stelsel.node.dossiers._opening import MESSAGE
from stelsel.node.dossiers._subject_access import answer_access_request, said
from stelsel.node.dossiers._types import (
    BYTES,
    JSON,
    MOST_BYTES,
    PLAIN,
    Conflict,
    Content,
    Document,
    Keep,
    NotThere,
    Opened,
    Opening,
    Reader,
    Rights,
    Shown,
    Subject,
)

__all__ = [
    "BYTES",
    "DRAFT",
    "JSON",
    "MESSAGE",
    "MOST_BYTES",
    "PLAIN",
    "RECEIPT",
    "Conflict",
    "Content",
    "Document",
    "Due",
    "Keep",
    "NotThere",
    "Opened",
    "Opening",
    "Publication",
    "Reader",
    "Rights",
    "Saved",
    "Shown",
    "Subject",
    "accesses",
    "activity_for",
    "answer_access_request",
    "clean",
    "close",
    "conversation",
    "discard",
    "due",
    "fields_in",
    "hold",
    "key_lines",
    "look",
    "mine",
    "open_dossier",
    "read",
    "read_draft",
    "release",
    "rotate_keys",
    "said",
    "save_draft",
    "share",
    "undo",
    "write",
]
