# SPDX-License-Identifier: EUPL-1.2
"""A kind: validation with place and cure, unknown fields kept, older majors upgraded, the schema."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel import catalogue
from stelsel.kernel.kind import Decoded, Kind
from stelsel.kernel.limits import MOST_DIGITS, is_plain
from stelsel.kernel.personal_data import find
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import same
from stelsel.kernel.values import Place, Price
from tests.kernel import schema
from tests.kernel.samples import THING, Thing
from tests.kernel.strategies import PLAIN, things

GOOD = {"titel": "Een ding", "aantal": 2, "prijs": {"bedrag": "0.25", "munteenheid": "EUR", "per": "hour"}}
ENGLISH = ("Expected", "Invalid", "Object", "got ", "length", "`str`", "`int`", "matching")


def findings(plain: Any, kind: Kind[Any] = THING) -> dict[str, str]:
    """Place -> code of what is refused; both languages differ, and the Dutch is Dutch."""
    with pytest.raises(BadInput) as caught:
        kind.convert(plain)
    for finding in caught.value.findings:
        if finding.code in ("field", "missing"):
            assert finding.what.nl != finding.what.en
            assert finding.cure.nl != finding.cure.en
            assert not any(word in finding.what.nl for word in ENGLISH), finding.what.nl
    return {finding.where: finding.code for finding in caught.value.findings}


def test_a_good_body_is_read() -> None:
    decoded = THING.convert(GOOD)
    assert decoded == Decoded(
        Thing(title="Een ding", quantity=2, price=Price(amount=Decimal("0.25"), currency="EUR", per="hour"))
    )
    assert THING.read(json.dumps(GOOD).encode()) == decoded
    assert THING.decode(THING.encode(decoded.body)) == decoded
    assert THING.decode_body(THING.encode(decoded.body)) == decoded.body


@pytest.mark.parametrize(
    ("change", "place", "code"),
    [
        ({"titel": None}, "titel", "field"),
        ({"titel": ""}, "titel", "field"),
        ({"titel": 5}, "titel", "field"),
        ({"aantal": -1}, "aantal", "field"),
        ({"aantal": 1001}, "aantal", "field"),
        ({"aantal": "2"}, "aantal", "field"),
        ({"aantal": True}, "aantal", "field"),
        ({"aantal": 1.5}, "aantal", "field"),
        ({"koers": "veel"}, "koers", "field"),
        ({"koers": "NaN"}, "koers", "no-number"),
        ({"koers": "-Infinity"}, "koers", "no-number"),
        ({"koers": "1e999999999"}, "koers", "no-number"),
        ({"koers": "1" * 41}, "koers", "no-number"),
        ({"prijs": {"bedrag": "sNaN", "munteenheid": "EUR", "per": "hour"}}, "prijs.bedrag", "no-number"),
        ({"prijs": {"bedrag": "1", "munteenheid": "EUR"}}, "prijs.per", "missing"),
        ({"prijs": {"bedrag": "1", "munteenheid": "EUR", "per": "year"}}, "prijs.per", "field"),
        ({"prijs": "1 euro"}, "prijs", "field"),
        ({"prijs": []}, "prijs", "field"),
        ({"geldigheid": {"begin": "2026-02-30"}}, "geldigheid.begin", "field"),
        ({"geldigheid": {"begin": "2026-02-02", "eind": "2026-02-01"}}, "geldigheid", "field"),
        ({"certificaten": "a"}, "certificaten", "field"),
        ({"certificaten": ["a", 1]}, "certificaten[1]", "field"),
        ({"minimaalSeal": [{"doel": "a", "niveau": 9}]}, "minimaalSeal[0].niveau", "field"),
        ({"minimaalSeal": [{"doel": "a", "niveau": 1, "aandeel": "NaN"}]}, "minimaalSeal[0].aandeel", "no-number"),
        ({"voorbeeld": "ja"}, "voorbeeld", "field"),
        ({"datum": "23-11-2026"}, "datum", "field"),
        ({"status": "half"}, "status", "field"),
        ({"niveau": 3}, "niveau", "field"),
        ({"status": "closed"}, "geldigheid.eind", "no-end"),
        ({"later": {"x": float("nan")}}, "later.x", "no-number"),
        ({"titel": "a\ud800"}, "titel", "half-character"),
        ({"per": "\ud800"}, "per", "half-character"),
        ({"\ud800": 1}, "\\ud800", "key-not-ascii"),
        ({"later": "mail jan.jansen@example.org"}, "later", "personal-mail"),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(change: dict[str, Any], place: str, code: str) -> None:
    assert findings({**GOOD, **change}) == {place: code}


@pytest.mark.parametrize("plain", [None, [], "x", 1, True])
def test_only_an_object_is_a_body(plain: Any) -> None:
    assert findings(plain) == {"": "not-an-object"}


def test_every_problem_is_named_at_once() -> None:
    assert findings({"aantal": -1, "status": "half"}) == {"titel": "missing", "aantal": "field", "status": "field"}
    both = {**GOOD, "titel": "BSN 111222333", "plaats": "06-12345678"}
    assert findings(both) == {"titel": "bsn", "plaats": "mobile-number"}


def test_missing_at_any_depth_is_named_by_its_field() -> None:
    assert findings({}) == {"titel": "missing"}
    assert findings({"titel": "a", "minimaalSeal": [{"niveau": 1}]}) == {"minimaalSeal[0].doel": "missing"}


def test_floats_and_half_characters_are_refused_when_they_come_as_json() -> None:
    for raw, code in [(b'{"titel":"a","koers":0.25}', "float"), (b'{"titel":"\\ud800"}', "half-character")]:
        with pytest.raises(BadInput) as caught:
            THING.read(raw)
        assert caught.value.findings[0].code == code


def test_unknown_fields_are_kept_at_the_top_and_inside() -> None:
    plain = {**GOOD, "later": [1, {"x": "y"}], "locatie": {"land": "NL", "breedte": "52"}}
    decoded = THING.convert(plain)
    assert decoded.unknown == {"later": [1, {"x": "y"}], "locatie": {"breedte": "52"}}
    again = THING.decode(THING.encode(decoded.body, decoded.unknown))
    assert again == decoded
    assert json.loads(THING.encode(again.body, again.unknown)) == plain


def test_unknown_fields_do_not_override_and_do_not_outlive_their_value() -> None:
    decoded = THING.convert({**GOOD, "prijs": {**GOOD["prijs"], "staffel": 3}})  # type: ignore[dict-item]
    gone = msgspec.structs.replace(decoded.body, price=None)
    assert b"staffel" not in THING.encode(gone, decoded.unknown)
    assert b"staffel" in THING.encode(decoded.body, decoded.unknown)
    forged = THING.encode(decoded.body, {"titel": "Ander", "rsin": "111222333", "voorbeeld": True})
    assert THING.decode(forged).body == decoded.body


UNKNOWN = st.dictionaries(st.sampled_from(["later", "x9", "nieuwVeld"]), PLAIN.filter(lambda value: not find(value)))


@given(things(), UNKNOWN)
def test_encode_and_decode_are_inverse(body: Thing, unknown: dict[str, Any]) -> None:
    payload = THING.encode(body, unknown)
    assert THING.decode(payload) == Decoded(body, unknown)
    assert THING.convert(json.loads(payload)) == Decoded(body, unknown)


@given(things())
def test_the_schema_takes_what_the_kind_writes(body: Thing) -> None:
    whole = THING.schema()
    assert schema.errors(json.loads(THING.encode(body)), whole, whole) == []


@pytest.mark.parametrize(
    "change",
    [
        {"titel": ""}, {"titel": 5}, {"aantal": -1}, {"aantal": 1001}, {"aantal": "2"}, {"koers": "veel"},
        {"prijs": "1"}, {"prijs": {"bedrag": "1"}}, {"certificaten": "a"}, {"certificaten": [1]}, {"status": "half"},
        {"voorbeeld": "ja"}, {"datum": "23-11-2026"}, {"niveau": 3}, {"minimaalSeal": [{"doel": "a", "niveau": 9}]},
    ],
)  # fmt: skip
def test_the_schema_refuses_what_the_kind_refuses(change: dict[str, Any]) -> None:
    whole = THING.schema()
    assert schema.errors({**GOOD, **change}, whole, whole)
    assert findings({**GOOD, **change})


def test_the_schema_says_units_and_stays_open() -> None:
    whole = THING.schema()
    text = json.dumps(whole)
    assert '"x-eenheid": "pieces"' in text
    assert "additionalProperties" not in text
    assert schema.errors({**GOOD, "later": 1}, whole, whole) == []


@pytest.mark.parametrize("kind", catalogue.KINDS.values(), ids=lambda kind: kind.name)
def test_every_kind_of_the_product_has_a_schema_that_we_can_check(kind: Kind[Any]) -> None:
    whole = kind.schema()
    assert schema.errors({}, whole, whole) or not kind.body.__struct_fields__
    assert kind.type == f"{kind.name}/{kind.major}"


def test_older_majors_are_upgraded_step_by_step() -> None:
    first = b'{"naam":"Oud","aantal":"7","later":1}'
    assert THING.decode(first, 1) == Decoded(Thing(title="Oud", quantity=7), {"later": 1})
    assert THING.decode(b'{"titel":"Oud"}', 2) == Decoded(Thing(title="Oud"))
    assert THING.convert({"naam": "Oud"}, 1) == Decoded(Thing(title="Oud"))


@pytest.mark.parametrize(
    ("payload", "major", "code"),
    [
        (b'{"titel":"x"}', 4, "unknown-major"),
        (b'{"titel":"x"}', 0, "unknown-major"),
        (b'{"titel":"x"}', -1, "unknown-major"),
        (b'{"titel":"x"}', 1, "upgrade"),
        (b'{"titel":"x","aantal":"veel"}', 2, "upgrade"),
        (b'{"titel":"x","aantal":[]}', 2, "upgrade"),
        (b'{"titel":5}', 2, "field"),
        (b"[]", 1, "field"),
        (b"{", 1, "malformed-json"),
        (b"{", None, "malformed-json"),
        (b"", None, "malformed-json"),
        (b"\xff", None, "malformed-json"),
        (b'{"titel":"\\ud800"}', None, "malformed-json"),
        (b'{"x":' + b"[" * 9999 + b"]" * 9999 + b"}", None, "malformed-json"),
        (b"[]", None, "field"),
        (b"{}", None, "missing"),
    ],
)
def test_a_payload_that_does_not_fit_is_refused(payload: bytes, major: int | None, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        THING.decode(payload, major)
    assert caught.value.findings[0].code == code


def test_what_could_not_be_read_back_is_never_written() -> None:
    good = THING.convert(GOOD).body
    for change, code in [
        ({"title": ""}, "field"),
        ({"title": 5}, "field"),
        ({"status": "half"}, "field"),
        ({"rate": Decimal("NaN")}, "no-number"),
        ({"status": "closed"}, "no-end"),
        ({"title": "x" * 1_000_001}, "too-large"),
        ({"title": "a\ud800"}, "half-character"),
        ({"place": Place(city="Bel 06 1234 5678")}, "mobile-number"),
    ]:
        with pytest.raises(BadInput) as caught:
            THING.encode(msgspec.structs.replace(good, **change))
        assert caught.value.findings[0].code == code
    with pytest.raises(BadInput):
        THING.encode(good, {"later": 1.5})
    with pytest.raises(BadInput):
        THING.encode(good, {"é": 1})


@pytest.mark.parametrize(
    "change",
    [
        {"audience": "public", "allowed": frozenset({"own"})},
        {"groups": ((same("A"), ("title",)),)},
        {"search": ("no_such",)},
        {"facets": ("no_such",)},
        {"upgrades": {}},
        {"major": 1},
        {"major": 4},
    ],
)
def test_a_kind_that_contradicts_itself_is_refused_where_it_is_declared(change: dict[str, Any]) -> None:
    with pytest.raises(AssertionError):
        replace(THING, **change)


def test_plain_decimals() -> None:
    assert is_plain(Decimal("0.00000001"))
    assert is_plain(Decimal("1E+40"))
    assert not is_plain(Decimal("1E+41"))
    assert not is_plain(Decimal("1E-41"))
    assert not is_plain(Decimal("NaN"))
    assert not is_plain(Decimal("9" * (MOST_DIGITS + 1)))
