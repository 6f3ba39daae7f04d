# SPDX-License-Identifier: EUPL-1.2
"""A claim counts only with evidence, from an issuer, in force; a word in a list never does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.kernel.problem import BadInput
from stelsel.kernel.time import Period
from stelsel.nouns.claim import CLAIM, Claim, held, judged, standing

DAY = date(2026, 11, 24)


def claim(**changes: Any) -> Claim:
    fields = {
        "scheme": "iso27001",
        "subject_name": "Wolk",
        "status": "certified",
        "issuer": "Keurder",
        "evidence": "https://keurder.example/1",
        "valid": Period(start=date(2026, 1, 1), end=date(2026, 12, 31)),
    }
    return Claim(**{**fields, **changes})


@pytest.mark.parametrize("status", ["certified", "granted", "qualified", "Certified"])
def test_a_certificate_with_evidence_counts(status: str) -> None:
    assert standing(claim(status=status), DAY) == "verified"


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "listed"},
        {"status": "claimed"},
        {"status": ""},
        {"evidence": None},
        {"evidence": "  "},
        {"evidence": "see our website"},
        {"evidence": "ftp://keurder.example/1"},
        {"evidence": "https://"},
        {"evidence": "https://[broken"},
        {"issuer": None},
        {"issuer": " "},
        {"issuer": "wolk "},
        {"valid": Period(end=date(2027, 1, 1))},
        {"evidence": "https://voorbeeld.invalid/1"},
        {"sample": True},
    ],
)
def test_anything_lacking_leaves_it_unverified(changes: dict[str, Any]) -> None:
    found, why = judged(claim(**changes), DAY)
    assert found == "unverified"
    assert why.nl.startswith("Niet bevestigd")


def test_an_example_is_verified_by_example_evidence_only() -> None:
    assert standing(claim(sample=True, evidence="https://voorbeeld.invalid/1"), DAY) == "verified"


@pytest.mark.parametrize("status", ["listed, not certified", "revoked", "withdrawn", "suspended", "expired"])
def test_a_source_that_says_no_is_a_no(status: str) -> None:
    found, why = judged(claim(status=status), DAY)
    assert found == "refused"
    assert status in why.en


def test_it_holds_on_its_first_and_last_day_and_not_outside() -> None:
    found = [standing(claim(), date(year, month, day)) for year, month, day in (
        (2025, 12, 31), (2026, 1, 1), (2026, 12, 31), (2027, 1, 1))]  # fmt: skip
    assert found == ["not-in-force", "verified", "verified", "not-in-force"]


def test_held_is_yes_no_or_unknown() -> None:
    no, listed = claim(status="revoked"), claim(status="listed")
    assert held([listed, claim()], "iso27001", DAY) is True
    assert held([no, claim()], "iso27001", DAY) is True
    assert held([no, listed], "iso27001", DAY) is False
    assert held([listed], "iso27001", DAY) is None
    assert held([claim()], "bio2", DAY) is None


@given(st.sampled_from(["listed", "claimed", "certified", "x"]), st.sampled_from([None, "https://k.example/"]),
       st.sampled_from([None, "Keurder", "Wolk"]))  # fmt: skip
def test_verified_implies_status_evidence_and_issuer(status: str, evidence: str | None, issuer: str | None) -> None:
    if standing(claim(status=status, evidence=evidence, issuer=issuer), DAY) == "verified":
        assert (status, evidence is not None, issuer) == ("certified", True, "Keurder")


@pytest.mark.parametrize("fields", [{"doel": "SOV-1"}, {"niveau": 3}, {"doel": "SOV-9", "niveau": 3}])
def test_a_level_goes_with_an_objective_of_the_framework(fields: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        CLAIM.convert({"schema": "eu-csf-1.2.1", "naamOnderwerp": "Wolk", **fields})
