# SPDX-License-Identifier: EUPL-1.2
"""From the name of an organisation, as a register writes it, to its TOOI address: only where one organisation fits."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from stelsel.kernel.draft import Draft
from stelsel.nouns.organisation import ORGANISATION, Organisation

Known = Mapping[str, str]
"""Name in small letters -> TOOI address."""

_SUFFIX = re.compile(r"\s*\([^)]*\)$")
_KINDS = ("ministerie van ", "waterschap ", "hoogheemraadschap ", "provincie ", "gemeente ")


def known_organisations(drafts: Iterable[Draft]) -> Known:
    """The names of the organisations that exist today and have a TOOI address; a name of two of them is left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for draft in drafts:
        if draft.kind.name == ORGANISATION.name and isinstance(draft.body, Organisation):
            body = draft.body
            if body.active and body.tooi:
                for name in (_plain(body.name), _typed(body)):
                    found[name].add(body.tooi)
    return {name: next(iter(addresses)) for name, addresses in found.items() if len(addresses) == 1}


def find(known: Known, name: str) -> str:
    """The TOOI address for a name, or nothing."""
    return next((known[form] for form in _forms(name) if form in known), "")


def _typed(body: Organisation) -> str:
    """The name with the kind in front, as registers write it: ministerie van financiën."""
    before = {"ministry": "ministerie van ", "water-board": "waterschap ", "municipality": "gemeente "}
    kind, name = before.get(body.organisation_type, ""), _plain(body.name)
    return name if name.startswith(kind) else kind + name


def _forms(name: str) -> Iterator[str]:
    plain = _plain(name)
    yield plain
    short = _SUFFIX.sub("", plain)
    yield short
    yield short.replace("nederlandse ", "", 1)
    yield short.replace("fryslân", "fryslân").replace(" fryslân", "-fryslân")


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
