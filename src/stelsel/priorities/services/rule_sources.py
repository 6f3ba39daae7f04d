# SPDX-License-Identifier: EUPL-1.2
"""The rule texts as they are written, and how sure each law we stand for is in each year: by what an asker may see."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from stelsel.book.book import Book
from stelsel.engines.rules import Check, RuleText, check
from stelsel.engines.rules.grade_report import LawYear
from stelsel.kernel.documents import read_yaml
from stelsel.kernel.problem import BadInput
from stelsel.nouns.rule_text import RULE_TEXT, Rules, rules_in, shipped_texts
from stelsel.priorities.services import grades


def written(book: Book, rules: Rules, text: RuleText) -> str:
    """The YAML of a text; empty where its content is gone."""
    source = rules.sources[text.file]
    if source.how == "shipped":
        return dict(shipped_texts()).get(source.file, "")
    entry = source.entry
    for record in book.history(source.file) if entry else ():
        if entry and (record.log.origin, record.index) == (entry.log, entry.index) and record.payload:
            return str(record.body(RULE_TEXT).rule_text)
    return ""


def article_texts(book: Book, rules: Rules, text: RuleText) -> Mapping[str, str]:
    """Of each article its own words, where the file brings them, by number."""
    document = _document(written(book, rules, text))
    return {
        str(one.get("number", "")): str(one["text"])
        for one in document.get("articles", ())
        if isinstance(one, dict) and one.get("text")
    }


def findings_of(book: Book, rules: Rules, text: RuleText) -> tuple[Check, ...]:
    """What the checks find in a text, among all that the asker may see."""
    found = book.memo("services.rules.findings", lambda: check(rules.library, rules.figures))
    return tuple(one for one in found if one.file == text.file or (not one.file and one.rule == text.id))


def years(book: Book) -> Mapping[str, tuple[tuple[str, LawYear], ...]]:
    """Of each rule that we stand for, by its id: what it is about, and how sure it is in each year."""
    return book.memo("services.rules.years", lambda: _years(book))


def _years(book: Book) -> Mapping[str, tuple[tuple[str, LawYear], ...]]:
    rules = rules_in(book)
    texts = [_document(written(book, rules, one.text)) for one in rules.library.versions]
    ours = [text for text in texts if text and _is_ours(text)]
    found: dict[str, list[tuple[str, LawYear]]] = {}
    for title, _, one in (*grades.report(rules.figures, ours, rules.doubts), *grades.others(rules.figures, ours)):
        found.setdefault(one.law, []).append((title, one))
    return {law: tuple(some) for law, some in found.items()}


@lru_cache(maxsize=256)
def _document(yaml: str) -> Mapping[str, Any]:
    try:
        found = read_yaml(yaml.encode(), "regeltekst") if yaml else {}
    except BadInput:
        return {}
    return found if isinstance(found, dict) else {}


def _is_ours(text: Mapping[str, Any]) -> bool:
    """Whether every article has the parts that the grades are read from."""
    articles = text.get("articles")
    return isinstance(articles, list) and all(
        isinstance(one.get("machine_readable", {}).get("execution", {}).get("actions"), list) for one in articles
    )
