# SPDX-License-Identifier: EUPL-1.2
"""Rules: law, policy and agreement text that executes and explains one case. The language: docs/rules-language.md."""

from stelsel.engines.rules.checks import CHECKS, Check, Severity, check
from stelsel.engines.rules.evaluate import evaluate
from stelsel.engines.rules.facts import Facts
from stelsel.engines.rules.library import Library
from stelsel.engines.rules.model import RuleText, Untranslatable
from stelsel.engines.rules.outcome import Figures, Outcome, Step
from stelsel.engines.rules.proofs import Cliff, Proof, Witness, prove
from stelsel.engines.rules.reader import read_rules
from stelsel.engines.rules.report import Row, load, report, report_of
from stelsel.engines.rules.values import Trouble, Unknown, plain
from stelsel.engines.rules.words import Sentence, explanation, summary

__all__ = [
    "CHECKS",
    "Check",
    "Cliff",
    "Facts",
    "Figures",
    "Library",
    "Outcome",
    "Proof",
    "Row",
    "RuleText",
    "Sentence",
    "Severity",
    "Step",
    "Trouble",
    "Unknown",
    "Untranslatable",
    "Witness",
    "check",
    "evaluate",
    "explanation",
    "load",
    "plain",
    "prove",
    "read_rules",
    "report",
    "report_of",
    "summary",
]
