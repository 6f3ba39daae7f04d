# SPDX-License-Identifier: EUPL-1.2
"""Ours for the claims `load-country` and `ask-all`: an empty node, the example country, every question.

Its last line is `{"load_s", "entries", "sound", "asked", "first_ms", "ms"}`.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from time import monotonic, perf_counter
from typing import Any


def main() -> None:
    """Loads, asks and prints."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"STELSEL_HOME": home, "DJANGO_SETTINGS_MODULE": "stelsel.node.settings"}
        print(json.dumps(_measure(int(sys.argv[1]))))


def _measure(rounds: int) -> dict[str, Any]:
    from bench.country import country

    started = perf_counter()
    node = country()
    load_s = perf_counter() - started
    entries = sum(node.logs.sizes().values())
    if not rounds:
        return {"load_s": load_s, "entries": entries, "sound": _sound(node)}
    first, times = _ask(node, rounds)
    from stelsel.catalogue import QUESTIONS

    return {"load_s": load_s, "entries": entries, "asked": len(QUESTIONS), "first_ms": first, "ms": times}


def _sound(node: Any) -> bool:
    """Every log's root comes out of its leaves again."""
    from stelsel.register.log import head
    from stelsel.register.tree import leaf_hash, root_of

    return all(
        root_of([leaf_hash(one.leaf) for one in node.logs.stored(log.origin, 0, size)])
        == head(node.logs, log.origin).root
        for log, size in node.logs.sizes().items()
    )


def _ask(node: Any, rounds: int) -> tuple[dict[str, float], dict[str, list[float]]]:
    from stelsel.book.audience import ANYONE, Asker
    from stelsel.book.question import Budget
    from stelsel.catalogue import QUESTIONS

    first: dict[str, float] = {}
    times: dict[str, list[float]] = {}
    municipality = Asker(frozenset({"gemeente-voorbeeldstad"}), government=True)
    for name, question in QUESTIONS.items():
        typed = {key: [value] for key, value in question.example.items()}
        for asker in (ANYONE, municipality):
            for turn in range(rounds):
                started = perf_counter()
                question.answer(node.book(asker), question.from_typed(typed), Budget(60, 10**9, monotonic))
                spent = (perf_counter() - started) * 1000
                if turn == 0:
                    first[name] = max(spent, first.get(name, 0.0))
                else:
                    times.setdefault(name, []).append(spent)
    return first, times


if __name__ == "__main__":
    main()
