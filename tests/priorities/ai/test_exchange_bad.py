# SPDX-License-Identifier: EUPL-1.2
"""Files that are broken, huge, of another encoding or version: the file or the record is refused, the rest loads."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from stelsel.kernel.draft import Reading
from stelsel.kernel.problem import BadInput
from stelsel.priorities.ai.exchange import (
    applications_table,
    decision_aid,
    register_export,
    supplier_records,
    uk_atrs,
    us_inventory,
)
from stelsel.priorities.ai.exchange._organisations import find, known_organisations
from stelsel.priorities.ai.exchange._plain import plain
from stelsel.priorities.ai.exchange._records import MAX_BYTES
from stelsel.priorities.ai.exchange.us_inventory import month

GOOD: dict[str, Any] = {
    "id": "1",
    "title": "Anonimiseren",
    "organisatie": "Gemeente Voorbeeldstad",
    "status": "in_gebruik",
    "doel": "Namen onherkenbaar maken.",
    "juridische_basis": "",
    "impactassessment": "Onbekend",
    "geregistreerd": "2026-01-02",
    "toegevoegd": "2026-02-03",
    "url": "https://algoritmes.overheid.nl/nl/algoritme/1",
}
READERS: dict[str, Callable[[bytes], Reading]] = {
    "register": lambda raw: register_export.read(raw, "register.json", {}),
    "suppliers": lambda raw: supplier_records.read(raw, "suppliers.json"),
    "uk": lambda raw: uk_atrs.read(raw, "uk.csv"),
    "us": lambda raw: us_inventory.read(raw, "us.csv"),
    "table": lambda raw: applications_table.read(raw, "table.csv", "2026-08-08"),
    "decision-aid": lambda raw: decision_aid.read(raw, "tree.yaml"),
}


def export(*records: Any, **more: Any) -> bytes:
    whole = {"algoritmes": list(records), "count": len(records), "fetched_at": "2026-08-08T06:20:11Z"}
    return json.dumps(whole | more).encode()


def table(columns: tuple[str, ...], *rows: list[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([columns, *rows])
    return out.getvalue().encode()


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("raw", "codes"),
    [
        (b"", {"malformed", "missing-column", "shape"}),
        (b"\xff\xfe\x00broken", {"not-utf8"}),
        (b"a\x00b", {"not-utf8"}),
        (b'"open', {"malformed", "missing-column", "shape"}),
        (b"[" * 100_000, {"malformed", "missing-column", "shape", "too-deep"}),
        (b"{}", {"malformed", "missing-column", "shape", None}),
        (b"x" * (MAX_BYTES + 1), {"too-large"}),
    ],
    ids=["empty", "encoding", "nul", "open-quote", "deep", "object", "huge"],
)
def test_a_file_that_is_none_is_refused_with_place_and_cure(reader: str, raw: bytes, codes: set[str | None]) -> None:
    try:
        reading = READERS[reader](raw)
    except BadInput as problem:
        finding = problem.findings[0]
        assert finding.code in codes
        assert finding.where
        assert finding.cure.nl
        assert finding.cure.en
    else:
        assert None in codes
        assert not reading.drafts
        assert reading.refused


@pytest.mark.parametrize(
    ("spoiled", "code"),
    [
        ({"title": ""}, "empty"),
        ({"title": "x" * 251}, "too-long"),
        ({"title": 7}, "unknown-word"),
        ({"status": "misschien"}, "unknown-word"),
        ({"impactassessment": "Soms"}, "unknown-word"),
        ({"geregistreerd": "gisteren"}, "date"),
        ({"doel": "x" * 10_001}, "too-long"),
        ({"id": None}, "empty"),
        ({"title": "Vraag de heer Jansen"}, "field"),
    ],
)
def test_a_record_that_does_not_fit_is_refused_and_the_rest_loads(spoiled: dict[str, Any], code: str) -> None:
    reading = register_export.read(export(GOOD, GOOD | {"id": "2"} | spoiled, "geen record"), "r.json", {})
    assert [draft.local for draft in reading.drafts] == ["nl-1"]
    assert [(row.line, row.code) for row in reading.refused] == [(2, code), (3, "no-record")]
    assert all(row.why.nl and row.why.en and row.file == "r.json" for row in reading.refused)


def test_personal_data_and_links_that_are_none_are_left_out_and_counted() -> None:
    spoiled = GOOD | {"id": "2", "doel": "Bel 06 12345678 voor vragen.", "url": "zie de website"}
    reading = register_export.read(export(GOOD, spoiled), "r.json", {})
    assert len(reading.drafts) == 2
    assert reading.drafts[1].body.goal_and_impact is None
    assert reading.drafts[1].body.source_link is None
    assert {row.code for row in reading.refused} == {"personal-data", "no-link"}


@pytest.mark.parametrize("field", ["doel", "juridische_basis"])
def test_a_planted_citizen_number_is_turned_away_from_every_free_text(field: str) -> None:
    reading = register_export.read(export(GOOD | {field: "Zie het dossier van 111222333."}), "r.json", {})
    assert [row.code for row in reading.refused] == ["personal-data"]
    assert "111222333" not in json.dumps([draft.kind.encode(draft.body).decode() for draft in reading.drafts])


def test_a_double_and_a_file_cut_short_are_named() -> None:
    reading = register_export.read(export(GOOD, GOOD, count=5), "r.json", {})
    assert [row.code for row in reading.refused] == ["duplicate", "count"]


def test_another_version_of_the_standard_is_refused() -> None:
    record = {"id": "a", "name": "A", "standard_version": "0.4", "status": "In gebruik"}
    newer = record | {
        "id": "b",
        "standard_version": "1.0",
        "begin_date": "2024-05-01",
        "goal": "<p>Doel &amp; <b>impact</b></p>",
    }
    reading = supplier_records.read(json.dumps([record, newer, record | {"standard_version": None}]).encode(), "s.json")
    assert [row.code for row in reading.refused] == ["version", "version"]
    assert reading.drafts[0].body.goal_and_impact == "Doel & impact"
    assert reading.drafts[0].body.begin_date == "2024-05"


def test_a_row_of_another_length_is_refused() -> None:
    raw = table(uk_atrs.COLUMNS, ["HMRC", "Ask", "2025-06-26T07:39:09Z", "https://www.gov.uk/a/ask"], ["HMRC", "Ask"])
    reading = uk_atrs.read(raw, "uk.csv")
    assert [draft.local for draft in reading.drafts] == ["uk-ask"]
    assert [(row.line, row.code) for row in reading.refused] == [(3, "row-length")]


def test_use_cases_without_a_number_or_with_a_double_one_keep_names_of_their_own() -> None:
    row = dict.fromkeys(us_inventory.COLUMNS, "")
    row |= {"agency": "ED", "agency_name": "Education", "use_case_name": "Text"}
    rows = [row, row | {"benefits": "more"}, row | {"id": "ED-1"}, row]
    raw = table(us_inventory.COLUMNS, *([one[name] for name in us_inventory.COLUMNS] for one in rows))
    reading = us_inventory.read(raw, "us.csv")
    assert len({draft.local for draft in reading.drafts}) == 3
    assert [(one.line, one.code) for one in reading.refused] == [(5, "duplicate")]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024-10-01 00:00:00", "2024-10"),
        ("10/1/2023", "2023-10"),
        ("01/2024", "2024-01"),
        ("Jul-25", "2025-07"),
        ("2025", None),
        ("13/2024", None),
        ("Foo-25", None),
        ("next year", None),
        ("", None),
    ],
)
def test_dates_as_agencies_write_them(written: str, read: str | None) -> None:
    assert month(written) == read


def test_conditions_other_than_an_and_of_ors_are_refused() -> None:
    assert decision_aid.clauses('("a" in labels || "b" in labels) && !("c" in labels)') == [["a", "b"], ["!c"]]
    for odd in (
        '"a" in labels && "b" in labels || "c" in labels',
        '("a" in labels && "b" in labels) || "c" in labels',
        "1 == 1",
    ):
        with pytest.raises(BadInput):
            decision_aid.clauses(odd)


def test_html_becomes_plain_text() -> None:
    assert plain("<p>Eén</p><ul><li>twee</li><li>drie &amp; vier</li></ul>") == "Eén twee drie & vier"
    assert plain("a < b <script>x</script> &lt;c&gt;").startswith("a < b")


def test_an_organisation_is_linked_only_where_one_fits() -> None:
    from stelsel.kernel.draft import Draft
    from stelsel.nouns.organisation import ORGANISATION, Organisation

    base = "https://identifier.overheid.nl/tooi/id/"
    bodies = [
        Organisation(name="Ministerie van Financiën", organisation_type="ministry", tooi=base + "ministerie/mnre1090"),
        Organisation(name="Bergen", organisation_type="municipality", tooi=base + "gemeente/gm0373"),
        Organisation(name="Bergen", organisation_type="municipality", tooi=base + "gemeente/gm0893"),
        Organisation(name="Oud", organisation_type="municipality", tooi=base + "gemeente/gm0001", active=False),
    ]
    known = known_organisations(Draft(ORGANISATION, str(at), body) for at, body in enumerate(bodies))
    assert find(known, "Ministerie van Financiën (FIN)") == base + "ministerie/mnre1090"
    assert find(known, "Gemeente Bergen") == ""
    assert find(known, "Oud") == ""
