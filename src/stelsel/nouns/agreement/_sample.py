# SPDX-License-Identifier: EUPL-1.2
"""Invented agreements: a base, three profiles of domains in the style of ones that exist, and one delivery. Nothing in
them is of the real ones."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from stelsel.kernel.canonical import read_json
from stelsel.kernel.draft import Draft, Reading
from stelsel.nouns.agreement._body import Agreement
from stelsel.nouns.agreement._kinds import AGREEMENT

FOLDER = Path(__file__).parent / "examples"
STEWARD = "dienst-voorbeelddata"
BASE, DELIVERY = "grondregels", "levering-adressen"
PROFILES: Mapping[str, str] = {
    "medmij-stijl": "IN LINE",
    "iwlz-stijl": "CONFLICT",
    "ishare-stijl": "UNKNOWN",
}
"""The profiles with the verdict that each was written for."""


@cache
def example(name: str) -> Agreement:
    """An invented agreement by its name."""
    body: Agreement = AGREEMENT.convert(read_json((FOLDER / f"{name}.json").read_bytes())).body
    return body


def sample() -> dict[str, dict[str, Reading]]:
    """By publisher and audience."""
    drafts = tuple(Draft(AGREEMENT, name, example(name)) for name in (BASE, *PROFILES, DELIVERY))
    return {STEWARD: {"public": Reading(drafts)}}
