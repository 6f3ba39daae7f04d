# SPDX-License-Identifier: EUPL-1.2
"""What the claims on rules for a population share: our laws, and a made-up population in DuckDB with a part of its
facts unknown."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy

from stelsel.engines.rules import Library, read_rules
from stelsel.engines.rules.population import Cells, Program, compile_rule
from stelsel.priorities.services.figures import RULES, figures

DAY = date(2025, 3, 1)
UNKNOWN = 0.02
"""The share of cells that are empty."""


def library() -> Library:
    """Our own texts."""
    paths = sorted(RULES.glob("*/*.yaml"))
    return Library(read_rules(path.read_bytes(), str(path.relative_to(RULES))) for path in paths)


def allowance() -> Program:
    """The health-care allowance per year."""
    return compile_rule(library(), "wet_op_de_zorgtoeslag", "zorgtoeslag_per_jaar", DAY, figures=figures())


LAWS = (
    ("wet_op_het_kindgebonden_budget", "kindgebonden_budget_per_jaar"),
    ("wet_op_de_huurtoeslag", "huurtoeslag_per_maand"),
    ("algemene_kinderbijslagwet", "kinderbijslag_per_kwartaal"),
    ("besluit_kinderopvangtoeslag", "kinderopvangtoeslag_per_maand"),
    ("participatiewet", "bijstand_per_maand"),
    ("participatiewet", "individuele_inkomenstoeslag"),
    ("algemene_ouderdomswet", "aow_bruto_per_maand"),
    ("uitvoeringsregeling_invorderingswet_1990", "kwijtschelding"),
)
"""Our other laws with what they come to."""
CHILDCARE = Cells(limits={"uurprijs": (0, 100_000), "uren_per_maand": (0, 1_000)})
"""Eurocents for an hour and hours in a month of childcare."""


def law(name: str, output: str) -> Program:
    """Another law of ours in 2026."""
    return compile_rule(library(), name, output, date(2026, 1, 1), figures=figures(), cells=CHILDCARE)


def people(base: Any, households: int) -> None:
    """The table `persons` with so many households; 45% are couples."""

    def cell(text: str) -> str:
        return f"CASE WHEN random() < {UNKNOWN} THEN NULL ELSE {text} END"

    base.execute("SELECT setseed(0.42)")
    base.execute(
        f"""CREATE TABLE persons AS
        WITH homes AS (SELECT range AS household, random() < 0.55 AS alone FROM range({households})),
        roles AS (
          SELECT household, 'aanvrager' AS role, NOT alone AS couple FROM homes
          UNION ALL SELECT household, 'partner', TRUE FROM homes WHERE NOT alone
        )
        SELECT household, role,
          {cell("DATE '1935-01-01' + CAST(random() * 27000 AS INTEGER)")} AS geboortedatum,
          {cell("random() < 0.97")} AS is_verzekerd,
          {cell("couple")} AS heeft_toeslagpartner,
          {cell("random() < 0.95")} AS zelfde_partner_hele_jaar,
          {cell("random() < 0.05")} AS verandert_dit_jaar,
          {cell("CAST(random() * 12 AS BIGINT)")} AS maanden_met_recht,
          {cell("random() < 0.01")} AS woont_in_verdragsland,
          {cell("CAST(CASE WHEN random() < 0.5 THEN 0 ELSE random() * 30000000 END AS BIGINT)")} AS rendementsgrondslag,
          {cell("CAST(random() * 6000000 AS BIGINT)")} AS jaarinkomen
        FROM roles"""
    )


def rows(persons: int) -> dict[str, Any]:
    """The facts of so many persons as arrays, all of them known: 45% of the households are couples."""
    random = numpy.random.default_rng(42)
    couple = random.random(persons) < 0.45
    household = numpy.repeat(numpy.arange(persons), 1 + couple)[:persons]
    first = numpy.append(True, household[1:] != household[:-1])
    couple = couple[household]
    couple[-1] &= not first[-1]
    days = random.integers(1935, 2009, persons) * 10000 + random.integers(1, 13, persons) * 100
    cells = {
        "geboortedatum": (days + random.integers(1, 29, persons)).astype(numpy.int32),
        "rendementsgrondslag": numpy.where(random.random(persons) < 0.5, 0, random.integers(0, 30_000_000, persons)),
        "jaarinkomen": random.integers(0, 6_000_000, persons),
        "maanden_met_recht": random.integers(0, 13, persons).astype(numpy.int8),
    }
    chances = {"is_verzekerd": 0.97, "zelfde_partner_hele_jaar": 0.95, "verandert_dit_jaar": 0.05}
    cells |= {name: (random.random(persons) < chance).astype(numpy.int8) for name, chance in chances.items()}
    cells["heeft_toeslagpartner"] = couple.astype(numpy.int8)
    cells["woont_in_verdragsland"] = numpy.zeros(persons, dtype=numpy.int8)
    return {"household": household, "role": (~first).astype(numpy.int8), **cells}
