# SPDX-License-Identifier: EUPL-1.2
"""Broken, huge, wrongly encoded and wrong input: a reason with its place, and the rest loads."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from stelsel.kernel import rdf
from stelsel.kernel.entry import Source
from stelsel.kernel.problem import BadInput
from stelsel.priorities.data.exchange import api_descriptors, dcat_turtle, ldes_pages, tables
from stelsel.priorities.data.exchange._compact import Shortener, prefixes_for
from stelsel.priorities.data.exchange.sample import sample
from stelsel.priorities.data.kinds import DATASET

SOURCE = Source("test", "2026-01-01", "https://test.example/")
PREFIXES = """@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
"""


def turtle(text: str) -> bytes:
    return (PREFIXES + text).encode()


def read(text: str) -> object:
    return dcat_turtle.read(turtle(text), "c.ttl", SOURCE, "NL")


def code_of(call: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(BadInput) as caught:
        call()
    finding = caught.value.findings[0]
    assert finding.what.nl
    assert finding.cure.en
    return finding.code, finding.where


def test_a_broken_catalogue_names_the_line() -> None:
    assert code_of(lambda: read("<https://a.example/> a dcat:Dataset .\n<https://b.example/ a dcat:Dataset .\n")) == (
        "malformed-rdf",
        "c.ttl line 6",
    )


def test_other_encodings_are_named() -> None:
    raw = turtle('<https://a.example/> dct:title "é" .').decode().encode("latin-1")
    assert code_of(lambda: dcat_turtle.read(raw, "c.ttl", SOURCE, "NL")) == ("not-utf8", "c.ttl line 5")
    wide = turtle("<https://a.example/> a dcat:Dataset .").decode().encode("utf-16")
    assert code_of(lambda: dcat_turtle.read(wide, "c.ttl", SOURCE, "NL"))[0] == "not-utf8"


def test_a_byte_order_mark_is_fine() -> None:
    raw = b"\xef\xbb\xbf" + turtle("<https://a.example/> a dcat:Dataset .")
    assert len(dcat_turtle.read(raw, "c.ttl", SOURCE, "NL").drafts) == 1


def test_gzip_is_unpacked_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = gzip.compress(turtle("<https://a.example/> a dcat:Dataset ."))
    assert len(dcat_turtle.read(packed, "c.ttl.gz", SOURCE, "NL").drafts) == 1
    assert code_of(lambda: dcat_turtle.read(packed[:40], "c.ttl.gz", SOURCE, "NL"))[0] == "broken-gzip"
    monkeypatch.setattr(rdf, "MAX_BYTES", 1000)
    bomb = gzip.compress(b" " * 100_000)
    assert code_of(lambda: dcat_turtle.read(bomb, "c.ttl.gz", SOURCE, "NL"))[0] == "too-large"


def test_rdf_without_dcat_is_refused() -> None:
    assert code_of(lambda: read('<https://a.example/> dct:title "a" .'))[0] == "no-dcat"


def test_a_person_as_contact_is_turned_away_and_the_dataset_loads() -> None:
    reading = dcat_turtle.read(
        turtle(
            """<https://a.example/1> a dcat:Dataset ; dct:title "A"@nl ; dcat:contactPoint <https://a.example/c> .
<https://a.example/c> vcard:fn "Jan Jansen" ; vcard:hasEmail <mailto:jan.jansen@a.example> .
<https://a.example/2> a dcat:Dataset ; dct:title "B"@nl ; dcat:contactPoint <https://a.example/d> .
<https://a.example/d> vcard:fn "Helpdesk" ; vcard:hasEmail <mailto:data@a.example> .
"""
        ),
        "c.ttl",
        SOURCE,
        "NL",
    )
    first, second = (draft.body for draft in reading.drafts)
    assert (first.contact, second.contact) == (None, "data@a.example")
    assert [(one.code, one.line) for one in reading.refused] == [("personal-contact", 5)]
    assert "dcat:contactPoint" in first.given_properties
    assert "Jansen" not in repr(reading)


def test_a_bsn_in_a_text_takes_only_that_text_away() -> None:
    reading = dcat_turtle.read(
        turtle(
            '<https://a.example/1> a dcat:Dataset ; dct:title "Bomen"@nl ; '
            'dct:description "Mijn nummer is 111222333."@nl, "Goed"@nl ; dcat:keyword "x", "bel 0612345678" .'
        ),
        "c.ttl",
        SOURCE,
        "NL",
    )
    (draft,) = reading.drafts
    assert [one.text for one in draft.body.descriptions] == ["Goed"]
    assert draft.body.keywords == ("x",)
    assert [one.code for one in reading.refused] == ["personal-data", "personal-data"]
    assert draft.kind.encode(draft.body)


def test_what_cannot_be_read_is_left_unknown_and_counted() -> None:
    reading = dcat_turtle.read(
        turtle(
            """<https://a.example/1> a dcat:Dataset ; dct:issued "ooit" ; dct:identifier "a", "b" ;
  dct:publisher <https://a.example/p> ; dcat:landingPage <javascript:alert(1)> .
<https://a.example/p> a foaf:Person ; foaf:name "Jan Jansen" .
[] a dcat:Dataset .
<https://a.example/x> a dcat:Distribution ; dcat:byteSize "-4" ; dcat:downloadURL <ftp://a.example/x> .
"""
        ),
        "c.ttl",
        SOURCE,
        "NL",
    )
    dataset, distribution = (draft.body for draft in reading.drafts)
    assert (dataset.issued, dataset.identifier, dataset.publisher_name, dataset.landing_page) == (None, "a", None, None)
    assert (distribution.byte_size, distribution.download_url) == (None, None)
    assert sorted(one.code for one in reading.refused) == ["more-than-one", "no-iri", "value", "value"]


TREE = "<https://w3id.org/tree#{}>"


def page(members: str = "", more: str = "") -> str:
    return f"<> a {TREE.format('Node')} .\n{more}\n{members}"


def member(name: str, when: str, activity: str, inside: str) -> str:
    streams = "https://www.w3.org/ns/activitystreams#"
    return (
        f"<s> {TREE.format('member')} <#{name}> .\n<#{name}> a <{streams}{activity}> ; "
        f'<{streams}object> <https://a.example/1> ; <{streams}published> "{when}" .\n<#{name}> {{ {inside} }}\n'
    )


TITLED = '<https://a.example/1> a <http://www.w3.org/ns/dcat#Dataset> ; <http://purl.org/dc/terms/title> "{}" .'


def stream(folder: Path, **pages: str) -> ldes_pages.Stream:
    for name, text in pages.items():
        (folder / f"{name}.trig").write_text(text, encoding="utf-8")
    return ldes_pages.read(folder, "test", "https://test.example/")


def test_a_missing_page_is_not_fetched_yet(tmp_path: Path) -> None:
    leads = f"<> {TREE.format('relation')} [ {TREE.format('node')} <b.trig>, <weg.trig>, <../../../etc/passwd> ] ."
    found = stream(tmp_path, a=page(member("m", "2026-01-01T00:00:00Z", "Create", TITLED.format("A")), leads), b=page())
    assert found.pages == ["a.trig", "b.trig"]
    assert "weg.trig" in found.not_fetched
    assert "b.trig" not in found.not_fetched
    assert len(found.graph()) == 1


def test_the_newest_member_counts_whatever_the_order(tmp_path: Path) -> None:
    new, old = (
        member("n", "2026-02-01T00:00:00Z", "Update", TITLED.format("new")),
        member("o", "2026-01-01T00:00:00Z", "Create", TITLED.format("old")),
    )
    for pages in ({"a": page(new), "b": page(old)}, {"a": page(old), "b": page(new)}):
        node = stream(tmp_path, **pages).graph()["https://a.example/1"]
        assert [one.text for one in node.literals("dct:title")] == ["new"]
        assert node.origin.source.day == "2026-02-01"


def test_a_delete_in_the_stream_removes(tmp_path: Path) -> None:
    gone = member("d", "2026-03-01T00:00:00Z", "Delete", "")
    found = stream(tmp_path, a=page(member("m", "2026-01-01T00:00:00Z", "Create", TITLED.format("A"))), b=page(gone))
    assert found.members == 2
    assert not found.graph()


def test_a_broken_page_is_refused_and_the_others_load(tmp_path: Path) -> None:
    good = page(member("m", "2026-01-01T00:00:00Z", "Create", TITLED.format("A")))
    found = stream(tmp_path, a="<> a <x\n", b=good, c='<https://a.example/1> <https://a.example/p> "geen pagina" .')
    assert [(one.file, one.code) for one in found.refused] == [("a.trig", "malformed-rdf"), ("c.trig", "no-tree")]
    assert len(found.graph()) == 1


def test_a_folder_without_pages_is_bad_input(tmp_path: Path) -> None:
    assert code_of(lambda: ldes_pages.read(tmp_path, "test", ""))[0] == "no-tree"


def test_api_descriptors_row_by_row() -> None:
    good = {"href": "https://a.example/openapi.json", "organisationUri": "https://a.example", "contact": {"url": 5}}
    rows = [good, 5, {}, {"href": "ftp://x", "organisationUri": "https://a.example"}, good]
    personal = {**good, "href": "https://b.example/", "contact": {"email": "jan.jansen@b.example", "url": "https://b"}}
    reading = api_descriptors.read(json.dumps([*rows, personal], indent=1).encode(), "a.json", SOURCE)
    assert [draft.body.iri for draft in reading.drafts] == ["https://a.example/openapi.json", "https://b.example/"]
    assert [one.code for one in reading.refused] == ["field", "field", "field", "duplicate", "personal-contact"]
    assert [draft.body.contact for draft in reading.drafts] == [None, "https://b"]


@pytest.mark.parametrize("raw", [b"{}", b"[", b"", b"\xff\xfe[", b"[" * 100_000, b'"list"'])
def test_no_list_of_descriptors_is_bad_input(raw: bytes) -> None:
    assert code_of(lambda: api_descriptors.read(raw, "a.json", SOURCE))[0] in {"shape", "not-utf8"}


def test_a_wrong_row_of_our_own_table_is_refused() -> None:
    keys = tables.Keys(Shortener({}), ((),), (SOURCE,))
    header = tables.columns(DATASET)
    good = {"iri": "https://a.example/1", "given_properties": "0", "source": "0", "titles": "nl Bomen"}
    bad = [{"issued": "ooit"}, {"source": "9"}, {"given_properties": "-1"}, {"titles": "nl"}, {"themes": "~9:x"}]
    rows = [good, *({**good, "iri": f"https://a.example/{n + 2}", **one} for n, one in enumerate(bad)), good]
    raw = tables.table(header, ([row.get(name, "") for name in header] for row in rows)) + b"x,y\n"
    reading = tables.read(DATASET, raw, "d.csv", keys)
    assert [draft.body.titles[0].text for draft in reading.drafts] == ["Bomen"]
    codes = [one.code for one in reading.refused]
    assert codes == ["field"] * 5 + ["duplicate", "row-length"]
    assert code_of(lambda: tables.read(DATASET, b"a,b\n", "d.csv", keys))[0] == "shape"


def test_short_addresses_come_back_whole() -> None:
    addresses = [f"https://voorbeeldstad.example/data/lange/map/{number}?x={number}" for number in range(200)]
    shortener = Shortener(prefixes_for(addresses))
    assert shortener.prefixes
    assert all(shortener.long(shortener.short(one)) == one for one in [*addresses, "https://b.example/", ""])
    assert sum(len(shortener.short(one)) for one in addresses) < sum(map(len, addresses)) / 2


def test_samples_are_labelled_and_can_be_stated() -> None:
    stated = sample()
    assert set(stated) == {"gemeente-voorbeeldstad", "waterschap-voorbeeldwater", "provincie-voorbeeldland"}
    for publisher, audiences in stated.items():
        assert set(audiences) == {"public"}
        for draft in audiences["public"].drafts:
            assert draft.source is None
            assert draft.body.sample
            assert "(voorbeeld)" in draft.kind.label(draft.body).nl
            assert "(example)" in draft.kind.label(draft.body).en
            assert draft.kind.encode(draft.body)
            linked = (*getattr(draft.body, "distributions", ()), *getattr(draft.body, "datasets", ()))
            assert all(address.startswith(f"{publisher}/") for address in linked)
