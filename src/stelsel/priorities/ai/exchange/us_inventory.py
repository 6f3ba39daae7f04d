# SPDX-License-Identifier: EUPL-1.2
"""The inventory of AI use cases of United States federal agencies, 2025 (Office of Management and Budget)."""

import hashlib
import re
from collections import Counter
from typing import Any

from stelsel.kernel.draft import Reading
from stelsel.kernel.entry import Source
from stelsel.kernel.ids import slug
from stelsel.priorities.ai.exchange._records import Cells, csv_records, known_text, read_records, text, word

FILE = "us-inventory-2025/2025_individually_reported_AI_use_cases.csv"
COLUMNS = (
    "agency", "agency_name", "id", "use_case_name", "agency_bureau", "development_stage", "is_high_impact",
    "topic_area", "classification", "problem_solved", "benefits", "system_outputs", "operational_date", "vendor_name",
    "data_description", "code_url",
)  # fmt: skip
SOURCE = Source(
    "Federal Agency AI Use Case Inventory 2025 (US)",
    "2026-04-14",
    "https://github.com/ombegov/2025-Federal-Agency-AI-Use-Case-Inventory",
)
STAGES = {"Pre-deployment": "in-development", "Pilot": "pilot", "Deployed": "in-use", "Retired": "out-of-use", "": None}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DATES = (
    (re.compile(r"(?P<y>[12]\d{3})-(?P<m>\d{2})-\d{2}( 00:00:00)?"), False),
    (re.compile(r"(?P<m>\d{1,2})/(?:\d{1,2}/)?(?P<y>[12]\d{3})( 00:00:00)?"), False),
    (re.compile(r"(?P<m>[A-Za-z]{3})-(?P<y>\d{2})"), True),
)


def read(raw: bytes, file: str) -> Reading:
    """Every use case; rows equal in all columns are one."""
    records = list(csv_records(raw, file, COLUMNS))
    named = Counter(_key(record) for _, record in records if not isinstance(record, list))
    return read_records(records, file, SOURCE, lambda record: _fields(record, named[_key(record)] > 1))


def _key(record: Cells) -> str:
    return "\x1f".join(str(record[name]) for name in ("agency", "agency_bureau", "id", "use_case_name"))


def _fields(record: Cells, double: bool) -> tuple[str, dict[str, Any], str]:
    name = known_text(record, "use_case_name")
    code = text(record, "code_url") or ""
    fields = {
        "name": name,
        "register": "us-inventory",
        "organisation_name": known_text(record, "agency_name"),
        "bureau": text(record, "agency_bureau", 250),
        "status": word(record, "development_stage", STAGES),
        "begin_date": month(text(record, "operational_date") or ""),
        "goal_and_impact": _joined(record, "problem_solved", "benefits"),
        "methods_and_models": text(record, "system_outputs"),
        "source_data": text(record, "data_description"),
        "provider": text(record, "vendor_name", 500),
        "public_code": code if re.fullmatch(r"https?://[^\s,;]{3,490}", code) else None,
        "source_id": text(record, "id", 100),
        "source_topic": text(record, "topic_area", 100),
        "technique": text(record, "classification", 100),
        "source_class": text(record, "is_high_impact", 100),
        "language": "en",
    }
    return local(record, name, double), fields, ""


def local(record: Cells, name: str, double: bool) -> str:
    """Agency, number or name, and eight digits over what names the use case, since numbers are missing (704) or double
    in the source; over the whole row where even that is `double`."""
    whole = "\x1f".join(f"{key}={record[key]}" for key in sorted(record)) if double else _key(record)
    digits = hashlib.sha256(whole.encode()).hexdigest()[:8]
    agency, number = text(record, "agency", 40) or "us", text(record, "id", 100)
    return f"us-{slug(agency)}-{slug(number or name)[:60].strip('-._')}-{digits}"


def month(found: str) -> str | None:
    """Year and month of a date as agencies write it (2024-10-01, 10/1/2024, 10/2024, Oct-24); None for anything else,
    such as a year alone."""
    for pattern, named in _DATES:
        match = pattern.fullmatch(found)
        if match is None:
            continue
        spoken = match["m"].lower()
        number = _MONTHS.index(spoken) + 1 if named and spoken in _MONTHS else 0 if named else int(spoken)
        year = f"20{match['y']}" if named else match["y"]
        return f"{year}-{number:02}" if 1 <= number <= 12 else None
    return None


def _joined(record: Cells, *columns: str) -> str | None:
    return " ".join(found for column in columns if (found := text(record, column))) or None
