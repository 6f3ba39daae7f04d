# SPDX-License-Identifier: EUPL-1.2
"""Where a report stands by its meaning: the space in which reports of one bottleneck lie near each other, and how its
trouble is told from that place. Both were learned from reports with known bottlenecks (tools/derive_clustering.py).

The space is that of two-covariance PLDA (Sizov, Lee and Kinnunen, 2014, section 2): its axes are those along which
bottlenecks differ most beside how much reports of one bottleneck differ, so that the logarithm of the odds that two
reports are one bottleneck is a sum over the axes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from stelsel.engines.cluster._tables import HERE

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
WIDTHS = {"e5": (384, 512), "use": (512,)}
"""How wide the rows are: of multilingual-e5-small with the Universal Sentence Encoder, or of that alone."""
SHARES = {"e5": (1.0, 0.5), "use": (1.0,)}
SUPPOSED = 20
"""Usual reports that are supposed besides those there are, when the mean of a language is taken away."""
SHARP = 9.0


@dataclass(frozen=True)
class Space:
    """`means`: the usual row of a Dutch report and of an English one; `axes` from a row to the space; `cross` and `own`
    how much each axis counts for a pair and for one report; `troubles` from the space to the log-odds of each trouble,
    `usual` their mean and spread over reports; `crowds` the usual nearness of neighbours by channel."""

    means: Floats
    axes: Floats
    cross: Floats
    own: Floats
    troubles: Floats
    usual: Floats
    crowds: Floats

    def company(self, rows: Floats, english: Flags) -> Floats:
        """The mean row of either language among some reports, with usual reports beside them."""
        return np.stack(
            [
                (rows[english == one].sum(0) + SUPPOSED * self.means[int(one)]) / ((english == one).sum() + SUPPOSED)
                for one in (False, True)
            ]
        ).astype(np.float32)

    def less(self, by: str, rows: Floats, english: Flags, means: Floats) -> list[Floats]:
        """The rows by encoder less the given means, of length one; noughts where nothing was said."""
        ends = np.cumsum(WIDTHS[by])[:-1]
        apart = np.where(np.any(rows, axis=1, keepdims=True), rows - means[english.astype(int)], 0)
        return [unit(one) for one in np.split(apart, ends, axis=1)]

    def place(self, by: str, parts: list[Floats]) -> Floats:
        """Where reports stand, from their rows by encoder."""
        return np.asarray(whole(by, parts) @ self.axes, np.float32)

    def trouble(self, place: Floats) -> tuple[Floats, Floats]:
        """How likely each trouble is, a row for each report; and which troubles stand out, as rows of length one."""
        odds = place @ self.troubles
        likely = np.exp(odds - odds.max(1, keepdims=True))
        apart = (odds - self.usual[0]) / self.usual[1]
        return likely / likely.sum(1, keepdims=True), unit(apart - apart.mean(1, keepdims=True))


def whole(by: str, parts: list[Floats]) -> Floats:
    """The rows of the encoders beside each other, of length one."""
    return unit(np.hstack([share * one for share, one in zip(SHARES[by], parts, strict=True)]))


def unit(rows: Floats) -> Floats:
    """Rows of length one; a row of noughts stays so."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)


@cache
def space(by: str) -> Space:
    """What was learned for `e5` or `use`."""
    with np.load(HERE / f"space_{by}.npz") as kept:
        return Space(**{name: np.asarray(kept[name], np.float32) for name in Space.__dataclass_fields__})
