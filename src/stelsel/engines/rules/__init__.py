# SPDX-License-Identifier: EUPL-1.2
"""Rules: law, policy and agreement text that executes and explains one case. The language: docs/rules-language.md."""

from stelsel.engines.rules.checks import CHECKS, Check, check
from stelsel.engines.rules.evaluate import evaluate
from stelsel.engines.rules.facts import Facts
from stelsel.engines.rules.library import Library
from stelsel.engines.rules.model import RuleText, Untranslatable
from stelsel.engines.rules.outcome import Figures, Outcome, Step
from stelsel.engines.rules.reader import read_rules
from stelsel.engines.rules.report import Row, load, report, report_of
from stelsel.engines.rules.values import Trouble, Unknown, plain
from stelsel.engines.rules.words import Sentence, explanation, summary

__all__ = [
    "CHECKS",
    "Check",
    "Facts",
    "Figures",
    "Library",
    "Outcome",
    "Row",
    "RuleText",
    "Sentence",
    "Step",
    "Trouble",
    "Unknown",
    "Untranslatable",
    "check",
    "evaluate",
    "explanation",
    "load",
    "plain",
    "read_rules",
    "report",
    "report_of",
    "summary",
]
