# SPDX-License-Identifier: EUPL-1.2
"""Wrong files are bad input with place and cure; wrong rows are refused with a reason; nothing is guessed."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.kernel.draft import Reading
from stelsel.kernel.problem import BadInput
from stelsel.kernel.values import Place
from stelsel.priorities.cloud.exchange import libcloud_prices, scaleway_instances, sparecores_aws_prices
from stelsel.priorities.cloud.exchange._offers import Known

KNOWN = Known(vendors={"aws": "Amazon Web Services"}, places={("aws", "eu-west-1"): Place(country="IE", city="Dublin")})
HEADER = "vendor_id,region,country,server_id,vcpus,memory_mb,os,allocation,price,currency,unit,observed"
GOOD = "aws,eu-west-1,IE,m5.large,2,8192,Linux,ONDEMAND,0.1070,USD,HOUR,2024-02-21"


def read(*rows: str, header: str = HEADER) -> Reading:
    raw = "\n".join([header, *rows]).encode() + b"\n"
    return sparecores_aws_prices.read(raw, "prices.csv", KNOWN)


def test_a_good_row_becomes_one_recorded_offer() -> None:
    (draft,) = read(GOOD).drafts
    assert draft.local == "sparecores-aws-eu-prices-2024-02.aws.eu-west-1.m5.large.2024-02-21"
    assert draft.about == draft.body.supplier == "importeur/supplier/aws"
    assert draft.source is not None
    assert draft.source.link.startswith("https://github.com/")
    assert (draft.body.price.amount, draft.body.price.per) == (Decimal("0.107"), "hour")
    assert (draft.body.place.country, draft.body.place.city) == ("IE", "Dublin")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("0.1070", "-0.1", "no-number"),
        ("0.1070", "NaN", "no-number"),
        ("0.1070", "inf", "no-number"),
        ("0.1070", "1e3", "no-number"),
        ("0.1070", "0٫1", "no-number"),
        ("0.1070", "", "empty"),
        ("0.1070", '"0,107"', "no-number"),
        ("USD", "XXX", "currency"),
        ("USD", "dollar", "currency"),
        ("HOUR", "FORTNIGHT", "unit"),
        ("Linux", "Windows", "operating-system"),
        ("ONDEMAND", "AUCTION", "unknown-word"),
        ("IE", "Ireland", "country"),
        ("8192", "8192.5", "no-whole-number"),
        ("2024-02-21", "21-02-2024", "date"),
        ("2024-02-21", "2024-02-30", "date"),
        ("aws,", "acme,", "unknown-vendor"),
        ("m5.large", "", "empty"),
        (",2024-02-21", "", "row-length"),
        ("2024-02-21", "2024-02-21,more", "row-length"),
    ],
)
def test_a_wrong_row_is_refused_with_line_and_reason(old: str, new: str, code: str) -> None:
    reading = read(GOOD.replace("m5.large", "m5.xlarge"), GOOD.replace(old, new))
    assert len(reading.drafts) == 1
    (refused,) = reading.refused
    assert (refused.file, refused.line, refused.code) == ("prices.csv", 3, code)
    assert refused.why.nl != refused.why.en


def test_a_price_of_zero_is_no_price() -> None:
    (draft,) = read(GOOD.replace("0.1070", "0.0")).drafts
    assert (draft.body.price, draft.body.price_note) == (None, "zero-price")


def test_a_duplicate_names_the_first_line() -> None:
    reading = read(GOOD, GOOD.replace("0.1070", "0.2"))
    (refused,) = reading.refused
    assert (refused.code, refused.line) == ("duplicate", 3)
    assert "regel 2" in refused.why.nl
    assert reading.drafts[0].body.price.amount == Decimal("0.107")


def test_two_names_that_only_look_alike_in_an_address_clash() -> None:
    reading = read(GOOD, GOOD.replace("m5.large", "M5.Large"))
    assert [refused.code for refused in reading.refused] == ["name-clash"]


def test_spot_and_on_demand_of_one_server_are_two_offers() -> None:
    reading = read(GOOD, GOOD.replace("ONDEMAND", "SPOT"))
    assert [draft.body.term for draft in reading.drafts] == ["on-demand", "spot"]


def test_a_country_that_the_region_list_denies_leaves_the_place_unknown() -> None:
    (draft,) = read(GOOD.replace("IE", "FR")).drafts
    assert draft.body.place == Place()


def test_capacity_joins_only_where_both_files_agree() -> None:
    server = {"vcpus": Decimal(2), "memory_mib": 8192, "gpu_count": Decimal(0)}
    for memory, gpus in ((8192, Decimal(0)), (4096, None)):
        known = Known(vendors=KNOWN.vendors, servers={("aws", "m5.large"): {**server, "memory_mib": memory}})
        (draft,) = sparecores_aws_prices.read(f"{HEADER}\n{GOOD}\n".encode(), "p", known).drafts
        assert (draft.body.memory_mib, draft.body.gpu_count) == (8192, gpus)


@pytest.mark.parametrize(
    ("raw", "code", "where"),
    [
        (f"{HEADER}\n{GOOD}\n".encode("utf-16"), "not-utf8", "p.csv line 1"),
        (f"{HEADER}\n{GOOD}\n".encode("utf-16-le"), "not-utf8", "p.csv line 1"),
        (f"{HEADER}\n{GOOD}\n{GOOD.replace('m5', 'é')}\n".encode("latin-1"), "not-utf8", "p.csv line 3"),
        (b"", "missing-column", "p.csv line 1"),
        (b"a,b\n1,2\n", "missing-column", "p.csv line 1"),
        (f"{HEADER},price\n{GOOD},1\n".encode(), "double-column", "p.csv line 1"),
        (f'{HEADER}\n{GOOD}\n"aws,eu\n'.encode(), "malformed-csv", "p.csv line 3"),
        (HEADER.replace(",", ";").encode(), "missing-column", "p.csv line 1"),
        (b"x" * 32_000_001, "too-large", "p.csv"),
    ],
)
def test_a_wrong_file_is_bad_input_with_place_and_cure(raw: bytes, code: str, where: str) -> None:
    with pytest.raises(BadInput) as caught:
        sparecores_aws_prices.read(raw, "p.csv", KNOWN)
    (finding,) = caught.value.findings
    assert finding.code == code
    assert finding.where.startswith(where)
    assert finding.cure.nl


def test_a_byte_order_mark_windows_line_ends_and_blank_lines_are_fine() -> None:
    raw = b"\xef\xbb\xbf" + f"{HEADER}\r\n{GOOD}\r\n\r\n".encode()
    assert len(sparecores_aws_prices.read(raw, "p.csv", KNOWN).drafts) == 1


def test_a_line_number_is_that_of_the_first_line_of_a_row() -> None:
    header = "vendor,server,region,country,os,price_usd_per_hour"
    raw = f'{header}\naws,"a\nb",eu-west-1,IE,linux,1\naws,c,eu-west-1,IE,linux,x\n'.encode()
    assert [refused.line for refused in libcloud_prices.read(raw, "l.csv", KNOWN).refused] == [4]


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_characters='"\r\n\0'), max_size=30), max_size=6))
def test_whatever_stands_in_the_rows_each_row_loads_or_has_a_reason(rows: list[str]) -> None:
    kept = [row for row in rows if row]
    reading = read(*kept, GOOD)
    assert len(reading.drafts) + len(reading.refused) == len(kept) + 1


@given(st.binary(max_size=200))
def test_whatever_the_bytes_there_is_a_reading_or_bad_input(raw: bytes) -> None:
    with suppress(BadInput):
        assert not scaleway_instances.read(raw, "x.csv").drafts
