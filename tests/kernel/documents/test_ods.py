# SPDX-License-Identifier: EUPL-1.2
"""A spreadsheet in which every cell says its type."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from stelsel.kernel.documents import read_xml, spreadsheet, unzip

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def cells(raw: bytes) -> list[list[dict[str, str]]]:
    """The attributes of every cell, row by row."""
    content = next(one.content for one in unzip(raw, "x.ods") if one.name == "content.xml")
    root = read_xml(content, "content.xml")
    return [[dict(cell.attrib) for cell in row] for row in root.iter(f"{TABLE}table-row")]


def test_each_cell_has_its_type() -> None:
    raw = spreadsheet("Aan/bod", ("a",), [["=1+1"], [Decimal("1E+2")], [date(2026, 1, 2)], [True], [None], [-3], [""]])
    assert raw[30:38] == b"mimetype"
    assert raw[38:84].startswith(b"application/vnd.oasis.opendocument.spreadsheet")
    kinds = [row[0] for row in cells(raw)]
    assert kinds == [
        {f"{OFFICE}value-type": "string"},
        {f"{OFFICE}value-type": "string"},
        {f"{OFFICE}value-type": "float", f"{OFFICE}value": "100"},
        {f"{OFFICE}value-type": "date", f"{OFFICE}date-value": "2026-01-02"},
        {f"{OFFICE}value-type": "boolean", f"{OFFICE}boolean-value": "true"},
        {},
        {f"{OFFICE}value-type": "float", f"{OFFICE}value": "-3"},
        {},
    ]
    assert raw == spreadsheet(
        "Aan/bod", ("a",), [["=1+1"], [Decimal("1E+2")], [date(2026, 1, 2)], [True], [None], [-3], [""]]
    )


@given(st.lists(st.text(), min_size=1, max_size=5), st.text(max_size=40))
def test_any_text_is_a_string_and_no_formula(texts: list[str], name: str) -> None:
    for row in cells(spreadsheet(name, ("kop",), [texts])):
        for cell in row:
            assert cell.get(f"{OFFICE}value-type", "string") == "string"
            assert not any("formula" in key for key in cell)


def test_text_keeps_lines_and_spaces() -> None:
    content = list(unzip(spreadsheet("x", ("k",), [["a  b\tc\nd <&>"]]), "x"))[-1].content
    root = read_xml(content, "x")
    last = list(root.iter(f"{TEXT}p"))[-2:]
    assert [one.tag.removeprefix(TEXT) for one in last[0]] == ["s", "tab"]
    assert last[1].text == "d <&>"
