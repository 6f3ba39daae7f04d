# SPDX-License-Identifier: EUPL-1.2
"""The lint for personal data: planted cases are found, ordinary public data passes."""

from __future__ import annotations

import csv
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.catalogue import KINDS
from stelsel.kernel.entry import Source
from stelsel.kernel.personal_data import AMOUNTS, RULES, find, is_bsn, refuse_personal_data
from stelsel.kernel.personal_data._fold import LAST_WITH_DIGITS
from stelsel.kernel.problem import BadInput
from tests.kernel.personal_data_cases import PASSES, PLANTED
from tests.kernel.samples import THING

COUNT_PLANTED, COUNT_PASSES = 212, 200


def test_every_category_is_planted_and_every_case_is_told_apart() -> None:
    """The whole table at once, so that the figures of what is caught and what is refused wrongly are exact."""
    caught = [code for body, code in PLANTED if {one.code for one in find(body)} == {code}]
    refused = [body for body in PASSES if find(body)]
    assert {code for _, code in PLANTED} == {rule.code for rule in RULES}
    assert (len(PLANTED), len(caught)) == (COUNT_PLANTED, COUNT_PLANTED)
    assert (len(PASSES), len(refused)) == (COUNT_PASSES, 0)


@pytest.mark.parametrize(("body", "code"), PLANTED, ids=repr)
def test_what_is_planted_is_found(body: dict[str, Any], code: str) -> None:
    assert [one.code for one in find(body)] == [code]
    assert all(one.where.startswith("a[0]") for one in find({"a": [body]}))


@pytest.mark.parametrize("body", PASSES, ids=repr)
def test_public_data_passes(body: dict[str, Any]) -> None:
    assert find(body) == []


def test_numbers_of_organisations_and_figures_pass() -> None:
    assert find({"rsin": "111222333", "kvkNummer": "111222333", "rooId": "111222333", "inwoners": 111222333}) == []
    assert find({"titel": "111222333"})


def test_every_finding_says_what_where_and_what_to_do_and_never_repeats_it() -> None:
    for body, _ in PLANTED:
        for one in find(body):
            assert "Gebruik een functioneel adres, bijvoorbeeld info@gemeente.nl." in one.cure.nl
            assert "functional address" in one.cure.en
            assert "•" in one.what.nl
            assert "•" in one.what.en
            for piece in pieces(body):
                assert piece not in f"{one.where} {one.what.nl} {one.what.en}", "hidden in logs and pages"


def pieces(value: Any) -> list[str]:
    """Words of planted texts that say who it is: those with a digit, a capital or an @, of some length."""
    if isinstance(value, dict):
        return [piece for inner in value.values() for piece in pieces(inner)]
    if isinstance(value, list):
        return [piece for inner in value for piece in pieces(inner)]
    words = [word for word in str(value).split() if len(word) > 5]
    return [word for word in words if any(sign.isdigit() or sign == "@" for sign in word)]


def test_a_name_of_a_field_that_is_personal_is_hidden_in_the_place() -> None:
    (one,) = find({"a": {"jan.jansen@gemeente.nl": {"b": "x"}}})
    assert one.where == "a"
    places = [each.where for each in find({"jan.jansen@gemeente.nl": {"b": "111222333"}})]
    assert places == ["", "•••.••••••@••••••••.••.b"]


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"id": "x/thing/111222333"}, "adres"),
        ({"id": "x/thing/jan.jansen-gemeente.nl"}, "adres"),
        ({"why": "verzoek van de heer Jansen"}, "waarom"),
        ({"why": "mail van j.jansen (at) gemeente.nl"}, "waarom"),
        ({"org": "mailto:j.jansen@gemeente.nl"}, "overOrganisatie"),
        ({"source": Source("Export van J.Jansen@gemeente.nl", "2026-11-23")}, "bron.naam"),
        ({"source": Source("x", "2026-11-23", "https://x.example/?m=j.jansen@gemeente.nl")}, "bron.koppeling"),
        ({"payload": b'{"titel":"x","later":[{"y":["bsn 111222333"]}]}'}, "later[0].y[0]"),
        ({"payload": b'{"m":"jan.jansen\\u0040gemeente.nl"}'}, "m"),
        ({"payload": b'{"bsn":111222333}'}, "bsn"),
        ({"payload": b"{"}, ""),
        ({"payload": b'{"a":"\xff"}'}, ""),
    ],
)
def test_everything_of_an_entry_passes_the_gate(changed: dict[str, Any], where: str) -> None:
    fine = {"id": "x/thing/y", "payload": b'{"titel":"Een aanbod","contactpunt":"info@gemeente.nl"}', "org": "x",
            "source": Source("UPL", "2026-11-23", "https://x.example/upl"), "why": "Nieuwe gegevens."}  # fmt: skip
    refuse_personal_data(**fine)
    with pytest.raises(BadInput) as caught:
        refuse_personal_data(**{**fine, **changed})
    assert [one.where for one in caught.value.findings] == [where]


def test_the_amounts_of_the_lint_are_the_decimals_of_the_kinds() -> None:
    """In a payload a decimal is text, so the lint knows those fields by name; a text field may not bear such a name."""
    held = [(name.lower(), type_) for kind in KINDS.values() for name, type_ in leaves(kind.body)]
    assert {name for name, type_ in held if "Decimal" in type_} == AMOUNTS
    assert not AMOUNTS & {name for name, type_ in held if "str" in type_}


def leaves(struct: type[msgspec.Struct]) -> Iterator[tuple[str, str]]:
    """Wire names with their types, of a body and the values in it."""
    for each in msgspec.structs.fields(struct):
        inner = {part for part in flat(each.type) if isinstance(part, type) and issubclass(part, msgspec.Struct)}
        if not inner:
            yield each.encode_name, str(each.type)
        for part in inner:
            yield from leaves(part)


def flat(type_: Any) -> Iterator[Any]:
    """A type and everything it is made of."""
    yield type_
    for part in getattr(type_, "__args__", ()):
        yield from flat(part)


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


@pytest.mark.parametrize(
    "digits", ["", "11122233", "1112223334", "000000000", "12345678x", "١١١٢٢٢٣٣٣", "999990019", "²²²²²²²²²"]
)
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


@pytest.mark.parametrize(
    "seed", ["@", "a@", "a@b.", "(at)", "( ", "1", "1 ", "06", "J.", "auteur: Jan van ", "geb. 1", "Aa-Aa "]
)
def test_a_long_odd_text_is_looked_through(seed: str) -> None:
    find({"titel": seed * (50_000 // len(seed)), "auteur": seed * (50_000 // len(seed))})


def test_no_digit_stands_beyond_where_they_are_looked_for() -> None:
    beyond = range(LAST_WITH_DIGITS + 1, sys.maxunicode + 1)
    assert not [code for code in beyond if unicodedata.category(chr(code)) == "Nd"]
