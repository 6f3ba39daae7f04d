# SPDX-License-Identifier: EUPL-1.2
"""Rule texts, figures and adoptions as entries, and the rules that follow from those an asker may see."""

from stelsel.nouns.rule_text._again import receipt_of, rules_of_receipt, tables_used, text_said, texts_used
from stelsel.nouns.rule_text._decide import Left, Source
from stelsel.nouns.rule_text._derived import derived
from stelsel.nouns.rule_text._kinds import ADOPTION, FIGURE_TABLE, RULE_TEXT, Adoption, FigureTable, PublishedText
from stelsel.nouns.rule_text._places import EXAMPLES, PLACE, organisation_of, place_of
from stelsel.nouns.rule_text._rules import Rules, rules_in, shipped_rules
from stelsel.nouns.rule_text._shipped import read_file, read_folder, shipped, shipped_paths, shipped_texts

__all__ = [
    "ADOPTION",
    "EXAMPLES",
    "FIGURE_TABLE",
    "PLACE",
    "RULE_TEXT",
    "Adoption",
    "FigureTable",
    "Left",
    "PublishedText",
    "Rules",
    "Source",
    "derived",
    "organisation_of",
    "place_of",
    "read_file",
    "read_folder",
    "receipt_of",
    "rules_in",
    "rules_of_receipt",
    "shipped",
    "shipped_paths",
    "shipped_rules",
    "shipped_texts",
    "tables_used",
    "text_said",
    "texts_used",
]
