# SPDX-License-Identifier: EUPL-1.2
"""A rule for everyone over the API: asked as work, followed, and its report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from stelsel.node.population import people
from tests.faces.api.test_jobs import run_all

Headers = dict[str, str]
ASKED = {
    "opdracht": "compute-effects",
    "werktVoor": "wolk",
    "regel": "zorgtoeslag",
    "eersteDag": "2025-01-01",
    "tweedeDag": "2026-01-01",
    "verdeelNaar": "soort_huishouden",
    "mensen": "synthetic-2000",
}


@pytest.fixture(autouse=True)
def small(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, people_made: Path) -> None:
    """A country of two thousand people, made once."""
    settings.HOME = tmp_path
    (tmp_path / "people").symlink_to(people_made)
    monkeypatch.setattr(people, "SIZES", (2_000,))


def test_a_change_from_start_to_report(api: Any, account: Headers) -> None:
    asked = api.send("/opdrachten", ASKED, **account)
    assert asked.status_code == 202, asked.content
    where = asked.headers["Location"].removeprefix("/api/v1")
    assert api.get(f"{where}/gevolgen", **account).status_code == 404, "not done yet"
    run_all()
    job = api.get(where, **account).json()
    assert job["_links"]["gevolgen"] == f"/api/v1{where}/gevolgen"
    found = api.get(f"{where}/gevolgen", **account).json()
    whole = found["gevolgen"]["samen"]
    assert (found["regel"], found["uitkomst"], found["verzonnen"]) == (
        "wet_op_de_zorgtoeslag",
        "zorgtoeslag_per_jaar",
        True,
    )
    assert whole["huishoudens"] == found["huishoudens"]
    assert whole["gaanVooruit"] + whole["gaanAchteruit"] + whole["gelijk"] == whole["huishoudens"]
    assert whole["na"] - whole["voor"] == whole["erbij"] - whole["eraf"]
    assert [one["datum"] for one in found["perDag"]] == ["2025-01-01", "2026-01-01"]
    assert {one["groep"] for one in found["gevolgen"]["groepen"]} <= {"alleenstaand", "eenouder", "instelling", "paar"}
    assert found["gevolgen"]["hogerGegeven"] == "jaarinkomen"
    assert all(len(digest) == 64 for digest in found["gebruikteBestanden"].values())


def test_one_day(api: Any, account: Headers) -> None:
    asked = api.send("/opdrachten", {**ASKED, "tweedeDag": "", "regel": "kinderbijslag"}, **account)
    run_all()
    found = api.get(f"{asked.headers['Location'].removeprefix('/api/v1')}/gevolgen", **account).json()
    assert "gevolgen" not in found
    assert found["perDag"][0]["samen"]["krijgt"] > 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"regel": "geluk"}, "geluk"),
        ({"eersteDag": "ooit"}, "ooit"),
        ({"eersteDag": ""}, "eersteDag"),
        ({"mensen": "iedereen"}, "iedereen"),
        ({"werktVoor": "buur"}, ""),
    ],
)
def test_what_does_not_fit_is_refused(api: Any, account: Headers, change: dict[str, str], said: str) -> None:
    refused = api.send("/opdrachten", {**ASKED, **change}, **account)
    assert refused.status_code in (400, 403)
    assert said in refused.content.decode()


def test_a_column_that_is_not_there_sets_the_job_aside(api: Any, account: Headers) -> None:
    asked = api.send("/opdrachten", {**ASKED, "verdeelNaar": "kleur"}, **account)
    run_all()
    job = api.get(asked.headers["Location"].removeprefix("/api/v1"), **account).json()
    assert job["status"] == "set-aside"
    assert "kleur" in job["bevindingen"][0]["bevinding"]["nl"]
