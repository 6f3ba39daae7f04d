# SPDX-License-Identifier: EUPL-1.2
"""How alike reports are, in Dutch and English, and which of them may be one. People decide.

The engine for reports in own words says it (engines/cluster); who writes nearly the same letters says the same."""

import hashlib
import re
import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from functools import cache
from weakref import WeakKeyDictionary

from stelsel.engines import cluster
from stelsel.engines.route import Letters
from stelsel.engines.route.letters import folded
from stelsel.engines.search import stems
from stelsel.kernel.kept import Kept

ALIKE = 0.35
"""From here on (0..1, how likely they are one) two texts may be about the same; below it nothing is proposed."""
SAME = 0.9
"""From here on, by letters alone, two texts say the same."""
_NEARLY = 0.6
"""From here on, by letters alone, the likeness of letters counts as it is."""
READINGS = "bottlenecks"
"""Under which name a book keeps what was read of published bottlenecks."""
_MOST = 4096
_HELD: WeakKeyDictionary[Kept, OrderedDict[str, cluster.Report]] = WeakKeyDictionary()
"""Published texts as reports, with the place where their rows are kept."""
_MOST_MADE = 8
_MADE: OrderedDict[bytes, tuple[cluster.Group, ...]] = OrderedDict()
"""Groups by a hash of the texts and pairs that they were made of."""
_LOCK = threading.Lock()
_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    "deze door voor naar niet geen maar zijn wordt worden heeft hebben kunnen moet moeten daardoor omdat waardoor meer "
    "with from that this have been which their they cannot does because therefore more other andere over onze wordt "
    "gegevens data".split()
)


def similar(
    text: str | cluster.Report, texts: Sequence[str], kept: Kept, most: int = 5
) -> tuple[tuple[int, float, tuple[str, ...]], ...]:
    """The published texts most alike, best first: number, how alike (0..1), and the words that both have. Nothing of a
    text that is asked about is kept; a published one comes as `read` gave it."""
    if not texts:
        return ()
    said = text if isinstance(text, str) else text.text
    scores = [float(one) if one >= _NEARLY else 0.0 for one in Letters([*texts]).scores(said)]
    for one in cluster.similar(text, read(texts, kept), len(texts)):
        scores[one.index] = max(scores[one.index], one.score)
    best = sorted(range(len(texts)), key=lambda at: (-scores[at], at))[:most]
    return tuple((at, round(scores[at], 3), shared(said, texts[at])) for at in best if scores[at] > 0)


def propose(texts: Sequence[str], kept: Kept, apart: Iterable[tuple[int, int]] = ()) -> tuple[cluster.Group, ...]:
    """Groups of published texts that may be about the same, each of two or more, by number, with why; pairs of `apart`
    are not proposed. A wrong group is worse than none: where no encoder is installed, none is proposed. Made once as
    long as the texts are the same: a thousand take seconds."""
    pairs = sorted(apart)
    made_of = hashlib.sha256(repr((texts, pairs)).encode("utf-8", "backslashreplace")).digest()
    with _LOCK:
        if made_of in _MADE:
            _MADE.move_to_end(made_of)
            return _MADE[made_of]
    found = cluster.propose(read(texts, kept), pairs)
    with _LOCK:
        _MADE[made_of] = found
        while len(_MADE) > _MOST_MADE:
            _MADE.popitem(last=False)
    return found


def read(texts: Sequence[str], kept: Kept) -> tuple[cluster.Report, ...]:
    """Published texts as the engine reads them; held in memory besides. Never for what somebody types."""
    with _LOCK:
        held = _HELD.setdefault(kept, OrderedDict())
        there = {text: held[text] for text in texts if text in held}
    fresh = [text for text in dict.fromkeys(texts) if text not in there]
    there |= zip(fresh, cluster.read(fresh, kept), strict=True)
    with _LOCK:
        for text, report in there.items():
            held[text] = report
            held.move_to_end(text)
        while len(held) > _MOST:
            held.popitem(last=False)
    return tuple(there[text] for text in texts)


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
