# SPDX-License-Identifier: EUPL-1.2
"""Which question of a rule comes next, as a question of its form: what helps most of what the asker can answer."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from stelsel.book.book import Book
from stelsel.engines.rules import Facts
from stelsel.engines.rules.asking import FactField, next_question
from stelsel.engines.rules.model import Kind
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text
from stelsel.nouns.rule_text import Rules
from stelsel.priorities.services.rule_answer import Case
from stelsel.priorities.services.rule_form import Entry, Group, Sort
from stelsel.priorities.services.rule_words import called, of_whom

_INDEX = re.compile(r"\[(\d+)\]")
_ITEM = re.compile(r"\.(\d+)\.")
_SORTS: dict[str, Sort] = {"yes-no": "yes-no", "amount": "amount", "number": "number", "date": "date", "list": "count"}


@dataclass(frozen=True)
class Next:
    """The next question: how it is asked, about whom, why, the article with its link, and how many may follow at most,
    this one with it."""

    entry: Entry
    about: Text | None
    why: Text | None
    link: str
    left: int


def form_key(key: str) -> str:
    """The field of a fact: `aanvrager.kinderen[0].geboortedatum` is `aanvrager.kinderen.1.geboortedatum`."""
    return _INDEX.sub(lambda found: f".{int(found[1]) + 1}", key)


def fact_key(key: str) -> str:
    """The fact of a field: the reverse of `form_key`."""
    return _ITEM.sub(lambda found: f"[{int(found[1]) - 1}].", key)


def next_one(book: Book, rules: Rules, case: Case, groups: tuple[Group, ...], skipped: Collection[str]) -> Next | None:
    """The best question that was not skipped; None when the outcome is decided or nothing is left to ask."""
    outcome = case.concluded(rules)
    open_keys = [key for key in outcome.missing if form_key(key) not in skipped]
    if not open_keys:
        return None
    asked = {entry.key: (entry, group) for group in groups for entry in group.entries}
    why, link, key = None, "", open_keys[0]
    field: FactField | None = None
    try:
        found = next_question(
            rules.library,
            case.rule,
            case.output,
            Facts(case.facts),
            case.on,
            known_at=case.known_at,
            figures=rules.figures,
            names=called,
            skip=[fact_key(key) for key in skipped],
        )
    except BadInput:
        found = None
    if found is not None and found.key in open_keys:
        key, why, link, field = found.key, found.why, found.basis.url, found.field
    entry, group = asked.get(form_key(key), (None, None))
    if entry is None:
        entry = _entry(key, field)
    about = group.title if group is not None and group.name != "aanvrager" else None
    return Next(entry, about, why, link, len(open_keys))


def _entry(key: str, field: FactField | None) -> Entry:
    """A question that the form does not have, such as one of another day's text."""
    sort = _SORTS.get(field.kind, "text") if field else "text"
    kind = Kind(base="string") if field is None else Kind(low=field.low, high=field.high)
    return Entry(form_key(key), of_whom(key), field.explain if field else None, sort, kind)
