# SPDX-License-Identifier: EUPL-1.2
"""Which readings of bottlenecks may stay: those of texts that stand in a log of this node now."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from stelsel.book.audience import Asker
from stelsel.book.library import Library
from stelsel.book.view import Record
from stelsel.engines import cluster
from stelsel.kernel.entry import GONE
from stelsel.kernel.problem import BadInput, Broken
from stelsel.node.derived import Derived
from stelsel.nouns.bottleneck import BOTTLENECK, READINGS, forget, text_of


def tidy(derived: Derived, library: Library, publishers: Collection[str]) -> int:
    """Remove the readings of what is not published any more, in whatever log; how many went."""
    book = library.book(Asker(frozenset(publishers), government=True))
    return derived.tidy({READINGS: {cluster.key(text_of(body)) for _, body in book.rows(BOTTLENECK)}})


@contextmanager
def gone_with(derived: Derived, library: Library, publisher: str, addresses: Collection[str]) -> Iterator[None]:
    """The readings of bottlenecks that are corrected, withdrawn or erased inside go at once, not only on the next day:
    those of every revision that does not stand when it is done, on disk and in the memory of this process. What another
    says in the same words is read again when somebody asks. A process that read the text before can put its reading
    after: that one goes with the next tidying."""
    before = _keys(library, publisher, addresses)
    yield
    gone = before - _keys(library, publisher, addresses, standing=True)
    derived.drop(READINGS, gone)
    forget(library.kept(READINGS), gone)


def _keys(library: Library, publisher: str, addresses: Collection[str], standing: bool = False) -> set[str]:
    """Of all texts that were published at these addresses, or of those that stand there now; none where the log cannot
    be read, which its own check tells."""
    if not addresses:
        return set()
    try:
        book = library.book(Asker(frozenset({publisher})))
        told = [one for address in addresses for one in book.history(address)]
        now = [one for address in addresses if (one := book.get(address)) is not None]
    except (BadInput, Broken):
        return set()
    return {key for one in (now if standing else told) if (key := _key(one)) is not None}


def _key(record: Record) -> str | None:
    """None where no text stands in this revision any more, or none that can be read."""
    if not record.payload or record.envelope.op in GONE:
        return None
    try:
        return cluster.key(text_of(record.body(BOTTLENECK)))
    except BadInput:
        return None
