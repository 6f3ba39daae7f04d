# SPDX-License-Identifier: EUPL-1.2
"""Which changes a log takes."""

import re

from stelsel.kernel.canonical import MAX_BYTES
from stelsel.kernel.entry import GONE, LOG_OPERATIONS
from stelsel.kernel.ids import entry_id
from stelsel.kernel.personal_data import find_in_entry, refuse_personal_data
from stelsel.kernel.problem import BadInput
from stelsel.kernel.time import day
from stelsel.register._refusals import refuse
from stelsel.register.records import Latest, LogName, Submission

_TYPE = re.compile(r"[a-z][a-z0-9-]{0,59}/[1-9][0-9]{0,3}")
_NEW = frozenset({"put", "dispute"})


def check_submission(log: LogName, item: Submission, known: Latest | None) -> None:
    """BadInput unless this change may follow the newest revision of its address."""
    address = entry_id(item.id)
    if address.publisher != log.publisher:
        raise refuse("not-your-address", item.id)
    if not _TYPE.fullmatch(item.type):
        raise refuse("no-type", item.id)
    if item.type.split("/")[0] != address.kind:
        raise refuse("address-of-another-kind", item.id)
    _check_content(item)
    if item.source is None and item.org != log.organisation:
        raise refuse("stated-about-another", item.id)
    if item.op == "key":
        if not (item.why or "").strip():
            raise refuse("no-reason", item.id)
        if found := find_in_entry(item.id, "", None, item.why):
            raise BadInput(*found)
    if item.op not in LOG_OPERATIONS:
        refuse_personal_data(item.id, item.payload, org=item.org, source=item.source, why=item.why)
        _check_order(item, known)


def _check_order(item: Submission, known: Latest | None) -> None:
    present = known is not None and known.op not in GONE
    if item.op in _NEW and present:
        raise refuse("exists", item.id)
    withdrawn = known is not None and known.op == "withdraw"
    if item.op not in _NEW and not present and not (item.op == "erase" and withdrawn):
        raise refuse("not-there", item.id)
    if item.op != "put" and not (item.why or "").strip():
        raise refuse("no-reason", item.id)
    if (item.op == "dispute") != (item.ref is not None):
        raise refuse("no-ref", item.id)


def _check_content(item: Submission) -> None:
    if not 0 < len(item.payload) <= MAX_BYTES:
        raise refuse("payload-size", item.id)
    if not item.org or any(letter.isspace() for letter in item.org):
        raise refuse("about-nobody", item.id)
    if item.source is None:
        return
    if not item.source.name.strip():
        raise refuse("nameless-source", item.id)
    day(item.source.day, f"{item.id} src.day")
    if item.source.link and not item.source.link.startswith(("https://", "http://")):
        raise refuse("source-link", item.id)
