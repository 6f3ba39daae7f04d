# SPDX-License-Identifier: EUPL-1.2
"""An agreement in plain words, its coverage, and deliveries beside its fields."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import msgspec
import pytest

from stelsel.engines.refinement import check, condition_from
from stelsel.kernel.problem import BadInput
from stelsel.nouns.agreement import (
    PROFILES,
    Delivered,
    Given,
    coverage,
    example,
    in_plain_words,
    rules_in,
    scope,
    sentence,
    taxonomy_in,
    taxonomy_of_both,
)
from stelsel.priorities.data.exchange.delivered_fields import delivered_fields
from tests.readable import B1, douma

DELIVERY = example("levering-adressen")
SHARED = Path(os.environ.get("STELSEL_SHARED") or Path(__file__).resolve().parents[4] / "shared") / "data"


def test_a_condition_is_a_sentence() -> None:
    line = "doel isA zorg and not (niveau >= 2 or ontvanger in (a, b)) and vastgelegd = true"
    said = sentence(condition_from(line))
    assert said.nl.startswith("doel is zorg of iets wat daaronder valt, niet: (niveau is minstens 2 of ontvanger is a")
    assert said.en.endswith("and vastgelegd is yes")


@pytest.mark.parametrize("name", ["grondregels", "levering-adressen", *PROFILES])
def test_every_rule_stands_in_the_plain_words_and_they_are_plain(name: str) -> None:
    body = example(name)
    sections = in_plain_words(body)
    text = "\n".join(line.nl for one in sections for line in one.lines)
    for part in (body.permissions, body.prohibitions, body.duties):
        for rule in part:
            assert rule.title in text
    assert all(line.nl.strip() and line.en.strip() for one in sections for line in one.lines)
    frame = [line.nl for one in sections if one.heading.en in ("What must be", "What may not be") for line in one.lines]
    assert douma(frame) > B1 - 15, "names of fields and values are the writer's own words"


def test_what_a_delivery_must_say_is_there() -> None:
    headings = {one.heading.en: one.lines for one in in_plain_words(DELIVERY)}
    assert headings["Between whom"][0].nl == "gemeente-voorbeeldstad is aanbieder."
    assert "artikel 3.2" in headings["On which law"][0].nl
    assert headings["From when"][0].en == "From 1 September 2026, up to and including 31 August 2028."


def test_the_delivery_is_in_line_with_the_base() -> None:
    base, own = (Given(rules_in(one), taxonomy_in(one)) for one in (example("grondregels"), DELIVERY))
    assert check(base.rules, own.rules, taxonomy_of_both(base, own)).verdict == "IN LINE"


def test_rules_without_a_measure_come_first() -> None:
    found = {one.rule: one for one in coverage(DELIVERY)}
    assert coverage(DELIVERY)[0].covered == "nowhere"
    assert found["l-log"].covered == "technical"
    assert found["l-bewaren"].covered == "people"
    assert found["l-niveau"].covered == "nowhere"


def test_a_measure_for_one_field_leaves_the_others_open() -> None:
    one = msgspec.structs.replace(DELIVERY.measures[0], field_name="postcode")
    body = msgspec.structs.replace(DELIVERY, measures=(one,))
    assert {it.rule: it.open_fields for it in coverage(body)}["l-log"] == ("huisnummer", "taal")


def _fields(plain: Any, name: str = "delivery.json", operation: str = "") -> tuple[Delivered, ...]:
    return delivered_fields(json.dumps(plain).encode(), name, operation)


ADDRESS = {
    "type": "object",
    "required": ["postcode"],
    "properties": {"postcode": {"type": "string"}, "huisnummer": {"type": "integer"}},
}
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["adres", "bsn"],
        "properties": {"adres": {"$ref": "#/$defs/adres"}, "bsn": {"type": "string"}},
    },
    "$defs": {"adres": ADDRESS},
    "$schema": "https://json-schema.org/draft/2020-12/schema",
}


def test_a_schema_says_what_is_too_much_and_what_is_not_always_there() -> None:
    found = scope(DELIVERY, _fields(SCHEMA))
    assert found.verdict == "outside"
    assert [one.place for one in found.too_much] == ["/-/bsn"]
    assert [(one.field_name, place) for one, place in found.sometimes] == [("huisnummer", "/-/adres/huisnummer")]
    assert not found.missing


def test_a_sample_within_the_agreement() -> None:
    rows = [{"adres": {"postcode": "1234AB", "huisnummer": 1}}, {"adres": {"postcode": "1234AB", "huisnummer": 2}}]
    assert scope(DELIVERY, _fields(rows)).verdict == "within"
    found = scope(DELIVERY, _fields([{"adres": {"postcode": "1234AB"}, "geboortedatum": "2000-01-01"}]))
    assert [one.field_name for one in found.missing] == ["huisnummer"]
    assert [one.place for one in found.too_much] == ["/geboortedatum"]


def test_a_mandatory_field_that_lacks_once_is_outside_and_one_that_may_lack_is_unknown() -> None:
    whole = {"adres": {"postcode": "1234AB", "huisnummer": 1}}
    for half in ({"adres": {"postcode": "1234AB"}}, {"adres": {"postcode": "1234AB", "huisnummer": None}}):
        found = scope(DELIVERY, _fields([whole, half]))
        assert ([one.field_name for one, _ in found.lacking], found.verdict) == (["huisnummer"], "outside")
    schema = {"type": "array", "items": {"type": "object", "required": ["adres"], "properties": {"adres": ADDRESS}}}
    found = scope(DELIVERY, _fields({**schema, "$schema": "x"}))
    assert ([one.field_name for one, _ in found.sometimes], found.verdict) == (["huisnummer"], "unknown")


def test_an_item_of_a_list_that_lacks_a_field_is_seen() -> None:
    found = {one.place: one.always for one in _fields([{"a": [{"b": 1, "c": 1}, {"b": 2}], "d": []}, {"a": []}])}
    assert found == {"/a/-/b": True, "/a/-/c": False}


def test_what_is_agreed_and_no_longer_delivered_is_told() -> None:
    fields = tuple(msgspec.structs.replace(one, mandatory_field=False) for one in DELIVERY.agreed_fields)
    found = scope(msgspec.structs.replace(DELIVERY, agreed_fields=fields), _fields([{"adres": {"postcode": "1"}}]))
    assert [one.field_name for one in found.absent] == ["huisnummer", "taal"]
    assert found.verdict == "within"


def test_lines_and_columns() -> None:
    flat = msgspec.structs.replace(
        DELIVERY,
        agreed_fields=tuple(msgspec.structs.replace(one, json_path=None) for one in DELIVERY.agreed_fields),
    )
    csv = delivered_fields(b"postcode;huisnummer;naam\n1234AB;1;x\n1234AB;;y\n", "a.csv")
    found = scope(flat, csv)
    assert [one.place for one in found.too_much] == ["/naam"]
    assert [one.field_name for one, _ in found.lacking] == ["huisnummer"]
    lines = delivered_fields(b'{"postcode": 1, "huisnummer": 2}\n{"postcode": 1, "huisnummer": 2}\n', "a.jsonl")
    assert scope(flat, lines).verdict == "within"


def test_a_free_form_is_unknown_and_never_within() -> None:
    free = {"type": "object", "properties": {"adres": ADDRESS | {"required": ["postcode", "huisnummer"]}, "rest": {}}}
    found = scope(DELIVERY, _fields({"type": "array", "items": free, "$schema": "x"}))
    assert found.open == ("/-/rest",)
    assert found.verdict == "unknown"
    assert _fields({"properties": {"a": {"type": "object", "additionalProperties": True}}})[-1].open


def test_a_schema_that_holds_itself_ends() -> None:
    plain = {"properties": {"kind": {"$ref": "#"}, "name": {"type": "string"}}}
    places = {one.place: one.open for one in _fields({"$ref": "#/$defs/p", "$defs": {"p": {**plain, "properties": {
        "kind": {"$ref": "#/$defs/p"}, "name": {"type": "string"}}}}})}  # fmt: skip
    assert places == {"/kind": True, "/name": False}


def test_one_operation_of_an_api() -> None:
    def answer(schema: Any) -> Any:
        return {"responses": {"200": {"content": {"application/json": {"schema": schema}}}}}

    other = answer({"properties": {"x": {"type": "string"}}})
    api = {"openapi": "3.0.3", "paths": {"/a": {"get": answer(ADDRESS) | {"operationId": "a"}}, "/b": {"get": other}}}
    assert {one.place for one in _fields(api)} == {"/postcode", "/huisnummer", "/x"}
    assert {one.place for one in _fields(api, operation="a")} == {"/postcode", "/huisnummer"}
    assert {one.place for one in _fields(api, operation="GET /b")} == {"/x"}
    with pytest.raises(BadInput, match="not in it"):
        _fields(api, operation="c")


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"{}", b"3"])
def test_what_has_no_fields_is_refused(raw: bytes) -> None:
    with pytest.raises(BadInput):
        delivered_fields(raw, "x.json")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not here")
def test_a_real_api() -> None:
    raw = (SHARED / "data" / "api-register" / "api-register-openapi.json").read_bytes()
    found = delivered_fields(raw, "api.json")
    assert len(found) > 50
    assert "/-/contact/email" in {one.place for one in found}
    assert scope(DELIVERY, found).verdict == "outside"
