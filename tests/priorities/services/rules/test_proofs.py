# SPDX-License-Identifier: EUPL-1.2
"""What is proved of our own texts, the cliffs they have, and a counterexample from a broken twin."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest

from stelsel.engines.rules import Facts, Library, Proof, evaluate, plain, prove, read_rules
from stelsel.engines.rules.proofs._cases import Cases, Question
from stelsel.engines.rules.proofs._curve import Curve
from stelsel.priorities.services.figures import RULES, figures
from tests.conftest import IN_CAMPAIGN

PATHS = sorted(RULES.glob("*/*.yaml"))
LIBRARY = Library(read_rules(path.read_bytes(), str(path.relative_to(RULES))) for path in PATHS)
INSURED_HERE: Any = {"personen": {name: {"woont_in_verdragsland": False} for name in ("aanvrager", "partner")}}
CHILDREN: Any = {
    "huishouden": {
        "kinderen": [
            {"geboortedatum": "2021-03-01", "ontvangt_kinderbijslag": True, "woont_buiten_eer": False},
            {"geboortedatum": "2012-03-01", "ontvangt_kinderbijslag": True, "woont_buiten_eer": False},
        ]
    }
}
TENANT: Any = {"huishouden": {"medebewoners": [], "kale_huur": 70_000}}
HEALTH = ("wet_op_de_zorgtoeslag", "zorgtoeslag_per_jaar", INSURED_HERE)
CHILD = ("wet_op_het_kindgebonden_budget", "kindgebonden_budget_per_jaar", CHILDREN)
RENT = ("wet_op_de_huurtoeslag", "huurtoeslag_per_jaar", TENANT)
GENERAL_LIMIT = "wealth_limit_general_"
INCOME, WEALTH = "aanvrager.jaarinkomen", "aanvrager.rendementsgrondslag"


def along(
    law: tuple[str, str, Any], key: str, on: date, library: Library = LIBRARY, span: tuple[int, int] | None = None
) -> dict[str, Proof]:
    """The proofs along one fact; every counterexample and every cliff is run."""
    rule, output, facts = law
    found = prove(library, rule, output, figures(), on, facts=facts, along={key: span})
    for proof in found:
        for witness in proof.counterexample:
            outcome = evaluate(library, rule, witness.output, Facts(witness.facts), on, figures=figures())
            assert plain(outcome.value) == witness.value
        for cliff in proof.cliffs:
            assert evaluate(library, rule, output, Facts(cliff.facts), on, figures=figures()).value == cliff.before
    return {proof.property: proof for proof in found}


@pytest.mark.campaign
@pytest.mark.parametrize("year", [2024, 2025, 2026] if IN_CAMPAIGN else [2025, 2026])
@pytest.mark.parametrize("law", [HEALTH, CHILD, RENT], ids=lambda law: law[0])
def test_an_allowance_falls_with_income_and_is_never_negative(law: tuple[str, str, Any], year: int) -> None:
    if law is RENT and year < 2026:
        assert LIBRARY.find(law[0], "", law[1], date(year, 5, 1), None) is None  # no text of those years
        return
    found = along(law, INCOME, date(year, 5, 1))
    proved = {name for name, proof in found.items() if proof.verdict == "proved"}
    assert proved == {"not-negative", "monotone", "no-gap", "no-overlap", "agrees"}
    assert found["monotone"].direction == "falls"
    assert {cliff.basis.article for cliff in found["no-cliff"].cliffs} == {"14"}  # less than 24 euro is not awarded
    assert {(cliff.before, cliff.after) for cliff in found["no-cliff"].cliffs} == {(2_400, 0)}


@pytest.mark.parametrize(
    ("law", "on", "limits", "article"),
    [
        (HEALTH, date(2025, 5, 1), ("BWBR0018451", "wealth_limit_single", "wealth_limit_partners"), "3"),
        (HEALTH, date(2024, 5, 1), ("BWBR0018451", "wealth_limit_single", "wealth_limit_partners"), "2a"),
        (CHILD, date(2025, 5, 1), ("BWBR0022751", "kgb_wealth_limit_single", "kgb_wealth_limit_partners"), "1"),
        (
            RENT,
            date(2026, 5, 1),
            ("BWBR0018472", "wealth_limit_general_per_person", "wealth_limit_general_partners"),
            "7",
        ),
    ],
)
def test_the_limit_of_wealth_is_a_cliff(
    law: tuple[str, str, Any], on: date, limits: tuple[str, str, str], article: str
) -> None:
    found = along(law, WEALTH, on)["no-cliff"]
    assert found.verdict == "refuted"
    falls = [cliff for cliff in found.cliffs if cliff.after == 0]
    printed = {figures().on(limits[0], name, on).exact for name in limits[1:]}  # type: ignore[union-attr]
    assert printed <= {cliff.last for cliff in falls}
    assert {cliff.basis.article for cliff in falls} == {article}
    assert found.cliffs[0].loss == max(cliff.loss for cliff in found.cliffs)


def test_the_bands_of_childcare_follow_one_another_and_its_allowance_falls() -> None:
    person = ("opvang_is_geregistreerd", "werken_of_tellen_alle_ouders", "betaalt_eigen_bijdrage")
    child = {"soort_opvang": "dagopvang", "uren_per_maand": 100, "uurprijs": 1_100}
    facts = {
        "personen": {"aanvrager": {"heeft_toeslagpartner": False, **dict.fromkeys(person, True)}},
        "huishouden": {"kinderen_opvang": [child]},
    }
    law = ("besluit_kinderopvangtoeslag", "kinderopvangtoeslag_per_maand", facts)
    found = along(law, INCOME, date(2026, 5, 1), span=(0, 30_000_000))
    assert {name for name, one in found.items() if one.verdict != "proved"} == {"no-cliff"}  # each band is a step down
    assert found["monotone"].direction == "falls"
    assert len(found["no-cliff"].cliffs) > 20


def _twin(*changes: tuple[str, str, str]) -> Library:
    """The library with some texts broken: file, what stood there, what stands there now."""
    texts = {path: path.read_text(encoding="utf-8") for path in PATHS}
    for name, whole, broken in changes:
        (path,) = (one for one in PATHS if str(one.relative_to(RULES)) == name)
        assert texts[path].count(whole) == 1, whole
        texts[path] = texts[path].replace(whole, broken)
    return Library(read_rules(text.encode(), str(path.relative_to(RULES))) for path, text in texts.items())


def test_a_twin_that_grants_nothing_is_refuted_with_a_case() -> None:
    file = "wet_op_de_zorgtoeslag/2024-11-06.yaml"
    right = "{operation: GREATER_THAN, subject: $zorgtoeslag_per_jaar, value: 0}"
    twin = _twin((file, right, right.replace("THAN,", "THAN_OR_EQUAL,")))
    amount, granted = along(HEALTH, INCOME, date(2025, 5, 1), twin)["agrees"].counterexample
    assert (amount.value, granted.value) == (0, True)


def test_a_twin_that_turns_the_wealth_limit_is_refuted_by_a_rise() -> None:
    file = "wet_op_de_zorgtoeslag/2024-11-06.yaml"
    twin = _twin(
        (
            file,
            "operation: GREATER_THAN\n          subject: $grondslag",
            "operation: LESS_THAN\n          subject: $grondslag",
        )
    )
    assert along(HEALTH, WEALTH, date(2025, 5, 1), twin)["monotone"].direction == "rises"


def test_a_twin_without_a_floor_pays_below_zero() -> None:
    awir = "algemene_wet_inkomensafhankelijke_regelingen/2024-01-01.yaml"
    floor = "operation: LESS_THAN\n              subject: $afgerond_jaarbedrag"
    rent = "wet_op_de_huurtoeslag/2026-01-01.yaml"
    amount = "values: [$vergoeding_huur, $vermindering_inkomen]"
    under = "\n            "
    least = f"operation: MAX{under}values:{under}- 0{under}- operation: SUBTRACT{under}  {amount}"
    twin = _twin(
        (awir, floor, floor.replace("LESS_THAN", "EQUALS")),
        (rent, least, f"operation: SUBTRACT{under}{amount}"),
    )
    found = along(RENT, INCOME, date(2026, 5, 1), twin, (0, 10_000_000))
    assert found["not-negative"].verdict == "refuted"
    assert found["not-negative"].counterexample[0].value < 0


@pytest.mark.parametrize(
    ("law", "on"), [(HEALTH, date(2025, 5, 1)), (CHILD, date(2025, 5, 1)), (RENT, date(2026, 5, 1))]
)
@pytest.mark.parametrize("key", [INCOME, WEALTH])
def test_the_pieces_are_what_the_evaluation_gives(
    law: tuple[str, str, Any], on: date, key: str, campaign: bool
) -> None:
    rule, output, facts = law
    version = LIBRARY.find(rule, "", output, on, None)
    assert version
    span = (0, 20_000_000)
    question = Question(LIBRARY, rule, (output,), figures(), on, None, facts)
    chosen = random.Random(7)
    leaves = list(Cases(question, version, key, span).leaves())
    for leaf in leaves if campaign else chosen.sample(leaves, 10):
        value = leaf.values[output]
        edges = [x for one in value.pieces for x in (one.first, one.last)] if isinstance(value, Curve) else []
        for x in (*edges, *(chosen.randrange(*span) for _ in range(300 if campaign else 3))):
            person = {**leaf.facts["personen"]["aanvrager"], key.split(".")[1]: x}
            known = {**leaf.facts, "personen": {**leaf.facts["personen"], "aanvrager": person}}
            expected = evaluate(LIBRARY, rule, output, Facts(known), on, figures=figures()).value
            assert (value.at(x) if isinstance(value, Curve) else value) == expected
