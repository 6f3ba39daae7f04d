# SPDX-License-Identifier: EUPL-1.2
"""A synthetic country: people and households who do not exist, made to fit public counts, with the facts that the rule
texts ask. Nobody's data goes in. What it is made to fit and what is assumed: docs/synthetic-country.md."""

from stelsel.engines.synthetic.assumptions import Assumption, assumptions
from stelsel.engines.synthetic.cases import facts_of, households
from stelsel.engines.synthetic.columns import COLUMNS, SCHEMA, Column
from stelsel.engines.synthetic.country import synthesise
from stelsel.engines.synthetic.marginals import ATTRIBUTION, FILE, Marginals, derive, read
from stelsel.engines.synthetic.plan import LEAST, MOST, VERSION, Options

__all__ = [
    "ATTRIBUTION",
    "COLUMNS",
    "FILE",
    "LEAST",
    "MOST",
    "SCHEMA",
    "VERSION",
    "Assumption",
    "Column",
    "Marginals",
    "Options",
    "assumptions",
    "derive",
    "facts_of",
    "households",
    "read",
    "synthesise",
]
