# SPDX-License-Identifier: EUPL-1.2
"""The list of products: read as published and as shipped; broken, wrong-encoded, huge and wrong-version files."""

from __future__ import annotations

from pathlib import Path

import pytest

from stelsel.kernel.problem import BadInput
from stelsel.priorities.services import exchange
from stelsel.priorities.services.exchange import services_table, upl
from stelsel.priorities.services.exchange._rows import MAX_BYTES
from stelsel.priorities.services.kinds import PublicService

HEADER = (
    "UniformeProductnaam,URI,Rijk,Provincie,Waterschap,Gemeente,Burger,Bedrijf,Dienstenwet,SDG,Autonomie,Medebewind,"
    "Aanvraag,Subsidie,Melding,Verplichting,DigiDMacht,Grondslag,Grondslaglabel,Grondslaglink\n"
)
T = upl.TERMS


def row(name: str = "proef", uri: str = T + "proef", rijk: str = "X", law: str = "", link: str = "") -> str:
    return f"{name},{uri},{rijk},,,X,X,,,A1;B2,,X,X,,,,X,,{law},{link}\n"


@pytest.fixture
def shipped(root: Path) -> Path:
    return root / "src" / "stelsel" / "node" / "example" / "data"


def test_the_real_list(shared_data: Path) -> None:
    reading = exchange.read_all(shared_data)
    assert len(reading.drafts) == 1016
    assert [(refused.line, refused.code) for refused in reading.refused] == [(2, "placeholder")]
    bodies = {draft.local: draft.body for draft in reading.drafts}
    moving = bodies["verhuismelding"]
    assert isinstance(moving, PublicService)
    assert (moving.layers, moving.addressee) == (("municipality",), ("citizen",))
    assert moving.legal_resources[0].title == "Artikel 2.39 Wet basisregistratie personen"
    assert sum(len(body.legal_resources) for body in bodies.values() if isinstance(body, PublicService)) > 900
    assert all(draft.source and draft.source.day == "2021-12-24" for draft in reading.drafts)


def test_the_shipped_table_says_the_same_as_the_real_list(shared_data: Path, shipped: Path) -> None:
    assert exchange.example(shipped).drafts == exchange.read_all(shared_data).drafts
    files, _ = exchange.derive(shared_data)
    assert files == {services_table.FILE: (shipped / services_table.FILE).read_bytes()}


def test_the_shipped_table_loads_whole_and_twice_the_same(shipped: Path) -> None:
    first, second = exchange.example(shipped), exchange.example(shipped)
    assert first == second
    assert not first.refused
    assert len({draft.local for draft in first.drafts}) == len(first.drafts) == 1016


def test_rows_of_one_product_become_one_entry_with_every_legal_basis() -> None:
    raw = HEADER + row(law="Artikel 1 Wet A", link="https://wetten.overheid.nl/x") + row(law="Artikel 2 Wet B")
    (draft,) = upl.read(raw.encode()).drafts
    assert isinstance(draft.body, PublicService)
    assert [(basis.title, basis.link) for basis in draft.body.legal_resources] == [
        ("Artikel 1 Wet A", "https://wetten.overheid.nl/x"),
        ("Artikel 2 Wet B", None),
    ]
    assert draft.body.thematic_areas == ("A1", "B2")
    assert draft.body.digid_mandate


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (row(name=""), "empty"),
        (row(uri="https://elders.example/x"), "address"),
        (row(uri=""), "address"),
        (row(rijk="misschien"), "flag"),
        (row(name="y" * 3000), "too-long"),
        ("te,kort\n", "row-length"),
        (row(name="iets anders"), "contradiction"),
        (row(name="bel de heer Jansen", uri=T + "anders"), "person-name"),
        (row(uri=T + "PROEF"), "name-clash"),
    ],
)
def test_a_wrong_row_is_refused_with_its_line_and_the_rest_loads(bad: str, code: str) -> None:
    reading = upl.read((HEADER + row() + bad).encode())
    assert [draft.local for draft in reading.drafts] == ["proef"]
    assert [(refused.line, refused.code) for refused in reading.refused] == [(3, code)]
    assert reading.refused[0].why.nl
    assert reading.refused[0].why.en


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "columns"),
        (b"naam,adres\nx,y\n", "columns"),
        ((HEADER.strip() + ",URI\n").encode(), "columns"),
        ((HEADER + row("café")).encode("latin-1"), "not-utf8"),
        ((HEADER + row()).encode("utf-16"), "not-utf8"),
        ((HEADER + row("a\0b")).encode(), "not-utf8"),
        ((HEADER + '"open').encode(), "malformed-csv"),
        (b"x" * (MAX_BYTES + 1), "too-large"),
    ],
)
def test_a_file_that_cannot_be_read_is_bad_input_with_its_place(raw: bytes, code: str) -> None:
    for read, file in ((upl.read, "upl.csv"), (services_table.read, "tabel.csv")):
        with pytest.raises(BadInput) as caught:
            read(raw, file)
        assert caught.value.findings[0].code in (code, "columns")
        assert file in caught.value.findings[0].where


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("proef,proef,Q,,,", "mark"),
        (",proef,G,,,", "empty"),
        ("proef,proef,G,,Wet A|Wet B,x", "laws"),
        ("proef,proef,G", "row-length"),
    ],
)
def test_a_wrong_row_of_the_shipped_table(line: str, code: str) -> None:
    reading = services_table.read((",".join(services_table.COLUMNS) + f"\nander,ander,G,,,\n{line}\n").encode())
    assert [draft.local for draft in reading.drafts] == ["ander"]
    assert [(refused.line, refused.code) for refused in reading.refused] == [(3, code)]
