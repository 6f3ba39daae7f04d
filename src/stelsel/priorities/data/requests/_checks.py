# SPDX-License-Identifier: EUPL-1.2
"""One thing that a gatekeeper looks at, and how it is."""

from dataclasses import dataclass
from typing import Literal

from stelsel.kernel.text import Text

About = Literal["basis", "necessity", "minimal", "precedents", "conflicts"]
State = Literal["good", "attention", "bad", "unknown"]
"""good: nothing stands against it. attention: somebody must judge. bad: this cannot go on like this. unknown: it cannot
be told from what is here, which is never good."""
WORST: tuple[State, ...] = ("bad", "unknown", "attention", "good")


@dataclass(frozen=True)
class Check:
    """A finding: what it is about, its code, how it is, in words, and the entry that it comes from (empty: none)."""

    about: About
    code: str
    state: State
    words: Text
    entry: str = ""
