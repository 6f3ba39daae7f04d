# SPDX-License-Identifier: EUPL-1.2
"""The export of the Dutch Algorithm Register as schellevis/algoritmeregister publishes it (CC0): ten fields."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from stelsel.kernel.draft import Reading, Refused
from stelsel.kernel.entry import Source
from stelsel.kernel.ids import slug
from stelsel.priorities.ai.exchange import _organisations
from stelsel.priorities.ai.exchange._problems import RowProblem, file_problem
from stelsel.priorities.ai.exchange._records import (
    Cells,
    json_records,
    known_text,
    load_json,
    read_records,
    row_words,
    text,
    word,
)

FILE = "algoritmeregister/algoritmes.json"
PAGE = "https://algoritmes.overheid.nl/nl/algoritme/"
NAME = "Algoritmeregister"
STATUSES = {"in_gebruik": "in-use", "ontwikkeling": "in-development", "buiten_gebruik": "out-of-use"}
TESTED = {"Ja": True, "Nee": False, "Onbekend": None, "": None}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T")


def read(raw: bytes, file: str, known: _organisations.Known) -> Reading:
    """Every record of the export. `known` are organisations by name; another one is named but not linked. BadInput for
    a file that is no export; records that do not fit are refused."""
    whole = load_json(raw, file)
    if not isinstance(whole, dict) or not isinstance(whole.get("algoritmes"), list):
        raise file_problem("shape", file, "algoritmes")
    fetched = whole.get("fetched_at")
    if not isinstance(fetched, str) or not _DAY.match(fetched):
        raise file_problem("shape", file, "fetched_at")
    records = whole["algoritmes"]
    source = Source(NAME, fetched[:10], "https://algoritmes.overheid.nl")
    found = read_records(json_records(records), file, source, lambda record: _fields(record, known))
    if whole.get("count") == len(records):
        return found
    short = Refused(file, 0, "count", row_words("count", whole.get("count"), len(records)))
    return Reading(found.drafts, (*found.refused, short))


def _fields(record: Cells, known: Mapping[str, str]) -> tuple[str, dict[str, Any], str]:
    lars, name = known_text(record, "id", 40), known_text(record, "organisatie")
    fields = {
        "name": known_text(record, "title"),
        "register": "nl-register",
        "organisation_name": name,
        "status": word(record, "status", STATUSES),
        "goal_and_impact": text(record, "doel"),
        "lawful_basis": text(record, "juridische_basis"),
        "impact_test_done": word(record, "impactassessment", TESTED),
        "registered_on": day(record, "geregistreerd"),
        "added_on": day(record, "toegevoegd"),
        "source_link": text(record, "url"),
        "lars": lars,
    }
    return slug(f"nl-{lars}"), fields, _organisations.find(known, name)


def day(record: Cells, name: str) -> date | None:
    """A date as YYYY-MM-DD, with or without a time after it; None where it is empty."""
    found = text(record, name)
    if found is None:
        return None
    try:
        return date.fromisoformat(found[:10])
    except ValueError:
        raise RowProblem("date", found, name) from None
