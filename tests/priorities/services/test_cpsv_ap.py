# SPDX-License-Identifier: EUPL-1.2
"""The catalogue as CPSV-AP 3.2.0: valid by its own shapes, the same in both forms, and read back."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from stelsel.book.book import Book
from stelsel.priorities.services.catalogue_of import catalogue_of
from stelsel.priorities.services.catalogue_rules import catalogue_rules
from stelsel.priorities.services.exchange import cpsv_ap, example
from stelsel.priorities.services.kinds import KINDS, PUBLIC_SERVICE, SERVICE_OFFER, PublicService
from stelsel.priorities.services.sayings import TERMS, sayings
from stelsel.priorities.services.written import written
from tests.priorities.services import cpsv_samples as samples
from tests.priorities.services.books import TODAY, book_of, country
from tests.priorities.services.shacl import Asked, shapes, violations

API = "https://stelsel.example/api/v1"
DCT, CV, CPSV = "http://purl.org/dc/terms/", "http://data.europa.eu/m8g/", "http://purl.org/vocab/cpsv#"


@pytest.fixture(scope="module")
def everything(root: Path) -> Book:
    """The country that ships, and invented entries of every kind."""
    shipped = country(root)
    drafts = example(root / "src" / "stelsel" / "node" / "example" / "data").drafts
    assert shipped.count(PUBLIC_SERVICE) == len(drafts)
    return book_of({"importeur": drafts, samples.WHO: samples.DRAFTS})


@pytest.fixture(scope="module")
def catalogue(everything: Book) -> cpsv_ap.Catalogue:
    return catalogue_of(everything, API)


@pytest.fixture(scope="module")
def graph(catalogue: cpsv_ap.Catalogue) -> ox.Store:
    store = ox.Store()
    store.load(cpsv_ap.write(catalogue, "turtle"), format=ox.RdfFormat.TURTLE)
    return store


def values(store: ox.Store, subject: str, predicate: str) -> list[str]:
    """What stands there, sorted; a text with its language."""
    found = store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None)
    return sorted(
        f"{one.object.value}@{one.object.language}" if getattr(one.object, "language", None) else one.object.value
        for one in found
    )


def test_the_whole_catalogue_is_valid_by_the_shapes_of_the_standard(
    catalogue: cpsv_ap.Catalogue, shared_data: Path
) -> None:
    file = shared_data / "services/cpsv-ap/cpsv-ap-3.2.0-SHACL.ttl"
    assert len(shapes(file)) > 120
    assert sum(isinstance(one.body, PublicService) for one in catalogue.items) == 1017
    assert violations(cpsv_ap.write(catalogue, "turtle"), file) == {}
    assert violations(cpsv_ap.write(catalogue, "jsonld"), file, ox.RdfFormat.JSON_LD) == {}


def test_what_is_not_valid_is_seen(shared_data: Path) -> None:
    file = shared_data / "services/cpsv-ap/cpsv-ap-3.2.0-SHACL.ttl"
    raw = (
        f"@prefix dct: <{DCT}> . @prefix cv: <{CV}> . <http://a.example/1> a <{CPSV}PublicService> ; "
        'dct:identifier "1", "2" ; dct:title "no language" ; dct:description "x"@nl ; '
        f'cv:hasChannel <http://a.example/2> ; cv:processingTime "P8W"^^<http://www.w3.org/2001/XMLSchema#duration> .'
    ).encode()
    found = violations(raw, file)
    said = {(one.path.removeprefix(DCT).removeprefix(CV), one.what) for one in found}
    assert said == {
        ("identifier", "maxCount"),
        ("title", "datatype"),
        ("hasChannel", "class"),
        ("processingTime", "datatype"),
        ("hasCompetentAuthority", "minCount"),
    }
    assert Asked(f"{CPSV}PublicService", f"{CV}hasCompetentAuthority", "minCount", "1") in found


def test_both_forms_say_the_same(catalogue: cpsv_ap.Catalogue) -> None:
    turtle, json_ld = (cpsv_ap.write(catalogue, form) for form in ("turtle", "jsonld"))
    first = {str(one.triple) for one in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}
    assert first == {str(one.triple) for one in ox.parse(json_ld, format=ox.RdfFormat.JSON_LD)}
    assert len(first) > 16_000
    assert turtle == cpsv_ap.write(catalogue, "turtle"), "the same bytes each time"


def test_a_service_that_is_written_out_has_all_its_parts(graph: ox.Store) -> None:
    zorg, own = f"{TERMS}zorgtoeslag", f"{API}/diensten-catalogus"
    assert values(graph, zorg, f"{DCT}title") == [
        "Applying for healthcare allowance (zorgtoeslag)@en",
        "zorgtoeslag@nl",
    ]
    assert values(graph, zorg, f"{CV}hasCompetentAuthority") == [f"{own}#organisatie-dienst-toeslagen"]
    assert len(values(graph, zorg, f"{CPSV}hasInput")) == len(written()["zorgtoeslag"].bring)
    assert values(graph, zorg, f"{CV}isGroupedBy")
    assert values(graph, zorg, f"{CPSV}follows") == [f"{API}/regels/wet_op_de_zorgtoeslag/versies#2024-11-06"]
    (requirement,) = values(graph, zorg, f"{CV}holdsRequirement")
    assert values(graph, requirement, f"{DCT}title")[0].endswith(("@nl", "@en"))
    (cost,) = values(graph, zorg, f"{CV}hasCost")
    assert any("gratis" in one for one in values(graph, cost, f"{DCT}description"))
    assert values(graph, f"{TERMS}bijstand", f"{CV}processingTime") == ["P56D"]
    laws = {values(graph, one, f"{DCT}title")[0] for one in values(graph, zorg, f"{CV}hasLegalResource")}
    assert {"Wet op de zorgtoeslag, artikel 2@nl", "Artikel 2 Wet op de zorgtoeslag@nl"} <= laws


def test_every_rule_of_the_list_is_followed_by_its_service(graph: ox.Store) -> None:
    for product, rule in catalogue_rules().rules.items():
        (follows,) = values(graph, TERMS + product, f"{CPSV}follows")
        assert f"/regels/{rule}/versies#20" in follows
        (named,) = values(graph, follows, f"{DCT}identifier")
        assert named == f"{rule} {follows[-10:]}"
        assert any("geen regel voor een computer" in one for one in values(graph, follows, f"{DCT}description"))


def test_what_is_only_a_name_or_not_sure_says_so(graph: ox.Store) -> None:
    unsure = next(code for code, one in sayings().items() if not one.sure and code not in written())
    assert any("niet zeker" in one for one in values(graph, TERMS + unsure, f"{DCT}description"))
    said = sayings()["aanleunwoning"].sentence
    assert values(graph, f"{TERMS}aanleunwoning", f"{DCT}description") == sorted([f"{said.nl}@nl", f"{said.en}@en"])
    alone = PublicService(title="naam alleen", identifier="https://a.example/naam")
    book = book_of({"a": [samples.Draft(PUBLIC_SERVICE, "naam", alone)]})
    (item,) = catalogue_of(book, API).items
    raw = cpsv_ap.write(catalogue_of(book, API), "turtle").decode()
    assert "alleen de naam bekend: naam alleen" in raw
    assert "Only the name of this service is known" in raw
    assert item.authorities == (f"{API}/diensten-catalogus#organisatie-onbekend",)


def test_an_offer_of_a_municipality_is_a_service_of_its_own(graph: ox.Store) -> None:
    own = f"{API}/{SERVICE_OFFER.wire_plural}/{samples.WHO}/paspoort"
    assert values(graph, own, f"{CV}relatedService") == [samples.PRODUCT]
    assert values(graph, own, f"{CV}hasCompetentAuthority") == [samples.UTRECHT]
    assert values(graph, own, "http://xmlns.com/foaf/0.1/page") == ["https://voorbeeldstad.example/paspoort"]
    assert values(graph, own, f"{CV}hasChannel") == [f"{API}/kanalen/{samples.WHO}/balie"]
    assert len(values(graph, own, f"{CV}contactPoint")) == 2
    (period,) = values(graph, own, f"{DCT}temporal")
    assert values(graph, period, "http://www.w3.org/ns/dcat#startDate") == ["2024-01-01"]


def test_who_is_competent_follows_the_rules_and_the_place(graph: ox.Store, root: Path) -> None:
    own = f"{API}/diensten-catalogus"
    assert values(graph, f"{TERMS}paspoort", f"{CV}hasCompetentAuthority") == [f"{own}#bestuurslaag-municipality"]
    lantern = samples.SERVICE.identifier
    assert values(graph, lantern, f"{CV}hasCompetentAuthority") == [samples.UTRECHT]
    store = ox.Store()
    store.load(cpsv_ap.write(catalogue_of(country(root), API), "turtle"), format=ox.RdfFormat.TURTLE)
    svb = "https://identifier.overheid.nl/tooi/id/zbo/zb000143"
    assert values(store, f"{TERMS}kinderbijslag", f"{CV}hasCompetentAuthority") == [svb]
    assert values(store, svb, "http://www.w3.org/2004/02/skos/core#prefLabel") == ["Sociale Verzekeringsbank@nl"]


def test_nothing_is_linked_that_is_not_in_the_catalogue() -> None:
    drafts = [one for one in samples.DRAFTS if one.kind is not samples.CHANNEL]
    raw = cpsv_ap.write(catalogue_of(book_of({samples.WHO: drafts}), API), "turtle").decode()
    assert "balie" not in raw.replace("per keer", "")
    assert "hasChannel" not in raw


def test_a_choice_of_services_brings_only_its_own_parts(everything: Book) -> None:
    made = catalogue_of(everything, API, lambda record: record.id.endswith("/zorgtoeslag"))
    own = [one for one in made.items if "#" in one.iri]
    assert own
    assert all("zorgtoeslag" in one.iri or "#kanaal-" in one.iri or "#gebeurtenis-" in one.iri for one in own)
    assert not any(one.iri.endswith(f"{samples.WHO}/paspoort") for one in made.items)


def test_what_is_written_is_read_back(catalogue: cpsv_ap.Catalogue) -> None:
    for form in ("turtle", "jsonld"):
        found = cpsv_ap.read(cpsv_ap.write(catalogue, form), f"catalogus.{form}", TODAY)
        bodies = {getattr(one.body, "iri", None) or one.body.identifier: one.body for one in found.drafts}
        assert {one.kind for one in found.drafts} == set(KINDS) - {SERVICE_OFFER}
        lantern = bodies[samples.SERVICE.identifier]
        for name in ("title", "identifier", "descriptions", "competent_authority", "addressee", "acts", "rule"):
            assert getattr(lantern, name) == getattr(samples.SERVICE, name), name
        assert lantern.processing_time == "P56D"
        assert {one.title for one in lantern.legal_resources} == {one.title for one in samples.SERVICE.legal_resources}
        assert lantern.channels == (f"{API}/kanalen/{samples.WHO}/balie", f"{API}/kanalen/{samples.WHO}/online")
        counter = bodies[lantern.channels[0]]
        assert (counter.channel_type, counter.owner, counter.processing_time) == ("counter", samples.UTRECHT, "PT30M")
        price = bodies[f"{API}/kostenopgaven/{samples.WHO}/lantaarn"].price
        assert (str(price.amount), price.currency) == ("12.50", "EUR")
        told = {one.code for one in found.refused}
        assert told == {"languages", "authority", "property", "class"}, told


def test_read_back_and_written_again_says_the_same_of_what_was_read(catalogue: cpsv_ap.Catalogue) -> None:
    """The second round loses nothing: links by IRI lead to the entries that were read."""
    found = cpsv_ap.read(cpsv_ap.write(catalogue, "turtle"), "catalogus.ttl", TODAY)
    again = catalogue_of(book_of({"lezer": found.drafts}), API)
    once = cpsv_ap.read(cpsv_ap.write(again, "turtle"), "catalogus.ttl", TODAY)
    assert [one.local for one in once.drafts] == [one.local for one in found.drafts]
    lantern = next(one.body for one in once.drafts if one.body.identifier == samples.SERVICE.identifier)
    assert lantern.channels
    assert lantern.grouped_by
