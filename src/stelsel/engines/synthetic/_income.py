# SPDX-License-Identifier: EUPL-1.2
"""Income of households and people of one unit, fitted to the indicators of its municipality."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from stelsel.engines.synthetic._drawing import Bools, Floats, Ints, pick
from stelsel.engines.synthetic._homes import COUPLE, INSTITUTION, SINGLE, SINGLE_PARENT, Rows
from stelsel.engines.synthetic._roles import MAN
from stelsel.engines.synthetic.assumptions import by_age, curve, number, numbers

SOURCES = ("werk", "zelfstandig", "aow", "bijstand", "ao", "ww", "studie", "geen")
WORK, SELF_EMPLOYED, AOW, ASSISTANCE, DISABILITY, UNEMPLOYMENT, STUDY, NONE = range(8)


@dataclass(frozen=True)
class Income:
    """Euros a year of the day asked. Of households: rank 0..1 (0 lowest), standardised income, net income of the family
    (no adult children or co-residents). Of people: net and gross income, source, whether they work."""

    rank: Floats
    standard: Floats
    family_net: Floats
    net: Floats
    gross: Floats
    source: Ints
    works: Bools


def income(random: np.random.Generator, made: Rows, town: Mapping[str, float], year: int) -> Income:
    """The income of everyone. `town`: the indicators of the municipality."""
    grown = number("income_growth") ** (year - number("start_year"))
    rank = ranks(random, made)
    standard = standardised(made, rank, town) * grown
    adults = made.per_home(made.age >= 18)
    first = np.maximum(adults, 1.0) - 1
    factor = 1 + number("second_adult_factor") * first + number("child_factor") * (made.size - adults)
    source, works = sources(random, made, rank, town)
    net = _nets(random, made, standard * factor, source, works, grown)
    family = made.per_home(np.where((made.role < 2) | (made.age < 18), net, 0.0))
    index = number("income_growth") ** (year - 2026)
    taxed = net * (1 - number("untaxed_share")) / index
    gross = np.round(curve("net_of_gross", taxed, inverse=True) * index)
    return Income(rank, standard, family, net, gross, source, works)


def ranks(random: np.random.Generator, made: Rows) -> Floats:
    """Where each private household stands among those of the unit, by age and kind and much chance."""
    scores = np.array([*numbers("rank_by_type"), 0.0])
    score = (
        by_age("rank_by_age", made.age[made.head])
        + scores[made.kind]
        + random.normal(0.0, number("rank_noise"), len(made.kind))
    )
    private = made.kind != INSTITUTION
    rank = np.full(len(score), numbers("institution_income")[0])
    place = np.empty(int(private.sum()))
    place[np.argsort(score[private], kind="stable")] = (np.arange(len(place)) + 0.5) / max(len(place), 1)
    rank[private] = place
    return rank


def standardised(made: Rows, rank: Floats, town: Mapping[str, float]) -> Floats:
    """Standardised income in euros of 2021: a line through the published shares (social minimum, 110 and 120 percent of
    it, the national lowest 40 and highest 20 percent), and above that a tail that makes the published mean."""
    private = np.flatnonzero(made.kind != INSTITUTION)
    order = private[np.argsort(rank[private], kind="stable")]
    people = np.cumsum(made.size[order]) / max(made.size[order].sum(), 1)
    count = len(order)
    low, top = (
        float(np.searchsorted(people, share)) / max(count, 1)
        for share in (town["laagste_40_pct"] / 100, 1 - town["hoogste_20_pct"] / 100)
    )
    least = [town[name] / 100 for name in ("sociaal_minimum_pct", "tot_110_pct", "tot_120_pct")]
    low = max(low, least[-1] + 0.02)
    top = max(top, low + 0.02)
    minimum, cut, high = number("social_minimum"), number("income_cut_40"), number("income_cut_80")
    at = np.array([0.0, *least, low, top])
    worth = np.array([number("lowest_income") * minimum, minimum, 1.1 * minimum, 1.2 * minimum, cut, high])
    place = rank[order]
    found = np.interp(place, np.maximum.accumulate(at), worth)
    above = place > top
    if above.any():
        tail = (1 - (place[above] - top) / (1 - top)) ** (-1 / number("top_income_shape")) - 1
        least_stretch, most_stretch = numbers("top_income_stretch")
        wanted = (town["inkomen_std_keur"] * 1000 * count - found[~above].sum()) / above.sum()
        found[above] = high * (
            1 + np.clip((wanted / high - 1) / max(tail.mean(), 1e-9), least_stretch, most_stretch) * tail
        )
    standard = np.full(len(rank), numbers("institution_income")[1] * minimum)
    standard[order] = found
    return standard


def sources(random: np.random.Generator, made: Rows, rank: Floats, town: Mapping[str, float]) -> tuple[Ints, Bools]:
    """The source of income of each person and whether they work, in the numbers of the municipality."""
    age, people = made.age, len(made.age)
    own_rank = rank[made.home]
    adult, old = age >= 18, age >= number("aow_age")
    source = np.full(people, NONE, dtype=np.int64)
    source[_assistance(random, made, rank, town["bijstand_per_1000"] / 1000 * people)] = ASSISTANCE
    able = adult & ~old & (source == NONE)
    weight = np.where(able, by_age("disability_weight", age) * _by_rank("disability_by_rank", own_rank), 0.0)
    source[pick(random, weight, _most(able, town["ao_per_1000"] / 1000 * people))] = DISABILITY
    able &= source == NONE
    source[
        pick(
            random,
            np.where(able, _by_rank("unemployment_by_rank", own_rank), 0.0),
            _most(able, town["ww_pct"] / 100 * people),
        )
    ] = UNEMPLOYMENT
    student = adult & (source == NONE) & (random.random(people) < by_age("student_share", age))
    could = (age >= 15) & (age < 75) & (source == NONE)
    count = town["arbeid_pct"] / 100 * np.count_nonzero((age >= 15) & (age < 75))
    weight = np.where(could, by_age("working_weight", age) * _by_rank("working_by_rank", own_rank), 0.0)
    works = pick(random, weight, _most(could, count))
    earns = works & ~student & ~old
    source[earns] = np.where(random.random(int(earns.sum())) < town["zelfstandig_pct"] / 100, SELF_EMPLOYED, WORK)
    source[student] = STUDY
    source[old] = AOW
    return source, works


def _by_rank(name: str, rank: Floats) -> Floats:
    lowest, slope = numbers(name)
    return lowest + slope * rank


def _most(able: Bools, count: float) -> int:
    return min(round(count), int(able.sum()))


def _assistance(random: np.random.Generator, made: Rows, rank: Floats, count: float) -> Bools:
    """The applicants and partners of the lowest working-age households, until the number of people is there."""
    heads = made.role < 2
    age = made.age
    fit = ~heads | ((age >= number("assistance_age")) & (age < number("aow_age")))
    able = made.per_home(~fit) == 0
    able &= made.kind != INSTITUTION
    score = np.where(able, rank + number("assistance_noise") * random.normal(size=len(rank)), np.inf)
    order = np.argsort(score, kind="stable")
    many = np.where(made.kind[order] == COUPLE, 2, 1)
    chosen = np.zeros(len(rank), dtype=bool)
    chosen[order[np.cumsum(many) <= round(count)]] = True
    found: Bools = heads & (chosen & able)[made.home]
    return found


def _nets(
    random: np.random.Generator, made: Rows, disposable: Floats, source: Ints, works: Bools, grown: float
) -> Floats:
    """Net income: co-residents and children first, what is left is of the applicant and the partner."""
    age, others = made.age, made.role >= 2
    spread, idle = numbers("at_home_income_spread")
    own = by_age("at_home_income", age) * np.where(works, 1.0, np.where(age >= 18, idle, 0.0))
    own = np.where(age >= number("aow_age"), number("social_minimum"), own)
    own = np.where(others & (age >= 15), own * grown * np.exp(random.normal(0.0, spread, len(age))), 0.0)
    total = made.per_home(own)
    scale = np.minimum(1.0, number("at_home_income_most") * disposable / np.maximum(total, 1.0))
    own *= scale[made.home]
    left = disposable - total * scale
    net = own
    net[made.head] = left
    homes = made.with_partner
    first, second = made.head[homes], made.head[homes] + 1
    mean, spread, least, most = numbers("income_split")
    share = np.clip(random.normal(mean, spread, len(homes)), least, most)
    share = np.where((made.sex[first] == MAN) | (made.sex[second] != MAN), share, 1 - share)
    few = number("no_source_share")
    weight_first = share * np.where(source[first] == NONE, few, 1.0)
    weight_second = (1 - share) * np.where(source[second] == NONE, few, 1.0)
    part = weight_first / (weight_first + weight_second)
    net[first], net[second] = left[homes] * part, left[homes] * (1 - part)
    return np.round(net)


assert (COUPLE, SINGLE_PARENT, SINGLE, INSTITUTION) == (0, 1, 2, 3), "rank_by_type stands in this order"
