# SPDX-License-Identifier: EUPL-1.2
"""Proofs and counterexamples: what holds of an outcome for every value of a fact. How: docs/decisions/0022."""

from stelsel.engines.rules.proofs._cliffs import Cliff
from stelsel.engines.rules.proofs._proof import Proof, Witness, prove

__all__ = ["Cliff", "Proof", "Witness", "prove"]
