# SPDX-License-Identifier: EUPL-1.2
"""Which readings of bottlenecks may stay: those of texts that stand in a log of this node now."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from stelsel.book.audience import Asker
from stelsel.book.library import Library
from stelsel.engines import cluster
from stelsel.kernel.problem import BadInput, Broken
from stelsel.node.derived import Derived
from stelsel.nouns.bottleneck import BOTTLENECK, READINGS, text_of


def tidy(derived: Derived, library: Library, publishers: Collection[str]) -> int:
    """Remove the readings of what is not published any more, in whatever log; how many went."""
    book = library.book(Asker(frozenset(publishers), government=True))
    return derived.tidy({READINGS: {cluster.key(text_of(body)) for _, body in book.rows(BOTTLENECK)}})


@contextmanager
def gone_with(derived: Derived, library: Library, publisher: str, addresses: Collection[str]) -> Iterator[None]:
    """The readings of bottlenecks that are withdrawn or erased inside go at once, not only on the next day. What
    another says in the same words is read again when somebody asks."""
    keys = _keys(library, publisher, addresses) if addresses else set()
    yield
    derived.drop(READINGS, keys)


def _keys(library: Library, publisher: str, addresses: Collection[str]) -> set[str]:
    """Of the texts at these addresses; none where the log cannot be read, which its own check tells."""
    try:
        book = library.book(Asker(frozenset({publisher})))
        records = [record for one in addresses if (record := book.get(one)) is not None]
        return {cluster.key(text_of(record.body(BOTTLENECK))) for record in records}
    except (BadInput, Broken):
        return set()
