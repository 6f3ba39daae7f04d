# SPDX-License-Identifier: EUPL-1.2
"""Every address of every face, filled in: a pattern that nobody can fill in is an error, so that a new page is walked
too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_PART = re.compile(r"<(?:\w+:)?(\w+)>")
SAMPLES = {
    "language": "nl",
    "index": "0",
    "file": "blad.json",
    "code": "gm0344",
    "wire_plural": "leveranciers",
    "regel": "wet_op_de_zorgtoeslag",
    "uitkomst": "zorgtoeslag_per_jaar",
    "gebeurtenis": "schulden",
    "vorm": "odrl",
}
"""What fills a part of an address, unless the address says otherwise below."""
WIRES = {
    "/<lang:language>/vragen/<slug:wire>": "welke-deur",
    "/<lang:language>/kamers/<slug:wire>": "cloud",
    "/<lang:language>/publiceren/<slug:wire>": "leverancier",
    "/<lang:language>/aanmelden/bij/<slug:wire>": "medewerkers",
    "/oidc/<slug:wire>/sleutels.json": "medewerkers",
}
REST = ("checkpoint", "tile/0/000.p/1", "tile/entries/000.p/1", "payload/000.p/1", "payload/by-index/0", "log.json")
"""Files of a log."""


def filled(pattern: str, **given: str) -> str:
    """The address of a pattern with these parts; KeyError names a part that there is no sample of."""
    wire = {"wire": WIRES[pattern]} if "<slug:wire>" in pattern else {}
    parts: Mapping[str, str] = {**SAMPLES, **wire, **given}
    return _PART.sub(lambda found: parts[found[1]], pattern).removesuffix("^")


def places(pattern: str, entries: Mapping[str, str], private: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(audience, address) of a pattern: once for each of these entries (audience -> address of the entry) where it is
    about an entry or a log, else once with an empty audience. `private` fills what is about a dossier, task or job."""
    if "<slug:publisher>" not in pattern:
        yield "", filled(pattern, **private)
        return
    for audience, entry in entries.items():
        publisher, kind, local = entry.split("/")
        rests = REST if "<path:rest>" in pattern else ("",)
        for rest in rests:
            yield (
                audience,
                filled(pattern, publisher=publisher, kind=kind, local=local, audience=audience, rest=rest),
            )
