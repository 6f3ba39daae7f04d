# SPDX-License-Identifier: EUPL-1.2
"""How near reports are in the ways that meaning is told, and how much nearer than each is to its nearest neighbours:
raw nearness says little, for some texts are near to everything. Cross-domain similarity local scaling (CSLS, Conneau et
al. 2018, section 2.3), within and between languages."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stelsel.engines.cluster._space import Floats, Space

NEIGHBOURS = 10
AT_ONCE = 512
DOUBT = 0.01


class Near:
    """Rows of reports by their encoders, ready to be laid beside others in each channel: one bottleneck by the space,
    which troubles stand out, and each encoder by itself."""

    def __init__(self, by: str, rows: Floats, english: NDArray[np.bool_], among: Near | None, learned: Space) -> None:
        self.english = english.astype(int)
        self.means: Floats = among.means if among else learned.company(rows, english)
        parts = learned.less(by, rows, english, self.means)
        place = learned.place(by, parts)
        self.troubles, apart = learned.trouble(place)
        self.own = place**2 @ learned.own
        self.channels = [(place * learned.cross, place), (apart, apart), *((one, one) for one in parts)]
        others = among or self
        self.crowds = [self._crowd(at, others, float(learned.crowds[at])) for at in range(len(self.channels))]

    def raw(self, channel: int, some: Near) -> Floats:
        """How near some (rows) are to these (columns) in a channel."""
        near = some.channels[channel][0] @ self.channels[channel][1].T
        if channel == 0:
            near = near + some.own[:, None] + self.own
        return np.asarray(near, np.float32)

    def apart(self, channel: int, some: Near, near: Floats) -> Floats:
        """How much a pair stands out among the neighbours of both."""
        crowds = some.crowds[channel][:, self.english] + self.crowds[channel][:, some.english].T
        return np.asarray(2 * near - crowds, np.float32)

    def only(self, at: int) -> Near:
        """One report as it stands among its neighbours here."""
        one = object.__new__(Near)
        one.english, one.means = self.english[[at]], self.means
        one.troubles, one.own = self.troubles[[at]], self.own[[at]]
        one.channels = [(left[[at]], right[[at]]) for left, right in self.channels]
        one.crowds = [crowd[[at]] for crowd in self.crowds]
        return one

    def _crowd(self, channel: int, others: Near, usual: float) -> Floats:
        """How near each report is to its nearest of either language, itself left out; `usual` where there are few."""
        size = len(self.english)
        crowd = np.full((size, 2), usual, np.float32)
        for first in range(0, size, AT_ONCE):
            some = slice(first, min(first + AT_ONCE, size))
            near = others.raw(channel, self._part(channel, some))
            if others is self:
                near[np.arange(near.shape[0]), np.arange(some.start, some.stop)] = -np.inf
            for language in (0, 1):
                of = near[:, others.english == language]
                of = np.hstack([of, np.full((len(of), max(0, NEIGHBOURS + 1 - of.shape[1])), usual, np.float32)])
                top = np.partition(of, -NEIGHBOURS, axis=1)[:, -NEIGHBOURS:]
                crowd[some, language] = np.where(np.isfinite(top), top, usual).mean(1)
        return crowd

    def _part(self, channel: int, some: slice) -> Near:
        """These reports in part, in one channel."""
        part = object.__new__(Near)
        left, right = self.channels[channel]
        part.channels = [(left[:0], right[:0])] * channel + [(left[some], right[some])]
        part.own = self.own[some]
        return part


def stands_out(some: Near, these: Near) -> tuple[Floats, ...]:
    """The figures of meaning of some reports (rows) beside these (columns), in the order of the features."""
    raw = [these.raw(channel, some) for channel in range(len(these.channels))]
    apart = [these.apart(channel, some, near) for channel, near in enumerate(raw)]
    trouble = np.asarray(some.troubles @ these.troubles.T, np.float32)
    kinds = (raw[0], apart[0], trouble, raw[1], apart[1], np.asarray(np.log(trouble + DOUBT), np.float32))
    return (*kinds, raw[2], *apart[2:])
