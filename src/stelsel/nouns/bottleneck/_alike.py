# SPDX-License-Identifier: EUPL-1.2
"""How alike reports are, in Dutch and English, and which of them may be one. People decide.

The engine for reports in own words says it (engines/cluster); who writes nearly the same letters says the same."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from stelsel.engines import cluster
from stelsel.engines.route import Letters
from stelsel.engines.route.letters import folded
from stelsel.engines.search import stems

ALIKE = 0.35
"""From here on (0..1, how likely they are one) two texts may be about the same; below it nothing is proposed."""
SAME = 0.9
"""From here on, by letters alone, two texts say the same."""
_NEARLY = 0.6
"""From here on, by letters alone, the likeness of letters counts as it is."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    "deze door voor naar niet geen maar zijn wordt worden heeft hebben kunnen moet moeten daardoor omdat waardoor meer "
    "with from that this have been which their they cannot does because therefore more other andere over onze wordt "
    "gegevens data".split()
)


def similar(text: str, texts: Sequence[str], most: int = 5) -> tuple[tuple[int, float, tuple[str, ...]], ...]:
    """The texts most alike, best first: number, how alike (0..1), and the words that both have."""
    if not texts:
        return ()
    scores = [float(one) if one >= _NEARLY else 0.0 for one in Letters([*texts]).scores(text)]
    for one in cluster.similar(_read(text), [_read(each) for each in texts], len(texts)):
        scores[one.index] = max(scores[one.index], one.score)
    best = sorted(range(len(texts)), key=lambda at: (-scores[at], at))[:most]
    return tuple((at, round(scores[at], 3), shared(text, texts[at])) for at in best if scores[at] > 0)


def propose(texts: Sequence[str], apart: Iterable[tuple[int, int]] = ()) -> tuple[cluster.Group, ...]:
    """Groups of texts that may be about the same, each of two or more, by number, with why; pairs of `apart` are not
    proposed. A wrong group is worse than none: where no encoder is installed, none is proposed."""
    return cluster.propose([_read(text) for text in texts], apart)


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


@cache
def told_by() -> str:
    """What meaning is told by here: `e5` (the near encoder), `use` (that of the house) or `words` (none)."""
    return cluster.read(["een"])[0].by


@lru_cache(maxsize=4096)
def _read(text: str) -> cluster.Report:
    """A report as the engine reads it, kept: it is the same each time."""
    (report,) = cluster.read([text])
    return report
