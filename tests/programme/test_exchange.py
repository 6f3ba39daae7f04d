# SPDX-License-Identifier: EUPL-1.2
"""Project files: the real ones row by row, the shipped table, and every known trap caught with its reason."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from stelsel.kernel.draft import Reading
from stelsel.kernel.entry import Source
from stelsel.kernel.problem import BadInput
from stelsel.programme import exchange, policy
from stelsel.programme.exchange import rijks_dashboard, shipped, uk_gmpp, us_itdashboard
from stelsel.programme.exchange._origins import units
from stelsel.programme.kinds import INITIATIVE, Initiative

RULES = Path(policy.__file__).parent / "rules"
SOURCE = Source("Rijks ICT-dashboard (test)", "2026-01-31")
HEAD_2025 = "gmpp_id,project,department,category,snapshot_date,whole_life_cost_gbp_m,delivery_confidence\n"
HEAD_YEARS = "row,publication_year,snapshot,project,department,rating,start,end,wlc_gbp_m,category\n"


@pytest.fixture(scope="module")
def collected(shared_data: Path) -> Reading:
    return exchange.read_all(shared_data)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def test_every_row_of_the_real_files_counts_or_has_a_reason(shared_data: Path, collected: Reading) -> None:
    place = shared_data / "invest"
    by_file = Counter((row.file, row.code) for row in collected.refused)
    assert by_file == {
        (exchange.YEARS, "negative-cost"): 1,
        (exchange.US_2012, "date-trap"): 127,
        (exchange.US_2012, "double-contract"): 236,
        (exchange.US_2012, "negative-cost"): 4,
        (exchange.US_2012, "no-number"): 5,
    }
    counted = Counter(draft.body.country for draft in collected.drafts)  # type: ignore[attr-defined]
    assert counted["GB"] == 73 + 939 - 1
    contracts, refused, _ = us_itdashboard.read_contracts((place / exchange.US_2012).read_bytes(), exchange.US_2012)
    assert len(contracts) + len(refused) == len(rows(place / exchange.US_2012)) == 3893
    assert counted["US"] == len({contract.investment for contract in contracts})
    assert all(row.why.nl and row.line >= 2 for row in collected.refused)
    assert len({draft.local for draft in collected.drafts}) == len(collected.drafts)
    assert {draft.source is not None for draft in collected.drafts} == {True}


def test_amounts_are_whole_units_and_a_missing_rating_is_not_green(collected: Reading) -> None:
    bodies = {draft.local: draft.body for draft in collected.drafts}
    british = [body for body in bodies.values() if isinstance(body, Initiative) and body.snapshot == date(2025, 3, 31)]
    total = sum((body.cost_current or Decimal(0)) for body in british)
    assert total == Decimal("125862.87") * 1_000_000
    assert Counter(body.confidence for body in british) == {None: 43, "amber": 24, "red": 3, "green": 3}
    assert all(("no-rating" in body.notes) == (body.confidence is None) for body in british)


def test_the_shipped_table_follows_from_the_files(root: Path, collected: Reading) -> None:
    folder = root / "src/stelsel/node/example/data"
    for name, raw in exchange.derive(collected).items():
        assert (folder / name).read_bytes() == raw, f"{name}: run tools/derive_programme.py"
    reading = exchange.example(folder)
    assert not reading.refused
    bare = {draft.local: (exchange._bare(draft).body, draft.source) for draft in collected.drafts}
    assert {d.local: (d.body, d.source) for d in reading.drafts if d.kind is INITIATIVE} == bare
    for draft in reading.drafts:
        draft.kind.encode(draft.body)


def test_an_amount_of_nine_digits_is_no_bsn() -> None:
    draft = uk_gmpp.read_2025(
        (HEAD_2025 + "CO_0001_2425-Q1,P,CO,ICT,2025-03-31,111.222333,AMBER\n").encode(), "g"
    ).drafts[0]
    assert b"111222333" in INITIATIVE.encode(draft.body)


def test_traps_in_the_british_files() -> None:
    raw = HEAD_2025 + (
        "CO_0438_2425-Q3,A,CO,ICT,2025-03-31,1.5,\n"
        "CO_0438,B,CO,ICT,2025-03-31,1.5,\n"
        "CO_0439_2425-Q3,C,CO,ICT,31-03-2025,1.5,\n"
        "CO_0440_2425-Q3,D,CO,ICT,2025-03-31,-2,\n"
        "CO_0441_2425-Q3,E,CO,ICT,2025-03-31,0,BLUE\n"
        "CO_0438_2425-Q3,F,CO,ICT,2025-03-31,9,\n"
        "CO_0442_2425-Q3,G,CO,ICT,2025-03-31,0.0,GREEN\n"
    )
    reading = uk_gmpp.read_2025(raw.encode(), "g.csv")
    first, last = (draft.body for draft in reading.drafts)
    assert isinstance(first, Initiative)
    assert isinstance(last, Initiative)
    assert (first.cost_current, first.confidence) == (Decimal(1_500_000), None)
    assert (last.cost_current, last.notes) == (None, ("zero-cost",))
    assert [(row.line, row.code) for row in reading.refused] == [
        (3, "identity-trap"),
        (4, "date"),
        (5, "negative-cost"),
        (6, "unknown-word"),
        (7, "duplicate"),
    ]


def test_the_year_of_publication_is_not_the_day_of_the_figures() -> None:
    raw = HEAD_YEARS + (
        "1,2014,2013-09-30,A,BIS,AG,2010-05-31,2015-09-01,1,\n"
        "2,2014,2014-09-30,B,BIS,A,,,1,\n"
        "3,2014,2013-09-30,C,BIS,A,2015-01-01,2014-01-01,1,\n"
    )
    reading = uk_gmpp.read_years(raw.encode(), {"1": "Wat het is"}, "y.csv")
    body = reading.drafts[0].body
    assert isinstance(body, Initiative)
    assert (body.snapshot, body.confidence, body.description) == (date(2013, 9, 30), "amber-green", "Wat het is")
    assert [row.code for row in reading.refused] == ["snapshot-trap", "date-trap"]


def us(*contracts: tuple[str, str, str, str, str]) -> Reading:
    """Contracts of (investment, number, amount, start, end)."""
    lines = [",".join(f'"{column}"' for column in us_itdashboard.COLUMNS)]
    lines += [
        f"{uii},T {uii},Agency,{number},,1,{amount},{start},{end}" for uii, number, amount, start, end in contracts
    ]
    return us_itdashboard.read("\n".join(lines).encode(), "u.csv")


def test_contracts_become_investments_and_a_shared_one_is_not_divided() -> None:
    a, b, c, d = "005-000000001", "005-000000002", "005-000000003", "005-000000004"
    reading = us(
        (a, "N1", "1.5", "01/27/2011", "01/30/2016"),
        (a, "N2", "0.25", "", ""),
        (a, "N2", "0.25", "", ""),
        (b, "N3", "2", "", ""),
        (c, "N3", "2", "", ""),
        (d, "N4", "", "", ""),
        (d, "N5", "7", "13/27/2011", ""),
        ("005", "N6", "7", "", ""),
        (d, "N7", "-1", "", ""),
        (d, "N8", "1", "01/02/2013", "01/02/2012"),
    )
    bodies: dict[str, Any] = {draft.local.rpartition(".")[2]: draft.body for draft in reading.drafts}
    assert (bodies[a].cost_actual, bodies[a].notes) == (Decimal(1_750_000), ())
    assert bodies[a].end_current == date(2016, 1, 30)
    assert (bodies[b].cost_actual, bodies[b].notes) == (None, ("shared-contract",))
    assert (bodies[d].cost_actual, bodies[d].notes) == (None, ("cost-incomplete",))
    assert [(row.line, row.code) for row in reading.refused] == [
        (4, "double-contract"),
        (8, "day-format"),
        (9, "identity-trap"),
        (10, "negative-cost"),
        (11, "date-trap"),
    ]


def activity(**fields: Any) -> dict[str, Any]:
    parts = {f"{name}Actueel": 100 for name in rijks_dashboard.COSTS}
    return {
        "Nummer": "123",
        "Naam": "Stelsel vernieuwen",
        "ProjectStatus": "In uitvoering",
        "StartDatum": "2024-01-01T00:00:00",
        "SchattingEinddatumActueel": "2027-12-31",
        "SchattingTotaleKostenHuidigJaar": 1000,
        "MaatschappelijkeBaat": "continuïteit, veiligheid",
        **parts,
        **fields,
    }


def dashboard(*activities: Any, unit: Any = "kEUR") -> Reading:
    return rijks_dashboard.read(json.dumps(activities).encode(), "a.json", unit, SOURCE)


def test_the_dashboard_is_read_in_the_unit_that_is_said() -> None:
    body: Any = dashboard(activity()).drafts[0].body
    assert (body.cost_current, body.cost_parts[0].current) == (Decimal(1_000_000), Decimal(100_000))
    assert (body.status, body.benefit_categories) == ("running", ("continuity", "security"))
    assert len(body.cost_parts) == 10
    in_euros: Any = dashboard(activity(), unit="EUR").drafts[0].body
    assert in_euros.cost_current == 1000


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"SchattingTotaleKostenHuidigJaar": 1_000_000}, "unit-trap"),
        ({"SchattingTotaleKostenHuidigJaar": 1}, "unit-trap"),
        ({"SchattingTotaleKostenHuidigJaar": 1200}, "sum-trap"),
        ({"StartDatum": "31-12-2024"}, "day-format"),
        ({"StartDatum": "2028-01-01"}, "date-trap"),
        ({"InternPersoneelActueel": "1.000,5"}, "no-number"),
        ({"InternPersoneelActueel": -5}, "negative-cost"),
        ({"ProjectStatus": "Groen"}, "unknown-word"),
        ({"MaatschappelijkeBaat": "geluk"}, "unknown-word"),
        ({"Nummer": None}, "empty"),
        ({"Naam": "Bel de heer Jansen"}, "personal-data"),
    ],
)
def test_traps_in_the_dashboard(fields: dict[str, Any], code: str) -> None:
    reading = dashboard(activity(**fields), activity(Nummer="124"), "geen activiteit", activity(Nummer="124"))
    assert [draft.local for draft in reading.drafts] == ["rijks-ict.124"]
    assert [(row.line, row.code) for row in reading.refused] == [(1, code), (3, "shape"), (4, "duplicate")]


def test_the_published_fields_hold_every_field_that_is_read(shared_data: Path) -> None:
    raw = (shared_data / "invest" / exchange.FIELDS).read_bytes()
    lists = rijks_dashboard.read_fields(raw, "f.json")
    assert set(rijks_dashboard.FIELDS) <= set(lists["ActiviteitenOverzicht"])
    with pytest.raises(BadInput) as caught:
        rijks_dashboard.read_fields(raw.replace(b'"ProjectStatus"', b'"Stand"'), "f.json")
    assert caught.value.findings[0].code == "field-gone"


@pytest.mark.parametrize("raw", [b"", b"{}", b"[", b"[1", b"\xff\xfe[]", b"[" * 100_000])
def test_a_broken_file_is_bad_input(raw: bytes) -> None:
    with pytest.raises(BadInput):
        rijks_dashboard.read(raw, "a.json", "EUR", SOURCE)
    for reader in (uk_gmpp.read_2025, us_itdashboard.read, shipped.read, shipped.read_indicators):
        with pytest.raises(BadInput):
            reader(raw, "x.csv")


def test_units_are_exact() -> None:
    assert units(Decimal("29.535882"), Decimal(1_000_000)) == Decimal(29_535_882)
    assert str(units(Decimal("1443.7"), Decimal(1_000_000))) == "1443700000"
    assert units(None, Decimal(1000)) is None


def test_samples_are_labelled_and_publishable() -> None:
    for publisher, audiences in exchange.sample().items():
        assert "voorbeeld" in publisher
        for draft in (draft for reading in audiences.values() for draft in reading.drafts):
            assert draft.body.sample  # type: ignore[attr-defined]
            assert "(voorbeeld)" in draft.body.title  # type: ignore[attr-defined]
            draft.kind.encode(draft.body)


def judge(path: Path) -> str | None:
    raw = json.loads(path.read_text(encoding="utf-8"))
    if "weights" in raw:
        policy.read_weights(raw["weights"])
        return None
    money = {
        name: raw[name] and Decimal(raw[name])
        for name in ("benefit_once", "benefit_yearly", "probability")
        if name in raw
    }
    body = Initiative(
        title="x",
        snapshot=date.fromisoformat(raw.get("snapshot", "2026-01-01")),
        currency="EUR",
        country="NL",
        confidence=raw.get("confidence"),
        **money,
    )
    if raw["rule"] == "benefit":
        found = policy.by_benefit(body, raw["years"])
    else:
        found = policy.by_confidence(body, Decimal(raw["cost"]), {})
    return None if found is None else str(found.quantize(Decimal(1)))


@pytest.mark.parametrize("path", sorted((RULES / "good").glob("*.json")), ids=lambda path: path.stem)
def test_good_rules(path: Path) -> None:
    assert judge(path) == json.loads(path.read_text(encoding="utf-8"))["expect"]


@pytest.mark.parametrize("path", sorted((RULES / "bad").glob("*.json")), ids=lambda path: path.stem)
def test_bad_rules(path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        judge(path)
    assert caught.value.findings[0].code == json.loads(path.read_text(encoding="utf-8"))["expect"]
