# SPDX-License-Identifier: EUPL-1.2
"""The columns of one unit: from households and money to the facts that the rule texts ask."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from stelsel.engines.synthetic._drawing import Bools, Floats, Ints, chance
from stelsel.engines.synthetic._homes import (
    APPLICANT,
    CHILD,
    CO_RESIDENT,
    COUPLE,
    HOMES,
    INSTITUTION,
    LIVE_IN,
    PARTNER,
    ROLES,
    SINGLE_PARENT,
    Rows,
)
from stelsel.engines.synthetic._income import ASSISTANCE, NONE, SOURCES, STUDY, Income
from stelsel.engines.synthetic._roles import WOMAN
from stelsel.engines.synthetic._wealth import TENURES, Wealth
from stelsel.engines.synthetic.assumptions import by_age, number, numbers
from stelsel.engines.synthetic.marginals import SEXES

Columns = dict[str, pl.Series | NDArray[np.generic]]
CARE = ("dagopvang", "bso", "gastouder")


def facts(random: np.random.Generator, made: Rows, money: Income, owns: Wealth, on: date) -> Columns:
    """All columns but the numbers and pointers (`numbered`), one value a person. Amounts in whole eurocents."""
    found: Columns = {
        "rol": _named(ROLES, made.role),
        "soort_huishouden": _named(HOMES, made.kind[made.home]),
        "geslacht": _named(SEXES, (made.sex == WOMAN).astype(np.int64)),
        "geboortedatum": pl.Series(born(random, made.age, on)).cast(pl.Date),
        "inkomensbron": _named(SOURCES, money.source),
        "woning": _named(TENURES, owns.tenure[made.home]),
        "standaardinkomen": cents(money.standard)[made.home],
        "jaarinkomen": cents(money.gross),
    }
    found |= _of_people(random, made, money, owns)
    of_homes = _of_homes(random, made, money, owns)
    found |= {name: values[made.home] for name, values in of_homes.items()}
    return found | _of_children(random, made, of_homes["werken_of_tellen_alle_ouders"])


def numbered(made: Rows, home: int, person: int) -> Columns:
    """Numbers of households and people, counted on from what was made before, and who is whose partner and parent."""
    own = np.arange(len(made.home), dtype=np.int64) + person
    head = (made.start + person)[made.home]
    couple = made.kind[made.home] == COUPLE
    child = made.role == CHILD
    partner = np.where(made.role == APPLICANT, head + 1, head)
    return {
        "synthetisch": np.ones(len(own), dtype=bool),
        "huishouden": made.home + home,
        "persoon": own,
        "partner": _where(couple & (made.role <= PARTNER), partner),
        "ouder_1": _where(child, head),
        "ouder_2": _where(child & couple, head + 1),
    }


def born(random: np.random.Generator, age: Ints, on: date) -> NDArray[np.datetime64]:
    """Days of birth so that everyone has this age on the day; each day of the year is as likely."""
    month = np.datetime64(f"{on.year:04d}-{on.month:02d}", "M") - age * 12
    last = (month + 1).astype("datetime64[D]") - 1
    birthday = np.minimum(month.astype("datetime64[D]") + (on.day - 1), last)
    found: NDArray[np.datetime64] = birthday - random.integers(0, 365, len(age)).astype("timedelta64[D]")
    return found


def cents(euros: Floats) -> Ints:
    """Whole eurocents of whole euros."""
    return np.round(euros).astype(np.int64) * 100


def _of_people(random: np.random.Generator, made: Rows, money: Income, owns: Wealth) -> Columns:
    people, age = len(made.age), made.age
    head = made.role <= PARTNER
    couple = (made.kind[made.home] == COUPLE) & head
    share = np.where(head, np.where(couple, 0.5, 1.0), 0.0)
    missed = chance(random, number("aow_missing_share"), people)
    same = chance(random, number("same_partner_share"), len(made.kind))[made.home]
    mean, spread = numbers("insured_share")[0], number("treaty_share")
    helped = money.source == ASSISTANCE
    return {
        "rendementsgrondslag": cents(owns.savings[made.home] * share),
        "is_verzekerd": chance(random, mean, people),
        "woont_in_verdragsland": chance(random, spread, people),
        "heeft_toeslagpartner": couple,
        "zelfde_partner_hele_jaar": pl.Series(same).set(pl.Series(~couple), None),
        "is_gehuwd": couple,
        "heeft_aow_leeftijd": age >= number("aow_age"),
        "heeft_aow_partner": couple,
        "niet_verzekerde_jaren": np.where(missed, random.integers(1, 41, people), 0).astype(np.int16),
        "is_verzekerd_voor_kinderbijslag": chance(random, number("child_benefit_insured_share"), people),
        "in_inrichting": made.kind[made.home] == INSTITUTION,
        "heeft_inkomsten_uit_werk": money.works,
        "partner_heeft_recht": pl.Series(chance(random, number("partner_right_share"), people)).set(
            pl.Series(~couple), None
        ),
        "zonder_steun_van_ouders": chance(random, number("without_parents_share"), people),
        "heeft_zicht_op_verbetering": chance(random, number("prospect_share"), people) & (age < number("aow_age")),
        "kreeg_toeslag_in_12_maanden": chance(random, number("had_supplement_share"), people) & helped,
        "ontvangt_andere_toeslag": money.rank[made.home] < number("other_allowance_rank"),
        "heeft_kindgebonden_budget_aangevraagd": chance(random, number("child_budget_asked_share"), people),
    }


def _of_homes(random: np.random.Generator, made: Rows, money: Income, owns: Wealth) -> dict[str, NDArray[np.generic]]:
    homes, age, role = len(made.kind), made.age, made.role
    minor = (role >= CHILD) & (age < 18)
    sharers = ((role == PARTNER) & (age >= 21)) | ((role >= CHILD) & (age >= 27) & (money.source != STUDY))
    helped = made.per_home(money.source == ASSISTANCE) > 0
    idle = made.per_home((role <= PARTNER) & ~money.works & (money.source != STUDY))
    month = money.family_net / 12
    changes = chance(random, number("change_share"), homes)
    least, above = numbers("highest_month")
    over = np.maximum(owns.rent - number("housing_norm"), 0.0)
    fixed, each = numbers("local_tax")
    return {
        "aantal_personen": made.size.astype(np.int16),
        "aantal_kostendelers": (1 + made.per_home(sharers)).astype(np.int16),
        "heeft_ten_laste_komend_kind": made.per_home(minor & (role == CHILD)) > 0,
        "heeft_kind_onder_12": made.per_home(minor & (age < 12)) > 0,
        "heeft_kind_van_12_tot_18": made.per_home(minor & (age >= 12)) > 0,
        "heeft_inwonend_kind": made.per_home(role == CHILD) > 0,
        "heeft_handicap": chance(random, number("handicap_share"), homes),
        "verandert_dit_jaar": changes,
        "maanden_met_recht": np.where(changes, random.integers(1, 12, homes), 12).astype(np.int16),
        "kale_huur": cents(owns.rent),
        "inkomen_per_maand": cents(np.where(helped, 0.0, month)),
        "hoogste_maandinkomen_in_periode": cents(month * (least + random.exponential(above, homes))),
        "netto_inkomen_12_maanden": cents(np.maximum(12 * (month - over), 0.0)),
        "vermogen": cents(np.maximum(owns.savings - owns.debt, number("least_wealth"))),
        "overwaarde_woning": cents(owns.equity),
        "aanslag": cents(np.asarray(fixed + each * made.size, dtype=np.float64)),
        "opvang_is_geregistreerd": chance(random, number("childcare_registered_share"), homes),
        "werken_of_tellen_alle_ouders": idle == 0,
        "betaalt_eigen_bijdrage": chance(random, number("own_contribution_share"), homes),
    }


def _of_children(random: np.random.Generator, made: Rows, all_work: NDArray[np.generic]) -> Columns:
    """Facts of children (empty for others), and of everyone whether they are a child of the heads."""
    people, age = len(made.age), made.age
    child = made.role == CHILD
    none = pl.Series(~(child & (age < 18)))
    cared = child & all_work[made.home] & (random.random(people) < by_age("childcare_share", age))
    kind = np.where(age < 4, 0, 1)
    kind = np.where(chance(random, number("childcare_home_share"), people), 2, kind)
    day, day_spread, after, after_spread, least, most = numbers("childcare_hours")
    mean, spread = np.where(age < 4, day, after), np.where(age < 4, day_spread, after_spread)
    hours = np.clip(random.normal(mean, spread), least, most).astype(np.int16)
    *prices, spread_price = numbers("childcare_price")
    price = np.array(prices)[kind] * np.exp(random.normal(0.0, spread_price, people))
    double = chance(random, number("double_child_benefit_share"), people)
    extra = made.per_home(child & (age < 18) & double) > 0
    extra &= (made.kind == SINGLE_PARENT) & chance(random, number("extra_amount_share"), len(made.kind))
    gets = chance(random, number("child_benefit_share"), people)
    abroad = chance(random, number("child_abroad_share"), people)
    free = pl.Series(~cared)
    return {
        "behoort_tot_huishouden": pl.Series(np.ones(people, dtype=bool)).set(none, None),
        "ontvangt_kinderbijslag": pl.Series(gets).set(none, None),
        "dubbele_kinderbijslag": pl.Series(double).set(none, None),
        "woont_buiten_eer": pl.Series(abroad).set(none, None),
        "soort_opvang": _named(CARE, kind).set(free, None),
        "uren_per_maand": pl.Series(hours).set(free, None),
        "uurprijs": pl.Series(np.round(price).astype(np.int32)).set(free, None),
        "is_kind": child,
        "heeft_recht_op_extra_bedrag": extra[made.home],
    }


def _named(names: tuple[str, ...], codes: Ints) -> pl.Series:
    return pl.Series(codes.astype(np.uint8)).cat.to(pl.Enum(names))


def _where(known: Bools, values: Ints) -> pl.Series:
    return pl.Series(values).set(pl.Series(~known), None)


assert (LIVE_IN, CO_RESIDENT, NONE) == (3, 4, 7), "the codes stand in the order of their names"
