# SPDX-License-Identifier: EUPL-1.2
"""Reports in own words, in Dutch and English: which are the same bottleneck, and which cause they point at. It
proposes, with its reasons; people decide."""

from stelsel.engines.cluster._causes import Cause, Pointed, cause
from stelsel.engines.cluster._pairs import Known
from stelsel.engines.cluster._read import Report, read
from stelsel.engines.cluster._rows import by, key
from stelsel.engines.cluster._tables import CAUSES
from stelsel.engines.cluster.cluster import Alike, Group, beside, known, propose, similar
from stelsel.kernel.kept import Kept

__all__ = [
    "CAUSES",
    "Alike",
    "Cause",
    "Group",
    "Kept",
    "Known",
    "Pointed",
    "Report",
    "beside",
    "by",
    "cause",
    "key",
    "known",
    "propose",
    "read",
    "similar",
]
