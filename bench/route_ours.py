# SPDX-License-Identifier: EUPL-1.2
"""Ours for the claim `route`. Its last line is JSON with the counts that the claim prints."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from stelsel.book.question import Budget
from stelsel.engines.route import Meaning, Router, Said, model
from stelsel.priorities.services.kinds import PUBLIC_SERVICE
from stelsel.priorities.services.questions._names import names
from stelsel.priorities.services.route import Asked, routed
from stelsel.priorities.services.sayings import MEANING, code_of, elsewhere, sayings
from tests.priorities.services.books import country
from tools.environment import ROOT

SET = ROOT / "tests" / "priorities" / "services" / "route"
PLACE, COVERED = "Utrecht", 0.7


def rows(name: str) -> list[dict[str, Any]]:
    """A labelled set."""
    return [json.loads(line) for line in (SET / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def recall(asked: Sequence[dict[str, Any]], found: Callable[[str], list[str]]) -> dict[str, float]:
    """Shares with a right service first, and among five."""
    first = five = 0
    for row in asked:
        best = found(row["text"])[:5]
        first += bool(best) and best[0] in row["products"]
        five += any(one in row["products"] for one in best)
    return {"first": first / len(asked), "five": five / len(asked), "asked": len(asked)}


def main() -> None:
    """Measures and prints."""
    started = perf_counter()
    book = country(Path(ROOT))
    names(book)
    encode = model()
    assert encode is not None
    encode(["warm"])
    ready = perf_counter() - started
    known = {}

    def doors(text: str) -> dict[str, Any]:
        if text not in known:
            begun = perf_counter()
            found = routed(book, Asked(text, PLACE), Budget(60, 10**9, perf_counter))
            known[text] = {**found, "ms": (perf_counter() - begun) * 1000}
        return known[text]

    def together(text: str) -> list[str]:
        return [code_of(one["product"]) for one in doors(text)["doors"]]

    titles = {code_of(body.identifier): body.title for _, body in book.rows(PUBLIC_SERVICE)}
    said = [Said(code, titles.get(code, ""), one.ways) for code, one in sayings().items()]
    said += [Said(code, "", one.ways) for code, one in elsewhere().items()]
    parts = {
        name: Router(said, Meaning.read(MEANING), encode, share) for name, share in (("letters", 0), ("meaning", 1))
    }
    questions, unseen = rows("questions"), [row for row in rows("questions") if row["part"] == "unseen"]
    made: dict[str, Any] = {"together": recall(unseen, together)}
    for name, router in parts.items():
        made[name] = recall(unseen, lambda text, router=router: [  # type: ignore[misc]
            one.key for one in router.find(text, 10) if one.key in titles])  # fmt: skip
    for language in ("nl", "en"):
        made[language] = recall([row for row in unseen if row["lang"] == language], together)
    off = [row for row in rows("off-topic") if row["part"] == "unseen"]
    made["refused"] = sum(doors(row["text"])["unsure"] for row in off) / len(off)
    made |= wrong([(doors(row["text"])["doors"], row["products"]) for row in unseen], doors_of(book))
    times = sorted(one["ms"] for one in known.values())
    print(json.dumps({
        **made, "off_topic": len(off), "p50_ms": times[len(times) // 2], "p95_ms": times[int(len(times) * 0.95)],
        "ready_s": ready, "all": len(questions), "products": len({row["products"][0] for row in questions}),
    }))  # fmt: skip


def doors_of(book: Any) -> Callable[[str], set[str]]:
    """The organisations that are a right door of a product at the place; none where we do not know which."""
    by_code = {code_of(body.identifier): body for _, body in book.rows(PUBLIC_SERVICE)}

    def of(code: str) -> set[str]:
        found = routed(book, Asked(by_code[code].title, PLACE), Budget(60, 10**9, perf_counter))["doors"]
        row = next((one for one in found if code_of(one["product"]) == code), None)
        return {row["name"]} - {None} if row else set()

    return of


def wrong(
    answered: Sequence[tuple[list[dict[str, Any]], list[str]]], right: Callable[[str], set[str]]
) -> dict[str, float]:
    """Of the share that is answered, the surest first: how many go to a wrong organisation, and to another service."""
    sure = sorted((one for one in answered if one[0]), key=lambda one: -one[0][0]["score"])
    sure = sure[: int(COVERED * len(answered))]
    door = service = 0
    for found, products in sure:
        first = found[0]
        service += code_of(first["product"]) not in products
        door += code_of(first["product"]) not in products and not any(first["name"] in right(code) for code in products)
    return {"wrong": door / len(sure), "wrong_service": service / len(sure)}


if __name__ == "__main__":
    main()
