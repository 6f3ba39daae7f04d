# SPDX-License-Identifier: EUPL-1.2
"""The lint for personal data: planted cases are found, ordinary public data passes."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.kernel.personal_data import find, is_bsn
from stelsel.kernel.problem import BadInput
from tests.kernel.samples import THING

PLANTED = [
    ("111222333", "bsn"),
    ("burgerservicenummer 123456782.", "bsn"),
    ("BSN:111222333", "bsn"),
    ("(111222333)", "bsn"),
    ("nr.111222333", "bsn"),
    ("1112.22.333", "bsn"),
    ("jan.jansen@gemeente.example", "personal-mail"),
    ("j.de.vries@ministerie.example", "personal-mail"),
    ("Stuur het naar <JANSEN@provincie.example>.", "personal-mail"),
    ("mailto:p_jansen@example.org", "personal-mail"),
    ("https://example.org/contact?mail=p.jansen@example.org", "personal-mail"),
    ("info@gmail.com", "personal-mail"),
    ("bel 06-12345678", "mobile-number"),
    ("06 1234 5678", "mobile-number"),
    ("0612345678", "mobile-number"),
    ("tel:0612345678", "mobile-number"),
    ("+31 6 12 34 56 78", "mobile-number"),
    ("+31(0)612345678", "mobile-number"),
    ("0031612345678", "mobile-number"),
    ("Contactpersoon: de heer Jansen", "person-name"),
    ("mevr. J.P. van der Berg", "person-name"),
    ("Dhr. A. de Vries", "person-name"),
]
PASSES = [
    "~68:0693876830",  # a shortened address of an organisation
    "info@gemeente.example", "contact@x.example", "privacy@x.example", "postbus.ez@minezk.example",
    "opendata@x.example", "servicedesk-ict@x.example", "utrecht@utrecht.example", "no-reply@x.example",
    "algoritmes@x.example", "woo@x.example", "020-1234567", "14 010", "0800-1234", "+31 70 123 45 67",
    "KvK 12345678", "123456789", "000000000", "2026-11-23", "€ 111.222.333", "111.222.333,00",
    "00000001003214345000", "NL111222333B01", "https://example.org/111222333",
    "https://example.org/item/06-12345678", "jboss-logging@3.6.1.Final", "go-spew@v1.1.1", "c4d-highcpu-64",
    "1112223334", "a1b2-111222333-c3", "Stichting De Heer", "de heer en mevrouw", "Mevrouwenstraat",
    "Gemeente Den Haag", "@", "a@b", "",
]  # fmt: skip


@pytest.mark.parametrize(("text", "code"), PLANTED)
def test_what_is_planted_is_found(text: str, code: str) -> None:
    assert [finding.code for finding in find({"titel": text})] == [code]
    assert [finding.where for finding in find({"a": [{"b": text}]})] == ["a[0].b"]


@pytest.mark.parametrize("text", PASSES)
def test_public_data_passes(text: str) -> None:
    assert find({"titel": text}) == []


def test_numbers_of_organisations_and_figures_pass() -> None:
    assert find({"rsin": "111222333", "kvkNummer": "111222333", "rooId": "111222333", "inwoners": 111222333}) == []
    assert find({"titel": "111222333"})


def test_every_finding_names_a_functional_mailbox_as_the_cure() -> None:
    for text, _ in PLANTED:
        for finding in find(text, "titel"):
            assert finding.where == "titel"
            assert "functioneel postvak" in finding.cure.nl
            assert "functional mailbox" in finding.cure.en
            assert text not in str(finding), "the number or name is not repeated in logs and pages"


def test_a_body_with_personal_data_is_refused_when_published_and_when_imported() -> None:
    for publish in (
        lambda: THING.convert({"titel": "van jan.jansen@example.org"}),
        lambda: THING.read(b'{"titel":"van jan.jansen@example.org"}'),
        lambda: THING.encode(THING.convert({"titel": "x"}).body, {"later": "van jan.jansen@example.org"}),
    ):
        with pytest.raises(BadInput) as caught:
            publish()
        assert caught.value.findings[0].code == "personal-mail"


@given(st.integers(0, 10**8 - 1))
def test_of_eight_digits_at_most_one_ninth_makes_a_bsn(start: int) -> None:
    numbers = [f"{start:08d}{last}" for last in range(10)]
    assert sum(is_bsn(number) for number in numbers) <= 1


@pytest.mark.parametrize("digits", ["", "11122233", "1112223334", "000000000", "12345678x", "١١١٢٢٢٣٣٣", "²²²²²²²²²"])
def test_what_is_no_bsn(digits: str) -> None:
    assert not is_bsn(digits)


@given(st.recursive(st.text(max_size=40) | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(
    st.text(max_size=5), inner), max_leaves=8))  # fmt: skip
def test_any_value_can_be_looked_through(value: Any) -> None:
    find(value)


def test_no_false_refusal_on_the_data_that_ships(root: Path) -> None:
    folder = root / "src" / "stelsel" / "node" / "example" / "data"
    tables = sorted(folder.glob("*.csv"))
    assert tables, "the example data ships with the project"
    rows = 0
    for path in tables:
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                rows += 1
                said = {name: text for name, text in row.items() if not (text or "").isdigit()}  # a figure or a code
                assert find(said) == [], f"{path.name} row {rows}"
    assert rows > 10_000
