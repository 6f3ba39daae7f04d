# SPDX-License-Identifier: EUPL-1.2
"""The same rule for a whole population: compiled once, exact for every person, with what is unknown named."""

from stelsel.engines.rules.population.compile import compile_rule
from stelsel.engines.rules.population.facts import Cells
from stelsel.engines.rules.population.program import Answer, Column, Part, Program
from stelsel.engines.rules.population.table import Row, table

__all__ = ["Answer", "Cells", "Column", "Part", "Program", "Row", "compile_rule", "table"]
