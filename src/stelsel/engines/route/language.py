# SPDX-License-Identifier: EUPL-1.2
"""Whether a text is English rather than Dutch, by the small words that only one of the two has."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")
_ENGLISH = frozenset(
    "the my i to a an and of for with it how do does can where what when who want need have has you your they them this"
    " that there at from by or if should would could get be been his her our we're i'm am are were which not".split()
)
_DUTCH = frozenset(
    "de het een en van voor met mijn ik te hoe kan waar wat wanneer wie wil moet heb heeft u uw je jouw ze hun dit dat"
    " er bij uit door of als niet naar aan op om nog ook maar wij ons onze zijn ben bent krijg mag hij zij geen".split()
)


def is_english(text: str) -> bool:
    """More small words of English than of Dutch; a text without any is Dutch."""
    words = _WORD.findall(text.lower())
    return sum(word in _ENGLISH for word in words) > sum(word in _DUTCH for word in words)
