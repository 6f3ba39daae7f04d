# SPDX-License-Identifier: EUPL-1.2
"""The page of rules on Apache Spark: its text is the tool's, and its log tells of every law and of no difference."""

from __future__ import annotations

import re

from tools.run_spark import HEAD, LAWS, PAGE


def test_the_log_is_of_every_law_and_nothing_differs() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page.startswith(HEAD), "run tools/run_spark.py again"
    cells = (r"(\w+_per_\w+)", r"([\d,]+)", r"([\d,]+)", r"[\d.]+", r"[\d.]+", r"(\d+)", r"(\d+) of ([\d,]+)")
    rows = re.findall("^" + "".join(rf"\| {one} " for one in cells) + r"\|$", page, re.MULTILINE)
    assert [row[0] for row in rows] == [output for _, output in LAWS]
    for _, households, decided, differ, wrong, sample in rows:
        assert (differ, wrong) == ("0", "0")
        assert int(households.replace(",", "")) > 100_000
        assert 0 < int(decided.replace(",", "")) <= int(households.replace(",", ""))
        assert int(sample.replace(",", "")) >= 1_000
