# SPDX-License-Identifier: EUPL-1.2
"""Three-valued logic (Kleene) over whole columns: 1 yes, 0 unknown, -1 no. And is the minimum, or the maximum."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

YES, UNKNOWN, NO = 1, 0, -1

Tri: TypeAlias = NDArray[np.int8]
"""One verdict per candidate."""
Floats: TypeAlias = NDArray[np.float64]
Codes: TypeAlias = NDArray[np.int64]


def at_least(values: Floats, minimum: float) -> Tri:
    """values >= minimum; NaN is unknown."""
    return _verdict(values >= minimum, np.isnan(values))


def equal(codes: Codes, wanted: int) -> Tri:
    """codes == wanted; a negative code is unknown. A wanted code that nobody has (-1) is no for every known one."""
    return _verdict((codes == wanted) & (codes >= 0), codes < 0)


def at_most(codes: Codes, maximum: int) -> Tri:
    """codes <= maximum; a negative code is unknown."""
    return _verdict(codes <= maximum, codes < 0)


def known(mask: NDArray[np.bool_]) -> Tri:
    """Yes where something is known, unknown elsewhere; never no."""
    return mask.astype(np.int8)


def certain(mask: NDArray[np.bool_]) -> Tri:
    """Yes where true, no elsewhere."""
    return np.where(mask, YES, NO).astype(np.int8)


def _verdict(holds: Any, unknown: Any) -> Tri:
    return np.where(unknown, UNKNOWN, np.where(holds, YES, NO)).astype(np.int8)
