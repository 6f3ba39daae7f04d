# SPDX-License-Identifier: EUPL-1.2
"""How alike texts are, in Dutch and English, by letters and by meaning; and which of them may be one. People decide.

A simple version with the interface of an engine for clusters, to be replaced by it."""

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from stelsel.engines.route import Letters, model
from stelsel.engines.route.letters import folded
from stelsel.engines.search import stems

ALIKE = 0.35
"""From here on two texts may be about the same; below it nothing is proposed."""
SAME = 0.9
"""From here on, by letters alone, two texts say the same."""
_BY_LETTERS = 0.4
_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    "deze door voor naar niet geen maar zijn wordt worden heeft hebben kunnen moet moeten daardoor omdat waardoor meer "
    "with from that this have been which their they cannot does because therefore more other andere over onze wordt "
    "gegevens data".split()
)


def similar(text: str, texts: Sequence[str], most: int = 5) -> tuple[tuple[int, float, tuple[str, ...]], ...]:
    """The texts most alike, best first: number, how alike (0..1), and the words that both have."""
    scores = _scores(text, texts)
    best = sorted(range(len(texts)), key=lambda at: (-scores[at], at))[:most]
    return tuple((at, round(scores[at], 3), shared(text, texts[at])) for at in best if scores[at] > 0)


def propose(texts: Sequence[str]) -> tuple[frozenset[int], ...]:
    """Groups of texts that may be about the same, each of two or more, by number."""
    group = list(range(len(texts)))
    for at, text in enumerate(texts):
        for other, score in enumerate(_scores(text, texts[:at])):
            if score >= ALIKE:
                joined = group[other]
                group = [joined if one == group[at] else one for one in group]
    found: dict[int, set[int]] = {}
    for at, one in enumerate(group):
        found.setdefault(one, set()).add(at)
    return tuple(frozenset(one) for one in found.values() if len(one) > 1)


def same_words(text: str, texts: Sequence[str]) -> int | None:
    """The text that says the same by letters alone; None where none does."""
    if not texts:
        return None
    scores = Letters([*texts]).scores(text)
    best = int(scores.argmax())
    plain = " ".join(folded(text).split())
    exact = next((at for at, one in enumerate(texts) if " ".join(folded(one).split()) == plain), None)
    return exact if exact is not None else best if float(scores[best]) >= SAME else None


def shared(text: str, other: str) -> tuple[str, ...]:
    """The words that both have, by their stems, as the first writes them."""
    mine, theirs = _words(text), set(_words(other).values())
    return tuple(dict.fromkeys(word for word, stem in mine.items() if stem in theirs))[:8]


def _words(text: str) -> dict[str, str]:
    found = [word for word in dict.fromkeys(_WORD.findall(folded(text))) if word not in _COMMON]
    return dict(zip(found, stems(found, "nl"), strict=True)) if found else {}


def _scores(text: str, texts: Sequence[str]) -> list[float]:
    if not texts:
        return []
    letters = Letters([*texts]).scores(text)
    if model() is None:
        return [float(one) for one in letters]
    meant = np.array([_encoded(one) for one in texts]) @ np.array(_encoded(text))
    return [float(score) for score in _BY_LETTERS * letters + (1 - _BY_LETTERS) * np.maximum(meant, 0)]


@lru_cache(maxsize=4096)
def _encoded(text: str) -> tuple[float, ...]:
    """The direction of a text, kept: it is the same each time."""
    encode = model()
    assert encode is not None, "asked only with a model"
    return tuple(float(one) for one in encode([text])[0])
