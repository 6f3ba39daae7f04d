# SPDX-License-Identifier: EUPL-1.2
"""Drives the fuzzers: a few hundred seeds in every run, many in a campaign. The seed is the test case."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from tests.campaign.fuzz_parsers import FUZZERS, run

SHORT, LONG = 200, 20_000
SMALLEST_SHARE = {
    "fuzz_signature": 0.0, "fuzz_vkey": 0.0, "fuzz_checkpoint": 0.0, "fuzz_proof": 0.0, "fuzz_receipt": 0.0
}  # fmt: skip


@pytest.mark.parametrize("fuzzer", FUZZERS, ids=lambda fuzzer: fuzzer.__name__)
def test_a_few_seeds(fuzzer: Callable[[Random], None]) -> None:
    taken = [run(fuzzer, seed) for seed in range(SHORT)]
    if fuzzer.__name__ not in SMALLEST_SHARE:
        assert any(taken), "a fuzzer whose input is never taken tests only the first check"
    if fuzzer.__name__ not in {"fuzz_personal_data", "fuzz_receipt"}:
        assert not all(taken), "a fuzzer whose input is always taken changes nothing"


@pytest.mark.campaign
@pytest.mark.parametrize("fuzzer", FUZZERS, ids=lambda fuzzer: fuzzer.__name__)
def test_many_seeds(fuzzer: Callable[[Random], None], campaign: bool) -> None:
    for seed in range(SHORT, LONG if campaign else 2 * SHORT):
        run(fuzzer, seed)
