# SPDX-License-Identifier: EUPL-1.2
"""Is one agreement in line with another? Rules over acts of sharing, compared with a counterexample or a proof that
there is none, and written in one form whatever the order and the names."""

from stelsel.engines.refinement._plain_attributes import number_or_day
from stelsel.engines.refinement.check import Checked, Conflict, Verdict, check
from stelsel.engines.refinement.diagram import Form, form_of
from stelsel.engines.refinement.evaluate import Act, Ruling, ruling
from stelsel.engines.refinement.model import (
    ALWAYS,
    NEVER,
    All,
    Atom,
    Attribute,
    Condition,
    Duty,
    Meaning,
    Not,
    Permission,
    Prohibition,
    Rules,
    Scalar,
    Some,
    atoms_of,
)
from stelsel.engines.refinement.never import Contradiction, contradictions
from stelsel.engines.refinement.operators import SHOWN, operator_of
from stelsel.engines.refinement.plain import rules_of
from stelsel.engines.refinement.plain_taxonomy import taxonomy_from
from stelsel.engines.refinement.shared_terms import Term
from stelsel.engines.refinement.taxonomy import Taxonomy, taxonomy_of
from stelsel.engines.refinement.written import condition_from, decimal, written

__all__ = [
    "ALWAYS",
    "NEVER",
    "SHOWN",
    "Act",
    "All",
    "Atom",
    "Attribute",
    "Checked",
    "Condition",
    "Conflict",
    "Contradiction",
    "Duty",
    "Form",
    "Meaning",
    "Not",
    "Permission",
    "Prohibition",
    "Rules",
    "Ruling",
    "Scalar",
    "Some",
    "Taxonomy",
    "Term",
    "Verdict",
    "atoms_of",
    "check",
    "condition_from",
    "contradictions",
    "decimal",
    "form_of",
    "number_or_day",
    "operator_of",
    "rules_of",
    "ruling",
    "taxonomy_from",
    "taxonomy_of",
    "written",
]
