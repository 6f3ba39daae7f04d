# SPDX-License-Identifier: EUPL-1.2
"""Our own table of recorded claims, both directions."""

from collections.abc import Iterable

from stelsel.kernel.documents import table
from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.entry import Source
from stelsel.kernel.time import Period
from stelsel.nouns.claim import CLAIM, Claim
from stelsel.priorities.cloud.exchange import _cells
from stelsel.priorities.cloud.exchange._problems import RowProblem
from stelsel.priorities.cloud.exchange._rows import Cells, read_rows

COLUMNS = (
    "id", "about", "scheme", "subject_name", "subject", "scope", "status", "issuer", "asserted_by", "evidence", "start",
    "end", "source", "day", "link",
)  # fmt: skip


def read(raw: bytes, file: str) -> Reading:
    """Claim drafts of the table."""
    return read_rows(raw, file, COLUMNS, _draft, own=True)


def write(drafts: Iterable[Draft]) -> bytes:
    """The table of these claim drafts. Levels per objective and invented claims do not belong in it."""
    return table(COLUMNS, (_row(draft) for draft in drafts))


def _draft(cells: Cells) -> Draft:
    start, end = (_cells.day(cells, name) if cells[name] else None for name in ("start", "end"))
    if start and end and start > end:
        raise RowProblem("period")
    body = Claim(
        scheme=_cells.text(cells, "scheme"),
        subject_name=_cells.text(cells, "subject_name"),
        status=_cells.text(cells, "status"),
        valid=Period(start=start, end=end),
        subject=cells["subject"] or None,
        scope=cells["scope"] or None,
        issuer=cells["issuer"] or None,
        asserted_by=cells["asserted_by"] or None,
        evidence=cells["evidence"] or None,
    )
    source = Source(_cells.text(cells, "source"), _cells.day(cells, "day").isoformat(), cells["link"])
    return Draft(CLAIM, _cells.text(cells, "id"), body, about=cells["about"], source=source)


def _row(draft: Draft) -> list[object]:
    body, source = draft.body, draft.source or Source("", "")
    assert isinstance(body, Claim), "the table holds claims only"
    assert body.level is None, "the table has no levels"
    assert not body.sample, "the table has no invented claims"
    return [
        draft.local, draft.about, body.scheme, body.subject_name, body.subject, body.scope, body.status, body.issuer,
        body.asserted_by, body.evidence, body.valid.start, body.valid.end, source.name, source.day, source.link,
    ]  # fmt: skip
