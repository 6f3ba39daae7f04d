# SPDX-License-Identifier: EUPL-1.2
"""Makes the page that tells what the checks find in the shared law files and in our own texts, with a proof worked out.

python tools/derive_checks.py          reads $STELSEL_SHARED/data/services (default ../shared/data/services)
python tools/derive_checks.py --check  writes nothing; exit 1 when the page differs
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from stelsel.engines.rules import Check, Library, Proof, Row, evaluate, load, prove, report  # noqa: E402
from stelsel.engines.rules.checks import check  # noqa: E402
from stelsel.engines.rules.facts import Facts  # noqa: E402
from stelsel.priorities.services.figures import RULES, figures  # noqa: E402

PAGE = ROOT / "docs" / "rules-checks.md"
LAW, OUTPUT, DAY = "wet_op_de_zorgtoeslag", "zorgtoeslag_per_jaar", date(2025, 5, 1)
FACTS = {"personen": {name: {"woont_in_verdragsland": False} for name in ("aanvrager", "partner")}}


def shared(folder: Path) -> list[tuple[str, bytes]]:
    """The shared law files: name below their folder, and content."""
    return [(str(path.relative_to(folder)), path.read_bytes()) for path in sorted(folder.glob("law-*/**/*.yaml"))]


def own() -> list[tuple[str, bytes]]:
    """Our own texts."""
    return [(str(path.relative_to(RULES)), path.read_bytes()) for path in sorted(RULES.glob("*/*.yaml"))]


def page(files: Sequence[tuple[str, bytes]]) -> str:
    """The page docs/rules-checks.md."""
    library = Library(load(own())[0])
    parts = (_HEAD, *_summary(files), *_own(check(library, figures())), *_worked(library), *_rows(report(files)))
    return "\n".join(parts) + "\n"


def _counts(found: Iterable[Check]) -> str:
    codes = Counter(one.code.removeprefix("rules-") for one in found)
    return ", ".join(f"{code} {number}" for code, number in sorted(codes.items()))


def _summary(files: Sequence[tuple[str, bytes]]) -> Iterator[str]:
    texts, refused = load(files)
    found = check(Library(texts))
    yield "\n## The shared law files\n"
    yield f"{len(files)} files of two formats: {len(texts)} load, {len(refused)} are refused. What the checks find:\n"
    yield "| finding | how bad | number | files |"
    yield "| --- | --- | --- | --- |"
    for code, severity in sorted({(one.code, one.severity) for one in found}):
        some = [one for one in found if one.code == code]
        yield f"| `{code}` | {severity} | {len(some)} | {len({one.file for one in some})} |"


def _rows(rows: Iterable[Row]) -> Iterator[str]:
    yield "\n## File by file\n"
    yield "No code behind it: nothing found. Not executed: parts that are read and named with their reason.\n"
    yield "| file | loads | outputs | not executed | findings |"
    yield "| --- | --- | --- | --- | --- |"
    for row in rows:
        loads = "refused" if row.refused else "yes"
        yield f"| {row.file} | {loads} | {row.outputs} | {len(row.untranslatable) or ''} | {_counts(row.findings)} |"


def _own(found: Sequence[Check]) -> Iterator[str]:
    yield "\n## Our own texts\n"
    yield "No faults. A warning is a case that is refused, or a line that somebody has to look at:\n"
    yield "| file | line | finding |"
    yield "| --- | --- | --- |"
    yield from (f"| {one.file} | {one.at} | {one.what.en} |" for one in found)


def _worked(library: Library) -> Iterator[str]:
    income = _along(library, "aanvrager.jaarinkomen")
    falls = income["monotone"]
    yield "\n## A proof worked out\n"
    yield f"`{LAW}`, output `{OUTPUT}`, on {DAY}, along `{falls.input}` from {falls.first} to {falls.last} eurocents."
    yield f"Every answer is taken for: {_names(falls.varied)}. Given, or examples: {_names(falls.fixed)}.\n"
    yield "| property | verdict | says |"
    yield "| --- | --- | --- |"
    yield from (f"| {one.property} | {one.verdict} | {one.says.en} |" for one in income.values())
    yield "\n## A counterexample worked out\n"
    wealth = _along(library, "aanvrager.rendementsgrondslag")["no-cliff"]
    yield f"The same along `{wealth.input}`. {wealth.says.en} Its cliffs, in eurocents:\n"
    yield "| at most | outcome | a euro more | loss | article |"
    yield "| --- | --- | --- | --- | --- |"
    for one in wealth.cliffs[:6]:
        yield f"| {one.last} | {one.before} | {one.after} | {one.loss} | {one.basis.article} ({one.where}) |"
    yield "\nThe first two cases as they can be run:\n"
    for witness in wealth.counterexample:
        given = evaluate(library, LAW, OUTPUT, Facts(witness.facts), DAY, figures=figures()).value
        yield f"    {json.dumps(witness.facts)}\n    gives {given}\n"


def _along(library: Library, key: str) -> dict[str, Proof]:
    found = prove(library, LAW, OUTPUT, figures(), DAY, facts=FACTS, along={key: None})
    return {one.property: one for one in found}


def _names(keys: Iterable[str]) -> str:
    return ", ".join(f"`{key}`" for key in keys)


_HEAD = """<!-- SPDX-License-Identifier: EUPL-1.2 -->
<!-- Made by tools/derive_checks.py; a test holds it. -->
# What the checks find

A rule text that loads can still be wrong. `check` looks at all texts together; each finding has the rule, file, line,
a code, what is wrong, what to do, and how bad it is: a **fault** is wrong or cannot give what it promises, a
**warning** is likely wrong or right in some cases only, a **note** holds today and not for ever. `prove` says of an
outcome what holds for every value of a fact (decision 0022).

| check | finds |
| --- | --- |
| `reference`, `unmade` | names, rules and outputs that are not there; outputs that are promised and made nowhere |
| `cycle` | outputs and definitions that need themselves |
| `type` | types and units that clash: euros and eurocents, percent and share, days and amounts |
| `drift` | article text that is no longer the text the formal part was made for |
| `unreachable` | cases that cannot hold, given earlier cases, bounds, choices and constants |
| `unused` | parameters, definitions and inputs that no output needs |
| `version-gap`, `version-overlap` | days between two versions of a text that neither has, or both |
| `figure-gap`, `figure-overlap` | figures missing on a day in 2024-2026 when a text takes them, or there twice |
| `band-gap`, `band-overlap` | families of bands that leave an amount out or hold it twice |
| `lint-amount`, `lint-euro` | amounts written in the text; amounts in euros among eurocents |
| `lint-percent` | a percentage used as a share without dividing by a hundred |
| `lint-rounding` | a decision in eurocents that can have a part of a cent and that nothing rounds |
| `lint-threshold` | a share of the lowest of income and threshold, where the law takes the whole threshold |
| `lint-limit` | one limit that is strict in one place and not in another |
| `lint-partner` | a number of the partner used without asking whether there is one |
| `lint-end-date` | a first day that counts while the last day, declared too, does not |
| `lint-year` | a day or year of now, written in the text |
| `lint-rest` | a choice without a rest where a number is needed |

The patterns come from public files: amounts of another year, a threshold that was an income limit, a partner's income
that is fetched for everyone, refusals that no case comes to because the requirements stand in front of them too. Such a
file still executes here as it is written; the findings say why its amounts are not the law's. The older format rounds
by the precision of a type, which is not executed: `lint-rounding` says so. Of `figure-gap` our own texts have some on
purpose: a figure that no source gives is refused by name, and never guessed."""


def main(arguments: list[str]) -> int:
    """Writes or compares the page; 0 when done, 1 when the source is not there or the page differs."""
    source = Path(os.environ.get("STELSEL_SHARED") or ROOT.parent / "shared") / "data" / "services"
    if not source.is_dir():
        print(f"There is no {source}. Set STELSEL_SHARED to the folder that holds data/.", file=sys.stderr)
        return 1
    made = page(shared(source))
    if "--check" in arguments:
        differs = not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != made
        print(*([f"{PAGE.name} differs"] if differs else []), sep="\n")
        return int(differs)
    PAGE.write_text(made, encoding="utf-8")
    print(f"{PAGE.name}: {len(made):,} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
