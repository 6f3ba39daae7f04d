# SPDX-License-Identifier: EUPL-1.2
"""The front of best trade-offs: nobody is cheaper at the same or a higher score."""

import numpy as np
from numpy.typing import NDArray


def front(cost: NDArray[np.int64], score: NDArray[np.float64]) -> NDArray[np.int64]:
    """Positions of candidates that no other beats, by falling score; of equals the first. Lower cost is better."""
    order = np.lexsort((np.arange(len(cost)), cost, -score))
    best: list[int] = []
    cheapest: int | None = None
    for place in order:
        if cheapest is None or cost[place] < cheapest:
            best.append(int(place))
            cheapest = int(cost[place])
    return np.array(best, dtype=np.int64)
