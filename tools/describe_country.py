# SPDX-License-Identifier: EUPL-1.2
"""Makes docs/synthetic-country.md: how the synthetic country fits the counts, what is assumed, what its facts give.

python tools/describe_country.py          writes the page
python tools/describe_country.py --check  writes nothing; exit 1 when it differs
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

import polars as pl  # noqa: E402

from stelsel.engines import synthetic  # noqa: E402
from stelsel.engines.rules import Facts, Library, Outcome, evaluate, load  # noqa: E402
from stelsel.engines.synthetic.fit import Deviation, fit  # noqa: E402
from stelsel.engines.synthetic.plan import LEAST_IN_UNIT  # noqa: E402
from stelsel.node.synthetic import shipped  # noqa: E402
from stelsel.priorities.services.figures import RULES, figures  # noqa: E402
from stelsel.priorities.services.grades import STANDING_FOR  # noqa: E402

PAGE = ROOT / "docs" / "synthetic-country.md"
FITTED, CASES = 1_000_000, 1_000
DAY = date(2026, 3, 1)


@cache
def library() -> Library:
    """Our own texts of laws."""
    texts, refused = load((str(path), path.read_bytes()) for path in sorted(RULES.glob("*/*.yaml")))
    assert not refused, refused
    return Library(texts)


@cache
def outcomes(options: synthetic.Options) -> tuple[tuple[str, str, str, Outcome], ...]:
    """Every output that we stand for, for every household: law, output, how it ended and the outcome itself."""
    return tuple(_outcomes(options))


def _outcomes(options: synthetic.Options) -> Iterator[tuple[str, str, str, Outcome]]:
    frame = pl.concat(synthetic.synthesise(shipped(), options))
    for household in synthetic.households(frame):
        facts = Facts(synthetic.facts_of(household, DAY))
        for title, _, law, outputs in STANDING_FOR:
            for output in outputs:
                found = evaluate(library(), law, output, facts, DAY, figures=figures())
                yield title, output, _end(found), found


def _end(found: Outcome) -> str:
    return "refused" if found.troubles else "unknown" if found.missing else "outcome"


def page() -> str:
    """The page."""
    options = synthetic.Options(FITTED)
    found = fit(synthetic.synthesise(shipped(), options), shipped(), options)
    return "\n".join((_HEAD, *_fit(found), *_laws(), *_assumed(), *_columns())) + "\n"


def _fit(found: tuple[Deviation, ...]) -> Iterator[str]:
    yield _FIT
    yield "| count | fitted | unit | mean | largest | where | whole country |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for one in found:
        fitted = "yes" if one.fitted else "whole country only"
        numbers = f"{one.mean:.2f} | {one.largest:.2f} | {one.where} | {round(one.overall, 2) + 0.0:.2f}"
        yield f"| {one.name} | {fitted} | {one.unit} | {numbers} |"


def _laws() -> Iterator[str]:
    counts = {left_out: Counter[tuple[str, str, str]]() for left_out in (False, True)}
    first: dict[tuple[str, str], Counter[str]] = {}
    for left_out, count in counts.items():
        for title, output, end, found in outcomes(synthetic.Options(CASES, missing=left_out)):
            count[title, output, end] += 1
            if end == "refused" and not left_out:
                first.setdefault((title, output), Counter()).update({one.code for one in found.troubles})
    yield _SAID
    yield "| law | output | outcome | unknown | refused | left out: outcome | unknown | refused | refused for |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    for title, _, _, outputs in STANDING_FOR:
        for output in outputs:
            cells = []
            for count in counts.values():
                total = sum(count[title, output, end] for end in ("outcome", "unknown", "refused"))
                cells += [f"{count[title, output, end] / total:.0%}" for end in ("outcome", "unknown", "refused")]
            why = ", ".join(sorted(first.get((title, output), ())))
            yield f"| {title} | `{output}` | {' | '.join(cells)} | {why} |"


def _assumed() -> Iterator[str]:
    yield "\n## Assumptions\n\nWhat the counts do not hold. The same table is written beside the people.\n"
    yield "| name | value | unit | source | why |"
    yield "| --- | --- | --- | --- | --- |"
    for one in synthetic.assumptions().values():
        yield f"| `{one.name}` | {one.value} | {one.unit} | {one.source} | {one.why.en} |"


def _columns() -> Iterator[str]:
    yield "\n## Columns\n\nOne row a person. A *fact* is asked by a rule text under this name.\n"
    yield "| column | of | type | unit | fact | what |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for one in synthetic.COLUMNS:
        fact = "yes" if one.fact else ""
        yield f"| `{one.name}` | {one.of} | {one.kind} | {one.unit} | {fact} | {one.about.en} |"


def main(arguments: list[str]) -> int:
    """Writes or compares the page."""
    made = page()
    same = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == made
    print(f"{PAGE.name}: {len(made.encode()):,} bytes, {'same' if same else 'changed'}")
    if "--check" in arguments:
        return 0 if same else 1
    PAGE.write_text(made, encoding="utf-8")
    return 0


_HEAD = f"""<!-- SPDX-License-Identifier: EUPL-1.2 -->
<!-- Made by tools/describe_country.py; a test holds it. -->
# The synthetic country

People and households who do not exist, to try rules on: `stelsel rules synthesise --persons 1000000 --to FOLDER`.
Nobody's data goes in: only public counts per municipality ({synthetic.ATTRIBUTION})
and the assumptions below. **Never take what a rule gives on it for what it would cost or do in reality**: what is not
counted is assumed, and the facts of one household hang together no more than the assumptions make them.

The folder holds `synthetic-persons-NNNN.parquet` (one row a person, whole households together),
`synthetic-assumptions.csv`, `synthetic-columns.csv` and `synthetic-country.json` (seed, size, day, versions, SHA-256 of
each file). The same version of the product, seed, size and day give the same bytes, whatever the number of threads. How
it is made: [decision 0025](decisions/0025-a-synthetic-country.md)."""

_FIT = f"""
## Fit

{FITTED:,} people, seed 1, 1 January 2026. A deviation is what was made less the count, without its sign, over the
municipalities that get at least {LEAST_IN_UNIT} people; smaller ones get households drawn from a larger whole and fit
on average only. *Whole country* has its sign and is weighted with people; for age and sex it is the cell that is
furthest off. Money is in euros of 2021. Household size is published in one decimal, so up to 0.05 is within the count.
"""
_SAID = f"""
## What the laws say of it

Every household of {CASES:,} people, seed 1, as a case on {DAY}: the share that ends in an outcome, in facts that are
named as unknown, or refused with a reason; with all facts there, and with facts left out (`--missing`).
"""

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
