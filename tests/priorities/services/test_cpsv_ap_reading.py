# SPDX-License-Identifier: EUPL-1.2
"""Catalogues of others: the example of the standard, and what is broken, strange or personal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stelsel.kernel.draft import Reading
from stelsel.kernel.problem import BadInput
from stelsel.priorities.services.exchange import cpsv_ap
from stelsel.priorities.services.exchange._cpsv_json import context
from tests.priorities.services.books import TODAY

HEAD = (
    "@prefix cpsv: <http://purl.org/vocab/cpsv#> . @prefix cv: <http://data.europa.eu/m8g/> . "
    "@prefix dct: <http://purl.org/dc/terms/> . @prefix a: <http://a.example/> . "
)


def codes(found: Reading) -> list[str]:
    return [one.code for one in found.refused]


def turtle(text: str) -> Reading:
    return cpsv_ap.read((HEAD + text).encode(), "c.ttl", TODAY)


def test_the_context_that_ships_is_that_of_the_standard(shared_data: Path) -> None:
    file = shared_data / "services/cpsv-ap/cpsv-ap-3.2.0-context.jsonld"
    assert json.loads(file.read_text(encoding="utf-8"))["@context"] == context()


@pytest.mark.parametrize("ending", ["ttl", "jsonld"])
def test_the_example_of_the_standard_is_read_and_what_is_left_is_told(shared_data: Path, ending: str) -> None:
    raw = (shared_data / f"services/cpsv-ap/example-public-service.{ending}").read_bytes()
    found = cpsv_ap.read(raw, f"example.{ending}", TODAY)
    by_kind = {one.kind.name: one.body for one in found.drafts}
    assert sorted(by_kind) == ["channel", "evidence", "public-service", "requirement"]
    service = by_kind["public-service"]
    assert (service.title, service.identifier) == ("Tax-on-web", "Tax-on-web")
    assert service.iri == "http://example.com/publicService1"
    assert service.requirements == ("http://example.com/requirement1",)
    assert by_kind["requirement"].evidence == ("http://example.com/evidence1",)
    assert by_kind["evidence"].titles[0].language == "fr"
    said = " ".join(f"{one.code} {one.why.en}" for one in found.refused)
    for left in ("Federal Public Service FINANCE has no TOOI address", "cv:contactPoint of cpsv:PublicService",
                 "cv:hasInputType", "dct:conformsTo of cv:Evidence", "class cv:ContactPoint (1 times)",
                 "cv:EvidenceType", "time#TemporalEntity (2 times)", "snb/com-channel/b37115f83e"):  # fmt: skip
        assert left in said, left
    assert all(one.why.nl and one.file == f"example.{ending}" for one in found.refused)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"a:b a", "malformed-rdf"),
        (b"\xff\xfe", "not-utf8"),
        (b"<http://a.example/1> <http://a.example/2> 3 .", "no-cpsv"),
        (b"", "no-cpsv"),
        (b"{", "malformed-json"),
        (b'{"a": \xff}', "malformed-json"),
        (b'{"@graph": ' + b"[" * 100 + b"]" * 100 + b"}", "malformed-json"),
        (b"[" * 200_000, "malformed-json"),
        (b'{"@context": "https://elsewhere.example/c.jsonld"}', "remote-context"),
        (b'{"@context": {"@import": "https://elsewhere.example/c.jsonld"}}', "remote-context"),
        (b'{"@context": 5}', "malformed-rdf"),
        (b"\x1f\x8b\x00", "broken-gzip"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_what_to_do(raw: bytes, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        cpsv_ap.read(raw, "c", TODAY)
    (finding,) = caught.value.findings
    assert finding.code == code
    assert finding.where.startswith("c")
    assert finding.cure.nl
    assert finding.cure.en


def test_what_lacks_a_name_or_an_address_is_refused() -> None:
    assert codes(turtle('a:1 a cv:Channel . a:2 a cv:Cost ; dct:identifier "2" .')) == ["missing"]
    assert codes(turtle('a:1 a cpsv:PublicService ; dct:identifier "1" .')) == ["missing"]
    assert codes(turtle('[] a cv:Evidence ; dct:identifier "1" ; dct:title "x"@nl .')) == ["no-iri"]


def test_a_link_to_a_nameless_thing_is_left_out_and_told() -> None:
    found = turtle('a:1 a cv:Requirement ; dct:identifier "1" ; dct:title "x"@nl ; cv:hasSupportingEvidence [] .')
    assert codes(found) == ["link"]
    assert found.drafts[0].body.evidence == ()


def test_personal_data_is_refused() -> None:
    found = turtle('a:1 a cv:Cost ; dct:identifier "1" ; dct:description "bel jan.de.vries@gmail.com"@nl .')
    assert found.drafts == ()
    assert len(found.refused) == 1


def test_values_that_do_not_fit_are_told_and_the_rest_is_read() -> None:
    found = turtle(
        'a:1 a cpsv:PublicService ; dct:identifier "1" ; dct:title "x"@nl , "y"@en ; dct:audience a:all ; '
        'cpsv:follows [ dct:identifier "Niet Zo 2026-13-45" ] ; cv:hasCompetentAuthority a:who . '
        'a:2 a cv:Cost ; dct:identifier "2" ; cv:hasValue "12.5" .'
    )
    assert codes(found) == ["languages", "value", "value", "authority", "value"]
    assert found.drafts[0].body.title == "x"
    assert found.drafts[1].body.price is None


def test_a_duration_that_is_none_refuses_the_channel() -> None:
    found = turtle('a:1 a cv:Channel ; dct:identifier "1" ; cv:processingTime "acht weken" .')
    assert codes(found) == ["field"]
    assert "P8W" in found.refused[0].why.en


def test_names_that_no_context_knows_are_told() -> None:
    document = {
        "@context": ["https://semiceu.github.io/uri.semic.eu-generated/CPSV-AP/releases/3.2.0/context/cpsv-ap.jsonld"],
        "@id": "http://a.example/1",
        "@type": "Cost",
        "Cost.identifier": "1",
        "prijs": 5,
    }
    found = cpsv_ap.read(json.dumps(document).encode(), "c.jsonld", TODAY)
    assert codes(found) == ["term"]
    assert "prijs" in found.refused[0].why.nl
    assert found.drafts[0].body.identifier == "1"
