# SPDX-License-Identifier: EUPL-1.2
"""Algorithmic transparency records of the United Kingdom, as listed by fabio-rovai/uk-algorithmic-transparency."""

from typing import Any

from stelsel.kernel.draft import Reading
from stelsel.kernel.entry import Source
from stelsel.kernel.ids import slug
from stelsel.priorities.ai.exchange._records import Cells, csv_records, known_text, read_records, text
from stelsel.priorities.ai.exchange.register_export import day

FILE = "uk-atrs/atrs_records.csv"
COLUMNS = ("publishing_body", "tool_name", "published", "url")
SOURCE = Source(
    "Algorithmic Transparency Recording Standard (UK)",
    "2026-08-11",
    "https://www.gov.uk/algorithmic-transparency-records",
)


def read(raw: bytes, file: str) -> Reading:
    """Every record of the list; whether it is in use is not in it, so the status stays unknown."""
    return read_records(csv_records(raw, file, COLUMNS), file, SOURCE, _fields, len(COLUMNS))


def _fields(record: Cells) -> tuple[str, dict[str, Any], str]:
    link = known_text(record, "url", 500)
    fields = {
        "name": known_text(record, "tool_name"),
        "register": "uk-atrs",
        "organisation_name": text(record, "publishing_body") or "",
        "registered_on": day(record, "published"),
        "source_link": link,
        "language": "en",
    }
    return slug(f"uk-{link.rstrip('/').rpartition('/')[2]}"), fields, ""
