# SPDX-License-Identifier: EUPL-1.2
"""How alike reports are, in Dutch and English, and which of them may be one. People decide.

The engine for reports in own words says it (engines/cluster); who writes nearly the same letters says the same."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from stelsel.engines import cluster
from stelsel.engines.route import Letters
from stelsel.engines.route.letters import folded
from stelsel.engines.search import stems
from stelsel.kernel.kept import Kept
from stelsel.nouns.bottleneck._held import held

ALIKE = 0.35
"""From here on (0..1, how likely they are one) two texts may be about the same; below it nothing is proposed."""
SAME = 0.9
"""From here on, by letters alone, two texts say the same."""
_NEARLY = 0.6
"""From here on, by letters alone, the likeness of letters counts as it is."""
READINGS = "bottlenecks"
"""Under which name a book keeps what was read of published bottlenecks."""
Beside = Sequence[tuple[float, tuple[str, ...]]]
"""By number how alike a text is (0..1) and, from ALIKE on, the words that both have."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    "deze door voor naar niet geen maar zijn wordt worden heeft hebben kunnen moet moeten daardoor omdat waardoor meer "
    "with from that this have been which their they cannot does because therefore more other andere over onze wordt "
    "gegevens data".split()
)


def similar(
    text: str, texts: Sequence[str], kept: Kept, least: float = 0.0, published: bool = False
) -> tuple[tuple[int, float, tuple[str, ...]], ...]:
    """The published texts that are at least so much alike, best first: number, how alike (0..1), and the words that
    both have. Nothing of a text that is asked about is kept, unless it is one that was published."""
    if not texts:
        return ()
    letters, known = _laid(texts, kept)
    (asked,) = read([text], kept) if published else cluster.read([text])
    scores = _scores(letters, text, cluster.similar(asked, known, len(texts), why=False))
    best = sorted(range(len(texts)), key=lambda at: (-scores[at], at))
    return tuple((at, scores[at], shared(text, texts[at])) for at in best if scores[at] > 0 and scores[at] >= least)


def beside(texts: Sequence[str], those: Sequence[int], kept: Kept) -> Mapping[int, Beside]:
    """How alike each of these published texts is to those at these places, by place. Made once as long as the texts are
    the same."""
    keys = [cluster.key(text) for text in texts]
    return held(kept).made("beside", keys, [*those], lambda: _beside(texts, those, kept))


def _beside(texts: Sequence[str], those: Sequence[int], kept: Kept) -> Mapping[int, Beside]:
    letters, known = _laid(texts, kept)
    made = {}
    for at in those:
        scores = _scores(letters, texts[at], cluster.beside(known, at))
        words = (shared(texts[at], other) if score >= ALIKE else () for score, other in zip(scores, texts, strict=True))
        made[at] = tuple(zip(scores, words, strict=True))
    return made


def _laid(texts: Sequence[str], kept: Kept) -> tuple[Letters, cluster.Known]:
    """Published texts ready to be compared with."""
    keys = [cluster.key(text) for text in texts]
    return held(kept).made("laid", keys, None, lambda: (Letters([*texts]), cluster.known(read(texts, kept))))


def _scores(letters: Letters, text: str, likely: Iterable[cluster.Alike]) -> list[float]:
    """By number, in three digits: how likely they are one, or by letters where these are nearly the same."""
    scores = [float(one) if one >= _NEARLY else 0.0 for one in letters.scores(text)]
    for one in likely:
        scores[one.index] = max(scores[one.index], one.score)
    return [round(one, 3) for one in scores]


def propose(texts: Sequence[str], kept: Kept, apart: Iterable[tuple[int, int]] = ()) -> tuple[cluster.Group, ...]:
    """Groups of published texts that may be about the same, each of two or more, by number, with why; pairs of `apart`
    are not proposed. A wrong group is worse than none: where no encoder is installed, none is proposed. Made once as
    long as the texts are the same: a thousand take seconds."""
    pairs = sorted(apart)
    keys = [cluster.key(text) for text in texts]
    return held(kept).made("groups", keys, pairs, lambda: cluster.propose(read(texts, kept), pairs))


def read(texts: Sequence[str], kept: Kept) -> tuple[cluster.Report, ...]:
    """Published texts as the engine reads them; held in memory besides. Never for what somebody types."""
    return held(kept).reports(texts, kept)


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
