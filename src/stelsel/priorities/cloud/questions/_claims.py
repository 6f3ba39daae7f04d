# SPDX-License-Identifier: EUPL-1.2
"""What is proven about suppliers and offers on a day: SEAL levels per objective, and certificates.

Only a claim with evidence, in force on that day, counts. Without one the level is unknown, never zero and never enough.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.engines.match import NO, UNKNOWN, YES
from stelsel.nouns.claim import CLAIM, Claim, standing
from stelsel.priorities.cloud.policy import framework
from stelsel.priorities.cloud.questions._arrays import OfferArrays


@dataclass(frozen=True)
class Proven:
    """Per offer: `levels` (offers x objectives, -1 unknown) and the claims that say so."""

    levels: NDArray[np.int8]
    by_subject: dict[str, list[tuple[Record, Claim]]]
    day: date

    def score(self) -> NDArray[np.float64]:
        """Proven framework score in percent per offer; an unknown objective adds nothing."""
        rules = framework()
        weights = np.array([objective.weight / rules.max_level for objective in rules.objectives])
        found: NDArray[np.float64] = np.where(self.levels < 0, 0, self.levels) @ weights
        return found

    def known_objectives(self) -> NDArray[np.int64]:
        """For how many of the objectives each offer has a proven level."""
        found: NDArray[np.int64] = (self.levels >= 0).sum(axis=1)
        return found


def proven(book: Book, arrays: OfferArrays, day: date) -> Proven:
    """What is proven on a day; worked out once per position and day."""
    return book.memo(f"cloud-proven-{day}", lambda: _make(book, arrays, day))


def _make(book: Book, arrays: OfferArrays, day: date) -> Proven:
    by_subject: dict[str, list[tuple[Record, Claim]]] = {}
    for record, claim in book.rows(CLAIM):
        if claim.subject:
            by_subject.setdefault(claim.subject, []).append((record, claim))
    ids = framework().ids
    levels = np.full((len(arrays), len(ids)), -1, dtype=np.int8)
    for subject, claims in by_subject.items():
        rows = _rows_of(arrays, subject)
        for column, objective in enumerate(ids):
            level = _level(claims, objective, day)
            levels[rows, column] = np.maximum(levels[rows, column], level)
    return Proven(levels, by_subject, day)


def _rows_of(arrays: OfferArrays, subject: str) -> NDArray[np.int64]:
    if subject in arrays.position:
        return np.array([arrays.position[subject]], dtype=np.int64)
    if subject in arrays.supplier.values:
        return np.flatnonzero(arrays.supplier.codes == arrays.supplier.code(subject))
    return np.empty(0, dtype=np.int64)


def _level(claims: Iterable[tuple[Record, Claim]], objective: str, day: date) -> int:
    found = [
        claim.level
        for _, claim in claims
        if claim.scheme == framework().scheme
        and claim.objective == objective
        and claim.level is not None
        and standing(claim, day) == "verified"
    ]
    return max(found, default=-1)


def certificate(arrays: OfferArrays, known: Proven, scheme: str) -> NDArray[np.int8]:
    """Per offer: yes with a verified claim on the scheme, no where the last word is a refusal, unknown otherwise."""
    verdict = np.full(len(arrays), UNKNOWN, dtype=np.int8)
    wanted = plain(scheme)
    for subject, claims in known.by_subject.items():
        said = [standing(claim, known.day) for _, claim in claims if plain(claim.scheme) == wanted]
        if "verified" in said:
            verdict[_rows_of(arrays, subject)] = YES
        elif "refused" in said:
            rows = _rows_of(arrays, subject)
            verdict[rows] = np.where(verdict[rows] == YES, YES, NO)
    return verdict


def plain(scheme: str) -> str:
    """The name of a scheme without case, spaces and punctuation: ISO 27001 is iso27001."""
    return "".join(letter for letter in scheme.casefold() if letter.isalnum())
