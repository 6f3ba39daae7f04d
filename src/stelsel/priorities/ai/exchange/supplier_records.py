# SPDX-License-Identifier: EUPL-1.2
"""Suppliers' pre-filled records in publication standard 1.0: one product, registered once, reused by many."""

import re
from typing import Any

from stelsel.kernel.draft import Reading
from stelsel.kernel.entry import Source
from stelsel.kernel.ids import slug
from stelsel.priorities.ai.exchange._plain import plain
from stelsel.priorities.ai.exchange._problems import RowProblem, file_problem
from stelsel.priorities.ai.exchange._records import (
    Cells,
    json_records,
    known_text,
    load_json,
    read_records,
    text,
    word,
)

FOLDER = "algoritmeregister/vendor-templates-1.0"
SOURCE = Source(
    "Algoritmeregister, sjablonen van leveranciers", "2025-09-03", "https://github.com/MinBZK/Algoritmeregister"
)
VERSIONS = ("1.0",)
STATUSES = {"In gebruik": "in-use", "In ontwikkeling": "in-development", "Buiten gebruik": "out-of-use", "": None}
CATEGORIES = {
    "Hoog-risico AI-systeem": "high-risk-ai",
    "Impactvolle algoritmes": "impactful",
    "Overige algoritmes": "other-algorithm",
    "": None,
}
_MONTH = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])(-[0-9]{2})?")
_TEXTS = {
    "description_short": "description_short",
    "proportionality": "proportionality",
    "human_intervention": "human_intervention",
    "risks": "risks",
    "lawful_basis": "lawful_basis",
    "impact_tests_note": "impacttoetsen",
    "source_data": "source_data",
    "methods_and_models": "methods_and_models",
    "goal_and_impact": "goal",
}


def read(raw: bytes, file: str) -> Reading:
    """The records of one supplier: a list, or a single record."""
    whole = load_json(raw, file)
    if isinstance(whole, dict):
        whole = [whole]
    if not isinstance(whole, list):
        raise file_problem("shape", file, "[…]")
    return read_records(json_records(whole), file, SOURCE, _fields)


def _fields(record: Cells) -> tuple[str, dict[str, Any], str]:
    version = text(record, "standard_version") or ""
    if version not in VERSIONS:
        raise RowProblem("version", version, ", ".join(VERSIONS))
    fields = {name: _plain(record, column) for name, column in _TEXTS.items()} | {
        "name": known_text(record, "name"),
        "register": "nl-suppliers",
        "organisation_name": text(record, "organization", 250) or "",
        "category": _categories(record),
        "status": word(record, "status", STATUSES),
        "publication_category": word(record, "publication_category", CATEGORIES),
        "begin_date": _month(record, "begin_date"),
        "end_date": _month(record, "end_date"),
        "contact_email": text(record, "contact_email", 250),
        "website": text(record, "website", 500),
        "source_link": text(record, "url", 500),
        "process_index_url": text(record, "process_index_url", 500),
        "lawful_basis_references": _pairs(record, "lawful_basis_grouping"),
        "impact_tests": _pairs(record, "impacttoetsen_grouping"),
        "source_data_references": _pairs(record, "source_data_grouping"),
        "provider": text(record, "provider", 250),
        "public_code": text(record, "publiccode", 500),
        "standard_version": version,
        "source_id": text(record, "source_id", 100),
        "tags": tuple(tag.strip() for tag in (text(record, "tags", 2_500) or "").split(",") if tag.strip()),
    }
    return slug(f"sjabloon-{known_text(record, 'id', 100)}"), fields, ""


def _plain(record: Cells, column: str) -> str | None:
    found = text(record, column)
    return plain(found) or None if found else None


def _categories(record: Cells) -> tuple[str, ...]:
    value = record.get("category") or ()
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise RowProblem("unknown-word", value, "category")
    return tuple(value)


def _month(record: Cells, column: str) -> str | None:
    found = text(record, column)
    if found is None:
        return None
    match = _MONTH.fullmatch(found)
    if match is None:
        raise RowProblem("date", found, column)
    return f"{match[1]}-{match[2]}"


def _pairs(record: Cells, column: str) -> tuple[dict[str, str], ...]:
    """Titles with links; some records have the two the wrong way round, which is put right."""
    found = []
    for one in record.get(column) or ():
        if not isinstance(one, dict):
            raise RowProblem("unknown-word", one, column)
        title, link = (" ".join(str(one.get(name) or "").split()) for name in ("title", "link"))
        if title.startswith(("https://", "http://")) and not link.startswith(("https://", "http://")):
            title, link = link or title, title
        whole = {"titel": title or link}
        if link.startswith(("https://", "http://")) and " " not in link:
            whole["koppeling"] = link
        if whole["titel"]:
            found.append(whole)
    return tuple(found)
