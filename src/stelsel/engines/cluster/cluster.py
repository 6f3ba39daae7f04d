# SPDX-License-Identifier: EUPL-1.2
"""Which reports are the same bottleneck, in Dutch and English. People decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from stelsel.engines.cluster._groups import NEVER, joined
from stelsel.engines.cluster._pairs import Floats, Known, likely, weights
from stelsel.engines.cluster._read import Report, read
from stelsel.engines.cluster._tables import troubles
from stelsel.kernel.text import Text

NEAR = 0.35
"""From here on reports are said to be near in meaning (cosine, less what all reports share)."""
PLAIN = 0.3
"""So likely a trouble must be in each report before it is told."""
MOST_REASONS = 4


@dataclass(frozen=True)
class Alike:
    """A report that may be the same bottleneck: its number, how likely (0..1), and why."""

    index: int
    score: float
    why: tuple[Text, ...]


@dataclass(frozen=True)
class Group:
    """Reports that may be one bottleneck: their numbers, how tight (the mean likelihood of its pairs, 0..1), why."""

    members: tuple[int, ...]
    tight: float
    why: tuple[Text, ...]


def known(texts: Sequence[str | Report]) -> Known:
    """Texts made ready once for many questions."""
    return Known(read(texts))


def similar(
    text: str | Report, texts: Sequence[str | Report] | Known, most: int = 5, why: bool = True
) -> tuple[Alike, ...]:
    """The reports that may be the same bottleneck as a text, the likeliest first, at most `most`; none that is too
    unlikely to look at, and none for a text in which nothing is read. Who asks often hands over what `known` gave; who
    tells nobody why leaves that out, for it takes longer than all else."""
    (asked,) = read([text])
    others = texts if isinstance(texts, Known) else known(texts)
    if not asked.spoken or most < 1 or not others.reports:
        return ()
    odds = others.odds(Known([asked], others))[0]
    best = [at for at in np.argsort(-odds, kind="stable").tolist() if _shown(others, asked, at, odds)][:most]
    return tuple(
        Alike(at, likely(float(odds[at])), _why(Known([asked, others.reports[at]], others), (0, 1)) if why else ())
        for at in best
    )


def beside(reports: Known, at: int) -> tuple[Alike, ...]:
    """The same for one of these reports among the others, by number, all that may be the same, without why."""
    asked, odds = reports.reports[at], reports.odds(reports.only(at))[0]
    if not asked.spoken:
        return ()
    there = (one for one in range(len(odds)) if one != at and _shown(reports, asked, one, odds))
    return tuple(Alike(one, likely(float(odds[one])), ()) for one in there)


def _shown(others: Known, asked: Report, at: int, odds: Floats) -> bool:
    """Likely enough to look at; by words alone also with a topic that both have."""
    if odds[at] < weights(others.by).shown:
        return False
    return others.near is not None or any(number in asked.says for number in others.reports[at].says)


def propose(texts: Sequence[str | Report] | Known, apart: Iterable[tuple[int, int]] = ()) -> tuple[Group, ...]:
    """Groups of reports that may be one bottleneck, by their lowest number; no report is in two, and no pair of `apart`
    (numbers, of which people said that they are not the same) is in one. The square of the number of texts in room and
    time: some thousands at most."""
    reports = texts if isinstance(texts, Known) else known(texts)
    odds, model = reports.odds(reports), weights(reports.by)
    for one, other in apart:
        odds[one, other] = odds[other, one] = NEVER
    made = []
    for members in joined(odds, model.least, model.pair):
        pairs = odds[np.ix_(members, members)][np.triu_indices(len(members), 1)]
        tight = sum(likely(float(one)) for one in pairs) / len(pairs)
        made.append(Group(tuple(members), round(tight, 4), _why(reports, members)))
    return tuple(made)


def _why(reports: Known, members: Sequence[int]) -> tuple[Text, ...]:
    """What most of some reports have in common: the words for the same thing, the rarest first, the trouble that each
    seems to tell of, and their meaning."""
    some = [reports.reports[at] for at in members]
    counts = {number: sum(number in one.says for one in some) for one in some for number in one.says}
    common = [number for number, count in counts.items() if 2 * count > len(some)]
    common.sort(key=lambda number: (-float(reports.rare[number]) * counts[number], number))
    reasons = list(dict.fromkeys(_words(number, some) for number in common))[:MOST_REASONS]
    if reports.near is None:
        return tuple(reasons)
    likely_troubles = reports.near.troubles[list(members)]
    told = set(likely_troubles.argmax(1).tolist())
    if len(told) == 1 and likely_troubles.max(1).min() >= PLAIN:
        reasons.append(_TROUBLE.fill(trouble=troubles()[told.pop()]))
    place = reports.near.channels[2][0][list(members)]
    pairs = (place @ place.T)[np.triu_indices(len(members), 1)]
    near = float(pairs.mean())
    if near >= NEAR or not reasons:
        said = f"{max(near, 0):.2f}"
        reasons.append(_MEANING.fill(near=Text(nl=said.replace(".", ","), en=said)))
    return tuple(reasons)


_TROUBLE = Text(nl="lijkt om hetzelfde te gaan: {trouble}", en="seems to be the same trouble: {trouble}")
_MEANING = Text(
    nl="de teksten betekenen ongeveer hetzelfde ({near} van 1)", en="the texts mean about the same ({near} of 1)"
)


def _words(number: int, reports: Sequence[Report]) -> Text:
    words = list(dict.fromkeys(one.says[number][0] for one in reports if number in one.says))
    said = " / ".join(words[:MOST_REASONS])
    return Text(nl="beide noemen: {said}", en="both mention: {said}").fill(said=said) if len(reports) == 2 else Text(
        nl="de meeste noemen: {said}", en="most mention: {said}").fill(said=said)  # fmt: skip
