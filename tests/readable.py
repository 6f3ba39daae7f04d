# SPDX-License-Identifier: EUPL-1.2
"""How hard Dutch is to read, measured: the index of Flesch as W.H. Douma adapted it to Dutch (De leesbaarheid van
landbouwbladen, 1960): 206.84 - 0.77 x syllables per 100 words - 0.93 x words per sentence. 100 is very easy, below 45
is hard; plain language for everybody (B1) is 60 and more."""

from __future__ import annotations

import re
from collections.abc import Iterable

B1 = 60.0
MOST_WORDS = 20
"""Words in a sentence."""
_WORD = re.compile(r"[A-Za-zÀ-ÿ’']+(?:-[A-Za-zÀ-ÿ]+)*")
_VOWELS = re.compile(r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|[aeiouyéèëïöü]", re.IGNORECASE)
_END = re.compile(r"(?<=[.!?:;])\s+")


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [one for one in _END.split(text) if _WORD.search(one)]


def words(text: str) -> list[str]:
    """The words of a text."""
    return _WORD.findall(text)


def douma(texts: Iterable[str]) -> float:
    """The index of these texts together."""
    said = [one for text in texts for one in sentences(text)]
    all_words = [word for one in said for word in words(one)]
    syllables = sum(max(1, len(_VOWELS.findall(word))) for word in all_words)
    return 206.84 - 0.77 * (100 * syllables / len(all_words)) - 0.93 * (len(all_words) / len(said))
