# SPDX-License-Identifier: EUPL-1.2
"""Agreements as policies of ODRL-AP-NL (work version 2026, on ODRL 2.2), both directions.

Out: JSON-LD with its context inside, so that nobody has to fetch one. In: JSON-LD or Turtle. What ODRL and the profile
have no word for stands in our own namespace; docs/decisions/0039 lists it. What we write comes back with the same
meaning and the same parts; the order of values in a set, of parties and of laws is not kept, for it means nothing.
"""

import json
import re
from dataclasses import dataclass

from stelsel.kernel.problem import Finding, bad_input
from stelsel.kernel.rdf import JSON_LD, TURTLE, statements, unpacked
from stelsel.kernel.text import Text
from stelsel.nouns.agreement import Agreement
from stelsel.priorities.data.exchange._odrl_graph import Nodes
from stelsel.priorities.data.exchange._odrl_names import PREFIXES
from stelsel.priorities.data.exchange._odrl_read import POLICIES, PolicyReader
from stelsel.priorities.data.exchange._odrl_write import Writer

MEDIA_TYPE = "application/ld+json"
MOST_BYTES = 4_000_000
"""Of one file, at most."""
_FETCHED = re.compile(rb'"@context"\s*:\s*(?:\[[^{}]*?)?"https?:')
_BASE = "https://import.invalid/"
__all__ = ["MEDIA_TYPE", "Policy", "read", "write"]


@dataclass(frozen=True)
class Policy:
    """An agreement that was read, with what somebody has to look at."""

    body: Agreement
    warnings: tuple[Finding, ...] = ()


def write(body: Agreement, publisher: str = "") -> bytes:
    """The agreement as a policy: UTF-8, the same bytes for the same agreement. `publisher` is who publishes it (TOOI
    address, or a publisher's name); ODRL-AP-NL asks for it. BadInput when its rules do not read."""
    policy = {"@context": dict(PREFIXES), **Writer(body, publisher).policy()}
    return json.dumps(policy, ensure_ascii=False, indent=1).encode() + b"\n"


def read(raw: bytes, file: str) -> tuple[Policy, ...]:
    """Every policy in a file, in the order of their IRIs. BadInput for what does not read: a part that falls away
    would change what may."""
    plain = unpacked(raw, file)
    if len(plain) > MOST_BYTES:
        raise bad_input("too-large", file, _LARGE, _LARGE_CURE)
    head = plain.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    syntax = JSON_LD if head in (b"{", b"[") else TURTLE
    if syntax is JSON_LD and _FETCHED.search(plain):
        raise bad_input("remote-context", file, _CONTEXT, _CONTEXT_CURE)
    nodes = Nodes(statements(plain, file, syntax, _BASE, typed=True), file)
    found = [PolicyReader(nodes, subject) for subject in nodes.of_class(*POLICIES)]
    if not found:
        raise bad_input("no-odrl", file, _NONE, _NONE_CURE)
    return tuple(Policy(one.body(), tuple(one.warnings)) for one in found)


_LARGE = Text(nl="Dit bestand is te groot: hoogstens 4 MB.", en="This file is too large: at most 4 MB.")
_LARGE_CURE = Text(nl="Deel het op.", en="Divide it.")
_CONTEXT = Text(nl="Wij halen geen context op.", en="We do not fetch a context.")
_CONTEXT_CURE = Text(
    nl="Zet de context in het bestand zelf, of gebruik Turtle.", en="Put the context in the file itself, or use Turtle."
)
_NONE = Text(nl="Hierin staat geen afspraak in ODRL.", en="This holds no policy in ODRL.")
_NONE_CURE = Text(
    nl="Lever een odrl:Set, odrl:Offer of odrl:Agreement, in JSON-LD of Turtle.",
    en="Send an odrl:Set, odrl:Offer or odrl:Agreement, in JSON-LD or Turtle.",
)
