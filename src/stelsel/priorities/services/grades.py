# SPDX-License-Identifier: EUPL-1.2
"""How sure our own encodings are: law by year, with the figure or line of doubt that decides, as data and a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from stelsel.engines.rules.doubts import Doubt
from stelsel.engines.rules.grade_report import LawYear, Reason, in_force, law_year
from stelsel.engines.rules.parameters import Parameters, worst
from stelsel.kernel.documents import read_yaml
from stelsel.priorities.services.figures import RULES, doubts

YEARS = (2024, 2025, 2026)
STANDING_FOR: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("Health-care allowance", "BWBR0018451", "wet_op_de_zorgtoeslag", ("zorgtoeslag_per_jaar",)),
    (
        "Child budget",
        "BWBR0022751",
        "wet_op_het_kindgebonden_budget",
        ("kindgebonden_budget_per_jaar", "aanvraag_gedaan"),
    ),
    ("Child benefit", "BWBR0002368", "algemene_kinderbijslagwet", ("kinderbijslag_per_kwartaal",)),
    ("Social-assistance norms", "BWBR0015703", "participatiewet", ("bijstandsnorm", "bijstand_per_maand")),
    ("Rent allowance", "BWBR0008659", "wet_op_de_huurtoeslag", ("huurtoeslag_per_jaar", "huurtoeslag_per_maand")),
    ("Childcare allowance", "BWBR0017321", "besluit_kinderopvangtoeslag", ("kinderopvangtoeslag_per_maand",)),
    ("State pension", "BWBR0002221", "algemene_ouderdomswet", ("aow_bruto_per_maand",)),
    ("Individual income supplement", "BWBR0015703", "participatiewet", ("individuele_inkomenstoeslag",)),
    ("Remission of local taxes", "BWBR0004766", "uitvoeringsregeling_invorderingswet_1990", ("kwijtschelding",)),
)
"""The laws we stand for: title, identifier, text, and the outputs that answer the question."""


@cache
def texts() -> tuple[Mapping[str, Any], ...]:
    """Our own encodings as they are written."""
    return tuple(read_yaml(path.read_bytes(), path.name) for path in sorted(RULES.glob("*/*.yaml")))


def report(
    known: Parameters,
    documents: Sequence[Mapping[str, Any]] | None = None,
    open_lines: Mapping[str, Doubt] | None = None,
) -> tuple[tuple[str, str, LawYear], ...]:
    """Each law we stand for in each year: title, identifier and how sure. `documents` are rule texts as they are
    written and `open_lines` the lines of doubt; without them those that ship."""
    some = texts() if documents is None else documents
    lines = doubts() if open_lines is None else open_lines
    return tuple(
        (title, bwb_id, _decided(bwb_id, law_year(some, law, outputs, year, known), lines))
        for title, bwb_id, law, outputs in STANDING_FOR
        for year in YEARS
    )


def others(known: Parameters, given: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, str, LawYear], ...]:
    """The other texts, such as ordinances, in each year in which they hold: name, identifier and how sure all that
    they give is."""
    named = {law for _, _, law, _ in STANDING_FOR}
    return tuple(
        (str(text["name"]), str(text.get("bwb_id", "")), law_year(given, text["$id"], _outputs(text), year, known))
        for text in given
        if text["$id"] not in named
        for year in YEARS
        if any(one is text for one in in_force(given, year))
    )


def _outputs(text: Mapping[str, Any]) -> list[str]:
    return [
        one["output"] for article in text["articles"] for one in article["machine_readable"]["execution"]["actions"]
    ]


def _decided(bwb_id: str, found: LawYear, open_lines: Mapping[str, Doubt]) -> LawYear:
    """A year without a text names the lines of doubt that kept us from writing one."""
    if found.because != (Reason("text", found.law),) or found.standing != "refused":
        return found
    lines = [
        Reason("doubt", one.id) for one in open_lines.values() if one.scope == "all" and one.touches(bwb_id, found.year)
    ]
    return LawYear(found.law, found.year, "refused", (*found.because, *sorted(lines)), (), ())


def page(known: Parameters) -> str:
    """The page docs/rules-grades.md."""
    rows = report(known)
    return "\n".join((_HEAD, *_summary(rows), *_figures(rows, known), *_lines())) + "\n"


def _summary(rows: Sequence[tuple[str, str, LawYear]]) -> Iterator[str]:
    yield "| law | year | how sure | decided by | except for |"
    yield "| --- | --- | --- | --- | --- |"
    for title, _, one in rows:
        yield f"| {title} | {one.year} | **{one.standing}** | {_said(one.because)} | {_said(one.except_for)} |"


def _said(reasons: Sequence[Reason]) -> str:
    words = {"doubt": "{}", "figure": "grade of {}", "missing": "no {}", "text": "text of {}"}
    return ", ".join(words[one.what].format(f"`{one.name}`") for one in reasons)


def _figures(rows: Sequence[tuple[str, str, LawYear]], known: Parameters) -> Iterator[str]:
    sources: dict[str, int] = {}
    yield "\n## Figures in use\n\nThe number of a source stands in the list below the table. Bands are one row."
    yield "\n| law | year | figure | article | grade | source |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for title, _, one in rows:
        for law, name in one.figures:
            days = (date(one.year, 1, 1), date(one.year, 12, 31))
            found = [figure for figure in known.versions(law, name) if figure.meets(*days)]
            if not found:
                yield f"| {title} | {one.year} | {name} | | missing | |"
                continue
            numbers = sorted({sources.setdefault(figure.source, len(sources) + 1) for figure in found})
            grade = worst(figure.grade for figure in found)
            cells = (title, one.year, name, found[0].article, grade, " ".join(f"[{number}]" for number in numbers))
            yield f"| {' | '.join(map(str, cells))} |"
    yield "\n### Sources\n"
    yield from (f"{number}. {source}" for source, number in sources.items())


def _lines() -> Iterator[str]:
    yield "\n## Lines of doubt\n"
    yield "| line | years | cases | what is open (en) | wat open is (nl) |"
    yield "| --- | --- | --- | --- | --- |"
    for one in sorted(doubts().values(), key=lambda line: line.id):
        years = " ".join(map(str, one.years))
        yield f"| `{one.id}` | {years} | {one.cases.en} | {one.what.en} | {one.what.nl} |"


_HEAD = """<!-- SPDX-License-Identifier: EUPL-1.2 -->
<!-- Made by tools/derive_figures.py; a test holds it. -->
# How sure are the rules?

Each figure has a grade: **L** text of the law or regulation read, **O** official document read or quoted verbatim,
**S** secondary source, **I** inferred. A law in a year is *official* when an ordinary case computes with L and O only;
what is worse in some cases stands under "except for": such a case is *provisional* or *refused*, and says why.
*Refused*: every case needs a figure that is missing, or there is no text. A grade is raised in the table of figures,
with its source, and nowhere else. The monthly advance of an allowance is always provisional (`awir-monthly-advance`).
"""
