# SPDX-License-Identifier: EUPL-1.2
"""A rule over a whole population that stands in files: read, checked, computed in pieces, and told in numbers."""

from stelsel.node.population.numbers import Group, Numbers, numbers
from stelsel.node.population.run import Ran, Wish, run

__all__ = ["Group", "Numbers", "Ran", "Wish", "numbers", "run"]
