# SPDX-License-Identifier: EUPL-1.2
"""Agreements as ODRL-AP-NL: there and back with the same meaning, and what others write."""

from __future__ import annotations

import json
import random
from datetime import date
from typing import Any

import msgspec
import pytest

from bench.refinement_pairs import TAXONOMY, pairs
from stelsel.engines.refinement import form_of, rules_of, ruling, taxonomy_from
from stelsel.kernel.problem import BadInput
from stelsel.kernel.time import Period
from stelsel.nouns.agreement import (
    PROFILES,
    AgreedField,
    Agreement,
    AgreementParty,
    LegalBasis,
    Measure,
    OwnTerm,
    Shape,
    example,
    rules_in,
    taxonomy_in,
    with_rules,
)
from stelsel.priorities.data.exchange import odrl_ap_nl

CONCEPTS = taxonomy_from(TAXONOMY)
PUBLISHER = "https://identifier.overheid.nl/tooi/id/gemeente/gm0344"


def again(body: Agreement) -> Agreement:
    """Written and read."""
    (found,) = odrl_ap_nl.read(odrl_ap_nl.write(body, PUBLISHER), "a.jsonld")
    assert not [one for one in found.warnings if one.code.startswith("odrl")]
    return found.body


def same_but_conditions(one: Agreement, other: Agreement) -> None:
    """Every part the same; the lines of conditions may have their values in another order."""
    rules = {"permissions", "prohibitions", "duties"}
    for name in one.__struct_fields__:
        if name not in rules:
            assert getattr(one, name) == getattr(other, name), name
    for part in rules:
        for was, is_ in zip(getattr(one, part), getattr(other, part), strict=True):
            blank = {"when": "", **({"must": ""} if part == "duties" else {})}
            blank |= {"unless": ""} if part == "prohibitions" else {}
            assert msgspec.structs.replace(was, **blank) == msgspec.structs.replace(is_, **blank)


@pytest.mark.parametrize("name", ["grondregels", "levering-adressen", *PROFILES])
def test_an_agreement_comes_back(name: str) -> None:
    body = example(name)
    found = again(body)
    same_but_conditions(body, found)
    if body.text_type == "base":
        assert form_of(rules_in(found), taxonomy_in(found)) == form_of(rules_in(body), taxonomy_in(body))


def test_every_part_and_strange_words_come_back() -> None:
    strange = 'a "b" \\ c:d/é % # ?'
    body = Agreement(
        identifier="https://voorbeeld.example/afspraak/1",
        version="2",
        title="Titel",
        summary=strange,
        agreement_parties=(AgreementParty(PUBLISHER, "provider"), AgreementParty("urn:stelsel:x", "consumer")),
        sharing_purpose="Waarvoor",
        legal_bases=(LegalBasis("BWBR0033715", "3.2", "Wet", "e"), LegalBasis("32016R0679", "", strange)),
        agreed_fields=(AgreedField(strange, "https://b.example/c", strange, "", True, strange), AgreedField("b")),
        attributes=example("grondregels").attributes,
        agreed_concepts=example("grondregels").agreed_concepts,
        own_terms=(OwnTerm(strange, ("zorg", "a"), True, "doel"), OwnTerm("", ("doel",))),
        shapes=(Shape("dcat:Dataset", "dct:title", 1, 0, "xsd:string", ("b", "a", strange)),),
        measures=(Measure("p:1/x", "organisation", None, strange, "t"),),
        refines="a/agreement/b",
        supersedes="https://elders.example/b",
        valid=Period(date(2026, 1, 1), None),
        published=date(2026, 2, 1),
        sample=True,
    )
    same_but_conditions(body, again(body))


def test_the_meaning_stays_whatever_the_order() -> None:
    dice = random.Random(3)
    for number, (plain, _) in enumerate(pairs(21, 120)):
        rules = rules_of(plain)
        body = with_rules({"identifier": f"a-{number}", "version": "1", "title": "t"}, rules, CONCEPTS)
        wanted = form_of(rules, CONCEPTS).hash
        raw = json.loads(odrl_ap_nl.write(body))
        for part in ("odrl:permission", "odrl:prohibition", "odrl:obligation", "stelsel:concept", "stelsel:attribute"):
            dice.shuffle(raw.get(part, []))
            for one in raw.get(part, []) if part.startswith("odrl") else ():
                one["@id"] += f"-{dice.random()}"
        (found,) = odrl_ap_nl.read(json.dumps(raw).encode(), "a.jsonld")
        assert form_of(rules_in(found.body), taxonomy_in(found.body)).hash == wanted


TURTLE = """@prefix apnl: <https://standaarden.overheid.nl/odrl-ap-nl/> .
@prefix odrl: <http://www.w3.org/ns/odrl/2/> .
@prefix dct:  <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix xsd:  <http://www.w3.org/2001/XMLSchema#> .
@prefix ex:   <https://voorbeeld.example/> .
ex:overeenkomst a odrl:Agreement ;
    dct:title "Overeenkomst"@nl , "Agreement"@en ;
    dct:publisher <https://identifier.overheid.nl/tooi/id/oorg/oorg10103> ;
    odrl:profile apnl: %s ;
    odrl:uid ex:overeenkomst ;
    apnl:instantiates ex:aanbod ;
    prov:wasDerivedFrom ex:aanbod , <https://wetten.overheid.nl/BWBR0033715> ;
    odrl:assigner <https://identifier.overheid.nl/tooi/id/oorg/oorg10103> ;
    odrl:assignee <https://identifier.overheid.nl/tooi/id/gemeente/gm0014> ;
    odrl:permission [ a odrl:Permission ;
        odrl:action odrl:read ;
        odrl:constraint [ a odrl:Constraint ; odrl:leftOperand odrl:purpose ; odrl:operator odrl:isA ;
            odrl:rightOperand ex:burgerzaken ] ;
        odrl:constraint [ a odrl:LogicalConstraint ; odrl:xone (
            [ odrl:leftOperand ex:a ; odrl:operator odrl:eq ; odrl:rightOperand true ]
            [ odrl:leftOperand ex:b ; odrl:operator odrl:eq ; odrl:rightOperand true ] ) ] ;
        odrl:duty [ a odrl:Duty ; odrl:action odrl:inform ] ] .
"""
YES = {
    "odrl:action": "odrl:read",
    "odrl:purpose": "https://voorbeeld.example/burgerzaken",
    "https://voorbeeld.example/a": True,
    "https://voorbeeld.example/b": False,
    "odrl:inform": True,
}


def test_what_others_write_means_what_it_says() -> None:
    (found,) = odrl_ap_nl.read((TURTLE % "").encode(), "a.ttl")
    body = found.body
    assert (body.title, body.text_type, body.refines) == (
        "Overeenkomst",
        "sharing",
        "https://voorbeeld.example/aanbod",
    )
    assert [one.law_identifier for one in body.legal_bases] == ["BWBR0033715"]
    assert [one.code for one in found.warnings] == ["odrl-duty", "no-purpose"]
    rules, concepts = rules_in(body), taxonomy_in(body)
    assert ruling(rules, YES, concepts).allowed is True
    for name, value in (("odrl:action", "odrl:modify"), ("https://voorbeeld.example/b", True), ("odrl:inform", False)):
        assert ruling(rules, {**YES, name: value}, concepts).allowed is False
    assert ruling(rules, {**YES, "odrl:inform": None}, concepts).allowed is None


def test_an_unknown_profile_is_warned_of_and_a_known_one_is_not() -> None:
    (found,) = odrl_ap_nl.read((TURTLE % ", <https://vreemd.example/profiel>").encode(), "a.ttl")
    assert "odrl-profile" in [one.code for one in found.warnings]
    (found,) = odrl_ap_nl.read((TURTLE % ", <https://standaarden.overheid.nl/odrl-geo-nl/>").encode(), "a.ttl")
    assert "odrl-profile" not in [one.code for one in found.warnings]


def test_an_artefact_leaves_the_outcome_unknown() -> None:
    artefact = (
        "[ odrl:leftOperand apnl:verwerkingsverzoek ; odrl:operator apnl:conformsToPolicy ; odrl:rightOperand ex:r ]"
    )
    text = (TURTLE % "").replace("odrl:duty [", f"odrl:constraint {artefact} ; odrl:duty [")
    (found,) = odrl_ap_nl.read(text.encode(), "a.ttl")
    assert "odrl-artefact" in [one.code for one in found.warnings]
    assert ruling(rules_in(found.body), YES, taxonomy_in(found.body)).allowed is None


def _changed(part: str, value: Any) -> bytes:
    plain = json.loads(odrl_ap_nl.write(example("levering-adressen")))
    plain["odrl:permission"][0]["odrl:constraint"] = {part: value}
    return json.dumps(plain).encode()


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"{", "malformed-rdf"),
        (b"", "no-odrl"),
        (b"<a> <b> .", "malformed-rdf"),
        (b'{"@context": "https://www.w3.org/ns/odrl.jsonld", "uid": "x"}', "remote-context"),
        (b'{"@context":["https://www.w3.org/ns/odrl.jsonld"], "uid": "x"}', "remote-context"),
        (b"<urn:a> a <http://www.w3.org/ns/odrl/2/Set> .", "odrl-title"),
        (_changed("odrl:operator", {"@id": "odrl:eq"}), "odrl-constraint"),
        (_changed("odrl:unit", "EUR"), "odrl-constraint"),
        (_changed("odrl:rightOperandReference", "x"), "odrl-constraint"),
    ],
)
def test_what_does_not_read_is_refused_with_its_place(raw: bytes, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        odrl_ap_nl.read(raw, "x.jsonld")
    assert [one.code for one in caught.value.findings] == [code]
    assert caught.value.findings[0].where.startswith("x.jsonld")


def test_a_constraint_that_holds_itself_ends() -> None:
    text = (TURTLE % "").replace("odrl:duty [", "odrl:constraint ex:rond ; odrl:duty [")
    text += "ex:rond odrl:and ( ex:rond ) ."
    with pytest.raises(BadInput):
        odrl_ap_nl.read(text.encode(), "a.ttl")
