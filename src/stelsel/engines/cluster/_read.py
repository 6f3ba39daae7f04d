# SPDX-License-Identifier: EUPL-1.2
"""A report as the engine reads it: once for each text, so that whoever asks often keeps what was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stelsel.engines.cluster._rows import rows_of
from stelsel.engines.cluster._space import WIDTHS
from stelsel.engines.cluster._tables import found, topics
from stelsel.engines.route import is_english
from stelsel.engines.route.letters import folded
from stelsel.kernel.kept import Kept

Floats = NDArray[np.float32]
MOST_LETTERS = 4_000
"""What stands beyond this in a report does not count."""


@dataclass(frozen=True, eq=False)
class Report:
    """A text that was read, without the text itself: whether something is said in it, its language, the topics in it by
    number with the words that say them, and its rows by the encoders beside each other (None where nothing is said by
    meaning)."""

    spoken: bool
    english: bool
    says: Mapping[int, tuple[str, ...]]
    row: Floats | None

    @property
    def by(self) -> str:
        """What its meaning is told by: `e5` with the encoder beside it, `use`, or `words`."""
        if self.row is None:
            return "words"
        return "e5" if len(self.row) == sum(WIDTHS["e5"]) else "use"


def read(texts: Sequence[str | Report], kept: Kept | None = None) -> tuple[Report, ...]:
    """The texts as reports, in order; what was read before stays as it is. With `kept` the rows of the texts are looked
    up there first and kept there: hand it in with what is published, never with what somebody types."""
    new = list(dict.fromkeys(one for one in texts if isinstance(one, str)))
    made = {text: _report(text, row) for text, row in zip(new, rows_of(new, kept), strict=True)}
    return tuple(made[one] if isinstance(one, str) else one for one in texts)


def _report(text: str, row: Floats | None) -> Report:
    english, plain = is_english(text), folded(text[:MOST_LETTERS])
    said = {
        number: words for number, one in enumerate(topics()) if (words := found(one.en if english else one.nl, plain))
    }
    return Report(any(map(str.isalnum, text)), english, said, row)
