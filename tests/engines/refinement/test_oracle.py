# SPDX-License-Identifier: EUPL-1.2
"""Made-up pairs beside the prover z3, which has the definition alone, and every counterexample judged by an evaluator
that shares no code. Thousands of pairs in a campaign."""

from __future__ import annotations

import importlib.util
import os
import random
from pathlib import Path
from types import ModuleType

import pytest

from bench.refinement_pairs import TAXONOMY, pairs
from bench.refinement_replay import Text, unknown_terms
from stelsel.engines.refinement import check, form_of, rules_of, taxonomy_from

CONCEPTS = taxonomy_from(TAXONOMY)


def _peer() -> ModuleType:
    place = Path(__file__).resolve().parents[3] / "bench" / "peers" / "z3" / "refine.py"
    spec = importlib.util.spec_from_file_location("refine_by_z3", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _beside(seed: int, count: int, unknown: bool) -> set[str]:
    peer, seen = _peer(), set()
    for number, (base, domain) in enumerate(pairs(seed, count, unknown)):
        found = check(rules_of(base), rules_of(domain), CONCEPTS)
        assert found.verdict == peer.Problem(base, domain, TAXONOMY).verdict(), (seed, number)
        seen.add(found.verdict)
        if not unknown_terms(base, domain):
            for one in found.conflicts:
                assert Text(domain, TAXONOMY).allows(one.act), (seed, number)
                assert not Text(base, TAXONOMY, waived=True).allows(one.act), (seed, number)
    return seen


def test_the_verdict_is_that_of_a_prover() -> None:
    assert _beside(11, 120, unknown=False) == {"IN LINE", "CONFLICT"}


def test_also_with_terms_that_nobody_knows() -> None:
    assert _beside(12, 80, unknown=True) == {"IN LINE", "CONFLICT", "UNKNOWN"}


@pytest.mark.campaign
@pytest.mark.parametrize("unknown", [False, True])
def test_thousands_of_pairs(unknown: bool) -> None:
    """5,000 pairs each in a campaign; a taste of it in the suite."""
    assert len(_beside(100, 5_000 if os.environ.get("STELSEL_CAMPAIGN") else 40, unknown)) >= 2


def test_the_form_is_the_same_exactly_when_the_meaning_is() -> None:
    dice = random.Random(5)
    same = 0
    for base, domain in pairs(13, 160):
        if domain.get("terms"):
            continue
        one, other = rules_of(base), rules_of(domain)
        both_ways = check(one, other, CONCEPTS).verdict == check(other, one, CONCEPTS).verdict == "IN LINE"
        if any(rule.waivable for text in (one, other) for rule in (*text.prohibitions, *text.duties)):
            continue  # what may be left out is part of the meaning, and of no verdict in both directions
        if '"waivable"' in repr((base, domain)).replace("'", '"'):
            continue
        assert (form_of(one, CONCEPTS).hash == form_of(other, CONCEPTS).hash) == both_ways
        same += both_ways
        for part in ("permissions", "prohibitions", "duties"):
            dice.shuffle(base[part])
            for number, rule in enumerate(base[part]):
                rule["id"] = f"other-{number}"
        assert form_of(rules_of(base), CONCEPTS) == form_of(one, CONCEPTS)
    assert same > 5
