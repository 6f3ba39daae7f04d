# SPDX-License-Identifier: EUPL-1.2
"""The peer for the claim `rules-case`: OpenFisca-core, one situation of a small tax-benefit system that computes the
same health-care allowance (four laws of 2025) for a person alone or a couple, with its trace on for the explanation.

Input: the person's facts as JSON. Amounts are in whole eurocents, as ours. The system is built once; a case is what a
request would do: the situation from its JSON, the simulation, the calculation with its trace.
"""

from __future__ import annotations

import json
import sys
from time import perf_counter

from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

YEAR, ROUNDS, EACH = "2025", 15, 20
BOX1 = "loon_uit_dienstbetrekking uitkeringen_en_pensioenen winst_uit_onderneming resultaat_overige_werkzaamheden"
BOX2 = "reguliere_voordelen vervreemdingsvoordelen"
WEALTH = "spaargeld beleggingen onroerend_goed"
AMOUNTS = f"{BOX1} eigen_woning {BOX2} buitenlands_inkomen {WEALTH} schulden".split()
PARTNERS = ("HUWELIJK", "GEREGISTREERD_PARTNERSCHAP", "SAMENLEVINGSCONTRACT")
FIGURES = {
    "standaardpremie": 211_200,
    "drempelinkomen": 3_971_900,
    "vermogensgrens_alleen": 14_189_600,
    "vermogensgrens_paar": 17_942_900,
    "pct_drempel_alleen": 0.01896,
    "pct_drempel_paar": 0.04273,
    "pct_boven": 0.1370,
}

Person = build_entity(key="person", plural="persons", label="Person", is_person=True)
Household = build_entity(
    key="household",
    plural="households",
    label="Household",
    roles=[
        {"key": "applicant", "plural": "applicants", "max": 1},
        {"key": "partner", "plural": "partners", "max": 1},
    ],
)


def variable(name, entity, kind, formula=None):
    """A variable per year."""
    parts = {"value_type": kind, "entity": entity, "definition_period": DateUnit.YEAR, "label": name}
    return type(name, (Variable,), {**parts, **({"formula": formula} if formula else {})})


def box1(person, period, parameters):
    """Income tax act, article 3.1."""
    return sum(person(name, period) for name in [*BOX1.split(), "eigen_woning"])


def box2(person, period, parameters):
    """Income tax act, article 4.12."""
    return sum(person(name, period) for name in BOX2.split())


def verzamelinkomen(person, period, parameters):
    """Income tax act, article 2.18."""
    return person("box1", period) + person("box2", period)


def toetsingsinkomen(person, period, parameters):
    """General act on income-related schemes, article 8."""
    return person("verzamelinkomen", period) + person("buitenlands_inkomen", period)


def vermogen(person, period, parameters):
    """Income tax act, article 5.3."""
    return sum(person(name, period) for name in WEALTH.split()) - person("schulden", period)


def has_partner(household, period, parameters):
    """General act on income-related schemes, article 3."""
    kinds = household.members("partnerschap_type", period)
    return household.any(sum(kinds == name for name in PARTNERS) > 0)


def insured(household, period, parameters):
    """Health insurance act: insured or under a treaty."""
    members = household.members
    own = (members("polis_status", period) == "ACTIEF") + members("verdragsinschrijving", period)
    return household.any(own, role=Household.APPLICANT)


def too_rich(household, period, parameters):
    """Health-care allowance act, article 3."""
    figures, pair = parameters(period), household("has_partner", period)
    limit = figures.vermogensgrens_paar * pair + figures.vermogensgrens_alleen * (1 - pair)
    return household.sum(household.members("vermogen", period)) > limit


def standard_premium(household, period, parameters):
    """Health-care allowance act, article 4."""
    return parameters(period).standaardpremie * (1 + household("has_partner", period))


def norm_premium(household, period, parameters):
    """Health-care allowance act, article 2."""
    figures, pair = parameters(period), household("has_partner", period)
    income = household.sum(household.members("toetsingsinkomen", period))
    below = (income < figures.drempelinkomen) * income + (income >= figures.drempelinkomen) * figures.drempelinkomen
    share = figures.pct_drempel_paar * pair + figures.pct_drempel_alleen * (1 - pair)
    return share * below + figures.pct_boven * (income - below)


def allowance(household, period, parameters):
    """Health-care allowance act, article 2: whole eurocents."""
    right = household("insured", period) * (1 - household("too_rich", period))
    amount = household("standard_premium", period) - household("norm_premium", period)
    return right * (amount > 0) * (amount + 0.5).astype(int)


def system():
    """The tax-benefit system."""
    made = TaxBenefitSystem([Person, Household])
    values = {name: {"values": {"2025-01-01": {"value": value}}} for name, value in FIGURES.items()}
    made.parameters = ParameterNode("", data=values)
    made.add_variables(*(variable(name, Person, int) for name in AMOUNTS))
    made.add_variables(variable("polis_status", Person, str), variable("partnerschap_type", Person, str))
    made.add_variables(variable("verdragsinschrijving", Person, bool))
    made.add_variables(*(variable(one.__name__, Person, int, one) for one in (box1, box2, verzamelinkomen)))
    made.add_variables(*(variable(one.__name__, Person, int, one) for one in (toetsingsinkomen, vermogen)))
    made.add_variables(*(variable(one.__name__, Household, bool, one) for one in (has_partner, insured, too_rich)))
    made.add_variables(*(variable(one.__name__, Household, float, one) for one in (standard_premium, norm_premium)))
    made.add_variables(variable("allowance", Household, int, allowance))
    return made


def case(made, raw):
    """The allowance of one household from JSON, with the trace of its computation."""
    person = {name: {YEAR: value} for name, value in json.loads(raw).items()}
    situation = {"persons": {"a": person}, "households": {"h": {"applicants": ["a"]}}}
    simulation = SimulationBuilder().build_from_dict(made, situation)
    simulation.trace = True
    value = simulation.calculate("allowance", YEAR)
    return int(value[0]), simulation


def main():
    """Measures and prints."""
    raw, made, times = sys.stdin.buffer.read(), system(), []
    value, simulation = case(made, raw)
    for _ in range(ROUNDS):
        started = perf_counter()
        for _ in range(EACH):
            case(made, raw)
        times.append((perf_counter() - started) / EACH * 1000)
    lines = len(simulation.tracer.computation_log.lines())
    print(json.dumps({"ms": min(times), "value": value, "lines": lines}))


if __name__ == "__main__":
    main()
