# SPDX-License-Identifier: EUPL-1.2
"""Sovereign Cloud Stack: which cloud environments its list calls certified, listed or not certified, and when.

A row is about one environment, one scope and one period, never about everything its operator does: the claim names the
environment and has no entry as its subject.
"""

from datetime import date, timedelta

from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.entry import Source
from stelsel.kernel.ids import slug
from stelsel.kernel.time import Period
from stelsel.nouns.claim import CLAIM, Claim
from stelsel.nouns.supplier import SUPPLIER, Supplier
from stelsel.priorities.cloud.exchange import _cells
from stelsel.priorities.cloud.exchange._origins import supplier_address
from stelsel.priorities.cloud.exchange._problems import RowProblem
from stelsel.priorities.cloud.exchange._rows import Cells, read_rows, records

COLUMNS = ("environment", "operator", "scope", "status", "listed_from", "listed_until", "first_commit", "link")
ISSUER = "Sovereign Cloud Stack"
SOURCE = Source(ISSUER, "2026-07-29", "https://github.com/SovereignCloudStack/standards")
SCOPES = {"SCS-compatible IaaS": "scs-compatible-iaas", "SCS-compatible KaaS": "scs-compatible-kaas"}
STATUSES = {word: word for word in ("certified", "listed", "listed, not certified")}


def read(raw: bytes, file: str) -> Reading:
    """Claim drafts. Only a certified row has an issuer and evidence; its link is the certificate's page. A row ends the
    day before the list changed, so that two rows of one environment and scope never hold on the same day."""
    return read_rows(raw, file, COLUMNS, _claim)


def read_operators(raw: bytes, file: str) -> Reading:
    """Supplier drafts: each operator once, as the list names it; the list says nothing about countries."""
    drafts = {}
    for cells in records(raw, file, COLUMNS):
        name = cells["operator"].strip()
        if name:
            drafts[slug(name)] = Draft(
                SUPPLIER, slug(name), Supplier(name=name), about=supplier_address(name), source=SOURCE
            )
    return Reading(tuple(drafts.values()))


def _claim(cells: Cells) -> Draft:
    environment, operator = _cells.text(cells, "environment"), _cells.text(cells, "operator")
    scheme, status = _cells.word(cells, "scope", SCOPES), _cells.word(cells, "status", STATUSES)
    certified = status == "certified"
    period = _period(cells)
    body = Claim(
        scheme=scheme,
        subject_name=environment,
        scope=cells["scope"],
        status=status,
        issuer=ISSUER if certified else None,
        asserted_by=operator if status == "listed, not certified" else ISSUER,
        evidence=cells["link"].strip() or None if certified else None,
        valid=period,
    )
    local = slug(f"scs.{environment}.{scheme}.{period.start}.{status}")
    return Draft(CLAIM, local, body, about=supplier_address(operator), source=SOURCE)


def _period(cells: Cells) -> Period:
    start = _cells.day(cells, "listed_from")
    until: date | None = _cells.day(cells, "listed_until") if cells["listed_until"].strip() else None
    if until is not None and until <= start:
        raise RowProblem("period")
    return Period(start=start, end=until and until - timedelta(days=1))
