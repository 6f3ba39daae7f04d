# SPDX-License-Identifier: EUPL-1.2
"""Lines of doubt: read with both languages, bad rows named."""

from __future__ import annotations

import pytest

from stelsel.engines.rules.doubts import COLUMNS, read_doubts
from stelsel.kernel.documents import table
from stelsel.kernel.problem import BadInput

ROW = ("a-b", "BWBR0000001 BWBR0000002", "2024 2026", "some", "wat", "what", "welke", "which", "norm")


def raw(*changes: dict[str, str]) -> bytes:
    return table(COLUMNS, [[one.get(name, cell) for name, cell in zip(COLUMNS, ROW, strict=True)] for one in changes])


def test_a_line_says_what_it_touches() -> None:
    (found,) = read_doubts(raw({})).values()
    assert found.touches("BWBR0000002", 2026)
    assert not found.touches("BWBR0000002", 2025)
    assert not found.touches("BWBR0000003", 2026)
    assert (found.what.nl, found.cases.en, found.figures) == ("wat", "which", ("norm",))


@pytest.mark.parametrize(
    ("column", "cell"),
    [("id", "A B"), ("laws", " "), ("years", "24"), ("years", ""), ("scope", "none"), ("nl", ""), ("cases_en", "")],
)
def test_a_bad_cell_is_named(column: str, cell: str) -> None:
    with pytest.raises(BadInput) as problem:
        read_doubts(raw({"id": "first"}, {column: cell}), "d.csv")
    assert [finding.where for finding in problem.value.findings] == [f"d.csv line 3 column {column}"]


def test_an_id_twice_and_a_short_row_are_named() -> None:
    with pytest.raises(BadInput, match="line 3 column id"):
        read_doubts(raw({}, {}))
    with pytest.raises(BadInput, match="another number of fields"):
        read_doubts(raw({}) + b"x,y\n")
