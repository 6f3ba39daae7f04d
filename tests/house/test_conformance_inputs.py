# SPDX-License-Identifier: EUPL-1.2
"""The conformance inputs are whole: their counts are those that SOURCE.md names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


@pytest.mark.parametrize("name", ["inclusion", "consistency"])
def test_rfc6962_proofs(conformance: Path, name: str) -> None:
    lines = (conformance / "rfc6962" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    vectors = [json.loads(line) for line in lines]
    assert len(vectors) == 98
    assert sum(bool(vector["wantErr"]) for vector in vectors) == 92


@pytest.mark.parametrize(("name", "count"), [("ed25519_test", 151), ("mldsa_44_verify_test", 180)])
def test_wycheproof_vectors(conformance: Path, name: str, count: int) -> None:
    document = json.loads((conformance / "wycheproof" / f"{name}.json").read_text(encoding="utf-8"))
    assert sum(len(group["tests"]) for group in document["testGroups"]) == document["numberOfTests"] == count


def test_jcs_pairs(conformance: Path) -> None:
    inputs = {path.name for path in (conformance / "jcs" / "input").iterdir()}
    assert inputs == {path.name for path in (conformance / "jcs" / "output").iterdir()}
    assert len(inputs) == 6


def test_every_folder_names_its_source(conformance: Path) -> None:
    text = (conformance / "SOURCE.md").read_text(encoding="utf-8")
    missing = [place.name for place in conformance.iterdir() if place.is_dir() and f"`{place.name}" not in text]
    assert not missing
