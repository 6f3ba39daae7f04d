# SPDX-License-Identifier: EUPL-1.2
"""The peer for the claim `rules-population`: OpenFisca-core with the health-care allowance of 2025 for a million
persons. Reads the arrays in the folder of its argument; the system is made beforehand, and what is measured is the
simulation built, its inputs set and its outcome calculated.

What is one fact of the household is given as such, and days as whole numbers, which is less work than a date.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter

import numpy
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

YEAR, ROUNDS = "2025", 5
OF_PERSON = {"geboortedatum": int, "is_verzekerd": bool, "rendementsgrondslag": int, "jaarinkomen": int}
OF_HOUSEHOLD = {
    "heeft_toeslagpartner": bool,
    "zelfde_partner_hele_jaar": bool,
    "verandert_dit_jaar": bool,
    "maanden_met_recht": int,
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


def insured(person, period, parameters):
    """Insured, and 18 at the end of February."""
    return person("is_verzekerd", period) & (person("geboortedatum", period) < 20070229)


def turns_18(person, period, parameters):
    """Becomes 18 after January and before the end of the year."""
    born = person("geboortedatum", period)
    return (born >= 20061232) & (born < 20071131)


def too_rich(household, period, parameters):
    """Health-care allowance act, article 3."""
    couple = household("heeft_toeslagpartner", period)
    limit = numpy.where(couple & household("zelfde_partner_hele_jaar", period), 17_942_900, 14_189_600)
    return household.sum(household.members("rendementsgrondslag", period)) > limit


def unrounded(household, period, parameters):
    """Health-care allowance act, article 2: the amount for a year in 1/2000 eurocent."""
    couple = household("heeft_toeslagpartner", period)
    income = household.sum(household.members("jaarinkomen", period))
    premium = numpy.where(couple, 422_400_000, 211_200_000)
    below = numpy.where(couple, 121_378_838, 53_857_776)
    rest = premium - below - 137 * numpy.maximum(income - 2_840_600, 0)
    both = household.any(household.members("insured", period), role=Household.PARTNER)
    due = numpy.maximum(rest, 0) * numpy.where(couple & ~both, 1, 2)
    right = household.any(household.members("insured", period), role=Household.APPLICANT)
    return numpy.where(right & ~household("too_rich", period), due, 0)


def allowance(household, period, parameters):
    """Health-care allowance act, article 2: whole euros, in eurocents, nothing below 23.50 euros."""
    members, couple = household.members, household("heeft_toeslagpartner", period)
    due, months = household("unrounded", period), household("maanden_met_recht", period)
    turns = members("turns_18", period)
    part_of_year = household("verandert_dit_jaar", period) | household.any(turns, role=Household.APPLICANT)
    same = household("zelfde_partner_hele_jaar", period) & ~household.any(turns, role=Household.PARTNER)
    part_of_year |= couple & ~same
    whole = numpy.where(due < 4_700_000, 0, numpy.floor((due + 100_000) / 200_000) * 100)
    some = due.astype(numpy.int64) * months
    part = numpy.where(some < 56_400_000, 0, numpy.floor((some + 1_200_000) / 2_400_000) * 100)
    return numpy.where(part_of_year, part, whole)


def system():
    """The tax-benefit system."""
    made = TaxBenefitSystem([Person, Household])
    made.add_variables(*(variable(name, Person, kind) for name, kind in OF_PERSON.items()))
    made.add_variables(*(variable(name, Household, kind) for name, kind in OF_HOUSEHOLD.items()))
    made.add_variables(*(variable(one.__name__, Person, bool, one) for one in (insured, turns_18)))
    made.add_variables(variable("too_rich", Household, bool, too_rich))
    made.add_variables(variable("unrounded", Household, int, unrounded))
    made.add_variables(variable("allowance", Household, int, allowance))
    return made


def amounts(made, given):
    """The amounts by household, and the seconds of building, inputs and calculating."""
    started = perf_counter()
    builder = SimulationBuilder()
    builder.create_entities(made)
    household = given["household"]
    builder.declare_person_entity("person", numpy.arange(len(household)))
    homes = builder.declare_entity("household", numpy.unique(household))
    builder.join_with_persons(homes, household, roles=given["role"])
    simulation = builder.build(made)
    built = perf_counter()
    for name in OF_PERSON:
        simulation.set_input(name, YEAR, given[name])
    first = given["role"] == 0
    for name in OF_HOUSEHOLD:
        simulation.set_input(name, YEAR, given[name][first])
    ready = perf_counter()
    value = simulation.calculate("allowance", YEAR)
    done = perf_counter()
    return value, (built - started, ready - built, done - ready)


def main():
    """Measures and prints."""
    folder = Path(sys.argv[1])
    given = {one.stem: numpy.load(one) for one in folder.glob("*.npy")}
    made, best = system(), None
    for _ in range(ROUNDS):
        value, times = amounts(made, given)
        best = times if best is None or sum(times) < sum(best) else best
    numpy.save(folder / "peer-amounts.npy", value.astype(numpy.int64))
    built, inputs, calculated = best
    print(json.dumps({"seconds": sum(best), "built": built, "inputs": inputs, "calculated": calculated}))


if __name__ == "__main__":
    main()
