# SPDX-License-Identifier: EUPL-1.2
"""A table runs nothing in a spreadsheet, and reads back as it was."""

from __future__ import annotations

import ast
import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.kernel.documents import lines, neutral, plain, table
from stelsel.kernel.table import rows


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(1)",
        "\tx",
        "\rx",
        "\n=x",
        "＝1+1",
        "＠x",
        '=HYPERLINK("http://x")',
        "-",
        "+",
        "'=1",
        "--1",
        "+31 6 12",
        "=cmd|' /C calc'!A0",
    ],
)
def test_what_would_run_gets_an_apostrophe(cell: str) -> None:
    assert neutral(cell) == "'" + cell
    assert plain(neutral(cell)) == cell


@pytest.mark.parametrize("cell", ["", "a", "a=b", "'a", "-1", "+1", "-1,5", "-1.5e-10", "'", "1", "é", " =1"])
def test_what_is_text_or_a_number_stays(cell: str) -> None:
    assert neutral(cell) == cell
    assert plain(cell) == cell


@given(st.one_of(st.text(), st.from_regex(r"'*[=+\-@\t\r＝]?[0-9.,e']*", fullmatch=True)))
def test_there_and_back(cell: str) -> None:
    assert plain(neutral(cell)) == cell
    assert neutral(cell)[:1] not in set("=@\t\r\n＝＋－＠")


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=20)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=6))
def test_a_table_of_our_own_reads_back(cells: list[list[str]]) -> None:
    kept = [row for row in cells if any(row)]
    raw = table(("a", "b"), kept)
    assert [list(found.values()) for _, found in rows(raw, "x.csv", ("a", "b"), own=True) if found] == kept


def test_in_a_file_of_others_an_apostrophe_is_theirs() -> None:
    assert [found for _, found in rows(b"a\n'=1\n", "x.csv", ("a",))] == [{"a": "'=1"}]


def test_values_are_written_plainly_and_in_pieces() -> None:
    assert table(("a", "b", "c"), [(None, Decimal("1E+3"), True)]) == b"a,b,c\n,1000,True\n"
    pieces = list(lines([[number] for number in range(1_200)]))
    assert len(pieces) == 3
    assert [int(row[0]) for row in csv.reader(io.StringIO("".join(pieces)))] == list(range(1_200))


def test_no_other_module_writes_csv(root: Path) -> None:
    found = set()
    for path in (root / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ("writer", "DictWriter"):
                found.add(path.relative_to(root / "src" / "stelsel").as_posix())
    assert found == {"kernel/documents/_csv.py"}
