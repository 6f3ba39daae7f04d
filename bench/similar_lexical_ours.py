# SPDX-License-Identifier: EUPL-1.2
"""Ours for the claim `similar-lexical`: reads the registers, asks one question at a time in one thread, and looks
whether the same product at another organisation is among the first five.

Its last line is one JSON document: entries, build_s, ms, kinds, asked, hits, entry_hits, and work, for the peer.
"""

from __future__ import annotations

import json
import os
import random
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from stelsel.book.book import Book
from stelsel.book.question import Budget
from stelsel.priorities.ai import exchange
from stelsel.priorities.ai.kinds import AI_APPLICATION, AiApplication
from stelsel.priorities.ai.questions import WHO_DOES_THIS
from stelsel.priorities.ai.questions._corpus import Corpus, corpus
from stelsel.priorities.ai.questions._similar import asked_text, similar
from stelsel.priorities.ai.questions._terms import text_words
from tests.priorities.ai.books import book_of

SEED, QUESTIONS, FIRST = 20_261_124, 300, 5
KINDS = ("entry", "goal", "name")


def main() -> None:
    """Measures and prints."""
    data = Path(os.environ.get("STELSEL_SHARED") or Path(__file__).resolve().parents[2] / "shared") / "data"
    if not data.is_dir():
        print(json.dumps({"entries": 0}))
        return
    book = book_of(exchange.read_all(data).drafts)
    started = perf_counter()
    rows = [(record.id, body) for record, body in corpus(book).records]
    build_s = perf_counter() - started
    asked = _questions(rows)
    for _, plain in asked[: len(KINDS)]:
        _ask(book, plain)
    times = [_ask(book, plain) for _, plain in asked]
    needs = _needs(rows)
    each = replace(corpus(book), group=np.arange(len(rows)))  # every entry by itself, as the peer ranks
    print(
        json.dumps(
            {
                "entries": book.count(AI_APPLICATION),
                "build_s": build_s,
                "ms": times,
                "kinds": [kind for kind, _ in asked],
                "asked": len(needs),
                "hits": sum(_hit(corpus(book), need) for need in needs),
                "entry_hits": sum(_hit(each, need) for need in needs),
                "work": {
                    "texts": [_whole(body) for _, body in rows],
                    "questions": [_text(rows, plain) for _, plain in asked],
                    "needs": needs,
                    "first": FIRST,
                },
            }
        )
    )


def _whole(body: AiApplication) -> str:
    """An application as one text, its name three times, as ours weighs it."""
    parts = (body.description_short, body.goal_and_impact, body.methods_and_models, body.provider)
    return " ".join([body.name] * 3 + [part for part in parts if part])


def _questions(rows: list[tuple[str, AiApplication]]) -> list[tuple[str, dict[str, Any]]]:
    dice = random.Random(SEED)
    found: list[tuple[str, dict[str, Any]]] = []
    for at in range(QUESTIONS):
        address, body = dice.choice([row for row in rows if row[1].goal_and_impact])
        kind = KINDS[at % len(KINDS)]
        text = {"goal": (body.goal_and_impact or "")[:5_000], "name": body.name}
        plain = {"toepassing": address} if kind == "entry" else {"zoektekst": text[kind]}
        found.append((kind, {**plain, "metBuitenland": at % 2 == 0}))
    return found


def _text(rows: list[tuple[str, AiApplication]], plain: dict[str, Any]) -> str:
    return plain.get("zoektekst") or _whole(dict(rows)[plain["toepassing"]])


def _ask(book: Book, plain: dict[str, Any]) -> float:
    """Milliseconds of one question, from wire values to answer."""
    started = perf_counter()
    inputs = WHO_DOES_THIS.from_plain(plain)
    WHO_DOES_THIS.answer(book, inputs, Budget(60, 10**9, perf_counter))
    return (perf_counter() - started) * 1000


def _needs(rows: list[tuple[str, AiApplication]]) -> list[dict[str, Any]]:
    """Needs in somebody's own words: the goal of a Dutch entry whose text nobody copied, while others of the same name
    wrote another one. Sought are those others; what has the same text is no answer to look for."""
    named: dict[str, list[int]] = defaultdict(list)
    texts: dict[str, int] = defaultdict(int)
    for row, (_, body) in enumerate(rows):
        if body.register == "nl-register" and body.goal_and_impact:
            named["".join(text_words(body.name))].append(row)
            texts[" ".join(text_words(body.goal_and_impact))] += 1
    found = []
    for same in named.values():
        for row in same:
            text = rows[row][1].goal_and_impact or ""
            others = [other for other in same if rows[other][1].goal_and_impact != text]
            if len(same) >= 3 and others and texts[" ".join(text_words(text))] == 1:
                found.append({"row": row, "text": text, "wanted": others})
    return found


def _hit(have: Corpus, need: dict[str, Any]) -> bool:
    """Whether one of the applications sought stands in the first five lines, without the need's own entry."""
    allowed = np.ones(len(have), np.bool_)
    allowed[need["row"]] = False
    found = similar(have, asked_text(have, need["text"]), allowed, FIRST)
    return any(not set(need["wanted"]).isdisjoint(group.rows) for group in found.groups)


if __name__ == "__main__":
    main()
