# SPDX-License-Identifier: EUPL-1.2
"""Full text over entries, in Dutch and English, with facet counts.

One `Index` per audience; `search` unites the indexes it is handed and knows nothing of any other: not in its hits, its
counts, its weights or its suggestions.
"""

from stelsel.engines.search._index import Document, Index
from stelsel.engines.search._search import MOST_HITS, MOST_OFFSET, MOST_WORDS, Hits, search
from stelsel.engines.search._words import one_error_away, stems, words

__all__ = [
    "MOST_HITS",
    "MOST_OFFSET",
    "MOST_WORDS",
    "Document",
    "Hits",
    "Index",
    "one_error_away",
    "search",
    "stems",
    "words",
]
