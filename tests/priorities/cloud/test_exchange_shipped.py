# SPDX-License-Identifier: EUPL-1.2
"""The tables that ship, the invented suppliers, and our own table in both directions."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.ids import entry_id
from stelsel.kernel.problem import BadInput
from stelsel.nouns.claim import CLAIM, standing
from stelsel.nouns.exchange_rate import EXCHANGE_RATE, Rates
from stelsel.nouns.supplier import SUPPLIER
from stelsel.priorities.cloud import exchange
from stelsel.priorities.cloud.exchange import offers_table, suppliers_table
from stelsel.priorities.cloud.kinds import CLOUD_OFFER, PRICE_NOTES

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    return root / "src" / "stelsel" / "node" / "example" / "data"


@pytest.fixture(scope="module")
def shipped(folder: Path) -> Reading:
    return exchange.example(folder)


def of(reading: Reading, kind: object) -> list[Draft]:
    return [draft for draft in reading.drafts if draft.kind is kind]


def test_every_shipped_row_loads(shipped: Reading) -> None:
    assert not shipped.refused
    counts = Counter(draft.kind.name for draft in shipped.drafts)
    assert counts["cloud-offer"] > 12_000
    assert {"supplier", "claim", "exchange-rate"} < set(counts)


def test_the_tables_are_small(folder: Path) -> None:
    assert sum(path.stat().st_size for path in folder.glob("cloud-*.csv")) <= 4_000_000


def test_every_address_is_unique_and_every_supplier_is_there(shipped: Reading) -> None:
    addresses = {f"{exchange.IMPORTER}/{draft.kind.name}/{draft.local}" for draft in shipped.drafts}
    assert len(addresses) == len(shipped.drafts)
    assert all(str(entry_id(address)) == address for address in addresses)
    for draft in of(shipped, CLOUD_OFFER):
        assert draft.body.supplier == draft.about
        assert draft.about in addresses
    assert all(draft.about in addresses for draft in of(shipped, CLAIM))


def test_everything_is_recorded_from_a_dated_source_and_nothing_is_invented(shipped: Reading) -> None:
    for draft in shipped.drafts:
        assert draft.source is not None
        assert date.fromisoformat(draft.source.day) <= DAY
        assert draft.source.link.startswith("https://")
        assert not getattr(draft.body, "sample", False)


def test_an_offer_has_a_positive_price_or_says_why_not(shipped: Reading) -> None:
    for body in (draft.body for draft in of(shipped, CLOUD_OFFER)):
        assert body.price_note is None or body.price_note in PRICE_NOTES
        assert body.price.amount > 0 if body.price else body.price_note


def test_dollars_convert_by_the_shipped_rates_and_credits_never(shipped: Reading) -> None:
    rates = Rates([draft.body for draft in of(shipped, EXCHANGE_RATE)])
    known = Counter()
    for body in (draft.body for draft in of(shipped, CLOUD_OFFER)):
        if body.price:
            known[body.price.currency, rates.to_eur(body.price, body.observed_on)[0] is not None] += 1
    assert {currency for currency, converted in known if converted} == {"EUR", "USD"}
    assert {currency for currency, converted in known if not converted} == {"UpCloud credit"}


def test_control_is_unknown_unless_a_filing_settles_it(shipped: Reading) -> None:
    controlled = {draft.local: draft for draft in of(shipped, SUPPLIER) if draft.body.country_of_control}
    assert set(controlled) == {"aws", "azure", "gcp"}
    assert all("sec.gov" in draft.source.link for draft in controlled.values() if draft.source)


def test_only_certified_environments_count(shipped: Reading) -> None:
    verified = [draft.body for draft in of(shipped, CLAIM) if standing(draft.body, DAY) == "verified"]
    assert verified
    assert all(body.issuer == "Sovereign Cloud Stack" and body.subject is None for body in verified)


def test_the_table_of_offers_gives_back_what_was_written(shipped: Reading) -> None:
    offers = of(shipped, CLOUD_OFFER)
    names = {draft.local: draft.body.name for draft in of(shipped, SUPPLIER)}
    table, regions = offers_table.write(reversed(offers))
    again = offers_table.read(table, "o.csv", names, offers_table.read_places(regions, "r.csv"))
    assert again.drafts == tuple(offers)
    assert offers_table.write(again.drafts) == (table, regions)


@pytest.mark.parametrize(
    "row",
    [
        "xx,aws,a,,,,,,c,,,,,,,,,,,",
        "lc,acme,a,,,,,,c,,,,,,,,,,,",
        "lc,aws,a,,mars,,,,c,,,,,,,,,,,",
        "lc,aws,a,,,-1,USD/hour,,c,,,,,,,,,,,",
        "lc,aws,a,,,0,USD/hour,,c,,,,,,,,,,,",
        "lc,aws,a,,,NaN,USD/hour,,c,,,,,,,,,,,",
        "lc,aws,a,,,1,USD/year,,c,,,,,,,,,,,",
        "lc,aws,a,,,,,,c,,,,,,,,,,,2025-13-01",
        "lc,aws,a",
    ],
)
def test_a_row_that_does_not_fit_the_table_is_refused(row: str) -> None:
    raw = ",".join(offers_table.COLUMNS) + f"\n{row}\nlc,aws,b,,,,,,c,,,,,,,,,,,\nlc,aws,b,,,,,,c,,,,,,,,,,,\n"
    reading = offers_table.read(raw.encode(), "o.csv", {"aws": "AWS"}, {})
    assert [(refused.line, refused.code) for refused in reading.refused] == [(2, "table-row"), (4, "duplicate")]


def test_another_table_is_bad_input() -> None:
    with pytest.raises(BadInput):
        offers_table.read(b"a,b\n", "o.csv", {}, {})
    with pytest.raises(BadInput):
        suppliers_table.read_parents(b"id,parent,control,source,day,link\naws,A,USA,S,2025-01-01,x\n", "p.csv")


def test_invented_suppliers_state_labelled_examples_only() -> None:
    stated = exchange.sample()
    assert set(stated) == {"voorbeeldwolk", "demowolk"}
    for publisher, reading in stated.items():
        assert not reading.refused
        assert len({(draft.kind.name, draft.local) for draft in reading.drafts}) == len(reading.drafts)
        assert {(draft.source, draft.about, draft.body.sample) for draft in reading.drafts} == {(None, "", True)}
        assert all(draft.kind.convert(_plain(draft)) for draft in reading.drafts)
        offers = of(reading, CLOUD_OFFER)
        assert len(offers) == 24
        assert {draft.body.supplier for draft in offers} == {f"{publisher}/supplier/{publisher}"}
        assert {draft.body.service_type for draft in offers} == {"compute", "block-storage"}
        assert "verzonnen" in offers[0].body.supplier_name


def _plain(draft: Draft) -> object:
    import json

    return json.loads(draft.kind.encode(draft.body))


def test_invented_claims_show_every_outcome() -> None:
    stated = exchange.sample()
    outcome = {
        publisher: {draft.local: standing(draft.body, DAY) for draft in of(reading, CLAIM)}
        for publisher, reading in stated.items()
    }
    assert set(outcome["voorbeeldwolk"].values()) == {"verified"}
    assert outcome["demowolk"]["secnumcloud"] == "unverified"
    assert outcome["demowolk"]["bio2"] == "not-in-force"
    levels = {p: [d.body.level for d in of(r, CLAIM) if d.body.level is not None] for p, r in stated.items()}
    assert len(levels["voorbeeldwolk"]) == len(levels["demowolk"]) == 8
    assert any(low < high for low, high in zip(levels["demowolk"], levels["voorbeeldwolk"], strict=True))


def test_sample_prices_are_exact_euros() -> None:
    for reading in exchange.sample().values():
        assert all(draft.body.price.amount > Decimal(0) for draft in of(reading, CLOUD_OFFER))
        assert {draft.body.price.currency for draft in of(reading, CLOUD_OFFER)} == {"EUR"}
