# SPDX-License-Identifier: EUPL-1.2
"""Ours for the claim `offer-match`: a node of its own with all shipped real offers; answers demands one at a time.

Its last line is `{"ms", "answers", "offers", "entries"}`; `entries` names a file with what a peer needs to do the same.
"""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
from time import monotonic, perf_counter
from typing import Any

SEED = 20261124


def demand(draw: random.Random) -> dict[str, Any]:
    """One demand as buyers ask, as wire values."""
    made: dict[str, Any] = {"metVoorbeelden": False, "maximum": 500, "datum": "2026-11-24"}
    if draw.random() < 0.04:
        made |= {"soortDienst": "block-storage", "opslagGb": str(draw.choice([50, 500, 2000, 10000]))}
    else:
        made |= {"vcpus": str(draw.choice([8, 16, 32, 48, 64])), "geheugenMib": draw.choice([32768, 65536, 131072])}
    made["locatieBinnen"] = draw.choices(["NL", "EU", "EEA", "world"], [88, 6, 3, 3])[0]
    if draw.random() < 0.2:
        made["architectuur"] = draw.choices(["x86-64", "arm64"], [3, 1])[0]
    if draw.random() < 0.06:
        made["aantalGpu"] = draw.choice([1, 2, 4])
    if draw.random() < 0.2:
        made["metSpot"] = True
    if draw.random() < 0.05:
        made["certificaten"] = [draw.choice(["BIO2", "SecNumCloud", "ISO 27001"])]
    if draw.random() < 0.05:
        made["minimaalSeal"] = [{"doel": f"SOV-{draw.randint(1, 8)}", "niveau": draw.randint(1, 4)}]
    if draw.random() < 0.3:
        made["volgorde"] = "score"
    return made


def main() -> None:
    """Loads, answers, checks and prints."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"STELSEL_HOME": home, "DJANGO_SETTINGS_MODULE": "stelsel.node.settings"}
        print(json.dumps(_measure(int(sys.argv[1]))))


def _measure(demands: int) -> dict[str, Any]:
    book = _book()
    from stelsel.book.question import Budget
    from stelsel.priorities.cloud.questions.offers_for_demand import OFFERS_FOR_DEMAND, find

    question = OFFERS_FOR_DEMAND
    draw = random.Random(SEED)
    asked = [demand(draw) for _ in range(demands)]
    question.answer(book, question.from_plain(asked[0]), Budget(60, 10**9, monotonic))
    times, answers = [], []
    for plain in asked:
        started = perf_counter()
        inputs = question.from_plain(plain)
        answer = question.answer(book, inputs, Budget(60, 10**9, monotonic))
        times.append((perf_counter() - started) * 1000)
        found = find(book, inputs, Budget(60, 10**9, monotonic))
        fits = [found.arrays.rows[place][0].id for place in found.ranked]
        assert [row["id"] for row in answer.result["offers"]] == fits[:500], "the answer is the ranking"
        reasons = {row["key"]: [row["no"], row["unknown"]] for row in answer.result["requirements"]}
        numbers = {"only_unknown": answer.result["onlyUnknown"], "out": answer.result["out"], "reasons": reasons}
        answers.append({"fits": fits, **numbers})
    return {"ms": times, "answers": answers, "offers": len(found.arrays), "entries": _entries(book, asked)}


def _book() -> Any:
    from bench.country import country

    node = country()
    from stelsel.book.audience import ANYONE

    return node.book(ANYONE)


def _entries(book: Any, asked: list[dict]) -> str:
    from stelsel.nouns.claim import CLAIM as CLAIMS
    from stelsel.nouns.exchange_rate import EXCHANGE_RATE
    from stelsel.priorities.cloud.kinds import CLOUD_OFFER

    given = {
        "offers": [[record.id, json.loads(record.payload)] for record, _ in book.rows(CLOUD_OFFER)],
        "claims": [json.loads(record.payload) for record, _ in book.rows(CLAIMS)],
        "rates": [json.loads(record.payload) for record, _ in book.rows(EXCHANGE_RATE)],
        "demands": asked,
        "day": "2026-11-24",
    }
    handle, name = tempfile.mkstemp(suffix=".json", prefix="stelsel-offer-match-")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(given, file)
    return name


if __name__ == "__main__":
    main()
