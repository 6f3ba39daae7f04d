# SPDX-License-Identifier: EUPL-1.2
"""Claim `rules-population`: the health-care allowance of a million persons from rows of facts to an amount for each
household, beside OpenFisca-core with the same formula: its simulation built, its inputs set, its outcome calculated.

Ours also checks the bounds of every cell, and says of each household what is missing and how sure the amount is.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy

from bench.harness import Bar, Claim, Result, ours, peer
from bench.rules_people import rows

CLAIM = Claim(
    name="rules-population",
    what="seconds from the facts of a million persons to the amounts, beside OpenFisca-core",
    unit="s",
    bar=Bar(0.1),
)
PERSONS = 1_000_000


def run() -> Result:
    """Measures both over the same rows."""
    with tempfile.TemporaryDirectory() as work:
        for name, cells in rows(PERSONS).items():
            numpy.save(Path(work) / f"{name}.npy", cells)
        mine = ours("bench.rules_population_ours", work)
        theirs = peer("openfisca-core", "rules_population.py", work)
        here, there = (numpy.load(Path(work) / f"{name}-amounts.npy") for name in ("ours", "peer"))
    print(f"  ours {mine['seconds']:.4f} s on {mine['threads']} processors, {mine['one']:.4f} s on one; the code of the"
          f" rule itself was made in {mine['made']:.2f} s")  # fmt: skip
    print(f"  peer: built {theirs['built']:.3f} s, inputs {theirs['inputs']:.3f} s, calculated"
          f" {theirs['calculated']:.3f} s")  # fmt: skip
    return Result(
        ours=mine["seconds"],
        peer=theirs["seconds"],
        seen=f"the amounts of {len(here):,} households after {mine['made'] + mine['seconds']:.1f} s",
        conditions={
            "both give the same amount to every household": bool(numpy.array_equal(here, there)),
            "on one processor it holds too": mine["one"] <= 0.1 * theirs["seconds"],
            "most households get something": 0.2 < float((here > 0).mean()) < 0.9,
        },
    )
